/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/library.h"

#include <git2.h>
#include <glib.h>

/*
 * Debian's libgit2 reads every certificate authority of the system whenever it starts, with no
 * option against it: nearly half of the instructions of a short command. Nothing here speaks to
 * the network through libgit2, the user's own git does. The dynamic linker takes a program's own
 * function before a library's, so that this one answers in place of libmbedx509's. A connection
 * that libgit2 were to make after all would know no authority, and so be refused.
 */
int
mbedtls_x509_crt_parse_file(void *chain, const char *path)
{
    (void)chain, (void)path;
    return 0;
}

/*
 * The same for libssh2, which makes OpenSSL ready. It does this by itself where a session is begun
 * without.
 */
int
libssh2_init(int flags)
{
    (void)flags;
    return 0;
}

void
marbre_library_start(void)
{
    static gsize started;

    if (!g_once_init_enter(&started))
        return;
    git_libgit2_init();
    /* Its object cache holds nothing of what is asked twice here; ours keeps the trees. */
    git_libgit2_opts(GIT_OPT_ENABLE_CACHING, 0);
    g_once_init_leave(&started, 1);
}
