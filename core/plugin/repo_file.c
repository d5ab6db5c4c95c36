/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plugin/repo_file.h"

#include "base/problem.h"
#include "plugin/outcome.h"

#include <string.h>

MarbreRepoFile *
marbre_repo_file_new(const char *path, GBytes *bytes)
{
    MarbreRepoFile *file = g_new0(MarbreRepoFile, 1);
    file->refs = 1;
    file->path = g_strdup(path);
    file->id = marbre_read_file_id(bytes);
    if (bytes == NULL)
        return file;
    const char *data = g_bytes_get_data(bytes, &file->size);
    file->data = g_malloc(file->size + 1);
    if (file->size > 0)
        memcpy(file->data, data, file->size);
    file->data[file->size] = '\0';
    return file;
}

MarbreRepoFile *
marbre_repo_file_ref(MarbreRepoFile *file)
{
    g_atomic_int_inc(&file->refs);
    return file;
}

void
marbre_repo_file_unref(MarbreRepoFile *file)
{
    if (file == NULL || !g_atomic_int_dec_and_test(&file->refs))
        return;
    marbre_yaml_unref(file->yaml);
    g_free(file->path);
    g_free(file->data);
    g_free(file->id);
    g_free(file->fault);
    g_free(file);
}

const MarbreYaml *
marbre_repo_file_yaml(MarbreRepoFile *file)
{
    if (file->parsed || file->data == NULL)
        return file->yaml;
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(GBytes) bytes = g_bytes_new_static(file->data, file->size);
    const MarbreSpan all = {0, file->size};
    file->parsed = true;
    file->yaml = marbre_yaml_parse(file->path, bytes, all, &MARBRE_YAML_PEOPLE, problems);
    if (file->yaml == NULL)
        file->fault = g_strchomp(marbre_problems_format(problems));
    return file->yaml;
}
