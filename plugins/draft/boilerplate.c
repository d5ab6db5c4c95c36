/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "boilerplate.h"

#include "fold.h"
#include "utf8.h"

#include <string.h>

#define LONGEST_LINE 200 /* bytes; what is longer is prose */

/* All of these as `fold_line` leaves them. */

static const char *const whole[] = {"aller au contenu",
                                    "ajouter un commentaire",
                                    "all rights reserved",
                                    "annuler la reponse",
                                    "article sponsorise",
                                    "articles connexes",
                                    "articles lies",
                                    "articles similaires",
                                    "accepter les cookies",
                                    "back to top",
                                    "back to top button",
                                    "bouton retour en haut de la page",
                                    "continue reading",
                                    "continuer la lecture",
                                    "contenu sponsorise",
                                    "copier le lien",
                                    "copy link",
                                    "g news",
                                    "google news",
                                    "haut de page",
                                    "la suite apres la publicite",
                                    "laisser un commentaire",
                                    "laissez un commentaire",
                                    "leave a comment",
                                    "leave a reply",
                                    "lire la suite",
                                    "passer au contenu",
                                    "related articles",
                                    "related posts",
                                    "retour en haut",
                                    "retour en haut de la page",
                                    "share this",
                                    "share this article",
                                    "share this post",
                                    "skip to content",
                                    "source link",
                                    "tous droits reserves",
                                    "tout accepter",
                                    NULL};

/* Words that an article could have in its middle, as a heading or a line of its own. */
static const char *const whole_at_an_edge[] = {"a lire aussi",
                                               "abonnez-vous",
                                               "advertisement",
                                               "categories",
                                               "commentaires",
                                               "comments",
                                               "en savoir plus",
                                               "imprimer",
                                               "lire aussi",
                                               "mots-cles",
                                               "newsletter",
                                               "partager",
                                               "print",
                                               "publicite",
                                               "read more",
                                               "see also",
                                               "share",
                                               "source",
                                               "sur le meme sujet",
                                               "tags",
                                               "voir aussi",
                                               "voir plus",
                                               NULL};

/* Heads of lines that no sentence of an article has. */
static const char *const heads[] = {"cet article est apparu en premier sur ",
                                    "click here to ",
                                    "follow us on ",
                                    "les champs obligatoires sont ",
                                    "rejoignez-nous sur ",
                                    "retrouvez-nous sur ",
                                    "suivez nous sur ",
                                    "suivez-nous sur ",
                                    "temps de lecture :",
                                    "temps de lecture estime",
                                    "votre adresse e-mail ne sera pas",
                                    "votre adresse de messagerie ne sera pas",
                                    "your email address will not be",
                                    NULL};

/* Heads that count where the line is no sentence, or speaks of a newsletter. */
static const char *const heads_of_labels[] = {"abonnez-vous a ",
                                              "abonnez-vous pour ",
                                              "accueil / ",
                                              "accueil > ",
                                              "cliquez ici pour ",
                                              "home / ",
                                              "home > ",
                                              "inscrivez-vous a ",
                                              "mots-cles :",
                                              "partager cet article",
                                              "partager l'article",
                                              "partager sur ",
                                              "partagez cet article",
                                              "partagez sur ",
                                              "reading time",
                                              "recevez notre ",
                                              "share on ",
                                              "sign up for ",
                                              "subscribe to ",
                                              "tags :",
                                              "tags:",
                                              NULL};

static const char *const networks[] = {
    "bluesky", "copier", "copy",     "e-mail",   "email",     "facebook", "imprimer",  "instagram",
    "lien",    "link",   "linkedin", "mastodon", "messenger", "partager", "pinterest", "pocket",
    "print",   "reddit", "share",    "skype",    "telegram",  "threads",  "tiktok",    "tumblr",
    "twitter", "viber",  "whatsapp", "x",        "youtube",   NULL};

/* Phrases that betray a line wherever they stand in it. */
static const char *const anywhere[] = {"Theme License is not validated",
                                       "Bouton retour en haut de la page", "Back to top button",
                                       "adresse e-mail ne sera pas publi", NULL};

static bool
is_listed(const char *const *list, const char *line, size_t size)
{
    for (; *list; list++) {
        if (strlen(*list) == size && memcmp(*list, line, size) == 0)
            return true;
    }
    return false;
}

static bool
begins(const char *line, size_t size, const char *head)
{
    size_t length = strlen(head);
    return length <= size && memcmp(line, head, length) == 0;
}

static bool
begins_listed(const char *const *list, const char *line, size_t size)
{
    for (; *list; list++) {
        if (begins(line, size, *list))
            return true;
    }
    return false;
}

static bool
is_reading_time(const char *line, size_t size)
{
    static const char *const tails[] = {" minute de lecture", " minutes de lecture",
                                        " min de lecture",    " min read",
                                        " minute read",       NULL};
    size_t digits = 0;
    while (digits < size && digits < 3 && utf8_is_digit((uint8_t)line[digits]))
        digits++;
    return digits > 0 && is_listed(tails, line + digits, size - digits);
}

/* « Facebook Twitter LinkedIn »: two at least, and nothing else. */
static bool
is_networks(const char *line, size_t size)
{
    size_t count = 0;
    while (size > 0) {
        const char *space = memchr(line, ' ', size);
        size_t word = space ? (size_t)(space - line) : size;
        if (!is_listed(networks, line, word))
            return false;
        count++;
        line += word + (space != NULL);
        size -= word + (space != NULL);
    }
    return count > 1;
}

/* The article 'X' appeared first on Y. */
static bool
is_feed_footer(const char *line, size_t size)
{
    return (begins(line, size, "l'article ") &&
            memmem(line, size, " est apparu en premier sur ", 27)) ||
           (begins(line, size, "the post ") && memmem(line, size, " appeared first on ", 19));
}

static bool
is_copyright(const char *line, size_t size)
{
    return (begins(line, size, "\xc2\xa9") || begins(line, size, "copyright ")) &&
           (memmem(line, size, "droits reserves", 15) || memmem(line, size, "rights reserved", 15));
}

static bool
ends_as_sentence(const mbr_text *text)
{
    uint32_t c = utf8_before(text->data, utf8_back_space(text->data, text->size), NULL);
    return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0xbb;
}

static bool
is_label(const mbr_text *text, const char *line, size_t size)
{
    return begins_listed(heads_of_labels, line, size) &&
           (!ends_as_sentence(text) || memmem(line, size, "newsletter", 10) ||
            memmem(line, size, "infolettre", 10));
}

/* The picture of an author box: « Photo de NAME », then NAME alone. */
static bool
is_portrait(const mbr_text *label, const mbr_text *name)
{
    char first[LONGEST_LINE + 4], second[LONGEST_LINE + 4];
    if (!label || !name || label->size > LONGEST_LINE || name->size > LONGEST_LINE)
        return false;
    size_t a = fold_line(label->data, label->size, first, sizeof first);
    size_t b = fold_line(name->data, name->size, second, sizeof second);
    return b > 0 && a == b + 9 && memcmp(first, "photo de ", 9) == 0 &&
           memcmp(first + 9, second, b) == 0;
}

static bool
holds_phrase(const mbr_text *text, mbr_span *ret)
{
    for (const char *const *phrase = anywhere; *phrase; phrase++) {
        const char *found = memmem(text->data, text->size, *phrase, strlen(*phrase));
        if (found) {
            size_t start = (size_t)(found - text->data);
            *ret = (mbr_span){start, start + strlen(*phrase)};
            return true;
        }
    }
    return false;
}

bool
boilerplate_is(const boilerplate_line *line, mbr_span *ret)
{
    char folded[LONGEST_LINE + 4];
    const mbr_text *text = line->text;
    *ret = (mbr_span){0, text->size};
    if (line->heading && !line->edge)
        return false;
    if (is_portrait(text, line->next) || is_portrait(line->before, text))
        return true;
    size_t size =
        text->size > LONGEST_LINE ? 0 : fold_line(text->data, text->size, folded, sizeof folded);
    if (size > 0 &&
        (is_listed(whole, folded, size) || begins_listed(heads, folded, size) ||
         is_label(text, folded, size) || is_reading_time(folded, size) ||
         is_networks(folded, size) || is_feed_footer(folded, size) || is_copyright(folded, size) ||
         (line->edge && is_listed(whole_at_an_edge, folded, size))))
        return true;
    return line->edge && holds_phrase(text, ret);
}
