/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/baseline.h"

#include "base/error.h"
#include "base/file.h"
#include "base/problem.h"
#include "base/text.h"
#include "cli/reports.h"
#include "report/fingerprint.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

/* Entries that are over, shown one by one. */
#define MOST_SHOWN 20

void
marbre_cli_baseline_clear(MarbreCliBaseline *self)
{
    g_clear_pointer(&self->baseline, marbre_baseline_free);
    g_clear_pointer(&self->path, g_free);
}

static MarbreBaseline *
parse(const char *name, GBytes *file, GError **error)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    MarbreBaseline *baseline = marbre_baseline_parse(name, file, problems);
    if (baseline == NULL)
        g_propagate_error(error, marbre_problems_to_error(problems, MARBRE_ERROR_USAGE));
    return baseline;
}

static MarbreBaseline *
parse_text(const char *text, GError **error)
{
    g_autoptr(GBytes) bytes = g_bytes_new_static(text, strlen(text));
    return parse("baseline", bytes, error);
}

static MarbreBaseline *
read_file(const MarbreCliBaseline *self, GError **error)
{
    g_autoptr(GError) reason = NULL;
    g_autoptr(GBytes) file = marbre_file_read(AT_FDCWD, self->path, MARBRE_BASELINE_LIMIT, &reason);
    if (file != NULL)
        return parse(self->file, file, error);
    if (!g_error_matches(reason, MARBRE_ERROR, MARBRE_ERROR_NOT_FOUND)) {
        reason->code = MARBRE_ERROR_USAGE;
        g_propagate_error(error, g_steal_pointer(&reason));
        return NULL;
    }
    if (self->accept)
        return parse_text("{\"version\": 1, \"articles\": []}", error);
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                _("%s: there is no such baseline; to begin one: marbre check --all --baseline %s "
                  "--write-baseline --accept-new"),
                self->file, self->file);
    return NULL;
}

/* What the version before the changes lacks does not count. */
static bool
limit(MarbreCliBaseline *self, const MarbreCli *cli, MarbreSnapshot *before, GError **error)
{
    g_autofree char *inside = marbre_cli_path(cli, self->file);
    g_autoptr(GError) reason = NULL;
    if (inside == NULL)
        return true; /* it lies outside of the newsroom, and no change can reach it */
    g_autoptr(GBytes) file = marbre_snapshot_read(before, inside, MARBRE_BASELINE_LIMIT, &reason);
    if (file == NULL && !g_error_matches(reason, MARBRE_ERROR, MARBRE_ERROR_NOT_FOUND)) {
        g_propagate_error(error, g_steal_pointer(&reason));
        return false;
    }
    g_autoptr(MarbreBaseline) then = file == NULL
                                         ? parse_text("{\"version\": 1, \"articles\": []}", error)
                                         : parse(inside, file, error);
    if (then == NULL)
        return false;
    size_t grown = marbre_baseline_limit(self->baseline, then);
    if (grown > 0) {
        fprintf(stderr,
                g_dngettext(GETTEXT_PACKAGE,
                            "marbre: %zu entry of %s is new since then and does not count\n",
                            "marbre: %zu entries of %s are new since then and do not count\n",
                            grown),
                grown, self->file);
    }
    return true;
}

bool
marbre_cli_baseline_open(MarbreCliBaseline *self,
                         const MarbreCli *cli,
                         MarbreSnapshot *before,
                         GError **error)
{
    if (self->file == NULL)
        return true;
    self->path = marbre_cli_file(cli, self->file);
    if (self->write && !marbre_cli_may_write(self->path, error))
        return false;
    self->baseline = read_file(self, error);
    return self->baseline != NULL && (before == NULL || limit(self, cli, before, error));
}

static void
tell_stale(const MarbreCliBaseline *self, const GPtrArray *stale)
{
    if (stale->len == 0)
        return;
    fprintf(stderr,
            g_dngettext(GETTEXT_PACKAGE,
                        "marbre: %u entry of %s is over: its finding is gone, or its article was "
                        "touched:\n",
                        "marbre: %u entries of %s are over: their findings are gone, or their "
                        "articles were touched:\n",
                        stale->len),
            stale->len, self->file);
    for (guint i = 0; i < stale->len && i < MOST_SHOWN; i++) {
        const MarbreKnown *known = g_ptr_array_index(stale, i);
        g_autofree char *line =
            g_strdup_printf("%s  %s  %s", known->article, known->rule, known->message);
        g_autofree char *shown = marbre_text_shown(line);
        fprintf(stderr, "  %s\n", shown);
    }
    if (!self->write)
        fprintf(stderr,
                _("To take out what is over: marbre check --all --baseline %s "
                  "--write-baseline\n"),
                self->file);
}

static bool
write_file(const MarbreCliBaseline *self,
           const MarbreReport *report,
           const MarbreCliJudged *judged,
           size_t out,
           size_t in,
           GError **error)
{
    g_autofree char *text = marbre_baseline_write(report, judged->findings);
    if (!marbre_file_replace(AT_FDCWD, self->path, text, strlen(text), 0666, error))
        return false;
    fprintf(stderr, _("marbre: %s is written: %zu taken out, %zu put in\n"), self->file, out, in);
    return true;
}

bool
marbre_cli_baseline_use(MarbreCliBaseline *self,
                        MarbreCliJudged *judged,
                        bool whole,
                        GError **error)
{
    if (self->baseline == NULL)
        return true;
    MarbreReport report = marbre_cli_judged_report(judged, 0);
    if (judged->fingerprints == NULL)
        judged->fingerprints = marbre_fingerprints(&report, judged->findings);
    report.fingerprints = judged->fingerprints;
    marbre_baseline_apply(self->baseline, &report, judged->findings);
    g_autoptr(GPtrArray) stale = marbre_baseline_stale(self->baseline, &report, whole);
    tell_stale(self, stale);
    if (!self->write || judged->incomplete)
        return true;
    size_t in = self->accept ? marbre_baseline_accept(&report, judged->findings) : 0;
    return write_file(self, &report, judged, stale->len, in, error);
}
