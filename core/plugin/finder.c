/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plugin/finder.h"

#include "base/file.h"
#include "base/order.h"
#include "config.h"
#include "plugin/descriptor.h"
#include "plugin/trust.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SUFFIX ".so"

struct MarbreFinder {
    char **folders;
    char **allow;   /* (nullable) any digest will do */
    GError *closed; /* (nullable) why nothing is opened */
    GArray *forbidden;
};

char **
marbre_finder_search_path(const char *const *given, const char *path, const char *data_home)
{
    g_autoptr(GStrvBuilder) folders = g_strv_builder_new();
    for (size_t i = 0; given != NULL && given[i] != NULL; i++)
        g_strv_builder_add(folders, given[i]);
    if (path != NULL && path[0] != '\0') {
        g_auto(GStrv) parts = g_strsplit(path, ":", -1);
        for (size_t i = 0; parts[i] != NULL; i++)
            g_strv_builder_add(folders, parts[i]);
    }
    if (data_home != NULL && data_home[0] != '\0') {
        g_autofree char *own = g_build_filename(data_home, "marbre", "plugins-1", NULL);
        g_strv_builder_add(folders, own);
    }
    g_strv_builder_add(folders, MARBRE_PLUGIN_DIR);
    return g_strv_builder_end(folders);
}

MarbreFinder *
marbre_finder_new(const char *const *folders, const char *const *allow)
{
    MarbreFinder *finder = g_atomic_rc_box_new0(MarbreFinder);
    finder->folders = g_strdupv((char **)folders);
    finder->allow = g_strdupv((char **)allow);
    finder->forbidden = g_array_new(FALSE, FALSE, sizeof(MarbreForbidden));
    return finder;
}

MarbreFinder *
marbre_finder_ref(MarbreFinder *finder)
{
    return g_atomic_rc_box_acquire(finder);
}

static void
finder_clear(void *data)
{
    MarbreFinder *finder = data;
    g_strfreev(finder->folders);
    g_strfreev(finder->allow);
    g_clear_error(&finder->closed);
    g_array_unref(finder->forbidden);
}

void
marbre_finder_unref(MarbreFinder *finder)
{
    if (finder != NULL)
        g_atomic_rc_box_release_full(finder, finder_clear);
}

void
marbre_finder_forbid(MarbreFinder *finder, const char *folder)
{
    struct stat found;
    if (stat(folder, &found) != 0)
        return; /* what is not there holds no plugin */
    const MarbreForbidden forbidden = {found.st_dev, found.st_ino};
    g_array_append_val(finder->forbidden, forbidden);
}

void
marbre_finder_close(MarbreFinder *finder, const GError *error)
{
    g_clear_error(&finder->closed);
    finder->closed = g_error_copy(error);
}

const char *const *
marbre_finder_get_folders(const MarbreFinder *finder)
{
    return (const char *const *)finder->folders;
}

/* Opens and judges one file, its digest included. */
static int
open_file(MarbreFinder *finder, const char *path, char **ret_digest, GError **error)
{
    if (finder->closed != NULL) {
        g_propagate_error(error, g_error_copy(finder->closed));
        return -1;
    }
    MARBRE_AUTO_FD fd = marbre_trust_open(path, finder->forbidden, error);
    if (fd < 0)
        return -1;
    g_autofree char *digest = marbre_trust_digest(fd, path, error);
    if (digest == NULL)
        return -1;
    if (finder->allow != NULL && !g_strv_contains((const char *const *)finder->allow, digest)) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
                    _("%s is none of the files that marbre.yaml allows; to allow it, add \"%s\" to "
                      "plugins: {allow: […]}"),
                    path, digest);
        return -1;
    }
    if (ret_digest != NULL)
        *ret_digest = g_steal_pointer(&digest);
    return marbre_fd_steal(&fd);
}

/* The first folder with a file of this name; NULL with an error. (transfer full) */
static char *
find_path(const MarbreFinder *finder, const char *id, GError **error)
{
    g_autofree char *name = g_strconcat(id, SUFFIX, NULL);
    for (size_t i = 0; finder->folders[i] != NULL; i++) {
        const char *folder = finder->folders[i];
        if (!g_path_is_absolute(folder)) {
            g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
                        _("plugin folder \"%s\" is a relative path; write it from the root"),
                        folder);
            return NULL;
        }
        g_autofree char *path = g_build_filename(folder, name, NULL);
        struct stat found;
        if (lstat(path, &found) == 0)
            return g_steal_pointer(&path);
        if (errno != ENOENT && errno != ENOTDIR && errno != EACCES) {
            g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED, "%s: %s", path,
                        g_strerror(errno));
            return NULL;
        }
    }
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_NOT_FOUND,
                _("there is no plugin %s; marbre plugin list shows those there are"), id);
    return NULL;
}

static bool
id_check(const char *id, GError **error)
{
    if (marbre_plugin_id_check(id))
        return true;
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                _("%s cannot be the name of a plugin: small letters, digits and hyphens, a letter "
                  "first, two at the least"),
                id);
    return false;
}

int
marbre_finder_open(
    MarbreFinder *finder, const char *id, char **ret_path, char **ret_digest, GError **error)
{
    if (!id_check(id, error))
        return -1;
    g_autofree char *path = find_path(finder, id, error);
    if (path == NULL)
        return -1;
    int fd = open_file(finder, path, ret_digest, error);
    if (fd >= 0 && ret_path != NULL)
        *ret_path = g_steal_pointer(&path);
    return fd;
}

int
marbre_finder_open_path(
    MarbreFinder *finder, const char *path, char **ret_id, char **ret_digest, GError **error)
{
    g_autofree char *id = g_path_get_basename(path);
    if (!g_str_has_suffix(id, SUFFIX)) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                    _("%s is not named ID.so, as a plugin must be"), path);
        return -1;
    }
    id[strlen(id) - strlen(SUFFIX)] = '\0';
    if (!id_check(id, error))
        return -1;
    int fd = open_file(finder, path, ret_digest, error);
    if (fd >= 0 && ret_id != NULL)
        *ret_id = g_steal_pointer(&id);
    return fd;
}

static void
found_free(void *data)
{
    MarbreFound *found = data;
    g_free(found->id);
    g_free(found->path);
    g_free(found->digest);
    g_free(found->problem);
    g_free(found);
}

/* Names of the plugin files in a folder, sorted; NULL with an error. */
static GPtrArray *
list_names(const char *folder, GError **error)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, error);
    if (dir == NULL)
        return NULL;
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    for (const char *name = g_dir_read_name(dir); name != NULL; name = g_dir_read_name(dir)) {
        if (g_str_has_suffix(name, SUFFIX))
            g_ptr_array_add(names, g_strndup(name, strlen(name) - strlen(SUFFIX)));
    }
    g_ptr_array_sort(names, marbre_order_texts);
    return names;
}

static void
add_found(GPtrArray *list, MarbreFinder *finder, GHashTable *seen, const char *folder, char *id)
{
    MarbreFound *found = g_new0(MarbreFound, 1);
    g_ptr_array_add(list, found);
    found->id = g_strdup(id);
    found->path = g_strconcat(folder, "/", id, SUFFIX, NULL);
    found->hidden = !g_hash_table_add(seen, g_strdup(id));

    g_autoptr(GError) error = NULL;
    MARBRE_AUTO_FD fd =
        id_check(id, &error) ? open_file(finder, found->path, &found->digest, &error) : -1;
    if (fd < 0)
        found->problem = g_strdup(error->message);
}

static void
add_folder_problem(GPtrArray *list, const char *folder, const char *problem)
{
    MarbreFound *found = g_new0(MarbreFound, 1);
    found->path = g_strdup(folder);
    found->problem = g_strdup(problem);
    g_ptr_array_add(list, found);
}

GPtrArray *
marbre_finder_list(MarbreFinder *finder)
{
    GPtrArray *list = g_ptr_array_new_with_free_func(found_free);
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (size_t i = 0; finder->folders[i] != NULL; i++) {
        const char *folder = finder->folders[i];
        g_autoptr(GError) error = NULL;
        if (!g_path_is_absolute(folder)) {
            add_folder_problem(list, folder, _("a relative path; write it from the root"));
            continue;
        }
        g_autoptr(GPtrArray) names = list_names(folder, &error);
        for (guint j = 0; names != NULL && j < names->len; j++)
            add_found(list, finder, seen, folder, g_ptr_array_index(names, j));
        if (names == NULL && !g_error_matches(error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
            add_folder_problem(list, folder, error->message);
    }
    return list;
}
