/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/offers.h"

#include "article/claims.h"
#include "base/text.h"
#include "cli/explained.h"
#include "newsroom/slate.h"
#include "worker/zygote.h"

#include <stdio.h>
#include <string.h>

/* As many articles are offered: of a hundred thousand nobody reads all. */
#define ARTICLES 200

bool
marbre_offer(MarbreOffers *offers, const char *word, const char *told)
{
    if (!g_str_has_prefix(word, offers->word) || strpbrk(word, "\n\t") != NULL)
        return false;
    g_autofree char *shown = marbre_text_shown(told == NULL ? "" : told);
    printf("%s%s\t%s\n", offers->before, word, shown);
    offers->told++;
    return true;
}

/* --- what placeholders stand for ---------------------------------------------------------------
 */

static bool
offer_article(void *user, const char *folder, const char *oid)
{
    MarbreOffers *offers = user;
    const char *slash = strrchr(folder, '/');
    (void)marbre_offer(offers, slash == NULL ? folder : slash + 1, folder);
    return offers->told < ARTICLES;
}

/* Where articles lie is known from the last list: of the others none is opened. */
static void
offer_articles(MarbreOffers *offers, MarbreNewsroom *tip)
{
    g_autofree char *own = marbre_store_own_dir(offers->cli->store, NULL);
    g_autoptr(MarbreSlate) slate = own == NULL ? NULL : marbre_slate_kept(own);
    const MarbreNamed named = {.prefix = offers->word,
                               .places = slate == NULL ? NULL : marbre_slate_get_places(slate)};
    (void)marbre_newsroom_each_named(tip, &named, offer_article, offers, NULL);
}

static void
offer_stages(MarbreOffers *offers, MarbreNewsroom *tip)
{
    g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);
    const GPtrArray *workflows = marbre_policy_get_workflows(marbre_newsroom_get_policy(tip));
    for (guint i = 0; i < workflows->len; i++)
        for (size_t j = 0; j < marbre_workflow_count(workflows->pdata[i]); j++) {
            const MarbreStage *stage = marbre_workflow_at(workflows->pdata[i], j);
            if (g_hash_table_add(known, stage->id))
                (void)marbre_offer(offers, stage->id, marbre_stage_title(stage, offers->cli->lang));
        }
}

static void
offer_workflows(MarbreOffers *offers, MarbreNewsroom *tip)
{
    const GPtrArray *workflows = marbre_policy_get_workflows(marbre_newsroom_get_policy(tip));
    for (guint i = 0; i < workflows->len; i++) {
        const MarbreWorkflow *workflow = workflows->pdata[i];
        (void)marbre_offer(offers, workflow->name,
                           g_hash_table_lookup(workflow->title, offers->cli->lang));
    }
}

static void
offer_people(MarbreOffers *offers, MarbreNewsroom *tip)
{
    const MarbrePeople *people = marbre_policy_get_people(marbre_newsroom_get_policy(tip));
    const GPtrArray *all = marbre_people_get_all(people);
    for (guint i = 0; i < all->len; i++) {
        const MarbrePerson *person = all->pdata[i];
        (void)marbre_offer(offers, person->id, person->name);
    }
}

static void
offer_roles(MarbreOffers *offers, MarbreNewsroom *tip)
{
    const MarbrePeople *people = marbre_policy_get_people(marbre_newsroom_get_policy(tip));
    for (const char *const *role = marbre_people_get_roles(people); *role != NULL; role++)
        (void)marbre_offer(offers, *role, NULL);
}

/* PLUGIN/RULE; a rule's name alone where that is what was begun. */
static void
offer_rules(MarbreOffers *offers, MarbreNewsroom *tip)
{
    marbre_zygote_start();
    g_autoptr(GPtrArray) chapters = marbre_chapters_new(offers->cli);
    bool whole = strchr(offers->word, '/') != NULL || *offers->word == '\0';
    for (unsigned round = whole ? 1 : 0; round < 2 && offers->told == 0; round++)
        for (guint i = 0; i < chapters->len; i++) {
            const MarbreChapter *chapter = chapters->pdata[i];
            for (guint j = 0; j < chapter->rules->len; j++) {
                const MarbreExplained *rule = chapter->rules->pdata[j];
                (void)marbre_offer(offers, round == 1 ? rule->id : strchr(rule->id, '/') + 1,
                                   rule->summary);
            }
        }
}

static void
offer_list(MarbreOffers *offers, const char *const *words)
{
    for (; words != NULL && *words != NULL; words++)
        (void)marbre_offer(offers, *words, NULL);
}

/* Languages: of texts those that are published and the one that is translated from. */
static void
offer_languages(MarbreOffers *offers, MarbreNewsroom *tip)
{
    static const char *const answers[] = {"en", "fr", NULL}, *const code[] = {"c", "cpp", "rust",
                                                                              NULL};
    const MarbreSettings *settings = marbre_policy_get_settings(marbre_newsroom_get_policy(tip));
    if (g_strcmp0(offers->command, "plugin new") == 0) {
        offer_list(offers, code);
    } else if (g_strcmp0(offers->command, "people add") == 0) {
        offer_list(offers, answers);
    } else {
        offer_list(offers, (const char *const *)settings->publish);
        if (settings->source != NULL &&
            !g_strv_contains((const char *const *)settings->publish, settings->source))
            (void)marbre_offer(offers, settings->source, NULL);
    }
}

/* Of a correction, and of what is claimed; any other word is a kind of claims too. */
static void
offer_kinds(MarbreOffers *offers, MarbreNewsroom *tip)
{
    static const char *const corrections[] = {"correction", "update", "clarification",
                                              MARBRE_KIND_TYPO, NULL};
    static const char *const claims[] = {"accusation", "territory", "toll", NULL};
    (void)tip;
    offer_list(offers, g_strcmp0(offers->command, "correct") == 0 ? corrections : claims);
}

/* What is new in the ledger can be no more than to be checked, or unverified. */
static void
offer_statuses(MarbreOffers *offers, MarbreNewsroom *tip)
{
    bool any = g_strcmp0(offers->command, "claim check") == 0;
    (void)tip;
    for (MarbreClaimStatus status = MARBRE_CLAIM_TO_CHECK;
         status <= (any ? MARBRE_CLAIM_WITHDRAWN : MARBRE_CLAIM_UNVERIFIED); status++)
        (void)marbre_offer(offers, marbre_claim_status_text(status), NULL);
}

/* The claims of the article that was named, with their words. */
static void
offer_claims(MarbreOffers *offers, MarbreNewsroom *tip)
{
    if (offers->first == NULL || g_strcmp0(offers->command, "claim check") != 0)
        return;
    g_autofree char *folder = marbre_cli_article(offers->cli, tip, offers->first, NULL);
    MarbreNewsroom *files = folder == NULL ? NULL : marbre_cli_files(offers->cli, tip, NULL);
    g_autoptr(MarbreArticle) article =
        files == NULL ? NULL : marbre_newsroom_read_article(files, folder, NULL);
    const MarbreClaims *claims = article == NULL ? NULL : marbre_article_get_claims(article);
    const GPtrArray *items = claims == NULL ? NULL : marbre_claims_get_items(claims);
    for (guint i = 0; items != NULL && i < items->len; i++) {
        const MarbreClaim *claim = items->pdata[i];
        (void)marbre_offer(offers, claim->id, claim->quote);
    }
}

/* Files are the shell's own to offer: where nothing is printed it does. */
static const struct {
    const char *placeholder; /* as usages and options have it */
    void (*offer)(MarbreOffers *offers, MarbreNewsroom *tip);
} kinds[] = {
    {"ARTICLE", offer_articles}, {"STAGE", offer_stages}, {"RULE", offer_rules},
    {"WHO", offer_people},       {"ROLE", offer_roles},   {"WORKFLOW", offer_workflows},
    {"LANG", offer_languages},   {"KIND", offer_kinds},   {"STATUS", offer_statuses},
    {"ID", offer_claims},
};

void
marbre_offer_for(MarbreOffers *offers, const char *placeholder)
{
    size_t size = strcspn(placeholder, "…|]");
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        if (strncmp(kinds[i].placeholder, placeholder, size) != 0 ||
            kinds[i].placeholder[size] != '\0')
            continue;
        g_autoptr(MarbreNewsroom) tip = marbre_cli_tip(offers->cli, NULL);
        if (tip != NULL)
            kinds[i].offer(offers, tip);
    }
}
