/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <stdbool.h>

/* What somebody at a terminal answers with one key. */

#define MARBRE_KEY_CONTROL_C 3
#define MARBRE_KEY_CONTROL_D 4

/** Whether somebody is there to be asked: a terminal to read from, and one to write on. */
bool marbre_key_can_ask(void);

/**
 * Print a question and read one key, without Enter. No signal comes from the keyboard meanwhile, so
 * that the terminal is never left like this; control-C is a key as well.
 *
 * @return the key; -1 where there is no more
 */
int marbre_key_ask(const char *question);

/** Whether a key means yes, in either language: y or o. */
bool marbre_key_is_yes(int key);
/** Whether a key means no. */
bool marbre_key_is_no(int key);
/** Whether a key ends the questions: q, control-C, control-D, or no terminal any more. */
bool marbre_key_is_end(int key);
