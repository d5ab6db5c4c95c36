/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CREDIT_COMPARE_H
#define CREDIT_COMPARE_H

#include "metadata.h"

/* What a picture's metadata say of the credit that is printed under it. */
enum compared {
    COMPARED_SAME,
    COMPARED_SILENT, /* they name nobody, or the credit does not */
    COMPARED_OTHER,  /* they name somebody else */
    COMPARED_UNLIKE, /* perhaps somebody else: a first name alone, a rank, a pen name */
    COMPARED_HOUSE,  /* the same author, of another agency */
};

/** Compare; case, accents and the order of names make no difference, and a name cut at the length
 *  that its field has is the name. `agency` (nullable) is the entry's own. `*ret_theirs` is whom
 *  the metadata name, owned, or NULL. False without memory. */
bool compare_credit(const char *printed,
                    size_t size,
                    const char *agency,
                    size_t agency_size,
                    const struct metadata *metadata,
                    enum compared *ret,
                    char **ret_theirs);

/** Do two credits of one picture name different people? Words of the first that are all in the
 *  second, or the other way round, are no difference. False without memory. */
bool compare_two(
    const char *one, size_t one_size, const char *other, size_t other_size, bool *ret_differ);

/** The credit that the metadata speak for, by author and agency: "Inès Kaddour" and "Agence
 *  Exemple". Owned; NULL for none. False without memory. */
bool compare_propose(const struct metadata *metadata, char **ret_name, char **ret_agency);

#endif
