/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Programs that do not do what they are run for: each has its error, and none is left behind. */
#include "base/error.h"
#include "wire/apart.h"
#include "wire/errand.h"
#include "wire/fault.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char *folder;

/* A program that is a shell's few words. */
static char *
program(const char *words)
{
    static unsigned number;
    g_autofree char *name = g_strdup_printf("program-%u", ++number);
    g_autofree char *script = g_strdup_printf("#!/bin/sh\n%s\n", words);
    char *path = g_build_filename(folder, name, NULL);
    g_assert_true(g_file_set_contents(path, script, -1, NULL));
    g_assert_cmpint(chmod(path, 0700), ==, 0);
    return path;
}

/* A program that answers with these bytes. */
static char *
answering(GVariant *value)
{
    g_autoptr(GVariant) answer = g_variant_ref_sink(value);
    g_autofree char *path = g_build_filename(folder, "answer", NULL);
    g_autofree char *words = g_strdup_printf("cat >/dev/null; exec cat '%s'", path);
    g_assert_true(g_file_set_contents(path, g_variant_get_data(answer),
                                      (gssize)g_variant_get_size(answer), NULL));
    return program(words);
}

static void
assert_no_child(void)
{
    g_assert_cmpint(waitpid(-1, NULL, WNOHANG), ==, -1);
    g_assert_cmpint(errno, ==, ECHILD);
}

static GPtrArray *
run(const char *path, size_t size, int64_t deadline, GError **error)
{
    g_autofree char *bytes = g_malloc0(size + 1);
    g_autoptr(GBytes) file = g_bytes_new(bytes, size);
    GPtrArray *stories = marbre_wire_read_apart_by(path, file, "html", "fr", deadline, error);
    assert_no_child();
    return stories;
}

static void
fails(char *path, size_t size, int64_t deadline, int code, const char *words)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *owned = path;
    g_assert_null(run(path, size, deadline, &error));
    g_assert_error(error, MARBRE_ERROR, code);
    g_assert_nonnull(strstr(error->message, words));
}

static MarbreStory *
make_story(void)
{
    MarbreStory *story = marbre_story_new();
    story->title = g_strdup("Le pont rouvre");
    story->note = g_strdup("À tenir.\nDeux lignes.");
    story->status = MARBRE_STORY_WITHHELD;
    story->encoding = "UTF-8";
    g_ptr_array_add(story->authors, g_strdup("Awa Lemaire"));
    marbre_story_add_plain(story, "Le pont [neuf] rouvre.", 7);
    marbre_story_add_block(story, "", "![](pont.jpg)", 8);
    marbre_story_drop(story, 9, "Partager", "share bar");
    marbre_story_add_picture(story, "pont.jpg")->credit = g_strdup("A. Lemaire");
    return story;
}

static GVariant *
answer_of(guchar kind, GVariant *story)
{
    GVariantBuilder list = G_VARIANT_BUILDER_INIT(G_VARIANT_TYPE("a" MARBRE_STORY_TYPE));
    if (story != NULL)
        g_variant_builder_add_value(&list, story);
    return g_variant_new(MARBRE_WIRE_ANSWER, kind, (guint64)12, (guint64)5, &list);
}

static void
test_story(void)
{
    g_autoptr(MarbreStory) sent = make_story();
    g_autofree char *path = answering(answer_of(MARBRE_FAULT_NONE, marbre_story_pack(sent)));
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) stories = run(path, 1 << 22, 10 * G_USEC_PER_SEC, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(stories->len, ==, 1);
    const MarbreStory *story = stories->pdata[0];
    g_assert_cmpstr(story->title, ==, "Le pont rouvre");
    g_assert_cmpstr(story->note, ==, "À tenir.\nDeux lignes.");
    g_assert_cmpint(story->status, ==, MARBRE_STORY_WITHHELD);
    g_assert_cmpstr(story->authors->pdata[0], ==, "Awa Lemaire");
    const MarbreStoryBlock *block = story->blocks->pdata[0];
    g_assert_cmpstr(block->markdown, ==, "Le pont \\[neuf\\] rouvre.");
    g_assert_cmpuint(block->line, ==, 7);
    g_assert_cmpstr(((MarbreDropped *)story->dropped->pdata[0])->reason, ==, "share bar");
    g_assert_cmpstr(((MarbreStoryPicture *)story->pictures->pdata[0])->credit, ==, "A. Lemaire");
}

static void
test_fault(void)
{
    fails(answering(answer_of(MARBRE_FAULT_MALFORMED, NULL)), 1, G_USEC_PER_SEC * 10,
          MARBRE_ERROR_USAGE, "html: line 12, column 5: the file is cut off or malformed");
}

static void
test_nonsense(void)
{
    const int64_t time = 10 * G_USEC_PER_SEC;
    fails(program("cat >/dev/null; echo hello"), 1, time, MARBRE_ERROR_FAILED, "makes no sense");
    fails(program("exit 0"), 1, time, MARBRE_ERROR_FAILED,
          "the reader's answer makes no sense; nothing was taken from it");
    fails(answering(answer_of(MARBRE_FAULT_COUNT, NULL)), 1, time, MARBRE_ERROR_FAILED,
          "makes no sense");
    fails(answering(answer_of(MARBRE_FAULT_NONE, NULL)), 1, time, MARBRE_ERROR_FAILED,
          "makes no sense");
}

static void
refused(MarbreStory *story)
{
    g_autoptr(GVariant) packed = g_variant_ref_sink(marbre_story_pack(story));
    g_assert_null(marbre_story_unpack(packed));
    fails(answering(answer_of(MARBRE_FAULT_NONE, packed)), 1, 10 * G_USEC_PER_SEC,
          MARBRE_ERROR_FAILED, "makes no sense");
    marbre_story_free(story);
}

static void
test_bad_stories(void)
{
    MarbreStory *story = make_story();
    marbre_story_add_block(story, "a\n\nb", "a\n\nb", 1);
    refused(story);
    story = make_story();
    g_free(story->title);
    story->title = g_strdup("Le pont\nrouvre");
    refused(story);
    story = make_story();
    marbre_story_add_plain(story, "un \x1b[31mpont", 1);
    refused(story);
    story = make_story();
    story->section = g_strdup("");
    refused(story);
    story = make_story();
    story->status = (MarbreStoryStatus)9;
    refused(story);
    story = make_story();
    g_ptr_array_add(story->tags, g_strnfill(MARBRE_STORY_WORDS + 1, 'a'));
    refused(story);
    story = make_story();
    g_autofree char *long_block = g_strnfill(MARBRE_STORY_MARKDOWN - 30, 'a');
    marbre_story_add_plain(story, long_block, 1);
    refused(story);
}

static void
test_ends(void)
{
    const int64_t time = 10 * G_USEC_PER_SEC;
    fails(g_build_filename(folder, "nowhere", NULL), 1, time, MARBRE_ERROR_FAILED,
          "can't be started: No such file or directory; install Marbre again");
    fails(program("kill -SEGV $$"), 1, time, MARBRE_ERROR_FAILED, "crashed");
    fails(program("exit 3"), 8 << 20, time, MARBRE_ERROR_FAILED,
          "the reader crashed on this file; nothing was taken from it");
    fails(program("exec cat /dev/zero"), 1, 60 * G_USEC_PER_SEC, MARBRE_ERROR_FAILED,
          "more than Marbre can take in");
}

static void
test_late(void)
{
    const int64_t time = G_USEC_PER_SEC / 4;
    fails(program("exec sleep 600"), 8 << 20, time, MARBRE_ERROR_FAILED,
          "the reader took too long over this file and was stopped");
    fails(program("exec >&- <&- 2>&-; exec sleep 600"), 1, time, MARBRE_ERROR_FAILED, "too long");
    fails(program("kill -XCPU $$"), 1, G_USEC_PER_SEC * 10, MARBRE_ERROR_FAILED, "too long");
    fails(program("trap '' TERM INT; exec sleep 600"), 1, time, MARBRE_ERROR_FAILED, "too long");
}

/* It is handed two streams and two words: no other file, no environment, no blocked signal. */
static void
test_bare(void)
{
    int leak = open("/dev/null", O_RDONLY); /* without O_CLOEXEC */
    g_autofree char *seen = g_build_filename(folder, "seen", NULL);
    g_autofree char *words = g_strdup_printf(
        "{ ls /proc/$$/fd; env; grep SigBlk /proc/self/status; echo \"$@\"; } >'%s'", seen);
    g_autofree char *path = program(words);
    sigset_t held, before;
    sigemptyset(&held);
    sigaddset(&held, SIGUSR1);
    g_assert_true(g_setenv("SECRET", "word", TRUE));
    sigprocmask(SIG_BLOCK, &held, &before);
    g_assert_null(run(path, 1, 10 * G_USEC_PER_SEC, NULL));
    sigprocmask(SIG_SETMASK, &before, NULL);
    close(leak);
    g_autofree char *text = NULL;
    g_assert_true(g_file_get_contents(seen, &text, NULL, NULL));
    g_assert_null(strstr(text, "SECRET"));
    const char *mask = strstr(text, "SigBlk:\t");
    g_assert_nonnull(mask);
    g_assert_cmpuint(g_ascii_strtoull(mask + 8, NULL, 16) & (1u << (SIGUSR1 - 1)), ==, 0);
    g_assert_nonnull(strstr(text, "html fr\n"));
    g_autofree char *number = g_strdup_printf("\n%d\n", leak);
    g_assert_true(leak >= 10 || strstr(text, number) == NULL);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    folder = g_dir_make_tmp("marbre-apart-XXXXXX", NULL);
    g_test_add_func("/wire/apart/story", test_story);
    g_test_add_func("/wire/apart/fault", test_fault);
    g_test_add_func("/wire/apart/nonsense", test_nonsense);
    g_test_add_func("/wire/apart/bad-stories", test_bad_stories);
    g_test_add_func("/wire/apart/ends", test_ends);
    g_test_add_func("/wire/apart/late", test_late);
    g_test_add_func("/wire/apart/bare", test_bare);
    int status = g_test_run();
    g_autofree char *command = g_strdup_printf("rm -rf '%s'", folder);
    g_assert_cmpint(system(command), ==, 0);
    g_free(folder);
    return status;
}
