/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "rules.h"
#include "stretches.h"
#include "task.h"

#include <stdlib.h>
#include <string.h>

static void
translation_destroy(mbr_task *task)
{
    if (!task)
        return;
    glossary_clear(&task->glossary, &task->host);
    guess_free(task->guess);
    for (size_t i = 0; i < FLAG_LANGUAGES; i++)
        flag_finder_free(task->finders[i]);
    free(task);
}

static int32_t
make_finders(mbr_task *task)
{
    static const char *const languages[FLAG_LANGUAGES] = {"fr", "en"};
    for (size_t i = 0; i < FLAG_LANGUAGES; i++) {
        task->finders[i] = flag_finder_new(languages[i]);
        if (!task->finders[i])
            return MBR_E_NOMEM;
    }
    return MBR_OK;
}

static int32_t
translation_create(const mbr_host *host, const mbr_config *config, mbr_task **out)
{
    services host_tables;
    if (!services_find(host, &host_tables) || !host_tables.text || !host_tables.repo)
        return MBR_E_UNSUPPORTED;
    mbr_task *task = calloc(1, sizeof *task);
    if (!task)
        return MBR_E_NOMEM;
    task->host = host_tables;
    language_words(&task->languages);
    numerals_make(&task->english, false);
    numerals_make(&task->french, true);
    stretches_words(&task->stretches[false], false);
    stretches_words(&task->stretches[true], true);
    task->guess = guess_new();
    int32_t result = task->guess ? make_finders(task) : MBR_E_FAILED;
    if (result >= 0)
        result = glossary_load(&task->glossary, &task->host, config);
    if (result < 0) {
        translation_destroy(task);
        return result;
    }
    *out = task;
    return MBR_OK;
}

/* `lang` in the front matter may say a country, which the file's name does not. */
static int32_t
find_usage(reading *of)
{
    const mbr_article_api *article = of->task->host.article;
    mbr_text tag;
    int32_t result = article->language(of->job, MBR_PART_TEXT, &tag);
    if (result < 0)
        return result;
    of->usage = locale_of(tag.data, tag.size);
    mbr_value value = {.struct_size = sizeof value};
    if (article->meta(of->job, MBR_PART_TEXT, "lang", &value) >= 0 &&
        value.type == MBR_VALUE_TEXT && locale_is_french(of->usage)) {
        locale said = locale_of(value.text.data, value.text.size);
        if (locale_is_french(said))
            of->usage = said;
    }
    return MBR_OK;
}

static int32_t
read_text(reading *of)
{
    const services *host = &of->task->host;
    int32_t result = pieces_begin(&of->text, host, of->job, MBR_PART_TEXT);
    if (result >= 0)
        result = pieces_add_value(&of->text, host, of->job, "title");
    if (result >= 0)
        result = pieces_add_value(&of->text, host, of->job, "standfirst");
    if (result >= 0)
        result = pieces_add_blocks(&of->text, host, of->job);
    if (result >= 0)
        result = pieces_add_pictures(&of->text, host, of->job);
    if (result < 0)
        return result;
    of->foreign = calloc(of->text.count + 1, sizeof *of->foreign);
    of->repeats = calloc(of->text.count + 1, sizeof *of->repeats);
    return of->foreign && of->repeats ? MBR_OK : MBR_E_NOMEM;
}

static int32_t
check_all(reading *of)
{
    int32_t (*const rules[])(reading *) = {untranslated_check, typography_check, sentences_check,
                                           doubled_check,      attributed_check, names_check,
                                           numbers_check,      links_check,      emphasis_check};
    /* Of other languages the usage is not known: what hangs on the count alone is still said. */
    int32_t result = MBR_OK;
    for (size_t i = 0; of->usage != LOCALE_OTHER && result >= 0 && i < sizeof rules / sizeof *rules;
         i++) {
        if (of->task->host.job->cancelled(of->job))
            return MBR_E_CANCELLED;
        result = rules[i](of);
    }
    if (result >= 0)
        result = lost_check(of);
    if (result >= 0 && of->usage != LOCALE_OTHER)
        result = quoted_check(of);
    return result < 0 ? result : paragraphs_check(of);
}

static int32_t
translation_run(mbr_task *task, mbr_job *job)
{
    reading of = {.task = task, .job = job};
    if (task->glossary.fault[0] != '\0')
        return task->host.job->fail(job, MBR_E_INVALID, task->glossary.fault,
                                    strlen(task->glossary.fault));
    int32_t result = find_usage(&of);
    if (result >= 0)
        result = read_text(&of);
    if (result >= 0)
        result = source_read(&of);
    if (result >= 0)
        result = changed_check(&of);
    if (result >= 0)
        result = check_all(&of);
    source_clear(&of);
    pieces_clear(&of.text);
    free(of.foreign);
    free(of.repeats);
    return result;
}

static const mbr_option glossary_option = {
    .struct_size = sizeof(mbr_option),
    .type = MBR_OPTION_PATH,
    .key = "glossary",
    .summary = "List of names: preferred, accepted and refused forms",
    .fallback = "glossary/toponyms.yaml"};
static const mbr_option glossaries_option = {.struct_size = sizeof(mbr_option),
                                             .flags = MBR_OPTION_LIST,
                                             .type = MBR_OPTION_PATH,
                                             .key = "glossaries",
                                             .summary = "Further lists of names"};
static const mbr_option *const options[] = {&glossary_option, &glossaries_option, NULL};

static const char *const keys[] = {"title", "standfirst", "lang", "source-lang", "outlet", NULL};

static const mbr_task_class check = {.struct_size = sizeof check,
                                     .kind = MBR_KIND_CHECK,
                                     .id = "translation",
                                     .summary = "Typography, names and completeness",
                                     .judges = MBR_PART_TEXT | MBR_PART_SOURCE,
                                     .keys = keys,
                                     .options = options,
                                     .rules = translation_rules,
                                     .create = translation_create,
                                     .run = translation_run,
                                     .destroy = translation_destroy};
static const mbr_task_class *const tasks[] = {&check, NULL};

const mbr_plugin *
marbre_plugin_1(void)
{
    static const mbr_plugin plugin = {.struct_size = sizeof plugin,
                                      .id = "translation",
                                      .version = "1.0.0",
                                      .license = "LGPL-2.1-or-later",
                                      .tasks = tasks};
    return &plugin;
}
