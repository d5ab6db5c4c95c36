/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "site/table.h"

#include "config.h"

#include "base/digest.h"
#include "base/file.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/*
 * The file: parts, each with a line that has the form and the commit, a line an entry with tabs
 * between its fields, a line with a minus and a path for what is no more as it was in the parts
 * before, and last the digest of the part and of the digest before it.
 */
#define FORM "marbre-site 3 " MARBRE_VERSION
#define NAME "site"
#define LIMIT (UINT64_C(1) << 30)
#define GONE "-\t"

enum { TEXTS = 10, FIELDS = TEXTS + 5 };

static int
open_folder(MarbreStore *store)
{
    g_autofree char *own = marbre_store_own_dir(store, NULL);
    return own == NULL ? -1 : open(own, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

void
marbre_table_clear(MarbreTable *table)
{
    g_clear_pointer(&table->entries, g_ptr_array_unref);
}

/* --- reading -----------------------------------------------------------------------------------
 */

/* An entry, or a path that is gone, and the part that says so. */
typedef struct {
    GPtrArray *entries; /* of MarbreEntryPage */
    GArray *parts;      /* guint: of each of them */
    GHashTable *gone;   /* char * to the last part, from one, that takes it away */
    guint part;
} Reading;

static char *
text_of(const char *field)
{
    return strchr(field, '\\') == NULL ? g_strdup(field) : g_strcompress(field);
}

/* Cut a line at its tabs. */
static bool
split(char *line, char *ret_fields[FIELDS])
{
    for (size_t i = 0; i < FIELDS; i++) {
        ret_fields[i] = line;
        char *tab = strchr(line, '\t');
        if ((tab == NULL) != (i == FIELDS - 1))
            return false;
        if (tab == NULL)
            return true;
        *tab = '\0';
        line = tab + 1;
    }
    return false;
}

static MarbreEntryPage *
parse_entry(char *const *fields)
{
    MarbreEntryPage *entry = marbre_entry_page_new();
    g_autofree char *authors = NULL;
    char **const texts[TEXTS] = {
        &entry->folder, &entry->lang,    &entry->path,       &entry->date,    &entry->content,
        &entry->title,  &entry->section, &entry->standfirst, &entry->changed, &authors};
    for (size_t i = 0; i < TEXTS; i++)
        *texts[i] = text_of(fields[i]);
    entry->authors = g_strsplit(authors, "\n", -1);
    entry->instant = g_ascii_strtoll(fields[TEXTS], NULL, 10);
    entry->newest = g_ascii_strtoll(fields[TEXTS + 1], NULL, 10);
    entry->noted = g_ascii_strtoll(fields[TEXTS + 2], NULL, 10);
    g_strlcpy(entry->record, fields[TEXTS + 3], sizeof entry->record);
    entry->retracted = *fields[TEXTS + 4] == '-';
    return entry;
}

static bool
parse_line(Reading *reading, char *line)
{
    char *fields[FIELDS];
    if (g_str_has_prefix(line, GONE)) {
        g_hash_table_insert(reading->gone, text_of(line + strlen(GONE)),
                            GUINT_TO_POINTER(reading->part + 1));
        return true;
    }
    if (!split(line, fields))
        return false;
    g_ptr_array_add(reading->entries, parse_entry(fields));
    g_array_append_val(reading->parts, reading->part);
    return true;
}

static bool
parse_lines(Reading *reading, char *text, char *after)
{
    for (char *line = text, *end = NULL; line < after; line = end + 1) {
        end = memchr(line, '\n', (size_t)(after - line));
        *end = '\0'; /* every line has one, the last as well */
        if (!parse_line(reading, line))
            return false;
    }
    return true;
}

/* Where the part's last line, its digest, begins: the first line that is one. */
static char *
find_digest(char *text, char *after)
{
    static const char begins[] = "\nsha256:";
    char *found = memmem(text, (size_t)(after - text), begins, sizeof begins - 1);
    return found == NULL ? NULL : found + 1;
}

/* A part may not follow another than the one it was written behind. */
static void
digest_of(const char *text, size_t size, const char *before, char ret_digest[80])
{
    g_autofree char *own = marbre_digest(text, size);
    g_autofree char *both = g_strconcat(before, own, NULL);
    g_autofree char *digest = marbre_digest(both, strlen(both));
    g_strlcpy(ret_digest, digest, 80);
}

/* One part; where it ends, or NULL for one that is damaged. */
static char *
read_part(Reading *reading,
          MarbreTable *table,
          char *text,
          char *after,
          const char *head,
          bool *ret_found)
{
    char digest[80];
    char *sum = find_digest(text, after);
    char *end = sum == NULL ? NULL : memchr(sum, '\n', (size_t)(after - sum));
    char *lines = sum == NULL ? NULL : memchr(text, '\n', (size_t)(sum - text));
    if (end == NULL || !g_str_has_prefix(text, FORM "\t"))
        return NULL;
    digest_of(text, (size_t)(sum - text), table->digest, digest);
    if (strlen(digest) != (size_t)(end - sum) || memcmp(digest, sum, strlen(digest)) != 0)
        return NULL;
    size_t size = strlen(head);
    *ret_found = (size_t)(lines - text) == size && memcmp(text, head, size) == 0;
    g_strlcpy(table->digest, digest, sizeof table->digest);
    return parse_lines(reading, lines + 1, sum) ? end + 1 : NULL;
}

/* What no later part takes away, in the order of the file. */
static GPtrArray *
entries_left(Reading *reading)
{
    GPtrArray *left = marbre_entry_pages_new();
    for (guint i = 0; i < reading->entries->len; i++) {
        MarbreEntryPage *entry = g_ptr_array_index(reading->entries, i);
        guint gone = GPOINTER_TO_UINT(g_hash_table_lookup(reading->gone, entry->path));
        if (gone == 0 || g_array_index(reading->parts, guint, i) + 1 >= gone)
            g_ptr_array_add(left, marbre_entry_page_ref(entry));
    }
    return left;
}

static MarbreTable
parse(char *text, size_t size, const char *commit)
{
    MarbreTable table = {0};
    g_autoptr(GPtrArray) entries = marbre_entry_pages_new();
    g_autoptr(GArray) parts = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autoptr(GHashTable) gone = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autofree char *head = g_strdup_printf(FORM "\t%s", commit);
    Reading reading = {entries, parts, gone, 0};
    bool found = false;
    char *after = text + size, *at = text;
    for (; at != NULL && at < after && !found; reading.part++) {
        at = read_part(&reading, &table, at, after, head, &found);
        if (reading.part == 0 && at != NULL)
            table.whole = (uint64_t)(at - text);
    }
    if (at == NULL || !found)
        return (MarbreTable){0};
    table.end = (uint64_t)(at - text);
    table.entries = entries_left(&reading);
    return table;
}

MarbreTable
marbre_table_load(MarbreStore *store, const char *commit)
{
    MARBRE_AUTO_FD folder = open_folder(store);
    g_autoptr(GBytes) bytes = folder < 0 ? NULL : marbre_file_read(folder, NAME, LIMIT, NULL);
    if (bytes == NULL)
        return (MarbreTable){0};
    gsize size = 0;
    g_autofree char *text = g_bytes_unref_to_data(g_steal_pointer(&bytes), &size);
    return parse(text, size, commit);
}

/* --- writing -----------------------------------------------------------------------------------
 */

/* Letters beyond ASCII stay as they are. */
static const char *
high_bytes(void)
{
    static char high[129];
    for (unsigned i = 0; high[127] == '\0' && i < 128; i++)
        high[i] = (char)(0x80 + i);
    return high;
}

static void
write_field(GString *out, const char *text)
{
    g_autofree char *escaped = g_strescape(text, high_bytes());
    g_string_append(out, escaped);
    g_string_append_c(out, '\t');
}

static void
write_entry(GString *out, const MarbreEntryPage *entry)
{
    g_autofree char *authors = g_strjoinv("\n", entry->authors);
    const char *const texts[TEXTS] = {
        entry->folder, entry->lang,    entry->path,       entry->date,    entry->content,
        entry->title,  entry->section, entry->standfirst, entry->changed, authors};
    for (size_t i = 0; i < TEXTS; i++)
        write_field(out, texts[i]);
    g_string_append_printf(
        out, "%" G_GINT64_FORMAT "\t%" G_GINT64_FORMAT "\t%" G_GINT64_FORMAT "\t%s\t%s\n",
        entry->instant, entry->newest, entry->noted, entry->record, entry->retracted ? "-" : "");
}

static GString *
begin(const char *commit)
{
    GString *out = g_string_new(NULL);
    g_string_append_printf(out, FORM "\t%s\n", commit);
    return out;
}

static void
end(GString *out, const char *before)
{
    char digest[80];
    digest_of(out->str, out->len, before, digest);
    g_string_append_printf(out, "%s\n", digest);
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

static void
write_whole(int folder, const char *commit, const GPtrArray *entries)
{
    g_autoptr(GString) out = begin(commit);
    for (guint i = 0; i < entries->len; i++)
        write_entry(out, entries->pdata[i]);
    end(out, "");
    put_in_place(folder, out);
}

/* What differs, behind what is there; what was written behind the same place by a command that came
   to nothing goes. False where it has become too much. */
static bool
write_change(int folder, const MarbreTable *before, const char *commit, const GPtrArray *entries)
{
    g_autoptr(GString) out = begin(commit);
    g_autoptr(GHashTable) then = g_hash_table_new(NULL, NULL), now = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < entries->len; i++)
        (void)g_hash_table_add(now, entries->pdata[i]); /* each is there once */
    for (guint i = 0; i < before->entries->len; i++) {
        const MarbreEntryPage *entry = g_ptr_array_index(before->entries, i);
        (void)g_hash_table_add(then, (gpointer)entry); /* likewise */
        if (g_hash_table_contains(now, entry))
            continue;
        g_autofree char *path = g_strescape(entry->path, high_bytes());
        g_string_append_printf(out, GONE "%s\n", path);
    }
    for (guint i = 0; i < entries->len; i++)
        if (!g_hash_table_contains(then, entries->pdata[i]))
            write_entry(out, entries->pdata[i]);
    end(out, before->digest);
    if (before->end + out->len > before->whole + before->whole / 2)
        return false;
    MARBRE_AUTO_FD fd = openat(folder, NAME, O_WRONLY | O_NOFOLLOW | O_CLOEXEC);
    return fd >= 0 && ftruncate(fd, (off_t)before->end) == 0 &&
           lseek(fd, 0, SEEK_END) == (off_t)before->end &&
           marbre_file_write_fd(fd, NAME, out->str, out->len, NULL);
}

void
marbre_table_save(MarbreStore *store,
                  const MarbreTable *before,
                  const char *commit,
                  const GPtrArray *entries)
{
    MARBRE_AUTO_FD folder = open_folder(store);
    if (folder < 0)
        return;
    bool known = before != NULL && before->entries != NULL;
    if (!known || !write_change(folder, before, commit, entries))
        write_whole(folder, commit, entries);
}
