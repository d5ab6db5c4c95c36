/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk/ledger_inside.h"

#include "base/error.h"
#include "base/problem.h"
#include "yaml/edit.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define NAME "claims.yaml"

static bool
needs_evidence(MarbreClaimStatus status)
{
    return status == MARBRE_CLAIM_VERIFIED || status == MARBRE_CLAIM_DISPUTED ||
           status == MARBRE_CLAIM_FALSE;
}

unsigned
marbre_ledger_due(const MarbreClaim *claim, GTimeZone *zone, int64_t now)
{
    unsigned due = 0;
    int64_t first = 0, behind = 0;
    if (claim->status == MARBRE_CLAIM_WITHDRAWN)
        return 0;
    if (claim->status == MARBRE_CLAIM_TO_CHECK)
        due |= MARBRE_DUE_LOOK;
    if (claim->status == MARBRE_CLAIM_UNVERIFIED)
        due |= MARBRE_DUE_FLAG;
    if (needs_evidence(claim->status) && claim->evidence->len == 0)
        due |= MARBRE_DUE_EVIDENCE;
    if (claim->expires != NULL && marbre_moment_parse(claim->expires, zone, &first, &behind) &&
        behind <= now)
        due |= MARBRE_DUE_AGAIN;
    return due;
}

void
marbre_ledger_clear(MarbreLedger *ledger)
{
    g_clear_pointer(&ledger->bytes, g_bytes_unref);
    g_clear_pointer(&ledger->claims, marbre_claims_unref);
}

bool
marbre_ledger_read(MarbreLedger *ledger, GBytes *bytes, GError **error)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    marbre_ledger_clear(ledger);
    ledger->bytes = bytes;
    ledger->claims = marbre_claims_parse(NAME, bytes, problems);
    if (problems->len == 0)
        return true;
    g_propagate_error(error, marbre_problems_to_error(problems, MARBRE_ERROR_REFUSED));
    return false;
}

static const MarbreYamlNode *
root_of(const MarbreLedger *ledger)
{
    return marbre_yaml_get_root(marbre_claims_get_yaml(ledger->claims));
}

bool
marbre_ledger_step(MarbreLedger *ledger, GBytes *bytes, GError *reason, GError **error)
{
    if (bytes != NULL)
        return marbre_ledger_read(ledger, bytes, error);
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED, "%s: %s", NAME, reason->message);
    g_error_free(reason);
    return false;
}

bool
marbre_ledger_append(
    MarbreLedger *ledger, const char *where, GVariant *value, bool as_list, GError **error)
{
    GError *reason = NULL;
    GBytes *bytes = marbre_yaml_append(marbre_claims_get_yaml(ledger->claims), ledger->bytes, where,
                                       value, as_list, &reason);
    return marbre_ledger_step(ledger, bytes, reason, error);
}

bool
marbre_ledger_remove(MarbreLedger *ledger, const char *where, GError **error)
{
    GError *reason = NULL;
    if (marbre_yaml_lookup(root_of(ledger), where) == NULL)
        return true;
    GBytes *bytes =
        marbre_yaml_remove(marbre_claims_get_yaml(ledger->claims), ledger->bytes, where, &reason);
    return marbre_ledger_step(ledger, bytes, reason, error);
}

/* What reads the same already is left as it is written. */
static bool
ledger_set(MarbreLedger *ledger, const char *where, const char *text, GError **error)
{
    GError *reason = NULL;
    const char *old = marbre_yaml_node_get_text(marbre_yaml_lookup(root_of(ledger), where));
    if (old != NULL && strcmp(old, text) == 0)
        return true;
    GBytes *bytes = marbre_yaml_set_word(marbre_claims_get_yaml(ledger->claims), ledger->bytes,
                                         where, text, &reason);
    return marbre_ledger_step(ledger, bytes, reason, error);
}

void
marbre_ledger_add_text(GVariantBuilder *map, const char *key, const char *text)
{
    if (text != NULL)
        g_variant_builder_add(map, "(sv)", key, g_variant_new_string(text));
}

GVariant *
marbre_ledger_whom(const MarbreByWhom *whom)
{
    g_autofree char *at = marbre_instant_format(whom->at);
    GVariantBuilder map;
    g_variant_builder_init(&map, G_VARIANT_TYPE("a(sv)"));
    marbre_ledger_add_text(&map, "by", whom->person);
    marbre_ledger_add_text(&map, "at", at);
    marbre_ledger_add_text(&map, "sentence", whom->sentence);
    return g_variant_builder_end(&map);
}

/* --- a verdict ----------------------------------------------------------------------------------
 */

/* The place of the claim in the file's list; claims that are broken are in it too. */
static bool
find_claim(const MarbreLedger *ledger, const char *id, size_t *ret_index)
{
    const MarbreYamlNode *list = marbre_yaml_find(root_of(ledger), "claims");
    for (size_t i = 0; i < marbre_yaml_node_get_count(list); i++) {
        const MarbreYamlNode *node = marbre_yaml_find(marbre_yaml_node_get_child(list, i), "id");
        if (g_strcmp0(marbre_yaml_node_get_text(node), id) != 0)
            continue;
        *ret_index = i;
        return true;
    }
    return false;
}

/* The place in a claim's list of the same evidence, or behind its end. */
static size_t
find_evidence(const MarbreClaim *claim, const MarbreEvidence *evidence)
{
    size_t at = 0;
    for (; at < claim->evidence->len; at++) {
        const MarbreEvidence *old = claim->evidence->pdata[at];
        if (g_strcmp0(old->url, evidence->url) == 0 &&
            g_strcmp0(old->origin, evidence->origin) == 0)
            break;
    }
    return at;
}

static bool
add_evidence(MarbreLedger *ledger,
             const char *id,
             size_t index,
             const MarbreEvidence *evidence,
             GError **error)
{
    const MarbreClaim *claim = marbre_claims_find(ledger->claims, id);
    size_t at = find_evidence(claim, evidence);
    if (at < claim->evidence->len) {
        g_autofree char *seen = g_strdup_printf("claims[%zu].evidence[%zu].seen", index, at);
        return evidence->seen == NULL || ledger_set(ledger, seen, evidence->seen, error);
    }
    g_autofree char *where = g_strdup_printf("claims[%zu].evidence", index);
    GVariantBuilder map;
    g_variant_builder_init(&map, G_VARIANT_TYPE("a(sv)"));
    marbre_ledger_add_text(&map, "url", evidence->url);
    marbre_ledger_add_text(&map, "origin", evidence->origin);
    marbre_ledger_add_text(&map, "seen", evidence->seen);
    return marbre_ledger_append(ledger, where, g_variant_builder_end(&map), true, error);
}

static bool
check_evidence(const MarbreLedger *ledger, const char *id, MarbreClaimStatus status, GError **error)
{
    if (!needs_evidence(status) || marbre_claims_find(ledger->claims, id)->evidence->len > 0)
        return true;
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
                _("%s: nobody calls a claim “%s” without evidence; say where it is to be seen: "
                  "--evidence https://… --origin WHO"),
                id, marbre_claim_status_text(status));
    return false;
}

static bool
set_checked(MarbreLedger *ledger,
            size_t index,
            MarbreClaimStatus status,
            const MarbreByWhom *whom,
            GError **error)
{
    g_autofree char *where = g_strdup_printf("claims[%zu].checked", index);
    g_autofree char *by = g_strconcat(where, ".by", NULL);
    g_autofree char *at = g_strconcat(where, ".at", NULL);
    if (status == MARBRE_CLAIM_TO_CHECK)
        return marbre_ledger_remove(ledger, where, error);
    if (marbre_yaml_lookup(root_of(ledger), by) == NULL) {
        return marbre_ledger_remove(ledger, where, error) &&
               marbre_ledger_append(ledger, where, marbre_ledger_whom(whom), false, error);
    }
    g_autofree char *instant = marbre_instant_format(whom->at);
    g_autofree char *sentence = g_strconcat(where, ".sentence", NULL);
    return ledger_set(ledger, by, whom->person, error) && ledger_set(ledger, at, instant, error) &&
           (whom->sentence == NULL ? marbre_ledger_remove(ledger, sentence, error)
                                   : ledger_set(ledger, sentence, whom->sentence, error));
}

static bool
set_expiry(MarbreLedger *ledger, size_t index, const MarbreVerdict *verdict, GError **error)
{
    g_autofree char *where = g_strdup_printf("claims[%zu].expires", index);
    if (verdict->expires != NULL)
        return ledger_set(ledger, where, verdict->expires, error);
    return !verdict->over || marbre_ledger_remove(ledger, where, error);
}

GBytes *
marbre_ledger_judge(GBytes *file,
                    const char *id,
                    const MarbreVerdict *verdict,
                    const MarbreByWhom *whom,
                    GError **error)
{
    g_auto(MarbreLedger) ledger = {0};
    size_t index = 0;
    if (!marbre_ledger_read(&ledger, g_bytes_ref(file), error))
        return NULL;
    if (!find_claim(&ledger, id, &index)) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_NOT_FOUND,
                    _("no claim is called “%s”; `marbre claim list ARTICLE` names them"), id);
        return NULL;
    }
    for (guint i = 0; verdict->evidence != NULL && i < verdict->evidence->len; i++)
        if (!add_evidence(&ledger, id, index, verdict->evidence->pdata[i], error))
            return NULL;
    g_autofree char *status = g_strdup_printf("claims[%zu].status", index);
    if (!check_evidence(&ledger, id, verdict->status, error) ||
        !ledger_set(&ledger, status, marbre_claim_status_text(verdict->status), error) ||
        !set_checked(&ledger, index, verdict->status, whom, error) ||
        !set_expiry(&ledger, index, verdict, error))
        return NULL;
    return g_steal_pointer(&ledger.bytes);
}

/* --- no claim -----------------------------------------------------------------------------------
 */

static bool
set_none(MarbreLedger *ledger, const char *reason, const MarbreByWhom *whom, GError **error)
{
    g_autofree char *at = marbre_instant_format(whom->at);
    if (marbre_yaml_find(root_of(ledger), "none") != NULL)
        return ledger_set(ledger, "none.reason", reason, error) &&
               ledger_set(ledger, "none.by", whom->person, error) &&
               ledger_set(ledger, "none.at", at, error);
    GVariantBuilder map;
    g_variant_builder_init(&map, G_VARIANT_TYPE("a(sv)"));
    marbre_ledger_add_text(&map, "reason", reason);
    marbre_ledger_add_text(&map, "by", whom->person);
    marbre_ledger_add_text(&map, "at", at);
    return marbre_ledger_append(ledger, "none", g_variant_builder_end(&map), false, error);
}

GBytes *
marbre_ledger_none(GBytes *file, const char *reason, const MarbreByWhom *whom, GError **error)
{
    g_auto(MarbreLedger) ledger = {0};
    const char *by = NULL;
    if (!marbre_ledger_read(&ledger, file == NULL ? g_bytes_new(NULL, 0) : g_bytes_ref(file),
                            error))
        return NULL;
    guint count = marbre_claims_get_items(ledger.claims)->len;
    if (count > 0) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
                    g_dngettext(GETTEXT_PACKAGE,
                                "the ledger holds %u claim; an article that makes none has none",
                                "the ledger holds %u claims; an article that makes none has none",
                                count),
                    count);
        return NULL;
    }
    const char *said = marbre_claims_get_none(ledger.claims, &by);
    bool same = g_strcmp0(said, reason) == 0 && g_strcmp0(by, whom->person) == 0;
    if (!same && !set_none(&ledger, reason, whom, error))
        return NULL;
    return g_steal_pointer(&ledger.bytes);
}
