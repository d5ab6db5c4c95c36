/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the start of a process costs with the libraries that marbre is linked with. */
int
main(void)
{
    return 0;
}
