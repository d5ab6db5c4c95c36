/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "glossary.h"

#include "grow.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct loader {
    name_list *of;
    const services *host;
    const mbr_blob *blob;
} loader;

static int32_t
get(const loader *from, const char *where, mbr_value *ret)
{
    *ret = (mbr_value){.struct_size = sizeof *ret};
    return from->host->repo->value(from->blob, where, ret);
}

static int32_t
add_form(loader *from, size_t index, mbr_text text, form_standing standing)
{
    name_list *of = from->of;
    if (text.size == 0)
        return MBR_OK;
    if (!grow(&of->forms, &of->form_room, of->form_count, sizeof *of->forms))
        return MBR_E_NOMEM;
    char *copy = strndup(text.data, text.size);
    if (!copy)
        return MBR_E_NOMEM;
    of->forms[of->form_count++] =
        (name_form){.text = copy, .size = text.size, .entry = index, .standing = standing};
    of->entries[index].count++;
    return MBR_OK;
}

static int32_t
add_list(loader *from, size_t index, const char *key, form_standing standing)
{
    char where[64];
    mbr_value list;
    snprintf(where, sizeof where, "entries[%zu].%s", index, key);
    if (get(from, where, &list) < 0 || list.type == MBR_VALUE_NULL)
        return MBR_OK;
    if (list.type != MBR_VALUE_LIST) {
        snprintf(from->of->fault, sizeof from->of->fault, "%s is not a list", where);
        return MBR_OK;
    }
    int32_t result = MBR_OK;
    for (uint64_t i = 0; result >= 0 && i < list.count; i++) {
        mbr_value value;
        snprintf(where, sizeof where, "entries[%zu].%s[%zu]", index, key, (size_t)i);
        result = get(from, where, &value);
        if (result >= 0)
            result = add_form(from, index, value.text, standing);
    }
    return result;
}

static bool
is_name(const loader *from, size_t index)
{
    static const char kinds[] = " place person organisation organization demonym ";
    char where[64], kind[24];
    mbr_value value;
    snprintf(where, sizeof where, "entries[%zu].kind", index);
    if (get(from, where, &value) < 0 || value.text.size == 0 || value.text.size > 16)
        return false;
    snprintf(kind, sizeof kind, " %.*s ", (int)value.text.size, value.text.data);
    return strstr(kinds, kind) != NULL;
}

static int32_t
add_entry(loader *from, size_t index)
{
    name_list *of = from->of;
    char where[64];
    mbr_value preferred;
    if (!grow(&of->entries, &of->entry_room, of->entry_count, sizeof *of->entries))
        return MBR_E_NOMEM;
    of->entries[of->entry_count++] =
        (name_entry){.first = of->form_count, .name = is_name(from, index)};
    snprintf(where, sizeof where, "entries[%zu].fr", index);
    if (get(from, where, &preferred) < 0 || preferred.text.size == 0) {
        snprintf(of->fault, sizeof of->fault, "%s, the preferred form, is missing", where);
        return MBR_OK;
    }
    int32_t result = add_form(from, index, preferred.text, FORM_PREFERRED);
    if (result >= 0)
        result = add_list(from, index, "forms", FORM_PREFERRED);
    if (result >= 0)
        result = add_list(from, index, "accepted", FORM_ACCEPTED);
    if (result >= 0)
        result = add_list(from, index, "refused", FORM_REFUSED);
    return result;
}

static int32_t
read_entries(loader *from)
{
    mbr_value entries;
    if (get(from, "entries", &entries) < 0 || entries.type != MBR_VALUE_LIST) {
        snprintf(from->of->fault, sizeof from->of->fault, "there is no list named entries");
        return MBR_OK;
    }
    int32_t result = MBR_OK;
    for (uint64_t i = 0; result >= 0 && i < entries.count && from->of->fault[0] == '\0'; i++)
        result = add_entry(from, (size_t)i);
    return result;
}

static int32_t
make_words(name_list *of, const services *host)
{
    mbr_text *list = calloc(of->form_count + 1, sizeof *list);
    if (!list)
        return MBR_E_NOMEM;
    for (size_t i = 0; i < of->form_count; i++)
        list[i] = (mbr_text){of->forms[i].text, of->forms[i].size};
    int32_t result = host->text->words(host->host, list, of->form_count,
                                       MBR_FOLD_APOSTROPHES | MBR_FOLD_SPACES, &of->words);
    free(list);
    return result;
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

static int32_t
settle_doubles(name_list *of)
{
    const name_form **sorted = calloc(of->form_count + 1, sizeof *sorted);
    if (!sorted)
        return MBR_E_NOMEM;
    for (size_t i = 0; i < of->form_count; i++)
        sorted[i] = &of->forms[i];
    if (of->form_count > 1)
        qsort(sorted, of->form_count, sizeof *sorted, compare);
    for (size_t i = 1; i < of->form_count; i++) {
        name_form *same = &of->forms[sorted[i] - of->forms];
        if (strcmp(same->text, sorted[i - 1]->text) == 0) {
            same->entry = sorted[i - 1]->entry;
            same->standing = sorted[i - 1]->standing;
        }
    }
    free(sorted);
    return MBR_OK;
}

int32_t
glossary_load(name_list *of, const services *host, const mbr_config *config)
{
    mbr_blob *blob = NULL;
    if (host->config->count(config, "glossary") == 0)
        return MBR_OK;
    int32_t result = host->config->get_file(config, "glossary", 0, &blob);
    if (result < 0)
        return result;
    loader from = {.of = of, .host = host, .blob = blob};
    result = read_entries(&from);
    host->repo->release(blob);
    if (result >= 0)
        result = settle_doubles(of);
    if (result >= 0 && of->fault[0] == '\0' && of->form_count > 0)
        result = make_words(of, host);
    return result;
}

void
glossary_clear(name_list *of, const services *host)
{
    for (size_t i = 0; i < of->form_count; i++)
        free(of->forms[i].text);
    free(of->forms);
    free(of->entries);
    if (of->words)
        host->text->words_release(of->words);
    *of = (name_list){0};
}
