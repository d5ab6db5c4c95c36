/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef COMMON_RULE_H
#define COMMON_RULE_H

#include "marbre/plugin.h"

/** Declare a rule; the words are what a catalogue that lacks it falls back to. */
#define RULE(variable, level, name, about, text)                                                   \
    static const mbr_rule variable = {.struct_size = sizeof(mbr_rule),                             \
                                      .severity = level,                                           \
                                      .id = name,                                                  \
                                      .summary = about,                                            \
                                      .message = text}

#endif
