/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "text.h"

/* Longer names differ enough within this. */
#define LONGEST_NAME 32

static size_t
least(size_t one, size_t other)
{
    return one < other ? one : other;
}

size_t
text_distance(mbr_text one, const char *other)
{
    size_t row[LONGEST_NAME + 1];
    size_t wide = least(strlen(other), LONGEST_NAME), high = least(one.size, LONGEST_NAME);
    for (size_t k = 0; k <= wide; k++)
        row[k] = k;
    for (size_t i = 0; i < high; i++) {
        size_t corner = row[0];
        row[0] = i + 1;
        for (size_t k = 1; k <= wide; k++) {
            size_t above = row[k];
            size_t changed = corner + (one.data[i] != other[k - 1]);
            row[k] = least(changed, least(above, row[k - 1]) + 1);
            corner = above;
        }
    }
    return row[wide];
}

mbr_text
text_cut(mbr_text text, size_t most)
{
    if (text.size <= most)
        return text;
    size_t end = most;
    while (end > 0 && text.data[end] != ' ')
        end--;
    if (end == 0) /* one long word: between two characters */
        for (end = most; end > 0 && ((unsigned char)text.data[end] & 0xc0) == 0x80;)
            end--;
    return (mbr_text){text.data, end};
}
