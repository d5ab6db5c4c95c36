/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef FACTCHECK_ENTRY_H
#define FACTCHECK_ENTRY_H

#include "run.h"

/* An entry of claims.yaml as it is written. What is not there has the type MBR_VALUE_NULL. */
struct entry {
    mbr_value value; /* the entry itself */
    mbr_value id;
    mbr_value status;
    mbr_value evidence;
    mbr_value by;
    mbr_value kind;
    mbr_value expires;
    mbr_value sentence; /* as it was when the claim was checked */
};

/* A value of claims.yaml; `where` as mbr.article/1 has it. */
int32_t entry_value(const struct run *run, const char *where, mbr_value *ret_value);
/* A member of a claim, and all that its findings are about, its quote included. */
int32_t entry_member(const struct run *run, size_t claim, const char *key, mbr_value *ret_value);
int32_t entry_read(const struct run *run, struct claim *claim, struct entry *ret_entry);

/* Without words: absent, empty, a list. */
bool entry_is_blank(const mbr_value *value);
bool entry_has_status(const struct entry *entry, const char *name);

/* By what a message names a claim: its id, else its words. */
mbr_text entry_name(const struct claim *claim, const struct entry *entry);

/* Where a value stands, without its quotes; of one that is not there, the entry that lacks it. */
mbr_span entry_place(const struct run *run, const mbr_value *value, const struct entry *entry);

/* What is wrong with a value of the ledger. */
struct entry_fault {
    const char *rule;
    int32_t severity; /* 0: the rule's */
    const mbr_value *value;
    const char *form; /* which of the rule's wordings; NULL: the plain one */
    const char *hole; /* beside {claim}, {quote} and {status}; NULL: none */
    mbr_text filling; /* of `hole` */
};

/* Reports it. Of one ledger, no more than two thousand findings are made. */
int32_t entry_report(struct run *run,
                     const struct claim *claim,
                     const struct entry *entry,
                     const struct entry_fault *fault);

#endif
