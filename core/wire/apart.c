/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wire/apart.h"

#include "base/error.h"
#include "wire/errand.h"
#include "wire/fault.h"

#include "config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

/* An answer says the words twice, as they read and as they are written, and escapes some. */
#define ANSWER_LIMIT ((size_t)256 << 20)
#define DEADLINE (30 * G_USEC_PER_SEC)

static void
set_error(MarbreErrandEnd end, const char *program, GError **error)
{
    int why = errno;
    switch (end) {
    case MARBRE_ERRAND_DONE:
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED,
                    _("the reader's answer makes no sense; nothing was taken from it"));
        break;
    case MARBRE_ERRAND_MISSING:
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED,
                    _("%s can't be started: %s; install Marbre again"), program, g_strerror(why));
        break;
    case MARBRE_ERRAND_DIED:
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED,
                    _("the reader crashed on this file; nothing was taken from it"));
        break;
    case MARBRE_ERRAND_LATE:
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED,
                    _("the reader took too long over this file and was stopped; import it in "
                      "smaller parts"));
        break;
    case MARBRE_ERRAND_ENDLESS:
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED,
                    _("this file holds more than Marbre can take in; import it in smaller parts"));
        break;
    }
}

/* The reader has no languages: what it says of a line is put into the editor's here. */
static void
translate(char **words)
{
    char *said = g_strdup(_(*words));
    g_free(*words);
    *words = said;
}

static void
translate_story(MarbreStory *story)
{
    for (guint i = 0; i < story->dropped->len; i++)
        translate(&((MarbreDropped *)g_ptr_array_index(story->dropped, i))->reason);
    for (guint i = 0; i < story->repairs->len; i++)
        translate((char **)&story->repairs->pdata[i]);
}

static void
story_free(void *story)
{
    marbre_story_free(story);
}

/* NULL where one of them is no story. */
static GPtrArray *
unpack_stories(GVariant *packed)
{
    size_t count = g_variant_n_children(packed);
    if (count == 0 || count > MARBRE_WIRE_STORIES)
        return NULL;
    g_autoptr(GPtrArray) stories = g_ptr_array_new_with_free_func(story_free);
    for (size_t i = 0; i < count; i++) {
        g_autoptr(GVariant) entry = g_variant_get_child_value(packed, i);
        MarbreStory *story = marbre_story_unpack(entry);
        if (story == NULL)
            return NULL;
        translate_story(story);
        g_ptr_array_add(stories, story);
    }
    return g_steal_pointer(&stories);
}

static GPtrArray *
judge(GBytes *answer, const char *format, GError **error)
{
    g_autoptr(GVariant) packed = g_variant_ref_sink(
        g_variant_new_from_bytes(G_VARIANT_TYPE(MARBRE_WIRE_ANSWER), answer, FALSE));
    guchar kind = 0;
    guint64 line = 0, column = 0;
    g_autoptr(GVariant) list = NULL;
    GPtrArray *stories = NULL;
    if (g_variant_is_normal_form(packed))
        g_variant_get(packed, "(ytt@a" MARBRE_STORY_TYPE ")", &kind, &line, &column, &list);
    if (list != NULL && kind > MARBRE_FAULT_NONE && kind < MARBRE_FAULT_COUNT) {
        const MarbreFault fault = {(MarbreFaultKind)kind, line, column};
        marbre_fault_set_error(&fault, format, error);
        return NULL;
    }
    if (list != NULL && kind == MARBRE_FAULT_NONE)
        stories = unpack_stories(list);
    if (stories == NULL)
        set_error(MARBRE_ERRAND_DONE, "", error);
    return stories;
}

GPtrArray *
marbre_wire_read_apart_by(const char *program,
                          GBytes *file,
                          const char *format,
                          const char *lang,
                          int64_t deadline,
                          GError **error)
{
    const char *const argv[] = {program, format, lang, NULL};
    g_autoptr(GBytes) answer = NULL;
    MarbreErrandEnd end = marbre_errand_run(argv, file, ANSWER_LIMIT, deadline, &answer);
    if (end == MARBRE_ERRAND_DONE)
        return judge(answer, format, error);
    set_error(end, program, error);
    return NULL;
}

GPtrArray *
marbre_wire_read_apart(GBytes *file, const char *format, const char *lang, GError **error)
{
    return marbre_wire_read_apart_by(MARBRE_LIBEXEC_DIR "/marbre-reader", file, format, lang,
                                     DEADLINE, error);
}
