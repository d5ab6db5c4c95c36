/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef PUBLISH_FIGURE_H
#define PUBLISH_FIGURE_H

#include "theme.h"

/** A picture as a page shows it. */
typedef struct figure {
    const view *view;
    const foreign *foreign;
    const char *class;
    void (*image)(const void *of, buffer *out); /* its <img> */
    const void *of;
    mbr_text caption;
    mbr_text caption_html; /* likewise, written as HTML already */
    mbr_text credit;
} figure;

/** The picture with its caption and its credit. */
void figure_write(const figure *of, buffer *out);

/** A credit alone, with the word "Photo" where it does not say itself what it is. */
void figure_credit(const view *from, mbr_text credit, buffer *out);

#endif
