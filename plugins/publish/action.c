/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "action.h"

#include "front.h"
#include "notice.h"
#include "page.h"
#include "style.h"
#include "text.h"

#include <stdlib.h>

#define MOST_ON_FRONT 50

/* --- pages -------------------------------------------------------------------------------------
 */

static int32_t
write_page(const site *of, const story *which)
{
    article one;
    buffer page = {0};
    int32_t result = article_read(&one, of, which);
    if (result >= 0) {
        page_write(&one, &page);
        result = site_write(of, which->entry.path, "index.html", "text/html", &page);
    }
    buffer_clear(&page);
    article_clear(&one);
    return result;
}

static int32_t
write_notice(const site *of, const story *which)
{
    buffer page = {0};
    notice_write(of, which, &page);
    int32_t result = site_write(of, which->entry.path, "index.html", "text/html", &page);
    buffer_clear(&page);
    return result;
}

static int32_t
write_pages(const site *of)
{
    int32_t result = MBR_OK;
    for (size_t i = 0; result >= 0 && i < of->count + of->retracted; i++) {
        const story *one = &of->stories[i];
        if ((one->entry.flags & MBR_ENTRY_RENDER) == 0)
            continue;
        if (of->task->job->cancelled(of->job))
            result = MBR_E_CANCELLED;
        else
            result = i < of->count ? write_page(of, one) : write_notice(of, one);
    }
    return result;
}

/* --- what lists the newest ---------------------------------------------------------------------
 */

static int32_t
gather(front *of)
{
    int32_t result = MBR_OK;
    of->items = calloc(MOST_ON_FRONT, sizeof *of->items);
    if (!of->items)
        return MBR_E_NOMEM;
    for (size_t i = 0; result >= 0 && i < of->site->count && of->count < MOST_ON_FRONT; i++) {
        const story *one = &of->site->stories[i];
        mbr_text folder = {one->entry.path.data, one->root};
        if (text_same(folder, of->folder))
            result = article_read(&of->items[of->count++], of->site, one);
    }
    return result;
}

static int32_t
write_lists(const front *of)
{
    const struct mbr_task *task = of->site->task;
    buffer page = {0}, feed = {0};
    int32_t result = MBR_OK;
    if (task->html) {
        front_write(of, &page);
        result = site_write(of->site, of->folder, "index.html", "text/html", &page);
    }
    if (task->atom && result >= 0) {
        atom_write(of, &feed);
        result = site_write(of->site, of->folder, "atom.xml", "application/atom+xml", &feed);
    }
    buffer_clear(&page);
    buffer_clear(&feed);
    return result;
}

static int32_t
write_front(const site *within, mbr_text folder, mbr_text language)
{
    front of = {.site = within, .folder = folder, .language = language};
    int32_t result = gather(&of);
    if (result >= 0)
        result = write_lists(&of);
    for (size_t i = 0; i < of.count; i++)
        article_clear(&of.items[i]);
    free(of.items);
    return result;
}

static bool
is_first_of_folder(const site *of, size_t index)
{
    const story *one = &of->stories[index];
    if (one->root == 0)
        return false;
    for (size_t i = 0; i < index; i++) {
        const story *other = &of->stories[i];
        if (other->root == one->root &&
            memcmp(other->entry.path.data, one->entry.path.data, one->root) == 0)
            return false;
    }
    return true;
}

/* The newsroom's first language has the root of the site, every other one a folder of its own; also
   one in which all was retracted, whose lists would go on telling of it. */
static int32_t
write_fronts(const site *of)
{
    int32_t result = write_front(of, text_of(""), of->language);
    for (size_t i = 0; result >= 0 && of->many_languages && i < of->count + of->retracted; i++) {
        const mbr_entry *entry = &of->stories[i].entry;
        if (is_first_of_folder(of, i))
            result =
                write_front(of, (mbr_text){entry->path.data, of->stories[i].root}, entry->language);
    }
    return result;
}

/* --- the task ----------------------------------------------------------------------------------
 */

static int32_t
write_style(const site *of)
{
    buffer sheet = {0};
    buffer_put(&sheet, style_sheet, style_sheet_size);
    int32_t result = site_write(of, text_of(""), "style.css", "text/css", &sheet);
    buffer_clear(&sheet);
    return result;
}

int32_t
action_run(mbr_task *task, mbr_job *job)
{
    site of;
    int32_t result = site_open(&of, task, job);
    if (result >= 0 && task->html)
        result = write_pages(&of);
    if (result >= 0)
        result = write_fronts(&of);
    if (result >= 0 && task->html)
        result = write_style(&of);
    site_close(&of);
    return result;
}

static int32_t
read_formats(const mbr_config_api *options, const mbr_config *config, mbr_task *task)
{
    size_t count = options->count(config, "formats");
    for (size_t i = 0; i < count; i++) {
        mbr_text format;
        int32_t result = options->get_text(config, "formats", i, &format);
        if (result < 0)
            return result;
        task->html |= text_is(format, "html");
        task->atom |= text_is(format, "atom");
    }
    return MBR_OK;
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
    if (!options || !made.job || !made.article || !made.repo || !made.change || !made.site)
        return MBR_E_UNSUPPORTED;
    int32_t result = read_formats(options, config, &made);
    if (result < 0)
        return result;
    mbr_task *task = malloc(sizeof *task);
    if (!task)
        return MBR_E_NOMEM;
    *task = made;
    *out = task;
    return MBR_OK;
}
