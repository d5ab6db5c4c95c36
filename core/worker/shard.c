/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "worker/shard.h"

#include "base/file.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* Added records are gathered up to this size before they are written; there are many shards. */
#define GATHERED ((size_t)7 << 10)
/* A file is written anew when it is this much more than twice what counts in it. */
#define SLACK ((size_t)64 << 10)
/* Set in a place: in what is not written yet. */
#define PENDING (UINT32_C(1) << 31)

typedef struct {
    uint64_t magic;
    uint8_t key[MARBRE_SHARD_KEY];
    uint32_t size;
    uint32_t head_check; /* over all that is above */
    uint64_t body_check; /* over key and body */
} Head;

/* An entry of the index, an open hash table; empty where the size is 0. */
typedef struct {
    uint32_t tag; /* of the key */
    uint32_t size;
    uint32_t place; /* of the record's head */
} Entry;

struct MarbreShard {
    int dir;
    char *name;
    uint64_t magic;
    bool loaded;
    uint8_t *mapped;
    size_t size;
    ino_t file;
    GByteArray *pending;
    Entry *entries;
    uint32_t room; /* a power of two */
    uint32_t count;
    size_t live; /* bytes of the records in the index */
};

static uint64_t
mix(uint64_t sum, const void *data, size_t size)
{
    const uint8_t *bytes = data;
    uint64_t word;
    for (; size >= sizeof word; size -= sizeof word, bytes += sizeof word) {
        memcpy(&word, bytes, sizeof word);
        sum = (sum ^ word) * UINT64_C(0x9e3779b97f4a7c15);
        sum ^= sum >> 29;
    }
    word = size;
    for (size_t i = 0; i < size; i++)
        word = word << 8 | bytes[i];
    sum = (sum ^ word) * UINT64_C(0xbf58476d1ce4e5b9);
    return sum ^ sum >> 32;
}

static uint32_t
check_of_head(const Head *head)
{
    return (uint32_t)mix(head->magic, head, offsetof(Head, head_check));
}

static uint64_t
check_of_body(const Head *head, const void *body)
{
    return mix(mix(head->size, head->key, sizeof head->key), body, head->size);
}

static uint32_t
tag_of(const uint8_t *key)
{
    uint32_t tag;
    memcpy(&tag, key + 1, sizeof tag);
    return tag;
}

static size_t
size_of_record(uint32_t body)
{
    return (sizeof(Head) + body + 7) & ~(size_t)7;
}

static const uint8_t *
at(const MarbreShard *shard, uint32_t place)
{
    return place & PENDING ? shard->pending->data + (place & ~PENDING) : shard->mapped + place;
}

/* The key's entry, or the empty one where it belongs. */
static Entry *
find(const MarbreShard *shard, const uint8_t *key)
{
    uint32_t tag = tag_of(key), mask = shard->room - 1;
    for (uint32_t i = tag & mask;; i = (i + 1) & mask) {
        Entry *entry = &shard->entries[i];
        if (entry->size == 0)
            return entry;
        if (entry->tag == tag &&
            memcmp(at(shard, entry->place) + offsetof(Head, key), key, MARBRE_SHARD_KEY) == 0)
            return entry;
    }
}

static void
make_room(MarbreShard *shard)
{
    if (shard->count * 8 < shard->room * 7)
        return;
    g_autofree Entry *old = shard->entries;
    uint32_t room = shard->room;
    shard->room = MAX(64, room * 2);
    shard->entries = g_new0(Entry, shard->room);
    for (uint32_t i = 0; i < room; i++) {
        if (old[i].size == 0)
            continue;
        uint32_t j = old[i].tag & (shard->room - 1);
        while (shard->entries[j].size != 0)
            j = (j + 1) & (shard->room - 1);
        shard->entries[j] = old[i];
    }
}

static void
index_record(MarbreShard *shard, const uint8_t *key, uint32_t size, uint32_t place)
{
    make_room(shard);
    Entry *entry = find(shard, key);
    if (entry->size == 0)
        shard->count++;
    shard->live += size - entry->size;
    *entry = (Entry){.tag = tag_of(key), .size = size, .place = place};
}

/* The size of the whole record that begins there; 0 where none does. A torn one may have a sound
 * head, and would swallow what was added after it if its body were not looked at. */
static size_t
judge_record(const MarbreShard *shard, size_t from, Head *ret_head)
{
    memcpy(ret_head, shard->mapped + from, sizeof *ret_head);
    if (ret_head->magic != shard->magic || ret_head->head_check != check_of_head(ret_head))
        return 0;
    size_t size = size_of_record(ret_head->size);
    if (ret_head->size > MARBRE_SHARD_BODY || size > shard->size - from)
        return 0;
    const uint8_t *body = shard->mapped + from + sizeof *ret_head;
    return check_of_body(ret_head, body) == ret_head->body_check ? size : 0;
}

/* Every whole record from `from` on. */
static void
index_mapped(MarbreShard *shard, size_t from)
{
    Head head;
    while (from + sizeof head <= shard->size) {
        size_t size = judge_record(shard, from, &head);
        if (size > 0) {
            index_record(shard, head.key, (uint32_t)size, (uint32_t)from);
            from += size;
            continue;
        }
        /* Torn or damaged: the next one begins where its mark is seen. */
        const uint8_t *next = memmem(shard->mapped + from + 1, shard->size - from - 1,
                                     &shard->magic, sizeof shard->magic);
        if (!next)
            return;
        from = (size_t)(next - shard->mapped);
    }
}

static void
unload(MarbreShard *shard)
{
    if (shard->mapped)
        munmap(shard->mapped, shard->size);
    shard->mapped = NULL;
    shard->size = 0;
    g_clear_pointer(&shard->entries, g_free);
    shard->room = shard->count = 0;
    shard->live = 0;
    g_byte_array_set_size(shard->pending, 0);
    shard->loaded = false;
}

/* The file as it is now; its index goes on from where it ended, unless it is another file. */
static void
map(MarbreShard *shard, int fd)
{
    struct stat status;
    if (fstat(fd, &status) < 0 || !S_ISREG(status.st_mode) || status.st_size >= PENDING) {
        unload(shard);
        return;
    }
    if (status.st_ino != shard->file || (size_t)status.st_size < shard->size)
        unload(shard);
    size_t from = shard->size, size = (size_t)status.st_size;
    if (size > from) {
        void *mapped = mmap(NULL, size, PROT_READ, MAP_SHARED, fd, 0);
        if (mapped == MAP_FAILED) {
            unload(shard);
            return;
        }
        if (shard->mapped)
            munmap(shard->mapped, shard->size);
        shard->mapped = mapped;
        shard->size = size;
        index_mapped(shard, from);
    }
    shard->file = status.st_ino;
}

static void
load(MarbreShard *shard)
{
    if (shard->loaded)
        return;
    MARBRE_AUTO_FD fd = openat(shard->dir, shard->name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd >= 0)
        map(shard, fd);
    make_room(shard);
    shard->loaded = true;
}

MarbreShard *
marbre_shard_new(int dir, const char *name, uint64_t magic)
{
    MarbreShard *shard = g_new0(MarbreShard, 1);
    shard->dir = dir;
    shard->name = g_strdup(name);
    shard->magic = magic;
    shard->pending = g_byte_array_new();
    return shard;
}

void
marbre_shard_free(MarbreShard *shard)
{
    if (!shard)
        return;
    unload(shard);
    g_byte_array_unref(shard->pending);
    g_free(shard->name);
    g_free(shard);
}

GBytes *
marbre_shard_lookup(MarbreShard *shard, const uint8_t key[MARBRE_SHARD_KEY])
{
    load(shard);
    const Entry *entry = find(shard, key);
    if (entry->size == 0)
        return NULL;
    Head head;
    memcpy(&head, at(shard, entry->place), sizeof head);
    /* The file is shared: what is judged is the copy that is used. */
    if (head.size > entry->size - sizeof head)
        return NULL;
    g_autoptr(GBytes) body = g_bytes_new(at(shard, entry->place) + sizeof head, head.size);
    if (check_of_body(&head, g_bytes_get_data(body, NULL)) != head.body_check)
        return NULL;
    return g_steal_pointer(&body);
}

void
marbre_shard_add(MarbreShard *shard,
                 const uint8_t key[MARBRE_SHARD_KEY],
                 const void *body,
                 size_t size)
{
    static const uint8_t nothing[8];
    if (size > MARBRE_SHARD_BODY)
        return;
    load(shard);
    Head head = {.magic = shard->magic, .size = (uint32_t)size};
    memcpy(head.key, key, sizeof head.key);
    head.head_check = check_of_head(&head);
    head.body_check = check_of_body(&head, body);
    guint place = shard->pending->len;
    size_t whole = size_of_record(head.size);
    g_byte_array_append(shard->pending, (const uint8_t *)&head, sizeof head);
    g_byte_array_append(shard->pending, body, (guint)size);
    g_byte_array_append(shard->pending, nothing, (guint)(whole - sizeof head - size));
    index_record(shard, key, (uint32_t)whole, place | PENDING);
    if (shard->pending->len >= GATHERED)
        marbre_shard_flush(shard);
}

static int
by_place(const void *a, const void *b)
{
    const Entry *first = a, *second = b;
    return (first->place > second->place) - (first->place < second->place);
}

/* In the order of the file; of more than half a file, the newer ones. */
static GByteArray *
collect_live(const MarbreShard *shard)
{
    GByteArray *all = g_byte_array_new();
    size_t most = MARBRE_SHARD_SIZE / 2;
    size_t skipped = shard->live > most ? shard->live - most : 0;
    g_autofree Entry *entries = g_memdup2(shard->entries, shard->room * sizeof *entries);
    qsort(entries, shard->room, sizeof *entries, by_place);
    for (uint32_t i = 0; i < shard->room; i++) {
        if (skipped >= entries[i].size)
            skipped -= entries[i].size;
        else
            g_byte_array_append(all, shard->mapped + entries[i].place, entries[i].size);
    }
    return all;
}

static bool
has_pending(const MarbreShard *shard)
{
    for (uint32_t i = 0; i < shard->room; i++) {
        if (shard->entries[i].size != 0 && shard->entries[i].place & PENDING)
            return true;
    }
    return false;
}

/* What another process adds meanwhile is lost, as is all that a full disk does not take. */
static void
compact(MarbreShard *shard, int fd)
{
    bool grown = shard->size > 2 * shard->live + SLACK || shard->size > MARBRE_SHARD_SIZE;
    if (!grown || flock(fd, LOCK_EX | LOCK_NB) < 0)
        return;
    g_autoptr(GByteArray) all = collect_live(shard);
    if (marbre_file_replace(shard->dir, shard->name, all->data, all->len, 0600, NULL))
        unload(shard);
}

void
marbre_shard_flush(MarbreShard *shard)
{
    if (shard->pending->len == 0)
        return;
    MARBRE_AUTO_FD fd =
        openat(shard->dir, shard->name, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    /* One call, so that the records of two writers do not mix. */
    ssize_t written = fd >= 0 ? write(fd, shard->pending->data, shard->pending->len) : -1;
    if (written != (ssize_t)shard->pending->len) {
        unload(shard);
        return;
    }
    map(shard, fd);
    /* Now they are where the file has them; should one not be, the file was meddled with. */
    if (has_pending(shard))
        unload(shard);
    g_byte_array_set_size(shard->pending, 0);
    if (shard->loaded)
        compact(shard, fd);
}
