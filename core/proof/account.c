/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "proof/account.h"

#include "base/error.h"
#include "base/text.h"
#include "proof/telling.h"

#include <glib/gi18n-lib.h>
#include <string.h>

char *
marbre_telling_fit(const char *text)
{
    g_autofree char *collapsed = marbre_text_collapse(text, strlen(text), NULL);
    return marbre_text_shown(collapsed);
}

void
marbre_telling_line(MarbreTelling *telling, const char *label, const char *words)
{
    if (words == NULL || *words == '\0')
        return;
    g_autofree char *fit = marbre_telling_fit(words);
    g_string_append_printf(telling->text, "  %s%s %s\n", label, MARBRE_SAY(telling, " :", ":"),
                           fit);
}

void
marbre_telling_section(MarbreTelling *telling, const char *title)
{
    g_string_append_printf(telling->text, "\n%s\n", title);
}

static void
tell_publication(MarbreTelling *telling, const MarbreState *state)
{
    const MarbrePublication *publication = state->publication;
    if (publication == NULL) {
        g_string_append_printf(
            telling->text, "  %s\n",
            MARBRE_SAY(telling, "L’article n’est pas publié.", "The article is not published."));
        return;
    }
    g_autofree char *at = marbre_instant_format(publication->at);
    g_autofree char *words =
        g_strdup_printf(MARBRE_SAY(telling, "%s, révision %u", "%s, revision %u"), at,
                        (unsigned)publication->revision);
    marbre_telling_line(telling, MARBRE_SAY(telling, "publié", "published"), words);
    marbre_telling_line(telling, MARBRE_SAY(telling, "ce que lit le public", "what readers see"),
                        publication->digest);
    if (state->retracted != NULL) {
        g_autofree char *gone = marbre_instant_format(state->retracted->at);
        marbre_telling_line(telling, MARBRE_SAY(telling, "annulé", "retracted"), gone);
    }
}

static void
tell_subject(MarbreTelling *telling)
{
    const MarbreCourse *course = telling->account->course;
    const MarbreState *state = marbre_article_get_state(telling->article);
    const MarbreSettings *settings =
        marbre_policy_get_settings(marbre_newsroom_get_policy(telling->newsroom));
    g_string_append_printf(telling->text, "%s\n\n",
                           MARBRE_SAY(telling, "PREUVE : L’HISTOIRE D’UN ARTICLE",
                                      "PROOF: THE HISTORY OF AN ARTICLE"));
    marbre_telling_line(telling, MARBRE_SAY(telling, "article", "article"),
                        marbre_article_get_title(telling->article));
    marbre_telling_line(telling, MARBRE_SAY(telling, "dossier", "folder"),
                        marbre_article_get_folder(telling->article));
    marbre_telling_line(telling, MARBRE_SAY(telling, "identifiant", "id"), state->id);
    marbre_telling_line(telling, MARBRE_SAY(telling, "rédaction", "newsroom"), settings->name);
    marbre_telling_line(
        telling, MARBRE_SAY(telling, "identifiant de la rédaction", "newsroom’s id"), settings->id);
    tell_publication(telling, state);
    marbre_telling_line(telling, MARBRE_SAY(telling, "crue sur parole", "taken on trust"),
                        course->trust);
    marbre_telling_line(telling, MARBRE_SAY(telling, "suivi jusqu’à", "followed up to"),
                        course->tip);
}

/* How far it goes; the rest is in what nobody can prove. */
static void
tell_limits(MarbreTelling *telling)
{
    const MarbreAccount *account = telling->account;
    const MarbreVerdict *verdict = account->verdict;
    g_autofree char *line = g_strdup_printf(
        MARBRE_SAY(telling,
                   "versions de l’une à l’autre : %lu ; passages de l’article : %lu, dont signés : "
                   "%lu ; contrôles non rejoués : %lu",
                   "commits from the one to the other: %lu; moves of the article: %lu, of them "
                   "signed: %lu; checks not run again: %lu"),
        (unsigned long)account->line, (unsigned long)verdict->transitions,
        (unsigned long)verdict->proved, (unsigned long)verdict->not_replayed);
    marbre_telling_section(telling, MARBRE_SAY(telling, "Portée", "How far this goes"));
    g_string_append_printf(telling->text, "  %s\n", line);
    g_string_append_printf(
        telling->text, "  %s\n",
        verdict->is_signed
            ? MARBRE_SAY(telling, "Chaque passage porte une signature vérifiée.",
                         "Every move carries a signature that was verified.")
            : MARBRE_SAY(telling,
                         "Qui a agi est ce que les versions déclarent : elles ne sont pas "
                         "toutes signées.",
                         "Who acted is as the commits declare it: not all of them are signed."));
    g_string_append_printf(
        telling->text, "  %s\n",
        MARBRE_SAY(telling,
                   "Les heures sont celles que les versions déclarent. Ces mots ne valent que "
                   "vérifiés : marbre verify-proof FICHIER --trust VERSION.",
                   "Times are as the commits declare them. These words are worth nothing "
                   "unchecked: marbre verify-proof FILE --trust COMMIT."));
}

static bool
open_article(MarbreTelling *telling, GError **error)
{
    const MarbreCourse *course = telling->account->course;
    guint count = course->steps->len;
    const char *folder =
        count == 0 ? course->folder : ((MarbreCourseStep *)course->steps->pdata[count - 1])->folder;
    telling->article = marbre_newsroom_read_article(telling->newsroom, folder, error);
    const MarbreState *state =
        telling->article == NULL ? NULL : marbre_article_get_state(telling->article);
    if (telling->article == NULL)
        return false;
    if (state != NULL && strcmp(state->id, course->article) == 0)
        return true;
    g_set_error_literal(
        error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
        _("the proof is about another article than the one it names; ask for another proof"));
    return false;
}

char *
marbre_account_write(const MarbreAccount *account, const char *lang, GError **error)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(MarbreSnapshot) snapshot =
        marbre_snapshot_commit(account->store, account->course->tip, error);
    g_autoptr(MarbreNewsroom) newsroom =
        snapshot == NULL ? NULL : marbre_newsroom_new(account->store, snapshot, error);
    if (newsroom == NULL)
        return NULL;
    MarbreTelling telling = {
        .account = account, .text = text, .french = strcmp(lang, "fr") == 0, .newsroom = newsroom};
    bool told = open_article(&telling, error);
    if (told) {
        tell_subject(&telling);
        told = marbre_telling_steps(&telling, error);
    }
    if (told) {
        marbre_telling_article(&telling);
        tell_limits(&telling);
    }
    g_clear_pointer(&telling.article, marbre_article_unref);
    return told ? g_string_free(g_steal_pointer(&text), FALSE) : NULL;
}
