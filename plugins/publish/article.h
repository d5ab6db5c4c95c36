/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef PUBLISH_ARTICLE_H
#define PUBLISH_ARTICLE_H

#include "foreign.h"
#include "site.h"
#include "when.h"

/** A picture that the front matter names and that lies among the article's files. */
typedef struct picture {
    mbr_text file, caption, alt, rights, licence;
    mbr_text acquire; /* the page where a licence is sold */
    mbr_text credit;  /* as printed: `credit`, else photographer and agency */
    buffer composed;  /* owns a credit that was composed */
} picture;

typedef struct pictures {
    picture *items;
    size_t count;
} pictures;

typedef struct names {
    mbr_text *items;
    size_t count;
} names;

/** Everything that a page shows of an article; texts are lent until the run ends. */
typedef struct article {
    const site *site;
    const story *story; /* its own */
    const words *words;
    mbr_job *job;     /* to ask mbr.article/1 */
    mbr_text content; /* safe HTML */
    mbr_text summary; /* the standfirst, else the first paragraph */
    names authors, translators, tags;
    mbr_text dateline, outlet, source_language;
    mbr_text original, original_title; /* address and title of what it was translated from */
    foreign foreign;                   /* words of other languages in it */
    bool is_fact_check;
    bool is_paid; /* readers have to pay for it */
    mbr_text ai;  /* in the newsroom's words, how it used such help */
    pictures pictures;
    when published, updated;
    bool has_published, has_updated; /* whether there are such instants */
    bool revised;                    /* published more than once */
    size_t corrections;
    bool told; /* readers are told of one of them */
    struct story kept;
    buffer *standalone; /* two: what content.h made, without a picture above it and with one */
} article;

/**
 * Read an article, which is not to be moved afterwards; article_clear() in any case. Of one that
 * was retracted there is the story alone.
 */
int32_t article_read(article *of, const site *within, const story *which);

void article_clear(article *of);

/** A value of the front matter; false where there is none. */
bool article_value(const article *of, const char *where, mbr_value *ret);

/** The words of a value; false of a list, a map, or blanks. */
bool article_words(const mbr_value *value, mbr_text *ret);

/** A text of the front matter; false where there is none but blanks. */
bool article_meta(const article *of, const char *where, mbr_text *ret);

/** A value of the record of transitions, likewise. */
bool article_record(const article *of, const char *where, mbr_text *ret);

/** The next page of the same article in another language, from the number `*n` on; false behind the
 * last. What was retracted is left out. */
bool article_version(const article *of, size_t *n, story *ret);

/** The kind of a correction, and when it was published; false where the record does not say. */
mbr_text article_correction_kind(const article *of, size_t index);
bool article_correction_time(const article *of, size_t index, when *ret);

/** Whether it is offline for its time had ended, and nobody took it back. */
bool article_has_ended(const article *of);
/** The public note of its retraction, and when that was; false where there was none. */
bool article_retraction(const article *of, mbr_text *ret_note, when *ret_time);

/** The public note of a correction in the article's language. */
bool article_note(const article *of, size_t index, mbr_text *ret);

/** Names of the front matter, one or a list of them; `ret->items` is the caller's. */
int32_t names_read(const article *of, const char *where, names *ret);

/** The keywords, each once, and not the section again. */
int32_t names_read_tags(const article *of, names *ret);

/** The picture of this address, as it stands in the page; NULL for one that is not described. */
const picture *article_picture(const article *of, mbr_text address);

/** The picture that stands above the text: the first one, unless the text shows it. */
const picture *article_hero(const article *of);

#endif
