/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Private to store/: git's index, read and changed for single paths.
 *
 * Ours, because libgit2 rebuilds and sorts the whole of it for one entry and never syncs it. */
#pragma once

#include "store/git.h"

#include <sys/stat.h>

/** When and how large the file was, as the index remembers it; 32 bits each. */
typedef struct {
    uint32_t ctime, ctime_ns, mtime, mtime_ns, dev, ino, mode, uid, gid, size;
} MarbreFileStamp;

typedef struct {
    const char *path; /* NUL-terminated, borrowed */
    size_t path_size;
    git_oid id;
    MarbreFileStamp stamp; /* stamp.mode is the mode of the entry */
    unsigned stage;        /* above 0: unmerged */
    bool skip_worktree;
    bool intent_to_add;
} MarbreIndexEntry;

typedef struct MarbreIndex MarbreIndex;

/**
 * @param gitdir  folder of the working tree's `index`
 * @return (transfer full) or NULL: MARBRE_ERROR_NOT_FOUND (no index), _INVALID (torn: to be built
 *         again), _REFUSED (split or sparse: git's own business, with the command that helps)
 */
MarbreIndex *marbre_index_read(const char *gitdir, GError **error);
/** The same from bytes; without the status that tells fresh entries from racy ones. */
MarbreIndex *marbre_index_parse(GBytes *raw, const char *path, GError **error);
/** An index without entries. */
MarbreIndex *marbre_index_new(void);
void marbre_index_free(MarbreIndex *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreIndex, marbre_index_free)

size_t marbre_index_count(const MarbreIndex *index);
void marbre_index_at(const MarbreIndex *index, size_t at, MarbreIndexEntry *ret_entry);
/** First entry that does not sort before the first `size` bytes of `path`. */
size_t marbre_index_bound(const MarbreIndex *index, const char *path, size_t size);
/** The merged entry of a path. */
bool marbre_index_find(const MarbreIndex *index, const char *path, MarbreIndexEntry *ret_entry);
/** Whether `path` is in some way unmerged, or a folder where the index has a file or vice versa. */
bool marbre_index_is_contested(const MarbreIndex *index, const char *path);

MarbreFileStamp marbre_stamp_of(const struct stat *status);
/**
 * Whether a file with this status surely still has the content that the entry names: same size,
 * times, inode and mode, and last changed before the index was written.
 */
bool marbre_index_is_fresh(const MarbreIndex *index,
                           const MarbreIndexEntry *entry,
                           const struct stat *status);

/** A path's new entry. */
typedef struct {
    char *path;
    bool gone; /* no entry any more */
    git_oid id;
    MarbreFileStamp stamp; /* zero times: git looks at the file itself */
    bool skip_worktree;
} MarbreIndexEdit;

void marbre_index_edit_free(MarbreIndexEdit *edit);

/**
 * Write an index to an open file: all entries of `index`, but for the paths edited.
 *
 * @param edits  GPtrArray of MarbreIndexEdit*; gets sorted
 */
bool marbre_index_write(const MarbreIndex *index, GPtrArray *edits, int fd, GError **error);

/* For index-write.c alone. */
struct MarbreIndex {
    GBytes *raw; /* NULL: new */
    const unsigned char *data;
    uint32_t version;
    GArray *slots;       /* MarbreIndexSlot */
    GStringChunk *paths; /* of version 4, where they are cut short in the file */
    size_t extensions;   /* where they start */
    size_t end;          /* where the checksum starts */
    struct stat status;
};

typedef struct {
    const char *path;
    uint32_t start; /* of the entry in raw */
    uint32_t head;  /* bytes in front of the path */
} MarbreIndexSlot;
