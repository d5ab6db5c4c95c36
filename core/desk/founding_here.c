/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk/founding_inside.h"

#include "base/error.h"
#include "base/path.h"
#include "newsroom/generator.h"
#include "store/snapshot.h"
#include "workflow/glob.h"
#include "yaml/write.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define ATTRIBUTES ".gitattributes"
#define ATTRIBUTES_LIMIT (UINT64_C(1) << 20)
/* Folders deeper than this are not looked into for texts. */
#define DEPTH 12

typedef struct {
    const MarbreFounding *founding;
    MarbreStore *store;
    MarbreSnapshot *tip;
    MarbreSnapshot *files; /* as they lie */
    MarbreGenerator *generator;
    MarbreFounded *founded;
} Opening;

/* ---- what is in the way ---- */

static bool
is_there(const Opening *opening, const char *path, bool *ret_there, GError **error)
{
    return marbre_snapshot_has(opening->tip, path, ret_there, error) &&
           (*ret_there || marbre_snapshot_has(opening->files, path, ret_there, error));
}

static bool
check_names(const Opening *opening, GError **error)
{
    static const char *const names[] = {"marbre.yaml", "people.yaml", "workflows",
                                        "glossary/toponyms.yaml", "glossary/house.yaml"};
    bool there = false;
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        if (!is_there(opening, names[i], &there, error))
            return false;
        if (!there)
            continue;
        if (i == 0)
            g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
                        _("%s is a newsroom already: it has a marbre.yaml"), opening->founded->dir);
        else
            g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
                        _("%s is there already, and a newsroom needs that name; give yours another "
                          "one first, with: git mv"),
                        names[i]);
        return false;
    }
    if (!is_there(opening, opening->founding->articles, &there, error))
        return false;
    if (there)
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
                    _("%s is there already; name a folder that is the newsroom's own with: "
                      "--articles FOLDER"),
                    opening->founding->articles);
    return !there;
}

static bool
check_folder(const char *articles, GError **error)
{
    bool good =
        marbre_path_is_safe(articles) && strlen(articles) <= 200 &&
        strspn(articles, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "._/-") == strlen(articles) &&
        strcmp(articles, "workflows") != 0 && strcmp(articles, "glossary") != 0 &&
        !g_str_has_prefix(articles, "workflows/") && !g_str_has_prefix(articles, "-");
    if (!good)
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                    _("“%s” can't be the folder of the articles; write it as “articles”"),
                    articles);
    return good;
}

static bool
check_generator(const Opening *opening, GError **error)
{
    g_autofree char *conflict =
        marbre_generator_conflict(opening->generator, opening->founding->articles);
    if (conflict == NULL)
        return true;
    if (opening->generator->kind == MARBRE_GENERATOR_HUGO)
        g_set_error(
            error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
            _("Hugo would publish what lies in %s, drafts too; name a folder outside of its "
              "content with: --articles FOLDER"),
            opening->founding->articles);
    else
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED, "%s", conflict);
    return false;
}

/* ---- what was there before ---- */

static bool
is_text(const char *name)
{
    return g_str_has_suffix(name, ".md") || g_str_has_suffix(name, ".markdown");
}

/* Names of what is no page: fragments and parts of themes, other people's packages. */
static bool
is_passed_over(const char *name)
{
    return *name == '.' || strcmp(name, "node_modules") == 0 || strcmp(name, "_includes") == 0 ||
           strcmp(name, "_layouts") == 0 || strcmp(name, "_drafts") == 0 ||
           strcmp(name, "_site") == 0;
}

static bool
holds_texts(MarbreSnapshot *snapshot, const char *folder, unsigned depth)
{
    g_autoptr(GPtrArray) entries = marbre_snapshot_list(snapshot, folder, NULL);
    for (guint i = 0; entries != NULL && i < entries->len; i++) {
        const MarbreEntry *entry = g_ptr_array_index(entries, i);
        g_autofree char *path = g_strdup_printf("%s/%s", folder, entry->name);
        if (entry->kind == MARBRE_ENTRY_FILE && is_text(entry->name))
            return true;
        if (entry->kind == MARBRE_ENTRY_FOLDER && depth < DEPTH && !is_passed_over(entry->name) &&
            holds_texts(snapshot, path, depth + 1))
            return true;
    }
    return false;
}

/* A folder's own name as a glob; everything where its name has signs of globs in it. */
static void
add_glob(GPtrArray *globs, const char *folder)
{
    bool plain = strpbrk(folder, "*?[]\\") == NULL && marbre_glob_check(folder);
    g_ptr_array_add(globs, g_strdup(plain ? folder : "**"));
}

/* The generator's folders of content, else every folder of the root with texts in it. */
static char **
find_before(const Opening *opening, GError **error)
{
    g_autoptr(GPtrArray) root = marbre_snapshot_list(opening->tip, "", error);
    if (root == NULL)
        return NULL;
    g_autoptr(GPtrArray) globs = g_ptr_array_new_with_free_func(g_free);
    bool named = opening->generator->kind != MARBRE_GENERATOR_NONE &&
                 *opening->generator->content[0] != '\0';
    for (char **folder = opening->generator->content; named && *folder != NULL; folder++)
        if (holds_texts(opening->tip, *folder, 0))
            add_glob(globs, *folder);
    for (guint i = 0; !named && i < root->len; i++) {
        const MarbreEntry *entry = g_ptr_array_index(root, i);
        if (entry->kind == MARBRE_ENTRY_FOLDER && !is_passed_over(entry->name) &&
            holds_texts(opening->tip, entry->name, 1))
            add_glob(globs, entry->name);
    }
    g_ptr_array_add(globs, NULL);
    return (char **)g_ptr_array_free(g_steal_pointer(&globs), FALSE);
}

/* The lines of `before:` in marbre.yaml; NULL where nothing was there. */
static char *
write_before(const Opening *opening)
{
    const char *commit = marbre_snapshot_commit_id(opening->tip);
    if (commit == NULL || opening->founded->before[0] == NULL)
        return NULL;
    g_autoptr(GString) lines =
        g_string_new("before:   # public already: neither listed nor judged\n");
    g_string_append_printf(lines, "  commit: \"%s\"\n  paths:\n", commit);
    for (char **glob = opening->founded->before; *glob != NULL; glob++) {
        g_autofree char *written = marbre_yaml_plain_or_quoted(*glob);
        g_string_append_printf(lines, "    - %s\n", written);
    }
    return g_string_free(g_steal_pointer(&lines), FALSE);
}

/* ---- .gitattributes ---- */

/* Git's attributes for the newsroom's files alone: what it does with others' is not changed. */
static char *
attributes_for(const char *articles, const char *end)
{
    return g_strdup_printf("%s/**/state.yaml -merge -text%s%s/**/*.md -text%s%s/**/*.yaml -text%s"
                           "/marbre.yaml -text%s/people.yaml -text%s/workflows/*.yaml -text%s"
                           "/glossary/*.yaml -text%s",
                           articles, end, articles, end, articles, end, end, end, end, end);
}

/* What somebody has not committed yet would come into the newsroom's commit, or be lost to it. */
static bool
check_attributes(const Opening *opening, GBytes *committed, GError **error)
{
    g_autoptr(GBytes) lying =
        marbre_snapshot_read(opening->files, ATTRIBUTES, ATTRIBUTES_LIMIT, NULL);
    if ((committed == NULL && lying == NULL) ||
        (committed != NULL && lying != NULL && g_bytes_equal(committed, lying)))
        return true;
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
                _("%s has changes that no commit has yet; commit them first"), ATTRIBUTES);
    return false;
}

static bool
put_attributes(const Opening *opening, MarbreChangeset *changes, GError **error)
{
    g_autoptr(GError) reason = NULL;
    g_autoptr(GBytes) old =
        marbre_snapshot_read(opening->tip, ATTRIBUTES, ATTRIBUTES_LIMIT, &reason);
    if (old == NULL && reason->code != MARBRE_ERROR_NOT_FOUND) {
        g_propagate_error(error, g_steal_pointer(&reason));
        return false;
    }
    if (!check_attributes(opening, old, error))
        return false;
    gsize size = 0;
    const char *data = old == NULL ? NULL : g_bytes_get_data(old, &size);
    bool crlf = size > 0 && g_strstr_len(data, (gssize)size, "\r\n") != NULL;
    g_autofree char *lines = attributes_for(opening->founding->articles, crlf ? "\r\n" : "\n");
    GByteArray *all = g_byte_array_new();
    if (size > 0)
        g_byte_array_append(all, (const guint8 *)data, (guint)size);
    if (size > 0 && data[size - 1] != '\n')
        g_byte_array_append(all, (const guint8 *)(crlf ? "\r\n" : "\n"), crlf ? 2 : 1);
    g_byte_array_append(all, (const guint8 *)lines, (guint)strlen(lines));
    g_autoptr(GBytes) bytes = g_byte_array_free_to_bytes(all);
    return marbre_changeset_put(changes, ATTRIBUTES, bytes, error);
}

/* ---- all of it ---- */

/* The branch of pages: another one where somebody has a branch of that name. */
static const char *
choose_branch(const Opening *opening, GError **error)
{
    static const char *const names[] = {"published", "marbre-published"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *tip = marbre_store_tip(opening->store, names[i], NULL);
        if (tip == NULL && g_strcmp0(marbre_store_get_branch(opening->store), names[i]) != 0)
            return names[i];
    }
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
                _("the branches %s and %s are there already, and the newsroom's pages need one of "
                  "their own; rename one with: git branch -m"),
                names[0], names[1]);
    return NULL;
}

static bool
open_it(Opening *opening, GError **error)
{
    const MarbreGenerator *generator = opening->generator;
    const MarbreFounding *founding = opening->founding;
    const char *branch = choose_branch(opening, error);
    g_autoptr(MarbreChangeset) changes = marbre_changeset_new();
    if (branch == NULL || !put_attributes(opening, changes, error))
        return false;
    g_autofree char *base = g_path_get_basename(opening->founded->dir);
    g_autofree char *before = write_before(opening);
    bool lang = !founding->lang_is_asked && generator->lang != NULL &&
                g_regex_match_simple("^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$", generator->lang, 0, 0);
    const MarbreFoundingWords words = {.name = generator->title != NULL ? generator->title : base,
                                       .site = generator->base,
                                       .lang = lang ? generator->lang : founding->lang,
                                       .articles = founding->articles,
                                       .published = branch,
                                       .before = before};
    if (!marbre_founding_put(changes, founding, &words, opening->founded->person, error))
        return false;
    return founding->dry_run ||
           marbre_founding_commit(opening->store, founding, changes, opening->founded, error);
}

static bool
look_around(Opening *opening, GError **error)
{
    if (marbre_store_is_bare(opening->store) || marbre_store_get_branch(opening->store) == NULL) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
                    _("a newsroom is opened where a branch is checked out: git switch main"));
        return false;
    }
    opening->tip = marbre_snapshot_commit(opening->store, NULL, error);
    opening->files = opening->tip == NULL ? NULL : marbre_snapshot_worktree(opening->store, error);
    opening->generator = opening->files == NULL ? NULL : marbre_generator_find(opening->tip, error);
    if (opening->generator == NULL || !check_names(opening, error) ||
        !check_generator(opening, error))
        return false;
    if (opening->generator->kind != MARBRE_GENERATOR_NONE)
        opening->founded->generator = g_strdup(marbre_generator_name(opening->generator->kind));
    opening->founded->before = find_before(opening, error);
    return opening->founded->before != NULL;
}

MarbreFounded *
marbre_desk_found_here(const char *dir, const MarbreFounding *founding, GError **error)
{
    g_autoptr(MarbreStore) store =
        check_folder(founding->articles, error) ? marbre_store_open(dir, error) : NULL;
    if (store == NULL)
        return NULL;
    g_autoptr(MarbreFounded) founded = g_new0(MarbreFounded, 1);
    founded->person = marbre_founding_person(founding);
    founded->alone = !founding->solo;
    founded->dir = g_strdup(marbre_store_get_workdir(store));
    Opening opening = {.founding = founding, .store = store, .founded = founded};
    bool done = look_around(&opening, error) && open_it(&opening, error);
    g_clear_pointer(&opening.generator, marbre_generator_free);
    g_clear_pointer(&opening.files, marbre_snapshot_unref);
    g_clear_pointer(&opening.tip, marbre_snapshot_unref);
    return done ? g_steal_pointer(&founded) : NULL;
}
