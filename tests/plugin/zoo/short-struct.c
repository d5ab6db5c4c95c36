/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Forgets to say how large its structs are. */
#include "zoo.h"

const mbr_plugin *
marbre_plugin_1(void)
{
    static const mbr_plugin plugin = {.id = "short-struct", .version = "1.0.0"};
    return &plugin;
}
