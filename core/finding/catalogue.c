/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "finding/catalogue.h"

#include "base/file.h"
#include "base/problem.h"
#include "finding/message.h"
#include "finding/tongue.h"
#include "yaml/reader.h"

#include <fcntl.h>
#include <string.h>

#define ENGLISH "en"

struct MarbreCatalogue {
    char *plugin;
    GHashTable *languages; /* language to MarbreTongue */
};

void
marbre_catalogue_add(MarbreCatalogue *catalogue,
                     const char *lang,
                     const char *path,
                     GBytes *file,
                     GPtrArray *problems)
{
    MarbreTongue *tongue = marbre_tongue_parse(path, file, problems);

    if (tongue != NULL)
        g_hash_table_replace(catalogue->languages, g_strdup(lang), tongue);
}

/* ---- loading ---- */

/* "fr" of "fr-CA", NULL of "fr". */
static char *
base_language(const char *lang)
{
    size_t length = strcspn(lang, "-_");

    return lang[length] != '\0' ? g_strndup(lang, length) : NULL;
}

static bool
is_language(const char *lang)
{
    return *lang != '\0' &&
           strspn(lang, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-_") == strlen(lang);
}

static void
load_language(MarbreCatalogue *catalogue, const char *dir, const char *lang, GPtrArray *problems)
{
    g_autofree char *name = g_strdup_printf("%s.%s.yaml", catalogue->plugin, lang);
    g_autofree char *path = g_build_filename(dir, name, NULL);
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) file = NULL;

    if (!is_language(lang) || g_hash_table_contains(catalogue->languages, lang))
        return;
    file = marbre_file_read(AT_FDCWD, path, MARBRE_YAML_POLICY.max_bytes, &error);
    if (file != NULL)
        marbre_catalogue_add(catalogue, lang, path, file, problems);
    else if (!g_error_matches(error, MARBRE_ERROR, MARBRE_ERROR_NOT_FOUND))
        marbre_problems_add(problems, path, NULL, 0, "%s", error->message);
}

static MarbreCatalogue *
catalogue_new(const char *plugin)
{
    MarbreCatalogue *catalogue = g_atomic_rc_box_new0(MarbreCatalogue);

    catalogue->plugin = g_strdup(plugin);
    catalogue->languages =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)marbre_tongue_free);
    return catalogue;
}

MarbreCatalogue *
marbre_catalogue_load(const char *dir,
                      const char *plugin,
                      const char *const *langs,
                      GPtrArray *problems)
{
    MarbreCatalogue *catalogue = catalogue_new(plugin);

    for (size_t i = 0; langs != NULL && langs[i] != NULL; i++) {
        g_autofree char *base = base_language(langs[i]);

        load_language(catalogue, dir, langs[i], problems);
        if (base != NULL)
            load_language(catalogue, dir, base, problems);
    }
    load_language(catalogue, dir, ENGLISH, problems);
    return catalogue;
}

MarbreCatalogue *
marbre_catalogue_ref(MarbreCatalogue *catalogue)
{
    return g_atomic_rc_box_acquire(catalogue);
}

static void
clear_catalogue(gpointer data)
{
    MarbreCatalogue *catalogue = data;

    g_free(catalogue->plugin);
    g_hash_table_unref(catalogue->languages);
}

void
marbre_catalogue_unref(MarbreCatalogue *catalogue)
{
    if (catalogue != NULL)
        g_atomic_rc_box_release_full(catalogue, clear_catalogue);
}

const char *
marbre_catalogue_get_plugin(const MarbreCatalogue *catalogue)
{
    return catalogue->plugin;
}

/* ---- asking ---- */

/* The languages to ask, best first; `base` keeps the second one. */
typedef struct {
    const char *langs[4];
    char *base;
} Order;

static Order
order_of(const char *lang)
{
    Order order = {.base = base_language(lang)};
    size_t count = 0;

    order.langs[count++] = lang;
    if (order.base != NULL)
        order.langs[count++] = order.base;
    order.langs[count] = ENGLISH;
    return order;
}

static void
order_clear(Order *order)
{
    g_free(order->base);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Order, order_clear)

static const MarbreTongueRule *
find_rule(const MarbreCatalogue *catalogue, const char *lang, const char *rule)
{
    const MarbreTongue *tongue = g_hash_table_lookup(catalogue->languages, lang);

    return tongue != NULL ? marbre_tongue_find(tongue, rule) : NULL;
}

char *
marbre_catalogue_message(const MarbreCatalogue *catalogue,
                         const char *lang,
                         const char *rule,
                         const char *template,
                         GVariant *args)
{
    g_auto(Order) order = order_of(lang);

    for (size_t i = 0; order.langs[i] != NULL; i++) {
        const MarbreTongueRule *found = find_rule(catalogue, order.langs[i], rule);

        if (found != NULL && found->other != NULL)
            return marbre_tongue_message(found, order.langs[i], args);
    }
    return template != NULL ? marbre_message_fill(template, args) : NULL;
}

const char *
marbre_catalogue_rule_summary(const MarbreCatalogue *catalogue,
                              const char *lang,
                              const char *rule,
                              const char *fallback)
{
    g_auto(Order) order = order_of(lang);

    for (size_t i = 0; order.langs[i] != NULL; i++) {
        const MarbreTongueRule *found = find_rule(catalogue, order.langs[i], rule);

        if (found != NULL && found->summary != NULL)
            return found->summary;
    }
    return fallback;
}

static const char *
find_summary(const MarbreCatalogue *catalogue,
             const char *lang,
             const char *key,
             const char *fallback)
{
    g_auto(Order) order = order_of(lang);

    for (size_t i = 0; order.langs[i] != NULL; i++) {
        const MarbreTongue *tongue = g_hash_table_lookup(catalogue->languages, order.langs[i]);
        const char *found = tongue != NULL ? marbre_tongue_summary(tongue, key) : NULL;

        if (found != NULL)
            return found;
    }
    return fallback;
}

const char *
marbre_catalogue_task_summary(const MarbreCatalogue *catalogue,
                              const char *lang,
                              const char *task,
                              const char *fallback)
{
    return find_summary(catalogue, lang, task, fallback);
}

const char *
marbre_catalogue_option_summary(const MarbreCatalogue *catalogue,
                                const char *lang,
                                const char *task,
                                const char *option,
                                const char *fallback)
{
    g_autofree char *key = g_strconcat(task, " ", option, NULL);

    return find_summary(catalogue, lang, key, fallback);
}
