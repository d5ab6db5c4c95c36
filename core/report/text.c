/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "report/report.h"

#include "base/spoken.h"
#include "finding/excerpt.h"
#include "report/columns.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DEFAULT_WIDTH 80
#define LEAST_WIDTH 40
#define LEAST_TEXT_WIDTH 30
#define EXCERPT_INDENT 6

#define BOLD "1"
#define RED "1;31"
#define YELLOW "1;33"
#define CYAN "36"

/* One report while it is written. */
typedef struct {
    const MarbreReport *report;
    MarbreColumns columns;
    size_t word_width; /* of the widest word for a severity */
    const char *path;  /* the file that was last asked for */
    GBytes *file;
} Writer;

/* ---- small parts ---- */

static const char *
colour_of(MarbreSeverity severity)
{
    switch (severity) {
    case MARBRE_SEVERITY_ERROR:
        return RED;
    case MARBRE_SEVERITY_WARNING:
        return YELLOW;
    case MARBRE_SEVERITY_NOTE:
    case MARBRE_SEVERITY_OFF:
        break;
    }
    return CYAN;
}

static const char *
word_of(const MarbreFinding *finding)
{
    if (finding->known && !finding->waived)
        return _("KNOWN");
    return finding->waived ? _("WAIVED") : marbre_severity_shown(finding->severity);
}

static bool
has_place(const MarbreFinding *finding)
{
    return finding->start.offset > 0 || finding->end.offset > 0;
}

/* ---- one finding ---- */

static GBytes *
get_file(Writer *writer, const char *path)
{
    if (writer->report->source == NULL)
        return NULL;
    if (g_strcmp0(writer->path, path) != 0) {
        g_clear_pointer(&writer->file, g_bytes_unref);
        writer->file = writer->report->source(writer->report->user, path);
        writer->path = path;
    }
    return writer->file;
}

static void
put_excerpt(Writer *writer, const MarbreFinding *finding)
{
    MarbreSpan span = {finding->start.offset, finding->end.offset};
    GBytes *file = has_place(finding) ? get_file(writer, finding->path) : NULL;
    g_auto(MarbreExcerpt) excerpt = {0};

    if (file == NULL ||
        !marbre_excerpt_of(file, span, (unsigned)writer->columns.width - EXCERPT_INDENT, &excerpt))
        return;
    marbre_columns_space(&writer->columns, EXCERPT_INDENT);
    g_string_append(writer->columns.out, excerpt.line);
    g_string_append_c(writer->columns.out, '\n');
    marbre_columns_space(&writer->columns, EXCERPT_INDENT);
    marbre_columns_paint(&writer->columns, colour_of(finding->severity), excerpt.marks);
    g_string_append_c(writer->columns.out, '\n');
}

/* "(draft/too-short)"; of what will block later also where. */
static char *
tail_of(const Writer *writer, const MarbreFinding *finding)
{
    const MarbreReport *report = writer->report;
    g_autofree char *stage = NULL;

    if (finding->blocks == MARBRE_BLOCKS_LATER && finding->stage != NULL && report->stage != NULL)
        stage = report->stage(report->user, finding->article, finding->stage);
    if (stage != NULL) {
        g_autofree char *shown = marbre_text_shown(stage);

        return g_strdup_printf("(%s, %s)", shown, finding->rule);
    }
    return g_strdup_printf("(%s)", finding->rule);
}

/* Under a finding that blocks: who can do something about it. */
static void
put_who(Writer *writer, const MarbreFinding *finding)
{
    const MarbreReport *report = writer->report;
    bool blocks = finding->blocks != MARBRE_BLOCKS_NEVER && !finding->waived && !finding->known;
    g_autofree char *who =
        report->who != NULL && blocks ? report->who(report->user, finding) : NULL;
    g_autofree char *shown = marbre_text_shown(who != NULL ? who : "");

    if (who == NULL)
        return;
    marbre_columns_space(&writer->columns, EXCERPT_INDENT);
    marbre_columns_wrap(&writer->columns, shown, EXCERPT_INDENT, "");
}

static void
put_finding(Writer *writer, const MarbreFinding *finding, const char *place, size_t place_width)
{
    size_t indent = 2 + writer->word_width + 2 + (place_width > 0 ? place_width + 2 : 0);
    g_autofree char *message = marbre_messages_of(writer->report->messages, finding);
    g_autofree char *shown = marbre_text_shown(message);
    g_autofree char *tail = tail_of(writer, finding);

    marbre_columns_space(&writer->columns, 2);
    marbre_columns_pad(&writer->columns,
                       finding->waived ? MARBRE_DIM : colour_of(finding->severity),
                       word_of(finding), writer->word_width + 2);
    if (place_width > 0)
        marbre_columns_pad(&writer->columns, NULL, place, place_width + 2);
    if (indent + LEAST_TEXT_WIDTH > writer->columns.width) {
        indent = 4;
        while (g_str_has_suffix(writer->columns.out->str, " "))
            g_string_truncate(writer->columns.out, writer->columns.out->len - 1);
        g_string_append_c(writer->columns.out, '\n');
        marbre_columns_space(&writer->columns, indent);
    }
    marbre_columns_wrap(&writer->columns, shown, indent, tail);
    put_excerpt(writer, finding);
    put_who(writer, finding);
}

/* ---- one article ---- */

/* A range of the findings, half open. */
typedef struct {
    const GPtrArray *findings;
    unsigned first, end;
} Part;

static const MarbreFinding *
finding_at(Part part, unsigned index)
{
    return g_ptr_array_index(part.findings, index);
}

static bool
is_text_file(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash != NULL ? slash + 1 : path;

    return g_str_has_prefix(name, "index.") && g_str_has_suffix(name, ".md");
}

/* Whether all that is said of the article's text is said of one file: then nobody needs its name.
 */
static bool
has_one_text(Part part)
{
    const char *text = NULL;

    for (unsigned i = part.first; i < part.end; i++) {
        const char *path = finding_at(part, i)->path;

        if (!is_text_file(path))
            continue;
        if (text != NULL && strcmp(text, path) != 0)
            return false;
        text = path;
    }
    return true;
}

static char *
place_of(const MarbreFinding *finding, bool one_text)
{
    const char *slash = strrchr(finding->path, '/');
    bool named =
        !(one_text && is_text_file(finding->path)) && !g_str_equal(finding->path, finding->article);
    g_autofree char *file = marbre_text_shown(slash != NULL ? slash + 1 : finding->path);
    g_autofree char *line = g_strdup_printf("%llu", (unsigned long long)finding->start.line);

    if (!has_place(finding))
        return g_strdup(named ? file : "");
    if (named)
        return g_strdup_printf(_("%s, line %s"), file, line);
    return g_strdup_printf(_("line %s"), line);
}

static void
put_title(Writer *writer, const char *article)
{
    const MarbreReport *report = writer->report;
    g_autofree char *title = report->title != NULL ? report->title(report->user, article) : NULL;
    g_autofree char *folder = marbre_text_shown(article);

    if (title != NULL && *title != '\0') {
        g_autofree char *shown = marbre_text_shown(title);
        g_autofree char *quoted = g_strdup_printf(_("“%s”"), shown);

        marbre_columns_paint(&writer->columns, BOLD, quoted);
        g_string_append(writer->columns.out, "  ");
        marbre_columns_paint(&writer->columns, MARBRE_DIM, folder);
    } else {
        marbre_columns_paint(&writer->columns, BOLD, folder);
    }
    g_string_append_c(writer->columns.out, '\n');
}

static void
put_hint(Writer *writer, Part part)
{
    const char *article = finding_at(part, part.first)->article;
    const char *slash = strrchr(article, '/');
    g_autofree char *slug = marbre_text_shown(slash != NULL ? slash + 1 : article);
    g_autofree char *command = NULL;
    g_autofree char *spoken = NULL;
    unsigned fixable = 0;

    for (unsigned i = part.first; i < part.end; i++) {
        const MarbreFinding *finding = finding_at(part, i);

        fixable += finding->fix != NULL && !finding->waived;
    }
    if (fixable == 0)
        return;
    command = g_strdup_printf("marbre fix %s", slug);
    spoken = marbre_spoken_line(command);
    marbre_columns_space(&writer->columns, 2);
    g_string_append_printf(writer->columns.out,
                           g_dngettext(GETTEXT_PACKAGE, "%u of these can be mended with:  %s",
                                       "%u of these can be mended with:  %s", fixable),
                           fixable, spoken);
    g_string_append_c(writer->columns.out, '\n');
}

static void
put_article(Writer *writer, Part part)
{
    g_autoptr(GPtrArray) places = g_ptr_array_new_with_free_func(g_free);
    bool one_text = has_one_text(part);
    size_t width = 0;

    for (unsigned i = part.first; i < part.end; i++) {
        char *place = place_of(finding_at(part, i), one_text);

        width = MAX(width, marbre_text_columns(place, strlen(place)));
        g_ptr_array_add(places, place);
    }
    put_title(writer, finding_at(part, part.first)->article);
    for (unsigned i = part.first; i < part.end; i++)
        put_finding(writer, finding_at(part, i), g_ptr_array_index(places, i - part.first), width);
    put_hint(writer, part);
    g_string_append_c(writer->columns.out, '\n');
}

/* ---- the whole ---- */

static MarbreBlocks
group_of(const MarbreFinding *finding)
{
    bool error = finding->severity == MARBRE_SEVERITY_ERROR && !finding->waived && !finding->known;

    return error ? finding->blocks : MARBRE_BLOCKS_NEVER;
}

static void
put_group(Writer *writer, const GPtrArray *findings, MarbreBlocks blocks, const char *heading)
{
    g_autoptr(GPtrArray) group = g_ptr_array_new();
    Part part = {group, 0, 0};

    for (unsigned i = 0; i < findings->len; i++) {
        const MarbreFinding *finding = g_ptr_array_index(findings, i);

        if (group_of(finding) == blocks && finding->severity != MARBRE_SEVERITY_OFF)
            g_ptr_array_add(group, (void *)finding);
    }
    if (group->len == 0)
        return;
    marbre_columns_paint(&writer->columns, BOLD, heading);
    g_string_append(writer->columns.out, "\n\n");
    while (part.first < group->len) {
        const char *article = finding_at(part, part.first)->article;

        part.end = part.first + 1;
        while (part.end < group->len && strcmp(finding_at(part, part.end)->article, article) == 0)
            part.end++;
        put_article(writer, part);
        part.first = part.end;
    }
}

static void
add_count(GPtrArray *counts, uint64_t count, const char *words)
{
    if (count > 0)
        g_ptr_array_add(counts, g_strdup_printf("%llu %s", (unsigned long long)count, words));
}

/* "3 articles: 1 blocks now, 2 will block later, 4 to review." */
static void
put_summary(Writer *writer, MarbreTally tally)
{
    g_autoptr(GPtrArray) counts = g_ptr_array_new_with_free_func(g_free);
    uint64_t articles = writer->report->articles;
    uint64_t other = tally.errors - tally.now - tally.later;
    g_autofree char *list = NULL;

    add_count(counts, tally.now,
              g_dngettext(GETTEXT_PACKAGE, "blocks now", "block now", tally.now));
    add_count(counts, tally.later,
              g_dngettext(GETTEXT_PACKAGE, "will block later", "will block later", tally.later));
    add_count(counts, other, g_dngettext(GETTEXT_PACKAGE, "error", "errors", other));
    add_count(counts, tally.warnings, _("to review"));
    add_count(counts, tally.notes, _("for information"));
    add_count(counts, tally.waived, g_dngettext(GETTEXT_PACKAGE, "waived", "waived", tally.waived));
    add_count(counts, tally.known,
              g_dngettext(GETTEXT_PACKAGE, "known already", "known already", tally.known));
    if (counts->len == 0)
        g_ptr_array_add(counts, g_strdup(_("nothing to say")));
    g_ptr_array_add(counts, NULL);
    list = g_strjoinv(", ", (char **)counts->pdata);
    g_string_append_printf(writer->columns.out, "%llu %s", (unsigned long long)articles,
                           g_dngettext(GETTEXT_PACKAGE, "article", "articles", articles));
    g_string_append_printf(writer->columns.out, _(": %s."), list);
    g_string_append_c(writer->columns.out, '\n');
}

/* The widest of the words that stand before a finding, so that what follows is in line. */
static size_t
widest_word(const GPtrArray *findings)
{
    size_t width = 0;

    for (unsigned i = 0; i < findings->len; i++) {
        const char *word = word_of(g_ptr_array_index(findings, i));

        width = MAX(width, marbre_text_columns(word, strlen(word)));
    }
    return width;
}

char *
marbre_report_text(const MarbreReport *report, const GPtrArray *findings)
{
    Writer writer = {.report = report,
                     .columns = {.out = g_string_new(NULL), .colour = report->colour}};

    writer.columns.width = MAX(report->width > 0 ? report->width : DEFAULT_WIDTH, LEAST_WIDTH);
    writer.word_width = widest_word(findings);
    put_group(&writer, findings, MARBRE_BLOCKS_NOW, _("Blocks now"));
    put_group(&writer, findings, MARBRE_BLOCKS_LATER, _("Will block later"));
    put_group(&writer, findings, MARBRE_BLOCKS_NEVER, _("Does not block"));
    put_summary(&writer, marbre_findings_tally(findings));
    g_clear_pointer(&writer.file, g_bytes_unref);
    return g_string_free(writer.columns.out, FALSE);
}
