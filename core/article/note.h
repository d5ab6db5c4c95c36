/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <stdbool.h>

/**
 * Whether a note to readers only holds the place of one: no word at all, or the one that commands
 * are shown with (“NOTE”), “TK”, “à compléter”. @param text  UTF-8
 */
bool marbre_note_is_stand_in(const char *text);
