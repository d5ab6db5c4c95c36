/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <stdbool.h>

/** Text in double quotes on one line, with what YAML needs escaped. (transfer full) */
char *marbre_yaml_quote(const char *text);

/** Whether `text` reads back as the same text, of kind TEXT, when written without quotes. */
bool marbre_yaml_is_plain(const char *text);

/** The text itself where marbre_yaml_is_plain(), else quoted. (transfer full) */
char *marbre_yaml_plain_or_quoted(const char *text);
