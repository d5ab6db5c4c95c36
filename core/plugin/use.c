/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plugin/use.h"

#include "base/digest.h"

static void
use_clear(void *data)
{
    MarbreTaskUse *use = data;
    marbre_plugin_info_unref(use->plugin);
    g_variant_unref(use->options);
    g_free(use->key);
    g_strfreev(use->keys);
}

/* Texts with their lengths before them, so that no two lists of texts run together. */
static void
add_text(MarbreDigest *digest, const char *text)
{
    g_autofree char *head = g_strdup_printf("%zu:", text != NULL ? strlen(text) : 0);
    marbre_digest_add_text(digest, head);
    marbre_digest_add_text(digest, text);
}

static char *
make_key(const MarbreTaskUse *use)
{
    g_autofree char *options = marbre_options_text(use->options);
    g_autofree char *host = g_strdup_printf("%d.%d", MBR_ABI_MAJOR, MBR_ABI_MINOR);
    MarbreDigest *digest = marbre_digest_new();
    add_text(digest, host);
    add_text(digest, use->plugin->id);
    add_text(digest, use->plugin->digest);
    add_text(digest, use->task->id);
    add_text(digest, options);
    return marbre_digest_end(digest);
}

MarbreTaskUse *
marbre_task_use_new(MarbrePluginInfo *plugin,
                    const MarbreTaskInfo *task,
                    GVariant *options,
                    uint64_t granted)
{
    MarbreTaskUse *use = g_atomic_rc_box_new0(MarbreTaskUse);
    use->plugin = marbre_plugin_info_ref(plugin);
    use->task = task;
    use->options = options != NULL
                       ? g_variant_ref_sink(options)
                       : g_variant_ref_sink(g_variant_new_array(G_VARIANT_TYPE("(sv)"), NULL, 0));
    use->granted = granted;
    use->keys = marbre_options_keys(task, use->options);
    use->key = make_key(use);
    return use;
}

MarbreTaskUse *
marbre_task_use_ref(MarbreTaskUse *use)
{
    return g_atomic_rc_box_acquire(use);
}

void
marbre_task_use_unref(MarbreTaskUse *use)
{
    if (use != NULL)
        g_atomic_rc_box_release_full(use, use_clear);
}
