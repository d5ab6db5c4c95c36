/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "house.h"

#include "grow.h"
#include "listing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_PHRASES 200
#define MOST_WORDS 5000 /* of one list */

static const char languages[] = " fr en ";

/* The language of an entry: its place among the task's, -1 where it has none. */
static int
read_lang(listing *file, const char *list, size_t index, bool needed)
{
    mbr_value lang = listing_get(file, "%s[%zu].lang", list, index);
    mbr_value entry = listing_get(file, "%s[%zu]", list, index);
    bool absent = lang.type == MBR_VALUE_NULL && lang.span.end == 0;
    int which = lang.type == MBR_VALUE_TEXT ? listing_choice(languages, lang.text) : -1;
    if (which < 0 && (needed || !absent))
        listing_fault(file, absent ? &entry : &lang, "lang is one of: fr en");
    return which;
}

static bool
is_map(listing *file, const char *list, size_t index, const char *keys)
{
    mbr_value entry = listing_get(file, "%s[%zu]", list, index);
    if (entry.type != MBR_VALUE_MAP) {
        listing_fault(file, &entry, "an entry of %s is a map, such as {lang: fr, …}", list);
        return false;
    }
    char where[64];
    snprintf(where, sizeof where, "%s[%zu]", list, index);
    return listing_knows(file, &entry, where, keys, NULL);
}

/* --- flags ------------------------------------------------------------------------------------ */

static int32_t
add_phrase(struct house *of, listing *file, size_t index)
{
    if (!is_map(file, "phrases", index, " lang words note "))
        return MBR_OK;
    mbr_value words = listing_get(file, "phrases[%zu].words", index);
    struct house_phrase phrase = {.lang = read_lang(file, "phrases", index, false)};
    if (!listing_is_words(&words)) {
        mbr_value entry = listing_get(file, "phrases[%zu]", index);
        listing_fault(file, words.span.end ? &words : &entry,
                      "words needs a sentence, such as \"{outlet} has not seen it\"");
        return MBR_OK;
    }
    if (!grow(&of->phrases, &of->room, of->count, sizeof *of->phrases))
        return MBR_E_NOMEM;
    phrase.words = strndup(words.text.data, words.text.size);
    of->phrases[of->count++] = phrase;
    return phrase.words ? MBR_OK : MBR_E_NOMEM;
}

/* --- words ------------------------------------------------------------------------------------ */

static int32_t
change_words(listing *file, size_t index, const char *key, struct lexis *lexis, uint64_t classes)
{
    /* What vouches no more still says whose words they are. */
    uint64_t stance = classes & (LEX_FACTIVE | LEX_DOUBTING | LEX_DENIAL);
    mbr_value list = listing_get(file, "lists[%zu].%s", index, key);
    if (list.type == MBR_VALUE_NULL)
        return MBR_OK;
    if (list.type != MBR_VALUE_LIST)
        listing_fault(file, &list, "%s needs a list, such as [a, b]", key);
    for (size_t i = 0; list.type == MBR_VALUE_LIST && i < list.count && i < MOST_WORDS; i++) {
        mbr_value word = listing_get(file, "lists[%zu].%s[%zu]", index, key, i);
        if (!listing_is_words(&word))
            listing_fault(file, &word, "%s holds words, and this is none", key);
        else if (*key == 'd')
            lexis_drop(lexis, word.text.data, word.text.size, stance ? stance : classes);
        else if (!lexis_add(lexis, word.text.data, word.text.size, classes))
            return MBR_E_NOMEM;
    }
    return MBR_OK;
}

static int32_t
change_list(listing *file, size_t index, struct lexis *lexes[2])
{
    if (!is_map(file, "lists", index, " lang list add drop note "))
        return MBR_OK;
    int lang = read_lang(file, "lists", index, true);
    mbr_value name = listing_get(file, "lists[%zu].list", index);
    uint64_t classes = lang < 0 || name.type != MBR_VALUE_TEXT
                           ? 0
                           : lexis_classes(name.text.data, name.text.size, lang == 0);
    if (lang < 0)
        return MBR_OK;
    if (classes == 0) {
        mbr_value entry = listing_get(file, "lists[%zu]", index);
        listing_fault(file, name.span.end ? &name : &entry,
                      "list names one of the lexicon's lists, such as act or factive-says");
        return MBR_OK;
    }
    int32_t result = change_words(file, index, "add", lexes[lang], classes);
    return result < 0 ? result : change_words(file, index, "drop", lexes[lang], classes);
}

/* --- the files -------------------------------------------------------------------------------- */

static void
check_root(listing *file, const char *list, size_t most)
{
    mbr_value root = listing_get(file, "%s", "");
    mbr_value entries = listing_get(file, "%s", list);
    if (root.type != MBR_VALUE_MAP || entries.type != MBR_VALUE_LIST)
        listing_fault(file, root.type == MBR_VALUE_MAP && entries.span.end ? &entries : &root,
                      "the file needs a list, \"%s:\"", list);
    else if (entries.count > most)
        listing_fault(file, &entries, "%s has more than %zu entries", list, most);
}

static int32_t
load(struct house *of,
     const services *host,
     const mbr_config *config,
     const char *option,
     const char *list,
     struct lexis *lexes[2])
{
    listing file;
    int32_t result = listing_open(&file, host, config, option, 0);
    if (result >= 0)
        check_root(&file, list, MOST_PHRASES);
    size_t count = result >= 0 && file.fault[0] == '\0' ? listing_get(&file, "%s", list).count : 0;
    for (size_t i = 0; i < count && result >= 0; i++)
        result = lexes ? change_list(&file, i, lexes) : add_phrase(of, &file, i);
    if (of->fault[0] == '\0')
        memcpy(of->fault, file.fault, sizeof of->fault);
    listing_close(&file);
    return result == MBR_E_NOTFOUND ? MBR_OK : result;
}

int32_t
house_load(struct house *of, const services *host, const mbr_config *config, struct lexis *lexes[2])
{
    int32_t result = load(of, host, config, "phrases", "phrases", NULL);
    return result < 0 ? result : load(of, host, config, "verbs", "lists", lexes);
}

void
house_clear(struct house *of)
{
    for (size_t i = 0; i < of->count; i++)
        free(of->phrases[i].words);
    free(of->phrases);
    *of = (struct house){0};
}
