/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/**
 * From now on control-C ends the program with one line that says what became of the work, and as
 * the shell expects it (130). Where the caller has it ignored, it stays so.
 */
void marbre_interruption_mind(void);

/** Take that line in the language that is spoken now. */
void marbre_interruption_word(void);
