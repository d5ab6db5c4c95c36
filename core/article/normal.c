/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/normal.h"

#include "base/text.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

/* About as many bytes of prose has a run, once its capitals and apostrophes are folded. */
#define BYTES_A_RUN 16

/* Below this no character changes in NFC and none joins the one before it. */
#define FIRST_COMPOSED 0x300

typedef struct {
    const MarbreMapped *from; /* nullable: the way back leads to the text itself */
    MarbreMapped *to;
    const char *text;
    size_t size;
    size_t kept; /* where the stretch begins that goes over as it is */
    unsigned folds;
} Normaliser;

/* The stretch that needs no change, up to `end`. */
static void
put_kept(Normaliser *normaliser, size_t end)
{
    size_t start = normaliser->kept;
    if (end > start && normaliser->from)
        (void)marbre_mapped_append_part(normaliser->to, normaliser->from, (MarbreSpan){start, end});
    else if (end > start)
        marbre_mapped_append_same(normaliser->to, normaliser->text + start, end - start, start);
}

/* `text` for the bytes from `start` to `end`. */
static void
put_changed(Normaliser *normaliser, const char *text, size_t size, size_t start, size_t end)
{
    put_kept(normaliser, start);
    normaliser->kept = end;
    if (size == 0)
        return;
    MarbreSpan span = {start, end};
    if (normaliser->from)
        (void)marbre_mapped_to_source(normaliser->from, (MarbreSpan){start, end}, &span);
    marbre_mapped_append_for(normaliser->to, text, size, span.start, span.end);
}

static gunichar
char_at(const Normaliser *normaliser, size_t at, size_t *ret_width)
{
    unsigned char c = (unsigned char)normaliser->text[at];
    *ret_width = 1;
    if (c < 0x80)
        return c;
    gunichar character =
        g_utf8_get_char_validated(normaliser->text + at, (gssize)(normaliser->size - at));
    if ((gint32)character < 0)
        return c; /* not UTF-8: a byte that is left as it is */
    *ret_width = (size_t)g_utf8_skip[c];
    return character;
}

static bool
is_invisible(gunichar c)
{
    return c >= 0x80 && marbre_text_is_invisible(c);
}

/* Whether NFC may join `c` to what stands before it. */
static bool
joins(gunichar c)
{
    if (c < FIRST_COMPOSED)
        return false;
    return (c >= 0x1160 && c <= 0x11FF) || g_unichar_ismark(c) || g_unichar_combining_class(c) != 0;
}

static bool
is_apostrophe(gunichar c)
{
    switch (c) {
    case 0x2018:
    case 0x2019:
    case 0x02BC:
    case 0x2032:
    case 0x0060:
    case 0x00B4:
        return true;
    default:
        return false;
    }
}

/*
 * Where the character at `at` ends with all that joins it. Invisible characters in between belong
 * to it, those behind it do not.
 */
static size_t
cluster_end(const Normaliser *normaliser, size_t at, size_t width, bool *ret_hidden)
{
    size_t end = at + width;
    size_t next = end;
    bool hidden = false;
    *ret_hidden = false;
    while (next < normaliser->size) {
        gunichar c = char_at(normaliser, next, &width);
        next += width;
        if (is_invisible(c)) {
            hidden = true;
        } else if (joins(c)) {
            end = next;
            *ret_hidden = hidden;
        } else {
            break;
        }
    }
    return end;
}

static char *
without_invisible(const char *text, size_t size)
{
    GString *visible = g_string_sized_new(size);
    for (const char *at = text; at < text + size; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (!is_invisible(c))
            g_string_append_unichar(visible, c);
    }
    return g_string_free(visible, false);
}

static void
fold_apostrophes(char *text)
{
    char *to = text;
    for (const char *at = text, *next; *at; at = next) {
        next = g_utf8_next_char(at); /* before the byte it is read from is written over */
        if (is_apostrophe(g_utf8_get_char(at))) {
            *to++ = '\'';
            continue;
        }
        for (const char *byte = at; byte < next; byte++)
            *to++ = *byte;
    }
    *to = '\0';
}

/* The slow way, for a character with what joins it. */
static char *
normal_form(const Normaliser *normaliser, size_t start, size_t end, bool hidden)
{
    g_autofree char *visible = hidden ? without_invisible(normaliser->text + start, end - start)
                                      : g_strndup(normaliser->text + start, end - start);
    char *normal = g_utf8_normalize(visible, -1, G_NORMALIZE_NFC);
    if (!normal)
        return g_steal_pointer(&visible);
    if (normaliser->folds & MARBRE_FOLD_CASE) {
        g_autofree char *folded = g_utf8_casefold(normal, -1);
        g_free(normal); /* replaced by its folded form */
        normal = g_utf8_normalize(folded, -1, G_NORMALIZE_NFC);
    }
    if (normaliser->folds & MARBRE_FOLD_APOSTROPHES)
        fold_apostrophes(normal);
    return normal;
}

/* White space of any kind and length, invisible characters in it, for one space. */
static size_t
take_white(Normaliser *normaliser, size_t at)
{
    const char *end = normaliser->text + normaliser->size;
    size_t stop = at;
    size_t next = at;
    while (next < normaliser->size) {
        size_t width = marbre_text_white(normaliser->text + next, end);
        if (width > 0) {
            next += width;
            stop = next;
            continue;
        }
        if (!is_invisible(char_at(normaliser, next, &width)))
            break;
        next += width;
    }
    if (stop - at > 1 || normaliser->text[at] != ' ')
        put_changed(normaliser, " ", 1, at, stop);
    return stop;
}

/* Whether folding case may change a character: not in scripts without case, nor signs. */
static bool
may_fold(gunichar c)
{
    switch ((int)g_unichar_type(c)) {
    case G_UNICODE_UPPERCASE_LETTER:
    case G_UNICODE_LOWERCASE_LETTER:
    case G_UNICODE_TITLECASE_LETTER:
    case G_UNICODE_MODIFIER_LETTER:
    case G_UNICODE_LETTER_NUMBER:    /* Roman figures */
    case G_UNICODE_OTHER_SYMBOL:     /* letters in circles */
    case G_UNICODE_NON_SPACING_MARK: /* the iota below */
        return true;
    default:
        return false;
    }
}

/* Whether one character alone stays as it is. */
static bool
is_stable(const Normaliser *normaliser, gunichar c)
{
    if ((normaliser->folds & MARBRE_FOLD_CASE) && may_fold(c))
        return false;
    gunichar parts[2];
    return c < FIRST_COMPOSED ||
           (g_unichar_fully_decompose(c, false, parts, 2) == 1 && parts[0] == c);
}

/* Fold case of a character below U+0180 in the simple way. @return 0 where it is not simple */
static gunichar
fold_simple(gunichar c)
{
    bool special = c == 0xB5 || c == 0xDF || c == 0x130 || c == 0x149 || c == 0x17F;
    return special ? 0 : g_unichar_tolower(c);
}

static void
put_char(Normaliser *normaliser, gunichar c, size_t start, size_t end)
{
    char buffer[8];
    size_t size = (size_t)g_unichar_to_utf8(c, buffer);
    put_changed(normaliser, buffer, size, start, end);
}

/* One character on its own, nothing joined to it. */
static void
take_single(Normaliser *normaliser, gunichar c, size_t at, size_t end)
{
    if ((normaliser->folds & MARBRE_FOLD_APOSTROPHES) && is_apostrophe(c)) {
        put_changed(normaliser, "'", 1, at, end);
        return;
    }
    if ((normaliser->folds & MARBRE_FOLD_CASE) && c < 0x180) {
        gunichar folded = fold_simple(c);
        if (folded == c)
            return;
        if (folded != 0) {
            put_char(normaliser, folded, at, end);
            return;
        }
    }
    if (is_stable(normaliser, c))
        return;
    g_autofree char *normal = normal_form(normaliser, at, end, false);
    size_t size = strlen(normal);
    if (size != end - at || memcmp(normal, normaliser->text + at, size) != 0)
        put_changed(normaliser, normal, size, at, end);
}

static void
take_cluster(Normaliser *normaliser, size_t at, size_t end, bool hidden)
{
    g_autofree char *normal = normal_form(normaliser, at, end, hidden);
    size_t size = strlen(normal);
    if (size != end - at || memcmp(normal, normaliser->text + at, size) != 0)
        put_changed(normaliser, normal, size, at, end);
}

/* Behind the character at `at`, which is dealt with. */
static size_t
take_next(Normaliser *normaliser, size_t at)
{
    const char *text = normaliser->text;
    if ((normaliser->folds & MARBRE_FOLD_SPACES) &&
        marbre_text_white(text + at, text + normaliser->size) > 0)
        return take_white(normaliser, at);
    size_t width;
    gunichar c = char_at(normaliser, at, &width);
    if (c >= 0x80 && width == 1)
        return at + 1;
    if (is_invisible(c)) {
        put_changed(normaliser, "", 0, at, at + width);
        return at + width;
    }
    bool hidden = false;
    bool alone = at + width >= normaliser->size || (unsigned char)text[at + width] < 0x80;
    size_t end = alone ? at + width : cluster_end(normaliser, at, width, &hidden);
    if (end == at + width)
        take_single(normaliser, c, at, end);
    else
        take_cluster(normaliser, at, end, hidden);
    return end;
}

/* Whether a character of two bytes stays as it is, whatever is folded: « » and the like, and the
   small letters from à to ÿ. No capital, no white space, nothing that looks like an apostrophe. */
static bool
is_plain_pair(unsigned char lead, unsigned char next)
{
    if (lead == 0xC2)
        return next > 0xA0 && next < 0xC0 && next != 0xAD && next != 0xB4 && next != 0xB5;
    return lead == 0xC3 && next >= 0xA0 && next < 0xC0;
}

/* Small letters, figures and most signs of ASCII: they stay as they are, whatever is folded. */
__extension__ static const bool is_plain[256] = {
    ['!' ... '@'] = true,
    ['[' ... '_'] = true,
    ['a' ... '~'] = true,
};
__extension__ static const bool is_plain_or_capital[256] = {['!' ... '_'] = true,
                                                            ['a' ... '~'] = true};

/* How many bytes the character at `at` has if it surely stays as it is where nothing joins it,
   else 0. This is for speed alone: most characters of most texts are such. */
static size_t
plain_width(const Normaliser *normaliser, size_t at)
{
    const unsigned char *text = (const unsigned char *)normaliser->text + at;
    size_t left = normaliser->size - at;
    unsigned char next = left > 1 ? text[1] : 'a';
    if (*text == ' ') /* more white space, or an invisible character, may follow */
        return next == 0xC3 || g_ascii_isgraph(next) ||
                       (normaliser->folds & MARBRE_FOLD_SPACES) == 0
                   ? 1
                   : 0;
    if (*text >= 'A' && *text <= 'Z')
        return normaliser->folds & MARBRE_FOLD_CASE ? 0 : 1;
    if (is_plain_pair(*text, next))
        return 2;
    /* Dashes, quotation marks of several kinds, the ellipsis. */
    return *text == 0xE2 && next == 0x80 && left > 2 && text[2] >= 0x90 && text[2] <= 0xA7 &&
                   text[2] != 0x98 && text[2] != 0x99
               ? 3
               : 0;
}

/* Whether the character at `at` belongs to the one before it. */
static bool
belongs_before(const Normaliser *normaliser, size_t at)
{
    size_t width;
    gunichar c = char_at(normaliser, at, &width);
    return width > 1 && (is_invisible(c) || joins(c));
}

static void
run(Normaliser *normaliser)
{
    const unsigned char *text = (const unsigned char *)normaliser->text;
    const bool *plain =
        (normaliser->folds & MARBRE_FOLD_CASE) != 0 ? is_plain : is_plain_or_capital;
    size_t at = 0;
    size_t before = 0; /* width of the plain character before `at`, 0 for another */
    while (at < normaliser->size) {
        /* A single space between two words is the most common of all. */
        if (plain[text[at]] ||
            (text[at] == ' ' && at + 1 < normaliser->size && plain[text[at + 1]])) {
            at++;
            before = 1;
            continue;
        }
        size_t width = plain_width(normaliser, at);
        if (width == 0 && before > 0 && belongs_before(normaliser, at))
            at -= before;
        at = width > 0 ? at + width : take_next(normaliser, at);
        before = width;
    }
    put_kept(normaliser, normaliser->size);
}

static MarbreMapped *
room_for(size_t size, unsigned folds)
{
    size_t each = folds & MARBRE_FOLD_CASE ? BYTES_A_RUN : 2 * BYTES_A_RUN;
    return marbre_mapped_new_sized(size, 1 + size / each);
}

MarbreMapped *
marbre_normalise(const MarbreMapped *text, unsigned folds)
{
    Normaliser normaliser = {.from = text, .folds = folds};
    normaliser.text = marbre_mapped_get_text(text, &normaliser.size);
    normaliser.to = room_for(normaliser.size, folds);
    run(&normaliser);
    return normaliser.to;
}

MarbreMapped *
marbre_normalise_text(const char *text, size_t size, unsigned folds)
{
    Normaliser normaliser = {
        .to = room_for(size, folds), .text = text, .size = size, .folds = folds};
    run(&normaliser);
    return normaliser.to;
}
