/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "hook/settings.h"

#include "base/error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SECONDS_DEFAULT 60
#define SECONDS_MOST 3600

char *
marbre_server_trust(MarbreStore *store, GError **error)
{
    g_autofree char *trust = marbre_store_config_get(store, "marbre.trust");
    if (trust != NULL && strlen(trust) == 40 && strspn(trust, "0123456789abcdef") == 40)
        return g_steal_pointer(&trust);
    if (trust == NULL)
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED,
                    _("nothing says which commit is to be trusted, so nothing can be judged; on "
                      "the server: git config marbre.trust COMMIT"));
    else
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED,
                    _("marbre.trust is “%s”, and must be the whole id of a commit"), trust);
    return NULL;
}

bool
marbre_server_seconds(MarbreStore *store, unsigned *ret_seconds, GError **error)
{
    g_autofree char *words = marbre_store_config_get(store, "marbre.hookTimeout");
    char *end = NULL;
    guint64 seconds = words == NULL ? SECONDS_DEFAULT : g_ascii_strtoull(words, &end, 10);
    *ret_seconds = (unsigned)MIN(seconds, G_MAXUINT);
    if (seconds >= 1 && seconds <= SECONDS_MOST &&
        (words == NULL || (*end == '\0' && g_ascii_isdigit(*words))))
        return true;
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                _("marbre.hookTimeout is “%s”, and must be a number of seconds from 1 to %d"),
                words, SECONDS_MOST);
    return false;
}

const char *
marbre_server_branch(MarbreStore *store, GError **error)
{
    const char *branch = marbre_store_get_branch(store);
    if (branch == NULL)
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED,
                    _("nothing says which branch is the newsroom's; on the server: git config "
                      "marbre.branch main"));
    return branch;
}
