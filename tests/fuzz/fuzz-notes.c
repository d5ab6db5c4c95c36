/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/state.h"
#include "desk/wording.h"

#include <glib.h>
#include <stddef.h>
#include <stdint.h>

/* Whatever is written into the form of a note, the record of it reads back. */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const langs[] = {"fr", "en", NULL};
    g_autofree char *form = g_strndup((const char *)data, size);
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) notes = marbre_wording_read(form, langs, &error);
    if (notes == NULL) {
        g_assert_nonnull(error);
        return 0;
    }
    g_assert_cmpuint(notes->len, <=, 2);
    if (notes->len == 0)
        return 0;
    g_autoptr(MarbreState) state = marbre_state_new();
    state->id = g_strdup("01hawm6c0t2n9v6s6x1j5y7k3q");
    state->workflow = g_strdup("newsroom");
    state->stage = g_strdup(MARBRE_STAGE_RETRACTED);
    state->retracted = marbre_retraction_new("marc", (MarbreInstant){0, 0});
    for (guint i = 0; i < notes->len; i++) {
        const MarbreNote *note = g_ptr_array_index(notes, i);
        marbre_notes_set(state->retracted->notes, note->lang, note->text);
    }
    g_autoptr(GBytes) written = marbre_state_write(state);
    g_assert_true(marbre_state_is_canonical(written));
    return 0;
}
