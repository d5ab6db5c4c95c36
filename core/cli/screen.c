/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/cli.h"

#include "base/text.h"
#include "plugin/words.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
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

unsigned
marbre_cli_width(void)
{
    struct winsize size;
    if (isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40)
        return MIN(size.ws_col, 120);
    return 80;
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

void
marbre_cli_progress(void *user, size_t done, size_t of)
{
    static int64_t last;
    int64_t now = g_get_monotonic_time();
    if (!isatty(STDERR_FILENO) || of < 50)
        return;
    if (done >= of)
        fprintf(stderr, "\r\033[K");
    else if (now - last > 100000) {
        last = now;
        fputc('\r', stderr);
        fprintf(stderr, _("checking %zu of %zu"), done, of);
        fputc(' ', stderr);
    }
}
