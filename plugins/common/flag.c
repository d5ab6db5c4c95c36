/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "flag.h"

#include "phrases.h"
#include "stem.h"
#include "word.h"

#include <locale.h>
#include <regex.h>
#include <stdlib.h>
#include <string.h>

enum { OUTLET, IMPERSONAL, TURNED, AGENT, ANYBODY, EXPRESSIONS };

struct flag_finder {
    const struct phrases *phrases; /* NULL: a language without phrases */
    struct stems stems;
    /* Each is compiled when it is first asked for, which takes milliseconds: most articles ask for
       few of them. */
    regex_t expressions[EXPRESSIONS];
    bool compiled[EXPRESSIONS];
};

struct flag_finder *
flag_finder_new(const char *lang)
{
    struct flag_finder *finder = calloc(1, sizeof *finder);
    if (!finder)
        return NULL;
    finder->phrases = phrases_for(lang);
    if (finder->phrases)
        stems_init(&finder->stems, finder->phrases->stems);
    return finder;
}

void
flag_finder_free(struct flag_finder *finder)
{
    if (!finder)
        return;
    for (int which = 0; which < EXPRESSIONS; which++) {
        if (finder->compiled[which])
            regfree(&finder->expressions[which]);
    }
    free(finder);
}

/* An expression with its adverbs written out. NULL without memory. */
static char *
write_out(const char *source, const char *adverbs)
{
    size_t size = 1;
    for (const char *at = source; *at; at++)
        size += *at == '&' || *at == '@' ? strlen(adverbs) + strlen("(,? )*,?") : 1;
    char *expression = malloc(size);
    if (!expression)
        return NULL;
    char *end = expression;
    for (const char *at = source; *at; at++) {
        if (*at == '&')
            end = stpcpy(end, adverbs);
        else if (*at == '@')
            end = stpcpy(stpcpy(stpcpy(end, "(,? "), adverbs), ")*,?");
        else
            *end++ = *at;
    }
    *end = '\0';
    return expression;
}

static bool
compile_one(regex_t *ret_expression, const char *source, const char *adverbs)
{
    char *expression = write_out(source, adverbs);
    bool done = expression && regcomp(ret_expression, expression, REG_EXTENDED) == 0;
    free(expression);
    return done;
}

/* In the C locale, whatever the host's: the expressions are matched byte by byte. */
static bool
compile(struct flag_finder *finder, int which)
{
    const struct phrases *phrases = finder->phrases;
    const char *const sources[EXPRESSIONS] = {
        [OUTLET] = phrases->outlet, [IMPERSONAL] = phrases->impersonal, [TURNED] = phrases->turned,
        [AGENT] = phrases->agent,   [ANYBODY] = phrases->anybody,
    };
    if (finder->compiled[which])
        return true;
    locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    if (!plain)
        return false;
    locale_t before = uselocale(plain);
    finder->compiled[which] =
        compile_one(&finder->expressions[which], sources[which], phrases->adverbs);
    uselocale(before);
    freelocale(plain);
    return finder->compiled[which];
}

/* Matches one expression in [start, end); the places in `ret_start` and `ret_end`. */
static int
match(struct flag_finder *finder,
      int which,
      const char *text,
      size_t start,
      size_t end,
      size_t *ret_start,
      size_t *ret_end)
{
    if (start > end)
        return FLAG_NONE;
    if (!compile(finder, which))
        return FLAG_ERROR;
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
    return !stem_begins(text + after, size - after, "qui ") &&
           !stem_begins(text + after, size - after, "which ") &&
           !stem_begins(text + after, size - after, "who ");
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
match_outlet(struct flag_finder *finder,
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
judge_agent(struct flag_finder *finder,
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
match_impersonal(struct flag_finder *finder,
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
is_turned(struct flag_finder *finder,
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

/* Searching a sentence for an expression costs more than searching it for words. */
static bool
may_be_impersonal(const struct flag_finder *finder, const char *text, size_t start, size_t end)
{
    for (const char *const *opener = finder->phrases->openers; *opener; opener++)
        if (memmem(text + start, end - start, *opener, strlen(*opener)))
            return true;
    return false;
}

/* The flag of one stem; one that names who could not check goes before an impersonal one. */
static int
match_stem(struct flag_finder *finder,
           const struct voice *voice,
           const char *text,
           size_t size,
           size_t from,
           size_t stem,
           struct flag *ret_flag)
{
    size_t start = stem_start(text, from, stem);
    size_t end = stem_end(text, size, stem);
    size_t tail = stem_tail(text, size, stem);
    struct flag flag;
    int result = match_outlet(finder, voice, text, size, start, stem, end, &flag);
    if (result == FLAG_NONE && may_be_impersonal(finder, text, start, end))
        result = match_impersonal(finder, voice, text, size, start, end, tail, &flag);
    if (result != FLAG_FOUND)
        return result;

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
    for (size_t stem = stems_next(&finder->stems, text, size, from); stem < size;
         stem = stems_next(&finder->stems, text, size, stem + 1)) {
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
        if (stem_ends_sentence(text[end]) && (end + 1 == size || !is_plain(text[end + 1])))
            break;
        bool closes = false;
        for (const char *const *sign = signs; *sign; sign++)
            closes = closes || stem_begins(text + end, size - end, *sign);
        if (closes)
            break;
        end++;
    }
    while (end > flag->end && text[end - 1] == ' ')
        end--;
    return end;
}

bool
flag_is_wide(const char *text, const struct flag *flag, size_t end, bool pointing)
{
    const char *clause = text + flag->start;
    size_t size = end - flag->start;
    return phrases_name_sides(clause, size) || (pointing && phrases_point(clause, size));
}
