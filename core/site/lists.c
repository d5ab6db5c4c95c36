/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "site/lists.h"

#include "base/path.h"

#include <string.h>

/* What a language has, counted while lists are filled. */
typedef struct {
    const char *lang;
    guint entries; /* published and retracted */
    guint written; /* of these, those whose pages are written */
    bool touched;
    GHashTable *known[MBR_LIST_CORRECTIONS + 1]; /* by kind: a name to the MarbreList that changes,
                                                    or NULL where it does not */
} Language;

struct MarbreLists {
    const char *const *publish;
    GArray *languages;   /* of Language, in the order of `publish` */
    GHashTable *by_path; /* char * of the list to MarbreList: what changes */
    GPtrArray *lost;
};

void
marbre_list_free(MarbreList *list)
{
    if (list == NULL)
        return;
    g_free(list->path);
    g_free(list->name);
    g_free(list->lang);
    g_free(list->changed);
    g_clear_pointer(&list->shown, g_array_unref);
    g_free(list);
}

bool
marbre_list_has_own_folder(const MarbreList *list)
{
    return list->kind == MBR_LIST_SECTION || list->kind == MBR_LIST_AUTHOR ||
           list->kind == MBR_LIST_CORRECTIONS;
}

/* --- places ------------------------------------------------------------------------------------
 */

/* A name in letters that the slug cannot keep has one of its digest, or all such names would be
   one. */
static char *
make_slug(const char *name)
{
    static const char nothing_left[] = "article";
    char *slug = marbre_slug_make(name);
    g_autofree char *lower = g_utf8_strdown(name, -1);
    if (strcmp(slug, nothing_left) != 0 || strcmp(lower, nothing_left) == 0)
        return slug;
    g_free(slug);
    g_autofree char *digest = g_compute_checksum_for_string(G_CHECKSUM_SHA256, name, -1);
    return g_strdup_printf("n-%.12s", digest);
}

static const char *
folder_of(int32_t kind)
{
    switch (kind) {
    case MBR_LIST_SECTION:
        return "sections/";
    case MBR_LIST_AUTHOR:
        return "authors/";
    case MBR_LIST_CORRECTIONS:
        return "corrections/";
    default:
        return "";
    }
}

static bool
has_name(int32_t kind)
{
    return kind == MBR_LIST_SECTION || kind == MBR_LIST_AUTHOR;
}

static char *
join_path(const char *const *publish, int32_t kind, const char *slug, const char *lang)
{
    bool first = strcmp(lang, publish[0]) == 0;
    return g_strconcat(first ? "" : lang, first ? "" : "/", folder_of(kind), slug,
                       *slug == '\0' ? "" : "/", NULL);
}

char *
marbre_list_path(const char *const *publish, int32_t kind, const char *name, const char *lang)
{
    if (kind < MBR_LIST_FRONT || kind > MBR_LIST_CORRECTIONS || !g_strv_contains(publish, lang))
        return NULL;
    g_autofree char *tidy = g_strstrip(g_strdup(name));
    if (has_name(kind) && *tidy == '\0')
        return NULL;
    g_autofree char *slug = has_name(kind) ? make_slug(tidy) : g_strdup("");
    return join_path(publish, kind, slug, lang);
}

/* --- which ones change -------------------------------------------------------------------------
 */

MarbreLists *
marbre_lists_new(const char *const *publish)
{
    MarbreLists *lists = g_new0(MarbreLists, 1);
    lists->publish = publish;
    lists->languages = g_array_new(FALSE, FALSE, sizeof(Language));
    for (size_t i = 0; publish[i] != NULL; i++) {
        Language language = {.lang = publish[i]};
        for (int kind = 0; kind <= MBR_LIST_CORRECTIONS; kind++)
            language.known[kind] = g_hash_table_new(g_str_hash, g_str_equal);
        g_array_append_val(lists->languages, language);
    }
    lists->by_path =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)marbre_list_free);
    lists->lost = g_ptr_array_new();
    return lists;
}

void
marbre_lists_free(MarbreLists *lists)
{
    if (lists == NULL)
        return;
    for (guint i = 0; i < lists->languages->len; i++)
        for (int kind = 0; kind <= MBR_LIST_CORRECTIONS; kind++)
            g_hash_table_unref(g_array_index(lists->languages, Language, i).known[kind]);
    g_array_unref(lists->languages);
    g_hash_table_unref(lists->by_path);
    g_ptr_array_unref(lists->lost);
    g_free(lists);
}

static Language *
language_of(MarbreLists *lists, const char *lang)
{
    for (guint i = 0; i < lists->languages->len; i++) {
        Language *language = &g_array_index(lists->languages, Language, i);
        if (strcmp(language->lang, lang) == 0)
            return language;
    }
    return NULL;
}

typedef void (*ListFunc)(
    MarbreLists *lists, int32_t kind, const char *name, const MarbreEntryPage *entry, guint index);

/* Every list that an entry is in. */
static void
each_list(MarbreLists *lists, const MarbreEntryPage *entry, guint index, ListFunc tell)
{
    tell(lists, MBR_LIST_FRONT, "", entry, index);
    if (*entry->section != '\0')
        tell(lists, MBR_LIST_SECTION, entry->section, entry, index);
    for (char **name = entry->authors; *name != NULL; name++)
        tell(lists, MBR_LIST_AUTHOR, *name, entry, index);
    if (entry->noted != 0)
        tell(lists, MBR_LIST_CORRECTIONS, "", entry, index);
}

static char *
path_of(MarbreLists *lists, int32_t kind, const char *name, const char *lang)
{
    g_autofree char *slug = has_name(kind) ? make_slug(name) : g_strdup("");
    return join_path(lists->publish, kind, slug, lang);
}

/* The list of this name, where it changes. The same few names come at thousands of entries, whose
   strings are there until the lists are filled. */
static MarbreList *
find_list(MarbreLists *lists, int32_t kind, const char *name, const char *lang)
{
    Language *language = language_of(lists, lang);
    gpointer list = NULL;
    if (language == NULL)
        return NULL;
    if (!g_hash_table_lookup_extended(language->known[kind], name, NULL, &list)) {
        g_autofree char *path = path_of(lists, kind, name, lang);
        list = g_hash_table_lookup(lists->by_path, path);
        g_hash_table_insert(language->known[kind], (gpointer)name, list);
    }
    return list;
}

static MarbreList *
list_new(int32_t kind, char *path, const char *name, const char *lang)
{
    MarbreList *list = g_new0(MarbreList, 1);
    list->kind = kind;
    list->path = path;
    list->name = g_strdup(name);
    list->lang = g_strdup(lang);
    list->changed = g_strdup("");
    list->newest = G_MININT64;
    list->shown = g_array_new(FALSE, FALSE, sizeof(guint));
    return list;
}

static void
touch(MarbreLists *lists, Language *language, int32_t kind, const char *name)
{
    if (g_hash_table_contains(language->known[kind], name))
        return;
    g_autofree char *path = path_of(lists, kind, name, language->lang);
    MarbreList *list = g_hash_table_lookup(lists->by_path, path);
    if (list == NULL) {
        list = list_new(kind, g_steal_pointer(&path), name, language->lang);
        g_hash_table_insert(lists->by_path, list->path, list);
    }
    g_hash_table_insert(language->known[kind], (gpointer)name, list);
}

static void
touch_one(
    MarbreLists *lists, int32_t kind, const char *name, const MarbreEntryPage *entry, guint index)
{
    touch(lists, language_of(lists, entry->lang), kind, name);
}

void
marbre_lists_touch(MarbreLists *lists, const MarbreEntryPage *entry, bool is_new)
{
    Language *language = language_of(lists, entry->lang);
    if (language == NULL)
        return;
    language->touched = true;
    language->written += is_new;
    each_list(lists, entry, 0, touch_one);
}

/* --- what they hold ----------------------------------------------------------------------------
 */

static void
take_changed(MarbreList *list, const MarbreEntryPage *entry)
{
    if (entry->newest <= list->newest)
        return;
    list->newest = entry->newest;
    g_free(list->changed);
    list->changed = g_strdup(entry->changed);
}

/* Two names of one list may stand at one article. */
static bool
is_last(const GArray *shown, guint index)
{
    return shown->len > 0 && g_array_index(shown, guint, shown->len - 1) == index;
}

static void
fill_one(
    MarbreLists *lists, int32_t kind, const char *name, const MarbreEntryPage *entry, guint index)
{
    MarbreList *list = find_list(lists, kind, name, entry->lang);
    if (list == NULL)
        return;
    take_changed(list, entry);
    bool shows = !entry->retracted || kind == MBR_LIST_CORRECTIONS;
    if (!shows || is_last(list->shown, index))
        return;
    if (list->held++ == 0 && strcmp(list->name, name) != 0) {
        g_free(list->name);
        list->name = g_strdup(name);
    }
    if (kind == MBR_LIST_CORRECTIONS || list->shown->len < MARBRE_LIST_ENTRIES)
        g_array_append_val(list->shown, index);
}

static int
by_note(const void *a, const void *b, void *user)
{
    const GPtrArray *entries = user;
    const guint *left = a, *right = b;
    const MarbreEntryPage *one = entries->pdata[*left];
    const MarbreEntryPage *other = entries->pdata[*right];
    if (one->noted != other->noted)
        return one->noted > other->noted ? -1 : 1;
    return strcmp(one->path, other->path);
}

static void
sort_by_note(MarbreList *list, const GPtrArray *entries)
{
    g_array_sort_with_data(list->shown, by_note, (gpointer)entries);
    if (list->shown->len > MARBRE_LIST_ENTRIES)
        g_array_set_size(list->shown, MARBRE_LIST_ENTRIES);
}

static int
by_path(const void *a, const void *b)
{
    const MarbreList *one = *(const MarbreList *const *)a;
    const MarbreList *other = *(const MarbreList *const *)b;
    bool front = one->kind == MBR_LIST_FRONT, other_front = other->kind == MBR_LIST_FRONT;
    return front != other_front ? other_front - front : strcmp(one->path, other->path);
}

static void
count_entries(MarbreLists *lists, const GPtrArray *entries)
{
    for (guint i = 0; i < entries->len; i++) {
        const MarbreEntryPage *entry = g_ptr_array_index(entries, i);
        Language *language = language_of(lists, entry->lang);
        if (language != NULL)
            language->entries++;
    }
}

/* The fronts go together; a language that begins has a page of corrections from its beginning. */
static void
touch_languages(MarbreLists *lists, bool every)
{
    bool any = every;
    for (guint i = 0; i < lists->languages->len; i++)
        any = any || g_array_index(lists->languages, Language, i).touched;
    for (guint i = 0; i < lists->languages->len && any; i++) {
        Language *language = &g_array_index(lists->languages, Language, i);
        if (i > 0 && language->entries == 0)
            continue;
        touch(lists, language, MBR_LIST_FRONT, "");
        if (every || (language->entries > 0 && language->entries == language->written))
            touch(lists, language, MBR_LIST_CORRECTIONS, "");
    }
}

static gboolean
is_of_lost(void *path, void *value, void *user)
{
    const MarbreList *list = value;
    const MarbreLists *lists = user;
    return g_ptr_array_find_with_equal_func(lists->lost, list->lang, g_str_equal, NULL);
}

/* All that is in the folder of a language goes with its last entry. */
static void
drop_lost(MarbreLists *lists)
{
    for (guint i = 1; i < lists->languages->len; i++) {
        const Language *language = &g_array_index(lists->languages, Language, i);
        if (language->touched && language->entries == 0)
            g_ptr_array_add(lists->lost, (gpointer)language->lang);
    }
    (void)g_hash_table_foreach_remove(lists->by_path, is_of_lost, lists);
    g_ptr_array_add(lists->lost, NULL);
}

GPtrArray *
marbre_lists_fill(MarbreLists *lists, const GPtrArray *entries, bool every)
{
    GPtrArray *filled = g_ptr_array_new_with_free_func((GDestroyNotify)marbre_list_free);
    count_entries(lists, entries);
    touch_languages(lists, every);
    drop_lost(lists);
    for (guint i = 0; i < entries->len && g_hash_table_size(lists->by_path) > 0; i++)
        each_list(lists, entries->pdata[i], i, fill_one);
    GHashTableIter iter;
    gpointer list = NULL;
    g_hash_table_iter_init(&iter, lists->by_path);
    while (g_hash_table_iter_next(&iter, NULL, &list)) {
        if (((MarbreList *)list)->kind == MBR_LIST_CORRECTIONS)
            sort_by_note(list, entries);
        g_ptr_array_add(filled, list);
        g_hash_table_iter_steal(&iter);
    }
    g_ptr_array_sort(filled, by_path);
    return filled;
}

const char *const *
marbre_lists_lost(MarbreLists *lists)
{
    return (const char *const *)lists->lost->pdata;
}
