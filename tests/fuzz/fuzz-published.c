/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Whatever HTML the host lends as a body: it is read without a byte too many, and all of its words
 * come out again. The first byte chooses what the front matter knows. */
#include "publish/body.h"
#include "publish/text.h"
#include "publish/theme.h"

#include <stdint.h>
#include <stdlib.h>

/* The newsroom has no parts of pages of its own. */
static const struct mbr_task task = {.theme = {"", 0}};
static site newsroom = {.task = &task, .name = {"", 0}};
static struct theme theme;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0 || (!newsroom.theme && theme_open(&theme, &newsroom) < 0))
        return 0;
    newsroom.theme = &theme;
    picture known = {.file = text_of("a.jpg"),
                     .caption = text_of("C"),
                     .alt = text_of("A"),
                     .credit = text_of(data[0] & 1 ? "N" : "")};
    char *bytes = malloc(size); /* exactly as long, so that one beyond is seen */
    if (!bytes)
        return 0;
    memcpy(bytes, data + 1, size - 1);
    story entry = {.entry = {.path = text_of("2026/03/a/"), .language = text_of("fr")}};
    article of = {.site = &newsroom,
                  .story = &entry,
                  .words = words_of(text_of(data[0] & 2 ? "fr" : "en")),
                  .content = {bytes, size - 1},
                  .dateline = text_of(data[0] & 4 ? "D" : ""),
                  .pictures = {&known, data[0] & 8 ? 1 : 0}};
    if (data[0] & 16)
        foreign_add(&of.foreign, text_of("a"), text_of("en"));
    mbr_text address, alt;
    buffer out = {0};
    body_write(&of, &out);
    (void)body_first_picture(&of, &address, &alt); /* that it comes back is the test */
    (void)article_hero(&of);
    if (out.failed ||
        (text_find(of.content, 0, "<img ") == of.content.size && out.size < of.content.size))
        abort();
    buffer_clear(&out);
    foreign_clear(&of.foreign);
    free(bytes);
    return 0;
}
