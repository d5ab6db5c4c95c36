/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "night.h"

#include "base/problem.h"

#include <string.h>

#define BEGIN INT64_C(1700000000)

static const char *const words[] = {"Le pont",  "la mairie",   "hier soir", "selon nous",
                                    "les élus", "trois jours", "au matin",  "sans un mot"};

/* --- the scene ------------------------------------------------------------------------------- */

static MarbreFinder *
stock_plugins(void)
{
    static const char *const ids[] = {"draft", "translation", "factcheck", "credit", "publish"};
    g_autoptr(GPtrArray) folders = g_ptr_array_new_with_free_func(g_free);
    for (size_t i = 0; i < G_N_ELEMENTS(ids); i++)
        g_ptr_array_add(folders, g_build_filename(g_getenv("PLUGINS"), ids[i], NULL));
    g_ptr_array_add(folders, NULL);
    return marbre_finder_new((const char *const *)folders->pdata, NULL);
}

Night *
night_new(void)
{
    g_autoptr(GError) error = NULL;
    Night *night = g_new0(Night, 1);
    night->forge = forge_new();
    night->finder = stock_plugins();
    night->folders = g_ptr_array_new_with_free_func(g_free);
    night->store = marbre_store_open(night->forge->dir, &error);
    g_assert_no_error(error);
    const MarbrePoolSettings settings = {.finder = night->finder, .in_process = true};
    night->pool = marbre_pool_new(&settings);
    return night;
}

void
night_free(Night *night)
{
    g_clear_pointer(&night->tip, marbre_newsroom_unref);
    marbre_pool_free(night->pool);
    marbre_finder_unref(night->finder);
    marbre_store_unref(night->store);
    g_ptr_array_unref(night->folders);
    forge_free(night->forge);
    g_free(night->paper.allow);
    g_free(night->trust);
    g_free(night);
}

const char *
night_somebody(Night *night)
{
    return night->paper.people[chance_below(&night->chance, PAPER_PEOPLE)].id;
}

char *
night_commit(
    Night *night, const char *parent, const char *tree, const char *who, const char *message)
{
    Leaf leaf = {.tree = (char *)tree,
                 .parents = {(char *)parent},
                 .name = (char *)who,
                 .email = g_strdup_printf("%s@paper.example", who),
                 .at = night->now,
                 .offset = (int)chance_below(&night->chance, 5) * 60 - 120,
                 .message = (char *)message};
    char *id = leaf_write(night->forge, &leaf);
    g_free(leaf.email);
    return id;
}

static void
tell(Night *night, const char *tree, const char *who, const char *message)
{
    g_autofree char *tip = forge_tip(night->forge);
    g_autofree char *id = night_commit(night, tip, tree, who, message);
    forge_set_tip(night->forge, id);
}

/* --- articles -------------------------------------------------------------------------------- */

static char *
record_of(Night *night, const char *commit, const char *folder)
{
    g_autofree char *path = g_strdup_printf("%s/state.yaml", folder);
    return forge_get(night->forge, commit, path);
}

char *
night_stage(Night *night, const char *commit, const char *folder)
{
    g_autofree char *record = record_of(night, commit, folder);
    const char *line = record == NULL ? NULL : strstr(record, "\nstage: ");
    return line == NULL ? NULL : g_strndup(line + 8, strcspn(line + 8, "\n"));
}

bool
night_is_public(Night *night, const char *commit, const char *folder)
{
    g_autofree char *record = record_of(night, commit, folder);
    return record != NULL && strstr(record, "\npublication:") != NULL;
}

static char *
begin_text(Night *night, const char *title)
{
    static const char *const keys[] = {"section: sport\n", "section: culture\n",
                                       "source-lang: en\n", "byline: Ana\n", "author: Ana\n"};
    g_autoptr(GString) text = g_string_new(NULL);
    g_string_printf(text, "---\ntitle: \"%s\"\ndate: 2023-11-14\n", title);
    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++)
        if ((i == 0 || strncmp(keys[i], "section", 7) != 0) && chance_of(&night->chance, 40))
            g_string_append(text, keys[i]);
    g_string_append(text, "---\n\nLe pont sera fermé trois jours.\n");
    return g_string_free(g_steal_pointer(&text), FALSE);
}

char *
night_write(Night *night, const char *commit, const char *folder)
{
    g_autofree char *path = g_strdup_printf("%s/index.fr.md", folder);
    g_autofree char *before = forge_get(night->forge, commit, path);
    g_autofree char *tree = forge_tree_of(night->forge, commit);
    g_autofree char *after = g_strdup_printf(
        "%s\n%s %s%u.\n", before == NULL ? "---\ntitle: X\n---\n" : before,
        words[chance_below(&night->chance, G_N_ELEMENTS(words))],
        chance_of(&night->chance, 12) ? "TK " : "", chance_below(&night->chance, 1000));
    return forge_put(night->forge, tree, path, after);
}

static char *
new_folder(Night *night)
{
    return g_strdup_printf("articles/2023/11/sujet-%u", ++night->named);
}

static MarbreSession
session_of(Night *night, const char *who, char **ret_email)
{
    g_autoptr(GError) error = NULL;
    MarbreNewsroom *tip = marbre_newsroom_tip(night->store, night->tip, &error);
    g_assert_no_error(error);
    g_clear_pointer(&night->tip, marbre_newsroom_unref);
    night->tip = tip;
    *ret_email = g_strdup_printf("%s@paper.example", who);
    return (MarbreSession){.store = night->store,
                           .tip = tip,
                           .pool = night->pool,
                           .name = who,
                           .email = *ret_email,
                           .now = night->now,
                           .lang = "en"};
}

/* --- at the desk ----------------------------------------------------------------------------- */

static bool
begin_at_desk(Night *night)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *email = NULL;
    g_autofree char *folder = new_folder(night);
    g_autofree char *slug = g_path_get_basename(folder);
    const MarbreSession session = session_of(night, night_somebody(night), &email);
    const MarbreNewArticle article = {.slug = slug, .title = slug};
    g_autoptr(MarbreTaken) taken = marbre_desk_new(&session, &article, &error);
    g_assert_no_error(error);
    g_ptr_array_add(night->folders, g_strdup(taken->folder));
    return true;
}

static GPtrArray *
notes_of(Night *night)
{
    GPtrArray *notes = marbre_notes_new();
    if (chance_of(&night->chance, 90))
        marbre_notes_set(notes, "fr", "Le pont ferme quatre jours, et non trois.");
    return notes;
}

/* Whose turn it would be, as the gate says; NULL: nobody's. */
static const char *
find_other(Night *night, const MarbreReply *reply)
{
    const GPtrArray *obstacles = reply->answer->obstacles;
    const MarbreObstacle *first = obstacles->len == 0 ? NULL : obstacles->pdata[0];
    bool who = first != NULL &&
               (first->kind == MARBRE_OBSTACLE_ROLE ||
                (first->kind == MARBRE_OBSTACLE_APPROVAL && reply->move == MARBRE_MOVE_APPROVE));
    const MarbrePerson *person = who ? chance_pick(&night->chance, first->who) : NULL;
    for (unsigned i = 0; person != NULL && i < PAPER_PEOPLE; i++)
        if (strcmp(night->paper.people[i].id, person->id) == 0)
            return night->paper.people[i].id;
    return NULL;
}

/* One try; whether it was done, and if not, who might. */
static bool
move(Night *night, const char *folder, const char *who, MarbreMove what, const char **ret_other)
{
    static const char *const kinds[] = {"correction", "update", "clarification", "typo"};
    static const char *const whys[] = {NULL, "Relu", "Relu\n\nDeux fois, et pour de bon.",
                                       "Marbre-Actor: zoe\nfin"};
    g_autoptr(GError) error = NULL;
    g_autofree char *email = NULL;
    g_autoptr(GPtrArray) folders = g_ptr_array_new();
    g_autoptr(GPtrArray) notes = notes_of(night);
    const MarbreSession session = session_of(night, who, &email);
    const char *why = whys[chance_below(&night->chance, G_N_ELEMENTS(whys))];
    const char *until = chance_of(&night->chance, 50) ? "2023-11-20" : "20/11/2023";
    const char *kind = kinds[chance_below(&night->chance, G_N_ELEMENTS(kinds))];
    bool tells = what == MARBRE_MOVE_CORRECT || what == MARBRE_MOVE_RETRACT;
    const MarbreRequest request = {
        .move = what,
        .message = why == NULL && what != MARBRE_MOVE_ADVANCE ? "Il le faut" : why,
        .to = chance_of(&night->chance, 20)
                  ? night->paper.stages[chance_below(&night->chance, night->paper.count)].id
                  : NULL,
        .rule = what == MARBRE_MOVE_WAIVE ? "draft/placeholder" : NULL,
        .until = what == MARBRE_MOVE_WAIVE ? until : NULL,
        .kind = what == MARBRE_MOVE_CORRECT ? kind : NULL,
        .notes = tells ? notes : NULL,
        .ahead = chance_of(&night->chance, 50)};
    g_ptr_array_add(folders, (gpointer)folder);
    g_autoptr(GPtrArray) replies = marbre_desk_move(&session, folders, &request, NULL, &error);
    if (error != NULL)
        g_error("%s: %s: %s", marbre_move_name(what), folder, error->message);
    *ret_other = find_other(night, replies->pdata[0]);
    return ((MarbreReply *)replies->pdata[0])->commit != NULL;
}

/* By anybody, or by whoever may in their place. */
static bool
move_by_anybody(Night *night, const char *folder, MarbreMove what)
{
    const char *other = NULL;
    return move(night, folder, night_somebody(night), what, &other) ||
           (other != NULL && move(night, folder, other, what, &other));
}

/* Mostly onwards, so that stories get somewhere. */
static bool
move_something(Night *night)
{
    static const MarbreMove others[] = {MARBRE_MOVE_RETURN,  MARBRE_MOVE_SPIKE,
                                        MARBRE_MOVE_RESTORE, MARBRE_MOVE_RETRACT,
                                        MARBRE_MOVE_WAIVE,   MARBRE_MOVE_CORRECT};
    const char *folder = chance_pick(&night->chance, night->folders);
    unsigned what = chance_below(&night->chance, 100);
    if (folder == NULL)
        return false;
    g_autofree char *tip = forge_tip(night->forge);
    g_autofree char *stage = night_stage(night, tip, folder);
    if (g_strcmp0(stage, MARBRE_STAGE_PUBLISHED) == 0)
        return what < 50 && move_by_anybody(night, folder,
                                            what < 40 ? MARBRE_MOVE_CORRECT : MARBRE_MOVE_RETRACT);
    if (g_strcmp0(stage, MARBRE_STAGE_SPIKED) == 0)
        return move_by_anybody(night, folder, MARBRE_MOVE_RESTORE);
    if (what < 25)
        return move_by_anybody(night, folder, MARBRE_MOVE_APPROVE);
    if (what < 80)
        return move_by_anybody(night, folder, MARBRE_MOVE_ADVANCE) ||
               move_by_anybody(night, folder, MARBRE_MOVE_APPROVE) ||
               move_by_anybody(night, folder, MARBRE_MOVE_WAIVE);
    return move_by_anybody(night, folder,
                           others[chance_below(&night->chance, G_N_ELEMENTS(others))]);
}

/* --- with plain git -------------------------------------------------------------------------- */

static bool
begin_by_hand(Night *night)
{
    g_autofree char *folder = new_folder(night);
    g_autofree char *path = g_strdup_printf("%s/index.fr.md", folder);
    g_autofree char *title = g_path_get_basename(folder);
    g_autofree char *text = begin_text(night, title);
    g_autofree char *tip = forge_tip(night->forge);
    g_autofree char *tree = forge_tree_of(night->forge, tip);
    g_autofree char *after = forge_put(night->forge, tree, path, text);
    tell(night, after, night_somebody(night), "Texte\n");
    g_ptr_array_add(night->folders, g_steal_pointer(&folder));
    return true;
}

/* An article whose words may change; NULL where there is none. */
static const char *
open_article(Night *night, const char *tip)
{
    const char *folder = chance_pick(&night->chance, night->folders);
    g_autofree char *stage = folder == NULL ? NULL : night_stage(night, tip, folder);
    return folder != NULL && g_strcmp0(stage, MARBRE_STAGE_PUBLISHED) != 0 ? folder : NULL;
}

static bool
edit(Night *night)
{
    static const char *const messages[] = {"Retouche\n", "Retouche\n\nUn mot.\n",
                                           "Retouche\n\nCo-authored-by: bo <bo@paper.example>\n",
                                           "Retouche\n\nSigned-off-by: X <x@y.example>\n"};
    g_autofree char *tip = forge_tip(night->forge);
    const char *folder = open_article(night, tip);
    if (folder == NULL)
        return false;
    g_autofree char *tree = night_write(night, tip, folder);
    if (chance_of(&night->chance, 25)) {
        g_autofree char *path = g_strdup_printf("%s/photo.jpg", folder);
        leaf_set(&tree, forge_put(night->forge, tree, path,
                                  words[chance_below(&night->chance, G_N_ELEMENTS(words))]));
    }
    tell(night, tree, night_somebody(night),
         messages[chance_below(&night->chance, G_N_ELEMENTS(messages))]);
    return true;
}

static bool
change_rules(Night *night)
{
    g_autofree char *tip = forge_tip(night->forge);
    g_autofree char *tree = forge_tree_of(night->forge, tip);
    unsigned needed = night->paper.admins_needed;
    paper_change(&night->paper, &night->chance);
    g_autofree char *after = paper_write(&night->paper, night->forge, tree);
    if (strcmp(tree, after) == 0)
        return false;
    const char *other = paper_admin(&night->paper, 1);
    g_autofree char *message =
        needed < 2
            ? g_strdup("Règles\n")
            : g_strdup_printf("Règles\n\nCo-authored-by: %s <%s@paper.example>\n", other, other);
    tell(night, after, paper_admin(&night->paper, 0), message);
    return true;
}

static bool
rename_article(Night *night)
{
    g_autofree char *tip = forge_tip(night->forge);
    const char *folder = open_article(night, tip);
    if (folder == NULL || night_is_public(night, tip, folder))
        return false;
    g_autofree char *tree = forge_tree_of(night->forge, tip);
    g_autofree char *other = new_folder(night);
    g_autoptr(GPtrArray) names = forge_list(night->forge, tip, folder);
    for (guint i = 0; i < names->len; i++) {
        g_autofree char *from = g_strdup_printf("%s/%s", folder, (char *)names->pdata[i]);
        g_autofree char *to = g_strdup_printf("%s/%s", other, (char *)names->pdata[i]);
        g_autofree char *text = forge_get(night->forge, tip, from);
        const Edit edits[] = {{.path = from}, {.path = to, .text = text}};
        leaf_set(&tree, forge_tree(night->forge, tree, edits, 2));
    }
    (void)g_ptr_array_remove(night->folders, (gpointer)folder);
    g_ptr_array_add(night->folders, g_steal_pointer(&other));
    tell(night, tree, night_somebody(night), "Nom\n");
    return true;
}

/* What the branch did, and what was done beside it with something else. */
static bool
merge(Night *night)
{
    g_autofree char *base = forge_tip(night->forge);
    const char *folder = open_article(night, base);
    if (folder == NULL ||
        !(chance_of(&night->chance, 20) ? change_rules(night) : move_something(night)))
        return false;
    g_autofree char *ours = forge_tip(night->forge);
    g_autoptr(GPtrArray) changed = forge_changes(night->forge, ours);
    for (guint i = 0; i < changed->len; i++)
        if (g_str_has_prefix(changed->pdata[i], folder))
            return true; /* both of one article: no clean merge */
    g_autofree char *words_there = night_write(night, base, folder);
    g_autofree char *theirs = night_commit(night, base, words_there, night_somebody(night), "Là\n");
    /* A change of the rules is the branch's own. */
    bool swap =
        !g_str_has_prefix(changed->pdata[0], "articles/") ? false : chance_of(&night->chance, 50);
    g_autofree char *tree = forge_carry(night->forge, theirs, ours);
    Leaf leaf = {.tree = tree,
                 .parents = {swap ? theirs : ours, swap ? ours : theirs},
                 .name = (char *)"fay",
                 .email = (char *)"fay@paper.example",
                 .at = night->now,
                 .message = (char *)"Merge branch 'side'\n"};
    g_autofree char *id = leaf_write(night->forge, &leaf);
    forge_set_tip(night->forge, id);
    return true;
}

/* --- all of it ------------------------------------------------------------------------------- */

static void
found(Night *night)
{
    g_autofree char *empty = forge_object(night->forge, GIT_OBJECT_TREE, "", 0);
    g_autofree char *rules = paper_write(&night->paper, night->forge, empty);
    Leaf leaf = {.tree = rules,
                 .name = (char *)"ana",
                 .email = (char *)"ana@paper.example",
                 .at = night->now,
                 .message = (char *)"Ouverture\n"};
    g_free(night->trust);
    night->trust = leaf_write(night->forge, &leaf);
    forge_set_tip(night->forge, night->trust);
}

static bool
do_something(Night *night)
{
    unsigned what = chance_below(&night->chance, 100);
    if (night->folders->len == 0 || what < 6)
        return begin_at_desk(night);
    if (what < 9)
        return begin_by_hand(night);
    if (what < 22)
        return edit(night);
    if (what < 26)
        return change_rules(night);
    if (what < 29)
        return rename_article(night);
    if (what < 34)
        return merge(night);
    return move_something(night);
}

void
night_work(Night *night, uint64_t seed, unsigned length)
{
    forge_clear(night->forge);
    g_ptr_array_set_size(night->folders, 0);
    night->chance = (Chance){seed};
    night->now = BEGIN;
    night->named = 0;
    paper_begin(&night->paper, &night->chance);
    found(night);
    for (unsigned done = 0, tries = 0; done < length && tries < 4 * length; tries++) {
        night->now += 1 + chance_below(&night->chance, 4000);
        done += do_something(night);
    }
}
