/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef FACTCHECK_RUN_H
#define FACTCHECK_RUN_H

#include "content.h"
#include "flag.h"
#include "hearing.h"
#include "house.h"
#include "lexis.h"
#include "reading.h"

#include "marbre/plugin.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SCOPE_SENTENCE 0
#define SCOPE_PARAGRAPH 1
#define SCOPE_NEAR 2
#define SCOPE_SECTION 3
#define SCOPE_ARTICLE 4

#define LANGUAGES 2

struct mbr_task {
    services host;                          /* all but `config` and `align` are there */
    struct flag_finder *finders[LANGUAGES]; /* French, English */
    struct lexis *lexes[LANGUAGES];
    struct house house;
    char *sentence; /* the option `flag`, or NULL */
    bool asks_origins;
    int64_t origins[CONTENT_KINDS]; /* how many a verified claim of a kind needs; 0 or 1: one */
    int scope;
};

/* A block of the published text, folded when somebody first asks. */
struct block {
    mbr_item item;
    bool is_folded;
    bool wanted; /* a flag here could serve a claim */
    uint8_t
        denial[2];  /* of paragraphs that were asked: 1 for none, 2 for a denial; or correction */
    size_t section; /* how many headings stand before it, itself included */
    mbr_text text;  /* lower case, straight apostrophes, single spaces */
    uint64_t mark;
};

struct claim {
    size_t index; /* in claims.yaml */
    mbr_value quote;
    size_t block; /* where its words stand; meaningless unless `anchored`, as all below */
    size_t next;  /* the paragraph behind that one; itself where there is none */
    uint64_t mark;
    mbr_span found;    /* in the text that `mark` names */
    mbr_span source;   /* in the file */
    mbr_span sentence; /* likewise, where the scope is a sentence */
    bool anchored;
    bool withdrawn, unverified, disputed, untrue;
    bool changed, expired; /* its verdict counts no longer */
    bool unproven;         /* likewise, without the evidence that it needs */
    bool sure;             /* verified, and so it still is */
    mbr_span vouched;      /* the verb that a finding was about; else empty */
    bool uncovered;        /* a flag is due and there is none in reach */
};

/* A flag in the body. */
struct hit {
    size_t block;
    int speaker;
    bool quoted;     /* somebody else's struct words */
    bool wide;       /* says whom it is about */
    bool behind;     /* behind a claim of its paragraph */
    mbr_span source; /* the clause that it opens */
    mbr_span words;  /* from who could not check to the verb */
    mbr_span name;   /* of another outlet; else empty */
};

struct run {
    const mbr_task *task;
    mbr_job *job;
    bool french;
    struct flag_finder *finder; /* NULL: a language without phrases */
    const struct lexis *lexis;  /* likewise */
    struct words words;         /* of the block that was read last */
    uint64_t words_mark;
    size_t words_block; /* its number and one; 0 for none */
    mbr_text bytes;     /* the file of the text; loaded for findings only */
    struct hearing hearing;
    struct block *blocks;
    size_t block_count;
    struct claim *claims;
    size_t claim_count;
    struct hit *hits;
    size_t hit_count;
    char *site;      /* host of the newsroom's pages; "" for none, NULL before it is asked for */
    uint64_t sought; /* bytes gone through for nearest sentences */
    bool none;       /* somebody answered that the article makes no claim */
    size_t told;     /* findings about the ledger */
    size_t unrecorded, unsourced;
    uint64_t compared; /* bytes and claims gone through for repeated quotes, which has its limit */
};

/* Says why the run could not look; returns `code`. */
int32_t run_fail(const struct run *run, int32_t code, const char *why);

/* Reads the blocks of the published text. */
int32_t run_load_blocks(struct run *run);
/* The block's text folded. */
int32_t run_fold_block(struct run *run, size_t block);
/* The file of the text, for the words of a message and the place of a fix. */
int32_t run_load_bytes(struct run *run);

/* The block's words into `run->words`, which a further call makes those of another one. */
int32_t run_read_block(struct run *run, size_t block);
/* The next sentence of the words at or behind the place `*at`, which moves on: its range of the
   text and its words. False behind the last, or with an error in `ret_result`. */
bool run_next_sentence(struct run *run,
                       uint64_t *at,
                       mbr_span *ret_span,
                       size_t *ret_first,
                       size_t *ret_end,
                       int32_t *ret_result);

/* The paragraph after a block, over what has no words: a picture, say. A heading ends the search.
   `block` itself when there is none. */
size_t run_next_paragraph(const struct run *run, size_t block);

void run_clear(struct run *run);

#endif
