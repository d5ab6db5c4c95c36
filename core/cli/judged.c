/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/judged.h"

#include "cli/presence.h"
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
article_free(void *data)
{
    MarbreReportedArticle *article = data;
    g_free(article->article);
    g_free(article->id);
    g_free(article->words);
    g_free(article);
}

static void
info_unref(void *data)
{
    marbre_plugin_info_unref(data);
}

static void
strv_free(void *data)
{
    g_strfreev(data);
}

void
marbre_cli_judged_init(MarbreCliJudged *judged, MarbreCli *cli, MarbreNewsroom *newsroom)
{
    *judged = (MarbreCliJudged){.cli = cli, .newsroom = marbre_newsroom_ref(newsroom)};
    judged->findings = marbre_findings_new();
    judged->articles = g_ptr_array_new_with_free_func(article_free);
    judged->by_folder = g_hash_table_new(g_str_hash, g_str_equal);
    judged->titles = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    judged->workflows = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    judged->stages = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    judged->checks = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, strv_free);
    judged->infos = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, info_unref);
}

void
marbre_cli_judged_clear(MarbreCliJudged *judged)
{
    if (judged->newsroom == NULL)
        return;
    g_ptr_array_unref(judged->findings);
    g_hash_table_unref(judged->by_folder);
    g_ptr_array_unref(judged->articles);
    g_hash_table_unref(judged->titles);
    g_hash_table_unref(judged->workflows);
    g_hash_table_unref(judged->stages);
    g_hash_table_unref(judged->checks);
    g_hash_table_unref(judged->infos);
    marbre_messages_free(judged->messages);
    g_clear_pointer(&judged->fingerprints, g_ptr_array_unref);
    g_clear_pointer(&judged->newsroom, marbre_newsroom_unref);
}

/* A hundred thousand articles share a few lists. */
static const char *const *
share_plugins(MarbreCliJudged *judged, GPtrArray *plugins)
{
    g_autoptr(GString) key = g_string_new(NULL);
    for (guint i = 0; i < plugins->len; i++)
        g_string_append_printf(key, "%s%s", i == 0 ? "" : " ", (char *)plugins->pdata[i]);
    char **shared = g_hash_table_lookup(judged->checks, key->str);
    if (shared == NULL) {
        shared = key->len == 0 ? g_new0(char *, 1) : g_strsplit(key->str, " ", -1);
        g_hash_table_insert(judged->checks, g_strdup(key->str), shared);
    }
    return (const char *const *)shared;
}

void
marbre_cli_judged_add(void *user, const MarbreChecked *checked)
{
    MarbreCliJudged *judged = user;
    MarbreReportedArticle *article = g_new0(MarbreReportedArticle, 1);
    article->article = g_strdup(checked->folder);
    article->id = g_strdup(checked->id);
    article->words = g_strdup(checked->words);
    article->checks = share_plugins(judged, checked->plugins);
    g_ptr_array_add(judged->articles, article);
    judged->incomplete = judged->incomplete || checked->incomplete;
    if (checked->findings->len == 0)
        return;
    g_hash_table_insert(judged->by_folder, article->article, article);
    g_hash_table_insert(judged->titles, g_strdup(checked->folder), g_strdup(checked->title));
    g_hash_table_insert(judged->workflows, g_strdup(checked->folder), (gpointer)checked->workflow);
    g_hash_table_insert(judged->stages, g_strdup(checked->folder), (gpointer)checked->stage);
    for (guint i = 0; i < checked->findings->len; i++)
        g_ptr_array_add(judged->findings,
                        marbre_finding_ref(g_ptr_array_index(checked->findings, i)));
}

static int
compare_articles(const void *a, const void *b)
{
    const MarbreReportedArticle *one = *(const MarbreReportedArticle *const *)a;
    const MarbreReportedArticle *other = *(const MarbreReportedArticle *const *)b;
    return strcmp(one->article, other->article);
}

void
marbre_cli_judged_end(MarbreCliJudged *judged)
{
    marbre_findings_sort(judged->findings);
    g_ptr_array_sort(judged->articles, compare_articles);
    judged->messages = marbre_cli_messages(judged->cli, judged->findings);
}

/* --- what reports ask --------------------------------------------------------------------------
 */

static char *
title_of(void *user, const char *article)
{
    return g_strdup(g_hash_table_lookup(((MarbreCliJudged *)user)->titles, article));
}

static char *
stage_of(void *user, const char *article, const char *stage)
{
    MarbreCliJudged *judged = user;
    const MarbreWorkflow *workflow = g_hash_table_lookup(judged->workflows, article);
    const MarbreStage *found = workflow == NULL ? NULL : marbre_workflow_stage(workflow, stage);
    return found == NULL ? NULL : g_strdup(marbre_stage_title(found, judged->cli->lang));
}

/* People with one of these roles. (transfer full) (nullable) NULL for nobody */
static GPtrArray *
people_of(const MarbreCliJudged *judged, char **roles)
{
    g_autoptr(GPtrArray) people =
        marbre_policy_who(marbre_newsroom_get_policy(judged->newsroom), (const char *const *)roles);
    return people->len == 0 ? NULL : g_steal_pointer(&people);
}

/* Who may move the article out of the stage that asks can clear it, as the gate says it; of the
   engine's own rules, those of the stage where it stands. */
static GPtrArray *
clearing(const MarbreCliJudged *judged, const MarbreFinding *finding, GPtrArray **ret_waiving)
{
    const MarbreWorkflow *workflow = g_hash_table_lookup(judged->workflows, finding->article);
    const MarbreStage *stage = workflow == NULL || finding->stage == NULL
                                   ? NULL
                                   : marbre_workflow_stage(workflow, finding->stage);
    const MarbreStage *stands = g_hash_table_lookup(judged->stages, finding->article);
    bool later = finding->blocks == MARBRE_BLOCKS_LATER;
    const MarbreStage *at = later || stands == NULL ? stage : stands;
    *ret_waiving = stage != NULL && marbre_stage_may_waive(stage, finding->rule)
                       ? people_of(judged, stage->waivers.roles)
                       : NULL;
    return at == NULL ? NULL : people_of(judged, at->roles);
}

static char *
who_of(void *user, const MarbreFinding *finding)
{
    MarbreCliJudged *judged = user;
    g_autoptr(GPtrArray) waiving = NULL;
    g_autoptr(GPtrArray) people = clearing(judged, finding, &waiving);
    if (people == NULL)
        return NULL;
    g_autofree char *who = marbre_presence_names(judged->newsroom, people, judged->now);
    if (waiving == NULL)
        return g_strdup_printf(_("Can clear it: %s"), who);
    g_autofree char *waive = marbre_presence_names(judged->newsroom, waiving, judged->now);
    return g_strdup_printf(_("Can clear it: %s. Can waive it: %s"), who, waive);
}

static void
add_ids(GPtrArray *ids, const GPtrArray *people)
{
    for (guint i = 0; people != NULL && i < people->len; i++)
        g_ptr_array_add(ids, g_strdup(((const MarbrePerson *)people->pdata[i])->id));
}

static void
ids_of(void *user, const MarbreFinding *finding, GPtrArray *ret_who, GPtrArray *ret_waivable_by)
{
    g_autoptr(GPtrArray) waiving = NULL;
    g_autoptr(GPtrArray) people = clearing(user, finding, &waiving);
    add_ids(ret_who, people);
    add_ids(ret_waivable_by, waiving);
}

static char *
id_of(void *user, const char *article)
{
    const MarbreReportedArticle *found =
        g_hash_table_lookup(((MarbreCliJudged *)user)->by_folder, article);
    return found == NULL ? NULL : g_strdup(found->id);
}

static GBytes *
source_of(void *user, const char *path)
{
    MarbreCliJudged *judged = user;
    return marbre_snapshot_read(marbre_newsroom_get_snapshot(judged->newsroom), path,
                                MARBRE_COPY_LIMIT, NULL);
}

static const MarbrePluginInfo *
info_of(MarbreCliJudged *judged, const char *plugin)
{
    gpointer known = NULL;
    if (g_hash_table_lookup_extended(judged->infos, plugin, NULL, &known))
        return known;
    MarbrePluginInfo *info = marbre_pool_describe(marbre_cli_pool(judged->cli), plugin, NULL);
    g_hash_table_insert(judged->infos, g_strdup(plugin), info);
    return info;
}

static bool
rule_of(void *user, const char *rule, MarbreRuleWords *ret_words)
{
    MarbreCliJudged *judged = user;
    g_autofree char *plugin = g_strndup(rule, strcspn(rule, "/"));
    if (strcmp(plugin, "marbre") == 0)
        return marbre_rule_words_of_engine(rule, ret_words);
    const MarbrePluginInfo *info = info_of(judged, plugin);
    const MarbreRuleInfo *found = info == NULL ? NULL : marbre_plugin_info_rule(info, rule);
    if (found == NULL)
        return false;
    *ret_words = (MarbreRuleWords){
        .severity = (MarbreSeverity)found->severity,
        .summary = g_strdup(marbre_messages_rule_summary(judged->messages, rule, found->summary)),
        .help_uri = g_strdup(found->help_uri)};
    return true;
}

MarbreReport
marbre_cli_judged_report(MarbreCliJudged *judged, int64_t now)
{
    judged->now = now;
    return (MarbreReport){.messages = judged->messages,
                          .articles = judged->articles->len,
                          .incomplete = judged->incomplete,
                          .now = now,
                          .version = MARBRE_VERSION,
                          .judged = judged->articles,
                          .fingerprints = judged->fingerprints,
                          .title = title_of,
                          .stage = stage_of,
                          .who = who_of,
                          .people = ids_of,
                          .id = id_of,
                          .rule = rule_of,
                          .source = source_of,
                          .user = judged};
}
