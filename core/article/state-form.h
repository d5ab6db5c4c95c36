/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <stdbool.h>

/* What the texts of a state file must be, for its reader alone. */

/** Whether a text is of a form. */
typedef bool (*MarbreStateForm)(const char *text);

bool marbre_state_form_id(const char *text);
bool marbre_state_form_ulid(const char *text);
bool marbre_state_form_digest(const char *text);
/** git's name of an object. */
bool marbre_state_form_object(const char *text);
/** PLUGIN/RULE */
bool marbre_state_form_rule(const char *text);
/** A day of the calendar: 2026-03-25 */
bool marbre_state_form_day(const char *text);
/** The part of an address that a day gives: 2026/03 */
bool marbre_state_form_address(const char *text);
/** What a correction may be. */
bool marbre_state_form_kind(const char *text);
bool marbre_state_form_ended(const char *text);
/** One line of base64: whose it is, and of what, is for others to tell. */
bool marbre_state_form_signature(const char *text);
bool marbre_state_form_words(const char *text);
bool marbre_state_form_lang(const char *text);
