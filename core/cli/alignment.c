/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/alignment.h"

#include "article/alignment.h"
#include "base/error.h"
#include "base/json.h"
#include "cli/answer.h"
#include "finding/excerpt.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#define WIDE 100 /* columns that two texts side by side take */
#define NUMBER 5 /* columns of a passage's number */

/* One of the two texts: its passages are the blocks with running text, as pairs count them. */
typedef struct {
    const MarbreCopy *copy;
    GPtrArray *passages; /* of MarbreBlock */
    GPtrArray *pictures; /* of each passage, the picture in it; NULL: none */
} Side;

static void
side_init(Side *side, const MarbreCopy *copy)
{
    const GPtrArray *blocks = marbre_copy_get_blocks(copy);
    *side = (Side){copy, g_ptr_array_new(), g_ptr_array_new()};
    for (guint i = 0; i < blocks->len; i++) {
        MarbreBlock *block = g_ptr_array_index(blocks, i);
        if (marbre_block_is_text(block)) {
            g_ptr_array_add(side->passages, block);
            g_ptr_array_add(side->pictures, NULL);
        } else if (block->kind == MARBRE_BLOCK_IMAGE && side->pictures->len > 0) {
            side->pictures->pdata[side->pictures->len - 1] = block;
        }
    }
}

static void
side_clear(Side *side)
{
    g_ptr_array_unref(side->passages);
    g_ptr_array_unref(side->pictures);
}

/* The words of a passage; of one without, the picture that stands there. (transfer full) */
static char *
words_of(const Side *side, size_t index)
{
    const MarbreBlock *block = g_ptr_array_index(side->passages, index);
    const MarbreBlock *picture = g_ptr_array_index(side->pictures, index);
    size_t size = 0;
    const char *text = block->text != NULL ? marbre_mapped_get_text(block->text, &size) : "";
    if (size > 0)
        return g_strndup(text, size);
    if (picture != NULL && picture->target != NULL)
        return g_strdup_printf(_("[picture %s]"), picture->target);
    return g_strdup("");
}

/* As many whole words as fit, for a terminal. (transfer full) */
static char *
first_words(const Side *side, size_t index, size_t columns)
{
    g_autofree char *words = words_of(side, index);
    words[MIN(strlen(words), 8 * columns)] = '\0'; /* the rest is not shown in any case */
    g_autofree char *whole = g_utf8_make_valid(words, -1);
    g_autofree char *shown = marbre_text_shown(whole);
    size_t size = strlen(shown);
    if (marbre_text_columns(shown, size) <= columns)
        return g_steal_pointer(&shown);
    while (size > 0 && marbre_text_columns(shown, size) + 1 > columns)
        size = (size_t)(g_utf8_prev_char(shown + size) - shown);
    const char *space = g_strrstr_len(shown, (gssize)size, " ");
    if (space != NULL && 2 * (size_t)(space - shown) > size)
        size = (size_t)(space - shown);
    return g_strdup_printf("%.*s…", (int)size, shown);
}

/* --- JSON ------------------------------------------------------------------------------------- */

static void
write_side(MarbreJson *json, const char *name, const Side *side, size_t first, size_t count)
{
    const MarbreLines *lines = marbre_copy_get_lines(side->copy);
    g_autofree char *at = g_strconcat(name, "_lines", NULL);
    g_autofree char *of = g_strconcat(name, "_words", NULL);
    marbre_json_member_array(json, name);
    for (size_t i = 0; i < count; i++)
        marbre_json_int(json, (int64_t)(first + i + 1));
    marbre_json_end_array(json);
    marbre_json_member_array(json, at);
    for (size_t i = 0; i < count; i++) {
        const MarbreBlock *block = g_ptr_array_index(side->passages, first + i);
        marbre_json_int(json, (int64_t)marbre_lines_place(lines, block->span.start).line);
    }
    marbre_json_end_array(json);
    g_autofree char *words = count > 0 ? first_words(side, first, WIDE) : NULL;
    marbre_json_member_string(json, of, words);
}

static void
print_json(const char *folder, const Side *source, const Side *text, const GArray *pairs)
{
    MarbreJson *json = marbre_answer_begin();
    marbre_json_member_string(json, "article", folder);
    marbre_json_member_string(json, "source_path", marbre_copy_get_path(source->copy));
    marbre_json_member_string(json, "text_path", marbre_copy_get_path(text->copy));
    marbre_json_member_array(json, "pairs");
    for (guint i = 0; i < pairs->len; i++) {
        const MarbrePair *pair = &g_array_index(pairs, MarbrePair, i);
        marbre_json_begin_object(json);
        write_side(json, "source", source, pair->from, pair->from_count);
        write_side(json, "text", text, pair->to, pair->to_count);
        marbre_json_end_object(json);
    }
    marbre_json_end_array(json);
    marbre_answer_end(json);
}

/* --- text ------------------------------------------------------------------------------------- */

/* A passage with its number, or what is said where there is none. (transfer full) */
static char *
cell_of(const MarbreCli *cli, const Side *side, size_t index, const char *mark, size_t columns)
{
    g_autofree char *words =
        mark != NULL ? g_strdup(mark) : first_words(side, index, columns - NUMBER);
    g_autofree char *painted = mark != NULL ? marbre_cli_paint(cli, "33", words) : g_strdup(words);
    return mark != NULL ? g_strdup_printf("%*s%s", NUMBER, "", painted)
                        : g_strdup_printf("%*zu  %s", NUMBER - 2, index + 1, painted);
}

static const char *
mark_of(const MarbrePair *pair)
{
    return pair->to_count == 0 ? _("nothing answers this") : _("not in the source");
}

/* The cell of a row of a pair; "" where this side has no more. (transfer full) */
static char *
cell_in_row(const MarbreCli *cli,
            const Side *side,
            size_t first,
            size_t count,
            size_t row,
            const MarbrePair *pair,
            size_t columns)
{
    if (row < count)
        return cell_of(cli, side, first + row, NULL, columns);
    return count == 0 && row == 0 ? cell_of(cli, side, 0, mark_of(pair), columns) : g_strdup("");
}

static void
print_beside(MarbreCli *cli, const Side *source, const Side *text, const MarbrePair *pair)
{
    size_t columns = (marbre_cli_width() - 2) / 2;
    for (size_t row = 0; row < MAX(pair->from_count, pair->to_count); row++) {
        g_autofree char *left =
            cell_in_row(cli, source, pair->from, pair->from_count, row, pair, columns);
        g_autofree char *right =
            cell_in_row(cli, text, pair->to, pair->to_count, row, pair, columns);
        size_t used = marbre_text_columns(left, strlen(left));
        if (cli->colour && pair->from_count == 0) /* codes for colours take no columns */
            used -= MIN(used, strlen("\033[33m\033[0m"));
        int gap = *right == '\0' ? 0 : (int)(columns + 2 - MIN(used, columns));
        printf("%s%*s%s\n", left, gap, "", right);
    }
}

static void
print_below(MarbreCli *cli, const Side *source, const Side *text, const MarbrePair *pair)
{
    const char *const langs[] = {marbre_copy_get_lang(source->copy),
                                 marbre_copy_get_lang(text->copy)};
    size_t columns = marbre_cli_width() - 4;
    for (size_t i = 0; i < pair->from_count + pair->to_count; i++) {
        bool of_text = i >= pair->from_count;
        size_t index = of_text ? pair->to + i - pair->from_count : pair->from + i;
        g_autofree char *words = first_words(of_text ? text : source, index, columns - NUMBER);
        printf("%-3.3s%*zu  %s\n", langs[of_text], NUMBER - 2, index + 1, words);
    }
    if (pair->from_count == 0 || pair->to_count == 0) {
        g_autofree char *mark = marbre_cli_paint(cli, "33", mark_of(pair));
        printf("%*s%s\n", NUMBER + 3, "", mark);
    }
    printf("\n");
}

static void
print_sum(const GArray *pairs)
{
    guint lost = 0, added = 0;
    for (guint i = 0; i < pairs->len; i++) {
        const MarbrePair *pair = &g_array_index(pairs, MarbrePair, i);
        lost += pair->to_count == 0;
        added += pair->from_count == 0;
    }
    if (lost > 0)
        printf(g_dngettext(GETTEXT_PACKAGE, "%u passage of the source has no answer.\n",
                           "%u passages of the source have no answer.\n", lost),
               lost);
    if (added > 0)
        printf(g_dngettext(GETTEXT_PACKAGE, "%u passage is not in the source.\n",
                           "%u passages are not in the source.\n", added),
               added);
    if (lost + added == 0)
        printf(_("Every passage has its answer.\n"));
}

static void
print_text(MarbreCli *cli,
           const MarbreArticle *article,
           const Side *source,
           const Side *text,
           const GArray *pairs)
{
    g_autofree char *title = marbre_cli_quoted(marbre_article_get_title(article));
    g_autofree char *bold = marbre_cli_paint(cli, "1", title);
    g_autofree char *source_path = marbre_text_shown(marbre_copy_get_path(source->copy));
    g_autofree char *text_path = marbre_text_shown(marbre_copy_get_path(text->copy));
    bool beside = marbre_cli_width() >= WIDE;
    printf("%s\n%s\n%s\n\n", bold, source_path, text_path);
    for (guint i = 0; i < pairs->len; i++) {
        const MarbrePair *pair = &g_array_index(pairs, MarbrePair, i);
        if (beside)
            print_beside(cli, source, text, pair);
        else
            print_below(cli, source, text, pair);
    }
    printf("%s", beside ? "\n" : "");
    print_sum(pairs);
}

static void
show(MarbreCli *cli, const MarbreArticle *article, const MarbreCopy *from, const MarbreCopy *to)
{
    Side source, text;
    side_init(&source, from);
    side_init(&text, to);
    g_autoptr(GArray) pairs =
        marbre_align(marbre_copy_get_blocks(from), marbre_copy_get_blocks(to), false);
    if (cli->json)
        print_json(marbre_article_get_folder(article), &source, &text, pairs);
    else
        print_text(cli, article, &source, &text, pairs);
    side_clear(&source);
    side_clear(&text);
}

MarbreExit
marbre_alignment_show(MarbreCli *cli, MarbreNewsroom *tip, const char *folder)
{
    const MarbreSession session = {.store = cli->store};
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbreNewsroom) files = marbre_session_as_it_lies(&session, tip, &error);
    g_autoptr(MarbreArticle) article =
        files == NULL ? NULL : marbre_newsroom_read_article(files, folder, &error);
    if (article == NULL)
        return marbre_cli_fail(error);
    const MarbreCopy *source = marbre_article_get_source(article);
    const MarbreCopy *text = marbre_article_get_copy(article, NULL);
    if (source == NULL || text == NULL) {
        g_autofree char *title = marbre_cli_quoted(marbre_article_get_title(article));
        g_set_error(&error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
                    _("%s has no source to compare with: its text names none in `source-lang`, or "
                      "the file is not there"),
                    title);
        return marbre_cli_fail(error);
    }
    show(cli, article, source, text);
    return MARBRE_EXIT_YES;
}
