/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk/terms.h"

#include "base/error.h"
#include "base/path.h"
#include "desk/term_list.h"
#include "yaml/edit.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

/* A word on its way into a list. */
typedef struct {
    const MarbreSession *session;
    const MarbreTerm *term;
    char *lang;
    MarbreTermList list;
    MarbreTermed *termed;
} Act;

void
marbre_termed_free(MarbreTermed *termed)
{
    if (termed == NULL)
        return;
    g_free(termed->path);
    g_free(termed->commit);
    g_free(termed);
}

static uint64_t
line_of(const Act *act, const MarbreYamlNode *node)
{
    return marbre_lines_place(marbre_yaml_get_lines(act->list.yaml),
                              marbre_yaml_node_get_span(node).start)
        .line;
}

static bool
already(Act *act, const MarbreYamlNode *node)
{
    act->termed->line = line_of(act, node);
    return true;
}

/* Where a word stands among the forms of an entry. */
typedef enum {
    NOWHERE,
    PREFERRED,
    FORM,
    ACCEPTED,
    REFUSED,
} Standing;

static const char *const keys[] = {NULL, NULL, "forms", "accepted", "refused"};

static Standing
standing_in(const Act *act, const MarbreYamlNode *entry, const char *word)
{
    if (marbre_term_find(marbre_yaml_find(entry, act->lang), word) >= 0)
        return PREFERRED;
    for (int i = FORM; i <= REFUSED; i++)
        if (marbre_term_find(marbre_term_list_forms(&act->list, entry, keys[i], act->lang), word) >=
            0)
            return (Standing)i;
    return NOWHERE;
}

/* The first entry that has a word; its index, or -1. */
static int
find_entry(const Act *act, const char *word, Standing *ret_standing)
{
    const MarbreYamlNode *entries = marbre_term_list_entries(&act->list);
    *ret_standing = NOWHERE;
    for (size_t i = 0; word != NULL && i < marbre_yaml_node_get_count(entries); i++) {
        *ret_standing = standing_in(act, marbre_yaml_node_get_child(entries, i), word);
        if (*ret_standing != NOWHERE)
            return (int)i;
    }
    return -1;
}

static const MarbreYamlNode *
entry_at(const Act *act, int index)
{
    return marbre_yaml_node_get_child(marbre_term_list_entries(&act->list), (size_t)index);
}

static const char *
preferred_of(const Act *act, int index)
{
    const char *text = marbre_yaml_node_get_text(marbre_yaml_find(entry_at(act, index), act->lang));
    return text == NULL ? "" : text;
}

G_GNUC_PRINTF(4, 5)
static bool
contradict(const Act *act, const MarbreYamlNode *node, GError **error, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    g_autofree char *words = g_strdup_vprintf(format, args);
    va_end(args);
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED, "%s:%" PRIu64 ": %s", act->list.path,
                line_of(act, node), words);
    return false;
}

/* --- edits ------------------------------------------------------------------------------------
 */

/* An id that no entry has yet; NULL where the word makes none. */
static char *
make_id(const Act *act, const char *word)
{
    const MarbreYamlNode *entries = marbre_term_list_entries(&act->list);
    g_autofree char *slug = marbre_slug_make(word);
    if (*slug == '\0')
        return NULL;
    for (int n = 1; n < 10000; n++) {
        g_autofree char *id = n == 1 ? g_strdup(slug) : g_strdup_printf("%s-%d", slug, n);
        bool used = false;
        for (size_t i = 0; !used && i < marbre_yaml_node_get_count(entries); i++) {
            const MarbreYamlNode *entry = marbre_yaml_node_get_child(entries, i);
            used = g_strcmp0(marbre_yaml_node_get_text(marbre_yaml_find(entry, "id")), id) == 0;
        }
        if (!used)
            return g_steal_pointer(&id);
    }
    return NULL;
}

static void
add_text(GVariantBuilder *entry, const char *key, const char *text)
{
    if (text != NULL && *text != '\0')
        g_variant_builder_add(entry, "(sv)", key, g_variant_new_string(text));
}

static bool
append(Act *act, const char *where, GVariant *value, GError **error)
{
    act->termed->changed = true;
    return marbre_term_list_take(
        &act->list, marbre_yaml_append(act->list.yaml, act->list.bytes, where, value, true, error),
        error);
}

/* A new entry at the end of the glossary: the word itself, or one that it stands beside. */
static bool
add_entry(Act *act, const char *preferred, const char *key, GError **error)
{
    const MarbreTerm *term = act->term;
    g_autofree char *id = make_id(act, preferred);
    g_autofree char *target = marbre_term_list_lang(&act->list);
    GVariantBuilder entry;
    g_variant_builder_init(&entry, G_VARIANT_TYPE("a(sv)"));
    add_text(&entry, "id", id);
    add_text(&entry, act->lang, preferred);
    if (key != NULL) {
        GVariant *words = g_variant_new_strv(&term->word, 1);
        if (strcmp(target, act->lang) != 0) {
            GVariantBuilder by_lang;
            g_variant_builder_init(&by_lang, G_VARIANT_TYPE("a(sv)"));
            g_variant_builder_add(&by_lang, "(sv)", act->lang, words);
            words = g_variant_builder_end(&by_lang);
        }
        g_variant_builder_add(&entry, "(sv)", key, words);
    } else {
        g_variant_builder_add(&entry, "(sv)", "own", g_variant_new_boolean(TRUE));
    }
    add_text(&entry, "note", term->why);
    return append(act, "entries", g_variant_builder_end(&entry), error);
}

static char *
place_of(const Act *act, int index, const char *key)
{
    const MarbreYamlNode *node = marbre_yaml_find(entry_at(act, index), key);
    bool map = marbre_yaml_node_get_kind(node) == MARBRE_YAML_MAP;
    return g_strdup_printf("entries[%d].%s%s%s", index, key, map ? "." : "", map ? act->lang : "");
}

/* One more form of an entry. */
static bool
add_form(Act *act, int index, const char *key, GError **error)
{
    g_autofree char *where = place_of(act, index, key);
    g_autofree char *target = marbre_term_list_lang(&act->list);
    const MarbreYamlNode *node = marbre_yaml_find(entry_at(act, index), key);
    if (strcmp(target, act->lang) == 0 || marbre_yaml_node_get_kind(node) == MARBRE_YAML_MAP)
        return append(act, where, g_variant_new_string(act->term->word), error);
    return contradict(act, entry_at(act, index), error,
                      _("its lists are those of %s; write those of %s there by hand"), target,
                      act->lang);
}

static bool
drop_form(Act *act, int index, const char *key, GError **error)
{
    g_autofree char *list = place_of(act, index, key);
    int at = marbre_term_find(
        marbre_term_list_forms(&act->list, entry_at(act, index), key, act->lang), act->term->word);
    g_autofree char *where = g_strdup_printf("%s[%d]", list, at);
    return marbre_term_list_take(
        &act->list, marbre_yaml_remove(act->list.yaml, act->list.bytes, where, error), error);
}

/* --- what is said of a name -------------------------------------------------------------------
 */

static bool
accept_listed(Act *act, int index, Standing standing, GError **error)
{
    const MarbreTerm *term = act->term;
    Standing other;
    int wanted = find_entry(act, term->preferred, &other);
    const MarbreYamlNode *entry = entry_at(act, index);
    if (standing == REFUSED)
        return contradict(act, entry, error,
                          _("the glossary refuses “%s” and prefers “%s”; to accept it, take it out "
                            "of that list first"),
                          term->word, preferred_of(act, index));
    if (term->preferred != NULL && wanted != index)
        return contradict(act, entry, error, _("“%s” stands for “%s” already"), term->word,
                          preferred_of(act, index));
    if (standing != ACCEPTED)
        return already(act, entry);
    return drop_form(act, index, "accepted", error) && add_form(act, index, "forms", error) &&
           already(act, entry_at(act, index));
}

static bool
last_line(Act *act)
{
    const MarbreYamlNode *entries = marbre_term_list_entries(&act->list);
    size_t count = marbre_yaml_node_get_count(entries);
    return already(act, marbre_yaml_node_get_child(entries, count - 1));
}

static bool
accept_name(Act *act, GError **error)
{
    const MarbreTerm *term = act->term;
    Standing standing, other;
    int index = find_entry(act, term->word, &standing);
    if (index >= 0)
        return accept_listed(act, index, standing, error);
    int wanted = find_entry(act, term->preferred, &other);
    if (wanted >= 0 && other == REFUSED)
        return contradict(act, entry_at(act, wanted), error,
                          _("the glossary refuses “%s” and prefers “%s”"), term->preferred,
                          preferred_of(act, wanted));
    if (wanted >= 0)
        return add_form(act, wanted, "forms", error) && already(act, entry_at(act, wanted));
    bool alone = term->preferred == NULL;
    return add_entry(act, alone ? term->word : term->preferred, alone ? NULL : "forms", error) &&
           last_line(act);
}

static bool
refuse_name(Act *act, GError **error)
{
    const MarbreTerm *term = act->term;
    Standing standing, other;
    int index = find_entry(act, term->word, &standing);
    int wanted = find_entry(act, term->preferred, &other);
    if (index >= 0 && standing != REFUSED)
        return contradict(act, entry_at(act, index), error,
                          _("“%s” may stand there, for “%s”; to refuse it, take it out first"),
                          term->word, preferred_of(act, index));
    if (wanted >= 0 && other == REFUSED)
        return contradict(act, entry_at(act, wanted), error,
                          _("the glossary refuses “%s” and prefers “%s”"), term->preferred,
                          preferred_of(act, wanted));
    if (index >= 0 && index != wanted)
        return contradict(act, entry_at(act, index), error,
                          _("“%s” is refused already, in favour of “%s”"), term->word,
                          preferred_of(act, index));
    if (index >= 0)
        return already(act, entry_at(act, index));
    if (wanted >= 0)
        return add_form(act, wanted, "refused", error) && already(act, entry_at(act, wanted));
    return add_entry(act, term->preferred, "refused", error) && last_line(act);
}

/* --- what is said of a word -------------------------------------------------------------------
 */

static bool
refuse_word(Act *act, GError **error)
{
    const MarbreTerm *term = act->term;
    const MarbreYamlNode *words = marbre_term_list_entries(&act->list);
    for (size_t i = 0; i < marbre_yaml_node_get_count(words); i++) {
        const MarbreYamlNode *entry = marbre_yaml_node_get_child(words, i);
        const MarbreYamlNode *say = marbre_yaml_find(entry, "say");
        if (marbre_term_find(say, term->word) >= 0)
            return contradict(act, entry, error, _("“%s” is what to write there"), term->word);
        if (marbre_term_find(marbre_yaml_find(entry, "refuse"), term->word) < 0)
            continue;
        if (term->preferred != NULL && marbre_term_find(say, term->preferred) < 0)
            return contradict(act, entry, error, _("“%s” is refused there already"), term->word);
        return already(act, entry);
    }
    GVariantBuilder entry;
    g_variant_builder_init(&entry, G_VARIANT_TYPE("a(sv)"));
    add_text(&entry, "refuse", term->word);
    add_text(&entry, "say", term->preferred);
    add_text(&entry, "why", term->why);
    add_text(&entry, "lang", term->lang);
    return append(act, "words", g_variant_builder_end(&entry), error) && last_line(act);
}

/* What the house refuses is not accepted among the names. */
static bool
check_house(Act *act, MarbreNewsroom *tip, GError **error)
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
check_clean(const Act *act, MarbreNewsroom *tip, GError **error)
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
write_subject(const Act *act, const char *lang)
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
change(Act *act, MarbreNewsroom *tip, GError **error)
{
    const MarbreTerm *term = act->term;
    bool house = term->refuse && (term->house || term->preferred == NULL);
    if (!marbre_term_list_open(&act->list, tip, house, error) || !check_clean(act, tip, error))
        return false;
    act->termed->path = g_strdup(act->list.path);
    if (house)
        return refuse_word(act, error);
    return term->refuse ? refuse_name(act, error)
                        : check_house(act, tip, error) && accept_name(act, error);
}

static bool
attempt(Act *act, GError **error)
{
    const MarbreSession *session = act->session;
    g_autoptr(MarbreWrite) write =
        session->dry_run ? NULL : marbre_store_begin(session->store, error);
    g_autoptr(MarbreNewsroom) tip =
        session->dry_run ? marbre_session_newsroom(session, error)
        : write == NULL  ? NULL
                         : marbre_newsroom_new(session->store, marbre_write_base(write), error);
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
    g_autoptr(MarbreSignature) author = marbre_session_author(session, tip);
    g_autoptr(MarbreSignature) committer = marbre_session_committer(session, tip);
    g_autofree char *subject = write_subject(act, settings->publish[0]);
    char id[41];
    if (!marbre_changeset_put(changes, act->list.path, act->list.bytes, error) ||
        !marbre_write_commit(write, NULL, changes, author, committer, subject, id, error))
        return false;
    marbre_write_set_reason(write, "term");
    act->termed->commit = g_strdup(id);
    return marbre_write_finish(write, NULL, error);
}

static void
act_clear(Act *act)
{
    g_clear_pointer(&act->lang, g_free);
    g_clear_pointer(&act->termed, marbre_termed_free);
    marbre_term_list_clear(&act->list);
}

MarbreTermed *
marbre_desk_term(const MarbreSession *session, const MarbreTerm *term, GError **error)
{
    g_autoptr(GError) reason = NULL;
    int64_t started = g_get_monotonic_time();
    for (unsigned i = 1;; i++) {
        Act act = {.session = session, .term = term, .termed = g_new0(MarbreTermed, 1)};
        bool done = attempt(&act, &reason);
        MarbreTermed *termed = done ? g_steal_pointer(&act.termed) : NULL;
        act_clear(&act);
        if (done)
            return termed;
        if (!marbre_session_again(reason, i, started))
            break;
        g_clear_error(&reason);
    }
    g_propagate_error(error, g_steal_pointer(&reason));
    return NULL;
}
