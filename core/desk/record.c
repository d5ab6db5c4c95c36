/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk/act.h"

#include "base/error.h"
#include "base/ulid.h"
#include "desk/wording.h"
#include "gate/step.h"
#include "newsroom/address.h"
#include "newsroom/hours.h"
#include "newsroom/record.h"
#include "newsroom/signed.h"
#include "sign/sshsig.h"

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

/* What the move is bound to: words that are published, or that a stage judges. */
static bool
is_bound(MarbreMove move)
{
    return move == MARBRE_MOVE_PUBLISH || move == MARBRE_MOVE_APPROVE || move == MARBRE_MOVE_WAIVE;
}

/* Of an approval, where signatures are asked for: a statement that outlives its commit. NULL
   without an error where none is. */
static char *
sign_approval(const MarbreAct *act,
              const MarbreReply *reply,
              const char *id,
              const char *digest,
              GError **error)
{
    const MarbrePolicy *policy = marbre_newsroom_get_policy(act->tip);
    if (reply->move != MARBRE_MOVE_APPROVE || act->session->dry_run ||
        !marbre_policy_is_signed(policy) ||
        marbre_people_by_fingerprint(marbre_policy_get_people(policy),
                                     marbre_session_key(act->session)) != act->actor)
        return NULL;
    g_autoptr(GBytes) statement = marbre_statement_approval(
        marbre_policy_get_settings(policy)->id, id, reply->answer->to->id, digest, act->actor->id);
    g_autoptr(GBytes) signature =
        marbre_signer_sign(act->session->signer, statement, MARBRE_SIGNED_APPROVAL, error);
    return signature == NULL ? NULL : marbre_sshsig_write_line(signature);
}

MarbreState *
marbre_act_next_state(const MarbreAct *act,
                      MarbreWrite *write,
                      const MarbreReply *reply,
                      const char *content,
                      GError **error)
{
    g_autofree char *digest = NULL, *until = NULL, *reason = NULL;
    g_autoptr(MarbreState) before = marbre_state_copy(reply->dossier->state);
    const MarbreRequest *request = act->request;
    bool publishes = reply->move == MARBRE_MOVE_PUBLISH;
    if (is_bound(reply->move)) {
        digest = committed_digest(act, write, reply, publishes ? NULL : reply->answer->to, error);
        if (digest == NULL)
            return NULL;
    }
    if (reply->move == MARBRE_MOVE_WAIVE) {
        until = write_day(act, request->until);
        reason = marbre_message_line(request->message);
    }
    if (before->id == NULL)
        before->id = marbre_ulid_new(act->session->now * 1000);
    MarbreInstant at = marbre_session_instant(act->session, act->tip);
    g_autoptr(GPtrArray) ended = NULL;
    if (reply->move == MARBRE_MOVE_UNPUBLISH) {
        ended = marbre_wording_end(act->tip, reply->dossier->article, at, error);
        if (ended == NULL)
            return NULL;
    }
    g_autofree char *address = NULL;
    if (publishes &&
        !marbre_address_keep(act->tip, reply->dossier->article, before, at, &address, error))
        return NULL;
    g_autoptr(GError) unsigned_why = NULL;
    g_autofree char *signature = sign_approval(act, reply, before->id, digest, &unsigned_why);
    if (unsigned_why != NULL) {
        g_propagate_error(error, g_steal_pointer(&unsigned_why));
        return NULL;
    }
    const MarbreStep step = {.move = reply->move,
                             .by = act->actor->id,
                             .at = at,
                             .to = reply->to,
                             .rule = request->rule,
                             .until = until,
                             .reason = reason,
                             .kind = request->kind,
                             .notes = ended != NULL ? ended : request->notes,
                             .digest = digest,
                             .content = content,
                             .signature = signature,
                             .owes = reply->answer->owes,
                             .within = reply->answer->within,
                             .pays = reply->answer->pays,
                             .urgent = request->urgent,
                             .assignee = reply->assignee,
                             .due = reply->due,
                             .restored = reply->last == NULL ? NULL : reply->last->before,
                             .address = address};
    return marbre_step_apply(before, &step);
}

/* The hour that was set for a publication that did not wait for it; NULL where it has come. */
static char *
hour_ahead(const MarbreAct *act, const MarbreReply *reply)
{
    GTimeZone *zone = marbre_policy_get_settings(marbre_newsroom_get_policy(act->tip))->zone;
    return reply->move != MARBRE_MOVE_PUBLISH
               ? NULL
               : marbre_hour_ahead(reply->dossier->article, zone, act->session->now);
}

char *
marbre_act_tell(const MarbreAct *act, const MarbreReply *reply, const MarbreState *state)
{
    MarbreMoveMessage message = marbre_act_message(act, reply);
    const MarbreStage *judged = reply->dossier->stage;
    g_autofree char *ahead = hour_ahead(act, reply);
    g_autofree char *due = NULL;
    g_autoptr(GPtrArray) owed = marbre_step_owed(reply->dossier->state, state);
    message.id = state->id;
    message.checks = reply->checks;
    message.ahead = ahead;
    message.owed = owed;
    if (act->request->urgent) {
        message.urgent = act->request->message;
        message.body = NULL;
    }
    if (reply->move == MARBRE_MOVE_APPROVE) {
        message.stage = reply->answer->to->id;
        judged = reply->answer->to;
        if (strcmp(state->stage, MARBRE_STAGE_PUBLISHED) == 0 ||
            marbre_original_asks(reply->dossier->original)) {
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
    } else if (reply->move == MARBRE_MOVE_ASSIGN) {
        due = reply->due.seconds == 0 ? NULL : marbre_instant_format(reply->due);
        message.assignee = reply->assignee;
        message.due = due;
        judged = NULL;
    } else {
        message.from = reply->from;
        message.to = reply->to;
        message.kind = act->request->kind;
        message.notes = act->request->notes;
    }
    if (reply->move == MARBRE_MOVE_UNPUBLISH) {
        message.notes = state->retracted->notes;
        message.reason = "unpublish-at";
    }
    if (reply->move == MARBRE_MOVE_UNDO) {
        message.undoes = reply->last->commit;
        judged = NULL;
    }
    if (judged != NULL)
        message.digest = marbre_dossier_station(reply->dossier, judged)->digest;
    return marbre_message_write(reply->move, &message);
}
