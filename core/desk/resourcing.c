/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk/resourcing.h"

#include "base/error.h"
#include "base/problem.h"
#include "desk/amendment.h"
#include "desk/attempt.h"
#include "desk/kill.h"
#include "desk/pending.h"
#include "newsroom/checking.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct {
    const MarbreSession *session;
    const char *folder;
    const MarbreStory *story;
    const char *lang;
    MarbreNewsroom *tip;
    MarbrePending *pending;
    GBytes *file; /* the source as it will be */
    MarbreResourced *done;
} Act;

void
marbre_resourced_free(MarbreResourced *resourced)
{
    if (resourced == NULL)
        return;
    g_free(resourced->folder);
    g_free(resourced->slug);
    g_free(resourced->title);
    g_free(resourced->path);
    g_free(resourced->commit);
    g_clear_pointer(&resourced->findings, g_ptr_array_unref);
    g_clear_pointer(&resourced->kept, g_ptr_array_unref);
    g_free(resourced);
}

static void
act_clear(Act *act)
{
    g_clear_pointer(&act->pending, marbre_pending_free);
    g_clear_pointer(&act->tip, marbre_newsroom_unref);
    g_clear_pointer(&act->file, g_bytes_unref);
    g_clear_pointer(&act->done, marbre_resourced_free);
}

/* ---- which language ---- */

/* The language that a published text of the article names. */
static const char *
find_lang(const MarbreArticle *article, const char *said, GError **error)
{
    const GPtrArray *copies = marbre_article_get_copies(article);
    const char *found = NULL;
    for (guint i = 0; i < copies->len; i++) {
        const char *from = marbre_copy_get_key(copies->pdata[i], "source-lang");
        if (from != NULL && said != NULL && strcmp(from, said) == 0)
            return from;
        found = found == NULL ? from : found;
    }
    if (found != NULL && said == NULL)
        return found;
    const char *slug = marbre_article_get_slug(article);
    if (found != NULL)
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                    _("%s was translated from “%s”, not from “%s”; leave out --source-lang"), slug,
                    found, said);
    else
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
                    _("%s is no translation. If it is one, write the line source-lang: \"%s\" "
                      "between the two rows of dashes at the head of index.%s.md, save it, and "
                      "import again"),
                    slug, said == NULL ? "en" : said,
                    copies->len == 0 ? "fr" : marbre_copy_get_lang(copies->pdata[0]));
    return NULL;
}

char *
marbre_desk_source_lang(const MarbreSession *session,
                        const char *folder,
                        const char *said,
                        GError **error)
{
    g_autoptr(MarbreNewsroom) tip = marbre_session_newsroom(session, error);
    g_autoptr(MarbrePending) pending =
        tip == NULL ? NULL : marbre_pending_read(session, tip, folder, error);
    return pending == NULL ? NULL : g_strdup(find_lang(pending->article, said, error));
}

/* ---- the article with its new source ---- */

static const MarbreFile *
old_file(const Act *act)
{
    return marbre_article_get_file(act->pending->article, strrchr(act->done->path, '/') + 1);
}

static MarbreCopy *
parse(const Act *act, GBytes *bytes)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    return bytes == NULL ? NULL : marbre_copy_parse(act->done->path, act->lang, bytes, problems);
}

/* The source as the new version leaves it, and how it differs. */
static bool
renew(Act *act, GError **error)
{
    const MarbreFile *file = old_file(act);
    g_autoptr(GBytes) bytes = marbre_kill_write(act->story, act->lang);
    g_autoptr(MarbreCopy) after = parse(act, bytes);
    g_autoptr(MarbreCopy) before = file == NULL ? NULL : parse(act, file->bytes);
    if (after == NULL) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                    _("%s: this is too much for a text; import it in smaller parts"),
                    act->done->path);
        return false;
    }
    act->file = before == NULL ? g_bytes_ref(bytes) : marbre_renewal_write(before, after, error);
    if (act->file == NULL)
        return false;
    act->done->changed =
        file == NULL || file->bytes == NULL || !g_bytes_equal(file->bytes, act->file);
    if (act->done->changed)
        act->done->renewed = marbre_renewal_count(before, after);
    return true;
}

static MarbreArticle *
renewed_article(const Act *act)
{
    const char *name = strrchr(act->done->path, '/') + 1;
    const GPtrArray *files = marbre_article_get_files(act->pending->article);
    g_autoptr(GPtrArray) next = marbre_files_new();
    for (guint i = 0; i < files->len; i++) {
        MarbreFile *file = g_ptr_array_index(files, i);
        if (strcmp(file->name, name) != 0)
            g_ptr_array_add(next, marbre_file_ref(file));
    }
    g_ptr_array_add(next, marbre_file_new(name, NULL, g_bytes_get_size(act->file), act->file));
    const MarbreSettings *settings =
        marbre_policy_get_settings(marbre_newsroom_get_policy(act->tip));
    return marbre_article_new(act->folder, next, (const char *const *)settings->publish, NULL);
}

/* ---- what the checks say of it ---- */

static void
take_checked(void *user, const MarbreChecked *checked)
{
    Act *act = user;
    g_clear_pointer(&act->done->findings, g_ptr_array_unref);
    act->done->findings = g_ptr_array_ref(checked->findings);
    act->done->incomplete = act->done->incomplete || checked->incomplete;
}

static bool
judge(Act *act, MarbrePlan *plan, MarbreArticle *article, GBytes *approved, GError **error)
{
    const MarbreSettings *settings =
        marbre_policy_get_settings(marbre_newsroom_get_policy(act->tip));
    /* At full severity, though what is published is held to its record. */
    const MarbreCheckSettings how = {.pool = act->session->pool,
                                     .now = {act->session->now, settings->timezone},
                                     .scope = MARBRE_SCOPE_EVERY,
                                     .as = marbre_workflow_last(marbre_plan_get_workflow(plan))->id,
                                     .approved = approved};
    return marbre_check_article(act->pending->files, &how, plan, article, take_checked, act, error);
}

static bool
was_said(const GPtrArray *findings, const MarbreFinding *finding)
{
    for (guint i = 0; i < findings->len; i++) {
        const MarbreFinding *old = g_ptr_array_index(findings, i);
        if (strcmp(old->rule, finding->rule) == 0 && strcmp(old->path, finding->path) == 0 &&
            old->start.offset == finding->start.offset &&
            strcmp(old->message, finding->message) == 0)
            return true;
    }
    return false;
}

/* What is found with the new source and was not with the old one. */
static bool
find_news(Act *act, GError **error)
{
    const MarbreFile *file = old_file(act);
    const MarbreState *state = marbre_article_get_state(act->pending->article);
    const MarbrePolicy *policy = marbre_newsroom_get_policy(act->tip);
    const MarbreWorkflow *workflow =
        marbre_policy_workflow_for(policy, state == NULL ? NULL : state->workflow);
    g_autoptr(MarbrePlan) plan = marbre_plan_new(act->tip, workflow, act->session->pool, error);
    if (plan == NULL || !judge(act, plan, act->pending->article, file->bytes, error))
        return false;
    g_autoptr(GPtrArray) before = g_steal_pointer(&act->done->findings);
    g_autoptr(MarbreArticle) article = renewed_article(act);
    if (!judge(act, plan, article, file->bytes, error))
        return false;
    g_autoptr(GPtrArray) all = g_steal_pointer(&act->done->findings);
    act->done->findings = marbre_findings_new();
    for (guint i = 0; i < all->len; i++)
        if (!was_said(before, all->pdata[i]))
            g_ptr_array_add(act->done->findings, marbre_finding_ref(all->pdata[i]));
    return true;
}

/* ---- the act ---- */

static bool
commit(Act *act, MarbreWrite *write, GError **error)
{
    const MarbreAmendment amendment = {.session = act->session,
                                       .tip = act->tip,
                                       .article = act->pending->article,
                                       .path = act->done->path,
                                       .after = act->file,
                                       .reason = "import",
                                       .message = {.title = act->done->title, .source = true}};
    act->done->commit = marbre_amendment_commit(&amendment, write, act->done->kept, error);
    return act->done->commit != NULL;
}

static bool
look(Act *act, GError **error)
{
    act->pending = marbre_pending_read(act->session, act->tip, act->folder, error);
    if (act->pending == NULL || marbre_session_actor(act->session, act->tip, error) == NULL)
        return false;
    const MarbreArticle *article = act->pending->article;
    const MarbreState *state = marbre_article_get_state(article);
    act->done = g_new0(MarbreResourced, 1);
    act->done->folder = g_strdup(act->folder);
    act->done->slug = g_strdup(marbre_article_get_slug(article));
    act->done->title = g_strdup(act->pending->title);
    act->done->path = g_strdup_printf("%s/index.%s.md", act->folder, act->lang);
    act->done->killed = marbre_kill_is_announced(act->story);
    act->done->published = state != NULL && state->publication != NULL;
    act->done->findings = marbre_findings_new();
    act->done->kept = g_ptr_array_new_with_free_func(g_free);
    if (!marbre_pending_is_unsaved(act->pending, act->done->path))
        return true;
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
                _("%s holds words that nobody has saved; `marbre save %s` first"), act->done->path,
                act->done->slug);
    return false;
}

static bool
attempt(void *user, GError **error)
{
    Act *act = user;
    g_autoptr(MarbreWrite) write = NULL;
    act_clear(act);
    act->tip = marbre_attempt_begin(act->session, &write, error);
    if (act->tip == NULL || !look(act, error) || !renew(act, error))
        return false;
    if (!act->done->changed)
        return true;
    const MarbreFile *file = old_file(act);
    if (file != NULL && file->bytes != NULL && !find_news(act, error))
        return false;
    return write == NULL || commit(act, write, error);
}

MarbreResourced *
marbre_desk_resource(const MarbreSession *session,
                     const char *folder,
                     const MarbreStory *story,
                     const char *lang,
                     GError **error)
{
    Act act = {.session = session, .folder = folder, .story = story, .lang = lang};
    MarbreResourced *done =
        marbre_attempt(attempt, &act, error) ? g_steal_pointer(&act.done) : NULL;
    act_clear(&act);
    return done;
}
