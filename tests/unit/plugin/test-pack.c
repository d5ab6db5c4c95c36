/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plugin/article_pack.h"

#include "base/error.h"
#include "probe.h"

#include <string.h>

static const char *const langs[] = {"fr", "en", NULL};

/* As it comes out of a pipe: bytes alone. */
static GVariant *
send(GVariant *packed)
{
    g_autoptr(GBytes) bytes = g_variant_get_data_as_bytes(packed);
    return g_variant_ref_sink(
        g_variant_new_from_bytes(G_VARIANT_TYPE(MARBRE_ARTICLE_TYPE), bytes, FALSE));
}

static void
test_there_and_back(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbreArticle) article = probe_article();
    g_autoptr(GVariant) packed = marbre_article_pack(article, langs);
    g_autoptr(GVariant) sent = send(packed);
    g_autoptr(MarbreArticle) back = marbre_article_unpack(sent, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(marbre_article_get_folder(back), ==, "articles/2023/09/accord");
    g_assert_cmpuint(marbre_article_get_files(back)->len, ==, 4);
    const MarbreFile *text = marbre_article_get_file(back, "index.fr.md");
    size_t size;
    const char *data = g_bytes_get_data(text->bytes, &size);
    g_assert_cmpmem(data, size, probe_text, strlen(probe_text));
    g_assert_cmpint(data[size], ==, '\0');
    g_assert_cmpstr(text->oid, ==, "0123456789012345678901234567890123456789");
    g_assert_true(text->regular);
    /* Media go without their bytes. */
    const MarbreFile *photo = marbre_article_get_file(back, "photo.jpg");
    g_assert_null(photo->bytes);
    g_assert_cmpuint(photo->size, ==, 4);
    g_assert_cmpstr(marbre_article_get_title(back), ==, "L'accord : « fini »");
    g_assert_true(g_strv_equal(marbre_article_get_langs(back), langs));
    g_assert_true(text->sound);
    /* All its texts have been checked by now, and that goes along; nothing else has changed. */
    g_autoptr(GVariant) again = marbre_article_pack(back, langs);
    g_assert_cmpuint(g_variant_get_size(packed), ==, g_variant_get_size(again));
    g_autoptr(GVariant) sent_again = send(again);
    g_autoptr(MarbreArticle) twice = marbre_article_unpack(sent_again, &error);
    g_assert_no_error(error);
    g_autoptr(GVariant) third = marbre_article_pack(twice, langs);
    g_assert_true(g_variant_equal(again, third));
}

static GBytes *
fetch(void *user, const MarbreFile *file)
{
    (void)user;
    g_assert_cmpstr(file->name, ==, "photo.jpg");
    return g_bytes_new_static("bytes of it", 11);
}

/* Unless somebody fetches them. */
static void
test_media(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbreArticle) article = probe_article();
    g_autoptr(GVariant) packed = marbre_article_pack_with(article, langs, fetch, NULL);
    g_autoptr(GVariant) sent = send(packed);
    g_autoptr(MarbreArticle) back = marbre_article_unpack(sent, &error);
    g_assert_no_error(error);
    const MarbreFile *photo = marbre_article_get_file(back, "photo.jpg");
    size_t size;
    const char *data = g_bytes_get_data(photo->bytes, &size);
    g_assert_cmpmem(data, size, "bytes of it", 11);
    g_assert_cmpuint(photo->size, ==, 11);
}

static void
test_files(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) files = marbre_files_new();
    g_autoptr(GBytes) empty = g_bytes_new("", 0);
    g_ptr_array_add(files, marbre_file_new("index.fr.md", NULL, 0, empty));
    MarbreFile *link = marbre_file_new("index.en.md", NULL, 0, empty);
    link->regular = false;
    g_ptr_array_add(files, link);
    g_autoptr(GVariant) packed = marbre_article_pack_files("articles/a", files, langs);
    g_autoptr(MarbreArticle) back = marbre_article_unpack(packed, &error);
    g_assert_no_error(error);
    const MarbreFile *text = marbre_article_get_file(back, "index.fr.md");
    g_assert_nonnull(text->bytes);
    g_assert_cmpuint(g_bytes_get_size(text->bytes), ==, 0);
    g_assert_true(text->sound); /* it was looked at on the way in */
    const MarbreFile *other = marbre_article_get_file(back, "index.en.md");
    g_assert_false(other->regular);
    g_assert_null(other->bytes);
}

static void
add_id(void *user, const char *id)
{
    g_string_append_printf(user, "%s;", id);
}

static void
test_ids(void)
{
    g_autoptr(MarbreArticle) article = probe_article();
    g_autoptr(GVariant) packed = marbre_article_pack_with(article, langs, fetch, NULL);
    g_autoptr(GString) ids = g_string_new(NULL);
    g_autoptr(GString) expected = g_string_new(NULL);
    const GPtrArray *files = marbre_article_get_files(article);
    for (guint i = 0; i < files->len; i++)
        add_id(expected, ((const MarbreFile *)g_ptr_array_index(files, i))->oid);
    marbre_article_pack_each_id(packed, add_id, ids);
    g_assert_cmpstr(ids->str, ==, expected->str);
}

/* An article of one file: what a stranger might write in each place. */
typedef struct {
    const char *folder;
    const char *name;
    const char *oid;
    uint64_t size;
    const char *bytes;
    size_t written; /* of bytes, the NUL included */
    uint64_t files;
} Form;

static void
put(GByteArray *out, const void *data, size_t size)
{
    g_byte_array_append(out, data, (guint)size);
}

static GVariant *
form_pack(const Form *form)
{
    const uint64_t one = 1, what = 3; /* a plain file with its bytes */
    GByteArray *out = g_byte_array_new();
    put(out, &one, sizeof one);
    put(out, &form->files, sizeof form->files);
    put(out, form->folder, strlen(form->folder) + 1);
    put(out, "fr", 3);
    put(out, form->name, strlen(form->name) + 1);
    put(out, form->oid, strlen(form->oid) + 1);
    put(out, &form->size, sizeof form->size);
    put(out, &what, sizeof what);
    put(out, form->bytes, form->written);
    g_autoptr(GBytes) bytes = g_byte_array_free_to_bytes(out);
    return g_variant_ref_sink(
        g_variant_new_from_bytes(G_VARIANT_TYPE(MARBRE_ARTICLE_TYPE), bytes, FALSE));
}

static void
test_hostile(void)
{
    static const Form wrong[] = {
        {"../a", "index.fr.md", "", 1, "a", 2, 1},
        {"/a", "index.fr.md", "", 1, "a", 2, 1},
        {"\xFF", "index.fr.md", "", 1, "a", 2, 1},
        {"a", "../x", "", 1, "a", 2, 1},
        {"a", "", "", 1, "a", 2, 1},
        {"a", "\xFF.md", "", 1, "a", 2, 1},
        {"a", "index.fr.md", "abc", 1, "a", 2, 1},
        {"a", "index.fr.md", "", 2, "a", 2, 1},
        {"a", "index.fr.md", "", 1, "a", 1, 1},
        {"a", "index.fr.md", "", 1, "ab", 3, 1},
        {"a", "index.fr.md", "", UINT64_MAX, "a", 2, 1},
        {"a", "index.fr.md", "", 1, "a", 2, 2},
        {"a", "index.fr.md", "", 1, "a", 2, 0},
        {"a", "index.fr.md", "", 1, "a", 2, UINT64_MAX},
    };
    g_autoptr(GError) error = NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
        g_autoptr(GVariant) packed = form_pack(&wrong[i]);
        g_assert_null(marbre_article_unpack(packed, &error));
        g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_INVALID);
        g_assert_nonnull(strstr(error->message, "an article came damaged; try again"));
        g_clear_error(&error);
    }
    const Form sound = {"a", "index.fr.md", "", 1, "a", 2, 1};
    g_autoptr(GVariant) good = form_pack(&sound);
    g_autoptr(MarbreArticle) article = marbre_article_unpack(good, &error);
    g_assert_no_error(error);
}

/* Wherever it ends too early. */
static void
test_cut(void)
{
    g_autoptr(MarbreArticle) article = probe_article();
    g_autoptr(GVariant) packed = marbre_article_pack(article, langs);
    g_autoptr(GBytes) whole = g_variant_get_data_as_bytes(packed);
    for (size_t size = 0; size < g_bytes_get_size(whole); size++) {
        /* With memory of its own, so that a byte read behind it is noticed. */
        g_autoptr(GBytes) bytes = g_bytes_new(g_bytes_get_data(whole, NULL), size);
        g_autoptr(GVariant) cut = g_variant_ref_sink(
            g_variant_new_from_bytes(G_VARIANT_TYPE(MARBRE_ARTICLE_TYPE), bytes, FALSE));
        g_assert_null(marbre_article_unpack(cut, NULL));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/pack/there-and-back", test_there_and_back);
    g_test_add_func("/pack/media", test_media);
    g_test_add_func("/pack/files", test_files);
    g_test_add_func("/pack/ids", test_ids);
    g_test_add_func("/pack/hostile", test_hostile);
    g_test_add_func("/pack/cut", test_cut);
    return g_test_run();
}
