/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "compare.h"
#include "entry.h"
#include "form.h"
#include "parts.h"
#include "printed.h"
#include "told.h"

#include <stdlib.h>
#include <string.h>

static int32_t
out_of_memory(const struct pictures *pictures)
{
    return pictures_fail(pictures, MBR_E_NOMEM, "no memory for a credit");
}

static int32_t
fold(const struct pictures *pictures, const mbr_value *value, mbr_text *ret_text)
{
    uint64_t mark;
    *ret_text = value->text;
    if (!entry_is_text(value) || value->mark == 0)
        return MBR_OK;
    int32_t result = pictures->task->host.text->normalise(
        pictures->job, MBR_PART_TEXT, value->mark,
        MBR_FOLD_CASE | MBR_FOLD_APOSTROPHES | MBR_FOLD_SPACES, ret_text, &mark);
    return result < 0 ? pictures_fail(pictures, result, "a credit could not be read") : MBR_OK;
}

/* What one of the three values says. */
static int32_t
judge_value(const struct pictures *pictures,
            const mbr_value *value,
            const mbr_text *agency,
            int *ret_verdict)
{
    mbr_text folded;
    *ret_verdict = PRINTED_NAMED;
    if (!entry_is_text(value))
        return MBR_OK;
    int32_t result = fold(pictures, value, &folded);
    if (result >= 0)
        *ret_verdict = printed_judge(folded.data, folded.size, agency->data, agency->size);
    return result;
}

/* The credit that the file's own metadata speak for, in the house's form; NULL for none. */
static bool
propose(const struct pictures *pictures, const struct entry *entry, char **ret)
{
    char *name, *agency;
    *ret = NULL;
    if (!entry->medium)
        return true;
    bool done = compare_propose(&entry->medium->metadata, &name, &agency);
    if (done && name) {
        const char *form = pictures->task->form ? pictures->task->form : FORM_USUAL;
        *ret = form_write(form, name, agency);
        done = *ret != NULL;
    }
    free(name);
    free(agency);
    return done;
}

/* Reports a credit that is lacking in some way; the fix prints what the metadata say. */
static int32_t
report_lack(const struct pictures *pictures,
            const struct entry *entry,
            const char *rule,
            const mbr_value *value,
            const char *known)
{
    found said;
    edits fix = {0};
    char *text = NULL;
    entry_found(pictures, entry, rule, value, &said);
    if (known) {
        found_text(&said, "known", known, strlen(known));
        found_text(&said, "case", "known", 5);
        if (!entry_give(pictures, entry, "credit", &entry->credit, known, &fix, &text))
            return out_of_memory(pictures);
    }
    int32_t result = entry_report(pictures, &said, &fix);
    edits_clear(&fix);
    free(text);
    return result;
}

/* The author whom the metadata name helps an agency's credit only where they know that agency. */
static bool
is_of_house(const char *known, const mbr_value *house)
{
    struct parts parts;
    bool same = false;
    if (known && entry_is_text(house) &&
        parts_read(known, strlen(known), house->text.data, house->text.size, &parts)) {
        const struct part *part = parts_house(&parts, 0);
        struct parts ours;
        if (part && parts_read(house->text.data, house->text.size, NULL, 0, &ours)) {
            for (size_t i = 0; i < ours.count; i++)
                same = same || part_is_among(&ours.at[i], part->words) ||
                       (part->agency && ours.at[i].agency == part->agency);
            parts_clear(&ours);
        }
        parts_clear(&parts);
    }
    return same;
}

static int32_t
report_agency(const struct pictures *pictures,
              const struct entry *entry,
              const mbr_value *value,
              const mbr_value *house)
{
    char *known;
    if (!propose(pictures, entry, &known))
        return out_of_memory(pictures);
    found said;
    edits fix = {0};
    char *text = NULL;
    entry_found(pictures, entry, "photographer-missing", value, &said);
    if (value != house) {
        said.count = 1;
        found_text(&said, "words", house->text.data, house->text.size);
    }
    bool done = true;
    if (is_of_house(known, house)) {
        found_text(&said, "known", known, strlen(known));
        found_text(&said, "case", "known", 5);
        done = entry_give(pictures, entry, "credit", &entry->credit, known, &fix, &text);
    }
    int32_t result = done ? entry_report(pictures, &said, &fix) : out_of_memory(pictures);
    edits_clear(&fix);
    free(text);
    free(known);
    return result;
}

/* A credit that names nobody, or none (NULL). */
static int32_t
report_nobody(const struct pictures *pictures, const struct entry *entry, const mbr_value *value)
{
    char *known;
    if (!propose(pictures, entry, &known))
        return out_of_memory(pictures);
    int32_t result =
        report_lack(pictures, entry, value ? "credit-anonymous" : "credit-missing", value, known);
    free(known);
    return result;
}

static int32_t
report_theirs(const struct pictures *pictures,
              const struct entry *entry,
              const mbr_value *value,
              enum compared compared,
              const char *printed,
              const char *theirs)
{
    found said;
    const char *which = compared == COMPARED_UNLIKE  ? "unlike"
                        : compared == COMPARED_HOUSE ? "house"
                                                     : NULL;
    entry_found(pictures, entry, "credit-mismatch", value, &said);
    said.count = 1;
    if (which)
        said.finding.severity = MBR_SEVERITY_WARNING;
    found_text(&said, "words", printed, strlen(printed));
    found_text(&said, "theirs", theirs, strlen(theirs));
    if (which)
        found_text(&said, "case", which, strlen(which));
    return entry_report(pictures, &said, NULL);
}

/* The printed credit names somebody: is it whom the file names? */
static int32_t
compare(const struct pictures *pictures, const struct entry *entry, const mbr_value *value)
{
    char *printed, *theirs = NULL;
    enum compared compared = COMPARED_SILENT;
    mbr_text agency = entry_is_text(&entry->agency) ? entry->agency.text : (mbr_text){"", 0};
    if (!entry->medium)
        return MBR_OK;
    const struct metadata *metadata = &entry->medium->metadata;
    bool done = entry_printed(entry, &printed) &&
                (!printed || compare_credit(printed, strlen(printed), agency.data, agency.size,
                                            metadata, &compared, &theirs));
    int32_t result = done ? MBR_OK : out_of_memory(pictures);
    if (done && compared == COMPARED_HOUSE) {
        const char *credit = metadata_text(metadata, METADATA_CREDIT);
        const char *source = metadata_text(metadata, METADATA_SOURCE);
        result = report_theirs(pictures, entry, value, compared, printed,
                               credit   ? credit
                               : source ? source
                                        : theirs);
    } else if (done && (compared == COMPARED_OTHER || compared == COMPARED_UNLIKE)) {
        result = report_theirs(pictures, entry, value, compared, printed, theirs);
    }
    free(printed);
    free(theirs);
    return result;
}

/* In the form that the house gave itself. */
static int32_t
judge_form(const struct pictures *pictures, const struct entry *entry)
{
    const mbr_text *credit = &entry->credit.text;
    mbr_text agency = entry_is_text(&entry->agency) ? entry->agency.text : (mbr_text){"", 0};
    char *mended = NULL, *text = NULL;
    edits fix = {0};
    if (!pictures->task->form)
        return MBR_OK;
    if (!form_mend(pictures->task->form, credit->data, credit->size, agency.data, agency.size,
                   &mended))
        return out_of_memory(pictures);
    if (!mended)
        return MBR_OK;
    found said;
    entry_found(pictures, entry, "credit-format", &entry->credit, &said);
    found_text(&said, "form", mended, strlen(mended));
    bool done = entry_give(pictures, entry, "credit", &entry->credit, mended, &fix, &text);
    int32_t result = done ? entry_report(pictures, &said, &fix) : out_of_memory(pictures);
    edits_clear(&fix);
    free(text);
    free(mended);
    return result;
}

/* The entry's own keys, or another entry of the same picture, name somebody else. */
static int32_t
judge_others(const struct pictures *pictures,
             const struct entry *entry,
             const mbr_text *other,
             int32_t severity,
             bool *ret_differ)
{
    const mbr_text *credit = &entry->credit.text;
    *ret_differ = false;
    if (other->size == 0)
        return MBR_OK;
    if (!compare_two(credit->data, credit->size, other->data, other->size, ret_differ))
        return out_of_memory(pictures);
    if (!*ret_differ)
        return MBR_OK;
    found said;
    entry_found(pictures, entry, "credit-inconsistent", &entry->credit, &said);
    said.finding.severity = severity;
    found_text(&said, "other", other->data, other->size);
    return entry_report(pictures, &said, NULL);
}

/* A caption, of the entry or in the text, may tell of another author. */
static int32_t
judge_told(const struct pictures *pictures,
           const struct entry *entry,
           const mbr_text *caption,
           mbr_span place)
{
    const mbr_text *credit = &entry->credit.text;
    size_t start, end;
    bool differ = false;
    if (!told_credit(caption->data, caption->size, &start, &end))
        return MBR_OK;
    if (!compare_two(caption->data + start, end - start, credit->data, credit->size, &differ))
        return out_of_memory(pictures);
    if (!differ)
        return MBR_OK;
    found said;
    entry_found(pictures, entry, "credit-inconsistent", NULL, &said);
    said.finding.severity = MBR_SEVERITY_WARNING;
    said.finding.span = place;
    found_text(&said, "words", caption->data + start, end - start);
    found_text(&said, "other", credit->data, credit->size);
    return entry_report(pictures, &said, NULL);
}

static int32_t
judge_captions(const struct pictures *pictures, const struct entry *entry)
{
    int32_t result = MBR_OK;
    if (entry_is_text(&entry->caption))
        result = judge_told(pictures, entry, &entry->caption.text,
                            entry_words(pictures, &entry->caption));
    for (size_t i = 0; entry->name && i < pictures->image_count && result >= 0; i++) {
        const struct image *image = &pictures->images[i];
        if (strcmp(image->file, entry->name) == 0)
            result = judge_told(pictures, entry, &image->item.title, image->item.span);
    }
    return result;
}

static int32_t
judge_named(const struct pictures *pictures, const struct entry *entry)
{
    static const mbr_text none = {"", 0};
    struct medium *medium = entry->medium;
    bool differ = false;
    int32_t result = judge_others(pictures, entry, medium ? &medium->credit : &none,
                                  MBR_SEVERITY_ERROR, &differ);
    if (result >= 0 && !differ && entry_is_text(&entry->photographer))
        result =
            judge_others(pictures, entry, &entry->photographer.text, MBR_SEVERITY_WARNING, &differ);
    if (result >= 0)
        result = judge_captions(pictures, entry);
    if (medium && medium->credit.size == 0)
        medium->credit = entry->credit.text;
    if (result >= 0)
        result = compare(pictures, entry, &entry->credit);
    return result >= 0 ? judge_form(pictures, entry) : result;
}

/* The printed credit is `credit`. */
static int32_t
judge_credit(const struct pictures *pictures, const struct entry *entry)
{
    mbr_text agency;
    int printed, person;
    int32_t result = fold(pictures, &entry->agency, &agency);
    if (result >= 0)
        result = judge_value(pictures, &entry->credit, &agency, &printed);
    if (result >= 0)
        result = judge_value(pictures, &entry->photographer, &agency, &person);
    if (result < 0)
        return result;
    if (printed == PRINTED_ANONYMOUS)
        return report_nobody(pictures, entry, &entry->credit);
    if (printed == PRINTED_CAPTURE) {
        found said;
        entry_found(pictures, entry, "credit-anonymous", &entry->credit, &said);
        said.finding.severity = MBR_SEVERITY_WARNING;
        return entry_report(pictures, &said, NULL);
    }
    if (printed == PRINTED_AGENCY &&
        (entry_is_blank(&entry->photographer) || person != PRINTED_NAMED))
        return report_agency(pictures, entry, &entry->credit, &entry->credit);
    return entry_is_text(&entry->credit) ? judge_named(pictures, entry) : MBR_OK;
}

/* The printed credit is made of `photographer` and `agency`. */
static int32_t
judge_names(const struct pictures *pictures, const struct entry *entry)
{
    const mbr_text none = {"", 0};
    int person, house;
    int32_t result = judge_value(pictures, &entry->photographer, &none, &person);
    if (result >= 0)
        result = judge_value(pictures, &entry->agency, &none, &house);
    if (result < 0)
        return result;
    bool has_person = !entry_is_blank(&entry->photographer);
    bool has_house = !entry_is_blank(&entry->agency);
    if (!has_person && !has_house)
        return report_nobody(pictures, entry, NULL);
    if (has_person && person == PRINTED_AGENCY)
        return report_agency(pictures, entry, &entry->photographer, &entry->photographer);
    if (has_person && person != PRINTED_ANONYMOUS)
        return compare(pictures, entry, &entry->photographer);
    const mbr_value *words = has_person ? &entry->photographer : &entry->agency;
    if (!has_house || house == PRINTED_ANONYMOUS)
        return report_nobody(pictures, entry, words);
    return report_agency(pictures, entry, words, &entry->agency);
}

int32_t
entry_judge_credit(struct pictures *pictures, const struct entry *entry)
{
    return entry_is_blank(&entry->credit) ? judge_names(pictures, entry)
                                          : judge_credit(pictures, entry);
}
