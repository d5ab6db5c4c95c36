/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "proof/judge.h"

#include "base/error.h"
#include "base/instant.h"
#include "gate/step.h"
#include "newsroom/adopted.h"
#include "newsroom/checking.h"
#include "newsroom/facts.h"
#include "newsroom/record.h"
#include "proof/said.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A move while it is judged. */
typedef struct {
    const MarbrePassage *passage;
    const MarbreSaid *said;
    MarbreArticle *before; /* (nullable) */
    MarbreArticle *after;
    MarbrePlan *plan;
    MarbreDossier *dossier; /* of `before` */
    GPtrArray *findings;
} Trial;

static void
violate(const Trial *trial, const char *rule, char *message, char *right)
{
    marbre_passage_violate(trial->passage, marbre_article_get_folder(trial->after), rule, message,
                           right);
}

bool
marbre_passage_moves(const MarbrePassage *passage, const char *id)
{
    return marbre_commit_trailer(passage->commit, "Marbre-Transition") != NULL &&
           g_strcmp0(marbre_commit_trailer(passage->commit, "Marbre-Article"), id) == 0;
}

/* --- the checks --------------------------------------------------------------------------------
 */

/* The commit of a waiver names no checks: it is for what one of them found. */
static bool
asks_checks(MarbreMove move)
{
    return move == MARBRE_MOVE_ADVANCE || move == MARBRE_MOVE_PUBLISH;
}

/* "PLUGIN VERSION DIGEST" of a plugin among what the commit names. (nullable) */
static const char *
find_check(const GPtrArray *checks, const char *plugin)
{
    size_t size = strlen(plugin);
    for (guint i = 0; i < checks->len; i++) {
        const char *check = checks->pdata[i];
        if (strncmp(check, plugin, size) == 0 && check[size] == ' ')
            return check;
    }
    return NULL;
}

/* The digest in "PLUGIN VERSION DIGEST". */
static const char *
digest_of(const char *check)
{
    const char *space = strrchr(check, ' ');
    return space == NULL ? "" : space + 1;
}

/* Whether a check binds the move: of the article's stage or an earlier one that applies. */
static bool
is_asked(const Trial *trial, const MarbrePlannedCheck *check)
{
    const MarbreStage *stage = marbre_planned_stage(check, marbre_facts_of_article, trial->before);
    const MarbreStage *here = trial->dossier->stage;
    return stage != NULL && here != NULL && stage->index <= here->index;
}

/* Every check that binds the move has run, with a plugin that the rules allow. */
static void
need_checks(const Trial *trial)
{
    const MarbreSettings *settings = marbre_policy_get_settings(trial->passage->law->policy);
    const GPtrArray *checks = marbre_plan_get_checks(trial->plan);
    for (guint i = 0; i < checks->len; i++) {
        const MarbrePlannedCheck *check = g_ptr_array_index(checks, i);
        g_autofree char *plugin = g_strndup(check->name, strcspn(check->name, "/"));
        const char *ran = find_check(trial->said->checks, plugin);
        if (!is_asked(trial, check))
            continue;
        if (ran == NULL)
            violate(trial, "marbre/plugin-missing",
                    g_strdup_printf(_("the check “%s” was not run"), check->name), NULL);
        else if (settings->allow != NULL &&
                 !g_strv_contains((const char *const *)settings->allow, digest_of(ran)))
            violate(trial, "marbre/plugin-missing",
                    g_strdup_printf(_("“%s” was run by a plugin that marbre.yaml does not allow"),
                                    check->name),
                    NULL);
    }
}

typedef struct {
    GPtrArray *findings;
    GPtrArray *checks;
} Replay;

static void
take_checked(void *user, const MarbreChecked *checked)
{
    Replay *replay = user;
    replay->findings = g_ptr_array_ref(checked->findings);
    replay->checks = g_ptr_array_ref(checked->checks);
}

static bool
ran_the_same(const GPtrArray *now, const GPtrArray *then)
{
    for (guint i = 0; i < now->len; i++)
        if (!g_ptr_array_find_with_equal_func((GPtrArray *)then, now->pdata[i], g_str_equal, NULL))
            return false;
    return true;
}

/* Run the checks again on the very words. What another build of a plugin says of them proves
   nothing about this one, and is not counted as proof. */
static bool
replay_checks(Trial *trial, GError **error)
{
    MarbreJudge *judge = trial->passage->judge;
    const MarbreSettings *settings = marbre_policy_get_settings(trial->passage->law->policy);
    const MarbreCheckSettings how = {
        .pool = judge->settings->pool,
        .now = {trial->passage->commit->author->at.seconds, settings->timezone},
        .scope = MARBRE_SCOPE_GATE};
    Replay replay = {0};
    if (!marbre_check_article(trial->passage->before, &how, trial->plan, trial->before,
                              take_checked, &replay, error))
        return false;
    bool same = ran_the_same(replay.checks, trial->said->checks);
    if (same) {
        g_ptr_array_unref(trial->findings);
        trial->findings = g_ptr_array_ref(replay.findings);
    } else {
        judge->verdict->not_replayed++;
    }
    g_clear_pointer(&replay.findings, g_ptr_array_unref);
    g_clear_pointer(&replay.checks, g_ptr_array_unref);
    return true;
}

/* A waiver is taken to be for something that its rule did find. */
static void
suppose_finding(Trial *trial)
{
    const GPtrArray *checks = marbre_plan_get_checks(trial->plan);
    const char *rule = trial->said->rule == NULL ? "" : trial->said->rule;
    size_t size = strcspn(rule, "/");
    for (guint i = 0; i < checks->len; i++) {
        const MarbrePlannedCheck *check = g_ptr_array_index(checks, i);
        const MarbreStage *stage =
            marbre_planned_stage(check, marbre_facts_of_article, trial->before);
        bool own = strcspn(check->name, "/") == size && strncmp(check->name, rule, size) == 0;
        if (stage == NULL || !own)
            continue;
        const char *folder = marbre_article_get_folder(trial->before);
        g_ptr_array_add(trial->findings,
                        marbre_finding_new(&(MarbreFinding){.rule = rule,
                                                            .severity = MARBRE_SEVERITY_ERROR,
                                                            .stage = stage->id,
                                                            .article = folder,
                                                            .path = folder,
                                                            .message = "",
                                                            .blocks = MARBRE_BLOCKS_NOW}));
        return;
    }
}

static bool
gather_findings(Trial *trial, GError **error)
{
    MarbreMove move = trial->said->move;
    MarbreJudge *judge = trial->passage->judge;
    MarbreFinding *silent = marbre_record_silent_edit(trial->passage->before, trial->before);
    trial->findings = marbre_findings_new();
    if (silent != NULL)
        g_ptr_array_add(trial->findings, silent);
    if (move == MARBRE_MOVE_WAIVE)
        suppose_finding(trial);
    if (!asks_checks(move))
        return true;
    need_checks(trial);
    if (judge->replay)
        return replay_checks(trial, error);
    judge->verdict->not_replayed++;
    return true;
}

/* --- the gate ----------------------------------------------------------------------------------
 */

/* The stage that the article was spiked from. (nullable, of the versions) */
static const char *
stage_left(const GPtrArray *versions)
{
    for (guint i = 0; i < versions->len; i++) {
        const MarbreCommit *commit = ((MarbreVersion *)versions->pdata[i])->commit;
        const char *move = marbre_commit_trailer(commit, "Marbre-Transition");
        if (g_strcmp0(move, marbre_move_name(MARBRE_MOVE_SPIKE)) == 0)
            return marbre_commit_trailer(commit, "Marbre-From");
    }
    return NULL;
}

/* What was said as its person said it: the message without its subject and trailers. */
static char *
words_of(const MarbreCommit *commit)
{
    const char *body = strstr(commit->message, "\n\n");
    const char *end = body == NULL ? NULL : g_strrstr(commit->message, "\n\nMarbre-");
    return end == NULL || end <= body ? NULL : g_strndup(body + 2, (size_t)(end - body) - 2);
}

static char *
name_people(const GPtrArray *people)
{
    GString *names = g_string_new(NULL);
    for (guint i = 0; i < people->len; i++)
        g_string_append_printf(names, "%s%s", i == 0 ? "" : ", ",
                               ((const MarbrePerson *)people->pdata[i])->name);
    return g_string_free(names, names->len == 0);
}

static void
tell_obstacles(const Trial *trial, const MarbreAnswer *answer)
{
    for (guint i = 0; i < answer->obstacles->len; i++) {
        const MarbreObstacle *obstacle = g_ptr_array_index(answer->obstacles, i);
        g_autofree char *who = name_people(obstacle->who);
        violate(trial, obstacle->rule, g_strdup(obstacle->message),
                who == NULL ? NULL : g_strdup_printf(_("possible for: %s"), who));
    }
}

/* The stage that the person may have named. */
static const char *
asked_for(const MarbreSaid *said)
{
    if (said->move == MARBRE_MOVE_APPROVE)
        return said->stage;
    bool chosen = said->move == MARBRE_MOVE_ADVANCE || said->move == MARBRE_MOVE_RETURN ||
                  said->move == MARBRE_MOVE_CORRECT;
    return chosen ? said->to : NULL;
}

static MarbreAnswer *
ask_gate(Trial *trial, const char *left)
{
    const MarbreSaid *said = trial->said;
    g_autofree char *words = words_of(trial->passage->commit);
    const MarbreQuestion question = {.move = said->move,
                                     .dossier = trial->dossier,
                                     .findings = trial->findings,
                                     .actor = trial->passage->author,
                                     .now = trial->passage->commit->author->at.seconds,
                                     .to = asked_for(said),
                                     .rule = said->rule == NULL ? "" : said->rule,
                                     .until = said->until,
                                     .reason = said->reason != NULL ? said->reason : words,
                                     .left = left,
                                     .kind = said->kind == NULL ? "" : said->kind,
                                     .notes = said->notes};
    MarbreAnswer *answer = marbre_gate_ask(&question);
    tell_obstacles(trial, answer);
    return answer;
}

/* Where the move leads; NULL where nowhere. */
static const char *
leads_to(MarbreMove move, const MarbreAnswer *answer)
{
    if (answer->publishes)
        return MARBRE_STAGE_PUBLISHED;
    if (move == MARBRE_MOVE_SPIKE)
        return MARBRE_STAGE_SPIKED;
    if (move == MARBRE_MOVE_RETRACT)
        return MARBRE_STAGE_RETRACTED;
    if (move == MARBRE_MOVE_ADOPT)
        return MARBRE_STAGE_PUBLISHED;
    return answer->to == NULL ? NULL : answer->to->id;
}

/* --- the record --------------------------------------------------------------------------------
 */

static bool
is_kept(const MarbreArticle *before, const MarbreArticle *after)
{
    const GPtrArray *files = marbre_article_get_files(after);
    if (marbre_article_get_files(before)->len + (marbre_article_get_state(before) == NULL) !=
        files->len)
        return false;
    for (guint i = 0; i < files->len; i++) {
        const MarbreFile *file = g_ptr_array_index(files, i);
        const MarbreFile *old = marbre_article_get_file(before, file->name);
        if (strcmp(file->name, "state.yaml") != 0 &&
            (old == NULL || strcmp(old->oid, file->oid) != 0))
            return false;
    }
    return true;
}

/* A move changes the record alone, unless a stage that is entered does something. */
static void
need_words_apart(const Trial *trial, const MarbreStage *to)
{
    bool enters =
        (trial->said->move == MARBRE_MOVE_ADVANCE || trial->said->move == MARBRE_MOVE_RETURN) &&
        to != NULL && !marbre_stage_is_last(trial->dossier->workflow, to) &&
        marbre_plan_get_actions(trial->plan, to)->len > 0;
    if (!enters && !is_kept(trial->before, trial->after))
        violate(trial, "marbre/bad-state",
                g_strdup(_("the commit of a move changes words too: nobody has judged them")),
                g_strdup(_("words in a commit of their own, before the move")));
}

/* The day of a waiver as its record has it. */
static char *
day_of(const Trial *trial, const char *words)
{
    const MarbreSettings *settings = marbre_policy_get_settings(trial->passage->law->policy);
    int64_t first = 0, after = 0;
    if (words == NULL || !marbre_moment_parse(words, settings->zone, &first, &after))
        return g_strdup(words);
    g_autofree char *instant = marbre_instant_format(marbre_instant_at(first, settings->zone));
    return g_strndup(instant, strlen("2026-03-31"));
}

static void
need_trailers(const Trial *trial, const char *to, const MarbreStage *judged, const char *digest)
{
    const MarbreSaid *said = trial->said;
    bool moves = said->move != MARBRE_MOVE_APPROVE && said->move != MARBRE_MOVE_WAIVE;
    const MarbreState *state = trial->dossier == NULL ? NULL : trial->dossier->state;
    const MarbreMoveMessage message = {
        .id = marbre_article_get_state(trial->after)->id,
        .from = moves && state != NULL ? state->stage : NULL,
        .to = moves ? to : NULL,
        .stage = said->move == MARBRE_MOVE_APPROVE ? judged->id : NULL,
        .rule = said->move == MARBRE_MOVE_WAIVE ? said->rule : NULL,
        .until = said->move == MARBRE_MOVE_WAIVE ? said->until : NULL,
        .reason = said->reason,
        .kind = said->kind,
        .origin = said->origin,
        .published = said->published,
        .notes = said->notes,
        .actor = trial->passage->author->id,
        .digest = digest,
        .checks = said->checks};
    if (!marbre_said_is(trial->passage->commit, said->move, &message)) {
        g_autofree char *right = marbre_message_trailers(said->move, &message);
        violate(trial, "marbre/bad-state",
                g_strdup(_("what the commit says of the move is not what the move is")),
                g_strstrip(g_steal_pointer(&right)));
    }
}

static void
need_record(const Trial *trial, const MarbreState *next)
{
    g_autoptr(GBytes) right = marbre_state_write(next);
    const MarbreFile *file = marbre_article_get_file(trial->after, "state.yaml");
    if (g_bytes_equal(right, file->bytes))
        return;
    gsize size = 0;
    const char *data = g_bytes_get_data(right, &size);
    violate(trial, "marbre/bad-state",
            g_strdup(_("the record is not what this move makes of the one before")),
            g_strndup(data, size));
}

/* The words that the move is bound to: those of the stage it is for, or all that readers see. */
static char *
bound_to(const Trial *trial, const MarbreStage *stage, GError **error)
{
    const Trial *t = trial;
    if (t->said->move == MARBRE_MOVE_PUBLISH || t->said->move == MARBRE_MOVE_ADOPT)
        return marbre_record_digest(t->passage->before, t->before, error);
    return stage == NULL ? g_strdup("")
                         : g_strdup(marbre_dossier_station(t->dossier, stage)->digest);
}

/* Of what is adopted: it is what the site had before, and public since when the commit says. */
static bool
need_old(const Trial *trial, MarbreInstant *ret_since, GError **error)
{
    g_autoptr(GError) reason = NULL;
    g_autofree char *origin = NULL;
    if (trial->said->move != MARBRE_MOVE_ADOPT)
        return true;
    if (!marbre_adopted_check(trial->passage->before, trial->before,
                              trial->passage->commit->author->at.seconds, ret_since, &origin,
                              &reason)) {
        if (reason->code != MARBRE_ERROR_REFUSED) {
            g_propagate_error(error, g_steal_pointer(&reason));
            return false;
        }
        violate(trial, "marbre/stage-skipped", g_strdup(reason->message), NULL);
        return true;
    }
    g_autofree char *since = marbre_instant_format(*ret_since);
    if (g_strcmp0(trial->said->origin, origin) != 0 ||
        g_strcmp0(trial->said->published, since) != 0)
        violate(trial, "marbre/bad-state",
                g_strdup(_("what the commit says of the move is not what the move is")),
                g_strdup_printf("%s, %s", origin, since));
    return true;
}

static bool
derive(const Trial *trial, const MarbreAnswer *answer, GError **error)
{
    const MarbreSaid *said = trial->said;
    bool for_stage = said->move == MARBRE_MOVE_APPROVE || said->move == MARBRE_MOVE_WAIVE;
    const MarbreStage *judged = for_stage ? answer->to : trial->dossier->stage;
    g_autoptr(MarbreState) before = marbre_state_copy(trial->dossier->state);
    g_autofree char *digest = bound_to(trial, judged, error);
    g_autofree char *until = day_of(trial, said->until);
    char content[41];
    const char *to = leads_to(said->move, answer);
    MarbreInstant since = {0};
    if (digest == NULL || !need_old(trial, &since, error) ||
        !marbre_snapshot_folder_id(marbre_newsroom_get_snapshot(trial->passage->before),
                                   marbre_article_get_folder(trial->before), content, error))
        return false;
    if (to == NULL)
        return true; /* the gate has said why */
    if (before->id == NULL)
        before->id = g_strdup(marbre_article_get_state(trial->after)->id);
    const MarbreStep step = {.move = answer->publishes ? MARBRE_MOVE_PUBLISH : said->move,
                             .by = trial->passage->author->id,
                             .at = trial->passage->commit->author->at,
                             .to = to,
                             .rule = said->rule,
                             .until = until,
                             .reason = said->reason == NULL ? "" : said->reason,
                             .kind = said->kind == NULL ? "" : said->kind,
                             .notes = said->notes,
                             .digest = digest,
                             .content = content,
                             .since = since};
    g_autoptr(MarbreState) next = marbre_step_apply(before, &step);
    need_trailers(trial, to, judged,
                  judged == NULL ? NULL : marbre_dossier_station(trial->dossier, judged)->digest);
    need_record(trial, next);
    need_words_apart(trial, answer->to);
    return true;
}

/* --- an article that begins --------------------------------------------------------------------
 */

static bool
judge_new(Trial *trial, GError **error)
{
    const MarbreState *state = marbre_article_get_state(trial->after);
    const MarbreStage *first = marbre_workflow_first(marbre_plan_get_workflow(trial->plan));
    bool taken = false;
    if (!marbre_judge_is_taken(trial->passage, state->id, &taken, error))
        return false;
    if (taken)
        violate(trial, "marbre/bad-state", g_strdup(_("another article has this id already")),
                NULL);
    marbre_judge_take(trial->passage->judge, state->id);
    if (trial->before != NULL) {
        violate(trial, "marbre/stage-skipped", g_strdup(_("the article was there already")), NULL);
        return true;
    }
    g_autoptr(MarbreState) before = marbre_state_new();
    before->id = g_strdup(state->id);
    before->workflow = g_strdup(state->workflow);
    before->stage = g_strdup(first->id);
    const MarbreStep step = {.move = MARBRE_MOVE_NEW,
                             .by = trial->passage->author->id,
                             .at = trial->passage->commit->author->at,
                             .to = first->id};
    g_autoptr(MarbreState) next = marbre_step_apply(before, &step);
    need_trailers(trial, first->id, NULL, NULL);
    need_record(trial, next);
    return true;
}

/* --- any move ----------------------------------------------------------------------------------
 */

static bool
judge_move(Trial *trial, GError **error)
{
    const MarbrePassage *passage = trial->passage;
    const char *folder = marbre_article_get_folder(trial->before);
    GPtrArray *versions = marbre_judge_past(passage, folder, error);
    if (versions == NULL)
        return false;
    g_autoptr(MarbreDossier) dossier =
        marbre_dossier_new_of(passage->before, trial->plan, trial->before, versions, error);
    if (dossier == NULL ||
        (trial->said->move == MARBRE_MOVE_CORRECT && !marbre_dossier_compare(dossier, error)))
        return false;
    trial->dossier = dossier;
    bool done = gather_findings(trial, error);
    if (done) {
        g_autoptr(MarbreAnswer) answer = ask_gate(trial, stage_left(versions));
        done = answer->obstacles->len > 0 || derive(trial, answer, error);
    }
    g_clear_pointer(&trial->findings, g_ptr_array_unref);
    trial->dossier = NULL;
    return done;
}

/* The workflow that the article is in; NULL, and told, where there is none such. */
static MarbrePlan *
plan_of(const Trial *trial, GError **error)
{
    const MarbreState *state =
        trial->before == NULL ? NULL : marbre_article_get_state(trial->before);
    if (state == NULL)
        state = marbre_article_get_state(trial->after);
    g_autoptr(GError) reason = NULL;
    MarbrePlan *plan =
        marbre_law_plan(trial->passage->law, trial->passage->before,
                        trial->passage->judge->settings->pool, state->workflow, &reason);
    if (plan != NULL)
        return plan;
    if (reason->code == MARBRE_ERROR_NOT_FOUND)
        violate(trial, "marbre/unknown-stage", g_strdup(reason->message), NULL);
    else
        g_propagate_error(error, g_steal_pointer(&reason));
    return NULL;
}

bool
marbre_judge_move(const MarbrePassage *passage,
                  MarbreArticle *before,
                  MarbreArticle *after,
                  GError **error)
{
    g_auto(MarbreSaid) said;
    marbre_said_read(passage->commit, &said);
    Trial trial = {.passage = passage, .said = &said, .before = before, .after = after};
    if (!said.is_move) {
        violate(&trial, "marbre/bad-state",
                g_strdup(_("the commit names a move that there is not")), NULL);
        return true;
    }
    if (passage->author == NULL)
        return true; /* told already: nobody may act without a name */
    g_autoptr(GError) reason = NULL;
    trial.plan = plan_of(&trial, &reason);
    if (trial.plan == NULL) {
        if (reason == NULL)
            return true;
        g_propagate_error(error, g_steal_pointer(&reason));
        return false;
    }
    if (said.move == MARBRE_MOVE_NEW)
        return judge_new(&trial, error);
    if (before != NULL)
        return judge_move(&trial, error);
    violate(&trial, "marbre/stage-skipped", g_strdup(_("the article was not there before")),
            g_strdup("marbre new"));
    return true;
}
