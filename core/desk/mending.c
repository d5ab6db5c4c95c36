/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk/mending.h"

#include "article/diff.h"
#include "base/error.h"
#include "base/problem.h"
#include "base/text.h"
#include "desk/carrying.h"
#include "desk/guarding.h"
#include "desk/pending.h"
#include "finding/fix.h"
#include "gate/message.h"
#include "newsroom/checking.h"
#include "newsroom/record.h"
#include "store/workfile.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A fix may make room for one that overlapped it: the article is judged again, so often at most. */
#define ROUNDS 8

/* An article as its fixes leave it, round by round. */
typedef struct {
    const MarbreSession *session;
    MarbreNewsroom *tip;
    MarbrePending *pending;
    MarbrePlan *plan;
    MarbreArticle *article;
    GPtrArray *findings;
    const char *rule;
    const MarbreMendRequest *request;
    GHashTable *declined; /* fixes that nobody wanted, by what they would change */
    MarbreMended *mended;
} Act;

static void
words_free(void *data)
{
    MarbreMendedWords *words = data;
    g_free(words->file);
    g_free(words->before);
    g_free(words->after);
    g_free(words);
}

void
marbre_mended_free(MarbreMended *mended)
{
    if (mended == NULL)
        return;
    g_free(mended->folder);
    g_free(mended->title);
    g_free(mended->commit);
    g_ptr_array_unref(mended->files);
    g_ptr_array_unref(mended->words);
    g_free(mended);
}

static void
take_checked(void *user, const MarbreChecked *checked)
{
    Act *act = user;
    g_clear_pointer(&act->findings, g_ptr_array_unref);
    act->findings = marbre_findings_new();
    for (guint i = 0; i < checked->findings->len; i++) {
        const MarbreFinding *finding = g_ptr_array_index(checked->findings, i);
        if (act->rule == NULL || strcmp(finding->rule, act->rule) == 0)
            g_ptr_array_add(act->findings, marbre_finding_ref(finding));
    }
}

static bool
judge(Act *act, GError **error)
{
    const MarbreSettings *settings =
        marbre_policy_get_settings(marbre_newsroom_get_policy(act->tip));
    const MarbreCheckSettings how = {.pool = act->session->pool,
                                     .now = {act->session->now, settings->timezone},
                                     .scope = MARBRE_SCOPE_EVERY};
    return marbre_check_article(act->pending->files, &how, act->plan, act->article, take_checked,
                                act, error);
}

static bool
is_mendable(const MarbreFile *file)
{
    return file->bytes != NULL && strcmp(file->name, "state.yaml") != 0;
}

/* The claims whose words an edit of this text has changed are told the new ones. */
static void
carry_quotes(
    const Act *act, GPtrArray *files, const MarbreFile *file, GBytes *bytes, const GPtrArray *edits)
{
    g_autofree char *lang = NULL;
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    const MarbreCopy *before = marbre_article_is_text_name(file->name, &lang)
                                   ? marbre_article_get_copy(act->article, lang)
                                   : NULL;
    if (before == NULL || strcmp(marbre_copy_get_lang(before), lang) != 0)
        return;
    g_autoptr(MarbreCopy) after = marbre_copy_parse(file->name, lang, bytes, problems);
    for (guint i = 0; after != NULL && i < files->len; i++) {
        MarbreFile *claims = g_ptr_array_index(files, i);
        if (strcmp(claims->name, "claims.yaml") != 0 || claims->bytes == NULL)
            continue;
        g_autoptr(GBytes) carried = marbre_carry_quotes(claims->bytes, before, after, edits);
        if (carried == claims->bytes)
            return;
        files->pdata[i] = marbre_file_new(claims->name, NULL, g_bytes_get_size(carried), carried);
        marbre_file_unref(claims);
        return;
    }
}

/* What a fix would change, whatever the place that other fixes have moved it to. */
static char *
name_fix(const MarbreFinding *finding, GBytes *bytes)
{
    const char *data = g_bytes_get_data(bytes, NULL);
    g_autoptr(GString) name = g_string_new(finding->rule);
    g_string_append_printf(name, "\n%s", finding->path);
    for (guint i = 0; i < finding->fix->len; i++) {
        const MarbreEdit *edit = g_ptr_array_index(finding->fix, i);
        g_string_append_c(name, '\n');
        g_string_append_len(name, data + edit->span.start,
                            (gssize)(edit->span.end - edit->span.start));
        g_string_append_printf(name, "\n%s", edit->text);
    }
    return g_string_free(g_steal_pointer(&name), FALSE);
}

/* Leave out of the fixes those that nobody wants. */
static void
drop_declined(const Act *act, GPtrArray *chosen, GBytes *bytes)
{
    for (guint i = 0; act->request->ask != NULL && i < chosen->len;) {
        const MarbreFinding *finding = g_ptr_array_index(chosen, i);
        g_autofree char *name = name_fix(finding, bytes);
        if (!g_hash_table_contains(act->declined, name) &&
            act->request->ask(act->request->user, finding, bytes)) {
            i++;
            continue;
        }
        g_hash_table_add(act->declined, g_steal_pointer(&name));
        g_ptr_array_remove_index(chosen, i);
    }
}

/* One file with this round's fixes. `edits` (transfer full, nullable) says what they changed. */
static MarbreFile *
mend_file(
    const Act *act, MarbreFile *file, size_t *ret_applied, GPtrArray **ret_edits, GError **error)
{
    g_autoptr(GPtrArray) chosen = marbre_guard_choose(act->article, file, act->findings);
    *ret_edits = NULL;
    drop_declined(act, chosen, file->bytes);
    if (chosen->len == 0)
        return marbre_file_ref(file);
    g_autoptr(GPtrArray) edits = marbre_guard_edits(chosen);
    g_autoptr(GBytes) bytes = marbre_fix_apply(file->bytes, edits, error);
    if (bytes == NULL)
        return NULL;
    *ret_applied += chosen->len;
    *ret_edits = g_steal_pointer(&edits);
    return marbre_file_new(file->name, NULL, g_bytes_get_size(bytes), bytes);
}

/* Apply this round's fixes to every file; how many findings that clears. The claims come first in
   the order of names, so that a quote is carried along in what their own fixes left. */
static bool
apply(Act *act, size_t *ret_applied, GError **error)
{
    const GPtrArray *files = marbre_article_get_files(act->article);
    g_autoptr(GPtrArray) next = marbre_files_new();
    *ret_applied = 0;
    for (guint i = 0; i < files->len; i++) {
        MarbreFile *file = g_ptr_array_index(files, i);
        g_autoptr(GPtrArray) edits = NULL;
        MarbreFile *mended = is_mendable(file) ? mend_file(act, file, ret_applied, &edits, error)
                                               : marbre_file_ref(file);
        if (mended == NULL)
            return false;
        g_ptr_array_add(next, mended);
        if (edits != NULL)
            carry_quotes(act, next, file, mended->bytes, edits);
    }
    MarbrePolicy *policy = marbre_newsroom_get_policy(act->tip);
    MarbreArticle *article =
        marbre_article_new(act->mended->folder, next,
                           (const char *const *)marbre_policy_get_settings(policy)->publish, NULL);
    marbre_article_unref(act->article);
    act->article = article;
    return true;
}

static void
add_change(Act *act, const char *name, const MarbreLines *lines, MarbreWordChange *words)
{
    MarbreMendedWords *change = g_new0(MarbreMendedWords, 1);
    change->file = g_strdup(name);
    change->line = marbre_lines_place(lines, words->before.start).line;
    change->before = g_steal_pointer(&words->removed);
    change->after = g_steal_pointer(&words->added);
    marbre_word_change_free(words);
    g_ptr_array_add(act->mended->words, change);
}

static void
name_changes(Act *act)
{
    const GPtrArray *files = marbre_article_get_files(act->article);
    for (guint i = 0; i < files->len; i++) {
        const MarbreFile *file = g_ptr_array_index(files, i);
        const MarbreFile *old = marbre_article_get_file(act->pending->article, file->name);
        if (file->bytes == NULL || g_bytes_equal(file->bytes, old->bytes))
            continue;
        gsize before_size = 0, after_size = 0;
        const char *before = g_bytes_get_data(old->bytes, &before_size);
        const char *after = g_bytes_get_data(file->bytes, &after_size);
        GPtrArray *words = marbre_diff_words(before, before_size, after, after_size);
        g_autoptr(MarbreLines) lines = marbre_lines_new_for_bytes(old->bytes);
        for (guint j = 0; j < words->len; j++)
            add_change(act, file->name, lines, words->pdata[j]);
        g_ptr_array_set_free_func(words, NULL);
        g_ptr_array_unref(words);
        g_ptr_array_add(act->mended->files,
                        g_strdup_printf("%s/%s", act->mended->folder, file->name));
    }
}

static GBytes *
bytes_of(const MarbreArticle *article, const char *path)
{
    return marbre_article_get_file(article, strrchr(path, '/') + 1)->bytes;
}

static bool
write_files(Act *act, GError **error)
{
    for (guint i = 0; i < act->mended->files->len; i++) {
        const char *path = g_ptr_array_index(act->mended->files, i);
        if (!marbre_workfile_replace(act->session->store, path,
                                     bytes_of(act->pending->article, path),
                                     bytes_of(act->article, path), error))
            return false;
    }
    return true;
}

/* Without a working tree a fix is saved at once, so it is asked what saving is asked. */
static bool
may_save(const Act *act, GError **error)
{
    g_autoptr(MarbreFinding) silent = marbre_record_silent_edit(act->tip, act->article);
    if (silent != NULL)
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED, "%s: %s: %s", silent->rule,
                    silent->path, silent->message);
    return silent == NULL;
}

static bool
commit_files(Act *act, GError **error)
{
    if (!may_save(act, error))
        return false;
    g_autoptr(MarbreWrite) write = marbre_store_begin(act->session->store, error);
    g_autoptr(MarbreChangeset) changes = marbre_changeset_new();
    if (write == NULL)
        return false;
    marbre_session_seal(act->session, act->tip, write);
    if (g_strcmp0(marbre_snapshot_commit_id(marbre_write_base(write)),
                  marbre_snapshot_commit_id(marbre_newsroom_get_snapshot(act->tip))) != 0) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_BUSY,
                    _("somebody else changed the newsroom meanwhile; try again"));
        return false;
    }
    for (guint i = 0; i < act->mended->files->len; i++) {
        const char *path = g_ptr_array_index(act->mended->files, i);
        if (!marbre_changeset_put(changes, path, bytes_of(act->article, path), error))
            return false;
    }
    const MarbreState *state = marbre_article_get_state(act->article);
    const MarbreSettings *settings =
        marbre_policy_get_settings(marbre_newsroom_get_policy(act->tip));
    const MarbreMoveMessage message = {.lang = settings->publish[0],
                                       .title = act->mended->title,
                                       .id = state == NULL ? NULL : state->id};
    g_autofree char *text = marbre_message_write(MARBRE_MOVE_SAVE, &message);
    g_autofree char *id =
        marbre_session_commit(act->session, act->tip, write, changes, text, error);
    if (id == NULL || !marbre_write_finish(write, NULL, error))
        return false;
    act->mended->commit = g_steal_pointer(&id);
    return true;
}

static bool
mend(Act *act, GError **error)
{
    size_t applied = 1;
    for (int round = 0; round < ROUNDS && applied > 0; round++) {
        if (!judge(act, error) || !apply(act, &applied, error))
            return false;
        act->mended->applied += applied;
    }
    name_changes(act);
    if (act->session->dry_run || act->mended->files->len == 0)
        return true;
    return act->pending->files == act->tip ? commit_files(act, error) : write_files(act, error);
}

/* Whether some check of the workflow could speak of a rule; the engine's own are always asked. */
static bool
is_asked(const MarbrePlan *plan, const char *rule, GError **error)
{
    const char *slash = rule == NULL ? NULL : strchr(rule, '/');
    const GPtrArray *checks = marbre_plan_get_checks(plan);
    if (rule == NULL || g_str_has_prefix(rule, "marbre/"))
        return true;
    for (guint i = 0; slash != NULL && i < checks->len; i++) {
        const MarbreTaskUse *use = ((const MarbrePlannedCheck *)checks->pdata[i])->use;
        if (use != NULL && strlen(use->plugin->id) == (size_t)(slash - rule) &&
            g_str_has_prefix(rule, use->plugin->id) &&
            marbre_task_info_rule(use->task, slash + 1) != NULL)
            return true;
    }
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                _("no check of this workflow has the rule “%s”; `marbre plugin show` names them"),
                rule);
    return false;
}

MarbreMended *
marbre_desk_mend(const MarbreSession *session,
                 const char *folder,
                 const MarbreMendRequest *request,
                 GError **error)
{
    static const MarbreMendRequest everything = {NULL};
    const char *rule = request == NULL ? NULL : request->rule;
    g_autoptr(MarbreNewsroom) tip = marbre_session_newsroom(session, error);
    g_autoptr(MarbrePending) pending =
        tip == NULL ? NULL : marbre_pending_read(session, tip, folder, error);
    if (pending == NULL || marbre_session_actor(session, tip, error) == NULL)
        return NULL;
    const MarbreState *state = marbre_article_get_state(pending->article);
    const MarbrePolicy *policy = marbre_newsroom_get_policy(tip);
    const MarbreWorkflow *workflow =
        marbre_policy_workflow_for(policy, state == NULL ? NULL : state->workflow);
    g_autoptr(MarbrePlan) plan = marbre_plan_new(tip, workflow, session->pool, error);
    if (plan == NULL || !is_asked(plan, rule, error))
        return NULL;
    g_autoptr(MarbreMended) mended = g_new0(MarbreMended, 1);
    mended->folder = g_strdup(folder);
    mended->title = g_strdup(pending->title);
    mended->files = g_ptr_array_new_with_free_func(g_free);
    mended->words = g_ptr_array_new_with_free_func(words_free);
    Act act = {.session = session,
               .tip = tip,
               .pending = pending,
               .plan = plan,
               .article = marbre_article_ref(pending->article),
               .rule = rule,
               .request = request == NULL ? &everything : request,
               .declined = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
               .mended = mended};
    bool done = mend(&act, error);
    g_hash_table_unref(act.declined);
    marbre_article_unref(act.article);
    g_clear_pointer(&act.findings, g_ptr_array_unref);
    return done ? g_steal_pointer(&mended) : NULL;
}
