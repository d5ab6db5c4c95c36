/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "json.h"

#include "text.h"

static void
break_line(json *of)
{
    buffer_say(of->out, "\n");
    for (unsigned i = 0; i < of->depth; i++)
        buffer_say(of->out, "  ");
}

static void
write_key(json *of, const char *key)
{
    buffer_say(of->out, "\"");
    for (; *key; key++) {
        char c = of->lower && *key >= 'A' && *key <= 'Z' ? (char)(*key | 0x20) : *key;
        buffer_put(of->out, &c, 1);
    }
    buffer_say(of->out, "\": ");
}

static void
begin(json *of, const char *key)
{
    if (of->any)
        buffer_say(of->out, ",");
    if (of->depth > 0)
        break_line(of);
    if (key)
        write_key(of, key);
    of->any = true;
}

void
json_open(json *of, const char *key, char bracket)
{
    begin(of, key);
    buffer_put(of->out, &bracket, 1);
    of->depth++;
    of->any = false;
}

void
json_close(json *of, char bracket)
{
    of->depth--;
    if (of->any)
        break_line(of);
    buffer_put(of->out, &bracket, 1);
    if (of->depth == 0)
        buffer_say(of->out, "\n");
    of->any = true;
}

void
json_string(json *of, const char *key, mbr_text text)
{
    begin(of, key);
    buffer_quoted(of->out, text);
}

void
json_text(json *of, const char *key, mbr_text text)
{
    if (text.size > 0)
        json_string(of, key, text);
}

void
json_take(json *of, const char *key, buffer *text)
{
    json_text(of, key, (mbr_text){text->data, text->size});
    of->out->failed |= text->failed;
    buffer_clear(text);
}

void
json_pair(json *of, const char *first, mbr_text one, const char *second, mbr_text other)
{
    if (other.size == 0)
        return;
    json_open(of, NULL, '{');
    if (first)
        json_text(of, first, one);
    json_text(of, second, other);
    json_close(of, '}');
}
