/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/remarks.h"
#include "base/problem.h"

#include <glib.h>
#include <string.h>

static const MarbreInstant AT = {1773833400, 60};

static GBytes *
bytes_of(const char *text)
{
    return g_bytes_new(text, strlen(text));
}

static char *
text_of(GBytes *bytes)
{
    gsize size = 0;
    const char *data = g_bytes_get_data(bytes, &size);
    return g_strndup(data, size);
}

static void
test_add(void)
{
    static char by[] = "lea", text[] = "Qui le dit : \"lui\" ?", quote[] = "cinq morts";
    const MarbreRemark one = {.by = by, .at = AT, .quote = quote, .text = text};
    const MarbreRemark two = {.by = by, .at = AT, .text = text};
    g_autoptr(GBytes) first = marbre_remarks_add(NULL, &one, NULL);
    g_autoptr(GBytes) second = marbre_remarks_add(first, &two, NULL);
    g_autoptr(GBytes) settled = marbre_remarks_settle(second, 0, "hugo", AT, NULL);
    g_autofree char *before = text_of(first);
    g_autofree char *after = text_of(second);
    g_assert_true(g_str_has_prefix(after, before));
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreRemarks) remarks = marbre_remarks_parse("notes.yaml", settled, problems);
    const GPtrArray *items = marbre_remarks_get_items(remarks);
    g_assert_cmpuint(items->len, ==, 2);
    const MarbreRemark *done = items->pdata[0], *open = items->pdata[1];
    g_assert_cmpstr(done->text, ==, text);
    g_assert_cmpstr(done->quote, ==, "cinq morts");
    g_assert_cmpstr(done->done_by, ==, "hugo");
    g_assert_cmpint(done->done_at.seconds, ==, AT.seconds);
    g_assert_null(open->done_by);
    g_assert_null(open->quote);
}

/* Comments and order stay as somebody wrote them. */
static void
test_by_hand(void)
{
    static const char own[] = "# à moi\r\nnotes:\r\n- text: 'À voir'   # demain\r\n  by: hugo\r\n"
                              "  at: 2026-03-18T12:30:00+01:00\r\n";
    g_autoptr(GBytes) bytes = bytes_of(own);
    g_autoptr(GBytes) settled = marbre_remarks_settle(bytes, 0, "lea", AT, NULL);
    g_autofree char *text = text_of(settled);
    g_assert_true(g_str_has_prefix(text, own));
}

static void
test_bad(void)
{
    static const char *const texts[] = {
        "",
        "- a\n",
        "notes: 3\n",
        "notes: []\nmore: 1\n",
        "notes: [3]\n",
        "notes: [{by: lea}]\n",
        "notes:\n  - {by: Léa, at: 2026-03-18T12:30:00+01:00, text: x}\n",
        "notes:\n  - {by: lea, at: hier, text: x}\n",
        "notes:\n  - {by: lea, at: 2026-03-18T12:30:00+01:00, text: \"\"}\n",
        "notes:\n  - {by: lea, at: 2026-03-18T12:30:00+01:00, text: x, done: yes}\n"};
    static const char *const messages[] = {
        [6] = "“Léa” is nobody's id here; write one of people.yaml", [9] = NULL};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(GBytes) bytes = bytes_of(texts[i]);
        g_autoptr(GPtrArray) problems = marbre_problems_new();
        g_assert_null(marbre_remarks_parse("notes.yaml", bytes, problems));
        g_assert_cmpuint(problems->len, >, 0);
        if (messages[i] != NULL)
            g_assert_cmpstr(((MarbreProblem *)problems->pdata[0])->message, ==, messages[i]);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/article/remarks/add", test_add);
    g_test_add_func("/article/remarks/by-hand", test_by_hand);
    g_test_add_func("/article/remarks/bad", test_bad);
    return g_test_run();
}
