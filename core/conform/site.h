/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "article/article.h"

#include <glib.h>
#include <stdint.h>

/** A site with one article on it, for actions of publication that are tried or tested. */
typedef struct {
    const MarbreArticle *article;
    const char *lang;         /**< its published language */
    const char *const *langs; /**< NULL-terminated: those that the newsroom publishes */
} MarbreOneSite;

/**
 * What that site says, as `site` of MarbreSurroundings.
 *
 * @param user  a MarbreOneSite
 */
GVariant *marbre_one_site_tell(void *user, const char *what, uint64_t index, const char *where);
