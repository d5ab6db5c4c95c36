/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "newsroom/recall.h"

#include "newsroom/asked.h"

#include <string.h>

struct MarbreRecall {
    MarbreNewsroom *newsroom;
    const MarbreCheckSettings *settings;
    GHashTable *ids; /* "KIND PATH" of what checks have read to its id now */
};

MarbreRecall *
marbre_recall_new(MarbreNewsroom *newsroom, const MarbreCheckSettings *settings)
{
    MarbreRecall *recall = g_new0(MarbreRecall, 1);
    recall->newsroom = newsroom;
    recall->settings = settings;
    recall->ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    return recall;
}

void
marbre_recall_free(MarbreRecall *recall)
{
    if (recall == NULL)
        return;
    g_hash_table_unref(recall->ids);
    g_free(recall);
}

static char *
id_now(MarbreRecall *recall, MarbreReadKind kind, const char *path)
{
    MarbreSnapshot *snapshot = marbre_newsroom_get_snapshot(recall->newsroom);
    if (kind == MARBRE_READ_FILE) {
        char oid[41];
        return g_strdup(marbre_snapshot_file_id(snapshot, path, oid, NULL) ? oid : "");
    }
    g_autoptr(GPtrArray) names = marbre_asked_list(recall->newsroom, path, NULL);
    return names == NULL ? g_strdup("") : marbre_read_listing_id(names);
}

static bool
still_reads_so(MarbreRecall *recall, const MarbreRead *read)
{
    g_autofree char *key = g_strdup_printf("%d %s", (int)read->kind, read->path);
    const char *now = g_hash_table_lookup(recall->ids, key);
    if (now == NULL) {
        char *id = id_now(recall, read->kind, read->path);
        now = id;
        g_hash_table_insert(recall->ids, g_steal_pointer(&key), id);
    }
    return strcmp(now, read->id) == 0;
}

static bool
still_holds(MarbreRecall *recall, const MarbreOutcome *outcome)
{
    if (outcome->until <= recall->settings->now.seconds)
        return false;
    for (guint i = 0; i < outcome->reads->len; i++)
        if (!still_reads_so(recall, g_ptr_array_index(outcome->reads, i)))
            return false;
    return true;
}

static uint8_t
shard_of(const char *folder)
{
    return (uint8_t)(g_str_hash(folder) & 0xff);
}

void
marbre_recall_fill(MarbreRecall *recall, MarbreSitting *sitting)
{
    sitting->waiting = 0;
    for (guint i = 0; i < sitting->slots->len; i++) {
        MarbreSlot *slot = g_ptr_array_index(sitting->slots, i);
        if (slot->outcome == NULL && recall->settings->kept != NULL &&
            sitting->row->words != NULL) {
            g_autoptr(MarbreOutcome) kept = marbre_kept_lookup(
                recall->settings->kept, shard_of(sitting->row->folder), slot->key);
            if (kept != NULL && still_holds(recall, kept))
                slot->outcome = g_steal_pointer(&kept);
        }
        sitting->waiting += slot->outcome == NULL;
    }
}

void
marbre_recall_distrust(MarbreSitting *sitting)
{
    sitting->waiting = 0;
    for (guint i = 0; i < sitting->slots->len; i++) {
        MarbreSlot *slot = g_ptr_array_index(sitting->slots, i);
        if (slot->outcome != NULL && slot->check->use != NULL &&
            !marbre_outcome_check(slot->outcome, slot->check->use->task, sitting->article,
                                  slot->lang, NULL))
            g_clear_pointer(&slot->outcome, marbre_outcome_unref);
        sitting->waiting += slot->outcome == NULL;
    }
}

void
marbre_recall_keep(MarbreRecall *recall, const MarbreSitting *sitting, const MarbreSlot *slot)
{
    if (recall->settings->kept != NULL && sitting->row->words != NULL)
        marbre_kept_add(recall->settings->kept, shard_of(sitting->row->folder), slot->key,
                        slot->outcome);
}
