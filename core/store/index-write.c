/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/index.h"

#include "base/file.h"

#include <string.h>

#define BUFFER_SIZE (256 << 10)
#define FLAG_EXTENDED 0x4000u
#define EXTENDED_SKIP 0x4000u
#define NAME_MASK 0x0fffu
#define DEPTH_LIMIT 2048u

/* Bytes on their way to the file and into the checksum. */
typedef struct {
    int fd;
    GByteArray *buffer;
    GChecksum *checksum;
    GError **error;
    bool failed;
    uint32_t version;
    const char *before; /* path of the last entry, for version 4 */
} Sink;

static void
sink_flush(Sink *sink)
{
    if (!sink->failed && !marbre_file_write_fd(sink->fd, "index", sink->buffer->data,
                                               sink->buffer->len, sink->error))
        sink->failed = true;
    g_byte_array_set_size(sink->buffer, 0);
}

static void
sink_put(Sink *sink, const void *data, size_t size)
{
    g_checksum_update(sink->checksum, data, (gssize)size);
    g_byte_array_append(sink->buffer, data, (guint)size);
    if (sink->buffer->len >= BUFFER_SIZE)
        sink_flush(sink);
}

static void
put32(unsigned char *at, uint32_t value)
{
    for (int i = 0; i < 4; i++)
        at[i] = (unsigned char)(value >> (24 - 8 * i));
}

static void
put16(unsigned char *at, unsigned value)
{
    at[0] = (unsigned char)(value >> 8);
    at[1] = (unsigned char)value;
}

static void
path_put_cut(Sink *sink, const char *path)
{
    size_t same = 0;
    unsigned char number[16];
    size_t at = sizeof number;

    while (sink->before[same] != '\0' && sink->before[same] == path[same])
        same++;
    size_t drop = strlen(sink->before) - same;
    number[--at] = drop & 127;
    while ((drop >>= 7) != 0)
        number[--at] = (unsigned char)(128 | (--drop & 127));
    sink_put(sink, number + at, sizeof number - at);
    sink_put(sink, path + same, strlen(path + same) + 1);
}

static void
entry_put(Sink *sink, const unsigned char *head, size_t head_size, const char *path)
{
    static const unsigned char zeros[8];
    size_t size = strlen(path);

    sink_put(sink, head, head_size);
    if (sink->version == 4) {
        path_put_cut(sink, path);
    } else {
        size_t whole = (head_size + size + 8) & ~(size_t)7;
        sink_put(sink, path, size);
        sink_put(sink, zeros, whole - head_size - size);
    }
    sink->before = path;
}

/* Entries as young as the old index itself would look settled under the new one's later time:
 * without a size git compares their content. */
static bool
is_racy(const MarbreIndex *index, const MarbreIndexEntry *entry)
{
    return entry->stamp.mtime >= (uint32_t)index->status.st_mtim.tv_sec && entry->stamp.mtime != 0;
}

static void
old_put(Sink *sink, const MarbreIndex *index, size_t at)
{
    const MarbreIndexSlot *slot = &g_array_index(index->slots, MarbreIndexSlot, at);
    unsigned char head[64];
    MarbreIndexEntry entry;

    memcpy(head, index->data + slot->start, slot->head);
    marbre_index_at(index, at, &entry);
    if (is_racy(index, &entry))
        put32(head + 36, 0);
    entry_put(sink, head, slot->head, slot->path);
}

static void
new_put(Sink *sink, const MarbreIndexEdit *edit)
{
    unsigned char head[64] = {0};
    const MarbreFileStamp *stamp = &edit->stamp;
    const uint32_t numbers[] = {stamp->ctime, stamp->ctime_ns, stamp->mtime, stamp->mtime_ns,
                                stamp->dev,   stamp->ino,      stamp->mode,  stamp->uid,
                                stamp->gid,   stamp->size};
    bool extended = edit->skip_worktree && sink->version > 2;

    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++)
        put32(head + 4 * i, numbers[i]);
    memcpy(head + 40, edit->id.id, GIT_OID_RAWSZ);
    put16(head + 60, (unsigned)MIN(strlen(edit->path), NAME_MASK) | (extended ? FLAG_EXTENDED : 0));
    if (extended)
        put16(head + 62, EXTENDED_SKIP);
    entry_put(sink, head, extended ? 64 : 62, edit->path);
}

static int
edit_compare(const void *one, const void *other)
{
    const MarbreIndexEdit *a = *(const MarbreIndexEdit *const *)one;
    const MarbreIndexEdit *b = *(const MarbreIndexEdit *const *)other;

    return strcmp(a->path, b->path);
}

/* Both lists are sorted; with `sink` NULL only counts. */
static uint32_t
entries_merge(Sink *sink, const MarbreIndex *index, const GPtrArray *edits)
{
    uint32_t count = 0;
    size_t at = 0;

    for (guint i = 0; i <= edits->len; i++) {
        const MarbreIndexEdit *edit = i < edits->len ? g_ptr_array_index(edits, i) : NULL;
        for (; at < index->slots->len; at++) {
            const char *path = g_array_index(index->slots, MarbreIndexSlot, at).path;
            int order = edit != NULL ? strcmp(path, edit->path) : -1;
            if (order > 0)
                break;
            if (order == 0)
                continue;
            count++;
            if (sink != NULL)
                old_put(sink, index, at);
        }
        if (edit == NULL || edit->gone)
            continue;
        count++;
        if (sink != NULL)
            new_put(sink, edit);
    }
    return count;
}

/* The folders whose trees are no longer known: all above the paths edited. */
static GHashTable *
folders_touched(const GPtrArray *edits)
{
    GHashTable *folders = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    g_hash_table_add(folders, g_strdup(""));
    for (guint i = 0; i < edits->len; i++) {
        const MarbreIndexEdit *edit = g_ptr_array_index(edits, i);
        for (const char *slash = strchr(edit->path, '/'); slash != NULL;
             slash = strchr(slash + 1, '/'))
            g_hash_table_add(folders, g_strndup(edit->path, (size_t)(slash - edit->path)));
    }
    return folders;
}

/* Copies one node of the cache of trees and those below it; NULL where it is malformed. */
static const char *
tree_node_copy(const char *at,
               const char *end,
               unsigned depth,
               GString *path,
               GHashTable *folders,
               GByteArray *out)
{
    size_t length = path->len;
    const char *nul = memchr(at, 0, (size_t)(end - at));
    const char *line = nul != NULL ? memchr(nul, '\n', (size_t)(end - nul)) : NULL;

    if (line == NULL || depth > DEPTH_LIMIT || path->len + (size_t)(nul - at) > 4096)
        return NULL;
    g_string_append_printf(path, "%s%s", length == 0 || *at == '\0' ? "" : "/", at);
    g_autofree char *numbers = g_strndup(nul + 1, (size_t)(line - nul - 1));
    char *rest;
    gint64 entries = g_ascii_strtoll(numbers, &rest, 10);
    gint64 below = g_ascii_strtoll(rest, &rest, 10);
    bool valid = entries >= 0 && !g_hash_table_contains(folders, path->str);
    const char *next = line + 1 + (entries >= 0 ? GIT_OID_RAWSZ : 0);
    if (*rest != '\0' || below < 0 || next > end)
        return NULL;
    g_autofree char *head =
        g_strdup_printf("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", valid ? entries : -1, below);
    g_byte_array_append(out, (const guint8 *)at, (guint)(nul - at) + 1);
    g_byte_array_append(out, (const guint8 *)head, (guint)strlen(head));
    if (valid)
        g_byte_array_append(out, (const guint8 *)line + 1, GIT_OID_RAWSZ);
    for (gint64 i = 0; i < below && next != NULL; i++)
        next = tree_node_copy(next, end, depth + 1, path, folders, out);
    g_string_truncate(path, length);
    return next;
}

static void
extension_put(Sink *sink, const char *name, const void *data, size_t size)
{
    unsigned char head[8];

    memcpy(head, name, 4);
    put32(head + 4, (uint32_t)size);
    sink_put(sink, head, sizeof head);
    sink_put(sink, data, size);
}

/* Of the parts that git keeps beside the entries, the cache of trees is kept up to date and the
 * resolved conflicts are kept; the others are caches that count entries, and git makes them anew.
 */
static void
extensions_put(Sink *sink, const MarbreIndex *index, const GPtrArray *edits)
{
    size_t at = index->extensions;

    while (index->raw != NULL && at < index->end) {
        const unsigned char *extension = index->data + at;
        size_t size = (size_t)extension[4] << 24 | (size_t)extension[5] << 16 |
                      (size_t)extension[6] << 8 | extension[7];
        const char *data = (const char *)extension + 8;
        if (memcmp(extension, "TREE", 4) == 0) {
            g_autoptr(GHashTable) folders = folders_touched(edits);
            g_autoptr(GByteArray) out = g_byte_array_new();
            g_autoptr(GString) path = g_string_new(NULL);
            if (tree_node_copy(data, data + size, 0, path, folders, out) == data + size)
                extension_put(sink, "TREE", out->data, out->len);
        } else if (memcmp(extension, "REUC", 4) == 0) {
            extension_put(sink, "REUC", data, size);
        }
        at += 8 + size;
    }
}

bool
marbre_index_write(const MarbreIndex *index, GPtrArray *edits, int fd, GError **error)
{
    g_autoptr(GByteArray) buffer = g_byte_array_sized_new(BUFFER_SIZE + 8192);
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA1);
    Sink sink = {.fd = fd,
                 .buffer = buffer,
                 .checksum = checksum,
                 .error = error,
                 .version = index->version,
                 .before = ""};
    unsigned char head[12] = {'D', 'I', 'R', 'C'};
    guint8 digest[GIT_OID_RAWSZ];
    gsize size = sizeof digest;

    g_ptr_array_sort(edits, edit_compare);
    put32(head + 4, index->version);
    put32(head + 8, entries_merge(NULL, index, edits));
    sink_put(&sink, head, sizeof head);
    (void)entries_merge(&sink, index, edits);
    extensions_put(&sink, index, edits);
    g_checksum_get_digest(checksum, digest, &size);
    g_byte_array_append(buffer, digest, sizeof digest);
    sink_flush(&sink);
    return !sink.failed;
}
