/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/plugins.h"

#include "base/error.h"
#include "base/file.h"
#include "base/json.h"
#include "cli/answer.h"
#include "conform/suite.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const formats[] = {"text", "tap", "json", NULL};

typedef struct {
    char **with;
    char *only;
    char *fuzz; /* "60", "60s" */
    int deadline;
    gint64 seed;
} Options;

static void
options_clear(Options *options)
{
    g_strfreev(options->with);
    g_free(options->only);
    g_free(options->fuzz);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, options_clear)

/* How the tests are told while they run. */
typedef struct {
    MarbreJson *json; /* (nullable) */
    unsigned passed;
    unsigned failed;
    unsigned skipped;
} Telling;

static const char *
word_of(MarbreVerdictKind kind)
{
    static const char *const words[] = {"pass", "fail", "skip"};
    return words[kind];
}

static void
write_verdict(MarbreJson *json, const MarbreVerdict *verdict)
{
    bool failed = verdict->kind == MARBRE_VERDICT_FAIL;
    marbre_json_begin_object(json);
    marbre_json_member_int(json, "number", verdict->number);
    marbre_json_member_string(json, "title", verdict->title);
    marbre_json_member_string(json, "result", word_of(verdict->kind));
    marbre_json_member_string(json, "reason", verdict->reason);
    marbre_json_member_string(json, "hint", failed ? verdict->hint : NULL);
    marbre_json_member_string(json, "warning", verdict->warning);
    marbre_json_member_int(json, "milliseconds", verdict->taken_ms);
    marbre_json_end_object(json);
}

static void
print_verdict(const MarbreVerdict *verdict)
{
    bool failed = verdict->kind == MARBRE_VERDICT_FAIL;
    bool skipped = verdict->kind == MARBRE_VERDICT_SKIP;
    printf("%s %u - %s%s%s\n", failed ? "not ok" : "ok", verdict->number, verdict->title,
           skipped ? " # SKIP " : "", skipped ? verdict->reason : "");
    if (failed)
        printf("# %s\n# to mend it: %s\n", verdict->reason, verdict->hint);
    if (verdict->warning != NULL)
        printf("# warning: %s\n", verdict->warning);
    fflush(stdout);
}

static void
tell(void *user, const MarbreVerdict *verdict)
{
    Telling *telling = user;
    telling->passed += verdict->kind == MARBRE_VERDICT_PASS;
    telling->failed += verdict->kind == MARBRE_VERDICT_FAIL;
    telling->skipped += verdict->kind == MARBRE_VERDICT_SKIP;
    if (telling->json != NULL)
        write_verdict(telling->json, verdict);
    else
        print_verdict(verdict);
}

/* "3,15-21" */
static bool
read_only(const char *text, bool only[MARBRE_CONFORM_TESTS + 1])
{
    g_auto(GStrv) parts = g_strsplit(text, ",", -1);
    for (char **part = parts; *part != NULL; part++) {
        char *end = NULL;
        uint64_t first = g_ascii_strtoull(*part, &end, 10), last = first;
        if (end != *part && *end == '-')
            last = g_ascii_strtoull(end + 1, &end, 10);
        if (end == *part || *end != '\0' || first < 1 || last < first ||
            last > MARBRE_CONFORM_TESTS)
            return false;
        for (uint64_t i = first; i <= last; i++)
            only[i] = true;
    }
    return true;
}

static void
begin(Telling *telling, const char *path, const bool *only)
{
    if (telling->json == NULL) {
        unsigned count = 0;
        for (unsigned i = 1; i <= MARBRE_CONFORM_TESTS; i++)
            count += only == NULL || only[i];
        printf("TAP version 13\n");
        if (count == MARBRE_CONFORM_TESTS)
            printf("1..%u\n", count);
        return;
    }
    marbre_json_member_string(telling->json, "path", path);
    marbre_json_member_array(telling->json, "tests");
}

static void
end(Telling *telling)
{
    if (telling->json == NULL) {
        printf("# %u passed, %u failed, %u skipped\n", telling->passed, telling->failed,
               telling->skipped);
        return;
    }
    marbre_json_end_array(telling->json);
    marbre_json_member_int(telling->json, "passed", telling->passed);
    marbre_json_member_int(telling->json, "failed", telling->failed);
    marbre_json_member_int(telling->json, "skipped", telling->skipped);
    marbre_answer_end(g_steal_pointer(&telling->json));
}

/* The file of a plugin: a path, or an id that is found like any other. */
static int
open_file(MarbreCli *cli, const char *word, char **ret_path, GError **error)
{
    g_auto(MarbrePluginName) name = {0};
    if (!marbre_plugin_name_read(cli, word, &name, error))
        return -1;
    marbre_plugin_open_newsroom(cli);
    (void)marbre_cli_pool(cli);
    g_autoptr(GError) reason = NULL;
    int fd = marbre_finder_open(cli->finder, name.id, ret_path, NULL, &reason);
    if (fd < 0 && g_error_matches(reason, MARBRE_ERROR, MARBRE_ERROR_REFUSED))
        reason->code = MARBRE_ERROR_USAGE;
    if (fd < 0)
        g_propagate_error(error, g_steal_pointer(&reason));
    return fd;
}

/* Seconds, with their letter behind or without. */
static bool
read_seconds(const char *text, double *ret)
{
    char *end = NULL;
    *ret = text == NULL ? 0 : g_ascii_strtod(text, &end);
    return text == NULL ||
           (end != text && (strcmp(end, "") == 0 || strcmp(end, "s") == 0) && *ret >= 0);
}

static MarbreExit
test(MarbreCli *cli, const Options *options, const char *word)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *path = NULL;
    double seconds = 0;
    bool only[MARBRE_CONFORM_TESTS + 1] = {false};
    if (!read_seconds(options->fuzz, &seconds) || seconds > 86400 || options->deadline < 0 ||
        options->deadline > 3600)
        return marbre_cli_usage(_("--deadline goes to 3600 seconds, --fuzz to 86400"));
    if (options->only != NULL && !read_only(options->only, only))
        return marbre_cli_usage(_("--only: numbers of tests, such as 3,15-21; there are %d"),
                                MARBRE_CONFORM_TESTS);
    MARBRE_AUTO_FD fd = open_file(cli, word, &path, &error);
    if (fd < 0)
        return marbre_cli_fail(error);
    const MarbreConformSettings settings = {.fd = fd,
                                            .path = path,
                                            .with = options->with,
                                            .only = options->only != NULL ? only : NULL,
                                            .deadline_ms = (unsigned)options->deadline * 1000,
                                            .fuzz_seconds = seconds,
                                            .seed = (uint64_t)options->seed};
    Telling telling = {.json = cli->json ? marbre_answer_begin() : NULL};
    begin(&telling, path, settings.only);
    bool good = marbre_conform_run(&settings, tell, &telling);
    end(&telling);
    return good ? MARBRE_EXIT_YES : MARBRE_EXIT_NO;
}

MarbreExit
marbre_plugin_test(MarbreCli *cli, int argc, char **argv)
{
    MarbreExit status = MARBRE_EXIT_YES;
    g_auto(Options) options = {.seed = 1};
    GOptionEntry entries[] = {
        {"fuzz", 0, 0, G_OPTION_ARG_STRING, &options.fuzz,
         N_("articles and options by chance for so long"), N_("SECONDS")},
        {"seed", 0, 0, G_OPTION_ARG_INT64, &options.seed, N_("chance begins here; else at 1"),
         N_("N")},
        {"only", 0, 0, G_OPTION_ARG_STRING, &options.only, N_("these tests only"), N_("NUMBERS")},
        {"with", 'w', 0, G_OPTION_ARG_STRING_ARRAY, &options.with,
         N_("an option of its tasks; may be given again"), N_("KEY=VALUE")},
        {"deadline", 0, 0, G_OPTION_ARG_INT, &options.deadline,
         N_("how long a test may take; else 30"), N_("SECONDS")},
        {NULL, 0, 0, 0, NULL, NULL, NULL}};
    cli->formats = formats;
    cli->formats_shown = N_("tap or json");
    if (!marbre_cli_parse(cli, "FILE", entries, false, &argc, &argv, &status))
        return status;
    if (argc != 2)
        return marbre_cli_usage(_("say which: marbre plugin test ./PLUGIN.so"));
    return test(cli, &options, argv[1]);
}
