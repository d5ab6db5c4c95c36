/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "described.h"
#include "entry.h"

#include <stdlib.h>
#include <string.h>

/* Marks the pictures of the text that this entry is about; says whether one of them, and
   whether each of them, has an alternative text. */
static void
match_images(struct pictures *pictures, const struct entry *entry, bool *ret_any, bool *ret_all)
{
    *ret_any = false;
    *ret_all = true;
    for (size_t i = 0; entry->name && i < pictures->image_count; i++) {
        struct image *image = &pictures->images[i];
        if (strcmp(image->file, entry->name) != 0)
            continue;
        image->listed = true;
        bool has = !entry_is_blank_text(&image->item.text);
        *ret_any = *ret_any || has;
        *ret_all = *ret_all && has;
    }
}

/* Nobody described it; the file's own metadata may. */
static int32_t
report_absent(const struct pictures *pictures, const struct entry *entry)
{
    const char *known =
        entry->medium ? metadata_text(&entry->medium->metadata, METADATA_ALT) : NULL;
    found said;
    edits fix = {0};
    char *text = NULL;
    bool done = true;
    entry_found(pictures, entry, "alt-missing", NULL, &said);
    if (known && !described_wrong(known, strlen(known), entry->name, NULL, 0)) {
        found_text(&said, "known", known, strlen(known));
        found_text(&said, "case", "known", 5);
        done = entry_give(pictures, entry, "alt", &entry->alt, known, &fix, &text);
    }
    int32_t result = done ? entry_report(pictures, &said, &fix)
                          : pictures_fail(pictures, MBR_E_NOMEM, "no memory for a picture");
    edits_clear(&fix);
    free(text);
    return result;
}

/* An alternative text that is there: does it describe the picture? */
static int32_t
judge_words(const struct pictures *pictures,
            const struct entry *entry,
            const mbr_text *alt,
            mbr_span place)
{
    mbr_text caption = entry_is_text(&entry->caption) ? entry->caption.text : (mbr_text){"", 0};
    const char *which =
        described_wrong(alt->data, alt->size, entry->name, caption.data, caption.size);
    if (!which)
        return MBR_OK;
    found said;
    entry_found(pictures, entry, "alt-missing", NULL, &said);
    said.finding.span = place;
    if (strcmp(which, "name") != 0)
        said.finding.severity = MBR_SEVERITY_WARNING;
    found_text(&said, "words", alt->data, alt->size);
    found_text(&said, "case", which, strlen(which));
    return entry_report(pictures, &said, NULL);
}

/* Those of the text, except for words that the entry has too, and were judged there. */
static int32_t
judge_images(const struct pictures *pictures, const struct entry *entry, bool absent)
{
    mbr_text alt = entry_is_text(&entry->alt) ? entry->alt.text : (mbr_text){"", 0};
    int32_t result = MBR_OK;
    for (size_t i = 0; entry->name && i < pictures->image_count && result >= 0; i++) {
        const struct image *image = &pictures->images[i];
        const mbr_text *words = &image->item.text;
        if (strcmp(image->file, entry->name) != 0)
            continue;
        if (entry_is_blank_text(words)) {
            found said;
            entry_found(pictures, entry, "alt-missing", NULL, &said);
            said.finding.span = image->item.span;
            if (absent)
                result = entry_report(pictures, &said, NULL);
        } else if (words->size != alt.size || memcmp(words->data, alt.data, alt.size) != 0) {
            result = judge_words(pictures, entry, words, image->item.span);
        }
    }
    return result;
}

int32_t
entry_judge_alt(struct pictures *pictures, const struct entry *entry)
{
    bool any, all, has = !entry_is_blank(&entry->alt);
    int32_t result = MBR_OK;
    match_images(pictures, entry, &any, &all);
    if (!has && !any)
        return report_absent(pictures, entry);
    if (entry_is_text(&entry->alt))
        result = judge_words(pictures, entry, &entry->alt.text, entry_words(pictures, &entry->alt));
    /* The same picture twice, described once. */
    return result >= 0 ? judge_images(pictures, entry, !has && !all) : result;
}
