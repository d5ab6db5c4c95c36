/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "rule.h"
#include "task.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_PICTURES 1000

static void
draft_destroy(mbr_task *task)
{
    if (!task)
        return;
    task->host.text->words_release(task->relative);
    house_clear(&task->house, &task->host);
    page_list_clear(&task->pages);
    free(task);
}

static int32_t
draft_create(const mbr_host *host, const mbr_config *config, mbr_task **out)
{
    services tables;
    if (!services_find(host, &tables) || !tables.text || !tables.repo)
        return MBR_E_UNSUPPORTED;
    mbr_task *task = calloc(1, sizeof *task);
    if (!task)
        return MBR_E_NOMEM;
    task->host = tables;
    task->config = config;
    length_classes(task->classes);
    if (tables.config->count(config, "words.min") > 0)
        (void)tables.config->get_int(config, "words.min", 0, &task->least); /* 0: no limit */
    if (tables.config->count(config, "words.max") > 0)
        (void)tables.config->get_int(config, "words.max", 0, &task->most);
    int32_t result = relative_words(&task->host, &task->relative);
    if (result >= 0)
        result = house_load(&task->house, &task->host, config);
    if (result >= 0)
        result = page_list_load(&task->pages, &task->host, config);
    if (result < 0) {
        draft_destroy(task);
        return result;
    }
    *out = task;
    return MBR_OK;
}

/* Texts in which words may hold the place of others. */
static int32_t
read_values(reading *of)
{
    static const char *const plain[] = {"title",  "standfirst", "author",  "translator",
                                        "outlet", "section",    "dateline"};
    static const char *const of_picture[] = {"caption", "alt", "credit", "photographer"};
    const services *host = &of->task->host;
    int32_t result = MBR_OK;
    for (size_t i = 0; result >= 0 && i < sizeof plain / sizeof *plain; i++)
        result = pieces_add_value(&of->text, host, of->job, plain[i]);
    mbr_value images = {.struct_size = sizeof images};
    if (host->article->meta(of->job, MBR_PART_TEXT, "images", &images) < 0)
        return result;
    for (uint64_t i = 0; result >= 0 && i < images.count && i < MOST_PICTURES; i++) {
        for (size_t k = 0; result >= 0 && k < sizeof of_picture / sizeof *of_picture; k++) {
            char where[64];
            snprintf(where, sizeof where, "images[%" PRIu64 "].%s", i, of_picture[k]);
            result = pieces_add_value(&of->text, host, of->job, where);
        }
    }
    return result;
}

static int32_t
read_article(reading *of)
{
    const services *host = &of->task->host;
    int32_t result = pieces_begin(&of->text, host, of->job, MBR_PART_TEXT);
    if (result >= 0)
        result = host->article->body(of->job, MBR_PART_TEXT, &of->body);
    if (result >= 0)
        result = read_values(of);
    of->values = of->text.count;
    return result < 0 ? result : pieces_add_blocks(&of->text, host, of->job);
}

static int32_t
draft_run(mbr_task *task, mbr_job *job)
{
    int32_t (*const rules[])(reading *) = {
        slug_check,         keys_check,        near_check,  relative_check,   length_check,
        placeholders_check, boilerplate_check, links_check, characters_check, house_words_check};
    reading of = {.task = task, .job = job};
    const char *faults[] = {task->house.fault, task->pages.fault};
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        if (faults[i][0] != '\0')
            return task->host.job->fail(job, MBR_E_INVALID, faults[i], strlen(faults[i]));
    }
    int32_t result = read_article(&of);
    for (size_t i = 0; result >= 0 && i < sizeof rules / sizeof *rules; i++)
        result = task->host.job->cancelled(job) ? MBR_E_CANCELLED : rules[i](&of);
    pieces_clear(&of.text);
    return result;
}

static const mbr_option required = {.struct_size = sizeof(mbr_option),
                                    .flags = MBR_OPTION_LIST,
                                    .type = MBR_OPTION_KEY,
                                    .key = "required",
                                    .summary = "What an article must say before its text"};
static const mbr_option words_min = {.struct_size = sizeof(mbr_option),
                                     .type = MBR_OPTION_INT,
                                     .key = "words.min",
                                     .summary = "Fewest words of the text",
                                     .minimum = 1,
                                     .maximum = 1000000};
static const mbr_option words_max = {.struct_size = sizeof(mbr_option),
                                     .type = MBR_OPTION_INT,
                                     .key = "words.max",
                                     .summary = "Most words of the text",
                                     .minimum = 1,
                                     .maximum = 1000000};
static const mbr_option house = {.struct_size = sizeof(mbr_option),
                                 .type = MBR_OPTION_PATH,
                                 .key = "house",
                                 .summary = "Words that the newsroom does not write",
                                 .fallback = "glossary/house.yaml"};
static const mbr_option pages = {.struct_size = sizeof(mbr_option),
                                 .type = MBR_OPTION_PATH,
                                 .key = "boilerplate",
                                 .summary = "Lines of web pages that the newsroom knows",
                                 .fallback = "glossary/boilerplate.yaml"};
static const mbr_option *const options[] = {&required, &words_min, &words_max,
                                            &house,    &pages,     NULL};

RULE(missing_key,
     MBR_SEVERITY_ERROR,
     "missing-key",
     "Something that every article says is missing",
     "\xe2\x80\x9c{key}\xe2\x80\x9d is missing above the text");
RULE(wrong_type,
     MBR_SEVERITY_ERROR,
     "wrong-type",
     "A value of another kind than expected",
     "\xe2\x80\x9c{key}\xe2\x80\x9d does not take this kind of value: {words}");
RULE(bad_date,
     MBR_SEVERITY_ERROR,
     "bad-date",
     "A date that cannot be read",
     "\xe2\x80\x9c{key}\xe2\x80\x9d is not a date that can be read: {words}");
RULE(cut_value,
     MBR_SEVERITY_ERROR,
     "cut-value",
     "Words lost after a number sign",
     "\xe2\x80\x9c{key}\xe2\x80\x9d is cut short: what follows the number sign is lost, {words}");
RULE(empty_body,
     MBR_SEVERITY_ERROR,
     "empty-body",
     "An article without text",
     "The article has no text");
RULE(too_short,
     MBR_SEVERITY_WARNING,
     "too-short",
     "Fewer words than the newsroom wants",
     "{count} words, fewer than {min}");
RULE(too_long,
     MBR_SEVERITY_ERROR,
     "too-long",
     "More words than the newsroom wants",
     "{count} words, more than {max}");
RULE(placeholder,
     MBR_SEVERITY_ERROR,
     "placeholder",
     "Words that hold the place of others",
     "To be replaced or taken out: {words}");
RULE(bad_slug,
     MBR_SEVERITY_ERROR,
     "bad-slug",
     "A name that cannot stand in an address",
     "\xe2\x80\x9c{words}\xe2\x80\x9d can't stand in an address: small letters without accents, "
     "digits and "
     "hyphens only");
RULE(zone_missing,
     MBR_SEVERITY_WARNING,
     "zone-missing",
     "An hour without its time zone",
     "\xe2\x80\x9c{key}\xe2\x80\x9d says an hour and no time zone: {words}; on the newsroom's "
     "clocks it is {zone}");
RULE(undated,
     MBR_SEVERITY_ERROR,
     "undated",
     "Words such as Tuesday in a text without a date",
     "The text says \xe2\x80\x9c{words}\xe2\x80\x9d and has no date to count from");
RULE(unknown_key,
     MBR_SEVERITY_NOTE,
     "unknown-key",
     "A name that looks like a known one",
     "\xe2\x80\x9c{key}\xe2\x80\x9d is not read; \xe2\x80\x9c{known}\xe2\x80\x9d is");
RULE(broken_link,
     MBR_SEVERITY_ERROR,
     "broken-link",
     "A link to something that is not in the newsroom",
     "The link leads nowhere: {words}");
RULE(bad_characters,
     MBR_SEVERITY_ERROR,
     "bad-characters",
     "Characters lost or garbled on the way",
     "{count} characters were lost or garbled on the way, the first in: {words}");
RULE(boilerplate,
     MBR_SEVERITY_ERROR,
     "boilerplate",
     "A line of the web page that came along",
     "A line of a web page, not of the article: {words}");
RULE(house_word,
     MBR_SEVERITY_WARNING,
     "house-word",
     "A word that the newsroom does not write",
     "The newsroom does not write \xe2\x80\x9c{words}\xe2\x80\x9d");
static const mbr_rule *const rules_of_draft[] = {
    &missing_key, &wrong_type,  &bad_date,       &cut_value,  &empty_body,   &too_short,
    &too_long,    &placeholder, &boilerplate,    &bad_slug,   &zone_missing, &undated,
    &unknown_key, &broken_link, &bad_characters, &house_word, NULL};

static const char *const keys[] = {
    "author", "date",       "dateline",       "embargo",    "images",       "lang",
    "outlet", "publish-at", "section",        "slug",       "source-lang",  "standfirst",
    "tags",   "title",      "translation-of", "translator", "unpublish-at", NULL};

static const mbr_task_class check = {.struct_size = sizeof check,
                                     .kind = MBR_KIND_CHECK,
                                     .id = "draft",
                                     .summary = "What every article must have before it moves on",
                                     .judges = MBR_PART_TEXT | MBR_PART_MEDIA,
                                     .keys = keys,
                                     .options = options,
                                     .rules = rules_of_draft,
                                     .create = draft_create,
                                     .run = draft_run,
                                     .destroy = draft_destroy};
static const mbr_task_class *const tasks[] = {&check, NULL};

const mbr_plugin *
marbre_plugin_1(void)
{
    static const mbr_plugin plugin = {.struct_size = sizeof plugin,
                                      .id = "draft",
                                      .version = "1.0.0",
                                      .license = "LGPL-2.1-or-later",
                                      .tasks = tasks};
    return &plugin;
}
