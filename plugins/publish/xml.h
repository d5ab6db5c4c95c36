/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef PUBLISH_XML_H
#define PUBLISH_XML_H

#include "buffer.h"

#define XML_DEEPEST 16

/* A document of XML 1.0 in UTF-8, written in order. Names of elements and attributes are this
 * program's own and have to outlive it. Every element that has no words stands on a line of its
 * own. */
typedef struct xml {
    buffer *out;
    const char *open[XML_DEEPEST];
    unsigned depth;
    bool in_tag; /* attributes may follow */
    bool broken; /* a line ends here before a tag */
} xml;

/** Begin a document. */
xml xml_document(buffer *out);

void xml_begin(xml *of, const char *name);

/** An attribute of the element that was begun last; before anything else of it. */
void xml_attribute(xml *of, const char *name, mbr_text value);

/** Words of the element: what XML may not hold becomes U+FFFD. */
void xml_text(xml *of, mbr_text text);

/** Content that is well-formed XML already. */
void xml_markup(xml *of, mbr_text markup);

/** End the element that is open. */
void xml_end(xml *of);

/** An element with words alone; none where there are no words. */
void xml_leaf(xml *of, const char *name, mbr_text text);

/** The same, of text that was made for it and goes. */
void xml_take(xml *of, const char *name, buffer *text);
void xml_take_attribute(xml *of, const char *name, buffer *value);

/** An element with words alone, were they none. */
void xml_element(xml *of, const char *name, mbr_text text);

/** An element with one attribute alone; none where that is empty. */
void xml_mark(xml *of, const char *name, const char *attribute, mbr_text value);

#endif
