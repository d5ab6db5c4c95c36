/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "wire/fault.h"
#include "wire/story.h"

#include <glib.h>
#include <libxml/tree.h>
#include <stdbool.h>

/**
 * The story of an HTML page: what its JSON-LD says first, then its meta elements, then the page.
 *
 * @return (transfer full) or NULL with `ret_fault`
 */
MarbreStory *marbre_page_read(GBytes *file, const char *lang, MarbreFault *ret_fault);

/* What the files of the page share, and nobody else sees. */

/** A page that is being read. */
typedef struct {
    xmlDoc *doc;
    MarbreStory *story;
    const char *lang;
    char *base;      /* (nullable) address of the page */
    char *publisher; /* (nullable) */
    char *body;      /* (nullable) the story's words as JSON-LD has them */
    char *summary;   /* (nullable) what may be a standfirst or the first words again */
} MarbreWebPage;

/** What the page's JSON-LD says. */
void marbre_page_read_data(MarbreWebPage *page);
/** What its meta elements say, where nothing is said yet. */
void marbre_page_read_meta(MarbreWebPage *page);
/** Its title, words and pictures. */
bool marbre_page_read_body(MarbreWebPage *page, MarbreFault *ret_fault);
