/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk/renewal.h"

#include "base/error.h"
#include "base/problem.h"
#include "desk/kill.h"
#include "wire/wire.h"

#include <string.h>

static MarbreCopy *
copy_of(const char *text)
{
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    MarbreCopy *copy = marbre_copy_parse("index.en.md", "en", bytes, problems);
    g_assert_nonnull(copy);
    return copy;
}

static void
expect(const char *before, const char *after, const char *expected)
{
    g_autoptr(MarbreCopy) old = copy_of(before), new = copy_of(after);
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = marbre_renewal_write(old, new, &error);
    g_assert_no_error(error);
    gsize size = 0;
    const char *data = g_bytes_get_data(bytes, &size);
    g_autofree char *text = g_strndup(data, size);
    g_assert_cmpstr(text, ==, expected);
}

/* What the newsroom wrote stays as it is written; what the wire says anew is changed in its place.
 */
static void
test_keys(void)
{
    expect("---\ntitle:   'The dyke'  # ours\nlang: en\nnote: keep\n---\n\nOld.\n",
           "---\ntitle: \"The dyke\"\nlang: \"en\"\n---\n\nNew.\n",
           "---\ntitle:   'The dyke'  # ours\nlang: en\nnote: keep\n---\n\nNew.\n");
    expect("---\ntitle: The dyke # ours\nlang: en\n---\n\nOld.\n",
           "---\ntitle: \"The dam\"\nlang: \"en\"\nauthor: \"Anna Berg\"\n---\n\nNew.\n",
           "---\ntitle: \"The dam\" # ours\nlang: en\nauthor: \"Anna Berg\"\n---\n\nNew.\n");
}

static void
test_lists(void)
{
    expect("---\nauthor: [Anna Berg, Paul Renaud]\nlang: en\n---\n\nOld.\n",
           "---\nauthor: [\"Anna Berg\", \"Paul Renaud\"]\n---\n\nNew.\n",
           "---\nauthor: [Anna Berg, Paul Renaud]\nlang: en\n---\n\nNew.\n");
    expect("---\nauthor: [Anna Berg, Paul Renaud]\nlang: en\n---\n\nOld.\n",
           "---\nauthor: \"Anna Berg\"\n---\n\nNew.\n",
           "---\nlang: en\nauthor: \"Anna Berg\"\n---\n\nNew.\n");
    g_autoptr(MarbreCopy) old = copy_of("---\nauthor: Anna Berg\n---\n\nOld.\n");
    g_autoptr(MarbreCopy) new = copy_of("---\nauthor: [\"Anna Berg\", \"Paul: R\"]\n---\n\nNew.\n");
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = marbre_renewal_write(old, new, &error);
    g_assert_no_error(error);
    g_autofree char *text = g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
    g_autoptr(MarbreCopy) copy = copy_of(text);
    g_assert_cmpstr(marbre_copy_get_key(copy, "author[1]"), ==, "Paul: R");
}

static void
test_bytes(void)
{
    expect("---\r\nlang: en\r\n---\r\n\r\nOld.\r\n", "---\nlang: \"en\"\n---\n\nNew.\n\nTwo.\n",
           "---\r\nlang: en\r\n---\r\n\r\nNew.\r\n\r\nTwo.\r\n");
    expect("\xef\xbb\xbf---\nlang: en\n---\n\nOld.\n", "---\nlang: \"en\"\n---\n\nNew.\n",
           "\xef\xbb\xbf---\nlang: en\n---\n\nNew.\n");
    expect("Old, and no more.\n", "---\nlang: \"en\"\n---\n\nNew.\n",
           "---\nlang: \"en\"\n---\n\nNew.\n");
}

static void
test_broken(void)
{
    g_autoptr(MarbreCopy) old = copy_of("---\ntitle: [\n---\n\nOld.\n");
    g_autoptr(MarbreCopy) new = copy_of("---\ntitle: \"A\"\n---\n\nNew.\n");
    g_autoptr(GError) error = NULL;
    g_assert_null(marbre_renewal_write(old, new, &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED);
    g_assert_nonnull(strstr(
        error->message,
        ": the lines between the two rows of dashes can't be read; `marbre check` says where"));
}

static void
test_count(void)
{
    static const struct {
        const char *before, *after;
        MarbreRenewed expected;
    } trials[] = {
        {"One thing.\n\nTwo things.\n", "One thing.\n\nTwo things.\n", {0, 0, 0}},
        {"One thing.\n\nTwo things.\n", "One thing.\n\nThree things.\n", {1, 0, 0}},
        {"One thing.\n\nTwo things.\n", "One thing.\n\nA new one.\n\nTwo things.\n", {0, 1, 0}},
        {"One thing.\n\nTwo things.\n\nThree.\n", "One thing.\n\nThree.\n", {0, 0, 1}},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(trials); i++) {
        g_autoptr(MarbreCopy) old = copy_of(trials[i].before), new = copy_of(trials[i].after);
        MarbreRenewed renewed = marbre_renewal_count(old, new);
        g_assert_cmpuint(renewed.rewritten, ==, trials[i].expected.rewritten);
        g_assert_cmpuint(renewed.added, ==, trials[i].expected.added);
        g_assert_cmpuint(renewed.removed, ==, trials[i].expected.removed);
        MarbreRenewed all = marbre_renewal_count(NULL, new);
        g_assert_cmpuint(all.added, >=, 2);
    }
}

/* A story that is taken back says so in its file, wherever the copy said it. */
static void
test_kill(void)
{
    g_autoptr(MarbreStory) story = marbre_story_new();
    story->title = g_strdup("The dyke");
    marbre_story_add_plain(story, "It gave way.", 1);
    g_assert_false(marbre_kill_is_announced(story));
    story->status = MARBRE_STORY_KILLED;
    g_assert_true(marbre_kill_is_announced(story));
    g_autoptr(GBytes) file = marbre_kill_write(story, "en");
    g_autofree char *text = g_strndup(g_bytes_get_data(file, NULL), g_bytes_get_size(file));
    g_assert_cmpstr(
        text, ==,
        "---\ntitle: \"The dyke\"\nlang: \"en\"\n---\n\nMANDATORY KILL\n\nIt gave way.\n");
    story->status = MARBRE_STORY_USABLE;
    story->section = g_strdup("ANNULE : la digue");
    g_assert_true(marbre_kill_is_announced(story));
    g_free(story->section);
    story->section = g_strdup("ANNULE ET REMPLACE : la digue");
    g_assert_false(marbre_kill_is_announced(story));
    marbre_story_add_plain(story, "*** KILL ***", 2);
    g_assert_true(marbre_kill_is_announced(story));
    g_autoptr(GBytes) same = marbre_kill_write(story, "en");
    g_autoptr(GBytes) plain = marbre_wire_write(story, "en", NULL);
    g_assert_true(g_bytes_equal(same, plain));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/desk/renewal/keys", test_keys);
    g_test_add_func("/desk/renewal/lists", test_lists);
    g_test_add_func("/desk/renewal/bytes", test_bytes);
    g_test_add_func("/desk/renewal/broken", test_broken);
    g_test_add_func("/desk/renewal/count", test_count);
    g_test_add_func("/desk/renewal/kill", test_kill);
    return g_test_run();
}
