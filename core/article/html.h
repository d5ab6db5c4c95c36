/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "article/copy.h"

#include <glib.h>

/**
 * The body as safe HTML: raw HTML is left out, links lead to http, https, mailto or relative
 * addresses only and pictures come from relative ones only; what else was linked keeps its words.
 *
 * @param shift  the level above the text's own headings, which go from there without a gap, to 6
 *               at most
 * @return (transfer full)
 */
char *marbre_html_render(const MarbreCopy *copy, unsigned shift);

/**
 * The same as Markdown: what readers of the page see of the body, and nothing that HTML hid from
 * them.
 *
 * @return (transfer full)
 */
char *marbre_html_render_markdown(const MarbreCopy *copy, unsigned shift);
