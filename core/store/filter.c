/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/filter.h"

#include "base/file.h"
#include "store/beneath.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define ATTRIBUTES_LIMIT ((size_t)1 << 20)

/* Most newsrooms name no filter anywhere; only where the word is met is git's machinery asked. */
static bool
mentions_filter(GBytes *content)
{
    size_t size;
    const char *text = g_bytes_get_data(content, &size);

    return size > 0 && memmem(text, size, "filter", 6) != NULL;
}

static bool
file_mentions(int root, const char *path)
{
    MARBRE_AUTO_FD fd = marbre_beneath_open(root, path, O_RDONLY | O_NONBLOCK, 0);

    if (fd < 0)
        return false;
    g_autoptr(GBytes) content = marbre_file_read_fd(fd, path, ATTRIBUTES_LIMIT, NULL);
    return content == NULL || mentions_filter(content);
}

static bool
committed_mentions(MarbreSnapshot *base, const char *path)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) content = marbre_snapshot_read(base, path, ATTRIBUTES_LIMIT, &error);

    if (content == NULL)
        return !g_error_matches(error, MARBRE_ERROR, MARBRE_ERROR_NOT_FOUND);
    return mentions_filter(content);
}

/* Whether any attributes file on the way to the path, or beside the repository, has the word. */
static bool
is_suspect(MarbreStore *store, MarbreSnapshot *base, const char *path)
{
    g_autofree char *global = marbre_store_config_get(store, "core.attributesfile");
    MARBRE_AUTO_FD common = open(store->common, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    MARBRE_AUTO_FD root =
        store->workdir != NULL ? open(store->workdir, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    bool suspect = global != NULL || (common >= 0 && file_mentions(common, "info/attributes"));
    const char *part = path;

    while (!suspect && part != NULL) {
        g_autofree char *file = g_strdup_printf("%.*s.gitattributes", (int)(part - path), path);
        suspect = (root >= 0 && file_mentions(root, file)) ||
                  (base != NULL && committed_mentions(base, file));
        part = strchr(part, '/');
        part = part != NULL ? part + 1 : NULL;
    }
    return suspect;
}

bool
marbre_filter_check(MarbreStore *store, MarbreSnapshot *base, const char *path, GError **error)
{
    uint32_t flags =
        GIT_ATTR_CHECK_INCLUDE_HEAD |
        (store->workdir != NULL ? GIT_ATTR_CHECK_FILE_THEN_INDEX : GIT_ATTR_CHECK_INDEX_ONLY);
    const char *value = NULL;

    if (!is_suspect(store, base, path))
        return true;
    if (git_attr_get(&value, store->repo, flags, path, "filter") < 0)
        return marbre_git_fail(error, MARBRE_ERROR_FAILED, "%s", path);
    if (git_attr_value(value) != GIT_ATTR_VALUE_STRING)
        return true;
    g_set_error(
        error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
        _("%s passes through git's filter “%s” (.gitattributes); commit it with git itself: "
          "git add and git commit"),
        path, value);
    return false;
}
