/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sentence.h"

#include "word.h"

#include <stdlib.h>
#include <string.h>

#define HOLE "{outlet}"
#define CURLY "’"
#define FORMS_MAX 16

static const char plain_french[] =
    "{outlet} n'a pas pu vérifier ces affirmations de manière indépendante.";
static const char plain_english[] = "{outlet} could not independently verify these claims.";

static const char *
pattern_or_plain(const char *pattern, bool french)
{
    if (pattern && *pattern)
        return pattern;
    return french ? plain_french : plain_english;
}

/* How many times `part` stands in `text`. */
static size_t
occurrences(const char *text, const char *part)
{
    size_t count = 0;
    for (const char *at = strstr(text, part); at; at = strstr(at + strlen(part), part))
        count++;
    return count;
}

/* `text` with every `from` as `to`; `first` in place of one at the very start. */
static char *
replace(const char *text, const char *from, const char *to, const char *first)
{
    size_t grown = strlen(to) > strlen(first) ? strlen(to) : strlen(first);
    char *out = malloc(strlen(text) + occurrences(text, from) * grown + 1);
    if (!out)
        return NULL;
    size_t size = 0;
    for (const char *at = text; *at;) {
        if (strncmp(at, from, strlen(from)) != 0) {
            out[size++] = *at++;
            continue;
        }
        const char *put = at == text ? first : to;
        memcpy(out + size, put, strlen(put));
        size += strlen(put);
        at += strlen(from);
    }
    out[size] = '\0';
    return out;
}

char *
sentence_new(const char *pattern, const struct voice *voice, bool french, bool curly)
{
    char *inside = voice_in_text(voice, french, false);
    char *head = voice_in_text(voice, french, true);
    char *sentence = NULL;
    if (inside && head)
        sentence = replace(pattern_or_plain(pattern, french), HOLE, inside, head);
    free(inside);
    free(head);
    if (!sentence || !curly)
        return sentence;
    char *set = replace(sentence, "'", CURLY, CURLY);
    free(sentence);
    return set;
}

char *
sentence_outlet(const struct voice *voice, bool french)
{
    char *outlet = voice_in_text(voice, french, false);
    char *set = outlet ? replace(outlet, "'", CURLY, CURLY) : NULL;
    free(outlet);
    return set;
}

/* Adds the pattern under one name; false without memory. */
static bool
add_form(char **forms, size_t *count, const char *pattern, const char *name)
{
    if (!name || *count == FORMS_MAX)
        return true;
    char *form = replace(pattern, HOLE, name, name);
    if (!form)
        return false;
    size_t size = strlen(form);
    while (size > 0 && strchr(".!? ", form[size - 1]))
        form[--size] = '\0';
    if (size == 0)
        free(form);
    else
        forms[(*count)++] = form;
    return true;
}

char **
sentence_forms(const char *pattern, const struct voice *voice, bool french)
{
    const char *text = pattern_or_plain(pattern, french);
    char **forms = calloc(FORMS_MAX + 1, sizeof *forms);
    char *inside = voice_in_text(voice, french, false);
    size_t count = 0;
    bool done = forms && inside && add_form(forms, &count, text, inside);
    for (size_t i = 0; done && i < 2; i++)
        done = add_form(forms, &count, text, voice->folded[i]);
    if (voice->outlet)
        for (const char *const *name = voice->outlet->names; done && *name; name++)
            done = add_form(forms, &count, text, *name);
    free(inside);
    if (done)
        return forms;
    sentence_forms_free(forms);
    return NULL;
}

void
sentence_forms_free(char **forms)
{
    if (!forms)
        return;
    for (char **form = forms; *form; form++)
        free(*form);
    free(forms);
}

int
sentence_is_flag(const char *pattern,
                 const struct voice *voice,
                 struct flag_finder *finder,
                 bool french)
{
    char *sentence = sentence_new(pattern, voice, french, false);
    char *folded = sentence ? word_fold(sentence, strlen(sentence)) : NULL;
    struct flag flag;
    int result = FLAG_ERROR;
    if (folded)
        result = flag_next(finder, voice, folded, strlen(folded), 0, &flag);
    free(sentence);
    free(folded);
    return result;
}
