/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk/act.h"

#include "base/error.h"
#include "base/ulid.h"
#include "newsroom/record.h"

#include <glib/gi18n-lib.h>
#include <string.h>

MarbreMoveMessage
marbre_act_message(const MarbreAct *act, const MarbreReply *reply)
{
    const MarbreSettings *settings =
        marbre_policy_get_settings(marbre_newsroom_get_policy(act->tip));
    return (MarbreMoveMessage){.lang = settings->publish[0],
                               .title = marbre_article_get_title(reply->dossier->article),
                               .body = act->request->message,
                               .id = reply->id,
                               .actor = act->actor->id};
}

/* The day that a person's words name, as the record writes it. */
static char *
write_day(const MarbreAct *act, const char *words)
{
    const MarbreSettings *settings =
        marbre_policy_get_settings(marbre_newsroom_get_policy(act->tip));
    int64_t first = 0, after = 0;
    if (!marbre_moment_parse(words, settings->zone, &first, &after))
        return g_strdup(words); /* the gate has refused it */
    g_autofree char *instant = marbre_instant_format(marbre_instant_at(first, settings->zone));
    return g_strndup(instant, strlen("2026-03-31"));
}

static void
waive(MarbreState *state, const MarbreAct *act, const char *digest)
{
    const MarbreRequest *request = act->request;
    g_autofree char *until = write_day(act, request->until);
    for (guint i = 0; i < state->waivers->len; i++)
        if (strcmp(((MarbreWaiver *)state->waivers->pdata[i])->rule, request->rule) == 0)
            g_ptr_array_remove_index(state->waivers, i--);
    g_ptr_array_add(state->waivers, marbre_waiver_new(request->rule, act->actor->id,
                                                      request->message, until, digest));
}

/* A correction that was open is published with this revision. */
static void
publish(MarbreState *state, MarbreInstant at, const char *digest, const char *content)
{
    uint64_t revision = state->publication == NULL ? 1 : state->publication->revision + 1;
    if (state->correction != NULL) {
        MarbreCorrection *closed = g_steal_pointer(&state->correction);
        g_clear_pointer(&closed->by, g_free);
        closed->at = at;
        closed->revision = revision;
        g_ptr_array_add(state->corrections, closed);
    }
    marbre_publication_free(state->publication);
    state->publication = marbre_publication_new(revision, at, digest, content);
}

static void
put_notes(GPtrArray *to, const GPtrArray *notes)
{
    for (guint i = 0; notes != NULL && i < notes->len; i++) {
        const MarbreNote *note = g_ptr_array_index(notes, i);
        marbre_notes_set(to, note->lang, note->text);
    }
}

/* One that was open is told anew. */
static void
correct(MarbreState *state, const MarbreAct *act, MarbreInstant at)
{
    marbre_correction_free(state->correction);
    state->correction = marbre_correction_new(act->request->kind, act->actor->id, at, 0);
    put_notes(state->correction->notes, act->request->notes);
}

/* Nothing that was open matters any more. */
static void
retract(MarbreState *state, const MarbreAct *act, MarbreInstant at)
{
    g_clear_pointer(&state->correction, marbre_correction_free);
    state->retracted = marbre_retraction_new(act->actor->id, at);
    put_notes(state->retracted->notes, act->request->notes);
}

/* Digest of the article as it is committed, of what a stage judges or, with NULL, of what readers
   see. MARBRE_ERROR_BUSY where that is not what was judged: a picture was exchanged meanwhile. */
static char *
committed_digest(const MarbreAct *act,
                 MarbreWrite *write,
                 const MarbreReply *reply,
                 const MarbreStage *stage,
                 GError **error)
{
    g_autoptr(MarbreNewsroom) made = marbre_newsroom_new_with_policy(
        act->session->store, marbre_write_snapshot(write), marbre_newsroom_get_policy(act->tip));
    g_autoptr(MarbreArticle) article = marbre_newsroom_read_article(made, reply->folder, error);
    if (article == NULL)
        return NULL;
    if (stage == NULL)
        return marbre_record_digest(made, article, error);
    g_autofree char *digest = marbre_record_judged(
        made, article, marbre_plan_get_judged(reply->dossier->plan, stage), error);
    const char *judged = marbre_dossier_station(reply->dossier, stage)->digest;
    if (digest == NULL || judged == NULL || strcmp(digest, judged) == 0)
        return g_steal_pointer(&digest);
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_BUSY,
                _("%s was changed at this very moment; try again"), reply->folder);
    return NULL;
}

/* The state after the move; NULL with an error. `content`: the folder's id before it. */
MarbreState *
marbre_act_next_state(const MarbreAct *act,
                      MarbreWrite *write,
                      const MarbreReply *reply,
                      const char *content,
                      GError **error)
{
    g_autoptr(MarbreState) state = marbre_state_copy(reply->dossier->state);
    MarbreInstant at = marbre_session_instant(act->session, act->tip);
    if (reply->dossier->fresh)
        state->entered = at;
    if (state->id == NULL)
        state->id = marbre_ulid_new(act->session->now * 1000);
    if (reply->move == MARBRE_MOVE_PUBLISH) {
        g_autofree char *digest = committed_digest(act, write, reply, NULL, error);
        if (digest == NULL)
            return NULL;
        publish(state, at, digest, content);
    }
    if (reply->move == MARBRE_MOVE_APPROVE || reply->move == MARBRE_MOVE_WAIVE) {
        g_autofree char *digest = committed_digest(act, write, reply, reply->answer->to, error);
        if (digest == NULL)
            return NULL;
        if (reply->move == MARBRE_MOVE_WAIVE)
            waive(state, act, digest);
        else
            marbre_state_put_approval(
                state,
                marbre_approval_new(reply->answer->to->id, act->actor->id, at, digest, content));
        return g_steal_pointer(&state);
    }
    if (reply->move == MARBRE_MOVE_CORRECT)
        correct(state, act, at);
    if (reply->move == MARBRE_MOVE_RETRACT)
        retract(state, act, at);
    if (reply->move != MARBRE_MOVE_CORRECT || strcmp(state->stage, reply->to) != 0)
        state->entered = at;
    g_free(state->stage);
    state->stage = g_strdup(reply->to);
    return g_steal_pointer(&state);
}

char *
marbre_act_tell(const MarbreAct *act, const MarbreReply *reply, const MarbreState *state)
{
    MarbreMoveMessage message = marbre_act_message(act, reply);
    const MarbreStage *judged = reply->dossier->stage;
    message.id = state->id;
    message.checks = reply->checks;
    if (reply->move == MARBRE_MOVE_APPROVE) {
        message.stage = reply->answer->to->id;
        judged = reply->answer->to;
        if (strcmp(state->stage, MARBRE_STAGE_PUBLISHED) == 0) {
            message.reason = act->request->message;
            message.body = NULL;
        }
    } else if (reply->move == MARBRE_MOVE_WAIVE) {
        message.rule = act->request->rule;
        message.until = act->request->until;
        message.reason = act->request->message;
        message.body = NULL;
        message.checks = NULL;
        judged = reply->answer->to;
    } else {
        message.from = reply->from;
        message.to = reply->to;
        message.kind = act->request->kind;
        message.notes = act->request->notes;
    }
    if (judged != NULL)
        message.digest = marbre_dossier_station(reply->dossier, judged)->digest;
    return marbre_message_write(reply->move, &message);
}
