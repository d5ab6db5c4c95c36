/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "article/block.h"
#include "base/span.h"
#include "base/text.h"

#include <glib.h>

/**
 * Read Markdown into blocks. Used by copy.c alone.
 *
 * @param data   the whole file, UTF-8 without NUL
 * @param body   the Markdown in it; begins at the head of a line, or behind a BOM
 * @param lines  of the whole file
 * @return (transfer full) of MarbreBlock, frees what it holds
 */
GPtrArray *marbre_markdown_parse(const char *data, MarbreSpan body, const MarbreLines *lines);
