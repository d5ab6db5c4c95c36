/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/difference.h"

#include "cli/moves.h"
#include "cli/prose.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
add(GPtrArray *pieces, MarbrePieceKind kind, const char *text)
{
    marbre_pieces_add(pieces, kind, text, strlen(text));
}

static void
add_both(GPtrArray *pieces, const char *what, const char *old, const char *new)
{
    if (g_strcmp0(old, new) == 0)
        return;
    if (pieces->len > 0)
        add(pieces, MARBRE_PIECE_SAME, "; ");
    add(pieces, MARBRE_PIECE_SAME, what);
    add(pieces, MARBRE_PIECE_SAME, " ");
    add(pieces, MARBRE_PIECE_OLD, old == NULL ? "" : old);
    if (old != NULL && new != NULL)
        add(pieces, MARBRE_PIECE_SAME, " ");
    add(pieces, MARBRE_PIECE_NEW, new == NULL ? "" : new);
}

/* What is written down for a verdict, one after the other. (transfer full, nullable) */
static char *
evidence_of(const MarbreClaim *claim)
{
    g_autoptr(GString) all = g_string_new(NULL);
    for (guint i = 0; i < claim->evidence->len; i++) {
        const MarbreEvidence *evidence = g_ptr_array_index(claim->evidence, i);
        const char *words = evidence->origin != NULL ? evidence->origin : evidence->url;
        g_string_append_printf(all, "%s%s", i == 0 ? "" : ", ", words == NULL ? "" : words);
        if (evidence->origin != NULL && evidence->url != NULL)
            g_string_append_printf(all, " (%s)", evidence->url);
    }
    return all->len == 0 ? NULL : g_strdup(all->str);
}

static void
add_changed(GPtrArray *pieces, const MarbreClaim *old, const MarbreClaim *new)
{
    g_autofree char *before = evidence_of(old), *after = evidence_of(new);
    add_both(pieces, _("words:"), old->quote, new->quote);
    add_both(pieces, _("whose word:"), old->by, new->by);
    add_both(pieces, _("verdict:"), marbre_moves_claim_status(old->status),
             marbre_moves_claim_status(new->status));
    add_both(pieces, _("evidence:"), before, after);
    add_both(pieces, _("looked at again on:"), old->expires, new->expires);
    if (pieces->len == 0)
        add(pieces, MARBRE_PIECE_SAME, _("who checked it, or when"));
}

static void
add_whole(GPtrArray *pieces, MarbrePieceKind kind, const MarbreClaim *claim)
{
    g_autofree char *words =
        claim->by == NULL
            ? g_strdup_printf("%s — %s", claim->quote, marbre_moves_claim_status(claim->status))
            : g_strdup_printf("%s (%s) — %s", claim->quote, claim->by,
                              marbre_moves_claim_status(claim->status));
    add(pieces, kind, words);
}

static bool
is_same(const MarbreClaim *old, const MarbreClaim *new)
{
    g_autofree char *before = evidence_of(old), *after = evidence_of(new);
    return g_strcmp0(old->quote, new->quote) == 0 && g_strcmp0(old->by, new->by) == 0 &&
           old->status == new->status &&g_strcmp0(before, after) == 0 &&
           g_strcmp0(old->expires, new->expires) == 0 &&
           g_strcmp0(old->checked_by, new->checked_by) == 0 &&
           g_strcmp0(old->checked_sentence, new->checked_sentence) == 0 &&
           old->checked_at.seconds == new->checked_at.seconds;
}

static char *
label_of(const MarbreClaim *claim)
{
    g_autofree char *quoted = marbre_moves_title(claim->quote);
    return g_strdup_printf(_("claim %s"), quoted);
}

static MarbrePassage *
add_passage(GPtrArray *passages, char *label)
{
    MarbrePassage *passage = marbre_difference_add(passages, label);
    passage->of_claims = true;
    return passage;
}

void
marbre_difference_add_claims(GPtrArray *passages,
                             const MarbreArticle *before,
                             const MarbreArticle *after)
{
    const MarbreClaims *old = marbre_article_get_claims(before);
    const MarbreClaims *new = marbre_article_get_claims(after);
    const GPtrArray *olds = old == NULL ? NULL : marbre_claims_get_items(old);
    const GPtrArray *news = new == NULL ? NULL : marbre_claims_get_items(new);
    guint told = passages->len;
    for (guint i = 0; news != NULL && i < news->len; i++) {
        const MarbreClaim *claim = g_ptr_array_index(news, i);
        const MarbreClaim *former = old == NULL ? NULL : marbre_claims_find(old, claim->id);
        if (former != NULL && is_same(former, claim))
            continue;
        MarbrePassage *passage = add_passage(
            passages, former == NULL ? g_strdup(_("claim recorded")) : label_of(former));
        if (former == NULL)
            add_whole(passage->pieces, MARBRE_PIECE_NEW, claim);
        else
            add_changed(passage->pieces, former, claim);
    }
    for (guint i = 0; olds != NULL && i < olds->len; i++) {
        const MarbreClaim *claim = g_ptr_array_index(olds, i);
        if (new != NULL && marbre_claims_find(new, claim->id) != NULL)
            continue;
        MarbrePassage *passage =
            add_passage(passages, g_strdup(_("claim taken out of the ledger")));
        add_whole(passage->pieces, MARBRE_PIECE_OLD, claim);
    }
    if (passages->len == told) {
        MarbrePassage *passage = add_passage(passages, g_strdup(_("claims")));
        add(passage->pieces, MARBRE_PIECE_SAME, _("the ledger is written otherwise"));
    }
}
