/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wire/boilerplate.h"

#include <glib.h>
#include <glib/gi18n-lib.h>
#include <string.h>

typedef enum { ANYWHERE, BEGINS, WHOLE } Where;

/* Compared with the line's case folded and its apostrophes straight. */
typedef struct {
    Where where;
    const char *words;
    const char *reason;
} Line;

static const Line lines[] = {
    {ANYWHERE, "theme license is not validated", N_("notice of the site's theme")},
    {ANYWHERE, "go to the theme options page", N_("notice of the site's theme")},
    {WHOLE, "g news", N_("link to a news reader")},
    {WHOLE, "google news", N_("link to a news reader")},
    {BEGINS, "suivez-nous sur", N_("share bar")},
    {BEGINS, "follow us on", N_("share bar")},
    {WHOLE, "partager", N_("share bar")},
    {WHOLE, "share this", N_("share bar")},
    {BEGINS, "partager sur ", N_("share bar")},
    {BEGINS, "share on ", N_("share bar")},
    {BEGINS, "facebook twitter", N_("share bar")},
    {WHOLE, "facebook", N_("share bar")},
    {WHOLE, "twitter", N_("share bar")},
    {WHOLE, "linkedin", N_("share bar")},
    {WHOLE, "whatsapp", N_("share bar")},
    {WHOLE, "copier le lien", N_("share bar")},
    {WHOLE, "imprimer", N_("share bar")},
    {WHOLE, "print", N_("share bar")},
    {ANYWHERE, "retour en haut de la page", N_("button of the page")},
    {WHOLE, "retour en haut", N_("button of the page")},
    {BEGINS, "back to top", N_("button of the page")},
    {BEGINS, "lire aussi", N_("link to another story")},
    {BEGINS, "à lire aussi", N_("link to another story")},
    {BEGINS, "read more", N_("link to another story")},
    {BEGINS, "related articles", N_("link to another story")},
    {BEGINS, "articles similaires", N_("link to another story")},
    {BEGINS, "sur le même sujet", N_("link to another story")},
    {BEGINS, "continuer la lecture", N_("link to another story")},
    {WHOLE, "voir plus", N_("link to another story")},
    {BEGINS, "laisser un commentaire", N_("comment form")},
    {BEGINS, "leave a comment", N_("comment form")},
    {BEGINS, "votre adresse e-mail ne sera pas publiée", N_("comment form")},
    {BEGINS, "abonnez-vous", N_("newsletter or subscription")},
    {BEGINS, "inscrivez-vous", N_("newsletter or subscription")},
    {WHOLE, "newsletter", N_("newsletter or subscription")},
    {BEGINS, "sign up for", N_("newsletter or subscription")},
    {BEGINS, "temps de lecture", N_("reading time")},
    {ANYWHERE, "minutes de lecture", N_("reading time")},
    {ANYWHERE, "min read", N_("reading time")},
    {WHOLE, "publicité", N_("advertisement")},
    {WHOLE, "advertisement", N_("advertisement")},
    {WHOLE, "contenu sponsorisé", N_("advertisement")},
    {BEGINS, "accepter les cookies", N_("cookie notice")},
    {BEGINS, "accept cookies", N_("cookie notice")},
    {WHOLE, "source link", N_("link to the source")},
    {ANYWHERE, "est apparu en premier sur", N_("link to the source")},
    {ANYWHERE, "appeared first on", N_("link to the source")},
    {BEGINS, "accueil /", N_("path of the page on its site")},
    {BEGINS, "accueil >", N_("path of the page on its site")},
    {BEGINS, "home /", N_("path of the page on its site")},
    {BEGINS, "mots-clés :", N_("key words of the page")},
    {BEGINS, "tags:", N_("key words of the page")},
    {ANYWHERE, "tous droits réservés", N_("copyright line of the site")},
    {ANYWHERE, "all rights reserved", N_("copyright line of the site")},
};

static const struct {
    const char *folded;
    const char *outlet;
} outlets[] = {
    {"cnn", "CNN"},
    {"cnn international", "CNN"},
    {"afp", "AFP"},
    {"reuters", "Reuters"},
    {"ap", "AP"},
    {"associated press", "AP"},
    {"bbc", "BBC"},
    {"bbc news", "BBC"},
    {"efe", "EFE"},
    {"dpa", "dpa"},
    {"ansa", "ANSA"},
    {"belga", "Belga"},
    {"keystone-ats", "Keystone-ATS"},
    {"ats", "Keystone-ATS"},
};

static char *
fold(const char *line)
{
    g_autofree char *copy = g_strdup(line);
    g_autofree char *lower = g_utf8_casefold(g_strstrip(copy), -1);
    char **parts = g_strsplit(lower, "’", -1);
    char *folded = g_strjoinv("'", parts);
    g_strfreev(parts);
    return folded;
}

static bool
is_line(const Line *line, const char *folded)
{
    switch (line->where) {
    case ANYWHERE:
        return strstr(folded, line->words) != NULL;
    case BEGINS:
        return g_str_has_prefix(folded, line->words);
    case WHOLE:
        return strcmp(folded, line->words) == 0;
    }
    return false;
}

const char *
marbre_boilerplate_reason(const char *line)
{
    g_autofree char *folded = fold(line);
    for (size_t i = 0; i < G_N_ELEMENTS(lines); i++)
        if (is_line(&lines[i], folded))
            return _(lines[i].reason);
    return NULL;
}

const char *
marbre_boilerplate_outlet(const char *line)
{
    g_autofree char *folded = fold(line);
    for (size_t i = 0; i < G_N_ELEMENTS(outlets); i++)
        if (strcmp(folded, outlets[i].folded) == 0)
            return outlets[i].outlet;
    return NULL;
}

const char *
marbre_boilerplate_portrait(const char *line)
{
    static const char *const starts[] = {"Photo de ", "Photo of ", "Portrait de "};
    for (size_t i = 0; i < G_N_ELEMENTS(starts); i++)
        if (g_str_has_prefix(line, starts[i]))
            return line + strlen(starts[i]);
    return NULL;
}

bool
marbre_boilerplate_is_english(const char *line)
{
    static const char *const english[] = {"the", "and", "of",   "these", "this", "is",
                                          "are", "for", "with", "from",  "i",    "at",
                                          "by",  "was", "has",  "to",    NULL};
    static const char *const french[] = {"le",   "la",   "les", "des", "de",  "et",
                                         "du",   "une",  "un",  "est", "que", "qui",
                                         "dans", "pour", "par", "sur", "a",   NULL};
    g_autofree char *folded = g_utf8_casefold(line, -1);
    g_auto(GStrv) words = g_strsplit_set(folded, " ,.;:!?()\"", -1);
    unsigned in_english = 0, in_french = 0;
    for (char **word = words; *word != NULL; word++) {
        in_english += g_strv_contains(english, *word);
        in_french += g_strv_contains(french, *word);
    }
    return in_english >= 3 && in_english > 2 * in_french;
}
