/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <stdbool.h>

/*
 * Entries of `network: {allow: […]}`: "api.example.org" is that host by https on its usual port,
 * "*.example.org" any host below it, "http://localhost:8080" exactly that scheme, host and port.
 */

/** Whether this is such an entry. */
bool marbre_origin_check(const char *entry);

/**
 * Whether an address, which marbre_net_request_check() has passed, may be asked.
 *
 * @param allow  (nullable) NULL-terminated entries; without any nothing is allowed
 * @return false with MARBRE_ERROR_REFUSED, which says what to add
 */
bool marbre_origin_allows(const char *const *allow, const char *address, GError **error);
