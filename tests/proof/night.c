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
    static const char *const ids[] = {"ana", "bo",  "cem",       "dia",          "eli",
                                      "fay", "zoe", PAPER_ROBOT, SEALS_STRANGER, NULL};
    g_autofree char *keys = g_build_filename(night->forge->dir, "keys", NULL);
    night->seals = seals_new(keys, ids);
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
    seals_free(night->seals);
    g_free(night->paper.allow);
    g_free(night->paper.before);
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

void
night_tell(Night *night, const char *tree, const char *who, const char *message)
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

char *
night_folder(Night *night)
{
    return g_strdup_printf("articles/2023/11/sujet-%u", ++night->named);
}

MarbreSession
night_session(Night *night, const char *who, char **ret_email)
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
                           .lang = "en",
                           .signer =
                               night->paper.is_signed ? seals_signer(night->seals, who) : NULL};
}

/* --- with plain git -------------------------------------------------------------------------- */

static bool
begin_by_hand(Night *night)
{
    g_autofree char *folder = night_folder(night);
    g_autofree char *path = g_strdup_printf("%s/index.fr.md", folder);
    g_autofree char *title = g_path_get_basename(folder);
    g_autofree char *text = begin_text(night, title);
    g_autofree char *tip = forge_tip(night->forge);
    g_autofree char *tree = forge_tree_of(night->forge, tip);
    g_autofree char *after = forge_put(night->forge, tree, path, text);
    night_tell(night, after, night_somebody(night), "Texte\n");
    g_ptr_array_add(night->folders, g_steal_pointer(&folder));
    return true;
}

const char *
night_open(Night *night, const char *tip)
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
    const char *folder = night_open(night, tip);
    if (folder == NULL)
        return false;
    g_autofree char *tree = night_write(night, tip, folder);
    if (chance_of(&night->chance, 25)) {
        g_autofree char *path = g_strdup_printf("%s/photo.jpg", folder);
        leaf_set(&tree, forge_put(night->forge, tree, path,
                                  words[chance_below(&night->chance, G_N_ELEMENTS(words))]));
    }
    night_tell(night, tree, night_somebody(night),
               messages[chance_below(&night->chance, G_N_ELEMENTS(messages))]);
    return true;
}

static bool
rename_article(Night *night)
{
    g_autofree char *tip = forge_tip(night->forge);
    const char *folder = night_open(night, tip);
    if (folder == NULL || night_is_public(night, tip, folder))
        return false;
    g_autofree char *tree = forge_tree_of(night->forge, tip);
    g_autofree char *other = night_folder(night);
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
    night_tell(night, tree, night_somebody(night), "Nom\n");
    return true;
}

/* What the branch did, and what was done beside it with something else. */
static bool
merge(Night *night)
{
    g_autofree char *base = forge_tip(night->forge);
    const char *folder = night_open(night, base);
    if (folder == NULL || !(chance_of(&night->chance, 20) ? night_rule(night) : night_go_on(night)))
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
    g_autofree char *site = night_old_site(night);
    g_free(night->paper.before);
    night->paper.before = night_commit(night, NULL, site, "ana", "Le site\n");
    g_autofree char *rules = paper_write(&night->paper, night->forge, site);
    g_free(night->trust);
    night->trust = night_commit(night, night->paper.before, rules, "ana", "Ouverture\n");
    forge_set_tip(night->forge, night->trust);
}

static bool
do_something(Night *night)
{
    unsigned what = chance_below(&night->chance, 100);
    if (night->folders->len == 0 || what < 6)
        return night_begin(night);
    if (what < 8)
        return begin_by_hand(night);
    if (what < 10)
        return night_import(night);
    if (what < 12)
        return night_adopt(night);
    if (what < 20)
        return edit(night);
    if (what < 26)
        return night_set_hour(night);
    if (what < 29)
        return night_rule(night);
    if (what < 32)
        return rename_article(night);
    if (what < 36)
        return merge(night);
    if (what < 40)
        return night_do_due(night);
    if (what < 45)
        return night_schedule(night);
    if (what < 50)
        return night_pay(night);
    return night_go_on(night);
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
    night->paper.is_signed = night->paper.is_signed && night->seals != NULL;
    night->paper.keys = night->seals == NULL ? NULL : seals_keys(night->seals);
    found(night);
    for (unsigned done = 0, tries = 0; done < length && tries < 4 * length; tries++) {
        night->now += 1 + chance_below(&night->chance, 4000);
        done += do_something(night);
    }
}
