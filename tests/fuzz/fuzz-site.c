/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Whatever an article says, its page, the lists it stands in and its records are well-formed: XML
 * and JSON parse, every element of HTML is closed in its turn, and nothing but JSON-LD is a script.
 * Bytes behind a U+001E are the public note of a correction.
 */
#include "article/article.h"
#include "article/html.h"
#include "base/problem.h"
#include "plugin/article_pack.h"
#include "plugin/host.h"
#include "plugin/loader.h"
#include "plugin/options.h"
#include "site/lists.h"
#include "yaml/document.h"

#include "marbre/plugin.h"

#include <json-glib/json-glib.h>
#include <libxml/parser.h>
#include <string.h>

#define PLACE "2026/03/a/"
#define DATE "2026-03-17T18:20:00+01:00"
#define LINKED "<script type=\"application/ld+json\">"
#define SETTINGS                                                                                   \
    "version: 1\nid: 01kkx3v7q2m5n8p1r4s6t9w0ya\nname: \"L’Écho & <Cie>\"\noutlet: Écho\n"     \
    "site: https://echo.example/\nlanguages: {source: en, publish: [fr, en]}\n"
#define STATE                                                                                      \
    "id: 01m819fxdrr3pjy6wxemxhza1b\nworkflow: newsroom\nstage: published\nentered: " DATE         \
    "\npublication: {revision: 2, at: " DATE ", digest: \"sha256:0\", content: 0}\n"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const languages[] = {"fr", "en", NULL};
static const int32_t kinds[] = {MBR_LIST_PAGES, MBR_LIST_FRONT, MBR_LIST_SECTION, MBR_LIST_AUTHOR,
                                MBR_LIST_CORRECTIONS};
static const char *const paths[] = {"", "", "sections/s/", "authors/a/", "corrections/"};

/* The article of a run, and what the record says of it. */
typedef struct {
    MarbreArticle *article;
    const MarbreCopy *copy;
    GBytes *state;
} Story;

/* --- what the plugin is told -------------------------------------------------------------------
 */

static const char *
key(const Story *story, const char *name)
{
    const char *text = marbre_copy_get_key(story->copy, name);
    return text != NULL ? text : "";
}

static GVariant *
tell_numbers(guint count)
{
    const guint64 first = 0;
    return g_variant_new_fixed_array(G_VARIANT_TYPE_UINT64, &first, count, sizeof first);
}

static GVariant *
tell_list(const Story *story, uint64_t index)
{
    const char *name = kinds[index] == MBR_LIST_SECTION  ? key(story, "section")
                       : kinds[index] == MBR_LIST_AUTHOR ? key(story, "author")
                                                         : "";
    return g_variant_new("(issss@ats)", kinds[index], paths[index], name, "fr", DATE,
                         tell_numbers(1), "fr");
}

static GVariant *
tell_place(uint64_t kind, const char *where)
{
    g_auto(GStrv) parts = g_strsplit(where, " ", 2);
    char *path = marbre_list_path(languages, (int32_t)kind, parts[1], parts[0]);
    return path == NULL ? NULL : g_variant_new_take_string(path);
}

static GVariant *
tell_entry(const Story *story)
{
    return g_variant_new(MARBRE_SITE_ENTRY_TYPE, (guint32)MBR_ENTRY_RENDER, PLACE,
                         "https://echo.example/" PLACE, key(story, "title"), DATE,
                         key(story, "section"), "fr", key(story, "standfirst"), DATE);
}

static GVariant *
answer(const Story *story, const char *what, uint64_t index, const char *where)
{
    if (g_str_equal(what, MARBRE_SITE_COUNT))
        return g_variant_new_uint64(1);
    if (g_str_equal(what, MARBRE_SITE_RETRACTED))
        return g_variant_new_uint64(0);
    if (g_str_equal(what, MARBRE_SITE_LISTS))
        return g_variant_new_uint64(G_N_ELEMENTS(kinds));
    if (g_str_equal(what, MARBRE_SITE_LIST))
        return tell_list(story, index);
    if (g_str_equal(what, MARBRE_SITE_PLACE))
        return tell_place(index, where);
    if (g_str_equal(what, MARBRE_SITE_VERSIONS))
        return tell_numbers(0);
    if (g_str_equal(what, MARBRE_SITE_ENTRY))
        return tell_entry(story);
    if (g_str_equal(what, MARBRE_SITE_CONTENT))
        return g_variant_new_take_string(marbre_html_render(story->copy, 1));
    if (g_str_equal(what, MARBRE_SITE_MARKDOWN))
        return g_variant_new_take_string(marbre_html_render_markdown(story->copy, 1));
    if (g_str_equal(what, MARBRE_SITE_RECORD))
        return g_variant_new_from_bytes(G_VARIANT_TYPE_BYTESTRING, story->state, TRUE);
    return NULL;
}

static GVariant *
tell(void *user, const char *what, uint64_t index, const char *where)
{
    const Story *story = user;
    if (g_str_equal(what, MARBRE_SITE_ARTICLE))
        return marbre_article_pack(story->article, languages);
    GVariant *answered = answer(story, what, index, where);
    return answered == NULL ? NULL : g_variant_ref_sink(answered);
}

static GBytes *
read_newsroom(void *user, const char *path, GError **error)
{
    if (g_str_equal(path, "marbre.yaml"))
        return g_bytes_new_static(SETTINGS, strlen(SETTINGS));
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_NOT_FOUND, "no file %s", path);
    return NULL;
}

/* --- what must be so ---------------------------------------------------------------------------
 */

static bool
is_void(const char *name)
{
    static const char *const names[] = {"!doctype", "meta", "link", "img", "br", "hr", NULL};
    return g_strv_contains(names, name);
}

/* At `<`: opens or closes an element; returns what follows it. */
static const char *
take_tag(const char *at, GPtrArray *open)
{
    bool closes = at[1] == '/';
    const char *name = at + 1 + closes;
    const char *end = strchr(at, '>');
    g_assert_nonnull(end);
    g_autofree char *tag = g_ascii_strdown(name, (gssize)strcspn(name, " />\n"));
    if (closes) {
        g_assert_cmpuint(open->len, >, 0);
        g_assert_cmpstr(tag, ==, open->pdata[open->len - 1]);
        g_ptr_array_set_size(open, (gint)open->len - 1);
    } else if (!is_void(tag)) {
        g_ptr_array_add(open, g_strdup(tag));
    }
    if (closes || !g_str_equal(tag, "script"))
        return end + 1;
    g_assert_true(g_str_has_prefix(at, LINKED));
    const char *after = strstr(at, "</script>");
    g_assert_nonnull(after);
    g_autoptr(JsonParser) parser = json_parser_new();
    g_assert_true(json_parser_load_from_data(parser, end + 1, after - end - 1, NULL));
    return after;
}

static void
check_html(const char *text)
{
    g_autoptr(GPtrArray) open = g_ptr_array_new_with_free_func(g_free);
    for (const char *at = strchr(text, '<'); at != NULL; at = strchr(at, '<')) {
        const char *comment = g_str_has_prefix(at, "<!--") ? strstr(at, "-->") : NULL;
        at = comment != NULL ? comment : take_tag(at, open);
    }
    g_assert_cmpuint(open->len, ==, 0);
}

static void
check_xml(const char *text, size_t size)
{
    xmlDoc *document =
        xmlReadMemory(text, (int)size, NULL, NULL,
                      XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_HUGE);
    g_assert_nonnull(document);
    xmlFreeDoc(document);
}

static void
check_artifact(const MarbreArtifact *artifact)
{
    gsize size;
    const char *data = g_bytes_get_data(artifact->bytes, &size);
    g_assert_true(g_utf8_validate(data, (gssize)size, NULL));
    g_autofree char *text = g_strndup(data, size);
    if (g_str_has_suffix(artifact->path, ".html"))
        check_html(text);
    else if (g_str_has_suffix(artifact->path, ".xml"))
        check_xml(data, size);
    else if (g_str_has_suffix(artifact->path, ".json")) {
        g_autoptr(JsonParser) parser = json_parser_new();
        g_assert_true(json_parser_load_from_data(parser, text, -1, NULL));
    }
}

/* --- a run -------------------------------------------------------------------------------------
 */

/* Every format that the task offers. */
static GVariant *
all_formats(const MarbreTaskInfo *task)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    const char *text = "{formats: [" SITE_FORMATS "]}";
    g_autoptr(GBytes) bytes = g_bytes_new_static(text, strlen(text));
    const MarbreSpan all = {0, strlen(text)};
    g_autoptr(MarbreYaml) yaml =
        marbre_yaml_parse("options", bytes, all, &MARBRE_YAML_POLICY, problems);
    GVariant *options =
        marbre_options_check(task, yaml, marbre_yaml_get_root(yaml), NULL, problems);
    g_assert_cmpuint(problems->len, ==, 0);
    return options;
}

static void
publish(const Story *story)
{
    const MarbreSurroundings around = {.read = read_newsroom, .site = tell, .user = (void *)story};
    const MarbreMoment now = {.seconds = 1773300000, .zone = (char *)"Europe/Paris"};
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbreHost) host = marbre_host_new(&around, NULL);
    g_autoptr(MarbreLoaded) loaded = marbre_loaded_new(marbre_plugin_1(), &error);
    g_assert_no_error(error);
    const MarbreTaskInfo *info = g_ptr_array_index(marbre_loaded_get_info(loaded)->tasks, 1);
    g_autoptr(GVariant) options = all_formats(info);
    g_autoptr(MarbreTask) task = marbre_host_create(host, loaded, info->id, options, 0, &error);
    g_assert_no_error(error);
    g_autoptr(MarbreOutcome) outcome = marbre_host_run(host, task, story->article, "fr", &now);
    g_assert_cmpint(outcome->status, ==, MARBRE_OUTCOME_OK);
    g_assert_cmpuint(outcome->leftovers, ==, 0);
    for (guint i = 0; i < outcome->artifacts->len; i++)
        check_artifact(outcome->artifacts->pdata[i]);
}

/* The record of a correction whose note is these bytes, where they are a text. */
static GBytes *
make_state(const uint8_t *note, size_t size)
{
    g_autofree char *text = g_utf8_make_valid((const char *)note, (gssize)size);
    g_autofree char *quoted = g_strescape(g_strdelimit(text, "\n\r\t\b\f\v", ' '), NULL);
    g_autoptr(GString) state = g_string_new(STATE);
    if (size > 0 && strchr(quoted, '\\') == NULL)
        g_string_append_printf(state,
                               "corrections: [{kind: correction, note: {fr: \"%s\"}, at: " DATE
                               ", revision: 2}]\n",
                               quoted);
    return g_string_free_to_bytes(g_steal_pointer(&state));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const uint8_t *end = size > 0 ? memchr(data, 0x1e, size) : NULL;
    size_t words = end != NULL ? (size_t)(end - data) : size;
    g_autoptr(GPtrArray) files = marbre_files_new();
    g_autoptr(GBytes) text = g_bytes_new(data, words);
    g_autoptr(GBytes) picture = g_bytes_new_static("x", 1);
    g_ptr_array_add(files, marbre_file_new("index.fr.md", NULL, words, text));
    g_ptr_array_add(files, marbre_file_new("a.jpg", NULL, 1, picture));
    Story story = {.article = marbre_article_new("articles/2026/03/a", files, languages, NULL)};
    story.copy = marbre_article_get_copy(story.article, "fr");
    story.state = make_state(end != NULL ? end + 1 : data, end != NULL ? size - words - 1 : 0);
    if (story.copy != NULL)
        publish(&story);
    g_bytes_unref(story.state);
    marbre_article_unref(story.article);
    return 0;
}
