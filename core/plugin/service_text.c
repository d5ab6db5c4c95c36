/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plugin/host_inside.h"

#include "article/normal.h"
#include "article/quotation.h"
#include "article/sentence.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define ALL_FOLDS (MBR_FOLD_CASE | MBR_FOLD_APOSTROPHES | MBR_FOLD_SPACES)
#define WORDS_MAX 200000u
#define WORDS_BYTES (UINT64_C(16) << 20)

void
marbre_words_free(void *data)
{
    mbr_words *words = data;
    g_clear_pointer(&words->words, marbre_words_unref);
    g_clear_pointer(&words->entries, g_array_unref);
    g_free(words);
}

/* A place of one text as the nearest place of another that was made of the same bytes. */
static uint64_t
move_place(const MarbreMapped *from, const MarbreMapped *to, uint64_t at)
{
    if (from == to)
        return at;
    MarbreSpan source;
    if (!marbre_mapped_to_source(from, (MarbreSpan){at, at}, &source))
        return 0;
    return marbre_mapped_from_source(to, source.start);
}

MarbreSpan
marbre_text_move(const MarbreMapped *from, const MarbreMapped *to, MarbreSpan span)
{
    MarbreSpan source;
    if (from == to)
        return span;
    if (span.start == span.end) {
        uint64_t at = move_place(from, to, span.start);
        return (MarbreSpan){at, at};
    }
    if (!marbre_mapped_to_source(from, span, &source))
        return (MarbreSpan){0, 0};
    return (MarbreSpan){marbre_mapped_from_source(to, source.start),
                        marbre_mapped_from_source(to, source.end)};
}

static size_t
text_size(const MarbreMapped *text)
{
    size_t size;
    (void)marbre_mapped_get_text(text, &size);
    return size;
}

static int32_t
text_normalise(
    mbr_job *job, uint64_t part, uint64_t mark, uint64_t folds, mbr_text *out, uint64_t *out_mark)
{
    MarbreMarked marked;
    if ((folds & ~ALL_FOLDS) != 0)
        return MBR_E_INVALID;
    int32_t result = marbre_marked_find(job, part, mark, &marked);
    if (result < 0)
        return result;
    unsigned all = marked.folds | (unsigned)folds;
    const MarbreMapped *normal =
        marbre_view_normal(job->view, part, marked.base_mark, marked.base, all);
    size_t size;
    const char *text = marbre_mapped_get_text(normal, &size);
    if (out != NULL)
        marbre_job_lend(job, out, text, size);
    if (out_mark != NULL)
        *out_mark = marked.base_mark | MARBRE_MARK_NORMAL | (uint64_t)all << MARBRE_MARK_FOLDS;
    return MBR_OK;
}

int32_t
marbre_task_make_words(MarbreTask *task,
                       const mbr_text *list,
                       size_t count,
                       uint64_t folds,
                       GArray *owned,
                       mbr_words **ret_words)
{
    g_autoptr(GArray) entries = owned;
    if ((folds & ~ALL_FOLDS) != 0 || count > WORDS_MAX || (list == NULL && count > 0))
        return MBR_E_INVALID;
    g_autofree const char **texts = g_new(const char *, count + 1);
    g_autofree size_t *sizes = g_new(size_t, count + 1);
    uint64_t bytes = 0;
    for (size_t i = 0; i < count; i++) {
        texts[i] = list[i].data;
        sizes[i] = list[i].size;
        bytes += list[i].size;
        if (bytes > WORDS_BYTES || list[i].data == NULL ||
            !g_utf8_validate(list[i].data, (gssize)list[i].size, NULL))
            return marbre_task_hint(task, MBR_E_INVALID, _("word %zu of a list is no text"), i);
    }
    MarbreWords *words = marbre_words_new(texts, sizes, count, (unsigned)folds);
    if (words == NULL)
        return marbre_task_hint(task, MBR_E_INVALID,
                                _("a list of words has one without letters, "
                                  "or a very long one"));
    mbr_words *made = g_new0(mbr_words, 1);
    made->task = task;
    made->words = words;
    made->entries = g_steal_pointer(&entries);
    made->of_create = task->job == NULL;
    g_ptr_array_add(task->words, made);
    *ret_words = made;
    return MBR_OK;
}

static int32_t
text_words(
    const mbr_host *face, const mbr_text *list, size_t count, uint64_t folds, mbr_words **out)
{
    return marbre_task_make_words(marbre_task_of(face), list, count, folds, NULL, out);
}

static void
text_words_release(mbr_words *words)
{
    if (words == NULL || words->released)
        return;
    words->released = true;
    g_clear_pointer(&words->words, marbre_words_unref);
}

/* Words are found in the text folded as they are; places are those of the text asked about. */
static int32_t
text_find(mbr_job *job,
          uint64_t part,
          uint64_t mark,
          const mbr_words *words,
          uint64_t from,
          size_t *which,
          mbr_span *out)
{
    MarbreMarked marked;
    if (words == NULL || words->released)
        return MBR_E_INVALID;
    int32_t result = marbre_marked_find(job, part, mark, &marked);
    if (result < 0)
        return result;
    if (from > text_size(marked.text))
        return MBR_E_INVALID;
    unsigned folds = marked.folds | marbre_words_get_folds(words->words);
    const MarbreMapped *folded =
        marbre_view_normal(job->view, part, marked.base_mark, marked.base, folds);
    uint64_t at = move_place(marked.text, folded, from);
    size_t size;
    const char *text = marbre_mapped_get_text(folded, &size);
    MarbreSpan found;
    size_t place;
    for (;; at = found.end) {
        if (!marbre_words_find(words->words, text, size, (size_t)at, &place, &found))
            return MBR_E_NOTFOUND;
        MarbreSpan span = marbre_text_move(folded, marked.text, found);
        /* A fold may join what stands before `from` to what is behind it. */
        if (span.start < from)
            continue;
        *out = (mbr_span){span.start, span.end};
        if (which != NULL)
            *which = words->entries ? g_array_index(words->entries, size_t, place) : place;
        return MBR_OK;
    }
}

/* The quotation around a place of a text before it was normalised. */
static bool
quotation_at(const MarbreMarked *marked, uint64_t at, MarbreSpan *ret_span)
{
    size_t size;
    const char *text = marbre_mapped_get_text(marked->base, &size);
    if (marked->block == G_MAXSIZE)
        return marbre_quotation_in_text(text, size, at, ret_span);
    const GPtrArray *blocks = marbre_copy_get_blocks(marked->copy);
    const MarbreBlock *block = g_ptr_array_index(blocks, marked->block);
    if (marbre_block_is_text(block))
        return marbre_quotation_at(marked->copy, marked->block, at, ret_span);
    if (block->kind != MARBRE_BLOCK_LINK)
        return marbre_quotation_in_text(text, size, at, ret_span);
    /* A link's words stand in their block's text. */
    const MarbreBlock *holder = g_ptr_array_index(blocks, block->holder);
    MarbreSpan span;
    uint64_t place = move_place(marked->base, holder->text, at);
    if (!marbre_quotation_at(marked->copy, block->holder, place, &span))
        return false;
    MarbreSpan source;
    *ret_span = (MarbreSpan){0, size};
    if (marbre_mapped_to_source(holder->text, span, &source))
        *ret_span = (MarbreSpan){marbre_mapped_from_source(marked->base, source.start),
                                 marbre_mapped_from_source(marked->base, source.end)};
    return true;
}

static int32_t
text_quotation(mbr_job *job, uint64_t part, uint64_t mark, uint64_t at, mbr_span *out)
{
    MarbreMarked marked;
    MarbreSpan span;
    int32_t result = marbre_marked_find(job, part, mark, &marked);
    if (result < 0)
        return result;
    if (at > text_size(marked.text))
        return MBR_E_INVALID;
    if (!quotation_at(&marked, move_place(marked.text, marked.base, at), &span))
        return 0;
    span = marbre_text_move(marked.base, marked.text, span);
    if (out != NULL)
        *out = (mbr_span){span.start, span.end};
    return 1;
}

static const char *
lang_of(const mbr_job *job, uint64_t part)
{
    const MarbreCopy *copy = marbre_view_copy(job->view, part);
    return copy != NULL ? marbre_copy_get_lang(copy) : marbre_view_get_lang(job->view);
}

static int32_t
text_sentence(mbr_job *job, uint64_t part, uint64_t mark, uint64_t at, mbr_span *out)
{
    MarbreMarked marked;
    int32_t result = marbre_marked_find(job, part, mark, &marked);
    if (result < 0)
        return result;
    size_t size;
    const char *text = marbre_mapped_get_text(marked.text, &size);
    if (at > size)
        return MBR_E_INVALID;
    if (at == size)
        return MBR_E_NOTFOUND;
    MarbreSpan span = marbre_sentence_at(text, size, at, lang_of(job, part));
    /* White space behind the last sentence counts to it, and would be asked about for ever. */
    if (span.end <= at)
        return MBR_E_NOTFOUND;
    *out = (mbr_span){span.start, span.end};
    return MBR_OK;
}

static int32_t
text_word(mbr_job *job, uint64_t part, uint64_t mark, uint64_t at, mbr_span *out)
{
    MarbreMarked marked;
    MarbreSpan span;
    int32_t result = marbre_marked_find(job, part, mark, &marked);
    if (result < 0)
        return result;
    size_t size;
    const char *text = marbre_mapped_get_text(marked.text, &size);
    if (at > size || (at < size && ((uint8_t)text[at] & 0xC0u) == 0x80u))
        return MBR_E_INVALID;
    if (!marbre_word_at(text, size, at, &span))
        return MBR_E_NOTFOUND;
    *out = (mbr_span){span.start, span.end};
    return MBR_OK;
}

const mbr_text_api marbre_service_text = {
    .struct_size = sizeof marbre_service_text,
    .normalise = text_normalise,
    .words = text_words,
    .words_release = text_words_release,
    .find = text_find,
    .quotation = text_quotation,
    .sentence = text_sentence,
    .word = text_word,
};
