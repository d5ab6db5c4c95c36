/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "kill.h"

#include "utf8.h"

#include <string.h>

#define LONGEST_NOTICE 200 /* bytes of a line that holds the words anywhere */

/* Words that say it by themselves, wherever in a short line. */
static const char *const notices[] = {"MANDATORY KILL", "STORY KILLED", "KILL NOTICE",
                                      "KILL BULLETIN", "KILL ADVISORY"};

/* Words that say it alone, or before a colon or a dash. */
static const char *const heads[] = {"KILL", "KILLED", "ANNULE", "ANNULÉ", "ANNULATION"};

static size_t
first_letter(mbr_text line)
{
    size_t at = 0, length = 0;
    while (at < line.size && !utf8_is_letter(utf8_at(line.data, line.size, at, &length)))
        at += length;
    return at;
}

static bool
stands_alone(mbr_text line, size_t at)
{
    static const char after[] = ":-.!,;()/*";
    size_t next = utf8_skip_space(line.data, line.size, at);
    uint32_t sign = utf8_at(line.data, line.size, next, NULL);
    return next == line.size || (sign < 0x80 && strchr(after, (int)sign)) || sign == 0x2013 ||
           sign == 0x2014 || sign == 0xbb;
}

bool
kill_is_possible(mbr_text text)
{
    return memmem(text.data, text.size, "KILL", 4) || memmem(text.data, text.size, "ANNUL", 5);
}

bool
kill_is_announced(mbr_text line)
{
    for (size_t i = 0; line.size <= LONGEST_NOTICE && i < sizeof notices / sizeof *notices; i++)
        if (memmem(line.data, line.size, notices[i], strlen(notices[i])))
            return true;
    size_t from = first_letter(line);
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        size_t length = strlen(heads[i]);
        if (line.size - from >= length && memcmp(line.data + from, heads[i], length) == 0 &&
            stands_alone(line, from + length))
            return true;
    }
    return false;
}
