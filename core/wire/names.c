/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wire/names.h"

#include <string.h>

#define LONGEST_BYLINE 160
#define LONGEST_OUTLET 40

static const struct {
    const char *folded;
    const char *outlet;
} outlets[] = {
    {"cnn", "CNN"},
    {"cnn international", "CNN"},
    {"afp", "AFP"},
    {"agence france-presse", "AFP"},
    {"reuters", "Reuters"},
    {"ap", "AP"},
    {"associated press", "AP"},
    {"the associated press", "AP"},
    {"bbc", "BBC"},
    {"bbc news", "BBC"},
    {"efe", "EFE"},
    {"dpa", "dpa"},
    {"apa", "APA"},
    {"ansa", "ANSA"},
    {"belga", "Belga"},
    {"anp", "ANP"},
    {"keystone-ats", "Keystone-ATS"},
    {"ats", "Keystone-ATS"},
    {"la presse canadienne", "La Presse Canadienne"},
    {"the canadian press", "The Canadian Press"},
    {"pa media", "PA Media"},
    {"upi", "UPI"},
    {"xinhua", "Xinhua"},
    {"tass", "TASS"},
    {"interfax", "Interfax"},
    {"anadolu", "Anadolu"},
    {"kyodo", "Kyodo"},
    {"bloomberg", "Bloomberg"},
    {"al jazeera", "Al Jazeera"},
    {"rfi", "RFI"},
    {"france 24", "France 24"},
    {"euronews", "Euronews"},
    {"tap", "TAP"},
    {"aps", "APS"},
    {"map", "MAP"},
};

const char *
marbre_name_outlet(const char *words)
{
    g_autofree char *folded = g_utf8_casefold(words, -1);
    g_strstrip(folded);
    for (size_t i = 0; i < G_N_ELEMENTS(outlets); i++)
        if (strcmp(folded, outlets[i].folded) == 0)
            return outlets[i].outlet;
    return NULL;
}

bool
marbre_name_is_like_outlet(const char *words)
{
    static const char *const trade[] = {
        "presse", "press",    "news",   "agence",  "agency",    "média",     "médias",     "media",
        "radio",  "télé",     "tv",     "journal", "gazette",   "times",     "tribune",    "herald",
        "post",   "courrier", "info",   "infos",   "quotidien", "dépêche",   "hebdo",      "daily",
        "weekly", "observer", "mirror", "wire",    "magazine",  "chronicle", "télévision", NULL};
    if (g_utf8_strlen(words, -1) > LONGEST_OUTLET || strpbrk(words, ".!?:;,«»\"()") != NULL ||
        !g_unichar_isupper(g_utf8_get_char(words)))
        return false;
    g_autofree char *lower = g_utf8_strdown(words, -1);
    g_auto(GStrv) parts = g_strsplit_set(lower, " -'", -1);
    if (g_strv_length(parts) < 2 || g_strv_length(parts) > 4)
        return false;
    for (size_t i = 0; parts[i] != NULL; i++)
        if (g_strv_contains(trade, parts[i]))
            return true;
    return false;
}

static bool
is_particle(const char *word)
{
    static const char *const particles[] = {"de",  "du",  "des", "d'",  "la",  "le", "van", "von",
                                            "der", "den", "ten", "ter", "di",  "da", "dos", "del",
                                            "el",  "al",  "ben", "bin", "ibn", "y",  NULL};
    return g_strv_contains(particles, word);
}

/* Letters, with a hyphen, an apostrophe or the point of an initial between or behind them. */
static bool
is_name_word(const char *word)
{
    if (!g_unichar_isupper(g_utf8_get_char(word)))
        return false;
    for (const char *p = word; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar character = g_utf8_get_char(p);
        if (!g_unichar_isalpha(character) && character != '-' && character != '\'' &&
            character != 0x2019 && character != '.')
            return false;
    }
    /* A whole word with a point ends a sentence; an initial does not. */
    return !g_str_has_suffix(word, ".") || g_utf8_strlen(word, -1) <= 3;
}

bool
marbre_name_is_person(const char *line)
{
    g_auto(GStrv) words = g_strsplit(line, " ", -1);
    guint count = g_strv_length(words), capital = 0;
    if (count < 2 || count > 5)
        return false;
    for (guint i = 0; i < count; i++) {
        if (is_name_word(words[i]))
            capital++;
        else if (i == 0 || i + 1 == count || !is_particle(words[i]))
            return false;
    }
    return capital >= 2;
}

/* --- bylines ---------------------------------------------------------------------------------- */

static const char *
behind_by(const char *line)
{
    static const char *const starts[] = {"Par ", "PAR ",   "By ",
                                         "BY ",  "Par : ", "De notre correspondant "};
    for (size_t i = 0; i < G_N_ELEMENTS(starts); i++)
        if (g_str_has_prefix(line, starts[i]))
            return line + strlen(starts[i]);
    return NULL;
}

/* Every way of joining names as a comma. */
static char *
with_commas(const char *names)
{
    static const char *const joints[] = {"(avec l’", "(avec l'", "(avec ",   "(with ", " et ",
                                         " and ",    " avec l’", " avec l'", " avec ", " with ",
                                         " & ",      " / ",      "(",        ")"};
    GString *list = g_string_new(names);
    for (size_t i = 0; i < G_N_ELEMENTS(joints); i++)
        g_string_replace(list, joints[i], ",", 0);
    return g_string_free(list, FALSE);
}

static bool
is_desk(const char *name)
{
    static const char *const desks[] = {
        "la rédaction", "rédaction", "le service étranger", "staff", "our staff", "newsroom", NULL};
    g_autofree char *lower = g_utf8_strdown(name, -1);
    return g_strv_contains(desks, lower) || g_str_has_prefix(lower, "la rédaction ");
}

bool
marbre_name_read_byline(const char *line, GPtrArray *authors, char **ret_outlet)
{
    const char *names = behind_by(line);
    if (names == NULL || g_utf8_strlen(line, -1) > LONGEST_BYLINE)
        return false;
    g_autofree char *list = with_commas(names);
    g_auto(GStrv) parts = g_strsplit(list, ",", -1);
    g_autoptr(GPtrArray) people = g_ptr_array_new();
    const char *outlet = NULL;
    for (char **part = parts; *part != NULL; part++) {
        char *name = g_strstrip(*part);
        const char *known = marbre_name_outlet(name);
        if (known != NULL || marbre_name_is_like_outlet(name))
            outlet = known != NULL ? known : name;
        else if (marbre_name_is_person(name) || is_desk(name))
            g_ptr_array_add(people, name);
        else if (*name != '\0')
            return false;
    }
    if (people->len == 0 && outlet == NULL)
        return false;
    for (guint i = 0; i < people->len; i++)
        g_ptr_array_add(authors, g_strdup(people->pdata[i]));
    if (outlet != NULL && *ret_outlet == NULL)
        *ret_outlet = g_strdup(outlet);
    return true;
}
