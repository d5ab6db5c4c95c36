/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk/intake.h"

#include "base/error.h"
#include "base/path.h"
#include "base/text.h"
#include "base/ulid.h"
#include "desk/message.h"
#include "yaml/write.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Words of a text without a title that make its slug. */
#define SLUG_WORDS 60

/* A file of the article to be. */
typedef struct {
    char *name;
    GBytes *bytes;
} Part;

typedef struct {
    const MarbreSession *session;
    const char *slug;
    const char *title;
    const char *workflow;
    GArray *parts; /* of Part */
} Intake;

void
marbre_taken_free(MarbreTaken *taken)
{
    if (taken == NULL)
        return;
    g_free(taken->folder);
    g_free(taken->id);
    g_free(taken->commit);
    g_free(taken->title);
    g_free(taken->stage);
    g_free(taken->stage_id);
    g_free(taken);
}

static void
part_clear(void *data)
{
    Part *part = data;
    g_free(part->name);
    g_bytes_unref(part->bytes);
}

static GArray *
parts_new(void)
{
    GArray *parts = g_array_new(FALSE, FALSE, sizeof(Part));
    g_array_set_clear_func(parts, part_clear);
    return parts;
}

static void
add_part(GArray *parts, const char *lang, GBytes *bytes)
{
    g_array_append_val(parts, ((Part){g_strdup_printf("index.%s.md", lang), bytes}));
}

static bool
check_lang(const char *lang, GError **error)
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

/* articles/2026/03/SLUG, by the session's day on the newsroom's clocks. */
static char *
folder_for(const Intake *intake, MarbreNewsroom *newsroom)
{
    const MarbreSettings *settings =
        marbre_policy_get_settings(marbre_newsroom_get_policy(newsroom));
    g_autofree char *day = marbre_instant_format(marbre_session_instant(intake->session, newsroom));
    return g_strdup_printf("%s/%.4s/%.2s/%s", settings->articles, day, day + 5, intake->slug);
}

static bool
check_free(const Intake *intake, MarbreNewsroom *newsroom, const char *folder, GError **error)
{
    g_autoptr(MarbreNewsroom) files = marbre_session_as_it_lies(intake->session, newsroom, error);
    if (files == NULL)
        return false;
    MarbreSnapshot *snapshots[] = {marbre_newsroom_get_snapshot(newsroom),
                                   marbre_newsroom_get_snapshot(files)};
    for (size_t i = 0; i < G_N_ELEMENTS(snapshots); i++) {
        bool taken;
        if (!marbre_snapshot_has(snapshots[i], folder, &taken, error))
            return false;
        if (taken) {
            g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
                        _("marbre/duplicate-slug: %s is there already; choose another name with "
                          "--slug"),
                        folder);
            return false;
        }
    }
    return true;
}

static const MarbreWorkflow *
find_workflow(const Intake *intake, MarbreNewsroom *newsroom, GError **error)
{
    const MarbreWorkflow *workflow =
        marbre_policy_workflow(marbre_newsroom_get_policy(newsroom), intake->workflow);
    if (workflow == NULL)
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE, _("there is no workflow “%s”"),
                    intake->workflow);
    return workflow;
}

static MarbreChangeset *
collect(const Intake *intake, const char *folder, const MarbreState *state, GError **error)
{
    g_autoptr(MarbreChangeset) changes = marbre_changeset_new();
    for (guint i = 0; i < intake->parts->len; i++) {
        const Part *part = &g_array_index(intake->parts, Part, i);
        g_autofree char *path = g_strdup_printf("%s/%s", folder, part->name);
        if (!marbre_changeset_put(changes, path, part->bytes, error))
            return NULL;
    }
    g_autofree char *path = g_strdup_printf("%s/state.yaml", folder);
    g_autoptr(GBytes) bytes = marbre_state_write(state);
    return marbre_changeset_put(changes, path, bytes, error) ? g_steal_pointer(&changes) : NULL;
}

static bool
write_article(const Intake *intake,
              MarbreWrite *write,
              MarbreNewsroom *newsroom,
              const MarbrePerson *actor,
              const MarbreState *state,
              MarbreTaken *taken,
              GError **error)
{
    const MarbreSettings *settings =
        marbre_policy_get_settings(marbre_newsroom_get_policy(newsroom));
    char id[41];
    const MarbreMoveMessage message = {.lang = settings->publish[0],
                                       .title =
                                           intake->title == NULL ? intake->slug : intake->title,
                                       .id = state->id,
                                       .to = state->stage,
                                       .actor = actor->id};
    g_autofree char *text = marbre_message_write(MARBRE_MOVE_NEW, &message);
    g_autoptr(MarbreSignature) author = marbre_session_author(intake->session, newsroom);
    g_autoptr(MarbreSignature) committer = marbre_session_committer(intake->session, newsroom);
    g_autoptr(MarbreChangeset) changes = collect(intake, taken->folder, state, error);
    if (changes == NULL ||
        !marbre_write_commit(write, NULL, changes, author, committer, text, id, error))
        return false;
    marbre_write_set_reason(write, "new");
    if (!marbre_write_finish(write, NULL, error))
        return false;
    taken->commit = g_strdup(id);
    return true;
}

static MarbreTaken *
attempt(const Intake *intake, GError **error)
{
    g_autoptr(MarbreWrite) write =
        intake->session->dry_run ? NULL : marbre_store_begin(intake->session->store, error);
    if (write == NULL && !intake->session->dry_run)
        return NULL;
    g_autoptr(MarbreNewsroom) newsroom =
        write == NULL
            ? marbre_session_newsroom(intake->session, error)
            : marbre_newsroom_new(intake->session->store, marbre_write_base(write), error);
    if (newsroom == NULL)
        return NULL;
    const MarbrePerson *actor = marbre_session_actor(intake->session, newsroom, error);
    const MarbreWorkflow *workflow = actor == NULL ? NULL : find_workflow(intake, newsroom, error);
    if (workflow == NULL)
        return NULL;
    g_autoptr(MarbreTaken) taken = g_new0(MarbreTaken, 1);
    taken->folder = folder_for(intake, newsroom);
    taken->title = g_strdup(intake->title);
    taken->stage =
        g_strdup(marbre_stage_title(marbre_workflow_first(workflow), intake->session->lang));
    if (!check_free(intake, newsroom, taken->folder, error))
        return NULL;
    g_autoptr(MarbreState) state = marbre_state_new();
    state->id = marbre_ulid_new(intake->session->now * 1000);
    state->workflow = g_strdup(workflow->name);
    state->stage = g_strdup(marbre_workflow_first(workflow)->id);
    state->entered = marbre_session_instant(intake->session, newsroom);
    taken->id = g_strdup(state->id);
    taken->stage_id = g_strdup(state->stage);
    if (write != NULL && !write_article(intake, write, newsroom, actor, state, taken, error))
        return NULL;
    return g_steal_pointer(&taken);
}

static MarbreTaken *
take(const Intake *intake, GError **error)
{
    const char *why = NULL;
    if (!marbre_slug_check(intake->slug, &why)) {
        g_autofree char *better = marbre_slug_make(intake->slug);
        g_autofree char *shown = marbre_text_shown(intake->slug);
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                    _("“%s” can't name an article: %s. "
                      "This would do: %s"),
                    shown, why, better);
        return NULL;
    }
    g_autoptr(GError) reason = NULL;
    int64_t started = g_get_monotonic_time();
    MarbreTaken *taken = attempt(intake, &reason);
    for (unsigned i = 1; taken == NULL && marbre_session_again(reason, i, started); i++) {
        g_clear_error(&reason);
        taken = attempt(intake, &reason);
    }
    if (taken == NULL)
        g_propagate_error(error, g_steal_pointer(&reason));
    return taken;
}

static GBytes *
first_draft(const MarbreSession *session,
            MarbreNewsroom *newsroom,
            const MarbrePerson *actor,
            const char *title,
            const char *lang)
{
    const MarbreSettings *settings =
        marbre_policy_get_settings(marbre_newsroom_get_policy(newsroom));
    g_autofree char *day = marbre_instant_format(marbre_session_instant(session, newsroom));
    const char *const keys[][2] = {{"title", title},
                                   {"lang", lang},
                                   {"date", day},
                                   {"author", actor->name},
                                   {"outlet", settings->outlet}};
    GString *file = g_string_new("---\n");
    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
        g_autofree char *quoted = marbre_yaml_quote(keys[i][1]);
        g_string_append_printf(file, "%s: %s\n", keys[i][0], quoted);
    }
    g_string_append(file, "---\n\n");
    return g_string_free_to_bytes(file);
}

MarbreTaken *
marbre_desk_new(const MarbreSession *session, const MarbreNewArticle *article, GError **error)
{
    g_autoptr(MarbreNewsroom) newsroom = marbre_session_newsroom(session, error);
    const MarbrePerson *actor =
        newsroom == NULL ? NULL : marbre_session_actor(session, newsroom, error);
    if (actor == NULL)
        return NULL;
    const char *lang =
        article->lang != NULL
            ? article->lang
            : marbre_policy_get_settings(marbre_newsroom_get_policy(newsroom))->publish[0];
    if (!check_lang(lang, error))
        return NULL;
    g_autofree char *slug =
        article->slug != NULL ? g_strdup(article->slug) : marbre_slug_make(article->title);
    g_autoptr(GArray) parts = parts_new();
    add_part(parts, lang, first_draft(session, newsroom, actor, article->title, lang));
    const Intake intake = {session, slug, article->title, article->workflow, parts};
    return take(&intake, error);
}

static char *
slug_of(const MarbreStory *story)
{
    if (story->title != NULL)
        return marbre_slug_make(story->title);
    const char *first = story->blocks->len > 0
                            ? ((const MarbreStoryBlock *)story->blocks->pdata[0])->text
                            : "article";
    g_autofree char *words = g_utf8_substring(first, 0, MIN(SLUG_WORDS, g_utf8_strlen(first, -1)));
    return marbre_slug_make(words);
}

MarbreTaken *
marbre_desk_import(const MarbreSession *session, const MarbreImport *import, GError **error)
{
    if (!check_lang(import->lang, error) ||
        (import->source_lang != NULL && !check_lang(import->source_lang, error)))
        return NULL;
    if (import->source_lang != NULL && strcmp(import->lang, import->source_lang) == 0) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                    _("a text is no translation from its own language: --lang and --source-lang "
                      "are both “%s”"),
                    import->lang);
        return NULL;
    }
    g_autofree char *slug = import->slug != NULL ? g_strdup(import->slug) : slug_of(import->story);
    g_autoptr(GArray) parts = parts_new();
    add_part(parts, import->lang,
             marbre_wire_write(import->story, import->lang, import->source_lang));
    if (import->source != NULL)
        add_part(parts, import->source_lang,
                 marbre_wire_write(import->source, import->source_lang, NULL));
    const Intake intake = {session, slug, import->story->title, import->workflow, parts};
    return take(&intake, error);
}
