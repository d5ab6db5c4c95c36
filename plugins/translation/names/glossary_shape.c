/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "glossary_inside.h"
#include "utf8.h"

#include <stdio.h>
#include <string.h>

/* --- languages --------------------------------------------------------------------------- */

/* The language of a tag, without its region; "" where it is none. */
void
glossary_language(mbr_text tag, char ret[4])
{
    size_t size = 0;
    ret[0] = '\0';
    while (size < tag.size && tag.data[size] >= 'a' && tag.data[size] <= 'z')
        size++;
    if (size < 2 || size > 3 || (size < tag.size && tag.data[size] != '-'))
        return;
    memcpy(ret, tag.data, size);
    ret[size] = '\0';
}

static bool
is_language(mbr_text key)
{
    char lang[4];
    glossary_language(key, lang);
    return lang[0] != '\0';
}

static void
add_language(glossary_loader *from, const char *lang)
{
    name_list *of = from->of;
    for (size_t i = 0; i < of->tongue_count; i++) {
        if (strcmp(of->tongues[i].lang, lang) == 0)
            return;
    }
    if (of->tongue_count < MOST_TONGUES)
        strcpy(of->tongues[of->tongue_count++].lang, lang);
}

/* --- the shape of a file, said at the first place that is wrong ----------------------------- */

#define ENTRY_KEYS " id kind forms accepted refused own note "
#define KINDS " place person organisation organization demonym title term "

static void
check_list(glossary_loader *from, const char *where)
{
    mbr_value list = listing_get(from->file, "%s", where);
    const char *key = strrchr(where, '.') + 1;
    if (list.type == MBR_VALUE_NULL)
        return;
    if (list.type != MBR_VALUE_LIST) {
        listing_fault(from->file, &list, "%s needs a list, such as [a, b]", key);
        return;
    }
    for (size_t i = 0; i < list.count; i++) {
        mbr_value item = listing_get(from->file, "%s[%zu]", where, i);
        if (!listing_is_words(&item))
            listing_fault(from->file, &item, "%s holds names, and this is none", key);
    }
}

/* A list, or a map of one for each language. */
static void
check_forms(glossary_loader *from, size_t index, const char *key)
{
    char where[96];
    snprintf(where, sizeof where, "entries[%zu].%s", index, key);
    mbr_value value = listing_get(from->file, "%s", where);
    if (value.type != MBR_VALUE_MAP) {
        check_list(from, where);
        return;
    }
    for (size_t i = 0; i < value.count; i++) {
        mbr_text lang;
        if (from->host->repo->value_key(from->file->blob, where, i, &lang) < 0)
            continue;
        char inner[160];
        snprintf(inner, sizeof inner, "%s.%.*s", where, (int)utf8_cut(lang.data, lang.size, 40),
                 lang.data);
        mbr_value list = listing_get(from->file, "%s", inner);
        if (is_language(lang))
            check_list(from, inner);
        else
            listing_fault(from->file, list.span.end > 0 ? &list : &value,
                          "%s has a list, or one for each language: {fr: […]}", key);
    }
}

/* The forms of one language: words, or a list of them that calls for the entry. */
static void
check_language(glossary_loader *from, size_t index, mbr_text key)
{
    char where[96];
    snprintf(where, sizeof where, "entries[%zu].%.*s", index, (int)utf8_cut(key.data, key.size, 40),
             key.data);
    mbr_value value = listing_get(from->file, "%s", where);
    char lang[4];
    glossary_language(key, lang);
    if (value.type == MBR_VALUE_LIST && strcmp(lang, from->target) != 0)
        check_list(from, where);
    else if (!listing_is_words(&value))
        listing_fault(from->file, &value, "the preferred form is due here");
    else
        add_language(from, lang);
}

static void
check_entry(glossary_loader *from, size_t index)
{
    char where[48];
    snprintf(where, sizeof where, "entries[%zu]", index);
    mbr_value map = listing_get(from->file, "%s", where);
    mbr_value kind = listing_get(from->file, "%s.kind", where);
    if (map.type != MBR_VALUE_MAP) {
        listing_fault(from->file, &map, "an entry is due here, such as {fr: …, refused: […]}");
        return;
    }
    if (!listing_knows(from->file, &map, where, ENTRY_KEYS, is_language))
        return;
    if (kind.span.end > 0 && (kind.type != MBR_VALUE_TEXT || listing_choice(KINDS, kind.text) < 0))
        listing_fault(from->file, &kind, "kind is one of:%.*s", (int)sizeof KINDS - 2, KINDS);
    mbr_value own = listing_get(from->file, "%s.own", where);
    if (own.span.end > 0 && own.type != MBR_VALUE_BOOL)
        listing_fault(from->file, &own, "own is true or false");
    bool flat = false;
    static const char *const lists[] = {"forms", "accepted", "refused"};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        check_forms(from, index, lists[i]);
        flat = flat || listing_get(from->file, "%s.%s", where, lists[i]).type == MBR_VALUE_LIST;
    }
    for (size_t i = 0; i < map.count; i++) {
        mbr_text key;
        if (from->host->repo->value_key(from->file->blob, where, i, &key) >= 0 &&
            listing_choice(ENTRY_KEYS, key) < 0)
            check_language(from, index, key);
    }
    if (flat && listing_get(from->file, "%s.%s", where, from->target).span.end == 0)
        listing_fault(from->file, &map, "this entry has no %s: which form is preferred?",
                      from->target);
}

void
glossary_check(glossary_loader *from)
{
    mbr_value root = listing_get(from->file, "%s", "");
    mbr_value version = listing_get(from->file, "version");
    mbr_value target = listing_get(from->file, "target-lang");
    mbr_value entries = listing_get(from->file, "entries");
    strcpy(from->target, "fr");
    if (root.type == MBR_VALUE_NULL)
        return;
    if (root.type != MBR_VALUE_MAP) {
        listing_fault(from->file, &root, "keys are due here: version, target-lang, entries");
        return;
    }
    if (!listing_knows(from->file, &root, "", " version source-lang target-lang entries note ",
                       NULL))
        return;
    if (target.span.end > 0)
        glossary_language(target.text, from->target);
    if (from->target[0] == '\0')
        listing_fault(from->file, &target, "the code of a language is due here, such as fr");
    if (version.span.end > 0 && (version.type != MBR_VALUE_INT || version.integer != 1))
        listing_fault(from->file, &version, "the version of this file is 1");
    if (entries.type != MBR_VALUE_LIST && entries.type != MBR_VALUE_NULL)
        listing_fault(from->file, &entries, "entries needs a list, such as - fr: …");
    if (entries.count > MOST_ENTRIES)
        listing_fault(from->file, &entries, "these are more than %d entries", MOST_ENTRIES);
    for (size_t i = 0; i < entries.count && from->file->fault[0] == '\0'; i++)
        check_entry(from, i);
}
