/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "stretches.h"

#include "grow.h"
#include "loans.h"
#include "utf8.h"

#include <stdlib.h>
#include <string.h>

enum { OWN = 1, LINK, STRONG, COMMON };

/* Each list leaves out what the other language has too: on, or, as, main, pour, son, plus. */
static const char english_links[] =
    "the and of to with for by from at into in its my your our his her their this that these "
    "those";
static const char english_strong[] =
    "was were is are has have had been be being will would could should can may might did does "
    "not he she they them it we you i said says who whom which what where when why how there "
    "than while because before after about until since if then only some any all no so such "
    "more most very over under against between through during without also just even still but "
    "him must never here now both each many much other";
static const char english_common[] =
    "people troops war army week weeks month months year years day days night morning news city "
    "town bridge river road house houses home homes children women men man woman killed wounded "
    "injured died dead death attack attacks fire food water work workers law voters ministry "
    "officer official country state states world north south east west border peace talks held "
    "took taken made make left lost found came come gone went told asked added called known "
    "given seen able ready near far early late last next first two three five seven eight nine "
    "ten hundred thousand million high low big small new old good bad great own same full open "
    "closed against fighting fled help need back down out up off again every another reports "
    "reported health school schools money power right rights life time end want wants like such "
    "already later soon today tuesday monday thursday friday saturday sunday";
static const char french_links[] =
    "le la les un une des du de et à au aux en sur l d ce cette ces sa ses leur leurs notre nos "
    "votre vos ma mes lui";
static const char french_strong[] =
    "que qui est sont dans par avec ne pas il elle ils elles ont été était étaient sera seront "
    "mais où dont donc ni sans sous entre vers chez lors selon depuis pendant après avant nous "
    "vous je tu eux y cela ça tout tous toute toutes même aussi ainsi alors avoir être qu "
    "n s c j se très leur puis peut peuvent doit doivent avait avaient aurait serait aucun "
    "jamais encore si";
static const char french_common[] =
    "armée ville villes pays guerre paix jour jours mois semaine année années ans ministre "
    "maire préfet police mort morts tué tués tuée tuées blessé blessés pont fleuve rivière eau "
    "vallée digue école écoles maison maisons femme femmes enfant enfants homme hommes lundi "
    "mardi mercredi jeudi vendredi samedi dimanche hier nuit matin soir dit indiqué fermé "
    "fermée ouvert ouverte contre deux trois quatre cinq cent mille nouveau nouvelle grande "
    "petit petite dernier feu peuple état loi voix jusque vendu rien gens";

static const char english_own[] =
    "the and of to is was that with for by from at has have had were been said which who whom "
    "this these those it its are not will would their he she they his her him in be we our you "
    "your there when than about into could should what while before them i my because where how "
    "some other only also all no any such can may must do does did says through between against "
    "since until during both each many most";
static const char french_own[] =
    "le la les un une des du de et à au aux dans que qui est sont pour par sur avec ce cette "
    "ces se ne pas il elle ils elles sa ses leur leurs ont été d l qu n s c j m où dont mais ou "
    "donc ni sans sous entre vers chez lors selon depuis pendant après avant était étaient sera "
    "seront nous vous je tu lui eux y cela ça tout tous toute toutes même aussi ainsi alors "
    "avoir être fait en notre nos votre vos mon ma mes son plus comme très puis peut doit";

void
stretches_words(word_set *set, bool french)
{
    memset(set, 0, sizeof *set);
    /* Compiled in: a test holds that all find room. */
    (void)word_set_add(set, french ? french_own : english_own, OWN);
    (void)word_set_add(set, french ? english_common : french_common, COMMON);
    (void)word_set_add(set, french ? english_links : french_links, LINK);
    (void)word_set_add(set, french ? english_strong : french_strong, STRONG);
}

/* What stands between two words, as far as it matters. */
enum { NOTHING, BREAK, STOP, OPENING, CLOSING, STRAIGHT };

typedef struct scan {
    const word_set *set;
    const mbr_text *text;
    bool french;
    stretch now;   /* count 0: none */
    bool fresh;    /* the next word begins a sentence */
    size_t apart;  /* signs open that set words apart */
    bool straight; /* and a straight one */
    stretches *list;
} scan;

static int
sign_at(const mbr_text *text, size_t at, size_t *ret_length)
{
    uint32_t c = utf8_at(text->data, text->size, at, ret_length), next;
    switch (c) {
    case '.':
    case '!':
    case '?':
    case 0x2026:
        next = utf8_at(text->data, text->size, at + *ret_length, NULL);
        return next == 0 || utf8_is_space(next) || next == '"' || next == ')' || next == 0xbb ||
                       next == 0x201d
                   ? STOP
                   : NOTHING;
    case '\n':
        return STOP;
    case ':':
    case ';':
        return BREAK;
    case '"':
        return STRAIGHT;
    case '(':
    case '[':
    case 0xab:
    case 0x201c:
        return OPENING;
    case ')':
    case ']':
    case 0xbb:
    case 0x201d:
        return CLOSING;
    default:
        return NOTHING;
    }
}

static bool
may_be_sentence(const stretch *of)
{
    return of->begins && of->ends && of->count >= 6 && !of->apart && 2 * of->lower >= of->count &&
           of->links + of->strong + of->common > 0;
}

static bool
may_matter(const stretch *of)
{
    size_t small = of->links + of->strong;
    return (small >= 2 && small + of->common >= 3) || may_be_sentence(of);
}

static bool
close_stretch(scan *s, int sign)
{
    stretches *list = s->list;
    s->now.ends = sign == STOP;
    s->now.shut = sign != NOTHING;
    bool wanted = s->now.count >= 3 && may_matter(&s->now);
    if (wanted && !grow(&list->items, &list->room, list->count, sizeof *list->items))
        return false;
    if (wanted)
        list->items[list->count++] = s->now;
    s->now = (stretch){.count = 0};
    return true;
}

static void
count_word(scan *s, size_t start, size_t end, uint8_t found, bool lower)
{
    stretch *now = &s->now;
    if (now->count++ == 0) {
        now->words.start = start;
        now->begins = s->fresh;
        now->apart = s->apart > 0 || s->straight;
    }
    now->words.end = end;
    now->lower += lower;
    now->links += found == LINK;
    now->strong += found == STRONG;
    now->common += found == COMMON;
    now->behind = found == 0 ? now->behind + 1 : 0;
    if (found == 0)
        return;
    if (now->known.end == 0)
        now->known.start = start;
    now->known.end = end;
}

/* Part of an address, of a name of code, or of a longer word: the-end-of-the-world. */
static bool
is_joined(const mbr_text *text, size_t start, size_t end)
{
    char before = start > 0 ? text->data[start - 1] : ' ',
         after = end < text->size ? text->data[end] : ' ';
    return before == '-' || before == '/' || before == '_' || before == '@' || before == '.' ||
           after == '-' || after == '/' || after == '_' || after == '@';
}

static bool
add_word(scan *s, size_t start, const set_word *word)
{
    const char *data = s->text->data;
    size_t end = word->end;
    language_counts *counts = &s->list->counts;
    uint8_t first = (uint8_t)data[start];
    bool lower = (first >= 'a' && first <= 'z') ||
                 (first >= 0x80 && utf8_is_lower(utf8_at(data, s->text->size, start, NULL)));
    /* « d’ » and « s’ » are French, the tail of “he’d” and “what’s” is not. */
    bool tail = end - start == 1 && start > 0 && utf8_is_apostrophe(utf8_before(data, start, NULL));
    uint8_t found = tail ? 0 : word_set_find_read(s->set, data, start, word);
    bool other = found == LINK || found == STRONG;
    counts->words++;
    counts->lower += lower;
    /* Letters of French alone, or of English never: é, ç, œ. */
    bool accent = found == 0 && word->accent;
    counts->french += s->french ? found == OWN || accent : other;
    counts->english += s->french ? other : found == OWN;
    if (found > OWN && is_joined(s->text, start, end))
        found = 0;
    if (accent)
        found = s->french ? OWN : COMMON;
    bool result = true;
    if (found == OWN)
        result = close_stretch(s, NOTHING);
    else if (!tail)
        count_word(s, start, end, found, lower || (first == 'I' && end - start == 1));
    s->fresh = false;
    return result;
}

static bool
add_sign(scan *s, int sign)
{
    if (sign == NOTHING)
        return true;
    bool result = s->now.count == 0 || close_stretch(s, sign);
    s->fresh = s->fresh || sign == STOP;
    if (sign == OPENING)
        s->apart++;
    else if (sign == CLOSING && s->apart > 0)
        s->apart--;
    else if (sign == STRAIGHT)
        s->straight = !s->straight;
    return result;
}

/* Two words side by side that may be one. */
static bool
may_repeat(const char *data, mbr_span last, mbr_span next)
{
    uint8_t one = (uint8_t)data[last.start], other = (uint8_t)data[next.start];
    return last.end - last.start == next.end - next.start &&
           ((one | 0x20) == (other | 0x20) || (one >= 0x80 && other >= 0x80));
}

bool
stretches_read(const word_set *set, const mbr_text *text, bool french, stretches *list)
{
    scan s = {.set = set, .text = text, .french = french, .fresh = true, .list = list};
    list->count = 0;
    list->counts = (language_counts){0};
    list->repeats = false;
    mbr_span last = {0, 0};
    bool near = false; /* no sign of ASCII stands behind the last word */
    size_t at = 0, length = 1;
    while (at < text->size) {
        uint8_t byte = (uint8_t)text->data[at];
        if (byte == ' ') {
            at++;
            continue;
        }
        set_word word = word_set_read(text->data, text->size, at);
        if (word.end > at) {
            if (!add_word(&s, at, &word))
                return false;
            mbr_span next = {at, word.end};
            list->repeats |= near && may_repeat(text->data, last, next);
            last = next;
            near = true;
            at = word.end;
            continue;
        }
        if (!add_sign(&s, sign_at(text, at, &length)))
            return false;
        near = near && (byte >= 0x80 || byte == '\t');
        at += length;
    }
    return s.now.count == 0 || close_stretch(&s, STOP);
}

void
stretches_clear(stretches *list)
{
    free(list->items);
    *list = (stretches){0};
}

/* All of it between commas is loans. */
static bool
is_loans(const mbr_text *text, mbr_span words, bool french)
{
    const char *data = text->data, *comma;
    for (size_t at = words.start, end; at < words.end; at = end + 1) {
        comma = memchr(data + at, ',', words.end - at);
        end = comma ? (size_t)(comma - data) : words.end;
        at = utf8_skip_space(data, end, at);
        if (!french && end - at > 2 && memcmp(data + at, "a ", 2) == 0)
            at += 2;
        if (!loan_is(data + at, end - at, french))
            return false;
    }
    return true;
}

bool
stretch_is_sentence(const stretch *of, const mbr_text *text, bool french)
{
    size_t small = of->links + of->strong;
    return of->begins && of->ends && of->count >= 4 && !of->apart && 2 * of->lower >= of->count &&
           small >= 2 && of->strong > 0 && 10 * small >= 3 * of->count &&
           !is_loans(text, of->words, french);
}

bool
stretch_is_doubtful(const stretch *of, const mbr_text *text)
{
    /* With commas it may be a list of names. */
    return may_be_sentence(of) &&
           !memchr(text->data + of->words.start, ',', of->words.end - of->words.start);
}

bool
stretch_is_run(const stretch *of, const mbr_text *text, bool french)
{
    size_t small = of->links + of->strong;
    return !of->apart && of->strong > 0 && small >= 2 && small + of->common >= 3 &&
           3 * of->lower >= 2 * of->count && !is_loans(text, of->known, french);
}
