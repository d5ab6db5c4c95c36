/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "newsroom/address.h"

#include "newsroom/content.h"
#include "newsroom/hours.h"

#include "marbre/plugin.h"

#include <string.h>

static MarbreInstant
date_of(const MarbreSettings *settings, const MarbreArticle *article, MarbreInstant otherwise)
{
    const char *written = marbre_article_key(article, "date");
    MarbreInstant instant;
    int64_t first = 0, after = 0;
    if (written != NULL && marbre_instant_parse(written, &instant))
        return instant;
    if (written != NULL && marbre_moment_parse(written, settings->zone, &first, &after))
        return marbre_instant_at(first, settings->zone);
    return otherwise;
}

MarbreInstant
marbre_address_date(const MarbreSettings *settings,
                    const MarbreArticle *article,
                    const MarbreState *state)
{
    bool published = state != NULL && state->publication != NULL;
    return date_of(settings, article,
                   published ? state->publication->at : marbre_instant_at(0, settings->zone));
}

static char *
month_of(MarbreInstant date)
{
    g_autofree char *day = marbre_instant_format(date);
    return g_strdup_printf("%.4s/%.2s", day, day + strlen("2026-"));
}

char *
marbre_address_month(const MarbreSettings *settings,
                     const MarbreArticle *article,
                     const MarbreState *state)
{
    if (state != NULL && state->publication != NULL && state->publication->address != NULL)
        return g_strdup(state->publication->address);
    return month_of(marbre_address_date(settings, article, state));
}

bool
marbre_address_keep(MarbreNewsroom *newsroom,
                    const MarbreArticle *article,
                    const MarbreState *state,
                    MarbreInstant at,
                    char **ret_kept,
                    GError **error)
{
    const MarbreSettings *settings =
        marbre_policy_get_settings(marbre_newsroom_get_policy(newsroom));
    *ret_kept = NULL;
    if (state->publication == NULL)
        return true;
    g_autoptr(MarbreArticle) shown =
        marbre_content_parts(newsroom, marbre_article_get_folder(article),
                             state->publication->content, MBR_PART_TEXT, error);
    if (shown == NULL)
        return false;
    g_autofree char *kept = marbre_address_month(settings, shown, state);
    g_autofree char *now = month_of(date_of(settings, article, at));
    if (strcmp(kept, now) != 0)
        *ret_kept = g_steal_pointer(&kept);
    return true;
}
