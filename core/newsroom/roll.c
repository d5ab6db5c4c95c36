/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "newsroom/roll.h"

#include "config.h"

#include "newsroom/approved.h"
#include "newsroom/facts.h"
#include "newsroom/hours.h"
#include "newsroom/original.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* The file: a line that names the form, the published languages and the keys, then a line a row,
   fields between tabs, sorted by folder, so that a row is found by halving or, in a walk, right
   behind the last. What is read into a row may differ from one Marbre to the next. */
#define FORM "marbre-roll 5 " MARBRE_VERSION

enum { FIELDS = 23 };

struct MarbreRoll {
    char *path;
    char *head;
    size_t facts;
    GMappedFile *file;
    const char *rows; /* behind the head line; NULL where there is no sound index */
    const char *end;
    const char *cursor;
    FILE *out;
    char *out_path;
    bool changed;
};

/* The fields in the order of the file. */
static void
list_fields(MarbreRow *row, char ***ret_fields)
{
    char **const fields[FIELDS] = {
        &row->folder,     &row->oid,        &row->id,           &row->workflow, &row->stage,
        &row->entered,    &row->published,  &row->content,      &row->langs,    &row->title,
        &row->date,       &row->embargo,    &row->words,        &row->sound,    &row->settled,
        &row->approved,   &row->publish_at, &row->unpublish_at, &row->released, &row->gone,
        &row->translates, &row->owed,       &row->assigned};
    memcpy(ret_fields, fields, sizeof fields);
}

void
marbre_row_free(MarbreRow *row)
{
    if (row == NULL)
        return;
    char **fields[FIELDS];
    list_fields(row, fields);
    for (size_t i = 0; i < FIELDS; i++)
        g_free(*fields[i]);
    g_strfreev(row->facts);
    g_free(row);
}

static char *
make_head(const char *const *langs, const char *const *keys)
{
    g_autofree char *published = g_strjoinv(" ", (char **)langs);
    g_autofree char *names = g_strjoinv(" ", (char **)keys);
    return g_strdup_printf(FORM "\t%s\t%s\n", published, names);
}

MarbreRoll *
marbre_roll_open(const char *path, const char *const *langs, const char *const *keys)
{
    MarbreRoll *roll = g_new0(MarbreRoll, 1);
    roll->path = g_strdup(path);
    roll->head = make_head(langs, keys);
    roll->facts = g_strv_length((char **)keys);
    roll->file = g_mapped_file_new(path, FALSE, NULL);
    if (roll->file != NULL) {
        const char *data = g_mapped_file_get_contents(roll->file);
        size_t size = g_mapped_file_get_length(roll->file), head = strlen(roll->head);
        if (size >= head && memcmp(data, roll->head, head) == 0 && data[size - 1] == '\n') {
            roll->rows = roll->cursor = data + head;
            roll->end = data + size;
        }
    }
    return roll;
}

void
marbre_roll_free(MarbreRoll *roll)
{
    if (roll == NULL)
        return;
    if (roll->out != NULL) {
        (void)fclose(roll->out); /* abandoned */
        (void)unlink(roll->out_path);
    }
    g_clear_pointer(&roll->file, g_mapped_file_unref);
    g_free(roll->out_path);
    g_free(roll->head);
    g_free(roll->path);
    g_free(roll);
}

static const char *
line_end(const MarbreRoll *roll, const char *line)
{
    return memchr(line, '\n', (size_t)(roll->end - line));
}

/* How the folder of a line compares with `folder`. A slash comes before every other byte: the order
   in which a walk meets folders whose names begin alike. */
static int
compare_line(const char *line, const char *end, const char *folder)
{
    for (; line < end && *line == *folder && *line != '\t'; line++)
        folder++;
    int ours = line == end || *line == '\t' ? 0 : *line == '/' ? 1 : (unsigned char)*line + 1;
    int theirs = *folder == '\0' ? 0 : *folder == '/' ? 1 : (unsigned char)*folder + 1;
    return ours - theirs;
}

static const char *
halve(const MarbreRoll *roll, const char *folder)
{
    const char *low = roll->rows, *high = roll->end;
    while (low < high) {
        const char *middle = low + (high - low) / 2;
        while (middle > low && middle[-1] != '\n')
            middle--;
        const char *end = line_end(roll, middle);
        int order = compare_line(middle, end, folder);
        if (order == 0)
            return middle;
        if (order < 0)
            low = end + 1;
        else
            high = middle;
    }
    return NULL;
}

static const char *
find_line(MarbreRoll *roll, const char *folder)
{
    if (roll->rows == NULL)
        return NULL;
    const char *line = roll->cursor;
    if (line >= roll->end || compare_line(line, line_end(roll, line), folder) != 0)
        line = halve(roll, folder);
    if (line != NULL)
        roll->cursor = line_end(roll, line) + 1;
    return line;
}

static char *
take(char **fields, size_t index)
{
    return fields[index][0] == '\0' ? NULL : g_strcompress(fields[index]);
}

static MarbreRow *
parse_row(const char *line, size_t facts)
{
    g_auto(GStrv) fields = g_strsplit(line, "\t", -1);
    if (g_strv_length(fields) != FIELDS + facts)
        return NULL;
    MarbreRow *row = g_new0(MarbreRow, 1);
    char **targets[FIELDS];
    list_fields(row, targets);
    row->folder = g_strdup(fields[0]);
    for (size_t i = 1; i < FIELDS; i++)
        *targets[i] = take(fields, i);
    row->facts = g_new0(char *, facts + 1);
    for (size_t i = 0; i < facts; i++)
        row->facts[i] = g_strcompress(fields[FIELDS + i]);
    return row;
}

MarbreRow *
marbre_row_parse(const char *line)
{
    return parse_row(line, 0);
}

void
marbre_row_append(GString *out, const MarbreRow *row)
{
    char **fields[FIELDS];
    list_fields((MarbreRow *)row, fields); /* only read */
    g_string_append(out, row->folder);
    for (size_t i = 1; i < FIELDS; i++) {
        g_autofree char *escaped = *fields[i] == NULL ? NULL : g_strescape(*fields[i], NULL);
        g_string_append_printf(out, "\t%s", escaped == NULL ? "" : escaped);
    }
}

MarbreRow *
marbre_roll_find(MarbreRoll *roll, const char *folder, const char *oid)
{
    const char *line = find_line(roll, folder);
    if (line != NULL) {
        const char *second = line + strlen(folder) + 1;
        size_t size = strlen(oid);
        if ((size_t)(line_end(roll, line) - second) > size && memcmp(second, oid, size) == 0 &&
            second[size] == '\t') {
            g_autofree char *copy = g_strndup(line, (size_t)(line_end(roll, line) - line));
            return parse_row(copy, roll->facts);
        }
    }
    roll->changed = true;
    return NULL;
}

static const char *
or_empty(const char *text)
{
    return text == NULL ? "" : text;
}

/* The texts that checks can be asked about: one in an unknown encoding is a finding of its own. */
static char *
readable_langs(const MarbreArticle *article)
{
    GString *langs = g_string_new(NULL);
    const GPtrArray *copies = marbre_article_get_copies(article);
    for (guint i = 0; i < copies->len; i++)
        g_string_append_printf(langs, "%s%s", i == 0 ? "" : " ",
                               marbre_copy_get_lang(g_ptr_array_index(copies, i)));
    return g_string_free(langs, FALSE);
}

static char *
list_owed(const MarbreState *state)
{
    GString *list = g_string_new(NULL);
    for (guint i = 0; i < state->owed->len; i++) {
        const MarbreOwed *owed = g_ptr_array_index(state->owed, i);
        g_autofree char *until = marbre_instant_format(owed->until);
        g_string_append_printf(list, "%s%s %s", i == 0 ? "" : " ", owed->stage, until);
    }
    return g_string_free(list, list->len == 0);
}

static char *
who_has(const MarbreAssigned *assigned)
{
    if (assigned == NULL || assigned->due.seconds == 0)
        return assigned == NULL ? NULL : g_strdup(assigned->to);
    g_autofree char *due = marbre_instant_format(assigned->due);
    return g_strdup_printf("%s %s", assigned->to, due);
}

MarbreRow *
marbre_row_new(const MarbreArticle *article,
               const char *oid,
               const char *words,
               const char *settled,
               const char *const *keys)
{
    MarbreRow *row = g_new0(MarbreRow, 1);
    const MarbreState *state = marbre_article_get_state(article);
    row->folder = g_strdup(marbre_article_get_folder(article));
    row->oid = g_strdup(oid);
    row->langs = readable_langs(article);
    row->title = g_strdup(marbre_article_get_title(article));
    row->words = g_strdup(words);
    row->sound = marbre_article_problems(article)->len == 0 ? g_strdup("yes") : NULL;
    row->settled = g_strdup(settled);
    row->date = g_strdup(marbre_article_key(article, "date"));
    row->embargo = marbre_hour_write(article, MARBRE_HOUR_EMBARGO);
    row->publish_at = marbre_hour_write(article, MARBRE_HOUR_PUBLISH);
    row->unpublish_at = marbre_hour_write(article, MARBRE_HOUR_UNPUBLISH);
    row->translates = g_strdup(marbre_article_key(article, MARBRE_TRANSLATES));
    if (state != NULL) {
        row->id = g_strdup(state->id);
        row->workflow = g_strdup(state->workflow);
        row->stage = g_strdup(state->stage);
        row->entered = marbre_instant_format(state->entered);
        row->gone = state->retracted == NULL         ? NULL
                    : state->retracted->kind != NULL ? g_strdup(state->retracted->kind)
                                                     : g_strdup("yes");
        row->assigned = who_has(state->assigned);
        row->approved = marbre_approved_list(state);
        row->owed = list_owed(state);
        if (state->publication != NULL) {
            row->published = g_strdup(state->publication->digest);
            row->content = g_strdup(state->publication->content);
            row->released = marbre_instant_format(state->publication->at);
        }
    }
    row->facts = g_new0(char *, g_strv_length((char **)keys) + 1);
    for (size_t i = 0; keys[i] != NULL; i++)
        row->facts[i] = g_strdup(or_empty(marbre_facts_of_article((void *)article, keys[i])));
    return row;
}

void
marbre_roll_begin(MarbreRoll *roll)
{
    roll->changed = roll->rows == NULL;
    roll->cursor = roll->rows;
    roll->out_path = g_strdup_printf("%s.%d", roll->path, (int)getpid());
    int fd = open(roll->out_path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0666);
    roll->out = fd < 0 ? NULL : fdopen(fd, "w");
    if (roll->out != NULL)
        (void)fputs(roll->head, roll->out); /* ferror() tells in the end */
}

static void
write_field(FILE *out, const char *text, char after)
{
    g_autofree char *escaped = text == NULL ? NULL : g_strescape(text, NULL);
    (void)fprintf(out, "%s%c", escaped == NULL ? "" : escaped, after);
}

/* The folder stands as it is, for rows are sorted and found by it. */
static bool
can_hold(const char *folder)
{
    return strpbrk(folder, "\t\n") == NULL;
}

void
marbre_roll_add(MarbreRoll *roll, const MarbreRow *row)
{
    if (roll->out == NULL || !can_hold(row->folder))
        return;
    char **fields[FIELDS];
    list_fields((MarbreRow *)row, fields); /* only read */
    (void)fprintf(roll->out, "%s\t", row->folder);
    for (size_t i = 1; i < FIELDS; i++)
        write_field(roll->out, *fields[i], i + 1 == FIELDS && roll->facts == 0 ? '\n' : '\t');
    for (size_t i = 0; i < roll->facts; i++)
        write_field(roll->out, row->facts[i], i + 1 == roll->facts ? '\n' : '\t');
}

void
marbre_roll_end(MarbreRoll *roll)
{
    if (roll->out == NULL)
        return;
    bool whole = ferror(roll->out) == 0;
    off_t size = ftello(roll->out);
    whole = fclose(roll->out) == 0 && whole;
    roll->out = NULL;
    bool same =
        !roll->changed && roll->file != NULL && size == (off_t)g_mapped_file_get_length(roll->file);
    if (!whole || same || rename(roll->out_path, roll->path) != 0)
        (void)unlink(roll->out_path);
}
