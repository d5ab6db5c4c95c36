/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A small newsroom in a repository of its own, with the stock plugins in this process. */
#pragma once

#include "../store/scratch.h"
#include "newsroom/checking.h"
#include "newsroom/dossier.h"
#include "newsroom/record.h"
#include "plugin/finder.h"
#include "worker/pool.h"

/* 2023-11-14T22:13:20+00:00 */
#define NOW INT64_C(1700000000)
#define DAY INT64_C(86400)

#define STORY_FOLDER "articles/2023/11/haut-karabakh"
#define STORY_TEXT STORY_FOLDER "/index.fr.md"

#define FRONT                                                                                      \
    "---\n"                                                                                        \
    "title: \"Haut-Karabakh\"\n"                                                                   \
    "date: 2023-11-14\n"                                                                           \
    "author: \"Noé Blanc\"\n"                                                                     \
    "outlet: CNN\n"                                                                                \
    "lang: fr\n"

#define BODY "Les habitants sont sortis dans la rue dès le matin.\n\nLe soir, tout était calme.\n"

#define SETTINGS                                                                                   \
    "version: 1\n"                                                                                 \
    "id: 01hawm6c0t2n9v6s6x1j5y7k3q\n"                                                             \
    "name: Le Courrier du soir\n"                                                                  \
    "outlet: CNN\n"                                                                                \
    "site: https://courrier.example/\n"                                                            \
    "languages: {source: en, publish: [fr]}\n"                                                     \
    "timezone: Europe/Paris\n"                                                                     \
    "workflow: newsroom\n"

#define PEOPLE                                                                                     \
    "version: 1\n"                                                                                 \
    "people:\n"                                                                                    \
    "  - {id: noe, name: Noé Blanc, emails: [noe@example.org], roles: [reporter]}\n"              \
    "  - {id: lea, name: Léa Morel, emails: [lea@example.org], roles: [fact-checker]}\n"          \
    "  - {id: paul, name: Paul Renaud, emails: [paul@example.org], roles: [fact-checker]}\n"       \
    "  - {id: marc, name: Marc Petit, emails: [marc@example.org], roles: [admin, editor]}\n"

#define WORKFLOW                                                                                   \
    "version: 1\n"                                                                                 \
    "name: newsroom\n"                                                                             \
    "stages:\n"                                                                                    \
    "  - id: draft\n"                                                                              \
    "    roles: [reporter, editor]\n"                                                              \
    "    checks: [{uses: draft, with: {required: [title]}}]\n"                                     \
    "    waivers: {roles: [editor], rules: [draft/placeholder], longest: 14d}\n"                   \
    "  - id: fact-check\n"                                                                         \
    "    roles: [fact-checker]\n"                                                                  \
    "    checks: [{uses: factcheck}]\n"                                                            \
    "    approvals: {count: 1, roles: [fact-checker, editor], four-eyes: true}\n"                  \
    "  - id: photo-credit\n"                                                                       \
    "    when: {media: present}\n"                                                                 \
    "    roles: [editor]\n"                                                                        \
    "    checks: [{uses: credit}]\n"                                                               \
    "  - id: publish\n"                                                                            \
    "    roles: [editor]\n"                                                                        \
    "    checks: [{uses: publish}]\n"                                                              \
    "    actions: [{uses: publish, with: {formats: [html, atom]}}]\n"

typedef struct {
    Scratch scratch;
    MarbreFinder *finder;
    MarbrePool *pool;
    MarbreNewsroom *newsroom; /* the latest asked for */
    MarbrePlan *plan;         /* of its usual workflow */
} Room;

static inline char *
room_path(const Room *room, const char *path)
{
    return g_build_filename(room->scratch.dir, path, NULL);
}

/* A file of the working tree. */
static inline void
room_put(const Room *room, const char *path, const char *text)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *whole = room_path(room, path);
    g_autofree char *folder = g_path_get_dirname(whole);
    g_assert_cmpint(g_mkdir_with_parents(folder, 0777), ==, 0);
    g_file_set_contents(whole, text, -1, &error);
    g_assert_no_error(error);
}

static inline char *
room_get(const Room *room, const char *path)
{
    g_autofree char *whole = room_path(room, path);
    char *text = NULL;
    return g_file_get_contents(whole, &text, NULL, NULL) ? text : NULL;
}

/* All that lies there as one commit of somebody's, made by git. `more`: a trailer, or "". */
static inline void
room_commit(const Room *room, const char *who, const char *more)
{
    g_free(shell(&room->scratch,
                 "git add -A && git commit -q --author='%s <%s@example.org>' -m 'Edit' -m '%s'",
                 who, who, more));
}

/* The same of one file. */
static inline void
room_write(const Room *room, const char *who, const char *path, const char *text)
{
    room_put(room, path, text);
    room_commit(room, who, "");
}

static inline MarbreFinder *
room_finder(void)
{
    static const char *const ids[] = {"draft", "translation", "factcheck", "credit", "publish"};
    g_autoptr(GPtrArray) folders = g_ptr_array_new_with_free_func(g_free);
    for (size_t i = 0; i < G_N_ELEMENTS(ids); i++)
        g_ptr_array_add(folders, g_build_filename(g_getenv("PLUGINS"), ids[i], NULL));
    if (g_getenv("TEST_PLUGINS") != NULL)
        g_ptr_array_add(folders, g_strdup(g_getenv("TEST_PLUGINS")));
    g_ptr_array_add(folders, NULL);
    return marbre_finder_new((const char *const *)folders->pdata, NULL);
}

/* An empty newsroom: a policy and nothing else. `data`: a workflow, or NULL for the one above. */
static inline void
room_set_up(Room *room, const void *data)
{
    g_autoptr(GError) error = NULL;
    room->scratch.dir = g_dir_make_tmp("marbre-room-XXXXXX", &error);
    g_assert_no_error(error);
    run(&room->scratch, "git init -q --template= -b main . && git config user.name Test && "
                        "git config user.email test@example.org && "
                        "git config core.quotePath false");
    room_put(room, "marbre.yaml", SETTINGS);
    room_put(room, "people.yaml", PEOPLE);
    room_put(room, "workflows/newsroom.yaml", data == NULL ? WORKFLOW : data);
    room_commit(room, "marc", "");
    scratch_reopen(&room->scratch);
    room->finder = room_finder();
    const MarbrePoolSettings settings = {.finder = room->finder, .in_process = true};
    room->pool = marbre_pool_new(&settings);
}

/* The same with one article without a state, by noe. */
static inline void
room_set_up_story(Room *room, const void *data)
{
    room_set_up(room, data);
    room_write(room, "noe", STORY_TEXT, FRONT "---\n\n" BODY);
}

static inline void
room_tear_down(Room *room, const void *data)
{
    g_clear_pointer(&room->plan, marbre_plan_unref);
    g_clear_pointer(&room->newsroom, marbre_newsroom_unref);
    marbre_pool_free(room->pool);
    marbre_finder_unref(room->finder);
    scratch_tear_down(&room->scratch, NULL);
}

static inline MarbreNewsroom *
room_of(Room *room, MarbreSnapshot *snapshot)
{
    g_autoptr(GError) error = NULL;
    g_clear_pointer(&room->plan, marbre_plan_unref);
    g_clear_pointer(&room->newsroom, marbre_newsroom_unref);
    room->newsroom = marbre_newsroom_new(room->scratch.store, snapshot, &error);
    g_assert_no_error(error);
    return room->newsroom;
}

/* The newsroom as a commit has it; NULL: as its branch has. */
static inline MarbreNewsroom *
room_at(Room *room, const char *rev)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbreSnapshot) snapshot = marbre_snapshot_commit(room->scratch.store, rev, &error);
    g_assert_no_error(error);
    return room_of(room, snapshot);
}

/* The newsroom as its files lie. */
static inline MarbreNewsroom *
room_as_it_lies(Room *room)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbreSnapshot) snapshot = marbre_snapshot_worktree(room->scratch.store, &error);
    g_assert_no_error(error);
    return room_of(room, snapshot);
}

static inline MarbreArticle *
room_read(MarbreNewsroom *newsroom, const char *folder)
{
    g_autoptr(GError) error = NULL;
    MarbreArticle *article = marbre_newsroom_read_article(newsroom, folder, &error);
    g_assert_no_error(error);
    return article;
}

/* The plan of a workflow, NULL for the usual one; lives until the next newsroom is asked for. */
static inline MarbrePlan *
room_plan(Room *room, const char *workflow)
{
    g_autoptr(GError) error = NULL;
    const MarbrePolicy *policy = marbre_newsroom_get_policy(room->newsroom);
    g_clear_pointer(&room->plan, marbre_plan_unref);
    room->plan = marbre_plan_new(room->newsroom, marbre_policy_workflow(policy, workflow),
                                 room->pool, &error);
    g_assert_no_error(error);
    return room->plan;
}

/* An article's dossier as its files lie. `pending`: who wrote what no commit has, or NULL. */
static inline MarbreDossier *
room_dossier(Room *room, const char *folder, const char *pending)
{
    g_autoptr(GError) error = NULL;
    MarbreNewsroom *newsroom = room_as_it_lies(room);
    g_autoptr(MarbreArticle) article = room_read(newsroom, folder);
    g_autofree char *tip = marbre_store_resolve(room->scratch.store, NULL, &error);
    g_assert_no_error(error);
    MarbreDossier *dossier =
        marbre_dossier_new(newsroom, room_plan(room, NULL), article, tip, pending, &error);
    g_assert_no_error(error);
    return dossier;
}

/* --- states ------------------------------------------------------------------------------------
 */

/* A state at a stage. (transfer full) */
static inline MarbreState *
state_at(const char *stage)
{
    MarbreState *state = marbre_state_new();
    state->id = g_strdup("01hawm6c0t2n9v6s6x1j5y7k3r");
    state->workflow = g_strdup("newsroom");
    state->stage = g_strdup(stage);
    state->entered = (MarbreInstant){NOW - DAY, 60};
    return state;
}

/* Put it beside an article's text, and commit it. */
static inline void
room_put_state(const Room *room, const char *folder, const MarbreState *state)
{
    g_autoptr(GBytes) bytes = marbre_state_write(state);
    g_autofree char *text = g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
    g_autofree char *path = g_strdup_printf("%s/state.yaml", folder);
    room_put(room, path, text);
}

/* Git's id of a folder as the branch has it. */
static inline char *
room_content(const Room *room, const char *folder)
{
    return shell(&room->scratch, "git rev-parse HEAD:%s", folder);
}

/* Approve a stage as somebody, on the content that the branch has. */
static inline void
room_approve(Room *room, const char *folder, MarbreState *state, const char *stage, const char *who)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbreArticle) article = room_read(room_at(room, NULL), folder);
    g_autofree char *content = room_content(room, folder);
    MarbrePlan *plan = room_plan(room, NULL);
    const MarbreStage *approved = marbre_workflow_stage(marbre_plan_get_workflow(plan), stage);
    g_autofree char *digest = marbre_record_judged(room->newsroom, article,
                                                   marbre_plan_get_judged(plan, approved), &error);
    g_assert_no_error(error);
    marbre_state_put_approval(
        state, marbre_approval_new(stage, who, (MarbreInstant){NOW - 60, 60}, digest, content));
    room_put_state(room, folder, state);
    room_commit(room, who, "");
}

static inline const MarbreStation *
station_of(const MarbreDossier *dossier, const char *stage)
{
    return marbre_dossier_station(dossier, marbre_workflow_stage(dossier->workflow, stage));
}

/* Ids of people, with spaces between. (transfer full) */
static inline char *
ids_of(const GPtrArray *people)
{
    GString *ids = g_string_new(NULL);
    for (guint i = 0; i < people->len; i++)
        g_string_append_printf(ids, "%s%s", i == 0 ? "" : " ",
                               ((const MarbrePerson *)people->pdata[i])->id);
    return g_string_free(ids, FALSE);
}

#define assert_ids(people, expected)                                                               \
    G_STMT_START                                                                                   \
    {                                                                                              \
        g_autofree char *ids_ = ids_of(people);                                                    \
        g_assert_cmpstr(ids_, ==, (expected));                                                     \
    }                                                                                              \
    G_STMT_END

#define test_room(path, function)                                                                  \
    g_test_add((path), Room, NULL, room_set_up, (function), room_tear_down)
#define test_story(path, function)                                                                 \
    g_test_add((path), Room, NULL, room_set_up_story, (function), room_tear_down)
