/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "site/table.h"

#include "config.h"

#include "base/digest.h"
#include "base/file.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* The file: a line with the form and the commit, a line an entry with tabs between its fields, and
   last the digest of all that stands before. */
#define FORM "marbre-site 2 " MARBRE_VERSION
#define NAME "site"
#define LIMIT (UINT64_C(1) << 30)

enum { TEXTS = 10, FIELDS = TEXTS + 5 };

static int
open_folder(MarbreStore *store)
{
    g_autofree char *own = marbre_store_own_dir(store, NULL);
    return own == NULL ? -1 : open(own, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

static MarbreEntryPage *
parse_entry(char **fields)
{
    MarbreEntryPage *entry = marbre_entry_page_new();
    g_autofree char *authors = NULL;
    char **const texts[TEXTS] = {
        &entry->folder, &entry->lang,    &entry->path,       &entry->date,    &entry->content,
        &entry->title,  &entry->section, &entry->standfirst, &entry->changed, &authors};
    for (size_t i = 0; i < TEXTS; i++)
        *texts[i] = g_strcompress(fields[i]);
    entry->authors = g_strsplit(authors, "\n", -1);
    entry->instant = g_ascii_strtoll(fields[TEXTS], NULL, 10);
    entry->newest = g_ascii_strtoll(fields[TEXTS + 1], NULL, 10);
    entry->noted = g_ascii_strtoll(fields[TEXTS + 2], NULL, 10);
    g_strlcpy(entry->record, fields[TEXTS + 3], sizeof entry->record);
    entry->retracted = *fields[TEXTS + 4] == '-';
    return entry;
}

static GPtrArray *
parse(char *text, const char *commit)
{
    g_autoptr(GPtrArray) entries = marbre_entry_pages_new();
    g_autofree char *head = g_strdup_printf(FORM "\t%s", commit);
    bool first = true;
    for (char *line = text, *end = NULL; (end = strchr(line, '\n')) != NULL; line = end + 1) {
        *end = '\0';
        if (first && strcmp(line, head) != 0)
            return NULL;
        g_auto(GStrv) fields = first ? NULL : g_strsplit(line, "\t", -1);
        if (!first && g_strv_length(fields) != FIELDS)
            return NULL;
        if (!first)
            g_ptr_array_add(entries, parse_entry(fields));
        first = false;
    }
    return first ? NULL : g_steal_pointer(&entries);
}

GPtrArray *
marbre_table_load(MarbreStore *store, const char *commit)
{
    MARBRE_AUTO_FD folder = open_folder(store);
    g_autoptr(GBytes) bytes = folder < 0 ? NULL : marbre_file_read(folder, NAME, LIMIT, NULL);
    gsize size = 0;
    const char *data = bytes == NULL ? NULL : g_bytes_get_data(bytes, &size);
    const char *last = data == NULL || size < 2 ? NULL : memrchr(data, '\n', size - 1);
    if (last == NULL || data[size - 1] != '\n')
        return NULL;
    size_t kept = (size_t)(last + 1 - data);
    g_autofree char *digest = marbre_digest(data, kept);
    if (strlen(digest) != size - kept - 1 || memcmp(digest, last + 1, size - kept - 1) != 0)
        return NULL;
    g_autofree char *text = g_strndup(data, kept);
    return parse(text, commit);
}

static void
write_field(GString *out, const char *text)
{
    g_autofree char *escaped = g_strescape(text, NULL);
    g_string_append(out, escaped);
    g_string_append_c(out, '\t');
}

/* Not synced, as what is only kept is not: a torn file has another digest. */
static void
put_in_place(int folder, const GString *text)
{
    g_autofree char *name = g_strdup_printf(NAME ".%d", (int)getpid());
    MARBRE_AUTO_FD fd =
        openat(folder, name, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0666);
    if (fd < 0)
        return;
    if (!marbre_file_write_fd(fd, name, text->str, text->len, NULL) ||
        renameat(folder, name, folder, NAME) != 0)
        (void)unlinkat(folder, name, 0); /* as it was */
}

void
marbre_table_save(MarbreStore *store, const char *commit, const GPtrArray *entries)
{
    g_autoptr(GString) out = g_string_new(NULL);
    g_string_append_printf(out, FORM "\t%s\n", commit);
    for (guint i = 0; i < entries->len; i++) {
        const MarbreEntryPage *entry = g_ptr_array_index(entries, i);
        g_autofree char *authors = g_strjoinv("\n", entry->authors);
        const char *const texts[TEXTS] = {
            entry->folder, entry->lang,    entry->path,       entry->date,    entry->content,
            entry->title,  entry->section, entry->standfirst, entry->changed, authors};
        for (size_t j = 0; j < TEXTS; j++)
            write_field(out, texts[j]);
        g_string_append_printf(
            out, "%" G_GINT64_FORMAT "\t%" G_GINT64_FORMAT "\t%" G_GINT64_FORMAT "\t%s\t%s\n",
            entry->instant, entry->newest, entry->noted, entry->record,
            entry->retracted ? "-" : "");
    }
    g_autofree char *digest = marbre_digest(out->str, out->len);
    g_string_append_printf(out, "%s\n", digest);
    MARBRE_AUTO_FD folder = open_folder(store);
    if (folder >= 0)
        put_in_place(folder, out);
}
