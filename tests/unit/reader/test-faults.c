/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Files that are broken, hostile or something else: each is told apart, and nothing is read of it.
 */
#include "reader/read.h"
#include "reading.h"
#include "wire/story_pack.h"

#include <string.h>

#define NAR "xmlns=\"http://iptc.org/std/nar/2006-10-01/\""

static MarbreFault
fault_of(const char *format, const char *text, size_t size)
{
    MarbreFault fault;
    g_autoptr(GBytes) file = g_bytes_new(text, size);
    g_autoptr(GPtrArray) stories = marbre_reader_read(file, format, "fr", &fault);
    g_assert_true((stories == NULL) == (fault.kind != MARBRE_FAULT_NONE));
    for (guint i = 0; stories != NULL && i < stories->len; i++)
        reading_check(stories->pdata[i]);
    return fault;
}

static void
fails(const char *format, const char *text, MarbreFaultKind kind, uint64_t line)
{
    MarbreFault fault = fault_of(format, text, strlen(text));
    g_assert_cmpint(fault.kind, ==, kind);
    g_assert_cmpuint(fault.line, ==, line);
}

static void
test_cut(void)
{
    fails("newsml", "<newsItem " NAR ">\n<itemMeta>", MARBRE_FAULT_MALFORMED, 2);
    fails("wxr", "<rss>\n\n<channel></item></channel></rss>", MARBRE_FAULT_MALFORMED, 3);
    fails("ninjs", "{\"uri\": \"x\",\n \"headline\": ", MARBRE_FAULT_MALFORMED, 2);
    fails("ninjs", "{\"uri\": \"x\"} trailing {", MARBRE_FAULT_MALFORMED, 1);
    fails("newsml", "", MARBRE_FAULT_NO_WORDS, 0);
    fails("html", "", MARBRE_FAULT_NO_WORDS, 0);
    fails("html", "<html><body></body></html>", MARBRE_FAULT_NO_WORDS, 0);
}

static void
test_entities(void)
{
    fails("newsml",
          "<!DOCTYPE x [\n<!ENTITY a \"aaaaaaaaaa\">\n<!ENTITY b \"&a;&a;&a;&a;&a;&a;\">\n]>\n"
          "<newsItem " NAR "><contentMeta><headline>&b;</headline></contentMeta></newsItem>",
          MARBRE_FAULT_ENTITIES, 2);
    fails("newsml",
          "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>"
          "<newsItem " NAR "><contentMeta><headline>&e;</headline></contentMeta></newsItem>",
          MARBRE_FAULT_ENTITIES, 1);
    fails("wxr", "<!DOCTYPE x [<!ENTITY % p SYSTEM \"http://127.0.0.1:9/\">\n%p;]><rss></rss>",
          MARBRE_FAULT_ENTITIES, 1);
}

/* A DTD elsewhere is not looked for, and the letters that it would have named are known. */
static void
test_other_dtd(void)
{
    const char *text = "<!DOCTYPE newsItem SYSTEM \"file:///etc/passwd\">"
                       "<newsItem " NAR "><contentMeta><headline>Le pont</headline></contentMeta>"
                       "<contentSet><inlineXML><html><body><p>L&eacute;a &unknown; dit</p></body>"
                       "</html></inlineXML></contentSet></newsItem>";
    MarbreFault fault;
    g_autoptr(GBytes) file = g_bytes_new(text, strlen(text));
    g_autoptr(GPtrArray) stories = marbre_reader_read(file, "newsml", "fr", &fault);
    g_assert_nonnull(stories);
    const MarbreStory *story = stories->pdata[0];
    g_assert_cmpuint(story->blocks->len, ==, 1);
    g_assert_cmpstr(((MarbreStoryBlock *)story->blocks->pdata[0])->text, ==, "Léa dit");
}

static void
test_roots(void)
{
    fails("newsml", "<NewsML Version=\"1.2\"/>", MARBRE_FAULT_NEWSML_1, 0);
    fails("newsml", "<nitf><body/></nitf>", MARBRE_FAULT_NITF, 0);
    fails("newsml", "<packageItem " NAR "/>", MARBRE_FAULT_PACKAGE, 0);
    fails("newsml", "<newsMessage " NAR "><itemSet><packageItem/></itemSet></newsMessage>",
          MARBRE_FAULT_PACKAGE, 0);
    fails("newsml", "<newsMessage " NAR "/>", MARBRE_FAULT_NO_STORY, 0);
    fails("newsml", "<conceptItem " NAR "/>", MARBRE_FAULT_NO_STORY, 0);
    fails("newsml", "<newsItem/>", MARBRE_FAULT_OTHER_ROOT, 0);
    fails("newsml",
          "<newsItem " NAR "><itemMeta><itemClass qcode=\"ninat:picture\"/></itemMeta></newsItem>",
          MARBRE_FAULT_NO_STORY, 0);
    fails("wxr", "<rss><channel/></rss>", MARBRE_FAULT_OTHER_ROOT, 0);
    fails("wxr",
          "<rss xmlns:wp=\"w\"><channel><wp:wxr_version>1.2</wp:wxr_version></channel></rss>",
          MARBRE_FAULT_NO_STORY, 0);
    fails("ninjs", "{\"title\": \"x\"}", MARBRE_FAULT_OTHER_ROOT, 0);
    fails("ninjs", "[]", MARBRE_FAULT_NO_STORY, 0);
    fails("ninjs", "{\"uri\": \"x\", \"type\": \"picture\"}", MARBRE_FAULT_NO_STORY, 0);
    fails("papyrus", "x", MARBRE_FAULT_FORMAT, 0);
}

static char *
nested(const char *before, const char *open, const char *close, size_t depth, const char *after)
{
    GString *text = g_string_new(before);
    for (size_t i = 0; i < depth; i++)
        g_string_append(text, open);
    for (size_t i = 0; i < depth; i++)
        g_string_append(text, close);
    g_string_append(text, after);
    return g_string_free(text, FALSE);
}

static void
test_deep(void)
{
    g_autofree char *json = nested("{\"uri\": ", "[", "]", 100000, "}");
    g_autofree char *xml = nested("<newsItem " NAR ">", "<a>", "</a>", 100000, "</newsItem>");
    g_autofree char *html = nested("<p>a</p>", "<div>", "</div>", 100000, "<p>b</p>");
    fails("ninjs", json, MARBRE_FAULT_DEEP, 0);
    g_assert_cmpint(fault_of("newsml", xml, strlen(xml)).kind, ==, MARBRE_FAULT_DEEP);
    g_assert_cmpint(fault_of("html", html, strlen(html)).kind, ==, MARBRE_FAULT_DEEP);
    /* As deep as may be, each level with a mark of its own. */
    g_autofree char *quotes = nested("<p>a</p>", "<blockquote>q", "</blockquote>", 120, "");
    g_autofree char *lists = nested("<p>a</p>", "<ul><li>e", "</ul>", 60, "");
    g_assert_cmpint(fault_of("html", quotes, strlen(quotes)).kind, ==, MARBRE_FAULT_NONE);
    g_assert_cmpint(fault_of("html", lists, strlen(lists)).kind, ==, MARBRE_FAULT_NONE);
}

static void
test_large(void)
{
    g_autofree char *many = nested("{\"uri\": [1", ",1", "", 1100000, "]}");
    g_autofree char *words = nested("<article>", "<p>Un mot et encore un.</p>", "", 200000, "");
    g_autofree char *line = g_strnfill(5u << 20, 'a');
    fails("ninjs", many, MARBRE_FAULT_LARGE, 0);
    g_assert_cmpint(fault_of("html", words, strlen(words)).kind, ==, MARBRE_FAULT_LARGE);
    g_assert_cmpint(fault_of("html", line, strlen(line)).kind, ==, MARBRE_FAULT_LARGE);
    g_autofree char *body =
        g_strdup_printf("{\"uri\": \"x\", \"headline\": \"h\", \"body_text\": \"%s\"}", line);
    fails("ninjs", body, MARBRE_FAULT_LARGE, 0);
}

static void
test_encodings(void)
{
    static const char windows[] = "<html><head><meta charset=\"iso-8859-1\"><title>L\x92\xe9t\xe9"
                                  "</title></head><body><p>\x93Oui\x94</p></body></html>";
    static const char wide[] = "\xff\xfe<\0p\0>\0\xe9\0<\0/\0p\0>\0";
    MarbreFault fault;
    g_autoptr(GBytes) one = g_bytes_new(windows, sizeof windows - 1);
    g_autoptr(GPtrArray) old = marbre_reader_read(one, "html", "fr", &fault);
    g_assert_cmpstr(((MarbreStory *)old->pdata[0])->title, ==, "L’été");
    g_assert_cmpstr(((MarbreStory *)old->pdata[0])->encoding, ==, "Windows-1252");
    g_autoptr(GBytes) other = g_bytes_new(wide, sizeof wide - 1);
    g_autoptr(GPtrArray) utf16 = marbre_reader_read(other, "html", "fr", &fault);
    const MarbreStory *story = utf16->pdata[0];
    g_assert_cmpstr(((MarbreStoryBlock *)story->blocks->pdata[0])->text, ==, "é");
    fails("newsml", "<?xml version=\"1.0\" encoding=\"klingon\"?><a/>", MARBRE_FAULT_NOT_TEXT, 1);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/reader/faults/cut", test_cut);
    g_test_add_func("/reader/faults/entities", test_entities);
    g_test_add_func("/reader/faults/other-dtd", test_other_dtd);
    g_test_add_func("/reader/faults/roots", test_roots);
    g_test_add_func("/reader/faults/deep", test_deep);
    g_test_add_func("/reader/faults/large", test_large);
    g_test_add_func("/reader/faults/encodings", test_encodings);
    return g_test_run();
}
