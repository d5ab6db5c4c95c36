/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef PUBLISH_HTML_H
#define PUBLISH_HTML_H

#include "marbre/plugin.h"

#include <stdbool.h>

/* What is to be known of HTML's names, capitals or not. */

bool html_is_named(mbr_text name, const char *wanted);
bool html_is_same_name(mbr_text one, mbr_text other);

/** An element without an end. */
bool html_is_void(mbr_text element);

/** One that runs, is read by other rules than those of HTML, or is the page writer's own. */
bool html_is_refused(mbr_text element);

/** One that runs or has looks. */
bool html_is_refused_attribute(mbr_text attribute);

/** Whether an attribute's value is an address. */
bool html_is_address(mbr_text attribute);

/** Whether an address, as written in HTML, has a scheme that a page may follow, or none. */
bool html_is_harmless(mbr_text address);

#endif
