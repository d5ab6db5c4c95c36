/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "article/copy.h"
#include "base/span.h"

#include <glib.h>

/**
 * The bytes of a body that are no words, and mean something else where one of them changes: code,
 * HTML, addresses, the targets of links and pictures, shortcodes ({{< … >}}, {{% … %}}), and what
 * stands between the blocks of text but white space.
 *
 * @return (transfer full) of MarbreSpan, in order, apart from each other
 */
GArray *marbre_verbatim(const MarbreCopy *copy);
