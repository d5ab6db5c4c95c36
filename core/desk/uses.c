/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk/uses.h"

#include "article/article.h"
#include "desk/picture_ids.h"
#include "plugin/outcome.h"

#include <string.h>

typedef struct {
    MarbreNewsroom *newsroom;
    char *oid;       /* git's id of it */
    GHashTable *ids; /* within it */
    GPtrArray *uses;
    GError *error;
} Search;

static void
use_free(void *data)
{
    MarbrePictureUse *use = data;
    g_free(use->folder);
    g_free(use->name);
    g_free(use->title);
    g_free(use->lang);
    g_free(use->credit);
    g_free(use->alt);
    g_free(use);
}

static bool
is_medium(const MarbreEntry *entry)
{
    g_autofree char *lang = NULL;
    return (entry->kind == MARBRE_ENTRY_FILE || entry->kind == MARBRE_ENTRY_EXEC) &&
           strcmp(entry->name, "state.yaml") != 0 && strcmp(entry->name, "claims.yaml") != 0 &&
           strcmp(entry->name, "notes.yaml") != 0 &&
           !marbre_article_is_text_name(entry->name, &lang);
}

static bool
shares_id(GHashTable *ids, GBytes *other)
{
    g_autoptr(GHashTable) theirs = marbre_picture_ids(other);
    GHashTableIter iter;
    void *id;
    g_hash_table_iter_init(&iter, theirs);
    while (g_hash_table_iter_next(&iter, &id, NULL))
        if (g_hash_table_contains(ids, id))
            return true;
    return false;
}

/* By git's id, which a working tree's files have too; by ids within. */
static bool
is_it(Search *search, const char *folder, const MarbreEntry *entry, bool *ret_same, GError **error)
{
    *ret_same = strcmp(entry->oid, search->oid) == 0;
    if (*ret_same || g_hash_table_size(search->ids) == 0)
        return *ret_same;
    g_autofree char *path = g_strdup_printf("%s/%s", folder, entry->name);
    g_autoptr(GBytes) bytes = marbre_snapshot_read(marbre_newsroom_get_snapshot(search->newsroom),
                                                   path, MARBRE_USES_MOST, error);
    return bytes != NULL && shares_id(search->ids, bytes);
}

/* What an address or a value of `file` means: the file's name, "./" left out. */
static bool
means(const char *address, const char *name)
{
    while (address != NULL && g_str_has_prefix(address, "./"))
        address += 2;
    return g_strcmp0(address, name) == 0;
}

static const char *
text_of(const MarbreYamlNode *entry, const char *key)
{
    const char *text = marbre_yaml_node_get_text(marbre_yaml_find(entry, key));
    return text != NULL && *text != '\0' ? text : NULL;
}

static void
read_entry(const MarbreYamlNode *entry, MarbrePictureUse *use)
{
    const char *credit = text_of(entry, "credit"), *person = text_of(entry, "photographer"),
               *agency = text_of(entry, "agency");
    use->shown = true;
    if (use->alt == NULL)
        use->alt = g_strdup(text_of(entry, "alt"));
    if (use->credit != NULL)
        return;
    if (credit != NULL || person == NULL || agency == NULL)
        use->credit = g_strdup(credit != NULL ? credit : person != NULL ? person : agency);
    else
        use->credit = g_strdup_printf("%s/%s", person, agency);
}

static void
read_front(const MarbreCopy *copy, MarbrePictureUse *use)
{
    MarbreYaml *front = marbre_copy_get_front(copy);
    const MarbreYamlNode *images =
        front == NULL ? NULL : marbre_yaml_find(marbre_yaml_get_root(front), "images");
    if (marbre_yaml_node_get_kind(images) == MARBRE_YAML_MAP &&
        means(text_of(images, "file"), use->name))
        read_entry(images, use);
    if (marbre_yaml_node_get_kind(images) != MARBRE_YAML_LIST)
        return;
    for (size_t i = 0; i < marbre_yaml_node_get_count(images); i++) {
        const MarbreYamlNode *entry = marbre_yaml_node_get_child(images, i);
        if (marbre_yaml_node_get_kind(entry) == MARBRE_YAML_MAP
                ? means(text_of(entry, "file"), use->name)
                : means(marbre_yaml_node_get_text(entry), use->name))
            read_entry(entry, use);
    }
}

static void
read_text(const MarbreCopy *copy, MarbrePictureUse *use)
{
    const GPtrArray *blocks = marbre_copy_get_blocks(copy);
    for (guint i = 0; i < blocks->len; i++) {
        const MarbreBlock *block = g_ptr_array_index(blocks, i);
        if (block->kind != MARBRE_BLOCK_IMAGE || !means(block->target, use->name))
            continue;
        use->shown = true;
        const char *alt = marbre_mapped_get_text(block->text, NULL);
        if (use->alt == NULL && *alt != '\0')
            use->alt = g_strdup(alt);
    }
}

static bool
add_use(Search *search, const char *folder, const char *name, bool same, GError **error)
{
    g_autoptr(MarbreArticle) article =
        marbre_newsroom_read_article(search->newsroom, folder, error);
    if (article == NULL)
        return false;
    MarbrePictureUse *use = g_new0(MarbrePictureUse, 1);
    g_ptr_array_add(search->uses, use);
    use->folder = g_strdup(folder);
    use->name = g_strdup(name);
    use->title = g_strdup(marbre_article_get_title(article));
    use->lang = g_strdup(marbre_article_get_langs(article)[0]);
    use->same = same;
    const GPtrArray *copies = marbre_article_get_copies(article);
    for (guint i = 0; i < copies->len; i++) {
        read_front(g_ptr_array_index(copies, i), use);
        read_text(g_ptr_array_index(copies, i), use);
    }
    return true;
}

static bool
look(void *user, const char *folder, const char *oid)
{
    Search *search = user;
    g_autoptr(GPtrArray) entries = marbre_snapshot_list(
        marbre_newsroom_get_snapshot(search->newsroom), folder, &search->error);
    for (guint i = 0; entries != NULL && i < entries->len && search->error == NULL; i++) {
        const MarbreEntry *entry = g_ptr_array_index(entries, i);
        bool same;
        if (is_medium(entry) && is_it(search, folder, entry, &same, &search->error))
            (void)add_use(search, folder, entry->name, same, &search->error);
    }
    return search->error == NULL;
}

/* Letters and digits alone, small and without accents. */
static char *
bare(const char *credit)
{
    g_autofree char *apart = g_utf8_normalize(credit, -1, G_NORMALIZE_ALL);
    g_autofree char *small = g_utf8_casefold(apart != NULL ? apart : credit, -1);
    GString *kept = g_string_new(NULL);
    for (const char *at = small; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (g_unichar_isalnum(c))
            g_string_append_unichar(kept, c);
    }
    return g_string_free(kept, FALSE);
}

/* Marks the credits that are not what most of them print; of equals, the first counts. */
static void
mark_differing(GPtrArray *uses)
{
    g_autoptr(GHashTable) counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GPtrArray) credits = g_ptr_array_new_with_free_func(g_free);
    const char *most = NULL;
    for (guint i = 0; i < uses->len; i++) {
        const MarbrePictureUse *use = g_ptr_array_index(uses, i);
        char *credit = bare(use->credit != NULL ? use->credit : "");
        g_ptr_array_add(credits, credit);
        if (use->credit != NULL)
            g_hash_table_insert(
                counts, g_strdup(credit),
                GSIZE_TO_POINTER(GPOINTER_TO_SIZE(g_hash_table_lookup(counts, credit)) + 1));
    }
    for (guint i = 0; i < credits->len; i++) {
        const char *credit = g_ptr_array_index(credits, i);
        size_t count = GPOINTER_TO_SIZE(g_hash_table_lookup(counts, credit));
        if (count > 0 &&
            (most == NULL || count > GPOINTER_TO_SIZE(g_hash_table_lookup(counts, most))))
            most = credit;
    }
    for (guint i = 0; i < uses->len; i++) {
        MarbrePictureUse *use = g_ptr_array_index(uses, i);
        use->differs = use->credit != NULL && g_strcmp0(g_ptr_array_index(credits, i), most) != 0;
    }
}

GPtrArray *
marbre_uses_find(MarbreNewsroom *newsroom, GBytes *picture, GError **error)
{
    g_autoptr(GPtrArray) uses = g_ptr_array_new_with_free_func(use_free);
    g_autoptr(GHashTable) ids = marbre_picture_ids(picture);
    g_autofree char *oid = marbre_read_file_id(picture);
    Search search = {.newsroom = newsroom, .oid = oid, .ids = ids, .uses = uses};
    bool walked = marbre_newsroom_each(newsroom, look, &search, error);
    if (search.error != NULL) {
        g_clear_error(error);
        g_propagate_error(error, search.error);
        return NULL;
    }
    if (!walked)
        return NULL;
    mark_differing(uses);
    return g_steal_pointer(&uses);
}
