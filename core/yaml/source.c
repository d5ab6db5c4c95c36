/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "yaml/source.h"

#include <stdbool.h>
#include <string.h>

static bool
is_inside(const MarbreYamlSource *source, size_t byte)
{
    return byte < source->size && ((unsigned char)source->text[byte] & 0xC0) == 0x80;
}

uint64_t
marbre_yaml_source_offset(MarbreYamlSource *source, size_t character)
{
    /* They are asked for nearly in order, so the walk goes on from the last one, back too. */
    while (source->character < character && source->byte < source->size) {
        source->byte++;
        while (is_inside(source, source->byte))
            source->byte++;
        source->character++;
    }
    while (source->character > character && source->byte > 0) {
        source->byte--;
        while (source->byte > 0 && is_inside(source, source->byte))
            source->byte--;
        source->character--;
    }
    return source->start + source->byte;
}

static char
byte_at(const MarbreYamlSource *source, uint64_t offset)
{
    uint64_t at = offset - source->start;

    return at < source->size ? source->text[at] : '\0';
}

uint64_t
marbre_yaml_source_end_of_block(const MarbreYamlSource *source, MarbreSpan span)
{
    uint64_t end = span.end;

    for (uint64_t at = end; at > span.start; at--) {
        char byte = byte_at(source, at - 1);

        if (byte == '\n' || byte == '\r')
            end = at - 1;
        else if (byte != ' ' && byte != '\t')
            break;
    }
    return end;
}

MarbreSpan
marbre_yaml_source_comment(const MarbreYamlSource *source, uint64_t end)
{
    uint64_t start = end;

    while (byte_at(source, start) == ' ' || byte_at(source, start) == '\t')
        start++;
    if (byte_at(source, start) != '#')
        return (MarbreSpan){end, end};
    for (end = start; strchr("\r\n", byte_at(source, end)) == NULL;)
        end++;
    return (MarbreSpan){start, end};
}
