/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "report/fingerprint.h"

#include "base/digest.h"
#include "report/source.h"

#include <string.h>

/* A longer span speaks of the text as a whole: which words it has today says nothing. */
#define MOST_OF_WORDS 1000
#define WORDS_AROUND 2
/* Where words are looked for beside the span; a line without white space may be very long. */
#define MOST_AROUND 200
#define DIGITS 32

static void
add(MarbreDigest *digest, const char *text, size_t size)
{
    marbre_digest_add(digest, text, size);
    marbre_digest_add(digest, "", 1);
}

static void
add_collapsed(MarbreDigest *digest, const char *text, size_t size)
{
    size_t collapsed_size = 0;
    g_autofree char *collapsed = marbre_text_collapse(text, size, &collapsed_size);

    add(digest, collapsed, collapsed_size);
}

static bool
is_white(char c)
{
    return c == ' ' || c == '\t';
}

/* The last two words of the bytes before a span. */
static void
add_before(MarbreDigest *digest, const char *text, size_t size)
{
    size_t at = size, least = size > MOST_AROUND ? size - MOST_AROUND : 0;

    for (unsigned i = 0; i < WORDS_AROUND; i++) {
        while (at > least && is_white(text[at - 1]))
            at--;
        while (at > least && !is_white(text[at - 1]))
            at--;
    }
    add_collapsed(digest, text + at, size - at);
}

static void
add_after(MarbreDigest *digest, const char *text, size_t size)
{
    size_t at = 0, most = MIN(size, MOST_AROUND);

    for (unsigned i = 0; i < WORDS_AROUND; i++) {
        while (at < most && is_white(text[at]))
            at++;
        while (at < most && !is_white(text[at]))
            at++;
    }
    add_collapsed(digest, text, at);
}

/* Numbers count what changes with every edit. */
static bool
is_number(const char *text)
{
    return *text != '\0' && strspn(text, "0123456789.,+-%") == strlen(text);
}

static void
add_args(MarbreDigest *digest, GVariant *args)
{
    GVariantIter iter;
    const char *name = NULL, *value = NULL;

    if (args == NULL)
        return;
    g_variant_iter_init(&iter, args);
    while (g_variant_iter_next(&iter, "(&s&s)", &name, &value)) {
        if (is_number(value))
            continue;
        add(digest, name, strlen(name));
        add(digest, value, strlen(value));
    }
}

static void
add_words(MarbreDigest *digest, MarbreReportSource *source, const MarbreFinding *finding)
{
    MarbreSpan span = {finding->start.offset, finding->end.offset};
    const MarbreLines *lines = marbre_report_source_lines(source, finding->path);
    size_t size = 0;
    const char *words = marbre_report_source_words(source, finding->path, span, &size);

    if (size == 0 || lines == NULL) {
        add_args(digest, finding->args);
        return;
    }
    if (size > MOST_OF_WORDS)
        return;
    MarbreSpan first = marbre_lines_span(lines, finding->start.line);
    MarbreSpan last = marbre_lines_span(lines, finding->end.line);
    add_collapsed(digest, words, size);
    if (first.start <= span.start)
        add_before(digest, words - (span.start - first.start), span.start - first.start);
    if (last.end >= span.end)
        add_after(digest, words + size, last.end - span.end);
}

/* The file within its article, whose folder may have another name tomorrow. */
static const char *
file_of(const MarbreFinding *finding)
{
    size_t size = strlen(finding->article);

    if (strncmp(finding->path, finding->article, size) == 0 && finding->path[size] == '/')
        return finding->path + size + 1;
    return finding->path;
}

/* How many findings before were alike is the number of this one. */
static char *
number(GHashTable *seen, char *sum)
{
    gpointer count = NULL;
    g_autofree char *owned = sum;

    if (!g_hash_table_lookup_extended(seen, sum, NULL, &count)) {
        g_hash_table_insert(seen, g_strdup(sum), GUINT_TO_POINTER(1));
        return g_strndup(sum + strlen("sha256:"), DIGITS);
    }
    g_hash_table_insert(seen, g_strdup(sum), GUINT_TO_POINTER(GPOINTER_TO_UINT(count) + 1));
    g_autofree char *numbered = g_strdup_printf("%s %u", sum, GPOINTER_TO_UINT(count));
    g_autofree char *again = marbre_digest(numbered, strlen(numbered));
    return g_strndup(again + strlen("sha256:"), DIGITS);
}

GPtrArray *
marbre_fingerprints(const MarbreReport *report, const GPtrArray *findings)
{
    GPtrArray *fingerprints = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_auto(MarbreReportSource) source = {.report = report};
    g_autofree char *id = NULL;
    const char *article = NULL;

    for (unsigned i = 0; i < findings->len; i++) {
        const MarbreFinding *finding = g_ptr_array_index(findings, i);
        MarbreDigest *digest = marbre_digest_new();
        const char *who = NULL;

        if (g_strcmp0(article, finding->article) != 0) {
            g_free(id);
            id = report->id != NULL ? report->id(report->user, finding->article) : NULL;
            article = finding->article;
        }
        who = id != NULL ? id : article;
        add(digest, finding->rule, strlen(finding->rule));
        add(digest, who, strlen(who));
        add(digest, file_of(finding), strlen(file_of(finding)));
        add_words(digest, &source, finding);
        g_ptr_array_add(fingerprints, number(seen, marbre_digest_end(digest)));
    }
    return fingerprints;
}
