/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/problem.h"

#include <string.h>

/* Longer words are never compared: the comparison is quadratic and nobody mistypes so much. */
#define LONGEST_WORD 64

void
marbre_problem_free(MarbreProblem *problem)
{
    if (problem == NULL)
        return;
    if (problem->fix != NULL)
        g_free(problem->fix->text);
    g_free(problem->fix);
    g_free(problem->path);
    g_free(problem->message);
    g_free(problem->rule);
    g_free(problem);
}

static void
problem_free(gpointer problem)
{
    marbre_problem_free(problem);
}

GPtrArray *
marbre_problems_new(void)
{
    return g_ptr_array_new_with_free_func(problem_free);
}

static MarbreProblem *
add_problem(GPtrArray *problems,
            const char *path,
            const MarbreLines *lines,
            uint64_t offset,
            const char *rule,
            char *message)
{
    MarbreProblem *problem = g_new0(MarbreProblem, 1);
    MarbrePlace place = {1, 1, 0};

    if (lines != NULL)
        place = marbre_lines_place(lines, offset);
    problem->path = g_strdup(path);
    problem->line = place.line;
    problem->column = place.column;
    problem->offset = place.offset;
    problem->end = place.offset;
    problem->rule = g_strdup(rule);
    problem->message = message;
    g_ptr_array_add(problems, problem);
    return problem;
}

MarbreProblem *
marbre_problems_add(GPtrArray *problems,
                    const char *path,
                    const MarbreLines *lines,
                    uint64_t offset,
                    const char *format,
                    ...)
{
    va_list arguments;
    char *message;

    va_start(arguments, format);
    message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    return add_problem(problems, path, lines, offset, NULL, message);
}

MarbreProblem *
marbre_problems_add_rule(GPtrArray *problems,
                         const char *path,
                         const MarbreLines *lines,
                         uint64_t offset,
                         const char *rule,
                         const char *format,
                         ...)
{
    va_list arguments;
    char *message;

    va_start(arguments, format);
    message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    return add_problem(problems, path, lines, offset, rule, message);
}

void
marbre_problem_set_fix(MarbreProblem *problem, MarbreSpan span, const char *text)
{
    if (problem->fix == NULL)
        problem->fix = g_new0(MarbreMend, 1);
    g_free(problem->fix->text);
    problem->fix->start = span.start;
    problem->fix->end = span.end;
    problem->fix->text = g_strdup(text);
}

void
marbre_problems_add_copy(GPtrArray *problems, const MarbreProblem *from)
{
    MarbreProblem *to =
        add_problem(problems, from->path, NULL, 0, from->rule, g_strdup(from->message));

    to->line = from->line;
    to->column = from->column;
    to->offset = from->offset;
    to->end = from->end;
    if (from->fix != NULL)
        marbre_problem_set_fix(to, (MarbreSpan){from->fix->start, from->fix->end}, from->fix->text);
}

void
marbre_problems_take(GPtrArray *problems, GPtrArray *more)
{
    for (guint i = 0; i < more->len; i++)
        g_ptr_array_add(problems, g_steal_pointer(&more->pdata[i]));
    g_ptr_array_set_size(more, 0);
}

char *
marbre_problems_format(const GPtrArray *problems)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < problems->len; i++) {
        const MarbreProblem *problem = problems->pdata[i];
        g_autofree char *path = marbre_text_shown(problem->path);

        g_string_append_printf(text, "%s:%" G_GUINT64_FORMAT ":%" G_GUINT64_FORMAT ": %s\n", path,
                               (guint64)problem->line, (guint64)problem->column, problem->message);
    }
    return g_string_free(text, FALSE);
}

GError *
marbre_problems_to_error(const GPtrArray *problems, MarbreErrorCode code)
{
    g_autofree char *text = marbre_problems_format(problems);
    size_t size = strlen(text);

    if (size > 0)
        text[size - 1] = '\0';
    return g_error_new_literal(MARBRE_ERROR, (int)code, text);
}

/* Edit distance in bytes where swapping two neighbours is one edit; case is no difference. */
static size_t
edit_distance(const char *a, size_t a_size, const char *b, size_t b_size)
{
    size_t rows[3][LONGEST_WORD + 1];
    size_t *two_back = rows[0];
    size_t *back = rows[1];
    size_t *now = rows[2];

    for (size_t j = 0; j <= b_size; j++)
        back[j] = j;
    for (size_t i = 1; i <= a_size; i++) {
        size_t *next = two_back;

        now[0] = i;
        for (size_t j = 1; j <= b_size; j++) {
            bool is_same = g_ascii_tolower(a[i - 1]) == g_ascii_tolower(b[j - 1]);

            now[j] = MIN(back[j], now[j - 1]) + 1;
            now[j] = MIN(now[j], back[j - 1] + (is_same ? 0 : 1));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                now[j] = MIN(now[j], two_back[j - 2] + 1);
        }
        two_back = back;
        back = now;
        now = next;
    }
    return back[b_size];
}

const char *
marbre_nearest(const char *word, const char *const *known)
{
    size_t size = strlen(word);
    size_t least = size <= 4 ? 2 : (size <= 8 ? 3 : 4);
    const char *nearest = NULL;

    if (size == 0 || size > LONGEST_WORD)
        return NULL;
    for (size_t i = 0; known[i] != NULL; i++) {
        size_t known_size = strlen(known[i]);
        size_t distance;

        if (known_size > LONGEST_WORD)
            continue;
        distance = edit_distance(word, size, known[i], known_size);
        /* As many changes as the word has letters are no likeness. */
        if (distance < least && distance < MAX(size, known_size)) {
            least = distance;
            nearest = known[i];
        }
    }
    return nearest;
}
