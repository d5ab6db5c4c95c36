/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "newsroom/roll.h"
#include "newsroom/row.h"

#include "room.h"

#include <sys/stat.h>

static const char *const no_keys[] = {NULL};
static const char *const two_keys[] = {"media", "source-lang", NULL};

typedef struct {
    char *dir;
    char *path;
} File;

static void
set_up(File *file, const void *data)
{
    file->dir = g_dir_make_tmp("marbre-roll-XXXXXX", NULL);
    file->path = g_build_filename(file->dir, "roll", NULL);
}

static void
tear_down(File *file, const void *data)
{
    g_autoptr(GDir) dir = g_dir_open(file->dir, 0, NULL);
    for (const char *name = g_dir_read_name(dir); name != NULL; name = g_dir_read_name(dir)) {
        g_autofree char *path = g_build_filename(file->dir, name, NULL);
        g_assert_cmpint(g_unlink(path), ==, 0);
    }
    g_assert_cmpint(g_rmdir(file->dir), ==, 0);
    g_free(file->path);
    g_free(file->dir);
}

static MarbreRow
row_for(const char *folder, char *facts[])
{
    return (MarbreRow){.folder = (char *)folder,
                       .oid = (char *)"4b825dc642cb6eb9a060e54bf8d69288fbee4904",
                       .facts = facts};
}

static void
write_folders(const char *path, const char *const *folders)
{
    char *none[] = {NULL};
    g_autoptr(MarbreRoll) roll = marbre_roll_open(path, no_keys, no_keys);
    marbre_roll_begin(roll);
    for (size_t i = 0; folders[i] != NULL; i++) {
        MarbreRow row = row_for(folders[i], none);
        marbre_roll_add(roll, &row);
    }
    marbre_roll_end(roll);
}

static void
test_round_trip(File *file, const void *data)
{
    char *facts[] = {(char *)"…", (char *)"", NULL};
    MarbreRow row = row_for("articles/2023/09/haut-karabakh", facts);
    row.id = (char *)"01hawm6c0t2n9v6s6x1j5y7k3q";
    row.title = (char *)"Tab\there, line\nthere, \"quotes\" \\ and é";
    row.settled = (char *)"yes";
    MarbreRow bare = row_for("articles/2023/09/other", facts);
    {
        g_autoptr(MarbreRoll) roll = marbre_roll_open(file->path, no_keys, two_keys);
        g_assert_null(marbre_roll_find(roll, row.folder, row.oid));
        marbre_roll_begin(roll);
        marbre_roll_add(roll, &row);
        marbre_roll_add(roll, &bare);
        marbre_roll_end(roll);
    }
    g_autoptr(MarbreRoll) roll = marbre_roll_open(file->path, no_keys, two_keys);
    g_autoptr(MarbreRow) back = marbre_roll_find(roll, row.folder, row.oid);
    g_assert_nonnull(back);
    g_assert_cmpstr(back->folder, ==, row.folder);
    g_assert_cmpstr(back->oid, ==, row.oid);
    g_assert_cmpstr(back->id, ==, row.id);
    g_assert_cmpstr(back->title, ==, row.title);
    g_assert_cmpstr(back->settled, ==, "yes");
    g_assert_null(back->stage);
    g_assert_null(back->published);
    g_assert_cmpstr(back->facts[0], ==, "…");
    g_assert_cmpstr(back->facts[1], ==, "");
    g_assert_null(back->facts[2]);
    g_autoptr(MarbreRow) second = marbre_roll_find(roll, bare.folder, bare.oid);
    g_assert_null(second->settled);
    g_assert_null(marbre_roll_find(roll, row.folder, "4b825dc642cb6eb9a060e54bf8d69288fbee4905"));
    g_assert_null(marbre_roll_find(roll, row.folder, ""));
    g_assert_null(marbre_roll_find(roll, "articles/2023/09/haut", row.oid));
    g_assert_null(marbre_roll_find(roll, "articles/2023/09/haut-karabakh-2", row.oid));
}

/* Names that begin alike, in the order in which a walk meets them; found in any order. */
static void
test_order(File *file, const void *data)
{
    static const char *const folders[] = {
        "articles/a/x", "articles/a/y",   "articles/a-b/x", "articles/a-b-c",
        "articles/a0",  "articles/été/x", "articles/ô\\n",  NULL};
    write_folders(file->path, folders);
    g_autoptr(MarbreRoll) roll = marbre_roll_open(file->path, no_keys, no_keys);
    for (size_t i = G_N_ELEMENTS(folders) - 1; i > 0; i--) {
        g_autoptr(MarbreRow) row = marbre_roll_find(roll, folders[i - 1], row_for("", NULL).oid);
        g_assert_nonnull(row);
        g_assert_cmpstr(row->folder, ==, folders[i - 1]);
    }
}

/* A folder whose name would break a line is not kept, and breaks nobody else's row. */
static void
test_odd_folder(File *file, const void *data)
{
    static const char *const folders[] = {"articles/a\tb", "articles/a\nb", "articles/b", NULL};
    write_folders(file->path, folders);
    g_autoptr(MarbreRoll) roll = marbre_roll_open(file->path, no_keys, no_keys);
    g_assert_null(marbre_roll_find(roll, "articles/a\tb", row_for("", NULL).oid));
    g_assert_null(marbre_roll_find(roll, "articles/a\nb", row_for("", NULL).oid));
    g_autoptr(MarbreRow) row = marbre_roll_find(roll, "articles/b", row_for("", NULL).oid);
    g_assert_nonnull(row);
}

static void
test_damaged(File *file, const void *data)
{
    static const char *const folders[] = {"articles/a", "articles/b", "articles/c", NULL};
    const char *oid = row_for("", NULL).oid;
    g_autofree char *whole = NULL;
    gsize size = 0;
    write_folders(file->path, folders);
    g_assert_true(g_file_get_contents(file->path, &whole, &size, NULL));
    for (gsize cut = 0; cut < size; cut++) {
        g_assert_true(g_file_set_contents(file->path, whole, (gssize)cut, NULL));
        g_autoptr(MarbreRoll) roll = marbre_roll_open(file->path, no_keys, no_keys);
        for (size_t i = 0; folders[i] != NULL; i++) {
            g_autoptr(MarbreRow) row = marbre_roll_find(roll, folders[i], oid);
            g_assert_true(row == NULL || strcmp(row->folder, folders[i]) == 0);
        }
    }
    for (gsize at = 0; at < size; at++) {
        g_autofree char *flipped = g_memdup2(whole, size);
        flipped[at] = (char)(flipped[at] ^ 0x04);
        g_assert_true(g_file_set_contents(file->path, flipped, (gssize)size, NULL));
        g_autoptr(MarbreRoll) roll = marbre_roll_open(file->path, no_keys, no_keys);
        for (size_t i = 0; folders[i] != NULL; i++) {
            g_autoptr(MarbreRow) row = marbre_roll_find(roll, folders[i], oid);
            g_assert_true(row == NULL || strcmp(row->folder, folders[i]) == 0);
        }
    }
}

/* An index with other facts is none. */
static void
test_other_keys(File *file, const void *data)
{
    static const char *const folders[] = {"articles/a", NULL};
    write_folders(file->path, folders);
    g_autoptr(MarbreRoll) roll = marbre_roll_open(file->path, no_keys, two_keys);
    g_assert_null(marbre_roll_find(roll, "articles/a", row_for("", NULL).oid));
}

static ino_t
inode_of(const char *path)
{
    struct stat found;
    g_assert_cmpint(stat(path, &found), ==, 0);
    return found.st_ino;
}

/* What is the same is left as it lies; a row that went away or changed is not. */
static void
test_rewritten(File *file, const void *data)
{
    static const char *const folders[] = {"articles/a", "articles/b", NULL};
    static const char *const fewer[] = {"articles/b", NULL};
    char *none[] = {NULL};
    write_folders(file->path, folders);
    ino_t before = inode_of(file->path);
    {
        g_autoptr(MarbreRoll) roll = marbre_roll_open(file->path, no_keys, no_keys);
        marbre_roll_begin(roll);
        for (size_t i = 0; folders[i] != NULL; i++) {
            g_autoptr(MarbreRow) row = marbre_roll_find(roll, folders[i], row_for("", none).oid);
            marbre_roll_add(roll, row);
        }
        marbre_roll_end(roll);
    }
    g_assert_cmpuint(inode_of(file->path), ==, before);
    write_folders(file->path, fewer);
    g_autoptr(MarbreRoll) roll = marbre_roll_open(file->path, no_keys, no_keys);
    g_assert_null(marbre_roll_find(roll, "articles/a", row_for("", none).oid));
    g_autoptr(MarbreRow) kept = marbre_roll_find(roll, "articles/b", row_for("", none).oid);
    g_assert_nonnull(kept);
}

/* One that is abandoned leaves nothing behind; a reader keeps what it opened. */
static void
test_abandoned(File *file, const void *data)
{
    static const char *const folders[] = {"articles/a", NULL};
    static const char *const others[] = {"articles/b", NULL};
    write_folders(file->path, folders);
    g_autoptr(MarbreRoll) reader = marbre_roll_open(file->path, no_keys, no_keys);
    {
        g_autoptr(MarbreRoll) roll = marbre_roll_open(file->path, no_keys, no_keys);
        marbre_roll_begin(roll);
    }
    write_folders(file->path, others);
    g_autoptr(MarbreRow) row = marbre_roll_find(reader, "articles/a", row_for("", NULL).oid);
    g_assert_nonnull(row);
    g_autoptr(GDir) dir = g_dir_open(file->dir, 0, NULL);
    g_assert_cmpstr(g_dir_read_name(dir), ==, "roll");
    g_assert_null(g_dir_read_name(dir));
}

/* No folder to write to loses the index and nothing more. */
static void
test_unwritable(void)
{
    static const char *const folders[] = {"articles/a", NULL};
    write_folders("/nonexistent/folder/roll", folders);
    g_autoptr(MarbreRoll) roll = marbre_roll_open("/nonexistent/folder/roll", no_keys, no_keys);
    g_assert_null(marbre_roll_find(roll, "articles/a", row_for("", NULL).oid));
}

/* --- with a newsroom -------------------------------------------------------------------------- */

static void
count(void *user, const MarbreChecked *checked)
{
    GPtrArray *rules = user;
    for (guint i = 0; i < checked->findings->len; i++)
        g_ptr_array_add(rules, g_strdup(((MarbreFinding *)checked->findings->pdata[i])->rule));
}

/* Rules found in everything by a check that uses the index. */
static char *
check_all(Room *room, const char *rev, const char *path)
{
    g_autoptr(GError) error = NULL;
    MarbreNewsroom *newsroom = room_at(room, rev);
    g_autoptr(MarbreRoll) roll = marbre_roll_of(path, marbre_newsroom_get_policy(newsroom));
    const MarbreCheckSettings settings = {.pool = room->pool,
                                          .roll = roll,
                                          .now = {NOW, (char *)"Europe/Paris"},
                                          .scope = MARBRE_SCOPE_EVERY};
    g_autoptr(GPtrArray) rules = g_ptr_array_new_with_free_func(g_free);
    g_assert_true(marbre_check(newsroom, &settings, NULL, count, rules, &error));
    g_assert_no_error(error);
    g_ptr_array_add(rules, NULL);
    return g_strjoinv(" ", (char **)rules->pdata);
}

/* Another language is published: what the index knew of the folders was known without it. */
static void
test_other_languages(Room *room, const void *data)
{
    g_autofree char *path = room_path(room, ".git/roll");
    room_write(room, "noe", STORY_FOLDER "/index.en.md",
               "---\ntitle: \"Story\"\ndate: 2023-11-14\n---\n\nXXX is not known yet.\n");
    g_autofree char *french = check_all(room, NULL, path);
    g_assert_cmpstr(french, ==, "");
    run(&room->scratch, "sed -i 's/publish: .fr./publish: [fr, en]/' marbre.yaml");
    room_commit(room, "marc", "");
    g_autofree char *both = check_all(room, NULL, path);
    g_assert_nonnull(strstr(both, "draft/placeholder"));
}

/* Nothing to publish is told of an article that the index knows as well. */
static void
test_without_text(Room *room, const void *data)
{
    g_autofree char *path = room_path(room, ".git/roll");
    room_write(room, "noe", "articles/2023/11/waiting/index.en.md", "---\n---\n\nWords.\n");
    for (int turn = 0; turn < 2; turn++) {
        g_autofree char *rules = check_all(room, NULL, path);
        g_assert_cmpstr(rules, ==, "marbre/text-missing");
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define test_file(path, function) g_test_add((path), File, NULL, set_up, (function), tear_down)
    test_file("/newsroom/roll/round-trip", test_round_trip);
    test_file("/newsroom/roll/order", test_order);
    test_file("/newsroom/roll/odd-folder", test_odd_folder);
    test_file("/newsroom/roll/damaged", test_damaged);
    test_file("/newsroom/roll/other-keys", test_other_keys);
    test_file("/newsroom/roll/rewritten", test_rewritten);
    test_file("/newsroom/roll/abandoned", test_abandoned);
    g_test_add_func("/newsroom/roll/unwritable", test_unwritable);
    test_story("/newsroom/roll/other-languages", test_other_languages);
    test_room("/newsroom/roll/without-text", test_without_text);
#undef test_file
    return g_test_run();
}
