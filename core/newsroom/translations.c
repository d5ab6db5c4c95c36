/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "newsroom/translations.h"

#include "newsroom/row.h"

#include <string.h>

typedef struct {
    MarbreNewsroom *newsroom;
    MarbreRoll *roll;
    const char *folder;
    char **facts;
    GPtrArray *found; /* of MarbreRow */
    GError *error;
} Search;

/* A path of the folder, or of a file in it. */
static bool
means(const char *said, const char *folder)
{
    size_t size = strlen(folder);
    return said != NULL && strncmp(said, folder, size) == 0 &&
           (said[size] == '\0' || said[size] == '/');
}

static bool
is_closed(const MarbreRow *row)
{
    return row->stage != NULL && (strcmp(row->stage, MARBRE_STAGE_SPIKED) == 0 ||
                                  strcmp(row->stage, MARBRE_STAGE_RETRACTED) == 0);
}

static bool
look_at(void *user, const char *folder, const char *oid)
{
    Search *search = user;
    g_autoptr(MarbreRow) row = marbre_row_read(search->newsroom, search->roll, folder, oid,
                                               (const char *const *)search->facts, &search->error);
    if (row == NULL)
        return false;
    if (search->roll != NULL)
        marbre_roll_add(search->roll, row);
    if (means(row->translates, search->folder) && !is_closed(row))
        g_ptr_array_add(search->found, g_steal_pointer(&row));
    return true;
}

GPtrArray *
marbre_translations_of(MarbreNewsroom *newsroom,
                       MarbreRoll *roll,
                       const char *folder,
                       GError **error)
{
    g_auto(GStrv) facts = marbre_check_facts(marbre_newsroom_get_policy(newsroom));
    g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func((GDestroyNotify)marbre_row_free);
    Search search = {newsroom, roll, folder, facts, found, NULL};
    if (roll != NULL)
        marbre_roll_begin(roll);
    g_autoptr(GError) reason = NULL;
    bool done = marbre_newsroom_each(newsroom, look_at, &search, &reason);
    if (search.error == NULL && !done)
        search.error = g_steal_pointer(&reason);
    if (search.error != NULL) {
        g_propagate_error(error, search.error);
        return NULL;
    }
    if (roll != NULL)
        marbre_roll_end(roll);
    return g_steal_pointer(&found);
}
