/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Has another name than its file. */
#include "zoo.h"

ZOO_PLUGIN("id-else", zoo_create, zoo_run, zoo_destroy)
