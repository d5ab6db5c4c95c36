/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CREDIT_PRINTED_H
#define CREDIT_PRINTED_H

#include <stdbool.h>
#include <stddef.h>

/* What a printed credit gives away. */
#define PRINTED_NAMED 0     /* a person, or whoever gave the picture */
#define PRINTED_ANONYMOUS 1 /* D.R., X, Internet: nobody */
#define PRINTED_CAPTURE 2   /* a screen capture that says of what */
#define PRINTED_AGENCY 3    /* an agency, and nobody of it */

/* Judges a credit, folded: lower case, straight apostrophes, single spaces. `agency` is the
   picture's own agency, folded likewise, or NULL. */
int printed_judge(const char *credit, size_t size, const char *agency, size_t agency_size);

#endif
