/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "fixture.h"

#include <string.h>

static void
set_up(Fixture *of, const void *data)
{
    of->newsroom = newsroom_new();
    newsroom_add(of->newsroom, "articles/2023/09/accord/photo.jpg", "JFIF");
    fixture_open(of, data != NULL);
}

static void
run_good(Fixture *of, const char *task, ProbeStep step)
{
    g_autoptr(MarbreOutcome) outcome = probe_run(of->host, task, NULL, step);
    if (outcome->status != MARBRE_OUTCOME_OK)
        g_error("%s", outcome->reason);
}

/* ---- files ---- */

static int32_t
ask_files(const Probe *probe, mbr_job *job)
{
    const mbr_article_api *article = probe->article;
    mbr_text text;
    size_t index = 9;
    g_assert_cmpuint(article->count(job, MBR_PART_TEXT), ==, 1);
    g_assert_cmpuint(article->count(job, MBR_PART_SOURCE), ==, 1);
    g_assert_cmpuint(article->count(job, MBR_PART_CLAIMS), ==, 1);
    g_assert_cmpuint(article->count(job, MBR_PART_MEDIA), ==, 1);
    g_assert_cmpuint(article->count(job, MBR_PART_TEXT | MBR_PART_SOURCE), ==, 0);
    g_assert_cmpuint(article->count(job, 32), ==, 0);

    g_assert_cmpint(article->path(job, MBR_PART_MEDIA, 0, &text), ==, MBR_OK);
    assert_text(text, "articles/2023/09/accord/photo.jpg");
    g_assert_cmpint(article->path(job, MBR_PART_CLAIMS, 0, &text), ==, MBR_OK);
    assert_text(text, "articles/2023/09/accord/claims.yaml");
    g_assert_cmpint(article->path(job, MBR_PART_MEDIA, 1, &text), ==, MBR_E_NOTFOUND);
    g_assert_cmpint(article->path(job, 32, 0, &text), ==, MBR_E_INVALID);

    g_assert_cmpint(article->named(job, MBR_PART_MEDIA, "photo.jpg", &index), ==, MBR_OK);
    g_assert_cmpuint(index, ==, 0);
    g_assert_cmpint(article->named(job, MBR_PART_MEDIA, "x.jpg", &index), ==, MBR_E_NOTFOUND);
    g_assert_cmpint(article->named(job, MBR_PART_MEDIA, NULL, &index), ==, MBR_E_INVALID);

    g_assert_cmpint(article->bytes(job, MBR_PART_TEXT, 0, &text), ==, MBR_OK);
    assert_text(text, probe_text);
    g_assert_cmpint(text.data[text.size], ==, '\0');
    g_assert_cmpint(article->bytes(job, MBR_PART_MEDIA, 0, &text), ==, MBR_OK);
    assert_text(text, "JFIF");
    g_assert_cmpint(text.data[text.size], ==, '\0');
    g_assert_cmpint(article->bytes(job, MBR_PART_TEXT, 1, &text), ==, MBR_E_NOTFOUND);

    g_assert_cmpint(article->language(job, MBR_PART_TEXT, &text), ==, MBR_OK);
    assert_text(text, "fr");
    g_assert_cmpint(article->language(job, MBR_PART_SOURCE, &text), ==, MBR_OK);
    assert_text(text, "en");
    g_assert_cmpint(article->language(job, MBR_PART_CLAIMS, &text), ==, MBR_E_INVALID);

    mbr_span body;
    g_assert_cmpint(article->body(job, MBR_PART_TEXT, &body), ==, MBR_OK);
    g_assert_cmpuint(body.start, ==, probe_at("# Le titre"));
    g_assert_cmpuint(body.end, ==, strlen(probe_text));
    g_assert_cmpint(article->body(job, MBR_PART_MEDIA, &body), ==, MBR_E_INVALID);
    return MBR_OK;
}

static void
test_files(Fixture *of, const void *data)
{
    run_good(of, "wide", ask_files);
}

static int32_t
ask_media(const Probe *probe, mbr_job *job)
{
    mbr_text text;
    g_assert_cmpint(probe->article->bytes(job, MBR_PART_MEDIA, 0, &text), ==, MBR_E_IO);
    return MBR_OK;
}

/* A picture that cannot be read is no picture without faults. */
static void
test_media_lost(Fixture *of, const void *data)
{
    g_hash_table_remove_all(of->newsroom->files);
    g_autoptr(MarbreOutcome) outcome = probe_run(of->host, "wide", NULL, ask_media);
    g_assert_cmpint(outcome->status, ==, MARBRE_OUTCOME_FAILED);
    g_assert_cmpint(outcome->code, ==, MBR_E_IO);
    g_assert_nonnull(strstr(outcome->reason, "photo.jpg cannot be read"));
}

/* ---- values ---- */

static mbr_value
get(const Probe *probe, mbr_job *job, uint64_t part, const char *where)
{
    mbr_value value = {.struct_size = sizeof value};
    g_assert_cmpint(probe->article->meta(job, part, where, &value), ==, MBR_OK);
    g_assert_cmpuint(value.struct_size, ==, sizeof value);
    return value;
}

static int32_t
ask_values(const Probe *probe, mbr_job *job)
{
    mbr_value value = get(probe, job, MBR_PART_TEXT, "title");
    g_assert_cmpint(value.type, ==, MBR_VALUE_TEXT);
    assert_text(value.text, "L'accord : « fini »");
    g_assert_cmpuint(value.span.start, ==, probe_at("\"L'accord"));
    g_assert_cmpuint(value.mark, !=, 0);
    value = get(probe, job, MBR_PART_TEXT, "count");
    g_assert_cmpint(value.type, ==, MBR_VALUE_INT);
    g_assert_cmpint(value.integer, ==, 12);
    g_assert_cmpfloat(value.number, ==, 12.0);
    assert_text(value.text, "12");
    value = get(probe, job, MBR_PART_TEXT, "share");
    g_assert_cmpint(value.type, ==, MBR_VALUE_NUMBER);
    g_assert_cmpfloat(value.number, ==, 0.5);
    value = get(probe, job, MBR_PART_TEXT, "done");
    g_assert_cmpint(value.type, ==, MBR_VALUE_BOOL);
    g_assert_cmpint(value.integer, ==, 1);
    value = get(probe, job, MBR_PART_TEXT, "images");
    g_assert_cmpint(value.type, ==, MBR_VALUE_LIST);
    g_assert_cmpuint(value.count, ==, 1);
    g_assert_cmpuint(value.mark, ==, 0);
    g_assert_cmpuint(value.text.size, ==, 0);
    value = get(probe, job, MBR_PART_TEXT, "");
    g_assert_cmpint(value.type, ==, MBR_VALUE_MAP);
    g_assert_cmpuint(value.count, ==, 6);
    mbr_text file;
    g_assert_cmpint(probe->article->bytes(job, MBR_PART_TEXT, 0, &file), ==, MBR_OK);
    g_assert_cmpint(strncmp(file.data + value.span.end, "---", 3), ==, 0);
    g_assert_cmpint(file.data[value.span.end - 1], ==, '\n');
    value = get(probe, job, MBR_PART_SOURCE, "title");
    assert_text(value.text, "The deal");
    value = get(probe, job, MBR_PART_CLAIMS, "claims[0].quote");
    assert_text(value.text, "Un mot d'ordre");

    mbr_text key;
    g_assert_cmpint(probe->article->meta_key(job, MBR_PART_TEXT, "images[0]", 1, &key), ==, MBR_OK);
    assert_text(key, "credit");
    g_assert_cmpint(probe->article->meta_key(job, MBR_PART_TEXT, "", 6, &key), ==, MBR_E_NOTFOUND);
    value = (mbr_value){.struct_size = sizeof value};
    g_assert_cmpint(probe->article->meta(job, MBR_PART_TEXT, "author", &value), ==, MBR_E_NOTFOUND);
    g_assert_cmpint(probe->article->meta(job, MBR_PART_MEDIA, "author", &value), ==, MBR_E_INVALID);
    g_assert_cmpint(probe->article->meta(job, MBR_PART_TEXT, NULL, &value), ==, MBR_E_INVALID);
    value.struct_size = 0;
    g_assert_cmpint(probe->article->meta(job, MBR_PART_TEXT, "title", &value), ==, MBR_E_INVALID);
    return MBR_OK;
}

static void
test_values(Fixture *of, const void *data)
{
    run_good(of, "wide", ask_values);
}

/* A caller with a smaller struct gets what fits, and not a byte more. */
static int32_t
ask_small(const Probe *probe, mbr_job *job)
{
    union {
        mbr_value value;
        uint8_t bytes[sizeof(mbr_value)];
    } room;
    memset(&room, 0xA5, sizeof room);
    uint32_t size = offsetof(mbr_value, mark);
    room.value.struct_size = size;
    g_assert_cmpint(probe->article->meta(job, MBR_PART_TEXT, "title", &room.value), ==, MBR_OK);
    g_assert_cmpuint(room.value.struct_size, ==, size);
    g_assert_cmpint(room.value.type, ==, MBR_VALUE_TEXT);
    for (size_t i = size; i < sizeof room; i++)
        g_assert_cmpuint(room.bytes[i], ==, 0xA5);

    struct {
        mbr_item item;
        uint64_t tail;
    } longer = {.tail = 77};
    longer.item.struct_size = sizeof longer;
    g_assert_cmpint(probe->article->item(job, MBR_PART_TEXT, MBR_ITEM_HEADING, 0, &longer.item), ==,
                    MBR_OK);
    g_assert_cmpuint(longer.item.struct_size, ==, sizeof(mbr_item));
    g_assert_cmpuint(longer.tail, ==, 77);
    return MBR_OK;
}

static void
test_small(Fixture *of, const void *data)
{
    run_good(of, "wide", ask_small);
}

/* ---- items ---- */

static mbr_item
item_of(const Probe *probe, mbr_job *job, int32_t kind, size_t index)
{
    mbr_item item = {.struct_size = sizeof item};
    g_assert_cmpint(probe->article->item(job, MBR_PART_TEXT, kind, index, &item), ==, MBR_OK);
    return item;
}

static int32_t
ask_items(const Probe *probe, mbr_job *job)
{
    const mbr_article_api *article = probe->article;
    g_assert_cmpuint(article->item_count(job, MBR_PART_TEXT, MBR_ITEM_ANY), ==, 4);
    g_assert_cmpuint(article->item_count(job, MBR_PART_TEXT, MBR_ITEM_PARAGRAPH), ==, 2);
    g_assert_cmpuint(article->item_count(job, MBR_PART_SOURCE, MBR_ITEM_PARAGRAPH), ==, 1);
    g_assert_cmpuint(article->item_count(job, MBR_PART_TEXT, 7), ==, 0);
    g_assert_cmpuint(article->item_count(job, MBR_PART_TEXT, -1), ==, 0);
    g_assert_cmpuint(article->item_count(job, MBR_PART_CLAIMS, MBR_ITEM_ANY), ==, 0);

    mbr_item item = item_of(probe, job, MBR_ITEM_HEADING, 0);
    g_assert_cmpuint(item.level, ==, 1);
    assert_text(item.text, "Le titre");
    item = item_of(probe, job, MBR_ITEM_ANY, 1);
    g_assert_cmpint(item.kind, ==, MBR_ITEM_PARAGRAPH);
    assert_text(item.text, "Un mot d’ordre & un « propos tenu » ici. Une autre phrase.");
    g_assert_cmpuint(item.span.start, ==, probe_at("Un **mot**"));
    item = item_of(probe, job, MBR_ITEM_QUOTE, 0);
    assert_text(item.text, "Un bloc cité.");
    g_assert_cmpuint(item.flags & MBR_ITEM_QUOTED, ==, MBR_ITEM_QUOTED);
    item = item_of(probe, job, MBR_ITEM_LINK, 0);
    assert_text(item.text, "le lien");
    assert_text(item.target, "https://example.org");
    assert_text(item.title, "Titre");
    item = item_of(probe, job, MBR_ITEM_IMAGE, 0);
    assert_text(item.text, "Une vue");
    assert_text(item.target, "photo.jpg");
    g_assert_cmpuint(item.title.size, ==, 0);
    g_assert_nonnull(item.title.data);

    g_assert_cmpint(article->item(job, MBR_PART_TEXT, MBR_ITEM_QUOTE, 1, &item), ==,
                    MBR_E_NOTFOUND);
    g_assert_cmpint(article->item(job, MBR_PART_TEXT, 7, 0, &item), ==, MBR_E_INVALID);
    g_assert_cmpint(article->item(job, MBR_PART_CLAIMS, 0, 0, &item), ==, MBR_E_INVALID);
    return MBR_OK;
}

static void
test_items(Fixture *of, const void *data)
{
    run_good(of, "wide", ask_items);
}

/* ---- runs of a block ---- */

static int32_t
ask_runs(const Probe *probe, mbr_job *job)
{
    const mbr_article_api *article = probe->article;
    mbr_item item = item_of(probe, job, MBR_ITEM_PARAGRAPH, 0);
    mbr_run run = {.struct_size = sizeof run};
    g_assert_cmpuint(item.block, ==, 1);
    g_assert_cmpuint(article->run_count(job, MBR_PART_TEXT, item.mark), ==, 1);
    g_assert_cmpint(article->run(job, MBR_PART_TEXT, item.mark, 0, &run), ==, MBR_OK);
    g_assert_cmpuint(run.struct_size, ==, sizeof run);
    g_assert_cmpint(run.kind, ==, MBR_RUN_STRONG);
    g_assert_cmpuint(run.text.start, ==, 3);
    g_assert_cmpuint(run.text.end, ==, 6);
    g_assert_cmpuint(run.span.start, ==, probe_at("**mot**"));
    g_assert_cmpuint(run.span.end, ==, probe_at(" d’ordre"));
    g_assert_cmpint(article->run(job, MBR_PART_TEXT, item.mark, 1, &run), ==, MBR_E_NOTFOUND);

    /* In a normalised text too; a value has none. */
    uint64_t mark;
    item = item_of(probe, job, MBR_ITEM_ANY, 3);
    probe->text->normalise(job, MBR_PART_TEXT, item.mark, MBR_FOLD_CASE, NULL, &mark);
    g_assert_cmpint(article->run(job, MBR_PART_TEXT, mark, 0, &run), ==, MBR_OK);
    g_assert_cmpint(run.kind, ==, MBR_RUN_LINK);
    g_assert_cmpuint(run.text.start, ==, 5);
    g_assert_cmpuint(run.text.end, ==, 12);
    mbr_value title = get(probe, job, MBR_PART_TEXT, "title");
    g_assert_cmpuint(article->run_count(job, MBR_PART_TEXT, title.mark), ==, 0);
    g_assert_cmpint(article->run(job, MBR_PART_TEXT, title.mark, 0, &run), ==, MBR_E_NOTFOUND);

    /* A link and a picture tell the block that they stand in. */
    g_assert_cmpuint(item_of(probe, job, MBR_ITEM_LINK, 0).block, ==, 3);
    g_assert_cmpuint(item_of(probe, job, MBR_ITEM_IMAGE, 0).block, ==, 3);
    g_assert_cmpuint(article->run_count(job, MBR_PART_TEXT, 99), ==, 0);
    g_assert_cmpint(article->run(job, MBR_PART_TEXT, 99, 0, &run), ==, MBR_E_INVALID);
    run.struct_size = 4;
    g_assert_cmpint(article->run(job, MBR_PART_TEXT, item.mark, 0, &run), ==, MBR_E_INVALID);
    return MBR_OK;
}

static void
test_runs(Fixture *of, const void *data)
{
    run_good(of, "wide", ask_runs);
}

/* ---- the way back ---- */

/* The bytes that a range of a marked text stands for. */
static void
assert_source(const Probe *probe,
              mbr_job *job,
              uint64_t mark,
              const mbr_text *text,
              const char *words,
              const char *wanted)
{
    const char *found = strstr(text->data, words);
    g_assert_nonnull(found);
    uint64_t at = (uint64_t)(found - text->data);
    const mbr_span range = {at, at + strlen(words)};
    mbr_span source;
    g_assert_cmpint(probe->article->to_source(job, MBR_PART_TEXT, mark, &range, &source), ==,
                    MBR_OK);
    g_assert_cmpmem(probe_text + source.start, source.end - source.start, wanted, strlen(wanted));
}

static int32_t
ask_back(const Probe *probe, mbr_job *job)
{
    mbr_item item = item_of(probe, job, MBR_ITEM_PARAGRAPH, 0);
    assert_source(probe, job, item.mark, &item.text, "mot", "mot");
    assert_source(probe, job, item.mark, &item.text, "& un", "&amp; un");
    assert_source(probe, job, item.mark, &item.text, "propos tenu", "propos\ntenu");
    mbr_value value = get(probe, job, MBR_PART_TEXT, "images[0].credit");
    assert_text(value.text, "Agence O'Neil");
    assert_source(probe, job, value.mark, &value.text, "O'N", "O''N");
    /* A mark stays the same, however often it is asked for. */
    g_assert_cmpuint(get(probe, job, MBR_PART_TEXT, "images[0].credit").mark, ==, value.mark);
    g_assert_cmpuint(item_of(probe, job, MBR_ITEM_ANY, 1).mark, ==, item.mark);

    mbr_span source;
    const mbr_span empty = {3, 3};
    g_assert_cmpint(probe->article->to_source(job, MBR_PART_TEXT, item.mark, &empty, &source), ==,
                    MBR_OK);
    g_assert_cmpuint(source.start, ==, probe_at("mot**"));
    g_assert_cmpuint(source.end, ==, source.start);

    const mbr_span wild[] = {{0, 9999}, {5, 4}, {9, 9999}};
    for (size_t i = 0; i < G_N_ELEMENTS(wild); i++)
        g_assert_cmpint(probe->article->to_source(job, MBR_PART_TEXT, item.mark, &wild[i], &source),
                        ==, MBR_E_INVALID);
    const char *quote = strstr(item.text.data, "’");
    uint64_t inside = (uint64_t)(quote - item.text.data) + 1;
    const mbr_span cut = {inside, inside};
    g_assert_cmpint(probe->article->to_source(job, MBR_PART_TEXT, item.mark, &cut, &source), ==,
                    MBR_E_INVALID);
    /* Marks that nobody gave. */
    const uint64_t marks[] = {0,
                              7777,
                              UINT64_C(1) << 40,
                              UINT64_C(1) << 47,
                              UINT64_MAX,
                              item.mark | UINT64_C(1) << 63,
                              item.mark | UINT64_C(1) << 50};
    for (size_t i = 0; i < G_N_ELEMENTS(marks); i++)
        g_assert_cmpint(probe->article->to_source(job, MBR_PART_TEXT, marks[i], &empty, &source),
                        ==, MBR_E_INVALID);
    g_assert_cmpint(probe->article->to_source(job, MBR_PART_SOURCE, value.mark, &empty, &source),
                    ==, MBR_E_INVALID);
    return MBR_OK;
}

static void
test_back(Fixture *of, const void *data)
{
    run_good(of, "wide", ask_back);
}

/* A value's mark is for the run that was shown the value. */
static uint64_t kept_mark;

static int32_t
keep_mark(const Probe *probe, mbr_job *job)
{
    kept_mark = get(probe, job, MBR_PART_TEXT, "images[0].credit").mark;
    return MBR_OK;
}

static int32_t
use_kept_mark(const Probe *probe, mbr_job *job)
{
    mbr_span source;
    const mbr_span range = {0, 1};
    g_assert_cmpint(probe->article->to_source(job, MBR_PART_TEXT, kept_mark, &range, &source), ==,
                    MBR_E_INVALID);
    return MBR_OK;
}

static void
test_kept_mark(Fixture *of, const void *data)
{
    run_good(of, "wide", keep_mark);
    run_good(of, "narrow", use_kept_mark);
}

/* ---- what is not judged ---- */

static int32_t
ask_denied(const Probe *probe, mbr_job *job)
{
    const mbr_article_api *article = probe->article;
    mbr_text text;
    mbr_span span;
    mbr_value value = {.struct_size = sizeof value};
    mbr_item item = {.struct_size = sizeof item};
    size_t index;
    /* It judges the title and the claims. */
    g_assert_cmpint(article->meta(job, MBR_PART_TEXT, "title", &value), ==, MBR_OK);
    g_assert_cmpint(article->to_source(job, MBR_PART_TEXT, value.mark, &(mbr_span){0, 1}, &span),
                    ==, MBR_OK);
    g_assert_cmpint(article->meta(job, MBR_PART_CLAIMS, "claims[0].by", &value), ==, MBR_OK);
    g_assert_cmpint(article->meta(job, MBR_PART_TEXT, "count", &value), ==, MBR_E_DENIED);
    g_assert_cmpint(article->meta(job, MBR_PART_TEXT, "titles", &value), ==, MBR_E_DENIED);
    g_assert_cmpint(article->meta(job, MBR_PART_TEXT, "nothing", &value), ==, MBR_E_DENIED);
    g_assert_cmpint(article->meta(job, MBR_PART_TEXT, "images[0].credit", &value), ==,
                    MBR_E_DENIED);
    g_assert_cmpint(article->meta(job, MBR_PART_TEXT, "", &value), ==, MBR_OK);
    /* Names of keys may always be listed. */
    g_assert_cmpint(article->meta_key(job, MBR_PART_TEXT, "", 2, &text), ==, MBR_OK);
    assert_text(text, "count");
    g_assert_cmpint(article->meta_key(job, MBR_PART_TEXT, "images[0]", 0, &text), ==, MBR_E_DENIED);
    g_assert_cmpint(article->meta(job, MBR_PART_SOURCE, "title", &value), ==, MBR_E_DENIED);

    g_assert_cmpint(article->bytes(job, MBR_PART_TEXT, 0, &text), ==, MBR_E_DENIED);
    g_assert_cmpint(article->body(job, MBR_PART_TEXT, &span), ==, MBR_E_DENIED);
    g_assert_cmpint(article->item(job, MBR_PART_TEXT, MBR_ITEM_ANY, 0, &item), ==, MBR_E_DENIED);
    g_assert_cmpuint(article->item_count(job, MBR_PART_TEXT, MBR_ITEM_ANY), ==, 0);
    g_assert_cmpint(article->to_source(job, MBR_PART_TEXT, 1, &(mbr_span){0, 1}, &span), ==,
                    MBR_E_DENIED);
    g_assert_cmpint(article->bytes(job, MBR_PART_MEDIA, 0, &text), ==, MBR_E_DENIED);
    g_assert_cmpint(article->named(job, MBR_PART_MEDIA, "photo.jpg", &index), ==, MBR_E_DENIED);
    g_assert_cmpuint(article->count(job, MBR_PART_MEDIA), ==, 0);
    g_assert_cmpint(article->language(job, MBR_PART_SOURCE, &text), ==, MBR_E_DENIED);
    g_assert_cmpuint(article->count(job, MBR_PART_SOURCE_APPROVED), ==, 0);
    /* Where it is, and in which language, is no part of the text. */
    g_assert_cmpint(article->path(job, MBR_PART_TEXT, 0, &text), ==, MBR_OK);
    assert_text(text, "articles/2023/09/accord/index.fr.md");
    g_assert_cmpint(article->language(job, MBR_PART_TEXT, &text), ==, MBR_OK);
    g_assert_cmpuint(article->count(job, MBR_PART_TEXT), ==, 1);
    return MBR_OK;
}

static void
test_denied(Fixture *of, const void *data)
{
    run_good(of, "narrow", ask_denied);
    g_assert_cmpuint(of->newsroom->asked, ==, 0);
}

static int32_t
ask_option_key(const Probe *probe, mbr_job *job)
{
    mbr_value value = {.struct_size = sizeof value};
    g_assert_cmpint(probe->article->meta(job, MBR_PART_TEXT, "images[0].credit", &value), ==,
                    MBR_OK);
    g_assert_cmpint(probe->article->meta(job, MBR_PART_TEXT, "count", &value), ==, MBR_E_DENIED);
    return MBR_OK;
}

/* A key that an option names is judged like one of the task's own. */
static void
test_option_key(Fixture *of, const void *data)
{
    g_autoptr(MarbreOutcome) outcome = probe_run(
        of->host, "narrow", g_variant_new_parsed("[('key', <'images'>)]"), ask_option_key);
    g_assert_cmpint(outcome->status, ==, MARBRE_OUTCOME_OK);
}

/* ---- the source as it was approved ---- */

static int32_t
ask_approved(const Probe *probe, mbr_job *job)
{
    mbr_text text;
    mbr_item item = {.struct_size = sizeof item};
    g_assert_cmpuint(probe->article->count(job, MBR_PART_SOURCE_APPROVED), ==, 1);
    g_assert_cmpint(probe->article->bytes(job, MBR_PART_SOURCE_APPROVED, 0, &text), ==, MBR_OK);
    assert_text(text, "---\ntitle: A deal\n---\nOne word.\n");
    g_assert_cmpint(probe->article->language(job, MBR_PART_SOURCE_APPROVED, &text), ==, MBR_OK);
    assert_text(text, "en");
    g_assert_cmpint(probe->article->item(job, MBR_PART_SOURCE_APPROVED, MBR_ITEM_ANY, 0, &item), ==,
                    MBR_OK);
    assert_text(item.text, "One word.");
    assert_text(get(probe, job, MBR_PART_SOURCE_APPROVED, "title").text, "A deal");
    assert_text(get(probe, job, MBR_PART_SOURCE, "title").text, "The deal");
    return MBR_OK;
}

static int32_t
ask_unapproved(const Probe *probe, mbr_job *job)
{
    mbr_text text;
    g_assert_cmpuint(probe->article->count(job, MBR_PART_SOURCE_APPROVED), ==, 0);
    g_assert_cmpint(probe->article->bytes(job, MBR_PART_SOURCE_APPROVED, 0, &text), ==,
                    MBR_E_NOTFOUND);
    return MBR_OK;
}

static int32_t
ask_unreadable(const Probe *probe, mbr_job *job)
{
    g_assert_cmpuint(probe->article->count(job, MBR_PART_SOURCE_APPROVED), ==, 0);
    return MBR_OK;
}

static void
test_approved(Fixture *of, const void *data)
{
    of->newsroom->approved = "---\ntitle: A deal\n---\nOne word.\n";
    run_good(of, "wide", ask_approved);
    of->newsroom->approved = NULL;
    run_good(of, "wide", ask_unapproved);
    of->newsroom->broken = true;
    g_autoptr(MarbreOutcome) outcome = probe_run(of->host, "wide", NULL, ask_unreadable);
    g_assert_cmpint(outcome->status, ==, MARBRE_OUTCOME_FAILED);
    g_assert_cmpstr(outcome->reason, ==, "the disk is gone");
}

/* ---- articles that lack things ---- */

static int32_t
ask_bare(const Probe *probe, mbr_job *job)
{
    const mbr_article_api *article = probe->article;
    mbr_text text;
    mbr_span body;
    mbr_value value = {.struct_size = sizeof value};
    g_assert_cmpuint(article->count(job, MBR_PART_TEXT), ==, 1);
    g_assert_cmpuint(article->count(job, MBR_PART_SOURCE), ==, 0);
    g_assert_cmpuint(article->count(job, MBR_PART_CLAIMS), ==, 0);
    g_assert_cmpuint(article->count(job, MBR_PART_MEDIA), ==, 0);
    g_assert_cmpint(article->bytes(job, MBR_PART_SOURCE, 0, &text), ==, MBR_E_NOTFOUND);
    g_assert_cmpint(article->bytes(job, MBR_PART_CLAIMS, 0, &text), ==, MBR_E_NOTFOUND);
    g_assert_cmpint(article->body(job, MBR_PART_SOURCE, &body), ==, MBR_E_NOTFOUND);
    g_assert_cmpint(article->language(job, MBR_PART_SOURCE, &text), ==, MBR_E_NOTFOUND);
    g_assert_cmpint(article->meta(job, MBR_PART_TEXT, "title", &value), ==, MBR_E_NOTFOUND);
    g_assert_cmpint(article->meta(job, MBR_PART_TEXT, "", &value), ==, MBR_E_NOTFOUND);
    g_assert_cmpint(article->meta(job, MBR_PART_CLAIMS, "claims", &value), ==, MBR_E_NOTFOUND);
    g_assert_cmpuint(article->item_count(job, MBR_PART_TEXT, MBR_ITEM_ANY), ==, 0);
    g_assert_cmpint(article->bytes(job, MBR_PART_TEXT, 0, &text), ==, MBR_OK);
    g_assert_cmpuint(text.size, ==, 0);
    g_assert_cmpint(text.data[0], ==, '\0');
    return MBR_OK;
}

static void
test_bare(Fixture *of, const void *data)
{
    g_autoptr(GPtrArray) files = marbre_files_new();
    g_autoptr(GBytes) bytes = g_bytes_new("", 0);
    g_ptr_array_add(files, marbre_file_new("index.fr.md", NULL, 0, bytes));
    const char *const langs[] = {"fr", NULL};
    g_autoptr(MarbreArticle) article = marbre_article_new("articles/a", files, langs, NULL);
    g_autoptr(MarbreOutcome) outcome =
        probe_run_on(of->host, "wide", NULL, article, NULL, ask_bare);
    if (outcome->status != MARBRE_OUTCOME_OK)
        g_error("%s", outcome->reason);
}

#define TEST(name, function)                                                                       \
    g_test_add("/article/" name, Fixture, NULL, set_up, function, tear_down)
#define TEST_GUARDED(name, function)                                                               \
    TEST(name, function);                                                                          \
    g_test_add("/article/guarded/" name, Fixture, "guarded", set_up, function, tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    TEST_GUARDED("files", test_files);
    TEST("media-lost", test_media_lost);
    TEST_GUARDED("values", test_values);
    TEST("small", test_small);
    TEST_GUARDED("items", test_items);
    TEST_GUARDED("runs", test_runs);
    TEST_GUARDED("back", test_back);
    TEST("kept-mark", test_kept_mark);
    TEST("denied", test_denied);
    TEST("option-key", test_option_key);
    TEST("approved", test_approved);
    TEST_GUARDED("bare", test_bare);
    return g_test_run();
}
