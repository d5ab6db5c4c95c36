/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/post.h"

#include <string.h>

static const char *const endings[] = {".md", ".markdown"};

void
marbre_post_name_free(MarbrePostName *name)
{
    if (name == NULL)
        return;
    g_free(name->base);
    g_free(name->name);
    g_free(name->day);
    g_free(name->lang);
    g_free(name);
}

/* Two letters, perhaps with a region, or a language that the newsroom has. */
static bool
is_lang(const char *text, const char *const *langs)
{
    bool two = g_ascii_islower(text[0]) && text[0] != '\0' && g_ascii_islower(text[1]);
    return g_strv_contains(langs, text) ||
           (two && (text[2] == '\0' || (text[2] == '-' && strlen(text) <= 11)));
}

static bool
begins_with_day(const char *name)
{
    static const char pattern[] = "dddd-dd-dd-";
    for (size_t i = 0; pattern[i] != '\0'; i++)
        if (pattern[i] == 'd' ? !g_ascii_isdigit(name[i]) : name[i] != pattern[i])
            return false;
    return name[sizeof pattern - 1] != '\0';
}

MarbrePostName *
marbre_post_name_read(const char *path, const char *const *langs)
{
    size_t ending = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(endings); i++)
        if (g_str_has_suffix(path, endings[i]))
            ending = strlen(endings[i]);
    if (ending == 0)
        return NULL;
    g_autofree char *base = g_strndup(path, strlen(path) - ending);
    char *slash = strrchr(base, '/');
    char *name = slash == NULL ? base : slash + 1;
    char *dot = strrchr(name, '.');
    g_autofree char *lang =
        dot != NULL && dot > name && is_lang(dot + 1, langs) ? g_strdup(dot + 1) : NULL;
    if (lang != NULL)
        *dot = '\0';
    if (*name == '\0' || strcmp(name, "_index") == 0)
        return NULL;
    MarbrePostName *read = g_new0(MarbrePostName, 1);
    read->bundle = strcmp(name, "index") == 0 && slash != NULL;
    read->base = g_strdup(base);
    read->lang = g_steal_pointer(&lang);
    g_autofree char *folder = read->bundle ? g_path_get_dirname(base) : NULL;
    g_autofree char *own = read->bundle ? g_path_get_basename(folder) : g_strdup(name);
    bool day = begins_with_day(own);
    read->day = day ? g_strndup(own, 10) : NULL;
    read->name = g_strdup(own + (day ? 11 : 0));
    return read;
}
