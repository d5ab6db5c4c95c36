/* How hard a text is to read, on the LIX scale: words to a sentence, and of 100 words those with
   more than six letters (C.-H. Björnsson, Läsbarhet, 1968). It asks for no syllables and so for no
   language. */
#include <marbre/plugin.h>

#include <cstdint>
#include <memory>
#include <new>
#include <string>

/* What the check needs, asked for once, in `create`. */
struct mbr_task {
    const mbr_article_api *article = nullptr;
    const mbr_text_api *text = nullptr;
    const mbr_report_api *report = nullptr;
    double most = 0;
    std::int64_t words = 0;
};

namespace
{

/* ---- the border: codes on the host's side, exceptions on ours ---- */

/* What the host refused: its code is what `run` returns. */
struct refused {
    std::int32_t code;
};

/* The answer, or an exception. */
std::int32_t
must(std::int32_t code)
{
    if (code < 0)
        throw refused{code};
    return code;
}

/* Nothing may be thrown at the host: all that it calls goes through here. */
template <typename Work>
std::int32_t
guarded(Work work) noexcept
{
    try {
        work();
        return MBR_OK;
    } catch (const refused &why) {
        return why.code;
    } catch (const std::bad_alloc &) {
        return MBR_E_NOMEM;
    } catch (...) {
        return MBR_E_FAILED;
    }
}

template <typename Api>
const Api *
ask(const mbr_host *host, const char *service)
{
    const void *table = host->query(host, service);
    if (!table)
        throw refused{MBR_E_UNSUPPORTED};
    return static_cast<const Api *>(table);
}

template <typename Struct>
Struct
sized()
{
    Struct value{};
    value.struct_size = sizeof value;
    return value;
}

/* ---- the measure ---- */

struct measure {
    std::int64_t sentences = 0, words = 0, long_words = 0;

    void
    add(const measure &other)
    {
        sentences += other.sentences;
        words += other.words;
        long_words += other.long_words;
    }

    double
    score() const
    {
        if (words == 0 || sentences == 0)
            return 0;
        return double(words) / double(sentences) + 100.0 * double(long_words) / double(words);
    }
};

/* Characters of UTF-8, not bytes. */
std::size_t
count_characters(mbr_text text, mbr_span span)
{
    std::size_t count = 0;
    for (auto i = span.start; i < span.end; i++)
        count += (static_cast<unsigned char>(text.data[i]) & 0xC0) != 0x80;
    return count;
}

/* One article under the eyes of the check. */
class reading
{
  public:
    reading(const mbr_task &task, mbr_job *job) : task(task), job(job)
    {
    }

    void
    read()
    {
        const auto count = task.article->item_count(job, MBR_PART_TEXT, MBR_ITEM_PARAGRAPH);
        for (std::size_t i = 0; i < count; i++) {
            auto item = sized<mbr_item>();
            must(task.article->item(job, MBR_PART_TEXT, MBR_ITEM_PARAGRAPH, i, &item));
            read_paragraph(item);
        }
        if (all.words >= task.words && all.score() > task.most)
            report();
    }

  private:
    const mbr_task &task;
    mbr_job *job;
    measure all;
    double hardest = -1;
    mbr_span place{}; /* of the hardest sentence, in the file */

    void
    read_paragraph(const mbr_item &item)
    {
        mbr_span sentence{};
        while (task.text->sentence(job, MBR_PART_TEXT, item.mark, sentence.end, &sentence) ==
               MBR_OK) {
            const measure one = read_sentence(item, sentence);
            all.add(one);
            if (one.score() <= hardest)
                continue;
            hardest = one.score();
            must(task.article->to_source(job, MBR_PART_TEXT, item.mark, &sentence, &place));
        }
    }

    measure
    read_sentence(const mbr_item &item, mbr_span sentence) const
    {
        measure found;
        mbr_span word{sentence.start, sentence.start};
        while (task.text->word(job, MBR_PART_TEXT, item.mark, word.end, &word) == MBR_OK &&
               word.start < sentence.end) {
            found.words++;
            found.long_words += count_characters(item.text, word) > 6;
        }
        found.sentences = found.words > 0;
        return found;
    }

    void
    report() const
    {
        const std::string score = rounded(all.score()), most = rounded(task.most);
        const mbr_arg first = arg("score", score), second = arg("most", most);
        const mbr_arg *const args[] = {&first, &second, nullptr};
        auto finding = sized<mbr_finding>();
        finding.rule = "hard-to-read";
        finding.span = place;
        finding.args = args;
        must(task.report->finding(job, &finding));
    }

    static std::string
    rounded(double number)
    {
        return std::to_string(static_cast<long long>(number + 0.5));
    }

    static mbr_arg
    arg(const char *name, const std::string &value)
    {
        auto made = sized<mbr_arg>();
        made.name = name;
        made.value = {value.data(), value.size()};
        return made;
    }
};

/* ---- what the host calls ---- */

std::int32_t
create(const mbr_host *host, const mbr_config *config, mbr_task **out) noexcept
{
    return guarded([&] {
        auto task = std::make_unique<mbr_task>();
        const auto *options = ask<mbr_config_api>(host, MBR_CONFIG_API);
        task->article = ask<mbr_article_api>(host, MBR_ARTICLE_API);
        task->text = ask<mbr_text_api>(host, MBR_TEXT_API);
        task->report = ask<mbr_report_api>(host, MBR_REPORT_API);
        must(options->get_number(config, "most", 0, &task->most));
        must(options->get_int(config, "words", 0, &task->words));
        *out = task.release();
    });
}

std::int32_t
run(mbr_task *task, mbr_job *job) noexcept
{
    return guarded([&] { reading(*task, job).read(); });
}

void
destroy(mbr_task *task) noexcept
{
    delete task;
}

/* ---- what the plugin declares ---- */

mbr_option
make_option(std::int32_t type, const char *key, const char *summary, const char *fallback)
{
    auto option = sized<mbr_option>();
    option.type = type;
    option.key = key;
    option.summary = summary;
    option.fallback = fallback;
    option.minimum = 1;
    option.maximum = 1000;
    return option;
}

mbr_rule
make_rule()
{
    auto rule = sized<mbr_rule>();
    rule.severity = MBR_SEVERITY_NOTE;
    rule.id = "hard-to-read";
    rule.summary = "A text that is hard to read";
    rule.message = "The text scores {score} on the LIX scale, and {most} is the most; this is its "
                   "hardest sentence";
    return rule;
}

const mbr_option most =
    make_option(MBR_OPTION_NUMBER, "most", "The highest score that is still readable", "60");
const mbr_option words =
    make_option(MBR_OPTION_INT, "words", "Texts with fewer words are not judged", "100");
const mbr_option *const options[] = {&most, &words, nullptr};
const mbr_rule hard_to_read = make_rule();
const mbr_rule *const rules[] = {&hard_to_read, nullptr};

mbr_task_class
make_task()
{
    auto task = sized<mbr_task_class>();
    task.kind = MBR_KIND_CHECK;
    task.id = "score";
    task.summary = "Texts are easy enough to read";
    task.judges = MBR_PART_TEXT;
    task.options = options;
    task.rules = rules;
    task.create = create;
    task.run = run;
    task.destroy = destroy;
    return task;
}

const mbr_task_class score = make_task();
const mbr_task_class *const tasks[] = {&score, nullptr};

mbr_plugin
make_plugin()
{
    auto plugin = sized<mbr_plugin>();
    plugin.id = "readability";
    plugin.version = "1.0.0";
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
