/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "site/list.h"

#include "base/path.h"

#include <string.h>

MarbreList *
marbre_list_new(int32_t kind, char *path, const char *name, const char *lang)
{
    MarbreList *list = g_new0(MarbreList, 1);
    list->kind = kind;
    list->path = path;
    list->name = g_strdup(name);
    list->lang = g_strdup(lang);
    list->changed = g_strdup("");
    list->languages = g_strdup("");
    list->newest = G_MININT64;
    list->shown = g_array_new(FALSE, FALSE, sizeof(guint));
    return list;
}

void
marbre_list_free(MarbreList *list)
{
    if (list == NULL)
        return;
    g_free(list->path);
    g_free(list->name);
    g_free(list->lang);
    g_free(list->changed);
    g_free(list->languages);
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

bool
marbre_list_has_name(int32_t kind)
{
    return kind == MBR_LIST_SECTION || kind == MBR_LIST_AUTHOR;
}

/* The first language's pages stand at the root. (transfer full) */
static char *
within_language(const char *const *publish, const char *lang, const char *path)
{
    return strcmp(lang, publish[0]) == 0 ? g_strdup(path) : g_strconcat(lang, "/", path, NULL);
}

char *
marbre_list_path_own(const char *const *publish, int32_t kind, const char *name, const char *lang)
{
    bool named = marbre_list_has_name(kind);
    g_autofree char *slug = named ? make_slug(name) : g_strdup("");
    g_autofree char *path = g_strconcat(folder_of(kind), slug, named ? "/" : "", NULL);
    return within_language(publish, lang, path);
}

char *
marbre_list_path_in(const char *const *publish,
                    const char *path,
                    const char *lang,
                    const char *other)
{
    size_t root = strcmp(lang, publish[0]) == 0 ? 0 : strlen(lang) + strlen("/");
    return within_language(publish, other, path + root);
}

char *
marbre_list_path(const char *const *publish, int32_t kind, const char *name, const char *lang)
{
    if (kind < MBR_LIST_FRONT || kind > MBR_LIST_CORRECTIONS || !g_strv_contains(publish, lang))
        return NULL;
    g_autofree char *tidy = g_strstrip(g_strdup(name));
    if (marbre_list_has_name(kind) && *tidy == '\0')
        return NULL;
    return marbre_list_path_own(publish, kind, tidy, lang);
}
