/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cut.h"
#include "task.h"
#include "utf8.h"
#include "zone.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LONGEST_KEY 200
#define MOST_PICTURES 1000

/* What a value should be. */
typedef enum shape {
    SHAPE_TEXT,
    SHAPE_PROSE, /* text in which a number sign is no comment */
    SHAPE_DATE,
    SHAPE_TEXTS, /* one text or a list */
    SHAPE_LIST,  /* a list of texts */
} shape;

typedef struct known_key {
    const char *key;
    shape shape;
} known_key;

static const known_key known[] = {
    {"title", SHAPE_PROSE},       {"standfirst", SHAPE_PROSE}, {"slug", SHAPE_TEXT},
    {"lang", SHAPE_TEXT},         {"source-lang", SHAPE_TEXT}, {"translation-of", SHAPE_TEXT},
    {"date", SHAPE_DATE},         {"author", SHAPE_TEXTS},     {"translator", SHAPE_TEXTS},
    {"outlet", SHAPE_TEXT},       {"section", SHAPE_TEXT},     {"tags", SHAPE_LIST},
    {"dateline", SHAPE_TEXT},     {"embargo", SHAPE_DATE},     {"publish-at", SHAPE_DATE},
    {"unpublish-at", SHAPE_DATE},
};
const size_t key_count = sizeof known / sizeof *known + 2;

const char *
key_name(size_t index)
{
    static const char *const others[] = {"images", "ai"};
    size_t count = sizeof known / sizeof *known;
    return index < count ? known[index].key : others[index - count];
}

static const known_key known_of_picture[] = {
    {"file", SHAPE_TEXT},   {"caption", SHAPE_PROSE},     {"alt", SHAPE_PROSE},
    {"credit", SHAPE_TEXT}, {"photographer", SHAPE_TEXT}, {"agency", SHAPE_TEXT},
    {"rights", SHAPE_TEXT}, {"licence", SHAPE_TEXT},      {"expires", SHAPE_DATE},
};

int32_t
key_value(const reading *of, const char *where, mbr_value *ret)
{
    *ret = (mbr_value){.struct_size = sizeof *ret};
    return of->task->host.article->meta(of->job, MBR_PART_TEXT, where, ret);
}

/* The words of a value, without the quotes around them. */
mbr_span
value_words(const reading *of, const mbr_value *value)
{
    mbr_span whole = {0, value->text.size}, place;
    if (value->mark == 0 || value->text.size == 0 ||
        of->task->host.article->to_source(of->job, MBR_PART_TEXT, value->mark, &whole, &place) < 0)
        return value->span;
    return place;
}

static int32_t
report(const reading *of, const char *rule, const char *key, const mbr_value *value)
{
    found finding;
    found_begin(&finding, rule, value_words(of, value));
    found_text(&finding, "key", key, strlen(key));
    found_text(&finding, "words", value->text.data ? value->text.data : "", value->text.size);
    return found_report(&finding, &of->task->host, of->job, NULL);
}

/* --- what is written between quotes instead ------------------------------------------------ */

/* The bytes of `value` in the file up to `end`, in double quotes; to be freed. */
static char *
quote(const mbr_text *file, uint64_t start, uint64_t end)
{
    char *quoted = malloc(2 * (size_t)(end - start) + 3), *out = quoted;
    if (!quoted)
        return NULL;
    *out++ = '"';
    for (uint64_t i = start; i < end; i++) {
        if (file->data[i] == '"' || file->data[i] == '\\')
            *out++ = '\\';
        *out++ = file->data[i];
    }
    *out++ = '"';
    *out = '\0';
    return quoted;
}

static int32_t
report_quoted(const reading *of,
              const char *rule,
              const char *key,
              const mbr_value *value,
              mbr_span place,
              mbr_span words)
{
    char *quoted = quote(&of->text.file, words.start, words.end);
    edits fix = {0};
    if (!quoted || !edits_add(&fix, words, (mbr_text){quoted, strlen(quoted)})) {
        free(quoted);
        return MBR_E_NOMEM;
    }
    found finding;
    found_begin(&finding, rule, place);
    found_text(&finding, "key", key, strlen(key));
    found_text(&finding, "words", of->text.file.data + place.start,
               (size_t)(place.end - place.start));
    int32_t result = found_report(&finding, &of->task->host, of->job, &fix);
    edits_clear(&fix);
    free(quoted);
    return result;
}

/* --- one value ------------------------------------------------------------------------------ */

static bool
is_text(const mbr_value *value)
{
    return value->type == MBR_VALUE_TEXT || value->type == MBR_VALUE_NULL;
}

static int32_t
check_text(const reading *of, const char *key, const mbr_value *value, bool prose)
{
    mbr_span lost;
    if (is_text(value)) {
        if (!cut_find(&of->text.file, value->span, prose, &lost))
            return MBR_OK;
        mbr_span whole = {value->span.end > value->span.start ? value->span.start : lost.start,
                          lost.end};
        return report_quoted(of, "cut-value", key, value, lost, whole);
    }
    if (value->type == MBR_VALUE_LIST || value->type == MBR_VALUE_MAP)
        return report(of, "wrong-type", key, value);
    return report_quoted(of, "wrong-type", key, value, value->span, value->span);
}

/* An hour without a zone: which hour it is hangs on who reads it. */
static int32_t
report_zone(const reading *of, const char *key, const mbr_value *value, int32_t minutes)
{
    char zone[ZONE_ROOM];
    edits fix = {0};
    mbr_span place = value_words(of, value);
    zone_write(minutes, zone, sizeof zone);
    if (!edits_add(&fix, (mbr_span){place.end, place.end}, (mbr_text){zone, strlen(zone)}))
        return MBR_E_NOMEM;
    found finding;
    found_begin(&finding, "zone-missing", place);
    found_text(&finding, "key", key, strlen(key));
    found_text(&finding, "words", value->text.data, value->text.size);
    found_text(&finding, "zone", zone, strlen(zone));
    int32_t result = found_report(&finding, &of->task->host, of->job, &fix);
    edits_clear(&fix);
    return result;
}

static int32_t
check_date(const reading *of, const char *key, const mbr_value *value)
{
    int64_t first, after;
    if (value->type == MBR_VALUE_NULL)
        return MBR_OK;
    if (value->type == MBR_VALUE_LIST || value->type == MBR_VALUE_MAP)
        return report(of, "wrong-type", key, value);
    if (of->task->host.job->instant(of->job, &value->text, &first, &after) < 0)
        return report(of, "bad-date", key, value);
    int32_t minutes;
    return zone_find(&of->task->host, of->job, &value->text, &minutes)
               ? report_zone(of, key, value, minutes)
               : MBR_OK;
}

static int32_t
check_texts(const reading *of, const char *key, const mbr_value *value, bool one_will_do)
{
    char where[LONGEST_KEY];
    int32_t result = MBR_OK;
    if (value->type == MBR_VALUE_NULL)
        return MBR_OK;
    if (value->type != MBR_VALUE_LIST) {
        if (value->type == MBR_VALUE_MAP || !one_will_do)
            return report(of, "wrong-type", key, value);
        return check_text(of, key, value, false);
    }
    for (uint64_t i = 0; result >= 0 && i < value->count; i++) {
        mbr_value entry;
        snprintf(where, sizeof where, "%s[%" PRIu64 "]", key, i);
        result = key_value(of, where, &entry);
        if (result >= 0 && (entry.type == MBR_VALUE_LIST || entry.type == MBR_VALUE_MAP))
            result = report(of, "wrong-type", where, &entry);
    }
    return result;
}

static int32_t
check_key(const reading *of, const char *where, shape wanted)
{
    mbr_value value;
    int32_t result = key_value(of, where, &value);
    if (result < 0)
        return result == MBR_E_NOTFOUND ? MBR_OK : result;
    switch (wanted) {
    case SHAPE_TEXT:
    case SHAPE_PROSE:
        return check_text(of, where, &value, wanted == SHAPE_PROSE);
    case SHAPE_DATE:
        return check_date(of, where, &value);
    case SHAPE_TEXTS:
    case SHAPE_LIST:
        return check_texts(of, where, &value, wanted == SHAPE_TEXTS);
    }
    return MBR_OK;
}

static int32_t
check_picture(const reading *of, uint64_t index)
{
    char where[LONGEST_KEY];
    mbr_value picture;
    snprintf(where, sizeof where, "images[%" PRIu64 "]", index);
    int32_t result = key_value(of, where, &picture);
    if (result >= 0 && picture.type != MBR_VALUE_MAP)
        return report(of, "wrong-type", where, &picture);
    for (size_t i = 0; result >= 0 && i < sizeof known_of_picture / sizeof *known_of_picture; i++) {
        snprintf(where, sizeof where, "images[%" PRIu64 "].%s", index, known_of_picture[i].key);
        result = check_key(of, where, known_of_picture[i].shape);
    }
    return result;
}

static int32_t
check_pictures(const reading *of)
{
    mbr_value images;
    int32_t result = key_value(of, "images", &images);
    if (result == MBR_E_NOTFOUND || (result >= 0 && images.type == MBR_VALUE_NULL))
        return MBR_OK;
    if (result >= 0 && images.type != MBR_VALUE_LIST)
        return report(of, "wrong-type", "images", &images);
    for (uint64_t i = 0; result >= 0 && i < images.count && i < MOST_PICTURES; i++)
        result = check_picture(of, i);
    return result;
}

/* --- keys that the newsroom asks for --------------------------------------------------------- */

/* Where a missing key would stand: the line that closes the front matter. */
mbr_span
closing_line(const reading *of)
{
    const char *data = of->text.file.data;
    uint64_t at = of->body.start;
    while (at > 0 && (data[at - 1] == '\n' || data[at - 1] == '\r'))
        at--;
    while (at > 0 && data[at - 1] != '\n')
        at--;
    return (mbr_span){at, at};
}

static bool
is_blank(const mbr_text *text)
{
    return utf8_skip_space(text->data, text->size, 0) == text->size;
}

static int32_t
check_required(const reading *of, mbr_text key)
{
    char where[LONGEST_KEY];
    mbr_value value;
    mbr_span lost;
    if (key.size >= sizeof where)
        return MBR_OK; /* no key is as long: the host limits it */
    memcpy(where, key.data, key.size);
    where[key.size] = '\0';
    int32_t result = key_value(of, where, &value);
    if (result == MBR_E_NOTFOUND) {
        value = (mbr_value){.span = closing_line(of)};
        return report(of, "missing-key", where, &value);
    }
    if (result < 0)
        return result;
    bool empty =
        value.type == MBR_VALUE_NULL || (value.type == MBR_VALUE_TEXT && is_blank(&value.text)) ||
        ((value.type == MBR_VALUE_LIST || value.type == MBR_VALUE_MAP) && value.count == 0);
    if (!empty || cut_find(&of->text.file, value.span, false, &lost))
        return MBR_OK;
    value.text = (mbr_text){"", 0};
    return report(of, "missing-key", where, &value);
}

static int32_t
check_all_required(const reading *of)
{
    const mbr_task *task = of->task;
    size_t count = task->host.config->count(task->config, "required");
    int32_t result = MBR_OK;
    for (size_t i = 0; result >= 0 && i < count; i++) {
        mbr_text key;
        result = task->host.config->get_text(task->config, "required", i, &key);
        if (result >= 0)
            result = check_required(of, key);
    }
    return result;
}

/* There is front matter, and it is no YAML: the host says so, and all else would follow from it. */
static bool
is_unreadable(const reading *of)
{
    const mbr_text *file = &of->text.file;
    size_t bom = file->size >= 3 && memcmp(file->data, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    mbr_value root;
    return file->size - bom >= 4 && memcmp(file->data + bom, "---", 3) == 0 &&
           (file->data[bom + 3] == '\n' || file->data[bom + 3] == '\r') &&
           key_value(of, "", &root) == MBR_E_NOTFOUND;
}

int32_t
keys_check(reading *of)
{
    if (is_unreadable(of))
        return MBR_OK;
    int32_t result = check_all_required(of);
    for (size_t i = 0; result >= 0 && i < sizeof known / sizeof *known; i++)
        result = check_key(of, known[i].key, known[i].shape);
    return result < 0 ? result : check_pictures(of);
}
