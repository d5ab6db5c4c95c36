/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/error.h"
#include "base/file.h"
#include "cli/commands.h"
#include "cli/taken.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct {
    char *lang;
    char *source_lang;
    char *source;
    char *slug;
    char *from;
    char *workflow;
    gboolean keep;
} Options;

static GPtrArray *
read_wire(const char *path, const char *lang, const Options *options, GError **error)
{
    g_autoptr(GError) reason = NULL;
    g_autoptr(GBytes) bytes = marbre_file_read(AT_FDCWD, path, MARBRE_WIRE_LIMIT, &reason);
    if (bytes == NULL) {
        /* The newsroom refuses nothing here: another file was meant. */
        if (reason->code == MARBRE_ERROR_REFUSED)
            reason->code = MARBRE_ERROR_USAGE;
        g_propagate_error(error, g_steal_pointer(&reason));
        return NULL;
    }
    const MarbreWireOptions how = {
        .format = options->from, .lang = lang, .keep_boilerplate = options->keep};
    GPtrArray *wire = marbre_wire_read(bytes, &how, error);
    if (wire == NULL)
        g_prefix_error(error, "%s: ", path);
    return wire;
}

/* Of several files none is taken in where one of them can't be read. */
static MarbreExit
check_readable(const Options *options, char *const *paths)
{
    for (; *paths != NULL; paths++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(GPtrArray) wire =
            read_wire(*paths, options->lang == NULL ? "" : options->lang, options, &error);
        if (wire == NULL)
            return marbre_cli_fail(error);
    }
    return MARBRE_EXIT_YES;
}

static MarbreExit
run(MarbreCli *cli, const Options *options, const char *path)
{
    g_autoptr(GError) error = NULL;
    if (!marbre_cli_session(cli, &error))
        return marbre_cli_fail(error);
    g_autoptr(MarbreNewsroom) tip = marbre_cli_tip(cli, &error);
    if (tip == NULL)
        return marbre_cli_fail(error);
    const MarbreSettings *settings = marbre_policy_get_settings(marbre_newsroom_get_policy(tip));
    const char *lang = options->lang != NULL ? options->lang : settings->publish[0];
    const char *source_lang = options->source_lang;
    if (options->source != NULL && source_lang == NULL)
        source_lang = settings->source;
    if (options->source != NULL && source_lang == NULL)
        return marbre_cli_usage(_("say the language of the source: --source-lang en"));
    g_autoptr(GPtrArray) wire = read_wire(path, lang, options, &error);
    g_autoptr(GPtrArray) source = wire == NULL || options->source == NULL
                                      ? NULL
                                      : read_wire(options->source, source_lang, options, &error);
    if (error != NULL)
        return marbre_cli_fail(error);
    for (guint i = 0; i < wire->len; i++) {
        const MarbreImport import = {.story = wire->pdata[i],
                                     .lang = lang,
                                     .source_lang = source_lang,
                                     .source = source == NULL ? NULL : source->pdata[0],
                                     .slug = options->slug,
                                     .workflow = options->workflow};
        g_autoptr(MarbreTaken) taken = marbre_desk_import(&cli->session, &import, &error);
        if (taken == NULL)
            return marbre_cli_fail(error);
        marbre_taken_print(cli, taken, "new", import.story);
    }
    return MARBRE_EXIT_YES;
}

MarbreExit
marbre_command_import(MarbreCli *cli, int argc, char **argv)
{
    MarbreExit status = MARBRE_EXIT_YES;
    Options options = {0};
    GOptionEntry entries[] = {
        {"lang", 0, 0, G_OPTION_ARG_STRING, &options.lang, N_("language of the text"), N_("LANG")},
        {"source-lang", 0, 0, G_OPTION_ARG_STRING, &options.source_lang,
         N_("language that it was translated from"), N_("LANG")},
        {"source", 0, 0, G_OPTION_ARG_FILENAME, &options.source,
         N_("the text that it was translated from"), N_("FILE")},
        {"slug", 0, 0, G_OPTION_ARG_STRING, &options.slug, N_("name of the article's folder"),
         N_("SLUG")},
        {"from", 0, 0, G_OPTION_ARG_STRING, &options.from, N_("format of the file: text"),
         N_("FORMAT")},
        {"workflow", 0, 0, G_OPTION_ARG_STRING, &options.workflow, N_("the workflow it follows"),
         N_("NAME")},
        {"keep-boilerplate", 0, 0, G_OPTION_ARG_NONE, &options.keep,
         N_("leave out nothing at head and foot"), NULL},
        {NULL, 0, 0, 0, NULL, NULL, NULL}};
    if (!marbre_cli_parse(cli, N_("FILE… [--lang LANG] [--source FILE]"), entries, true, &argc,
                          &argv, &status))
        return status;
    if (argc < 2)
        status = marbre_cli_usage(_("which file? marbre import FILE --lang fr"));
    else if (argc > 2 && (options.slug != NULL || options.source != NULL))
        status = marbre_cli_usage(_("--slug and --source go with one file"));
    else if (argc > 2)
        status = check_readable(&options, argv + 1);
    for (int i = 1; i < argc && status == MARBRE_EXIT_YES; i++)
        status = run(cli, &options, argv[i]);
    g_free(options.lang);
    g_free(options.source_lang);
    g_free(options.source);
    g_free(options.slug);
    g_free(options.from);
    g_free(options.workflow);
    return status;
}
