/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plugin/descriptor.h"
#include "plugin/outcome.h"
#include "worker/frame.h"

#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>
#include <unistd.h>

/* What a hostile worker may send to the parent, up to what the socket holds at once. */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
use_outcome(GVariant *body)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbreOutcome) outcome = marbre_outcome_unpack(body, &error);
    g_assert_true((outcome != NULL) == (error == NULL));
    if (!outcome)
        return;
    g_autoptr(GVariant) again = marbre_outcome_pack(outcome);
    g_assert_true(g_variant_is_of_type(again, marbre_frame_type(MARBRE_FRAME_ANSWER)));
}

static void
use_info(GVariant *body)
{
    const char *text;
    g_autoptr(GVariant) packed = NULL;
    g_variant_get(body, "(i&smv)", NULL, &text, &packed);
    g_assert_true(g_utf8_validate(text, -1, NULL));
    g_autoptr(MarbrePluginInfo) info = packed ? marbre_plugin_info_unpack(packed, NULL) : NULL;
    if (info)
        g_assert_true(marbre_plugin_id_check(info->id));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    int ends[2];
    MarbreFrame frame;
    if (size > 100000 || socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) < 0)
        return 0;
    g_autoptr(MarbreInbox) inbox = marbre_inbox_new(false);
    bool sent = size > 0 && write(ends[0], data, size) == (ssize_t)size &&
                marbre_inbox_read(inbox, ends[1]) > 0;
    while (sent && marbre_inbox_take(inbox, &frame) == MARBRE_INBOX_TAKEN) {
        g_assert_cmpint(frame.fd, ==, -1);
        g_assert_true(g_variant_is_normal_form(frame.body));
        if (frame.kind == MARBRE_FRAME_ANSWER)
            use_outcome(frame.body);
        else if (frame.kind == MARBRE_FRAME_INFO)
            use_info(frame.body);
        marbre_frame_clear(&frame);
    }
    close(ends[0]);
    close(ends[1]);
    return 0;
}
