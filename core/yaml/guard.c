/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "yaml/guard.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_PROBLEMS 20

static const char *
judge_ascii(const char *p, const char *end)
{
    if (*p == '\0')
        return _("a NUL byte cannot stand here: this is no text");
    if (*p == '\r' && (end - p < 2 || p[1] != '\n'))
        return _("a carriage return stands alone here: end the line as the others end");
    if ((*p < 0x20 && strchr("\t\n\r", *p) == NULL) || *p == 0x7F)
        return _("a control character cannot stand here: delete it");
    return NULL;
}

static const char *
judge_character(gunichar character)
{
    if (character < 0xA0)
        return _("a control character cannot stand here: delete it");
    if (character == 0x2028 || character == 0x2029)
        return _("an invisible line or paragraph separator stands here: delete it, or begin a "
                 "new line");
    if (character >= 0x202A && character <= 0x202E)
        return _("an invisible character stands here that turns the direction of the text "
                 "around: delete it");
    if (character == 0xFEFF)
        return _("an invisible byte order mark stands here: delete it");
    if (character == 0xFFFE || character == 0xFFFF)
        return _("this character does not exist in Unicode: delete it");
    return NULL;
}

/* Words for what is wrong with the character at `p`, NULL where it is fine. */
static const char *
judge(const char *p, const char *end, size_t *ret_size)
{
    gunichar character = 0;

    *ret_size = 1;
    if ((unsigned char)*p < 0x80)
        return judge_ascii(p, end);
    *ret_size = marbre_text_character(p, end, &character);
    if (*ret_size == 0)
        return _("this is not UTF-8: save the file as UTF-8");
    return judge_character(character);
}

/* Most bytes are printable ASCII: step over eight of them at a time. */
static size_t
printable_ascii(const char *p, const char *end)
{
    const char *start = p;

    for (; end - p >= 8; p += 8) {
        uint64_t word;

        memcpy(&word, p, sizeof word);
        if (((word | (word - UINT64_C(0x2020202020202020)) |
              (word + UINT64_C(0x0101010101010101))) &
             UINT64_C(0x8080808080808080)) != 0)
            break;
    }
    return (size_t)(p - start);
}

bool
marbre_yaml_guard(const MarbreYaml *yaml, char *text, size_t size, GPtrArray *problems)
{
    const char *end = text + size;

    for (char *p = text; p < end;) {
        uint64_t offset;
        const char *why;
        size_t step = printable_ascii(p, end);

        p += step;
        if (p == end)
            break;
        why = judge(p, end, &step);
        if (why != NULL) {
            offset = yaml->part.start + (uint64_t)(p - text);
            (void)marbre_yaml_say(yaml, problems, (MarbreSpan){offset, offset + step}, "%s", why);
            if (step == 0 || problems->len >= MOST_PROBLEMS)
                return false;
            memset(p, *p == '\r' ? '\n' : ' ', step);
        }
        p += step;
    }
    return true;
}
