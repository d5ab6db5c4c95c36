/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/presence.h"

#include "base/date.h"

#include <glib/gi18n-lib.h>

static void
add(GString *names, const char *name)
{
    g_string_append_printf(names, "%s%s", names->len == 0 ? "" : ", ", name);
}

char *
marbre_presence_names(MarbreNewsroom *newsroom, const GPtrArray *people, int64_t now)
{
    const MarbreSettings *settings =
        marbre_policy_get_settings(marbre_newsroom_get_policy(newsroom));
    g_autoptr(GString) here = g_string_new(NULL);
    g_autoptr(GString) away = g_string_new(NULL);
    for (guint i = 0; i < people->len; i++) {
        const MarbrePerson *person = g_ptr_array_index(people, i);
        if (!marbre_person_is_away(person, now, settings->zone)) {
            add(here, person->name);
            continue;
        }
        g_autofree char *day = marbre_date_written(person->away);
        g_autofree char *name = g_strdup_printf(_("%s (away until %s)"), person->name, day);
        add(away, name);
    }
    if (away->len > 0)
        add(here, away->str);
    return g_string_free(g_steal_pointer(&here), FALSE);
}
