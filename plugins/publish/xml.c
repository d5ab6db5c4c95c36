/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "xml.h"

xml
xml_document(buffer *out)
{
    buffer_say(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>");
    return (xml){.out = out, .broken = true};
}

static void
end_tag(xml *of)
{
    if (of->in_tag)
        buffer_say(of->out, ">");
    of->in_tag = false;
}

void
xml_begin(xml *of, const char *name)
{
    if (of->depth == XML_DEEPEST) {
        of->out->failed = true;
        return;
    }
    of->broken |= of->in_tag;
    end_tag(of);
    buffer_say(of->out, of->broken ? "\n<" : "<");
    buffer_say(of->out, name);
    of->open[of->depth++] = name;
    of->in_tag = true;
    of->broken = false;
}

void
xml_attribute(xml *of, const char *name, mbr_text value)
{
    buffer_format(of->out, " %s=\"", name);
    buffer_text(of->out, value);
    buffer_say(of->out, "\"");
}

void
xml_text(xml *of, mbr_text text)
{
    end_tag(of);
    buffer_text(of->out, text);
    of->broken = false;
}

void
xml_markup(xml *of, mbr_text markup)
{
    end_tag(of);
    buffer_put(of->out, markup.data, markup.size);
    of->broken = false;
}

void
xml_end(xml *of)
{
    if (of->depth == 0) {
        of->out->failed = true;
        return;
    }
    const char *name = of->open[--of->depth];
    if (of->in_tag) {
        buffer_say(of->out, "/>");
    } else {
        buffer_say(of->out, of->broken ? "\n</" : "</");
        buffer_say(of->out, name);
        buffer_say(of->out, ">");
    }
    of->in_tag = false;
    of->broken = true;
    if (of->depth == 0)
        buffer_say(of->out, "\n");
}

void
xml_element(xml *of, const char *name, mbr_text text)
{
    xml_begin(of, name);
    if (text.size > 0)
        xml_text(of, text);
    xml_end(of);
}

void
xml_leaf(xml *of, const char *name, mbr_text text)
{
    if (text.size > 0)
        xml_element(of, name, text);
}

static void
take(xml *of, buffer *from)
{
    of->out->failed |= from->failed;
    buffer_clear(from);
}

void
xml_take(xml *of, const char *name, buffer *text)
{
    xml_leaf(of, name, (mbr_text){text->data, text->size});
    take(of, text);
}

void
xml_take_attribute(xml *of, const char *name, buffer *value)
{
    xml_attribute(of, name, (mbr_text){value->data, value->size});
    take(of, value);
}

void
xml_mark(xml *of, const char *name, const char *attribute, mbr_text value)
{
    if (value.size == 0)
        return;
    xml_begin(of, name);
    xml_attribute(of, attribute, value);
    xml_end(of);
}
