/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk/taking.h"

#include "base/error.h"
#include "base/path.h"
#include "base/text.h"
#include "base/ulid.h"
#include "desk/attempt.h"
#include "gate/message.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* One attempt at taking them in, against one commit of the newsroom. */
typedef struct {
    const MarbreSession *session;
    const GPtrArray *newcomers;
    const char *workflow_name;
    MarbreWrite *write; /* NULL for --dry-run */
    MarbreNewsroom *newsroom;
    MarbreNewsroom *files; /* as they lie */
    const MarbrePerson *actor;
    const MarbreWorkflow *workflow;
    GHashTable *folders; /* of this attempt */
    GPtrArray *taken;
} Attempt;

/* --- newcomers -------------------------------------------------------------------------------- */

MarbreNewcomer *
marbre_newcomer_new(char *slug)
{
    MarbreNewcomer *newcomer = g_new0(MarbreNewcomer, 1);
    newcomer->slug = slug;
    newcomer->names = g_ptr_array_new_with_free_func(g_free);
    newcomer->bytes = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
    return newcomer;
}

void
marbre_newcomer_free(MarbreNewcomer *newcomer)
{
    if (newcomer == NULL)
        return;
    g_free(newcomer->slug);
    g_ptr_array_unref(newcomer->names);
    g_ptr_array_unref(newcomer->bytes);
    g_free(newcomer);
}

void
marbre_newcomer_add(MarbreNewcomer *newcomer, const char *lang, GBytes *bytes)
{
    g_ptr_array_add(newcomer->names, g_strdup_printf("index.%s.md", lang));
    g_ptr_array_add(newcomer->bytes, bytes);
}

bool
marbre_newcomer_check_lang(const char *lang, GError **error)
{
    for (const char *p = lang; *p != '\0'; p++)
        if (!g_ascii_isalnum(*p) && *p != '-')
            lang = "";
    if (strlen(lang) >= 2 && strlen(lang) <= 35)
        return true;
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                _("a language is written as “fr” or “fr-CA”"));
    return false;
}

/* --- names ------------------------------------------------------------------------------------ */

/* articles/2026/03/SLUG, by the session's day on the newsroom's clocks. */
static char *
folder_for(const Attempt *attempt, const char *slug)
{
    const MarbreSettings *settings =
        marbre_policy_get_settings(marbre_newsroom_get_policy(attempt->newsroom));
    g_autofree char *day =
        marbre_instant_format(marbre_session_instant(attempt->session, attempt->newsroom));
    return g_strdup_printf("%s/%.4s/%.2s/%s", settings->articles, day, day + 5, slug);
}

/* A name that the newsroom has is most likely the same story come twice: it is refused. Stories
   that come together under one title are told apart by a number. */
static char *
choose_folder(const Attempt *attempt, const MarbreNewcomer *newcomer)
{
    char *folder = folder_for(attempt, newcomer->slug);
    for (unsigned i = 2; !newcomer->chosen && g_hash_table_contains(attempt->folders, folder);
         i++) {
        g_autofree char *slug = g_strdup_printf("%s-%u", newcomer->slug, i);
        g_free(folder);
        folder = folder_for(attempt, slug);
    }
    return folder;
}

static bool
check_free(const Attempt *attempt, const char *folder, GError **error)
{
    MarbreSnapshot *snapshots[] = {marbre_newsroom_get_snapshot(attempt->newsroom),
                                   marbre_newsroom_get_snapshot(attempt->files)};
    bool taken = g_hash_table_contains(attempt->folders, folder);
    for (size_t i = 0; !taken && i < G_N_ELEMENTS(snapshots); i++)
        if (!marbre_snapshot_has(snapshots[i], folder, &taken, error))
            return false;
    if (!taken)
        return true;
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
                _("marbre/duplicate-slug: %s is there already; choose another name with "
                  "--slug"),
                folder);
    return false;
}

static bool
check_slug(const char *slug, GError **error)
{
    const char *why = NULL;
    if (marbre_slug_check(slug, &why))
        return true;
    g_autofree char *better = marbre_slug_make(slug);
    g_autofree char *shown = marbre_text_shown(slug);
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                _("“%s” can't name an article: %s. "
                  "This would do: %s"),
                shown, why, better);
    return false;
}

/* --- writing ---------------------------------------------------------------------------------- */

static MarbreChangeset *
collect(const MarbreNewcomer *newcomer,
        const char *folder,
        const MarbreState *state,
        GError **error)
{
    g_autoptr(MarbreChangeset) changes = marbre_changeset_new();
    for (guint i = 0; i < newcomer->names->len; i++) {
        const char *name = newcomer->names->pdata[i];
        g_autofree char *path = g_strdup_printf("%s/%s", folder, name);
        if (!marbre_changeset_put(changes, path, newcomer->bytes->pdata[i], error))
            return NULL;
    }
    g_autofree char *path = g_strdup_printf("%s/state.yaml", folder);
    g_autoptr(GBytes) bytes = marbre_state_write(state);
    return marbre_changeset_put(changes, path, bytes, error) ? g_steal_pointer(&changes) : NULL;
}

static bool
commit(const Attempt *attempt,
       const MarbreNewcomer *newcomer,
       const MarbreState *state,
       MarbreTaken *taken,
       GError **error)
{
    const MarbreSettings *settings =
        marbre_policy_get_settings(marbre_newsroom_get_policy(attempt->newsroom));
    const MarbreMoveMessage message = {.lang = settings->publish[0],
                                       .title = newcomer->title == NULL ? newcomer->slug
                                                                        : newcomer->title,
                                       .body = newcomer->note,
                                       .id = state->id,
                                       .to = state->stage,
                                       .actor = attempt->actor->id};
    g_autofree char *text = marbre_message_write(MARBRE_MOVE_NEW, &message);
    g_autoptr(MarbreChangeset) changes = collect(newcomer, taken->folder, state, error);
    if (changes != NULL)
        taken->commit = marbre_session_commit(attempt->session, attempt->newsroom, attempt->write,
                                              changes, text, error);
    return taken->commit != NULL;
}

static bool
take_one(Attempt *attempt, const MarbreNewcomer *newcomer, GError **error)
{
    const MarbreStage *first = marbre_workflow_first(attempt->workflow);
    MarbreTaken *taken = g_new0(MarbreTaken, 1);
    g_ptr_array_add(attempt->taken, taken);
    taken->folder = choose_folder(attempt, newcomer);
    taken->title = g_strdup(newcomer->title);
    taken->stage = g_strdup(marbre_stage_title(first, attempt->session->lang));
    if (!check_free(attempt, taken->folder, error))
        return false;
    g_hash_table_add(attempt->folders, g_strdup(taken->folder));
    g_autoptr(MarbreState) state = marbre_state_new();
    state->id = marbre_ulid_new(attempt->session->now * 1000);
    state->workflow = g_strdup(attempt->workflow->name);
    state->stage = g_strdup(first->id);
    state->entered = marbre_session_instant(attempt->session, attempt->newsroom);
    taken->id = g_strdup(state->id);
    taken->stage_id = g_strdup(state->stage);
    return attempt->write == NULL || commit(attempt, newcomer, state, taken, error);
}

static bool
take_all(Attempt *attempt, GError **error)
{
    const MarbreSession *session = attempt->session;
    attempt->actor = marbre_session_actor(session, attempt->newsroom, error);
    if (attempt->actor == NULL)
        return false;
    attempt->workflow = marbre_policy_workflow(marbre_newsroom_get_policy(attempt->newsroom),
                                               attempt->workflow_name);
    if (attempt->workflow == NULL) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                    _("there is no workflow “%s”; `marbre workflow list` names them"),
                    attempt->workflow_name);
        return false;
    }
    g_autoptr(MarbreNewsroom) files = marbre_session_as_it_lies(session, attempt->newsroom, error);
    if (files == NULL)
        return false;
    attempt->files = files;
    for (guint i = 0; i < attempt->newcomers->len; i++) {
        if (session->progress != NULL)
            session->progress(session->progress_user, i, attempt->newcomers->len);
        if (!take_one(attempt, g_ptr_array_index(attempt->newcomers, i), error))
            return false;
    }
    if (session->progress != NULL)
        session->progress(session->progress_user, attempt->newcomers->len, attempt->newcomers->len);
    if (attempt->write == NULL)
        return true;
    marbre_write_set_reason(attempt->write, "new");
    return marbre_write_finish(attempt->write, NULL, error);
}

static bool
attempt_once(void *user, GError **error)
{
    Attempt *attempt = user;
    g_autoptr(MarbreWrite) write = NULL;
    g_autoptr(MarbreNewsroom) newsroom = marbre_attempt_begin(attempt->session, &write, error);
    if (newsroom == NULL)
        return false;
    g_autoptr(GHashTable) folders = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    attempt->write = write;
    attempt->newsroom = newsroom;
    attempt->folders = folders;
    g_ptr_array_set_size(attempt->taken, 0);
    return take_all(attempt, error);
}

GPtrArray *
marbre_newcomers_take(const MarbreSession *session,
                      const GPtrArray *newcomers,
                      const char *workflow,
                      GError **error)
{
    for (guint i = 0; i < newcomers->len; i++)
        if (!check_slug(((const MarbreNewcomer *)newcomers->pdata[i])->slug, error))
            return NULL;
    g_autoptr(GPtrArray) taken = g_ptr_array_new_with_free_func((GDestroyNotify)marbre_taken_free);
    Attempt attempt = {
        .session = session, .newcomers = newcomers, .workflow_name = workflow, .taken = taken};
    return marbre_attempt(attempt_once, &attempt, error) ? g_steal_pointer(&taken) : NULL;
}
