/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wire/wire.h"

#include "article/copy.h"
#include "base/error.h"
#include "wire/apart.h"
#include "wire/encoding.h"
#include "wire/format.h"
#include "wire/markdown.h"
#include "wire/plain.h"
#include "wire/tidy.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *const formats[] = {"text", "markdown", "html", "wxr", "ninjs", "newsml", NULL};

const char *const *
marbre_wire_formats(void)
{
    return formats;
}

static bool
check_size(GBytes *file, GError **error)
{
    if (g_bytes_get_size(file) <= MARBRE_WIRE_LIMIT)
        return true;
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                _("the file is larger than %u MiB; import it in smaller parts"),
                MARBRE_WIRE_LIMIT >> 20);
    return false;
}

/* The format that was asked for, else the one that the content shows. */
static const char *
choose(GBytes *file, const char *asked, GError **error)
{
    g_autofree char *known = g_strjoinv(", ", (char **)formats);
    if (asked != NULL && g_strv_contains(formats, asked))
        return asked;
    if (asked != NULL) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                    _("there is no importer for “%s”; there is one for each of: %s"), asked, known);
        return NULL;
    }
    MarbreFormat format = marbre_format_recognise(file);
    if (format.name != NULL && g_strv_contains(formats, format.name))
        return format.name;
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                _("this is %s, which is not read; what is read: %s"),
                format.refused != NULL ? format.refused : format.name, known);
    return NULL;
}

static GPtrArray *
one_story(MarbreStory *story)
{
    GPtrArray *stories = g_ptr_array_new_with_free_func((GDestroyNotify)marbre_story_free);
    g_ptr_array_add(stories, story);
    return stories;
}

/* An article's text is far smaller than a file that is worth parsing. */
static char *
decode(GBytes *file, const char **ret_encoding, MarbreRepairs *repairs, GError **error)
{
    char *text = marbre_encoding_decode(file, ret_encoding, repairs, error);
    if (text == NULL || strlen(text) <= MARBRE_COPY_LIMIT)
        return text;
    g_free(text);
    g_set_error(
        error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
        _("the text is larger than %u MiB, too long for an article; import it in smaller parts"),
        (unsigned)(MARBRE_COPY_LIMIT >> 20));
    return NULL;
}

static GPtrArray *
read_text(GBytes *file, const char *format, const MarbreWireOptions *options, GError **error)
{
    MarbreRepairs repairs = {0};
    const char *encoding = NULL;
    g_autofree char *text = decode(file, &encoding, &repairs, error);
    if (text == NULL)
        return NULL;
    bool markdown = g_str_equal(format, "markdown");
    MarbreStory *story =
        markdown ? marbre_wire_read_markdown(text, error) : marbre_plain_read(text, options, error);
    if (story == NULL)
        return NULL;
    story->encoding = encoding;
    marbre_repairs_say(&repairs, story->repairs);
    if (markdown)
        marbre_tidy_story(story, options, false);
    return one_story(story);
}

GPtrArray *
marbre_wire_read(GBytes *file, const MarbreWireOptions *options, GError **error)
{
    const char *format = check_size(file, error) ? choose(file, options->format, error) : NULL;
    if (format == NULL)
        return NULL;
    if (g_str_equal(format, "text") || g_str_equal(format, "markdown"))
        return read_text(file, format, options, error);
    GPtrArray *stories =
        marbre_wire_read_apart(file, format, options->lang == NULL ? "" : options->lang, error);
    for (guint i = 0; stories != NULL && i < stories->len; i++)
        marbre_tidy_story(g_ptr_array_index(stories, i), options, true);
    return stories;
}
