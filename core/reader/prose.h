/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/** What words are set in; a set of these. */
typedef enum {
    MARBRE_STYLE_STRONG = 1,
    MARBRE_STYLE_EMPHASIS = 2,
    MARBRE_STYLE_CODE = 4,
} MarbreStyle;

/** A paragraph that grows word by word, as it reads and as Markdown. */
typedef struct MarbreProse MarbreProse;

MarbreProse *marbre_prose_new(void);
void marbre_prose_free(MarbreProse *prose);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreProse, marbre_prose_free)

/**
 * Add words; white space within and between them becomes one space.
 *
 * @param style  set of MarbreStyle
 * @param link   (nullable) where they lead, as marbre_link_make() gives it
 */
void marbre_prose_add(
    MarbreProse *prose, const char *text, size_t size, unsigned style, const char *link);

/** End the line. @return whether the line before was ended by a break too, with no word between */
bool marbre_prose_break(MarbreProse *prose);

/** Whether there is no word yet. */
bool marbre_prose_is_blank(const MarbreProse *prose);

/** Bytes of the words so far. */
size_t marbre_prose_size(const MarbreProse *prose);

/**
 * What has been added, and begin again.
 *
 * The Markdown reads back to the words: every sign that Markdown, a site generator's shortcodes or
 * front matter would take for their own is escaped, and emphasis that Markdown could not mark
 * where it stands is left out.
 *
 * @param one_line     breaks become spaces, for a heading
 * @param ret_text     (transfer full)
 * @param ret_markdown (transfer full)
 * @return false where there is no word
 */
bool marbre_prose_finish(MarbreProse *prose, bool one_line, char **ret_text, char **ret_markdown);

/**
 * An address that an article may link to, in a form that Markdown takes as it is.
 *
 * @param address  as the file has it, relative to `base` (nullable)
 * @return (transfer full) or NULL: no http, https or mailto, or longer than an address is
 */
char *marbre_link_make(const char *address, const char *base);
