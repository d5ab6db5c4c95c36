/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Needs a younger host. */
#include "zoo.h"

ZOO_RULE
ZOO_TASK(zoo_create, zoo_run, zoo_destroy)

const mbr_plugin *
marbre_plugin_1(void)
{
    static const mbr_plugin plugin = {.struct_size = sizeof plugin,
                                      .needs_minor = MBR_ABI_MINOR + 1,
                                      .id = "newer-minor",
                                      .version = "1.0.0",
                                      .tasks = zoo_tasks};
    return &plugin;
}
