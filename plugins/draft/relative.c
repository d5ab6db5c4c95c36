/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "task.h"

#include <string.h>

/* Words that mean a day only to who knows when they were written. */
static const char *const french[] = {
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
    "hier",
    "avant-hier",
    "aujourd'hui",
    "demain",
    "après-demain",
    "ce matin",
    "cet après-midi",
    "ce soir",
    "cette nuit",
    "cette semaine",
    "ce mois-ci",
    "cette année",
    "ce week-end",
    "la veille",
    "le lendemain",
    "la semaine dernière",
    "le mois dernier",
    "l'an dernier",
    "l'année dernière",
    "la semaine prochaine",
    "le mois prochain",
    "l'an prochain",
    "l'année prochaine",
};
static const char *const english[] = {
    "monday",    "tuesday",    "wednesday", "thursday",  "friday",     "saturday",   "sunday",
    "yesterday", "today",      "tomorrow",  "tonight",   "this week",  "this month", "this year",
    "last week", "last month", "last year", "next week", "next month", "next year",  "last night",
};

int32_t
relative_words(const services *host, mbr_words **ret)
{
    mbr_text list[sizeof french / sizeof *french + sizeof english / sizeof *english];
    size_t count = 0;
    for (size_t i = 0; i < sizeof french / sizeof *french; i++)
        list[count++] = (mbr_text){french[i], strlen(french[i])};
    for (size_t i = 0; i < sizeof english / sizeof *english; i++)
        list[count++] = (mbr_text){english[i], strlen(english[i])};
    return host->text->words(host->host, list, count,
                             MBR_FOLD_CASE | MBR_FOLD_APOSTROPHES | MBR_FOLD_SPACES, ret);
}

static bool
is_dated(const reading *of)
{
    mbr_value value;
    int32_t result = key_value(of, "date", &value);
    return result != MBR_E_NOTFOUND && (result < 0 || value.type != MBR_VALUE_NULL);
}

/* One that the newsroom asks for anyway is spoken of already. */
static bool
is_required(const reading *of)
{
    const mbr_task *task = of->task;
    size_t count = task->host.config->count(task->config, "required");
    for (size_t i = 0; i < count; i++) {
        mbr_text key;
        if (task->host.config->get_text(task->config, "required", i, &key) >= 0 && key.size == 4 &&
            memcmp(key.data, "date", 4) == 0)
            return true;
    }
    return false;
}

static int32_t
report(const reading *of, const piece *one, mbr_span words)
{
    found finding;
    found_begin(&finding, "undated", closing_line(of));
    found_text(&finding, "words", one->text.data + words.start, words.end - words.start);
    return found_report(&finding, &of->task->host, of->job, NULL);
}

int32_t
relative_check(reading *of)
{
    if (is_dated(of) || is_required(of))
        return MBR_OK;
    for (size_t i = of->values; i < of->text.count; i++) {
        const piece *one = &of->text.items[i];
        mbr_span words;
        int32_t result = of->task->host.text->find(of->job, MBR_PART_TEXT, one->mark,
                                                   of->task->relative, 0, NULL, &words);
        if (result >= 0)
            return report(of, one, words);
        if (result != MBR_E_NOTFOUND)
            return result;
    }
    return MBR_OK;
}
