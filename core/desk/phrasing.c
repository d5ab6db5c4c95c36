/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk/phrasing.h"

#include "base/error.h"
#include "desk/house.h"

#include <stdlib.h>
#include <string.h>

#define NBSP "\xc2\xa0"
#define NARROW "\xe2\x80\xaf" /* before a semicolon */
/* Sentences are added up to so many characters; a note may have somewhat more. */
#define LONGEST_NOTE 1800

/* --- the sentences that come with Marbre ------------------------------------------------------ */

/* Outputs say themselves of which kind a note is and of which day: these begin behind that. */
static const char *const french[MARBRE_PHRASES] = {
    [MARBRE_PHRASE_PLACE + MARBRE_PASSAGE_TEXT] = "de cet article",
    [MARBRE_PHRASE_PLACE + MARBRE_PASSAGE_TITLE] = "du titre",
    [MARBRE_PHRASE_PLACE + MARBRE_PASSAGE_STANDFIRST] = "du chapô",
    [MARBRE_PHRASE_PLACE + MARBRE_PASSAGE_CAPTION] = "d’une légende",
    [MARBRE_PHRASE_PLACE + MARBRE_PASSAGE_BYLINE] = "de la signature",
    [MARBRE_PHRASE_PLACE + MARBRE_PASSAGE_CREDIT] = "d’un crédit photo",
    [MARBRE_PHRASE_CORRECTION + MARBRE_FORM_REPLACED] =
        "Une première version {place} indiquait «" NBSP "{old}" NBSP "»" NARROW
        "; il fallait lire «" NBSP "{new}" NBSP "».",
    [MARBRE_PHRASE_CORRECTION + MARBRE_FORM_ADDED] =
        "Une première version {place} omettait «" NBSP "{new}" NBSP "».",
    [MARBRE_PHRASE_CORRECTION + MARBRE_FORM_REMOVED] =
        "Une première version {place} indiquait à tort «" NBSP "{old}" NBSP "».",
    [MARBRE_PHRASE_CORRECTION + MARBRE_FORM_REPLACED + MARBRE_FORM_ALSO] =
        "Elle indiquait aussi «" NBSP "{old}" NBSP "»" NARROW "; il fallait lire «" NBSP
        "{new}" NBSP "».",
    [MARBRE_PHRASE_CORRECTION + MARBRE_FORM_ADDED + MARBRE_FORM_ALSO] =
        "Elle omettait aussi «" NBSP "{new}" NBSP "».",
    [MARBRE_PHRASE_CORRECTION + MARBRE_FORM_REMOVED + MARBRE_FORM_ALSO] =
        "Elle indiquait aussi, à tort, «" NBSP "{old}" NBSP "».",
    [MARBRE_PHRASE_UPDATE + MARBRE_FORM_REPLACED] =
        "Dans cette version {place}, «" NBSP "{new}" NBSP "» remplace «" NBSP "{old}" NBSP "».",
    [MARBRE_PHRASE_UPDATE + MARBRE_FORM_ADDED] =
        "Cette version {place} ajoute «" NBSP "{new}" NBSP "».",
    [MARBRE_PHRASE_UPDATE + MARBRE_FORM_REMOVED] =
        "Cette version {place} ne contient plus «" NBSP "{old}" NBSP "».",
    [MARBRE_PHRASE_UPDATE + MARBRE_FORM_REPLACED + MARBRE_FORM_ALSO] =
        "«" NBSP "{new}" NBSP "» y remplace aussi «" NBSP "{old}" NBSP "».",
    [MARBRE_PHRASE_UPDATE + MARBRE_FORM_ADDED + MARBRE_FORM_ALSO] =
        "Elle ajoute aussi «" NBSP "{new}" NBSP "».",
    [MARBRE_PHRASE_UPDATE + MARBRE_FORM_REMOVED + MARBRE_FORM_ALSO] =
        "«" NBSP "{old}" NBSP "» n’y figure plus non plus.",
    [MARBRE_PHRASE_CLARIFICATION + MARBRE_FORM_REPLACED] =
        "Une première version {place} indiquait «" NBSP "{old}" NBSP "»" NARROW
        "; nous précisons" NBSP ": «" NBSP "{new}" NBSP "».",
    [MARBRE_PHRASE_CLARIFICATION + MARBRE_FORM_ADDED] =
        "Cette version {place} précise" NBSP ": «" NBSP "{new}" NBSP "».",
    [MARBRE_PHRASE_CLARIFICATION + MARBRE_FORM_REMOVED] =
        "Une première version {place} indiquait «" NBSP "{old}" NBSP
        "», ce qui pouvait prêter à confusion.",
    [MARBRE_PHRASE_CLARIFICATION + MARBRE_FORM_REPLACED + MARBRE_FORM_ALSO] =
        "Elle indiquait aussi «" NBSP "{old}" NBSP "»" NARROW "; nous précisons" NBSP ": «" NBSP
        "{new}" NBSP "».",
    [MARBRE_PHRASE_CLARIFICATION + MARBRE_FORM_ADDED + MARBRE_FORM_ALSO] =
        "Elle précise aussi" NBSP ": «" NBSP "{new}" NBSP "».",
    [MARBRE_PHRASE_CLARIFICATION + MARBRE_FORM_REMOVED + MARBRE_FORM_ALSO] =
        "Elle indiquait aussi «" NBSP "{old}" NBSP "», ce qui pouvait prêter à confusion.",
    [MARBRE_PHRASE_MORE] = "D’autres passages ont été revus.",
    [MARBRE_PHRASE_PICTURES] = "L’illustration a été changée.",
    [MARBRE_PHRASE_OFFLINE] = "Cet article n’est plus en ligne depuis le {date}.",
};

static const char *const english[MARBRE_PHRASES] = {
    [MARBRE_PHRASE_PLACE + MARBRE_PASSAGE_TEXT] = "of this article",
    [MARBRE_PHRASE_PLACE + MARBRE_PASSAGE_TITLE] = "of the headline",
    [MARBRE_PHRASE_PLACE + MARBRE_PASSAGE_STANDFIRST] = "of the standfirst",
    [MARBRE_PHRASE_PLACE + MARBRE_PASSAGE_CAPTION] = "of a caption",
    [MARBRE_PHRASE_PLACE + MARBRE_PASSAGE_BYLINE] = "of the byline",
    [MARBRE_PHRASE_PLACE + MARBRE_PASSAGE_CREDIT] = "of a picture credit",
    [MARBRE_PHRASE_CORRECTION + MARBRE_FORM_REPLACED] =
        "An earlier version {place} said “{old}”; it should have said “{new}”.",
    [MARBRE_PHRASE_CORRECTION + MARBRE_FORM_ADDED] = "An earlier version {place} left out “{new}”.",
    [MARBRE_PHRASE_CORRECTION + MARBRE_FORM_REMOVED] =
        "An earlier version {place} wrongly said “{old}”.",
    [MARBRE_PHRASE_CORRECTION + MARBRE_FORM_REPLACED + MARBRE_FORM_ALSO] =
        "It also said “{old}”; it should have said “{new}”.",
    [MARBRE_PHRASE_CORRECTION + MARBRE_FORM_ADDED + MARBRE_FORM_ALSO] = "It also left out “{new}”.",
    [MARBRE_PHRASE_CORRECTION + MARBRE_FORM_REMOVED + MARBRE_FORM_ALSO] =
        "It also wrongly said “{old}”.",
    [MARBRE_PHRASE_UPDATE + MARBRE_FORM_REPLACED] =
        "In this version {place}, “{new}” replaces “{old}”.",
    [MARBRE_PHRASE_UPDATE + MARBRE_FORM_ADDED] = "This version {place} adds “{new}”.",
    [MARBRE_PHRASE_UPDATE + MARBRE_FORM_REMOVED] = "This version {place} no longer has “{old}”.",
    [MARBRE_PHRASE_UPDATE + MARBRE_FORM_REPLACED + MARBRE_FORM_ALSO] =
        "“{new}” also replaces “{old}”.",
    [MARBRE_PHRASE_UPDATE + MARBRE_FORM_ADDED + MARBRE_FORM_ALSO] = "It also adds “{new}”.",
    [MARBRE_PHRASE_UPDATE + MARBRE_FORM_REMOVED + MARBRE_FORM_ALSO] =
        "It no longer has “{old}” either.",
    [MARBRE_PHRASE_CLARIFICATION + MARBRE_FORM_REPLACED] =
        "An earlier version {place} said “{old}”; to be clear: “{new}”.",
    [MARBRE_PHRASE_CLARIFICATION + MARBRE_FORM_ADDED] =
        "This version {place} makes clear: “{new}”.",
    [MARBRE_PHRASE_CLARIFICATION + MARBRE_FORM_REMOVED] =
        "An earlier version {place} said “{old}”, which was unclear.",
    [MARBRE_PHRASE_CLARIFICATION + MARBRE_FORM_REPLACED + MARBRE_FORM_ALSO] =
        "It also said “{old}”; to be clear: “{new}”.",
    [MARBRE_PHRASE_CLARIFICATION + MARBRE_FORM_ADDED + MARBRE_FORM_ALSO] =
        "It also makes clear: “{new}”.",
    [MARBRE_PHRASE_CLARIFICATION + MARBRE_FORM_REMOVED + MARBRE_FORM_ALSO] =
        "It also said “{old}”, which was unclear.",
    [MARBRE_PHRASE_MORE] = "Other passages have been changed as well.",
    [MARBRE_PHRASE_PICTURES] = "The picture has been changed.",
    [MARBRE_PHRASE_OFFLINE] = "This article has not been online since {date}.",
};

/* --- whose sentence --------------------------------------------------------------------------- */

struct MarbrePhrasing {
    GHashTable *houses; /* (nullable) language to MarbreHouse */
};

MarbrePhrasing *
marbre_phrasing_new(void)
{
    return g_new0(MarbrePhrasing, 1);
}

MarbrePhrasing *
marbre_phrasing_read(MarbreNewsroom *newsroom, GError **error)
{
    GHashTable *houses = marbre_houses_read(newsroom, MARBRE_PHRASING_FILE, error);
    if (houses == NULL)
        return NULL;
    MarbrePhrasing *phrasing = marbre_phrasing_new();
    phrasing->houses = houses;
    return phrasing;
}

void
marbre_phrasing_free(MarbrePhrasing *phrasing)
{
    if (phrasing == NULL)
        return;
    g_clear_pointer(&phrasing->houses, g_hash_table_unref);
    g_free(phrasing);
}

static bool
is_french(const char *lang)
{
    return strncmp(lang, "fr", 2) == 0 && (lang[2] == '\0' || lang[2] == '-');
}

static const MarbreHouse *
house_of(const MarbrePhrasing *phrasing, const char *lang)
{
    if (phrasing->houses == NULL)
        return NULL;
    const MarbreHouse *house = g_hash_table_lookup(phrasing->houses, lang);
    g_autofree char *base = g_strndup(lang, strcspn(lang, "-"));
    return house != NULL ? house : g_hash_table_lookup(phrasing->houses, base);
}

/* A further sentence of a form is the house's, if it has one, or its first sentence once more. */
static const char *
phrase_of(const MarbrePhrasing *phrasing, const char *lang, unsigned phrase)
{
    const MarbreHouse *house = house_of(phrasing, lang);
    const char *own = house == NULL ? NULL : house->phrases[phrase];
    bool also = phrase < MARBRE_PHRASE_MORE && phrase % MARBRE_FORMS >= MARBRE_FORM_ALSO;
    if (own == NULL && also && house != NULL)
        own = house->phrases[phrase - MARBRE_FORM_ALSO];
    return own != NULL ? own : is_french(lang) ? french[phrase] : english[phrase];
}

/* --- telling ---------------------------------------------------------------------------------- */

/* Quotation marks inside others: “ ” inside « », ‘ ’ inside “ ”. (transfer full) */
static char *
nest(const char *words, bool guillemets)
{
    GString *text = g_string_new(NULL);
    for (const char *p = words; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        gunichar next = g_utf8_get_char(g_utf8_next_char(p));
        bool space = c == ' ' || c == 0xa0 || c == 0x202f;
        if (guillemets && c == 0xab) {
            g_string_append(text, "“");
            if (next == ' ' || next == 0xa0 || next == 0x202f)
                p = g_utf8_next_char(p);
        } else if (guillemets && c == 0xbb) {
            g_string_append(text, "”");
        } else if (guillemets && space && next == 0xbb) {
            continue;
        } else if (!guillemets && (c == 0x201c || c == 0x201d)) {
            g_string_append(text, c == 0x201c ? "‘" : "’");
        } else {
            g_string_append_unichar(text, c);
        }
    }
    return g_string_free(text, FALSE);
}

/* "20 mars 2026", "20 March 2026", as pages and screens write it. (transfer full) */
static char *
day_shown(const char *day, bool in_french)
{
    static const char *const months[2][12] = {
        {"January", "February", "March", "April", "May", "June", "July", "August", "September",
         "October", "November", "December"},
        {"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
         "octobre", "novembre", "décembre"}};
    int month = day == NULL || strlen(day) < 10 ? 0 : atoi(day + 5);
    if (month < 1 || month > 12)
        return g_strdup("");
    int number = atoi(day + 8);
    return g_strdup_printf("%d%s" NBSP "%s %.4s", number, in_french && number == 1 ? "er" : "",
                           months[in_french][month - 1], day);
}

typedef struct {
    const char *place, *old, *new, *date;
} Filling;

/* (transfer full) */
static char *
fill(const char *pattern, const Filling *with)
{
    const char *const names[] = {"{place}", "{old}", "{new}", "{date}"};
    const char *const words[] = {with->place, with->old, with->new, with->date};
    GString *text = g_string_new(NULL);
    for (const char *p = pattern; *p != '\0';) {
        size_t i = 0;
        while (i < G_N_ELEMENTS(names) && !g_str_has_prefix(p, names[i]))
            i++;
        if (i == G_N_ELEMENTS(names)) {
            g_string_append_c(text, *p++);
            continue;
        }
        g_string_append(text, words[i] == NULL ? "" : words[i]);
        p += strlen(names[i]);
    }
    return g_string_free(text, FALSE);
}

static unsigned
first_phrase(const char *kind)
{
    if (strcmp(kind, "update") == 0)
        return MARBRE_PHRASE_UPDATE;
    return strcmp(kind, "clarification") == 0 ? MARBRE_PHRASE_CLARIFICATION
                                              : MARBRE_PHRASE_CORRECTION;
}

static unsigned
form_of(const MarbrePassage *passage)
{
    return *passage->old == '\0'   ? MARBRE_FORM_ADDED
           : *passage->new == '\0' ? MARBRE_FORM_REMOVED
                                   : MARBRE_FORM_REPLACED;
}

/* @return false where it would be too long */
static bool
append(GString *note, const char *sentence)
{
    if (g_utf8_strlen(note->str, -1) + g_utf8_strlen(sentence, -1) > LONGEST_NOTE)
        return false;
    g_string_append_printf(note, "%s%s", note->len > 0 ? " " : "", sentence);
    return true;
}

char *
marbre_phrasing_end(const MarbrePhrasing *phrasing, const char *lang, const char *day)
{
    g_autofree char *date = day_shown(day, is_french(lang));
    const Filling with = {.date = date};
    return fill(phrase_of(phrasing, lang, MARBRE_PHRASE_OFFLINE), &with);
}

char *
marbre_phrasing_tell(const MarbrePhrasing *phrasing,
                     const char *lang,
                     const char *kind,
                     const GPtrArray *passages,
                     bool more,
                     bool pictures,
                     const char *day)
{
    GString *note = g_string_new(NULL);
    bool guillemets = is_french(lang);
    g_autofree char *date = day_shown(day, guillemets);
    const MarbrePassage *last = NULL;
    for (guint i = 0; i < passages->len; i++) {
        const MarbrePassage *passage = g_ptr_array_index(passages, i);
        bool also =
            last != NULL && last->place == passage->place && form_of(last) == form_of(passage);
        g_autofree char *old = nest(passage->old, guillemets);
        g_autofree char *new = nest(passage->new, guillemets);
        const Filling with = {phrase_of(phrasing, lang, MARBRE_PHRASE_PLACE + passage->place), old,
                              new, date};
        g_autofree char *sentence =
            fill(phrase_of(phrasing, lang,
                           first_phrase(kind) + form_of(passage) + (also ? MARBRE_FORM_ALSO : 0)),
                 &with);
        more = !append(note, sentence) || more;
        last = passage;
    }
    const Filling with = {.date = date};
    g_autofree char *others = fill(phrase_of(phrasing, lang, MARBRE_PHRASE_MORE), &with);
    g_autofree char *picture = fill(phrase_of(phrasing, lang, MARBRE_PHRASE_PICTURES), &with);
    if (more)
        (void)append(note, others);
    if (pictures)
        (void)append(note, picture);
    return g_string_free(note, FALSE);
}
