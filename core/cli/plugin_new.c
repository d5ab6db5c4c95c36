/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/plugins.h"

#include "base/error.h"
#include "base/file.h"
#include "base/json.h"
#include "base/order.h"
#include "cli/answer.h"
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#define MOST_BYTES ((size_t)1 << 20) /* of a file of a template */

/* What stands for the plugin's id in a template, and for the same as a name in a program. */
#define NAME "@NAME@"
#define IDENT "@IDENT@"
/* What a Debian needs to build it. */
#define PACKAGES "@PACKAGES@"
/* The same in names of files, where a template can't have signs. */
#define NAME_OF_FILE "NAME"

static const char *const languages[] = {"c", "cpp", "rust", NULL};
static const char *const packages[] = {"gcc libc6-dev make pkgconf marbre",
                                       "g++ make pkgconf marbre", "cargo make marbre"};

/* A project while it is written. */
typedef struct {
    const char *id;
    char *ident;
    const char *packages;
    char *folder;
    GPtrArray *files; /* of char *: what it has, from its folder */
    bool dry_run;
} Project;

static void
project_clear(Project *project)
{
    g_free(project->ident);
    g_free(project->folder);
    g_ptr_array_unref(project->files);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Project, project_clear)

static bool
fail_errno(GError **error, const char *path)
{
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED, "%s: %s", path, g_strerror(errno));
    return false;
}

static char *
fill(const Project *project, const char *text)
{
    GString *filled = g_string_new(text);
    g_string_replace(filled, NAME, project->id, 0);
    g_string_replace(filled, IDENT, project->ident, 0);
    g_string_replace(filled, PACKAGES, project->packages, 0);
    return g_string_free(filled, FALSE);
}

static char *
name_of(const Project *project, const char *name)
{
    GString *filled = g_string_new(name);
    g_string_replace(filled, NAME_OF_FILE, project->id, 0);
    return g_string_free(filled, FALSE);
}

/* ---- one file ---- */

static bool
write_file(const Project *project, const char *from, const char *to, GError **error)
{
    struct stat found;
    g_autoptr(GBytes) bytes = marbre_file_read(AT_FDCWD, from, MOST_BYTES, error);
    if (bytes == NULL)
        return false;
    if (g_stat(from, &found) != 0)
        return fail_errno(error, from);
    gsize size = 0;
    const char *data = g_bytes_get_data(bytes, &size);
    g_autofree char *template = g_strndup(data, size);
    g_autofree char *text = fill(project, template);
    unsigned mode = (found.st_mode & S_IXUSR) != 0 ? 0755 : 0644;
    MARBRE_AUTO_FD fd = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    if (fd < 0)
        return fail_errno(error, to);
    return marbre_file_write_fd(fd, to, text, strlen(text), error);
}

static bool copy_folder(Project *project, const char *from, const char *inside, GError **error);

static bool
copy_entry(Project *project, const char *from, const char *inside, const char *name, GError **error)
{
    g_autofree char *source = g_build_filename(from, name, NULL);
    g_autofree char *made = name_of(project, name);
    g_autofree char *path = g_build_filename(inside, made, NULL);
    g_autofree char *target = g_build_filename(project->folder, path, NULL);
    if (g_file_test(source, G_FILE_TEST_IS_DIR)) {
        if (!project->dry_run && g_mkdir_with_parents(target, 0755) != 0)
            return fail_errno(error, target);
        return copy_folder(project, source, path, error);
    }
    g_ptr_array_add(project->files, g_strdup(path));
    return project->dry_run || write_file(project, source, target, error);
}

static bool
copy_folder(Project *project, const char *from, const char *inside, GError **error)
{
    g_autoptr(GError) reason = NULL;
    g_autoptr(GDir) dir = g_dir_open(from, 0, &reason);
    if (dir == NULL) {
        g_set_error_literal(error, MARBRE_ERROR, MARBRE_ERROR_FAILED, reason->message);
        return false;
    }
    for (const char *name = g_dir_read_name(dir); name != NULL; name = g_dir_read_name(dir))
        if (!copy_entry(project, from, inside, name, error))
            return false;
    return true;
}

/* ---- the project ---- */

/* c where nothing was said; -1 for a language that there is no template for. */
static int
find_language(const char *lang)
{
    for (int i = 0; languages[i] != NULL; i++)
        if (lang == NULL || strcmp(languages[i], lang) == 0)
            return i;
    return -1;
}

static bool
write_project(Project *project, const char *lang, GError **error)
{
    const char *const layers[] = {"common", lang};
    for (size_t i = 0; i < G_N_ELEMENTS(layers); i++) {
        g_autofree char *from =
            g_build_filename(MARBRE_DATA_DIR, "plugin-templates", layers[i], NULL);
        if (!copy_folder(project, from, "", error))
            return false;
    }
    g_ptr_array_sort(project->files, marbre_order_texts);
    return true;
}

static bool
begin(MarbreCli *cli, const char *id, Project *project, GError **error)
{
    if (!marbre_plugin_id_check(id) || strcmp(id, "marbre") == 0) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                    _("%s cannot be the name of a plugin: small letters, digits and hyphens, a "
                      "letter first, two at the least"),
                    id);
        return false;
    }
    project->id = id;
    project->ident = g_strdelimit(g_strdup(id), "-", '_');
    project->folder = marbre_plugin_path(cli, id);
    project->dry_run = cli->dry_run;
    if (g_file_test(project->folder, G_FILE_TEST_EXISTS)) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
                    _("%s is there already; nothing is written over"), project->folder);
        return false;
    }
    if (!cli->dry_run && g_mkdir(project->folder, 0755) != 0)
        return fail_errno(error, project->folder);
    return true;
}

static void
tell_json(const Project *project, const char *lang)
{
    MarbreJson *json = marbre_answer_begin();
    g_ptr_array_add(project->files, NULL);
    marbre_json_member_string(json, "id", project->id);
    marbre_json_member_string(json, "lang", lang);
    marbre_json_member_string(json, "folder", project->folder);
    marbre_json_member_strv(json, "files", (const char *const *)project->files->pdata);
    marbre_answer_end(json);
}

static void
tell(const Project *project)
{
    for (guint i = 0; i < project->files->len; i++)
        printf("%s/%s\n", project->id, (const char *)project->files->pdata[i]);
    if (project->dry_run)
        return;
    printf(_("\nNow build it, try it, and put it where plugins are found:\n"
             "  make -C %s\n"
             "  make -C %s check\n"
             "  make -C %s install\n"
             "and name it in a stage of the workflow:  checks: [{uses: %s}]\n"),
           project->id, project->id, project->id, project->id);
}

MarbreExit
marbre_plugin_new(MarbreCli *cli, int argc, char **argv)
{
    MarbreExit status = MARBRE_EXIT_YES;
    g_autofree char *lang = NULL;
    g_autoptr(GError) error = NULL;
    GOptionEntry entries[] = {{"lang", 0, 0, G_OPTION_ARG_STRING, &lang,
                               N_("the language it is written in: c, cpp or rust"), N_("LANG")},
                              {NULL, 0, 0, 0, NULL, NULL, NULL}};
    if (!marbre_cli_parse(cli, "NAME", entries, true, &argc, &argv, &status))
        return status;
    if (argc != 2)
        return marbre_cli_usage(_("say what it is called: marbre plugin new NAME --lang c"));
    int language = find_language(lang);
    if (language < 0)
        return marbre_cli_usage(_("--lang: a plugin is written in c, cpp or rust"));
    g_auto(Project)
        project = {.files = g_ptr_array_new_with_free_func(g_free), .packages = packages[language]};
    const char *written_in = languages[language];
    if (!begin(cli, argv[1], &project, &error) || !write_project(&project, written_in, &error))
        return marbre_cli_fail(error);
    if (cli->json)
        tell_json(&project, written_in);
    else
        tell(&project);
    return MARBRE_EXIT_YES;
}
