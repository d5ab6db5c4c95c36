/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CREDIT_MEDIA_H
#define CREDIT_MEDIA_H

#include "pictures.h"

/* The article's files, listed once; what a file holds is read when it is asked for. */

int32_t media_list(struct pictures *pictures);
void media_clear(struct pictures *pictures);

/** The file of this name, or NULL. */
struct medium *media_find(const struct pictures *pictures, const char *name);

/** Read its parts and metadata, unless they have been. */
int32_t media_read(const struct pictures *pictures, struct medium *medium);

/** A picture that nothing names, whose name is another's but for its ending or the case of its
 *  letters; NULL for none, or for more than one. */
struct medium *media_near(const struct pictures *pictures, const char *name);

/** Judge the pictures that nothing names. */
int32_t media_judge_unnamed(struct pictures *pictures);

#endif
