/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <stdbool.h>

/** Whether somebody sits at a terminal and has an editor: $VISUAL, else $EDITOR. */
bool marbre_editor_is_there(void);

/**
 * Let the person edit a text in their own editor.
 *
 * @return (transfer full) as they left it; NULL with MARBRE_ERROR_FAILED (no editor ran) or
 *     MARBRE_ERROR_REFUSED (it ended with a failure: they do not want to)
 */
char *marbre_editor_edit(const char *text, GError **error);
