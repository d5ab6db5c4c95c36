/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "site.h"

#include "text.h"

#include <stdlib.h>

bool
site_setting(const site *of, const char *where, mbr_text *ret)
{
    mbr_value value = {.struct_size = sizeof value};
    if (of->task->repo->value(of->settings, where, &value) < 0 || value.type == MBR_VALUE_NULL ||
        value.type == MBR_VALUE_LIST || value.type == MBR_VALUE_MAP)
        return false;
    mbr_text text = text_trim(value.text);
    if (text.size == 0)
        return false;
    *ret = text;
    return true;
}

static int32_t
read_settings(site *of)
{
    mbr_text base;
    int32_t result = of->task->repo->read(of->job, SETTINGS_PATH, &of->settings);
    if (result < 0)
        return result;
    of->name = of->id = of->outlet = text_of("");
    of->language = text_of("fr");
    (void)site_setting(of, "name", &of->name); /* what is missing stays as above */
    (void)site_setting(of, "id", &of->id);
    (void)site_setting(of, "outlet", &of->outlet);
    if (!site_setting(of, "languages.publish[0]", &of->language))
        (void)site_setting(of, "languages.publish", &of->language);
    if (!site_setting(of, "site", &base)) {
        static const char why[] = "marbre.yaml gives no `site`, the address that pages have";
        return of->task->job->fail(of->job, MBR_E_FAILED, why, sizeof why - 1);
    }
    buffer_put(&of->base, base.data, base.size);
    if (base.data[base.size - 1] != '/')
        buffer_say(&of->base, "/");
    return of->base.failed ? MBR_E_NOMEM : MBR_OK;
}

static int32_t
read_fronts(site *of)
{
    const mbr_site_api *api = of->task->site;
    size_t count = api->lists(of->job);
    of->fronts = calloc(count ? count : 1, sizeof *of->fronts);
    if (!of->fronts)
        return MBR_E_NOMEM;
    for (size_t i = 0; i < count; i++) {
        mbr_list told = {.struct_size = sizeof told};
        int32_t result = api->list(of->job, i, &told);
        if (result < 0)
            return result;
        if (told.kind == MBR_LIST_FRONT)
            of->fronts[of->front_count++] = (front_place){told.language, told.path};
    }
    return MBR_OK;
}

int32_t
site_open(site *of, const struct mbr_task *task, mbr_job *job)
{
    *of = (site){.task = task, .job = job};
    int32_t result = read_settings(of);
    return result < 0 ? result : read_fronts(of);
}

void
site_close(site *of)
{
    of->task->repo->release(of->settings);
    buffer_clear(&of->base);
    free(of->fronts);
}

size_t
site_root_of(const site *of, mbr_text language)
{
    return text_same(language, of->language) ? 0 : language.size + strlen("/");
}

int32_t
story_read(const site *within, size_t index, story *ret)
{
    story one = {.index = index, .entry = {.struct_size = sizeof one.entry}};
    int32_t result = within->task->site->entry(within->job, index, &one.entry);
    if (result < 0)
        return result;
    one.root = site_root_of(within, one.entry.language);
    one.place = text_from(one.entry.path, one.root);
    *ret = one;
    return MBR_OK;
}

bool
story_is_retracted(const story *of)
{
    return (of->entry.flags & MBR_ENTRY_RETRACTED) != 0;
}

bool
site_place(const site *of, int32_t kind, mbr_text name, mbr_text language, mbr_text *ret)
{
    return name.size > 0 && of->task->site->place(of->job, kind, name, language, ret) >= 0 &&
           ret->size > 0;
}

int32_t
site_write(
    const site *of, mbr_text folder, const char *name, const char *media_type, const buffer *from)
{
    buffer path = {0};
    buffer_put(&path, folder.data, folder.size);
    buffer_put(&path, name, strlen(name) + 1);
    int32_t result = path.failed || from->failed
                         ? MBR_E_NOMEM
                         : of->task->change->artifact(of->job, path.data, media_type,
                                                      from->data ? from->data : "", from->size);
    buffer_clear(&path);
    return result;
}

void
site_way_back(mbr_text folder, size_t root, buffer *out)
{
    for (size_t at = root; at < folder.size; at++) {
        if (folder.data[at] == '/')
            buffer_say(out, "../");
    }
}
