/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "net/request.h"

#include "base/error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define TOKEN "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-.^_`|~"

static bool G_GNUC_PRINTF(2, 3) refuse(GError **error, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    GError *made = g_error_new_valist(MARBRE_ERROR, MARBRE_ERROR_USAGE, format, args);
    va_end(args);
    g_propagate_error(error, made);
    return false;
}

/* Those by which a request could become two, or go elsewhere than its address says. */
static bool
is_own_header(const char *name)
{
    static const char *const own[] = {
        "host", "connection", "content-length", "upgrade",          "trailer", "transfer-encoding",
        "te",   "expect",     "cookie",         "proxy-connection", NULL};
    g_autofree char *lower = g_ascii_strdown(name, -1);
    return g_strv_contains(own, lower) || g_str_has_prefix(lower, "proxy-");
}

static bool
header_check(const char *name, const char *value, GError **error)
{
    size_t size = strlen(name);
    if (size == 0 || size > 64 || strspn(name, TOKEN) != size || is_own_header(name))
        return refuse(error, _("%s is no header that may be set"), name);
    for (const char *c = value; *c != '\0'; c++)
        if (((unsigned char)*c < ' ' && *c != '\t') || *c == 0x7F)
            return refuse(error, _("the header %s has a control character"), name);
    if (strlen(value) > 4096)
        return refuse(error, _("the header %s is too long"), name);
    return true;
}

static bool
address_check(const char *address, GError **error)
{
    if (strlen(address) > MARBRE_NET_ADDRESS)
        return refuse(error, _("the address is too long"));
    g_autoptr(GUri) uri = g_uri_parse(address, G_URI_FLAGS_ENCODED, NULL);
    if (uri == NULL || g_uri_get_host(uri) == NULL || g_uri_get_host(uri)[0] == '\0' ||
        (strcmp(g_uri_get_scheme(uri), "https") != 0 && strcmp(g_uri_get_scheme(uri), "http") != 0))
        return refuse(error,
                      _("“%s” is no address of the web; write it as https://agency.example/page"),
                      address);
    if (g_uri_get_userinfo(uri) != NULL || g_uri_get_fragment(uri) != NULL)
        return refuse(error, _("“%s”: an address to fetch has no user and no fragment"), address);
    return true;
}

bool
marbre_net_request_check(GVariant *request, GError **error)
{
    static const char *const methods[] = {"GET", "HEAD", "POST", NULL};
    const char *method;
    const char *address;
    const char *name;
    const char *value;
    g_autoptr(GVariantIter) headers = NULL;
    g_autoptr(GVariant) body = NULL;
    g_variant_get(request, "(&s&sa(ss)@ay)", &method, &address, &headers, &body);
    if (!g_strv_contains(methods, method))
        return refuse(error, _("“%s” is no method; GET, HEAD and POST are"), method);
    if (!address_check(address, error))
        return false;
    if (g_variant_iter_n_children(headers) > MARBRE_NET_HEADERS)
        return refuse(error, _("more than %u headers"), MARBRE_NET_HEADERS);
    while (g_variant_iter_next(headers, "(&s&s)", &name, &value))
        if (!header_check(name, value, error))
            return false;
    if (g_variant_get_size(body) > MARBRE_NET_SENT)
        return refuse(error, _("more than %zu bytes to send"), MARBRE_NET_SENT);
    if (g_variant_get_size(body) > 0 && strcmp(method, "POST") != 0)
        return refuse(error, _("a %s has no body"), method);
    return true;
}

bool
marbre_net_answer_check(GVariant *answer)
{
    if (!g_variant_is_of_type(answer, G_VARIANT_TYPE(MARBRE_NET_ANSWER_TYPE)) ||
        !g_variant_is_normal_form(answer))
        return false;
    uint32_t status;
    g_autoptr(GVariant) body = NULL;
    g_variant_get(answer, "(u&s&s@ay)", &status, NULL, NULL, &body);
    return status >= 100 && status < 600 && g_variant_get_size(body) <= MARBRE_NET_RECEIVED;
}
