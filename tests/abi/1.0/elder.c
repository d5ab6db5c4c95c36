/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * A plugin of the first release: built against the header of 1.0 that lies beside it, whatever the
 * header of today is. It calls every function of every service of then and reports what each said,
 * so that a host that answers otherwise is seen.
 */
#include "marbre/plugin.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct mbr_task {
    const mbr_host *host;
    const mbr_config *options;
    const mbr_job_api *job;
    const mbr_config_api *config;
    const mbr_article_api *article;
    const mbr_text_api *text;
    const mbr_align_api *align;
    const mbr_repo_api *repo;
    const mbr_report_api *report;
    const mbr_change_api *change;
    const mbr_site_api *site;
    mbr_words *words;
    size_t size;
    char said[16384];
};

static void
say(mbr_task *task, const char *format, ...)
{
    size_t room = sizeof task->said - task->size;
    va_list args;
    va_start(args, format);
    int size = vsnprintf(task->said + task->size, room, format, args);
    va_end(args);
    if (size > 0)
        task->size += (size_t)size < room ? (size_t)size : room - 1;
}

static void
say_text(mbr_task *task, const char *what, int32_t code, const mbr_text *text)
{
    if (code < 0)
        say(task, "%s %d\n", what, (int)code);
    else
        say(task, "%s \"%.*s\"\n", what, (int)text->size, text->data);
}

static void
say_span(mbr_task *task, const char *what, int32_t code, const mbr_span *span)
{
    if (code < 0)
        say(task, "%s %d\n", what, (int)code);
    else
        say(task, "%s %u-%u\n", what, (unsigned)span->start, (unsigned)span->end);
}

static void
say_value(mbr_task *task, const char *what, int32_t code, const mbr_value *value)
{
    if (code < 0)
        say(task, "%s %d\n", what, (int)code);
    else
        say(task, "%s type %d at %u-%u \"%.*s\" %d %g %u entries\n", what, (int)value->type,
            (unsigned)value->span.start, (unsigned)value->span.end, (int)value->text.size,
            value->text.data, (int)value->integer, value->number, (unsigned)value->count);
}

/* ---- services ---- */

static void
ask_config(mbr_task *task)
{
    const mbr_config *options = task->options;
    int64_t integer = 0;
    double number = 0;
    mbr_text text;
    mbr_blob *blob = NULL;
    say(task, "config.count %u %u\n", (unsigned)task->config->count(options, "words.max"),
        (unsigned)task->config->count(options, "names"));
    int32_t code = task->config->get_int(options, "words.max", 0, &integer);
    say(task, "config.get_int %d %d\n", (int)code, (int)integer);
    code = task->config->get_number(options, "words.max", 0, &number);
    say(task, "config.get_number %d %g\n", (int)code, number);
    code = task->config->get_text(options, "names", 1, &text);
    say_text(task, "config.get_text", code, &text);
    say(task, "config.get_text of no such %d\n",
        (int)task->config->get_text(options, "nothing", 0, &text));
    code = task->config->get_file(options, "list", 0, &blob);
    say(task, "config.get_file %d\n", (int)code);
    if (code >= 0) {
        code = task->repo->words(blob, "names", "fr", MBR_FOLD_CASE, &task->words);
        say(task, "repo.words %d\n", (int)code);
        task->repo->release(blob);
    }
}

static void
ask_job(mbr_task *task, mbr_job *job)
{
    int64_t first = 0, after = 0;
    const mbr_text day = {"2023-09-20", 10};
    say(task, "job.cancelled %d\n", (int)task->job->cancelled(job));
    task->job->progress(job, 5000, "half", 4);
    say(task, "job.passed %d %d\n", (int)task->job->passed(job, 0),
        (int)task->job->passed(job, INT64_C(4000000000)));
    int32_t code = task->job->instant(job, &day, &first, &after);
    say(task, "job.instant %d %ld %ld\n", (int)code, (long)first, (long)after);
}

static void
ask_files(mbr_task *task, mbr_job *job)
{
    const mbr_article_api *article = task->article;
    mbr_text text;
    mbr_span span;
    size_t index = 99;
    say(task, "article.count %u %u %u %u\n", (unsigned)article->count(job, MBR_PART_TEXT),
        (unsigned)article->count(job, MBR_PART_SOURCE),
        (unsigned)article->count(job, MBR_PART_CLAIMS),
        (unsigned)article->count(job, MBR_PART_MEDIA));
    int32_t code = article->path(job, MBR_PART_MEDIA, 0, &text);
    say_text(task, "article.path", code, &text);
    code = article->named(job, MBR_PART_MEDIA, "photo.jpg", &index);
    say(task, "article.named %d %u\n", (int)code, (unsigned)index);
    code = article->bytes(job, MBR_PART_MEDIA, 0, &text);
    say_text(task, "article.bytes", code, &text);
    code = article->body(job, MBR_PART_TEXT, &span);
    say_span(task, "article.body", code, &span);
    code = article->language(job, MBR_PART_SOURCE, &text);
    say_text(task, "article.language", code, &text);
}

static void
ask_values(mbr_task *task, mbr_job *job)
{
    static const struct {
        uint64_t part;
        const char *where;
    } places[] = {
        {MBR_PART_TEXT, "title"}, {MBR_PART_TEXT, "images"}, {MBR_PART_TEXT, "images[0].credit"},
        {MBR_PART_TEXT, "count"}, {MBR_PART_TEXT, "secret"}, {MBR_PART_CLAIMS, "claims[0].quote"}};
    mbr_text text;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        mbr_value value = {0};
        value.struct_size = sizeof value;
        int32_t code = task->article->meta(job, places[i].part, places[i].where, &value);
        say_value(task, places[i].where, code, &value);
    }
    int32_t code = task->article->meta_key(job, MBR_PART_TEXT, "", 1, &text);
    say_text(task, "article.meta_key", code, &text);
}

static void
ask_items(mbr_task *task, mbr_job *job)
{
    for (int32_t kind = MBR_ITEM_ANY; kind <= MBR_ITEM_IMAGE; kind++) {
        size_t count = task->article->item_count(job, MBR_PART_TEXT, kind);
        say(task, "article.item_count %d %u\n", (int)kind, (unsigned)count);
        for (size_t i = 0; i < count; i++) {
            mbr_item item = {0};
            item.struct_size = sizeof item;
            int32_t code = task->article->item(job, MBR_PART_TEXT, kind, i, &item);
            say(task, "article.item %d kind %d level %u flags %u at %u-%u in %u", (int)code,
                (int)item.kind, (unsigned)item.level, (unsigned)item.flags,
                (unsigned)item.span.start, (unsigned)item.span.end, (unsigned)item.block);
            say_text(task, "", code, &item.text);
            say_text(task, " target", code, &item.target);
            say_text(task, " title", code, &item.title);
        }
    }
}

static void
ask_runs(mbr_task *task, mbr_job *job, const mbr_item *item)
{
    size_t count = task->article->run_count(job, MBR_PART_TEXT, item->mark);
    for (size_t i = 0; i < count; i++) {
        mbr_run run = {0};
        run.struct_size = sizeof run;
        int32_t code = task->article->run(job, MBR_PART_TEXT, item->mark, i, &run);
        say(task, "article.run %d kind %d text %u-%u at %u-%u\n", (int)code, (int)run.kind,
            (unsigned)run.text.start, (unsigned)run.text.end, (unsigned)run.span.start,
            (unsigned)run.span.end);
    }
}

static void
ask_text(mbr_task *task, mbr_job *job)
{
    const mbr_text_api *api = task->text;
    mbr_item item = {0};
    mbr_text text;
    mbr_span span;
    uint64_t mark = 0;
    size_t which = 99;
    mbr_words *words = NULL;
    const mbr_text list[] = {{"phrase", 6}, {"UN MOT", 6}};
    item.struct_size = sizeof item;
    int32_t code = task->article->item(job, MBR_PART_TEXT, MBR_ITEM_PARAGRAPH, 0, &item);
    ask_runs(task, job, &item);
    code = api->normalise(job, MBR_PART_TEXT, item.mark,
                          MBR_FOLD_CASE | MBR_FOLD_APOSTROPHES | MBR_FOLD_SPACES, &text, &mark);
    say_text(task, "text.normalise", code, &text);
    code = api->words(task->host, list, 2, MBR_FOLD_CASE, &words);
    say(task, "text.words %d\n", (int)code);
    code = api->find(job, MBR_PART_TEXT, item.mark, words, 0, &which, &span);
    say(task, "text.find %u", (unsigned)which);
    say_span(task, "", code, &span);
    code = task->article->to_source(job, MBR_PART_TEXT, item.mark, &span, &span);
    say_span(task, "article.to_source", code, &span);
    api->words_release(words);
    code = api->find(job, MBR_PART_TEXT, mark, task->words, 0, &which, &span);
    say(task, "text.find of a glossary %u", (unsigned)which);
    say_span(task, "", code, &span);
    code = api->quotation(job, MBR_PART_TEXT, item.mark, 25, &span);
    say_span(task, "text.quotation", code, &span);
    code = api->sentence(job, MBR_PART_TEXT, item.mark, 0, &span);
    say_span(task, "text.sentence", code, &span);
    code = api->word(job, MBR_PART_TEXT, item.mark, 2, &span);
    say_span(task, "text.word", code, &span);
}

static void
ask_align(mbr_task *task, mbr_job *job)
{
    size_t count = task->align->count(job, MBR_PART_SOURCE, MBR_PART_TEXT);
    for (size_t i = 0; i < count; i++) {
        mbr_pair pair = {0};
        pair.struct_size = sizeof pair;
        int32_t code = task->align->pair(job, MBR_PART_SOURCE, MBR_PART_TEXT, i, &pair);
        say(task, "align.pair %d %u+%u %u+%u\n", (int)code, (unsigned)pair.from_first,
            (unsigned)pair.from_count, (unsigned)pair.to_first, (unsigned)pair.to_count);
    }
}

static int32_t
each(void *user, const char *path)
{
    say(user, "repo.list %s\n", path);
    return 0;
}

static void
ask_repo(mbr_task *task, mbr_job *job)
{
    mbr_blob *blob = NULL;
    mbr_text text;
    mbr_value value = {0};
    say(task, "repo.list %d\n", (int)task->repo->list(job, "glossary", each, task));
    int32_t code = task->repo->read(job, "glossary/list.yaml", &blob);
    say(task, "repo.read %d\n", (int)code);
    if (code < 0)
        return;
    task->repo->bytes(blob, &text);
    say(task, "repo.bytes %u\n", (unsigned)text.size);
    value.struct_size = sizeof value;
    code = task->repo->value(blob, "names[1].fr", &value);
    say_value(task, "repo.value", code, &value);
    code = task->repo->value_key(blob, "", 0, &text);
    say_text(task, "repo.value_key", code, &text);
    task->repo->release(blob);
}

/* ---- tasks ---- */

static int32_t
tell(mbr_task *task, mbr_job *job)
{
    mbr_arg arg = {0};
    mbr_edit edit = {0};
    mbr_finding finding = {0};
    const mbr_arg *args[2] = {NULL, NULL};
    const mbr_edit *edits[2] = {NULL, NULL};
    arg.struct_size = sizeof arg;
    arg.name = "said";
    arg.value.data = task->said;
    arg.value.size = task->size;
    args[0] = &arg;
    edit.struct_size = sizeof edit;
    edit.span.start = edit.span.end =
        task->article->body(job, MBR_PART_TEXT, &finding.span) < 0 ? 0 : finding.span.start;
    edit.text.data = "x";
    edit.text.size = 1;
    edits[0] = &edit;
    finding.struct_size = sizeof finding;
    finding.rule = "said";
    finding.span = edit.span;
    finding.args = args;
    finding.edits = edits;
    return task->report->finding(job, &finding);
}

static int32_t
create(const mbr_host *host, const mbr_config *config, mbr_task **out)
{
    mbr_task *task = calloc(1, sizeof *task);
    if (!task)
        return MBR_E_NOMEM;
    task->host = host;
    task->options = config;
    task->job = host->query(host, MBR_JOB_API);
    task->config = host->query(host, MBR_CONFIG_API);
    task->article = host->query(host, MBR_ARTICLE_API);
    task->text = host->query(host, MBR_TEXT_API);
    task->align = host->query(host, MBR_ALIGN_API);
    task->repo = host->query(host, MBR_REPO_API);
    task->report = host->query(host, MBR_REPORT_API);
    task->change = host->query(host, MBR_CHANGE_API);
    task->site = host->query(host, MBR_SITE_API);
    if (!task->job || !task->config || !task->article || !task->text || !task->align ||
        !task->repo || !task->report) {
        free(task);
        return MBR_E_UNSUPPORTED;
    }
    *out = task;
    return MBR_OK;
}

static int32_t
look(mbr_task *task, mbr_job *job)
{
    task->size = 0;
    say(task, "host %s change %d site %d\n", task->host->name, task->change != NULL,
        task->site != NULL);
    task->host->log(task->host, MBR_LOG_INFO, "looking", 7);
    ask_config(task);
    ask_job(task, job);
    ask_files(task, job);
    ask_values(task, job);
    ask_items(task, job);
    ask_text(task, job);
    ask_align(task, job);
    ask_repo(task, job);
    task->text->words_release(task->words);
    task->words = NULL;
    return tell(task, job);
}

static void
ask_site(mbr_task *task, mbr_job *job)
{
    const mbr_site_api *site = task->site;
    mbr_entry entry = {0};
    mbr_list list = {0};
    mbr_value value = {0};
    mbr_text text;
    mbr_text name = {"Monde", 5}, language = {"fr", 2};
    mbr_job *other = NULL;
    size_t index = 99;
    entry.struct_size = sizeof entry;
    list.struct_size = sizeof list;
    value.struct_size = sizeof value;
    say(task, "site.count %u retracted %u lists %u\n", (unsigned)site->count(job),
        (unsigned)site->retracted(job), (unsigned)site->lists(job));
    int32_t code = site->entry(job, 0, &entry);
    say(task, "site.entry %d flags %u\n", (int)code, (unsigned)entry.flags);
    say_text(task, " path", code, &entry.path);
    say_text(task, " changed", code, &entry.changed);
    code = site->content(job, 0, &text);
    say_text(task, "site.content", code, &text);
    code = site->markdown(job, 0, &text);
    say_text(task, "site.markdown", code, &text);
    code = site->record(job, 0, "publication.revision", &value);
    say_value(task, "site.record", code, &value);
    code = site->list(job, 0, &list);
    say(task, "site.list %d kind %d count %u\n", (int)code, (int)list.kind, (unsigned)list.count);
    code = site->listed(job, 0, 0, &index);
    say(task, "site.listed %d %u\n", (int)code, (unsigned)index);
    code = site->version(job, 0, 0, &index);
    say(task, "site.version %d\n", (int)code);
    code = site->place(job, MBR_LIST_SECTION, name, language, &text);
    say_text(task, "site.place", code, &text);
    code = site->article(job, 0, &other);
    say(task, "site.article %d\n", (int)code);
    if (code < 0)
        return;
    code = task->article->path(other, MBR_PART_TEXT, 0, &text);
    say_text(task, " path", code, &text);
}

static int32_t
act(mbr_task *task, mbr_job *job)
{
    mbr_edit edit = {0};
    mbr_value value = {0};
    const mbr_change_api *change = task->change;
    if (!change || !task->site)
        return task->job->fail(job, MBR_E_UNSUPPORTED, "no changes", 10);
    task->size = 0;
    edit.struct_size = sizeof edit;
    edit.text.data = "# claims\n";
    edit.text.size = 9;
    value.struct_size = sizeof value;
    value.type = MBR_VALUE_TEXT;
    value.text.data = "Nouveau";
    value.text.size = 7;
    say(task, "change.edit %d\n", (int)change->edit(job, "claims.yaml", &edit));
    say(task, "change.meta_set %d\n", (int)change->meta_set(job, "index.fr.md", "title", &value));
    say(task, "change.write %d\n", (int)change->write(job, "new.jpg", "bytes", 5));
    say(task, "change.remove %d\n", (int)change->remove(job, "photo.jpg"));
    say(task, "change.artifact %d\n",
        (int)change->artifact(job, "2023/09/a/index.html", "text/html", "<p>", 3));
    ask_site(task, job);
    return tell(task, job);
}

static void
destroy(mbr_task *task)
{
    free(task);
}

static const mbr_option option_max = {sizeof(mbr_option), 0,    MBR_OPTION_INT, 0, "words.max",
                                      "Most words",       "40", NULL,           1, 99};
static const mbr_option option_names = {sizeof(mbr_option),
                                        MBR_OPTION_LIST,
                                        MBR_OPTION_STRING,
                                        0,
                                        "names",
                                        "Some names",
                                        "[un, deux]",
                                        NULL,
                                        0,
                                        0};
static const mbr_option option_list = {sizeof(mbr_option),
                                       0,
                                       MBR_OPTION_PATH,
                                       0,
                                       "list",
                                       "A list of names",
                                       "glossary/list.yaml",
                                       NULL,
                                       0,
                                       0};
static const char *const tones[] = {"calm", "loud", NULL};
static const mbr_option option_tone = {
    sizeof(mbr_option), 0, MBR_OPTION_CHOICE, 0, "tone", "How loud", "calm", tones, 0, 0};
static const mbr_option option_strict = {
    sizeof(mbr_option), 0, MBR_OPTION_BOOL, 0, "strict", "Whether", "false", NULL, 0, 0};
static const mbr_option option_share = {
    sizeof(mbr_option), 0, MBR_OPTION_NUMBER, 0, "share", "How much", "0.5", NULL, 0, 1};
static const mbr_option option_lang = {
    sizeof(mbr_option), 0, MBR_OPTION_LANG, 0, "lang", "A language", "fr", NULL, 0, 0};
static const mbr_option option_key = {sizeof(mbr_option), 0,       MBR_OPTION_KEY, 0, "key",
                                      "A key more",       "count", NULL,           0, 0};
static const mbr_option *const options[] = {&option_max,  &option_names,  &option_list,
                                            &option_tone, &option_strict, &option_share,
                                            &option_lang, &option_key,    NULL};
static const mbr_rule rule_said = {
    sizeof(mbr_rule), MBR_SEVERITY_NOTE, "said",
    "What was said",  "It said: {said}", "https://plugins.example/said"};
static const mbr_rule *const rules[] = {&rule_said, NULL};
static const char *const keys[] = {"title", "images", "source-lang", NULL};
static const mbr_task_class task_look = {sizeof(mbr_task_class),
                                         MBR_KIND_CHECK,
                                         "look",
                                         "Asks everything of an article",
                                         0,
                                         MBR_PART_TEXT | MBR_PART_SOURCE | MBR_PART_CLAIMS |
                                             MBR_PART_MEDIA,
                                         keys,
                                         options,
                                         rules,
                                         create,
                                         look,
                                         destroy};
static const mbr_task_class task_act = {sizeof(mbr_task_class),
                                        MBR_KIND_ACTION,
                                        "act",
                                        "Changes and publishes",
                                        0,
                                        MBR_PART_TEXT,
                                        NULL,
                                        NULL,
                                        rules,
                                        create,
                                        act,
                                        destroy};
static const mbr_task_class *const tasks[] = {&task_look, &task_act, NULL};

MBR_EXPORT const mbr_plugin *
marbre_plugin_1(void)
{
    static const mbr_plugin plugin = {sizeof(mbr_plugin), 0, "elder", "1.0.0", "0BSD", NULL, tasks};
    return &plugin;
}
