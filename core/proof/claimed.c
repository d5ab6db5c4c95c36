/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "proof/trial.h"

#include "newsroom/hours.h"

#include <string.h>

/* What a move is held to at its own instant. A server's hook holds that instant to its clock; where
 * history comes from elsewhere, nobody has. */

static bool
holds(const MarbreFile *file, const char *word)
{
    gsize size = 0;
    const char *data =
        file == NULL || file->bytes == NULL ? NULL : g_bytes_get_data(file->bytes, &size);
    return data != NULL && memmem(data, size, word, strlen(word)) != NULL;
}

static bool
has_volatile_claim(const MarbreArticle *article)
{
    if (!holds(marbre_article_get_file(article, "claims.yaml"), "expires"))
        return false;
    const MarbreClaims *claims = marbre_article_get_claims(article);
    const GPtrArray *items = claims == NULL ? NULL : marbre_claims_get_items(claims);
    for (guint i = 0; items != NULL && i < items->len; i++)
        if (((const MarbreClaim *)items->pdata[i])->expires != NULL)
            return true;
    return false;
}

static const MarbreYamlNode *
images_of(const MarbreCopy *copy)
{
    MarbreYaml *front = marbre_copy_get_front(copy);
    const MarbreYamlNode *root = front == NULL ? NULL : marbre_yaml_get_root(front);
    const MarbreYamlNode *images = root == NULL ? NULL : marbre_yaml_find(root, "images");
    return images;
}

static bool
has_bounded_rights(const MarbreArticle *article)
{
    const GPtrArray *copies = marbre_article_get_copies(article);
    for (guint i = 0; i < copies->len; i++) {
        const MarbreCopy *copy = copies->pdata[i];
        gsize size = 0;
        const char *data = g_bytes_get_data(marbre_copy_get_bytes(copy), &size);
        if (memmem(data, size, "expires", strlen("expires")) == NULL)
            continue;
        const MarbreYamlNode *images = images_of(copy);
        for (size_t at = 0; images != NULL && at < marbre_yaml_node_get_count(images); at++) {
            g_autofree char *where = g_strdup_printf("images[%zu].expires", at);
            if (marbre_copy_get_key(copy, where) != NULL)
                return true;
        }
    }
    return false;
}

static bool
has_hour(const MarbreTrial *trial, MarbreHourKind kind)
{
    const MarbreSettings *settings = marbre_policy_get_settings(trial->passage->law->policy);
    g_auto(MarbreHour) hour = marbre_hour_of(trial->before, kind, settings->zone);
    return hour.set;
}

void
marbre_trial_note_time(const MarbreTrial *trial, const MarbreAnswer *answer, MarbreCommit *last)
{
    const MarbreCommit *commit = trial->passage->commit;
    bool leaves =
        trial->said->move == MARBRE_MOVE_ADVANCE || trial->said->move == MARBRE_MOVE_PUBLISH;
    MarbreTimeHeld held = 0;
    if (last != NULL && commit->author->at.seconds < last->author->at.seconds)
        held |= MARBRE_TIME_BACKWARD;
    if (answer->publishes &&
        (has_hour(trial, MARBRE_HOUR_EMBARGO) || has_hour(trial, MARBRE_HOUR_PUBLISH)))
        held |= MARBRE_TIME_EMBARGO;
    if (leaves && trial->dossier->state->waivers->len > 0)
        held |= MARBRE_TIME_WAIVER;
    if (leaves && has_volatile_claim(trial->before))
        held |= MARBRE_TIME_CLAIM;
    if (leaves && has_bounded_rights(trial->before))
        held |= MARBRE_TIME_RIGHTS;
    if (held == 0)
        return;
    g_autofree char *at = marbre_instant_format(commit->author->at);
    marbre_verdict_add_time(trial->passage->judge->verdict, commit->id, at, held,
                            marbre_article_get_folder(trial->after));
}
