/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "wire/fault.h"

#include <glib.h>
#include <libxml/tree.h>
#include <stdbool.h>
#include <stdint.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(xmlDoc, xmlFreeDoc)

/**
 * Parse XML that may be hostile: in the encoding that it declares, nothing is fetched, no DTD is
 * read, and a file that declares entities of its own is refused.
 *
 * @return (transfer full) a document with a root, or NULL with `ret_fault`
 */
xmlDoc *marbre_tree_parse(GBytes *file, MarbreFault *ret_fault);

/**
 * Parse HTML as browsers do, whatever it lacks.
 *
 * @param text  UTF-8
 * @return (transfer full) a document with a root, or NULL with `ret_fault`
 */
xmlDoc *marbre_tree_parse_html(const char *text, size_t size, MarbreFault *ret_fault);

/** Parse a piece of HTML that stands in another file, as it would be within a page's body. */
xmlDoc *marbre_tree_parse_fragment(const char *text, MarbreFault *ret_fault);

/** Name of an element without its prefix; "" for other nodes. */
const char *marbre_tree_name(const xmlNode *node);
bool marbre_tree_is(const xmlNode *node, const char *name);

/** Whether the element is in a namespace that begins so. */
bool marbre_tree_is_in(const xmlNode *node, const char *start);

/** The first child, and the next sibling, that is an element of that name (NULL: of any). */
xmlNode *marbre_tree_child(const xmlNode *node, const char *name);
xmlNode *marbre_tree_next(const xmlNode *node, const char *name);

/** The next node of the tree below `top` in the order of the file. */
xmlNode *marbre_tree_after(const xmlNode *node, const xmlNode *top);

/** An attribute's value as it stands, whatever its namespace. (transfer full, nullable) */
char *marbre_tree_attribute(const xmlNode *node, const char *name);

/** All characters within a node, as they stand. (transfer full), "" for NULL */
char *marbre_tree_text(const xmlNode *node);
/** The same as clean words on one line. (transfer full, nullable) */
char *marbre_tree_words(const xmlNode *node);

/** Line of the file that an element is in; 0 where the parser does not count that far. */
uint64_t marbre_tree_line(const xmlNode *node);

/** What the document's bytes were read as. Lives as long as the process. */
const char *marbre_tree_encoding(const xmlDoc *doc);
