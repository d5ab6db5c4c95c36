/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef PUBLISH_STYLE_H
#define PUBLISH_STYLE_H

#include <stddef.h>

/* style.css, made into C when the plugin is built. */
extern const char style_sheet[];
extern const size_t style_sheet_size;

#endif
