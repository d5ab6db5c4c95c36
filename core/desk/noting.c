/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk/noting.h"

#include "base/error.h"
#include "base/problem.h"
#include "base/text.h"
#include "desk/amendment.h"
#include "desk/attempt.h"
#include "desk/pending.h"
#include "desk/quoted.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST 1000

/* A note on its way. */
typedef struct {
    const MarbreSession *session;
    const MarbreNoting *noting;
    MarbreNewsroom *tip;
    const MarbrePerson *person;
    MarbrePending *pending;
    char *path;
    GBytes *before; /* (nullable) */
    GBytes *after;
    MarbreNoted *done;
} Act;

void
marbre_noted_free(MarbreNoted *noted)
{
    if (noted == NULL)
        return;
    g_free(noted->title);
    g_free(noted->commit);
    g_free(noted);
}

static void
act_clear(Act *act)
{
    g_clear_pointer(&act->pending, marbre_pending_free);
    g_clear_pointer(&act->tip, marbre_newsroom_unref);
    g_clear_pointer(&act->path, g_free);
    g_clear_pointer(&act->before, g_bytes_unref);
    g_clear_pointer(&act->after, g_bytes_unref);
    g_clear_pointer(&act->done, marbre_noted_free);
}

/* The bytes of the file; NULL without an error where there is none. */
static GBytes *
read_file(MarbreNewsroom *files, const char *path, GError **error)
{
    g_autoptr(GError) reason = NULL;
    GBytes *bytes = marbre_snapshot_read(marbre_newsroom_get_snapshot(files), path,
                                         MARBRE_REMARKS_LIMIT, &reason);
    if (bytes == NULL && reason->code != MARBRE_ERROR_NOT_FOUND)
        g_propagate_error(error, g_steal_pointer(&reason));
    return bytes;
}

bool
marbre_noting_read(MarbreNewsroom *files,
                   const char *folder,
                   MarbreRemarks **ret_remarks,
                   GError **error)
{
    g_autofree char *path = g_strdup_printf("%s/" MARBRE_REMARKS_FILE, folder);
    g_autoptr(GError) reason = NULL;
    g_autoptr(GBytes) bytes = read_file(files, path, &reason);
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    *ret_remarks = NULL;
    if (reason != NULL) {
        g_propagate_error(error, g_steal_pointer(&reason));
        return false;
    }
    if (bytes == NULL)
        return true;
    *ret_remarks = marbre_remarks_parse(path, bytes, problems);
    if (*ret_remarks == NULL)
        g_propagate_error(error, marbre_problems_to_error(problems, MARBRE_ERROR_REFUSED));
    return *ret_remarks != NULL;
}

/* --- the words ----------------------------------------------------------------------------------
 */

/* That they stand in just one place of a published text. */
static bool
check_words(const Act *act, GError **error)
{
    const char *words = act->noting->words;
    g_autoptr(GPtrArray) texts = marbre_quoted_texts(act->pending->article);
    for (guint i = 0; i < texts->len; i++) {
        MarbreSpan place;
        unsigned count = marbre_anchoring_find(texts->pdata[i], words, &place);
        if (count == 1)
            return true;
        if (count > 1) {
            marbre_quoted_refuse_several(texts->pdata[i], words, place, error);
            return false;
        }
    }
    marbre_quoted_refuse_nowhere(texts, words, error);
    return false;
}

/* --- the change ---------------------------------------------------------------------------------
 */

static bool
look(Act *act, GError **error)
{
    const char *folder = act->noting->folder;
    g_autoptr(GError) reason = NULL;
    act->path = g_strdup_printf("%s/" MARBRE_REMARKS_FILE, folder);
    act->person = marbre_session_actor(act->session, act->tip, error);
    act->pending =
        act->person == NULL ? NULL : marbre_pending_read(act->session, act->tip, folder, error);
    if (act->pending == NULL)
        return false;
    act->done = g_new0(MarbreNoted, 1);
    act->done->title = g_strdup(act->pending->title);
    if (!act->pending->committed || marbre_pending_is_unsaved(act->pending, act->path)) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
                    _("%s holds words that nobody has saved; `marbre save %s` first"),
                    act->pending->committed ? act->path : folder,
                    marbre_article_get_slug(act->pending->article));
        return false;
    }
    act->before = read_file(act->pending->files, act->path, &reason);
    if (reason != NULL)
        g_propagate_error(error, g_steal_pointer(&reason));
    return act->before != NULL || reason == NULL;
}

static bool
settle(Act *act, const GPtrArray *items, MarbreInstant now, GError **error)
{
    guint number = act->noting->done;
    const MarbreRemark *remark =
        items == NULL || number > items->len ? NULL : items->pdata[number - 1];
    if (remark == NULL || remark->done_by != NULL) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                    remark == NULL
                        ? _("there is no note %u; `marbre note %s` lists them")
                        : _("note %u is settled already; `marbre note %s` lists those that are "
                            "open"),
                    number, marbre_article_get_slug(act->pending->article));
        return false;
    }
    act->done->number = number;
    act->after = marbre_remarks_settle(act->before, number - 1, act->person->id, now, error);
    return act->after != NULL;
}

static bool
change(Act *act, GError **error)
{
    MarbreInstant now = marbre_session_instant(act->session, act->tip);
    g_autoptr(MarbreRemarks) remarks = NULL;
    if (act->before != NULL &&
        !marbre_noting_read(act->pending->files, act->noting->folder, &remarks, error))
        return false;
    const GPtrArray *items = remarks == NULL ? NULL : marbre_remarks_get_items(remarks);
    if (act->noting->done > 0)
        return settle(act, items, now, error);
    if (items != NULL && items->len >= MOST) {
        g_set_error(
            error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
            _("%s holds %d notes, and there may be no more; take old ones out of it, then save it"),
            act->path, MOST);
        return false;
    }
    const MarbreRemark remark = {.by = act->person->id,
                                 .at = now,
                                 .quote = (char *)act->noting->words,
                                 .text = (char *)act->noting->text};
    if (remark.quote != NULL && !check_words(act, error))
        return false;
    act->done->number = (items == NULL ? 0 : items->len) + 1;
    act->after = marbre_remarks_add(act->before, &remark, error);
    return act->after != NULL;
}

/* --- the commit ---------------------------------------------------------------------------------
 */

/* Commits go where the notes do not: into proofs, say. What is noted is in the file alone. */
static bool
commit(Act *act, MarbreWrite *write, GError **error)
{
    const MarbreAmendment amendment = {.session = act->session,
                                       .tip = act->tip,
                                       .article = act->pending->article,
                                       .path = act->path,
                                       .after = act->after,
                                       .reason = "note",
                                       .message = {.title = act->done->title, .margin = true}};
    act->done->commit = marbre_amendment_commit(&amendment, write, NULL, error);
    return act->done->commit != NULL;
}

static bool
attempt(void *user, GError **error)
{
    Act *act = user;
    g_autoptr(MarbreWrite) write = NULL;
    act_clear(act);
    act->tip = marbre_attempt_begin(act->session, &write, error);
    return act->tip != NULL && look(act, error) && change(act, error) &&
           (write == NULL || commit(act, write, error));
}

MarbreNoted *
marbre_desk_note(const MarbreSession *session, const MarbreNoting *noting, GError **error)
{
    Act act = {.session = session, .noting = noting};
    MarbreNoted *done = marbre_attempt(attempt, &act, error) ? g_steal_pointer(&act.done) : NULL;
    act_clear(&act);
    return done;
}
