/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "conform/guest.h"

#include "base/digest.h"
#include "base/error.h"
#include "base/problem.h"
#include "conform/site.h"
#include "conform/witness.h"
#include "plugin/options.h"

#include <string.h>

/* Noon of a day on which all of this is said to happen. */
#define NOON INT64_C(1773831600)

#define FILE_OF_OPTIONS "conform/file.yaml"

/* ---- loading ---- */

MarbrePluginEntry
marbre_guest_open(const MarbreSubject *subject)
{
    g_autoptr(GError) error = NULL;
    marbre_cell_phase("opening the file");
    MarbrePluginEntry entry = marbre_loader_entry(subject->cell.plugin, subject->path, &error);
    if (entry == NULL)
        marbre_cell_fail("%s", error->message);
    return entry;
}

MarbreGuest *
marbre_guest_load(const MarbreSubject *subject)
{
    g_autoptr(GError) error = NULL;
    MarbreGuest *guest = g_new0(MarbreGuest, 1);
    guest->subject = subject;
    guest->entry = marbre_guest_open(subject);
    marbre_cell_phase("marbre_plugin_1");
    const mbr_plugin *plugin = guest->entry();
    marbre_cell_phase("reading what it declares");
    g_autoptr(MarbreLoaded) real = marbre_loaded_new(plugin, &error);
    if (real == NULL)
        marbre_cell_fail("%s", error->message);
    /* What the shim declares is no more than functions; the rest is the plugin's own. */
    guest->info = marbre_loaded_get_info(real);
    guest->loaded = marbre_shim_of(real, &error);
    if (guest->loaded == NULL)
        marbre_cell_fail("%s", error->message);
    guest->info = marbre_loaded_get_info(guest->loaded);
    return guest;
}

/* ---- options ---- */

/* Some value that the option takes. */
static char *
value_for(const MarbreOptionInfo *option)
{
    int64_t least = option->minimum > 0 || option->maximum < 0 ? option->minimum : 0;
    switch (option->type) {
    case MBR_OPTION_BOOL:
        return g_strdup("true");
    case MBR_OPTION_INT:
    case MBR_OPTION_NUMBER:
        return g_strdup_printf("%" G_GINT64_FORMAT, MAX(least, option->minimum));
    case MBR_OPTION_CHOICE:
        return g_strdup(option->choices[0]);
    case MBR_OPTION_PATH:
        return g_strdup(FILE_OF_OPTIONS);
    case MBR_OPTION_LANG:
        return g_strdup("fr");
    case MBR_OPTION_KEY:
        return g_strdup("title");
    default:
        return g_strdup("mot");
    }
}

static const char *
given_for(const MarbreSubject *subject, const char *key)
{
    size_t size = strlen(key);
    for (size_t i = 0; subject->with != NULL && subject->with[i] != NULL; i++)
        if (strncmp(subject->with[i], key, size) == 0 && subject->with[i][size] == '=')
            return subject->with[i];
    return NULL;
}

GVariant *
marbre_guest_options(const MarbreGuest *guest, const MarbreTaskInfo *info)
{
    g_autoptr(GStrvBuilder) words = g_strv_builder_new();
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    for (guint i = 0; i < info->options->len; i++) {
        const MarbreOptionInfo *option = info->options->pdata[i];
        const char *given = given_for(guest->subject, option->key);
        bool list = (option->flags & MBR_OPTION_LIST) != 0;
        g_autofree char *value = value_for(option);
        g_autofree char *word = g_strdup_printf(list ? "%s=[%s]" : "%s=%s", option->key, value);
        if (given != NULL)
            g_strv_builder_add(words, given);
        else if (option->fallback == NULL && (option->flags & MBR_OPTION_REQUIRED) != 0)
            g_strv_builder_add(words, word);
    }
    g_auto(GStrv) all = g_strv_builder_end(words);
    g_autofree char *text = marbre_options_from_words((const char *const *)all, NULL);
    g_autoptr(GBytes) bytes = g_bytes_new(text ? text : "", text ? strlen(text) : 0);
    const MarbreSpan whole = {0, g_bytes_get_size(bytes)};
    g_autoptr(MarbreYaml) doc =
        marbre_yaml_parse("options", bytes, whole, &MARBRE_YAML_POLICY, problems);
    const MarbreYamlNode *root = doc == NULL || whole.end == 0 ? NULL : marbre_yaml_get_root(doc);
    GVariant *options = doc == NULL ? NULL : marbre_options_check(info, doc, root, root, problems);
    if (options == NULL)
        marbre_cell_fail("%s: no options could be made up: %s; give them by --with", info->id,
                         ((const MarbreProblem *)problems->pdata[0])->message);
    return options;
}

/* ---- what it asks the newsroom ---- */

static GBytes *
read_file(void *user, const char *path, GError **error)
{
    static const char file[] = "terms: [mot]\n";
    (void)user;
    if (strcmp(path, FILE_OF_OPTIONS) == 0)
        return g_bytes_new_static(file, strlen(file));
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_NOT_FOUND, "%s", path);
    return NULL;
}

static GPtrArray *
list_files(void *user, const char *folder, GError **error)
{
    (void)user;
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_NOT_FOUND, "%s", folder);
    return NULL;
}

static GBytes *
read_approved(void *user, const char *folder, const char *lang, GError **error)
{
    (void)user, (void)lang;
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_NOT_FOUND, "%s", folder);
    return NULL;
}

static GBytes *
read_medium(void *user, const char *path, const char *oid, GError **error)
{
    (void)user, (void)oid;
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_NOT_FOUND, "%s", path);
    return NULL;
}

static GVariant *
tell_site(void *user, const char *what, uint64_t index, const char *where)
{
    const MarbreVisit *visit = user;
    const char *const langs[] = {visit->current->lang, NULL};
    MarbreOneSite site = {visit->current->article, visit->current->lang, langs};
    return marbre_one_site_tell(&site, what, index, where);
}

static bool
is_cancelled(void *user)
{
    return ((const MarbreVisit *)user)->cancelled;
}

/* ---- tasks ---- */

MarbreVisit *
marbre_visit_begin(const MarbreGuest *guest, const MarbreTaskInfo *info)
{
    MarbreVisit *visit = g_new0(MarbreVisit, 1);
    bool action = info->kind == MBR_KIND_ACTION;
    const MarbreSurroundings around = {.read = read_file,
                                       .list = list_files,
                                       .media = read_medium,
                                       .approved = read_approved,
                                       .site = action ? tell_site : NULL,
                                       .user = visit};
    const MarbreWatch watch = {.cancelled = is_cancelled, .user = visit};
    visit->guest = guest;
    visit->info = info;
    visit->now = (MarbreMoment){NOON, NULL};
    visit->host = marbre_host_new(&around, &watch);
    return visit;
}

bool
marbre_visit_make_with(MarbreVisit *visit, GVariant *options)
{
    g_autoptr(GError) error = NULL;
    marbre_cell_phase("create of %s", visit->info->id);
    marbre_shim_make(visit->info->id);
    visit->task = marbre_host_create(visit->host, visit->guest->loaded, visit->info->id, options,
                                     visit->info->needs, &error);
    marbre_cell_phase("the host, after create of %s", visit->info->id);
    if (visit->task == NULL)
        visit->problem = g_strdup(error->message);
    return visit->task != NULL;
}

bool
marbre_visit_make(MarbreVisit *visit)
{
    g_autoptr(GVariant) options = marbre_guest_options(visit->guest, visit->info);
    return marbre_visit_make_with(visit, options);
}

MarbreOutcome *
marbre_visit_run(MarbreVisit *visit, const MarbreSpecimen *specimen)
{
    visit->current = specimen;
    marbre_witness_begin(specimen, visit->info);
    marbre_cell_phase("run of %s on the article “%s”", visit->info->id, specimen->name);
    MarbreOutcome *outcome =
        marbre_host_run(visit->host, visit->task, specimen->article, specimen->lang, &visit->now);
    marbre_cell_phase("the host, after run of %s", visit->info->id);
    return outcome;
}

unsigned
marbre_visit_end(MarbreVisit *visit)
{
    marbre_cell_phase("destroy of %s", visit->info->id);
    unsigned left = marbre_task_destroy(visit->task);
    marbre_cell_phase("the host, after destroy of %s", visit->info->id);
    marbre_host_free(visit->host);
    g_free(visit->problem);
    g_free(visit);
    return left;
}

char *
marbre_outcome_sum(MarbreOutcome *outcome)
{
    g_ptr_array_set_size(outcome->log, 0); /* for the author; it may say what it likes */
    g_autoptr(GVariant) packed = marbre_outcome_pack(outcome);
    return marbre_digest(g_variant_get_data(packed), g_variant_get_size(packed));
}

void
marbre_guest_tour(const MarbreGuest *guest,
                  const GPtrArray *specimens,
                  MarbreVisitFunc func,
                  void *user)
{
    for (guint i = 0; i < guest->info->tasks->len; i++) {
        MarbreVisit *visit = marbre_visit_begin(guest, guest->info->tasks->pdata[i]);
        if (!marbre_visit_make(visit))
            marbre_cell_fail("%s can't be made with its usual options: %s", visit->info->id,
                             visit->problem);
        for (guint j = 0; j < specimens->len; j++) {
            g_autoptr(MarbreOutcome) outcome = marbre_visit_run(visit, specimens->pdata[j]);
            if (func != NULL)
                func(visit, specimens->pdata[j], outcome, user);
        }
        (void)marbre_visit_end(visit); /* what is left over is another test's business */
    }
}
