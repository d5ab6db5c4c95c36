/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/commit.h"
#include "store/index.h"
#include "store/journal.h"
#include "store/seal.h"
#include "store/tree.h"

#include <glib.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* Git's bytes from anybody's push or disk; the first byte chooses the reader. What is read is
 * found again, and what is written is read back. */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
tree_try(GBytes *bytes)
{
    g_autoptr(MarbreTree) tree = marbre_tree_new(bytes, NULL);
    MarbreTreeEntry entry, found;

    for (size_t i = 0; tree != NULL && i < marbre_tree_count(tree); i++) {
        marbre_tree_at(tree, i, &entry);
        g_assert_true(marbre_tree_find(tree, entry.name, entry.name_size, &found));
        g_assert_true(found.id == entry.id);
        g_assert_null(strchr(entry.name, '/'));
    }
}

/* A signature and what it is over make the commit again, to the byte. */
static void
seal_try(const MarbreCommit *commit)
{
    g_autofree char *armoured = NULL;
    g_autoptr(GBytes) payload = NULL;

    if (commit->not_canonical != NULL || !marbre_commit_signature(commit, &armoured, &payload) ||
        strchr(armoured, '\r') != NULL)
        return;
    g_autoptr(GBytes) again = marbre_seal_put(payload, armoured, NULL);
    g_assert_true(g_bytes_equal(again, commit->raw));
}

static void
commit_try(GBytes *bytes)
{
    git_oid id = {{0}};
    g_autoptr(MarbreCommit) commit = marbre_commit_parse(&id, bytes, NULL);
    const char *key, *value;

    if (commit == NULL)
        return;
    g_assert_true(g_utf8_validate(commit->message, -1, NULL));
    g_assert_nonnull(commit->parents);
    for (size_t i = 0; marbre_commit_trailer_at(commit, i, &key, &value); i++)
        g_assert_cmpuint(strlen(key), >, 0);
    seal_try(commit);
}

static void
journal_try(GBytes *bytes)
{
    size_t size;
    const char *text = g_bytes_get_data(bytes, &size);
    g_autofree char *sealed = NULL;

    g_autoptr(MarbreJournal) journal = marbre_journal_parse(text != NULL ? text : "", size);
    if (journal == NULL)
        return;
    sealed = marbre_journal_format(journal);
    g_assert_cmpmem(sealed, strlen(sealed), text, size);
}

/* The zeros stand for a checksum that git was told to skip. */
static void
index_try(GBytes *bytes)
{
    static const guint8 zeros[20];
    g_autoptr(GByteArray) whole = g_byte_array_new();
    size_t size;
    const void *data = g_bytes_get_data(bytes, &size);
    g_byte_array_append(whole, data, (guint)size);
    g_byte_array_append(whole, zeros, sizeof zeros);
    g_autoptr(GBytes) raw = g_byte_array_free_to_bytes(g_steal_pointer(&whole));
    g_autoptr(MarbreIndex) index = marbre_index_parse(raw, "index", NULL);
    if (index == NULL)
        return;
    g_autoptr(GPtrArray) edits =
        g_ptr_array_new_with_free_func((GDestroyNotify)marbre_index_edit_free);
    MarbreIndexEdit *edit = g_new0(MarbreIndexEdit, 1);
    edit->path = g_strdup("a/b");
    edit->stamp.mode = 0100644;
    g_ptr_array_add(edits, edit);
    int fd = memfd_create("index", MFD_CLOEXEC);
    g_assert_true(marbre_index_write(index, edits, fd, NULL));
    size_t length = (size_t)lseek(fd, 0, SEEK_END);
    g_autofree char *copy = g_malloc(length);
    g_assert_cmpint(pread(fd, copy, length, 0), ==, (ssize_t)length);
    close(fd);
    g_autoptr(GBytes) written = g_bytes_new(copy, length);
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbreIndex) again = marbre_index_parse(written, "index", &error);
    g_assert_no_error(error);
    MarbreIndexEntry entry;
    g_assert_true(marbre_index_find(again, "a/b", &entry));
    g_assert_cmpuint(marbre_index_count(again), <=, marbre_index_count(index) + 1);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    g_autoptr(GBytes) bytes = g_bytes_new(data + 1, size - 1);
    switch (data[0]) {
    case 't':
        tree_try(bytes);
        break;
    case 'c':
        commit_try(bytes);
        break;
    case 'j':
        journal_try(bytes);
        break;
    case 'i':
        index_try(bytes);
        break;
    default:
        break;
    }
    return 0;
}
