/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/reports.h"

#include "base/error.h"
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct {
    const MarbreFormat *format;
    char *path;
} Target;

struct MarbreCliReports {
    GPtrArray *targets;
};

static void
target_free(void *data)
{
    g_free(((Target *)data)->path);
    g_free(data);
}

void
marbre_cli_reports_free(MarbreCliReports *reports)
{
    if (reports == NULL)
        return;
    g_ptr_array_unref(reports->targets);
    g_free(reports);
}

char *
marbre_cli_file(const MarbreCli *cli, const char *word)
{
    g_autofree char *start =
        g_canonicalize_filename(cli->directory == NULL ? "." : cli->directory, NULL);
    return g_canonicalize_filename(word, start);
}

bool
marbre_cli_may_write(const char *path, GError **error)
{
    struct stat status;
    if (stat(path, &status) == 0 && !S_ISREG(status.st_mode)) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                    _("%s: can't be written: it is no file"), path);
        return false;
    }
    g_autofree char *trial = g_strdup_printf("%s.%08x", path, g_random_int());
    MARBRE_AUTO_FD fd = open(trial, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd >= 0 && unlink(trial) == 0)
        return true;
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE, _("%s: can't be written: %s"), path,
                g_strerror(errno));
    return false;
}

static const MarbreFormat *
find_format(const char *word, const char *equals, GError **error)
{
    g_autofree char *name = g_strndup(word, (size_t)(equals - word));
    const MarbreFormat *format = marbre_format_find(name);
    if (format == NULL)
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                    _("--report: there is no format “%s”; there are %s"), name,
                    "text, json, sarif, junit, github, rdjsonl, codeclimate");
    return format;
}

static bool
is_taken(const MarbreCliReports *reports, const char *path)
{
    for (guint i = 0; i < reports->targets->len; i++)
        if (strcmp(((const Target *)reports->targets->pdata[i])->path, path) == 0)
            return true;
    return false;
}

static bool
add_target(MarbreCliReports *reports, const MarbreCli *cli, const char *word, GError **error)
{
    const char *equals = strchr(word, '=');
    if (equals == NULL || equals[1] == '\0') {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                    _("--report: write it as FORMAT=FILE, such as sarif=marbre.sarif"));
        return false;
    }
    const MarbreFormat *format = find_format(word, equals, error);
    if (format == NULL)
        return false;
    if (strcmp(equals + 1, "-") == 0) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                    _("--report: “-” is no file; for standard output: --format %s"), format->name);
        return false;
    }
    g_autofree char *path = marbre_cli_file(cli, equals + 1);
    if (is_taken(reports, path)) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                    _("--report: two reports would go into %s"), path);
        return false;
    }
    if (!marbre_cli_may_write(path, error))
        return false;
    Target *target = g_new0(Target, 1);
    *target = (Target){format, g_steal_pointer(&path)};
    g_ptr_array_add(reports->targets, target);
    return true;
}

MarbreCliReports *
marbre_cli_reports_new(const MarbreCli *cli, char *const *words, GError **error)
{
    g_autoptr(MarbreCliReports) reports = g_new0(MarbreCliReports, 1);
    reports->targets = g_ptr_array_new_with_free_func(target_free);
    for (size_t i = 0; words != NULL && words[i] != NULL; i++)
        if (!add_target(reports, cli, words[i], error))
            return NULL;
    return g_steal_pointer(&reports);
}

bool
marbre_cli_reports_write(const MarbreCliReports *reports,
                         const MarbreReport *report,
                         const GPtrArray *findings,
                         GError **error)
{
    for (guint i = 0; i < reports->targets->len; i++) {
        const Target *target = g_ptr_array_index(reports->targets, i);
        MarbreReport plain = *report;
        plain.colour = false;
        plain.width = 0;
        g_autofree char *text = target->format->write(&plain, findings);
        if (!marbre_file_replace(AT_FDCWD, target->path, text, strlen(text), 0666, error))
            return false;
    }
    return true;
}
