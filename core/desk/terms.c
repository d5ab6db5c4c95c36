/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/error.h"
#include "desk/attempt.h"
#include "desk/term_act.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

void
marbre_termed_free(MarbreTermed *termed)
{
    if (termed == NULL)
        return;
    g_free(termed->path);
    g_free(termed->commit);
    g_free(termed);
}

/* --- what is said of a word -------------------------------------------------------------------
 */

static bool
refuse_word(MarbreTermAct *act, GError **error)
{
    const MarbreTerm *term = act->term;
    const MarbreYamlNode *words = marbre_term_list_entries(&act->list);
    for (size_t i = 0; i < marbre_yaml_node_get_count(words); i++) {
        const MarbreYamlNode *entry = marbre_yaml_node_get_child(words, i);
        const MarbreYamlNode *say = marbre_yaml_find(entry, "say");
        if (marbre_term_find(say, term->word) >= 0)
            return marbre_term_contradict(
                act, entry, error,
                _("“%s” is what to write there; to refuse it, take it out first"), term->word);
        if (marbre_term_find(marbre_yaml_find(entry, "refuse"), term->word) < 0)
            continue;
        if (term->preferred != NULL && marbre_term_find(say, term->preferred) < 0)
            return marbre_term_contradict(
                act, entry, error, _("“%s” is refused there already; change that line by hand"),
                term->word);
        return marbre_term_note(act, entry);
    }
    GVariantBuilder entry;
    g_variant_builder_init(&entry, G_VARIANT_TYPE("a(sv)"));
    marbre_term_add_text(&entry, "refuse", term->word);
    marbre_term_add_text(&entry, "say", term->preferred);
    marbre_term_add_text(&entry, "why", term->why);
    marbre_term_add_text(&entry, "lang", term->lang);
    return marbre_term_append(act, "words", g_variant_builder_end(&entry), error) &&
           marbre_term_note_last(act);
}

/* What the house refuses is not accepted among the names. */
static bool
check_house(MarbreTermAct *act, MarbreNewsroom *tip, GError **error)
{
    g_auto(MarbreTermList) house = {0};
    if (!marbre_term_list_open(&house, tip, true, error))
        return false;
    const MarbreYamlNode *words = marbre_term_list_entries(&house);
    for (size_t i = 0; i < marbre_yaml_node_get_count(words); i++) {
        const MarbreYamlNode *entry = marbre_yaml_node_get_child(words, i);
        if (marbre_term_find(marbre_yaml_find(entry, "refuse"), act->term->word) < 0)
            continue;
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED, "%s:%" PRIu64 ": %s", house.path,
                    marbre_lines_place(marbre_yaml_get_lines(house.yaml),
                                       marbre_yaml_node_get_span(entry).start)
                        .line,
                    _("the house refuses this word; to accept it, take it out of that list"));
        return false;
    }
    return true;
}

/* --- the commit -------------------------------------------------------------------------------
 */

/* Words that nobody committed are nobody's to commit for them. */
static bool
check_clean(const MarbreTermAct *act, MarbreNewsroom *tip, GError **error)
{
    g_autoptr(MarbreNewsroom) files = marbre_session_as_it_lies(act->session, tip, error);
    if (files == NULL || files == tip)
        return files != NULL;
    g_autoptr(GBytes) lies =
        marbre_snapshot_read(marbre_newsroom_get_snapshot(files), act->list.path, SIZE_MAX, NULL);
    if (act->list.fresh ? lies == NULL : lies != NULL && g_bytes_equal(lies, act->list.bytes))
        return true;
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
                _("%s has changes that are not committed yet; commit them first"), act->list.path);
    return false;
}

/* Subjects are recorded, so they follow the newsroom's language. */
static char *
write_subject(const MarbreTermAct *act, const char *lang)
{
    bool french = strncmp(lang, "fr", 2) == 0;
    const char *pattern =
        french ? (act->term->refuse ? "Glossaire : « %s » refusé\n" : "Glossaire : « %s » admis\n")
               : (act->term->refuse ? "Glossary: “%s” refused\n" : "Glossary: “%s” accepted\n");
    GString *subject = g_string_new(pattern);
    g_string_replace(subject, "%s", act->term->word, 1);
    return g_string_free(subject, FALSE);
}

static bool
change(MarbreTermAct *act, MarbreNewsroom *tip, GError **error)
{
    const MarbreTerm *term = act->term;
    bool house = term->refuse && (term->house || term->preferred == NULL);
    if (!marbre_term_list_open(&act->list, tip, house, error) || !check_clean(act, tip, error))
        return false;
    act->termed->path = g_strdup(act->list.path);
    if (house)
        return refuse_word(act, error);
    return term->refuse ? marbre_term_refuse(act, error)
                        : check_house(act, tip, error) && marbre_term_accept(act, error);
}

static void
act_clear(MarbreTermAct *act)
{
    g_clear_pointer(&act->lang, g_free);
    g_clear_pointer(&act->termed, marbre_termed_free);
    marbre_term_list_clear(&act->list);
}

static bool
attempt(void *user, GError **error)
{
    MarbreTermAct *act = user;
    const MarbreSession *session = act->session;
    g_autoptr(MarbreWrite) write = NULL;
    act_clear(act);
    act->termed = g_new0(MarbreTermed, 1);
    g_autoptr(MarbreNewsroom) tip = marbre_attempt_begin(session, &write, error);
    if (tip == NULL || marbre_session_actor(session, tip, error) == NULL)
        return false;
    const MarbreSettings *settings = marbre_policy_get_settings(marbre_newsroom_get_policy(tip));
    const char *lang = act->term->lang != NULL ? act->term->lang : settings->publish[0];
    act->lang = g_strndup(lang, strcspn(lang, "-"));
    if (!change(act, tip, error))
        return false;
    if (!act->termed->changed || session->dry_run)
        return true;
    g_autoptr(MarbreChangeset) changes = marbre_changeset_new();
    g_autofree char *subject = write_subject(act, settings->publish[0]);
    if (!marbre_changeset_put(changes, act->list.path, act->list.bytes, error))
        return false;
    act->termed->commit = marbre_session_commit(session, tip, write, changes, subject, error);
    if (act->termed->commit == NULL)
        return false;
    marbre_write_set_reason(write, "term");
    return marbre_write_finish(write, NULL, error);
}

MarbreTermed *
marbre_desk_term(const MarbreSession *session, const MarbreTerm *term, GError **error)
{
    MarbreTermAct act = {.session = session, .term = term};
    MarbreTermed *termed =
        marbre_attempt(attempt, &act, error) ? g_steal_pointer(&act.termed) : NULL;
    act_clear(&act);
    return termed;
}
