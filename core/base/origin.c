/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/origin.h"

#include "base/error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct {
    char *scheme;
    char *host; /* lower case */
    int port;
} Origin;

static void
origin_clear(Origin *origin)
{
    g_free(origin->scheme);
    g_free(origin->host);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Origin, origin_clear)

static int
usual_port(const char *scheme)
{
    return strcmp(scheme, "http") == 0 ? 80 : 443;
}

static bool
read_origin(const char *address, bool bare, Origin *ret)
{
    g_autoptr(GUri) uri = g_uri_parse(address, G_URI_FLAGS_ENCODED, NULL);
    if (uri == NULL || g_uri_get_host(uri) == NULL || g_uri_get_host(uri)[0] == '\0' ||
        g_uri_get_userinfo(uri) != NULL)
        return false;
    const char *scheme = g_uri_get_scheme(uri);
    const char *path = g_uri_get_path(uri);
    if ((strcmp(scheme, "https") != 0 && strcmp(scheme, "http") != 0) ||
        (bare && (g_uri_get_query(uri) != NULL || g_uri_get_fragment(uri) != NULL ||
                  (path[0] != '\0' && strcmp(path, "/") != 0))))
        return false;
    int port = g_uri_get_port(uri);
    ret->scheme = g_strdup(scheme);
    ret->host = g_ascii_strdown(g_uri_get_host(uri), -1);
    ret->port = port > 0 ? port : usual_port(scheme);
    return true;
}

/* An entry without its star; "https://" goes before a host alone. */
static bool
read_entry(const char *entry, Origin *ret, bool *ret_below)
{
    *ret_below = g_str_has_prefix(entry, "*.");
    if (*ret_below)
        entry += 2;
    if (strstr(entry, "://") != NULL)
        return !*ret_below && read_origin(entry, true, ret);
    static const char letters[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-";
    if (entry[0] == '\0' || entry[strspn(entry, letters)] != '\0' || entry[0] == '.')
        return false;
    g_autofree char *address = g_strconcat("https://", entry, NULL);
    return read_origin(address, true, ret);
}

bool
marbre_origin_check(const char *entry)
{
    g_auto(Origin) origin = {0};
    bool below;
    return read_entry(entry, &origin, &below);
}

static bool
matches(const char *entry, const Origin *asked)
{
    g_auto(Origin) allowed = {0};
    bool below;
    if (!read_entry(entry, &allowed, &below) || strcmp(allowed.scheme, asked->scheme) != 0 ||
        allowed.port != asked->port)
        return false;
    if (!below)
        return strcmp(allowed.host, asked->host) == 0;
    g_autofree char *tail = g_strconcat(".", allowed.host, NULL);
    return g_str_has_suffix(asked->host, tail);
}

bool
marbre_origin_allows(const char *const *allow, const char *address, GError **error)
{
    g_auto(Origin) asked = {0};
    if (read_origin(address, false, &asked)) {
        for (size_t i = 0; allow != NULL && allow[i] != NULL; i++)
            if (matches(allow[i], &asked))
                return true;
        bool plain = strcmp(asked.scheme, "https") == 0 && asked.port == 443;
        g_autofree char *origin =
            plain ? g_strdup(asked.host)
                  : g_strdup_printf("%s://%s:%d", asked.scheme, asked.host, asked.port);
        g_set_error(
            error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
            _("%s is none of the places that marbre.yaml lets actions ask; to allow it, add "
              "“%s” to network: {allow: […]}"),
            address, origin);
        return false;
    }
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
                _("“%s” is no address of the web; write it as https://agency.example/page"),
                address);
    return false;
}
