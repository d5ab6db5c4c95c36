/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "glossary_inside.h"
#include "grow.h"
#include "utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- collecting the forms of one language ------------------------------------------------ */

static int32_t
add_form(glossary_loader *from, mbr_text text, form_standing standing)
{
    name_list *of = from->of;
    if (!grow(&of->forms, &of->form_room, of->form_count, sizeof *of->forms))
        return MBR_E_NOMEM;
    char *copy = strndup(text.data, text.size);
    if (!copy)
        return MBR_E_NOMEM;
    of->forms[of->form_count++] = (name_form){
        .text = copy, .size = text.size, .entry = of->entry_count - 1, .standing = standing};
    of->entries[of->entry_count - 1].count++;
    return MBR_OK;
}

static int32_t
add_list(glossary_loader *from, size_t index, const char *key, form_standing standing)
{
    char where[96];
    snprintf(where, sizeof where, "entries[%zu].%s", index, key);
    mbr_value list = listing_get(from->file, "%s", where);
    if (list.type == MBR_VALUE_MAP) {
        snprintf(where, sizeof where, "entries[%zu].%s.%s", index, key, from->lang);
        list = listing_get(from->file, "%s", where);
    } else if (strcmp(from->lang, from->target) != 0) {
        return MBR_OK;
    }
    int32_t result = MBR_OK;
    for (size_t i = 0; result >= 0 && list.type == MBR_VALUE_LIST && i < list.count; i++) {
        mbr_value value = listing_get(from->file, "%s[%zu]", where, i);
        result = add_form(from, value.text, standing);
    }
    return result;
}

static int32_t
add_entry(glossary_loader *from, size_t index)
{
    name_list *of = from->of;
    mbr_value preferred = listing_get(from->file, "entries[%zu].%s", index, from->lang);
    if (!listing_is_words(&preferred))
        return MBR_OK;
    if (!grow(&of->entries, &of->entry_room, of->entry_count, sizeof *of->entries))
        return MBR_E_NOMEM;
    static const char names[] = " place person organisation organization demonym ";
    mbr_value kind = listing_get(from->file, "entries[%zu].kind", index);
    bool known = kind.type == MBR_VALUE_TEXT;
    mbr_value own = listing_get(from->file, "entries[%zu].own", index);
    of->entries[of->entry_count++] =
        (name_entry){.first = of->form_count,
                     .name = known && listing_choice(names, kind.text) >= 0,
                     .own = own.type == MBR_VALUE_BOOL && own.integer != 0,
                     .inflected = known && listing_choice(" demonym ", kind.text) >= 0};
    int32_t result = add_form(from, preferred.text, FORM_PREFERRED);
    if (result >= 0)
        result = add_list(from, index, "forms", FORM_PREFERRED);
    if (result >= 0)
        result = add_list(from, index, "accepted", FORM_ACCEPTED);
    return result >= 0 ? add_list(from, index, "refused", FORM_REFUSED) : result;
}

/* A form that stands in two lists is judged by the kinder one, whichever of them `find` names. */
static int
compare(const void *a, const void *b)
{
    const name_form *const *x = a, *const *y = b;
    int order = strcmp((*x)->text, (*y)->text);
    if (order == 0 && (*x)->standing != (*y)->standing)
        order = (*x)->standing < (*y)->standing ? -1 : 1;
    if (order == 0 && *x != *y)
        order = *x < *y ? -1 : 1;
    return order;
}

static int
compare_text(const void *key, const void *item)
{
    const name_form *const *form = item;
    return strcmp(key, (*form)->text);
}

/* The form as it begins a sentence; NULL where it has a capital already. */
static char *
raise_form(const name_form *form)
{
    size_t length;
    uint32_t c = utf8_at(form->text, form->size, 0, &length);
    if (!utf8_is_lower(c) || utf8_upper(c) == c)
        return NULL;
    char *raised = malloc(form->size + 4);
    if (!raised)
        return NULL;
    size_t written = utf8_put(utf8_upper(c), raised);
    memcpy(raised + written, form->text + length, form->size - length + 1);
    return raised;
}

static void
settle_doubles(name_list *of, const name_form **sorted, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        name_form *same = &of->forms[sorted[i] - of->forms];
        if (strcmp(same->text, sorted[i - 1]->text) == 0) {
            same->entry = sorted[i - 1]->entry;
            same->standing = sorted[i - 1]->standing;
        }
    }
}

static int32_t
add_raised(name_list *of, size_t index, char *raised)
{
    if (!grow(&of->forms, &of->form_room, of->form_count, sizeof *of->forms)) {
        free(raised);
        return MBR_E_NOMEM;
    }
    name_form form = of->forms[index];
    form.text = raised;
    form.size = strlen(raised);
    form.capital = true;
    of->forms[of->form_count++] = form;
    return MBR_OK;
}

/* Put behind the forms their shapes with a capital, where the files do not list those. */
static int32_t
raise_forms(name_list *of, const name_tongue *tongue, const name_form **sorted, size_t count)
{
    char **raised = calloc(count + 1, sizeof *raised);
    int32_t result = raised ? MBR_OK : MBR_E_NOMEM;
    for (size_t i = 0; result >= 0 && i < count; i++) {
        raised[i] = raise_form(&of->forms[tongue->first + i]);
        if (raised[i] && bsearch(raised[i], sorted, count, sizeof *sorted, compare_text)) {
            free(raised[i]);
            raised[i] = NULL;
        }
    }
    /* From here on the forms may move, and `sorted` is not asked any more. */
    for (size_t i = 0; raised && i < count; i++) {
        if (raised[i] && result >= 0)
            result = add_raised(of, tongue->first + i, raised[i]);
        else
            free(raised[i]);
    }
    free(raised);
    return result;
}

static int32_t
round_off(name_list *of, name_tongue *tongue)
{
    size_t count = of->form_count - tongue->first;
    const name_form **sorted = calloc(count + 1, sizeof *sorted);
    if (!sorted)
        return MBR_E_NOMEM;
    for (size_t i = 0; i < count; i++)
        sorted[i] = &of->forms[tongue->first + i];
    if (count > 1)
        qsort(sorted, count, sizeof *sorted, compare);
    settle_doubles(of, sorted, count);
    int32_t result = raise_forms(of, tongue, sorted, count);
    free(sorted);
    tongue->count = of->form_count - tongue->first;
    return result;
}

static int32_t
make_words(const name_list *of, name_tongue *tongue, const services *host)
{
    mbr_text *list = calloc(tongue->count + 1, sizeof *list);
    if (!list)
        return MBR_E_NOMEM;
    for (size_t i = 0; i < tongue->count; i++)
        list[i] = (mbr_text){of->forms[tongue->first + i].text, of->forms[tongue->first + i].size};
    int32_t result = host->text->words(host->host, list, tongue->count,
                                       MBR_FOLD_APOSTROPHES | MBR_FOLD_SPACES, &tongue->words);
    free(list);
    return result;
}

static int32_t
collect(glossary_loader *from, name_tongue *tongue)
{
    int32_t result = MBR_OK;
    from->lang = tongue->lang;
    tongue->first = from->of->form_count;
    for (size_t i = 0; result >= 0 && i < from->count; i++) {
        from->file = &from->files[i];
        mbr_value target = listing_get(from->file, "target-lang");
        strcpy(from->target, "fr");
        if (target.span.end > 0)
            glossary_language(target.text, from->target);
        mbr_value entries = listing_get(from->file, "entries");
        for (size_t k = 0; result >= 0 && k < entries.count; k++)
            result = add_entry(from, k);
    }
    if (result >= 0)
        result = round_off(from->of, tongue);
    return result >= 0 ? make_words(from->of, tongue, from->host) : result;
}

/* --- all of it --------------------------------------------------------------------------- */

static int32_t
open_files(glossary_loader *from, const mbr_config *config)
{
    static const char *const options[] = {"glossary", "glossaries"};
    for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
        size_t count = from->host->config->count(config, options[i]);
        for (size_t k = 0; k < count; k++) {
            listing *file = &from->files[from->count];
            if (from->count == MOST_FILES) {
                snprintf(from->of->fault, sizeof from->of->fault,
                         "these are more than %d glossaries", MOST_FILES);
                return MBR_OK;
            }
            from->count++;
            int32_t result = listing_open(file, from->host, config, options[i], k);
            if (result < 0)
                return result;
        }
    }
    return MBR_OK;
}

int32_t
glossary_load(name_list *of, const services *host, const mbr_config *config)
{
    glossary_loader from = {.of = of, .host = host};
    int32_t result = open_files(&from, config);
    for (size_t i = 0; result >= 0 && i < from.count && of->fault[0] == '\0'; i++) {
        from.file = &from.files[i];
        glossary_check(&from);
        memcpy(of->fault, from.file->fault, sizeof of->fault);
    }
    for (size_t i = 0; result >= 0 && of->fault[0] == '\0' && i < of->tongue_count; i++)
        result = collect(&from, &of->tongues[i]);
    for (size_t i = 0; i < from.count; i++)
        listing_close(&from.files[i]);
    return result;
}

const name_tongue *
glossary_tongue(const name_list *of, mbr_text lang)
{
    char wanted[4];
    glossary_language(lang, wanted);
    for (size_t i = 0; i < of->tongue_count; i++) {
        if (of->tongues[i].words && strcmp(of->tongues[i].lang, wanted) == 0)
            return &of->tongues[i];
    }
    return NULL;
}

void
glossary_clear(name_list *of, const services *host)
{
    for (size_t i = 0; i < of->form_count; i++)
        free(of->forms[i].text);
    free(of->forms);
    free(of->entries);
    for (size_t i = 0; i < of->tongue_count; i++) {
        if (of->tongues[i].words)
            host->text->words_release(of->tongues[i].words);
    }
    *of = (name_list){0};
}
