/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef COMMON_SIGNS_H
#define COMMON_SIGNS_H

/* The signs of typography by their code points. */
enum {
    POUND = 0xa3,
    OPEN = 0xab,
    CLOSE = 0xbb,
    EN_DASH = 0x2013,
    EM_DASH = 0x2014,
    SINGLE = 0x2018, /* with its ’ */
    OPEN_INNER = 0x201c,
    CLOSE_INNER = 0x201d,
    LOW = 0x201e,
    ELLIPSIS = 0x2026,
    PER_MILLE = 0x2030,
    OPEN_SWISS = 0x2039,
    CLOSE_SWISS = 0x203a,
    EURO = 0x20ac,
};

#endif
