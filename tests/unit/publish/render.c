/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Runs the action of publication through the real host, and writes what it publishes as files:
 *
 *     publish-render NEWSROOM OUT OPTIONS
 *
 * NEWSROOM holds marbre.yaml and a folder an entry, "00", "01" and so on, newest first: the
 * article's files, state.yaml, and `entry` with the lines path, language, date, render (0 or 1).
 */
#include "article/article.h"
#include "article/html.h"
#include "base/error.h"
#include "base/problem.h"
#include "plugin/article_pack.h"
#include "plugin/host.h"
#include "plugin/loader.h"
#include "plugin/options.h"
#include "site/lists.h"
#include "yaml/document.h"

#include "marbre/plugin.h"

#include <errno.h>
#include <string.h>

typedef struct {
    char **lines; /* of `entry` */
    MarbreArticle *article;
    GBytes *state;
    MarbreEntryPage *page; /* what lists know of it */
} Entry;

static GPtrArray *entries;
static GPtrArray *lists; /* of MarbreList; the pages first */
static const char *newsroom;
static const char *const languages[] = {"fr", "en", NULL};

static GBytes *
read_file(const char *folder, const char *name)
{
    g_autofree char *path = g_build_filename(newsroom, folder, name, NULL);
    char *text;
    size_t size;
    return g_file_get_contents(path, &text, &size, NULL) ? g_bytes_new_take(text, size) : NULL;
}

static MarbreArticle *
read_article(const char *folder)
{
    g_autofree char *path = g_build_filename(newsroom, folder, NULL);
    g_autofree char *place = g_strconcat("articles/", folder, NULL);
    g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
    g_autoptr(GPtrArray) files = marbre_files_new();
    const char *name;
    while ((name = g_dir_read_name(dir)) != NULL) {
        if (g_str_equal(name, "entry"))
            continue;
        g_autoptr(GBytes) bytes = read_file(folder, name);
        g_ptr_array_add(files, marbre_file_new(name, NULL, g_bytes_get_size(bytes), bytes));
    }
    return marbre_article_new(place, files, languages, NULL);
}

static void
entry_free(void *data)
{
    Entry *entry = data;
    g_strfreev(entry->lines);
    marbre_article_unref(entry->article);
    g_bytes_unref(entry->state);
    marbre_entry_page_unref(entry->page);
    g_free(entry);
}

static const char *
key(const MarbreCopy *copy, const char *name)
{
    const char *text = marbre_copy_get_key(copy, name);
    return text != NULL ? text : "";
}

static void
add_author(GPtrArray *authors, const MarbreCopy *copy, const char *where)
{
    if (*key(copy, where) != '\0')
        g_ptr_array_add(authors, g_strdup(key(copy, where)));
}

static char **
authors_of(const MarbreCopy *copy)
{
    GPtrArray *authors = g_ptr_array_new();
    add_author(authors, copy, "author");
    for (unsigned i = 0; i < 9; i++) {
        g_autofree char *where = g_strdup_printf("author[%u]", i);
        add_author(authors, copy, where);
    }
    g_ptr_array_add(authors, NULL);
    return (char **)g_ptr_array_free(authors, FALSE);
}

static int64_t
instant_of(const char *text)
{
    MarbreInstant instant = {0};
    (void)marbre_instant_parse(text, &instant); /* a page may have no sound date */
    return instant.seconds;
}

/* Of the last change and of the last note; a list of corrections is in order of these. */
static void
read_changes(const Entry *entry)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreState) state = marbre_state_parse("state.yaml", entry->state, problems);
    MarbreEntryPage *page = entry->page;
    MarbreInstant newest = {0};
    (void)marbre_instant_parse(entry->lines[2], &newest); /* likewise */
    if (state != NULL && state->publication != NULL &&
        state->publication->at.seconds > newest.seconds)
        newest = state->publication->at;
    for (guint i = 0; state != NULL && i < state->corrections->len; i++)
        page->noted = ((MarbreCorrection *)state->corrections->pdata[i])->at.seconds;
    if (state != NULL && state->retracted != NULL) {
        newest = state->retracted->at;
        page->noted = newest.seconds;
    }
    page->newest = newest.seconds;
    page->changed = marbre_instant_format(newest);
}

static MarbreEntryPage *
make_page(const Entry *entry)
{
    const MarbreCopy *copy = marbre_article_get_copy(entry->article, entry->lines[1]);
    MarbreEntryPage *page = marbre_entry_page_new();
    page->folder = g_strdup(marbre_article_get_folder(entry->article));
    page->lang = g_strdup(entry->lines[1]);
    page->path = g_strdup(entry->lines[0]);
    page->date = g_strdup(entry->lines[2]);
    page->instant = instant_of(page->date);
    page->section = g_strdup(key(copy, "section"));
    page->authors = authors_of(copy);
    page->render = entry->lines[3][0] != '0';
    page->retracted = entry->lines[3][0] == '2';
    return page;
}

/* What the run is to write: the pages that are marked, and all lists. */
static void
read_lists(void)
{
    MarbreList *pages = g_new0(MarbreList, 1);
    *pages = (MarbreList){.kind = MBR_LIST_PAGES,
                          .path = g_strdup(""),
                          .name = g_strdup(""),
                          .lang = g_strdup(""),
                          .changed = g_strdup(""),
                          .shown = g_array_new(FALSE, FALSE, sizeof(guint))};
    g_autoptr(MarbreLists) touched = marbre_lists_new(languages);
    g_autoptr(GPtrArray) all = marbre_entry_pages_new();
    for (guint i = 0; i < entries->len; i++) {
        const Entry *entry = g_ptr_array_index(entries, i);
        if (entry->page->render)
            g_array_append_val(pages->shown, i);
        g_ptr_array_add(all, marbre_entry_page_ref(entry->page));
        marbre_lists_touch(touched, entry->page, true);
    }
    lists = marbre_lists_fill(touched, all, true);
    g_ptr_array_insert(lists, 0, pages);
}

static void
read_entries(void)
{
    for (unsigned i = 0; i < 100; i++) {
        g_autofree char *folder = g_strdup_printf("%02u", i);
        g_autoptr(GBytes) told = read_file(folder, "entry");
        if (told == NULL)
            return;
        Entry *entry = g_new0(Entry, 1);
        g_autofree char *text = g_strndup(g_bytes_get_data(told, NULL), g_bytes_get_size(told));
        entry->lines = g_strsplit(g_strchomp(text), "\n", 0);
        g_assert_cmpuint(g_strv_length(entry->lines), ==, 4);
        entry->article = read_article(folder);
        entry->state = read_file(folder, "state.yaml");
        g_assert_nonnull(entry->state);
        entry->page = make_page(entry);
        read_changes(entry);
        g_ptr_array_add(entries, entry);
    }
}

/* Its entry has the flag 2; they come last. */
static bool
is_retracted(const Entry *entry)
{
    return entry->lines[3][0] == '2';
}

static uint32_t
flags_of(const Entry *entry)
{
    return (entry->lines[3][0] != '0' ? MBR_ENTRY_RENDER : 0) |
           (is_retracted(entry) ? MBR_ENTRY_RETRACTED : 0);
}

static GVariant *
tell_numbers(const GArray *numbers)
{
    GVariantBuilder told;
    g_variant_builder_init(&told, G_VARIANT_TYPE("at"));
    for (guint i = 0; i < numbers->len; i++)
        g_variant_builder_add(&told, "t", (guint64)g_array_index(numbers, guint, i));
    return g_variant_builder_end(&told);
}

static GVariant *
tell_list(const MarbreList *list)
{
    return g_variant_ref_sink(g_variant_new("(issss@ats)", list->kind, list->path, list->name,
                                            list->lang, list->changed, tell_numbers(list->shown),
                                            list->languages));
}

/* The entries whose pages have the same address in another language. */
static GVariant *
tell_versions(uint64_t index)
{
    const Entry *one = g_ptr_array_index(entries, index);
    g_autoptr(GArray) others = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < entries->len; i++) {
        const Entry *other = g_ptr_array_index(entries, i);
        const char *path = other->lines[0], *own = one->lines[0];
        if (!g_str_equal(path, own) && (g_str_has_suffix(path, own) || g_str_has_suffix(own, path)))
            g_array_append_val(others, i);
    }
    return g_variant_ref_sink(tell_numbers(others));
}

static GVariant *
tell_place(uint64_t kind, const char *where)
{
    g_auto(GStrv) parts = g_strsplit(where, " ", 2);
    char *path = marbre_list_path(languages, (int32_t)kind, parts[1], parts[0]);
    return path == NULL ? NULL : g_variant_ref_sink(g_variant_new_take_string(path));
}

static GVariant *
tell(void *user, const char *what, uint64_t index, const char *where)
{
    guint published = 0;
    while (published < entries->len && !is_retracted(entries->pdata[published]))
        published++;
    if (g_str_equal(what, MARBRE_SITE_COUNT))
        return g_variant_ref_sink(g_variant_new_uint64(published));
    if (g_str_equal(what, MARBRE_SITE_RETRACTED))
        return g_variant_ref_sink(g_variant_new_uint64(entries->len - published));
    if (g_str_equal(what, MARBRE_SITE_LISTS))
        return g_variant_ref_sink(g_variant_new_uint64(lists->len));
    if (g_str_equal(what, MARBRE_SITE_LIST))
        return tell_list(lists->pdata[index]);
    if (g_str_equal(what, MARBRE_SITE_PLACE))
        return tell_place(index, where);
    if (g_str_equal(what, MARBRE_SITE_VERSIONS))
        return tell_versions(index);
    if (g_str_equal(what, MARBRE_SITE_WHOLES) || g_str_equal(what, MARBRE_SITE_PARTS) ||
        g_str_equal(what, MARBRE_SITE_ENTRIES))
        return NULL; /* asked for one by one */
    const Entry *entry = g_ptr_array_index(entries, index);
    const MarbreCopy *copy = marbre_article_get_copy(entry->article, entry->lines[1]);
    g_assert_nonnull(copy);
    if (g_str_equal(what, MARBRE_SITE_ENTRY)) {
        g_autofree char *address = g_strconcat("https://gazette.example/", entry->lines[0], NULL);
        return g_variant_ref_sink(
            g_variant_new(MARBRE_SITE_ENTRY_TYPE, flags_of(entry), entry->lines[0], address,
                          key(copy, "title"), entry->lines[2], key(copy, "section"),
                          entry->lines[1], key(copy, "standfirst"), entry->page->changed));
    }
    g_assert_true(!is_retracted(entry) || g_str_equal(what, MARBRE_SITE_RECORD));
    if (g_str_equal(what, MARBRE_SITE_CONTENT)) {
        g_autofree char *html = marbre_html_render(copy, 1);
        return g_variant_ref_sink(g_variant_new_string(html));
    }
    if (g_str_equal(what, MARBRE_SITE_MARKDOWN)) {
        g_autofree char *markdown = marbre_html_render_markdown(copy, 1);
        return g_variant_ref_sink(g_variant_new_string(markdown));
    }
    if (g_str_equal(what, MARBRE_SITE_RECORD))
        return g_variant_ref_sink(
            g_variant_new_from_bytes(G_VARIANT_TYPE_BYTESTRING, entry->state, TRUE));
    g_assert_cmpstr(what, ==, MARBRE_SITE_ARTICLE);
    return marbre_article_pack(entry->article, languages);
}

static GBytes *
read_newsroom(void *user, const char *path, GError **error)
{
    GBytes *bytes = read_file("", path);
    if (bytes == NULL)
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_NOT_FOUND, "no file %s", path);
    return bytes;
}

static GVariant *
read_options(const MarbreTaskInfo *task, const char *text)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    const MarbreSpan all = {0, strlen(text)};
    g_autoptr(MarbreYaml) yaml =
        marbre_yaml_parse("options", bytes, all, &MARBRE_YAML_POLICY, problems);
    GVariant *options =
        marbre_options_check(task, yaml, marbre_yaml_get_root(yaml), NULL, problems);
    g_assert_cmpuint(problems->len, ==, 0);
    return options;
}

static void
write_artifacts(const MarbreOutcome *outcome, const char *out)
{
    for (guint i = 0; i < outcome->artifacts->len; i++) {
        const MarbreArtifact *artifact = g_ptr_array_index(outcome->artifacts, i);
        g_autofree char *path = g_build_filename(out, artifact->path, NULL);
        g_autofree char *folder = g_path_get_dirname(path);
        size_t size;
        const char *data = g_bytes_get_data(artifact->bytes, &size);
        g_assert_cmpint(g_mkdir_with_parents(folder, 0700), ==, 0);
        g_assert_true(g_file_set_contents(path, data, (gssize)size, NULL));
        g_print("%s %s\n", artifact->path, artifact->media_type);
    }
}

int
main(int argc, char **argv)
{
    g_assert_cmpint(argc, ==, 4);
    newsroom = argv[1];
    entries = g_ptr_array_new_with_free_func(entry_free);
    read_entries();
    read_lists();
    g_autoptr(GError) error = NULL;
    const MarbreSurroundings around = {.read = read_newsroom, .site = tell};
    g_autoptr(MarbreHost) host = marbre_host_new(&around, NULL);
    marbre_host_guard(host);
    g_autoptr(MarbreLoaded) loaded = marbre_loaded_new(marbre_plugin_1(), &error);
    g_assert_no_error(error);
    const MarbreTaskInfo *info = g_ptr_array_index(marbre_loaded_get_info(loaded)->tasks, 1);
    g_autoptr(GVariant) options = read_options(info, argv[3]);
    g_autoptr(MarbreTask) task = marbre_host_create(host, loaded, info->id, options, 0, &error);
    g_assert_no_error(error);
    const Entry *first = g_ptr_array_index(entries, 0);
    const MarbreMoment now = {.seconds = 1773300000, .zone = (char *)"Europe/Paris"};
    g_autoptr(MarbreOutcome) outcome =
        marbre_host_run(host, task, first->article, first->lines[1], &now);
    bool good = outcome->status == MARBRE_OUTCOME_OK && outcome->leftovers == 0;
    if (!good)
        g_printerr("%s\n", outcome->reason != NULL ? outcome->reason : "something was left over");
    write_artifacts(outcome, argv[2]);
    g_ptr_array_unref(lists);
    g_ptr_array_unref(entries);
    return good ? 0 : 1;
}
