/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "worker/frame.h"

#include "plugin/article_pack.h"

static const char *const types[] = {
    [MARBRE_FRAME_PLUGIN] = "(uss)",     [MARBRE_FRAME_DESCRIBE] = "(u)",
    [MARBRE_FRAME_TASK] = "(uusmvt)",    [MARBRE_FRAME_ARTICLE] = MARBRE_ARTICLE_TYPE,
    [MARBRE_FRAME_JOB] = "(uubmsxmsau)", [MARBRE_FRAME_REPLY] = "(ismv)",
    [MARBRE_FRAME_READY] = "(ibss)",     [MARBRE_FRAME_INFO] = "(ismv)",
    [MARBRE_FRAME_ANSWER] = "(ua(uv))",  [MARBRE_FRAME_QUESTION] = "(uubusst)",
};

const GVariantType *
marbre_frame_type(uint32_t kind)
{
    if (kind >= G_N_ELEMENTS(types) || !types[kind])
        return NULL;
    return G_VARIANT_TYPE(types[kind]);
}
