/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "printed.h"

#include "agency.h"

#include <string.h>

/* Words that stand where a name should. Dots and outer signs are dropped before comparing. */
static const char *const nobody[] = {
    "dr",
    "d r",
    "droits réservés",
    "droit réservé",
    "tous droits réservés",
    "all rights reserved",
    "rights reserved",
    "x",
    "xx",
    "xxx",
    "n/a",
    "libre de droits",
    "libres de droits",
    "royalty free",
    "royalty-free",
    "domaine public",
    "public domain",
    "photographe",
    "photographer",
    "le photographe",
    "auteur",
    "author",
    "nom du photographe",
    "prénom nom",
    "stringer",
    "picasa",
    "admin",
    "owner",
    "user",
    "utilisateur",
    "propriétaire",
    "your name",
    "votre nom",
    "artist",
    "artiste",
    "staff",
    "inconnu",
    "auteur inconnu",
    "photographe inconnu",
    "anonyme",
    "unknown",
    "anonymous",
    "illustration",
    "photo",
    "photo d'illustration",
    "image d'illustration",
    "photo prétexte",
    "stock photo",
    "file photo",
    "archives",
    "archive",
    "photo d'archives",
    "image d'archives",
    "internet",
    "web",
    "le web",
    "google",
    "google images",
    "facebook",
    "instagram",
    "twitter",
    "youtube",
    "tiktok",
    "snapchat",
    "whatsapp",
    "telegram",
    "pinterest",
    "linkedin",
    "réseaux sociaux",
    "social media",
    "capture d'écran",
    "capture écran",
    "captures d'écran",
    "capture",
    "screenshot",
    "screengrab",
    "screen grab",
};

static const char *const captures[] = {
    "capture d'écran", "captures d'écran", "capture écran",
    "screenshot",      "screengrab",       "screen grab",
};

/* What may stand before the credit proper. The longer ones first. */
static const char *const labels[] = {
    "crédits photographiques",
    "crédit photographique",
    "crédits photos",
    "crédits photo",
    "crédit photos",
    "crédit photo",
    "photo credit",
    "image credit",
    "crédits",
    "crédit",
    "credits",
    "credit",
    "photographie",
    "photos",
    "photo by",
    "photo",
    "picture",
    "images",
    "image",
    "illustration",
    "source",
    "sources",
    "copyright",
    "(c)",
    "©",
};

/* Between the parts of a credit: "Prénom Nom/Agence". */
static const char *const separators[] = {"/",   "|",   ",",   ";",     "·",
                                         " – ", " — ", " - ", " via ", " pour "};

#define COUNT(list) (sizeof(list) / sizeof *(list))

struct part {
    const char *text;
    size_t size;
};

static bool
starts(struct part part, const char *word)
{
    size_t length = strlen(word);
    return part.size >= length && memcmp(part.text, word, length) == 0;
}

static bool
ends(struct part part, const char *word)
{
    size_t length = strlen(word);
    return part.size >= length && memcmp(part.text + part.size - length, word, length) == 0;
}

/* Without the spaces and signs around it. */
static struct part
trimmed(struct part part)
{
    static const char *const signs[] = {" ", ".", ":", "(", ")", "[", "]", "-", "*", "\"", "'",
                                        "«", "»", "–", "—", "/", ",", ";", "|", "?", "…"};
    bool again = true;
    while (again) {
        again = false;
        for (size_t i = 0; i < COUNT(signs); i++) {
            size_t length = strlen(signs[i]);
            if (starts(part, signs[i])) {
                part.text += length;
                part.size -= length;
                again = true;
            } else if (ends(part, signs[i])) {
                part.size -= length;
                again = true;
            }
        }
    }
    return part;
}

/* Equal but for the dots of an abbreviation. */
static bool
is_word(struct part part, const char *word)
{
    size_t at = 0;
    for (size_t i = 0; i < part.size; i++) {
        if (part.text[i] == '.')
            continue;
        if (word[at] == '\0' || word[at] != part.text[i])
            return false;
        at++;
    }
    return word[at] == '\0';
}

static bool
is_among(struct part part, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (is_word(part, list[i]))
            return true;
    return false;
}

static bool
is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

/* Without one label before it: "photo : nadia benali" is nadia benali's. */
static struct part
without_label(struct part part)
{
    for (size_t i = 0; i < COUNT(labels); i++) {
        size_t length = strlen(labels[i]);
        bool is_sign = !is_letter(labels[i][length - 1]) || (unsigned char)labels[i][0] >= 0x80;
        if (starts(part, labels[i]) && part.size > length &&
            (is_sign || !is_letter(part.text[length])))
            return trimmed((struct part){part.text + length, part.size - length});
    }
    return part;
}

static bool
is_agency(struct part part, struct part own)
{
    if (own.size > 0 && part.size == own.size && memcmp(part.text, own.text, own.size) == 0)
        return true;
    return starts(part, "agence ") || agency_of(part.text, part.size);
}

static int
judge_capture(struct part part)
{
    for (size_t i = 0; i < COUNT(captures); i++) {
        size_t length = strlen(captures[i]);
        if (!starts(part, captures[i]) || (part.size > length && is_letter(part.text[length])))
            continue;
        struct part of = trimmed((struct part){part.text + length, part.size - length});
        if (of.size == 0 || is_among(of, nobody, COUNT(nobody)))
            return PRINTED_ANONYMOUS;
        return PRINTED_CAPTURE;
    }
    return PRINTED_NAMED;
}

/* The name of a file: one with an ending, or what a camera calls it. */
static bool
is_file_name(struct part part)
{
    static const char *const endings[] = {".jpg",  ".jpeg", ".png", ".webp", ".tif",
                                          ".tiff", ".heic", ".gif", ".avif", ".psd"};
    static const char *const cameras[] = {"img_", "img-", "dsc_", "dsc0", "dscf", "dscn", "pxl_"};
    for (size_t i = 0; i < COUNT(endings); i++)
        if (ends(part, endings[i]))
            return true;
    for (size_t i = 0; i < COUNT(cameras); i++)
        if (starts(part, cameras[i]) && part.size > 4 && part.text[4] >= '0' && part.text[4] <= '9')
            return true;
    return false;
}

static int
judge_part(struct part part, struct part own)
{
    for (;;) {
        part = trimmed(part);
        if (part.size == 0 || is_among(part, nobody, COUNT(nobody)) ||
            is_among(part, labels, COUNT(labels)) || is_file_name(part))
            return PRINTED_ANONYMOUS;
        int captured = judge_capture(part);
        if (captured != PRINTED_NAMED)
            return captured;
        if (is_agency(part, own))
            return PRINTED_AGENCY;
        struct part rest = without_label(part);
        if (rest.size == part.size)
            return PRINTED_NAMED;
        part = rest;
    }
}

/* The bytes of the separator at `at`, 0 if there is none. */
static size_t
separator_at(struct part credit, size_t at)
{
    struct part rest = {credit.text + at, credit.size - at};
    for (size_t i = 0; i < COUNT(separators); i++)
        if (starts(rest, separators[i]))
            return strlen(separators[i]);
    return 0;
}

int
printed_judge(const char *credit, size_t size, const char *agency, size_t agency_size)
{
    struct part whole = {credit, size};
    struct part own = trimmed((struct part){agency ? agency : "", agency ? agency_size : 0});
    int verdict = judge_part(whole, own);
    if (verdict == PRINTED_ANONYMOUS || verdict == PRINTED_AGENCY)
        return verdict;

    bool captured = false, named = false, by_agency = false;
    for (size_t start = 0, at = 0; at <= size; at++) {
        size_t length = at < size ? separator_at(whole, at) : 1;
        if (length == 0)
            continue;
        struct part part = {credit + start, at - start};
        if (trimmed(part).size > 0) {
            verdict = judge_part(part, own);
            captured = captured || judge_capture(trimmed(part)) != PRINTED_NAMED;
            named = named || verdict == PRINTED_NAMED || verdict == PRINTED_CAPTURE;
            by_agency = by_agency || verdict == PRINTED_AGENCY;
        }
        at += length - 1;
        start = at + 1;
    }
    if (named)
        return captured ? PRINTED_CAPTURE : PRINTED_NAMED;
    return by_agency ? PRINTED_AGENCY : PRINTED_ANONYMOUS;
}
