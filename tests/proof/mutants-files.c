/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "mutant.h"

#include <string.h>

#define FORBIDDEN "marbre/forbidden-path"
#define CANON "marbre/not-canonical"

/* --- files ----------------------------------------------------------------------------------- */

/* One more commit, which puts something of a kind into the article. */
static char *
put_there(Bench *bench, const Step *step, const char *name, git_filemode_t mode, const char *id)
{
    if (step->folder == NULL)
        return NULL;
    g_autofree char *path = g_strdup_printf("%s/%s", step->folder, name);
    g_autofree char *tree = forge_tree_of(bench->forge, step->id);
    const Edit edit = {
        .path = path, .text = id == NULL ? "/etc/passwd" : NULL, .id = id, .mode = mode};
    leaf_set(&tree, forge_tree(bench->forge, tree, &edit, 1));
    leaf_set(&bench->from, g_strdup(step->id));
    return night_commit(bench->night, step->id, tree, "bo", "Photo\n");
}

static char *
a_link(Bench *bench, const Step *step)
{
    return put_there(bench, step, "photo.png", GIT_FILEMODE_LINK, NULL);
}

static char *
an_executable(Bench *bench, const Step *step)
{
    return put_there(bench, step, "photo.png", GIT_FILEMODE_BLOB_EXECUTABLE, NULL);
}

static char *
a_submodule(Bench *bench, const Step *step)
{
    return put_there(bench, step, "photo", GIT_FILEMODE_COMMIT, step->id);
}

static char *
a_folder(Bench *bench, const Step *step)
{
    return put_there(bench, step, "more/photo.png", 0, NULL);
}

static char *
attributes_in_the_article(Bench *bench, const Step *step)
{
    return put_there(bench, step, ".gitattributes", 0, NULL);
}

static char *
of_no_article(Bench *bench, const Step *step)
{
    leaf_set(&bench->from, g_strdup(step->id));
    return bench_commit(bench, step->id, "articles/2023/list.txt", "x\n", "bo");
}

static char *
a_name_for_few(Bench *bench, const Step *step)
{
    leaf_set(&bench->from, g_strdup(step->id));
    return bench_commit(bench, step->id, "notes/a\x01.txt", "x\n", "bo");
}

static char *
record_removed(Bench *bench, const Step *step)
{
    g_autofree char *path = step->folder == NULL ? NULL : bench_record_path(step);
    g_autofree char *there = path == NULL ? NULL : forge_get(bench->forge, step->id, path);
    leaf_set(&bench->from, g_strdup(step->id));
    return there == NULL ? NULL : bench_commit(bench, step->id, path, NULL, "ana");
}

static bool
stands_past_the_first(Bench *bench, const Step *step)
{
    g_autofree char *stage =
        step->folder == NULL ? NULL : night_stage(bench->night, step->id, step->folder);
    return stage != NULL && strcmp(stage, "draft") != 0 && strcmp(stage, "flash") != 0 &&
           strcmp(stage, "spiked") != 0;
}

static char *
without_folder(Bench *bench, const Step *step, const char *to)
{
    g_autofree char *tree = forge_tree_of(bench->forge, step->id);
    g_autoptr(GPtrArray) names = forge_list(bench->forge, step->id, step->folder);
    for (guint i = 0; i < names->len; i++) {
        g_autofree char *from = g_strdup_printf("%s/%s", step->folder, (char *)names->pdata[i]);
        g_autofree char *there = g_strdup_printf("%s/%s", to, (char *)names->pdata[i]);
        g_autofree char *text = forge_get(bench->forge, step->id, from);
        const Edit edits[] = {{.path = from}, {.path = there, .text = text}};
        leaf_set(&tree, forge_tree(bench->forge, tree, edits, to == NULL ? 1 : 2));
    }
    leaf_set(&bench->from, g_strdup(step->id));
    return night_commit(bench->night, step->id, tree, "ana", "Ménage\n");
}

static char *
article_removed(Bench *bench, const Step *step)
{
    return stands_past_the_first(bench, step) ? without_folder(bench, step, NULL) : NULL;
}

static char *
public_article_renamed(Bench *bench, const Step *step)
{
    return step->folder != NULL && night_is_public(bench->night, step->id, step->folder)
               ? without_folder(bench, step, "articles/2023/11/autre")
               : NULL;
}

static char *
article_copied(Bench *bench, const Step *step)
{
    g_autofree char *path = step->folder == NULL ? NULL : bench_record_path(step);
    g_autofree char *record = path == NULL ? NULL : forge_get(bench->forge, step->id, path);
    g_autofree char *tree = forge_tree_of(bench->forge, step->id);
    if (record == NULL)
        return NULL;
    const Edit edits[] = {{.path = "articles/2023/11/copie/state.yaml", .text = record},
                          {.path = "articles/2023/11/copie/index.fr.md", .text = "---\n---\n"}};
    leaf_set(&tree, forge_tree(bench->forge, tree, edits, 2));
    leaf_set(&bench->from, g_strdup(step->id));
    return night_commit(bench->night, step->id, tree, "ana", "Copie\n");
}

/* --- objects --------------------------------------------------------------------------------- */

static char *
rewritten(Bench *bench, const Step *step, const char *pattern, const char *by)
{
    g_autofree char *bytes = forge_bytes(bench->forge, step->id);
    g_autofree char *forged = replaced(bytes, pattern, by);
    return forged == NULL ? NULL
                          : forge_object(bench->forge, GIT_OBJECT_COMMIT, forged, strlen(forged));
}

static char *
two_authors(Bench *bench, const Step *step)
{
    return rewritten(bench, step, "^(committer .*)", "\\1\nauthor ana <ana@paper.example> 1 +0000");
}

static char *
another_header(Bench *bench, const Step *step)
{
    return rewritten(bench, step, "^(committer .*)", "\\1\nsecret x");
}

static char *
another_encoding(Bench *bench, const Step *step)
{
    return rewritten(bench, step, "^(committer .*)", "\\1\nencoding UTF-16");
}

static char *
two_addresses(Bench *bench, const Step *step)
{
    return rewritten(bench, step, "^author (.*) <", "author \\1 <zoe@paper.example> <");
}

static char *
odd_zone(Bench *bench, const Step *step)
{
    return rewritten(bench, step, "^(author .*) [+-]\\d{4}$", "\\1 +1");
}

static char *
parent_twice(Bench *bench, const Step *step)
{
    return rewritten(bench, step, "^(parent .*)\nauthor", "\\1\n\\1\nauthor");
}

static char *
a_nul(Bench *bench, const Step *step)
{
    g_autofree char *bytes = forge_bytes(bench->forge, step->id);
    g_autofree char *longer = g_strconcat(bytes, ".x", NULL);
    longer[strlen(bytes)] = '\0';
    return forge_object(bench->forge, GIT_OBJECT_COMMIT, longer, strlen(bytes) + 2);
}

/* A folder whose names are there twice. */
static char *
odd_tree(Bench *bench, const Step *step)
{
    g_autofree char *blob = forge_object(bench->forge, GIT_OBJECT_BLOB, "x", 1);
    g_autoptr(Leaf) leaf = leaf_copy(step->leaf);
    g_autofree char *raw = NULL;
    git_oid oid;
    git_odb *odb = NULL;
    git_odb_object *tree = NULL;
    if (git_oid_fromstr(&oid, leaf->tree) < 0 || git_repository_odb(&odb, bench->forge->repo) < 0 ||
        git_odb_read(&tree, odb, &oid) < 0)
        return NULL;
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    g_byte_array_append(bytes, git_odb_object_data(tree), (guint)git_odb_object_size(tree));
    git_odb_object_free(tree);
    git_odb_free(odb);
    for (int i = 0; i < 2; i++) {
        (void)git_oid_fromstr(&oid, blob);
        g_byte_array_append(bytes, (const guint8 *)"100644 zz", 10);
        g_byte_array_append(bytes, oid.id, 20);
    }
    leaf_set(&leaf->tree, forge_object(bench->forge, GIT_OBJECT_TREE, bytes->data, bytes->len));
    return leaf_write(bench->forge, leaf);
}

/* --- merges ---------------------------------------------------------------------------------- */

/* What a merge of a side branch, with words of another article, makes of this step's commit. */
static char *
merged(Bench *bench, const Step *step, const Edit *evil, size_t count, const char *third)
{
    g_autofree char *side = bench_commit(bench, step->before, "notes.txt", "x\n", "bo");
    g_autofree char *tree = forge_carry(bench->forge, side, step->id);
    if (count > 0)
        leaf_set(&tree, forge_tree(bench->forge, tree, evil, count));
    g_autofree char *merge = night_commit(bench->night, step->id, tree, "bo", "Fusion\n");
    g_autoptr(Leaf) leaf = leaf_read(bench->forge, merge);
    leaf->parents[1] = g_strdup(side);
    leaf->parents[2] = g_strdup(third);
    leaf_set(&bench->from, g_strdup(step->id));
    return leaf_write(bench->forge, leaf);
}

static char *
merge_with(Bench *bench, const Step *step, const char *name, const char *text, git_filemode_t mode)
{
    if (step->folder == NULL)
        return NULL;
    g_autofree char *path = g_strdup_printf("%s/%s", step->folder, name);
    const Edit evil = {.path = path, .text = text, .mode = mode};
    return merged(bench, step, &evil, 1, NULL);
}

static char *
merge_that_edits_public_words(Bench *bench, const Step *step)
{
    g_autofree char *stage =
        step->folder == NULL ? NULL : night_stage(bench->night, step->id, step->folder);
    return g_strcmp0(stage, MARBRE_STAGE_PUBLISHED) == 0
               ? merge_with(bench, step, "index.fr.md", "---\ntitle: X\n---\n\nX.\n", 0)
               : NULL;
}

static char *
merge_with_a_link(Bench *bench, const Step *step)
{
    return merge_with(bench, step, "photo.png", "/etc/passwd", GIT_FILEMODE_LINK);
}

static char *
merge_with_a_link_elsewhere(Bench *bench, const Step *step)
{
    const Edit evil = {.path = "notes.lnk", .text = "/etc", .mode = GIT_FILEMODE_LINK};
    return merged(bench, step, &evil, 1, NULL);
}

static char *
merge_with_an_executable(Bench *bench, const Step *step)
{
    return merge_with(bench, step, "photo.png", "x", GIT_FILEMODE_BLOB_EXECUTABLE);
}

static char *
merge_with_a_folder(Bench *bench, const Step *step)
{
    return merge_with(bench, step, "more/photo.png", "x", 0);
}

static char *
merge_with_a_record(Bench *bench, const Step *step)
{
    g_autofree char *path = step->folder == NULL ? NULL : bench_record_path(step);
    g_autofree char *record = path == NULL ? NULL : forge_get(bench->forge, step->id, path);
    g_autofree char *other =
        record == NULL ? NULL : replaced(record, "^stage: .*", "stage: published");
    return other == NULL ? NULL : merge_with(bench, step, "state.yaml", other, 0);
}

static char *
merge_that_removes(Bench *bench, const Step *step)
{
    if (!stands_past_the_first(bench, step))
        return NULL;
    g_autofree char *gone = without_folder(bench, step, NULL);
    g_autofree char *side = bench_commit(bench, step->before, "notes.txt", "x\n", "bo");
    g_autoptr(Leaf) leaf = leaf_read(bench->forge, gone);
    leaf->parents[1] = g_strdup(side);
    leaf_set(&leaf->tree, forge_carry(bench->forge, side, gone));
    return leaf_write(bench->forge, leaf);
}

/* The only one: without it there is no article. */
static char *
merge_that_removes_the_text(Bench *bench, const Step *step)
{
    if (!stands_past_the_first(bench, step))
        return NULL;
    g_autoptr(GPtrArray) names = forge_list(bench->forge, step->id, step->folder);
    unsigned texts = 0;
    for (guint i = 0; i < names->len; i++)
        texts += g_str_has_suffix(names->pdata[i], ".md");
    return texts == 1 ? merge_with(bench, step, "index.fr.md", NULL, 0) : NULL;
}

static char *
merge_that_changes_the_rules(Bench *bench, const Step *step)
{
    g_autofree char *people = forge_get(bench->forge, step->id, "people.yaml");
    g_autofree char *more = g_strconcat(people, "# x\n", NULL);
    const Edit evil = {.path = "people.yaml", .text = more};
    return merged(bench, step, &evil, 1, NULL);
}

static char *
merge_of_old_rules(Bench *bench, const Step *step)
{
    g_autofree char *people = forge_get(bench->forge, step->before, "people.yaml");
    const Edit evil = {.path = "people.yaml", .text = people};
    g_autoptr(GPtrArray) changed = forge_changes(bench->forge, step->id);
    bool rules = false;
    for (guint i = 0; i < changed->len; i++)
        rules = rules || strcmp(changed->pdata[i], "people.yaml") == 0;
    return rules ? merged(bench, step, &evil, 1, NULL) : NULL;
}

static char *
merge_of_three(Bench *bench, const Step *step)
{
    return merged(bench, step, NULL, 0, step->before);
}

static char *
merge_of_another_history(Bench *bench, const Step *step)
{
    g_autofree char *empty = forge_object(bench->forge, GIT_OBJECT_TREE, "", 0);
    g_autofree char *tree = forge_put(bench->forge, empty, "notes.txt", "x\n");
    g_autofree char *alone = night_commit(bench->night, NULL, tree, "bo", "Ailleurs\n");
    g_autofree char *both = forge_tree_of(bench->forge, step->id);
    leaf_set(&both, forge_put(bench->forge, both, "notes.txt", "x\n"));
    g_autofree char *merge = night_commit(bench->night, step->id, both, "bo", "Fusion\n");
    g_autoptr(Leaf) leaf = leaf_read(bench->forge, merge);
    leaf->parents[1] = g_strdup(alone);
    leaf_set(&bench->from, g_strdup(step->id));
    return leaf_write(bench->forge, leaf);
}

static char *
merge_by_nobody(Bench *bench, const Step *step)
{
    g_autofree char *merge = merged(bench, step, NULL, 0, NULL);
    g_autoptr(Leaf) leaf = leaf_read(bench->forge, merge);
    leaf_set_person(leaf, "nobody");
    return leaf_write(bench->forge, leaf);
}

/* The move is on the side; the branch goes on without it, and the merge takes words of both. */
static char *
merge_that_takes_back(Bench *bench, const Step *step)
{
    if (step->move == NULL || step->folder == NULL || step_is(step, "new") ||
        step->leaf->parents[1] != NULL)
        return NULL;
    g_autofree char *words = night_write(bench->night, step->before, step->folder);
    g_autofree char *side = night_commit(bench->night, step->before, words, "bo", "Texte\n");
    g_autofree char *theirs = forge_tree_of(bench->forge, side);
    g_autofree char *merge = night_commit(bench->night, step->id, theirs, "bo", "Fusion\n");
    g_autoptr(Leaf) leaf = leaf_read(bench->forge, merge);
    leaf->parents[1] = g_strdup(side);
    leaf_set(&bench->from, g_strdup(step->id));
    return leaf_write(bench->forge, leaf);
}

/* A publication on the side, under words that the branch has written since. */
static char *
merge_of_a_publication_under_other_words(Bench *bench, const Step *step)
{
    if (!step_is(step, "publish") || step->leaf->parents[1] != NULL)
        return NULL;
    g_autofree char *path = g_strdup_printf("%s/index.fr.md", step->folder);
    g_autofree char *words = night_write(bench->night, step->before, step->folder);
    g_autofree char *ours = night_commit(bench->night, step->before, words, "bo", "Texte\n");
    g_autofree char *tree = forge_carry(bench->forge, step->id, ours);
    g_autofree char *merge = night_commit(bench->night, ours, tree, "bo", "Fusion\n");
    g_autoptr(Leaf) leaf = leaf_read(bench->forge, merge);
    leaf->parents[1] = g_strdup(step->id);
    return leaf_write(bench->forge, leaf);
}

const Mutant mutants_files[] = {
    {"a link in an article", a_link, FORBIDDEN},
    {"an executable in an article", an_executable, FORBIDDEN},
    {"a submodule in an article", a_submodule, FORBIDDEN},
    {"a folder in an article", a_folder, FORBIDDEN},
    {"attributes in an article", attributes_in_the_article, ""},
    {"a file of no article", of_no_article, FORBIDDEN},
    {"a name that few computers can keep", a_name_for_few, FORBIDDEN},
    {"the record removed", record_removed, "marbre/bad-state"},
    {"an article past its first stage removed", article_removed,
     "marbre/forbidden-path marbre/silent-edit"},
    {"a published article renamed", public_article_renamed, FORBIDDEN},
    {"an article copied, record and all", article_copied, "marbre/bad-state"},
    {"two authors", two_authors, CANON},
    {"a header that nobody knows", another_header, CANON},
    {"another encoding", another_encoding, CANON},
    {"an author with two addresses", two_addresses, CANON},
    {"a zone that is none", odd_zone, CANON},
    {"one parent twice", parent_twice, CANON},
    {"a NUL in the message", a_nul, CANON},
    {"a folder with one name twice", odd_tree, CANON},
    {"a merge that edits published words", merge_that_edits_public_words, "marbre/silent-edit"},
    {"a merge with a link", merge_with_a_link, FORBIDDEN},
    {"a merge with a link elsewhere", merge_with_a_link_elsewhere, FORBIDDEN},
    {"a merge with an executable", merge_with_an_executable, FORBIDDEN},
    {"a merge with a folder in an article", merge_with_a_folder, FORBIDDEN},
    {"a merge with a record of its own", merge_with_a_record, "marbre/bad-state"},
    {"a merge that removes an article", merge_that_removes, ""},
    {"a merge that removes its text", merge_that_removes_the_text, ""},
    {"a merge that changes the rules", merge_that_changes_the_rules, "marbre/policy-mixed"},
    {"a merge that brings back old rules", merge_of_old_rules, "marbre/policy-mixed"},
    {"a merge of three", merge_of_three, CANON},
    {"a merge of a history of its own", merge_of_another_history, CANON},
    {"a merge by nobody that is known", merge_by_nobody, "marbre/unknown-person"},
    {"a merge that takes back a move", merge_that_takes_back,
     "marbre/bad-state marbre/silent-edit"},
    {"a merge of a publication under other words", merge_of_a_publication_under_other_words,
     "marbre/silent-edit"},
    {NULL}};
