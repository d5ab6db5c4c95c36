/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef PUBLISH_ATOM_H
#define PUBLISH_ATOM_H

#include "listing.h"

/** The feed of a list. */
void atom_write(const listing *of, buffer *out);

#endif
