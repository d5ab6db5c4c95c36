/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "made.h"

#include "credit/metadata.h"

#include "marbre/plugin.h"

#include <glib.h>
#include <json-glib/json-glib.h>
#include <string.h>

/* The fields of an outside judge's reading, by its names for them. Those of further blocks of IIM,
   which a reader may leave alone, and of the charset are not held against ours. */
static const struct {
    const char *key;
    int block; /* 0 XMP, 1 IIM, 2 Exif */
    int field; /* -1: creators */
} fields[] = {
    {"xmp_creator", 0, -1},
    {"xmp_credit", 0, METADATA_CREDIT},
    {"xmp_rights", 0, METADATA_COPYRIGHT},
    {"xmp_source", 0, METADATA_SOURCE},
    {"xmp_description", 0, METADATA_DESCRIPTION},
    {"xmp_instructions", 0, METADATA_INSTRUCTIONS},
    {"xmp_usage_terms", 0, METADATA_USAGE},
    {"xmp_web_statement", 0, METADATA_WEB},
    {"xmp_licensor", 0, METADATA_LICENSOR},
    {"xmp_alt_text", 0, METADATA_ALT},
    {"xmp_digital_source_type", 0, METADATA_ORIGIN},
    {"iim_byline", 1, -1},
    {"iim_credit", 1, METADATA_CREDIT},
    {"iim_copyright", 1, METADATA_COPYRIGHT},
    {"iim_source", 1, METADATA_SOURCE},
    {"iim_caption", 1, METADATA_DESCRIPTION},
    {"iim_instructions", 1, METADATA_INSTRUCTIONS},
    {"exif_artist", 2, -1},
    {"exif_copyright", 2, METADATA_COPYRIGHT},
    {"exif_description", 2, METADATA_DESCRIPTION},
};

static char *
photos_path(const char *name)
{
    const char *shared = g_getenv("MARBRE_SHARED");
    return shared ? g_build_filename(shared, "samples", "photos", name, NULL) : NULL;
}

static char *
node_text(JsonNode *node)
{
    GString *text = g_string_new(NULL);
    if (!node)
        return g_string_free(text, FALSE);
    if (JSON_NODE_HOLDS_VALUE(node))
        g_string_append(text, json_node_get_string(node));
    else if (JSON_NODE_HOLDS_OBJECT(node))
        g_string_append(text,
                        json_object_get_string_member(json_node_get_object(node), "LicensorURL"));
    else {
        JsonArray *array = json_node_get_array(node);
        for (guint i = 0; i < json_array_get_length(array); i++) {
            g_autofree char *one = node_text(json_array_get_element(array, i));
            g_string_append_printf(text, "%s%s", i ? "; " : "", one);
        }
    }
    return g_string_free(text, FALSE);
}

static char *
our_text(const struct metadata *metadata, size_t which)
{
    const struct metadata_block *blocks[] = {&metadata->xmp, &metadata->iim, &metadata->exif};
    const struct metadata_block *block = blocks[fields[which].block];
    GString *text = g_string_new(NULL);
    if (fields[which].field >= 0)
        return g_string_free(g_string_append(text, block->text[fields[which].field]
                                                       ? block->text[fields[which].field]
                                                       : ""),
                             FALSE);
    for (size_t i = 0; i < block->creators.count; i++)
        g_string_append_printf(text, "%s%s", i ? "; " : "", block->creators.at[i]);
    return g_string_free(text, FALSE);
}

static void
assert_photo(const char *name, JsonObject *wanted)
{
    g_autofree char *path = photos_path(name), *bytes = NULL;
    size_t size;
    g_assert_true(g_file_get_contents(path, &bytes, &size, NULL));
    struct picture picture;
    struct metadata metadata;
    picture_read((struct bytes){(const uint8_t *)bytes, size}, &picture);
    g_assert_cmpint(picture.kind, ==, PICTURE_JPEG);
    g_assert_false(picture.cut);
    g_assert_cmpint(metadata_read(&picture, &metadata), ==, MBR_OK);
    g_assert_false(metadata.unread);
    for (size_t i = 0; i < G_N_ELEMENTS(fields); i++) {
        g_autofree char *theirs = node_text(json_object_get_member(wanted, fields[i].key));
        g_autofree char *ours = our_text(&metadata, i);
        g_test_message("%s: %s", name, fields[i].key);
        g_assert_cmpstr(ours, ==, theirs);
    }
    metadata_clear(&metadata);
}

static void
test_expected(void)
{
    g_autofree char *path = photos_path("expected.json");
    g_autoptr(JsonParser) parser = json_parser_new();
    if (!path || !json_parser_load_from_file(parser, path, NULL)) {
        g_test_skip("MARBRE_SHARED does not say where the photos are");
        return;
    }
    JsonObject *all = json_node_get_object(json_parser_get_root(parser));
    g_autoptr(GList) names = json_object_get_members(all);
    g_assert_cmpuint(g_list_length(names), ==, 8);
    for (GList *name = names; name; name = name->next)
        assert_photo(name->data, json_object_get_object_member(all, name->data));
}

/* One small file of each kind: who made it, and what is printed. */
static const struct {
    const char *name;
    enum picture_kind kind;
    bool cut;
    const char *creator, *credit;
} kinds[] = {
    {"jpeg-xmp", PICTURE_JPEG, false, "Mila Orsan", "Mila Orsan/Agence Lune"},
    {"jpeg-xmp-utf16", PICTURE_JPEG, false, "Mila Orsan", "Mila Orsan/Agence Lune"},
    {"jpeg-xmp-utf16-little", PICTURE_JPEG, false, "Mila Orsan", "Mila Orsan/Agence Lune"},
    {"jpeg-iim", PICTURE_JPEG, false, "Zoé Vance", "Agence Lune"},
    {"jpeg-iim-latin", PICTURE_JPEG, false, "Zoé Vance", "Maximilienne Constantinopoulos-"},
    {"jpeg-exif", PICTURE_JPEG, false, "Mila Orsan", NULL},
    {"jpeg-exif-far", PICTURE_JPEG, false, NULL, NULL},
    {"jpeg-cut", PICTURE_JPEG, true, NULL, NULL},
    {"png", PICTURE_PNG, false, "Mila Orsan", "Mila Orsan/Agence Lune"},
    {"png-exif", PICTURE_PNG, false, "Mila Orsan", NULL},
    {"png-cut", PICTURE_PNG, true, NULL, NULL},
    {"webp", PICTURE_WEBP, false, "Mila Orsan", "Mila Orsan/Agence Lune"},
    {"gif", PICTURE_GIF, false, "Mila Orsan", "Mila Orsan/Agence Lune"},
    {"gif-cut", PICTURE_GIF, true, NULL, NULL},
    {"tiff", PICTURE_TIFF, false, "Mila Orsan", "Mila Orsan/Agence Lune"},
    {"tiff-little", PICTURE_TIFF, false, "Zoé Vance", "Agence Lune"},
    {"avif", PICTURE_HEIF, false, "Mila Orsan", "Mila Orsan/Agence Lune"},
    {"heic-cut", PICTURE_HEIF, true, NULL, NULL},
    {"drawing", PICTURE_DRAWING, false, NULL, NULL},
    {"page", PICTURE_NONE, false, NULL, NULL},
};

static void
test_kinds(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        g_autofree char *path = g_test_build_filename(G_TEST_DIST, "..", "..", "fuzz", "corpus",
                                                      "picture", kinds[i].name, NULL);
        g_autofree char *bytes = NULL;
        size_t size;
        struct picture picture;
        struct metadata metadata;
        g_assert_true(g_file_get_contents(path, &bytes, &size, NULL));
        picture_read((struct bytes){(const uint8_t *)bytes, size}, &picture);
        g_test_message("%s", kinds[i].name);
        g_assert_cmpint(picture.kind, ==, kinds[i].kind);
        g_assert_cmpint(picture.cut, ==, kinds[i].cut);
        g_assert_cmpint(metadata_read(&picture, &metadata), ==, MBR_OK);
        const struct metadata_names *creators = metadata_creators(&metadata);
        g_assert_cmpstr(creators->count > 0 ? creators->at[0] : NULL, ==, kinds[i].creator);
        g_assert_cmpstr(metadata_text(&metadata, METADATA_CREDIT), ==, kinds[i].credit);
        metadata_clear(&metadata);
    }
}

/* Packets that would keep a parser busy, or worse, are left alone. */
static void
test_unsound(void)
{
    static const char *const unsound[] = {
        "",         "words", "<a>", "<a></a></a>", "<a b='>", "<!DOCTYPE a><a/>", "<a><!-- --></a>",
        "<?xpacket"};
    static const char *const sound[] = {"<a/>", "<a b='/>'></a>", "<?x '?><a><b/></a>"};
    for (size_t i = 0; i < G_N_ELEMENTS(unsound); i++)
        g_assert_false(
            xmp_is_sound((struct bytes){(const uint8_t *)unsound[i], strlen(unsound[i])}));
    for (size_t i = 0; i < G_N_ELEMENTS(sound); i++)
        g_assert_true(xmp_is_sound((struct bytes){(const uint8_t *)sound[i], strlen(sound[i])}));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/credit/metadata/expected", test_expected);
    g_test_add_func("/credit/metadata/kinds", test_kinds);
    g_test_add_func("/credit/metadata/unsound", test_unsound);
    return g_test_run();
}
