/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "wire/wire.h"

/**
 * What every story gets that a format's reader made, as plain text has it: its words cleaned, its
 * notices to editors read, lines of the page at head and foot dropped.
 *
 * @param clean the words did not pass marbre_encoding_decode()
 */
void marbre_tidy_story(MarbreStory *story, const MarbreWireOptions *options, bool clean);
