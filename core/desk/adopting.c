/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk/adopting.h"

#include "article/post.h"
#include "base/error.h"
#include "base/path.h"
#include "base/problem.h"
#include "base/text.h"
#include "base/ulid.h"
#include "desk/act.h"
#include "desk/attempt.h"
#include "desk/old_post.h"
#include "gate/message.h"
#include "gate/step.h"
#include "newsroom/adopted.h"
#include "newsroom/record.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* One attempt at adopting it, on one commit of the newsroom. */
typedef struct {
    const MarbreSession *session;
    const MarbreAdoption *adoption;
    MarbreWrite *write;
    MarbreNewsroom *newsroom;
    const MarbrePerson *actor;
    MarbreOldPost *post;
    MarbreAdopted *adopted;
} Attempt;

void
marbre_adopted_free(MarbreAdopted *adopted)
{
    if (adopted == NULL)
        return;
    g_free(adopted->folder);
    g_free(adopted->id);
    g_free(adopted->title);
    g_free(adopted->origin);
    g_free(adopted->published);
    g_free(adopted->words);
    g_free(adopted->commit);
    g_ptr_array_unref(adopted->left);
    g_free(adopted);
}

/* ---- what has been adopted already ---- */

typedef struct {
    MarbreNewsroom *newsroom;
    const char *path;
    char *found;
    GError *error;
} Search;

static bool
comes_from(const Search *search, const char *file)
{
    g_autoptr(GBytes) bytes = marbre_snapshot_read(marbre_newsroom_get_snapshot(search->newsroom),
                                                   file, MARBRE_COPY_LIMIT, NULL);
    gsize size = 0;
    const char *data = bytes == NULL ? NULL : g_bytes_get_data(bytes, &size);
    if (data == NULL || g_strstr_len(data, (gssize)size, MARBRE_POST_ORIGIN) == NULL)
        return false;
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreCopy) copy = marbre_copy_parse(file, "", bytes, problems);
    const char *origin = copy == NULL ? NULL : marbre_copy_get_key(copy, MARBRE_POST_ORIGIN);
    return g_strcmp0(origin, search->path) == 0;
}

static bool
look(void *user, const char *folder, const char *oid)
{
    Search *search = user;
    const MarbreSettings *settings =
        marbre_policy_get_settings(marbre_newsroom_get_policy(search->newsroom));
    for (char **lang = settings->publish; *lang != NULL && search->found == NULL; lang++) {
        g_autofree char *file = g_strdup_printf("%s/index.%s.md", folder, *lang);
        if (comes_from(search, file))
            search->found = g_strdup(folder);
    }
    return search->found == NULL;
}

char *
marbre_adopted_find(MarbreNewsroom *newsroom, const char *path, GError **error)
{
    Search search = {.newsroom = newsroom, .path = path};
    return marbre_newsroom_each(newsroom, look, &search, error) ? search.found : NULL;
}

static bool
check_new(const Attempt *attempt, GError **error)
{
    g_autoptr(GError) reason = NULL;
    g_autofree char *there = marbre_adopted_find(attempt->newsroom, attempt->post->origin, &reason);
    if (reason != NULL)
        g_propagate_error(error, g_steal_pointer(&reason));
    else if (there != NULL)
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
                    _("%s is an article already: %s. To change it: marbre correct %s --kind "
                      "correction"),
                    attempt->post->origin, there, strrchr(there, '/') + 1);
    else
        return true;
    return false;
}

/* ---- its folder ---- */

static bool
choose_folder(Attempt *attempt, GError **error)
{
    const MarbreSettings *settings =
        marbre_policy_get_settings(marbre_newsroom_get_policy(attempt->newsroom));
    const char *slug =
        attempt->adoption->slug != NULL ? attempt->adoption->slug : attempt->post->slug;
    const char *why = NULL;
    bool taken = false;
    if (!marbre_slug_check(slug, &why)) {
        g_autofree char *better = marbre_slug_make(slug), *shown = marbre_text_shown(slug);
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                    _("“%s” can't name an article: %s. This would do: %s"), shown, why, better);
        return false;
    }
    g_autofree char *day = marbre_instant_format(attempt->post->published);
    attempt->adopted->published = g_strdup(day);
    attempt->adopted->folder =
        g_strdup_printf("%s/%.4s/%.2s/%s", settings->articles, day, day + 5, slug);
    g_autoptr(MarbreNewsroom) files =
        marbre_session_as_it_lies(attempt->session, attempt->newsroom, error);
    if (files == NULL ||
        !marbre_snapshot_has(marbre_newsroom_get_snapshot(attempt->newsroom),
                             attempt->adopted->folder, &taken, error) ||
        (!taken && !marbre_snapshot_has(marbre_newsroom_get_snapshot(files),
                                        attempt->adopted->folder, &taken, error)))
        return false;
    if (taken)
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
                    _("marbre/duplicate-slug: %s is there already; choose another name with "
                      "--slug"),
                    attempt->adopted->folder);
    return !taken;
}

/* ---- two commits ---- */

static bool
commit(const Attempt *attempt,
       MarbreChangeset *changes,
       MarbreMove move,
       const MarbreMoveMessage *message,
       char **ret_id,
       GError **error)
{
    g_autofree char *text = marbre_message_write(move, message);
    *ret_id = marbre_session_commit(attempt->session, attempt->newsroom, attempt->write, changes,
                                    text, error);
    return *ret_id != NULL;
}

static MarbreMoveMessage
message_of(const Attempt *attempt)
{
    const MarbreSettings *settings =
        marbre_policy_get_settings(marbre_newsroom_get_policy(attempt->newsroom));
    return (MarbreMoveMessage){.lang = settings->publish[0],
                               .title = attempt->post->title != NULL ? attempt->post->title
                                                                     : attempt->post->slug};
}

/* The words on their own, so that the record can name the folder that was public. */
static bool
commit_words(const Attempt *attempt, GError **error)
{
    g_autoptr(MarbreChangeset) changes = marbre_changeset_new();
    for (guint i = 0; i < attempt->post->names->len; i++) {
        g_autofree char *path = g_strdup_printf("%s/%s", attempt->adopted->folder,
                                                (char *)attempt->post->names->pdata[i]);
        if (!marbre_changeset_put(changes, path, attempt->post->bytes->pdata[i], error))
            return false;
    }
    MarbreMoveMessage message = message_of(attempt);
    message.body = attempt->post->origin;
    return commit(attempt, changes, MARBRE_MOVE_SAVE, &message, &attempt->adopted->words, error);
}

static MarbreState *
first_state(const Attempt *attempt, MarbreNewsroom *made, MarbreArticle *article, GError **error)
{
    char content[41];
    g_autofree char *digest = marbre_record_digest(made, article, error);
    if (digest == NULL || !marbre_snapshot_folder_id(marbre_newsroom_get_snapshot(made),
                                                     attempt->adopted->folder, content, error))
        return NULL;
    const MarbreWorkflow *workflow =
        marbre_policy_workflow(marbre_newsroom_get_policy(attempt->newsroom), NULL);
    g_autoptr(MarbreState) before = marbre_state_new();
    before->id = marbre_ulid_new(attempt->session->now * 1000);
    before->workflow = g_strdup(workflow->name);
    before->stage = g_strdup(marbre_workflow_first(workflow)->id);
    const MarbreStep step = {.move = MARBRE_MOVE_ADOPT,
                             .by = attempt->actor->id,
                             .at = marbre_session_instant(attempt->session, attempt->newsroom),
                             .to = MARBRE_STAGE_PUBLISHED,
                             .digest = digest,
                             .content = content,
                             .since = attempt->post->published};
    return marbre_step_apply(before, &step);
}

/* The gate's word; what stands in the way as an error. Also the digest of the words. */
static bool
ask_gate(const Attempt *attempt,
         MarbreNewsroom *made,
         MarbreArticle *article,
         char **ret_digest,
         GError **error)
{
    const MarbreWorkflow *workflow =
        marbre_policy_workflow(marbre_newsroom_get_policy(attempt->newsroom), NULL);
    g_autoptr(MarbrePlan) plan = marbre_plan_new(made, workflow, attempt->session->pool, error);
    g_autoptr(MarbreDossier) dossier =
        plan == NULL ? NULL : marbre_dossier_new(made, plan, article, NULL, NULL, error);
    if (dossier == NULL)
        return false;
    g_autoptr(GPtrArray) findings = marbre_findings_new();
    const MarbreQuestion question = {.move = MARBRE_MOVE_ADOPT,
                                     .dossier = dossier,
                                     .findings = findings,
                                     .actor = attempt->actor,
                                     .now = attempt->session->now,
                                     .lang = attempt->session->lang};
    g_autoptr(MarbreAnswer) answer = marbre_gate_ask(&question);
    if (answer->obstacles->len == 0) {
        *ret_digest = g_strdup(marbre_dossier_station(dossier, dossier->stage)->digest);
        return true;
    }
    const MarbreObstacle *first = g_ptr_array_index(answer->obstacles, 0);
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED, "%s: %s", first->rule, first->message);
    return false;
}

static bool
commit_adoption(const Attempt *attempt, GError **error)
{
    MarbreAdopted *adopted = attempt->adopted;
    g_autoptr(MarbreNewsroom) made = marbre_newsroom_new_with_policy(
        attempt->session->store, marbre_write_snapshot(attempt->write),
        marbre_newsroom_get_policy(attempt->newsroom));
    g_autoptr(MarbreArticle) article = marbre_newsroom_read_article(made, adopted->folder, error);
    MarbreInstant since = {0};
    g_autofree char *origin = NULL, *judged = NULL;
    if (article == NULL || !ask_gate(attempt, made, article, &judged, error) ||
        !marbre_adopted_check(made, article, attempt->session->now, &since, &origin, error))
        return false;
    g_autoptr(MarbreState) state = first_state(attempt, made, article, error);
    if (state == NULL)
        return false;
    g_autofree char *path = g_strdup_printf("%s/state.yaml", adopted->folder);
    g_autoptr(GBytes) bytes = marbre_state_write(state);
    g_autoptr(MarbreChangeset) changes = marbre_changeset_new();
    adopted->id = g_strdup(state->id);
    MarbreMoveMessage message = message_of(attempt);
    message.id = state->id;
    message.from = marbre_workflow_first(
                       marbre_policy_workflow(marbre_newsroom_get_policy(attempt->newsroom), NULL))
                       ->id;
    message.to = state->stage;
    message.actor = attempt->actor->id;
    message.origin = adopted->origin;
    message.published = adopted->published;
    message.digest = judged;
    return marbre_changeset_put(changes, path, bytes, error) &&
           commit(attempt, changes, MARBRE_MOVE_ADOPT, &message, &adopted->commit, error);
}

static bool
adopt(Attempt *attempt, GError **error)
{
    const MarbreSession *session = attempt->session;
    attempt->actor = marbre_session_actor(session, attempt->newsroom, error);
    attempt->post = attempt->actor == NULL ? NULL
                                           : marbre_old_post_gather(session, attempt->newsroom,
                                                                    attempt->adoption->path,
                                                                    attempt->adoption->lang, error);
    if (attempt->post == NULL || !check_new(attempt, error) || !choose_folder(attempt, error))
        return false;
    attempt->adopted->origin = g_strdup(attempt->post->origin);
    attempt->adopted->title = g_strdup(attempt->post->title);
    attempt->adopted->left = g_ptr_array_ref(attempt->post->left);
    if (!commit_words(attempt, error) || !commit_adoption(attempt, error) ||
        !marbre_render_site(session, attempt->write, NULL, error))
        return false;
    if (session->dry_run) {
        g_clear_pointer(&attempt->adopted->words, g_free);
        g_clear_pointer(&attempt->adopted->commit, g_free);
        return true;
    }
    marbre_write_set_reason(attempt->write, marbre_move_name(MARBRE_MOVE_ADOPT));
    return marbre_write_finish(attempt->write, NULL, error);
}

/* A dry run is a write, too, which is not finished. */
static bool
attempt_once(void *user, GError **error)
{
    Attempt *attempt = user;
    const MarbreSession *session = attempt->session;
    g_autoptr(MarbreWrite) write = marbre_store_begin(session->store, error);
    g_autoptr(MarbreNewsroom) newsroom =
        write == NULL ? NULL : marbre_newsroom_new(session->store, marbre_write_base(write), error);
    if (newsroom == NULL)
        return false;
    marbre_session_seal(session, newsroom, write);
    marbre_adopted_free(attempt->adopted);
    attempt->adopted = g_new0(MarbreAdopted, 1);
    attempt->write = write;
    attempt->newsroom = newsroom;
    bool done = adopt(attempt, error);
    g_clear_pointer(&attempt->post, marbre_old_post_free);
    if (attempt->adopted->left == NULL)
        attempt->adopted->left = g_ptr_array_new_with_free_func(g_free);
    return done;
}

MarbreAdopted *
marbre_desk_adopt(const MarbreSession *session, const MarbreAdoption *adoption, GError **error)
{
    Attempt attempt = {.session = session, .adoption = adoption};
    if (marbre_attempt(attempt_once, &attempt, error))
        return attempt.adopted;
    marbre_adopted_free(attempt.adopted);
    return NULL;
}
