/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "newsroom/newsroom.h"

/**
 * Names of people, those who are at work first, the others with the day until which they are away.
 *
 * @param people  of MarbrePerson
 * @return (transfer full)
 */
char *marbre_presence_names(MarbreNewsroom *newsroom, const GPtrArray *people, int64_t now);
