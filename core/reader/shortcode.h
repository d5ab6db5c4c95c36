/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

/**
 * Content of a WordPress post with its shortcodes as the HTML that they stand for: `[caption]` is a
 * figure, `[embed]` a link, `[gallery ids="1,2"]` a `wp-gallery` element with `ids`; those of page
 * builders and players are left out. Square brackets that hold words (`[sic]`) stay.
 *
 * @param dropped  (transfer none) of char *: shortcodes that were left out are added
 * @return (transfer full)
 */
char *marbre_shortcode_expand(const char *content, GPtrArray *dropped);
