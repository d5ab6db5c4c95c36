/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* marbre-fetch: a request on standard input, an answer on standard output. */
#include "net/fetch.h"
#include "net/request.h"

#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#define INPUT_LIMIT (MARBRE_NET_SENT + ((size_t)1 << 20))

static GBytes *
read_all(void)
{
    g_autoptr(GByteArray) all = g_byte_array_new();
    uint8_t piece[1 << 14];
    for (;;) {
        ssize_t size = read(STDIN_FILENO, piece, sizeof piece);
        if (size < 0 || all->len > INPUT_LIMIT)
            return NULL;
        if (size == 0)
            return g_byte_array_free_to_bytes(g_steal_pointer(&all));
        g_byte_array_append(all, piece, (guint)size);
    }
}

static int
write_all(GVariant *answer)
{
    const char *data = g_variant_get_data(answer);
    size_t left = g_variant_get_size(answer);
    while (left > 0) {
        ssize_t size = write(STDOUT_FILENO, data, left);
        if (size <= 0)
            return 1;
        data += size;
        left -= (size_t)size;
    }
    return 0;
}

int
main(void)
{
    const struct rlimit none = {0, 0};
    (void)setrlimit(RLIMIT_CORE, &none);  /* a dump would hold what was fetched */
    (void)setrlimit(RLIMIT_FSIZE, &none); /* it has no file to write; its output is a socket */
    (void)signal(SIGXFSZ, SIG_IGN);       /* and modules of GIO that try go without */
    (void)g_setenv("GSETTINGS_BACKEND", "memory", TRUE);
    (void)g_setenv("GIO_USE_PROXY_RESOLVER", "dummy", TRUE);
    g_autoptr(GBytes) input = read_all();
    if (input == NULL)
        return 1;
    g_autoptr(GVariant) request = g_variant_ref_sink(
        g_variant_new_from_bytes(G_VARIANT_TYPE(MARBRE_NET_REQUEST_TYPE), input, FALSE));
    if (!g_variant_is_normal_form(request) || !marbre_net_request_check(request, NULL))
        return 1;
    g_autoptr(GVariant) answer = g_variant_ref_sink(marbre_fetch(request));
    /* What libraries would tidy up, threads of theirs included, goes with the process. */
    _exit(write_all(answer));
}
