/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/deeds.h"

#include "cli/moves.h"
#include "newsroom/hours.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

/* Gone because its time online had ended, and for no other reason. */
static bool
is_ended(const MarbreReply *reply)
{
    const MarbreState *state = reply->dossier->state;
    return reply->move == MARBRE_MOVE_UNPUBLISH ||
           (strcmp(state->stage, MARBRE_STAGE_RETRACTED) == 0 && state->retracted != NULL &&
            state->retracted->kind != NULL);
}

const char *
marbre_deed_stage(const MarbreCli *cli, const MarbreReply *reply, const char *id)
{
    const MarbreWorkflow *workflow = reply->dossier->workflow;
    const MarbreStage *stage = marbre_workflow_resolve(workflow, id);
    if (stage == NULL)
        stage = marbre_workflow_stage(workflow, id); /* one that is owed here */
    if (stage != NULL)
        return marbre_stage_title(stage, cli->lang);
    if (strcmp(id, MARBRE_STAGE_PUBLISHED) == 0)
        return _("Published");
    if (strcmp(id, MARBRE_STAGE_SPIKED) == 0)
        return _("Spiked");
    if (strcmp(id, MARBRE_STAGE_RETRACTED) == 0)
        return is_ended(reply) ? _("Offline") : _("Retracted");
    return id;
}

/* The command that goes on from there, where the person at work may. */
static void
print_own(const MarbreCli *cli, const MarbreReply *reply, const MarbreStage *stage, bool approve)
{
    const MarbrePolicy *policy = marbre_newsroom_get_policy(reply->dossier->newsroom);
    const MarbrePerson *own = marbre_policy_person(policy, cli->session.email);
    const char *slug = marbre_article_get_slug(reply->dossier->article);
    bool moves = own != NULL && marbre_person_has_role(own, (const char *const *)stage->roles);
    bool answers =
        own != NULL && marbre_person_has_role(own, (const char *const *)stage->approvals.roles);
    if (approve && answers)
        printf(_("To go on:  marbre approve %s\n"), slug);
    else if (!approve && moves && marbre_stage_is_last(reply->dossier->workflow, stage))
        printf(_("To go on:  marbre publish %s\n"), slug);
    else if (!approve && moves)
        printf(_("To go on:  marbre advance %s\n"), slug);
}

/* At whose desk it lies now. */
static void
print_next(MarbreCli *cli, const MarbreReply *reply)
{
    const MarbreStage *stage = marbre_workflow_resolve(reply->dossier->workflow, reply->to);
    if (stage == NULL)
        return;
    const MarbrePolicy *policy = marbre_newsroom_get_policy(reply->dossier->newsroom);
    g_autoptr(GPtrArray) people = marbre_policy_who(policy, (const char *const *)stage->roles);
    g_autofree char *names = marbre_moves_names(people);
    if (people->len > 0)
        printf(_("Next, at %s: %s.\n"), marbre_stage_title(stage, cli->lang), names);
    print_own(cli, reply, stage, stage->approvals.count > 0);
}

/* What was put off by it, and until when. */
static void
print_owes(const MarbreCli *cli, const MarbreReply *reply)
{
    char **owes = reply->answer->owes;
    if (owes == NULL || owes[0] == NULL)
        return;
    const MarbrePolicy *policy = marbre_newsroom_get_policy(reply->dossier->newsroom);
    g_autofree char *until = marbre_hour_shown(cli->session.now + reply->answer->within,
                                               marbre_policy_get_settings(policy)->zone);
    g_autoptr(GString) names = g_string_new(NULL);
    for (char **id = owes; *id != NULL; id++)
        g_string_append_printf(names, "%s%s", id == owes ? "" : ", ",
                               marbre_deed_stage(cli, reply, *id));
    printf(_("Owed until %s: %s.\n"), until, names->str);
}

/* Who has it now, and what they do next. */
static void
print_assigned(MarbreCli *cli, const MarbreReply *reply, const char *title)
{
    const MarbrePolicy *policy = marbre_newsroom_get_policy(reply->dossier->newsroom);
    const MarbrePerson *to = marbre_people_by_id(marbre_policy_get_people(policy), reply->assignee);
    const MarbrePerson *own = marbre_policy_person(policy, cli->session.email);
    g_autofree char *due =
        reply->due.seconds == 0
            ? NULL
            : marbre_hour_shown(reply->due.seconds, marbre_policy_get_settings(policy)->zone);
    if (to == own && due == NULL)
        printf(_("%s is yours.\n"), title);
    else if (to == own)
        printf(_("%s is yours, for %s.\n"), title, due);
    else if (due == NULL)
        printf(_("%s goes to %s.\n"), title, to->name);
    else
        printf(_("%s goes to %s, for %s.\n"), title, to->name, due);
}

void
marbre_deed_print(MarbreCli *cli, const MarbreReply *reply, const char *title)
{
    const char *to = marbre_deed_stage(cli, reply, reply->to == NULL ? reply->from : reply->to);
    switch (reply->move) {
    case MARBRE_MOVE_ADVANCE:
        printf(_("%s moves on to %s.\n"), title, to);
        print_owes(cli, reply);
        print_next(cli, reply);
        break;
    case MARBRE_MOVE_RETURN:
        printf(_("%s goes back to %s.\n"), title, to);
        print_next(cli, reply);
        break;
    case MARBRE_MOVE_APPROVE:
        printf(_("%s: %s has your approval.\n"), title, to);
        if (!reply->goes_on && reply->dossier->stage != NULL &&
            reply->answer->to == reply->dossier->stage)
            print_own(cli, reply, reply->dossier->stage, false);
        break;
    case MARBRE_MOVE_WAIVE:
        printf(_("%s: the rule is waived for this article.\n"), title);
        break;
    case MARBRE_MOVE_PUBLISH:
        printf(_("%s is published.\n"), title);
        print_owes(cli, reply);
        break;
    case MARBRE_MOVE_SPIKE:
        printf(_("%s is spiked. Its words stay; its folder may be removed.\n"), title);
        break;
    case MARBRE_MOVE_RESTORE:
        printf(_("%s is back at %s.\n"), title, to);
        print_next(cli, reply);
        break;
    case MARBRE_MOVE_CORRECT:
        printf(_("%s can be corrected: it is at %s. Readers see the page as it was, until this is "
                 "published.\n"),
               title, to);
        print_next(cli, reply);
        break;
    case MARBRE_MOVE_RETRACT:
        printf(_("%s is retracted. Its page has the note, and nothing else.\n"), title);
        break;
    case MARBRE_MOVE_UNPUBLISH:
        printf(_("%s is no longer online: its time had ended. Its words stay here.\n"), title);
        break;
    case MARBRE_MOVE_ASSIGN:
        print_assigned(cli, reply, title);
        break;
    case MARBRE_MOVE_UNDO:
        printf(_("%s is as it was before your last move: at %s.\n"), title, to);
        break;
    case MARBRE_MOVE_NEW:
    case MARBRE_MOVE_ADOPT:
    case MARBRE_MOVE_SAVE:
        break;
    }
}

void
marbre_deed_print_notes(const GPtrArray *notes)
{
    for (guint i = 0; i < notes->len; i++) {
        const MarbreNote *note = g_ptr_array_index(notes, i);
        g_autofree char *words = marbre_cli_quoted(note->text);
        printf("  %s  %s\n", note->lang, words);
    }
}

/* What taking the pages back would mean, for a drill. */
void
marbre_deed_print_drill(const MarbreDrill *drill)
{
    g_autofree char *pages = g_strdup_printf(
        g_dngettext(GETTEXT_PACKAGE, "%u page", "%u pages", drill->pages), drill->pages);
    g_autofree char *feeds = g_strdup_printf(
        g_dngettext(GETTEXT_PACKAGE, "%u feed", "%u feeds", drill->feeds), drill->feeds);
    guint seconds = (guint)drill->seconds + 1;
    printf(g_dngettext(GETTEXT_PACKAGE,
                       "For readers: %s and %s would change, in less than %u second.\n",
                       "For readers: %s and %s would change, in less than %u seconds.\n", seconds),
           pages, feeds, seconds);
}

void
marbre_deed_print_would(MarbreCli *cli, const MarbreReply *reply, const char *title)
{
    const char *to = marbre_deed_stage(cli, reply, reply->to == NULL ? reply->from : reply->to);
    printf(_("%s: nothing stands in the way (%s). Nothing was changed.\n"), title, to);
}
