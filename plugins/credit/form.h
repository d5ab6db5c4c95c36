/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CREDIT_FORM_H
#define CREDIT_FORM_H

#include <stdbool.h>
#include <stddef.h>

/* How the house writes its credits: "{name}/{agency}" where nothing else is said. */
#define FORM_USUAL "{name}/{agency}"

/** Does the form say where the name stands? */
bool form_is_usable(const char *form, size_t size);

/** A credit in the house's form; without an agency (NULL) what joins it goes too. Owned, NULL
 *  without memory. */
char *form_write(const char *form, const char *name, const char *agency);

/** A printed credit in the house's form: `*ret` is owned, and NULL where it is in it already or
 *  cannot be read for certain. False without memory. */
bool form_mend(const char *form,
               const char *credit,
               size_t size,
               const char *agency,
               size_t agency_size,
               char **ret);

#endif
