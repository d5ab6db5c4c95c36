/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "hear.h"

#include "word.h"

#include <stdlib.h>

/* An outlet or newsroom name of marbre.yaml, folded; NULL in `ret_name` when it has none. */
static int32_t
read_setting(const struct run *run, const mbr_blob *blob, const char *key, mbr_text *ret_name)
{
    mbr_value value = {.struct_size = sizeof value};
    *ret_name = (mbr_text){NULL, 0};
    int32_t result = run->task->repo->value(blob, key, &value);
    if (result == MBR_E_NOTFOUND)
        return MBR_OK;
    if (result >= 0 && value.type == MBR_VALUE_TEXT)
        *ret_name = value.text;
    return result;
}

static int32_t
init_voice(struct run *run, const mbr_text *name, const char *folded)
{
    voice_clear(&run->voice);
    if (folded && voice_init(&run->voice, name->data, name->size, folded))
        return MBR_OK;
    return run_fail(run, MBR_E_NOMEM, "no memory for the outlet's name");
}

int32_t
hear_newsroom(struct run *run)
{
    const mbr_repo_api *repo = run->task->repo;
    if (run->newsroom_heard)
        return MBR_OK;
    run->newsroom_heard = true;
    mbr_blob *blob = NULL;
    int32_t result = repo->read(run->job, "marbre.yaml", &blob);
    if (result == MBR_E_NOTFOUND)
        return MBR_OK;
    if (result < 0)
        return run_fail(run, result, "marbre.yaml could not be read");
    mbr_text outlet, name;
    result = read_setting(run, blob, "outlet", &outlet);
    if (result >= 0)
        result = read_setting(run, blob, "name", &name);
    if (result >= 0 && !run->voice.written && outlet.size > 0) {
        char *folded = word_fold(outlet.data, outlet.size);
        result = init_voice(run, &outlet, folded);
        free(folded);
    }
    if (result >= 0 && name.size > 0 && !voice_add_newsroom(&run->voice, name.data, name.size))
        result = run_fail(run, MBR_E_NOMEM, "no memory for the newsroom's name");
    repo->release(blob);
    return result;
}

int32_t
hear_outlet(struct run *run)
{
    mbr_value value = {.struct_size = sizeof value};
    int32_t result = run->task->article->meta(run->job, MBR_PART_TEXT, "outlet", &value);
    if (result < 0 && result != MBR_E_NOTFOUND)
        return run_fail(run, result, "the outlet could not be read");
    if (result < 0 || value.type != MBR_VALUE_TEXT || value.text.size == 0)
        return hear_newsroom(run);
    mbr_text folded;
    uint64_t mark;
    result = run->task->text->normalise(run->job, MBR_PART_TEXT, value.mark,
                                        MBR_FOLD_CASE | MBR_FOLD_APOSTROPHES | MBR_FOLD_SPACES,
                                        &folded, &mark);
    if (result < 0)
        return run_fail(run, result, "the outlet could not be read");
    return init_voice(run, &value.text, folded.data);
}
