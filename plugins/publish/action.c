/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "action.h"

#include "format.h"
#include "shelf.h"
#include "text.h"
#include "theme.h"

#include <stdlib.h>

/* --- pages -------------------------------------------------------------------------------------
 */

/* Write one file of an article, or of one that was retracted. */
static int32_t
write_file(const article *of, const article_file *file)
{
    buffer out = {0};
    file->write(of, &out);
    int32_t result =
        site_write(of->site, of->story->entry.path, file->name, file->media_type, &out);
    buffer_clear(&out);
    return result;
}

static int32_t
write_article(const site *of, const story *which)
{
    article *one = NULL;
    bool gone = story_is_retracted(which);
    int32_t result = shelf_take(of, which, &one);
    for (size_t i = 0; result >= 0 && i < FORMATS; i++) {
        const article_file *file = gone ? &format_table[i].retraction : &format_table[i].article;
        if (of->task->on[i] && file->name)
            result = write_file(one, file);
    }
    return result;
}

static int32_t
write_pages(const site *of, size_t which, const mbr_list *told)
{
    int32_t result = MBR_OK;
    const listing pages = {.site = of, .which = which, .told = *told};
    for (size_t n = 0; result >= 0 && n < told->count; n++) {
        story one;
        if (of->task->job->cancelled(of->job))
            return MBR_E_CANCELLED;
        result = listing_story(&pages, n, &one);
        if (result >= 0)
            result = write_article(of, &one);
    }
    return result;
}

/* --- lists -------------------------------------------------------------------------------------
 */

static int32_t
write_list_file(const listing *of, const list_file *file)
{
    buffer out = {0};
    file->write(of, &out);
    int32_t result = site_write(of->site, of->told.path, file->name, file->media_type, &out);
    buffer_clear(&out);
    return result;
}

static int32_t
write_list(const site *within, size_t which, const mbr_list *told)
{
    listing of;
    int32_t result = listing_read(&of, within, which, told);
    for (size_t i = 0; result >= 0 && i < FORMATS; i++) {
        const list_file *file = &format_table[i].list;
        if (within->task->on[i] && file->name && (file->kinds & LISTS_OF(told->kind)) &&
            (!file->root_only || told->path.size == 0))
            result = write_list_file(&of, file);
    }
    listing_clear(&of);
    return result;
}

static int32_t
write_lists(const site *of)
{
    const mbr_site_api *api = of->task->site;
    int32_t result = MBR_OK;
    size_t count = api->lists(of->job);
    for (size_t i = 0; result >= 0 && i < count; i++) {
        mbr_list told = {.struct_size = sizeof told};
        if (of->task->job->cancelled(of->job))
            return MBR_E_CANCELLED;
        result = api->list(of->job, i, &told);
        if (result < 0)
            return result;
        if (told.kind == MBR_LIST_PAGES)
            result = write_pages(of, i, &told);
        else if (told.kind > MBR_LIST_PAGES && told.kind <= MBR_LIST_CORRECTIONS)
            result = write_list(of, i, &told);
    }
    return result;
}

/* --- the task ----------------------------------------------------------------------------------
 */

static int32_t
write_style(const site *of)
{
    buffer sheet = {0};
    buffer_put(&sheet, of->theme->style.data, of->theme->style.size);
    int32_t result = site_write(of, text_of(""), "style.css", "text/css", &sheet);
    buffer_clear(&sheet);
    return result;
}

int32_t
action_run(mbr_task *task, mbr_job *job)
{
    site of;
    struct theme theme = {0};
    struct shelf articles = {0};
    int32_t result = site_open(&of, task, job);
    of.shelf = &articles;
    if (result >= 0)
        result = theme_open(&theme, &of);
    of.theme = &theme;
    if (result >= 0)
        result = write_lists(&of);
    if (result >= 0 && format_is_on(&of, "html"))
        result = write_style(&of);
    shelf_clear(&articles);
    theme_close(&theme, &of);
    site_close(&of);
    return result;
}

static int32_t
read_formats(const mbr_config_api *options, const mbr_config *config, mbr_task *task)
{
    size_t count = options->count(config, "formats");
    for (size_t i = 0; i < count; i++) {
        mbr_text name;
        int32_t result = options->get_text(config, "formats", i, &name);
        if (result < 0)
            return result;
        for (size_t row = 0; row < FORMATS; row++)
            task->on[row] |= text_is(name, format_table[row].name);
    }
    return MBR_OK;
}

static int32_t
read_options(const mbr_config_api *options, const mbr_config *config, mbr_task *task)
{
    mbr_text version, feeds;
    int32_t result = options->get_text(config, "ninjs", 0, &version);
    if (result >= 0)
        result = options->get_text(config, "feeds", 0, &feeds);
    if (result < 0)
        return result;
    task->ninjs_3 = text_is(version, "3.1");
    task->summaries = text_is(feeds, "summary");
    return read_formats(options, config, task);
}

int32_t
action_create(const mbr_host *host, const mbr_config *config, mbr_task **out)
{
    const mbr_config_api *options = host->query(host, MBR_CONFIG_API);
    mbr_task made = {
        .host = host,
        .job = host->query(host, MBR_JOB_API),
        .article = host->query(host, MBR_ARTICLE_API),
        .repo = host->query(host, MBR_REPO_API),
        .change = host->query(host, MBR_CHANGE_API),
        .site = host->query(host, MBR_SITE_API),
    };
    if (!options || !made.job || !made.article || !made.repo || !made.change ||
        !MBR_HAS(made.site, mbr_site_api, markdown))
        return MBR_E_UNSUPPORTED;
    int32_t result = read_options(options, config, &made);
    made.theme = text_of("");
    if (result >= 0 && options->count(config, "theme") > 0)
        result = options->get_text(config, "theme", 0, &made.theme);
    if (result < 0)
        return result;
    mbr_task *task = malloc(sizeof *task);
    if (!task)
        return MBR_E_NOMEM;
    *task = made;
    *out = task;
    return MBR_OK;
}
