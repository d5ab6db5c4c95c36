/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "house.h"

#include "grow.h"
#include "listing.h"
#include "utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_ENTRIES 20000

/* The file and the list that is made of it. */
typedef struct loader {
    house_list *of;
    listing file;
} loader;

/* --- words, and the shapes they may stand in --------------------------------------------- */

static bool
has_capital(const char *text, size_t size)
{
    size_t length;
    for (size_t at = 0; at < size; at += length) {
        if (utf8_is_upper(utf8_at(text, size, at, &length)))
            return true;
    }
    return false;
}

/* The word with a capital, or in capitals alone; NULL where memory ran out. */
static char *
shape(const char *text, size_t size, house_shape wanted, size_t *ret_size)
{
    char *made = malloc(2 * size + 1);
    size_t written = 0, length;
    if (!made)
        return NULL;
    for (size_t at = 0; at < size; at += length) {
        uint32_t c = utf8_at(text, size, at, &length);
        bool raised = wanted == HOUSE_SHOUTED || (wanted == HOUSE_CAPITAL && at == 0);
        written += utf8_put(raised ? utf8_upper(c) : c, made + written);
    }
    made[written] = '\0';
    *ret_size = written;
    return made;
}

static int32_t
add_shape(house_list *of, mbr_text text, mbr_text say, house_shape wanted)
{
    if (!grow(&of->words, &of->word_room, of->word_count, sizeof *of->words))
        return MBR_E_NOMEM;
    house_form *word = &of->words[of->word_count];
    *word = (house_form){.entry = of->entry_count - 1, .shape = wanted};
    word->text = shape(text.data, text.size, wanted, &word->size);
    word->say = say.size > 0 && wanted != HOUSE_SHOUTED ? strndup(say.data, say.size) : NULL;
    of->word_count++;
    return !word->text || (say.size > 0 && wanted != HOUSE_SHOUTED && !word->say) ? MBR_E_NOMEM
                                                                                  : MBR_OK;
}

/* A word with a capital of its own is a name, or is meant as it stands. */
static int32_t
add_word(loader *from, const mbr_value *at, mbr_text say)
{
    if (!listing_is_words(at)) {
        listing_fault(&from->file, at, "a word or words are due here, such as \"officiels\"");
        return MBR_OK;
    }
    int32_t result = add_shape(from->of, at->text, say, HOUSE_PLAIN);
    if (has_capital(at->text.data, at->text.size))
        return result;
    if (result >= 0)
        result = add_shape(from->of, at->text, say, HOUSE_CAPITAL);
    return result >= 0 ? add_shape(from->of, at->text, say, HOUSE_SHOUTED) : result;
}

/* --- one entry --------------------------------------------------------------------------- */

static int32_t
add_refused(loader *from, size_t index, mbr_text say)
{
    mbr_value refuse = listing_get(&from->file, "words[%zu].refuse", index);
    if (refuse.type != MBR_VALUE_LIST)
        return add_word(from, &refuse, say);
    int32_t result = MBR_OK;
    for (size_t i = 0; result >= 0 && i < refuse.count; i++) {
        mbr_value item = listing_get(&from->file, "words[%zu].refuse[%zu]", index, i);
        result = add_word(from, &item, say);
    }
    return result;
}

/* `forms: [officielle]`, or `forms: {officielle: responsable}` with what to write for each. */
static int32_t
add_forms(loader *from, size_t index)
{
    mbr_value forms = listing_get(&from->file, "words[%zu].forms", index);
    const mbr_text none = {"", 0};
    int32_t result = MBR_OK;
    if (forms.type != MBR_VALUE_NULL && forms.type != MBR_VALUE_LIST && forms.type != MBR_VALUE_MAP)
        listing_fault(&from->file, &forms, "forms needs a list, such as [officielle]");
    for (size_t i = 0; result >= 0 && forms.type == MBR_VALUE_LIST && i < forms.count; i++) {
        mbr_value item = listing_get(&from->file, "words[%zu].forms[%zu]", index, i);
        result = add_word(from, &item, none);
    }
    char where[64];
    snprintf(where, sizeof where, "words[%zu].forms", index);
    for (size_t i = 0; result >= 0 && forms.type == MBR_VALUE_MAP && i < forms.count; i++) {
        mbr_value form = forms;
        form.type = MBR_VALUE_TEXT;
        if (from->file.host->repo->value_key(from->file.blob, where, i, &form.text) < 0)
            continue;
        mbr_value say =
            listing_get(&from->file, "%s.%.*s", where, (int)form.text.size, form.text.data);
        if (!listing_is_words(&say))
            listing_fault(&from->file, say.span.end > 0 ? &say : &forms,
                          "what to write is due behind each form");
        result = add_word(from, &form, say.text);
    }
    return result;
}

/* A choice among words that are written as they are here; 0 where the key is not there. */
static int
read_choice(loader *from, size_t index, const char *key, const char *list)
{
    mbr_value value = listing_get(&from->file, "words[%zu].%s", index, key);
    if (value.type == MBR_VALUE_NULL && value.span.end == 0)
        return 0;
    int which = value.type == MBR_VALUE_TEXT ? listing_choice(list, value.text) : -1;
    if (which < 0)
        listing_fault(&from->file, &value, "%s is one of:%.*s", key, (int)strlen(list) - 1, list);
    return which < 0 ? 0 : which;
}

static void
read_lang(loader *from, size_t index, house_entry *entry)
{
    mbr_value lang = listing_get(&from->file, "words[%zu].lang", index);
    if (lang.type == MBR_VALUE_NULL && lang.span.end == 0)
        return;
    size_t size = strcspn(lang.text.data, "-");
    bool good = lang.type == MBR_VALUE_TEXT && (size == 2 || size == 3);
    for (size_t i = 0; good && i < size; i++)
        good = lang.text.data[i] >= 'a' && lang.text.data[i] <= 'z';
    if (good)
        memcpy(entry->lang, lang.text.data, size);
    else
        listing_fault(&from->file, &lang, "lang is the code of a language, such as fr");
}

/* What to write, one or several of them, joined for a message. */
static int32_t
read_say(loader *from, size_t index, house_entry *entry, mbr_text *ret_one)
{
    mbr_value say = listing_get(&from->file, "words[%zu].say", index);
    size_t count = say.type == MBR_VALUE_LIST ? say.count : say.span.end > 0;
    char joined[400] = "";
    *ret_one = (mbr_text){"", 0};
    for (size_t i = 0; i < count; i++) {
        mbr_value item = say.type == MBR_VALUE_LIST
                             ? listing_get(&from->file, "words[%zu].say[%zu]", index, i)
                             : say;
        size_t size = strlen(joined);
        if (!listing_is_words(&item))
            listing_fault(&from->file, &item, "say needs words, or a list of them");
        else if (size + item.text.size + 3 < sizeof joined)
            snprintf(joined + size, sizeof joined - size, "%s%s", i > 0 ? ", " : "",
                     item.text.data);
        *ret_one = count == 1 ? item.text : *ret_one;
    }
    entry->say = joined[0] != '\0' ? strdup(joined) : NULL;
    return joined[0] != '\0' && !entry->say ? MBR_E_NOMEM : MBR_OK;
}

static int32_t
read_why(loader *from, size_t index, house_entry *entry)
{
    mbr_value why = listing_get(&from->file, "words[%zu].why", index);
    if (why.span.end == 0)
        return MBR_OK;
    if (why.type < MBR_VALUE_BOOL || why.type > MBR_VALUE_TEXT)
        listing_fault(&from->file, &why, "why needs words");
    entry->why = strndup(why.text.data, utf8_cut(why.text.data, why.text.size, 400));
    return entry->why ? MBR_OK : MBR_E_NOMEM;
}

static int32_t
add_entry(loader *from, size_t index)
{
    static const int32_t severities[] = {MBR_SEVERITY_WARNING, MBR_SEVERITY_NOTE,
                                         MBR_SEVERITY_ERROR};
    house_list *of = from->of;
    char where[48];
    snprintf(where, sizeof where, "words[%zu]", index);
    mbr_value map = listing_get(&from->file, "%s", where);
    if (map.type != MBR_VALUE_MAP) {
        listing_fault(&from->file, &map, "an entry is due here, such as {refuse: …, say: …}");
        return MBR_OK;
    }
    if (!listing_knows(&from->file, &map, where,
                       " refuse forms say why in-quotes severity lang note ", NULL))
        return MBR_OK;
    if (listing_get(&from->file, "%s.refuse", where).span.end == 0) {
        listing_fault(&from->file, &map, "this entry has no refuse: which word is it about?");
        return MBR_OK;
    }
    if (!grow(&of->entries, &of->entry_room, of->entry_count, sizeof *of->entries))
        return MBR_E_NOMEM;
    house_entry *entry = &of->entries[of->entry_count++];
    *entry = (house_entry){0};
    entry->quotes = (house_quotes)read_choice(from, index, "in-quotes", " allow note same ");
    entry->severity = severities[read_choice(from, index, "severity", " warning note error ")];
    read_lang(from, index, entry);
    mbr_text say;
    int32_t result = read_say(from, index, entry, &say);
    if (result >= 0)
        result = read_why(from, index, entry);
    if (result >= 0)
        result = add_refused(from, index, say);
    return result >= 0 ? add_forms(from, index) : result;
}

/* --- the whole file ---------------------------------------------------------------------- */

static int32_t
read_file(loader *from)
{
    mbr_value root = listing_get(&from->file, "%s", "");
    mbr_value version = listing_get(&from->file, "version");
    mbr_value words = listing_get(&from->file, "words");
    if (root.type == MBR_VALUE_NULL)
        return MBR_OK;
    if (root.type != MBR_VALUE_MAP)
        listing_fault(&from->file, &root, "keys are due here: version, words");
    else if (!listing_knows(&from->file, &root, "", " version words note ", NULL))
        return MBR_OK;
    else if (version.span.end > 0 && (version.type != MBR_VALUE_INT || version.integer != 1))
        listing_fault(&from->file, &version, "the version of this file is 1");
    else if (words.type != MBR_VALUE_LIST && words.type != MBR_VALUE_NULL)
        listing_fault(&from->file, &words, "words needs a list of entries, such as - refuse: …");
    else if (words.count > MOST_ENTRIES)
        listing_fault(&from->file, &words, "these are more than %d entries", MOST_ENTRIES);
    int32_t result = MBR_OK;
    for (size_t i = 0; result >= 0 && i < words.count && from->file.fault[0] == '\0'; i++)
        result = add_entry(from, i);
    return result;
}

static int32_t
make_ready(house_list *of, const services *host)
{
    mbr_text *list = calloc(of->word_count + 1, sizeof *list);
    if (!list)
        return MBR_E_NOMEM;
    for (size_t i = 0; i < of->word_count; i++)
        list[i] = (mbr_text){of->words[i].text, of->words[i].size};
    int32_t result = host->text->words(host->host, list, of->word_count,
                                       MBR_FOLD_APOSTROPHES | MBR_FOLD_SPACES, &of->ready);
    free(list);
    return result;
}

int32_t
house_load(house_list *of, const services *host, const mbr_config *config)
{
    loader from = {.of = of};
    int32_t result = listing_open(&from.file, host, config, "house", 0);
    if (result == MBR_E_NOTFOUND)
        return MBR_OK;
    if (result >= 0)
        result = read_file(&from);
    listing_close(&from.file);
    memcpy(of->fault, from.file.fault, sizeof of->fault);
    if (result >= 0 && of->fault[0] == '\0' && of->word_count > 0)
        result = make_ready(of, host);
    return result;
}

void
house_clear(house_list *of, const services *host)
{
    for (size_t i = 0; i < of->word_count; i++) {
        free(of->words[i].text);
        free(of->words[i].say);
    }
    for (size_t i = 0; i < of->entry_count; i++) {
        free(of->entries[i].say);
        free(of->entries[i].why);
    }
    free(of->words);
    free(of->entries);
    if (of->ready)
        host->text->words_release(of->ready);
    *of = (house_list){0};
}
