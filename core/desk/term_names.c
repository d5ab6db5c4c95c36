/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/error.h"
#include "base/path.h"
#include "desk/term_act.h"
#include "yaml/edit.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

static uint64_t
line_of(const MarbreTermAct *act, const MarbreYamlNode *node)
{
    return marbre_lines_place(marbre_yaml_get_lines(act->list.yaml),
                              marbre_yaml_node_get_span(node).start)
        .line;
}

bool
marbre_term_note(MarbreTermAct *act, const MarbreYamlNode *node)
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
standing_in(const MarbreTermAct *act, const MarbreYamlNode *entry, const char *word)
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
find_entry(const MarbreTermAct *act, const char *word, Standing *ret_standing)
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
entry_at(const MarbreTermAct *act, int index)
{
    return marbre_yaml_node_get_child(marbre_term_list_entries(&act->list), (size_t)index);
}

static const char *
preferred_of(const MarbreTermAct *act, int index)
{
    const char *text = marbre_yaml_node_get_text(marbre_yaml_find(entry_at(act, index), act->lang));
    return text == NULL ? "" : text;
}

bool
marbre_term_contradict(
    const MarbreTermAct *act, const MarbreYamlNode *node, GError **error, const char *format, ...)
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
make_id(const MarbreTermAct *act, const char *word)
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

void
marbre_term_add_text(GVariantBuilder *entry, const char *key, const char *text)
{
    if (text != NULL && *text != '\0')
        g_variant_builder_add(entry, "(sv)", key, g_variant_new_string(text));
}

bool
marbre_term_append(MarbreTermAct *act, const char *where, GVariant *value, GError **error)
{
    act->termed->changed = true;
    return marbre_term_list_take(
        &act->list, marbre_yaml_append(act->list.yaml, act->list.bytes, where, value, true, error),
        error);
}

/* A new entry at the end of the glossary: the word itself, or one that it stands beside. */
static bool
add_entry(MarbreTermAct *act, const char *preferred, const char *key, GError **error)
{
    const MarbreTerm *term = act->term;
    g_autofree char *id = make_id(act, preferred);
    g_autofree char *target = marbre_term_list_lang(&act->list);
    GVariantBuilder entry;
    g_variant_builder_init(&entry, G_VARIANT_TYPE("a(sv)"));
    marbre_term_add_text(&entry, "id", id);
    marbre_term_add_text(&entry, act->lang, preferred);
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
    marbre_term_add_text(&entry, "note", term->why);
    return marbre_term_append(act, "entries", g_variant_builder_end(&entry), error);
}

static char *
place_of(const MarbreTermAct *act, int index, const char *key)
{
    const MarbreYamlNode *node = marbre_yaml_find(entry_at(act, index), key);
    bool map = marbre_yaml_node_get_kind(node) == MARBRE_YAML_MAP;
    return g_strdup_printf("entries[%d].%s%s%s", index, key, map ? "." : "", map ? act->lang : "");
}

/* One more form of an entry. */
static bool
add_form(MarbreTermAct *act, int index, const char *key, GError **error)
{
    g_autofree char *where = place_of(act, index, key);
    g_autofree char *target = marbre_term_list_lang(&act->list);
    const MarbreYamlNode *node = marbre_yaml_find(entry_at(act, index), key);
    if (strcmp(target, act->lang) == 0 || marbre_yaml_node_get_kind(node) == MARBRE_YAML_MAP)
        return marbre_term_append(act, where, g_variant_new_string(act->term->word), error);
    return marbre_term_contradict(act, entry_at(act, index), error,
                                  _("its lists are those of %s; write those of %s there by hand"),
                                  target, act->lang);
}

static bool
drop_form(MarbreTermAct *act, int index, const char *key, GError **error)
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
accept_listed(MarbreTermAct *act, int index, Standing standing, GError **error)
{
    const MarbreTerm *term = act->term;
    Standing other;
    int wanted = find_entry(act, term->preferred, &other);
    const MarbreYamlNode *entry = entry_at(act, index);
    if (standing == REFUSED)
        return marbre_term_contradict(
            act, entry, error,
            _("the glossary refuses “%s” and prefers “%s”; to accept it, take it out "
              "of that list first"),
            term->word, preferred_of(act, index));
    if (term->preferred != NULL && wanted != index)
        return marbre_term_contradict(act, entry, error,
                                      _("“%s” stands for “%s” already; take it out there first"),
                                      term->word, preferred_of(act, index));
    if (standing != ACCEPTED)
        return marbre_term_note(act, entry);
    return drop_form(act, index, "accepted", error) && add_form(act, index, "forms", error) &&
           marbre_term_note(act, entry_at(act, index));
}

bool
marbre_term_note_last(MarbreTermAct *act)
{
    const MarbreYamlNode *entries = marbre_term_list_entries(&act->list);
    size_t count = marbre_yaml_node_get_count(entries);
    return marbre_term_note(act, marbre_yaml_node_get_child(entries, count - 1));
}

bool
marbre_term_accept(MarbreTermAct *act, GError **error)
{
    const MarbreTerm *term = act->term;
    Standing standing, other;
    int index = find_entry(act, term->word, &standing);
    if (index >= 0)
        return accept_listed(act, index, standing, error);
    int wanted = find_entry(act, term->preferred, &other);
    if (wanted >= 0 && other == REFUSED)
        return marbre_term_contradict(
            act, entry_at(act, wanted), error,
            _("the glossary refuses “%s” and prefers “%s”; name that one instead"), term->preferred,
            preferred_of(act, wanted));
    if (wanted >= 0)
        return add_form(act, wanted, "forms", error) &&
               marbre_term_note(act, entry_at(act, wanted));
    bool alone = term->preferred == NULL;
    return add_entry(act, alone ? term->word : term->preferred, alone ? NULL : "forms", error) &&
           marbre_term_note_last(act);
}

bool
marbre_term_refuse(MarbreTermAct *act, GError **error)
{
    const MarbreTerm *term = act->term;
    Standing standing, other;
    int index = find_entry(act, term->word, &standing);
    int wanted = find_entry(act, term->preferred, &other);
    if (index >= 0 && standing != REFUSED)
        return marbre_term_contradict(
            act, entry_at(act, index), error,
            _("“%s” may stand there, for “%s”; to refuse it, take it out first"), term->word,
            preferred_of(act, index));
    if (wanted >= 0 && other == REFUSED)
        return marbre_term_contradict(
            act, entry_at(act, wanted), error,
            _("the glossary refuses “%s” and prefers “%s”; name that one instead"), term->preferred,
            preferred_of(act, wanted));
    if (index >= 0 && index != wanted)
        return marbre_term_contradict(
            act, entry_at(act, index), error,
            _("“%s” is refused already, in favour of “%s”; take it out there first"), term->word,
            preferred_of(act, index));
    if (index >= 0)
        return marbre_term_note(act, entry_at(act, index));
    if (wanted >= 0)
        return add_form(act, wanted, "refused", error) &&
               marbre_term_note(act, entry_at(act, wanted));
    return add_entry(act, term->preferred, "refused", error) && marbre_term_note_last(act);
}
