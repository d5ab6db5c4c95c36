/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Describes itself anew every time it is asked. */
#include "zoo.h"

ZOO_RULE
ZOO_TASK(zoo_create, zoo_run, zoo_destroy)

const mbr_plugin *
marbre_plugin_1(void)
{
    mbr_plugin *plugin = calloc(1, sizeof *plugin);
    if (plugin)
        *plugin = (mbr_plugin){.struct_size = sizeof *plugin,
                               .id = "entry-new",
                               .version = "1.0.0",
                               .license = "LGPL-2.1-or-later",
                               .tasks = zoo_tasks};
    return plugin;
}
