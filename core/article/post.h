/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "base/span.h"

#include <glib.h>
#include <stdbool.h>

/* A text as a site generator has it: front matter in YAML, TOML or JSON, or none, and Markdown. */

/** The key of the front matter that says where a site generator had the text. */
#define MARBRE_POST_ORIGIN "adopted-from"

/** A post as a text of the newsroom. Read only. */
typedef struct {
    GBytes *text; /**< what index.LANG.md is to hold: the words behind the front matter are the same
                       bytes, the front matter is YAML, and what Marbre reads was added to it */
    char *title;  /**< (nullable) */
    char *date;   /**< (nullable) as written; of a file name that begins with a day, that day */
    char *slug;   /**< (nullable) that the front matter asks for, where it can name an article */
    char *from;   /**< (nullable) not public before, as written */
    char *until;  /**< (nullable) not public after */
    bool draft;   /**< the generator leaves it out */
} MarbrePost;

/**
 * Read a post.
 *
 * Missing keys are added from the generator's: `author` from authors, `section` from categories or
 * from the folder below `top`, `standfirst` from description, summary or excerpt, `date` from
 * publishDate or the file's name, and `adopted-from`, the path. What is there is kept: of YAML byte
 * for byte, but that Title becomes title.
 *
 * @param path  from the root of the repository
 * @param top   the generator's folder of content, as “content”; "" where that is the root
 * @return (transfer full) or NULL with MARBRE_ERROR_REFUSED: what can't be read, with its line
 */
MarbrePost *marbre_post_read(const char *path, const char *top, GBytes *file, GError **error);
void marbre_post_free(MarbrePost *post);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbrePost, marbre_post_free)

/** What the name of a post's file says. */
typedef struct {
    char *base;  /**< its path without language and ending: "content/posts/a", "content/b/index" */
    char *name;  /**< that could name an article: "a", "b", without a day before it */
    char *day;   /**< (nullable) "2023-01-02" before the name */
    char *lang;  /**< (nullable) "fr" of "a.fr.md" */
    bool bundle; /**< the file is the index of a folder that is all its own */
} MarbrePostName;

/**
 * @param langs  languages that may stand before the ending, beside those of two letters
 * @return (transfer full) or NULL where the file is no post: another ending, _index.md
 */
MarbrePostName *marbre_post_name_read(const char *path, const char *const *langs);
void marbre_post_name_free(MarbrePostName *name);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbrePostName, marbre_post_name_free)

/** How the front matter of a post is written. */
typedef enum {
    MARBRE_POST_BARE, /**< there is none */
    MARBRE_POST_YAML,
    MARBRE_POST_TOML,
    MARBRE_POST_JSON,
} MarbrePostForm;

typedef struct {
    MarbrePostForm form;
    MarbreSpan front;    /**< without its signs; of JSON with its braces */
    MarbreSpan body;     /**< what stands behind the front matter's last line */
    unsigned first_line; /**< number of the front matter's first line */
} MarbrePostParts;

/** Where front matter and words stand; false where the front matter is never closed. */
bool marbre_post_split(const char *data, size_t size, MarbrePostParts *ret_parts);
