/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "reader/prose.h"

#include "reader/run.h"
#include "reader/words.h"

#include <string.h>

struct MarbreProse {
    GPtrArray *runs; /* of MarbreRun */
    size_t size;
    bool blank; /* no word yet */
    bool owed;  /* white space since the last word */
};

static void
run_free(void *data)
{
    MarbreRun *run = data;
    g_string_free(run->text, TRUE);
    g_free(run->link);
    g_free(run);
}

MarbreProse *
marbre_prose_new(void)
{
    MarbreProse *prose = g_new0(MarbreProse, 1);
    prose->runs = g_ptr_array_new_with_free_func(run_free);
    prose->blank = true;
    return prose;
}

void
marbre_prose_free(MarbreProse *prose)
{
    if (prose == NULL)
        return;
    g_ptr_array_unref(prose->runs);
    g_free(prose);
}

static MarbreRun *
last_run(const MarbreProse *prose)
{
    return prose->runs->len == 0 ? NULL : prose->runs->pdata[prose->runs->len - 1];
}

static MarbreRun *
run_for(MarbreProse *prose, unsigned style, const char *link)
{
    MarbreRun *run = last_run(prose);
    if (run != NULL && !run->ends_line && run->style == style && g_strcmp0(run->link, link) == 0)
        return run;
    run = g_new0(MarbreRun, 1);
    run->text = g_string_new(NULL);
    run->style = style;
    run->link = g_strdup(link);
    g_ptr_array_add(prose->runs, run);
    return run;
}

/* The space between two words is set in what both of them are set in, else in nothing. */
static void
pay_space(MarbreProse *prose, unsigned style, const char *link)
{
    const MarbreRun *run = last_run(prose);
    if (!prose->owed || run == NULL || run->ends_line)
        return;
    bool same = run->style == style && g_strcmp0(run->link, link) == 0;
    g_string_append_c(run_for(prose, same ? style : 0, same ? link : NULL)->text, ' ');
    prose->size++;
}

static void
add_word(MarbreProse *prose, const char *word, size_t size, unsigned style, const char *link)
{
    if (size == 0)
        return;
    pay_space(prose, style, link);
    g_string_append_len(run_for(prose, style, link)->text, word, (gssize)size);
    prose->size += size;
    prose->owed = false;
    prose->blank = false;
}

static bool
is_white(gunichar character)
{
    return character == ' ' || (character >= '\t' && character <= '\r') || character == 0x85 ||
           character == 0x2028 || character == 0x2029;
}

static void
add_clean(MarbreProse *prose, const char *text, unsigned style, const char *link)
{
    const char *word = text;
    for (const char *p = text;; p = g_utf8_next_char(p)) {
        gunichar character = g_utf8_get_char(p);
        bool white = is_white(character);
        if (*p != '\0' && !white && !marbre_words_is_nothing(character))
            continue;
        add_word(prose, word, (size_t)(p - word), style, link);
        prose->owed = prose->owed || white;
        if (*p == '\0')
            return;
        word = g_utf8_next_char(p);
    }
}

void
marbre_prose_add(
    MarbreProse *prose, const char *text, size_t size, unsigned style, const char *link)
{
    g_autofree char *valid = g_utf8_make_valid(text, (gssize)size);
    g_autofree char *composed = g_utf8_normalize(valid, -1, G_NORMALIZE_NFC);
    add_clean(prose, composed, style, link);
}

bool
marbre_prose_break(MarbreProse *prose)
{
    MarbreRun *run = last_run(prose);
    prose->owed = false;
    if (run == NULL)
        return false;
    if (run->ends_line)
        return true;
    run->ends_line = true;
    return false;
}

bool
marbre_prose_is_blank(const MarbreProse *prose)
{
    return prose->blank;
}

size_t
marbre_prose_size(const MarbreProse *prose)
{
    return prose->size;
}

/* Spaces of every kind at the ends of the whole mean nothing. */
static void
trim_ends(MarbreProse *prose)
{
    while (prose->runs->len > 0) {
        MarbreRun *run = prose->runs->pdata[0];
        marbre_run_trim(run, true, false);
        if (run->text->len > 0)
            break;
        g_ptr_array_remove_index(prose->runs, 0);
    }
    while (prose->runs->len > 0) {
        MarbreRun *run = last_run(prose);
        marbre_run_trim(run, false, true);
        run->ends_line = false;
        if (run->text->len > 0)
            return;
        g_ptr_array_set_size(prose->runs, (gint)prose->runs->len - 1);
    }
}

static char *
text_of(const MarbreProse *prose)
{
    GString *text = g_string_sized_new(prose->size);
    for (guint i = 0; i < prose->runs->len; i++) {
        const MarbreRun *run = prose->runs->pdata[i];
        g_string_append(text, run->text->str);
        if (run->ends_line)
            g_string_append_c(text, '\n');
    }
    return g_string_free(text, FALSE);
}

static void
join_lines(MarbreProse *prose)
{
    for (guint i = 0; i < prose->runs->len; i++) {
        MarbreRun *run = prose->runs->pdata[i];
        if (run->ends_line)
            g_string_append_c(run->text, ' ');
        run->ends_line = false;
    }
}

bool
marbre_prose_finish(MarbreProse *prose, bool one_line, char **ret_text, char **ret_markdown)
{
    trim_ends(prose);
    if (one_line)
        join_lines(prose);
    bool any = prose->runs->len > 0;
    if (any) {
        *ret_text = text_of(prose);
        *ret_markdown = marbre_runs_write(prose->runs, one_line);
    }
    g_ptr_array_set_size(prose->runs, 0);
    prose->size = 0;
    prose->blank = true;
    prose->owed = false;
    return any;
}
