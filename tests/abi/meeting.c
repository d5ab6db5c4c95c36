/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "meeting.h"

#include "base/error.h"
#include "plugin/article_pack.h"

#include <string.h>

static const char text[] = "---\n"
                           "title: \"L'accord : « fini »\"\n"
                           "source-lang: en\n"
                           "count: 12\n"
                           "secret: rien\n"
                           "images:\n"
                           "  - {file: photo.jpg, credit: 'Agence O''Neil'}\n"
                           "---\n"
                           "# Le titre\n"
                           "\n"
                           "Un **mot** d’ordre et un « propos\n"
                           "tenu » ici à `Goris`. Une autre phrase.\n"
                           "\n"
                           "> Un bloc cité.\n"
                           "\n"
                           "- Voir [le lien](https://example.org \"Titre\")\n"
                           "- ![Une vue](photo.jpg)\n";
static const char source[] = "---\ntitle: The deal\n---\n# The title\n\nA word. Another one.\n";
static const char claims[] = "claims:\n"
                             "  - id: un-mot\n"
                             "    quote: \"Un mot d'ordre\"\n"
                             "    by: quelqu'un\n"
                             "    status: unverified\n";
static const char list[] = "names:\n  - {fr: Latchine}\n  - {fr: [goris, chouchi]}\n";
static const char record[] = "publication: {revision: 2, at: 2023-09-19T18:00:00+02:00}\n";

static void
add_file(GPtrArray *files, const char *name, const char *bytes)
{
    g_autoptr(GBytes) data = bytes != NULL ? g_bytes_new_static(bytes, strlen(bytes)) : NULL;
    g_ptr_array_add(files, marbre_file_new(name, "0123456789012345678901234567890123456789",
                                           bytes != NULL ? strlen(bytes) : 7, data));
}

MarbreArticle *
meeting_article(void)
{
    g_autoptr(GPtrArray) files = marbre_files_new();
    add_file(files, "claims.yaml", claims);
    add_file(files, "index.en.md", source);
    add_file(files, "index.fr.md", text);
    add_file(files, "photo.jpg", NULL);
    const char *const langs[] = {"fr", NULL};
    return marbre_article_new("articles/2023/09/accord", files, langs, NULL);
}

static GBytes *
read_file(void *user, const char *path, GError **error)
{
    if (g_str_equal(path, "glossary/list.yaml"))
        return g_bytes_new_static(list, strlen(list));
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_NOT_FOUND, "no %s", path);
    return NULL;
}

static GBytes *
read_media(void *user, const char *path, const char *oid, GError **error)
{
    g_assert_cmpstr(path, ==, "articles/2023/09/accord/photo.jpg");
    return g_bytes_new_static("picture", 7);
}

static GPtrArray *
list_folder(void *user, const char *folder, GError **error)
{
    g_assert_cmpstr(folder, ==, "glossary");
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(names, g_strdup("list.yaml"));
    g_ptr_array_add(names, g_strdup("old/"));
    return names;
}

static GVariant *
numbers(uint64_t one)
{
    return g_variant_new_fixed_array(G_VARIANT_TYPE_UINT64, &one, 1, sizeof one);
}

static GVariant *
say_site(void *user, const char *what, uint64_t index, const char *where)
{
    const char *const langs[] = {"fr", NULL};
    g_autoptr(MarbreArticle) article = meeting_article();
    GVariant *said = NULL;
    if (g_str_equal(what, MARBRE_SITE_COUNT) || g_str_equal(what, MARBRE_SITE_LISTS))
        said = g_variant_new_uint64(1);
    else if (g_str_equal(what, MARBRE_SITE_RETRACTED))
        said = g_variant_new_uint64(0);
    else if (g_str_equal(what, MARBRE_SITE_ENTRY))
        said = g_variant_new(MARBRE_SITE_ENTRY_TYPE, MBR_ENTRY_RENDER, "2023/09/a/",
                             "https://journal.example/2023/09/a/", "Titre",
                             "2023-09-19T18:00:00+02:00", "monde", "fr", "",
                             "2023-09-20T18:00:00+02:00");
    else if (g_str_equal(what, MARBRE_SITE_LIST))
        said = g_variant_new("(issss@ats)", MBR_LIST_FRONT, "", "", "fr", "", numbers(0), "fr");
    else if (g_str_equal(what, MARBRE_SITE_VERSIONS))
        said = numbers(0);
    else if (g_str_equal(what, MARBRE_SITE_PLACE))
        said = g_variant_new_string("sections/monde/");
    else if (g_str_equal(what, MARBRE_SITE_CONTENT))
        said = g_variant_new_string("<p>Un mot</p>");
    else if (g_str_equal(what, MARBRE_SITE_MARKDOWN))
        said = g_variant_new_string("Un mot");
    else if (g_str_equal(what, MARBRE_SITE_RECORD))
        said = g_variant_new_fixed_array(G_VARIANT_TYPE_BYTE, record, strlen(record), 1);
    else if (g_str_equal(what, MARBRE_SITE_ARTICLE))
        return marbre_article_pack(article, langs);
    else if (g_str_equal(what, MARBRE_SITE_WHOLES) || g_str_equal(what, MARBRE_SITE_PARTS) ||
             g_str_equal(what, MARBRE_SITE_ENTRIES))
        return NULL; /* asked for one by one */
    g_assert_nonnull(said);
    return g_variant_ref_sink(said);
}

MarbreSurroundings
meeting_surroundings(bool site)
{
    return (MarbreSurroundings){.read = read_file,
                                .list = list_folder,
                                .media = read_media,
                                .site = site ? say_site : NULL};
}

char *
meeting_argument(const MarbreOutcome *outcome, const char *name)
{
    if (outcome->status != MARBRE_OUTCOME_OK)
        g_error("%s", outcome->reason);
    g_assert_cmpuint(outcome->findings->len, ==, 1);
    const MarbreRecord *finding = g_ptr_array_index(outcome->findings, 0);
    GVariantIter iter;
    const char *key;
    const char *value;
    g_variant_iter_init(&iter, finding->args);
    while (g_variant_iter_next(&iter, "(&s&s)", &key, &value)) {
        if (g_str_equal(key, name))
            return g_strdup(value);
    }
    g_error("no argument %s", name);
}

char *
meeting_file(const char *name)
{
    g_autofree char *path = g_test_build_filename(G_TEST_DIST, name, NULL);
    g_autoptr(GError) error = NULL;
    char *said = NULL;
    g_file_get_contents(path, &said, NULL, &error);
    g_assert_no_error(error);
    return said;
}

void
meeting_expect(const char *name, const char *said)
{
    g_autofree char *path = g_test_build_filename(G_TEST_DIST, name, NULL);
    if (g_getenv("MARBRE_GOLDEN_WRITE") != NULL)
        g_assert_true(g_file_set_contents(path, said, -1, NULL));
    g_autofree char *wanted = meeting_file(name);
    g_assert_cmpstr(said, ==, wanted);
}
