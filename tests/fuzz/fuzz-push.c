/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "hook/push.h"
#include "hook/script.h"

#include <glib.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Whatever git or a file says: no push, or one whose every ref has a name; no script of ours, or
   one that is written again as it is. */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) moves = marbre_push_parse((const char *)data, size, &error);
    g_autofree char *text = g_strndup((const char *)data, size);
    g_auto(MarbreScript) script = {0};
    g_assert_true((moves == NULL) == (error != NULL));
    for (guint i = 0; moves != NULL && i < moves->len; i++) {
        const MarbreRefMove *move = g_ptr_array_index(moves, i);
        g_assert_true(move->ref != NULL && *move->ref != '\0');
        g_assert_true(move->from == NULL || strlen(move->from) == 40);
        g_assert_true(move->to == NULL || strlen(move->to) == 40);
    }
    if (marbre_script_read(text, "pre-receive", &script)) {
        g_autofree char *again = marbre_script_write(&script, "pre-receive");
        g_assert_cmpstr(again, ==, text);
    }
    return 0;
}
