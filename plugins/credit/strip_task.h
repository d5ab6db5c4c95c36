/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CREDIT_STRIP_TASK_H
#define CREDIT_STRIP_TASK_H

#include "marbre/plugin.h"

/* The action credit/strip. */
extern const mbr_task_class credit_strip;

#endif
