/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "proof/telling.h"

#include "base/problem.h"
#include "newsroom/signed.h"
#include "proof/said.h"
#include "store/history.h"

#include <string.h>

/* The rules get a number, so that a step can say which it was judged by. */
typedef struct {
    MarbreTelling *telling;
    MarbreLaws *laws;
    MarbreLaw *law; /* (nullable) of the last step */
    unsigned number;
    const char *folder; /* where the article stands after the step */
} Steps;

static const char *
name_move(const MarbreTelling *telling, MarbreMove move)
{
    switch (move) {
    case MARBRE_MOVE_NEW:
        return MARBRE_SAY(telling, "commence l’article", "begins the article");
    case MARBRE_MOVE_ADVANCE:
        return MARBRE_SAY(telling, "transmet", "moves it forward");
    case MARBRE_MOVE_RETURN:
        return MARBRE_SAY(telling, "renvoie", "sends it back");
    case MARBRE_MOVE_APPROVE:
        return MARBRE_SAY(telling, "vise", "approves");
    case MARBRE_MOVE_WAIVE:
        return MARBRE_SAY(telling, "déroge à une règle", "waives a rule");
    case MARBRE_MOVE_PUBLISH:
        return MARBRE_SAY(telling, "publie", "publishes");
    case MARBRE_MOVE_SPIKE:
        return MARBRE_SAY(telling, "abandonne", "spikes");
    case MARBRE_MOVE_RESTORE:
        return MARBRE_SAY(telling, "reprend", "takes it up again");
    case MARBRE_MOVE_CORRECT:
        return MARBRE_SAY(telling, "ouvre une correction", "opens a correction");
    case MARBRE_MOVE_RETRACT:
        return MARBRE_SAY(telling, "annule", "retracts");
    case MARBRE_MOVE_UNPUBLISH:
        return MARBRE_SAY(telling, "met hors ligne, son temps passé",
                          "takes it offline, its time over");
    case MARBRE_MOVE_ADOPT:
        return MARBRE_SAY(telling, "reprend d’un ancien site", "adopts it from an older site");
    case MARBRE_MOVE_ASSIGN:
        return MARBRE_SAY(telling, "attribue l’article", "says who has it");
    case MARBRE_MOVE_UNDO:
        return MARBRE_SAY(telling, "revient sur son dernier geste", "takes back their last move");
    case MARBRE_MOVE_SAVE:
        break;
    }
    return "";
}

/* "Léa Morel (lea: fact-checker)", by the rules of the moment; else the name and address. */
static char *
name_person(const MarbreLaw *law, const MarbreCommit *commit)
{
    const MarbrePerson *person = marbre_policy_person(law->policy, commit->author->email);
    if (person == NULL)
        return g_strdup_printf("%s <%s>", commit->author->name, commit->author->email);
    g_autofree char *roles = g_strjoinv(", ", person->roles);
    return g_strdup_printf("%s (%s: %s)", person->name, person->id, roles);
}

static void
detail(MarbreTelling *telling, const char *fr, const char *en, const char *words)
{
    g_autofree char *label = g_strconcat("    ", MARBRE_SAY(telling, fr, en), NULL);
    marbre_telling_line(telling, label, words);
}

static void
tell_details(MarbreTelling *telling, const MarbreSaid *said)
{
    g_autofree char *way = said->from == NULL || said->to == NULL
                               ? NULL
                               : g_strdup_printf("%s → %s", said->from, said->to);
    detail(telling, "étapes", "stages", way);
    detail(telling, "étape visée", "stage approved", said->stage);
    detail(telling, "règle", "rule", said->rule);
    detail(telling, "jusqu’au", "until", said->until);
    detail(telling, "nature", "kind", said->kind);
    detail(telling, "motif", "reason", said->reason);
    detail(telling, "origine", "origin", said->origin);
    detail(telling, "confié à", "given to", said->assignee);
    detail(telling, "pour le", "due", said->due);
    detail(telling, "revient sur la version", "takes back the commit", said->undoes);
    for (guint i = 0; i < said->notes->len; i++) {
        const MarbreNote *note = said->notes->pdata[i];
        g_autofree char *words = g_strdup_printf("[%s] %s", note->lang, note->text);
        detail(telling, "note publique", "public note", words);
    }
    detail(telling, "mots engagés", "words answered for", said->digest);
    for (guint i = 0; i < said->checks->len; i++)
        detail(telling, "contrôle", "check", said->checks->pdata[i]);
}

/* The signature of an approval is in the record that it makes, any other the commit's own. */
static void
find_signature(Steps *steps, MarbreCommit *commit, const MarbreSaid *said, MarbreSigned *ret_signed)
{
    const MarbrePolicy *policy = steps->law->policy;
    const MarbrePeople *people = marbre_policy_get_people(policy);
    if (!said->is_move || said->move != MARBRE_MOVE_APPROVE) {
        marbre_signed_commit(people, commit, ret_signed);
        return;
    }
    g_autofree char *path = g_strdup_printf("%s/state.yaml", steps->folder);
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreSnapshot) snapshot =
        marbre_snapshot_commit(steps->telling->account->store, commit->id, NULL);
    g_autoptr(GBytes) bytes =
        snapshot == NULL ? NULL : marbre_snapshot_read(snapshot, path, MARBRE_STATE_LIMIT, NULL);
    g_autoptr(MarbreState) state = bytes == NULL ? NULL : marbre_state_parse(path, bytes, problems);
    const MarbreApproval *approval =
        state == NULL || said->stage == NULL || said->actor == NULL
            ? NULL
            : marbre_state_find_approval(state, said->stage, said->actor);
    if (approval == NULL)
        return;
    g_autoptr(GBytes) statement =
        marbre_statement_approval(marbre_policy_get_settings(policy)->id, state->id,
                                  approval->stage, approval->digest, approval->by);
    marbre_signed_statement(people, statement, MARBRE_SIGNED_APPROVAL, approval->signature,
                            ret_signed);
}

static void
tell_signature(Steps *steps, MarbreCommit *commit, const MarbreSaid *said)
{
    g_auto(MarbreSigned) found = {0};
    find_signature(steps, commit, said, &found);
    const MarbrePerson *author = marbre_policy_person(steps->law->policy, commit->author->email);
    if (found.wrong == NULL && found.person != NULL && found.person == author)
        detail(steps->telling, "signature vérifiée", "signature verified", found.fingerprint);
    else if (found.is_there)
        detail(steps->telling, "signature", "signature",
               MARBRE_SAY(steps->telling, "elle ne prouve rien", "it proves nothing"));
}

static void
tell_step(Steps *steps, MarbreCommit *commit, bool is_policy)
{
    MarbreTelling *telling = steps->telling;
    g_auto(MarbreSaid) said;
    marbre_said_read(commit, &said);
    bool ours = said.is_move && g_strcmp0(said.article, telling->account->course->article) == 0;
    g_autofree char *at = marbre_instant_format(commit->author->at);
    g_autofree char *person = name_person(steps->law, commit);
    g_autofree char *fit = marbre_telling_fit(person);
    const char *what = ours        ? name_move(telling, said.move)
                       : is_policy ? MARBRE_SAY(telling, "change les règles", "changes the rules")
                                   : MARBRE_SAY(telling, "change les mots", "changes the words");
    g_string_append_printf(telling->text, "  %s  %s%s %s\n", at, fit,
                           MARBRE_SAY(telling, " :", ":"), what);
    if (ours)
        tell_details(telling, &said);
    else
        detail(telling, "objet", "subject", commit->subject);
    tell_signature(steps, commit, &said);
    g_autofree char *rules = g_strdup_printf("%u", steps->number);
    detail(telling, "règles n°", "rules no.", rules);
    detail(telling, "version", "commit", commit->id);
}

/* Whether a commit leaves other rules than it found. */
static bool
tell_one(Steps *steps, const MarbreCourseStep *step, GError **error)
{
    MarbreStore *store = steps->telling->account->store;
    g_autoptr(MarbreCommit) commit = marbre_commit_read(store, step->commit, error);
    g_autoptr(MarbreSnapshot) before =
        commit == NULL ? NULL : marbre_snapshot_commit(store, commit->parents[0], error);
    g_autoptr(MarbreSnapshot) after =
        before == NULL ? NULL : marbre_snapshot_commit(store, step->commit, error);
    MarbreLaw *law = after == NULL ? NULL : marbre_laws_of(steps->laws, before, NULL, error);
    MarbreLaw *next = law == NULL ? NULL : marbre_laws_of(steps->laws, after, NULL, error);
    if (next == NULL)
        return false;
    if (steps->law != law)
        steps->number++;
    steps->law = law;
    steps->folder = step->folder;
    tell_step(steps, commit, law != next);
    return true;
}

bool
marbre_telling_steps(MarbreTelling *telling, GError **error)
{
    const GPtrArray *all = telling->account->course->steps;
    g_autoptr(MarbreLaws) laws = marbre_laws_new();
    Steps steps = {.telling = telling, .laws = laws};
    marbre_telling_section(telling,
                           MARBRE_SAY(telling, "Ce qui a été fait, par qui et à quel titre",
                                      "What was done, by whom and in what role"));
    for (guint i = 0; i < all->len; i++)
        if (!tell_one(&steps, all->pdata[i], error))
            return false;
    if (all->len == 0)
        g_string_append_printf(telling->text, "  %s\n",
                               MARBRE_SAY(telling, "Rien depuis la version crue sur parole.",
                                          "Nothing since the commit taken on trust."));
    return true;
}
