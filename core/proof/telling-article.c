/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "proof/telling.h"

#include <string.h>

/* --- approvals and waivers that stand ------------------------------------------------------------
 */

static const char *
name_of(const MarbreTelling *telling, const char *id)
{
    const MarbrePeople *people =
        marbre_policy_get_people(marbre_newsroom_get_policy(telling->newsroom));
    const MarbrePerson *person = id == NULL ? NULL : marbre_people_by_id(people, id);
    return person == NULL ? id : person->name;
}

static void
tell_approvals(MarbreTelling *telling, const MarbreState *state)
{
    marbre_telling_section(telling,
                           MARBRE_SAY(telling, "Visas en vigueur : qui répond de quels mots",
                                      "Approvals that stand: who answers for which words"));
    for (guint i = 0; i < state->approvals->len; i++) {
        const MarbreApproval *approval = state->approvals->pdata[i];
        g_autofree char *at = marbre_instant_format(approval->at);
        g_autofree char *words =
            g_strdup_printf("%s, %s, %s", name_of(telling, approval->by), at, approval->digest);
        marbre_telling_line(telling, approval->stage, words);
    }
    if (state->approvals->len == 0)
        g_string_append_printf(telling->text, "  %s\n", MARBRE_SAY(telling, "Aucun.", "None."));
    for (guint i = 0; i < state->waivers->len; i++) {
        const MarbreWaiver *waiver = state->waivers->pdata[i];
        g_autofree char *words =
            g_strdup_printf("%s, %s (%s %s)", name_of(telling, waiver->by), waiver->reason,
                            MARBRE_SAY(telling, "jusqu’au", "until"), waiver->until);
        g_autofree char *label = g_strdup_printf(
            "%s %s", MARBRE_SAY(telling, "dérogation à", "waiver of"), waiver->rule);
        marbre_telling_line(telling, label, words);
    }
}

/* --- claims --------------------------------------------------------------------------------------
 */

static const char *
name_status(const MarbreTelling *telling, MarbreClaimStatus status)
{
    switch (status) {
    case MARBRE_CLAIM_TO_CHECK:
        return MARBRE_SAY(telling, "à vérifier", "to check");
    case MARBRE_CLAIM_UNVERIFIED:
        return MARBRE_SAY(telling, "non vérifiée", "could not be verified");
    case MARBRE_CLAIM_VERIFIED:
        return MARBRE_SAY(telling, "vérifiée", "verified");
    case MARBRE_CLAIM_DISPUTED:
        return MARBRE_SAY(telling, "contestée", "disputed");
    case MARBRE_CLAIM_FALSE:
        return MARBRE_SAY(telling, "fausse", "false");
    case MARBRE_CLAIM_WITHDRAWN:
        return MARBRE_SAY(telling, "retirée", "withdrawn");
    }
    return "";
}

static void
tell_claim(MarbreTelling *telling, const MarbreClaim *claim)
{
    g_autofree char *label =
        g_strdup_printf("%s (%s)", claim->id, name_status(telling, claim->status));
    marbre_telling_line(telling, label, claim->quote);
    marbre_telling_line(telling, MARBRE_SAY(telling, "    qui le dit", "    who says so"),
                        claim->by);
    if (claim->checked_by != NULL) {
        g_autofree char *at = marbre_instant_format(claim->checked_at);
        g_autofree char *words = g_strdup_printf("%s, %s", name_of(telling, claim->checked_by), at);
        marbre_telling_line(telling, MARBRE_SAY(telling, "    vérifié par", "    checked by"),
                            words);
    }
    for (guint i = 0; i < claim->evidence->len; i++) {
        const MarbreEvidence *evidence = claim->evidence->pdata[i];
        g_autofree char *words = g_strjoin(" ", evidence->origin == NULL ? "" : evidence->origin,
                                           evidence->url == NULL ? "" : evidence->url,
                                           evidence->seen == NULL ? "" : evidence->seen, NULL);
        marbre_telling_line(telling, MARBRE_SAY(telling, "    pièce", "    evidence"), words);
    }
}

static void
tell_claims(MarbreTelling *telling)
{
    const MarbreClaims *claims = marbre_article_get_claims(telling->article);
    const GPtrArray *items = claims == NULL ? NULL : marbre_claims_get_items(claims);
    const char *by = NULL;
    const char *none = claims == NULL ? NULL : marbre_claims_get_none(claims, &by);
    marbre_telling_section(
        telling, MARBRE_SAY(telling, "Affirmations rapportées", "Claims that the article reports"));
    for (guint i = 0; items != NULL && i < items->len; i++)
        tell_claim(telling, items->pdata[i]);
    if (items != NULL && items->len > 0)
        return;
    g_string_append_printf(telling->text, "  %s\n",
                           MARBRE_SAY(telling, "Aucune n’est inscrite.", "None is recorded."));
    marbre_telling_line(telling, name_of(telling, by == NULL ? "" : by), none);
}

/* --- credits -------------------------------------------------------------------------------------
 */

/* A scalar, or a list of them; what is deeper as it is written. (transfer full, nullable) */
static char *
words_of(const MarbreYaml *front, const MarbreYamlNode *node)
{
    if (node == NULL)
        return NULL;
    const char *text = marbre_yaml_node_get_text(node);
    if (text != NULL)
        return g_strdup(text);
    gsize size = 0;
    const char *data = g_bytes_get_data(marbre_yaml_get_file((MarbreYaml *)front), &size);
    MarbreSpan span = marbre_yaml_node_get_span(node);
    if (span.end > size || span.start >= span.end)
        return NULL;
    return g_strndup(data + span.start, (size_t)(span.end - span.start));
}

static void
tell_credits(MarbreTelling *telling)
{
    static const char *const keys[] = {"author", "authors", "byline",  "translator",
                                       "source", "outlet",  "credit",  "photographer",
                                       "agency", "rights",  "licence", "images"};
    const MarbreCopy *copy = marbre_article_get_copy(telling->article, NULL);
    MarbreYaml *front = copy == NULL ? NULL : marbre_copy_get_front(copy);
    const MarbreYamlNode *root = front == NULL ? NULL : marbre_yaml_get_root(front);
    marbre_telling_section(telling,
                           MARBRE_SAY(telling, "Signatures et crédits", "Bylines and credits"));
    for (size_t i = 0; root != NULL && i < G_N_ELEMENTS(keys); i++) {
        g_autofree char *words = words_of(front, marbre_yaml_find(root, keys[i]));
        marbre_telling_line(telling, keys[i], words);
    }
}

static void
tell_machines(MarbreTelling *telling)
{
    const GPtrArray *copies = marbre_article_get_copies(telling->article);
    bool told = false;
    marbre_telling_section(telling, MARBRE_SAY(telling, "Usage de l’intelligence artificielle (ai)",
                                               "Use of artificial intelligence (ai)"));
    for (guint i = 0; i < copies->len; i++) {
        const MarbreCopy *copy = copies->pdata[i];
        MarbreYaml *front = marbre_copy_get_front(copy);
        const MarbreYamlNode *root = front == NULL ? NULL : marbre_yaml_get_root(front);
        g_autofree char *words =
            root == NULL ? NULL : words_of(front, marbre_yaml_find(root, "ai"));
        marbre_telling_line(telling, marbre_copy_get_lang(copy), words);
        told = told || (words != NULL && *words != '\0');
    }
    if (!told)
        g_string_append_printf(
            telling->text, "  %s\n",
            MARBRE_SAY(telling, "L’article n’en déclare aucun.", "The article declares none."));
}

/* --- corrections ---------------------------------------------------------------------------------
 */

static void
tell_notes(MarbreTelling *telling, const GPtrArray *notes)
{
    for (guint i = 0; i < notes->len; i++) {
        const MarbreNote *note = notes->pdata[i];
        g_autofree char *label = g_strconcat("    ", note->lang, NULL);
        marbre_telling_line(telling, label, note->text);
    }
}

static void
tell_corrections(MarbreTelling *telling, const MarbreState *state)
{
    marbre_telling_section(
        telling, MARBRE_SAY(telling, "Corrections et annulation", "Corrections and retraction"));
    for (guint i = 0; i < state->corrections->len; i++) {
        const MarbreCorrection *correction = state->corrections->pdata[i];
        g_autofree char *at = marbre_instant_format(correction->at);
        g_autofree char *label = g_strdup_printf(
            "%s %u", MARBRE_SAY(telling, "révision", "revision"), (unsigned)correction->revision);
        g_autofree char *words = g_strdup_printf("%s, %s", correction->kind, at);
        marbre_telling_line(telling, label, words);
        tell_notes(telling, correction->notes);
    }
    if (state->correction != NULL)
        marbre_telling_line(telling, MARBRE_SAY(telling, "ouverte", "open"),
                            state->correction->kind);
    if (state->retracted != NULL) {
        g_autofree char *at = marbre_instant_format(state->retracted->at);
        g_autofree char *words =
            g_strdup_printf("%s, %s", name_of(telling, state->retracted->by), at);
        marbre_telling_line(telling, MARBRE_SAY(telling, "annulé", "retracted"), words);
        tell_notes(telling, state->retracted->notes);
    }
    if (state->corrections->len == 0 && state->correction == NULL && state->retracted == NULL)
        g_string_append_printf(telling->text, "  %s\n", MARBRE_SAY(telling, "Aucune.", "None."));
}

void
marbre_telling_article(MarbreTelling *telling)
{
    const MarbreState *state = marbre_article_get_state(telling->article);
    tell_approvals(telling, state);
    tell_claims(telling);
    tell_credits(telling);
    tell_machines(telling);
    tell_corrections(telling, state);
}
