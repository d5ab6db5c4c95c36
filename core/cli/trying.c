/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/trying.h"

#include "base/date.h"
#include "base/error.h"
#include "base/json.h"
#include "base/order.h"
#include "base/text.h"
#include "cli/answer.h"
#include "cli/hours.h"
#include "cli/moves.h"
#include "desk/trying.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#define MOST_TITLES 10
#define MOST_MONTHS 120

/* What there is to tell, heading by heading. */
typedef struct {
    const char *key, *heading;
    bool published, less;
} Part;

static const Part parts[] = {
    {"blocks", N_("Would stand in the way"), false, false},
    {"frees", N_("Would no longer stand in the way"), false, true},
    {"refused", N_("Would have kept from publication"), true, false},
};

typedef struct {
    const MarbreTrying *trying;
    GTimeZone *zone;
} Told;

static const GPtrArray *
rules_of(const Part *part, const MarbreTried *tried)
{
    return part->less ? tried->less : tried->more;
}

static bool
is_of(const Part *part, const MarbreTried *tried, const char *rule)
{
    return (tried->published != 0) == part->published &&
           g_ptr_array_find_with_equal_func((GPtrArray *)rules_of(part, tried), rule, g_str_equal,
                                            NULL);
}

/* The rules of a part, sorted, each once. (transfer container) of char * */
static GPtrArray *
rules_in(const Told *told, const Part *part)
{
    GPtrArray *rules = g_ptr_array_new();
    for (guint i = 0; i < told->trying->tried->len; i++) {
        const MarbreTried *tried = g_ptr_array_index(told->trying->tried, i);
        const GPtrArray *some = rules_of(part, tried);
        for (guint j = 0; (tried->published != 0) == part->published && j < some->len; j++)
            if (!g_ptr_array_find_with_equal_func(rules, some->pdata[j], g_str_equal, NULL))
                g_ptr_array_add(rules, some->pdata[j]);
    }
    g_ptr_array_sort(rules, marbre_order_texts);
    return rules;
}

/* Of MarbreTried. (transfer container) */
static GPtrArray *
articles_of(const Told *told, const Part *part, const char *rule)
{
    GPtrArray *articles = g_ptr_array_new();
    for (guint i = 0; i < told->trying->tried->len; i++)
        if (is_of(part, told->trying->tried->pdata[i], rule))
            g_ptr_array_add(articles, told->trying->tried->pdata[i]);
    return articles;
}

/* --- JSON ------------------------------------------------------------------------------------- */

static void
write_articles(MarbreJson *json, const Told *told, const GPtrArray *articles)
{
    marbre_json_member_array(json, "articles");
    for (guint i = 0; i < articles->len; i++) {
        const MarbreTried *tried = g_ptr_array_index(articles, i);
        marbre_json_begin_object(json);
        marbre_json_member_string(json, "path", tried->folder);
        marbre_json_member_string(json, "title", tried->title);
        if (tried->published != 0)
            marbre_hours_member_at(json, "published", tried->published, told->zone);
        marbre_json_end_object(json);
    }
    marbre_json_end_array(json);
}

static void
write_part(MarbreJson *json, const Told *told, const Part *part)
{
    g_autoptr(GPtrArray) rules = rules_in(told, part);
    marbre_json_member_array(json, part->key);
    for (guint i = 0; i < rules->len; i++) {
        g_autoptr(GPtrArray) articles = articles_of(told, part, rules->pdata[i]);
        marbre_json_begin_object(json);
        marbre_json_member_string(json, "rule", rules->pdata[i]);
        marbre_json_member_int(json, "count", articles->len);
        write_articles(json, told, articles);
        marbre_json_end_object(json);
    }
    marbre_json_end_array(json);
}

static void
print_json(const Told *told)
{
    const MarbreTrying *trying = told->trying;
    MarbreJson *json = marbre_answer_begin();
    marbre_json_member_string(json, "workflow", trying->workflow);
    marbre_json_member_int(json, "on_their_way", trying->on_their_way);
    marbre_json_member_int(json, "published", trying->published);
    if (trying->since == INT64_MAX)
        marbre_json_member_string(json, "since", NULL);
    else
        marbre_hours_member_at(json, "since", trying->since, told->zone);
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
        write_part(json, told, &parts[i]);
    marbre_answer_end(json);
}

/* --- text ------------------------------------------------------------------------------------- */

static void
print_articles(const Told *told, const GPtrArray *articles)
{
    g_autoptr(GPtrArray) hours = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < articles->len && i < MOST_TITLES; i++) {
        int64_t at = ((const MarbreTried *)articles->pdata[i])->published;
        g_ptr_array_add(hours, at == 0 ? g_strdup("")
                                       : marbre_date_cell(marbre_instant_at(at, told->zone)));
    }
    marbre_hours_align(hours);
    for (guint i = 0; i < hours->len; i++) {
        const char *at = hours->pdata[i];
        g_autofree char *title = marbre_moves_title(((MarbreTried *)articles->pdata[i])->title);
        printf("    %s%s%s\n", at, *at == '\0' ? "" : "  ", title);
    }
    if (articles->len > MOST_TITLES)
        printf(g_dngettext(GETTEXT_PACKAGE, "    and %u more\n", "    and %u more\n",
                           articles->len - MOST_TITLES),
               articles->len - MOST_TITLES);
}

static void
print_part(const Told *told, const Part *part)
{
    g_autoptr(GPtrArray) rules = rules_in(told, part);
    if (rules->len > 0)
        printf("\n%s\n", _(part->heading));
    for (guint i = 0; i < rules->len; i++) {
        g_autoptr(GPtrArray) articles = articles_of(told, part, rules->pdata[i]);
        printf(g_dngettext(GETTEXT_PACKAGE, "  %s  (%u article)\n", "  %s  (%u articles)\n",
                           articles->len),
               (const char *)rules->pdata[i], articles->len);
        print_articles(told, articles);
    }
}

static void
print_text(const Told *told)
{
    const MarbreTrying *trying = told->trying;
    printf(g_dngettext(GETTEXT_PACKAGE, "%u article on its way was tried where it stands.\n",
                       "%u articles on their way were tried where they stand.\n",
                       trying->on_their_way),
           trying->on_their_way);
    if (trying->since != INT64_MAX) {
        g_autofree char *since = marbre_hour_shown(trying->since, told->zone);
        printf(g_dngettext(GETTEXT_PACKAGE,
                           "%u article published since %s was tried as it was then.\n",
                           "%u articles published since %s were tried as they were then.\n",
                           trying->published),
               trying->published, since);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
        print_part(told, &parts[i]);
    if (trying->tried->len == 0)
        printf(_("These rules would change nothing for them.\n"));
}

static GBytes *
read_file(MarbreCli *cli, const char *word, GError **error)
{
    g_autofree char *path = g_path_is_absolute(word) || cli->directory == NULL
                                ? g_strdup(word)
                                : g_build_filename(cli->directory, word, NULL);
    g_autoptr(GError) reason = NULL;
    char *text = NULL;
    gsize size = 0;
    if (g_file_get_contents(path, &text, &size, &reason))
        return g_bytes_new_take(text, size);
    g_set_error_literal(error, MARBRE_ERROR, MARBRE_ERROR_USAGE, reason->message);
    return NULL;
}

MarbreExit
marbre_workflow_try(MarbreCli *cli, const char *file, int months)
{
    g_autoptr(GError) error = NULL;
    if (months < 0 || months > MOST_MONTHS)
        return marbre_cli_usage(_("--months goes from 0 to %d"), MOST_MONTHS);
    g_autoptr(MarbreNewsroom) tip = marbre_cli_tip(cli, &error);
    if (tip == NULL)
        return marbre_cli_fail(error);
    const MarbrePolicy *policy = marbre_newsroom_get_policy(tip);
    GTimeZone *zone = marbre_policy_get_settings(policy)->zone;
    MarbreSession session = {.store = cli->store,
                             .tip = tip,
                             .pool = marbre_cli_pool(cli),
                             .kept = marbre_cli_kept(cli),
                             .lang = cli->lang,
                             .dry_run = true,
                             .progress = marbre_cli_progress};
    g_autoptr(GBytes) bytes = read_file(cli, file, &error);
    if (bytes == NULL || !marbre_cli_now(cli, zone, &session.now, &error))
        return marbre_cli_fail(error);
    g_autoptr(MarbreRoll) roll = marbre_cli_roll(cli, policy);
    g_autoptr(MarbreTrying) trying =
        marbre_desk_try(&session, roll, file, bytes, (unsigned)months, &error);
    if (trying == NULL)
        return marbre_cli_fail(error);
    const Told told = {trying, zone};
    if (cli->json)
        print_json(&told);
    else
        print_text(&told);
    if (trying->incomplete)
        return MARBRE_EXIT_UNABLE;
    return trying->tried->len > 0 ? MARBRE_EXIT_NO : MARBRE_EXIT_YES;
}
