/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk/suggesting.h"

#include "article/anchoring.h"
#include "base/error.h"
#include "base/text.h"
#include "desk/pending.h"
#include "finding/message.h"
#include "newsroom/checking.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define RULE "claim-unrecorded"

typedef struct {
    const MarbreSession *session;
    MarbreNewsroom *tip;
    MarbrePending *pending;
    MarbrePlan *plan;
    const MarbreCopy *copy; /* the text looked at last */
    MarbreAnchoring *text;
    MarbreSuggested *suggested;
} Act;

static void
suggestion_free(void *data)
{
    MarbreSuggestion *suggestion = data;
    g_free(suggestion->words);
    g_free(suggestion->by);
    g_free(suggestion->kind);
    g_free(suggestion->sentence);
    g_free(suggestion->path);
    g_free(suggestion);
}

void
marbre_suggested_free(MarbreSuggested *suggested)
{
    if (suggested == NULL)
        return;
    g_free(suggested->folder);
    g_free(suggested->slug);
    g_free(suggested->title);
    g_ptr_array_unref(suggested->items);
    g_free(suggested);
}

/* The text that a finding is about, made ready. False where it is in none that is published. */
static bool
turn_to(Act *act, const char *path)
{
    const GPtrArray *copies = marbre_article_get_copies(act->pending->article);
    for (guint i = 0; i < copies->len; i++) {
        const MarbreCopy *copy = copies->pdata[i];
        g_autofree char *name =
            g_strdup_printf("%s/index.%s.md", act->suggested->folder, marbre_copy_get_lang(copy));
        if (strcmp(name, path) != 0)
            continue;
        if (act->copy != copy) {
            marbre_anchoring_free(act->text);
            act->text = marbre_anchoring_new(copy);
            act->copy = copy;
        }
        return true;
    }
    return false;
}

/* An argument of a finding; NULL where it is missing or blank. (transfer full, nullable) */
static char *
argument(const MarbreFinding *finding, const char *name)
{
    const char *value = marbre_message_argument(finding->args, name);
    g_autofree char *flat = value == NULL ? NULL : marbre_text_collapse(value, strlen(value), NULL);
    return flat == NULL || *flat == '\0' ? NULL : g_steal_pointer(&flat);
}

static bool
is_proposed(const MarbreSuggested *suggested, const char *words)
{
    for (guint i = 0; i < suggested->items->len; i++)
        if (strcmp(((MarbreSuggestion *)suggested->items->pdata[i])->words, words) == 0)
            return true;
    return false;
}

static void
propose(Act *act, const MarbreFinding *finding)
{
    if (!g_str_has_suffix(finding->rule, "/" RULE) || !turn_to(act, finding->path))
        return;
    const uint64_t at = finding->start.offset;
    g_autofree char *sentence = marbre_anchoring_sentence(act->text, (MarbreSpan){at, at});
    g_autofree char *words = argument(finding, "words");
    if (sentence == NULL)
        return;
    if (words == NULL || marbre_anchoring_find(act->text, words, NULL) != 1) {
        g_free(words);
        words = g_strdup(sentence);
    }
    if (is_proposed(act->suggested, words))
        return;
    MarbreSuggestion *suggestion = g_new0(MarbreSuggestion, 1);
    suggestion->words = g_steal_pointer(&words);
    suggestion->by = argument(finding, "by");
    suggestion->kind = argument(finding, "kind");
    suggestion->sentence = g_steal_pointer(&sentence);
    suggestion->path = g_strdup(finding->path);
    suggestion->line = finding->start.line;
    suggestion->column = finding->start.column;
    g_ptr_array_add(act->suggested->items, suggestion);
}

static void
take_checked(void *user, const MarbreChecked *checked)
{
    Act *act = user;
    act->suggested->incomplete = checked->incomplete;
    for (guint i = 0; i < checked->findings->len; i++)
        propose(act, checked->findings->pdata[i]);
}

/* Whether some check of the workflow looks for what is not recorded. */
static bool
is_asked(const MarbrePlan *plan, GError **error)
{
    const GPtrArray *checks = marbre_plan_get_checks(plan);
    for (guint i = 0; i < checks->len; i++) {
        const MarbrePlannedCheck *check = checks->pdata[i];
        if (check->use != NULL && marbre_task_info_rule(check->use->task, RULE) != NULL)
            return true;
    }
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                _("no check of this workflow looks for statements that are not recorded; give a "
                  "stage one:  - uses: factcheck"));
    return false;
}

static bool
judge(Act *act, GError **error)
{
    const MarbreSettings *settings =
        marbre_policy_get_settings(marbre_newsroom_get_policy(act->tip));
    /* At full severity, though what is published is held to its record. */
    const MarbreCheckSettings how = {
        .pool = act->session->pool,
        .kept = act->session->kept,
        .now = {act->session->now, settings->timezone},
        .scope = MARBRE_SCOPE_EVERY,
        .as = marbre_workflow_last(marbre_plan_get_workflow(act->plan))->id};
    return marbre_check_article(act->pending->files, &how, act->plan, act->pending->article,
                                take_checked, act, error);
}

static bool
look(Act *act, const char *folder, GError **error)
{
    act->tip = marbre_session_newsroom(act->session, error);
    act->pending =
        act->tip == NULL ? NULL : marbre_pending_read(act->session, act->tip, folder, error);
    if (act->pending == NULL)
        return false;
    const MarbreState *state = marbre_article_get_state(act->pending->article);
    const MarbrePolicy *policy = marbre_newsroom_get_policy(act->tip);
    const MarbreWorkflow *workflow =
        marbre_policy_workflow_for(policy, state == NULL ? NULL : state->workflow);
    act->plan = marbre_plan_new(act->tip, workflow, act->session->pool, error);
    act->suggested->folder = g_strdup(folder);
    act->suggested->slug = g_strdup(marbre_article_get_slug(act->pending->article));
    act->suggested->title = g_strdup(act->pending->title);
    return act->plan != NULL && is_asked(act->plan, error) && judge(act, error);
}

MarbreSuggested *
marbre_desk_suggest(const MarbreSession *session, const char *folder, GError **error)
{
    g_autoptr(MarbreSuggested) suggested = g_new0(MarbreSuggested, 1);
    suggested->items = g_ptr_array_new_with_free_func(suggestion_free);
    Act act = {.session = session, .suggested = suggested};
    bool done = look(&act, folder, error);
    marbre_anchoring_free(act.text);
    marbre_plan_unref(act.plan);
    marbre_pending_free(act.pending);
    marbre_newsroom_unref(act.tip);
    return done ? g_steal_pointer(&suggested) : NULL;
}
