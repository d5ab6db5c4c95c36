/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <linux/filter.h>
#include <stdbool.h>

/** System calls of a worker, as a program for the kernel. */
typedef struct {
    struct sock_fprog program;
} MarbreFilter;

/** @return false where this machine has no filter of system calls or none could be made */
bool marbre_filter_init(MarbreFilter *filter);
void marbre_filter_clear(MarbreFilter *filter);

/** Put the calling process, all of its threads, under the filter for good; errno on false. */
bool marbre_filter_enter(const MarbreFilter *filter);
