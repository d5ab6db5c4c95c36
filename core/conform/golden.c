/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "conform/inside.h"

#include "base/problem.h"
#include "finding/rulebook.h"
#include "plugin/options.h"
#include "yaml/document.h"

#include <string.h>

/* Rules that nothing raises: neither one of the suite's own articles nor the example that the page
 * of the rule, in ID.rules.yaml, says to fail. Such a rule is a slip more often than not, but no
 * fault that can be proved, so it is a warning. */

/* What an example stands below that is no more than words. */
static const char usual_lines[] = "---\ntitle: La vie au bord de la Rille\nlang: fr\n"
                                  "date: 2026-03-17\nauthor: Hugo Marchetti\n"
                                  "outlet: La Gazette\n---\n\n";

static void
hear(MarbreVisit *visit, const MarbreSpecimen *specimen, MarbreOutcome *outcome, void *user)
{
    (void)visit, (void)specimen;
    GHashTable *raised = user;
    for (guint i = 0; i < outcome->findings->len; i++) {
        const MarbreRecord *record = g_ptr_array_index(outcome->findings, i);
        g_hash_table_add(raised, g_strdup(record->rule));
    }
}

static void
add_file(GPtrArray *files, const MarbreExampleFile *file)
{
    bool text = marbre_article_is_text_name(file->name, NULL);
    bool whole = !text || g_str_has_prefix(file->text, "---") ||
                 g_str_has_prefix(file->text, "\xEF\xBB\xBF");
    char *all = g_strconcat(whole ? "" : usual_lines, file->text, NULL);
    size_t size = strlen(all);
    g_autoptr(GBytes) bytes = g_bytes_new_take(all, size);
    g_ptr_array_add(files, marbre_file_new(file->name, NULL, size, bytes));
}

/* NULL for an example that has a picture, whose bytes are not ours, or no text. (transfer full) */
static MarbreSpecimen *
specimen_of(const MarbreRulePage *page)
{
    g_autoptr(GPtrArray) files = marbre_files_new();
    g_autofree char *lang = NULL;
    for (guint i = 0; i < page->fails->len; i++) {
        const MarbreExampleFile *file = g_ptr_array_index(page->fails, i);
        char *own = NULL;
        if (!file->is_text)
            return NULL;
        add_file(files, file);
        if (!marbre_article_is_text_name(file->name, &own))
            continue;
        if (lang == NULL || strcmp(own, "fr") == 0) { /* which is what the others are sources of */
            g_free(lang);
            lang = own;
        } else {
            g_free(own);
        }
    }
    return lang == NULL ? NULL : marbre_specimen_new(page->rule, lang, NULL, files);
}

/* Those that the page names; NULL where they will not do here. (transfer full) */
static GVariant *
options_of(const MarbreGuest *guest, const MarbreTaskInfo *info, const MarbreRulePage *page)
{
    if (page->with == NULL)
        return marbre_guest_options(guest, info);
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(GBytes) bytes = g_bytes_new(page->with, strlen(page->with));
    const MarbreSpan whole = {0, strlen(page->with)};
    g_autoptr(MarbreYaml) doc =
        marbre_yaml_parse("with", bytes, whole, &MARBRE_YAML_POLICY, problems);
    const MarbreYamlNode *root = doc == NULL ? NULL : marbre_yaml_get_root(doc);
    return root == NULL ? NULL : marbre_options_check(info, doc, root, root, problems);
}

/* Whether the example can be tried here: without a picture, and with options that are to be had. */
static bool
try_example(const MarbreGuest *guest,
            const MarbreTaskInfo *info,
            const MarbreRulePage *page,
            GHashTable *raised)
{
    g_autoptr(MarbreSpecimen) specimen = specimen_of(page);
    g_autoptr(GVariant) options = specimen == NULL ? NULL : options_of(guest, info, page);
    if (options == NULL)
        return false;
    MarbreVisit *visit = marbre_visit_begin(guest, info);
    bool made = marbre_visit_make_with(visit, options);
    if (made) {
        g_autoptr(MarbreOutcome) outcome = marbre_visit_run(visit, specimen);
        hear(visit, specimen, outcome, raised);
    }
    (void)marbre_visit_end(visit); /* what is left over is another test's business */
    return made;
}

static bool
is_silent(const MarbreGuest *guest,
          const MarbreTaskInfo *info,
          const char *rule,
          const MarbreRulePage *page,
          GHashTable *raised)
{
    if (g_hash_table_contains(raised, rule) || (page != NULL && page->arises != NULL))
        return false;
    if (page == NULL || page->fails->len == 0)
        return true;
    return try_example(guest, info, page, raised) && !g_hash_table_contains(raised, rule);
}

static void
tour_examples(void *user)
{
    const MarbreAsked *asked = user;
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(GHashTable) raised = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(MarbreRulebook) book =
        marbre_rulebook_load(asked->subject->folder, asked->subject->id, "fr", problems);
    marbre_cell_enter();
    const MarbreGuest *guest = marbre_guest_load(asked->subject);
    g_autoptr(GPtrArray) usual = marbre_specimens_usual();
    marbre_guest_tour(guest, usual, hear, raised);
    const char *between = "";
    for (guint i = 0; i < guest->info->tasks->len; i++) {
        const MarbreTaskInfo *info = guest->info->tasks->pdata[i];
        for (guint j = 0; j < info->rules->len; j++) {
            const char *rule = ((const MarbreRuleInfo *)info->rules->pdata[j])->id;
            if (!is_silent(guest, info, rule, marbre_rulebook_find(book, rule), raised))
                continue;
            marbre_cell_say("%s%s", between, rule);
            between = ", ";
        }
    }
}

void
marbre_warn_of_silent_rules(const MarbreSubject *subject, MarbreVerdict *verdict)
{
    MarbreVerdict tried = {0};
    g_autofree char *silent = NULL;
    bool good = marbre_ask(subject, tour_examples, 0, NULL, &tried, &silent);
    g_free(tried.reason); /* what went wrong is another test's business */
    if (good && silent[0] != '\0')
        marbre_verdict_warn(
            verdict,
            "without a newsroom around it nothing raises these rules, not even an example of "
            "%s.rules.yaml: %s",
            subject->id, silent);
}
