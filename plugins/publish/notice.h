/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef PUBLISH_NOTICE_H
#define PUBLISH_NOTICE_H

#include "article.h"

/** The page of an article that was retracted: what readers are told, and no word of its own. */
void notice_write(const article *of, buffer *out);

#endif
