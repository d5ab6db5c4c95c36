/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef PUBLISH_JSON_H
#define PUBLISH_JSON_H

#include "buffer.h"

#include <stdint.h>

/* A JSON text, written in order, each value on a line of its own. Keys are this program's own;
 * within a list they are NULL. */
typedef struct json {
    buffer *out;
    unsigned depth;
    bool any;   /* something stands before in this object or list */
    bool lower; /* keys are written without capitals */
} json;

/** Begin an object ('{') or a list ('['); the outermost has no key. */
void json_open(json *of, const char *key, char bracket);

/** End it ('}' or ']'). */
void json_close(json *of, char bracket);

/** A string; none where the text is empty. */
void json_text(json *of, const char *key, mbr_text text);

/** The same, of text that was made for it and goes. */
void json_take(json *of, const char *key, buffer *text);

/** A string, were it empty. */
void json_string(json *of, const char *key, mbr_text text);

/** An object in a list with these two strings, the first of which may be NULL. */
void json_pair(json *of, const char *first, mbr_text one, const char *second, mbr_text other);

#endif
