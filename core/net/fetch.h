/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

/**
 * Carry a request over the network. Redirects are not followed: where they lead has to be allowed
 * first.
 *
 * @param request  of MARBRE_NET_REQUEST_TYPE, judged
 * @return (transfer full, floating) of MARBRE_NET_CARRIED_TYPE
 */
GVariant *marbre_fetch(GVariant *request);
