/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "proof/paper.h"

#include "base/digest.h"
#include "base/error.h"
#include "base/path.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define BEGIN "-----BEGIN MARBRE PROOF-----\n"
#define END "-----END MARBRE PROOF-----\n"
#define FORMAT "1"
#define COLUMNS 76
#define ID_SIZE 40

void
marbre_paper_free(MarbrePaper *paper)
{
    if (paper == NULL)
        return;
    marbre_course_free(paper->course);
    g_clear_pointer(&paper->objects, g_bytes_unref);
    g_free(paper->head);
    g_free(paper);
}

/* --- writing -----------------------------------------------------------------------------------
 */

static void
write_objects(GString *text, GBytes *objects)
{
    gsize size = 0;
    const guchar *data = g_bytes_get_data(objects, &size);
    g_autofree char *coded = g_base64_encode(data, size);
    size_t length = strlen(coded);
    for (size_t at = 0; at < length; at += COLUMNS) {
        g_string_append_len(text, coded + at, (gssize)MIN(COLUMNS, length - at));
        g_string_append_c(text, '\n');
    }
}

char *
marbre_paper_write(const char *head, const MarbreCourse *course, GBytes *objects)
{
    GString *text = g_string_new(head);
    g_string_append_printf(text, BEGIN "format: " FORMAT "\narticle: %s\ntrust: %s\ntip: %s\n",
                           course->article, course->trust, course->tip);
    g_string_append_printf(text, "folder: %s\n", course->folder);
    for (guint i = 0; i < course->steps->len; i++) {
        const MarbreCourseStep *step = course->steps->pdata[i];
        g_string_append_printf(text, "step: %s %s\n", step->commit, step->folder);
    }
    g_string_append_c(text, '\n');
    write_objects(text, objects);
    g_string_append(text, END);
    g_autofree char *sum = marbre_digest(text->str, text->len);
    g_string_append_printf(text, "%s\n", sum);
    return g_string_free(text, FALSE);
}

/* --- reading -----------------------------------------------------------------------------------
 */

static bool
malformed(GError **error)
{
    g_set_error_literal(
        error, MARBRE_ERROR, MARBRE_ERROR_INVALID,
        _("this is no proof as Marbre writes it, or it is damaged; ask for another proof"));
    return false;
}

/* The rest of a line behind its key; NULL where the line has another. (transfer full) */
static char *
take_field(const char **at, const char *key)
{
    size_t size = strlen(key);
    const char *end = strchr(*at, '\n');
    if (end == NULL || strncmp(*at, key, size) != 0)
        return NULL;
    char *value = g_strndup(*at + size, (size_t)(end - *at) - size);
    *at = end + 1;
    return value;
}

static bool
is_id(const char *text)
{
    return text != NULL && strlen(text) == ID_SIZE && strspn(text, "0123456789abcdef") == ID_SIZE;
}

static bool
is_folder(const char *text)
{
    return text != NULL && *text != '\0' && g_utf8_validate(text, -1, NULL) &&
           marbre_path_is_safe(text);
}

static bool
take_steps(MarbreCourse *course, const char **at)
{
    while (g_str_has_prefix(*at, "step: ")) {
        g_autofree char *step = take_field(at, "step: ");
        char *space = step == NULL ? NULL : strchr(step, ' ');
        if (space == NULL)
            return false;
        *space = '\0';
        if (!is_id(step) || !is_folder(space + 1))
            return false;
        marbre_course_add(course, step, space + 1);
    }
    return true;
}

static bool
take_course(MarbreCourse *course, const char **at, GError **error)
{
    g_autofree char *format = take_field(at, "format: ");
    if (format != NULL && strcmp(format, FORMAT) != 0) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED,
                    _("this proof has the form %s; only a newer Marbre can read it"), format);
        return false;
    }
    course->article = take_field(at, "article: ");
    course->trust = take_field(at, "trust: ");
    course->tip = take_field(at, "tip: ");
    course->folder = take_field(at, "folder: ");
    bool good = format != NULL && course->article != NULL && is_id(course->trust) &&
                is_id(course->tip) && is_folder(course->folder) && take_steps(course, at) &&
                **at == '\n';
    *at += good ? 1 : 0;
    return good || malformed(error);
}

static GBytes *
take_objects(const char **at)
{
    const char *end = strstr(*at, END);
    if (end == NULL)
        return NULL;
    gsize size = 0;
    g_autofree char *coded = g_strndup(*at, (size_t)(end - *at));
    guchar *data = g_base64_decode(coded, &size);
    *at = end + strlen(END);
    return g_bytes_new_take(data, size);
}

/* The last line is the sum of all before it. */
static bool
need_sum(const char *text, const char *last, GError **error)
{
    g_autofree char *sum = marbre_digest(text, (size_t)(last - text));
    size_t size = strlen(sum);
    if (strlen(last) != size + 1 || last[size] != '\n')
        return malformed(error);
    if (strncmp(last, sum, size) == 0)
        return true;
    g_set_error_literal(
        error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
        _("the file was changed after it was written, its sum is another; ask for another proof"));
    return false;
}

MarbrePaper *
marbre_paper_read(GBytes *bytes, GError **error)
{
    g_autoptr(MarbrePaper) paper = g_new0(MarbrePaper, 1);
    gsize size = 0;
    const char *data = g_bytes_get_data(bytes, &size);
    if (size == 0 || size > MARBRE_PAPER_LIMIT || memchr(data, '\0', size) != NULL) {
        malformed(error);
        return NULL;
    }
    g_autofree char *text = g_strndup(data, size);
    const char *begin = strstr(text, "\n" BEGIN);
    const char *at = begin == NULL ? NULL : begin + strlen("\n" BEGIN);
    paper->course = marbre_course_new();
    if (at == NULL || !g_utf8_validate(text, begin - text, NULL)) {
        malformed(error);
        return NULL;
    }
    paper->head = g_strndup(text, (size_t)(begin + 1 - text));
    if (!take_course(paper->course, &at, error))
        return NULL;
    paper->objects = take_objects(&at);
    if (paper->objects == NULL) {
        malformed(error);
        return NULL;
    }
    if (!need_sum(text, at, error))
        return NULL;
    g_autofree char *again = marbre_paper_write(paper->head, paper->course, paper->objects);
    if (strcmp(again, text) != 0) {
        malformed(error);
        return NULL;
    }
    return g_steal_pointer(&paper);
}
