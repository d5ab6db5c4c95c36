/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/copy.h"
#include "article/styling.h"
#include "base/problem.h"

#include <glib.h>
#include <string.h>

static MarbreCopy *
parse(const char *text)
{
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    MarbreCopy *copy = marbre_copy_parse("index.fr.md", "fr", bytes, problems);
    g_assert_nonnull(copy);
    return copy;
}

static const MarbreBlock *
block(const MarbreCopy *copy, guint index)
{
    const GPtrArray *blocks = marbre_copy_get_blocks(copy);
    g_assert_cmpuint(index, <, blocks->len);
    return g_ptr_array_index(blocks, index);
}

static void
assert_text(const MarbreBlock *found, int kind, const char *text)
{
    g_assert_cmpint(found->kind, ==, kind);
    g_assert_cmpstr(marbre_mapped_get_text(found->text, NULL), ==, text);
}

/* The bytes of the file that the first `words` of a block came from. */
static char *
source_of(const MarbreCopy *copy, const MarbreBlock *found, const char *words)
{
    size_t size;
    const char *text = marbre_mapped_get_text(found->text, &size);
    const char *at = strstr(text, words);
    g_assert_nonnull(at);
    MarbreSpan source;
    uint64_t start = (uint64_t)(at - text);
    g_assert_true(
        marbre_mapped_to_source(found->text, (MarbreSpan){start, start + strlen(words)}, &source));
    const char *data = g_bytes_get_data(marbre_copy_get_bytes(copy), NULL);
    return g_strndup(data + source.start, source.end - source.start);
}

static void
assert_source(const char *file, guint index, const char *words, const char *expected)
{
    g_autoptr(MarbreCopy) copy = parse(file);
    g_autofree char *source = source_of(copy, block(copy, index), words);
    g_assert_cmpstr(source, ==, expected);
}

static void
assert_blocks(const char *file, const char *const *texts)
{
    g_autoptr(MarbreCopy) copy = parse(file);
    const GPtrArray *blocks = marbre_copy_get_blocks(copy);
    for (guint i = 0; texts[i]; i++)
        g_assert_cmpstr(marbre_mapped_get_text(block(copy, i)->text, NULL), ==, texts[i]);
    g_assert_cmpuint(blocks->len, ==, g_strv_length((char **)texts));
}

#define TEXTS(...) ((const char *const[]){__VA_ARGS__, NULL})

static void
test_kinds(void)
{
    g_autoptr(MarbreCopy) copy = parse("---\ntitle: a\n---\n# Titre #\n\nUn paragraphe.\n\n"
                                       "> Une citation.\n\n- un\n- deux\n\n1. trois\n\n"
                                       "Sous\ntitre\n---\n");
    assert_text(block(copy, 0), MARBRE_BLOCK_HEADING, "Titre");
    g_assert_cmpuint(block(copy, 0)->level, ==, 1);
    assert_text(block(copy, 1), MARBRE_BLOCK_PARAGRAPH, "Un paragraphe.");
    assert_text(block(copy, 2), MARBRE_BLOCK_QUOTE, "Une citation.");
    g_assert_cmpuint(block(copy, 2)->flags, ==, MARBRE_BLOCK_QUOTED);
    assert_text(block(copy, 3), MARBRE_BLOCK_LIST_ITEM, "un");
    assert_text(block(copy, 4), MARBRE_BLOCK_LIST_ITEM, "deux");
    g_assert_cmpuint(block(copy, 4)->flags, ==, 0);
    assert_text(block(copy, 5), MARBRE_BLOCK_LIST_ITEM, "trois");
    g_assert_cmpuint(block(copy, 5)->flags, ==, MARBRE_BLOCK_ORDERED);
    assert_text(block(copy, 6), MARBRE_BLOCK_HEADING, "Sous titre");
    g_assert_cmpuint(block(copy, 6)->level, ==, 2);
    g_assert_cmpuint(block(copy, 0)->span.start, ==, 17);
    g_assert_cmpuint(block(copy, 0)->span.end, ==, 26);
    g_assert_cmpuint(block(copy, 2)->span.start, ==, 46);
    g_assert_cmpuint(block(copy, 2)->span.end, ==, 59);
}

static void
test_no_blocks(void)
{
    assert_blocks(
        "<!-- note -->\n\n<div>\nx\n</div>\n\n    code\n\n```\ncode\n```\n\n***\n\nTexte\n",
        TEXTS("Texte"));
    assert_blocks("Un <!-- caché --> mot <b>gras</b>, `du code`.\n",
                  TEXTS("Un  mot gras, du code."));
    assert_blocks("mot<br>mot\n", TEXTS("mot mot"));
    g_autoptr(MarbreCopy) empty = parse("");
    g_assert_cmpuint(marbre_copy_get_blocks(empty)->len, ==, 0);
}

static void
test_emphasis(void)
{
    const char *text = "CNN *n’a **pas*** pu _vérifier_ **a*b\n";
    assert_blocks(text, TEXTS("CNN n’a pas pu vérifier **a*b"));
    assert_source(text, 0, "n’a pas pu", "n’a **pas*** pu");
    assert_source(text, 0, "vérifier", "vérifier");
    assert_source(text, 0, "**a*b", "**a*b");
}

static void
test_entities(void)
{
    const char *text = "12&nbsp;000 caf&#233; &#xE9;t&eacute; R&amp;D &amp;amp; &zork; & &ngE;x\n";
    assert_blocks(text, TEXTS("12\xC2\xA0"
                              "000 café été R&D &amp; &zork; & ≧̸x"));
    assert_source(text, 0,
                  "12\xC2\xA0"
                  "000",
                  "12&nbsp;000");
    assert_source(text, 0, "café", "caf&#233;");
    assert_source(text, 0, "été", "&#xE9;t&eacute;");
    assert_source(text, 0, "&D", "&amp;D");
    assert_source(text, 0, "&zork;", "&zork;");
    assert_source(text, 0, "x", "x");
}

/* What the parser makes of references to no character is no UTF-8, and goes to nobody so. */
static void
test_broken_entities(void)
{
    const char *text = "a &#65534; b &#xFFFF;c\n\n[lien](http://a/&#65534; \"x&#xFFFE;\")\n\n"
                       "![une &#65535; image](p.jpg)\n";
    g_autoptr(MarbreCopy) copy = parse(text);
    const GPtrArray *blocks = marbre_copy_get_blocks(copy);
    g_assert_cmpuint(blocks->len, >, 3);
    for (guint i = 0; i < blocks->len; i++) {
        const MarbreBlock *found = g_ptr_array_index(blocks, i);
        g_assert_true(g_utf8_validate(marbre_mapped_get_text(found->text, NULL), -1, NULL));
        g_assert_true(found->target == NULL || g_utf8_validate(found->target, -1, NULL));
        g_assert_true(found->title == NULL || g_utf8_validate(found->title, -1, NULL));
    }
    assert_source("a &#65534; b\n", 0, "\xEF\xBF\xBD b", "&#65534; b");
    assert_source("a &#65534; b\n", 0, "b", "b");
}

static void
test_escapes(void)
{
    const char *text = "2\\*3 \\a \\\\ 5\\. \\&amp; fin\n";
    assert_blocks(text, TEXTS("2*3 \\a \\ 5. &amp; fin"));
    assert_source(text, 0, "*", "\\*");
    assert_source(text, 0, "\\a", "\\a");
    assert_source(text, 0, "fin", "fin");
}

static void
test_breaks(void)
{
    assert_source("un\ndeux\n", 0, "un deux", "un\ndeux");
    assert_source("un\ndeux\n", 0, " ", "\n");
    assert_source("un  \ndeux\\\ntrois\n", 0, "deux trois", "deux\\\ntrois");
    assert_source("un   \n   deux\n", 0, " ", "   \n   ");
    assert_source("un\r\ndeux\r\n\r\ntrois\r\n", 0, " ", "\r\n");
    assert_source("un\r\ndeux\r\n\r\ntrois\r\n", 1, "trois", "trois");
    assert_blocks("un  \ndeux\\\ntrois\n", TEXTS("un deux trois"));
}

static void
test_margins(void)
{
    const char *quote = "> « un\n> deux\n trois »\n";
    assert_blocks(quote, TEXTS("« un deux trois »"));
    assert_source(quote, 0, "deux", "deux");
    assert_source(quote, 0, "un deux", "un\n> deux");
    assert_source(quote, 0, "trois", "trois");
    const char *nested = "> - a\n>   b\n>\n>   c\n> - > d\n>   > e\n";
    assert_blocks(nested, TEXTS("a b", "c", "d e"));
    assert_source(nested, 0, "b", "b");
    assert_source(nested, 2, "d e", "d\n>   > e");
    assert_source("> a\n     > b\n", 0, "> b", "> b");
    assert_source("-\tun\n\n\tdeux\n\ttrois\n", 1, "deux trois", "deux\n\ttrois");
    assert_source("10) a\n    b\n", 0, "b", "b");
    assert_source("> `a\n   b`\n", 0, "b", "b");
    g_autoptr(MarbreCopy) copy = parse(nested);
    g_assert_cmpint(block(copy, 2)->kind, ==, MARBRE_BLOCK_QUOTE);
    g_assert_cmpuint(block(copy, 2)->level, ==, 2);
}

static void
test_code(void)
{
    assert_source("a `b c` d\n", 0, "b c", "b c");
    assert_source("a `` `b` `` d\n", 0, "`b`", "`b`");
    assert_source("a `b\nc` d\n", 0, "b c", "b\nc");
    assert_source("a `b\nc` d\n", 0, "d", "d");
    assert_source("a ` ` d\n", 0, "d", "d");
}

static void
test_links(void)
{
    const char *text = "Voir [le *site* &amp; co](https://e.org/a_(b) \"Un \\\"titre\\\"\") et "
                       "![une carte](carte.png 'x') ou <https://e.org/\\*>.\n";
    g_autoptr(MarbreCopy) copy = parse(text);
    assert_text(block(copy, 0), MARBRE_BLOCK_PARAGRAPH,
                "Voir le site & co et  ou https://e.org/\\*.");
    const MarbreBlock *link = block(copy, 1);
    assert_text(link, MARBRE_BLOCK_LINK, "le site & co");
    g_assert_cmpstr(link->target, ==, "https://e.org/a_(b)");
    g_assert_cmpstr(link->title, ==, "Un \"titre\"");
    g_assert_cmpuint(link->holder, ==, 0);
    g_autofree char *words = source_of(copy, link, "site & co");
    g_assert_cmpstr(words, ==, "site* &amp; co");
    const MarbreBlock *image = block(copy, 2);
    assert_text(image, MARBRE_BLOCK_IMAGE, "une carte");
    g_assert_cmpstr(image->target, ==, "carte.png");
    g_assert_cmpstr(image->title, ==, "x");
    g_autofree char *alt = source_of(copy, image, "carte");
    g_assert_cmpstr(alt, ==, "carte");
    const char *data = g_bytes_get_data(marbre_copy_get_bytes(copy), NULL);
    g_autofree char *whole =
        g_strndup(data + image->span.start, image->span.end - image->span.start);
    g_assert_cmpstr(whole, ==, "![une carte](carte.png 'x')");
    assert_text(block(copy, 3), MARBRE_BLOCK_LINK, "https://e.org/\\*");
    g_assert_cmpuint(block(copy, 3)->flags, ==, MARBRE_BLOCK_AUTOLINK);
    assert_source(text, 0, ".", ".");
}

static void
test_references(void)
{
    const char *text = "[a]: https://e.org/a 'A'\n[b]: <b.html>\nDébut [lien][a], [b][], [a] et "
                       "[autre](pas un lien) [a](.\n\n[seul]: u\n";
    g_autoptr(MarbreCopy) copy = parse(text);
    assert_text(block(copy, 0), MARBRE_BLOCK_PARAGRAPH,
                "Début lien, b, a et [autre](pas un lien) a(.");
    assert_text(block(copy, 1), MARBRE_BLOCK_LINK, "lien");
    g_assert_cmpstr(block(copy, 1)->target, ==, "https://e.org/a");
    g_assert_cmpstr(block(copy, 2)->target, ==, "b.html");
    assert_text(block(copy, 4), MARBRE_BLOCK_LINK, "a");
    g_assert_cmpuint(marbre_copy_get_blocks(copy)->len, ==, 5);
    assert_source(text, 0, "Début", "Début");
    assert_source(text, 0, "[autre](pas", "[autre](pas");
    assert_source(text, 0, "(.", "(.");
    g_assert_cmpuint(block(copy, 0)->span.start, ==, strstr(text, "Début") - text);
}

static void
test_link_over_lines(void)
{
    const char *text = "> un [lien\n> sur deux\n> lignes](u\n> \"t\") fin\n";
    assert_source(text, 0, "lien sur deux", "lien\n> sur deux");
    assert_source(text, 0, "fin", "fin");
    assert_source("[![alt](i.png)](u) mot\n", 0, "mot", "mot");
    assert_source("![a [b](c) d](e) mot\n", 0, "mot", "mot");
    g_autoptr(MarbreCopy) copy = parse("[![alt *x*](i.png)](u) mot\n");
    assert_text(block(copy, 1), MARBRE_BLOCK_LINK, "");
    assert_text(block(copy, 2), MARBRE_BLOCK_IMAGE, "alt x");
}

static void
test_head(void)
{
    assert_source("\xEF\xBB\xBFPremière ligne\n", 0, "Première", "Première");
    assert_source("\xEF\xBB\xBF---\ntitle: a\n---\nÀ *la* une\n", 0, "la", "la");
    assert_source("---\ntitle: a\n---\n\xEF\xBB\xBFmot\n", 0, "mot", "mot");
    assert_source("sans fin de ligne", 0, "ligne", "ligne");
    assert_source("## Deux ## ##\n", 0, "Deux ##", "Deux ##");
    assert_source("#\tTab #é\n", 0, "Tab #é", "Tab #é");
    assert_blocks("# #\n\n##\n\nx\n", TEXTS("", "", "x"));
}

static void
test_setext(void)
{
    assert_blocks("[a]: u\n===\n", TEXTS("==="));
    assert_blocks("[a]: u\ntitre *vrai*\n===\n", TEXTS("titre vrai"));
    assert_source("[a]: u\ntitre *vrai*\n===\n", 0, "vrai", "vrai");
    assert_source("> titre\n> suite\n> ---\n", 0, "titre suite", "titre\n> suite");
}

/* Many small and deep things: in time and without a stack of its own. */
static void
test_deep(void)
{
    g_autoptr(GString) text = g_string_new("");
    for (int i = 0; i < 20000; i++)
        g_string_append(text, "> ");
    g_string_append(text, "a\nb\nc\n");
    g_autoptr(MarbreCopy) copy = parse(text->str);
    assert_text(block(copy, 0), MARBRE_BLOCK_QUOTE, "a b c");
    g_autofree char *source = source_of(copy, block(copy, 0), "b c");
    g_assert_cmpstr(source, ==, "b\nc");
}

/* The styles of the first block as "KIND words source|…". */
static void
assert_styles(const char *file, const char *wanted)
{
    g_autoptr(MarbreCopy) copy = parse(file);
    const MarbreBlock *first = block(copy, 0);
    g_autoptr(GString) said = g_string_new(NULL);
    size_t size;
    const char *text = marbre_mapped_get_text(first->text, &size);
    for (guint i = 0; first->styles && i < first->styles->len; i++) {
        const MarbreStyle *style = &g_array_index(first->styles, MarbreStyle, i);
        g_assert_cmpuint(style->text.start, <=, style->text.end);
        g_assert_cmpuint(style->text.end, <=, size);
        g_assert_cmpuint(style->source.end, <=, strlen(file));
        g_string_append_printf(said, "%d %.*s %.*s|", style->kind,
                               (int)(style->text.end - style->text.start), text + style->text.start,
                               (int)(style->source.end - style->source.start),
                               file + style->source.start);
    }
    g_assert_cmpstr(said->str, ==, wanted);
}

static void
test_styles(void)
{
    assert_styles("Rien.\n", "");
    assert_styles("Un *mot* et **deux _autres_**.\n",
                  "2 mot *mot*|3 deux autres **deux _autres_**|2 autres _autres_|");
    assert_styles("> Un `a *b*` et\n> [un *lien*](u).\n",
                  "1 a *b* `a *b*`|4 un lien [un *lien*](u)|2 lien *lien*|");
    assert_styles("[![une *vue*](v.jpg) ici](u) <https://a.b>\n",
                  "4  ici [![une *vue*](v.jpg) ici](u)|4 https://a.b <https://a.b>|");
    assert_styles("`` ` `` **a\nb**\n", "1 ` `` ` ``|3 a b **a\nb**|");
    assert_styles("***a** b*\n", "2 a b ***a** b*|3 a **a**|");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/article/block/kinds", test_kinds);
    g_test_add_func("/article/block/no-blocks", test_no_blocks);
    g_test_add_func("/article/block/emphasis", test_emphasis);
    g_test_add_func("/article/block/entities", test_entities);
    g_test_add_func("/article/block/broken-entities", test_broken_entities);
    g_test_add_func("/article/block/escapes", test_escapes);
    g_test_add_func("/article/block/breaks", test_breaks);
    g_test_add_func("/article/block/margins", test_margins);
    g_test_add_func("/article/block/code", test_code);
    g_test_add_func("/article/block/links", test_links);
    g_test_add_func("/article/block/references", test_references);
    g_test_add_func("/article/block/link-over-lines", test_link_over_lines);
    g_test_add_func("/article/block/head", test_head);
    g_test_add_func("/article/block/setext", test_setext);
    g_test_add_func("/article/block/deep", test_deep);
    g_test_add_func("/article/block/styles", test_styles);
    return g_test_run();
}
