/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "publish/fragment.h"

#include "publish/text.h"
#include "publish/words.h"

#include <glib.h>
#include <string.h>

static const fragment_rules rules = {.allowed = PLACE_SET(PLACE_TITLE) | PLACE_SET(PLACE_ADDRESS) |
                                                PLACE_SET(PLACE_TEXT)};

/* Pieces, with the name of the place behind each, in an attribute after "@". */
static char *
read_pieces(const char *source, const fragment_rules *under)
{
    fragment made;
    fault why;
    GString *said = g_string_new(NULL);
    if (!fragment_read(text_of(source), under, &made, &why)) {
        g_string_printf(said, "%zu: %s", why.at, why.why);
        return g_string_free(said, FALSE);
    }
    for (size_t i = 0; i < made.count; i++) {
        const piece *one = &made.pieces[i];
        g_string_append_len(said, one->html.data, (gssize)one->html.size);
        if (one->place == FRAGMENT_END)
            continue;
        g_string_append_printf(said, "[%s%s]", one->is_attribute ? "@" : "",
                               one->place < PLACES ? place_name((place)one->place)
                                                   : words_name(one->place - PLACES));
    }
    fragment_clear(&made);
    return g_string_free(said, FALSE);
}

static void
assert_read(const char *source, const char *wanted)
{
    g_autofree char *said = read_pieces(source, &rules);
    g_assert_cmpstr(said, ==, wanted);
}

static void
assert_refused(const char *source, size_t at, const char *wanted)
{
    g_autofree char *said = read_pieces(source, &rules);
    g_autofree char *start = g_strdup_printf("%zu: ", at);
    if (!g_str_has_prefix(said, start) || strstr(said, wanted) == NULL)
        g_error("%s: “%s” is not %zu: …%s…", source, said, at, wanted);
}

static void
test_places(void)
{
    assert_read("", "");
    assert_read("<h1>{title}</h1>\n", "<h1>[title]</h1>");
    assert_read("<a href='{address}#x' title=\"{title}, {newsroom}\">{text}</a>",
                "<a href='[@address]#x' title=\"[@title], [@newsroom]\">[text]</a>");
    assert_read("{say-skip}{title}", "[say-skip][title]");
    assert_read("<p><!-- no {place} here -->\n{title}</p>", "<p>[title]</p>");
    assert_read("<img src=\"x.png\" alt=\"\"><BR>a &lt; b",
                "<img src=\"x.png\" alt=\"\"><BR>a &lt; b");
    assert_read("<svg viewBox=\"0 0 1 1\"><title>{title}</title><path d=\"M0 0\"/></svg>",
                "<svg viewBox=\"0 0 1 1\"><title>[title]</title><path d=\"M0 0\"/></svg>");
    assert_read("<input disabled value=\"{title}\">", "<input disabled value=\"[@title]\">");
}

static void
test_unknown(void)
{
    assert_refused("<p>{titel}</p>", 3, "no place {titel}; the nearest is {title}");
    assert_refused("{sayskip}", 0, "the nearest is {say-skip}");
    assert_refused("{kicker}", 0, "{kicker} means nothing in this file");
    assert_refused("a { b", 2, "{ begins a place");
    assert_refused("{title", 0, "{ begins a place");
    assert_refused("{Title }", 0, "{ begins a place");
    assert_refused("{}", 0, "{ begins a place");
}

static void
test_structure(void)
{
    assert_refused("<div><p></div></p>", 8, "</div> stands where <p> must be closed");
    assert_refused("<div>", 0, "<div> is never closed");
    assert_refused("x</p>", 1, "closes nothing");
    assert_refused("<p", 0, "never closed with >");
    assert_refused("<p title=\"a", 9, "the quote is never closed");
    assert_refused("<!-- x", 0, "the comment is never closed");
    assert_refused("a < b", 2, "< begins a tag");
    assert_refused("<!DOCTYPE html>", 0, "< begins a tag");
    assert_refused("<?php ?>", 0, "< begins a tag");
    assert_refused("<p title=a>", 9, "needs quotes");
    assert_refused("<p title={title}></p>", 9, "needs quotes");
    assert_refused("<p {title}></p>", 3, "an attribute is expected");
    assert_refused("<{title}></{title}>", 0, "< begins a tag");
    assert_refused("<p title=\"a\"class=\"b\"></p>", 12, "a space is missing");
    assert_refused("<div/>", 0, "only void elements");
}

/* Places where a value could become more than a value, and what runs by itself. */
static void
test_danger(void)
{
    assert_refused("<script>x</script>", 0, "<script> can't be used");
    assert_refused("<SCRIPT src=\"x\"></SCRIPT>", 0, "<SCRIPT> can't be used");
    assert_refused("<style>{title}</style>", 0, "<style> can't be used");
    assert_refused("<textarea>{title}</textarea>", 0, "<textarea> can't be used");
    assert_refused("<base href=\"//x\">", 0, "<base> can't be used");
    assert_refused("<title>{title}</title>", 0, "<title> can't be used");
    assert_refused("<svg><script>1</script></svg>", 5, "<script> can't be used");
    assert_refused("<p onmouseover=\"{title}\"></p>", 3, "onmouseover can't be used");
    assert_refused("<p style=\"color: {title}\"></p>", 3, "style can't be used");
    assert_refused("<iframe srcdoc=\"{title}\"></iframe>", 0, "<iframe> can't be used");
    assert_refused("<a href=\"{title}\"></a>", 9, "an address is made of one place");
    assert_refused("<a href=\"x?{address}\"></a>", 11, "an address is made of one place");
    assert_refused("<a href=\"{address}{address}\"></a>", 18, "an address is made of one place");
    assert_refused("<a href=\"javascript:alert(1)\"></a>", 9, "an address is http");
    assert_refused("<a href=\" java\tscript:alert(1)\"></a>", 9, "an address is http");
    assert_refused("<a href=\"&#106;avascript:alert(1)\"></a>", 9, "an address is http");
    assert_refused("<a href=\"javascript&colon;alert(1)\"></a>", 9, "an address is http");
    assert_refused("<a href=\"data:text/html,x\"></a>", 9, "an address is http");
    assert_refused("<p title=\"{text}\"></p>", 10, "{text} stands for elements");
}

static void
test_addresses(void)
{
    static const char *const good[] = {"https://a.example/x?y=1&amp;z",
                                       "HTTP://a.example/",
                                       "mailto:desk@a.example",
                                       "a/b:c",
                                       "#main",
                                       "",
                                       "data:image/png;base64,AA"};
    for (size_t i = 0; i < G_N_ELEMENTS(good); i++) {
        g_autofree char *source = g_strdup_printf("<a href=\"%s\">x</a>", good[i]);
        assert_read(source, source);
    }
}

static void
test_rules(void)
{
    const fragment_rules needs = {.allowed = PLACE_SET(PLACE_TEXT),
                                  .required = PLACE_SET(PLACE_TEXT)};
    const fragment_rules head = {.in_head = true};
    g_autofree char *lost = read_pieces("<p>x</p>", &needs);
    g_autofree char *kept = read_pieces("{text}", &needs);
    g_autofree char *link = read_pieces("<link href=\"{root}a.css\" rel=\"x\">\n<meta>", &head);
    g_autofree char *body = read_pieces("<meta><p></p>", &head);
    g_autofree char *text = read_pieces("<meta>x", &head);
    g_autofree char *word = read_pieces("{newsroom}", &head);
    g_assert_cmpstr(lost, ==, "8: {text} must be in this file");
    g_assert_cmpstr(kept, ==, "[text]");
    g_assert_cmpstr(link, ==, "<link href=\"[@root]a.css\" rel=\"x\">\n<meta>");
    g_assert_cmpstr(body, ==, "6: this file is for <meta> and <link> alone");
    g_assert_cmpstr(text, ==, "6: this file is for <meta> and <link> alone");
    g_assert_cmpstr(word, ==, "0: in this file places stand in attributes alone");
}

static void
test_limits(void)
{
    g_autoptr(GString) deep = g_string_new(NULL);
    g_autofree char *long_one = g_strnfill(300 * 1024, 'x');
    for (unsigned i = 0; i < 65; i++)
        g_string_append(deep, "<p>");
    assert_refused(deep->str, 64 * 3, "nested too deeply");
    assert_refused(long_one, 256 * 1024, "too long");
    fault why;
    fragment made;
    g_assert_false(fragment_read((mbr_text){"a\0b", 3}, &rules, &made, &why));
    g_assert_cmpstr(why.why, ==, "the file is not text");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/publish/fragment/places", test_places);
    g_test_add_func("/publish/fragment/unknown", test_unknown);
    g_test_add_func("/publish/fragment/structure", test_structure);
    g_test_add_func("/publish/fragment/danger", test_danger);
    g_test_add_func("/publish/fragment/addresses", test_addresses);
    g_test_add_func("/publish/fragment/rules", test_rules);
    g_test_add_func("/publish/fragment/limits", test_limits);
    return g_test_run();
}
