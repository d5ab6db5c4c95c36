/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The trade's own smallest files and examples, which are not in this tree. */
#include "reader/read.h"
#include "reading.h"

#include <string.h>

static char *standards;

static GPtrArray *
read_one(const char *path, const char *format, MarbreFault *ret_fault)
{
    g_autofree char *data = NULL;
    gsize size = 0;
    g_assert_true(g_file_get_contents(path, &data, &size, NULL));
    g_autoptr(GBytes) file = g_bytes_new(data, size);
    GPtrArray *stories = marbre_reader_read(file, format, "fr", ret_fault);
    for (guint i = 0; stories != NULL && i < stories->len; i++)
        reading_check(stories->pdata[i]);
    return stories;
}

static const MarbreStory *
smallest(const char *name, const char *format, GPtrArray **ret_stories)
{
    MarbreFault fault;
    g_autofree char *path = g_build_filename(standards, "minimal", name, NULL);
    *ret_stories = read_one(path, format, &fault);
    g_assert_cmpint(fault.kind, ==, MARBRE_FAULT_NONE);
    g_assert_cmpuint((*ret_stories)->len, ==, 1);
    return (*ret_stories)->pdata[0];
}

static void
check_bridge(const MarbreStory *story)
{
    g_assert_cmpstr(story->title, ==, "Le vieux pont fermé après une crue");
    g_assert_cmpstr(story->lang, ==, "fr");
    g_assert_cmpstr(story->authors->pdata[0], ==, "Awa Lemaire");
    g_assert_cmpstr(story->date, ==, "2023-09-19T09:30:00+02:00");
    g_assert_cmpstr(story->outlet, ==, "Marbre Exemple");
    g_assert_cmpstr(((MarbreStoryBlock *)story->blocks->pdata[0])->text, ==,
                    "Le vieux pont est fermé depuis mardi.");
}

static void
test_newsml(void)
{
    g_autoptr(GPtrArray) stories = NULL;
    const MarbreStory *story = smallest("newsml-g2.xml", "newsml", &stories);
    check_bridge(story);
    g_assert_cmpstr(story->dateline, ==, "Montbrisart");
}

static void
test_ninjs_2(void)
{
    g_autoptr(GPtrArray) stories = NULL;
    const MarbreStory *story = smallest("ninjs-2.2.json", "ninjs", &stories);
    check_bridge(story);
    const MarbreStoryPicture *picture = story->pictures->pdata[0];
    g_assert_cmpstr(picture->file, ==, "photo-1.jpg");
    g_assert_cmpstr(picture->photographer, ==, "Inès Kaddour");
    g_assert_cmpstr(picture->rights, ==, "© Inès Kaddour/Marbre Exemple");
    g_assert_cmpstr(picture->caption, ==, "Le pont, mardi.");
}

static void
test_ninjs_3(void)
{
    MarbreFault fault;
    g_autofree char *path = g_build_filename(standards, "minimal", "ninjs-3.1.json", NULL);
    g_autoptr(GPtrArray) stories = read_one(path, "ninjs", &fault);
    g_assert_cmpint(fault.kind, ==, MARBRE_FAULT_NONE);
    g_assert_cmpuint(((MarbreStory *)stories->pdata[0])->pictures->len, ==, 1);
}

/* Every example of a folder holds, and so many of them are stories. */
static void
check_folder(const char *name, const char *format, unsigned stories_wanted)
{
    g_autofree char *folder = g_build_filename(standards, name, NULL);
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    unsigned found = 0;
    g_assert_nonnull(dir);
    for (const char *file = g_dir_read_name(dir); file != NULL; file = g_dir_read_name(dir)) {
        MarbreFault fault;
        g_autofree char *path = g_build_filename(folder, file, NULL);
        g_autoptr(GPtrArray) stories = read_one(path, format, &fault);
        g_assert_true(stories != NULL || fault.kind == MARBRE_FAULT_NO_STORY ||
                      fault.kind == MARBRE_FAULT_PACKAGE);
        found += stories != NULL;
    }
    g_assert_cmpuint(found, ==, stories_wanted);
}

static void
test_examples(void)
{
    check_folder("newsml-g2/examples", "newsml", 2);
    check_folder("ninjs/examples/2.1", "ninjs", 3);
    check_folder("ninjs/examples/2.2", "ninjs", 6);
    check_folder("ninjs/examples/3.1", "ninjs", 6);
}

static void
skip(void)
{
    g_test_skip("MARBRE_SHARED names no folder with the standards");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    const char *shared = g_getenv("MARBRE_SHARED");
    if (shared == NULL) {
        g_test_add_func("/reader/standards", skip);
        return g_test_run();
    }
    standards = g_build_filename(shared, "standards", NULL);
    g_test_add_func("/reader/standards/newsml", test_newsml);
    g_test_add_func("/reader/standards/ninjs-2", test_ninjs_2);
    g_test_add_func("/reader/standards/ninjs-3", test_ninjs_3);
    g_test_add_func("/reader/standards/examples", test_examples);
    int status = g_test_run();
    g_free(standards);
    return status;
}
