/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/cli.h"

#include "base/text.h"
#include "cli/pager.h"
#include "plugin/words.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

char *
marbre_cli_shown(const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line != NULL; line++) {
        char *shown = marbre_text_shown(*line);
        g_free(*line);
        *line = shown;
    }
    return g_strjoinv("\n", lines);
}

MarbreMessages *
marbre_cli_messages(MarbreCli *cli, const GPtrArray *findings)
{
    return marbre_finder_messages(cli->finder, cli->lang, findings);
}

bool
marbre_cli_on_terminal(void)
{
    return isatty(STDOUT_FILENO) || marbre_pager_is_on();
}

/* A pager shows on the terminal that standard error or input still is. */
static unsigned
terminal_width(void)
{
    static const int ends[] = {STDOUT_FILENO, STDERR_FILENO, STDIN_FILENO};
    struct winsize size;
    for (size_t i = 0; marbre_cli_on_terminal() && i < G_N_ELEMENTS(ends); i++)
        if (ioctl(ends[i], TIOCGWINSZ, &size) == 0)
            return size.ws_col;
    return 0;
}

unsigned
marbre_cli_width(void)
{
    const char *columns = getenv("COLUMNS");
    unsigned asked = columns == NULL ? 0 : (unsigned)g_ascii_strtoull(columns, NULL, 10);
    unsigned width = asked > 0 ? asked : terminal_width();
    return width < 40 ? 80 : MIN(width, 120);
}

char *
marbre_cli_paint(const MarbreCli *cli, const char *code, const char *text)
{
    return cli->colour ? g_strdup_printf("\033[%sm%s\033[0m", code, text) : g_strdup(text);
}

char *
marbre_cli_quoted(const char *title)
{
    g_autofree char *shown = marbre_text_shown(title);
    return g_strdup_printf(_("“%s”"), shown);
}

/* “checking 120 of 1,000, 8 s left”, once there is something to judge it by. */
static void
show_progress(size_t done, size_t of, double seconds)
{
    double left = done == 0 ? 0 : seconds / (double)done * (double)(of - done);
    fputc('\r', stderr);
    fprintf(stderr, _("checking %zu of %zu"), done, of);
    if (seconds >= 1 && left >= 1)
        fprintf(stderr, _(", %.0f s left"), left);
    fputs("\033[K ", stderr);
}

void
marbre_cli_progress(void *user, size_t done, size_t of)
{
    static int64_t first, last;
    int64_t now = g_get_monotonic_time();
    if (!isatty(STDERR_FILENO) || of < 50)
        return;
    if (first == 0)
        first = now;
    if (done >= of) {
        first = 0;
        fprintf(stderr, "\r\033[K");
    } else if (now - last > 100000) {
        last = now;
        show_progress(done, of, (double)(now - first) / G_USEC_PER_SEC);
    }
}
