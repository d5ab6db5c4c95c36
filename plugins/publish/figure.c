/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "figure.h"

#include "text.h"

#include <strings.h>

/* Credits that say of themselves what they are. */
static bool
needs_label(mbr_text credit)
{
    static const char *const own[] = {"photo",        "crédit", "credit",     "illustration",
                                      "infographie",  "dessin", "capture",    "carte",
                                      "infographic",  "map",    "screenshot", "drawing",
                                      "reproduction", "©",      "(c)"};
    for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
        size_t size = strlen(own[i]);
        if (credit.size >= size && strncasecmp(credit.data, own[i], size) == 0)
            return false;
    }
    return true;
}

void
figure_credit(const view *from, mbr_text credit, buffer *out)
{
    const filling with = {
        .view = from,
        .at = {[PLACE_KIND].text = text_of(needs_label(credit) ? from->words->photo : ""),
               [PLACE_NAME].text = credit}};
    theme_write(PART_CREDIT, &with, out);
}

static void
write_credit(const void *user, buffer *out)
{
    const figure *of = user;
    if (of->credit.size > 0)
        figure_credit(of->view, of->credit, out);
}

static void
write_caption(const void *user, buffer *out)
{
    const figure *of = user;
    if (of->caption_html.size > 0)
        foreign_write(of->foreign, of->caption_html, true, out);
    else
        foreign_write(of->foreign, of->caption, false, out);
}

static void
write_below(const void *user, buffer *out)
{
    const figure *of = user;
    const filling with = {.view = of->view,
                          .at = {[PLACE_CAPTION] = {.write = write_caption, .of = of},
                                 [PLACE_CREDIT] = {.write = write_credit, .of = of}}};
    if (of->caption.size > 0 || of->caption_html.size > 0 || of->credit.size > 0)
        theme_write(PART_CAPTION, &with, out);
}

void
figure_write(const figure *of, buffer *out)
{
    const filling with = {.view = of->view,
                          .at = {[PLACE_CLASS].text = text_of(of->class),
                                 [PLACE_PICTURE] = {.write = of->image, .of = of->of},
                                 [PLACE_BELOW] = {.write = write_below, .of = of}}};
    theme_write(PART_FIGURE, &with, out);
}
