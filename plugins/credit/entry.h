/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CREDIT_ENTRY_H
#define CREDIT_ENTRY_H

#include "pictures.h"

#include "common/found.h"

/* One picture of the front matter. */
struct entry {
    mbr_value value;
    mbr_value file;
    mbr_value caption;
    mbr_value alt;
    mbr_value credit;
    mbr_value photographer;
    mbr_value agency;
    mbr_value rights;
    mbr_value licence;
    mbr_value expires;
    char *name;            /* of the file; NULL when the entry has none */
    char number[24];       /* by which a message means a picture without a file */
    struct medium *medium; /* NULL when the file is not there */
};

/* Judges the picture that the front matter has at `where`, its `index`th. */
int32_t entry_judge(struct pictures *pictures, const char *where, uint64_t index);

/* For the rules of an entry. */

bool entry_is_blank_text(const mbr_text *text);
/** A list of names is no blank; a null, an empty text and an empty list are. */
bool entry_is_blank(const mbr_value *value);
/** Has it words, that is, is it neither blank nor a list? */
bool entry_is_text(const mbr_value *value);
mbr_text entry_file(const struct entry *entry);
/** What is absent is pointed at on the entry's first lines, down to the file's name. */
mbr_span entry_place(const struct entry *entry);
/** The words of a value, without the quotes that they may be written in. */
mbr_span entry_words(const struct pictures *pictures, const mbr_value *value);
/** Begin a finding at a value of the entry, or at the entry (NULL), with {file} and {words}. */
void entry_found(const struct pictures *pictures,
                 const struct entry *entry,
                 const char *rule,
                 const mbr_value *value,
                 found *ret);
int32_t entry_report(const struct pictures *pictures, found *said, const edits *fix);

/** The printed credit: `credit`, or what `photographer` and `agency` make. Owned; NULL where there
 *  is none. False without memory. */
bool entry_printed(const struct entry *entry, char **ret);

int32_t entry_judge_credit(struct pictures *pictures, const struct entry *entry);
int32_t entry_judge_alt(struct pictures *pictures, const struct entry *entry);
int32_t entry_judge_rights(const struct pictures *pictures, const struct entry *entry);

/** A fix that gives the entry a key that it lacks, or has no value for: quoted, on a line of its
 *  own. Owned text in `*ret_text`; no edit is added where the entry's shape allows none. False
 *  without memory. */
bool entry_give(const struct pictures *pictures,
                const struct entry *entry,
                const char *key,
                const mbr_value *value,
                const char *words,
                edits *fix,
                char **ret_text);

#endif
