/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "net/request.h"

#include <glib.h>

/** What may be asked of the network, and how it is asked. */
typedef struct {
    const char *const *allow; /**< (nullable) entries of `network: {allow: […]}` */
    const char *replay;       /**< (nullable) folder of recordings: nothing else is an answer */
    const char *record;       /**< (nullable) folder to record in */
    const char *program;      /**< (nullable) marbre-fetch; NULL: the installed one */
} MarbreNet;

/**
 * What a newsroom allows, with recordings as MARBRE_NET_RECORD and MARBRE_NET_REPLAY say.
 *
 * @param allow  (nullable, transfer none) lent to what is returned
 */
MarbreNet marbre_net_of(const char *const *allow);

/**
 * Fetch. Waits as long as MARBRE_NET_SECONDS and a little.
 *
 * @param request  of MARBRE_NET_REQUEST_TYPE
 * @return (transfer full, sunk) of MARBRE_NET_ANSWER_TYPE, or NULL: MARBRE_ERROR_USAGE (no sound
 *         request), MARBRE_ERROR_REFUSED (not allowed), MARBRE_ERROR_FAILED (no answer)
 */
GVariant *marbre_net_fetch(const MarbreNet *net, GVariant *request, GError **error);
