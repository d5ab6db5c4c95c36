/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "../newsroom/room.h"
#include "site/site.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/xattr.h>
#include <unistd.h>

static void
publish_by_git(const Room *room)
{
    run(&room->scratch,
        "git checkout -q --orphan published && git rm -q -r -f . && mkdir -p 2023/11/a && "
        "echo front > index.html && echo page > 2023/11/a/index.html && git add . && "
        "git commit -q -m Site && git checkout -q main");
}

static void
assert_refused(const Room *room, const char *dir, int code, const char *words)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *path = room_path(room, dir);
    g_assert_false(marbre_site_export(room->scratch.store, "published", path, &error));
    g_assert_error(error, MARBRE_ERROR, code);
    if (strstr(error->message, words) == NULL)
        g_error("%s", error->message);
}

static void export(const Room *room, const char *dir)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *path = room_path(room, dir);
    g_assert_true(marbre_site_export(room->scratch.store, "published", path, &error));
    g_assert_no_error(error);
}

/* The site holds what the branch does and nothing besides; where the file system can't note on the
 * folder itself whose it is, a file says so. */
#define LIST "find . -type f ! -name .marbre-site | sort"
#define LIST_TOP " | grep -vx .marbre-site"

static void
test_written(Room *room, const void *data)
{
    assert_refused(room, "site", MARBRE_ERROR_REFUSED, "nothing is published yet");
    publish_by_git(room);
    export(room, "site");
    assert_shell(&room->scratch, "cd site && " LIST " && cat 2023/11/a/index.html",
                 "./2023/11/a/index.html\n./index.html\npage");
    /* Again in its place: what is no more goes, and nothing is left beside it. */
    run(&room->scratch, "echo old > site/old.html && git worktree list");
    export(room, "site");
    assert_shell(&room->scratch, "ls -A site" LIST_TOP " && ls -d site*", "2023\nindex.html\nsite");
    run(&room->scratch, "mkdir empty");
    export(room, "empty");
    export(room, "empty/");
    assert_shell(&room->scratch, "ls -A empty" LIST_TOP " && ls -d empty*",
                 "2023\nindex.html\nempty");
}

/* Whose the folder is stands on it, not in it, where that can be; a site of before, or one that was
 * copied, is known by its file. */
static void
test_marked(Room *room, const void *data)
{
    publish_by_git(room);
    run(&room->scratch, "mkdir older && touch older/.marbre-site older/gone.html");
    export(room, "older");
    assert_shell(&room->scratch, "ls -A older" LIST_TOP, "2023\nindex.html");
    g_autofree char *path = room_path(room, "older");
    if (getxattr(path, "user.marbre.site", NULL, 0) <= 0) {
        g_test_skip("this file system keeps no attributes of folders");
        return;
    }
    assert_shell(&room->scratch, "cd older && find . -type f | sort",
                 "./2023/11/a/index.html\n./index.html");
    export(room, "older");
    g_assert_cmpint(removexattr(path, "user.marbre.site"), ==, 0);
    assert_refused(room, "older", MARBRE_ERROR_REFUSED, "no site of Marbre's");
}

/* What a killed export left goes with the next one; what another one writes, and what is called
   otherwise, stays. */
static void
test_left(Room *room, const void *data)
{
    publish_by_git(room);
    run(&room->scratch,
        "mkdir -p site.marbre-0123abcd/2023 site.marbre-fedcba98 "
        "site.marbre-0123abcde site.marbre-mine other.marbre-0123abcd && "
        "echo half >site.marbre-0123abcd/2023/a.html && touch site.marbre-76543210");
    g_autofree char *busy = room_path(room, "site.marbre-fedcba98");
    int held = open(busy, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    g_assert_cmpint(flock(held, LOCK_SH), ==, 0);
    export(room, "site");
    assert_shell(&room->scratch, "ls -d *.marbre-*",
                 "other.marbre-0123abcd\nsite.marbre-0123abcde\nsite.marbre-76543210\n"
                 "site.marbre-fedcba98\nsite.marbre-mine");
    g_assert_cmpint(close(held), ==, 0);
}

/* A folder of somebody's own is left alone, whatever it is. */
static void
test_foreign(Room *room, const void *data)
{
    publish_by_git(room);
    run(&room->scratch, "mkdir mine && echo x > mine/x && mkdir .h && touch .h/.hidden && "
                        "echo x > file && mkdir real && ln -s real link && ln -s nowhere broken && "
                        "mkdir fake && mkdir fake/.marbre-site && mkdir deep");
    assert_refused(room, "mine", MARBRE_ERROR_REFUSED, "no site of Marbre's");
    assert_refused(room, ".h", MARBRE_ERROR_REFUSED, "no site of Marbre's");
    assert_refused(room, "fake", MARBRE_ERROR_REFUSED, "no site of Marbre's");
    assert_refused(room, "file", MARBRE_ERROR_REFUSED,
                   "file is no folder; name an empty or new one");
    assert_refused(room, "link", MARBRE_ERROR_REFUSED, "link");
    assert_refused(room, "broken", MARBRE_ERROR_REFUSED, "broken");
    assert_refused(room, "none/site", MARBRE_ERROR_FAILED, "none");
    assert_shell(&room->scratch,
                 "cat mine/x file && readlink link broken && ls -A real .h && ls -d *",
                 "x\nx\nreal\nnowhere\n.h:\n.hidden\n\nreal:\nbroken\ndeep\nfake\nfile\nlink\n"
                 "marbre.yaml\nmine\npeople.yaml\nreal\nworkflows");
}

/* A mark that is a link marks nothing; links within the old site are removed, never followed. */
static void
test_links(Room *room, const void *data)
{
    publish_by_git(room);
    run(&room->scratch, "mkdir mine && echo x > mine/x && mkdir old && touch here && "
                        "ln -s ../here old/.marbre-site && touch old/y");
    assert_refused(room, "old", MARBRE_ERROR_REFUSED, "no site of Marbre's");
    export(room, "site");
    run(&room->scratch, "ln -s \"$PWD/mine\" site/2023/mine");
    export(room, "site");
    assert_shell(&room->scratch, "cat mine/x && ls site/2023", "x\n11");
}

/* Links in the branch itself are not Marbre's, and are not made. */
static void
test_link_in_branch(Room *room, const void *data)
{
    publish_by_git(room);
    run(&room->scratch, "git checkout -q published && ln -s /etc/passwd leak && git add leak && "
                        "git commit -q -m Leak && git checkout -q main");
    export(room, "site");
    assert_shell(&room->scratch, "ls -A site" LIST_TOP, "2023\nindex.html");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_room("/site/export/written", test_written);
    test_room("/site/export/marked", test_marked);
    test_room("/site/export/left", test_left);
    test_room("/site/export/foreign", test_foreign);
    test_room("/site/export/links", test_links);
    test_room("/site/export/link-in-branch", test_link_in_branch);
    return g_test_run();
}
