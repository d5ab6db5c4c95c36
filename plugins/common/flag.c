/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "flag.h"

#include "flag_expressions.h"
#include "phrases.h"
#include "stem.h"
#include "word.h"

#include <stdlib.h>
#include <string.h>

struct flag_finder {
    const struct phrases *phrases; /* NULL: a language without phrases */
    struct stems stems;
    struct flag_expressions expressions;
};

/* One stem in its text: its flag lies in [start, end), what turns it round, or says by whom, in
   [start, tail). */
struct around {
    struct flag_finder *finder;
    const struct voice *voice;
    const char *text;
    size_t size;
    size_t start;
    size_t stem;
    size_t end;
    size_t tail;
};

struct flag_finder *
flag_finder_new(const char *lang)
{
    struct flag_finder *finder = calloc(1, sizeof *finder);
    if (!finder)
        return NULL;
    finder->phrases = phrases_for(lang);
    finder->expressions.phrases = finder->phrases;
    if (finder->phrases)
        stems_init(&finder->stems, finder->phrases->stems);
    return finder;
}

void
flag_finder_free(struct flag_finder *finder)
{
    if (!finder)
        return;
    flag_expressions_clear(&finder->expressions);
    free(finder);
}

static int
match(const struct around *at,
      enum flag_expression which,
      size_t start,
      size_t end,
      struct flag_match *ret_match)
{
    return flag_expressions_match(&at->finder->expressions, which, at->text, start, end, ret_match);
}

static bool
ends_with(const char *text, size_t start, size_t end, const char *ending)
{
    size_t length = strlen(ending);
    return end - start >= length && memcmp(text + end - length, ending, length) == 0;
}

/* The end of a name or word of `list` before `end`, as its start; `end` when there is none. */
static size_t
before_any(const struct around *at, const char *const *list, size_t end)
{
    for (const char *const *word = list; *word; word++)
        if (ends_with(at->text, at->start, end, *word) &&
            word_breaks(at->text, at->size, end - strlen(*word)))
            return end - strlen(*word);
    return end;
}

/* "A minister whom CNN had asked could not": the name is somebody's complement, unless it is
   its own people who speak or a relative clause follows. */
static bool
is_aside(const struct around *at, size_t name, size_t name_end)
{
    const struct phrases *phrases = at->finder->phrases;
    size_t aside = before_any(at, phrases->asides, name);
    if (aside == name)
        return false;
    if (aside > at->start && before_any(at, phrases->staff, aside - 1) < aside - 1)
        return false;
    size_t after = name_end;
    while (after < at->size && (at->text[after] == ',' || at->text[after] == ' '))
        after++;
    const char *clause = at->text + after;
    size_t size = at->size - after;
    return !stem_begins(clause, size, "qui ") && !stem_begins(clause, size, "which ") &&
           !stem_begins(clause, size, "who ");
}

/* "CNN and Reuters could not": the flag is also that of the first. */
static void
join_names(const struct around *at, struct flag *flag)
{
    size_t name = flag->start;
    bool joined = false;
    while (name > at->start) {
        size_t joint = name;
        for (const char *const *sign = at->finder->phrases->joints; *sign && joint == name; sign++)
            if (ends_with(at->text, at->start, name, *sign) && (joined || **sign == ' '))
                joint = name - strlen(*sign);
        size_t earlier;
        int speaker = SPEAKER_NONE;
        if (joint < name)
            speaker = voice_before(at->voice, at->text, at->size, joint, &earlier);
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
match_outlet(const struct around *at, struct flag *ret_flag)
{
    size_t name_end;
    for (size_t name = at->start; name < at->stem; name++) {
        int speaker = voice_at(at->voice, at->text, at->size, name, &name_end);
        if (speaker == SPEAKER_NONE)
            continue;
        struct flag_match verb;
        int result = match(at, FLAG_OUTLET, name_end, at->end, &verb);
        if (result == FLAG_ERROR)
            return result;
        if (result == FLAG_FOUND && word_breaks(at->text, at->size, verb.end) &&
            !is_aside(at, name, name_end)) {
            *ret_flag = (struct flag){speaker, name, name_end, verb.end, 0, 0};
            if (speaker == SPEAKER_OTHER) {
                ret_flag->name = name;
                ret_flag->name_end = name_end;
                join_names(at, ret_flag);
            }
            return FLAG_FOUND;
        }
        name = name_end - 1;
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
judge_agent(const struct around *at, struct flag *flag)
{
    struct flag_match by;
    if (!is_participle(at->text, flag->start, flag->end))
        return FLAG_FOUND;
    int result = match(at, FLAG_AGENT, flag->end, at->tail, &by);
    if (result != FLAG_FOUND)
        return result == FLAG_NONE ? FLAG_FOUND : result;
    size_t agent = by.end, end;
    flag->speaker = voice_at(at->voice, at->text, at->size, agent, &end);
    if (flag->speaker == SPEAKER_OTHER) {
        flag->name = agent;
        flag->name_end = end;
    }
    if (flag->speaker != SPEAKER_NONE) {
        flag->end = end;
        return FLAG_FOUND;
    }
    return match(at, FLAG_ANYBODY, agent, at->tail, &by);
}

static int
match_impersonal(const struct around *at, struct flag *ret_flag)
{
    size_t from = at->start;
    struct flag flag = {0};
    for (;;) {
        struct flag_match phrase;
        int result = match(at, FLAG_IMPERSONAL, from, at->end, &phrase);
        if (result != FLAG_FOUND)
            return result;
        flag.start = flag.phrase = phrase.start;
        flag.end = phrase.end;
        from = flag.start + 1;
        if (!word_breaks(at->text, at->size, flag.start) ||
            !word_breaks(at->text, at->size, flag.end))
            continue;
        result = judge_agent(at, &flag);
        if (result == FLAG_NONE)
            continue;
        if (result == FLAG_FOUND)
            *ret_flag = flag;
        return result;
    }
}

static int
is_turned(const struct around *at, const struct flag *flag)
{
    struct flag_match found;
    int result = match(at, FLAG_TURNED, at->start, at->tail, &found);
    if (result != FLAG_FOUND)
        return result;
    return found.start < flag->end && flag->start < found.end ? FLAG_FOUND : FLAG_NONE;
}

/* Searching a sentence for an expression costs more than searching it for words. */
static bool
may_be_impersonal(const struct around *at)
{
    for (const char *const *opener = at->finder->phrases->openers; *opener; opener++)
        if (memmem(at->text + at->start, at->end - at->start, *opener, strlen(*opener)))
            return true;
    return false;
}

/* The flag of one stem; one that names who could not check goes before an impersonal one. */
static int
match_stem(const struct around *at, struct flag *ret_flag)
{
    struct flag flag;
    int result = match_outlet(at, &flag);
    if (result == FLAG_NONE && may_be_impersonal(at))
        result = match_impersonal(at, &flag);
    if (result != FLAG_FOUND)
        return result;

    int turned = is_turned(at, &flag);
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
        struct around at = {
            .finder = finder,
            .voice = voice,
            .text = text,
            .size = size,
            .start = stem_start(text, from, stem),
            .stem = stem,
            .end = stem_end(text, size, stem),
            .tail = stem_tail(text, size, stem),
        };
        int result = match_stem(&at, ret_flag);
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
