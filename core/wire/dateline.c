/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wire/dateline.h"

#include "base/instant.h"
#include "wire/names.h"

#include <stdio.h>
#include <string.h>

#define LONGEST_HEAD 160 /* bytes before the first sentence */
#define LONGEST_STAMP 120

/* --- dates ------------------------------------------------------------------------------------ */

/* 09/10/2023 is another day on either side of an ocean. */
static bool
is_ambiguous(const char *words, const char *lang)
{
    unsigned first, second;
    if (lang == NULL || g_ascii_strncasecmp(lang, "en", 2) != 0)
        return false;
    return sscanf(words, "%2u/%2u/", &first, &second) == 2 && first <= 12 && second <= 12;
}

char *
marbre_dateline_day(const char *words, const char *lang)
{
    MarbreInstant instant;
    int64_t here, there, after;
    g_autofree char *trimmed = g_strstrip(g_strdup(words));
    if (marbre_instant_parse(trimmed, &instant))
        return marbre_instant_format(instant);
    g_autoptr(GTimeZone) utc = g_time_zone_new_utc();
    g_autoptr(GTimeZone) other = g_time_zone_new_offset(5 * 3600);
    if (is_ambiguous(trimmed, lang) || !marbre_moment_parse(trimmed, utc, &here, &after) ||
        !marbre_moment_parse(trimmed, other, &there, &after))
        return NULL;
    /* Read alike on two clocks, it names its own zone. */
    char *written = marbre_instant_format((MarbreInstant){.seconds = here, .offset = 0});
    if (here != there)
        written[strlen("2023-09-19")] = '\0';
    return written;
}

static const char *
behind(const char *line, const char *const *starts)
{
    for (; *starts != NULL; starts++) {
        size_t size = strlen(*starts);
        if (g_ascii_strncasecmp(line, *starts, size) == 0 && strchr(" :\t", line[size]) != NULL &&
            line[size] != '\0')
            return line + size + strspn(line + size, " :\t");
    }
    return NULL;
}

/* Words that a stamp has before its date. */
static const char *
skip_joint(const char *words)
{
    static const char *const joints[] = {"le", "on", "the", NULL};
    const char *rest = behind(words, joints);
    return rest != NULL ? rest : words;
}

MarbreStamp
marbre_dateline_stamp(const char *line, const char *lang, char **ret_day)
{
    static const char *const published[] = {"Publié", "Publiée",   "Posté",  "Mis en ligne",
                                            "Créé",   "Published", "Posted", "First published",
                                            "Date",   NULL};
    static const char *const changed[] = {"Mis à jour",    "Modifié",  "Dernière mise à jour",
                                          "Actualisé",     "Updated",  "Last updated",
                                          "Last modified", "Modified", NULL};
    *ret_day = NULL;
    if (strlen(line) > LONGEST_STAMP)
        return MARBRE_STAMP_NONE;
    const char *words = behind(line, published);
    if (words != NULL) {
        *ret_day = marbre_dateline_day(skip_joint(words), lang);
        return MARBRE_STAMP_PUBLISHED;
    }
    words = behind(line, changed);
    if (words != NULL) {
        *ret_day = marbre_dateline_day(skip_joint(words), lang);
        return MARBRE_STAMP_CHANGED;
    }
    *ret_day = marbre_dateline_day(skip_joint(line), lang);
    return *ret_day != NULL ? MARBRE_STAMP_PUBLISHED : MARBRE_STAMP_NONE;
}

/* --- before the first sentence ---------------------------------------------------------------- */

static bool
is_capitals(const char *words)
{
    bool any = false;
    for (const char *p = words; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar character = g_utf8_get_char(p);
        if (g_unichar_islower(character))
            return false;
        any = any || g_unichar_isupper(character);
    }
    return any;
}

static bool
has_digit(const char *words)
{
    return words != NULL && strpbrk(words, "0123456789") != NULL;
}

/* What a match says, its groups perhaps empty. */
typedef struct {
    char *place;
    char *more; /* a date, or the country of the place */
    char *agency;
} Parts;

static void
take(MarbreStory *story, const Parts *parts, const char *lang)
{
    const char *outlet = marbre_name_outlet(parts->agency);
    bool surely = outlet != NULL || marbre_name_is_like_outlet(parts->agency) ||
                  is_capitals(parts->place) || has_digit(parts->more);
    if (!surely)
        return;
    if (story->dateline == NULL && *parts->place != '\0')
        story->dateline = *parts->more == '\0' || has_digit(parts->more)
                              ? g_strdup(parts->place)
                              : g_strconcat(parts->place, ", ", parts->more, NULL);
    if (story->outlet == NULL)
        story->outlet = g_strdup(outlet != NULL ? outlet : parts->agency);
    if (story->date == NULL && has_digit(parts->more))
        story->date = marbre_dateline_day(parts->more, lang);
}

void
marbre_dateline_read(MarbreStory *story, const char *line, const char *lang)
{
    const char *sign = strchr(line, ')');
    if (sign == NULL || sign - line > LONGEST_HEAD)
        return;
    g_autofree char *head = g_strndup(line, MIN(strlen(line), (size_t)(sign - line) + 8));
    g_autofree char *valid = g_utf8_make_valid(head, -1);
    g_autoptr(GRegex) regex =
        g_regex_new("^(?:(\\p{Lu}[\\p{L}'’. -]{1,40}?)(?:,\\s*([^(),]{2,40}?|\\p{Lu}\\p{Ll}+\\.? "
                    "\\d+, \\d{4}))?"
                    "\\s*)?\\(([\\p{L}][\\p{L} -]{1,30})\\)\\s*[-–—:]",
                    G_REGEX_OPTIMIZE, 0, NULL);
    g_autoptr(GMatchInfo) match = NULL;
    if (!g_regex_match(regex, valid, 0, &match))
        return;
    g_autofree char *place = g_match_info_fetch(match, 1);
    g_autofree char *more = g_match_info_fetch(match, 2);
    g_autofree char *agency = g_match_info_fetch(match, 3);
    take(story, &(Parts){place, more, agency}, lang);
}
