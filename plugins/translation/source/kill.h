/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef TRANSLATION_KILL_H
#define TRANSLATION_KILL_H

#include "marbre/plugin.h"

#include <stdbool.h>

/** A heading, or a first line, by which a wire takes its story back: MANDATORY KILL, KILL, ANNULE;
 *  never « ANNULE ET REMPLACE », which brings another story in its place. */
bool kill_is_announced(mbr_text line);

/** Whether the text holds what such a line is made of, anywhere; quicker to ask. */
bool kill_is_possible(mbr_text text);

#endif
