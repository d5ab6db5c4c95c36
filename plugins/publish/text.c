/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "text.h"

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
