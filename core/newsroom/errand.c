/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "newsroom/errand.h"

#include <string.h>

typedef struct {
    MarbreSitting *sitting;
    GArray *slots; /* of guint: slot of each use of the work */
} Errand;

static void
errand_free(void *data)
{
    Errand *errand = data;
    g_array_unref(errand->slots);
    g_free(errand);
}

MarbreSitting *
marbre_errand_sitting(const MarbreWork *work)
{
    return ((const Errand *)work->user)->sitting;
}

MarbreSlot *
marbre_errand_take(MarbreWork *work, size_t use)
{
    const Errand *errand = work->user;
    return g_ptr_array_index(errand->sitting->slots, g_array_index(errand->slots, guint, use));
}

MarbreWork *
marbre_errand_new(MarbreSitting *sitting, const char *lang)
{
    g_autoptr(GPtrArray) uses = g_ptr_array_new();
    Errand *errand = g_new0(Errand, 1);
    errand->sitting = sitting;
    errand->slots = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < sitting->slots->len; i++) {
        MarbreSlot *slot = g_ptr_array_index(sitting->slots, i);
        if (slot->outcome == NULL && strcmp(slot->lang, lang) == 0) {
            g_ptr_array_add(uses, slot->check->use);
            g_array_append_val(errand->slots, i);
        }
    }
    if (uses->len == 0) {
        errand_free(errand);
        return NULL;
    }
    if (sitting->errands == NULL)
        sitting->errands = g_ptr_array_new_with_free_func(errand_free);
    g_ptr_array_add(sitting->errands, errand);
    MarbreWork *work = marbre_work_new(sitting->article, lang, uses, errand);
    work->approved = sitting->settings->approved != NULL || sitting->approved != NULL;
    return work;
}
