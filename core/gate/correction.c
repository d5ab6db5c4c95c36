/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "gate/case.h"

#include "article/note.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* --- what both ask -------------------------------------------------------------------------- */

/* Whether readers can see it; an obstacle where they can't. */
static bool
need_readers(const MarbreCase *at, const char *verb, const char *more)
{
    const MarbreState *state = at->dossier->state;
    if (strcmp(state->stage, MARBRE_STAGE_RETRACTED) == 0) {
        marbre_case_tell_gone(at);
        return false;
    }
    if (state->publication != NULL)
        return true;
    MarbreObstacle *obstacle =
        marbre_case_add(at, MARBRE_OBSTACLE_ORDER, "marbre/stage-skipped",
                        g_strdup(_("It has not been published: no reader has seen it.")));
    if (strcmp(state->stage, MARBRE_STAGE_SPIKED) != 0)
        obstacle->command = g_strdup_printf("marbre %s %s%s", verb, marbre_case_slug(at), more);
    return false;
}

/* Words, and not what holds their place. */
static bool
has_note(const MarbreCase *at, const char *lang)
{
    const char *note =
        at->question->notes == NULL ? NULL : marbre_notes_get(at->question->notes, lang);
    return note != NULL && !marbre_note_is_stand_in(note);
}

/* What a language's readers would be told: the words given, else a first wording, else a word that
   stands for it. (transfer full) as a shell takes it */
static char *
note_to_paste(const MarbreCase *at, const char *lang)
{
    const GPtrArray *proposed = at->question->proposed;
    const char *note = has_note(at, lang) ? marbre_notes_get(at->question->notes, lang)
                       : proposed != NULL ? marbre_notes_get(proposed, lang)
                                          : NULL;
    return note == NULL ? g_strdup("NOTE") : g_shell_quote(note);
}

/* The languages that readers read it in. */
static const char *const *
languages_of(const MarbreCase *at)
{
    const char *const *langs = marbre_article_get_langs(at->dossier->article);
    return langs[0] != NULL ? langs
                            : (const char *const *)marbre_policy_get_settings(at->policy)->publish;
}

/* Readers of each language are told in their own. `verb`, `before` and `after` are of the command
   that tells them. */
static void
need_notes(const MarbreCase *at, const char *verb, const char *before, const char *after)
{
    const char *first = marbre_policy_get_settings(at->policy)->publish[0];
    g_autoptr(GString) langs = g_string_new(NULL);
    g_autoptr(GString) whole = g_string_new(NULL);
    g_string_printf(whole, "marbre %s %s%s", verb, marbre_case_slug(at), before);
    for (const char *const *lang = languages_of(at); *lang != NULL; lang++) {
        if (!has_note(at, *lang))
            g_string_append_printf(langs, "%s%s", langs->len > 0 ? ", " : "", *lang);
        g_autofree char *note = note_to_paste(at, *lang);
        g_string_append_printf(whole, " --note%s%s %s", strcmp(*lang, first) == 0 ? "" : "-",
                               strcmp(*lang, first) == 0 ? "" : *lang, note);
    }
    if (langs->len == 0)
        return;
    g_string_append(whole, after);
    MarbreObstacle *obstacle = marbre_case_add(
        at, MARBRE_OBSTACLE_ORDER, "marbre/note-missing",
        g_strdup_printf(_("What readers are told is missing, in: %s."), langs->str));
    obstacle->command = g_string_free(g_steal_pointer(&whole), FALSE);
}

/* --- correct --------------------------------------------------------------------------------- */

/* An earlier stage than it must go through: the words that need it may come after this. */
static const MarbreStage *
earlier_stage(const MarbreCase *at, const MarbreStage *stage)
{
    const MarbreStage *asked = at->question->to == NULL || at->dossier->stage != NULL
                                   ? NULL
                                   : marbre_workflow_stage(at->dossier->workflow, at->question->to);
    bool fits = asked != NULL && asked->index < stage->index &&
                marbre_dossier_station(at->dossier, asked)->applies;
    return fits ? asked : stage;
}

/* Through the stages that judge what has changed, from the earliest on; through the last in any
   case. A correction that is open already is told anew where it stands. */
static const MarbreStage *
stage_to_go_through(const MarbreCase *at)
{
    for (guint i = 0; at->dossier->stage == NULL && i < at->dossier->stations->len; i++) {
        const MarbreStation *station = g_ptr_array_index(at->dossier->stations, i);
        if (station->applies && station->changed &&
            !marbre_stage_is_owed(at->dossier->workflow, station->stage))
            return station->stage;
    }
    return at->dossier->stage == NULL ? marbre_workflow_last(at->dossier->workflow)
                                      : at->dossier->stage;
}

void
marbre_case_ask_correct(const MarbreCase *at)
{
    if (!need_readers(at, "save", ""))
        return;
    if (!marbre_case_is_published(at) && marbre_case_standing(at) == NULL)
        return;
    const MarbreStage *stage = earlier_stage(at, stage_to_go_through(at));
    at->answer->to = stage;
    marbre_case_need_either(at, stage->roles, marbre_workflow_last(at->dossier->workflow)->roles,
                            _("correct it"));
    if (strcmp(at->question->kind, MARBRE_KIND_TYPO) != 0) {
        g_autofree char *kind = g_strconcat(" --kind ", at->question->kind, NULL);
        need_notes(at, "correct", kind, "");
    } else if (!at->dossier->workflow->typos) {
        MarbreObstacle *obstacle = marbre_case_add(
            at, MARBRE_OBSTACLE_ORDER, "marbre/note-missing",
            g_strdup(_("This workflow has no correction without a note to readers, however "
                       "small.")));
        obstacle->command = g_strdup_printf("marbre correct %s --kind correction --note NOTE",
                                            marbre_case_slug(at));
    }
}

/* --- retract --------------------------------------------------------------------------------- */

static void
need_reason(const MarbreCase *at)
{
    const char *reason = at->question->reason;
    if (reason == NULL || *reason == '\0')
        marbre_case_add_order(at, "marbre/reason-missing",
                              g_strdup(_("Say why, for the newsroom: readers don't see this.")));
}

/* One person, no check and no approval: it is the move for when nothing may stand in the way. */
void
marbre_case_ask_retract(const MarbreCase *at)
{
    if (!need_readers(at, "spike", " -m WHY"))
        return;
    char **roles = at->dossier->workflow->retract_roles;
    if (roles[0] == NULL)
        marbre_case_add_order(
            at, "marbre/role-missing",
            g_strdup(
                _("The workflow does not say who may retract: `retract: {roles: [editor]}`.")));
    else
        marbre_case_need_role(at, roles, _("retract it"));
    need_notes(at, "retract", "", " -m WHY");
    need_reason(at);
}
