/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "wire/phrases.h"

#include <stdbool.h>
#include <stddef.h>

/** The lines of a story as they came, empty ones left out. Nothing is owned. */
typedef struct {
    const char *const *lines;
    size_t count;
    const char *lang;             /**< (nullable) of the story */
    const MarbrePhrases *phrases; /**< (nullable) */
} MarbrePage;

/**
 * Where the story ends and the foot of its page begins: from there on every line has a reason to
 * go. Nothing above the last line of the story is ever judged.
 *
 * Lines of the lists, author boxes, notices in English under a text in another language and short
 * lines below a heading such as “Articles similaires” make the foot.
 *
 * @param first the first line that the foot may take
 * @param ret_reasons room for `count` reasons, translated; those of the foot are set, others NULL
 * @return the first line of the foot; `count` for none
 */
size_t marbre_boilerplate_foot(const MarbrePage *page, size_t first, const char **ret_reasons);

/** Why a line at the head of a page is no part of the story; NULL if it may be. Translated. */
const char *marbre_boilerplate_head(const MarbrePage *page, size_t index);
