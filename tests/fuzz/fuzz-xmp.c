/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "credit/metadata.h"
#include "marbre/plugin.h"

#include <glib.h>
#include <stddef.h>
#include <stdint.h>

/* A packet that is read as a plain one says to the library what it said to us. */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The library for XMP keeps what it learns of namespaces until the program ends. */
const char *__lsan_default_suppressions(void);
const char *
__lsan_default_suppressions(void)
{
    return "leak:libexiv2\n";
}

static void
check_same(const struct metadata_block *one, const struct metadata_block *other)
{
    for (size_t i = 0; i < METADATA_FIELDS; i++)
        g_assert_cmpstr(one->text[i], ==, other->text[i]);
    g_assert_cmpuint(one->creators.count, ==, other->creators.count);
    for (size_t i = 0; i < one->creators.count; i++)
        g_assert_cmpstr(one->creators.at[i], ==, other->creators.at[i]);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct bytes packet = {data, size};
    struct metadata ours = {.unread = false}, theirs = {.unread = false};
    bool plain;
    if (size > 60000 || !xmp_is_sound(packet))
        return 0;
    g_assert_true(xmp_read_plain(packet, &ours.xmp, &plain));
    if (plain && xmp_read_whole(packet, &theirs) == MBR_OK) {
        g_assert_false(theirs.unread);
        check_same(&ours.xmp, &theirs.xmp);
    }
    metadata_clear(&ours);
    metadata_clear(&theirs);
    return 0;
}
