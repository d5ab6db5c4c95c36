/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef COMMON_STEM_H
#define COMMON_STEM_H

#include <stdbool.h>
#include <stddef.h>

/* Stems of the verbs for checking: where none stands there is no flag, and no need to match
   an expression. */
struct stems {
    const char *const *list;
    bool heads[256]; /* first bytes of the stems */
};

/* `list` is NULL-terminated, in lower case, and lives as long as the stems. */
void stems_init(struct stems *stems, const char *const *list);

/* The next stem in a folded text at or after `from`, or `size`. */
size_t stems_next(const struct stems *stems, const char *text, size_t size, size_t from);

/* True when a text, not folded in any way and with a NUL behind it, could hold a stem once
   folded. */
bool stem_is_possible(const char *text, size_t size);

/* The part of the text around a stem in which its flag lies, not before `from`. */
size_t stem_start(const char *text, size_t from, size_t stem);
size_t stem_end(const char *text, size_t size, size_t stem);
/* The end of the part in which what turns a flag round, or says by whom, may follow. */
size_t stem_tail(const char *text, size_t size, size_t stem);

/* Does the text begin with `part`, in ASCII letters of either case? */
bool stem_begins(const char *text, size_t size, const char *part);

bool stem_ends_sentence(char c);

#endif
