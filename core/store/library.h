/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Private to store/. */
#pragma once

/** Start libgit2, once in a process. */
void marbre_library_start(void);

/** In place of Mbed TLS's: reads no certificate and succeeds. See library.c. */
int mbedtls_x509_crt_parse_file(void *chain, const char *path);

/** In place of libssh2's: leaves it to the first session. See library.c. */
int libssh2_init(int flags);
