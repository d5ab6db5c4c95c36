/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plugin/host_inside.h"
#include "plugin/option_value.h"

#include <string.h>

static void
setting_free(void *data)
{
    MarbreSetting *setting = data;
    g_free(setting->integers);
    g_free(setting->numbers);
    g_strfreev(setting->texts);
    g_free(setting);
}

static bool
is_text(int32_t type)
{
    return type != MBR_OPTION_BOOL && type != MBR_OPTION_INT && type != MBR_OPTION_NUMBER;
}

static void
set_one(MarbreSetting *setting, size_t index, GVariant *value)
{
    if (is_text(setting->type)) {
        setting->texts[index] = g_variant_dup_string(value, NULL);
    } else if (setting->type == MBR_OPTION_BOOL) {
        setting->integers[index] = g_variant_get_boolean(value);
    } else if (setting->type == MBR_OPTION_INT) {
        setting->integers[index] = g_variant_get_int64(value);
        setting->numbers[index] = (double)setting->integers[index];
    } else {
        setting->numbers[index] = g_variant_get_double(value);
    }
}

static MarbreSetting *
setting_new(const MarbreOptionInfo *option, GVariant *value)
{
    bool list = (option->flags & MBR_OPTION_LIST) != 0;
    MarbreSetting *setting = g_new0(MarbreSetting, 1);
    setting->type = option->type;
    setting->count = list ? g_variant_n_children(value) : 1;
    setting->integers = g_new0(int64_t, setting->count);
    setting->numbers = g_new0(double, setting->count);
    setting->texts = g_new0(char *, setting->count + 1);
    for (size_t i = 0; i < setting->count; i++) {
        g_autoptr(GVariant) item =
            list ? g_variant_get_child_value(value, i) : g_variant_ref(value);
        set_one(setting, i, item);
    }
    return setting;
}

/* That a file is there was asked of what the workflow writes, not of what a fallback names. What
 * is written and the same as the fallback is there, so that asking again does no harm. */
static int32_t
drop_missing(MarbreTask *task, MarbreSetting *setting)
{
    size_t kept = 0;
    for (size_t i = 0; i < setting->count; i++) {
        char *path = setting->texts[i];
        int32_t result = marbre_task_look(task, path);
        if (result < 0 && result != MBR_E_NOTFOUND)
            return result;
        setting->texts[i] = NULL;
        if (result == MBR_OK)
            setting->texts[kept++] = path;
        else
            g_free(path);
    }
    setting->count = kept;
    return MBR_OK;
}

static bool
is_fallback(const MarbreOptionInfo *option, GVariant *value)
{
    if (option->fallback == NULL)
        return false;
    g_autoptr(GVariant) fallback = marbre_option_value_of_text(option, option->fallback, NULL);
    return fallback != NULL && g_variant_equal(fallback, value);
}

int32_t
marbre_config_init(mbr_config *config, MarbreTask *task, GVariant *options)
{
    config->task = task;
    config->settings = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, setting_free);
    int32_t result = MBR_OK;
    for (size_t i = 0; result >= 0 && i < g_variant_n_children(options); i++) {
        const char *key;
        g_autoptr(GVariant) value = NULL;
        g_variant_get_child(options, i, "(&sv)", &key, &value);
        const MarbreOptionInfo *option = marbre_task_info_option(task->info, key);
        MarbreSetting *setting = setting_new(option, value);
        g_hash_table_insert(config->settings, g_strdup(key), setting);
        if (option->type == MBR_OPTION_PATH && is_fallback(option, value))
            result = drop_missing(task, setting);
    }
    return result;
}

void
marbre_config_clear(mbr_config *config)
{
    g_clear_pointer(&config->settings, g_hash_table_unref);
}

/* The value asked for. 0, or MBR_E_INVALID for what was never declared. */
static int32_t
find(const mbr_config *config, const char *key, size_t index, const MarbreSetting **ret_setting)
{
    if (key == NULL || marbre_task_info_option(config->task->info, key) == NULL)
        return MBR_E_INVALID;
    const MarbreSetting *setting = g_hash_table_lookup(config->settings, key);
    if (setting == NULL || index >= setting->count)
        return MBR_E_NOTFOUND;
    *ret_setting = setting;
    return MBR_OK;
}

static size_t
config_count(const mbr_config *config, const char *key)
{
    const MarbreSetting *setting = key != NULL ? g_hash_table_lookup(config->settings, key) : NULL;
    return setting != NULL ? setting->count : 0;
}

static int32_t
config_get_int(const mbr_config *config, const char *key, size_t index, int64_t *out)
{
    const MarbreSetting *setting;
    int32_t result = find(config, key, index, &setting);
    if (result < 0)
        return result;
    if (setting->type != MBR_OPTION_INT && setting->type != MBR_OPTION_BOOL)
        return MBR_E_INVALID;
    *out = setting->integers[index];
    return MBR_OK;
}

static int32_t
config_get_number(const mbr_config *config, const char *key, size_t index, double *out)
{
    const MarbreSetting *setting;
    int32_t result = find(config, key, index, &setting);
    if (result < 0)
        return result;
    if (setting->type != MBR_OPTION_INT && setting->type != MBR_OPTION_NUMBER)
        return MBR_E_INVALID;
    *out = setting->numbers[index];
    return MBR_OK;
}

static int32_t
config_get_text(const mbr_config *config, const char *key, size_t index, mbr_text *out)
{
    const MarbreSetting *setting;
    int32_t result = find(config, key, index, &setting);
    if (result < 0)
        return result;
    if (!is_text(setting->type))
        return MBR_E_INVALID;
    const char *text = setting->texts[index];
    marbre_task_lend(config->task, out, text, strlen(text));
    return MBR_OK;
}

static int32_t
config_get_file(const mbr_config *config, const char *key, size_t index, mbr_blob **out)
{
    const MarbreSetting *setting;
    int32_t result = find(config, key, index, &setting);
    if (result < 0)
        return result;
    if (setting->type != MBR_OPTION_PATH || g_str_has_suffix(setting->texts[index], "/"))
        return MBR_E_INVALID;
    MarbreTask *task = config->task;
    mbr_blob *blob = marbre_task_read(task, task->reads, setting->texts[index], &result);
    if (blob == NULL)
        return result;
    *out = blob;
    return MBR_OK;
}

const mbr_config_api marbre_service_config = {
    .struct_size = sizeof marbre_service_config,
    .count = config_count,
    .get_int = config_get_int,
    .get_number = config_get_number,
    .get_text = config_get_text,
    .get_file = config_get_file,
};
