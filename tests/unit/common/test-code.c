/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "pieces.h"

#include <glib.h>
#include <string.h>

static bool
holds(const char *file, const char *words)
{
    pieces list = {.file = {file, strlen(file)}};
    piece one = {.span = {0, strlen(file)}, .kind = MBR_ITEM_PARAGRAPH};
    size_t at = (size_t)(strstr(file, words) - file);
    code_spans code = {0};
    bool is = code_spans_hold(&code, &list, &one, (mbr_span){at, at + strlen(words)});
    code_spans_clear(&code);
    return is;
}

static void
test_code(void)
{
    g_assert_true(holds("un `code: ici` là", "code:"));
    g_assert_false(holds("un `code` ici: là", "ici:"));
    g_assert_true(holds("``a ` b: c`` d", "b:"));
    g_assert_false(holds("un ` seul: là", "seul:"));
    g_assert_false(holds("un \\`code: là` ici", "code:"));
    g_assert_false(holds("``` a: `` b", "a:"));
    g_assert_true(holds("`a` et `b:`", "b:"));
}

static void
test_verbatim(void)
{
    const char *file = "un\ndeux\r\ntrois *mot* > x\n> y";
    pieces list = {.file = {file, strlen(file)}};
    piece one = {.text = {"un deux trois mot", 17}, .kind = MBR_ITEM_PARAGRAPH};
    mbr_span text = {0, 7};
    g_assert_true(piece_is_verbatim(&list, &one, text, (mbr_span){0, 7}));
    g_assert_false(piece_is_verbatim(&list, &one, text, (mbr_span){0, 6}));
    /* The line end alone, either kind. */
    g_assert_true(piece_is_verbatim(&list, &one, (mbr_span){2, 3}, (mbr_span){2, 3}));
    g_assert_true(piece_is_verbatim(&list, &one, (mbr_span){7, 8}, (mbr_span){7, 9}));
    /* Emphasis begins there: words in its place would take its mark away. */
    g_assert_false(piece_is_verbatim(&list, &one, (mbr_span){13, 17}, (mbr_span){15, 19}));
    one.kind = MBR_ITEM_QUOTE;
    g_assert_false(piece_is_verbatim(&list, &one, (mbr_span){2, 3}, (mbr_span){2, 3}));
    g_assert_false(piece_is_verbatim(&list, &one, (mbr_span){0, 1}, (mbr_span){900, 901}));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/code/spans", test_code);
    g_test_add_func("/code/verbatim", test_verbatim);
    return g_test_run();
}
