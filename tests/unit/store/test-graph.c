/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/graph.h"

#include "scratch.h"

#define COMMITS 20
#define ARTICLES 5

/* Commits that change one of some articles each, and a merge. */
static void
write_history(const Scratch *scratch)
{
    for (unsigned i = 0; i < COMMITS; i++)
        g_free(shell(scratch,
                     "mkdir -p articles/a-%u && echo %u >articles/a-%u/index.md && git add . && "
                     "git commit -q -m %u",
                     i % ARTICLES, i, i % ARTICLES, i));
    run(scratch, "git checkout -q -b side HEAD~3 && mkdir articles/side && "
                 "echo x >articles/side/index.md && git add . && git commit -q -m Side && "
                 "git checkout -q main && git merge -q --no-ff -m Merge side");
}

static git_oid
id_of(const char *hex)
{
    git_oid id;
    g_assert_cmpint(git_oid_fromstr(&id, hex), ==, 0);
    return id;
}

/* For every commit of the line: where its parent is, and what git itself says of the paths. */
static unsigned
compare(const Scratch *scratch, const MarbreGraph *graph)
{
    unsigned spared = 0;
    g_autofree char *lines = shell(scratch, "git rev-list --first-parent main");
    g_auto(GStrv) commits = g_strsplit(lines, "\n", -1);
    for (char **commit = commits; *commit != NULL; commit++) {
        git_oid id = id_of(*commit), found;
        uint32_t at = marbre_graph_find(graph, &id);
        g_assert_cmpuint(at, !=, MARBRE_GRAPH_NONE);
        marbre_graph_id(graph, at, &found);
        g_assert_true(git_oid_equal(&id, &found));
        uint32_t parent = marbre_graph_parent(graph, at);
        g_assert_true((parent == MARBRE_GRAPH_NONE) == (commit[1] == NULL));
        if (commit[1] == NULL)
            break;
        marbre_graph_id(graph, parent, &found);
        id = id_of(commit[1]);
        g_assert_true(git_oid_equal(&id, &found));
        g_autofree char *changed = shell(scratch, "git diff --name-only %s %s", commit[1], *commit);
        for (unsigned i = 0; i < ARTICLES; i++) {
            g_autofree char *folder = g_strdup_printf("articles/a-%u", i);
            MarbreGraphPath path;
            g_assert_true(marbre_graph_path(folder, &path));
            bool may = marbre_graph_may_change(graph, at, &path);
            if (!may && strstr(changed, folder) != NULL)
                g_error("%s changed in %s", folder, *commit);
            spared += !may;
        }
    }
    return spared;
}

static void
test_filters(Scratch *scratch, const void *data)
{
    git_oid other = {{1, 2, 3}};
    write_history(scratch);
    g_autofree char *common = g_build_filename(scratch->dir, ".git", NULL);
    g_assert_null(marbre_graph_open(common));
    run(scratch, "git commit-graph write --reachable --changed-paths");
    g_autoptr(MarbreGraph) graph = marbre_graph_open(common);
    g_assert_nonnull(graph);
    g_assert_cmpuint(marbre_graph_count(graph), ==, COMMITS + 3);
    g_assert_cmpuint(marbre_graph_find(graph, &other), ==, MARBRE_GRAPH_NONE);
    /* Of five articles a commit changes one; of a hundred answers one may be too careful. */
    g_assert_cmpuint(compare(scratch, graph), >, COMMITS * (ARTICLES - 1) * 8 / 10);
}

/* A file for what was there, and another for what came after it. */
static void
test_layers(Scratch *scratch, const void *data)
{
    g_autofree char *common = g_build_filename(scratch->dir, ".git", NULL);
    run(scratch, "git commit-graph write --reachable --changed-paths --split=no-merge");
    write_history(scratch);
    run(scratch, "git commit-graph write --reachable --changed-paths --split=no-merge");
    assert_shell(scratch, "wc -l <.git/objects/info/commit-graphs/commit-graph-chain", "2");
    g_autoptr(MarbreGraph) graph = marbre_graph_open(common);
    g_assert_nonnull(graph);
    g_assert_cmpuint(marbre_graph_count(graph), ==, COMMITS + 3);
    g_assert_cmpuint(compare(scratch, graph), >, COMMITS * (ARTICLES - 1) * 8 / 10);
}

/* Without filters everything may have changed. */
static void
test_no_filters(Scratch *scratch, const void *data)
{
    g_autofree char *common = g_build_filename(scratch->dir, ".git", NULL);
    run(scratch, "git commit-graph write --reachable");
    g_autoptr(MarbreGraph) graph = marbre_graph_open(common);
    MarbreGraphPath path;
    g_assert_nonnull(graph);
    g_assert_true(marbre_graph_path("articles/none", &path));
    g_assert_true(marbre_graph_may_change(graph, 0, &path));
    /* Git's versions don't agree about these. */
    g_assert_false(marbre_graph_path("articles/élan", &path));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_store("/store/graph/filters", test_filters);
    test_store("/store/graph/layers", test_layers);
    test_store("/store/graph/no-filters", test_no_filters);
    return g_test_run();
}
