/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "net/fetch.h"

#include "config.h"
#include "net/request.h"

#include <libsoup/soup.h>
#include <stdint.h>

#define PIECE ((size_t)64 << 10)

static GVariant *
carried(const char *why, uint32_t status, const char *address, const char *type, GBytes *body)
{
    g_autoptr(GBytes) none = g_bytes_new_static("", 0);
    GVariant *bytes =
        g_variant_new_from_bytes(G_VARIANT_TYPE_BYTESTRING, body != NULL ? body : none, TRUE);
    return g_variant_new("(s(uss@ay))", why, status, address, type, bytes);
}

static GVariant *
failed(const char *why)
{
    g_autofree char *valid = g_utf8_make_valid(why, -1);
    return carried(valid, 0, "", "", NULL);
}

static SoupMessage *
message_of(GVariant *request)
{
    const char *method;
    const char *address;
    const char *name;
    const char *value;
    g_autoptr(GVariantIter) headers = NULL;
    g_autoptr(GVariant) body = NULL;
    g_variant_get(request, "(&s&sa(ss)@ay)", &method, &address, &headers, &body);
    SoupMessage *message = soup_message_new(method, address);
    if (message == NULL)
        return NULL;
    soup_message_add_flags(message, SOUP_MESSAGE_NO_REDIRECT);
    const char *type = "application/octet-stream";
    while (g_variant_iter_next(headers, "(&s&s)", &name, &value)) {
        if (g_ascii_strcasecmp(name, "content-type") == 0)
            type = value;
        else
            soup_message_headers_replace(soup_message_get_request_headers(message), name, value);
    }
    if (g_variant_get_size(body) > 0) {
        g_autoptr(GBytes) bytes = g_variant_get_data_as_bytes(body);
        soup_message_set_request_body_from_bytes(message, type, bytes);
    }
    return message;
}

/* The body, decompressed; NULL with an error, or without one where it is too large. */
static GBytes *
read_body(GInputStream *stream, GError **error)
{
    g_autoptr(GByteArray) body = g_byte_array_new();
    g_autofree uint8_t *piece = g_malloc(PIECE);
    for (;;) {
        gssize size = g_input_stream_read(stream, piece, PIECE, NULL, error);
        if (size < 0)
            return NULL;
        if (size == 0)
            return g_byte_array_free_to_bytes(g_steal_pointer(&body));
        if (body->len + (size_t)size > MARBRE_NET_RECEIVED)
            return NULL;
        g_byte_array_append(body, piece, (guint)size);
    }
}

/* Where a redirect leads, as a whole address. (transfer full) */
static char *
redirect_of(SoupMessage *message)
{
    const char *place =
        soup_message_headers_get_one(soup_message_get_response_headers(message), "Location");
    guint status = soup_message_get_status(message);
    if (place == NULL || status < 300 || status > 399)
        return g_strdup("");
    g_autofree char *base = g_uri_to_string(soup_message_get_uri(message));
    char *whole = g_uri_resolve_relative(base, place, G_URI_FLAGS_ENCODED, NULL);
    return whole != NULL ? whole : g_strdup("");
}

static GVariant *
answer_of(SoupMessage *message, GBytes *body)
{
    const char *type =
        soup_message_headers_get_one(soup_message_get_response_headers(message), "Content-Type");
    g_autofree char *valid = g_utf8_make_valid(type != NULL ? type : "", -1);
    g_autofree char *redirect = redirect_of(message);
    g_autofree char *address = g_utf8_make_valid(redirect, -1);
    /* A line end would end the line of a recording. */
    return carried("", soup_message_get_status(message), g_strdelimit(address, "\r\n", ' '),
                   g_strdelimit(valid, "\r\n", ' '), body);
}

GVariant *
marbre_fetch(GVariant *request)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(SoupSession) session = soup_session_new_with_options(
        "timeout", MARBRE_NET_SECONDS, "user-agent", "Marbre/" MARBRE_VERSION, NULL);
    g_autoptr(SoupMessage) message = message_of(request);
    if (message == NULL)
        return failed("no address of the web");
    g_autoptr(GInputStream) stream = soup_session_send(session, message, NULL, &error);
    g_autoptr(GBytes) body = stream != NULL ? read_body(stream, &error) : NULL;
    if (error != NULL)
        return failed(error->message);
    if (body == NULL)
        return failed("the answer is too large; ask for less");
    return answer_of(message, body);
}
