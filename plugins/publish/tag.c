/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tag.h"

#include "text.h"

#include <strings.h>

static bool
is_letter(char c)
{
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

static bool
is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

/* A name that XML would take as well. */
static size_t
skip_name(mbr_text html, size_t at)
{
    if (at < html.size && !is_letter(html.data[at]))
        return at;
    while (at < html.size && (is_letter(html.data[at]) || html.data[at] == '-' ||
                              (html.data[at] >= '0' && html.data[at] <= '9')))
        at++;
    return at;
}

static size_t
skip_space(mbr_text html, size_t at)
{
    while (at < html.size && is_space(html.data[at]))
        at++;
    return at;
}

/* Behind a value; 0 for none. It has no `<`, so that text which looks like many tags is not read to
   its end for each of them. */
static size_t
read_value(mbr_text html, size_t at, mbr_text *ret)
{
    char quote = at < html.size ? html.data[at] : '\0';
    bool quoted = quote == '"' || quote == '\'';
    size_t from = at += quoted;
    for (; at < html.size && html.data[at] != '<'; at++) {
        char c = html.data[at];
        if (quoted ? c == quote : is_space(c) || c == '>')
            break;
    }
    if (at >= html.size || html.data[at] == '<' || (!quoted && at == from))
        return 0;
    *ret = (mbr_text){html.data + from, at - from};
    return at + quoted;
}

/* Behind `name="value"` or a name alone; 0 for what is neither. */
static size_t
read_attribute(mbr_text html, size_t at, mbr_text *ret_name, mbr_text *ret_value)
{
    size_t end = skip_name(html, at);
    if (end == at)
        return 0;
    *ret_name = (mbr_text){html.data + at, end - at};
    *ret_value = (mbr_text){html.data + end, 0};
    at = skip_space(html, end);
    return at < html.size && html.data[at] == '='
               ? read_value(html, skip_space(html, at + 1), ret_value)
               : end;
}

static bool
read_open(mbr_text html, size_t *at, struct tag *ret)
{
    mbr_text key, value;
    size_t name = *at + 1, here = skip_name(html, name), next;
    if (here == name)
        return false;
    *ret = (struct tag){.kind = TAG_OPEN, .text = {html.data + name, here - name}};
    ret->attributes.data = html.data + here;
    for (;;) {
        here = skip_space(html, here);
        next = read_attribute(html, here, &key, &value);
        if (!next)
            break;
        here = next;
    }
    ret->attributes.size = (size_t)(html.data + here - ret->attributes.data);
    if (here < html.size && html.data[here] == '/')
        here++;
    if (here >= html.size || html.data[here] != '>')
        return false;
    *at = here + 1;
    return true;
}

static bool
read_close(mbr_text html, size_t *at, struct tag *ret)
{
    size_t name = *at + 2, end = skip_name(html, name);
    if (!text_starts(text_from(html, *at), "</") || end == name)
        return false;
    *ret = (struct tag){.kind = TAG_CLOSE, .text = {html.data + name, end - name}};
    end = skip_space(html, end);
    if (end >= html.size || html.data[end] != '>')
        return false;
    *at = end + 1;
    return true;
}

/* Up to the next one at most, for the same reason as in values. */
static bool
read_comment(mbr_text html, size_t *at, struct tag *ret)
{
    if (!text_starts(text_from(html, *at), "<!--"))
        return false;
    mbr_text within = text_from(html, *at + 4);
    within.size = text_find(within, 0, "<!--");
    size_t end = text_find(within, 0, "-->");
    if (end == within.size)
        return false;
    *ret = (struct tag){.kind = TAG_COMMENT};
    *at += 4 + end + 3;
    return true;
}

bool
tag_next(mbr_text html, size_t *at, struct tag *ret)
{
    if (*at >= html.size)
        return false;
    if (html.data[*at] == '<' &&
        (read_open(html, at, ret) || read_close(html, at, ret) || read_comment(html, at, ret)))
        return true;
    size_t end = text_find(html, *at + 1, "<");
    *ret = (struct tag){.kind = TAG_TEXT, .text = {html.data + *at, end - *at}};
    *at = end;
    return true;
}

bool
tag_attribute(mbr_text *attributes, mbr_text *ret_name, mbr_text *ret_value)
{
    size_t at = skip_space(*attributes, 0);
    size_t end = read_attribute(*attributes, at, ret_name, ret_value);
    *attributes = text_from(*attributes, end);
    return end > 0;
}

bool
tag_same(mbr_text one, mbr_text other)
{
    return one.size == other.size && strncasecmp(one.data, other.data, one.size) == 0;
}

void
tag_write_name(mbr_text name, buffer *out)
{
    for (size_t i = 0; i < name.size; i++) {
        char c = is_letter(name.data[i]) ? (char)(name.data[i] | 0x20) : name.data[i];
        buffer_put(out, &c, 1);
    }
}

bool
tag_is_any(mbr_text name, const char *const *names)
{
    for (; *names; names++) {
        if (tag_same(name, text_of(*names)))
            return true;
    }
    return false;
}

bool
tag_is_void(mbr_text name)
{
    static const char *const names[] = {"br", "col", "hr", "img", "input", "wbr", NULL};
    return tag_is_any(name, names);
}

size_t
tag_reference(mbr_text text, size_t at, char *ret_stands)
{
    static const struct {
        const char *written;
        char stands;
    } known[] = {{"&amp;", '&'},  {"&lt;", '<'},   {"&gt;", '>'},
                 {"&quot;", '"'}, {"&#39;", '\''}, {"&#x27;", '\''}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (text_starts(text_from(text, at), known[i].written)) {
            *ret_stands = known[i].stands;
            return strlen(known[i].written);
        }
    }
    return 0;
}
