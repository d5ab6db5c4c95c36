/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Whatever a newsroom writes into a fragment of its theme: it is refused with a place within it, or
 * made ready, and then no value can change what it is made of. The first byte chooses the file. */
#include "publish/text.h"
#include "publish/theme.h"

#include <stdint.h>
#include <stdlib.h>

static const struct mbr_task task = {.theme = {"", 0}};
static site newsroom = {.task = &task};
static struct theme theme;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static size_t
count(const buffer *in, char wanted)
{
    size_t found = 0;
    for (size_t i = 0; i < in->size; i++)
        found += in->data[i] == wanted;
    return found;
}

static void
fill(const char *said, buffer *out)
{
    const view from = {&newsroom, words_of(text_of("en")), text_of(said), text_of("a/"), 0};
    filling with = {.view = &from};
    newsroom.name = text_of(said);
    for (size_t i = 0; i < PLACES; i++)
        with.at[i].text = text_of(said);
    theme_write(PART_ARTICLE, &with, out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char signs[] = "<>\"'=`";
    fragment_rules rules = {.allowed = UINT64_MAX};
    fault why;
    if (size == 0)
        return 0;
    rules.in_head = data[0] & 1;
    char *bytes = malloc(size); /* exactly as long, so that one beyond is seen */
    if (!bytes)
        return 0;
    memcpy(bytes, data + 1, size - 1);
    newsroom.theme = &theme;
    if (fragment_read((mbr_text){bytes, size - 1}, &rules, &theme.parts[PART_ARTICLE], &why)) {
        buffer calm = {0}, wild = {0};
        fill("", &calm);
        fill("</p>\"'><script>`", &wild);
        for (const char *sign = signs; sign[1]; sign++) {
            if (count(&calm, *sign) != count(&wild, *sign))
                abort();
        }
        buffer_clear(&calm);
        buffer_clear(&wild);
        fragment_clear(&theme.parts[PART_ARTICLE]);
    } else if (why.at > size || !why.why[0]) {
        abort();
    }
    free(bytes);
    return 0;
}
