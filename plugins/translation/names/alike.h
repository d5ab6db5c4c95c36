/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef TRANSLATION_ALIKE_H
#define TRANSLATION_ALIKE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Whether two words look like one name, spelled in two ways. */

#define ALIKE_ROOM 48

/** A name, folded. */
typedef struct alike_name {
    char raw[ALIKE_ROOM]; /* small letters without accents, and hyphens */
    char key[ALIKE_ROOM]; /* the same for transcriptions that sound alike; no hyphens */
    uint8_t raw_size, key_size;
    uint32_t letters; /* a bit for each letter of `raw` */
} alike_name;

/** Fold a name. False for one that is too long, or not in Latin letters. */
bool alike_fold(const char *name, size_t size, alike_name *ret);

/** Add what stands behind a hyphen or space: « Haut Karabakh » has the key of « Haut-Karabakh ».
 *  False where it is too long. */
bool alike_join(alike_name *of, const alike_name *next);

/** Transcriptions of one name: kh or gh, ch or sh or tch, y or i, w or v, double letters, accents,
 *  hyphens. */
bool alike_sounds(const alike_name *a, const alike_name *b);

/** They sound alike, or are one slip of the pen apart, two in long names; not by an ending alone
 *  (Arménie, Arméniens), and not two names that there are (Irlandais, Islandais; Paul, Paula). */
bool alike_is_one(const alike_name *a, const alike_name *b);

#endif
