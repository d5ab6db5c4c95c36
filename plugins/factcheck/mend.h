/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef FACTCHECK_MEND_H
#define FACTCHECK_MEND_H

#include "run.h"

/* What puts a missing flag right: the house's sentence behind a claim's paragraph. */
struct mend {
    uint64_t at;
    char *text;     /* to put in */
    char *sentence; /* the sentence alone, for the message */
};

int32_t mend_make(struct run *run, const struct claim *claim, struct mend *ret_mend);
void mend_clear(struct mend *mend);

#endif
