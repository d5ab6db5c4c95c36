/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "body.h"

#include "figure.h"
#include "frame.h"
#include "percent.h"
#include "tag.h"
#include "text.h"

#include <stdlib.h>

#define PARAGRAPH "<p>"
#define PARAGRAPH_END "</p>"
#define IMAGE "<img "

/* A picture of the body: attributes as the host wrote them, escaped. */
typedef struct shown {
    mbr_text address, alt, title;
} shown;

/* --- reading what the host wrote ---------------------------------------------------------------
 */

static bool
take_attribute(mbr_text content, size_t *at, mbr_text *ret_name, mbr_text *ret_value)
{
    size_t equals = text_find(content, *at, "=\"");
    size_t end = text_find(content, equals + 2, "\"");
    if (end >= content.size)
        return false;
    *ret_name = (mbr_text){content.data + *at, equals - *at};
    *ret_value = (mbr_text){content.data + equals + 2, end - equals - 2};
    *at = end + 1;
    return true;
}

/* Read `<img src="…" alt="…" title="…" />` at `*at` and move behind it. */
static bool
take_image(mbr_text content, size_t *at, shown *ret)
{
    size_t here = *at + strlen(IMAGE);
    *ret = (shown){{"", 0}, {"", 0}, {"", 0}};
    if (!text_starts(text_from(content, *at), IMAGE))
        return false;
    for (;;) {
        mbr_text name, value;
        while (here < content.size && content.data[here] == ' ')
            here++;
        if (text_starts(text_from(content, here), "/>"))
            break;
        if (!take_attribute(content, &here, &name, &value))
            return false;
        if (text_is(name, "src"))
            ret->address = value;
        else if (text_is(name, "alt"))
            ret->alt = value;
        else if (text_is(name, "title"))
            ret->title = value;
    }
    *at = here + 2;
    return true;
}

static void
skip_space(mbr_text content, size_t *at)
{
    while (*at < content.size && (content.data[*at] == '\n' || content.data[*at] == ' '))
        ++*at;
}

/* Whether a paragraph of pictures and nothing else begins here, and where it ends. */
static bool
find_pictures(mbr_text content, size_t at, size_t *ret_end)
{
    shown one;
    size_t here = at + strlen(PARAGRAPH);
    if (!text_starts(text_from(content, at), PARAGRAPH IMAGE))
        return false;
    while (take_image(content, &here, &one)) {
        skip_space(content, &here);
        if (text_starts(text_from(content, here), "<br />")) {
            here += strlen("<br />");
            skip_space(content, &here);
        }
        if (text_starts(text_from(content, here), PARAGRAPH_END)) {
            *ret_end = here + strlen(PARAGRAPH_END);
            return true;
        }
    }
    return false;
}

bool
body_is_file(mbr_text address, mbr_text file)
{
    size_t at = 0, k = 0;
    while (text_starts(text_from(address, at), "./"))
        at += 2;
    for (; at < address.size && address.data[at] != '?' && address.data[at] != '#'; at++, k++) {
        char c = address.data[at];
        size_t written = c == '&' ? tag_reference(address, at, &c) : 0;
        at += written ? written - 1 : 0;
        if (c == '%' && !written && address.size - at > 2 &&
            percent_digit(address.data[at + 1]) >= 0 && percent_digit(address.data[at + 2]) >= 0) {
            c = (char)(percent_digit(address.data[at + 1]) * 16 +
                       percent_digit(address.data[at + 2]));
            at += 2;
        }
        if (k >= file.size || file.data[k] != c)
            return false;
    }
    return k == file.size && k > 0;
}

bool
body_shows(mbr_text content, mbr_text file)
{
    shown one;
    for (size_t at = text_find(content, 0, IMAGE); at < content.size;
         at = text_find(content, at, IMAGE)) {
        if (!take_image(content, &at, &one))
            return false;
        if (body_is_file(one.address, file))
            return true;
    }
    return false;
}

bool
body_first_picture(const article *of, mbr_text *ret_address, mbr_text *ret_alt)
{
    shown one;
    size_t at = text_find(of->content, 0, IMAGE);
    if (!take_image(of->content, &at, &one) || one.address.size == 0 ||
        memchr(one.address.data, '/', one.address.size) ||
        memchr(one.address.data, '#', one.address.size))
        return false;
    *ret_address = one.address;
    *ret_alt = one.alt;
    return true;
}

/* --- pictures ----------------------------------------------------------------------------------
 */

/* A picture that the front matter describes, and the way to the article's folder. */
typedef struct described {
    const picture *of;
    const view *from;
    mbr_text folder; /* in the site; "" where the page lies in it */
} described;

static void
write_described(const void *user, buffer *out)
{
    const described *one = user;
    buffer_say(out, "<img src=\"");
    if (one->folder.size > 0)
        frame_path(one->from, one->folder, out);
    buffer_part(out, one->of->file);
    buffer_say(out, "\" alt=\"");
    buffer_text(out, one->of->alt);
    buffer_say(out, one->folder.size > 0 ? "\" loading=\"lazy\">" : "\">");
}

void
body_figure(const article *of, const picture *which, const char *class, buffer *out)
{
    const view from = frame_view_of(of);
    const described one = {which, &from, {"", 0}};
    const figure whole = {.view = &from,
                          .foreign = &of->foreign,
                          .class = class,
                          .image = write_described,
                          .of = &one,
                          .caption = which->caption,
                          .credit = which->credit};
    figure_write(&whole, out);
}

void
body_thumbnail(const article *of, const picture *which, const view *from, buffer *out)
{
    const described one = {which, from, of->story->entry.path};
    const figure whole = {.view = from,
                          .class = "thumb",
                          .image = write_described,
                          .of = &one,
                          .credit = which->credit};
    figure_write(&whole, out);
}

/* A picture of the body, and what the front matter says of it, if it does. */
typedef struct placed {
    const shown *one;
    const picture *known;
} placed;

/* The words beside a picture win over those of the front matter. */
static void
write_image(const void *user, buffer *out)
{
    const placed *at = user;
    buffer_say(out, "<img src=\"");
    buffer_put(out, at->one->address.data, at->one->address.size);
    buffer_say(out, "\" alt=\"");
    if (at->one->alt.size == 0 && at->known)
        buffer_text(out, at->known->alt);
    else
        buffer_put(out, at->one->alt.data, at->one->alt.size);
    buffer_say(out, "\" loading=\"lazy\">");
}

/* --- writing -----------------------------------------------------------------------------------
 */

/* A body, while it is written. */
typedef struct writing {
    const article *of;
    view view;
    bool *within; /* by picture: it stands within a line */
    size_t code;  /* elements of code that are open */
    buffer *out;
} writing;

static void
write_pictures(writing *at, size_t here)
{
    shown one;
    mbr_text content = at->of->content;
    here += strlen(PARAGRAPH);
    while (take_image(content, &here, &one)) {
        const picture *known = article_picture(at->of, one.address);
        const placed it = {&one, known};
        const figure whole = {.view = &at->view,
                              .foreign = &at->of->foreign,
                              .class = "inline",
                              .image = write_image,
                              .of = &it,
                              .caption = known ? known->caption : text_of(""),
                              .caption_html = known ? text_of("") : one.title,
                              .credit = known ? known->credit : text_of("")};
        figure_write(&whole, at->out);
        skip_space(content, &here);
        if (text_starts(text_from(content, here), "<br />"))
            here += strlen("<br />");
        skip_space(content, &here);
    }
}

/* The credits of pictures that stand within a line, where no caption can. */
static void
write_inline_credits(const writing *at)
{
    const pictures *all = &at->of->pictures;
    bool any = false;
    for (size_t i = 0; i < all->count; i++) {
        if (!at->within[i] || all->items[i].credit.size == 0)
            continue;
        buffer_say(at->out, any ? "<br>\n" : "\n<p class=\"credits\">");
        figure_credit(&at->view, all->items[i].credit, at->out);
        any = true;
    }
    buffer_say(at->out, any ? "</p>\n" : "");
}

/* The place stands at the head of the first paragraph. */
static size_t
write_dateline(const article *of, buffer *out)
{
    size_t end;
    if (of->dateline.size == 0)
        return 0;
    bool within = text_starts(of->content, PARAGRAPH) && !find_pictures(of->content, 0, &end);
    buffer_say(out, within ? "<p>" : "<p class=\"place\">");
    buffer_say(out, "<span class=\"dateline\">");
    buffer_text(out, of->dateline);
    buffer_say(out, within ? "</span> — " : "</span></p>\n");
    return within ? strlen(PARAGRAPH) : 0;
}

static bool
is_code(mbr_text tag, const char *before)
{
    tag = text_starts(tag, before) ? text_from(tag, strlen(before)) : text_of("");
    return text_starts(tag, "code") || text_starts(tag, "pre");
}

/* Copy what the host wrote; foreign words are marked, but not in code and not within tags. */
static void
copy(writing *at, size_t from, size_t to)
{
    mbr_text left = {at->of->content.data + from, to - from};
    if (at->of->foreign.count == 0) {
        buffer_put(at->out, left.data, left.size);
        return;
    }
    while (left.size > 0) {
        size_t tag = text_find(left, 0, "<");
        foreign_write(at->code ? NULL : &at->of->foreign, (mbr_text){left.data, tag}, true,
                      at->out);
        left = text_from(left, tag);
        if (left.size == 0)
            return;
        size_t end = text_find(left, 0, ">");
        at->code += is_code(left, "<");
        at->code -= at->code > 0 && is_code(left, "</");
        end = end < left.size ? end + 1 : end;
        buffer_put(at->out, left.data, end);
        left = text_from(left, end);
    }
}

/* A picture within a line, which is read up to `*at`. */
static void
write_within(writing *at, const shown *one)
{
    const picture *known = article_picture(at->of, one->address);
    const placed it = {one, known};
    write_image(&it, at->out);
    if (known)
        at->within[known - at->of->pictures.items] = true;
}

static void
write_all(writing *with)
{
    mbr_text content = with->of->content;
    size_t done = write_dateline(with->of, with->out);
    size_t at = text_find(content, done, IMAGE);
    while (at < content.size) {
        shown one;
        size_t start = at, end = 0;
        size_t paragraph = at - (at >= strlen(PARAGRAPH) ? strlen(PARAGRAPH) : at);
        if (paragraph >= done && find_pictures(content, paragraph, &end)) {
            copy(with, done, paragraph);
            write_pictures(with, paragraph);
            done = at = end;
        } else if (take_image(content, &at, &one)) {
            copy(with, done, start);
            write_within(with, &one);
            done = at;
        } else {
            at = start + strlen(IMAGE);
        }
        at = text_find(content, at, IMAGE);
    }
    copy(with, done, content.size);
}

void
body_write(const article *of, buffer *out)
{
    bool *within = calloc(of->pictures.count + 1, sizeof *within);
    if (!within) {
        out->failed = true;
        return;
    }
    writing with = {.of = of, .view = frame_view_of(of), .within = within, .out = out};
    write_all(&with);
    write_inline_credits(&with);
    free(within);
}
