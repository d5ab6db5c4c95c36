/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "credit/compare.h"
#include "credit/described.h"
#include "credit/metadata.h"
#include "credit/strip.h"
#include "credit/terms.h"

#include "marbre/plugin.h"

#include <glib.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Any bytes as a picture, down to what its merged fields are held against: texts are UTF-8 without
 * control characters, and parts lie within the file. */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
const char *__lsan_default_suppressions(void);

/* The library for XMP keeps what it learns of namespaces until the program ends. */
const char *
__lsan_default_suppressions(void)
{
    return "leak:libexiv2\n";
}

static void
assert_within(struct bytes part, const uint8_t *data, size_t size)
{
    g_assert_true(part.size == 0 || (part.data >= data && part.data + part.size <= data + size));
}

static void
assert_text(const char *text)
{
    if (!text)
        return;
    g_assert_true(g_utf8_validate(text, -1, NULL));
    g_assert_cmpuint(strlen(text), <=, METADATA_MOST_TEXT);
    g_assert_true(text[0] && text[0] != ' ');
    for (const char *at = text; *at; at++)
        g_assert_cmpint((unsigned char)*at, >=, ' ');
}

static void
assert_block(const struct metadata_block *block)
{
    for (size_t i = 0; i < block->creators.count; i++)
        assert_text(block->creators.at[i]);
    for (int i = 0; i < METADATA_FIELDS; i++)
        assert_text(block->text[i]);
}

static void
use(const struct metadata *metadata)
{
    static const char printed[] = "Léa Morel/AFP";
    enum compared compared;
    char *theirs, *name, *agency;
    struct terms terms;
    const char *told = metadata_text(metadata, METADATA_INSTRUCTIONS);
    const char *alt = metadata_text(metadata, METADATA_ALT);
    g_assert_true(
        compare_credit(printed, sizeof printed - 1, NULL, 0, metadata, &compared, &theirs));
    g_assert_true(compare_propose(metadata, &name, &agency));
    g_assert_true(!told || terms_read(told, &terms));
    if (alt)
        (void)described_wrong(alt, strlen(alt), "photo.jpg", NULL,
                              0); /* only that it stays within */
    free(theirs);
    free(name);
    free(agency);
}

/* Where nothing is said to have been taken out, nothing has changed. */
static void
strip(const struct picture *picture, const uint8_t *data, size_t size)
{
    bool failed;
    uint8_t *copy = g_memdup2(data, size);
    bool changed = strip_places(picture, (struct bytes){data, size}, copy, &failed);
    g_assert_false(failed);
    g_assert_true(changed || size == 0 || memcmp(copy, data, size) == 0);
    g_free(copy);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct picture picture;
    struct metadata metadata;
    picture_read((struct bytes){data, size}, &picture);
    assert_within(picture.exif, data, size);
    assert_within(picture.iim, data, size);
    assert_within(picture.xmp, data, size);
    assert_within(picture.parameters, data, size);
    g_assert_cmpint(metadata_read(&picture, &metadata), ==, MBR_OK);
    assert_block(&metadata.xmp);
    assert_block(&metadata.iim);
    assert_block(&metadata.exif);
    use(&metadata);
    strip(&picture, data, size);
    metadata_clear(&metadata);
    return 0;
}
