/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef PUBLISH_STOCK_H
#define PUBLISH_STOCK_H

#include "marbre/plugin.h"

/** A file of the folder theme/, made into C when the plugin is built; empty for any other name. */
mbr_text stock_file(const char *name);

#endif
