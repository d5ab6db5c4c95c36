/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "workflow/policy.h"

#include "base/error.h"
#include "said.h"

#include <glib/gstdio.h>
#include <unistd.h>

#define SETTINGS                                                                                   \
    "version: 1\nid: 01hawm6c0t2n9v6s6x1j5y7k3q\nname: Le Soir\nlanguages: {publish: [fr]}\n"
#define PEOPLE "version: 1\npeople: [{id: lea, emails: [lea@x.example], roles: [admin, editor]}]\n"
#define STAGES "stages: [{id: a, roles: [editor]}, {id: b, roles: [admin]}]\n"

/* Pairs of path and content, closed by NULL; the content "!" cannot be read. */
static const char *
find_file(const char *const *files, const char *path)
{
    for (size_t i = 0; files[i] != NULL; i += 2)
        if (strcmp(files[i], path) == 0)
            return files[i + 1];
    return NULL;
}

static GBytes *
give_file(void *user, const char *path, size_t limit, GError **error)
{
    const char *text = find_file(user, path);

    if (text == NULL)
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_NOT_FOUND, "no %s", path);
    else if (strcmp(text, "!") == 0)
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED, "broken %s", path);
    else if (strcmp(text, "@") == 0)
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED, "%s is a link", path);
    else
        return g_bytes_new(text, strlen(text));
    return NULL;
}

static GPtrArray *
give_names(void *user, const char *folder, GError **error)
{
    const char *const *files = user;
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);

    for (size_t i = 0; files[i] != NULL; i += 2)
        if (g_str_has_prefix(files[i], folder))
            g_ptr_array_add(names, g_strdup(files[i] + strlen(folder) + 1));
    if (names->len > 0)
        return names;
    g_ptr_array_unref(names);
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_NOT_FOUND, "no %s", folder);
    return NULL;
}

static MarbrePolicy *
read_policy(const char *const *files, GPtrArray *problems)
{
    MarbrePolicySource source = {give_file, give_names, (void *)files};

    return marbre_policy_read(&source, problems);
}

static void
test_good(void)
{
    static const char *const files[] = {"marbre.yaml",
                                        SETTINGS,
                                        "people.yaml",
                                        PEOPLE,
                                        "workflows/newsroom.yaml",
                                        "version: 1\nname: newsroom\n" STAGES,
                                        "workflows/brief.yaml",
                                        "version: 1\nname: brief\n" STAGES,
                                        "workflows/README.md",
                                        "not a workflow",
                                        NULL};
    static const char *const editors[] = {"editor", NULL};
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbrePolicy) policy = read_policy(files, problems);
    g_autoptr(MarbrePolicy) same = NULL;
    g_autoptr(GPtrArray) who = NULL;

    ASSERT_SAID(problems, NULL);
    same = marbre_policy_ref(policy);
    g_assert_cmpuint(marbre_policy_get_workflows(policy)->len, ==, 2);
    g_assert_cmpstr(marbre_policy_workflow(policy, NULL)->name, ==, "newsroom");
    g_assert_cmpstr(marbre_policy_workflow(policy, "brief")->name, ==, "brief");
    g_assert_null(marbre_policy_workflow(policy, "README"));
    g_assert_cmpstr(marbre_policy_get_settings(policy)->name, ==, "Le Soir");
    g_assert_cmpstr(marbre_policy_person(policy, "LEA@x.example")->id, ==, "lea");
    g_assert_null(marbre_policy_person(policy, "marc@x.example"));
    who = marbre_policy_who(policy, editors);
    g_assert_cmpuint(who->len, ==, 1);
    g_assert_cmpuint(marbre_people_get_all(marbre_policy_get_people(policy))->len, ==, 1);
}

#define DESK(owed)                                                                                 \
    "version: 1\nname: night\nstages: [{id: flash, roles: [editor], owed: " owed "}]\n"
#define NIGHT(owed)                                                                                \
    {                                                                                              \
        "marbre.yaml", SETTINGS, "people.yaml", PEOPLE, "workflows/newsroom.yaml",                 \
            "version: 1\nname: newsroom\n" STAGES, "workflows/night.yaml", DESK(owed), NULL        \
    }

/* The stages of another workflow are known behind the own ones, and are nowhere to stand. */
static void
test_owed(void)
{
    static const char *const files[] = NIGHT("{stages: [b, a], of: newsroom, within: 12h}");
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbrePolicy) policy = read_policy(files, problems);
    const MarbreWorkflow *night = NULL;
    const MarbreStage *b = NULL;

    ASSERT_SAID(problems, NULL);
    night = marbre_policy_workflow(policy, "night");
    b = marbre_workflow_stage(night, "b");
    g_assert_cmpuint(marbre_workflow_count(night), ==, 1);
    g_assert_cmpuint(marbre_workflow_all(night), ==, 3);
    g_assert_cmpuint(b->index, ==, 1);
    g_assert_true(marbre_workflow_at(night, 1) == b);
    g_assert_cmpstr(b->roles[0], ==, "admin");
    g_assert_true(marbre_stage_is_owed(night, b));
    g_assert_false(marbre_stage_is_owed(night, marbre_workflow_last(night)));
    g_assert_null(marbre_workflow_resolve(night, "b"));
    g_assert_cmpstr(marbre_workflow_last(night)->id, ==, "flash");
}

static void
test_bad_owed(void)
{
    static const char *const unknown[] = NIGHT("{stages: [a], of: newsrom, within: 12h}");
    static const char *const stage[] = NIGHT("{stages: [c], of: newsroom, within: 12h}");
    static const char *const itself[] = NIGHT("{stages: [flash], of: night, within: 12h}");
    static const char *const both[] = {
        "marbre.yaml",
        SETTINGS,
        "people.yaml",
        PEOPLE,
        "workflows/newsroom.yaml",
        "version: 1\nname: newsroom\nstages: [{id: flash, roles: [editor]}]\n",
        "workflows/night.yaml",
        DESK("{stages: [flash], of: newsroom, within: 12h}"),
        NULL};
    const struct {
        const char *const *files;
        const char *said;
    } rows[] = {
        {unknown, "3:63 there is no workflow “newsrom”; did you mean “newsroom”?"},
        {stage, "3:55 has no stage “c”"},
        {itself, "3:67 names another workflow"},
        {both, "3:55 could mean either"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GPtrArray) problems = marbre_problems_new();

        g_assert_null(read_policy(rows[i].files, problems));
        ASSERT_SAID(problems, rows[i].said);
    }
}

/* The problems of all files are said at once, those of each in its order. */
static void
test_problems(void)
{
    static const char *const files[] = {"marbre.yaml",
                                        SETTINGS "site: x\n",
                                        "people.yaml",
                                        PEOPLE "admin-needed: 1\n",
                                        "workflows/b.yaml",
                                        "version: 1\nname: b\nstages: []\n",
                                        "workflows/a.yaml",
                                        "version: 1\nname: b\n" STAGES,
                                        "workflows/c.yml",
                                        "",
                                        NULL};
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(GError) error = NULL;

    g_assert_null(read_policy(files, problems));
    ASSERT_SAID(problems, "5:7 address of the site", "3:1 did you mean \"admins-needed\"",
                "2:7 the file is a.yaml, and the workflow is “b”", "3:9 one stage at least",
                "1:1 ends in .yaml");
    error = marbre_policy_problems_to_error(problems);
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE);
    g_assert_nonnull(strstr(error->message, "marbre.yaml:5:7: "));
    g_assert_nonnull(strstr(error->message, "workflows/b.yaml:3:9: "));
}

static void
test_unknown_workflow(void)
{
    static const char *const files[] = {
        "marbre.yaml", SETTINGS "workflow: zzz\n", "people.yaml",
        PEOPLE,        "workflows/newsroom.yaml",  "version: 1\nname: newsroom\n" STAGES,
        NULL};
    g_autoptr(GPtrArray) problems = marbre_problems_new();

    g_assert_null(read_policy(files, problems));
    g_assert_cmpuint(problems->len, ==, 1);
    g_assert_cmpstr(((MarbreProblem *)problems->pdata[0])->message, ==,
                    "there is no workflow “zzz”, for there is no file workflows/zzz.yaml; name one "
                    "that is there");
}

static void
test_too_many(void)
{
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) problems = marbre_problems_new();

    for (unsigned i = 0; i < 101; i++) {
        g_ptr_array_add(files, g_strdup_printf("workflows/w%u.yaml", i));
        g_ptr_array_add(files, g_strdup(""));
    }
    g_ptr_array_add(files, NULL);
    g_assert_null(read_policy((const char *const *)files->pdata, problems));
    g_assert_cmpstr(((MarbreProblem *)problems->pdata[problems->len - 1])->message, ==,
                    "the folder has 101 files; there may be 100 at most");
}

static void
test_missing(void)
{
    static const char *const none[] = {NULL};
    static const char *const links[] = {"marbre.yaml", "@", "people.yaml", "@", NULL};
    g_autoptr(GPtrArray) problems = marbre_problems_new();

    g_assert_null(read_policy(none, problems));
    ASSERT_SAID(problems, "1:1 no such file", "1:1 no such file", "1:1 no workflow");
    g_ptr_array_set_size(problems, 0);
    g_assert_null(read_policy(links, problems));
    ASSERT_SAID(problems, "1:1 marbre.yaml is a link", "1:1 people.yaml is a link",
                "1:1 no workflow");
}

/* What could not be read is no fault of whoever wrote it. */
static void
test_unread(void)
{
    static const char *const files[] = {"marbre.yaml",
                                        SETTINGS,
                                        "people.yaml",
                                        "!",
                                        "workflows/newsroom.yaml",
                                        "version: 1\nname: newsroom\n" STAGES,
                                        NULL};
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(GError) error = NULL;

    g_assert_null(read_policy(files, problems));
    ASSERT_SAID(problems, "1:1 broken people.yaml");
    error = marbre_policy_problems_to_error(problems);
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED);
}

static void
test_across(void)
{
    static const char *const files[] = {
        "marbre.yaml", SETTINGS "workflow: newsrom\n", "people.yaml",
        PEOPLE,        "workflows/newsroom.yaml",      "version: 1\nname: newsroom\n" STAGES,
        NULL};
    static const char *const others[] = {"marbre.yaml",
                                         SETTINGS,
                                         "people.yaml",
                                         PEOPLE,
                                         "workflows/x.yaml",
                                         "version: 1\nname: x\nstages: [{id: a, roles: [edtor]}]\n",
                                         NULL};
    g_autoptr(GPtrArray) problems = marbre_problems_new();

    g_assert_null(read_policy(files, problems));
    g_assert_null(read_policy(others, problems));
    ASSERT_SAID(problems, "5:11 no workflow “newsrom”; did you mean “newsroom”?",
                "3:26 did you mean “editor”?");
}

static void
put(const char *dir, const char *name, const char *text)
{
    g_autofree char *path = g_build_filename(dir, name, NULL);

    g_assert_true(g_file_set_contents(path, text, -1, NULL));
}

/* Reads the working tree of `dir`. */
static MarbrePolicy *
load(MarbreStore *store, GPtrArray *problems)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbreSnapshot) snapshot = marbre_snapshot_worktree(store, &error);

    g_assert_no_error(error);
    return marbre_policy_load(snapshot, problems);
}

static void
remove_all(const char *dir)
{
    g_autofree char *command = g_strdup_printf("rm -rf '%s'", dir);

    g_assert_true(g_spawn_command_line_sync(command, NULL, NULL, NULL, NULL));
}

static void
test_snapshot(void)
{
    g_autofree char *dir = g_dir_make_tmp("marbre-XXXXXX", NULL);
    g_autofree char *folder = g_build_filename(dir, "workflows", "old", NULL);
    g_autofree char *people = g_build_filename(dir, "people.yaml", NULL);
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbreStore) store = marbre_store_init(dir, "main", &error);
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbrePolicy) policy = NULL;

    g_assert_no_error(error);
    g_assert_cmpint(g_mkdir_with_parents(folder, 0755), ==, 0);
    put(dir, "marbre.yaml", SETTINGS);
    put(dir, "people.yaml", PEOPLE);
    put(dir, "workflows/newsroom.yaml", "version: 1\nname: newsroom\n" STAGES);
    put(dir, "workflows/old/x.yaml", "nothing");
    policy = load(store, problems);
    ASSERT_SAID(problems, NULL);
    g_assert_cmpstr(marbre_policy_workflow(policy, NULL)->name, ==, "newsroom");

    /* A link is not followed, wherever it leads. */
    g_assert_cmpint(g_remove(people), ==, 0);
    g_assert_cmpint(symlink("workflows/newsroom.yaml", people), ==, 0);
    g_assert_null(load(store, problems));
    g_assert_cmpuint(problems->len, ==, 1);
    g_assert_cmpstr(((const MarbreProblem *)problems->pdata[0])->path, ==, "people.yaml");
    g_clear_pointer(&store, marbre_store_unref);
    remove_all(dir);
}

static void
test_is_file(void)
{
    g_assert_true(marbre_policy_is_file("marbre.yaml"));
    g_assert_true(marbre_policy_is_file("people.yaml"));
    g_assert_true(marbre_policy_is_file("workflows"));
    g_assert_true(marbre_policy_is_file("workflows/a/b"));
    g_assert_false(marbre_policy_is_file("workflowsx"));
    g_assert_false(marbre_policy_is_file("articles/people.yaml"));
    g_assert_false(marbre_policy_is_file("glossary/toponyms.yaml"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/workflow/policy/good", test_good);
    g_test_add_func("/workflow/policy/problems", test_problems);
    g_test_add_func("/workflow/policy/missing", test_missing);
    g_test_add_func("/workflow/policy/unknown-workflow", test_unknown_workflow);
    g_test_add_func("/workflow/policy/too-many", test_too_many);
    g_test_add_func("/workflow/policy/unread", test_unread);
    g_test_add_func("/workflow/policy/across", test_across);
    g_test_add_func("/workflow/policy/snapshot", test_snapshot);
    g_test_add_func("/workflow/policy/is-file", test_is_file);
    g_test_add_func("/workflow/policy/owed", test_owed);
    g_test_add_func("/workflow/policy/bad-owed", test_bad_owed);
    return g_test_run();
}
