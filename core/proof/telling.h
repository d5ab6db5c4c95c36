/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Private to proof/: an account while it is written. */
#pragma once

#include "article/article.h"
#include "newsroom/newsroom.h"
#include "proof/account.h"
#include "proof/law.h"

typedef struct {
    const MarbreAccount *account;
    GString *text;
    bool french;
    MarbreNewsroom *newsroom; /* at the course's end */
    MarbreArticle *article;   /* the same */
} MarbreTelling;

/** One of two texts by the account's language. */
#define MARBRE_SAY(telling, fr, en) ((telling)->french ? (fr) : (en))

/** A line of a section: what came from outside is made fit for one line first. (transfer full) */
char *marbre_telling_fit(const char *text);
/** Append "  LABEL: WORDS" where there are words. */
void marbre_telling_line(MarbreTelling *telling, const char *label, const char *words);
void marbre_telling_section(MarbreTelling *telling, const char *title);

/** What was done, commit by commit. */
bool marbre_telling_steps(MarbreTelling *telling, GError **error);
/** What the article says of itself at the end: claims, credits, corrections. */
void marbre_telling_article(MarbreTelling *telling);
