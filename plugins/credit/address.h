/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CREDIT_ADDRESS_H
#define CREDIT_ADDRESS_H

#include <stdbool.h>
#include <stddef.h>

/* Does the address of a picture lead out of the article's folder, to another site? */
bool address_is_foreign(const char *address, size_t size);

/* The name of the file that an address means: without "./", query and fragment, percent
   signs decoded. NUL-terminated, owned by the caller; NULL without memory. */
char *address_file(const char *address, size_t size);

#endif
