/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "hearing.h"

#include "word.h"

#include <stdlib.h>

static int32_t
fail(struct hearing *of, int32_t code, const char *fault)
{
    of->fault = fault;
    return code;
}

/* An outlet or newsroom name of marbre.yaml; NULL in `ret_name` when it has none. */
static int32_t
read_setting(const struct hearing *of, const mbr_blob *blob, const char *key, mbr_text *ret_name)
{
    mbr_value value = {.struct_size = sizeof value};
    *ret_name = (mbr_text){NULL, 0};
    int32_t result = of->repo->value(blob, key, &value);
    if (result == MBR_E_NOTFOUND)
        return MBR_OK;
    if (result >= 0 && value.type == MBR_VALUE_TEXT)
        *ret_name = value.text;
    return result;
}

static int32_t
init_voice(struct hearing *of, const mbr_text *name, const char *folded)
{
    voice_clear(&of->voice);
    if (folded && voice_init(&of->voice, name->data, name->size, folded))
        return MBR_OK;
    return fail(of, MBR_E_NOMEM, "no memory for the outlet's name");
}

int32_t
hearing_newsroom(struct hearing *of, mbr_job *job)
{
    if (of->newsroom_heard)
        return MBR_OK;
    of->newsroom_heard = true;
    mbr_blob *blob = NULL;
    int32_t result = of->repo->read(job, "marbre.yaml", &blob);
    if (result == MBR_E_NOTFOUND)
        return MBR_OK;
    if (result < 0)
        return fail(of, result, "marbre.yaml could not be read");
    mbr_text outlet, name;
    result = read_setting(of, blob, "outlet", &outlet);
    if (result >= 0)
        result = read_setting(of, blob, "name", &name);
    if (result >= 0 && !of->voice.written && outlet.size > 0) {
        char *folded = word_fold(outlet.data, outlet.size);
        result = init_voice(of, &outlet, folded);
        free(folded);
    }
    if (result >= 0 && name.size > 0 && !voice_add_newsroom(&of->voice, name.data, name.size))
        result = fail(of, MBR_E_NOMEM, "no memory for the newsroom's name");
    of->repo->release(blob);
    return result;
}

int32_t
hearing_outlet(struct hearing *of, mbr_job *job)
{
    mbr_value value = {.struct_size = sizeof value};
    int32_t result = of->article->meta(job, MBR_PART_TEXT, "outlet", &value);
    if (result < 0 && result != MBR_E_NOTFOUND)
        return fail(of, result, "the outlet could not be read");
    if (result < 0 || value.type != MBR_VALUE_TEXT || value.text.size == 0)
        return hearing_newsroom(of, job);
    mbr_text folded;
    uint64_t mark;
    result =
        of->text->normalise(job, MBR_PART_TEXT, value.mark,
                            MBR_FOLD_CASE | MBR_FOLD_APOSTROPHES | MBR_FOLD_SPACES, &folded, &mark);
    if (result < 0)
        return fail(of, result, "the outlet could not be read");
    return init_voice(of, &value.text, folded.data);
}
