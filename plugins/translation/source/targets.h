/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef TRANSLATION_TARGETS_H
#define TRANSLATION_TARGETS_H

#include "marbre/plugin.h"

#include <stdbool.h>

typedef enum target_likeness {
    TARGET_OTHER,
    TARGET_BROKEN,    /* the same, but for white space in it or a scheme that was lost */
    TARGET_LOCALISED, /* the same site in another language */
    TARGET_SAME,      /* but for scheme, www, language and the slash at the end */
} target_likeness;

/** How the address in a translation answers that of the source. */
target_likeness target_compare(const mbr_text *source, const mbr_text *text);

/** A place in the page itself, or nothing at all. */
bool target_is_local(const mbr_text *target);

#endif
