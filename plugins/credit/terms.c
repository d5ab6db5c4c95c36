/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "terms.h"

#include "fold.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const credits[] = {"mandatory credit", "credit mandatory", "must credit",
                                      "dit obligatoire", "mention obligatoire"};
static const char *const embargoes[] = {" embargo ",
                                        " embargoed ",
                                        " ne pas publier avant ",
                                        " ne pas diffuser avant ",
                                        " not for release before ",
                                        " not to be published before ",
                                        " no use before "};
static const char *const bans[] = {" no use in france ",
                                   " no use france ",
                                   " not for use in france ",
                                   " france out ",
                                   " out france ",
                                   " no france ",
                                   " except france ",
                                   " world except france ",
                                   " not available in france ",
                                   " france interdite ",
                                   " interdit en france ",
                                   " interdite en france ",
                                   " sauf france ",
                                   " hors france ",
                                   " pas de diffusion ",
                                   " pas de publication ",
                                   " ne pas diffuser ",
                                   " ne pas publier ",
                                   " diffusion interdite ",
                                   " publication interdite ",
                                   " pas d utilisation en france ",
                                   " not for publication ",
                                   " do not publish ",
                                   " do not use ",
                                   " not for use "};
/* What forms and programs leave in the field. */
static const char *const empty[] = {" special instructions ", " instructions ", " none ",
                                    " aucune ", " n a "};

#define COUNT(list) (sizeof(list) / sizeof *(list))

static bool
has_one(const char *words, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strstr(words, list[i]))
            return true;
    return false;
}

static bool
is_one(const char *words, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(words, list[i]) == 0)
            return true;
    return false;
}

static bool
find_credit(const char *text, struct terms *ret)
{
    for (size_t i = 0; i < COUNT(credits); i++) {
        const char *at = strcasestr(text, credits[i]);
        if (!at)
            continue;
        at += strlen(credits[i]);
        at += strspn(at, " :=-\"'");
        ret->credit = at;
        ret->credit_size = strcspn(at, ";!|\n");
        const char *stop = strstr(at, ". ");
        if (stop && (size_t)(stop - at) < ret->credit_size && stop - at > 3)
            ret->credit_size = (size_t)(stop - at);
        return true;
    }
    return false;
}

/* The first day in the text: 2026-03-17, with an hour behind it or not, or 17/03/2026. */
static void
find_day(const char *text, char *ret, size_t size)
{
    unsigned year, month, day, hour, minute;
    ret[0] = '\0';
    for (const char *at = text; *at; at++) {
        if (*at < '0' || *at > '9' || (at > text && at[-1] >= '0' && at[-1] <= '9'))
            continue;
        int read = sscanf(at, "%4u-%2u-%2u%*1[ T]%2u:%2u", &year, &month, &day, &hour, &minute);
        if (read < 3 && (sscanf(at, "%2u/%2u/%4u", &day, &month, &year) == 3 ||
                         sscanf(at, "%2u.%2u.%4u", &day, &month, &year) == 3))
            read = 3;
        if (read < 3 || year < 1000 || month > 12 || day > 31)
            continue;
        if (read == 5)
            snprintf(ret, size, "%04u-%02u-%02uT%02u:%02u", year, month, day, hour, minute);
        else
            snprintf(ret, size, "%04u-%02u-%02u", year, month, day);
        return;
    }
}

bool
terms_read(const char *text, struct terms *ret)
{
    char *words = fold_words(text, strlen(text));
    *ret = (struct terms){0};
    if (!words)
        return false;
    if (has_one(words, embargoes, COUNT(embargoes))) {
        ret->kind = TERMS_EMBARGO;
        find_day(text, ret->until, sizeof ret->until);
    } else if (has_one(words, bans, COUNT(bans))) {
        ret->kind = TERMS_BAN;
    } else if (find_credit(text, ret)) {
        ret->kind = TERMS_CREDIT;
    } else if (words[1] && !is_one(words, empty, COUNT(empty))) {
        ret->kind = TERMS_OTHER;
    }
    free(words);
    return true;
}
