/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "flag.h"

#include "phrases.h"
#include "word.h"

#include <locale.h>
#include <regex.h>
#include <stdlib.h>
#include <string.h>

/* A flag lies within this many bytes before and after the stem of its verb; what turns it
   round or says by whom may follow a little further on. */
#define REACH_BACK 320
#define REACH_AHEAD 64
#define REACH_TAIL 256

enum { OUTLET, IMPERSONAL, TURNED, AGENT, ANYBODY, EXPRESSIONS };

struct flag_finder {
    const struct phrases *phrases; /* NULL: a language without phrases */
    bool heads[256];               /* first bytes of the stems */
    regex_t expressions[EXPRESSIONS];
    int compiled; /* how many of them */
};

struct flag_finder *
flag_finder_new(const char *lang)
{
    struct flag_finder *finder = calloc(1, sizeof *finder);
    if (!finder)
        return NULL;
    finder->phrases = phrases_for(lang);
    if (finder->phrases)
        for (const char *const *stem = finder->phrases->stems; *stem; stem++)
            finder->heads[(unsigned char)**stem] = true;
    return finder;
}

void
flag_finder_free(struct flag_finder *finder)
{
    if (!finder)
        return;
    while (finder->compiled > 0)
        regfree(&finder->expressions[--finder->compiled]);
    free(finder);
}

/* In the C locale, whatever the host's: the expressions are matched byte by byte. */
static bool
compile(struct flag_finder *finder)
{
    if (finder->compiled == EXPRESSIONS)
        return true;
    locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    if (!plain)
        return false;

    const char *const sources[EXPRESSIONS] = {
        [OUTLET] = finder->phrases->outlet,   [IMPERSONAL] = finder->phrases->impersonal,
        [TURNED] = finder->phrases->turned,   [AGENT] = finder->phrases->agent,
        [ANYBODY] = finder->phrases->anybody,
    };
    locale_t before = uselocale(plain);
    while (finder->compiled < EXPRESSIONS && regcomp(&finder->expressions[finder->compiled],
                                                     sources[finder->compiled], REG_EXTENDED) == 0)
        finder->compiled++;
    uselocale(before);
    freelocale(plain);
    return finder->compiled == EXPRESSIONS;
}

/* The letter in lower case, if it is one of ASCII. */
static unsigned char
lower(char c)
{
    return (unsigned char)(c >= 'A' && c <= 'Z' ? c + 'a' - 'A' : c);
}

static bool
begins(const char *text, size_t size, const char *part)
{
    for (size_t i = 0; part[i]; i++)
        if (i >= size || lower(text[i]) != (unsigned char)part[i])
            return false;
    return true;
}

/* Soft hyphens, zero-width signs and ligatures: folding brings out what they hide. */
static bool
hides_letters(const char *text, size_t size)
{
    return begins(text, size, "\xc2\xad") || begins(text, size, "\xe2\x80\x8b") ||
           begins(text, size, "\xe2\x80\x8c") || begins(text, size, "\xe2\x80\x8d") ||
           begins(text, size, "\xe2\x81\xa0") || (unsigned char)text[0] == 0xef;
}

/* Does a stem, or something that may hide one, stand around this byte of a rare letter? */
static bool
is_stem_at(const char *text, size_t size, size_t at)
{
    /* Parts of the stems that are ASCII, so that accents, however written, do not matter. */
    static const struct {
        const char *part;
        size_t letter; /* which of its letters is the rare one */
    } stems[] = {{"rif", 2},   {"onfirm", 2}, {"orrobor", 4}, {"ecoup", 4},     {"uthenti", 2},
                 {"valid", 0}, {"tablir", 2}, {"ssurer", 2},  {"ubstantiat", 1}};
    for (size_t i = 0; i < sizeof stems / sizeof stems[0]; i++)
        if (lower(text[at]) == (unsigned char)stems[i].part[stems[i].letter] &&
            at >= stems[i].letter &&
            begins(text + at - stems[i].letter, size - at + stems[i].letter, stems[i].part))
            return true;
    return false;
}

bool
flag_is_possible(const char *text, size_t size)
{
    enum { RARE = 1, SIGN = 2 };
    static const unsigned char kinds[256] = {
        ['f'] = RARE, ['F'] = RARE, ['b'] = RARE,  ['B'] = RARE,  ['p'] = RARE,
        ['P'] = RARE, ['v'] = RARE, ['V'] = RARE,  ['u'] = RARE,  ['U'] = RARE,
        ['h'] = RARE, ['H'] = RARE, [0xc2] = SIGN, [0xe2] = SIGN, [0xef] = SIGN,
    };
    for (size_t at = 0; at < size; at++) {
        unsigned char kind = kinds[(unsigned char)text[at]];
        if (kind == 0)
            continue;
        if (kind == SIGN ? hides_letters(text + at, size - at) : is_stem_at(text, size, at))
            return true;
    }
    return false;
}

/* The next stem at or after `from`, or `size`. */
static size_t
next_stem(const struct flag_finder *finder, const char *text, size_t size, size_t from)
{
    for (size_t at = from; at < size; at++) {
        if (!finder->heads[(unsigned char)text[at]])
            continue;
        for (const char *const *stem = finder->phrases->stems; *stem; stem++)
            if (begins(text + at, size - at, *stem))
                return at;
    }
    return size;
}

static bool
ends_sentence(char c)
{
    return c == '.' || c == '!' || c == '?' || c == ';' || c == ':' || c == '\n';
}

/* The part of the text around a stem in which its flag lies. */
static size_t
window_start(const char *text, size_t from, size_t stem)
{
    size_t least = stem > REACH_BACK ? stem - REACH_BACK : 0;
    least = least > from ? least : from;
    size_t start = stem;
    while (start > least && !ends_sentence(text[start - 1]))
        start--;
    while (start < stem && ((unsigned char)text[start] & 0xc0) == 0x80)
        start++;
    return start;
}

static size_t
window_end(const char *text, size_t size, size_t stem, size_t reach)
{
    size_t most = size - stem > reach ? stem + reach : size;
    size_t end = stem;
    while (end < most && !ends_sentence(text[end]))
        end++;
    while (end > stem && end < size && ((unsigned char)text[end] & 0xc0) == 0x80)
        end--;
    return end;
}

/* Matches one expression in [start, end); the places in `ret_start` and `ret_end`. */
static int
match(const struct flag_finder *finder,
      int which,
      const char *text,
      size_t start,
      size_t end,
      size_t *ret_start,
      size_t *ret_end)
{
    if (start > end)
        return FLAG_NONE;
    regmatch_t place[1] = {{.rm_so = 0, .rm_eo = (regoff_t)(end - start)}};
    int result = regexec(&finder->expressions[which], text + start, 1, place, REG_STARTEND);
    if (result == REG_NOMATCH)
        return FLAG_NONE;
    if (result != 0)
        return FLAG_ERROR;
    *ret_start = start + (size_t)place[0].rm_so;
    *ret_end = start + (size_t)place[0].rm_eo;
    return FLAG_FOUND;
}

static bool
ends_with(const char *text, size_t start, size_t end, const char *ending)
{
    size_t length = strlen(ending);
    return end - start >= length && memcmp(text + end - length, ending, length) == 0;
}

/* The end of a name or word of `list` before `end`, as its start; `end` when there is none. */
static size_t
before_any(const char *const *list, const char *text, size_t size, size_t start, size_t end)
{
    for (const char *const *word = list; *word; word++)
        if (ends_with(text, start, end, *word) && word_breaks(text, size, end - strlen(*word)))
            return end - strlen(*word);
    return end;
}

/* "A minister whom CNN had asked could not": the name is somebody's complement, unless it is
   its own people who speak or a relative clause follows. */
static bool
is_aside(const struct flag_finder *finder,
         const char *text,
         size_t size,
         size_t start,
         size_t name,
         size_t name_end)
{
    const struct phrases *phrases = finder->phrases;
    size_t aside = before_any(phrases->asides, text, size, start, name);
    if (aside == name)
        return false;
    if (aside > start && before_any(phrases->staff, text, size, start, aside - 1) < aside - 1)
        return false;
    size_t after = name_end;
    while (after < size && (text[after] == ',' || text[after] == ' '))
        after++;
    return !begins(text + after, size - after, "qui ") &&
           !begins(text + after, size - after, "which ") &&
           !begins(text + after, size - after, "who ");
}

/* "CNN and Reuters could not": the flag is also that of the first. */
static void
join_names(const struct flag_finder *finder,
           const struct voice *voice,
           const char *text,
           size_t size,
           size_t start,
           struct flag *flag)
{
    size_t name = flag->start;
    bool joined = false;
    while (name > start) {
        size_t joint = name;
        for (const char *const *sign = finder->phrases->joints; *sign && joint == name; sign++)
            if (ends_with(text, start, name, *sign) && (joined || **sign == ' '))
                joint = name - strlen(*sign);
        size_t earlier;
        int speaker = SPEAKER_NONE;
        if (joint < name)
            speaker = voice_before(voice, text, size, joint, &earlier);
        if (speaker == SPEAKER_NONE)
            return;
        if (speaker == SPEAKER_SELF) {
            *flag = (struct flag){SPEAKER_SELF, earlier, flag->phrase, flag->end, 0, 0};
            return;
        }
        joined = true;
        name = earlier;
    }
}

/* A name before the stem, and after it the words for "could not verify". */
static int
match_outlet(const struct flag_finder *finder,
             const struct voice *voice,
             const char *text,
             size_t size,
             size_t start,
             size_t stem,
             size_t end,
             struct flag *ret_flag)
{
    size_t name_end;
    for (size_t at = start; at < stem; at++) {
        int speaker = voice_at(voice, text, size, at, &name_end);
        if (speaker == SPEAKER_NONE)
            continue;
        size_t phrase, verb_end;
        int result = match(finder, OUTLET, text, name_end, end, &phrase, &verb_end);
        if (result == FLAG_ERROR)
            return result;
        if (result == FLAG_FOUND && word_breaks(text, size, verb_end) &&
            !is_aside(finder, text, size, start, at, name_end)) {
            *ret_flag = (struct flag){speaker, at, name_end, verb_end, 0, 0};
            if (speaker == SPEAKER_OTHER) {
                ret_flag->name = at;
                ret_flag->name_end = name_end;
                join_names(finder, voice, text, size, start, ret_flag);
            }
            return FLAG_FOUND;
        }
        at = name_end - 1;
    }
    return FLAG_NONE;
}

/* Does the phrase end in a participle, after which its agent may be named? */
static bool
is_participle(const char *text, size_t start, size_t end)
{
    return ends_with(text, start, end, "é") || ends_with(text, start, end, "és") ||
           ends_with(text, start, end, "ée") || ends_with(text, start, end, "ées") ||
           ends_with(text, start, end, "ed");
}

/* "was not confirmed by the ministry" is no flag; "by CNN" is CNN's. */
static int
judge_agent(const struct flag_finder *finder,
            const struct voice *voice,
            const char *text,
            size_t size,
            size_t tail,
            struct flag *flag)
{
    size_t start, agent, end;
    if (!is_participle(text, flag->start, flag->end))
        return FLAG_FOUND;
    int result = match(finder, AGENT, text, flag->end, tail, &start, &agent);
    if (result != FLAG_FOUND)
        return result == FLAG_NONE ? FLAG_FOUND : result;
    flag->speaker = voice_at(voice, text, size, agent, &end);
    if (flag->speaker == SPEAKER_OTHER) {
        flag->name = agent;
        flag->name_end = end;
    }
    if (flag->speaker != SPEAKER_NONE) {
        flag->end = end;
        return FLAG_FOUND;
    }
    return match(finder, ANYBODY, text, agent, tail, &start, &end);
}

static int
match_impersonal(const struct flag_finder *finder,
                 const struct voice *voice,
                 const char *text,
                 size_t size,
                 size_t start,
                 size_t end,
                 size_t tail,
                 struct flag *ret_flag)
{
    size_t from = start;
    struct flag flag = {0};
    for (;;) {
        int result = match(finder, IMPERSONAL, text, from, end, &flag.start, &flag.end);
        if (result != FLAG_FOUND)
            return result;
        flag.phrase = flag.start;
        from = flag.start + 1;
        if (!word_breaks(text, size, flag.start) || !word_breaks(text, size, flag.end))
            continue;
        result = judge_agent(finder, voice, text, size, tail, &flag);
        if (result == FLAG_NONE)
            continue;
        if (result == FLAG_FOUND)
            *ret_flag = flag;
        return result;
    }
}

static int
is_turned(const struct flag_finder *finder,
          const char *text,
          size_t start,
          size_t tail,
          const struct flag *flag)
{
    size_t found, found_end;
    int result = match(finder, TURNED, text, start, tail, &found, &found_end);
    if (result != FLAG_FOUND)
        return result;
    return found < flag->end && flag->start < found_end ? FLAG_FOUND : FLAG_NONE;
}

/* The flag of one stem: the leftmost of the two kinds. */
static int
match_stem(const struct flag_finder *finder,
           const struct voice *voice,
           const char *text,
           size_t size,
           size_t from,
           size_t stem,
           struct flag *ret_flag)
{
    size_t start = window_start(text, from, stem);
    size_t end = window_end(text, size, stem, REACH_AHEAD);
    size_t tail = window_end(text, size, stem, REACH_TAIL);
    struct flag named, flag;
    int result = match_impersonal(finder, voice, text, size, start, end, tail, &flag);
    if (result == FLAG_ERROR)
        return result;
    int by_name = match_outlet(finder, voice, text, size, start, stem, end, &named);
    if (by_name == FLAG_ERROR)
        return by_name;
    if (by_name == FLAG_FOUND && (result == FLAG_NONE || named.start <= flag.start))
        flag = named;
    else if (result == FLAG_NONE)
        return FLAG_NONE;

    int turned = is_turned(finder, text, start, tail, &flag);
    if (turned == FLAG_NONE)
        *ret_flag = flag;
    return turned == FLAG_NONE ? FLAG_FOUND : turned == FLAG_FOUND ? FLAG_NONE : turned;
}

int
flag_next(struct flag_finder *finder,
          const struct voice *voice,
          const char *text,
          size_t size,
          size_t from,
          struct flag *ret_flag)
{
    if (!finder->phrases)
        return FLAG_NONE;
    for (size_t stem = next_stem(finder, text, size, from); stem < size;
         stem = next_stem(finder, text, size, stem + 1)) {
        if (!compile(finder))
            return FLAG_ERROR;
        int result = match_stem(finder, voice, text, size, from, stem, ret_flag);
        if (result != FLAG_NONE)
            return result;
    }
    return FLAG_NONE;
}

static bool
is_plain(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

size_t
flag_clause_end(const char *text, size_t size, const struct flag *flag)
{
    static const char *const signs[] = {"»", "”", "…", "\"", ")", NULL};
    size_t end = flag->end;
    while (end < size) {
        /* A stop inside a figure or an address ends nothing. */
        if (ends_sentence(text[end]) && (end + 1 == size || !is_plain(text[end + 1])))
            break;
        bool closes = false;
        for (const char *const *sign = signs; *sign; sign++)
            closes = closes || begins(text + end, size - end, *sign);
        if (closes)
            break;
        end++;
    }
    while (end > flag->end && text[end - 1] == ' ')
        end--;
    return end;
}
