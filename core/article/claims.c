/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/claims.h"

#include "base/path.h"
#include "base/problem.h"
#include "yaml/reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *const statuses[] = {"to-check", "unverified", "verified", "disputed",
                                       "false",    "withdrawn",  NULL};

struct MarbreClaims {
    MarbreYaml *yaml;
    const MarbreYamlNode *list; /* (nullable) in it, the claims */
    gsize items_read;           /* `items` and `by_id` are what they will be */
    GPtrArray *items;
    GHashTable *by_id;
    char *none;
    char *none_by;
};

/* What is being read, and where what is wrong goes. */
typedef struct {
    MarbreYaml *yaml;
    GPtrArray *problems;
} Reader;

const char *
marbre_claim_status_text(MarbreClaimStatus status)
{
    return statuses[status];
}

bool
marbre_claim_status_parse(const char *text, MarbreClaimStatus *ret_status)
{
    for (size_t i = 0; statuses[i]; i++) {
        if (strcmp(statuses[i], text) != 0)
            continue;
        *ret_status = (MarbreClaimStatus)i;
        return true;
    }
    return false;
}

static void
free_evidence(void *data)
{
    MarbreEvidence *evidence = data;
    g_free(evidence->url);
    g_free(evidence->origin);
    g_free(evidence->seen);
    g_free(evidence);
}

static void
free_claim(void *data)
{
    MarbreClaim *claim = data;
    if (!claim)
        return;
    g_free(claim->id);
    g_free(claim->quote);
    g_free(claim->by);
    g_free(claim->kind);
    g_ptr_array_unref(claim->evidence);
    g_free(claim->checked_by);
    g_free(claim->checked_sentence);
    g_free(claim->expires);
    g_free(claim);
}

static char *
read_text(const Reader *reader, const MarbreYamlNode *map, const char *key)
{
    return g_strdup(
        marbre_yaml_expect_text(reader->yaml, marbre_yaml_find(map, key), reader->problems));
}

/* A day or a moment: YAML takes neither for anything but text. */
static char *
read_day(const Reader *reader, const MarbreYamlNode *map, const char *key)
{
    const MarbreYamlNode *node = marbre_yaml_find(map, key);
    const char *text = marbre_yaml_expect_text(reader->yaml, node, reader->problems);
    if (!text)
        return NULL;
    g_autoptr(GTimeZone) utc = g_time_zone_new_utc();
    int64_t first, after;
    if (marbre_moment_parse(text, utc, &first, &after))
        return g_strdup(text);
    marbre_yaml_problem(reader->yaml, node, reader->problems,
                        _("“%s” is no date: write it as 2023-09-26"), text);
    return NULL;
}

static bool
read_instant(const Reader *reader,
             const MarbreYamlNode *map,
             const char *key,
             MarbreInstant *ret_instant)
{
    const MarbreYamlNode *node = marbre_yaml_find(map, key);
    const char *text = marbre_yaml_expect_text(reader->yaml, node, reader->problems);
    if (!text)
        return false;
    if (marbre_instant_parse(text, ret_instant))
        return true;
    marbre_yaml_problem(reader->yaml, node, reader->problems,
                        _("“%s” is no moment: write it as 2023-09-19T15:02:00+02:00"), text);
    return false;
}

static void
read_evidence(const Reader *reader, const MarbreYamlNode *list, GPtrArray *evidence)
{
    static const char *const keys[] = {"url", "origin", "seen", NULL};
    if (!marbre_yaml_expect_list(reader->yaml, list, reader->problems))
        return;
    for (size_t i = 0; i < marbre_yaml_node_get_count(list); i++) {
        const MarbreYamlNode *node = marbre_yaml_node_get_child(list, i);
        if (!marbre_yaml_expect_map(reader->yaml, node, keys, reader->problems))
            continue;
        MarbreEvidence *item = g_new0(MarbreEvidence, 1);
        g_ptr_array_add(evidence, item);
        item->url = read_text(reader, node, "url");
        item->origin = read_text(reader, node, "origin");
        item->seen = read_day(reader, node, "seen");
        if (!item->url && !item->origin)
            marbre_yaml_problem(reader->yaml, node, reader->problems,
                                _("evidence names a source: “url” or “origin” is missing"));
    }
}

static void
read_checked(const Reader *reader, const MarbreYamlNode *map, MarbreClaim *claim)
{
    static const char *const keys[] = {"by", "at", "sentence", NULL};
    const MarbreYamlNode *node = marbre_yaml_find(map, "checked");
    if (!node || !marbre_yaml_expect_map(reader->yaml, node, keys, reader->problems))
        return;
    (void)marbre_yaml_expect_key(reader->yaml, node, "by", reader->problems);
    (void)marbre_yaml_expect_key(reader->yaml, node, "at", reader->problems);
    claim->checked_by = read_text(reader, node, "by");
    claim->checked_sentence = read_text(reader, node, "sentence");
    if (!read_instant(reader, node, "at", &claim->checked_at))
        g_clear_pointer(&claim->checked_by, g_free); /* nobody checked at no time */
}

static bool
read_status(const Reader *reader, const MarbreYamlNode *map, MarbreClaim *claim)
{
    const MarbreYamlNode *node =
        marbre_yaml_expect_key(reader->yaml, map, "status", reader->problems);
    if (!node)
        return false;
    if (marbre_yaml_node_get_kind(node) == MARBRE_YAML_BOOL && !marbre_yaml_node_get_bool(node)) {
        claim->status = MARBRE_CLAIM_FALSE; /* the word, which YAML takes for a truth value */
        return true;
    }
    size_t index;
    if (!marbre_yaml_expect_choice(reader->yaml, node, statuses, reader->problems, &index))
        return false;
    claim->status = (MarbreClaimStatus)index;
    return true;
}

static char *
read_id(const Reader *reader, const MarbreYamlNode *node)
{
    const char *id = marbre_yaml_expect_text(reader->yaml, node, reader->problems);
    if (!id || marbre_id_is_valid(id))
        return g_strdup(id);
    marbre_yaml_problem(reader->yaml, node, reader->problems,
                        _("“%s” is no id: small letters, digits and hyphens, at most 64"), id);
    return NULL;
}

static MarbreClaim *
read_claim(const Reader *reader, const MarbreYamlNode *map)
{
    static const char *const keys[] = {"id",       "quote",   "by",      "kind", "status",
                                       "evidence", "checked", "expires", NULL};
    if (!marbre_yaml_expect_map(reader->yaml, map, keys, reader->problems))
        return NULL;
    MarbreClaim *claim = g_new0(MarbreClaim, 1);
    claim->span = marbre_yaml_node_get_span(map);
    claim->evidence = g_ptr_array_new_with_free_func(free_evidence);
    claim->id = read_id(reader, marbre_yaml_expect_key(reader->yaml, map, "id", reader->problems));
    (void)marbre_yaml_expect_key(reader->yaml, map, "quote", reader->problems);
    claim->quote = read_text(reader, map, "quote");
    claim->by = read_text(reader, map, "by");
    claim->kind = read_id(reader, marbre_yaml_find(map, "kind"));
    bool complete = read_status(reader, map, claim) && claim->id && claim->quote;
    read_evidence(reader, marbre_yaml_find(map, "evidence"), claim->evidence);
    read_checked(reader, map, claim);
    claim->expires = read_day(reader, map, "expires");
    /* That a verdict lacks evidence is for a check to say: the file itself is well formed. */
    if (complete)
        return claim;
    free_claim(claim);
    return NULL;
}

static void
add_claim(const Reader *reader, MarbreClaims *claims, const MarbreYamlNode *map)
{
    MarbreClaim *claim = read_claim(reader, map);
    if (!claim)
        return;
    if (g_hash_table_contains(claims->by_id, claim->id))
        marbre_yaml_problem(reader->yaml, marbre_yaml_find(map, "id"), reader->problems,
                            _("two claims have the id “%s”; give one of them another"), claim->id);
    else
        g_hash_table_insert(claims->by_id, claim->id, claim);
    g_ptr_array_add(claims->items, claim);
}

static void
read_none(const Reader *reader, const MarbreYamlNode *node, MarbreClaims *claims)
{
    static const char *const keys[] = {"reason", "by", "at", NULL};
    if (!node || !marbre_yaml_expect_map(reader->yaml, node, keys, reader->problems))
        return;
    MarbreInstant at;
    (void)marbre_yaml_expect_key(reader->yaml, node, "reason", reader->problems);
    claims->none = read_text(reader, node, "reason");
    claims->none_by = read_text(reader, node, "by");
    if (marbre_yaml_find(node, "at"))
        (void)read_instant(reader, node, "at", &at); /* the form is what is asked */
}

/* All but the claims: their list, NULL for none. @return false where it is no ledger */
static bool
open_ledger(const Reader *reader, MarbreClaims *claims)
{
    static const char *const keys[] = {"claims", "none", NULL};
    const MarbreYamlNode *root = marbre_yaml_get_root(reader->yaml);
    if (marbre_yaml_node_get_kind(root) == MARBRE_YAML_NULL)
        return true;
    if (!marbre_yaml_expect_map(reader->yaml, root, keys, reader->problems))
        return false;
    read_none(reader, marbre_yaml_find(root, "none"), claims);
    claims->list = marbre_yaml_find(root, "claims");
    if (claims->list && marbre_yaml_node_get_kind(claims->list) == MARBRE_YAML_NULL)
        claims->list = NULL;
    return !claims->list || marbre_yaml_expect_list(reader->yaml, claims->list, reader->problems);
}

static void
read_items(MarbreClaims *claims, GPtrArray *problems)
{
    if (!g_once_init_enter(&claims->items_read))
        return;
    const Reader reader = {claims->yaml, problems};
    claims->items = g_ptr_array_new_with_free_func(free_claim);
    claims->by_id = g_hash_table_new(g_str_hash, g_str_equal);
    size_t count = claims->list ? marbre_yaml_node_get_count(claims->list) : 0;
    for (size_t i = 0; i < count; i++)
        add_claim(&reader, claims, marbre_yaml_node_get_child(claims->list, i));
    g_once_init_leave(&claims->items_read, 1);
}

/* Those that are asked for after all, where nobody asks for the problems. */
static const MarbreClaims *
with_items(const MarbreClaims *claims)
{
    if (claims->items_read == 0) {
        g_autoptr(GPtrArray) known = marbre_problems_new();
        read_items((MarbreClaims *)claims, known);
    }
    return claims;
}

static void
clear(void *data)
{
    MarbreClaims *claims = data;
    g_clear_pointer(&claims->yaml, marbre_yaml_unref);
    g_clear_pointer(&claims->by_id, g_hash_table_unref);
    g_clear_pointer(&claims->items, g_ptr_array_unref);
    g_free(claims->none);
    g_free(claims->none_by);
}

MarbreClaims *
marbre_claims_ref(MarbreClaims *claims)
{
    return g_atomic_rc_box_acquire(claims);
}

void
marbre_claims_unref(MarbreClaims *claims)
{
    if (claims)
        g_atomic_rc_box_release_full(claims, clear);
}

const GPtrArray *
marbre_claims_get_items(const MarbreClaims *claims)
{
    return with_items(claims)->items;
}

void
marbre_claims_member(MarbreJson *json, const MarbreClaims *claims, bool ids)
{
    const GPtrArray *items = claims ? marbre_claims_get_items(claims) : NULL;
    marbre_json_member_array(json, "claims");
    for (guint i = 0; items && i < items->len; i++) {
        const MarbreClaim *claim = g_ptr_array_index(items, i);
        marbre_json_begin_object(json);
        if (ids)
            marbre_json_member_string(json, "id", claim->id);
        marbre_json_member_string(json, "quote", claim->quote);
        marbre_json_member_string(json, "by", claim->by);
        marbre_json_member_string(json, "status", marbre_claim_status_text(claim->status));
        marbre_json_end_object(json);
    }
    marbre_json_end_array(json);
}

const MarbreClaim *
marbre_claims_find(const MarbreClaims *claims, const char *id)
{
    return g_hash_table_lookup(with_items(claims)->by_id, id);
}

MarbreYaml *
marbre_claims_get_yaml(const MarbreClaims *claims)
{
    return claims->yaml;
}

const char *
marbre_claims_get_none(const MarbreClaims *claims, const char **ret_by)
{
    if (claims->none && ret_by)
        *ret_by = claims->none_by;
    return claims->none;
}

/* What is well written and yet no ledger breaks another rule than bad YAML does. */
static void
take_problems(GPtrArray *problems, GPtrArray *found)
{
    for (guint i = 0; i < found->len; i++) {
        MarbreProblem *problem = g_ptr_array_index(found, i);
        g_free(problem->rule); /* replaced */
        problem->rule = g_strdup("marbre/bad-claims");
    }
    marbre_problems_take(problems, found);
}

static MarbreClaims *
parse(const char *path, GBytes *bytes, bool later, GPtrArray *problems)
{
    MarbreSpan whole = {0, g_bytes_get_size(bytes)};
    MarbreYaml *yaml = marbre_yaml_parse(path, bytes, whole, &MARBRE_YAML_CLAIMS, problems);
    if (!yaml)
        return NULL;
    g_autoptr(MarbreClaims) claims = g_atomic_rc_box_new0(MarbreClaims);
    claims->yaml = yaml;
    g_autoptr(GPtrArray) found = marbre_problems_new();
    const Reader reader = {yaml, found};
    bool ledger = open_ledger(&reader, claims);
    if (ledger && !later)
        read_items(claims, found);
    take_problems(problems, found);
    return ledger ? g_steal_pointer(&claims) : NULL;
}

MarbreClaims *
marbre_claims_parse(const char *path, GBytes *bytes, GPtrArray *problems)
{
    return parse(path, bytes, false, problems);
}

MarbreClaims *
marbre_claims_parse_later(const char *path, GBytes *bytes)
{
    g_autoptr(GPtrArray) known = marbre_problems_new();
    return parse(path, bytes, true, known);
}
