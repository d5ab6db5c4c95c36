#include <marbre/plugin.h>

#include <cstring>
#include <new>
#include <string>

/* What both tasks need, asked for once, in `create`. Nothing may be thrown at the host: what it calls
   is noexcept, and catches. */
struct mbr_task {
    const mbr_job_api *job = nullptr;
    const mbr_article_api *article = nullptr;
    const mbr_report_api *report = nullptr;
    const mbr_change_api *change = nullptr; /* actions only */
    std::int64_t most = 0;
};

namespace
{

template <typename Api>
const Api *
ask(const mbr_host *host, const char *service)
{
    return static_cast<const Api *>(host->query(host, service));
}

/* Runs what may throw, and answers in codes. */
template <typename Work>
std::int32_t
guarded(Work work) noexcept
{
    try {
        return work();
    } catch (const std::bad_alloc &) {
        return MBR_E_NOMEM;
    } catch (...) {
        return MBR_E_FAILED;
    }
}

template <typename Struct>
Struct
sized()
{
    Struct value{};
    value.struct_size = sizeof value;
    return value;
}

mbr_text
text_of(const std::string &words)
{
    return {words.data(), words.size()};
}

void
destroy(mbr_task *task) noexcept
{
    delete task;
}

/* ---- the check: titles fit the front page ---- */

std::int32_t
titles_create(const mbr_host *host, const mbr_config *config, mbr_task **out) noexcept
{
    const auto *options = ask<mbr_config_api>(host, MBR_CONFIG_API);
    mbr_task made;
    made.article = ask<mbr_article_api>(host, MBR_ARTICLE_API);
    made.report = ask<mbr_report_api>(host, MBR_REPORT_API);
    if (!options || !made.article || !made.report)
        return MBR_E_UNSUPPORTED;
    std::int32_t code = options->get_int(config, "most", 0, &made.most);
    if (code < 0)
        return code;
    auto *task = new (std::nothrow) mbr_task(made);
    if (!task)
        return MBR_E_NOMEM;
    *out = task;
    return MBR_OK;
}

/* Characters of UTF-8, not bytes. */
std::int64_t
count_characters(mbr_text text)
{
    std::int64_t count = 0;
    for (std::size_t i = 0; i < text.size; i++)
        count += (static_cast<unsigned char>(text.data[i]) & 0xC0) != 0x80;
    return count;
}

std::int32_t
report_title(const mbr_task &task, mbr_job *job, mbr_span place, std::int64_t count)
{
    const std::string over = std::to_string(count - task.most);
    const std::string most = std::to_string(task.most);
    auto how_many = sized<mbr_arg>();
    how_many.name = "count";
    how_many.value = text_of(over);
    auto limit = sized<mbr_arg>();
    limit.name = "most";
    limit.value = text_of(most);
    const mbr_arg *const args[] = {&how_many, &limit, nullptr};
    auto finding = sized<mbr_finding>();
    finding.rule = "long-title";
    finding.span = place;
    finding.args = args;
    return task.report->finding(job, &finding);
}

std::int32_t
titles_run(mbr_task *task, mbr_job *job) noexcept
{
    return guarded([&]() -> std::int32_t {
        auto title = sized<mbr_value>();
        std::int32_t code = task->article->meta(job, MBR_PART_TEXT, "title", &title);
        if (code == MBR_E_NOTFOUND)
            return MBR_OK; /* another check asks for a title */
        if (code < 0)
            return code;
        std::int64_t count = count_characters(title.text);
        return count > task->most ? report_title(*task, job, title.span, count) : MBR_OK;
    });
}

/* ---- the action: how long it takes to read ---- */

constexpr std::size_t words_a_minute = 230;

std::int32_t
reading_create(const mbr_host *host, const mbr_config *, mbr_task **out) noexcept
{
    mbr_task made;
    made.job = ask<mbr_job_api>(host, MBR_JOB_API);
    made.article = ask<mbr_article_api>(host, MBR_ARTICLE_API);
    made.change = ask<mbr_change_api>(host, MBR_CHANGE_API);
    if (!made.job || !made.article || !made.change)
        return MBR_E_UNSUPPORTED;
    auto *task = new (std::nothrow) mbr_task(made);
    if (!task)
        return MBR_E_NOMEM;
    *out = task;
    return MBR_OK;
}

std::size_t
count_words(mbr_text text)
{
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size; i++)
        count += text.data[i] != ' ' && (i + 1 == text.size || text.data[i + 1] == ' ');
    return count;
}

std::int32_t
write_minutes(const mbr_task &task, mbr_job *job, std::size_t minutes)
{
    const std::string why = "the article has no front matter to write to";
    const std::string digits = std::to_string(minutes);
    auto value = sized<mbr_value>();
    value.type = MBR_VALUE_TEXT;
    value.text = text_of(digits);
    mbr_text path;
    std::int32_t code = task.article->path(job, MBR_PART_TEXT, 0, &path);
    if (code < 0)
        return code;
    const char *slash = std::strrchr(path.data, '/');
    code = task.change->meta_set(job, slash ? slash + 1 : path.data, "reading-time", &value);
    return code < 0 ? task.job->fail(job, code, why.data(), why.size()) : MBR_OK;
}

std::int32_t
reading_run(mbr_task *task, mbr_job *job) noexcept
{
    return guarded([&]() -> std::int32_t {
        std::size_t words = 0;
        std::size_t count = task->article->item_count(job, MBR_PART_TEXT, MBR_ITEM_PARAGRAPH);
        for (std::size_t i = 0; i < count; i++) {
            auto item = sized<mbr_item>();
            std::int32_t code =
                task->article->item(job, MBR_PART_TEXT, MBR_ITEM_PARAGRAPH, i, &item);
            if (code < 0)
                return code;
            words += count_words(item.text);
        }
        return write_minutes(*task, job, words / words_a_minute + 1);
    });
}

/* ---- what the plugin declares ---- */

mbr_option
make_most()
{
    auto most = sized<mbr_option>();
    most.type = MBR_OPTION_INT;
    most.key = "most";
    most.summary = "Characters that a title may have";
    most.fallback = "90";
    most.minimum = 10;
    most.maximum = 1000;
    return most;
}

mbr_rule
make_long_title()
{
    auto rule = sized<mbr_rule>();
    rule.severity = MBR_SEVERITY_WARNING;
    rule.id = "long-title";
    rule.summary = "A title that is too long";
    rule.message = "The title is {count} characters longer than {most}";
    return rule;
}

const mbr_option most = make_most();
const mbr_option *const titles_options[] = {&most, nullptr};
const mbr_rule long_title = make_long_title();
const mbr_rule *const titles_rules[] = {&long_title, nullptr};
/* An approval of this check's stage covers the title, and nothing else of the article. */
const char *const titles_keys[] = {"title", nullptr};

mbr_task_class
make_titles()
{
    auto task = sized<mbr_task_class>();
    task.kind = MBR_KIND_CHECK;
    task.id = "titles";
    task.summary = "Titles fit the front page";
    task.keys = titles_keys;
    task.options = titles_options;
    task.rules = titles_rules;
    task.create = titles_create;
    task.run = titles_run;
    task.destroy = destroy;
    return task;
}

mbr_task_class
make_reading()
{
    auto task = sized<mbr_task_class>();
    task.kind = MBR_KIND_ACTION;
    task.id = "reading-time";
    task.summary = "Writes how many minutes an article takes to read";
    task.judges = MBR_PART_TEXT;
    task.create = reading_create;
    task.run = reading_run;
    task.destroy = destroy;
    return task;
}

const mbr_task_class titles = make_titles();
const mbr_task_class reading = make_reading();
const mbr_task_class *const tasks[] = {&titles, &reading, nullptr};

mbr_plugin
make_plugin()
{
    auto plugin = sized<mbr_plugin>();
    plugin.id = "@NAME@";
    plugin.version = "0.1.0";
    plugin.license = "0BSD";
    plugin.tasks = tasks;
    return plugin;
}

const mbr_plugin plugin = make_plugin();

} // namespace

const mbr_plugin *
marbre_plugin_1(void)
{
    return &plugin;
}
