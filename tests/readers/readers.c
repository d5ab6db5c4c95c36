/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Commits and trees with something wrong in them, and what they are here: those that are accepted
   as canonical are put into a repository, and told as JSON, one a line. Git tells the rest. */
#include "base/json.h"
#include "store/commit.h"
#include "store/library.h"
#include "store/tree.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TREE "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
#define OTHER "83baae61804e65cc73a7201a7252750c76066a30"
#define THIRD "5d8f3a1c0e2b4d6f8a0c1e3b5d7f9a1c3e5b7d90"
#define ROOT "9c1e3b5d7f9a1c3e5b7d905d8f3a1c0e2b4d6f8a"
#define LEA "Léa Morel <lea@gazette.example> 1773831600 +0100"
#define PAUL "Paul O'Neil, Jr <paul@gazette.example> 1773831700 -0330"

/* What git itself writes, as a beginning. */
static const char *const commits[] = {
    "tree " TREE "\nparent " OTHER "\nauthor " LEA "\ncommitter " PAUL "\n\nTransmet le texte\n\n"
    "Marbre-Article: 01hawm6c0t2n9v6s6x1j5y7k3q\nMarbre-Transition: advance\nMarbre-Actor: lea\n",
    "tree " TREE "\nauthor " LEA "\ncommitter " LEA "\n\nOuverture\n",
    "tree " TREE "\nparent " OTHER "\nparent " THIRD "\nauthor " PAUL "\ncommitter " LEA
    "\n\nMerge\n\nSome words: and more of them\nover two lines\n\nCo-authored-by: " LEA "\n"
    "Signed-off-by: Paul <paul@gazette.example>\n",
    "tree " TREE "\nparent " OTHER "\nauthor " LEA "\ncommitter " LEA "\ngpgsig -----BEGIN SSH "
    "SIGNATURE-----\n U1NIU0lH\n -----END SSH SIGNATURE-----\n\nSigné\n\nA: b\n c\nD: e\n",
};

/* What readers have been seen to differ about. */
static const char *const pieces[] = {"\n",
                                     "\n\n",
                                     " ",
                                     "\t",
                                     "\r",
                                     "\r\n",
                                     "\v",
                                     "\f",
                                     "<",
                                     ">",
                                     "<a@b>",
                                     ":",
                                     " : ",
                                     "Key: value\n",
                                     "Key : value\n",
                                     "Key:\n",
                                     "Key-2:v\n",
                                     " folded\n",
                                     "\tfolded\n",
                                     "prose\n",
                                     "# a comment\n",
                                     "---\n",
                                     "-- \n",
                                     "Signed-off-by: A <a@b>\n",
                                     "(cherry picked from commit 0)\n",
                                     "Conflicts:\n\ta\n",
                                     "encoding UTF-16\n",
                                     "encoding ISO-8859-1\n",
                                     "mergetag object 0\n",
                                     "gpgsig x\n",
                                     "parent " OTHER "\n",
                                     "author " PAUL "\n",
                                     "committer " PAUL "\n",
                                     "tree " ROOT "\n",
                                     "\xff",
                                     "\xc3",
                                     "é",
                                     "\xc2\xa0",
                                     "\xe2\x80\xa8",
                                     "\xc2\x85",
                                     "\xef\xbb\xbf",
                                     "0",
                                     "-",
                                     "+",
                                     "99999999999999999999",
                                     "+2460",
                                     "'",
                                     "\"",
                                     ".",
                                     ",",
                                     "\x01",
                                     "\x7f",
                                     "diff --git a/a b/a\n",
                                     "squash! ",
                                     "K\xc3\xa9y: v\n",
                                     "a b: c\n",
                                     ": c\n",
                                     "  \n",
                                     "\n \n"};

typedef struct {
    GRand *dice;
    git_odb *odb;
} Run;

static void
mutate_text(GRand *dice, GString *text)
{
    int rounds = g_rand_int_range(dice, 1, 5);
    while (rounds-- > 0 && text->len > 1) {
        gint at = g_rand_int_range(dice, 0, (gint)text->len);
        const char *piece = pieces[g_rand_int_range(dice, 0, G_N_ELEMENTS(pieces))];
        switch (g_rand_int_range(dice, 0, 6)) {
        case 0:
            text->str[at] = (char)g_rand_int_range(dice, 0, 256);
            break;
        case 1:
            g_string_erase(text, at,
                           g_rand_int_range(dice, 1, (gint)MIN(text->len - (gsize)at, 8) + 1));
            break;
        default: /* at a line's start, where most of it matters */
            while (g_rand_boolean(dice) && at > 0 && text->str[at - 1] != '\n')
                at--;
            g_string_insert(text, at, piece);
            break;
        }
    }
}

/* Mostly in the message and in the names, where there is much to accept. */
static GBytes *
make_commit(GRand *dice)
{
    const char *base = commits[g_rand_int_range(dice, 0, G_N_ELEMENTS(commits))];
    const char *body = strstr(base, "\n\n") + 2;
    bool whole = g_rand_int_range(dice, 0, 4) == 0;
    g_autoptr(GString) head = g_string_new_len(base, whole ? 0 : body - base);
    g_autoptr(GString) rest = g_string_new(whole ? base : body);
    mutate_text(dice, rest);
    if (rest->len > 0 && rest->str[rest->len - 1] != '\n' && g_rand_boolean(dice))
        g_string_append_c(rest, '\n');
    g_string_append_len(head, rest->str, (gssize)rest->len);
    return g_string_free_to_bytes(g_steal_pointer(&head));
}

static void
add_entry(GByteArray *tree, GRand *dice)
{
    static const char *const modes[] = {"100644", "100755", "40000",   "120000", "160000",
                                        "100664", "040000", "0100644", "100600", "644"};
    static const char *const names[] = {
        "a",    "a.b", "a-b", "a0", "A",     "b",   ".git",  ".GIT",  "..",  "é",   "e\xcc\x81",
        "\xff", "a/b", "",    " ",  "git~1", "a\n", ".git ", "\"a\"", "con", "a\\b"};
    guint8 id[GIT_OID_RAWSZ] = {1};
    const char *mode = modes[g_rand_int_range(dice, 0, g_rand_boolean(dice) ? 3 : 10)];
    const char *name = names[g_rand_int_range(dice, 0, G_N_ELEMENTS(names))];
    g_byte_array_append(tree, (const guint8 *)mode, (guint)strlen(mode));
    g_byte_array_append(tree, (const guint8 *)" ", 1);
    g_byte_array_append(tree, (const guint8 *)name, (guint)strlen(name) + 1);
    id[1] = (guint8)g_rand_int_range(dice, 0, 256);
    g_byte_array_append(tree, id, sizeof id);
}

static GBytes *
make_tree(GRand *dice)
{
    GByteArray *tree = g_byte_array_new();
    int count = g_rand_int_range(dice, 1, 5);
    while (count-- > 0)
        add_entry(tree, dice);
    if (g_rand_int_range(dice, 0, 8) == 0)
        tree->data[g_rand_int_range(dice, 0, (gint)tree->len)] ^=
            (guint8)(1 << g_rand_int_range(dice, 0, 8));
    if (g_rand_int_range(dice, 0, 16) == 0)
        g_byte_array_set_size(tree, (guint)g_rand_int_range(dice, 1, (gint)tree->len));
    return g_byte_array_free_to_bytes(tree);
}

/* --- telling ------------------------------------------------------------------------------------
 */

static void
tell_person(MarbreJson *json, const char *key, const MarbreSignature *signature)
{
    marbre_json_member_object(json, key);
    marbre_json_member_string(json, "name", signature->name);
    marbre_json_member_string(json, "email", signature->email);
    marbre_json_member_int(json, "seconds", signature->at.seconds);
    marbre_json_member_int(json, "offset", signature->at.offset);
    marbre_json_end_object(json);
}

static void
tell_commit(MarbreJson *json, MarbreCommit *commit)
{
    const char *key = NULL, *value = NULL;
    marbre_json_member_string(json, "tree", commit->tree);
    marbre_json_member_strv(json, "parents", (const char *const *)commit->parents);
    tell_person(json, "author", commit->author);
    tell_person(json, "committer", commit->committer);
    marbre_json_member_string(json, "message", commit->message);
    marbre_json_member_array(json, "trailers");
    for (size_t i = 0; marbre_commit_trailer_at(commit, i, &key, &value); i++) {
        marbre_json_begin_array(json);
        marbre_json_string(json, key);
        marbre_json_string(json, value);
        marbre_json_end_array(json);
    }
    marbre_json_end_array(json);
}

static void
tell_tree(MarbreJson *json, const MarbreTree *tree)
{
    marbre_json_member_array(json, "entries");
    for (size_t i = 0; i < marbre_tree_count(tree); i++) {
        MarbreTreeEntry entry;
        char hex[41];
        marbre_tree_at(tree, i, &entry);
        marbre_oid_format(entry.id, hex);
        g_autofree char *row = g_strdup_printf("%06o %s", entry.mode, hex);
        g_autofree char *name = g_base64_encode((const guchar *)entry.name, entry.name_size);
        marbre_json_begin_array(json);
        marbre_json_string(json, row);
        marbre_json_string(json, name);
        marbre_json_end_array(json);
    }
    marbre_json_end_array(json);
}

/* --- the run ------------------------------------------------------------------------------------
 */

static bool
accept(Run *run, git_object_t type, GBytes *raw, MarbreJson *json)
{
    git_oid id;
    gsize size = 0;
    const void *data = g_bytes_get_data(raw, &size);
    (void)git_odb_hash(&id, data, size, type); /* of bytes at hand it can't fail */
    if (type == GIT_OBJECT_TREE) {
        g_autoptr(MarbreTree) tree = marbre_tree_new(raw, NULL);
        if (tree != NULL)
            tell_tree(json, tree);
        return tree != NULL;
    }
    g_autoptr(MarbreCommit) commit = marbre_commit_parse(&id, raw, NULL);
    bool good = commit != NULL && commit->not_canonical == NULL;
    if (good)
        tell_commit(json, commit);
    return good;
}

static void
try_one(Run *run, git_object_t type)
{
    git_oid id;
    char hex[41];
    g_autoptr(GBytes) raw = type == GIT_OBJECT_TREE ? make_tree(run->dice) : make_commit(run->dice);
    g_autoptr(MarbreJson) json = marbre_json_new_compact();
    gsize size = 0;
    const void *data = g_bytes_get_data(raw, &size);
    marbre_json_begin_object(json);
    marbre_json_member_string(json, "type", git_object_type2string(type));
    if (!accept(run, type, raw, json))
        return;
    if (git_odb_write(&id, run->odb, data, size, type) < 0)
        g_error("an object can't be written");
    marbre_oid_format(&id, hex);
    marbre_json_member_string(json, "id", hex);
    marbre_json_end_object(json);
    g_autofree char *line = marbre_json_end(g_steal_pointer(&json));
    fputs(line, stdout);
}

int
main(int argc, char **argv)
{
    Run run = {0};
    git_repository *repo = NULL;
    if (argc != 4)
        g_error("usage: readers REPOSITORY SEED COUNT");
    marbre_library_start();
    if (git_repository_open(&repo, argv[1]) < 0 || git_repository_odb(&run.odb, repo) < 0)
        g_error("%s can't be opened", argv[1]);
    run.dice = g_rand_new_with_seed((guint32)strtoul(argv[2], NULL, 10));
    for (unsigned long i = strtoul(argv[3], NULL, 10); i > 0; i--)
        try_one(&run, i % 3 == 0 ? GIT_OBJECT_TREE : GIT_OBJECT_COMMIT);
    g_rand_free(run.dice);
    git_odb_free(run.odb);
    git_repository_free(repo);
    return EXIT_SUCCESS;
}
