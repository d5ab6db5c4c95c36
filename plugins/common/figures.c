/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "marks_inside.h"

#include <string.h>

#define LONGEST_FIGURE 48 /* bytes */
#define MOST_SEPARATORS 8

/* A number as it is written: digits, and points or commas between them. */
typedef struct figure {
    mbr_span span;
    size_t separator[MOST_SEPARATORS];
    size_t count; /* of separators */
    size_t commas;
    size_t head; /* digits before the first, after the last */
    size_t tail;
    bool groups; /* all parts but the first have three digits */
} figure;

typedef struct currency {
    uint32_t sign;
    const char *after, *of;                                /* the sign; its name */
    const char *million, *millions, *milliard, *milliards; /* with its name */
} currency;

static const currency currencies[] = {
    {'$', WIDE "$", " de dollars", WIDE "million de dollars", WIDE "millions de dollars",
     WIDE "milliard de dollars", WIDE "milliards de dollars"},
    {EURO, WIDE "\xe2\x82\xac",
     " d\xe2\x80\x99"
     "euros",
     WIDE "million d\xe2\x80\x99"
          "euros",
     WIDE "millions d\xe2\x80\x99"
          "euros",
     WIDE "milliard d\xe2\x80\x99"
          "euros",
     WIDE "milliards d\xe2\x80\x99"
          "euros"},
    {POUND, WIDE "\xc2\xa3", " de livres", WIDE "million de livres", WIDE "millions de livres",
     WIDE "milliard de livres", WIDE "milliards de livres"},
};

static bool
read_figure(const scan *s, size_t at, figure *ret)
{
    *ret = (figure){.span = {at, at}, .groups = true};
    size_t part = at, end = at;
    for (;;) {
        while (end < s->size && utf8_is_digit((uint8_t)s->data[end]))
            end++;
        if (ret->count == 0)
            ret->head = end - part;
        else
            ret->groups &= end - part == 3;
        ret->tail = end - part;
        bool more = end + 1 < s->size && (s->data[end] == ',' || s->data[end] == '.') &&
                    utf8_is_digit((uint8_t)s->data[end + 1]);
        if (!more)
            break;
        if (ret->count == MOST_SEPARATORS || end - at > LONGEST_FIGURE)
            return false;
        ret->commas += s->data[end] == ',';
        ret->separator[ret->count++] = end;
        part = ++end;
    }
    ret->span.end = end;
    return true;
}

/* The word at `at`, in a list of words between spaces. */
static bool
is_one_of(const scan *s, mbr_span word, const char *list)
{
    char padded[24] = " ";
    size_t size = word.end - word.start;
    if (size == 0 || size > sizeof padded - 3)
        return false;
    memcpy(padded + 1, s->data + word.start, size);
    padded[size + 1] = ' ';
    return memmem(list, strlen(list), padded, size + 2) != NULL;
}

/* Letters and signs of units, behind white space or none. */
static mbr_span
word_after(const scan *s, size_t at)
{
    size_t start = utf8_skip_space(s->data, s->size, at), end = start, length;
    while (end - start < 24) {
        uint32_t c = utf8_at(s->data, s->size, end, &length);
        if (!utf8_is_letter(c) && c != '%' && c != '$' && c != EURO && c != POUND &&
            c != PER_MILLE && c != 0xb0 && c != 0xb2)
            break;
        end += length;
    }
    return (mbr_span){start, end};
}

static const char units[] =
    " million millions milliard milliards billion billions trillion trillions % \xe2\x80\xb0 $ "
    "\xe2\x82\xac \xc2\xa3 euro euros dollar dollars livres francs km kg cm mm m m\xc2\xb2 "
    "km\xc2\xb2 ha mètre mètres kilomètre kilomètres kilos tonne tonnes litre litres hectare "
    "hectares degré degrés \xc2\xb0 \xc2\xb0"
    "C point points fois seconde secondes ans Mo Go To ko GHz MHz MW GW kWh TWh bn M\xe2\x82\xac "
    "Md\xe2\x82\xac k\xe2\x82\xac ";
static const char scores[] = " point points seconde secondes s ";
static const char measures[] =
    " kg g t l cl m cm mm km ha kilo kilos gramme grammes tonne tonnes litre litres mètre mètres "
    "kilomètre kilomètres hectare hectares euro dollar franc ";
static const char large[] = " million millions milliard milliards % \xe2\x80\xb0 ";
static const char money[] = " $ \xe2\x82\xac \xc2\xa3 euro euros dollar dollars francs livres ";

/* Nothing before or behind that makes it a part of something else: a version, a date, a name. */
static bool
stands_alone(const scan *s, const figure *of)
{
    size_t length, back;
    uint32_t before = utf8_before(s->data, of->span.start, &back);
    uint32_t after = utf8_at(s->data, s->size, of->span.end, &length);
    uint32_t next = utf8_at(s->data, s->size, of->span.end + length, NULL);
    bool minus = before == '-' && (of->span.start < 2 || s->data[of->span.start - 2] == ' ');
    if (is_word(before) || (before == '-' && !minus) ||
        (before != 0 && before < 0x80 && memchr(".,:/_#@&=?+*^~\\", (int)before, 15)))
        return false;
    if (utf8_is_apostrophe(before) &&
        utf8_is_digit(utf8_before(s->data, of->span.start - back, NULL)))
        return false; /* 1'23,456 */
    bool joined = after != 0 && after < 0x80 && memchr(".,:/_-'@=\\", (int)after, 10);
    return !(joined && is_word(next));
}

static void
mend_separators(scan *s, const figure *of, bool thousands)
{
    for (size_t i = 0; i < of->count; i++) {
        mbr_span at = {of->separator[i], of->separator[i] + 1};
        bool decimal = !thousands || (s->data[at.start] == '.' && of->commas > 0);
        if (!decimal)
            marks_more(s, MARK_REPLACE, at, NARROW);
        else if (s->data[at.start] == '.')
            marks_more(s, MARK_REPLACE, at, ",");
    }
}

/* The same as marks_add for the first of several edits, of which the others follow. */
static void
add_separators(scan *s, mark_kind kind, const figure *of, mbr_span words, bool thousands)
{
    mbr_span at = {of->separator[0], of->separator[0] + 1};
    figure rest = *of;
    memmove(rest.separator, of->separator + 1, sizeof *of->separator * (MOST_SEPARATORS - 1));
    rest.count--;
    marks_add(s, kind, MARK_REPLACE, words, at, thousands ? NARROW : ",");
    mend_separators(s, &rest, thousands);
}

/* A noun in the plural that is no unit counts things, and those are whole. */
static bool
counts_things(const scan *s, size_t end)
{
    mbr_span word = word_after(s, end);
    if (word.start == end || word.end - word.start < 3)
        return false;
    char last = s->data[word.end - 1];
    return (last == 's' || last == 'x') &&
           utf8_is_lower(utf8_at(s->data, s->size, word.start, NULL)) &&
           !is_one_of(s, word, units) &&
           !is_one_of(s, word,
                      " dans puis fois mais sans sous vers moins plus kilos grammes "
                      "minutes heures centimes milles pas est ans ");
}

static bool
is_price_of_fuel(const scan *s, size_t end)
{
    size_t size = s->size - end < 48 ? s->size - end : 48;
    return memmem(s->data + end, size, "litre", 5) || memmem(s->data + end, size, "/l", 2) ||
           memmem(s->data + end, size, "/L", 2);
}

/* 120,000: whether it is plain that the comma does not mean a decimal. */
static bool
is_plainly_thousands(const scan *s, const figure *of)
{
    const char *data = s->data;
    bool zeros = data[of->span.end - 1] == '0' && data[of->span.end - 2] == '0';
    if (data[of->span.start] == '0' || of->head > 3)
        return false;
    if (of->count > 1)
        return true;
    mbr_span unit = word_after(s, of->span.end);
    if (is_one_of(s, unit, large) || is_one_of(s, unit, scores) ||
        (of->head == 1 && is_one_of(s, unit, measures)))
        return false; /* a child of 3,500 kg, 14,500 points */
    if (zeros && is_price_of_fuel(s, of->span.end))
        return false;
    return zeros || counts_things(s, of->span.end);
}

/* Commas between groups of three, and a point for decimals at most: as English has it. */
static bool
is_english(const scan *s, const figure *of)
{
    if (of->commas == 0)
        return false;
    if (of->commas == of->count)
        return of->groups && is_plainly_thousands(s, of);
    if (of->commas + 1 != of->count || s->data[of->separator[of->count - 1]] != '.' ||
        s->data[of->span.start] == '0' || of->head > 3)
        return false;
    for (size_t i = 1; i < of->count; i++)
        if (of->separator[i] - of->separator[i - 1] != 4)
            return false;
    return true;
}

static mbr_span
word_before(const scan *s, size_t at)
{
    size_t end = utf8_back_space(s->data, at);
    return (mbr_span){marks_words(s, end, end).start, end};
}

/* 12.5 %: a unit says that it is a number, which 49.3 and 2.0 need not be. */
static bool
is_decimal_with_point(const scan *s, const figure *of)
{
    if (of->count != 1 || of->commas > 0 || of->head > 6 ||
        !(of->tail <= 2 || (of->tail == 3 && of->head == 1 && s->data[of->span.start] == '0')))
        return false;
    mbr_span unit = word_after(s, of->span.end);
    uint32_t next = utf8_at(s->data, s->size, unit.end, NULL);
    if (is_one_of(s, unit, " pour ")) /* cent */
        return is_one_of(s, word_after(s, unit.end), " cent ");
    if (!is_one_of(s, unit, units) || utf8_is_apostrophe(next) || next == '/' ||
        (s->rules->usage == LOCALE_SWITZERLAND && is_one_of(s, unit, money)))
        return false;
    return !is_one_of(s, word_before(s, of->span.start),
                      " version versions art article articles chapitre section paragraphe v n p "
                      "Version Article Section alinéa loi norme ");
}

/* 1.000.000 */
static bool
is_thousands_with_points(const scan *s, const figure *of)
{
    return of->commas == 0 && of->count == 2 && of->groups && of->head <= 3 &&
           s->data[of->span.start] != '0' &&
           (memcmp(s->data + of->span.end - 3, "000", 3) == 0 || counts_things(s, of->span.end));
}

static const char *
scale_of(const scan *s, const figure *of, const currency *in, mbr_span word)
{
    bool one = of->head == 1 && s->data[of->span.start] < '2' &&
               (of->count == 0 || s->data[of->separator[0]] == '.');
    if (is_one_of(s, word, " bn "))
        return one ? in->milliard : in->milliards;
    return is_one_of(s, word, " m mn M ") ? (one ? in->million : in->millions) : NULL;
}

/* $3.2bn, $12, €1.5 million: the sign goes behind the figure, with the scale in words. */
static void
judge_currency(scan *s, const figure *of, const currency *in, mbr_span sign)
{
    mbr_span word = word_after(s, of->span.end);
    bool glued = word.start == of->span.end && word.end > word.start;
    const char *scale = glued ? scale_of(s, of, in, word) : NULL;
    bool scaled = !glued && is_one_of(s, word, " million millions milliard milliards ");
    size_t end = glued || scaled ? word.end : of->span.end;
    uint32_t next = utf8_at(s->data, s->size, utf8_skip_space(s->data, s->size, end), NULL);
    bool named = s->size - end > 3 &&
                 (memcmp(s->data + end, " de", 3) == 0 || memcmp(s->data + end, " d'", 3) == 0 ||
                  memcmp(s->data + end, " d\xe2", 3) == 0);
    bool thousands = of->commas > 0 && of->groups;
    bool plain = (of->count == 0 || thousands || (of->count == 1 && of->tail <= 2)) &&
                 next != '-' && next != '$' && next != EURO;
    mbr_span words = {sign.start, end};
    if (!plain || (glued && !scale) || (scaled && named) ||
        (!glued && !scaled &&
         is_one_of(s, word,
                   " billion billions trillion trillions dollars euros livres dollar "
                   "euro livre milles mille "))) {
        marks_add(s, MARK_CURRENCY, MARK_NOTHING, words, sign, NULL);
        return;
    }
    marks_add(s, MARK_CURRENCY, MARK_REPLACE, words, sign, "");
    if (s->rules->usage != LOCALE_SWITZERLAND || thousands || glued || scaled)
        mend_separators(s, of, thousands);
    if (scale)
        marks_more(s, MARK_REPLACE, word, scale);
    else if (scaled)
        marks_more(s, MARK_AFTER_IT, word, in->of);
    else
        marks_more(s, MARK_AFTER_IT, (mbr_span){of->span.end - 1, of->span.end}, in->after);
}

static bool
take_currency(scan *s, const figure *of)
{
    size_t length;
    uint32_t sign = utf8_before(s->data, of->span.start, &length);
    if (sign != '$' && sign != EURO && sign != POUND)
        return false;
    mbr_span span = {of->span.start - length, of->span.start};
    uint32_t before = utf8_before(s->data, span.start, NULL);
    bool begins = before == 0 || utf8_is_space(before) || before == '(' || before == OPEN ||
                  before == 0x201c || before == '"' || utf8_is_apostrophe(before);
    uint32_t after = utf8_at(s->data, s->size, of->span.end, NULL);
    if (!begins || after == sign || asides_is_token(s, of->span.start) ||
        asides_is_foreign(s, span.start))
        return true;
    for (size_t i = 0; i < sizeof currencies / sizeof *currencies; i++)
        if (currencies[i].sign == sign)
            judge_currency(s, of, &currencies[i], span);
    return true;
}

/* 2ème, 1ère: the short forms are 2e and 1re. */
static void
judge_ordinal(scan *s, const figure *of)
{
    static const struct {
        const char *ending, *put;
    } endings[] = {{"ème", "e"},   {"èmes", "es"}, {"ième", "e"},   {"ièmes", "es"}, {"eme", "e"},
                   {"emes", "es"}, {"ère", "re"},  {"ères", "res"}, {"ere", "re"}};
    mbr_span word = word_after(s, of->span.end);
    if (word.start != of->span.end || word.end == word.start || of->count > 0)
        return;
    bool first = of->head == 1 && s->data[of->span.start] == '1';
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        bool same = strlen(endings[i].ending) == word.end - word.start &&
                    memcmp(s->data + word.start, endings[i].ending, word.end - word.start) == 0;
        if (same && (endings[i].put[0] == 'r') == first)
            marks_add(s, MARK_ORDINAL, MARK_REPLACE, (mbr_span){of->span.start, word.end}, word,
                      endings[i].put);
    }
}

/* 3.2bn without a sign. */
static bool
take_scale(scan *s, const figure *of, bool thousands)
{
    mbr_span word = word_after(s, of->span.end);
    if (word.start != of->span.end || !is_one_of(s, word, " bn "))
        return false;
    bool one = of->head == 1 && s->data[of->span.start] < '2';
    marks_add(s, MARK_POINTS, MARK_REPLACE, (mbr_span){of->span.start, word.end}, word,
              one ? WIDE "milliard" : WIDE "milliards");
    mend_separators(s, of, thousands);
    return true;
}

size_t
figures_take(scan *s, size_t at)
{
    figure of;
    if (!read_figure(s, at, &of)) {
        while (at < s->size && utf8_is_digit((uint8_t)s->data[at]))
            at++;
        return at;
    }
    if (at > 0 && (uint8_t)s->data[at - 1] != ' ' && take_currency(s, &of))
        return of.span.end;
    uint8_t after = of.span.end < s->size ? (uint8_t)s->data[of.span.end] : ' ';
    bool suffixed = after >= 0x80 || (uint8_t)((after | 0x20) - 'a') < 26;
    if ((of.count == 0 && !suffixed) || !stands_alone(s, &of))
        return of.span.end;
    bool english = is_english(s, &of);
    if (suffixed && take_scale(s, &of, english))
        return of.span.end;
    if (of.count == 0)
        judge_ordinal(s, &of);
    else if (english && !asides_is_token(s, at))
        add_separators(s, MARK_COMMAS, &of, of.span, true);
    else if (is_thousands_with_points(s, &of) && !asides_is_token(s, at))
        add_separators(s, MARK_POINTS, &of, of.span, true);
    else if (is_decimal_with_point(s, &of) && !asides_is_token(s, at))
        add_separators(s, MARK_POINTS, &of, of.span, false);
    return of.span.end;
}
