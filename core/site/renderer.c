/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "site/renderer.h"

#include "marbre/plugin.h"

#include <string.h>

/* A file or a folder of the newsroom, whatever is in it. */
static void
add_place(GString *text, MarbreSnapshot *snapshot, const char *path)
{
    size_t size = strlen(path);
    g_autofree char *place = g_strndup(path, size > 0 && path[size - 1] == '/' ? size - 1 : size);
    g_autoptr(MarbreEntry) entry = marbre_snapshot_entry(snapshot, place, NULL);
    g_string_append_printf(text, "%s ", entry == NULL ? "-" : entry->oid);
}

/* What the options of an action name: pages look otherwise when it changes. */
static void
add_places(GString *text, MarbreSnapshot *snapshot, const MarbreTaskUse *use)
{
    for (size_t i = 0; use->options != NULL && i < g_variant_n_children(use->options); i++) {
        const char *key;
        g_autoptr(GVariant) value = NULL;
        g_variant_get_child(use->options, i, "(&sv)", &key, &value);
        const MarbreOptionInfo *option = marbre_task_info_option(use->task, key);
        if (option == NULL || option->type != MBR_OPTION_PATH)
            continue;
        bool list = g_variant_is_of_type(value, G_VARIANT_TYPE_STRING_ARRAY);
        for (size_t j = 0; j < (list ? g_variant_n_children(value) : 1); j++) {
            g_autoptr(GVariant) one =
                list ? g_variant_get_child_value(value, j) : g_variant_ref(value);
            add_place(text, snapshot, g_variant_get_string(one, NULL));
        }
    }
}

char *
marbre_renderer_key(MarbreNewsroom *newsroom, const MarbrePlan *plan)
{
    const MarbreStage *last = marbre_workflow_last(marbre_plan_get_workflow(plan));
    const GPtrArray *actions = marbre_plan_get_actions(plan, last);
    MarbreSnapshot *snapshot = marbre_newsroom_get_snapshot(newsroom);
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < actions->len; i++) {
        const MarbreTaskUse *use = g_ptr_array_index(actions, i);
        g_string_append_printf(text, "%s ", use->key);
        add_places(text, snapshot, use);
    }
    add_place(text, snapshot, MARBRE_SETTINGS_PATH);
    g_string_truncate(text, text->len - 1);
    return g_string_free(text, FALSE);
}
