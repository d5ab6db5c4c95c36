/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Changes by plain git that need care: of the rules, and of hours. */
#include "night.h"

#include "newsroom/signed.h"
#include "proof/verify.h"

#include <string.h>

#define NEWSROOM "01hawm6c0t2n9v6s6x1j5y7k3q"

/* What another administrator says of the change. (transfer full) */
static char *
endorse(Night *night, const char *parent, const char *tree, const char *other)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *draft = night_commit(night, parent, tree, other, "Règles\n");
    g_autoptr(MarbreSnapshot) after = marbre_snapshot_commit(night->store, draft, &error);
    g_assert_no_error(error);
    g_autoptr(GBytes) statement = marbre_statement_policy(NEWSROOM, parent, after);
    g_autofree char *line = seals_statement(night->seals, other, statement, MARBRE_SIGNED_POLICY);
    return g_strdup_printf("Règles\n\n" MARBRE_ENDORSE ": %s %s\n", other, line);
}

bool
night_rule(Night *night)
{
    g_autofree char *tip = forge_tip(night->forge);
    g_autofree char *tree = forge_tree_of(night->forge, tip);
    unsigned needed = night->paper.admins_needed;
    paper_change(&night->paper, &night->chance);
    g_autofree char *after = paper_write(&night->paper, night->forge, tree);
    if (strcmp(tree, after) == 0)
        return false;
    const char *who = paper_admin(&night->paper, 0), *other = paper_admin(&night->paper, 1);
    g_autofree char *message =
        needed < 2 ? g_strdup("Règles\n")
        : night->paper.is_signed
            ? endorse(night, tip, after, other)
            : g_strdup_printf("Règles\n\nCo-authored-by: %s <%s@paper.example>\n", other, other);
    g_autofree char *plain = night_commit(night, tip, after, who, message);
    g_autofree char *sealed =
        night->paper.is_signed ? seals_commit(night->seals, night->forge, plain, who) : NULL;
    forge_set_tip(night->forge, sealed == NULL ? plain : sealed);
    return true;
}

/* --- hours ----------------------------------------------------------------------------------- */

/* As somebody would write it. (transfer full) */
static char *
hour_of(Night *night, int64_t at)
{
    g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(at);
    g_autoptr(GTimeZone) paris = g_time_zone_new_identifier("Europe/Paris");
    g_autoptr(GDateTime) there = g_date_time_to_timezone(utc, paris);
    return g_date_time_format(there, chance_of(&night->chance, 80) ? "%Y-%m-%dT%H:%M:%S%:z"
                                                                   : "\"%Y-%m-%d %H:%M\"");
}

bool
night_set_hour_of(Night *night, const char *folder, const char *key, int64_t at)
{
    g_autofree char *tip = forge_tip(night->forge);
    g_autofree char *path = g_strdup_printf("%s/index.fr.md", folder);
    g_autofree char *text = forge_get(night->forge, tip, path);
    g_autofree char *hour = hour_of(night, at);
    g_autofree char *old = g_strdup_printf("\n%s: ", key);
    g_autofree char *line = g_strdup_printf("%s: %s\n", key, hour);
    g_autoptr(GString) after = g_string_new(text);
    char *there = strstr(after->str, old);
    if (there != NULL)
        g_string_erase(after, there - after->str, (gssize)(1 + strcspn(there + 1, "\n")));
    g_string_insert(after, strlen("---\n"), line);
    g_autofree char *tree = forge_tree_of(night->forge, tip);
    leaf_set(&tree, forge_put(night->forge, tree, path, after->str));
    night_tell(night, tree, night_somebody(night), "Heure\n");
    return true;
}

bool
night_set_hour(Night *night)
{
    static const char *const keys[] = {"embargo", "publish-at", "publish-at", "unpublish-at"};
    const char *key = keys[chance_below(&night->chance, G_N_ELEMENTS(keys))];
    g_autofree char *tip = forge_tip(night->forge);
    const char *folder = night_open(night, tip);
    int64_t at = night->now - 3600 + chance_below(&night->chance, 4 * 3600);
    return folder != NULL && night_set_hour_of(night, folder, key, at);
}
