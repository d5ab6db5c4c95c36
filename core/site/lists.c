/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "site/lists.h"

#include <string.h>

/* What a language has, counted while lists are filled. */
typedef struct {
    const char *lang;
    guint entries; /* published and retracted */
    guint written; /* of these, those whose pages are written */
    bool touched;
    bool had;                                    /* an entry that is gone now, or another one */
    GHashTable *known[MBR_LIST_CORRECTIONS + 1]; /* by kind: a name to the MarbreList that changes,
                                                    or NULL where it does not */
} Language;

struct MarbreLists {
    const char *const *publish;
    GArray *languages;   /* of Language, in the order of `publish` */
    GHashTable *by_path; /* char * of the list to MarbreList: what changes, and what is the same in
                            other languages */
    GPtrArray *lost;
};

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
        g_autofree char *path = marbre_list_path_own(lists->publish, kind, name, lang);
        list = g_hash_table_lookup(lists->by_path, path);
        g_hash_table_insert(language->known[kind], (gpointer)name, list);
    }
    return list;
}

/* The same list in the other languages links to one that comes, and to one that goes no more. */
static void
look_beside(MarbreLists *lists, const MarbreList *list)
{
    for (size_t i = 0; lists->publish[i] != NULL; i++) {
        const char *lang = lists->publish[i];
        g_autofree char *path = marbre_list_path_in(lists->publish, list->path, list->lang, lang);
        if (g_hash_table_contains(lists->by_path, path))
            continue;
        MarbreList *other = marbre_list_new(list->kind, g_steal_pointer(&path), list->name, lang);
        other->beside = true;
        g_hash_table_insert(lists->by_path, other->path, other);
    }
}

static MarbreList *
touch(MarbreLists *lists, Language *language, int32_t kind, const char *name)
{
    MarbreList *list = g_hash_table_lookup(language->known[kind], name);
    if (list != NULL)
        return list;
    g_autofree char *path = marbre_list_path_own(lists->publish, kind, name, language->lang);
    list = g_hash_table_lookup(lists->by_path, path);
    if (list == NULL) {
        list = marbre_list_new(kind, g_steal_pointer(&path), name, language->lang);
        g_hash_table_insert(lists->by_path, list->path, list);
        if (marbre_list_has_name(kind))
            look_beside(lists, list);
    }
    list->beside = false;
    g_hash_table_insert(language->known[kind], (gpointer)name, list);
    return list;
}

static void
touch_one(
    MarbreLists *lists, int32_t kind, const char *name, const MarbreEntryPage *entry, guint index)
{
    (void)touch(lists, language_of(lists, entry->lang), kind, name);
}

static void
touch_former(
    MarbreLists *lists, int32_t kind, const char *name, const MarbreEntryPage *entry, guint index)
{
    MarbreList *list = touch(lists, language_of(lists, entry->lang), kind, name);
    list->stood = list->stood || !entry->retracted;
}

void
marbre_lists_touch(MarbreLists *lists, const MarbreEntryPage *entry, bool is_new)
{
    Language *language = language_of(lists, entry->lang);
    if (language == NULL)
        return;
    language->touched = true;
    language->written += is_new;
    language->had = language->had || !is_new;
    each_list(lists, entry, 0, is_new ? touch_one : touch_former);
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
    list->stood = list->stood || !entry->render;
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

/* The first language is there without any. */
static bool
is_there(const MarbreLists *lists, guint language)
{
    return language == 0 || g_array_index(lists->languages, Language, language).entries > 0;
}

/* Whether a language begins or ends: pages of corrections link to each other. */
static bool
languages_change(const MarbreLists *lists)
{
    for (guint i = 1; i < lists->languages->len; i++) {
        const Language *language = &g_array_index(lists->languages, Language, i);
        bool was_there = language->had || language->entries > language->written;
        if (was_there != is_there(lists, i))
            return true;
    }
    return false;
}

/* The fronts go together; a language that begins has a page of corrections from its beginning. */
static void
touch_languages(MarbreLists *lists, bool every)
{
    bool any = every, all = every || languages_change(lists);
    for (guint i = 0; i < lists->languages->len; i++)
        any = any || g_array_index(lists->languages, Language, i).touched;
    for (guint i = 0; i < lists->languages->len && any; i++) {
        Language *language = &g_array_index(lists->languages, Language, i);
        if (!is_there(lists, i))
            continue;
        (void)touch(lists, language, MBR_LIST_FRONT, "");
        if (all || (language->entries > 0 && language->entries == language->written))
            (void)touch(lists, language, MBR_LIST_CORRECTIONS, "");
    }
}

/* All that is in the folder of a language goes with its last entry. */
static void
find_lost(MarbreLists *lists)
{
    for (guint i = 1; i < lists->languages->len; i++) {
        const Language *language = &g_array_index(lists->languages, Language, i);
        if (language->touched && language->entries == 0)
            g_ptr_array_add(lists->lost, (gpointer)language->lang);
    }
    g_ptr_array_add(lists->lost, NULL);
}

/* --- the same in other languages ---------------------------------------------------------------
 */

static MarbreList *
list_in(const MarbreLists *lists, const MarbreList *list, const char *lang)
{
    g_autofree char *path = marbre_list_path_in(lists->publish, list->path, list->lang, lang);
    return g_hash_table_lookup(lists->by_path, path);
}

/* Where one has come or is gone, the others are written too. */
static void
tell_others(MarbreLists *lists)
{
    GHashTableIter iter;
    gpointer value = NULL;
    g_hash_table_iter_init(&iter, lists->by_path);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        const MarbreList *list = value;
        if (!marbre_list_has_name(list->kind) || list->stood == (list->held > 0))
            continue;
        for (size_t i = 0; lists->publish[i] != NULL; i++) {
            MarbreList *other = list_in(lists, list, lists->publish[i]);
            other->beside = other->beside && other->held == 0;
        }
    }
}

/* (transfer full) */
static char *
languages_of(const MarbreLists *lists, const MarbreList *list)
{
    GString *languages = g_string_new(NULL);
    for (guint i = 0; lists->publish[i] != NULL; i++) {
        const char *lang = lists->publish[i];
        if (marbre_list_has_name(list->kind) ? list_in(lists, list, lang)->held > 0
                                             : is_there(lists, i))
            g_string_append_printf(languages, "%s%s", languages->len > 0 ? " " : "", lang);
    }
    return g_string_free(languages, FALSE);
}

const char *const *
marbre_lists_lost(MarbreLists *lists)
{
    return (const char *const *)lists->lost->pdata;
}

/* Of what is written, which leaves the table only once that is known of all. */
static GPtrArray *
take_written(MarbreLists *lists)
{
    GPtrArray *written = g_ptr_array_new_with_free_func((GDestroyNotify)marbre_list_free);
    GHashTableIter iter;
    gpointer value = NULL;
    g_hash_table_iter_init(&iter, lists->by_path);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        MarbreList *list = value;
        if (list->beside || g_strv_contains(marbre_lists_lost(lists), list->lang))
            continue;
        g_free(list->languages);
        list->languages = languages_of(lists, list);
        g_ptr_array_add(written, list);
    }
    for (guint i = 0; i < written->len; i++)
        (void)g_hash_table_steal(lists->by_path, ((MarbreList *)written->pdata[i])->path);
    return written;
}

GPtrArray *
marbre_lists_fill(MarbreLists *lists, const GPtrArray *entries, bool every)
{
    count_entries(lists, entries);
    touch_languages(lists, every);
    find_lost(lists);
    for (guint i = 0; i < entries->len && g_hash_table_size(lists->by_path) > 0; i++)
        each_list(lists, entries->pdata[i], i, fill_one);
    tell_others(lists);
    GPtrArray *filled = take_written(lists);
    for (guint i = 0; i < filled->len; i++)
        if (((MarbreList *)filled->pdata[i])->kind == MBR_LIST_CORRECTIONS)
            sort_by_note(filled->pdata[i], entries);
    g_ptr_array_sort(filled, by_path);
    return filled;
}
