/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/cli.h"

#include "base/problem.h"
#include "base/text.h"

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

/* The folder of the plugin that a rule belongs to; NULL for the engine's own. */
static char *
folder_of_rule(MarbreCli *cli, const char *id)
{
    g_autofree char *path = NULL;
    int fd = marbre_finder_open(cli->finder, id, &path, NULL, NULL);
    if (fd < 0)
        return NULL;
    close(fd);
    return g_path_get_dirname(path);
}

MarbreMessages *
marbre_cli_messages(MarbreCli *cli, const GPtrArray *findings)
{
    const char *const langs[] = {cli->lang, NULL};
    MarbreMessages *messages = marbre_messages_new(cli->lang);
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; cli->finder != NULL && i < findings->len; i++) {
        const MarbreFinding *finding = g_ptr_array_index(findings, i);
        const char *slash = strchr(finding->rule, '/');
        g_autofree char *id = g_strndup(finding->rule, (size_t)(slash - finding->rule));
        if (strcmp(id, "marbre") == 0 || !g_hash_table_add(seen, g_strdup(id)))
            continue;
        g_autofree char *dir = folder_of_rule(cli, id);
        g_autoptr(GPtrArray) problems = marbre_problems_new();
        g_autoptr(MarbreCatalogue) catalogue =
            dir == NULL ? NULL : marbre_catalogue_load(dir, id, langs, problems);
        if (catalogue != NULL)
            marbre_messages_add(messages, catalogue);
    }
    return messages;
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
