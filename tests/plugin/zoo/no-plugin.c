/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A library that is no plugin at all. */
__attribute__((visibility("default"))) int something_else(void);

int
something_else(void)
{
    return 1;
}
