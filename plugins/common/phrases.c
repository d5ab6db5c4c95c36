/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "phrases.h"

#include "phrases_table.h"

#include <string.h>

const struct phrases *
phrases_for(const char *lang)
{
    static const struct phrases *const known[] = {&phrases_fr, &phrases_en};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strncmp(lang, known[i]->lang, 2) == 0 && (lang[2] == '\0' || lang[2] == '-'))
            return known[i];
    return NULL;
}

static bool
has_any(const char *const *words, const char *text, size_t size)
{
    for (; *words; words++)
        if (memmem(text, size, *words, strlen(*words)))
            return true;
    return false;
}

bool
phrases_name_sides(const char *text, size_t size)
{
    return has_any(phrases_sides, text, size);
}

bool
phrases_point(const char *text, size_t size)
{
    return has_any(phrases_these, text, size);
}
