/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef PUBLISH_REVIEW_H
#define PUBLISH_REVIEW_H

#include "theme.h"

#include "article.h"

/* What an article that is a fact-check (`type: fact-check`) says of the claims it looked into:
   those of claims.yaml with the verdict verified, disputed or false. Of any other article, nothing.
 */

/** For readers: each claim with its verdict. */
void review_list(const article *of, const view *from, buffer *out);

/** For machines: a ClaimReview each, with a comma before it. */
void review_data(const article *of, buffer *out);

#endif
