/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef FACTCHECK_LEXIS_H
#define FACTCHECK_LEXIS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Which words speak of tolls, accusations and territory, and which say whose words they are: the
   lists of lexicon/claims.yaml and lexicon/attribution.yaml in one language, with a newsroom's own.
   A word or phrase may be of many classes. */

#define LEX_COUNT UINT64_C(1)
#define LEX_ONE UINT64_C(2)
#define LEX_PERSON UINT64_C(4)
#define LEX_HARM UINT64_C(8)
#define LEX_HARM_WEAK UINT64_C(0x10)
#define LEX_CASUALTY UINT64_C(0x20)
#define LEX_ACCUSE UINT64_C(0x40)
#define LEX_ACCUSE_NOT UINT64_C(0x80)
#define LEX_ACT UINT64_C(0x100)
#define LEX_ACT_WEAK UINT64_C(0x200)
#define LEX_FORCE UINT64_C(0x400)
#define LEX_PLACE UINT64_C(0x800)
#define LEX_HOLD UINT64_C(0x1000)
#define LEX_MOVE UINT64_C(0x2000)
#define LEX_DEMAND UINT64_C(0x4000)
#define LEX_ALLEGATION UINT64_C(0x8000)
#define LEX_CORRECTION UINT64_C(0x10000)

#define LEX_SAID UINT64_C(0x20000)  /* French: behind an auxiliary */
#define LEX_SAYS UINT64_C(0x40000)  /* French: where the sentence shows it for a verb */
#define LEX_TELLS UINT64_C(0x80000) /* a verb wherever it stands */
#define LEX_SAYING UINT64_C(0x100000)
#define LEX_SOURCE UINT64_C(0x200000)
#define LEX_SOURCE_NOT UINT64_C(0x400000)
#define LEX_PAPER UINT64_C(0x800000)
#define LEX_AUX UINT64_C(0x1000000)
#define LEX_BETWEEN UINT64_C(0x2000000)
#define LEX_BE UINT64_C(0x4000000)
#define LEX_NOT UINT64_C(0x8000000)
#define LEX_DAY UINT64_C(0x10000000)
#define LEX_DETAIL UINT64_C(0x20000000)
#define LEX_CLAUSE UINT64_C(0x40000000)
#define LEX_FACTIVE UINT64_C(0x80000000)
#define LEX_DOUBTING UINT64_C(0x100000000)
#define LEX_DENIAL UINT64_C(0x200000000)

#define LEX_STARTS UINT64_C(0x8000000000000000) /* phrases begin with this struct word */

#define LEX_LONGEST 8 /* words of a phrase */

struct lexis;

/** The lists of a language. NULL without memory; owned by the caller. */
struct lexis *lexis_new(bool french);
void lexis_free(struct lexis *of); /* accepts NULL */

/** The classes of a list by its name in the files ("act-weak", "factive-said"); 0: none. */
uint64_t lexis_classes(const char *name, size_t size, bool french);

/** Give a word or phrase more classes, or take some from it. False without memory; what has no
 *  words, or too many, is left out. */
bool lexis_add(struct lexis *of, const char *phrase, size_t size, uint64_t classes);
void lexis_drop(struct lexis *of, const char *phrase, size_t size, uint64_t classes);

/** The key of one word, folded, and of a phrase whose first words have the key `before`. */
uint64_t lexis_key(const char *word, size_t size);
uint64_t lexis_join(uint64_t before, uint64_t word);

/** The classes of a key; 0 for an unknown one, and without lists. */
uint64_t lexis_find(const struct lexis *of, uint64_t key);

/** One word of a text. */
struct lexis_word {
    size_t end;
    uint64_t key;
    bool compound; /* a hyphen of ASCII is in it */
};

/** The word that begins at `at`: letters and digits with the hyphens between them; what an
 *  apostrophe cuts short (l', qu') is a word with it. */
struct lexis_word lexis_read(const char *data, size_t size, size_t at);

#endif
