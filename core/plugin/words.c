/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plugin/words.h"

#include "base/problem.h"

#include <string.h>
#include <unistd.h>

/* The folder of the plugin that a rule belongs to; NULL where it is not installed. */
static char *
folder_of(MarbreFinder *finder, const char *id)
{
    g_autofree char *path = NULL;
    int fd = marbre_finder_open(finder, id, &path, NULL, NULL);
    if (fd < 0)
        return NULL;
    close(fd);
    return g_path_get_dirname(path);
}

static void
add_catalogue(MarbreMessages *messages, MarbreFinder *finder, const char *id)
{
    const char *const langs[] = {marbre_messages_get_lang(messages), NULL};
    g_autofree char *dir = folder_of(finder, id);
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreCatalogue) catalogue =
        dir == NULL ? NULL : marbre_catalogue_load(dir, id, langs, problems);
    if (catalogue != NULL)
        marbre_messages_add(messages, catalogue);
}

MarbreMessages *
marbre_finder_messages(MarbreFinder *finder, const char *lang, const GPtrArray *findings)
{
    MarbreMessages *messages = marbre_messages_new(lang);
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; finder != NULL && i < findings->len; i++) {
        const MarbreFinding *finding = g_ptr_array_index(findings, i);
        g_autofree char *id = g_strndup(finding->rule, strcspn(finding->rule, "/"));
        if (strcmp(id, "marbre") != 0 && g_hash_table_add(seen, g_strdup(id)))
            add_catalogue(messages, finder, id);
    }
    return messages;
}
