/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/error.h"
#include "base/file.h"
#include "cli/commands.h"
#include "cli/replies.h"
#include "cli/resource.h"
#include "cli/taken.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

typedef struct {
    char *lang;
    char *source_lang;
    char *source;
    char *source_of;
    char *translation_of;
    char *slug;
    char *from;
    char *workflow;
    gboolean keep;
} Options;

/* One run of the command. */
typedef struct {
    MarbreCli *cli;
    const Options *options;
    const MarbreSettings *settings;
    MarbrePhrases *phrases; /* nullable */
    GPtrArray *stories;     /* of MarbreStory, of all files */
    char *translates;       /* (nullable) folder of the article that it is a translation of */
    MarbreStory *source;    /* nullable */
} Run;

static void
progress(void *user, size_t done, size_t of)
{
    static int64_t last;
    int64_t now = g_get_monotonic_time();
    if (of < 20 || !isatty(STDERR_FILENO) || (done < of && now - last < 100000))
        return;
    last = now;
    if (done >= of)
        fprintf(stderr, "\r\033[K");
    else {
        fputc('\r', stderr);
        fprintf(stderr, _("taking in %zu of %zu"), done, of);
        fputc(' ', stderr);
    }
}

/* --- reading ---------------------------------------------------------------------------------- */

/* The newsroom's own lines of pages, as its branch has them. */
static bool
read_phrases(Run *run, MarbreNewsroom *tip, GError **error)
{
    g_autoptr(GError) reason = NULL;
    g_autoptr(GBytes) file =
        marbre_snapshot_read(marbre_newsroom_get_snapshot(tip), MARBRE_PHRASES_PATH,
                             MARBRE_YAML_PEOPLE.max_bytes, &reason);
    if (file != NULL) {
        run->phrases = marbre_phrases_read(MARBRE_PHRASES_PATH, file, error);
        return run->phrases != NULL;
    }
    if (reason->code == MARBRE_ERROR_NOT_FOUND)
        return true;
    g_propagate_error(error, g_steal_pointer(&reason));
    return false;
}

static GPtrArray *
read_wire(const Run *run, const char *path, const char *lang, GError **error)
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
    const MarbreWireOptions how = {.format = run->options->from,
                                   .lang = lang,
                                   .keep_boilerplate = run->options->keep,
                                   .phrases = run->phrases};
    GPtrArray *wire = marbre_wire_read(bytes, &how, error);
    if (wire == NULL)
        g_prefix_error(error, "%s: ", path);
    return wire;
}

static bool
is_of_one(const Options *options)
{
    return options->slug != NULL || options->source != NULL || options->translation_of != NULL;
}

/* Of several files none is taken in where one of them can't be read. */
static bool
read_all(Run *run, char *const *paths, GError **error)
{
    const char *lang = run->options->lang != NULL ? run->options->lang : run->settings->publish[0];
    for (guint i = 0; paths[i] != NULL; i++) {
        g_autoptr(GPtrArray) wire = read_wire(run, paths[i], lang, error);
        if (wire == NULL)
            return false;
        while (wire->len > 0)
            g_ptr_array_add(run->stories, g_ptr_array_steal_index(wire, 0));
        progress(NULL, i, g_strv_length((char **)paths));
    }
    progress(NULL, 1000, 1000);
    if (run->stories->len > 1 && is_of_one(run->options)) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                    _("--slug, --source and --translation-of go with one story; there are %u"),
                    run->stories->len);
        return false;
    }
    return true;
}

static MarbreStory *
read_one(const Run *run, const char *path, const char *lang, GError **error)
{
    g_autoptr(GPtrArray) wire = read_wire(run, path, lang, error);
    if (wire == NULL)
        return NULL;
    if (wire->len == 1)
        return g_ptr_array_steal_index(wire, 0);
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                _("%s: there are %u stories in it, and one can be the source"), path, wire->len);
    return NULL;
}

static bool
read_source(Run *run, GError **error)
{
    const Options *options = run->options;
    if (options->source == NULL)
        return true;
    const char *lang = options->source_lang != NULL ? options->source_lang : run->settings->source;
    run->source = read_one(run, options->source, lang, error);
    return run->source != NULL;
}

/* --- languages -------------------------------------------------------------------------------- */

static size_t
primary(const char *lang)
{
    return strcspn(lang, "-_");
}

static bool
is_same_language(const char *one, const char *other)
{
    return primary(one) == primary(other) && g_ascii_strncasecmp(one, other, primary(one)) == 0;
}

/* What the copy says, in the newsroom's own writing: a wire's « fr-FR » is its « fr ». */
static const char *
own_lang(const Run *run, const char *said)
{
    for (size_t i = 0; run->settings->publish[i] != NULL; i++)
        if (is_same_language(run->settings->publish[i], said))
            return run->settings->publish[i];
    if (run->settings->source != NULL && is_same_language(run->settings->source, said))
        return run->settings->source;
    return said;
}

static const char *
lang_of(const Run *run, const MarbreStory *story)
{
    if (run->options->lang != NULL)
        return run->options->lang;
    return story->lang != NULL ? own_lang(run, story->lang) : run->settings->publish[0];
}

static const char *
source_lang_of(const Run *run)
{
    if (run->options->source_lang != NULL || run->source == NULL)
        return run->options->source_lang;
    return run->source->lang != NULL ? own_lang(run, run->source->lang) : run->settings->source;
}

/* --- taking in -------------------------------------------------------------------------------- */

static MarbreExit
take(Run *run)
{
    g_autoptr(GError) error = NULL;
    const char *source_lang = source_lang_of(run);
    if (run->source != NULL && source_lang == NULL)
        return marbre_cli_usage(_("say the language of the source: --source-lang en"));
    g_autofree MarbreImport *imports = g_new0(MarbreImport, run->stories->len);
    for (guint i = 0; i < run->stories->len; i++)
        imports[i] = (MarbreImport){.story = run->stories->pdata[i],
                                    .lang = lang_of(run, run->stories->pdata[i]),
                                    .source_lang = source_lang,
                                    .source = run->source,
                                    .slug = run->options->slug,
                                    .translates = run->translates};
    run->cli->session.progress = progress;
    g_autoptr(GPtrArray) taken = marbre_desk_import(&run->cli->session, imports, run->stories->len,
                                                    run->options->workflow, &error);
    if (taken == NULL)
        return marbre_replies_fail(run->cli, "new", error);
    marbre_taken_print_all(run->cli, taken, "new", run->stories);
    return MARBRE_EXIT_YES;
}

/* A new version of what an article was translated from. */
typedef struct {
    const Run *run;
    const char *path;
} Version;

static MarbreStory *
read_version(void *user, const char *lang, GError **error)
{
    const Version *version = user;
    return read_one(version->run, version->path, lang, error);
}

static MarbreExit
import(MarbreCli *cli, const Options *options, char *const *paths)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbreNewsroom) tip =
        marbre_cli_session(cli, &error) ? marbre_cli_tip(cli, &error) : NULL;
    if (tip == NULL)
        return marbre_replies_fail(cli, "new", error);
    g_autoptr(GPtrArray) stories =
        g_ptr_array_new_with_free_func((GDestroyNotify)marbre_story_free);
    Run run = {.cli = cli,
               .options = options,
               .settings = marbre_policy_get_settings(marbre_newsroom_get_policy(tip)),
               .stories = stories};
    MarbreExit status = MARBRE_EXIT_YES;
    Version version = {&run, paths[0]};
    if (options->translation_of != NULL &&
        (run.translates = marbre_cli_article(cli, tip, options->translation_of, &error)) == NULL)
        return marbre_cli_fail(error);
    if (options->source_of != NULL && read_phrases(&run, tip, &error))
        status = marbre_resource_run(cli, options->source_of, options->source_lang, read_version,
                                     &version);
    else if (options->source_of == NULL && read_phrases(&run, tip, &error) &&
             read_all(&run, paths, &error) && read_source(&run, &error))
        status = take(&run);
    else
        status = marbre_cli_fail(error);
    marbre_phrases_free(run.phrases);
    marbre_story_free(run.source);
    g_free(run.translates);
    return status;
}

/* --- the command ------------------------------------------------------------------------------ */

static MarbreExit
check_source_of(const Options *options, int files)
{
    if (files != 1)
        return marbre_cli_usage(_("--source-of goes with one file"));
    if (options->source != NULL || options->slug != NULL || options->lang != NULL ||
        options->workflow != NULL)
        return marbre_cli_usage(_("--source-of names an article that is there: --lang, --source, "
                                  "--slug and --workflow do not go with it"));
    return MARBRE_EXIT_YES;
}

static MarbreExit
check_mix(const Options *options, int files)
{
    if (options->translation_of != NULL &&
        (options->source != NULL || options->source_lang != NULL || options->source_of != NULL))
        return marbre_cli_usage(
            _("--translation-of names an article of this newsroom, with its text "
              "and its language: --source, --source-lang and --source-of do not "
              "go with it"));
    if (options->source_of != NULL)
        return check_source_of(options, files);
    if (files > 1 && is_of_one(options))
        return marbre_cli_usage(_("--slug, --source and --translation-of go with one file"));
    return MARBRE_EXIT_YES;
}

static void
options_clear(Options *options)
{
    g_free(options->lang);
    g_free(options->source_lang);
    g_free(options->source);
    g_free(options->source_of);
    g_free(options->translation_of);
    g_free(options->slug);
    g_free(options->from);
    g_free(options->workflow);
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
        {"source-of", 0, 0, G_OPTION_ARG_STRING, &options.source_of,
         N_("the file is a new version of what this article was translated from"), N_("ARTICLE")},
        {"translation-of", 0, 0, G_OPTION_ARG_STRING, &options.translation_of,
         N_("the article of this newsroom that it translates"), N_("ARTICLE")},
        {"slug", 0, 0, G_OPTION_ARG_STRING, &options.slug, N_("name of the article's folder"),
         N_("SLUG")},
        {"from", 0, 0, G_OPTION_ARG_STRING, &options.from,
         N_("what the files are, where it can't be seen: text, markdown, html, wxr, ninjs, newsml"),
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
    else
        status = check_mix(&options, argc - 1);
    if (argc >= 2 && status == MARBRE_EXIT_YES)
        status = import(cli, &options, argv + 1);
    options_clear(&options);
    return status;
}
