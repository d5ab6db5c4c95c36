/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/state.h"
#include "base/date.h"
#include "base/json.h"
#include "base/text.h"
#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/hours.h"
#include "cli/moves.h"
#include "finding/excerpt.h"
#include "newsroom/versions.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

/* Who acted: the person of the trailer, else of the author's address, else the address. */
static const char *
actor_of(const MarbrePolicy *policy, const MarbreCommit *commit)
{
    const char *actor = marbre_commit_trailer(commit, "Marbre-Actor");
    const MarbrePerson *person = marbre_policy_person(policy, commit->author->email);
    if (actor != NULL)
        return actor;
    return person != NULL ? person->id : commit->author->email;
}

static const char *
name_of(const MarbrePolicy *policy, const char *actor)
{
    const MarbrePerson *person = marbre_people_by_id(marbre_policy_get_people(policy), actor);
    return person == NULL ? actor : person->name;
}

/* The person's own words: between the subject and the trailers, or in the trailer of a reason that
   is on record. (transfer full, nullable) */
static char *
words_of(const MarbreCommit *commit)
{
    const char *body = strstr(commit->message, "\n\n");
    if (body == NULL || g_str_has_prefix(body + 2, "Marbre-"))
        return g_strdup(marbre_commit_trailer(commit, "Marbre-Urgent") != NULL
                            ? marbre_commit_trailer(commit, "Marbre-Urgent")
                            : marbre_commit_trailer(commit, "Marbre-Reason"));
    const char *end = strstr(body + 2, "\n\nMarbre-");
    g_autofree char *words =
        end == NULL ? g_strdup(body + 2) : g_strndup(body + 2, (size_t)(end - body - 2));
    g_strstrip(words);
    return *words == '\0' ? NULL : g_steal_pointer(&words);
}

/* What readers are told, each in their language. */
static GPtrArray *
notes_of(const MarbrePolicy *policy, const MarbreCommit *commit)
{
    GPtrArray *notes = marbre_notes_new();
    char **langs = marbre_policy_get_settings(policy)->publish;
    for (char **lang = langs; *lang != NULL; lang++) {
        g_autofree char *trailer = g_strconcat("Marbre-Note-", *lang, NULL);
        const char *note = marbre_commit_trailer(commit, trailer);
        if (note != NULL)
            marbre_notes_set(notes, *lang, note);
    }
    return notes;
}

static void
write_notes(MarbreJson *json, const MarbrePolicy *policy, const MarbreCommit *commit)
{
    g_autoptr(GPtrArray) notes = notes_of(policy, commit);
    marbre_notes_member(json, "notes", notes);
}

static void
print_json(const MarbrePolicy *policy, const GPtrArray *versions)
{
    MarbreJson *json = marbre_answer_begin();
    marbre_json_member_array(json, "transitions");
    for (guint i = 0; i < versions->len; i++) {
        const MarbreCommit *commit = ((MarbreVersion *)versions->pdata[i])->commit;
        g_autofree char *words = words_of(commit);
        marbre_json_begin_object(json);
        marbre_json_member_string(json, "commit", commit->id);
        marbre_json_member_instant(json, "at", commit->author->at);
        marbre_json_member_string(json, "actor", actor_of(policy, commit));
        marbre_json_member_string(json, "transition",
                                  marbre_commit_trailer(commit, "Marbre-Transition"));
        marbre_json_member_string(json, "from", marbre_commit_trailer(commit, "Marbre-From"));
        marbre_json_member_string(json, "to", marbre_commit_trailer(commit, "Marbre-To"));
        marbre_json_member_string(json, "message", words);
        marbre_json_member_string(json, "kind", marbre_commit_trailer(commit, "Marbre-Kind"));
        write_notes(json, policy, commit);
        marbre_json_end_object(json);
    }
    marbre_json_end_array(json);
    marbre_answer_end(json);
}

static const char *
stage_shown(const MarbreWorkflow *workflow, const char *id, const char *lang)
{
    const MarbreStage *stage =
        workflow == NULL || id == NULL ? NULL : marbre_workflow_resolve(workflow, id);
    if (stage != NULL)
        return marbre_stage_title(stage, lang);
    return id == NULL ? "?" : id;
}

static char *
correction_shown(const char *kind)
{
    if (g_strcmp0(kind, "update") == 0)
        return g_strdup(_("opened an update"));
    if (g_strcmp0(kind, "clarification") == 0)
        return g_strdup(_("opened a clarification"));
    if (g_strcmp0(kind, "typo") == 0)
        return g_strdup(_("began to mend a slip of the pen"));
    return g_strdup(_("opened a correction"));
}

static char *
publication_shown(const char *kind)
{
    if (kind == NULL)
        return g_strdup(_("published it"));
    if (strcmp(kind, "update") == 0)
        return g_strdup(_("published the update"));
    if (strcmp(kind, "clarification") == 0)
        return g_strdup(_("published the clarification"));
    if (strcmp(kind, "typo") == 0)
        return g_strdup(_("published it with a slip of the pen mended"));
    return g_strdup(_("published the correction"));
}

/* What happened, in the newsroom's words. `kind`: of the correction that was open before it.
   (transfer full) */
static char *
deed_of(const MarbrePolicy *policy,
        const MarbreCommit *commit,
        const char *kind,
        const MarbreWorkflow *workflow,
        const char *lang)
{
    const char *transition = marbre_commit_trailer(commit, "Marbre-Transition");
    const char *from = marbre_commit_trailer(commit, "Marbre-From");
    const char *to = marbre_commit_trailer(commit, "Marbre-To");
    const char *stage = marbre_commit_trailer(commit, "Marbre-Stage");
    if (transition == NULL)
        return g_strdup(_("edited it"));
    if (strcmp(transition, "new") == 0)
        return g_strdup(_("began it"));
    if (strcmp(transition, "advance") == 0)
        return g_strdup_printf(_("moved it on from %s to %s"), stage_shown(workflow, from, lang),
                               stage_shown(workflow, to, lang));
    if (strcmp(transition, "return") == 0)
        return g_strdup_printf(_("sent it back from %s to %s"), stage_shown(workflow, from, lang),
                               stage_shown(workflow, to, lang));
    if (strcmp(transition, "approve") == 0)
        return g_strdup_printf(_("approved %s"), stage_shown(workflow, stage, lang));
    if (strcmp(transition, "waive") == 0)
        return g_strdup_printf(_("waived the rule %s"),
                               marbre_commit_trailer(commit, "Marbre-Rule"));
    if (strcmp(transition, "publish") == 0)
        return publication_shown(kind);
    if (strcmp(transition, "spike") == 0)
        return g_strdup_printf(_("spiked it at %s"), stage_shown(workflow, from, lang));
    if (strcmp(transition, "restore") == 0)
        return g_strdup_printf(_("restored it to %s"), stage_shown(workflow, to, lang));
    if (strcmp(transition, "correct") == 0)
        return correction_shown(marbre_commit_trailer(commit, "Marbre-Kind"));
    if (strcmp(transition, "retract") == 0)
        return g_strdup(_("retracted it"));
    if (strcmp(transition, "unpublish") == 0)
        return g_strdup(_("took it offline, for its time had ended"));
    if (strcmp(transition, "adopt") == 0)
        return g_strdup_printf(_("adopted it as it was public: %s"),
                               marbre_commit_trailer(commit, "Marbre-Origin"));
    if (strcmp(transition, "assign") == 0)
        return g_strcmp0(marbre_commit_trailer(commit, "Marbre-Assignee"),
                         marbre_commit_trailer(commit, "Marbre-Actor")) == 0
                   ? g_strdup(_("took it"))
                   : g_strdup_printf(
                         _("gave it to %s"),
                         name_of(policy, marbre_commit_trailer(commit, "Marbre-Assignee")));
    if (strcmp(transition, "undo") == 0)
        return g_strdup(_("took back their last move"));
    return g_strdup(transition);
}

/* The kind of the correction that was open before a version; NULL where none was. */
static const char *
open_before(const GPtrArray *versions, guint at)
{
    for (guint i = at + 1; i < versions->len; i++) {
        const MarbreCommit *commit = ((MarbreVersion *)versions->pdata[i])->commit;
        const char *transition = marbre_commit_trailer(commit, "Marbre-Transition");
        if (g_strcmp0(transition, "correct") == 0)
            return marbre_commit_trailer(commit, "Marbre-Kind");
        if (g_strcmp0(transition, "publish") == 0)
            return NULL;
    }
    return NULL;
}

static void
print_notes(const MarbrePolicy *policy, const MarbreCommit *commit, int indent)
{
    g_autoptr(GPtrArray) notes = notes_of(policy, commit);
    for (guint i = 0; i < notes->len; i++) {
        const MarbreNote *note = g_ptr_array_index(notes, i);
        g_autofree char *words = marbre_cli_quoted(note->text);
        printf(_("%*sto readers (%s): %s\n"), indent, "", note->lang, words);
    }
}

/* The workflow that the article goes through; the usual one, where it says none that there is. */
static const MarbreWorkflow *
workflow_of(MarbreNewsroom *tip, const char *folder)
{
    const MarbrePolicy *policy = marbre_newsroom_get_policy(tip);
    g_autoptr(MarbreArticle) article = marbre_newsroom_read_article(tip, folder, NULL);
    const MarbreState *state = article == NULL ? NULL : marbre_article_get_state(article);
    const MarbreWorkflow *own =
        state == NULL ? NULL : marbre_policy_workflow(policy, state->workflow);
    return own != NULL ? own : marbre_policy_workflow(policy, NULL);
}

/* A line that Marbre writes of a claim, “NAME: STATUS”. */
static bool
is_of_ledger(const char *line, const char **ret_status)
{
    MarbreClaimStatus status;
    const char *colon = strstr(line, ": ");
    if (colon == NULL || strchr(line, ' ') != colon + 1 ||
        !marbre_claim_status_parse(colon + 2, &status))
        return false;
    *ret_status = marbre_moves_claim_status(status);
    return true;
}

/* A claim in its own words, as the ledger had them then; its name where that can't be read.
   (transfer full) */
static char *
claim_shown(const MarbreArticle *then, const char *name)
{
    const MarbreClaims *claims = then == NULL ? NULL : marbre_article_get_claims(then);
    const MarbreClaim *claim = claims == NULL ? NULL : marbre_claims_find(claims, name);
    return claim == NULL ? marbre_text_shown(name) : marbre_moves_title(claim->quote);
}

static void
print_words(MarbreNewsroom *tip, const MarbreVersion *version, const char *words, int indent)
{
    g_autoptr(MarbreArticle) then = NULL;
    g_auto(GStrv) lines = g_strsplit(words, "\n", -1);
    char **line = lines;
    const char *status;
    for (; *line != NULL && is_of_ledger(*line, &status); line++) {
        g_autofree char *name = g_strndup(*line, (size_t)(strchr(*line, ':') - *line));
        if (then == NULL)
            then = marbre_version_read(tip, version, NULL);
        g_autofree char *shown = claim_shown(then, name);
        printf("%*s%s — %s\n", indent, "", shown, status);
    }
    g_autofree char *rest = g_strjoinv("\n", line);
    g_strstrip(rest);
    if (*rest == '\0')
        return;
    g_autofree char *shown = marbre_cli_quoted(rest);
    printf("%*s%s\n", indent, "", shown);
}

/* When each of them was, as wide as one another. (transfer full) */
static GPtrArray *
hours_of(const GPtrArray *versions)
{
    g_autoptr(GPtrArray) hours = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < versions->len; i++)
        g_ptr_array_add(
            hours, marbre_date_cell(((MarbreVersion *)versions->pdata[i])->commit->author->at));
    marbre_hours_align(hours);
    return g_steal_pointer(&hours);
}

static void
print_text(MarbreCli *cli,
           MarbreNewsroom *tip,
           const MarbreWorkflow *workflow,
           const GPtrArray *versions)
{
    const MarbrePolicy *policy = marbre_newsroom_get_policy(tip);
    g_autoptr(GPtrArray) hours = hours_of(versions);
    for (guint i = 0; i < versions->len; i++) {
        const MarbreCommit *commit = ((MarbreVersion *)versions->pdata[i])->commit;
        g_autofree char *deed =
            deed_of(policy, commit, open_before(versions, i), workflow, cli->lang);
        g_autofree char *words = words_of(commit);
        g_autofree char *name = marbre_text_shown(name_of(policy, actor_of(policy, commit)));
        g_autofree char *done = marbre_text_shown(deed);
        const char *at = hours->pdata[i];
        int indent = (int)marbre_text_columns(at, strlen(at)) + 2;
        printf("%s  %s  %s\n", at, name, done);
        if (words != NULL)
            print_words(tip, versions->pdata[i], words, indent);
        print_notes(policy, commit, indent);
    }
}

MarbreExit
marbre_command_history(MarbreCli *cli, int argc, char **argv)
{
    MarbreExit status = MARBRE_EXIT_YES;
    g_autoptr(GError) error = NULL;
    if (!marbre_cli_parse(cli, N_("ARTICLE"), NULL, false, &argc, &argv, &status))
        return status;
    if (argc != 2)
        return marbre_cli_usage(_("which article? `marbre list` names them"));
    g_autoptr(MarbreNewsroom) tip = marbre_cli_tip(cli, &error);
    g_autofree char *folder = tip == NULL ? NULL : marbre_cli_article(cli, tip, argv[1], &error);
    g_autoptr(GPtrArray) versions =
        folder == NULL ? NULL : marbre_versions_of(tip, folder, NULL, &error);
    if (versions == NULL)
        return marbre_cli_fail(error);
    if (cli->json)
        print_json(marbre_newsroom_get_policy(tip), versions);
    else
        print_text(cli, tip, workflow_of(tip, folder), versions);
    return MARBRE_EXIT_YES;
}
