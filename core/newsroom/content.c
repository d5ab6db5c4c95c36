/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "newsroom/content.h"

#include <string.h>

/* Hardly any front matter is longer. */
#define FRONT_SIZE ((size_t)1 << 10)

/* The part whose bytes these are; 0 for a medium. A text of a language that is not published can be
   a source alone, and the record goes with the claims; notes of the house with nothing. */
static uint64_t
part_of(const char *name, const char *const *langs)
{
    g_autofree char *lang = NULL;
    if (marbre_article_is_text_name(name, &lang) && g_strv_contains(langs, lang))
        return MBR_PART_TEXT;
    if (g_str_has_suffix(name, ".md"))
        return MBR_PART_SOURCE;
    bool kept = g_str_has_suffix(name, ".yaml") && strcmp(name, "notes.yaml") != 0;
    return kept ? MBR_PART_CLAIMS : 0;
}

GPtrArray *
marbre_content_files(MarbreNewsroom *newsroom, const char *content, GError **error)
{
    MarbreStore *store = marbre_newsroom_get_store(newsroom);
    g_autoptr(MarbreSnapshot) snapshot = marbre_snapshot_of_tree(store, content, error);
    g_autoptr(GPtrArray) entries =
        snapshot == NULL ? NULL : marbre_snapshot_list(snapshot, "", error);
    if (entries == NULL)
        return NULL;
    GPtrArray *files = marbre_files_new();
    for (guint i = 0; i < entries->len; i++) {
        const MarbreEntry *entry = g_ptr_array_index(entries, i);
        if (entry->kind == MARBRE_ENTRY_FILE)
            g_ptr_array_add(files, marbre_file_new(entry->name, entry->oid, entry->size, NULL));
    }
    return files;
}

typedef GBytes *(*ReadText)(MarbreSnapshot *snapshot, const char *oid, GError **error);

static GBytes *
read_text(MarbreSnapshot *snapshot, const char *oid, GError **error)
{
    return marbre_snapshot_read_id(snapshot, oid, MARBRE_COPY_LIMIT, error);
}

static GBytes *
read_front(MarbreSnapshot *snapshot, const char *oid, GError **error)
{
    gsize size = 0;
    g_autoptr(GBytes) bytes =
        marbre_snapshot_read_first(snapshot, oid, FRONT_SIZE, MARBRE_COPY_LIMIT, error);
    if (bytes == NULL)
        return NULL;
    const char *data = g_bytes_get_data(bytes, &size);
    size_t front = size == 0 ? 0 : marbre_copy_front_size(data, size);
    /* It is longer, there is none, or it can't be told without the rest. */
    return front == 0 ? read_text(snapshot, oid, error) : g_bytes_new_from_bytes(bytes, 0, front);
}

static MarbreArticle *
read_article(MarbreNewsroom *newsroom,
             const char *folder,
             const GPtrArray *files,
             uint64_t parts,
             ReadText read_one,
             GError **error)
{
    const char *const *langs =
        (const char *const *)marbre_policy_get_settings(marbre_newsroom_get_policy(newsroom))
            ->publish;
    MarbreSnapshot *snapshot = marbre_newsroom_get_snapshot(newsroom);
    g_autoptr(GPtrArray) read = marbre_files_new();
    for (guint i = 0; i < files->len; i++) {
        MarbreFile *file = g_ptr_array_index(files, i);
        if ((part_of(file->name, langs) & parts) == 0) {
            g_ptr_array_add(read, marbre_file_ref(file));
            continue;
        }
        g_autoptr(GBytes) bytes = read_one(snapshot, file->oid, error);
        if (bytes == NULL)
            return NULL;
        g_ptr_array_add(read, marbre_file_new(file->name, file->oid, file->size, bytes));
    }
    /* What was wrong with it then is nobody's question now. */
    return marbre_article_new_known(folder, read, langs);
}

MarbreArticle *
marbre_content_read(MarbreNewsroom *newsroom,
                    const char *folder,
                    const GPtrArray *files,
                    uint64_t parts,
                    GError **error)
{
    return read_article(newsroom, folder, files, parts, read_text, error);
}

MarbreArticle *
marbre_content_read_fronts(MarbreNewsroom *newsroom,
                           const char *folder,
                           const GPtrArray *files,
                           GError **error)
{
    return read_article(newsroom, folder, files, MBR_PART_TEXT | MBR_PART_SOURCE, read_front,
                        error);
}

MarbreArticle *
marbre_content_parts(MarbreNewsroom *newsroom,
                     const char *folder,
                     const char *content,
                     uint64_t parts,
                     GError **error)
{
    g_autoptr(GPtrArray) files = marbre_content_files(newsroom, content, error);
    return files == NULL ? NULL : marbre_content_read(newsroom, folder, files, parts, error);
}

MarbreArticle *
marbre_content_article(MarbreNewsroom *newsroom,
                       const char *folder,
                       const char *content,
                       GError **error)
{
    return marbre_content_parts(newsroom, folder, content,
                                MBR_PART_TEXT | MBR_PART_SOURCE | MBR_PART_CLAIMS, error);
}
