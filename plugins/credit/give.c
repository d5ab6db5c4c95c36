/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "entry.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Double quotes hold any words; these two signs are escaped in them. */
static char *
quoted(const char *words)
{
    char *out = malloc(strlen(words) * 2 + 3), *at = out;
    if (!out)
        return NULL;
    *at++ = '"';
    for (; *words; words++) {
        if (*words == '"' || *words == '\\')
            *at++ = '\\';
        *at++ = *words;
    }
    *at++ = '"';
    *at = '\0';
    return out;
}

/* The end of the line on which a value ends, where nothing but a comment follows it. */
static bool
line_end(const mbr_text *file, uint64_t from, uint64_t *ret)
{
    uint64_t at = from;
    while (at < file->size && (file->data[at] == ' ' || file->data[at] == '\t'))
        at++;
    if (at < file->size && file->data[at] == '#' && at > from)
        while (at < file->size && file->data[at] != '\n' && file->data[at] != '\r')
            at++;
    *ret = at;
    return at < file->size && (file->data[at] == '\n' || file->data[at] == '\r');
}

static uint64_t
line_start(const mbr_text *file, uint64_t at)
{
    while (at > 0 && file->data[at - 1] != '\n')
        at--;
    return at;
}

/* A line of the entry's own, behind that of its file: with the same indentation, the dash of the
   list counted as a space, and the same line end. */
static char *
new_line(const mbr_text *file, uint64_t key, uint64_t end, const char *line)
{
    uint64_t start = line_start(file, key);
    size_t indent = key - start;
    const char *feed = file->data[end] == '\r' ? "\r\n" : "\n";
    char *out = malloc(strlen(feed) + indent + strlen(line) + 1);
    if (!out)
        return NULL;
    char *at = out + sprintf(out, "%s", feed);
    memset(at, ' ', indent);
    strcpy(at + indent, line);
    return out;
}

static bool
add(mbr_span span, char *text, edits *fix, char **ret_text)
{
    *ret_text = text;
    return text && edits_add(fix, span, (mbr_text){text, strlen(text)});
}

/* The entry's first key, where the entry is a block whose file stands on one line with it. */
static bool
find_key(const mbr_text *file, const struct entry *entry, uint64_t *ret)
{
    uint64_t at = entry->value.span.start;
    uint64_t start = line_start(file, entry->file.span.start);
    if (entry->value.type == MBR_VALUE_MAP && file->data[at] != '{') {
        /* The key of `file` is the first word of its line, behind the dash. */
        at = start;
        while (at < entry->file.span.start && strchr(" -\t", file->data[at]))
            at++;
        *ret = at;
        return at < entry->file.span.start && memchr(file->data + start, '\t', at - start) == NULL;
    }
    return false;
}

static bool
give_key(
    const mbr_text *file, const struct entry *entry, const char *line, edits *fix, char **ret_text)
{
    uint64_t key, end;
    bool flow = file->data[entry->value.span.start] == '{';
    mbr_span behind = {entry->file.span.end, entry->file.span.end};
    size_t room = strlen(line) + entry->file.text.size + 16;
    if (entry->value.type == MBR_VALUE_MAP && flow) {
        char *text = malloc(room);
        if (text)
            sprintf(text, ", %s", line);
        return add(behind, text, fix, ret_text);
    }
    if (!find_key(file, entry, &key) || !line_end(file, entry->file.span.end, &end))
        return true;
    return add((mbr_span){end, end}, new_line(file, key, end, line), fix, ret_text);
}

/* A key without any value ends with its colon. */
static char *
behind_colon(const mbr_text *file, uint64_t at, char *text)
{
    if (!text || at == 0 || file->data[at - 1] != ':')
        return text;
    char *spaced = malloc(strlen(text) + 2);
    if (spaced)
        sprintf(spaced, " %s", text);
    free(text);
    return spaced;
}

bool
entry_give(const struct pictures *pictures,
           const struct entry *entry,
           const char *key,
           const mbr_value *value,
           const char *words,
           edits *fix,
           char **ret_text)
{
    mbr_text file;
    *ret_text = NULL;
    if (pictures->task->host.article->bytes(pictures->job, MBR_PART_TEXT, 0, &file) < 0 ||
        !entry->name || entry->value.type != MBR_VALUE_MAP)
        return true;
    char *text = quoted(words);
    if (!text)
        return false;
    if (value->struct_size > 0)
        return add(value->span, behind_colon(&file, value->span.start, text), fix, ret_text);
    char *line = malloc(strlen(key) + strlen(text) + 3);
    if (line)
        sprintf(line, "%s: %s", key, text);
    free(text);
    bool done = line && give_key(&file, entry, line, fix, ret_text);
    free(line);
    return done;
}
