/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Speaks another major version of the interface. */
#include "zoo.h"

__attribute__((visibility("default"))) const void *marbre_plugin_2(void);

const void *
marbre_plugin_2(void)
{
    return "2";
}
