/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CREDIT_TERMS_H
#define CREDIT_TERMS_H

#include "pictures.h"

/* What the agency asks of those who print a picture. */
enum terms_kind {
    TERMS_NONE,
    TERMS_CREDIT,  /* a credit that must be printed */
    TERMS_EMBARGO, /* not before some day */
    TERMS_BAN,     /* not here, or not at all */
    TERMS_OTHER,   /* whatever else: for an editor to read */
};

struct terms {
    enum terms_kind kind;
    const char *credit; /* of TERMS_CREDIT: the words behind it, lent by the text; may be empty */
    size_t credit_size;
    char until[32]; /* of TERMS_EMBARGO: "2026-03-17" or with its hour; empty where none is read */
};

/** Read one text of instructions or terms of use. False without memory. */
bool terms_read(const char *text, struct terms *ret);

/* Where a picture is shown, with what is printed under it. */
struct shown {
    mbr_span place;
    mbr_text file;
    const char *credit;    /* or NULL */
    const char *rights;    /* the entry's own, or NULL */
    const mbr_text *words; /* caption, alternative text and the like */
    size_t word_count;
};

int32_t terms_judge(const struct pictures *pictures,
                    const struct medium *medium,
                    const struct shown *shown);

/** Is a model's work called one? */
int32_t origin_judge(const struct pictures *pictures,
                     const struct medium *medium,
                     const struct shown *shown);

#endif
