/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef PUBLISH_TAG_H
#define PUBLISH_TAG_H

#include "buffer.h"

#include <stdbool.h>

/* HTML as the host renders it and as themes add to it, read piece by piece. What looks like a tag
 * and is none is text. */
typedef enum tag_kind { TAG_TEXT, TAG_OPEN, TAG_CLOSE, TAG_COMMENT } tag_kind;

struct tag {
    tag_kind kind;
    mbr_text text;       /* of TEXT, as it stands, escaped; else the name */
    mbr_text attributes; /* of OPEN */
};

/** The piece at `*at`, which moves behind it; false at the end. */
bool tag_next(mbr_text html, size_t *at, struct tag *ret);

/** The next of the attributes, which it is taken off; the value as it stands, escaped, and empty
 *  where there is none. */
bool tag_attribute(mbr_text *attributes, mbr_text *ret_name, mbr_text *ret_value);

/** Whether two names are the same one: capitals do not count. */
bool tag_same(mbr_text one, mbr_text other);

/** A name as XML has those of HTML, in small letters. */
void tag_write_name(mbr_text name, buffer *out);

/** Whether it is one of these names, the last of which is NULL. */
bool tag_is_any(mbr_text name, const char *const *names);

/** Whether an element of this name has neither content nor an end. */
bool tag_is_void(mbr_text name);

/** The size of the character reference at `at`, one of those that are written here; 0 for none.
 *  `ret_stands` gets what it stands for. */
size_t tag_reference(mbr_text text, size_t at, char *ret_stands);

#endif
