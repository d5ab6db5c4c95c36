/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "article/claims.h"
#include "article/copy.h"
#include "article/file.h"
#include "article/state.h"

#include <glib.h>
#include <stdbool.h>

/** A bundle: one folder with its texts, claims, state and media. Immutable, may be shared. */
typedef struct MarbreArticle MarbreArticle;

/**
 * Read a bundle. The source is the text in the language that the first published text names as
 * `source-lang`.
 *
 * @param folder         within the newsroom: "articles/2023/09/haut-karabakh"
 * @param files          (transfer none) of MarbreFile; a reference to each is kept
 * @param publish_langs  NULL-terminated, the first one first
 * @param problems       (nullable) what is known to be wrong already, which the article keeps; what
 *     else is wrong with the files is added here as well
 */
MarbreArticle *marbre_article_new(const char *folder,
                                  GPtrArray *files,
                                  const char *const *publish_langs,
                                  GPtrArray *problems);
/** The same where nobody will ask for its problems: what is needed for them alone is not read. */
MarbreArticle *
marbre_article_new_known(const char *folder, GPtrArray *files, const char *const *publish_langs);
MarbreArticle *marbre_article_ref(MarbreArticle *article);
void marbre_article_unref(MarbreArticle *article);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreArticle, marbre_article_unref)

/* Everything returned below is (transfer none) and lives as long as the article. */

const char *marbre_article_get_folder(const MarbreArticle *article);
/** The folder's own name. */
const char *marbre_article_get_slug(const MarbreArticle *article);
/** Of MarbreFile, sorted by name. */
const GPtrArray *marbre_article_get_files(const MarbreArticle *article);
/** By name within the folder; (nullable). */
const MarbreFile *marbre_article_get_file(const MarbreArticle *article, const char *name);

/** Published texts (MarbreCopy) that the bundle has, in the order of `publish_langs`. */
const GPtrArray *marbre_article_get_copies(const MarbreArticle *article);
/** Languages of the published texts that the bundle has a file for, readable or not. */
const char *const *marbre_article_get_langs(const MarbreArticle *article);
/** The published text of a language; NULL for the first one. (nullable) */
const MarbreCopy *marbre_article_get_copy(const MarbreArticle *article, const char *lang);
/** The source text, where the article is a translation and has it. (nullable) */
const MarbreCopy *marbre_article_get_source(const MarbreArticle *article);
/** The file of the source text, readable or not. (nullable) */
const MarbreFile *marbre_article_get_source_file(const MarbreArticle *article);
/** (nullable) */
const MarbreClaims *marbre_article_get_claims(const MarbreArticle *article);
/** (nullable) */
const MarbreState *marbre_article_get_state(const MarbreArticle *article);
/** Names of the media, sorted; NULL-terminated. */
const char *const *marbre_article_get_media(const MarbreArticle *article);

/** Title of the first published text; the slug where it has none. */
const char *marbre_article_get_title(const MarbreArticle *article);
/** A scalar of the first published text's front matter by path; (nullable). */
const char *marbre_article_key(const MarbreArticle *article, const char *where);
/** What was wrong with the files (MarbreProblem). */
const GPtrArray *marbre_article_problems(const MarbreArticle *article);

/** Whether `name` is that of a text: index.LANG.md. @param ret_lang (nullable, transfer full) */
bool marbre_article_is_text_name(const char *name, char **ret_lang);
