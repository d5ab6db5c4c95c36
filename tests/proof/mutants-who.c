/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "mutant.h"

#include <string.h>

#define PEOPLE "people.yaml"
#define WORKFLOW "workflows/newsroom.yaml"

/* --- who acts -------------------------------------------------------------------------------- */

static char *
by(Bench *bench, const Step *step, const char *who, bool says_so)
{
    g_autoptr(Leaf) leaf = leaf_copy(step->leaf);
    if (step->move == NULL || strncmp(leaf->email, who, strlen(who)) == 0)
        return NULL;
    leaf_set_person(leaf, who);
    g_autofree char *line = g_strdup_printf("Marbre-Actor: %s\n", who);
    if (says_so)
        leaf_set(&leaf->message, replaced(leaf->message, "^Marbre-Actor: .*\n", line));
    return leaf_write(bench->forge, leaf);
}

static char *
by_the_intern(Bench *bench, const Step *step)
{
    return step_is(step, "new") ? NULL : by(bench, step, "zoe", true);
}

static char *
by_another_than_said(Bench *bench, const Step *step)
{
    return by(bench, step, "zoe", false);
}

static char *
by_nobody(Bench *bench, const Step *step)
{
    return by(bench, step, "nobody", step_is(step, "approve"));
}

static char *
by_the_committer(Bench *bench, const Step *step)
{
    if (step->move == NULL || step_is(step, "new"))
        return NULL;
    g_autofree char *bytes = forge_bytes(bench->forge, step->id);
    g_autofree char *forged = replaced(bytes, "^author [^>]*>", "author zoe <zoe@paper.example>");
    return forged == NULL ? NULL
                          : forge_object(bench->forge, GIT_OBJECT_COMMIT, forged, strlen(forged));
}

/* --- the rules change just before ------------------------------------------------------------ */

static char *
actor_of(const Step *step)
{
    return g_strndup(step->leaf->email, strcspn(step->leaf->email, "@"));
}

static const char *
signed_rules(const Bench *bench)
{
    return "Règles\n\nCo-authored-by: bo <bo@paper.example>\n";
}

/* A commit of the rules by two administrators. */
static char *
rule(Bench *bench, const char *onto, const char *path, const char *text)
{
    g_autofree char *tree = forge_tree_of(bench->forge, onto);
    g_autofree char *after = forge_put(bench->forge, tree, path, text);
    return night_commit(bench->night, onto, after, "ana", signed_rules(bench));
}

/* The people, with two of them in each other's place. */
static char *
swapped(const char *people, const char *one, const char *other, const char *what)
{
    g_autofree char *pattern = g_strdup_printf("(\\{id: %s, .*%s: \\[)(.*?)(\\])([\\s\\S]*"
                                               "\\{id: %s, .*%s: \\[)(.*?)(\\])",
                                               one, what, other, what);
    return replaced(people, pattern, "\\1\\5\\3\\4\\2\\6");
}

/* The people, with nothing left to one of them. */
static char *
without_roles(const char *people, const char *who)
{
    g_autofree char *pattern = g_strdup_printf("(\\{id: %s, .*roles: \\[).+?(\\])", who);
    return replaced(people, pattern, "\\1\\2");
}

static char *
before_it(Bench *bench, const Step *step, const char *what)
{
    g_autofree char *actor = actor_of(step);
    g_autofree char *people = forge_get(bench->forge, step->before, PEOPLE);
    if (step->move == NULL || step_is(step, "new"))
        return NULL;
    g_autofree char *other = swapped(people, actor, "zoe", what);
    g_autofree char *ruled = other == NULL ? NULL : rule(bench, step->before, PEOPLE, other);
    return ruled == NULL ? NULL : bench_again(bench, step, ruled);
}

/* Whoever works here may take an article, and take back their own last move. */
static bool
needs_a_role(const Step *step)
{
    return !step_is(step, "assign") && !step_is(step, "undo");
}

static char *
role_removed_before(Bench *bench, const Step *step)
{
    return !needs_a_role(step) ? NULL : before_it(bench, step, "roles");
}

static char *
left_before(Bench *bench, const Step *step)
{
    g_autofree char *actor = actor_of(step);
    g_autofree char *people = forge_get(bench->forge, step->before, PEOPLE);
    g_autofree char *without =
        step->move == NULL || step_is(step, "new") ? NULL : without_roles(people, actor);
    g_autofree char *ruled = without == NULL ? NULL : rule(bench, step->before, PEOPLE, without);
    return ruled == NULL ? NULL : bench_again(bench, step, ruled);
}

static char *
address_moved_before(Bench *bench, const Step *step)
{
    return before_it(bench, step, "emails");
}

static char *
on_a_side_under_old_rules(Bench *bench, const Step *step)
{
    g_autofree char *actor = actor_of(step);
    g_autofree char *people = forge_get(bench->forge, step->before, PEOPLE);
    if (step->move == NULL || step_is(step, "new") || !needs_a_role(step) ||
        step->leaf->parents[1] != NULL)
        return NULL;
    g_autofree char *other = swapped(people, actor, "zoe", "roles");
    g_autofree char *ruled = other == NULL ? NULL : rule(bench, step->before, PEOPLE, other);
    if (ruled == NULL)
        return NULL;
    g_autofree char *tree = forge_carry(bench->forge, step->id, ruled);
    g_autofree char *merge =
        night_commit(bench->night, ruled, tree, "ana", "Merge branch 'side'\n");
    g_autoptr(Leaf) leaf = leaf_read(bench->forge, merge);
    leaf->parents[1] = g_strdup(step->id);
    return leaf_write(bench->forge, leaf);
}

/* --- the rules themselves -------------------------------------------------------------------- */

static char *
rules_by(Bench *bench,
         const Step *step,
         const char *path,
         const char *pattern,
         const char *by_text,
         const char *who,
         const char *message)
{
    g_autofree char *before = forge_get(bench->forge, step->id, path);
    g_autofree char *after = replaced(before, pattern, by_text);
    g_autofree char *tree = after == NULL ? NULL : forge_tree_of(bench->forge, step->id);
    if (after == NULL)
        return NULL;
    leaf_set(&tree, forge_put(bench->forge, tree, path, after));
    leaf_set(&bench->from, g_strdup(step->id));
    return night_commit(bench->night, step->id, tree, who, message);
}

static char *
rules_by_no_administrator(Bench *bench, const Step *step)
{
    return rules_by(bench, step, PEOPLE, "\\[intern\\]", "[admin, editor]", "zoe", "Règles\n");
}

static char *
rules_by_a_stranger(Bench *bench, const Step *step)
{
    return rules_by(bench, step, PEOPLE, "\\[intern\\]", "[admin, editor]", "nobody", "Règles\n");
}

static char *
rules_by_too_few(Bench *bench, const Step *step)
{
    g_autofree char *people = forge_get(bench->forge, step->id, PEOPLE);
    return strstr(people, "admins-needed") == NULL
               ? NULL
               : rules_by(bench, step, WORKFLOW, "\\z", "# x\n", "ana", "Règles\n");
}

static char *
rules_by_one_twice(Bench *bench, const Step *step)
{
    g_autofree char *people = forge_get(bench->forge, step->id, PEOPLE);
    return strstr(people, "admins-needed") == NULL
               ? NULL
               : rules_by(bench, step, WORKFLOW, "\\z", "# x\n", "ana",
                          "Règles\n\nCo-authored-by: ana <ana@paper.example>\n"
                          "Co-authored-by: Ana <ANA@paper.example>\n");
}

static char *
rules_by_one_that_they_make(Bench *bench, const Step *step)
{
    g_autofree char *people = forge_get(bench->forge, step->id, PEOPLE);
    g_autofree char *fewer = replaced(people, "^admins-needed: 2\n", "");
    return fewer == NULL
               ? NULL
               : rules_by(bench, step, PEOPLE, "^admins-needed: 2\n", "", "ana", "Règles\n");
}

static char *
rules_unreadable(Bench *bench, const Step *step)
{
    return rules_by(bench, step, WORKFLOW, "\\z", "stages: [\n", "ana", signed_rules(bench));
}

static char *
rules_without_people(Bench *bench, const Step *step)
{
    g_autofree char *tree = forge_tree_of(bench->forge, step->id);
    const Edit edit = {.path = PEOPLE};
    leaf_set(&tree, forge_tree(bench->forge, tree, &edit, 1));
    leaf_set(&bench->from, g_strdup(step->id));
    return night_commit(bench->night, step->id, tree, "ana", signed_rules(bench));
}

static char *
rules_in_a_link(Bench *bench, const Step *step)
{
    g_autofree char *tree = forge_tree_of(bench->forge, step->id);
    const Edit edit = {.path = PEOPLE, .text = "../people.yaml", .mode = GIT_FILEMODE_LINK};
    leaf_set(&tree, forge_tree(bench->forge, tree, &edit, 1));
    leaf_set(&bench->from, g_strdup(step->id));
    return night_commit(bench->night, step->id, tree, "ana", signed_rules(bench));
}

static char *
another_newsroom(Bench *bench, const Step *step)
{
    return rules_by(bench, step, "marbre.yaml", "^id: 01", "id: 02", "ana", signed_rules(bench));
}

static char *
rules_that_strand(Bench *bench, const Step *step)
{
    g_autofree char *stage =
        step->folder == NULL ? NULL : night_stage(bench->night, step->id, step->folder);
    g_autofree char *pattern = g_strdup_printf("- id: %s$", stage == NULL ? "none" : stage);
    g_autofree char *known = forge_get(bench->forge, step->id, WORKFLOW);
    return strstr(known, "moved:") != NULL || strstr(known, "next:") != NULL ||
                   strstr(known, "return-to:") != NULL
               ? NULL
               : rules_by(bench, step, WORKFLOW, pattern, "- id: elsewhere", "ana",
                          signed_rules(bench));
}

static char *
rules_with_words(Bench *bench, const Step *step)
{
    g_autofree char *people = forge_get(bench->forge, step->before, PEOPLE);
    g_autofree char *more = g_strconcat(people, "# x\n", NULL);
    return step->folder == NULL ? NULL : bench_with_file(bench, step, PEOPLE, more);
}

static char *
rules_for_merges(Bench *bench, const Step *step)
{
    leaf_set(&bench->from, g_strdup(step->id));
    return bench_commit(bench, step->id, ".gitattributes", "*.md merge=ours\n", "zoe");
}

static char *
rules_in_other_letters(Bench *bench, const Step *step)
{
    leaf_set(&bench->from, g_strdup(step->id));
    return bench_commit(bench, step->id, "People.yaml", "version: 1\n", "zoe");
}

static char *
rules_in_a_folder_of_other_letters(Bench *bench, const Step *step)
{
    leaf_set(&bench->from, g_strdup(step->id));
    return bench_commit(bench, step->id, "Workflows/newsroom.yaml", "version: 1\n", "zoe");
}

const Mutant mutants_who[] = {
    {"a move by somebody without the role", by_the_intern, "marbre/role-missing marbre/bad-state"},
    {"a move by another than it says", by_another_than_said, "marbre/unknown-person"},
    {"a move by nobody that is known", by_nobody, "marbre/unknown-person"},
    {"a move whose committer may and whose author may not", by_the_committer,
     "marbre/unknown-person marbre/role-missing"},
    {"the role taken away one commit before", role_removed_before, "marbre/role-missing"},
    {"a move by somebody who has left before", left_before,
     "marbre/role-missing marbre/policy-broken"},
    {"the address given to another before", address_moved_before, "marbre/unknown-person"},
    {"a side branch under rules that are no more", on_a_side_under_old_rules,
     "marbre/role-missing"},
    {"rules by no administrator", rules_by_no_administrator, "marbre/role-missing"},
    {"rules by a stranger", rules_by_a_stranger, "marbre/unknown-person"},
    {"rules by too few administrators", rules_by_too_few, "marbre/role-missing"},
    {"rules by one administrator twice", rules_by_one_twice, "marbre/role-missing"},
    {"rules that say that one is enough, by one", rules_by_one_that_they_make,
     "marbre/role-missing"},
    {"rules that nobody can read", rules_unreadable, "marbre/policy-broken"},
    {"rules without people", rules_without_people, "marbre/policy-broken"},
    {"rules in a link", rules_in_a_link, "marbre/forbidden-path"},
    {"another newsroom's id", another_newsroom, "marbre/policy-broken"},
    {"rules that leave an article nowhere", rules_that_strand, "marbre/policy-broken"},
    {"rules changed with words", rules_with_words, "marbre/policy-mixed"},
    {"rules for merges by no administrator", rules_for_merges, "marbre/role-missing"},
    {"rules in other letters", rules_in_other_letters, "marbre/forbidden-path"},
    {"rules in a folder of other letters", rules_in_a_folder_of_other_letters,
     "marbre/forbidden-path"},
    {NULL}};
