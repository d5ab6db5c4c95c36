/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cut.h"

#include <string.h>

bool
cut_find(const mbr_text *file, mbr_span value, bool prose, mbr_span *ret)
{
    const char *data = file->data;
    if (value.end > file->size || value.start > value.end)
        return false;
    if (value.end > value.start && strchr("\"'|>[{", data[value.start]))
        return false;
    size_t mark = value.end;
    while (mark < file->size && (data[mark] == ' ' || data[mark] == '\t'))
        mark++;
    if (mark >= file->size || data[mark] != '#' || mark == 0 ||
        (data[mark - 1] != ' ' && data[mark - 1] != '\t'))
        return false;
    size_t end = mark;
    while (end < file->size && data[end] != '\n' && data[end] != '\r')
        end++;
    while (end > mark && (data[end - 1] == ' ' || data[end - 1] == '\t'))
        end--;
    bool set_off = end == mark + 1 || data[mark + 1] == ' ' || data[mark + 1] == '#';
    *ret = (mbr_span){mark, end};
    return prose || !set_off;
}
