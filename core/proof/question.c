/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "proof/trial.h"

#include "newsroom/content.h"

#include <glib/gi18n-lib.h>
#include <string.h>

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
tell_obstacles(const MarbreTrial *trial, const MarbreAnswer *answer)
{
    for (guint i = 0; i < answer->obstacles->len; i++) {
        const MarbreObstacle *obstacle = g_ptr_array_index(answer->obstacles, i);
        g_autofree char *who = name_people(obstacle->who);
        marbre_trial_violate(trial, obstacle->rule, g_strdup(obstacle->message),
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

MarbreAnswer *
marbre_trial_ask(MarbreTrial *trial, const char *left)
{
    const MarbreSaid *said = trial->said;
    const MarbrePublication *publication = trial->dossier->state->publication;
    /* What readers saw, and not what has been written since, says when its time ends. */
    g_autoptr(MarbreArticle) published =
        said->move != MARBRE_MOVE_UNPUBLISH || publication == NULL
            ? NULL
            : marbre_content_article(trial->passage->before,
                                     marbre_article_get_folder(trial->before), publication->content,
                                     NULL);
    MarbreInstant due = {0, 0};
    if (said->due != NULL)
        (void)marbre_instant_parse(said->due, &due); /* what is none is not in the record either */
    g_autofree char *words = words_of(trial->passage->commit);
    const MarbreQuestion question = {.move = said->move,
                                     .dossier = trial->dossier,
                                     .findings = trial->findings,
                                     .actor = trial->passage->author,
                                     .lang = trial->passage->judge->settings->lang,
                                     .now = trial->passage->commit->author->at.seconds,
                                     .to = asked_for(said),
                                     .rule = said->rule == NULL ? "" : said->rule,
                                     .until = said->until,
                                     .reason = said->urgent != NULL   ? said->urgent
                                               : said->reason != NULL ? said->reason
                                                                      : words,
                                     .urgent = said->urgent != NULL,
                                     .left = left,
                                     .kind = said->kind == NULL ? "" : said->kind,
                                     .notes = said->notes,
                                     .ahead = said->ahead != NULL,
                                     .published = published,
                                     .assignee = said->assignee,
                                     .due = due,
                                     .last = trial->last,
                                     .key = trial->signature.fingerprint,
                                     .forged = trial->forged};
    MarbreAnswer *answer = marbre_gate_ask(&question);
    tell_obstacles(trial, answer);
    return answer;
}
