/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "finding/messages.h"

#include <string.h>

struct MarbreMessages {
    char *lang;
    GHashTable *catalogues; /* plugin id to MarbreCatalogue */
};

static void
unref_catalogue(gpointer catalogue)
{
    marbre_catalogue_unref(catalogue);
}

MarbreMessages *
marbre_messages_new(const char *lang)
{
    MarbreMessages *messages = g_new0(MarbreMessages, 1);

    messages->lang = g_strdup(lang);
    messages->catalogues = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, unref_catalogue);
    return messages;
}

void
marbre_messages_free(MarbreMessages *messages)
{
    if (messages == NULL)
        return;
    g_hash_table_unref(messages->catalogues);
    g_free(messages->lang);
    g_free(messages);
}

void
marbre_messages_add(MarbreMessages *messages, MarbreCatalogue *catalogue)
{
    g_hash_table_replace(messages->catalogues, g_strdup(marbre_catalogue_get_plugin(catalogue)),
                         marbre_catalogue_ref(catalogue));
}

const char *
marbre_messages_get_lang(const MarbreMessages *messages)
{
    return messages->lang;
}

char *
marbre_messages_of(const MarbreMessages *messages, const MarbreFinding *finding)
{
    g_autofree char *plugin = g_strndup(finding->rule, strcspn(finding->rule, "/"));
    MarbreCatalogue *catalogue =
        messages != NULL ? g_hash_table_lookup(messages->catalogues, plugin) : NULL;
    char *text = NULL;

    if (catalogue != NULL)
        text =
            marbre_catalogue_message(catalogue, messages->lang, finding->rule, NULL, finding->args);
    return text != NULL ? text : g_strdup(finding->message);
}
