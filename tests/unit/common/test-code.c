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

static bool
blank(const char *file, int32_t kind)
{
    pieces list = {.file = {file, strlen(file)}};
    piece one = {.kind = kind};
    return piece_is_blank(&list, &one, (mbr_span){0, strlen(file)});
}

static void
test_blank(void)
{
    g_assert_true(blank(" ", MBR_ITEM_PARAGRAPH));
    g_assert_true(blank("\n", MBR_ITEM_PARAGRAPH));
    g_assert_true(blank(" \r\n> ", MBR_ITEM_QUOTE));
    g_assert_true(blank(" &nbsp;", MBR_ITEM_PARAGRAPH));
    g_assert_true(blank("\xc2\xa0 ", 0));
    g_assert_false(blank("\n", 0));
    g_assert_false(blank("\n\n", MBR_ITEM_PARAGRAPH));
    g_assert_false(blank("\n", MBR_ITEM_HEADING));
    g_assert_false(blank(" ![](a) ", MBR_ITEM_PARAGRAPH));
    g_assert_false(blank("> ", MBR_ITEM_QUOTE));
    g_assert_false(blank("&amp;", MBR_ITEM_PARAGRAPH));
    g_assert_false(blank("", MBR_ITEM_PARAGRAPH));
}

static bool
verbatim(const char *file, const char *text, int32_t kind)
{
    pieces list = {.file = {file, strlen(file)}};
    piece one = {.text = {text, strlen(text)}, .kind = kind};
    return piece_is_verbatim(&list, &one, (mbr_span){0, strlen(text)}, (mbr_span){0, strlen(file)});
}

static void
test_escapes(void)
{
    g_assert_true(verbatim("\\\"oui\\\"", "\"oui\"", MBR_ITEM_PARAGRAPH));
    g_assert_true(verbatim("\\\"oui\\\"", "\"oui\"", 0));
    g_assert_true(verbatim("l&rsquo;eau", "l’eau", MBR_ITEM_PARAGRAPH));
    g_assert_true(verbatim("'l''eau", "'l'eau", 0));
    g_assert_false(verbatim("l''eau", "l'eau", 0));
    g_assert_false(verbatim("l''eau", "l'eau", MBR_ITEM_PARAGRAPH));
    g_assert_false(verbatim("*oui*", "oui", MBR_ITEM_PARAGRAPH));
    g_assert_false(verbatim("oui&eau", "oui’eau", MBR_ITEM_PARAGRAPH));
    g_assert_false(verbatim("&rsquo;&rsquo;", "’", MBR_ITEM_PARAGRAPH));
}

/* The text is the file without backticks; where each byte of it stands. */
static int32_t
without_ticks(mbr_job *job, uint64_t part, uint64_t mark, const mbr_span *text, mbr_span *out)
{
    (void)job;
    (void)part;
    (void)mark;
    static const uint64_t place[] = {1, 0, 4, 5, 6, 8, 10};
    *out = (mbr_span){place[text->start], place[text->start]};
    return MBR_OK;
}

static void
test_in_text(void)
{
    const char *file = "`é` b `c`", *text = "é b c";
    static const mbr_article_api article = {.struct_size = sizeof article,
                                            .to_source = without_ticks};
    services host = {.article = &article};
    pieces list = {.file = {file, strlen(file)}};
    piece one = {
        .text = {text, strlen(text)}, .span = {0, strlen(file)}, .kind = MBR_ITEM_PARAGRAPH};
    code_spans code = {0};
    g_assert_cmpint(code_spans_in_text(&code, &list, &one, &host, NULL), ==, MBR_OK);
    g_assert_cmpuint(code.count, ==, 2);
    g_assert_cmpuint(code.items[0].start, ==, 0);
    g_assert_cmpuint(code.items[0].end, ==, 2);
    g_assert_cmpuint(code.items[1].start, ==, 5);
    g_assert_cmpuint(code.items[1].end, ==, 6);
    code_spans_clear(&code);
}

/* « `a` » over and over reads « a » over and over. */
static int32_t
every_fourth(mbr_job *job, uint64_t part, uint64_t mark, const mbr_span *text, mbr_span *out)
{
    (void)job;
    (void)part;
    (void)mark;
    uint64_t place = text->start / 2 * 4 + (text->start % 2 == 0 ? 1 : 3);
    *out = (mbr_span){place, place};
    return MBR_OK;
}

static void
test_limit(void)
{
    g_autoptr(GString) file = g_string_new(NULL);
    g_autoptr(GString) text = g_string_new(NULL);
    for (int i = 0; i < 2010; i++) {
        g_string_append(file, "`a` ");
        g_string_append(text, "a ");
    }
    static const mbr_article_api article = {.struct_size = sizeof article,
                                            .to_source = every_fourth};
    services host = {.article = &article};
    pieces list = {.file = {file->str, file->len}};
    piece one = {
        .text = {text->str, text->len}, .span = {0, file->len}, .kind = MBR_ITEM_PARAGRAPH};
    code_spans code = {0};
    g_assert_cmpint(code_spans_in_text(&code, &list, &one, &host, NULL), ==, MBR_OK);
    g_assert_cmpuint(code.count, ==, 2000);
    g_assert_cmpuint(code.items[7].start, ==, 14);
    g_assert_cmpuint(code.items[7].end, ==, 15);
    g_assert_cmpuint(code.items[1999].start, ==, 3998);
    g_assert_cmpuint(code.items[1999].end, ==, text->len);
    code_spans_clear(&code);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/code/spans", test_code);
    g_test_add_func("/code/verbatim", test_verbatim);
    g_test_add_func("/code/blank", test_blank);
    g_test_add_func("/code/escapes", test_escapes);
    g_test_add_func("/code/in-text", test_in_text);
    g_test_add_func("/code/limit", test_limit);
    return g_test_run();
}
