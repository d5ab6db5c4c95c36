/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "worker/kept_form.h"

#include "worker/frame.h"

#include <string.h>

/* First byte of a form; the eight bytes from there are the head. */
#define PLAIN 'p'
#define WHOLE 'w'
#define HEAD 8

static bool
is_plain(const MarbreOutcome *outcome)
{
    return outcome->status == MARBRE_OUTCOME_OK && outcome->code == 0 && !outcome->reason &&
           outcome->leftovers == 0 &&
           outcome->findings->len + outcome->changes->len + outcome->artifacts->len +
                   outcome->log->len ==
               0;
}

static void
append_head(GByteArray *out, char kind)
{
    const char head[HEAD] = {kind};
    g_byte_array_append(out, (const uint8_t *)head, HEAD);
}

static void
append_text(GByteArray *out, const char *text)
{
    g_byte_array_append(out, (const uint8_t *)text, (guint)strlen(text) + 1);
}

/* until; then kind, path and id of each read, ended by a NUL each */
static void
write_plain(const MarbreOutcome *outcome, GByteArray *out)
{
    append_head(out, PLAIN);
    g_byte_array_append(out, (const uint8_t *)&outcome->until, sizeof outcome->until);
    for (guint i = 0; i < outcome->reads->len; i++) {
        const MarbreRead *read = g_ptr_array_index(outcome->reads, i);
        const uint8_t kind = (uint8_t)read->kind;
        g_byte_array_append(out, &kind, 1);
        append_text(out, read->path);
        append_text(out, read->id);
    }
}

void
marbre_kept_form_write(const MarbreOutcome *outcome, GByteArray *out)
{
    if (is_plain(outcome)) {
        write_plain(outcome, out);
        return;
    }
    g_autoptr(GVariant) packed = marbre_outcome_pack(outcome);
    append_head(out, WHOLE);
    g_byte_array_append(out, g_variant_get_data(packed), (guint)g_variant_get_size(packed));
}

/* The text that ends before `end`; NULL for none. */
static const char *
take_text(const char **at, const char *end)
{
    const char *text = *at;
    const char *nul = memchr(text, '\0', (size_t)(end - text));
    if (!nul || !g_utf8_validate(text, nul - text, NULL))
        return NULL;
    *at = nul + 1;
    return text;
}

static bool
take_read(const char **at, const char *end, GPtrArray *reads)
{
    uint8_t kind = (uint8_t) * (*at)++;
    const char *path = take_text(at, end);
    const char *id = path ? take_text(at, end) : NULL;
    if (!id || kind > MARBRE_READ_FOLDER || reads->len >= MARBRE_OUTCOME_ENTRIES)
        return false;
    g_ptr_array_add(reads, marbre_read_new((MarbreReadKind)kind, path, id));
    return true;
}

static MarbreOutcome *
read_plain(const char *at, const char *end)
{
    g_autoptr(MarbreOutcome) outcome = marbre_outcome_new();
    if ((size_t)(end - at) < sizeof outcome->until)
        return NULL;
    memcpy(&outcome->until, at, sizeof outcome->until);
    at += sizeof outcome->until;
    while (at < end) {
        if (!take_read(&at, end, outcome->reads))
            return NULL;
    }
    return g_steal_pointer(&outcome);
}

static MarbreOutcome *
read_whole(GBytes *form)
{
    g_autoptr(GBytes) body = g_bytes_new_from_bytes(form, HEAD, g_bytes_get_size(form) - HEAD);
    g_autoptr(GVariant) packed = g_variant_ref_sink(
        g_variant_new_from_bytes(marbre_frame_type(MARBRE_FRAME_ANSWER), body, FALSE));
    return marbre_outcome_unpack(packed, NULL);
}

MarbreOutcome *
marbre_kept_form_read(GBytes *form)
{
    gsize size;
    const char *data = g_bytes_get_data(form, &size);
    if (size < HEAD)
        return NULL;
    if (data[0] == PLAIN)
        return read_plain(data + HEAD, data + size);
    return data[0] == WHOLE ? read_whole(form) : NULL;
}
