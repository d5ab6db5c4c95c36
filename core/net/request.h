/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Method, address, headers, body. */
#define MARBRE_NET_REQUEST_TYPE "(ssa(ss)ay)"
/** Status, address of a redirect or "", media type, body. */
#define MARBRE_NET_ANSWER_TYPE "(ussay)"
/** What marbre-fetch writes: why there is no answer, or "", and the answer. */
#define MARBRE_NET_CARRIED_TYPE "(s" MARBRE_NET_ANSWER_TYPE ")"

#define MARBRE_NET_ADDRESS 2048u               /**< bytes of an address */
#define MARBRE_NET_HEADERS 32u                 /**< in one request */
#define MARBRE_NET_SENT ((size_t)1 << 20)      /**< bytes of a request's body */
#define MARBRE_NET_RECEIVED ((size_t)16 << 20) /**< bytes of an answer's */
#define MARBRE_NET_SECONDS 6u                  /**< that an answer may take */

/**
 * Whether a request may be made at all: GET, HEAD or POST; an address of http or https without a
 * user or a fragment; headers that are sound and none that the carrier writes itself; sizes.
 *
 * @param request  of MARBRE_NET_REQUEST_TYPE
 * @return false with MARBRE_ERROR_USAGE
 */
bool marbre_net_request_check(GVariant *request, GError **error);

/** Whether an answer, from whomever, is one: of its type, in normal form, UTF-8 where it is text.
 */
bool marbre_net_answer_check(GVariant *answer);
