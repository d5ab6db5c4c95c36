#include <marbre/plugin.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What both tasks need, asked for once, in `create`. */
struct mbr_task {
    const mbr_job_api *job;
    const mbr_article_api *article;
    const mbr_report_api *report;
    const mbr_change_api *change; /* actions only */
    int64_t most;
};

static void
destroy(mbr_task *task)
{
    free(task);
}

/* ---- the check: titles fit the front page ---- */

static int32_t
titles_create(const mbr_host *host, const mbr_config *config, mbr_task **out)
{
    const mbr_config_api *options = host->query(host, MBR_CONFIG_API);
    const mbr_article_api *article = host->query(host, MBR_ARTICLE_API);
    const mbr_report_api *report = host->query(host, MBR_REPORT_API);
    int64_t most;
    if (!options || !article || !report)
        return MBR_E_UNSUPPORTED;
    int32_t code = options->get_int(config, "most", 0, &most);
    if (code < 0)
        return code;
    mbr_task *task = calloc(1, sizeof *task);
    if (!task)
        return MBR_E_NOMEM;
    task->article = article;
    task->report = report;
    task->most = most;
    *out = task;
    return MBR_OK;
}

/* Characters of UTF-8, not bytes. */
static int64_t
count_characters(mbr_text text)
{
    int64_t count = 0;
    for (size_t i = 0; i < text.size; i++)
        count += ((unsigned char)text.data[i] & 0xC0) != 0x80;
    return count;
}

static int32_t
report_title(const mbr_task *task, mbr_job *job, mbr_span place, int64_t count)
{
    char over[24], most[24];
    snprintf(over, sizeof over, "%lld", (long long)(count - task->most));
    snprintf(most, sizeof most, "%lld", (long long)task->most);
    const mbr_arg how_many = {
        .struct_size = sizeof how_many, .name = "count", .value = {over, strlen(over)}};
    const mbr_arg limit = {
        .struct_size = sizeof limit, .name = "most", .value = {most, strlen(most)}};
    const mbr_arg *const args[] = {&how_many, &limit, NULL};
    const mbr_finding finding = {
        .struct_size = sizeof finding, .rule = "long-title", .span = place, .args = args};
    return task->report->finding(job, &finding);
}

static int32_t
titles_run(mbr_task *task, mbr_job *job)
{
    mbr_value title = {.struct_size = sizeof title};
    int32_t code = task->article->meta(job, MBR_PART_TEXT, "title", &title);
    if (code == MBR_E_NOTFOUND)
        return MBR_OK; /* another check asks for a title */
    if (code < 0)
        return code;
    int64_t count = count_characters(title.text);
    return count > task->most ? report_title(task, job, title.span, count) : MBR_OK;
}

/* ---- the action: how long it takes to read ---- */

#define WORDS_A_MINUTE 230

static int32_t
reading_create(const mbr_host *host, const mbr_config *config, mbr_task **out)
{
    const mbr_job_api *job = host->query(host, MBR_JOB_API);
    const mbr_article_api *article = host->query(host, MBR_ARTICLE_API);
    const mbr_change_api *change = host->query(host, MBR_CHANGE_API);
    (void)config;
    if (!job || !article || !change)
        return MBR_E_UNSUPPORTED;
    mbr_task *task = calloc(1, sizeof *task);
    if (!task)
        return MBR_E_NOMEM;
    task->job = job;
    task->article = article;
    task->change = change;
    *out = task;
    return MBR_OK;
}

static size_t
count_words(mbr_text text)
{
    size_t count = 0;
    for (size_t i = 0; i < text.size; i++)
        count += text.data[i] != ' ' && (i + 1 == text.size || text.data[i + 1] == ' ');
    return count;
}

static int32_t
write_minutes(const mbr_task *task, mbr_job *job, size_t minutes)
{
    static const char why[] = "the article has no front matter to write to";
    char digits[24];
    int length = snprintf(digits, sizeof digits, "%zu", minutes);
    const mbr_value value = {
        .struct_size = sizeof value, .type = MBR_VALUE_TEXT, .text = {digits, (size_t)length}};
    mbr_text path;
    int32_t code = task->article->path(job, MBR_PART_TEXT, 0, &path);
    if (code < 0)
        return code;
    const char *slash = strrchr(path.data, '/');
    code = task->change->meta_set(job, slash ? slash + 1 : path.data, "reading-time", &value);
    return code < 0 ? task->job->fail(job, code, why, sizeof why - 1) : MBR_OK;
}

static int32_t
reading_run(mbr_task *task, mbr_job *job)
{
    size_t words = 0, count = task->article->item_count(job, MBR_PART_TEXT, MBR_ITEM_PARAGRAPH);
    for (size_t i = 0; i < count; i++) {
        mbr_item item = {.struct_size = sizeof item};
        int32_t code = task->article->item(job, MBR_PART_TEXT, MBR_ITEM_PARAGRAPH, i, &item);
        if (code < 0)
            return code;
        words += count_words(item.text);
    }
    return write_minutes(task, job, words / WORDS_A_MINUTE + 1);
}

/* ---- what the plugin declares ---- */

static const mbr_option most = {.struct_size = sizeof most,
                                .type = MBR_OPTION_INT,
                                .key = "most",
                                .summary = "Characters that a title may have",
                                .fallback = "90",
                                .minimum = 10,
                                .maximum = 1000};
static const mbr_option *const titles_options[] = {&most, NULL};

static const mbr_rule long_title = {.struct_size = sizeof long_title,
                                    .severity = MBR_SEVERITY_WARNING,
                                    .id = "long-title",
                                    .summary = "A title that is too long",
                                    .message =
                                        "The title is {count} characters longer than {most}"};
static const mbr_rule *const titles_rules[] = {&long_title, NULL};

/* An approval of this check's stage covers the title, and nothing else of the article. */
static const char *const titles_keys[] = {"title", NULL};

static const mbr_task_class titles = {.struct_size = sizeof titles,
                                      .kind = MBR_KIND_CHECK,
                                      .id = "titles",
                                      .summary = "Titles fit the front page",
                                      .keys = titles_keys,
                                      .options = titles_options,
                                      .rules = titles_rules,
                                      .create = titles_create,
                                      .run = titles_run,
                                      .destroy = destroy};

static const mbr_task_class reading = {.struct_size = sizeof reading,
                                       .kind = MBR_KIND_ACTION,
                                       .id = "reading-time",
                                       .summary =
                                           "Writes how many minutes an article takes to read",
                                       .judges = MBR_PART_TEXT,
                                       .create = reading_create,
                                       .run = reading_run,
                                       .destroy = destroy};

static const mbr_task_class *const tasks[] = {&titles, &reading, NULL};

const mbr_plugin *
marbre_plugin_1(void)
{
    static const mbr_plugin plugin = {.struct_size = sizeof plugin,
                                      .id = "@NAME@",
                                      .version = "0.1.0",
                                      .license = "0BSD",
                                      .tasks = tasks};
    return &plugin;
}
