/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/state.h"
#include "base/problem.h"

#include <glib.h>
#include <string.h>

#define DIGEST "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
#define CONTENT "4b825dc642cb6eb9a060e54bf8d69288fbee4904"

static const char full[] =
    "id: 01hawm6c0t2n9v6s6x1j5y7k3q\n"
    "workflow: newsroom\n"
    "stage: fact-check\n"
    "entered: 2023-09-19T14:03:22+02:00\n"
    "approvals:\n"
    "  - {stage: translation, by: lea, at: 2023-09-19T15:10:00+02:00, digest: \"" DIGEST
    "\", content: " CONTENT "}\n"
    "  - {stage: translation, by: marc, at: 2023-09-19T15:11:00+00:00, digest: \"" DIGEST
    "\", content: " CONTENT "}\n"
    "waivers:\n"
    "  - {rule: credit/rights-missing, by: marc, reason: \"droits: « demandés » \\\"hier\\\"\", "
    "until: 2023-10-01, digest: \"" DIGEST "\"}\n"
    "owed:\n"
    "  - {stage: fact-check, until: 2023-09-20T06:00:00+02:00}\n"
    "assigned: {to: lea, by: marc, at: 2023-09-19T15:20:00+02:00, due: 2023-09-19T18:00:00+02:00}\n"
    "publication: {revision: 2, at: 2023-09-19T18:00:00+02:00, address: \"2023/08\", digest: "
    "\"" DIGEST "\", content: " CONTENT "}\n"
    "correction: {kind: correction, note: {en: \"Wrong place.\", fr: \"Mauvais lieu.\"}, by: marc, "
    "at: 2023-09-20T09:00:00+02:00}\n"
    "corrections: [{kind: update, note: {fr: \"Bilan\"}, at: 2023-09-19T20:00:00+02:00, revision: "
    "2}, {kind: clarification, note: {fr: \"Titre\"}, at: 2023-09-19T21:00:00+02:00, revision: "
    "3}]\n"
    "retracted: {note: {fr: \"Annulé\"}, by: marc, at: 2023-09-21T03:00:00+02:00}\n";

static const char small[] = "id: 01hawm6c0t2n9v6s6x1j5y7k3q\n"
                            "workflow: newsroom\n"
                            "stage: draft\n"
                            "entered: 2023-09-19T14:03:22+02:00\n";

static MarbreState *
parse(const char *text, GPtrArray *problems)
{
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    return marbre_state_parse("state.yaml", bytes, problems);
}

static void
assert_written(const MarbreState *state, const char *expected)
{
    g_autoptr(GBytes) bytes = marbre_state_write(state);
    size_t size;
    const char *data = g_bytes_get_data(bytes, &size);
    g_autofree char *text = g_strndup(data, size);
    g_assert_cmpstr(text, ==, expected);
    g_assert_true(marbre_state_is_canonical(bytes));
}

static void
assert_round(const char *text)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreState) state = parse(text, problems);
    g_autofree char *said = marbre_problems_format(problems);
    g_assert_cmpstr(said, ==, "");
    g_assert_nonnull(state);
    assert_written(state, text);
    g_autoptr(MarbreState) copy = marbre_state_copy(state);
    assert_written(copy, text);
}

static void
test_round(void)
{
    assert_round(full);
    assert_round(small);
    assert_round("id: 01hawm6c0t2n9v6s6x1j5y7k3q\n"
                 "workflow: newsroom\n"
                 "stage: retracted\n"
                 "entered: 2023-09-19T14:03:22+02:00\n"
                 "retracted: {kind: ended, note: {fr: \"Fini\"}, by: marc, "
                 "at: 2023-09-21T03:00:00+02:00}\n");
}

static void
test_fields(void)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreState) state = parse(full, problems);
    g_assert_cmpstr(state->id, ==, "01hawm6c0t2n9v6s6x1j5y7k3q");
    g_assert_cmpstr(state->stage, ==, "fact-check");
    g_assert_cmpint(state->entered.seconds, ==, 1695125002);
    g_assert_cmpint(state->entered.offset, ==, 120);
    g_assert_cmpuint(state->approvals->len, ==, 2);
    const MarbreApproval *approval = marbre_state_find_approval(state, "translation", "marc");
    g_assert_true(approval == g_ptr_array_index(state->approvals, 1));
    g_assert_cmpstr(approval->digest, ==, DIGEST);
    g_assert_cmpstr(approval->content, ==, CONTENT);
    g_assert_null(marbre_state_find_approval(state, "draft", "marc"));
    const MarbreWaiver *waiver = g_ptr_array_index(state->waivers, 0);
    g_assert_cmpstr(waiver->reason, ==, "droits: « demandés » \"hier\"");
    g_assert_cmpstr(waiver->until, ==, "2023-10-01");
    g_assert_cmpuint(state->publication->revision, ==, 2);
    g_assert_cmpstr(state->publication->address, ==, "2023/08");
    g_assert_cmpstr(marbre_notes_get(state->correction->notes, "fr"), ==, "Mauvais lieu.");
    g_assert_null(marbre_notes_get(state->correction->notes, "de"));
    g_assert_cmpuint(state->corrections->len, ==, 2);
    const MarbreCorrection *second = g_ptr_array_index(state->corrections, 1);
    g_assert_cmpuint(second->revision, ==, 3);
    g_assert_null(second->by);
    g_assert_cmpstr(state->retracted->by, ==, "marc");
}

static void
test_change(void)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreState) state = parse(small, problems);
    MarbreInstant at = {1695128520, 120};
    marbre_state_put_approval(state, marbre_approval_new("draft", "lea", at, DIGEST, CONTENT));
    marbre_state_put_approval(state, marbre_approval_new("draft", "ines", at, DIGEST, CONTENT));
    marbre_state_put_approval(state, marbre_approval_new("draft", "lea", at, DIGEST, CONTENT));
    g_assert_cmpuint(state->approvals->len, ==, 2);
    MarbreApproval *last = g_ptr_array_index(state->approvals, 1);
    g_assert_cmpstr(last->by, ==, "lea");
    last->signature = g_strdup("U1NIU0lHAAAAAQ==");

    /* Words of people may hold anything. */
    state->correction = marbre_correction_new("correction", "lea", at, 0);
    marbre_notes_set(state->correction->notes, "no",
                     "Feil: \"a\"\n---\n#\\ \t\u2028\xC2\x85\u202E");
    marbre_notes_set(state->correction->notes, "fr", "vieux");
    marbre_notes_set(state->correction->notes, "fr", "neuf }, by: marc, stage: published");
    g_autoptr(GBytes) bytes = marbre_state_write(state);
    g_assert_true(marbre_state_is_canonical(bytes));
    g_autoptr(MarbreState) again = marbre_state_parse("state.yaml", bytes, problems);
    g_assert_cmpuint(problems->len, ==, 0);
    g_autoptr(MarbreState) copy = marbre_state_copy(again);
    last = g_ptr_array_index(copy->approvals, 1);
    g_assert_cmpstr(last->signature, ==, "U1NIU0lHAAAAAQ==");
    last = g_ptr_array_index(copy->approvals, 0);
    g_assert_null(last->signature);
    g_assert_cmpstr(marbre_notes_get(again->correction->notes, "no"), ==,
                    "Feil: \"a\"\n---\n#\\ \t\u2028\xC2\x85\u202E");
    g_assert_cmpstr(marbre_notes_get(again->correction->notes, "fr"), ==,
                    "neuf }, by: marc, stage: published");
    g_assert_cmpstr(again->stage, ==, "draft");
}

/* Names that YAML would take for something else are quoted, and only those. */
static void
test_quoting(void)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreState) state = parse(small, problems);
    g_free(state->stage);
    state->stage = g_strdup("true");
    MarbreInstant at = {1695128520, 0};
    const char *digits = "1234567890123456789012345678901234567890";
    state->publication = marbre_publication_new(1, at, DIGEST, digits);
    g_autoptr(GBytes) bytes = marbre_state_write(state);
    const char *data = g_bytes_get_data(bytes, NULL);
    g_assert_nonnull(strstr(data, "stage: \"true\"\n"));
    g_assert_nonnull(strstr(data, "content: \"1234567890123456789012345678901234567890\"}"));
    g_assert_true(marbre_state_is_canonical(bytes));
}

static void
assert_bad(const char *text, bool readable, uint64_t line)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreState) state = parse(text, problems);
    g_assert_cmpuint(problems->len, >=, 1);
    const MarbreProblem *problem = g_ptr_array_index(problems, 0);
    g_assert_cmpstr(problem->rule, ==, "marbre/bad-state");
    g_assert_cmpuint(problem->line, ==, line);
    g_assert_true((state != NULL) == readable);
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    g_assert_false(marbre_state_is_canonical(bytes));
}

static void
assert_bad_edit(const char *text, const char *old, const char *new, bool readable, uint64_t line)
{
    g_autoptr(GString) edited = g_string_new(text);
    g_assert_cmpuint(g_string_replace(edited, old, new, 1), ==, 1);
    assert_bad(edited->str, readable, line);
}

/* Of a slip of the pen nobody need be told. */
static void
test_typo(void)
{
    g_autofree char *text =
        g_strconcat(small,
                    "correction: {kind: typo, by: lea, at: 2023-09-20T09:00:00+02:00}\n"
                    "corrections: [{kind: typo, at: 2023-09-19T20:00:00+02:00, revision: 2}]\n",
                    NULL);
    assert_round(text);
}

static void
assert_words(const char *text, const char *old, const char *new, const char *message)
{
    g_autoptr(GString) edited = g_string_new(text);
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_assert_cmpuint(g_string_replace(edited, old, new, 1), ==, 1);
    g_autoptr(MarbreState) state = parse(edited->str, problems);
    g_assert_cmpuint(problems->len, >, 0);
    g_assert_cmpstr(((MarbreProblem *)problems->pdata[0])->message, ==, message);
}

static void
test_words(void)
{
    assert_words(small, "stage: draft", "stage:  draft",
                 "this file was changed by hand: only Marbre writes it");
    assert_words(full, "by: marc, at: 2023-09-19T15:11:00+00:00",
                 "by: lea, at: 2023-09-19T15:11:00+00:00", "lea approved translation twice");
    assert_words(full, "owed:\n",
                 "owed:\n  - {stage: fact-check, until: 2023-09-20T06:00:00+02:00}\n",
                 "fact-check is owed twice");
    assert_words(full, "note: {fr: \"Annulé\"}", "note: {}",
                 "a public note needs words in a language");
    assert_words(small, small, "", "the file is empty");
    assert_words(small, "2023-09-19T14:03:22+02:00", "hier", "“hier” is no moment with a zone");
    assert_words(small, "stage: draft", "stage: A b", "“A b” is nothing that “stage” can be");
}

static void
test_not_canonical(void)
{
    assert_bad_edit(small, "stage: draft", "stage:  draft", true, 3);
    assert_bad_edit(small, "stage: draft", "stage: \"draft\"", true, 3);
    assert_bad_edit(small, "stage: draft\n", "stage: draft # x\n", true, 3);
    assert_bad_edit(small, "+02:00\n", "+02:00\napprovals: []\n", true, 5);
    assert_bad_edit(small, "+02:00\n", "+02:00", true, 4);
    assert_bad_edit(small, "2023-09-19T14:03:22+02:00", "2023-09-19T12:03:22Z", true, 4);
    assert_bad_edit(full, "{en: \"Wrong place.\", fr: \"Mauvais lieu.\"}",
                    "{fr: \"Mauvais lieu.\", en: \"Wrong place.\"}", true, 14);
    assert_bad_edit(small, "workflow: newsroom\nstage: draft\n",
                    "stage: draft\nworkflow: newsroom\n", true, 2);
}

static void
test_bad(void)
{
    assert_bad("", false, 1);
    assert_bad("- a\n", false, 1);
    assert_bad_edit(small, "stage: draft\n", "", false, 1);
    assert_bad_edit(small, "stage: draft", "stage: yes: no", false, 3);
    assert_bad_edit(small, "stage: draft", "stage: ~", false, 3);
    assert_bad_edit(small, "stage: draft", "stage: [publish]", false, 3);
    assert_bad_edit(small, "stage: draft", "stage: Publish", false, 3);
    assert_bad_edit(small, "stage: draft", "stage: \"publish\\u0000\"", false, 3);
    assert_bad_edit(small, "stage: draft\n", "stage: draft\nstage: published\n", false, 4);
    assert_bad_edit(small, "stage: draft\n", "stage: draft\nrole: admin\n", false, 4);
    assert_bad_edit(small, "id: 01h", "id: 0uh", false, 1);
    assert_bad_edit(small, "22+02:00", "22", false, 4);
    assert_bad_edit(full, "by: marc, at: 2023-09-19T15:11", "by: lea, at: 2023-09-19T15:11", false,
                    7);
    assert_bad_edit(full, "revision: 2", "revision: 0", false, 13);
    assert_bad_edit(full, "until: 2023-10-01", "until: 2023-02-30", false, 9);
    assert_bad_edit(full, "rule: credit/rights-missing", "rule: credit", false, 9);
    assert_bad_edit(full, "sha256:e3", "sha256:E3", false, 6);
    assert_bad_edit(full, "content: 4b", "content: 4x", false, 6);
    assert_bad_edit(full, "kind: correction", "kind: silent", false, 14);
    assert_bad_edit(full, "note: {fr: \"Annulé\"}", "note: {}", false, 16);
    assert_bad_edit(full, "note: {en: \"Wrong place.\", fr: \"Mauvais lieu.\"}, by", "by", false,
                    14);
    assert_bad_edit(full, "kind: correction, note: {en: \"Wrong place.\", fr: \"Mauvais lieu.\"}",
                    "kind: typo, note: {}", false, 14);
    assert_bad_edit(full, "  - {stage: fact-check, until: 2023-09-20T06:00:00+02:00}\n",
                    "  - {stage: fact-check, until: 2023-09-20T06:00:00+02:00}\n"
                    "  - {stage: fact-check, until: 2023-09-20T06:00:00+02:00}\n",
                    false, 12);
    assert_bad_edit(full, "until: 2023-09-20T06:00:00+02:00", "until: 2023-09-20", false, 11);
    assert_bad_edit(full, "assigned: {to: lea", "assigned: {to: Léa", false, 12);
    assert_bad_edit(full, "by: marc, at: 2023-09-19T15:20:00+02:00, due", "due", false, 12);
    assert_bad_edit(full, ", due: 2023-09-19T18:00:00+02:00", ", due: tomorrow", false, 12);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/article/state/round", test_round);
    g_test_add_func("/article/state/fields", test_fields);
    g_test_add_func("/article/state/change", test_change);
    g_test_add_func("/article/state/quoting", test_quoting);
    g_test_add_func("/article/state/words", test_words);
    g_test_add_func("/article/state/not-canonical", test_not_canonical);
    g_test_add_func("/article/state/typo", test_typo);
    g_test_add_func("/article/state/bad", test_bad);
    return g_test_run();
}
