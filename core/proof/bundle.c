/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "proof/judge.h"

#include "base/error.h"
#include "base/problem.h"
#include "gate/gate.h"
#include "newsroom/record.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define STATE "state.yaml"

/* Rules about an article's files that bind whatever is to be done with it; what its words break is
   for the checks. */
static bool
binds(const char *rule)
{
    static const char *const rules[] = {"marbre/bad-state", "marbre/forbidden-path",
                                        "marbre/bad-name", "marbre/too-large", NULL};
    return rule != NULL && g_strv_contains(rules, rule);
}

/* What was wrong already with the same file is not this commit's, be the folder another. */
static bool
had(const MarbreArticle *before, const MarbreProblem *problem)
{
    const GPtrArray *problems = before == NULL ? NULL : marbre_article_problems(before);
    g_autofree char *name = g_path_get_basename(problem->path);
    for (guint i = 0; problems != NULL && i < problems->len; i++) {
        const MarbreProblem *old = g_ptr_array_index(problems, i);
        g_autofree char *other = g_path_get_basename(old->path);
        if (strcmp(name, other) == 0 && g_strcmp0(old->rule, problem->rule) == 0 &&
            g_strcmp0(old->message, problem->message) == 0)
            return true;
    }
    return false;
}

static void
need_sound(const MarbrePassage *passage, const MarbreArticle *before, const MarbreArticle *after)
{
    const GPtrArray *problems = marbre_article_problems(after);
    for (guint i = 0; i < problems->len; i++) {
        const MarbreProblem *problem = g_ptr_array_index(problems, i);
        if (binds(problem->rule) && !had(before, problem))
            marbre_passage_violate(passage, marbre_article_get_folder(after), problem->rule,
                                   g_strdup_printf("%s: %s", problem->path, problem->message),
                                   NULL);
    }
}

static const char *
record_of(const MarbreArticle *article)
{
    const MarbreFile *file = article == NULL ? NULL : marbre_article_get_file(article, STATE);
    return file == NULL ? "" : file->oid;
}

/* Published words change by a correction or not at all; told of the commit that began it. */
static void
need_no_silent_edit(const MarbrePassage *passage, MarbreArticle *before, MarbreArticle *after)
{
    g_autoptr(MarbreFinding) silent = marbre_record_silent_edit(passage->after, after);
    g_autoptr(MarbreFinding) already = silent == NULL || before == NULL
                                           ? NULL
                                           : marbre_record_silent_edit(passage->before, before);
    if (silent != NULL && already == NULL)
        marbre_passage_violate(passage, marbre_article_get_folder(after), silent->rule,
                               g_strdup(silent->message),
                               g_strdup_printf("marbre correct %s --kind KIND --note NOTE",
                                               marbre_article_get_slug(after)));
}

static bool
judge_removal(const MarbrePassage *passage, const char *folder, const MarbreArticle *before)
{
    const MarbreState *state = marbre_article_get_state(before);
    MarbrePlan *plan = state == NULL
                           ? NULL
                           : marbre_law_plan(passage->law, passage->before,
                                             passage->judge->settings->pool, state->workflow, NULL);
    const MarbreStage *stage =
        plan == NULL ? NULL : marbre_workflow_resolve(marbre_plan_get_workflow(plan), state->stage);
    if (state != NULL && state->publication != NULL)
        marbre_passage_violate(passage, folder, "marbre/silent-edit",
                               g_strdup(_("what readers have seen was removed")),
                               g_strdup_printf("marbre retract %s --note NOTE -m WHY",
                                               marbre_article_get_slug(before)));
    else if (state != NULL && strcmp(state->stage, MARBRE_STAGE_SPIKED) != 0 &&
             (stage == NULL || stage->index > 0))
        marbre_passage_violate(
            passage, folder, "marbre/forbidden-path",
            g_strdup(_("an article past its first stage was removed")),
            g_strdup_printf("marbre spike %s -m WHY", marbre_article_get_slug(before)));
    marbre_judge_forget(passage->judge, folder);
    return true;
}

/* Its address is known to readers. */
static void
judge_rename(const MarbrePassage *passage, const char *from, const char *to, MarbreArticle *before)
{
    const MarbreState *state = marbre_article_get_state(before);
    if (state != NULL && state->publication != NULL)
        marbre_passage_violate(
            passage, to, "marbre/forbidden-path",
            g_strdup_printf(_("what was published as %s has another name"), from),
            g_strdup(_("the folder of a published article stays")));
    marbre_judge_rename(passage->judge, from, to);
}

/* False with an error; an article that is not there, or not readable as one, is NULL. */
static bool
read_bundle(MarbreNewsroom *newsroom,
            const char *folder,
            MarbreArticle **ret_article,
            GError **error)
{
    g_autoptr(GError) reason = NULL;
    *ret_article = folder == NULL ? NULL : marbre_newsroom_read_article(newsroom, folder, &reason);
    if (reason == NULL || reason->code == MARBRE_ERROR_NOT_FOUND)
        return true;
    g_propagate_error(error, g_steal_pointer(&reason));
    return false;
}

static bool
judge_record(const MarbrePassage *passage,
             MarbreArticle *before,
             MarbreArticle *after,
             GError **error)
{
    const char *folder = marbre_article_get_folder(after);
    const MarbreState *state = marbre_article_get_state(after);
    if (passage->merges || strcmp(record_of(before), record_of(after)) == 0) {
        need_no_silent_edit(passage, before, after);
        return true;
    }
    if (*record_of(after) == '\0') {
        marbre_passage_violate(passage, folder, "marbre/bad-state",
                               g_strdup(_("the record of the article was removed")), NULL);
        return true;
    }
    if (state == NULL)
        return true; /* told already: it can't be read */
    if (!marbre_passage_moves(passage, state->id)) {
        marbre_passage_violate(
            passage, folder, "marbre/bad-state",
            g_strdup(_("the record was changed by a commit that makes no move of this article")),
            g_strdup(_("state.yaml is written by Marbre alone, one move a commit")));
        return true;
    }
    passage->judge->verdict->transitions++;
    return marbre_judge_move(passage, before, after, error);
}

bool
marbre_judge_bundle(const MarbrePassage *passage, const char *from, const char *to, GError **error)
{
    g_autoptr(MarbreArticle) before = NULL;
    g_autoptr(MarbreArticle) after = NULL;
    if (!read_bundle(passage->before, from, &before, error) ||
        !read_bundle(passage->after, to, &after, error))
        return false;
    if (after == NULL)
        return before == NULL || judge_removal(passage, from, before);
    need_sound(passage, before, after);
    if (before != NULL && strcmp(from, to) != 0)
        judge_rename(passage, from, to, before);
    if (!judge_record(passage, before, after, error))
        return false;
    /* A record that plain git put there may have stood elsewhere; history tells. */
    const char *move = marbre_commit_trailer(passage->commit, "Marbre-Transition");
    bool begins = before == NULL && (*record_of(after) == '\0' ||
                                     g_strcmp0(move, marbre_move_name(MARBRE_MOVE_NEW)) == 0);
    marbre_judge_record(passage, to, begins);
    return true;
}
