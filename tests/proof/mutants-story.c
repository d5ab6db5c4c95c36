/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "mutant.h"

#include "base/problem.h"

#include <string.h>

/* Another step, the nth after this one. */
static const Step *
after(const Bench *bench, guint by)
{
    return bench->at + by < bench->line->len ? bench->line->pdata[bench->at + by] : NULL;
}

/* The next step of the same article by this move. */
static const Step *
next_of(const Bench *bench, const Step *step, const char *move)
{
    for (guint i = bench->at + 1; step->folder != NULL && i < bench->line->len; i++) {
        const Step *later = bench->line->pdata[i];
        if (g_strcmp0(later->folder, step->folder) == 0)
            return step_is(later, move) ? later : NULL;
    }
    return NULL;
}

/* --- words ----------------------------------------------------------------------------------- */

static char *
words_with_the_move(Bench *bench, const Step *step)
{
    if (step->move == NULL || step->folder == NULL || step_is(step, "new"))
        return NULL;
    g_autoptr(Leaf) leaf = leaf_copy(step->leaf);
    leaf_set(&leaf->tree, night_write(bench->night, step->id, step->folder));
    return leaf_write(bench->forge, leaf);
}

static char *
picture_with_the_move(Bench *bench, const Step *step)
{
    g_autofree char *path =
        step->folder == NULL ? NULL : g_strdup_printf("%s/other.jpg", step->folder);
    return step->move == NULL || path == NULL || step_is(step, "new")
               ? NULL
               : bench_with_file(bench, step, path, "other");
}

static char *
words_taken_with_the_move(Bench *bench, const Step *step)
{
    g_autofree char *path =
        step->folder == NULL ? NULL : g_strdup_printf("%s/photo.jpg", step->folder);
    g_autofree char *there = path == NULL ? NULL : forge_get(bench->forge, step->id, path);
    return step->move == NULL || there == NULL ? NULL : bench_with_file(bench, step, path, NULL);
}

/* Words change after the approval and before what it was for. */
static char *
edited_after_approval(Bench *bench, const Step *step)
{
    const Step *advance = step_is(step, "approve") ? next_of(bench, step, "advance") : NULL;
    g_autofree char *approved = step_said(step, "Marbre-Stage");
    g_autofree char *left = advance == NULL ? NULL : step_said(advance, "Marbre-From");
    if (advance == NULL || strcmp(advance->before, step->id) != 0 || strcmp(approved, left) != 0)
        return NULL;
    g_autofree char *tree = night_write(bench->night, step->id, step->folder);
    /* Some stages judge pictures or a title alone. */
    g_autofree char *words = night_commit(bench->night, step->id, tree, "bo", "Retouche\n");
    g_autofree char *text_path = g_strdup_printf("%s/index.fr.md", step->folder);
    g_autofree char *photo_path = g_strdup_printf("%s/photo.jpg", step->folder);
    g_autofree char *text = forge_get(bench->forge, words, text_path);
    g_autofree char *titled = replaced(text, "^title: .*", "title: Autre");
    const Edit edits[] = {{.path = text_path, .text = titled == NULL ? text : titled},
                          {.path = photo_path, .text = "another"}};
    leaf_set(&tree, forge_tree(bench->forge, tree, edits, 2));
    g_autofree char *edit = night_commit(bench->night, step->id, tree, "bo", "Retouche\n");
    return bench_again(bench, advance, edit);
}

static char *
public_words(Bench *bench, const Step *step)
{
    g_autofree char *stage =
        step->folder == NULL ? NULL : night_stage(bench->night, step->id, step->folder);
    if (g_strcmp0(stage, MARBRE_STAGE_PUBLISHED) != 0)
        return NULL;
    g_autofree char *tree = night_write(bench->night, step->id, step->folder);
    leaf_set(&bench->from, g_strdup(step->id));
    return night_commit(bench->night, step->id, tree, "ana", "Retouche\n");
}

/* --- approvals ------------------------------------------------------------------------------- */

static char *
without_the_approval(Bench *bench, const Step *step)
{
    const Step *advance = step_is(step, "approve") ? next_of(bench, step, "advance") : NULL;
    if (advance == NULL)
        return NULL;
    leaf_set(&bench->from, g_strdup(step->before));
    return bench_again(bench, advance, step->before);
}

static char *
approved_twice(Bench *bench, const Step *step)
{
    if (!step_is(step, "approve"))
        return NULL;
    g_autofree char *path = bench_record_path(step);
    g_autofree char *record = forge_get(bench->forge, step->id, path);
    g_autoptr(GString) later = g_string_new(record);
    g_string_replace(later, " at: 2023", " at: 2024", 1);
    g_autofree char *tree = forge_tree_of(bench->forge, step->id);
    g_autoptr(Leaf) leaf = leaf_copy(step->leaf);
    leaf_set(&leaf->tree, forge_put(bench->forge, tree, path, later->str));
    leaf_set_parent(leaf, step->id);
    leaf->at += 10;
    return leaf_write(bench->forge, leaf);
}

/* The very commit once more. */
static char *
replayed(Bench *bench, const Step *step)
{
    return step->move == NULL ? NULL : bench_again(bench, step, step->id);
}

/* The approval of one article in the record of another. */
static char *
approval_of_another(Bench *bench, const Step *step)
{
    if (!step_is(step, "approve"))
        return NULL;
    for (guint i = 0; i < bench->at; i++) {
        const Step *other = bench->line->pdata[i];
        g_autofree char *path = other->folder == NULL ? NULL : bench_record_path(other);
        g_autofree char *record = path == NULL ? NULL : forge_get(bench->forge, step->id, path);
        if (record == NULL || strcmp(other->folder, step->folder) == 0)
            continue;
        g_autofree char *own_path = bench_record_path(step);
        g_autofree char *own = forge_get(bench->forge, step->id, own_path);
        const char *given = strstr(own, "\napprovals:");
        g_autofree char *mine = g_strdup_printf("\nid: %s", other->folder);
        g_autofree char *id = g_strndup(record + 4, strcspn(record + 4, "\n"));
        g_autofree char *line = g_strdup_printf("Marbre-Article: %s\n", id);
        g_autofree char *without = replaced(record, "^approvals:\n(  - .*\n)+", "");
        g_autofree char *whole =
            g_strconcat(without == NULL ? record : without, given == NULL ? "" : given + 1, NULL);
        g_autoptr(Leaf) leaf = leaf_copy(step->leaf);
        leaf_set(&leaf->message, replaced(leaf->message, "^Marbre-Article: .*\n", line));
        leaf_set(&leaf->tree, forge_tree_of(bench->forge, step->before));
        leaf_set(&leaf->tree, forge_put(bench->forge, leaf->tree, path, whole));
        return leaf->message == NULL ? NULL : leaf_write(bench->forge, leaf);
    }
    return NULL;
}

static bool
asks_four_eyes(Bench *bench, const char *commit, const char *stage)
{
    g_autofree char *rules = forge_get(bench->forge, commit, "workflows/newsroom.yaml");
    g_autofree char *mark = g_strdup_printf("- id: %s\n", stage);
    const char *at = strstr(rules, mark);
    const char *end = at == NULL ? NULL : strstr(at + 1, "  - id: ");
    g_autofree char *own =
        at == NULL ? NULL : g_strndup(at, end == NULL ? strlen(at) : (size_t)(end - at));
    return own != NULL && strstr(own, "four-eyes: true") != NULL;
}

/* Whether the article began where it stands, and this approval is its stage's first. */
static bool
is_first_approval(const Bench *bench, const Step *step, const char *stage)
{
    bool begun = false;
    for (guint i = 0; i < bench->at; i++) {
        const Step *one = bench->line->pdata[i];
        g_autofree char *other = step_said(one, "Marbre-Stage");
        if (g_strcmp0(one->folder, step->folder) != 0)
            continue;
        begun = begun || step_is(one, "new");
        if (!begun || (step_is(one, "approve") && strcmp(other, stage) == 0))
            return false;
    }
    return begun;
}

/* Every word of the article before the approval is the approver's own. */
static char *
approved_by_its_author(Bench *bench, const Step *step)
{
    g_autofree char *stage = step_said(step, "Marbre-Stage");
    if (!step_is(step, "approve") || !asks_four_eyes(bench, step->before, stage) ||
        !is_first_approval(bench, step, stage))
        return NULL;
    g_autofree char *who = g_strndup(step->leaf->email, strcspn(step->leaf->email, "@"));
    g_autofree char *line = g_strdup_printf("Marbre-Actor: %s\n", who);
    g_autofree char *tip = g_strdup(bench->night->trust);
    for (guint i = 0; i <= bench->at; i++) {
        const Step *one = bench->line->pdata[i];
        g_autoptr(Leaf) leaf = leaf_copy(one->leaf);
        if (leaf->parents[1] != NULL)
            return NULL;
        bool writes =
            g_strcmp0(one->folder, step->folder) == 0 && (one->move == NULL || step_is(one, "new"));
        leaf_set(&leaf->tree, forge_carry(bench->forge, one->id, tip));
        leaf_set_parent(leaf, tip);
        if (writes) {
            leaf_set_person(leaf, who);
            char *message = replaced(leaf->message, "\n^Co-authored-by.*\n", "");
            if (message != NULL)
                leaf_set(&leaf->message, message);
        }
        if (step_is(one, "new") && writes) {
            char *message = replaced(leaf->message, "^Marbre-Actor: .*\n", line);
            if (message != NULL)
                leaf_set(&leaf->message, message);
        }
        leaf_set(&tip, leaf_write(bench->forge, leaf));
    }
    leaf_set(&bench->from, g_strdup(bench->night->trust));
    return g_steal_pointer(&tip);
}

/* --- order ----------------------------------------------------------------------------------- */

/* What somebody has, the next move may give to another or end, and a waiver may be given anew:
   without it nothing is missing. */
static bool
is_passing(const Step *step, const Step *next)
{
    g_autofree char *waived = step_said(step, "Marbre-Rule");
    g_autofree char *anew = step_said(next, "Marbre-Rule");
    return step_is(step, "assign") ||
           (step_is(step, "waive") && step_is(next, "waive") && g_strcmp0(waived, anew) == 0);
}

static char *
in_another_order(Bench *bench, const Step *step)
{
    const Step *second = after(bench, 1);
    if (second == NULL || is_passing(step, second) || step->move == NULL || second->move == NULL ||
        g_strcmp0(step->folder, second->folder) != 0)
        return NULL;
    g_autofree char *first = bench_again(bench, second, step->before);
    return bench_again(bench, step, first);
}

static char *
left_out(Bench *bench, const Step *step)
{
    const Step *second = after(bench, 1);
    if (second == NULL || is_passing(step, second) || step->move == NULL || second->move == NULL ||
        g_strcmp0(step->folder, second->folder) != 0)
        return NULL;
    return bench_again(bench, second, step->before);
}

static char *
two_in_one(Bench *bench, const Step *step)
{
    const Step *second = after(bench, 1);
    if (second == NULL || step->move == NULL || second->move == NULL ||
        second->leaf->parents[1] != NULL)
        return NULL;
    g_autoptr(Leaf) leaf = leaf_copy(second->leaf);
    leaf_set_parent(leaf, step->before);
    return leaf_write(bench->forge, leaf);
}

static char *
two_of_two_articles(Bench *bench, const Step *step)
{
    const Step *second = after(bench, 1);
    return second == NULL || g_strcmp0(second->folder, step->folder) == 0 ? NULL
                                                                          : two_in_one(bench, step);
}

static char *
two_of_one_article(Bench *bench, const Step *step)
{
    const Step *second = after(bench, 1);
    return second == NULL || is_passing(step, second) ||
                   g_strcmp0(second->folder, step->folder) != 0
               ? NULL
               : two_in_one(bench, step);
}

static char *
no_move_at_all(Bench *bench, const Step *step)
{
    if (step->move == NULL)
        return NULL;
    g_autoptr(Leaf) leaf = leaf_copy(step->leaf);
    leaf_set(&leaf->message, g_strdup("Retouche\n"));
    return leaf_write(bench->forge, leaf);
}

/* What is taken back has no date of its own in the record. */
static char *
backdated(Bench *bench, const Step *step)
{
    if (step->move == NULL || step_is(step, "undo"))
        return NULL;
    g_autoptr(Leaf) leaf = leaf_copy(step->leaf);
    leaf->at -= 86400 * 400;
    return leaf_write(bench->forge, leaf);
}

static char *
undone(Bench *bench, const Step *step)
{
    if (step->move == NULL || step_is(step, "new"))
        return NULL;
    g_autofree char *tree = forge_tree_of(bench->forge, step->before);
    leaf_set(&bench->from, g_strdup(step->id));
    return night_commit(bench->night, step->id, tree, "ana", "Revert\n");
}

static char *
id_of_another(Bench *bench, const Step *step)
{
    for (guint i = 0; step_is(step, "new") && i < bench->at; i++) {
        const Step *other = bench->line->pdata[i];
        if (!step_is(other, "new"))
            continue;
        g_autofree char *path = bench_record_path(step);
        g_autofree char *record = forge_get(bench->forge, step->id, path);
        g_autofree char *id = step_said(other, "Marbre-Article");
        g_autofree char *line = g_strdup_printf("id: %s\n", id);
        g_autofree char *said = g_strdup_printf("Marbre-Article: %s\n", id);
        g_autofree char *record_after = replaced(record, "^id: .*\n", line);
        g_autoptr(Leaf) leaf = leaf_copy(step->leaf);
        leaf_set(&leaf->tree, forge_put(bench->forge, leaf->tree, path, record_after));
        leaf_set(&leaf->message, replaced(leaf->message, "^Marbre-Article: .*\n", said));
        /* Whether that one is judged with it or was there before. */
        leaf_set(&bench->from,
                 g_strdup(chance_of(&bench->night->chance, 50) ? step->before : other->before));
        return leaf_write(bench->forge, leaf);
    }
    return NULL;
}

/* An article that plain git began gets its record with its first move. */
static char *
first_move_with_id_of_another(Bench *bench, const Step *step)
{
    g_autofree char *path = step->folder == NULL ? NULL : bench_record_path(step);
    g_autofree char *before = path == NULL ? NULL : forge_get(bench->forge, step->before, path);
    g_autofree char *record = path == NULL ? NULL : forge_get(bench->forge, step->id, path);
    if (step->move == NULL || step_is(step, "new") || before != NULL || record == NULL)
        return NULL;
    for (guint i = 0; i < bench->at; i++) {
        const Step *other = bench->line->pdata[i];
        g_autofree char *id = step_said(other, "Marbre-Article");
        if (id == NULL || !step_is(other, "new"))
            continue;
        g_autofree char *line = g_strdup_printf("id: %s\n", id);
        g_autofree char *said = g_strdup_printf("Marbre-Article: %s\n", id);
        g_autofree char *record_after = replaced(record, "^id: .*\n", line);
        g_autoptr(Leaf) leaf = leaf_copy(step->leaf);
        leaf_set(&leaf->tree, forge_put(bench->forge, leaf->tree, path, record_after));
        leaf_set(&leaf->message, replaced(leaf->message, "^Marbre-Article: .*\n", said));
        return leaf_write(bench->forge, leaf);
    }
    return NULL;
}

static char *
by_a_plugin_not_allowed(Bench *bench, const Step *step)
{
    g_autofree char *check = step_said(step, "Marbre-Check");
    g_autofree char *settings = forge_get(bench->forge, step->before, "marbre.yaml");
    if (check == NULL || !(step_is(step, "advance") || step_is(step, "publish")))
        return NULL;
    g_autofree char *more = g_strconcat(
        settings,
        "plugins: {allow: "
        "[\"sha256:0000000000000000000000000000000000000000000000000000000000000000\"]}\n",
        NULL);
    g_autofree char *tree = forge_tree_of(bench->forge, step->before);
    leaf_set(&tree, forge_put(bench->forge, tree, "marbre.yaml", more));
    g_autofree char *ruled = night_commit(bench->night, step->before, tree, "ana",
                                          "Règles\n\nCo-authored-by: bo <bo@paper.example>\n");
    leaf_set(&bench->from, g_strdup(ruled));
    return bench_again(bench, step, ruled);
}

#define BAD "marbre/bad-state"
#define SKIPPED "marbre/stage-skipped"
#define OWED "marbre/approval-missing marbre/approval-void marbre/bad-state"

const Mutant mutants_story[] = {
    {"words with the move", words_with_the_move, BAD},
    {"a picture with the move", picture_with_the_move, BAD},
    {"a picture taken away with the move", words_taken_with_the_move, BAD},
    {"words changed after the approval", edited_after_approval, OWED},
    {"published words changed", public_words, "marbre/silent-edit"},
    {"the approval left out", without_the_approval, OWED},
    {"one person's approval twice", approved_twice, SKIPPED},
    {"a move made again", replayed, ""},
    {"an approval of another article", approval_of_another, ""},
    {"approved by whoever wrote it", approved_by_its_author, "marbre/approval-missing"},
    {"two moves in the other order", in_another_order, ""},
    {"a move left out", left_out, ""},
    {"two moves in one commit", two_of_two_articles, BAD},
    {"two moves of one article in one commit", two_of_one_article, ""},
    {"a record without a move", no_move_at_all, BAD},
    {"another date than the record's", backdated, ""},
    {"a move taken back by plain git", undone, ""},
    {"a new article with another's id", id_of_another, BAD},
    {"a first move with another's id", first_move_with_id_of_another, BAD},
    {"a check by a plugin that is not allowed", by_a_plugin_not_allowed, "marbre/plugin-missing"},
    {NULL}};
