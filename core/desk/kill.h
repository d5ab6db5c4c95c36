/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "wire/story.h"

#include <glib.h>
#include <stdbool.h>

/** Whether the sender takes a story back: its copy says so by its status, or in its title, its
 *  note to editors or its first lines (MANDATORY KILL, KILL, ANNULE; never « ANNULE ET REMPLACE »,
 *  which brings another text in its place). */
bool marbre_kill_is_announced(const MarbreStory *story);

/**
 * The story as marbre_wire_write() writes it. Of one that is taken back, whose body itself does
 * not say so, the line that does stands before the rest: whoever reads the file must see it, and
 * an approval of what it said before must not hold.
 *
 * @return (transfer full)
 */
GBytes *marbre_kill_write(const MarbreStory *story, const char *lang);
