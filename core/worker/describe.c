/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/error.h"
#include "base/file.h"
#include "worker/described.h"
#include "worker/inside.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <sys/stat.h>
#include <sys/wait.h>

static bool
is_stock(const MarbrePool *pool, int folder)
{
    struct stat here, stock;
    return fstat(folder, &here) == 0 && stat(pool->stock_folder, &stock) == 0 &&
           here.st_dev == stock.st_dev && here.st_ino == stock.st_ino;
}

static MarbreLane *
lane_for(MarbrePool *pool, const char *path)
{
    g_autofree char *dir = g_path_get_dirname(path);
    MARBRE_AUTO_FD folder = open(dir, O_PATH | O_DIRECTORY | O_CLOEXEC);
    bool stock = folder >= 0 && is_stock(pool, folder);
    if (stock && pool->stock)
        return pool->stock;
    MarbreLane *lane = marbre_lane_new(pool, marbre_fd_steal(&folder));
    g_ptr_array_add(pool->lanes, lane);
    if (stock)
        pool->stock = lane;
    return lane;
}

static void
set_ended_error(const MarbreChild *child, const char *id, GError **error)
{
    int status = child->fate.status;
    if (child->late)
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED,
                    _("plugin %s was stopped after %g s while it was being loaded; to load it must "
                      "do no work"),
                    id, (double)child->lane->pool->deadline / G_USEC_PER_SEC);
    else if (child->nonsense)
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED,
                    _("plugin %s sent nonsense while it was being loaded: %s"), id,
                    child->nonsense);
    else if (WIFSIGNALED(status))
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED,
                    _("plugin %s was killed by signal %d while it was being loaded; to see where: "
                      "marbre plugin "
                      "test %s"),
                    id, WTERMSIG(status), id);
    else
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED,
                    _("plugin %s ended its process with status %d while it was being loaded; a "
                      "plugin must never call exit()"),
                    id, WEXITSTATUS(status));
}

static void
order_description(MarbreChild *child, MarbreKnown *plugin)
{
    marbre_child_tell_plugin(child, plugin);
    marbre_outbox_add(child->outbox, MARBRE_FRAME_DESCRIBE, g_variant_new("(u)", plugin->number),
                      -1);
    child->describing = plugin;
    child->heard = g_get_monotonic_time();
}

static void
take_error(MarbrePool *pool, const MarbreChild *child, const char *id, GError **error)
{
    if (pool->broken)
        g_propagate_error(error, g_error_copy(pool->broken));
    else if (child->gone)
        set_ended_error(child, id, error);
    else if (pool->refusal)
        g_propagate_error(error, g_steal_pointer(&pool->refusal));
}

/* A plugin for another version is no sound one here. What is not to be trusted is another matter:
 * that file was never opened. */
static void
tell_unsound(GError *error)
{
    if (g_error_matches(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED))
        error->code = MARBRE_ERROR_INVALID;
}

/* The worker stays, to run what it has just loaded. */
static MarbrePluginInfo *
describe_in_worker(MarbrePool *pool, MarbreKnown *plugin, GError **error)
{
    MarbreChild *child;
    bool again;
    do {
        child = marbre_lane_get_child(plugin->lane, error);
        if (!child)
            return NULL;
        order_description(child, plugin);
        while (child->describing && !child->gone && !pool->broken)
            marbre_pool_wait(pool, G_MAXINT64);
        child->describing = NULL;
        /* Gone before it was ready: it has not seen the plugin. */
        again = child->gone && !child->ready && !pool->broken;
        if (!again)
            take_error(pool, child, plugin->id, error);
        if (child->gone) {
            g_ptr_array_remove(plugin->lane->children, child);
            marbre_child_free(child);
        }
    } while (again);
    return g_steal_pointer(&pool->info);
}

static MarbrePluginInfo *
describe_here(MarbreKnown *plugin, GError **error)
{
    plugin->loaded = marbre_loader_open(plugin->fd, plugin->id, plugin->path, error);
    return plugin->loaded ? marbre_plugin_info_ref(marbre_loaded_get_info(plugin->loaded)) : NULL;
}

/* From what was kept of the file, else from a worker, and then it is kept. */
static MarbrePluginInfo *
describe_kept(MarbrePool *pool, MarbreKnown *plugin, const char *digest, GError **error)
{
    MarbrePluginInfo *info =
        pool->described ? marbre_described_read(pool->described, digest) : NULL;
    if (info)
        return info;
    info = describe_in_worker(pool, plugin, error);
    if (info && pool->described)
        marbre_described_write(pool->described, digest, info);
    return info;
}

static bool
check_id(const MarbreKnown *plugin, const MarbrePluginInfo *info, GError **error)
{
    if (g_str_equal(info->id, plugin->id))
        return true;
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_INVALID,
                _("%s calls itself %s; its file must be %s.so"), plugin->id, info->id, info->id);
    return false;
}

static MarbreKnown *
open_plugin(MarbrePool *pool, const char *id, char **ret_digest, GError **error)
{
    g_autofree char *path = NULL;
    int fd = marbre_finder_open(pool->finder, id, &path, ret_digest, error);
    if (fd < 0)
        return NULL;
    MarbreKnown *plugin = g_new0(MarbreKnown, 1);
    plugin->number = pool->opened->len;
    plugin->id = g_strdup(id);
    plugin->lane = lane_for(pool, path);
    plugin->path = g_steal_pointer(&path);
    plugin->fd = fd;
    g_ptr_array_add(pool->opened, plugin);
    return plugin;
}

MarbrePluginInfo *
marbre_pool_describe(MarbrePool *pool, const char *id, GError **error)
{
    g_autofree char *digest = NULL;
    MarbreKnown *plugin = g_hash_table_lookup(pool->plugins, id);
    if (plugin)
        return marbre_plugin_info_ref(plugin->info);
    plugin = open_plugin(pool, id, &digest, error);
    if (!plugin)
        return NULL;
    g_autoptr(GError) unsound = NULL;
    g_autoptr(MarbrePluginInfo) info = pool->in_process
                                           ? describe_here(plugin, &unsound)
                                           : describe_kept(pool, plugin, digest, &unsound);
    if (!info) {
        tell_unsound(unsound);
        g_propagate_error(error, g_steal_pointer(&unsound));
        return NULL;
    }
    if (!check_id(plugin, info, error))
        return NULL;
    g_free(info->path);
    info->path = g_strdup(plugin->path);
    g_free(info->digest);
    info->digest = g_steal_pointer(&digest);
    plugin->info = marbre_plugin_info_ref(info);
    g_hash_table_insert(pool->plugins, plugin->id, plugin);
    return g_steal_pointer(&info);
}
