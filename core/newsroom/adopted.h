/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "article/post.h"
#include "newsroom/newsroom.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* What an adopted site had, as articles. Whoever adopts and whoever verifies ask the same. */

/**
 * Whether readers could see a post at an instant: no draft, its day has come, and has not gone.
 *
 * @return false with MARBRE_ERROR_REFUSED, which says why
 */
bool marbre_adopted_is_public(MarbreNewsroom *newsroom,
                              const char *path,
                              const MarbrePost *post,
                              int64_t now,
                              GError **error);

/** Since when a post is public: its own date, else the day of the commit that `before:` names. */
bool marbre_adopted_since(MarbreNewsroom *newsroom,
                          const MarbrePost *post,
                          MarbreInstant *ret_since,
                          GError **error);

/**
 * Whether an article holds what the site had at the commit that `before:` names, and nothing else:
 * adopting makes nothing public that was not.
 *
 * @param now        when it is adopted
 * @param ret_since  since when it is public
 * @param ret_origin (transfer full) the file of its first language
 * @return false: MARBRE_ERROR_REFUSED, which says why; _FAILED
 */
bool marbre_adopted_check(MarbreNewsroom *newsroom,
                          const MarbreArticle *article,
                          int64_t now,
                          MarbreInstant *ret_since,
                          char **ret_origin,
                          GError **error);
