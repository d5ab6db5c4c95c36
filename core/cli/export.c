/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/error.h"
#include "base/json.h"
#include "cli/answer.h"
#include "cli/commands.h"
#include "site/leaf.h"
#include "site/placing.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
write_paths(MarbreJson *json, const char *key, const GPtrArray *paths)
{
    marbre_json_member_array(json, key);
    for (guint i = 0; i < paths->len; i++)
        marbre_json_string(json, paths->pdata[i]);
    marbre_json_end_array(json);
}

static void
print_json(const char *dir, MarbreGeneratorKind kind, const MarbrePlaced *placed)
{
    static const char *const words[] = {NULL, "hugo", "eleventy", "jekyll"};
    MarbreJson *json = marbre_answer_begin();
    marbre_json_member_string(json, "folder", dir);
    marbre_json_member_string(json, "for", words[kind]);
    marbre_json_member_int(json, "files", placed->files);
    write_paths(json, "written", placed->written);
    write_paths(json, "removed", placed->removed);
    marbre_answer_end(json);
}

static void
print_text(MarbreCli *cli, const char *dir, MarbreGeneratorKind kind, const MarbrePlaced *placed)
{
    guint written = placed->written->len, removed = placed->removed->len;
    if (written == 0 && removed == 0) {
        printf(_("%s shows all that is published.\n"), dir);
        return;
    }
    g_autofree char *one = g_strdup_printf(
        g_dngettext(GETTEXT_PACKAGE, "%u file written", "%u files written", written), written);
    g_autofree char *other =
        g_strdup_printf(g_dngettext(GETTEXT_PACKAGE, "%u removed", "%u removed", removed), removed);
    if (cli->dry_run)
        printf(_("For %s, in %s: %s, %s, if this were no trial. Nothing was changed.\n"),
               marbre_generator_name(kind), dir, one, other);
    else
        printf(_("For %s, in %s: %s, %s.\n"), marbre_generator_name(kind), dir, one, other);
}

/* The generator that is asked for, else the one that the repository is made for, else Hugo, as
 * whose bundles articles are laid out. */
static bool
find_kind(MarbreNewsroom *tip, const char *asked, MarbreGeneratorKind *ret_kind, GError **error)
{
    if (asked != NULL) {
        *ret_kind = marbre_generator_named(asked);
        if (*ret_kind == MARBRE_GENERATOR_NONE)
            g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                        _("there is no export for “%s”; there is one for hugo, eleventy and "
                          "jekyll"),
                        asked);
        return *ret_kind != MARBRE_GENERATOR_NONE;
    }
    g_autoptr(MarbreGenerator) generator =
        marbre_generator_find(marbre_newsroom_get_snapshot(tip), error);
    if (generator == NULL)
        return false;
    *ret_kind = generator->kind != MARBRE_GENERATOR_NONE ? generator->kind : MARBRE_GENERATOR_HUGO;
    return true;
}

/* A folder as it really lies, also where its last parts are not there yet. (transfer full) */
static char *
real_folder(const char *dir)
{
    g_autofree char *place = g_canonicalize_filename(dir, NULL);
    g_autofree char *rest = g_strdup("");
    for (;;) {
        g_autofree char *real = realpath(place, NULL);
        if (real != NULL)
            return *rest == '\0' ? g_strdup(real) : g_build_filename(real, rest, NULL);
        g_autofree char *last = g_path_get_basename(place);
        g_autofree char *above = g_path_get_dirname(place);
        char *longer = *rest == '\0' ? g_strdup(last) : g_build_filename(last, rest, NULL);
        g_free(rest);
        rest = longer;
        g_free(place);
        place = g_steal_pointer(&above);
        if (strcmp(place, "/") == 0)
            return g_build_filename(place, rest, NULL);
    }
}

/* The newsroom's own folders, and git's, are no place to export to. */
static bool
check_folder(MarbreCli *cli, MarbreNewsroom *tip, const char *dir, GError **error)
{
    const MarbreSettings *settings = marbre_policy_get_settings(marbre_newsroom_get_policy(tip));
    const char *top = marbre_store_get_workdir(cli->store);
    const char *const own[] = {settings->articles, "workflows", "glossary", ".git"};
    g_autofree char *real = real_folder(dir);
    const char *git = marbre_store_get_gitdir(cli->store);
    bool inside = g_str_has_prefix(real, git) && strchr("/", real[strlen(git)]) != NULL;
    for (size_t i = 0; top != NULL && i < G_N_ELEMENTS(own); i++) {
        g_autofree char *folder = g_build_filename(top, own[i], NULL);
        size_t size = strlen(folder);
        inside = inside ||
                 (strncmp(real, folder, size) == 0 && (real[size] == '\0' || real[size] == '/'));
    }
    if (inside)
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                    _("%s is the newsroom's own; name the generator's folder of content"), dir);
    return !inside;
}

MarbreExit
marbre_command_export(MarbreCli *cli, int argc, char **argv)
{
    MarbreExit status = MARBRE_EXIT_YES;
    g_autofree char *asked = NULL;
    g_autoptr(GError) error = NULL;
    GOptionEntry entries[] = {
        {"for", 0, 0, G_OPTION_ARG_STRING, &asked,
         N_("hugo, eleventy or jekyll; else the one that the repository is for, or hugo"),
         N_("GENERATOR")},
        {NULL, 0, 0, 0, NULL, NULL, NULL}};
    if (!marbre_cli_parse(cli, N_("DIR [--for GENERATOR]"), entries, true, &argc, &argv, &status))
        return status;
    if (argc != 2)
        return marbre_cli_usage(_("into which folder? marbre export DIR"));
    g_autoptr(MarbreNewsroom) tip = marbre_cli_tip(cli, &error);
    MarbreGeneratorKind kind = MARBRE_GENERATOR_NONE;
    g_auto(MarbrePlaced) placed = {NULL, NULL, 0};
    g_autofree char *dir = g_path_is_absolute(argv[1]) || cli->directory == NULL
                               ? g_strdup(argv[1])
                               : g_build_filename(cli->directory, argv[1], NULL);
    if (tip == NULL || !find_kind(tip, asked, &kind, &error) ||
        !check_folder(cli, tip, dir, &error))
        return marbre_cli_fail(error);
    g_autoptr(GPtrArray) leaves = marbre_leaves_list(tip, kind, &error);
    if (leaves == NULL || !marbre_placing_run(dir, leaves, cli->dry_run, &placed, &error))
        return marbre_cli_fail(error);
    if (cli->json)
        print_json(dir, kind, &placed);
    else
        print_text(cli, dir, kind, &placed);
    return MARBRE_EXIT_YES;
}
