/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "newsroom/newsroom.h"

#include "marbre/plugin.h"

#include <glib.h>

/*
 * What an article's folder held when it had a git id, as a record names it under `content`: of what
 * was published, or approved. What was wrong with it then is nobody's question now.
 */

/** The article with all its texts and claims. (transfer full) or NULL with MARBRE_ERROR_FAILED
 * where the objects are missing */
MarbreArticle *marbre_content_article(MarbreNewsroom *newsroom,
                                      const char *folder,
                                      const char *content,
                                      GError **error);

/** The same with the bytes of these parts alone (MBR_PART_*): of TEXT, SOURCE and CLAIMS. Of what
 * is left out there are names and ids. */
MarbreArticle *marbre_content_parts(MarbreNewsroom *newsroom,
                                    const char *folder,
                                    const char *content,
                                    uint64_t parts,
                                    GError **error);

/** Names and ids alone. (transfer full) of MarbreFile, or NULL likewise */
GPtrArray *marbre_content_files(MarbreNewsroom *newsroom, const char *content, GError **error);

/** The article of these files, as marbre_content_parts() has it. */
MarbreArticle *marbre_content_read(MarbreNewsroom *newsroom,
                                   const char *folder,
                                   const GPtrArray *files,
                                   uint64_t parts,
                                   GError **error);

/** The same of which texts and source go to the end of their front matter, for whoever asks for
 *  what stands there and for nothing else. */
MarbreArticle *marbre_content_read_fronts(MarbreNewsroom *newsroom,
                                          const char *folder,
                                          const GPtrArray *files,
                                          GError **error);
