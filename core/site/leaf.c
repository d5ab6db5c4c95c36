/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "site/leaf.h"

#include "article/post.h"
#include "base/error.h"
#include "base/path.h"
#include "site/front.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MEDIA_LIMIT (UINT64_C(256) << 20)

typedef struct {
    MarbreNewsroom *newsroom;
    const MarbreSettings *settings;
    MarbreGeneratorKind kind;
    MarbreGenerator *generator; /* of the newsroom's own repository */
    char *top;                  /* its folder of content */
    MarbreSnapshot *before;     /* (nullable) the site as it was adopted */
    GHashTable *leaves;         /* path to MarbreLeaf */
    GError **error;
} Making;

/* One text of an article on its way. */
typedef struct {
    MarbreEntryPage *entry;
    const MarbreCopy *copy;
    const MarbreState *state;
    const char *origin;   /* (nullable) where the site had it, from the root */
    MarbrePostName *name; /* (nullable) of the same */
} Text;

void
marbre_leaf_free(MarbreLeaf *leaf)
{
    if (leaf == NULL)
        return;
    g_free(leaf->path);
    g_clear_pointer(&leaf->bytes, g_bytes_unref);
    g_clear_pointer(&leaf->replaces, g_bytes_unref);
    g_free(leaf->folder);
    g_free(leaf);
}

static GBytes *
read_before(const Making *making, const char *path)
{
    return making->before == NULL ? NULL
                                  : marbre_snapshot_read(making->before, path, MEDIA_LIMIT, NULL);
}

/* Puts a file; `path` and `bytes` are taken. What was there before the newsroom gives way to it. */
static bool
put(Making *making, const Text *text, char *path, GBytes *bytes)
{
    MarbreLeaf *leaf = g_new0(MarbreLeaf, 1);
    leaf->path = path;
    leaf->bytes = bytes;
    leaf->folder = g_strdup(text->entry->folder);
    if (text->origin != NULL) {
        g_autofree char *there =
            *making->top == '\0' ? g_strdup(path) : g_build_filename(making->top, path, NULL);
        leaf->replaces = read_before(making, there);
    }
    MarbreLeaf *other = g_hash_table_lookup(making->leaves, path);
    bool same = other != NULL && strcmp(other->folder, leaf->folder) == 0;
    if (other == NULL || (same && other->bytes == NULL)) {
        g_hash_table_replace(making->leaves, leaf->path, leaf);
        return true;
    }
    if (!same && bytes != NULL)
        g_set_error(making->error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
                    _("%s and %s would both be written to %s; give one of them another name"),
                    other->folder, leaf->folder, path);
    marbre_leaf_free(leaf);
    return same || bytes == NULL;
}

/* ---- places ---- */

/* "2026/03/slug/" in any language. */
static const char *
address_of(const Making *making, const MarbreEntryPage *entry)
{
    bool first = strcmp(entry->lang, making->settings->publish[0]) == 0;
    return entry->path + (first ? 0 : strlen(entry->lang) + 1);
}

static char *
own_path(const Making *making, const MarbreEntryPage *entry)
{
    const char *address = address_of(making, entry);
    bool first = strcmp(entry->lang, making->settings->publish[0]) == 0;
    g_autofree char *trimmed = g_strndup(address, strlen(address) - 1);
    g_autofree char *slug = g_path_get_basename(trimmed);
    switch (making->kind) {
    case MARBRE_GENERATOR_HUGO:
        return first ? g_strdup_printf("%sindex.md", address)
                     : g_strdup_printf("%sindex.%s.md", address, entry->lang);
    case MARBRE_GENERATOR_JEKYLL:
        return g_strdup_printf("_posts/%.10s-%s%s%s.md", entry->date, slug, first ? "" : "-",
                               first ? "" : entry->lang);
    case MARBRE_GENERATOR_ELEVENTY:
    case MARBRE_GENERATOR_NONE:
        break;
    }
    return g_strdup_printf("%sindex.md", entry->path);
}

/* A post of one file that has got pictures becomes a folder, which has the same address. */
static char *
adopted_path(const Making *making, const Text *text, bool pictures)
{
    const char *below = marbre_generator_below(making->generator, text->origin);
    if (!pictures || text->name->bundle || making->kind != MARBRE_GENERATOR_HUGO)
        return g_strdup(below);
    const char *base = marbre_generator_below(making->generator, text->name->base);
    return text->name->lang == NULL ? g_strdup_printf("%s/index.md", base)
                                    : g_strdup_printf("%s/index.%s.md", base, text->name->lang);
}

/* The folder that the pictures are looked for in, with a slash. */
static char *
pictures_at(const Making *making, const Text *text, const char *path)
{
    if (text->origin == NULL && making->kind == MARBRE_GENERATOR_JEKYLL)
        return g_strdup(text->entry->path);
    if (text->origin != NULL && !text->name->bundle && making->kind != MARBRE_GENERATOR_HUGO)
        return g_strconcat(marbre_generator_below(making->generator, text->name->base), "/", NULL);
    const char *slash = strrchr(path, '/');
    return slash == NULL ? g_strdup("") : g_strndup(path, (size_t)(slash + 1 - path));
}

/* ---- one text ---- */

/* The very file that was adopted, as long as the record says what it says. NULL otherwise. */
static GBytes *
as_it_was(const Making *making, const Text *text)
{
    if (text->state->publication->revision != 1)
        return NULL;
    g_autoptr(GBytes) file = read_before(making, text->origin);
    g_autoptr(MarbrePost) post =
        file == NULL ? NULL : marbre_post_read(text->origin, making->top, file, NULL);
    return post != NULL && g_bytes_equal(post->text, marbre_copy_get_bytes(text->copy))
               ? g_steal_pointer(&file)
               : NULL;
}

static GBytes *
bytes_of(const Making *making, const Text *text)
{
    if (text->origin != NULL) {
        GBytes *same = as_it_was(making, text);
        return same != NULL
                   ? same
                   : marbre_front_adopted(text->entry, text->copy, text->state, making->error);
    }
    g_autofree char *address = g_strconcat("/", text->entry->path, NULL);
    return marbre_front_own(making->kind, text->entry, text->copy, text->state, address);
}

static bool
has_pictures(const MarbreArticle *article)
{
    for (const char *const *name = marbre_article_get_media(article); *name != NULL; name++)
        if (marbre_media_name_check(*name, NULL))
            return true;
    return false;
}

static bool
put_pictures(Making *making, const Text *text, const MarbreArticle *article, const char *folder)
{
    MarbreSnapshot *snapshot = marbre_newsroom_get_snapshot(making->newsroom);
    for (const char *const *name = marbre_article_get_media(article); *name != NULL; name++) {
        const MarbreFile *file = marbre_article_get_file(article, *name);
        if (!marbre_media_name_check(*name, NULL))
            continue;
        GBytes *bytes = marbre_snapshot_read_id(snapshot, file->oid, MEDIA_LIMIT, making->error);
        if (bytes == NULL || !put(making, text, g_strconcat(folder, *name, NULL), bytes))
            return false;
    }
    return true;
}

static bool
put_text(Making *making, const Text *text, const MarbreArticle *article)
{
    bool pictures = has_pictures(article);
    g_autofree char *path =
        text->origin != NULL ? adopted_path(making, text, pictures) : own_path(making, text->entry);
    g_autofree char *folder = pictures_at(making, text, path);
    if (text->origin != NULL) {
        char *old = g_strdup(marbre_generator_below(making->generator, text->origin));
        if (strcmp(old, path) == 0)
            g_free(old);
        else if (!put(making, text, old, NULL))
            return false;
    }
    GBytes *bytes = bytes_of(making, text);
    return bytes != NULL && put(making, text, g_steal_pointer(&path), bytes) &&
           put_pictures(making, text, article, folder);
}

/* What was taken back leaves the generator's folder too, also where the site had it first. */
static bool
take_back(Making *making, const Text *text, const MarbreArticle *article)
{
    if (text->origin == NULL)
        return true; /* what an export wrote goes with the list of what it wrote */
    char *path = g_strdup(marbre_generator_below(making->generator, text->origin));
    const char *slash = strrchr(path, '/');
    g_autofree char *folder = g_strndup(path, slash == NULL ? 0 : (size_t)(slash + 1 - path));
    bool good = put(making, text, path, NULL);
    for (const char *const *name = marbre_article_get_media(article);
         good && text->name->bundle && *name != NULL; name++)
        good = put(making, text, g_strconcat(folder, *name, NULL), NULL);
    return good;
}

/* The old place of a text, as long as `before:` lists it: nobody writes anywhere else by it. */
static bool
find_origin(const Making *making, Text *text)
{
    const char *origin = marbre_copy_get_key(text->copy, MARBRE_POST_ORIGIN);
    if (origin == NULL)
        return true;
    text->name = marbre_path_is_safe(origin)
                     ? marbre_post_name_read(origin, (const char *const *)making->settings->publish)
                     : NULL;
    if (text->name == NULL || !marbre_settings_is_before(making->settings, origin)) {
        g_set_error(making->error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
                    _("%s says that it was adopted from %s, which before: in marbre.yaml does not "
                      "list"),
                    text->entry->folder, origin);
        return false;
    }
    text->origin = origin;
    return true;
}

static bool
make(Making *making, MarbreEntryPage *entry)
{
    MarbreArticle *article = marbre_entry_article(making->newsroom, entry, making->error);
    const MarbreState *state =
        article == NULL ? NULL : marbre_entry_state(making->newsroom, entry, making->error);
    if (state == NULL)
        return false;
    Text text = {entry, marbre_article_get_copy(article, entry->lang), state, NULL, NULL};
    bool good =
        text.copy == NULL ||
        (find_origin(making, &text) &&
         (entry->retracted ? take_back(making, &text, article) : put_text(making, &text, article)));
    marbre_post_name_free(text.name);
    return good;
}

static int
compare(const void *a, const void *b)
{
    return strcmp((*(const MarbreLeaf *const *)a)->path, (*(const MarbreLeaf *const *)b)->path);
}

static GPtrArray *
steal_sorted(GHashTable *leaves)
{
    GPtrArray *list = g_ptr_array_new_with_free_func((GDestroyNotify)marbre_leaf_free);
    GHashTableIter iter;
    gpointer leaf = NULL;
    g_hash_table_iter_init(&iter, leaves);
    while (g_hash_table_iter_next(&iter, NULL, &leaf)) {
        g_ptr_array_add(list, leaf);
        g_hash_table_iter_steal(&iter);
    }
    g_ptr_array_sort(list, compare);
    return list;
}

/* A clone whose history ends early may lack the site as it was: then the files are made anew. */
static bool
look_around(Making *making)
{
    making->generator =
        marbre_generator_find(marbre_newsroom_get_snapshot(making->newsroom), making->error);
    if (making->generator == NULL)
        return false;
    making->top = marbre_generator_top(making->generator);
    if (making->settings->before_commit != NULL)
        making->before = marbre_snapshot_commit(marbre_newsroom_get_store(making->newsroom),
                                                making->settings->before_commit, NULL);
    return true;
}

GPtrArray *
marbre_leaves_list(MarbreNewsroom *newsroom, MarbreGeneratorKind kind, GError **error)
{
    g_autoptr(GPtrArray) entries = marbre_entries_list(newsroom, NULL, error);
    if (entries == NULL)
        return NULL;
    g_autoptr(GHashTable) leaves =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)marbre_leaf_free);
    Making making = {.newsroom = newsroom,
                     .settings = marbre_policy_get_settings(marbre_newsroom_get_policy(newsroom)),
                     .kind = kind,
                     .leaves = leaves,
                     .error = error};
    bool good = look_around(&making);
    for (guint i = 0; i < entries->len && good; i++) {
        MarbreEntryPage *entry = g_ptr_array_index(entries, i);
        good = make(&making, entry);
        g_clear_pointer(&entry->article, marbre_article_unref);
    }
    g_clear_pointer(&making.before, marbre_snapshot_unref);
    g_clear_pointer(&making.generator, marbre_generator_free);
    g_free(making.top);
    return good ? steal_sorted(leaves) : NULL;
}
