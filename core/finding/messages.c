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

/* The catalogue of the plugin of a rule; NULL where there is none. */
static MarbreCatalogue *
catalogue_of(const MarbreMessages *messages, const char *rule)
{
    g_autofree char *plugin = g_strndup(rule, strcspn(rule, "/"));

    return messages != NULL ? g_hash_table_lookup(messages->catalogues, plugin) : NULL;
}

const char *
marbre_messages_rule_summary(const MarbreMessages *messages, const char *rule, const char *fallback)
{
    MarbreCatalogue *catalogue = catalogue_of(messages, rule);

    return catalogue == NULL
               ? fallback
               : marbre_catalogue_rule_summary(catalogue, messages->lang, rule, fallback);
}

char *
marbre_messages_of(const MarbreMessages *messages, const MarbreFinding *finding)
{
    MarbreCatalogue *catalogue = catalogue_of(messages, finding->rule);
    char *text = NULL;

    if (catalogue != NULL)
        text =
            marbre_catalogue_message(catalogue, messages->lang, finding->rule, NULL, finding->args);
    return text != NULL ? text : g_strdup(finding->message);
}
