/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "article/article.h"

#include <glib.h>
#include <stdint.h>

/** SHA-256 of a file's bytes as marbre_digest() writes it; (transfer full), NULL on failure. */
typedef char *(*MarbreMediaDigest)(void *user, const MarbreFile *file);

/**
 * The digest of what a stage judges: SHA-256 over the sorted lines `PART SP sha256-of-bytes LF`,
 * the sums in hexadecimal. Parts that the article lacks have no line.
 *
 *  - `text`: the body of a published text; `key:NAME`: a value of its front matter as written. In
 *    both every run of white space counts as one space. Where several published languages are
 *    judged at once, these begin with the language and a colon: `fr:text`, `fr:key:title`.
 *  - `claims`: claims.yaml, verdicts included; `source`: the source's body, as it stands;
 *    `media:NAME`: the file.
 *  - `front`: all of a front matter that cannot be read, where keys are judged.
 *
 * @param lang          one published language, or NULL for all that the article has
 * @param parts         MBR_PART_*
 * @param keys          (nullable) NULL-terminated, paths allowed; "*" for every key
 * @param media_digest  (nullable) asked for media whose bytes are not at hand
 * @param ret_lines     (nullable) the lines without LF are added here; frees with g_free
 * @return (transfer full, nullable) "sha256:…"; NULL where media could not be read
 */
char *marbre_judged_digest(const MarbreArticle *article,
                           const char *lang,
                           uint64_t parts,
                           const char *const *keys,
                           MarbreMediaDigest media_digest,
                           void *user,
                           GPtrArray *ret_lines);
