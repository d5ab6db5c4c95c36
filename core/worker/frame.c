/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "worker/frame.h"

#include "base/file.h"
#include "plugin/article_pack.h"
#include "plugin/outcome.h"

static const char *const types[] = {
    [MARBRE_FRAME_PLUGIN] = "(uss)",
    [MARBRE_FRAME_DESCRIBE] = "(u)",
    [MARBRE_FRAME_TASK] = "(uusmvt)",
    [MARBRE_FRAME_ARTICLE] = MARBRE_ARTICLE_TYPE,
    [MARBRE_FRAME_JOB] = "(uubbmsxmsau)",
    [MARBRE_FRAME_REPLY] = "(ismv)",
    [MARBRE_FRAME_READY] = "(ibss)",
    [MARBRE_FRAME_INFO] = "(ismv)",
    [MARBRE_FRAME_QUESTION] = "(uubusstmv)",
    [MARBRE_FRAME_FILE] = "ay",
    [MARBRE_FRAME_AGAIN] = "s",
};

GVariant *
marbre_frame_blank(void)
{
    static gsize blank;
    if (g_once_init_enter(&blank)) {
        g_autoptr(MarbreOutcome) outcome = marbre_outcome_new();
        GVariant *packed = marbre_outcome_pack(outcome);
        (void)g_variant_get_data(packed); /* serialise it now */
        g_once_init_leave(&blank, (gsize)packed);
    }
    return (GVariant *)blank;
}

const GVariantType *
marbre_frame_type(uint32_t kind)
{
    if (kind == MARBRE_FRAME_ANSWER)
        return g_variant_get_type(marbre_frame_blank());
    if (kind >= G_N_ELEMENTS(types) || !types[kind])
        return NULL;
    return G_VARIANT_TYPE(types[kind]);
}

void
marbre_frame_clear(MarbreFrame *frame)
{
    g_clear_pointer(&frame->body, g_variant_unref);
    marbre_fd_clear(&frame->fd);
}
