/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "body.h"

#include "percent.h"
#include "text.h"

#include <stdlib.h>
#include <strings.h>

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
        if (c == '%' && address.size - at > 2 && percent_digit(address.data[at + 1]) >= 0 &&
            percent_digit(address.data[at + 2]) >= 0) {
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

/* --- writing -----------------------------------------------------------------------------------
 */

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

static void
write_credit(const picture *of, const words *in, buffer *out)
{
    buffer_say(out, "<span class=\"credit\">");
    buffer_say(out, needs_label(of->credit) ? in->photo : "");
    buffer_text(out, of->credit);
    buffer_say(out, "</span>");
}

static void
write_caption(const picture *of, const words *in, buffer *out)
{
    if (of->caption.size == 0 && of->credit.size == 0)
        return;
    buffer_say(out, "<figcaption>");
    buffer_text(out, of->caption);
    buffer_say(out, of->caption.size && of->credit.size ? " " : "");
    if (of->credit.size > 0)
        write_credit(of, in, out);
    buffer_say(out, "</figcaption>");
}

static void
begin_figure(const picture *of, mbr_text folder, const char *class, buffer *out)
{
    buffer_format(out, "<figure class=\"%s\"><img src=\"", class);
    buffer_text(out, folder);
    buffer_part(out, of->file);
    buffer_say(out, "\" alt=\"");
    buffer_text(out, of->alt);
    buffer_say(out, "\">");
}

void
body_figure(const picture *of, const words *in, mbr_text folder, const char *class, buffer *out)
{
    begin_figure(of, folder, class, out);
    write_caption(of, in, out);
    buffer_say(out, "</figure>\n");
}

void
body_thumbnail(const picture *of, const words *in, mbr_text folder, buffer *out)
{
    begin_figure(of, folder, "thumb", out);
    if (of->credit.size > 0) {
        buffer_say(out, "<figcaption>");
        write_credit(of, in, out);
        buffer_say(out, "</figcaption>");
    }
    buffer_say(out, "</figure>\n");
}

/* A picture of the body; the words beside it win over those of the front matter. */
static void
write_image(const shown *one, const picture *known, buffer *out)
{
    buffer_say(out, "<img src=\"");
    buffer_put(out, one->address.data, one->address.size);
    buffer_say(out, "\" alt=\"");
    if (one->alt.size == 0 && known)
        buffer_text(out, known->alt);
    else
        buffer_put(out, one->alt.data, one->alt.size);
    buffer_say(out, "\" loading=\"lazy\">");
}

static void
write_pictures(const article *of, size_t at, buffer *out)
{
    shown one;
    at += strlen(PARAGRAPH);
    while (take_image(of->content, &at, &one)) {
        const picture *known = article_picture(of, one.address);
        buffer_say(out, "<figure>");
        write_image(&one, known, out);
        if (known) {
            write_caption(known, of->words, out);
        } else if (one.title.size > 0) {
            buffer_say(out, "<figcaption>");
            buffer_put(out, one.title.data, one.title.size);
            buffer_say(out, "</figcaption>");
        }
        buffer_say(out, "</figure>");
        skip_space(of->content, &at);
        if (text_starts(text_from(of->content, at), "<br />"))
            at += strlen("<br />");
        skip_space(of->content, &at);
    }
}

/* The credits of pictures that stand within a line, where no caption can. */
static void
write_inline_credits(const article *of, const bool *within, buffer *out)
{
    bool any = false;
    for (size_t i = 0; i < of->pictures.count; i++) {
        if (!within[i] || of->pictures.items[i].credit.size == 0)
            continue;
        buffer_say(out, any ? "<br>\n" : "\n<p class=\"credits\">");
        write_credit(&of->pictures.items[i], of->words, out);
        any = true;
    }
    buffer_say(out, any ? "</p>\n" : "");
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

static void
copy(const article *of, size_t from, size_t to, buffer *out)
{
    buffer_put(out, of->content.data + from, to - from);
}

static void
write_all(const article *of, bool *within, buffer *out)
{
    mbr_text content = of->content;
    size_t done = write_dateline(of, out);
    size_t at = text_find(content, done, IMAGE);
    while (at < content.size) {
        shown one;
        size_t start = at, end = 0;
        size_t paragraph = at - (at >= strlen(PARAGRAPH) ? strlen(PARAGRAPH) : at);
        if (paragraph >= done && find_pictures(content, paragraph, &end)) {
            copy(of, done, paragraph, out);
            write_pictures(of, paragraph, out);
            done = at = end;
        } else if (take_image(content, &at, &one)) {
            const picture *known = article_picture(of, one.address);
            copy(of, done, start, out);
            write_image(&one, known, out);
            if (known)
                within[known - of->pictures.items] = true;
            done = at;
        } else {
            at = start + strlen(IMAGE);
        }
        at = text_find(content, at, IMAGE);
    }
    copy(of, done, content.size, out);
}

void
body_write(const article *of, buffer *out)
{
    bool *within = calloc(of->pictures.count + 1, sizeof *within);
    if (!within) {
        out->failed = true;
        return;
    }
    write_all(of, within, out);
    write_inline_credits(of, within, out);
    free(within);
}
