/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "fixture.h"

#include <string.h>

#define ALL (MBR_FOLD_CASE | MBR_FOLD_APOSTROPHES | MBR_FOLD_SPACES)

static void
set_up(Fixture *of, const void *data)
{
    of->newsroom = newsroom_new();
    fixture_open(of, false);
}

static void
run_good(Fixture *of, const char *task, ProbeStep create, ProbeStep step)
{
    g_autoptr(MarbreOutcome) outcome = probe_run_prepared(of->host, task, NULL, create, step);
    if (outcome->status != MARBRE_OUTCOME_OK)
        g_error("%s", outcome->reason);
    g_assert_cmpuint(outcome->leftovers, ==, 0);
}

static mbr_item
paragraph(const Probe *probe, mbr_job *job)
{
    mbr_item item = {.struct_size = sizeof item};
    g_assert_cmpint(probe->article->item(job, MBR_PART_TEXT, MBR_ITEM_PARAGRAPH, 0, &item), ==,
                    MBR_OK);
    return item;
}

static mbr_value
value_of(const Probe *probe, mbr_job *job, const char *where)
{
    mbr_value value = {.struct_size = sizeof value};
    g_assert_cmpint(probe->article->meta(job, MBR_PART_TEXT, where, &value), ==, MBR_OK);
    return value;
}

/* The range of `words` in a text. */
static mbr_span
span_of(const mbr_text *text, const char *words)
{
    const char *found = strstr(text->data, words);
    g_assert_nonnull(found);
    uint64_t at = (uint64_t)(found - text->data);
    return (mbr_span){at, at + strlen(words)};
}

static void
assert_span(const mbr_text *text, mbr_span span, const char *wanted)
{
    g_assert_cmpuint(span.end, <=, text->size);
    g_assert_cmpmem(text->data + span.start, span.end - span.start, wanted, strlen(wanted));
}

/* ---- normalise ---- */

static int32_t
normalise(const Probe *probe, mbr_job *job)
{
    mbr_item item = paragraph(probe, job);
    mbr_text text;
    uint64_t mark;
    g_assert_cmpint(probe->text->normalise(job, MBR_PART_TEXT, item.mark, ALL, &text, &mark), ==,
                    MBR_OK);
    assert_text(text, "un mot d'ordre & un « propos tenu » ici. une autre phrase.");
    g_assert_cmpuint(mark, !=, item.mark);
    mbr_span range = span_of(&text, "d'ordre");
    mbr_span source;
    g_assert_cmpint(probe->article->to_source(job, MBR_PART_TEXT, mark, &range, &source), ==,
                    MBR_OK);
    g_assert_cmpmem(probe_text + source.start, source.end - source.start, "d’ordre",
                    strlen("d’ordre"));

    /* Again, with the folds one by one: they add up to the same text and mark. */
    uint64_t step;
    g_assert_cmpint(
        probe->text->normalise(job, MBR_PART_TEXT, item.mark, MBR_FOLD_CASE, NULL, &step), ==,
        MBR_OK);
    g_assert_cmpint(probe->text->normalise(job, MBR_PART_TEXT, step,
                                           MBR_FOLD_APOSTROPHES | MBR_FOLD_SPACES, &text, &step),
                    ==, MBR_OK);
    g_assert_cmpuint(step, ==, mark);
    assert_text(text, "un mot d'ordre & un « propos tenu » ici. une autre phrase.");

    mbr_value credit = value_of(probe, job, "images[0].credit");
    g_assert_cmpint(probe->text->normalise(job, MBR_PART_TEXT, credit.mark, ALL, &text, &mark), ==,
                    MBR_OK);
    assert_text(text, "agence o'neil");
    range = span_of(&text, "o'n");
    g_assert_cmpint(probe->article->to_source(job, MBR_PART_TEXT, mark, &range, &source), ==,
                    MBR_OK);
    g_assert_cmpmem(probe_text + source.start, source.end - source.start, "O''N", 4);

    g_assert_cmpint(probe->text->normalise(job, MBR_PART_TEXT, item.mark, 8, &text, &mark), ==,
                    MBR_E_INVALID);
    g_assert_cmpint(probe->text->normalise(job, MBR_PART_TEXT, 0, ALL, &text, &mark), ==,
                    MBR_E_INVALID);
    g_assert_cmpint(probe->text->normalise(job, MBR_PART_MEDIA, 1, ALL, &text, &mark), ==,
                    MBR_E_INVALID);
    return MBR_OK;
}

static void
test_normalise(Fixture *of, const void *data)
{
    run_good(of, "wide", NULL, normalise);
}

static int32_t
normalise_denied(const Probe *probe, mbr_job *job)
{
    mbr_text text;
    uint64_t mark;
    g_assert_cmpint(probe->text->normalise(job, MBR_PART_TEXT, 1, ALL, &text, &mark), ==,
                    MBR_E_DENIED);
    mbr_value title = value_of(probe, job, "title");
    g_assert_cmpint(probe->text->normalise(job, MBR_PART_TEXT, title.mark, ALL, &text, &mark), ==,
                    MBR_OK);
    assert_text(text, "l'accord : « fini »");
    return MBR_OK;
}

static void
test_denied(Fixture *of, const void *data)
{
    run_good(of, "narrow", NULL, normalise_denied);
}

/* ---- words ---- */

static mbr_words *made_words;

static int32_t
make_words(const Probe *probe, mbr_job *job)
{
    static const mbr_text list[] = {
        {"propos", 6}, {"UN MOT", 6}, {"Un mot d'ordre", 14}, {"ordr", 4}, {"phrase", 6}};
    return probe->text->words(probe->host, list, G_N_ELEMENTS(list), ALL, &made_words);
}

static void
assert_found(const Probe *probe,
             mbr_job *job,
             uint64_t mark,
             const mbr_text *text,
             uint64_t *from,
             size_t which,
             const char *wanted)
{
    size_t found = 99;
    mbr_span span;
    g_assert_cmpint(probe->text->find(job, MBR_PART_TEXT, mark, made_words, *from, &found, &span),
                    ==, MBR_OK);
    g_assert_cmpuint(found, ==, which);
    assert_span(text, span, wanted);
    *from = span.end;
}

static int32_t
find_words(const Probe *probe, mbr_job *job)
{
    /* In the text as it is written, which is folded to be searched. */
    mbr_item item = paragraph(probe, job);
    uint64_t from = 0;
    assert_found(probe, job, item.mark, &item.text, &from, 2, "Un mot d’ordre");
    assert_found(probe, job, item.mark, &item.text, &from, 0, "propos");
    assert_found(probe, job, item.mark, &item.text, &from, 4, "phrase");
    size_t which;
    mbr_span span;
    g_assert_cmpint(
        probe->text->find(job, MBR_PART_TEXT, item.mark, made_words, from, &which, &span), ==,
        MBR_E_NOTFOUND);

    /* And in a text that was folded already. */
    mbr_text text;
    uint64_t mark;
    probe->text->normalise(job, MBR_PART_TEXT, item.mark, ALL, &text, &mark);
    from = 0;
    assert_found(probe, job, mark, &text, &from, 2, "un mot d'ordre");
    from = 2;
    assert_found(probe, job, mark, &text, &from, 0, "propos");

    g_assert_cmpint(
        probe->text->find(job, MBR_PART_TEXT, item.mark, made_words, 9999, &which, &span), ==,
        MBR_E_INVALID);
    g_assert_cmpint(probe->text->find(job, MBR_PART_TEXT, item.mark, NULL, 0, &which, &span), ==,
                    MBR_E_INVALID);
    probe->text->words_release(made_words);
    probe->text->words_release(made_words);
    probe->text->words_release(NULL);
    g_assert_cmpint(probe->text->find(job, MBR_PART_TEXT, item.mark, made_words, 0, &which, &span),
                    ==, MBR_E_INVALID);
    return MBR_OK;
}

static void
test_find(Fixture *of, const void *data)
{
    run_good(of, "wide", make_words, find_words);
}

static int32_t
make_bad_words(const Probe *probe, mbr_job *job)
{
    mbr_words *words = NULL;
    const mbr_text invalid = {"\xFF", 1};
    g_assert_cmpint(probe->text->words(probe->host, &invalid, 1, 0, &words), ==, MBR_E_INVALID);
    const mbr_text none = {NULL, 3};
    g_assert_cmpint(probe->text->words(probe->host, &none, 1, 0, &words), ==, MBR_E_INVALID);
    const mbr_text empty = {"", 0};
    g_assert_cmpint(probe->text->words(probe->host, &empty, 1, 0, &words), ==, MBR_E_INVALID);
    const mbr_text word = {"mot", 3};
    g_assert_cmpint(probe->text->words(probe->host, &word, 1, 8, &words), ==, MBR_E_INVALID);
    g_assert_cmpint(probe->text->words(probe->host, NULL, 1, 0, &words), ==, MBR_E_INVALID);
    g_assert_cmpint(probe->text->words(probe->host, &word, SIZE_MAX, 0, &words), ==, MBR_E_INVALID);
    g_assert_null(words);
    return MBR_OK;
}

static void
test_bad_words(Fixture *of, const void *data)
{
    run_good(of, "wide", NULL, make_bad_words);
}

/* ---- quotations ---- */

static int32_t
ask_quotation(const Probe *probe, mbr_job *job)
{
    mbr_item item = paragraph(probe, job);
    mbr_span span;
    uint64_t at = span_of(&item.text, "tenu").start;
    g_assert_cmpint(probe->text->quotation(job, MBR_PART_TEXT, item.mark, at, &span), ==, 1);
    assert_span(&item.text, span, "« propos tenu »");
    at = span_of(&item.text, "ici").start;
    g_assert_cmpint(probe->text->quotation(job, MBR_PART_TEXT, item.mark, at, &span), ==, 0);
    g_assert_cmpint(probe->text->quotation(job, MBR_PART_TEXT, item.mark, 9999, &span), ==,
                    MBR_E_INVALID);

    mbr_text text;
    uint64_t mark;
    probe->text->normalise(job, MBR_PART_TEXT, item.mark, ALL, &text, &mark);
    at = span_of(&text, "tenu").start;
    g_assert_cmpint(probe->text->quotation(job, MBR_PART_TEXT, mark, at, &span), ==, 1);
    assert_span(&text, span, "« propos tenu »");
    g_assert_cmpint(probe->text->quotation(job, MBR_PART_TEXT, mark, at, NULL), ==, 1);

    mbr_value title = value_of(probe, job, "title");
    at = span_of(&title.text, "fini").start;
    g_assert_cmpint(probe->text->quotation(job, MBR_PART_TEXT, title.mark, at, &span), ==, 1);
    assert_span(&title.text, span, "« fini »");

    mbr_item quote = {.struct_size = sizeof quote};
    probe->article->item(job, MBR_PART_TEXT, MBR_ITEM_QUOTE, 0, &quote);
    g_assert_cmpint(probe->text->quotation(job, MBR_PART_TEXT, quote.mark, 2, &span), ==, 1);
    mbr_item link = {.struct_size = sizeof link};
    probe->article->item(job, MBR_PART_TEXT, MBR_ITEM_LINK, 0, &link);
    g_assert_cmpint(probe->text->quotation(job, MBR_PART_TEXT, link.mark, 2, &span), ==, 0);
    return MBR_OK;
}

static void
test_quotation(Fixture *of, const void *data)
{
    run_good(of, "wide", NULL, ask_quotation);
}

/* ---- sentences ---- */

static int32_t
ask_sentence(const Probe *probe, mbr_job *job)
{
    mbr_item item = paragraph(probe, job);
    mbr_span span = {0, 0};
    static const char *const wanted[] = {"Un mot d’ordre & un « propos tenu » ici.",
                                         "Une autre phrase."};
    size_t count = 0;
    int32_t result;
    while ((result = probe->text->sentence(job, MBR_PART_TEXT, item.mark, span.end, &span)) ==
           MBR_OK)
        assert_span(&item.text, span, wanted[count++]);
    g_assert_cmpint(result, ==, MBR_E_NOTFOUND);
    g_assert_cmpuint(count, ==, 2);
    g_assert_cmpint(probe->text->sentence(job, MBR_PART_TEXT, item.mark, 9999, &span), ==,
                    MBR_E_INVALID);

    mbr_item source = {.struct_size = sizeof source};
    probe->article->item(job, MBR_PART_SOURCE, MBR_ITEM_ANY, 0, &source);
    g_assert_cmpint(probe->text->sentence(job, MBR_PART_SOURCE, source.mark, 0, &span), ==, MBR_OK);
    assert_span(&source.text, span, "A word.");
    return MBR_OK;
}

static void
test_sentence(Fixture *of, const void *data)
{
    run_good(of, "wide", NULL, ask_sentence);
}

/* ---- words one by one ---- */

static int32_t
ask_word(const Probe *probe, mbr_job *job)
{
    static const char *const wanted[] = {"Un",   "mot", "d",   "ordre", "un",    "propos",
                                         "tenu", "ici", "Une", "autre", "phrase"};
    mbr_item item = paragraph(probe, job);
    mbr_span span = {0, 0};
    size_t count = 0;
    int32_t result;
    while ((result = probe->text->word(job, MBR_PART_TEXT, item.mark, span.end, &span)) == MBR_OK)
        assert_span(&item.text, span, wanted[count++]);
    g_assert_cmpint(result, ==, MBR_E_NOTFOUND);
    g_assert_cmpuint(count, ==, G_N_ELEMENTS(wanted));
    /* In the middle of one. */
    uint64_t at = span_of(&item.text, "rdre").start;
    g_assert_cmpint(probe->text->word(job, MBR_PART_TEXT, item.mark, at, &span), ==, MBR_OK);
    assert_span(&item.text, span, "ordre");
    /* Between two bytes of one character, and behind the end. */
    at = span_of(&item.text, "«").start + 1;
    g_assert_cmpint(probe->text->word(job, MBR_PART_TEXT, item.mark, at, &span), ==, MBR_E_INVALID);
    g_assert_cmpint(probe->text->word(job, MBR_PART_TEXT, item.mark, 9999, &span), ==,
                    MBR_E_INVALID);
    g_assert_cmpint(probe->text->word(job, MBR_PART_TEXT, item.mark, item.text.size, &span), ==,
                    MBR_E_NOTFOUND);
    return MBR_OK;
}

static void
test_word(Fixture *of, const void *data)
{
    run_good(of, "wide", NULL, ask_word);
}

#define TEST(name, function) g_test_add("/text/" name, Fixture, NULL, set_up, function, tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    TEST("normalise", test_normalise);
    TEST("denied", test_denied);
    TEST("find", test_find);
    TEST("bad-words", test_bad_words);
    TEST("quotation", test_quotation);
    TEST("sentence", test_sentence);
    TEST("word", test_word);
    return g_test_run();
}
