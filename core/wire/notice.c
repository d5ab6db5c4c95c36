/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wire/notice.h"

#include "base/instant.h"
#include "wire/dateline.h"

#include <string.h>

#define LONGEST_NOTICE 400 /* bytes */

static void
add_note(MarbreStory *story, const char *line)
{
    char *note = story->note == NULL ? g_strdup(line) : g_strconcat(story->note, "\n", line, NULL);
    g_free(story->note);
    story->note = note;
}

/* Words in capitals at the head of a line: a title begins with one capital alone. Where all of a
   title is in capitals, one word is not enough: « ANNULATION DU FESTIVAL ». */
static bool
begins(const char *line, const char *words)
{
    size_t size = strlen(words);
    if (strncmp(line, words, size) != 0 || g_unichar_isalnum(g_utf8_get_char(line + size)))
        return false;
    const char *next = line + size + strspn(line + size, " ");
    return strchr(words, ' ') != NULL || !g_unichar_isupper(g_utf8_get_char(next));
}

static bool
begins_any(const char *line, const char *const *list)
{
    for (; *list != NULL; list++)
        if (begins(line, *list))
            return true;
    return false;
}

/* --- embargoes -------------------------------------------------------------------------------- */

/* Zones that wires name in words; « heure locale » names none. */
static GTimeZone *
take_zone(char *words)
{
    static const struct {
        const char *words;
        const char *zone;
    } zones[] = {{"heure de Paris", "Europe/Paris"},
                 {"heures de Paris", "Europe/Paris"},
                 {"heure de Bruxelles", "Europe/Brussels"},
                 {"heure de Genève", "Europe/Zurich"},
                 {"heure suisse", "Europe/Zurich"},
                 {"heure de Montréal", "America/Toronto"},
                 {"heure de Londres", "Europe/London"},
                 {"Paris time", "Europe/Paris"},
                 {"London time", "Europe/London"},
                 {"GMT", "UTC"},
                 {"UTC", "UTC"}};
    for (size_t i = 0; i < G_N_ELEMENTS(zones); i++) {
        char *found = strstr(words, zones[i].words);
        if (found != NULL) {
            memset(found, ' ', strlen(zones[i].words));
            return g_time_zone_new_identifier(zones[i].zone);
        }
    }
    return NULL;
}

static void
blank(char *words, const char *signs)
{
    for (char *p = words; *p != '\0'; p++)
        if (strchr(signs, *p) != NULL)
            *p = ' ';
}

/* The instant that words name with their zone, else NULL. */
static char *
instant_of(const char *words)
{
    MarbreInstant instant;
    int64_t first, after;
    g_autofree char *copy = g_strstrip(g_strdup(words));
    if (marbre_instant_parse(copy, &instant))
        return marbre_instant_format(instant);
    blank(copy, "()");
    g_autoptr(GTimeZone) zone = take_zone(copy);
    g_strstrip(copy);
    size_t size = strlen(copy);
    while (size > 0 && strchr(" .,;", copy[size - 1]) != NULL)
        copy[--size] = '\0';
    if (zone != NULL && marbre_moment_parse_late(copy, zone, &first, &after) && after == first + 1)
        return marbre_instant_format(marbre_instant_at(first, zone));
    g_autofree char *day = marbre_dateline_day(copy, NULL);
    return day != NULL && strlen(day) > strlen("2023-09-19") ? g_steal_pointer(&day) : NULL;
}

/* Behind the words that say until when. */
static const char *
behind_until(const char *line)
{
    static const char *const joints[] = {"jusqu'au ", "jusqu’au ", "jusqu'à ", "jusqu’à ",
                                         "JUSQU'AU ", "JUSQU’AU ", "JUSQU'À ", "JUSQU’À ",
                                         "UNTIL ",    "until ",    "Until "};
    for (size_t i = 0; i < G_N_ELEMENTS(joints); i++) {
        const char *found = strstr(line, joints[i]);
        if (found != NULL)
            return found + strlen(joints[i]);
    }
    const char *colon = strchr(line, ':');
    return colon == NULL || strpbrk(colon, "0123456789") == NULL ? NULL : colon + 1;
}

/* Behind the word itself; NULL for a line that does not begin with it. */
static const char *
behind_embargo(const char *line)
{
    static const char *const starts[] = {"SOUS EMBARGO", "UNDER EMBARGO", "EMBARGOED", "EMBARGO",
                                         "Sous embargo", "Under embargo", "Embargoed", "Embargo"};
    for (size_t i = 0; i < G_N_ELEMENTS(starts); i++) {
        const char *rest = line + strlen(starts[i]);
        if (g_str_has_prefix(line, starts[i]) && !g_unichar_isalnum(g_utf8_get_char(rest)))
            return rest;
    }
    return NULL;
}

/* The word may begin a title or a sentence: a notice has nothing behind it, or until when. */
static bool
read_embargo(MarbreStory *story, const char *line)
{
    const char *rest = behind_embargo(line);
    if (rest == NULL)
        return false;
    const char *until = behind_until(rest);
    bool shouted = g_ascii_isupper(line[1]);
    bool alone = shouted && rest[strspn(rest, " .!*-=/#)]>")] == '\0';
    bool dated = until != NULL && (shouted || strpbrk(until, "0123456789") != NULL);
    if (!alone && !dated)
        return false;
    g_autofree char *instant = until == NULL ? NULL : instant_of(until);
    if (instant == NULL)
        story->status = MAX(story->status, MARBRE_STORY_WITHHELD);
    else if (story->embargo == NULL)
        story->embargo = g_steal_pointer(&instant);
    return true;
}

bool
marbre_notice_read(MarbreStory *story, const char *line)
{
    static const char *const replaced[] = {"ANNULE ET REMPLACE",
                                           "CORRECTS AND REPLACES",
                                           "CORRECTS & REPLACES",
                                           "REPLACES",
                                           "REMPLACE",
                                           "RECTIFICATIF",
                                           "CORRECTION",
                                           "CORRECTED",
                                           NULL};
    static const char *const killed[] = {
        "MANDATORY KILL", "STORY KILL", "STORY KILLED", "KILL",    "KILLED",    "ANNULE", "ANNULÉ",
        "ANNULEE",        "ANNULÉE",    "ANNULATION",   "RETRAIT", "WITHDRAWN", NULL};
    static const char *const withheld[] = {
        "NE PAS PUBLIER",      "NE PAS DIFFUSER",   "WITHHOLD", "HOLD FOR RELEASE",
        "NOT FOR PUBLICATION", "ADVISORY WITHHELD", NULL};
    if (strlen(line) > LONGEST_NOTICE)
        return false;
    /* Wires put stars, brackets and a ruler around these. */
    const char *words = line + strspn(line, "*-=/#[(<! ");
    if (begins_any(words, killed) && !begins_any(words, replaced))
        story->status = MARBRE_STORY_KILLED;
    else if (begins_any(words, withheld))
        story->status = MAX(story->status, MARBRE_STORY_WITHHELD);
    else if (!begins_any(words, replaced) && !read_embargo(story, words))
        return false;
    add_note(story, line);
    return true;
}
