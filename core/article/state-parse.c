/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/state.h"

#include "article/state-form.h"
#include "base/problem.h"
#include "yaml/reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define REVISION_LIMIT 1000000

typedef struct {
    MarbreYaml *yaml;
    GPtrArray *problems;
} Reader;

static const char *
expect(const Reader *reader, const MarbreYamlNode *map, const char *key, MarbreStateForm form)
{
    const MarbreYamlNode *node = marbre_yaml_expect_key(reader->yaml, map, key, reader->problems);
    const char *text = marbre_yaml_expect_text(reader->yaml, node, reader->problems);
    if (!text || form(text))
        return text;
    marbre_yaml_problem(reader->yaml, node, reader->problems, _("“%s” is nothing that “%s” can be"),
                        text, key);
    return NULL;
}

static char *
take(const Reader *reader, const MarbreYamlNode *map, const char *key, MarbreStateForm form)
{
    return g_strdup(expect(reader, map, key, form));
}

static MarbreInstant
take_instant(const Reader *reader, const MarbreYamlNode *map, const char *key)
{
    MarbreInstant instant = {0, 0};
    const char *text = expect(reader, map, key, marbre_state_form_words);
    if (text && !marbre_instant_parse(text, &instant))
        marbre_yaml_problem(reader->yaml, marbre_yaml_find(map, key), reader->problems,
                            _("“%s” is no moment with a zone"), text);
    return instant;
}

static uint64_t
take_revision(const Reader *reader, const MarbreYamlNode *map)
{
    int64_t revision = 0;
    const MarbreYamlNode *node =
        marbre_yaml_expect_key(reader->yaml, map, "revision", reader->problems);
    if (!node ||
        !marbre_yaml_expect_int(reader->yaml, node, 1, REVISION_LIMIT, reader->problems, &revision))
        return 0;
    return (uint64_t)revision;
}

static void
take_notes(const Reader *reader, const MarbreYamlNode *map, GPtrArray *notes)
{
    const MarbreYamlNode *node =
        marbre_yaml_expect_key(reader->yaml, map, "note", reader->problems);
    if (!node || !marbre_yaml_expect_map(reader->yaml, node, NULL, reader->problems))
        return;
    size_t count = marbre_yaml_node_get_count(node);
    if (count == 0)
        marbre_yaml_problem(reader->yaml, node, reader->problems,
                            _("a public note needs words in a language"));
    for (size_t i = 0; i < count; i++) {
        const char *lang = marbre_yaml_node_get_key(node, i);
        const MarbreYamlNode *child = marbre_yaml_node_get_child(node, i);
        const char *text = marbre_yaml_expect_text(reader->yaml, child, reader->problems);
        if (text && !marbre_state_form_lang(lang))
            marbre_yaml_problem_at_key(reader->yaml, child, reader->problems,
                                       _("“%s” is no language"), lang);
        else if (text)
            marbre_notes_set(notes, lang, text);
    }
}

static bool
is_map(const Reader *reader, const MarbreYamlNode *node, const char *const *keys)
{
    return marbre_yaml_expect_map(reader->yaml, node, keys, reader->problems);
}

static void
read_approval(const Reader *reader, const MarbreYamlNode *node, MarbreState *state)
{
    static const char *const keys[] = {"stage", "by", "at", "digest", "content", "signature", NULL};
    if (!is_map(reader, node, keys))
        return;
    MarbreApproval *approval = g_new0(MarbreApproval, 1);
    approval->stage = take(reader, node, "stage", marbre_state_form_id);
    approval->by = take(reader, node, "by", marbre_state_form_id);
    approval->at = take_instant(reader, node, "at");
    approval->digest = take(reader, node, "digest", marbre_state_form_digest);
    approval->content = take(reader, node, "content", marbre_state_form_object);
    if (marbre_yaml_find(node, "signature") != NULL)
        approval->signature = take(reader, node, "signature", marbre_state_form_signature);
    bool twice = approval->stage && approval->by &&
                 marbre_state_find_approval(state, approval->stage, approval->by);
    if (twice)
        marbre_yaml_problem(reader->yaml, node, reader->problems, _("%s approved %s twice"),
                            approval->by, approval->stage);
    if (twice || !approval->stage || !approval->by)
        marbre_approval_free(approval); /* said, and the state will not be given */
    else
        g_ptr_array_add(state->approvals, approval);
}

static void
read_waiver(const Reader *reader, const MarbreYamlNode *node, MarbreState *state)
{
    static const char *const keys[] = {"rule", "by", "reason", "until", "digest", NULL};
    if (!is_map(reader, node, keys))
        return;
    MarbreWaiver *waiver = g_new0(MarbreWaiver, 1);
    waiver->rule = take(reader, node, "rule", marbre_state_form_rule);
    waiver->by = take(reader, node, "by", marbre_state_form_id);
    waiver->reason = take(reader, node, "reason", marbre_state_form_words);
    waiver->until = take(reader, node, "until", marbre_state_form_day);
    waiver->digest = take(reader, node, "digest", marbre_state_form_digest);
    g_ptr_array_add(state->waivers, waiver);
}

static void
read_owed(const Reader *reader, const MarbreYamlNode *node, MarbreState *state)
{
    static const char *const keys[] = {"stage", "until", NULL};
    if (!is_map(reader, node, keys))
        return;
    g_autofree char *stage = take(reader, node, "stage", marbre_state_form_id);
    MarbreInstant until = take_instant(reader, node, "until");
    if (stage != NULL && marbre_state_find_owed(state, stage) != NULL)
        marbre_yaml_problem(reader->yaml, node, reader->problems, _("%s is owed twice"), stage);
    else if (stage != NULL)
        g_ptr_array_add(state->owed, marbre_owed_new(stage, until));
}

static void
read_assigned(const Reader *reader, const MarbreYamlNode *node, MarbreState *state)
{
    static const char *const keys[] = {"to", "by", "at", "due", NULL};
    if (!is_map(reader, node, keys))
        return;
    state->assigned = g_new0(MarbreAssigned, 1);
    state->assigned->to = take(reader, node, "to", marbre_state_form_id);
    state->assigned->by = take(reader, node, "by", marbre_state_form_id);
    state->assigned->at = take_instant(reader, node, "at");
    if (marbre_yaml_find(node, "due") != NULL)
        state->assigned->due = take_instant(reader, node, "due");
}

static void
read_publication(const Reader *reader, const MarbreYamlNode *node, MarbreState *state)
{
    static const char *const keys[] = {"revision", "at", "address", "digest", "content", NULL};
    if (!is_map(reader, node, keys))
        return;
    state->publication = g_new0(MarbrePublication, 1);
    state->publication->revision = take_revision(reader, node);
    state->publication->at = take_instant(reader, node, "at");
    if (marbre_yaml_find(node, "address") != NULL)
        state->publication->address = take(reader, node, "address", marbre_state_form_address);
    state->publication->digest = take(reader, node, "digest", marbre_state_form_digest);
    state->publication->content = take(reader, node, "content", marbre_state_form_object);
}

/* An open correction says who, a published one in which revision. */
static MarbreCorrection *
read_correction(const Reader *reader, const MarbreYamlNode *node, bool open)
{
    static const char *const open_keys[] = {"kind", "note", "by", "at", NULL};
    static const char *const keys[] = {"kind", "note", "at", "revision", NULL};
    MarbreCorrection *correction = marbre_correction_new(NULL, NULL, (MarbreInstant){0, 0}, 0);
    if (!is_map(reader, node, open ? open_keys : keys))
        return correction;
    correction->kind = take(reader, node, "kind", marbre_state_form_kind);
    /* Of a slip of the pen nobody need be told. */
    if (g_strcmp0(correction->kind, MARBRE_KIND_TYPO) != 0 ||
        marbre_yaml_find(node, "note") != NULL)
        take_notes(reader, node, correction->notes);
    correction->at = take_instant(reader, node, "at");
    if (open)
        correction->by = take(reader, node, "by", marbre_state_form_id);
    else
        correction->revision = take_revision(reader, node);
    return correction;
}

static void
read_retraction(const Reader *reader, const MarbreYamlNode *node, MarbreState *state)
{
    static const char *const keys[] = {"kind", "note", "by", "at", NULL};
    if (!is_map(reader, node, keys))
        return;
    state->retracted = marbre_retraction_new(NULL, (MarbreInstant){0, 0});
    if (marbre_yaml_find(node, "kind") != NULL)
        state->retracted->kind = take(reader, node, "kind", marbre_state_form_ended);
    take_notes(reader, node, state->retracted->notes);
    state->retracted->by = take(reader, node, "by", marbre_state_form_id);
    state->retracted->at = take_instant(reader, node, "at");
}

static void
read_list(const Reader *reader,
          const MarbreYamlNode *list,
          MarbreState *state,
          void (*read)(const Reader *, const MarbreYamlNode *, MarbreState *))
{
    if (!list || !marbre_yaml_expect_list(reader->yaml, list, reader->problems))
        return;
    for (size_t i = 0; i < marbre_yaml_node_get_count(list); i++)
        read(reader, marbre_yaml_node_get_child(list, i), state);
}

static void
read_published(const Reader *reader, const MarbreYamlNode *node, MarbreState *state)
{
    g_ptr_array_add(state->corrections, read_correction(reader, node, false));
}

static void
read_state(const Reader *reader, MarbreState *state)
{
    static const char *const keys[] = {
        "id",       "workflow",    "stage",      "entered",     "approvals", "waivers", "owed",
        "assigned", "publication", "correction", "corrections", "retracted", NULL};
    const MarbreYamlNode *root = marbre_yaml_get_root(reader->yaml);
    if (marbre_yaml_node_get_kind(root) == MARBRE_YAML_NULL) {
        marbre_yaml_problem(reader->yaml, root, reader->problems, _("the file is empty"));
        return;
    }
    if (!is_map(reader, root, keys))
        return;
    state->id = take(reader, root, "id", marbre_state_form_ulid);
    state->workflow = take(reader, root, "workflow", marbre_state_form_id);
    state->stage = take(reader, root, "stage", marbre_state_form_id);
    state->entered = take_instant(reader, root, "entered");
    read_list(reader, marbre_yaml_find(root, "approvals"), state, read_approval);
    read_list(reader, marbre_yaml_find(root, "waivers"), state, read_waiver);
    read_list(reader, marbre_yaml_find(root, "owed"), state, read_owed);
    read_list(reader, marbre_yaml_find(root, "corrections"), state, read_published);
    const MarbreYamlNode *assigned = marbre_yaml_find(root, "assigned");
    if (assigned)
        read_assigned(reader, assigned, state);
    const MarbreYamlNode *publication = marbre_yaml_find(root, "publication");
    if (publication)
        read_publication(reader, publication, state);
    const MarbreYamlNode *correction = marbre_yaml_find(root, "correction");
    if (correction)
        state->correction = read_correction(reader, correction, true);
    const MarbreYamlNode *retracted = marbre_yaml_find(root, "retracted");
    if (retracted)
        read_retraction(reader, retracted, state);
}

/* Read without asking for the form. @return NULL with at least one problem */
static MarbreState *
parse(const char *path, GBytes *bytes, GPtrArray *problems)
{
    MarbreSpan whole = {0, g_bytes_get_size(bytes)};
    g_autoptr(MarbreYaml) yaml =
        marbre_yaml_parse(path, bytes, whole, &MARBRE_YAML_POLICY, problems);
    if (!yaml)
        return NULL;
    g_autoptr(MarbreState) state = marbre_state_new();
    Reader reader = {yaml, problems};
    guint before = problems->len;
    read_state(&reader, state);
    return problems->len == before ? g_steal_pointer(&state) : NULL;
}

/* The first byte in which two files differ. */
static uint64_t
first_difference(GBytes *a, GBytes *b)
{
    size_t a_size, b_size;
    const char *first = g_bytes_get_data(a, &a_size);
    const char *second = g_bytes_get_data(b, &b_size);
    size_t at = 0;
    while (at < a_size && at < b_size && first[at] == second[at])
        at++;
    while (at > 0 && at < a_size && (first[at] & 0xC0) == 0x80)
        at--;
    return at;
}

MarbreState *
marbre_state_parse(const char *path, GBytes *bytes, GPtrArray *problems)
{
    g_autoptr(GPtrArray) found = marbre_problems_new();
    MarbreState *state = parse(path, bytes, found);
    g_autoptr(GBytes) canonical = state ? marbre_state_write(state) : NULL;
    if (canonical && !g_bytes_equal(canonical, bytes)) {
        g_autoptr(MarbreLines) lines = marbre_lines_new_for_bytes(bytes);
        marbre_problems_add(found, path, lines, first_difference(bytes, canonical),
                            _("this file was changed by hand: only Marbre writes it"));
    }
    for (guint i = 0; i < found->len; i++) {
        MarbreProblem *problem = g_ptr_array_index(found, i);
        g_free(problem->rule); /* of YAML; what matters here is that the state is broken */
        problem->rule = g_strdup("marbre/bad-state");
    }
    marbre_problems_take(problems, found);
    return state;
}

char *
marbre_state_id(GBytes *bytes)
{
    gsize size = 0;
    const char *data = g_bytes_get_data(bytes, &size);
    size_t skip = strlen("id: ");
    const char *end =
        size > skip && memcmp(data, "id: ", skip) == 0 ? memchr(data, '\n', size) : NULL;
    return end == NULL ? NULL : g_strndup(data + skip, (size_t)(end - data) - skip);
}

bool
marbre_state_is_canonical(GBytes *bytes)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreState) state = parse("state.yaml", bytes, problems);
    if (!state)
        return false;
    g_autoptr(GBytes) canonical = marbre_state_write(state);
    return g_bytes_equal(canonical, bytes);
}
