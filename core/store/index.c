/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/index.h"

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define HEADER_SIZE 12
#define ENTRY_FIXED 62
#define FLAG_EXTENDED 0x4000u
#define EXTENDED_SKIP 0x4000u
#define EXTENDED_INTENT 0x2000u
#define INDEX_LIMIT ((size_t)2 << 30)

static uint32_t
get32(const unsigned char *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static unsigned
get16(const unsigned char *at)
{
    return (unsigned)at[0] << 8 | at[1];
}

MarbreIndex *
marbre_index_new(void)
{
    MarbreIndex *index = g_new0(MarbreIndex, 1);

    index->version = 2;
    index->slots = g_array_new(FALSE, FALSE, sizeof(MarbreIndexSlot));
    return index;
}

void
marbre_index_free(MarbreIndex *index)
{
    if (index == NULL)
        return;
    g_clear_pointer(&index->raw, g_bytes_unref);
    g_clear_pointer(&index->slots, g_array_unref);
    g_clear_pointer(&index->paths, g_string_chunk_free);
    g_free(index);
}

void
marbre_index_edit_free(MarbreIndexEdit *edit)
{
    g_free(edit->path);
    g_free(edit);
}

size_t
marbre_index_count(const MarbreIndex *index)
{
    return index->slots->len;
}

void
marbre_index_at(const MarbreIndex *index, size_t at, MarbreIndexEntry *ret_entry)
{
    const MarbreIndexSlot *slot = &g_array_index(index->slots, MarbreIndexSlot, at);
    const unsigned char *raw = index->data + slot->start;
    unsigned flags = get16(raw + 60);
    unsigned extended = flags & FLAG_EXTENDED ? get16(raw + 62) : 0;

    *ret_entry = (MarbreIndexEntry){
        .path = slot->path,
        .path_size = strlen(slot->path),
        .stamp = {get32(raw), get32(raw + 4), get32(raw + 8), get32(raw + 12), get32(raw + 16),
                  get32(raw + 20), get32(raw + 24), get32(raw + 28), get32(raw + 32),
                  get32(raw + 36)},
        .stage = (flags >> 12) & 3,
        .skip_worktree = (extended & EXTENDED_SKIP) != 0,
        .intent_to_add = (extended & EXTENDED_INTENT) != 0,
    };
    memcpy(ret_entry->id.id, raw + 40, GIT_OID_RAWSZ);
}

size_t
marbre_index_bound(const MarbreIndex *index, const char *path, size_t size)
{
    size_t low = 0;
    size_t high = index->slots->len;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const char *other = g_array_index(index->slots, MarbreIndexSlot, middle).path;
        int order = strncmp(other, path, size);
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool
marbre_index_find(const MarbreIndex *index, const char *path, MarbreIndexEntry *ret_entry)
{
    size_t at = marbre_index_bound(index, path, strlen(path));

    if (at >= index->slots->len)
        return false;
    MarbreIndexEntry entry;
    marbre_index_at(index, at, &entry);
    if (entry.stage != 0 || strcmp(entry.path, path) != 0)
        return false;
    *ret_entry = entry;
    return true;
}

bool
marbre_index_is_contested(const MarbreIndex *index, const char *path)
{
    g_autofree char *folder = g_strconcat(path, "/", NULL);
    size_t at = marbre_index_bound(index, path, strlen(path));
    MarbreIndexEntry entry;

    if (at < index->slots->len) {
        marbre_index_at(index, at, &entry);
        if (strcmp(entry.path, path) == 0 && entry.stage != 0)
            return true;
    }
    at = marbre_index_bound(index, folder, strlen(folder));
    if (at < index->slots->len &&
        g_str_has_prefix(g_array_index(index->slots, MarbreIndexSlot, at).path, folder))
        return true;
    for (char *slash = strchr(folder, '/'); slash[1] != '\0'; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        bool file = marbre_index_find(index, folder, &entry);
        *slash = '/';
        if (file)
            return true;
    }
    return false;
}

MarbreFileStamp
marbre_stamp_of(const struct stat *status)
{
    return (MarbreFileStamp){
        .ctime = (uint32_t)status->st_ctim.tv_sec,
        .ctime_ns = (uint32_t)status->st_ctim.tv_nsec,
        .mtime = (uint32_t)status->st_mtim.tv_sec,
        .mtime_ns = (uint32_t)status->st_mtim.tv_nsec,
        .dev = (uint32_t)status->st_dev,
        .ino = (uint32_t)status->st_ino,
        .mode = status->st_mode & S_IXUSR ? 0100755u : 0100644u,
        .uid = status->st_uid,
        .gid = status->st_gid,
        .size = (uint32_t)status->st_size,
    };
}

bool
marbre_index_is_fresh(const MarbreIndex *index,
                      const MarbreIndexEntry *entry,
                      const struct stat *status)
{
    MarbreFileStamp now = marbre_stamp_of(status);
    const MarbreFileStamp *then = &entry->stamp;
    MarbreFileStamp written = marbre_stamp_of(&index->status);

    if (now.size != then->size || now.mtime != then->mtime || now.mtime_ns != then->mtime_ns ||
        now.ctime != then->ctime || now.ctime_ns != then->ctime_ns || now.ino != then->ino ||
        now.mode != then->mode || entry->intent_to_add)
        return false;
    /* A file changed again in the very moment the index was written looks the same. */
    return then->mtime < written.mtime ||
           (then->mtime == written.mtime && then->mtime_ns < written.mtime_ns);
}

/* The number in front of a path of version 4: how many bytes to drop from the one before. */
static bool
drop_parse(const unsigned char **at, const unsigned char *end, size_t *ret_drop)
{
    size_t value = 0;
    bool more = true;

    for (unsigned i = 0; more; i++) {
        if (*at >= end || i > 4)
            return false;
        unsigned char byte = *(*at)++;
        value = (i > 0 ? (value + 1) << 7 : 0) | (byte & 127);
        more = (byte & 128) != 0;
    }
    *ret_drop = value;
    return true;
}

/* Path of an entry of version 4, built upon the one before it. */
static const char *
cut_path(MarbreIndex *index, GString *before, const unsigned char **at, const unsigned char *end)
{
    size_t drop;

    if (!drop_parse(at, end, &drop) || drop > before->len)
        return NULL;
    const unsigned char *nul = memchr(*at, 0, (size_t)(end - *at));
    if (nul == NULL)
        return NULL;
    g_string_truncate(before, before->len - drop);
    g_string_append(before, (const char *)*at);
    *at = nul + 1;
    return g_string_chunk_insert_len(index->paths, before->str, (gssize)before->len);
}

static bool
entry_scan(MarbreIndex *index, GString *before, size_t *at, MarbreIndexSlot *slot)
{
    const unsigned char *start = index->data + *at;
    const unsigned char *end = index->data + index->end;

    if (end - start < ENTRY_FIXED + 2)
        return false;
    slot->start = (uint32_t)*at;
    slot->head = ENTRY_FIXED + (get16(start + 60) & FLAG_EXTENDED ? 2 : 0);
    const unsigned char *text = start + slot->head;
    if (index->version == 4) {
        slot->path = cut_path(index, before, &text, end);
        *at = (size_t)(text - index->data);
    } else {
        const unsigned char *nul = memchr(text, 0, (size_t)(end - text));
        slot->path = nul != NULL ? (const char *)text : NULL;
        if (nul != NULL)
            *at += (((size_t)(nul - start)) + 8) & ~(size_t)7;
    }
    return slot->path != NULL && *at <= index->end;
}

/* @param ret_ordered  false where names are doubled, empty or out of order, as in a split index */
static bool
entries_scan(MarbreIndex *index, bool *ret_ordered)
{
    uint32_t count = get32(index->data + 8);
    g_autoptr(GString) before = g_string_new(NULL);
    size_t at = HEADER_SIZE;
    const char *last = "";
    unsigned last_stage = 0;

    *ret_ordered = true;
    if (count > index->end / ENTRY_FIXED)
        return false;
    for (uint32_t i = 0; i < count; i++) {
        MarbreIndexSlot slot;
        if (!entry_scan(index, before, &at, &slot))
            return false;
        unsigned stage = (get16(index->data + slot.start + 60) >> 12) & 3;
        int order = strcmp(last, slot.path);
        if (order > 0 || *slot.path == '\0' || (order == 0 && last_stage >= stage))
            *ret_ordered = false;
        last = slot.path;
        last_stage = stage;
        g_array_append_val(index->slots, slot);
    }
    index->extensions = at;
    return true;
}

/* Extensions in lower case must be understood; ours to refuse, not to repair. */
static bool
extensions_scan(const MarbreIndex *index, const char **ret_unknown)
{
    size_t at = index->extensions;

    while (at < index->end) {
        const unsigned char *extension = index->data + at;
        if (index->end - at < 8 || index->end - at - 8 < get32(extension + 4))
            return false;
        if (memcmp(extension, "link", 4) == 0)
            *ret_unknown =
                _("the index is split; undo that with: git update-index --no-split-index");
        else if (memcmp(extension, "sdir", 4) == 0)
            *ret_unknown = _("the index is sparse; undo that with: git sparse-checkout "
                             "reapply --no-sparse-index");
        else if (!g_ascii_isupper(extension[0]))
            *ret_unknown = _("the index has a part that this version does not know");
        at += 8 + (size_t)get32(extension + 4);
    }
    return true;
}

static bool
checksum_holds(const MarbreIndex *index)
{
    static const unsigned char skipped[GIT_OID_RAWSZ];
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA1);
    guint8 digest[GIT_OID_RAWSZ];
    gsize size = sizeof digest;

    /* index.skipHash leaves zeros. */
    if (memcmp(index->data + index->end, skipped, sizeof skipped) == 0)
        return true;
    g_checksum_update(checksum, index->data, (gssize)index->end);
    g_checksum_get_digest(checksum, digest, &size);
    return memcmp(index->data + index->end, digest, sizeof digest) == 0;
}

static bool
index_scan(MarbreIndex *index, const char *path, GError **error)
{
    size_t size;
    const char *unknown = NULL;
    bool ordered = true;

    index->data = g_bytes_get_data(index->raw, &size);
    bool good = size >= HEADER_SIZE + GIT_OID_RAWSZ && memcmp(index->data, "DIRC", 4) == 0;
    if (good) {
        index->end = size - GIT_OID_RAWSZ;
        index->version = get32(index->data + 4);
        good = index->version >= 2 && index->version <= 4 && checksum_holds(index);
    }
    if (good && index->version == 4)
        index->paths = g_string_chunk_new(64 << 10);
    good = good && entries_scan(index, &ordered) && extensions_scan(index, &unknown) &&
           (ordered || unknown != NULL);
    if (!good || unknown != NULL) {
        g_set_error(error, MARBRE_ERROR, good ? MARBRE_ERROR_REFUSED : MARBRE_ERROR_INVALID,
                    "%s: %s", path,
                    good ? unknown : _("git's index is damaged; remove it, then: git reset"));
        return false;
    }
    return true;
}

MarbreIndex *
marbre_index_parse(GBytes *raw, const char *path, GError **error)
{
    g_autoptr(MarbreIndex) index = marbre_index_new();

    index->raw = g_bytes_ref(raw);
    return index_scan(index, path, error) ? g_steal_pointer(&index) : NULL;
}

MarbreIndex *
marbre_index_read(const char *gitdir, GError **error)
{
    g_autofree char *path = g_build_filename(gitdir, "index", NULL);
    MARBRE_AUTO_FD fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);

    if (fd < 0) {
        if (errno == ENOENT)
            g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_NOT_FOUND, "%s: %s", path,
                        g_strerror(ENOENT));
        else
            marbre_errno_fail(error, "%s", path);
        return NULL;
    }
    struct stat status;
    if (fstat(fd, &status) < 0) {
        marbre_errno_fail(error, "%s", path);
        return NULL;
    }
    g_autoptr(GBytes) raw = marbre_file_read_fd(fd, path, INDEX_LIMIT, error);
    MarbreIndex *index = raw != NULL ? marbre_index_parse(raw, path, error) : NULL;
    if (index != NULL)
        index->status = status;
    return index;
}
