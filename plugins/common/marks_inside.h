/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef COMMON_MARKS_INSIDE_H
#define COMMON_MARKS_INSIDE_H

#include "marks.h"
#include "signs.h"
#include "utf8.h"

/* What the files share that judge a text's typography, each a kind of sign. */

#define WIDE "\xc2\xa0"       /* U+00A0 */
#define NARROW "\xe2\x80\xaf" /* U+202F */

/* One text on the way through it. */
typedef struct scan {
    const char *data;
    size_t size;
    size_t text;
    const mark_rules *rules;
    mark_faults *faults;
    quote_signs *signs;
    size_t first_sign; /* of this text */
    size_t open;       /* guillemets that nothing closed yet */
    size_t aside;      /* the next one's index, and its beginning */
    size_t aside_start;
    bool quiet;   /* a table: only its signs are read */
    bool dropped; /* the last fault was not kept */
    bool failed;
} scan;

static inline bool
is_word(uint32_t c)
{
    return utf8_is_letter(c) || utf8_is_digit(c);
}

static inline bool
is_high(uint32_t c)
{
    return c == ':' || c == ';' || c == '!' || c == '?';
}

/* What may follow a sign that ends a clause. */
static inline bool
ends_clause(uint32_t c)
{
    return c == 0 || utf8_is_space(c) || c == CLOSE || c == 0x201d || c == ']' || c == 0x203a;
}

/* marks.c */

/* Note a fault; nothing where its kind has enough of them, or the text is not judged. */
void
marks_add(scan *s, mark_kind kind, mark_mend mend, mbr_span words, mbr_span at, const char *put);

/* One edit more for the last one. */
void marks_more(scan *s, mark_mend mend, mbr_span at, const char *put);

/* The words around a range, as far as they are shown. */
mbr_span marks_words(const scan *s, size_t from, size_t to);

/* Where the number begins that ends at `at`, points and commas in it included. */
size_t marks_number_start(const scan *s, size_t at);

/* Note a quotation mark; of ‘ also where its ’ stands. */
void marks_add_sign(scan *s, uint32_t c, size_t start, size_t other);

/* The no-break space that is due beside a sign. */
const char *marks_space_for(const scan *s, uint32_t sign);

/* runs.c: the white space at `at`, judged; the place after it. */
size_t runs_take(scan *s, size_t at);

/* The letters before `end` are a word that French elides: l, d, qu … */
bool marks_is_elision(const char *data, size_t end);

/* tight.c: a sign with no space on the side where one is due. */
void tight_judge_sign(scan *s, size_t at, uint32_t sign, size_t length);
void tight_judge_open(scan *s, mbr_span sign);
void tight_judge_close(scan *s, mbr_span sign);
void tight_judge_comma(scan *s, size_t at);
void tight_judge_stop(scan *s, size_t at);

/* asides.c: addresses, shortcodes and names of code are written as they are. */
bool asides_is_token(scan *s, size_t at);

/* Words that a machine reads, which a sign of equality or a brace comes before: a={b,c} */
bool asides_is_list(const scan *s, size_t at);

/* The end of what begins at `at` and is no prose, a tag or a shortcode; `at`: nothing does. */
size_t asides_end(scan *s, size_t at);

/* Words of the other language just before: a title or a name with its own usage. */
bool asides_is_foreign(const scan *s, size_t at);

/* An entity of HTML ends with this semicolon: `&nbsp;` in a value, where nobody undoes it. */
bool asides_is_entity(const scan *s, size_t semicolon);

/* strokes.c: dashes and ellipses; each the place after it. */
size_t strokes_take_hyphens(scan *s, size_t at);
void strokes_judge_dash(scan *s, mbr_span dash);
size_t strokes_take_stops(scan *s, size_t at);
void strokes_judge_ellipsis(scan *s, mbr_span sign);

/* guillemets.c: what stands around them and in them. */
void guillemets_judge_close(scan *s, mbr_span sign);
void guillemets_judge_open(scan *s, mbr_span sign);
size_t guillemets_take_single(scan *s, mbr_span sign);

/* apostrophes.c */
void apostrophes_count(scan *s, mbr_span sign, bool curved);
void apostrophes_judge_other(scan *s, mbr_span sign, uint32_t c);

/* figures.c: the number at `at`; the place after it. */
size_t figures_take(scan *s, size_t at);

#endif
