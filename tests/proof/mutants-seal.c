/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Signatures that are not there, or not of those who acted, or of other words. */
#include "mutant.h"

#include "newsroom/signed.h"

#include <string.h>

#define NEWSROOM "01hawm6c0t2n9v6s6x1j5y7k3q"
#define WORKFLOW "workflows/newsroom.yaml"
#define MISSING "marbre/signature-missing"
#define UNTRUSTED "marbre/signature-untrusted"

/* --- moves ----------------------------------------------------------------------------------- */

/* The last stage asks for a signature always, but a flash has one of its own. */
static bool
is_asked(Bench *bench, const Step *step)
{
    g_autofree char *path = step_is(step, "publish") ? bench_record_path(step) : NULL;
    g_autofree char *record = path == NULL ? NULL : forge_get(bench->forge, step->id, path);
    return record != NULL && strstr(record, "\nworkflow: newsroom\n") != NULL;
}

static char *
publication_by(Bench *bench, const Step *step, const char *signer)
{
    if (!is_asked(bench, step))
        return NULL;
    g_autofree char *plain = leaf_write(bench->forge, step->leaf);
    return signer == NULL ? g_steal_pointer(&plain)
                          : seals_commit(bench->night->seals, bench->forge, plain, signer);
}

static char *
move_unsigned(Bench *bench, const Step *step)
{
    return publication_by(bench, step, NULL);
}

static char *
move_signed_by_another(Bench *bench, const Step *step)
{
    return publication_by(bench, step, "zoe");
}

static char *
move_signed_by_a_stranger(Bench *bench, const Step *step)
{
    return publication_by(bench, step, SEALS_STRANGER);
}

static char *
changed_behind_its_signature(Bench *bench, const char *commit)
{
    g_autofree char *bytes = forge_bytes(bench->forge, commit);
    const char *words = strstr(bytes, "\n\n");
    g_autofree char *other = g_strdup_printf("%.*s\n\nX%s", (int)(words - bytes), bytes, words + 2);
    return forge_object(bench->forge, GIT_OBJECT_COMMIT, other, strlen(other));
}

static char *
move_changed_behind_its_signature(Bench *bench, const Step *step)
{
    return is_asked(bench, step) ? changed_behind_its_signature(bench, step->id) : NULL;
}

/* --- approvals ------------------------------------------------------------------------------- */

static bool
asks(Bench *bench, const Step *step, const char *stage)
{
    g_autofree char *rules = forge_get(bench->forge, step->before, WORKFLOW);
    g_autofree char *mark = g_strdup_printf("  - id: %s\n", stage);
    const char *at = strstr(rules, mark);
    const char *end = at == NULL ? NULL : strstr(at + 1, "  - id: ");
    g_autofree char *own =
        at == NULL ? NULL : g_strndup(at, end == NULL ? strlen(at) : (size_t)(end - at));
    return own != NULL && strstr(own, "signed: true") != NULL;
}

/* The line of an approval in the record. (transfer full, nullable) */
static char *
line_of(const char *record, const char *stage, const char *who)
{
    g_autofree char *mark = g_strdup_printf("\n  - {stage: %s, by: %s, ", stage, who);
    const char *at = strstr(record, mark);
    return at == NULL ? NULL : g_strndup(at, 1 + strcspn(at + 1, "\n"));
}

static char *
value_in(const char *line, const char *pattern)
{
    g_autofree char *whole = g_strdup_printf("\\A(?s:.*?)%s(?s:.*)\\z", pattern);
    return replaced(line, whole, "\\1");
}

/* An approval with another signature: NULL of none, "" of the person over other words, else by
   whom over the right ones. */
static char *
approval_with(Bench *bench, const Step *step, bool asked, const char *signer)
{
    g_autofree char *stage = step_said(step, "Marbre-Stage");
    if (!step_is(step, "approve") || asks(bench, step, stage) != asked)
        return NULL;
    g_autofree char *who = step_said(step, "Marbre-Actor");
    g_autofree char *path = bench_record_path(step);
    g_autofree char *record = forge_get(bench->forge, step->id, path);
    g_autofree char *line = line_of(record, stage, who);
    if (line == NULL || strstr(line, ", signature: ") == NULL)
        return NULL;
    g_autofree char *digest = value_in(line, "digest: \"([^\"]*)\"");
    g_autofree char *id = value_in(record, "^id: (.*)$");
    bool other = signer != NULL && *signer == '\0';
    g_autoptr(GBytes) statement =
        marbre_statement_approval(NEWSROOM, id, other ? "elsewhere" : stage, digest, who);
    g_autofree char *sealed = signer == NULL
                                  ? NULL
                                  : seals_statement(bench->night->seals, other ? who : signer,
                                                    statement, MARBRE_SIGNED_APPROVAL);
    g_autofree char *by =
        sealed == NULL ? g_strdup("}") : g_strdup_printf(", signature: \"%s\"}", sealed);
    g_autofree char *changed = replaced(line, ", signature: \"[^\"]*\"\\}", by);
    g_autoptr(GString) whole = g_string_new(record);
    g_string_replace(whole, line, changed, 1);
    return bench_with_record(bench, step, whole->str);
}

static char *
approval_unsigned(Bench *bench, const Step *step)
{
    return approval_with(bench, step, true, NULL);
}

static char *
approval_of_other_words(Bench *bench, const Step *step)
{
    return approval_with(bench, step, true, "");
}

static char *
approval_by_another(Bench *bench, const Step *step)
{
    return approval_with(bench, step, true, "zoe");
}

static char *
approval_unasked_of_other_words(Bench *bench, const Step *step)
{
    return approval_with(bench, step, false, "");
}

static char *
approval_unasked_by_another(Bench *bench, const Step *step)
{
    return approval_with(bench, step, false, "zoe");
}

/* --- the rules ------------------------------------------------------------------------------- */

static char *
draft_of_rules(Bench *bench, const Step *step, const char *who, const char *message)
{
    g_autofree char *rules = forge_get(bench->forge, step->id, WORKFLOW);
    g_autofree char *more = g_strconcat(rules, "# x\n", NULL);
    g_autofree char *tree = forge_tree_of(bench->forge, step->id);
    g_autofree char *after = forge_put(bench->forge, tree, WORKFLOW, more);
    leaf_set(&bench->from, g_strdup(step->id));
    return night_commit(bench->night, step->id, after, who, message);
}

static char *
rules_signed(
    Bench *bench, const Step *step, const char *who, const char *signer, const char *message)
{
    g_autofree char *plain = draft_of_rules(bench, step, who, message);
    return seals_commit(bench->night->seals, bench->forge, plain, signer);
}

static char *
rules_unsigned(Bench *bench, const Step *step)
{
    return draft_of_rules(bench, step, "ana", "Règles\n");
}

static char *
rules_signed_by_no_administrator(Bench *bench, const Step *step)
{
    return rules_signed(bench, step, "zoe", "zoe", "Règles\n");
}

static char *
rules_signed_by_another(Bench *bench, const Step *step)
{
    return rules_signed(bench, step, "ana", "bo", "Règles\n");
}

static char *
rules_signed_by_a_stranger(Bench *bench, const Step *step)
{
    return rules_signed(bench, step, "ana", SEALS_STRANGER, "Règles\n");
}

static char *
rules_changed_behind_their_signature(Bench *bench, const Step *step)
{
    g_autofree char *sealed = rules_signed(bench, step, "ana", "ana", "Règles\n");
    return changed_behind_its_signature(bench, sealed);
}

static bool
needs_two(Bench *bench, const Step *step)
{
    g_autofree char *people = forge_get(bench->forge, step->id, "people.yaml");
    return strstr(people, "admins-needed: 2") != NULL;
}

/* Endorsed by somebody, by name, for the rules on another commit or on this one. */
static char *
rules_endorsed(
    Bench *bench, const Step *step, const char *by, const char *named, const char *parent)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *draft = draft_of_rules(bench, step, "ana", "Règles\n");
    g_autoptr(MarbreSnapshot) after = marbre_snapshot_commit(bench->night->store, draft, &error);
    g_assert_no_error(error);
    g_autoptr(GBytes) statement = marbre_statement_policy(NEWSROOM, parent, after);
    g_autofree char *line =
        seals_statement(bench->night->seals, by, statement, MARBRE_SIGNED_POLICY);
    g_autofree char *message =
        g_strdup_printf("Règles\n\n" MARBRE_ENDORSE ": %s %s\n", named, line);
    return rules_signed(bench, step, "ana", "ana", message);
}

static char *
rules_by_one_of_two(Bench *bench, const Step *step)
{
    return needs_two(bench, step) ? rules_signed(bench, step, "ana", "ana", "Règles\n") : NULL;
}

static char *
rules_by_co_author(Bench *bench, const Step *step)
{
    return needs_two(bench, step)
               ? rules_signed(bench, step, "ana", "ana",
                              "Règles\n\nCo-authored-by: bo <bo@paper.example>\n")
               : NULL;
}

static char *
rules_endorsed_by_the_author(Bench *bench, const Step *step)
{
    return needs_two(bench, step) ? rules_endorsed(bench, step, "ana", "ana", step->id) : NULL;
}

static char *
rules_endorsed_elsewhere(Bench *bench, const Step *step)
{
    return rules_endorsed(bench, step, "bo", "bo", step->before);
}

static char *
rules_endorsed_by_no_administrator(Bench *bench, const Step *step)
{
    return rules_endorsed(bench, step, "zoe", "zoe", step->id);
}

static char *
rules_endorsed_under_another_name(Bench *bench, const Step *step)
{
    return rules_endorsed(bench, step, "ana", "bo", step->id);
}

static char *
rules_endorsed_by_a_name(Bench *bench, const Step *step)
{
    return needs_two(bench, step)
               ? rules_signed(bench, step, "ana", "ana", "Règles\n\n" MARBRE_ENDORSE ": bo\n")
               : NULL;
}

const Mutant mutants_seal[] = {
    {"a signed move without its signature", move_unsigned, MISSING},
    {"a move signed by another", move_signed_by_another, UNTRUSTED},
    {"a move signed with a key that nobody has", move_signed_by_a_stranger, UNTRUSTED},
    {"a move changed behind its signature", move_changed_behind_its_signature, UNTRUSTED},
    {"a signed approval without its signature", approval_unsigned, MISSING},
    {"an approval signed for another stage", approval_of_other_words, UNTRUSTED},
    {"an approval signed by another", approval_by_another, UNTRUSTED},
    {"an approval signed for another stage, unasked", approval_unasked_of_other_words, UNTRUSTED},
    {"an approval signed by another, unasked", approval_unasked_by_another, UNTRUSTED},
    {"signed rules without a signature", rules_unsigned, MISSING},
    {"rules signed by no administrator", rules_signed_by_no_administrator, "marbre/role-missing"},
    {"rules signed by another", rules_signed_by_another, UNTRUSTED},
    {"rules signed with a key that nobody has", rules_signed_by_a_stranger, UNTRUSTED},
    {"rules changed behind their signature", rules_changed_behind_their_signature, UNTRUSTED},
    {"rules signed by one of two", rules_by_one_of_two, "marbre/role-missing"},
    {"rules signed by one, with a co-author", rules_by_co_author, "marbre/role-missing"},
    {"rules endorsed by their author", rules_endorsed_by_the_author, "marbre/role-missing"},
    {"rules endorsed on another commit", rules_endorsed_elsewhere, UNTRUSTED},
    {"rules endorsed by no administrator", rules_endorsed_by_no_administrator, UNTRUSTED},
    {"rules endorsed under another name", rules_endorsed_under_another_name, UNTRUSTED},
    {"rules endorsed by a name alone", rules_endorsed_by_a_name, "marbre/role-missing"},
    {NULL}};
