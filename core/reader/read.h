/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "wire/fault.h"
#include "wire/story.h"

#include <glib.h>

/**
 * The stories of a file, in its order.
 *
 * @param format  "html", "wxr", "newsml" or "ninjs"
 * @param lang    language of the text, such as "fr"; "" where nobody said
 * @return (transfer full) of MarbreStory, one or more, each as marbre_story_unpack() wants it; or
 *     NULL with `ret_fault` set
 */
GPtrArray *
marbre_reader_read(GBytes *file, const char *format, const char *lang, MarbreFault *ret_fault);
