/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Private to proof/: what an article's course comes to, in words for people. */
#pragma once

#include "proof/course.h"

#include <glib.h>

/** What is told. Nothing is owned. */
typedef struct {
    const MarbreCourse *course;
    MarbreStore *store;
    const MarbreVerdict *verdict;
    size_t line; /**< commits from the trusted one to the last */
} MarbreAccount;

/**
 * What was published and when, who answered for which words in what role and under which rules,
 * claims, credits, corrections, and what is not proved. The words belong to the form of the file:
 * they depend on nothing but the objects and the language, and a new version of them is a new
 * version of the form.
 *
 * @param lang  "fr", else English
 * @return (transfer full) lines, or NULL with an error
 */
char *marbre_account_write(const MarbreAccount *account, const char *lang, GError **error);
