/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/**
 * What an article says to a condition, as MarbreFacts asks it: `user` is a MarbreArticle.
 *
 * A front-matter key of the first published text, or "media", "source", "claims". A list or map
 * is present whatever it holds.
 *
 * @return (transfer none, nullable) lives as long as the article
 */
const char *marbre_facts_of_article(void *user, const char *key);
