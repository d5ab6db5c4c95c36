/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef DRAFT_LINK_H
#define DRAFT_LINK_H

#include "marbre/plugin.h"

#include <stdbool.h>
#include <stddef.h>

#define LINK_ROOM 1024

typedef enum link_kind {
    LINK_ELSEWHERE, /* another site, an address of the published site, a place in the page */
    LINK_NOWHERE,   /* empty, or out of the newsroom */
    LINK_INSIDE,    /* a file or folder of the newsroom */
} link_kind;

/** Where a link of a file in `folder` leads; for LINK_INSIDE its path in the newsroom, without a
 *  slash at the end, in `ret` (LINK_ROOM bytes). Escapes (%20) are undone, ?… and #… left out. */
link_kind link_resolve(mbr_text folder, mbr_text target, char *ret);

#endif
