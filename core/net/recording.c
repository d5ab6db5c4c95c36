/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "net/recording.h"

#include "base/error.h"
#include "net/request.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char head[] = "marbre-net 1\n";

static void
add(GChecksum *sum, const char *text)
{
    g_checksum_update(sum, (const guchar *)text, (gssize)strlen(text) + 1);
}

char *
marbre_recording_path(const char *folder, GVariant *request)
{
    const char *method;
    const char *address;
    const char *name;
    const char *value;
    g_autoptr(GVariantIter) headers = NULL;
    g_autoptr(GVariant) body = NULL;
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    g_variant_get(request, "(&s&sa(ss)@ay)", &method, &address, &headers, &body);
    add(sum, method);
    add(sum, address);
    while (g_variant_iter_next(headers, "(&s&s)", &name, &value)) {
        add(sum, name);
        add(sum, value);
    }
    add(sum, "");
    if (g_variant_get_size(body) > 0)
        g_checksum_update(sum, g_variant_get_data(body), (gssize)g_variant_get_size(body));
    g_autofree char *file = g_strconcat(g_checksum_get_string(sum), ".answer", NULL);
    return g_build_filename(folder, file, NULL);
}

bool
marbre_recording_write(const char *path, GVariant *request, GVariant *answer, GError **error)
{
    const char *method;
    const char *asked;
    uint32_t status;
    const char *address;
    const char *type;
    g_autoptr(GVariant) body = NULL;
    g_variant_get(request, "(&s&sa(ss)@ay)", &method, &asked, NULL, NULL);
    g_variant_get(answer, "(u&s&s@ay)", &status, &address, &type, &body);
    g_autoptr(GString) text = g_string_new(head);
    g_string_append_printf(text, "asked: %s %s\nstatus: %u\naddress: %s\ntype: %s\n\n", method,
                           asked, status, address, type);
    if (g_variant_get_size(body) > 0)
        g_string_append_len(text, g_variant_get_data(body), (gssize)g_variant_get_size(body));
    g_autoptr(GError) failed = NULL;
    if (g_file_set_contents(path, text->str, (gssize)text->len, &failed))
        return true;
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED, "%s", failed->message);
    return false;
}

/* The value of the line that begins with `key`, which `at` is moved behind. (transfer full) */
static char *
take_line(const char **at, const char *key)
{
    const char *end = strchr(*at, '\n');
    if (end == NULL || !g_str_has_prefix(*at, key))
        return NULL;
    const char *value = *at + strlen(key);
    *at = end + 1;
    return g_strndup(value, (size_t)(end - value));
}

GVariant *
marbre_recording_read(const char *path, GError **error)
{
    g_autofree char *text = NULL;
    gsize size;
    if (!g_file_get_contents(path, &text, &size, NULL)) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_NOT_FOUND, "%s", path);
        return NULL;
    }
    const char *at = text;
    if (g_str_has_prefix(at, head)) {
        at += strlen(head);
        g_autofree char *asked = take_line(&at, "asked: ");
        g_autofree char *status = asked != NULL ? take_line(&at, "status: ") : NULL;
        g_autofree char *address = status != NULL ? take_line(&at, "address: ") : NULL;
        g_autofree char *type = address != NULL ? take_line(&at, "type: ") : NULL;
        guint64 number;
        if (type != NULL && *at == '\n' &&
            g_ascii_string_to_unsigned(status, 10, 100, 599, &number, NULL)) {
            at++;
            GVariant *body =
                g_variant_new_fixed_array(G_VARIANT_TYPE_BYTE, at, size - (size_t)(at - text), 1);
            return g_variant_ref_sink(
                g_variant_new("(uss@ay)", (uint32_t)number, address, type, body));
        }
    }
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_INVALID,
                _("%s is no recording; remove it, and record anew with MARBRE_NET_RECORD"), path);
    return NULL;
}
