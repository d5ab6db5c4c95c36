/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/tree.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct MarbreTree {
    GBytes *raw;
    const char *data;
    size_t count;
    uint32_t *starts; /* of each entry, at its mode */
};

int
marbre_tree_compare(
    const char *a, size_t a_size, bool a_folder, const char *b, size_t b_size, bool b_folder)
{
    size_t common = MIN(a_size, b_size);
    int order = memcmp(a, b, common);

    if (order != 0)
        return order;
    unsigned char after_a = a_size > common ? (unsigned char)a[common] : (a_folder ? '/' : 0);
    unsigned char after_b = b_size > common ? (unsigned char)b[common] : (b_folder ? '/' : 0);
    return (int)after_a - (int)after_b;
}

static void
tree_clear(void *memory)
{
    MarbreTree *tree = memory;

    g_clear_pointer(&tree->raw, g_bytes_unref);
    g_clear_pointer(&tree->starts, g_free);
}

MarbreTree *
marbre_tree_ref(MarbreTree *tree)
{
    return g_atomic_rc_box_acquire(tree);
}

void
marbre_tree_unref(MarbreTree *tree)
{
    if (tree != NULL)
        g_atomic_rc_box_release_full(tree, tree_clear);
}

size_t
marbre_tree_count(const MarbreTree *tree)
{
    return tree->count;
}

size_t
marbre_tree_size(const MarbreTree *tree)
{
    return g_bytes_get_size(tree->raw) + tree->count * sizeof(uint32_t);
}

/* Modes as git prints them: octal, no zero in front. 0100664 is what very old gits wrote. */
static bool
mode_parse(const char *text, size_t size, unsigned *ret_mode)
{
    static const struct {
        const char *text;
        unsigned mode;
    } known[] = {
        {"100644", MARBRE_MODE_FILE},      {"40000", MARBRE_MODE_FOLDER},
        {"100755", MARBRE_MODE_EXEC},      {"120000", MARBRE_MODE_LINK},
        {"160000", MARBRE_MODE_SUBMODULE}, {"100664", MARBRE_MODE_FILE},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(known); i++) {
        if (strlen(known[i].text) == size && memcmp(known[i].text, text, size) == 0) {
            *ret_mode = known[i].mode;
            return true;
        }
    }
    return false;
}

/* An entry that the parser has accepted. */
void
marbre_tree_at(const MarbreTree *tree, size_t index, MarbreTreeEntry *ret_entry)
{
    const char *start = tree->data + tree->starts[index];
    const char *space = strchr(start, ' ');

    (void)mode_parse(start, (size_t)(space - start), &ret_entry->mode);
    ret_entry->name = space + 1;
    ret_entry->name_size = strlen(ret_entry->name);
    ret_entry->id = (const git_oid *)(ret_entry->name + ret_entry->name_size + 1);
}

size_t
marbre_tree_bound(const MarbreTree *tree, const char *name, size_t name_size, bool folder)
{
    size_t low = 0;
    size_t high = tree->count;
    MarbreTreeEntry entry;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        marbre_tree_at(tree, middle, &entry);
        if (marbre_tree_compare(name, name_size, folder, entry.name, entry.name_size,
                                entry.mode == MARBRE_MODE_FOLDER) > 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool
find_as(const MarbreTree *tree, const char *name, size_t size, bool folder, MarbreTreeEntry *entry)
{
    size_t at = marbre_tree_bound(tree, name, size, folder);

    if (at == tree->count)
        return false;
    marbre_tree_at(tree, at, entry);
    return (entry->mode == MARBRE_MODE_FOLDER) == folder && entry->name_size == size &&
           memcmp(entry->name, name, size) == 0;
}

bool
marbre_tree_find(const MarbreTree *tree,
                 const char *name,
                 size_t name_size,
                 MarbreTreeEntry *ret_entry)
{
    MarbreTreeEntry entry;

    if (!find_as(tree, name, name_size, true, &entry) &&
        !find_as(tree, name, name_size, false, &entry))
        return false;
    *ret_entry = entry;
    return true;
}

static bool
name_is_good(const char *name, size_t size)
{
    if (size == 0 || memchr(name, '/', size) != NULL)
        return false;
    return strcmp(name, ".") != 0 && strcmp(name, "..") != 0 &&
           g_ascii_strcasecmp(name, ".git") != 0;
}

/* Cuts one entry off; NULL where it is malformed. */
static const char *
entry_parse(const char *at, const char *end, MarbreTreeEntry *entry)
{
    const char *space = memchr(at, ' ', (size_t)MIN(end - at, 8));

    if (space == NULL || !mode_parse(at, (size_t)(space - at), &entry->mode))
        return NULL;
    entry->name = space + 1;
    const char *nul = memchr(entry->name, 0, (size_t)(end - entry->name));
    if (nul == NULL || end - nul < 1 + GIT_OID_RAWSZ)
        return NULL;
    entry->name_size = (size_t)(nul - entry->name);
    entry->id = (const git_oid *)(nul + 1);
    return name_is_good(entry->name, entry->name_size) ? nul + 1 + GIT_OID_RAWSZ : NULL;
}

/* `a` the file and `a` the folder need not be neighbours: `a-b` sorts between them. */
static bool
has_twins(const MarbreTree *tree, size_t folders)
{
    MarbreTreeEntry entry, twin;

    if (folders == 0 || folders == tree->count)
        return false;
    for (size_t i = 0; i < tree->count; i++) {
        marbre_tree_at(tree, i, &entry);
        if (entry.mode == MARBRE_MODE_FOLDER &&
            find_as(tree, entry.name, entry.name_size, false, &twin))
            return true;
    }
    return false;
}

static bool
scan(MarbreTree *tree, size_t size)
{
    g_autoptr(GArray) starts = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    const char *end = tree->data + size;
    MarbreTreeEntry before = {0}, entry;
    size_t folders = 0;

    for (const char *at = tree->data; at < end; before = entry) {
        uint32_t start = (uint32_t)(at - tree->data);
        at = entry_parse(at, end, &entry);
        if (at == NULL)
            return false;
        if (before.name != NULL &&
            marbre_tree_compare(before.name, before.name_size, before.mode == MARBRE_MODE_FOLDER,
                                entry.name, entry.name_size, entry.mode == MARBRE_MODE_FOLDER) >= 0)
            return false;
        folders += entry.mode == MARBRE_MODE_FOLDER;
        g_array_append_val(starts, start);
    }
    tree->count = starts->len;
    tree->starts = (uint32_t *)(void *)g_array_free(g_steal_pointer(&starts), FALSE);
    return !has_twins(tree, folders);
}

MarbreTree *
marbre_tree_new(GBytes *raw, GError **error)
{
    g_autoptr(MarbreTree) tree = g_atomic_rc_box_new0(MarbreTree);
    size_t size;

    tree->raw = g_bytes_ref(raw);
    const char *data = g_bytes_get_data(raw, &size);
    tree->data = size > 0 ? data : "";
    if (size > UINT32_MAX || !scan(tree, size)) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_INVALID,
                    _("a tree has entries that are doubled, out of order or of a forbidden form; "
                      "`git fsck` says which"));
        return NULL;
    }
    return g_steal_pointer(&tree);
}

void
marbre_tree_copy(const MarbreTree *tree, size_t first, size_t after, GByteArray *raw)
{
    if (first >= after)
        return;
    size_t start = tree->starts[first];
    size_t end = after < tree->count ? tree->starts[after] : g_bytes_get_size(tree->raw);
    g_byte_array_append(raw, (const guint8 *)tree->data + start, (guint)(end - start));
}

void
marbre_tree_append(GByteArray *raw, const char *name, unsigned mode, const git_oid *id)
{
    char text[16];
    int size = g_snprintf(text, sizeof text, "%o ", mode);

    g_byte_array_append(raw, (const guint8 *)text, (guint)size);
    g_byte_array_append(raw, (const guint8 *)name, (guint)strlen(name) + 1);
    g_byte_array_append(raw, id->id, GIT_OID_RAWSZ);
}
