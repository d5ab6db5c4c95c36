/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "compare.h"

#include "fold.h"
#include "parts.h"
#include "printed.h"

#include "common/utf8.h"

#include <stdlib.h>
#include <string.h>

/* Ranks and posts that the services of armies write where the name should be. */
static const char *const ranks[] = {
    " sgt ",     " staff ", " sergeant ", " sergent ", " cpl ",  " caporal ", " capt ",
    " captain ", " lt ",    " maj ",      " spc ",     " pfc ",  " pvt ",     " airman ",
    " seaman ",  " petty ", " officer ",  " chief ",   " mass ", " mc1 ",     " mc2 ",
    " mc3 ",     " tech ",  " class ",    " adjudant "};

struct text {
    char *data;
    size_t size, room;
};

static bool
append(struct text *text, const char *more, size_t size)
{
    if (text->size + size + 1 > text->room) {
        size_t room = (text->size + size + 1) * 2;
        char *data = realloc(text->data, room);
        if (!data)
            return false;
        text->data = data;
        text->room = room;
    }
    memcpy(text->data + text->size, more, size);
    text->size += size;
    text->data[text->size] = '\0';
    return true;
}

/* Adds a value's words; the last one of a value that fills its field may be cut. */
static bool
append_words(struct text *text, const char *value, bool may_be_cut)
{
    char *words = value ? fold_words(value, strlen(value)) : NULL;
    if (!words)
        return value == NULL;
    size_t size = strlen(words);
    bool done = may_be_cut && size > 1 && strlen(value) >= METADATA_BYLINE - 1
                    ? append(text, words, size - 1) && append(text, "* ", 2)
                    : append(text, words, size);
    free(words);
    return done;
}

static bool
append_creators(struct text *text, const struct metadata_block *block, bool may_be_cut)
{
    bool done = true;
    for (size_t i = 0; i < block->creators.count && done; i++)
        done = append_words(text, block->creators.at[i], may_be_cut);
    return done;
}

static bool
append_block(struct text *text, const struct metadata_block *block, bool may_be_cut)
{
    bool done = append_creators(text, block, may_be_cut);
    for (size_t i = METADATA_CREDIT; i <= METADATA_INSTRUCTIONS && done; i++)
        done = append_words(text, block->text[i], may_be_cut);
    return done;
}

/* Every word by which the metadata may mean their author: names stand in captions too. */
static bool
words_of(const struct metadata *metadata, struct text *ret)
{
    *ret = (struct text){0};
    return append(ret, " ", 1) && append_block(ret, &metadata->xmp, false) &&
           append_block(ret, &metadata->iim, true) && append_block(ret, &metadata->exif, false);
}

/* Does it name somebody, and not "Photographer", "D.R." or an agency? */
static bool
names_somebody(const char *text, size_t size)
{
    char *lower = malloc(size * 2 + 1);
    size_t length = 0, step;
    if (!lower)
        return false;
    for (size_t at = 0; at < size; at += step) {
        uint32_t c = utf8_lower(utf8_at(text, size, at, &step));
        length += utf8_put(utf8_is_apostrophe(c) ? '\'' : c, lower + length);
        if (step > 3)
            break; /* no name has such signs */
    }
    bool named = printed_judge(lower, length, NULL, 0) == PRINTED_NAMED;
    free(lower);
    return named;
}

static bool
is_sure(const struct part *part)
{
    const char *word;
    size_t at = 0, size, words = 0;
    for (size_t i = 0; i < sizeof ranks / sizeof *ranks; i++)
        if (strstr(part->words, ranks[i]))
            return false;
    while ((size = fold_next(part->words, &at, &word)) > 0)
        words += size > 1;
    return words > 1;
}

/* Whom a list of creators, or a credit line, names: is one of them in the printed credit, is one
   surely a person? */
struct theirs {
    bool any, sure, printed;
};

static bool
look_at(const char *text, const char *printed, bool first, struct theirs *theirs)
{
    struct parts parts;
    bool done = parts_read(text, strlen(text), NULL, 0, &parts);
    for (size_t i = 0; i < parts.count && done; i++) {
        const struct part *part = &parts.at[i];
        if (part->house || !names_somebody(part->text, part->size))
            continue;
        theirs->any = true;
        theirs->sure = theirs->sure || is_sure(part);
        theirs->printed = theirs->printed || part_is_among(part, printed);
        if (first)
            break;
    }
    parts_clear(&parts);
    return done;
}

static bool
join(const struct metadata_names *names, struct text *ret)
{
    bool done = true;
    for (size_t i = 0; i < names->count && done; i++)
        done = append(ret, ", ", i > 0 ? 2 : 0) && append(ret, names->at[i], strlen(names->at[i]));
    return done;
}

static bool
find_theirs(const struct metadata *metadata,
            const char *printed,
            struct theirs *ret,
            char **ret_shown)
{
    const struct metadata_names *creators = metadata_creators(metadata);
    const char *credit = metadata_text(metadata, METADATA_CREDIT);
    struct text shown = {0};
    bool done = true;
    *ret = (struct theirs){0};
    for (size_t i = 0; i < creators->count && done; i++)
        done = look_at(creators->at[i], printed, false, ret);
    /* Whoever set up the camera stands in Exif, whoever took the picture with it. */
    ret->sure = ret->sure && creators != &metadata->exif.creators;
    if (done && ret->any) {
        done = join(creators, &shown);
    } else if (done && credit) {
        /* Behind the author stands for whom they work. */
        done = look_at(credit, printed, true, ret) && append(&shown, credit, strlen(credit));
    }
    *ret_shown = shown.data;
    return done;
}

/* Known agencies on both sides, and none on both. */
static bool
is_other_house(const struct parts *printed, const struct metadata *metadata, bool *ret)
{
    const char *texts[] = {metadata_text(metadata, METADATA_CREDIT),
                           metadata_text(metadata, METADATA_SOURCE)};
    bool done = true, ours = false, known = false, common = false;
    for (size_t i = 0; i < 2 && done; i++) {
        struct parts theirs = {0};
        done = !texts[i] || parts_read(texts[i], strlen(texts[i]), NULL, 0, &theirs);
        for (size_t k = 0; k < theirs.count; k++)
            for (size_t n = 0; theirs.at[k].agency && n < printed->count; n++) {
                known = true;
                ours = ours || printed->at[n].agency;
                common = common || (printed->at[n].agency &&
                                    strcmp(printed->at[n].agency, theirs.at[k].agency) == 0);
            }
        parts_clear(&theirs);
    }
    *ret = known && ours && !common;
    return done;
}

/* Is one of the printed names among the creators, or is each of them in the metadata somewhere?
   A house that both name is no author that both name. */
static bool
is_same(const struct parts *printed, const char *creators, const char *all, bool *ret_person)
{
    bool one = false, every = true;
    *ret_person = false;
    for (size_t i = 0; i < printed->count; i++) {
        if (printed->at[i].house)
            continue;
        *ret_person = true;
        one = one || part_is_among(&printed->at[i], creators);
        every = every && part_is_among(&printed->at[i], all);
    }
    return one || every;
}

static bool
judge(const struct parts *printed,
      const char *words,
      const struct metadata *metadata,
      enum compared *ret,
      char **ret_theirs)
{
    struct text all = {0}, creators = {0};
    struct theirs theirs = {0};
    bool person = false, same = false, other_house = false;
    bool done = words_of(metadata, &all) && append(&creators, " ", 1) &&
                append_creators(&creators, &metadata->xmp, false) &&
                append_creators(&creators, &metadata->iim, true) &&
                append_creators(&creators, &metadata->exif, false) &&
                find_theirs(metadata, words, &theirs, ret_theirs) &&
                is_other_house(printed, metadata, &other_house);
    if (done)
        same = is_same(printed, creators.data, all.data, &person);
    free(all.data);
    free(creators.data);
    if (!done || !person || !theirs.any)
        *ret = COMPARED_SILENT;
    else if (same || theirs.printed)
        *ret = COMPARED_SAME;
    else
        *ret = theirs.sure ? COMPARED_OTHER : COMPARED_UNLIKE;
    if (done && other_house && (*ret == COMPARED_SAME || *ret == COMPARED_SILENT))
        *ret = COMPARED_HOUSE;
    return done;
}

bool
compare_credit(const char *printed,
               size_t size,
               const char *agency,
               size_t agency_size,
               const struct metadata *metadata,
               enum compared *ret,
               char **ret_theirs)
{
    struct parts parts;
    char *words = fold_words(printed, size);
    *ret = COMPARED_SILENT;
    *ret_theirs = NULL;
    bool done = parts_read(printed, size, agency, agency_size, &parts) && words &&
                judge(&parts, words, metadata, ret, ret_theirs);
    parts_clear(&parts);
    free(words);
    return done;
}

/* Is every person of one credit among the words of the other, or is there none? */
static bool
is_within(const struct parts *parts, const char *words)
{
    bool any = false;
    for (size_t i = 0; i < parts->count; i++) {
        const struct part *part = &parts->at[i];
        if (part->house || !names_somebody(part->text, part->size))
            continue;
        if (part_is_among(part, words))
            return true;
        any = true;
    }
    return !any;
}

bool
compare_two(
    const char *one, size_t one_size, const char *other, size_t other_size, bool *ret_differ)
{
    struct parts first, second = {0};
    char *first_words = fold_words(one, one_size);
    char *second_words = fold_words(other, other_size);
    bool done = parts_read(one, one_size, NULL, 0, &first) &&
                parts_read(other, other_size, NULL, 0, &second) && first_words && second_words;
    if (done)
        *ret_differ = !is_within(&first, second_words) && !is_within(&second, first_words);
    parts_clear(&first);
    parts_clear(&second);
    free(first_words);
    free(second_words);
    return done;
}

/* Whom a text names beside the author (NULL: agencies alone): an agency, or else the first. */
static bool
propose_house(const char *text, const char *author, char **ret)
{
    struct parts parts;
    if (!text || *ret)
        return true;
    bool done = parts_read(text, strlen(text), NULL, 0, &parts);
    char *words = author ? fold_words(author, strlen(author)) : NULL;
    const struct part *house = parts_house(&parts, 0);
    for (size_t i = 0; words && !house && i < parts.count; i++)
        if (!part_is_among(&parts.at[i], words) &&
            names_somebody(parts.at[i].text, parts.at[i].size))
            house = &parts.at[i];
    if (done && house) {
        *ret = house->agency ? strdup(house->agency) : strndup(house->text, house->size);
        done = *ret != NULL;
    }
    free(words);
    parts_clear(&parts);
    return done;
}

bool
compare_propose(const struct metadata *metadata, char **ret_name, char **ret_agency)
{
    const struct metadata_names *creators = metadata_creators(metadata);
    const char *credit = metadata_text(metadata, METADATA_CREDIT);
    struct text name = {0};
    bool done = true;
    *ret_name = *ret_agency = NULL;
    for (size_t i = 0; i < creators->count && done; i++)
        if (names_somebody(creators->at[i], strlen(creators->at[i])))
            done = append(&name, ", ", name.size > 0 ? 2 : 0) &&
                   append(&name, creators->at[i], strlen(creators->at[i]));
    *ret_name = name.data;
    done = done && propose_house(credit, *ret_name, ret_agency) &&
           propose_house(metadata_text(metadata, METADATA_SOURCE), NULL, ret_agency);
    /* No creator: a credit line that names somebody is all there is. */
    if (done && !*ret_name && credit && names_somebody(credit, strlen(credit))) {
        free(*ret_agency);
        *ret_agency = NULL;
        *ret_name = strdup(credit);
        done = *ret_name != NULL;
    }
    return done;
}
