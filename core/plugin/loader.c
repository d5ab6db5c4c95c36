/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plugin/loader.h"

#include "plugin/release.h"
#include "plugin/sized.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

#define ENTRY "marbre_plugin_1"
/* One more than this host knows: to tell a newer plugin from a file that is none. */
#define NEXT_ENTRY "marbre_plugin_2"

struct MarbreLoaded {
    MarbrePluginInfo *info;
    GArray *tasks; /* of mbr_task_class, in the order of the descriptor */
};

MarbreLoaded *
marbre_loaded_ref(MarbreLoaded *loaded)
{
    return g_atomic_rc_box_acquire(loaded);
}

static void
loaded_clear(void *data)
{
    MarbreLoaded *loaded = data;
    marbre_plugin_info_unref(loaded->info);
    if (loaded->tasks != NULL)
        g_array_unref(loaded->tasks);
}

void
marbre_loaded_unref(MarbreLoaded *loaded)
{
    if (loaded != NULL)
        g_atomic_rc_box_release_full(loaded, loaded_clear);
}

MarbrePluginInfo *
marbre_loaded_get_info(const MarbreLoaded *loaded)
{
    return loaded->info;
}

const mbr_task_class *
marbre_loaded_get_task(const MarbreLoaded *loaded, const char *task)
{
    for (guint i = 0; i < loaded->info->tasks->len; i++) {
        const MarbreTaskInfo *info = g_ptr_array_index(loaded->info->tasks, i);
        if (g_str_equal(info->id, task))
            return &g_array_index(loaded->tasks, mbr_task_class, i);
    }
    return NULL;
}

MarbreLoaded *
marbre_loaded_new(const mbr_plugin *plugin, GError **error)
{
    g_autoptr(MarbreLoaded) loaded = g_atomic_rc_box_new0(MarbreLoaded);
    loaded->info = marbre_plugin_info_read(plugin, error);
    if (loaded->info == NULL)
        return NULL;
    mbr_plugin copy;
    (void)marbre_sized_read(&copy, sizeof copy, MARBRE_FIRST_PLUGIN,
                            plugin); /* read a moment ago */
    loaded->tasks = g_array_new(FALSE, TRUE, sizeof(mbr_task_class));
    for (guint i = 0; i < loaded->info->tasks->len; i++) {
        mbr_task_class task;
        (void)marbre_sized_read(&task, sizeof task, MARBRE_FIRST_TASK, copy.tasks[i]);
        g_array_append_val(loaded->tasks, task);
    }
    return g_steal_pointer(&loaded);
}

static void *
load(int fd, const char *path, GError **error)
{
    /* The descriptor stays open for as long as the library is there, which is for ever: the
     * dynamic linker knows libraries by name, and would take another file that was opened under
     * the same number for this one. */
    int own = fcntl(fd, F_DUPFD_CLOEXEC, 3);
    if (own < 0) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED, "%s: %s", path, g_strerror(errno));
        return NULL;
    }
    g_autofree char *name = g_strdup_printf("/proc/self/fd/%d", own);
    void *library = dlopen(name, RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_INVALID, _("%s cannot be loaded: %s"), path,
                    dlerror());
        (void)close(own); /* only read from */
    }
    return library;
}

static MarbrePluginEntry
find_entry(void *library, const char *path, GError **error)
{
    MarbrePluginEntry entry = NULL;
    /* POSIX: what dlsym() gives may be read as a function. */
    *(void **)&entry = dlsym(library, ENTRY);
    if (entry != NULL)
        return entry;
    if (dlsym(library, NEXT_ENTRY) != NULL)
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
                    _("%s is built for version 2 of the plugin interface; this is %d.%d"), path,
                    MBR_ABI_MAJOR, MBR_ABI_MINOR);
    else
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_INVALID, _("%s is no plugin: it has no %s"),
                    path, ENTRY);
    return NULL;
}

MarbrePluginEntry
marbre_loader_entry(int fd, const char *path, GError **error)
{
    void *library = load(fd, path, error);
    return library != NULL ? find_entry(library, path, error) : NULL;
}

MarbreLoaded *
marbre_loader_open(int fd, const char *id, const char *path, GError **error)
{
    const char *shown = path != NULL ? path : "?";
    if (path == NULL && id != NULL)
        shown = id;
    MarbrePluginEntry entry = marbre_loader_entry(fd, shown, error);
    if (entry == NULL)
        return NULL;
    g_autoptr(MarbreLoaded) loaded = marbre_loaded_new(entry(), error);
    if (loaded == NULL) {
        g_prefix_error(error, "%s: ", shown);
        return NULL;
    }
    if (id != NULL && !g_str_equal(loaded->info->id, id)) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_INVALID,
                    _("%s calls itself %s; its file must be %s.so"), shown, loaded->info->id,
                    loaded->info->id);
        return NULL;
    }
    loaded->info->path = g_strdup(path);
    return g_steal_pointer(&loaded);
}
