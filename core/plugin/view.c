/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plugin/view.h"

#include "article/alignment.h"
#include "article/normal.h"
#include "base/problem.h"
#include "marbre/plugin.h"

#include <string.h>

#define KINDS 7 /* MBR_ITEM_ANY and the six that there are */

/* One text: published, source or source as approved. */
typedef struct {
    const MarbreCopy *copy; /* (nullable) */
    MarbreCopy *own;        /* (nullable) the same where nobody else keeps it */
    GArray *items[KINDS];   /* (nullable) indices of blocks, made when first asked for */
} Text;

/* Bytes with a NUL behind them. */
typedef struct {
    GBytes *bytes; /* (nullable) that have it */
    char *own;     /* (nullable) a copy of those that have none */
    size_t size;
} Lent;

typedef struct {
    uint64_t part;
    uint64_t key;
    uint64_t folds;
} NormalKey;

struct MarbreView {
    MarbreArticle *article;
    MarbreArticle *whole; /* the same, or with the source and the claims that it lacks */
    char *lang;
    Text text;
    Text source;
    Text approved;
    const MarbreFile *text_file;   /* (nullable) */
    const MarbreFile *source_file; /* (nullable) */
    MarbreFile *approved_file;     /* (nullable) */
    bool approved_set;
    GArray *pairs;       /* (nullable) of MarbrePair: source and text */
    GArray *changes;     /* (nullable) likewise: source as approved and source */
    GHashTable *paths;   /* name to path in the newsroom */
    GHashTable *normals; /* NormalKey to MarbreMapped */
    GHashTable *lent;    /* MarbreFile to Lent */
};

static unsigned
normal_key_hash(const void *data)
{
    const NormalKey *key = data;
    return (unsigned)(key->key * 31u + key->part * 7u + key->folds + (key->key >> 32));
}

static gboolean
normal_key_equal(const void *a, const void *b)
{
    return memcmp(a, b, sizeof(NormalKey)) == 0;
}

static void
lent_free(void *data)
{
    Lent *lent = data;
    g_clear_pointer(&lent->bytes, g_bytes_unref);
    g_free(lent->own);
    g_free(lent);
}

/* The source of this very language, which need not be that of the first one. */
static void
find_source(MarbreView *view)
{
    const char *lang =
        view->text.copy != NULL ? marbre_copy_get_key(view->text.copy, "source-lang") : NULL;
    if (lang == NULL || g_str_equal(lang, view->lang))
        return;
    g_autofree char *name = g_strdup_printf("index.%s.md", lang);
    view->source_file = marbre_article_get_file(view->whole, name);
    if (view->source_file == NULL || view->source_file->bytes == NULL ||
        !view->source_file->regular) {
        view->source_file = NULL;
        return;
    }
    const MarbreCopy *known = marbre_article_get_source(view->whole);
    if (known != NULL && g_str_equal(marbre_copy_get_lang(known), lang)) {
        view->source.copy = known;
        return;
    }
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    view->source.own = marbre_copy_parse(name, lang, view->source_file->bytes, problems);
    view->source.copy = view->source.own;
}

MarbreView *
marbre_view_new(const MarbreArticle *article, const char *lang)
{
    MarbreView *view = g_new0(MarbreView, 1);
    view->article = marbre_article_ref((MarbreArticle *)article);
    view->whole = marbre_article_ref(view->article);
    view->lang = g_strdup(lang);
    view->paths = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    view->normals = g_hash_table_new_full(normal_key_hash, normal_key_equal, g_free,
                                          (GDestroyNotify)marbre_mapped_unref);
    view->lent = g_hash_table_new_full(NULL, NULL, NULL, lent_free);
    g_autofree char *name = g_strdup_printf("index.%s.md", lang);
    view->text_file = marbre_article_get_file(article, name);
    view->text.copy = marbre_article_get_copy(article, lang);
    find_source(view);
    return view;
}

static void
text_clear(Text *text)
{
    for (size_t i = 0; i < KINDS; i++)
        g_clear_pointer(&text->items[i], g_array_unref);
    g_clear_pointer(&text->own, marbre_copy_unref);
    text->copy = NULL;
}

void
marbre_view_free(MarbreView *view)
{
    if (view == NULL)
        return;
    g_hash_table_unref(view->normals);
    g_hash_table_unref(view->lent);
    g_hash_table_unref(view->paths);
    text_clear(&view->text);
    text_clear(&view->source);
    text_clear(&view->approved);
    g_clear_pointer(&view->pairs, g_array_unref);
    g_clear_pointer(&view->changes, g_array_unref);
    marbre_file_unref(view->approved_file);
    marbre_article_unref(view->article);
    marbre_article_unref(view->whole);
    g_free(view->lang);
    g_free(view);
}

void
marbre_view_set_whole(MarbreView *view, const MarbreArticle *article)
{
    marbre_article_unref(view->whole);
    view->whole = marbre_article_ref((MarbreArticle *)article);
    if (view->source.copy == NULL)
        find_source(view);
}

const MarbreArticle *
marbre_view_get_article(const MarbreView *view)
{
    return view->article;
}

const char *
marbre_view_get_lang(const MarbreView *view)
{
    return view->lang;
}

bool
marbre_view_has_approved(const MarbreView *view)
{
    return view->approved_set;
}

void
marbre_view_set_approved(MarbreView *view, GBytes *bytes)
{
    view->approved_set = true;
    const char *lang =
        view->text.copy != NULL ? marbre_copy_get_key(view->text.copy, "source-lang") : NULL;
    if (bytes == NULL || lang == NULL)
        return;
    g_autofree char *name = g_strdup_printf("index.%s.md", lang);
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    view->approved_file = marbre_file_new(name, NULL, g_bytes_get_size(bytes), bytes);
    view->approved.own = marbre_copy_parse(name, lang, bytes, problems);
    view->approved.copy = view->approved.own;
}

static Text *
find_text(const MarbreView *view, uint64_t part)
{
    MarbreView *own = (MarbreView *)view;
    if (part == MBR_PART_TEXT)
        return &own->text;
    if (part == MBR_PART_SOURCE)
        return &own->source;
    if (part == MBR_PART_SOURCE_APPROVED)
        return &own->approved;
    return NULL;
}

const MarbreCopy *
marbre_view_copy(const MarbreView *view, uint64_t part)
{
    const Text *text = find_text(view, part);
    return text != NULL ? text->copy : NULL;
}

MarbreYaml *
marbre_view_yaml(const MarbreView *view, uint64_t part)
{
    if (part == MBR_PART_CLAIMS) {
        const MarbreClaims *claims = marbre_article_get_claims(view->whole);
        return claims != NULL ? marbre_claims_get_yaml(claims) : NULL;
    }
    const MarbreCopy *copy = marbre_view_copy(view, part);
    return copy != NULL ? marbre_copy_get_front(copy) : NULL;
}

const MarbreFile *
marbre_view_file(MarbreView *view, uint64_t part, size_t index)
{
    const MarbreFile *file = NULL;
    if (part == MBR_PART_MEDIA) {
        const char *const *media = marbre_article_get_media(view->article);
        return index < g_strv_length((char **)media)
                   ? marbre_article_get_file(view->article, media[index])
                   : NULL;
    }
    if (part == MBR_PART_TEXT)
        file = view->text_file;
    else if (part == MBR_PART_SOURCE)
        file = view->source_file;
    else if (part == MBR_PART_SOURCE_APPROVED)
        file = view->approved_file;
    else if (part == MBR_PART_CLAIMS)
        file = marbre_article_get_file(view->whole, "claims.yaml");
    return index == 0 && file != NULL && file->bytes != NULL ? file : NULL;
}

size_t
marbre_view_count(const MarbreView *view, uint64_t part)
{
    if (part == MBR_PART_MEDIA)
        return g_strv_length((char **)marbre_article_get_media(view->article));
    return marbre_view_file((MarbreView *)view, part, 0) != NULL ? 1 : 0;
}

const char *
marbre_view_path(MarbreView *view, uint64_t part, size_t index)
{
    const MarbreFile *file = marbre_view_file(view, part, index);
    if (file == NULL)
        return NULL;
    char *path = g_hash_table_lookup(view->paths, file->name);
    if (path == NULL) {
        path = g_strconcat(marbre_article_get_folder(view->article), "/", file->name, NULL);
        g_hash_table_insert(view->paths, g_strdup(file->name), path);
    }
    return path;
}

/* The blocks of one kind; of MBR_ITEM_ANY all that have running text of their own. */
static const GArray *
items_of(MarbreView *view, uint64_t part, int32_t kind)
{
    Text *text = find_text(view, part);
    if (text == NULL || text->copy == NULL || kind < 0 || kind >= KINDS)
        return NULL;
    if (text->items[kind] != NULL)
        return text->items[kind];
    const GPtrArray *blocks = marbre_copy_get_blocks(text->copy);
    GArray *items = g_array_new(FALSE, FALSE, sizeof(size_t));
    for (size_t i = 0; i < blocks->len; i++) {
        const MarbreBlock *block = g_ptr_array_index(blocks, i);
        if (kind == MBR_ITEM_ANY ? marbre_block_is_text(block) : block->kind == kind)
            g_array_append_val(items, i);
    }
    text->items[kind] = items;
    return items;
}

size_t
marbre_view_item_count(MarbreView *view, uint64_t part, int32_t kind)
{
    const GArray *items = items_of(view, part, kind);
    return items != NULL ? items->len : 0;
}

bool
marbre_view_item(MarbreView *view, uint64_t part, int32_t kind, size_t index, size_t *ret_block)
{
    const GArray *items = items_of(view, part, kind);
    if (items == NULL || index >= items->len)
        return false;
    *ret_block = g_array_index(items, size_t, index);
    return true;
}

size_t
marbre_view_text_index(MarbreView *view, uint64_t part, size_t block)
{
    const GArray *items = items_of(view, part, MBR_ITEM_ANY);
    size_t low = 0;
    size_t high = items != NULL ? items->len : 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (g_array_index(items, size_t, middle) < block)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const GArray *
marbre_view_pairs(MarbreView *view, uint64_t from, uint64_t to)
{
    const MarbreCopy *from_copy = marbre_view_copy(view, from);
    const MarbreCopy *to_copy = marbre_view_copy(view, to);
    bool same_language = from == MBR_PART_SOURCE_APPROVED;
    GArray **pairs = same_language ? &view->changes : &view->pairs;
    if (from_copy == NULL || to_copy == NULL)
        return NULL;
    if (*pairs == NULL)
        *pairs = marbre_align(marbre_copy_get_blocks(from_copy), marbre_copy_get_blocks(to_copy),
                              same_language);
    return *pairs;
}

const MarbreMapped *
marbre_view_normal(
    MarbreView *view, uint64_t part, uint64_t key, const MarbreMapped *text, unsigned folds)
{
    const NormalKey wanted = {part, key, folds};
    MarbreMapped *normal = g_hash_table_lookup(view->normals, &wanted);
    if (normal == NULL) {
        normal = marbre_normalise(text, folds);
        g_hash_table_insert(view->normals, g_memdup2(&wanted, sizeof wanted), normal);
    }
    return normal;
}

/* Takes the bytes; `ended`: a NUL stands behind them already. */
static Lent *
lent_new(GBytes *bytes, bool ended)
{
    Lent *lent = g_new0(Lent, 1);
    if (ended && g_bytes_get_size(bytes) > 0) {
        lent->bytes = bytes;
        lent->size = g_bytes_get_size(bytes);
        return lent;
    }
    lent->own = g_bytes_unref_to_data(bytes, &lent->size);
    lent->own = g_realloc(lent->own, lent->size + 1);
    lent->own[lent->size] = '\0';
    return lent;
}

static const char *
lent_data(const Lent *lent)
{
    return lent->own != NULL ? lent->own : g_bytes_get_data(lent->bytes, NULL);
}

const char *
marbre_view_bytes(MarbreView *view,
                  uint64_t part,
                  size_t index,
                  GBytes *(*fetch)(void *user, const char *path, const char *oid),
                  void *user,
                  size_t *ret_size)
{
    const MarbreFile *file = marbre_view_file(view, part, index);
    if (file == NULL)
        return NULL;
    Lent *lent = g_hash_table_lookup(view->lent, file);
    if (lent == NULL) {
        bool known = file->bytes != NULL;
        GBytes *bytes = known ? g_bytes_ref(file->bytes)
                              : fetch(user, marbre_view_path(view, part, index), file->oid);
        if (bytes == NULL)
            return NULL;
        lent = lent_new(bytes, known && file->ended);
        g_hash_table_insert(view->lent, (void *)file, lent);
    }
    *ret_size = lent->size;
    return lent_data(lent);
}
