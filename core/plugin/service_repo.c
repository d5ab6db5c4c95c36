/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plugin/host_inside.h"

#include "base/order.h"
#include "base/path.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Of larger files, or of more, each read is a new one. */
#define KEPT_FILES 64u
#define KEPT_SIZE ((size_t)256 << 10)

void
marbre_blob_free(void *data)
{
    mbr_blob *blob = data;
    marbre_repo_file_unref(blob->file);
    g_free(blob);
}

static void
note_read(GHashTable *reads, MarbreReadKind kind, const char *path, const char *id)
{
    g_autofree char *key = g_strdup_printf("%d %s", (int)kind, path);
    if (!g_hash_table_contains(reads, key))
        g_hash_table_insert(reads, g_steal_pointer(&key), marbre_read_new(kind, path, id));
}

/* What could not be read is no answer that may be kept, so the run cannot be good. */
static int32_t
read_failed(MarbreTask *task, const GError *error)
{
    if (task->job != NULL)
        return marbre_job_break(task->job, MBR_E_IO, "%s", error->message);
    return marbre_task_hint(task, MBR_E_IO, "%s", error->message);
}

/* (transfer full) */
static MarbreRepoFile *
read_new(MarbreTask *task, const char *path, int32_t *ret_code)
{
    MarbreHost *host = task->host;
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = NULL;
    if (host->around.read != NULL)
        bytes = host->around.read(host->around.user, path, &error);
    if (bytes == NULL && error != NULL &&
        !g_error_matches(error, MARBRE_ERROR, MARBRE_ERROR_NOT_FOUND)) {
        *ret_code = read_failed(task, error);
        return NULL;
    }
    MarbreRepoFile *file = marbre_repo_file_new(path, bytes);
    if (file->size <= KEPT_SIZE && g_hash_table_size(host->files) < KEPT_FILES)
        g_hash_table_replace(host->files, file->path, marbre_repo_file_ref(file));
    return file;
}

/* A file that was read before. What a task reads in `create` is asked for each time: it belongs to
 * all of its runs. (transfer full, nullable) */
static MarbreRepoFile *
read_again(const MarbreTask *task, const char *path)
{
    const MarbreHost *host = task->host;
    MarbreRepoFile *file = task->job != NULL ? g_hash_table_lookup(host->files, path) : NULL;
    if (file == NULL)
        return NULL;
    if (host->around.again != NULL)
        host->around.again(host->around.user, path);
    return marbre_repo_file_ref(file);
}

/* A file of the newsroom, and the note that it was read or was not there; NULL with a code.
 * (transfer full) */
static MarbreRepoFile *
read_noted(MarbreTask *task, GHashTable *reads, const char *path, int32_t *ret_code)
{
    g_autoptr(MarbreRepoFile) file = read_again(task, path);
    if (file == NULL)
        file = read_new(task, path, ret_code);
    if (file == NULL)
        return NULL;
    note_read(reads, MARBRE_READ_FILE, path, file->id);
    if (file->data == NULL) {
        *ret_code = MBR_E_NOTFOUND;
        return NULL;
    }
    return g_steal_pointer(&file);
}

mbr_blob *
marbre_task_read(MarbreTask *task, GHashTable *reads, const char *path, int32_t *ret_code)
{
    g_autoptr(MarbreRepoFile) file = read_noted(task, reads, path, ret_code);
    if (file == NULL) {
        if (*ret_code == MBR_E_NOTFOUND)
            marbre_task_hint(task, MBR_E_NOTFOUND, _("the newsroom has no file %s"), path);
        return NULL;
    }
    mbr_blob *blob = g_new0(mbr_blob, 1);
    blob->task = task;
    blob->file = g_steal_pointer(&file);
    blob->of_create = task->job == NULL;
    g_ptr_array_add(task->blobs, blob);
    return blob;
}

/* Whether a path may be asked for: within the newsroom, and not the article's own folder, of
 * which a task sees what it judges. */
static int32_t
path_check(const mbr_job *job, const char *path)
{
    if (path == NULL || !marbre_path_is_safe(path))
        return MBR_E_INVALID;
    const char *own = marbre_article_get_folder(marbre_view_get_article(job->root->view));
    size_t length = strlen(own);
    if (strncmp(path, own, length) == 0 && (path[length] == '\0' || path[length] == '/'))
        return MBR_E_DENIED;
    return MBR_OK;
}

static int32_t
repo_read(mbr_job *job, const char *path, mbr_blob **out)
{
    int32_t result = path_check(job, path);
    if (result < 0)
        return result;
    mbr_blob *blob = marbre_task_read(job->task, job->root->reads, path, &result);
    if (blob == NULL)
        return result;
    *out = blob;
    return MBR_OK;
}

/* A name as a listing may hold it: one part of a path, a slash behind a folder's. */
static bool
name_check(const char *name)
{
    g_autofree char *part = g_strdup(name);
    size_t length = strlen(part);
    if (length > 0 && part[length - 1] == '/')
        part[length - 1] = '\0';
    return strchr(part, '/') == NULL && marbre_path_is_safe(part);
}

/* Names in a folder, sorted; NULL with a code. (transfer full) */
static GPtrArray *
list_names(MarbreTask *task, GHashTable *reads, const char *folder, int32_t *ret_code)
{
    const MarbreSurroundings *around = &task->host->around;
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) names = NULL;
    if (around->list != NULL)
        names = around->list(around->user, folder, &error);
    if (names == NULL && error != NULL &&
        !g_error_matches(error, MARBRE_ERROR, MARBRE_ERROR_NOT_FOUND)) {
        *ret_code = read_failed(task, error);
        return NULL;
    }
    g_autofree char *id = names != NULL ? marbre_read_listing_id(names) : g_strdup("");
    note_read(reads, MARBRE_READ_FOLDER, folder, id);
    if (names == NULL) {
        *ret_code =
            marbre_task_hint(task, MBR_E_NOTFOUND, _("the newsroom has no folder %s"), folder);
        return NULL;
    }
    g_ptr_array_sort(names, marbre_order_texts);
    return g_steal_pointer(&names);
}

int32_t
marbre_task_look(MarbreTask *task, const char *path)
{
    int32_t code = MBR_OK;
    if (g_str_has_suffix(path, "/")) {
        g_autofree char *folder = g_strndup(path, strlen(path) - 1);
        g_autoptr(GPtrArray) names = list_names(task, task->reads, folder, &code);
        return code;
    }
    g_autoptr(MarbreRepoFile) file = read_noted(task, task->reads, path, &code);
    return code;
}

static int32_t
repo_list(mbr_job *job,
          const char *folder,
          int32_t (*each)(void *user, const char *path),
          void *user)
{
    bool root = folder != NULL && folder[0] == '\0';
    int32_t result = root ? MBR_OK : path_check(job, folder);
    if (result < 0 || each == NULL)
        return each == NULL ? MBR_E_INVALID : result;
    g_autoptr(GPtrArray) names = list_names(job->task, job->root->reads, folder, &result);
    for (guint i = 0; names != NULL && i < names->len; i++) {
        const char *name = g_ptr_array_index(names, i);
        if (!name_check(name))
            continue; /* nothing that could be asked for */
        g_autofree char *path = root ? g_strdup(name) : g_strconcat(folder, "/", name, NULL);
        result = each(user, path);
        if (result != 0)
            return result;
    }
    return result;
}

static void
repo_bytes(const mbr_blob *blob, mbr_text *out)
{
    const MarbreRepoFile *file = blob->file;
    marbre_task_lend(blob->task, out, file != NULL ? file->data : NULL,
                     file != NULL ? file->size : 0);
}

static int32_t
find_value(const mbr_blob *blob, const char *where, const MarbreYamlNode **ret_node)
{
    if (blob == NULL || blob->file == NULL || where == NULL)
        return MBR_E_INVALID;
    const MarbreYaml *yaml = marbre_repo_file_yaml(blob->file);
    if (yaml == NULL)
        return marbre_task_hint(blob->task, MBR_E_INVALID, "%s", blob->file->fault);
    *ret_node = marbre_value_find(yaml, where);
    return *ret_node != NULL ? MBR_OK : MBR_E_NOTFOUND;
}

static int32_t
repo_value(const mbr_blob *blob, const char *where, mbr_value *out)
{
    const MarbreYamlNode *node;
    int32_t result = find_value(blob, where, &node);
    if (result < 0)
        return result;
    mbr_value value = marbre_value_of_node(node);
    marbre_task_lend(blob->task, &value.text, value.text.data, value.text.size);
    return marbre_sized_fill(out, &value, sizeof value) ? MBR_OK : MBR_E_INVALID;
}

static int32_t
repo_value_key(const mbr_blob *blob, const char *where, size_t index, mbr_text *out)
{
    const MarbreYamlNode *node;
    int32_t result = find_value(blob, where, &node);
    if (result < 0)
        return result;
    const char *key = marbre_yaml_node_get_key(node, index);
    if (key == NULL)
        return MBR_E_NOTFOUND;
    marbre_task_lend(blob->task, out, key, strlen(key));
    return MBR_OK;
}

static void
repo_release(mbr_blob *blob)
{
    if (blob != NULL)
        g_clear_pointer(&blob->file, marbre_repo_file_unref);
}

const mbr_repo_api marbre_service_repo = {
    .struct_size = sizeof marbre_service_repo,
    .read = repo_read,
    .list = repo_list,
    .bytes = repo_bytes,
    .value = repo_value,
    .value_key = repo_value_key,
    .release = repo_release,
    .words = marbre_terms,
};
