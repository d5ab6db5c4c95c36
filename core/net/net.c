/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "net/net.h"

#include "base/error.h"
#include "base/origin.h"
#include "config.h"
#include "net/recording.h"
#include "wire/errand.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <stdlib.h>

/* The program's own limit, and something to start and to end it. */
#define DEADLINE ((int64_t)(MARBRE_NET_SECONDS + 2) * G_USEC_PER_SEC)

static GVariant *
fail(GError **error, const char *address, const char *why)
{
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED, _("%s could not be fetched: %s"), address,
                why);
    return NULL;
}

static const char *
words_of(MarbreErrandEnd end)
{
    switch (end) {
    case MARBRE_ERRAND_MISSING:
        return _("marbre-fetch can't be started; install Marbre again");
    case MARBRE_ERRAND_LATE:
        return _("it took too long; try again");
    case MARBRE_ERRAND_ENDLESS:
        return _("the answer is too large; ask for less");
    case MARBRE_ERRAND_DONE:
    case MARBRE_ERRAND_DIED:
        break;
    }
    return _("marbre-fetch answered nonsense; install Marbre again");
}

/* What the program wrote is judged as a stranger's. */
static GVariant *
judge(GBytes *output, const char *address, GError **error)
{
    g_autoptr(GVariant) carried = g_variant_ref_sink(
        g_variant_new_from_bytes(G_VARIANT_TYPE(MARBRE_NET_CARRIED_TYPE), output, FALSE));
    if (!g_variant_is_normal_form(carried))
        return fail(error, address, words_of(MARBRE_ERRAND_DONE));
    const char *why;
    g_autoptr(GVariant) answer = NULL;
    g_variant_get(carried, "(&s@" MARBRE_NET_ANSWER_TYPE ")", &why, &answer);
    if (why[0] != '\0')
        return fail(error, address, why);
    if (!marbre_net_answer_check(answer))
        return fail(error, address, words_of(MARBRE_ERRAND_DONE));
    return g_steal_pointer(&answer);
}

static GVariant *
carry(const MarbreNet *net, GVariant *request, const char *address, GError **error)
{
    const char *program = net->program != NULL ? net->program : MARBRE_LIBEXEC_DIR "/marbre-fetch";
    const char *const argv[] = {program, NULL};
    g_autoptr(GBytes) input = g_variant_get_data_as_bytes(request);
    g_autoptr(GBytes) output = NULL;
    MarbreErrandEnd end =
        marbre_errand_run(argv, input, MARBRE_NET_RECEIVED + (1u << 16), DEADLINE, &output);
    return end == MARBRE_ERRAND_DONE ? judge(output, address, error)
                                     : fail(error, address, words_of(end));
}

static GVariant *
replay(const char *folder, GVariant *request, const char *address, GError **error)
{
    g_autofree char *path = marbre_recording_path(folder, request);
    g_autoptr(GError) failed = NULL;
    GVariant *answer = marbre_recording_read(path, &failed);
    if (answer == NULL && g_error_matches(failed, MARBRE_ERROR, MARBRE_ERROR_NOT_FOUND))
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED,
                    _("no answer of %s was recorded in %s; MARBRE_NET_RECORD=%s records it"),
                    address, folder, folder);
    else if (answer == NULL)
        g_propagate_error(error, g_steal_pointer(&failed));
    return answer;
}

MarbreNet
marbre_net_of(const char *const *allow)
{
    return (MarbreNet){.allow = allow,
                       .replay = secure_getenv("MARBRE_NET_REPLAY"),
                       .record = secure_getenv("MARBRE_NET_RECORD")};
}

GVariant *
marbre_net_fetch(const MarbreNet *net, GVariant *request, GError **error)
{
    const char *address;
    if (!marbre_net_request_check(request, error))
        return NULL;
    g_variant_get_child(request, 1, "&s", &address);
    if (!marbre_origin_allows(net->allow, address, error))
        return NULL;
    if (net->replay != NULL)
        return replay(net->replay, request, address, error);
    g_autoptr(GVariant) answer = carry(net, request, address, error);
    if (answer != NULL && net->record != NULL) {
        g_autofree char *path = marbre_recording_path(net->record, request);
        if (!marbre_recording_write(path, request, answer, error))
            return NULL;
    }
    return g_steal_pointer(&answer);
}
