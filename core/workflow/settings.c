/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "workflow/settings.h"

#include "base/digest.h"
#include "base/origin.h"
#include "base/path.h"
#include "base/ulid.h"
#include "workflow/exception.h"
#include "workflow/glob.h"
#include "workflow/reading.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- single values ---- */

/* The text of an optional key, or `fallback`. (transfer full) (nullable) */
static char *
read_text(const MarbreReading *reading, const MarbreYamlNode *node, const char *fallback)
{
    const char *text = marbre_yaml_expect_text(reading->yaml, node, reading->problems);

    return g_strdup(text != NULL ? text : fallback);
}

/* Digits and letters that YAML might take for a number. */
static char *
read_code(const MarbreReading *reading, const MarbreYamlNode *node)
{
    MarbreYamlKind kind = marbre_yaml_node_get_kind(node);

    if (kind == MARBRE_YAML_INT || kind == MARBRE_YAML_NUMBER)
        return g_strdup(marbre_yaml_node_get_text(node));
    return read_text(reading, node, NULL);
}

static char *
read_newsroom_id(const MarbreReading *reading, const MarbreYamlNode *root)
{
    const MarbreYamlNode *node =
        marbre_yaml_expect_key(reading->yaml, root, "id", reading->problems);
    char *text = read_code(reading, node);

    if (text != NULL && !marbre_ulid_check(text))
        marbre_yaml_problem(reading->yaml, node, reading->problems,
                            _("the id of a newsroom is the one that “marbre init” made, 26 "
                              "letters and digits; it never changes"));
    return text;
}

/* The base of addresses, with a slash at its end. */
static char *
read_site(const MarbreReading *reading, const MarbreYamlNode *node)
{
    const char *text = marbre_yaml_expect_text(reading->yaml, node, reading->problems);
    g_autoptr(GUri) uri = text != NULL ? g_uri_parse(text, G_URI_FLAGS_NONE, NULL) : NULL;
    const char *scheme = uri != NULL ? g_uri_get_scheme(uri) : "";
    const char *host = uri != NULL ? g_uri_get_host(uri) : NULL;

    if (text == NULL)
        return NULL;
    if (uri == NULL || (strcmp(scheme, "http") != 0 && strcmp(scheme, "https") != 0) ||
        host == NULL || *host == '\0' || g_uri_get_userinfo(uri) != NULL ||
        g_uri_get_query(uri) != NULL || g_uri_get_fragment(uri) != NULL) {
        marbre_yaml_problem(reading->yaml, node, reading->problems,
                            _("the address of the site is written as “https://courrier.example/”"));
        return NULL;
    }
    return g_strconcat(text, g_str_has_suffix(text, "/") ? NULL : "/", NULL);
}

static bool
is_zone_name(const char *name)
{
    return *name != '/' && strstr(name, "..") == NULL &&
           strspn(name, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "/_+-") == strlen(name);
}

static void
read_zone(const MarbreReading *reading, const MarbreYamlNode *node, MarbreSettings *settings)
{
    g_autofree char *shown = NULL;

    settings->timezone = read_text(reading, node, "UTC");
    settings->zone =
        is_zone_name(settings->timezone) ? g_time_zone_new_identifier(settings->timezone) : NULL;
    if (settings->zone != NULL)
        return;
    shown = marbre_text_shown(settings->timezone);
    marbre_yaml_problem(reading->yaml, node, reading->problems,
                        _("there is no time zone “%s”; write it as “Europe/Paris”"), shown);
}

/* One part of a branch's name, between slashes, as git would take it. */
static bool
is_branch_part(const char *part)
{
    return *part != '\0' && *part != '.' && *part != '-' && !g_str_has_suffix(part, ".") &&
           !g_str_has_suffix(part, ".lock") && strstr(part, "..") == NULL &&
           strspn(part, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "._-") == strlen(part);
}

static char *
read_branch(const MarbreReading *reading, const MarbreYamlNode *node)
{
    char *branch = read_text(reading, node, "published");
    g_auto(GStrv) parts = g_strsplit(branch, "/", -1);
    bool good =
        strlen(branch) <= 200 && strcmp(branch, "HEAD") != 0 && strcmp(parts[0], "refs") != 0;
    g_autofree char *shown = marbre_text_shown(branch);

    for (size_t i = 0; parts[i] != NULL; i++)
        good = good && is_branch_part(parts[i]);
    if (!good)
        marbre_yaml_problem(reading->yaml, node, reading->problems,
                            _("“%s” cannot be a branch; letters, digits, dots and hyphens, as in "
                              "“published”"),
                            shown);
    return branch;
}

static char *
read_folder(const MarbreReading *reading, const MarbreYamlNode *node)
{
    char *folder = read_text(reading, node, "articles");
    g_autofree char *shown = marbre_text_shown(folder);

    if (!marbre_path_is_safe(folder))
        marbre_yaml_problem(reading->yaml, node, reading->problems,
                            _("“%s” cannot be a folder of the newsroom; write it as “articles”"),
                            shown);
    else if (strcmp(folder, "workflows") == 0 || g_str_has_prefix(folder, "workflows/"))
        marbre_yaml_problem(
            reading->yaml, node, reading->problems,
            _("the folder of the workflows cannot hold the articles; name another"));
    return folder;
}

static char **
empty_list(void)
{
    return g_new0(char *, 1);
}

/* ---- maps ---- */

static char **
read_langs(const MarbreReading *reading, const MarbreYamlNode *list)
{
    if (list != NULL && marbre_yaml_node_get_kind(list) == MARBRE_YAML_LIST &&
        marbre_yaml_node_get_count(list) == 0)
        marbre_yaml_problem(reading->yaml, list, reading->problems,
                            _("a newsroom publishes in one language at least, as [fr]"));
    return marbre_reading_langs(reading, list);
}

static void
read_languages(const MarbreReading *reading, const MarbreYamlNode *root, MarbreSettings *settings)
{
    static const char *const known[] = {"source", "publish", NULL};
    const MarbreYamlNode *map =
        marbre_yaml_expect_key(reading->yaml, root, "languages", reading->problems);
    const MarbreYamlNode *publish = NULL;

    settings->publish = empty_list();
    if (map == NULL || !marbre_yaml_expect_map(reading->yaml, map, known, reading->problems))
        return;
    settings->source = g_strdup(marbre_reading_lang(reading, marbre_yaml_find(map, "source")));
    publish = marbre_yaml_expect_key(reading->yaml, map, "publish", reading->problems);
    g_strfreev(settings->publish);
    settings->publish = read_langs(reading, publish);
}

static void
read_plugins(const MarbreReading *reading, const MarbreYamlNode *map, MarbreSettings *settings)
{
    static const char *const known[] = {"allow", NULL};
    const MarbreYamlNode *list = NULL;

    if (map == NULL || !marbre_yaml_expect_map(reading->yaml, map, known, reading->problems))
        return;
    list = marbre_yaml_find(map, "allow");
    settings->allow = marbre_yaml_expect_list_of_text(reading->yaml, list, reading->problems);
    for (size_t i = 0; i < marbre_yaml_node_get_count(list); i++) {
        const MarbreYamlNode *node = marbre_yaml_node_get_child(list, i);
        const char *text = marbre_yaml_node_get_string(node);

        if (text != NULL && *text != '\0' && !marbre_digest_check(text))
            marbre_yaml_problem(reading->yaml, node, reading->problems,
                                _("a plugin file is named by its digest, “sha256:” and 64 digits, "
                                  "as “marbre plugin show” prints it"));
    }
}

static void
read_network(const MarbreReading *reading, const MarbreYamlNode *map, MarbreSettings *settings)
{
    static const char *const known[] = {"allow", NULL};
    const MarbreYamlNode *list = NULL;

    if (map == NULL || !marbre_yaml_expect_map(reading->yaml, map, known, reading->problems))
        return;
    list = marbre_yaml_find(map, "allow");
    settings->network = marbre_yaml_expect_list_of_text(reading->yaml, list, reading->problems);
    for (size_t i = 0; i < marbre_yaml_node_get_count(list); i++) {
        const MarbreYamlNode *node = marbre_yaml_node_get_child(list, i);
        const char *text = marbre_yaml_node_get_string(node);

        if (text != NULL && *text != '\0' && !marbre_origin_check(text))
            marbre_yaml_problem(
                reading->yaml, node, reading->problems,
                _("what actions may ask is written as a host, “api.example.org” or "
                  "“*.example.org”, or scheme, host and port, “http://localhost:8080”"));
    }
}

static bool
is_commit(const char *text)
{
    return strlen(text) == 40 && strspn(text, "0123456789abcdef") == 40;
}

static void
read_before(const MarbreReading *reading, const MarbreYamlNode *map, MarbreSettings *settings)
{
    static const char *const known[] = {"commit", "paths", NULL};
    const MarbreYamlNode *commit = NULL;
    const MarbreYamlNode *paths = NULL;

    if (map == NULL || !marbre_yaml_expect_map(reading->yaml, map, known, reading->problems))
        return;
    commit = marbre_yaml_expect_key(reading->yaml, map, "commit", reading->problems);
    settings->before_commit = read_code(reading, commit);
    if (settings->before_commit != NULL && !is_commit(settings->before_commit))
        marbre_yaml_problem(reading->yaml, commit, reading->problems,
                            _("a commit is named by its full id here, 40 digits from 0 to f"));
    paths = marbre_yaml_expect_key(reading->yaml, map, "paths", reading->problems);
    g_strfreev(settings->before_paths);
    settings->before_paths =
        marbre_yaml_expect_list_of_text(reading->yaml, paths, reading->problems);
    if (settings->before_paths == NULL)
        settings->before_paths = empty_list();
    for (size_t i = 0; settings->before_paths[i] != NULL; i++) {
        const MarbreYamlNode *node = marbre_yaml_node_get_child(paths, i);

        if (!marbre_glob_check(settings->before_paths[i]))
            marbre_yaml_problem(reading->yaml, node, reading->problems,
                                _("a path is written from the root of the newsroom, as "
                                  "“content/posts” or “content/**/*.md”"));
    }
}

/* ---- the file ---- */

static void
read_root(const MarbreReading *reading, const MarbreYamlNode *root, MarbreSettings *settings)
{
    static const char *const known[] = {"version",  "id",         "name",       "outlet",
                                        "site",     "languages",  "timezone",   "workflow",
                                        "articles", "published",  "plugins",    "network",
                                        "before",   "exceptions", "provenance", NULL};
    static const char *const provenances[] = {"roles", "full", NULL};
    const MarbreYaml *yaml = reading->yaml;
    GPtrArray *problems = reading->problems;
    const char *workflow = NULL;
    size_t provenance = 0;

    if (!marbre_yaml_expect_map(yaml, root, known, problems) ||
        !marbre_reading_version(reading, root))
        return;
    settings->id = read_newsroom_id(reading, root);
    settings->name = read_text(reading, marbre_yaml_expect_key(yaml, root, "name", problems), NULL);
    settings->outlet = read_text(reading, marbre_yaml_find(root, "outlet"), settings->name);
    settings->site = read_site(reading, marbre_yaml_find(root, "site"));
    read_languages(reading, root, settings);
    read_zone(reading, marbre_yaml_find(root, "timezone"), settings);
    workflow = marbre_reading_id(reading, marbre_yaml_find(root, "workflow"));
    settings->workflow = g_strdup(workflow != NULL ? workflow : "newsroom");
    settings->articles = read_folder(reading, marbre_yaml_find(root, "articles"));
    settings->published = read_branch(reading, marbre_yaml_find(root, "published"));
    read_plugins(reading, marbre_yaml_find(root, "plugins"), settings);
    read_network(reading, marbre_yaml_find(root, "network"), settings);
    read_before(reading, marbre_yaml_find(root, "before"), settings);
    g_ptr_array_unref(settings->exceptions);
    settings->exceptions = marbre_exceptions_read(reading, marbre_yaml_find(root, "exceptions"));
    if (marbre_yaml_expect_choice(yaml, marbre_yaml_find(root, "provenance"), provenances, problems,
                                  &provenance) != NULL)
        settings->full_provenance = provenance == 1;
}

static void
clear_settings(gpointer data)
{
    MarbreSettings *settings = data;

    g_free(settings->id);
    g_free(settings->name);
    g_free(settings->outlet);
    g_free(settings->site);
    g_free(settings->source);
    g_strfreev(settings->publish);
    g_free(settings->timezone);
    g_clear_pointer(&settings->zone, g_time_zone_unref);
    g_free(settings->workflow);
    g_free(settings->articles);
    g_free(settings->published);
    g_strfreev(settings->allow);
    g_strfreev(settings->network);
    g_free(settings->before_commit);
    g_strfreev(settings->before_paths);
    g_ptr_array_unref(settings->exceptions);
    marbre_yaml_unref(settings->document);
}

MarbreSettings *
marbre_settings_parse(const char *path, GBytes *file, GPtrArray *problems)
{
    g_autoptr(MarbreSettings) settings = g_atomic_rc_box_new0(MarbreSettings);
    MarbreSpan whole = {0, g_bytes_get_size(file)};
    unsigned before = problems->len;
    MarbreReading reading = {NULL, problems, NULL};

    settings->before_paths = empty_list();
    settings->exceptions = g_ptr_array_new();
    settings->document = marbre_yaml_parse(path, file, whole, &MARBRE_YAML_POLICY, problems);
    if (settings->document == NULL)
        return NULL;
    reading.yaml = settings->document;
    read_root(&reading, marbre_yaml_get_root(settings->document), settings);
    return marbre_reading_end(problems, before) ? g_steal_pointer(&settings) : NULL;
}

MarbreSettings *
marbre_settings_ref(MarbreSettings *settings)
{
    return g_atomic_rc_box_acquire(settings);
}

void
marbre_settings_unref(MarbreSettings *settings)
{
    if (settings != NULL)
        g_atomic_rc_box_release_full(settings, clear_settings);
}

bool
marbre_settings_is_before(const MarbreSettings *settings, const char *path)
{
    for (size_t i = 0; settings->before_paths[i] != NULL; i++)
        if (marbre_glob_matches(settings->before_paths[i], path))
            return true;
    return false;
}

bool
marbre_settings_publishes(const MarbreSettings *settings, const char *lang)
{
    return g_strv_contains((const char *const *)settings->publish, lang);
}
