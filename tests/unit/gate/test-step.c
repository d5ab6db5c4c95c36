/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "gate/step.h"

#define ID "01hawm6c0t2n9v6s6x1j5y7k3q"
#define CONTENT "4b825dc642cb6eb9a060e54bf8d69288fbee4904"

static const MarbreInstant EARLY = {1695132202, 120}, LATE = {1695200000, 120};

static MarbreState *
state_at(const char *stage)
{
    MarbreState *state = marbre_state_new();
    state->id = g_strdup(ID);
    state->workflow = g_strdup("newsroom");
    state->stage = g_strdup(stage);
    state->entered = EARLY;
    return state;
}

static MarbreState *
step_from(const MarbreState *before, MarbreStep step)
{
    step.by = "lea";
    step.at = LATE;
    step.content = CONTENT;
    return marbre_step_apply(before, &step);
}

static void
test_enter(void)
{
    g_autoptr(MarbreState) draft = state_at("draft");
    g_autoptr(MarbreState) next =
        step_from(draft, (MarbreStep){.move = MARBRE_MOVE_ADVANCE, .to = "translation"});
    g_assert_cmpstr(next->stage, ==, "translation");
    g_assert_cmpint(next->entered.seconds, ==, LATE.seconds);
    g_assert_cmpstr(next->id, ==, ID);
    g_assert_cmpstr(draft->stage, ==, "draft");
}

/* Who has an article has it at one desk. */
static void
test_assign(void)
{
    g_autoptr(MarbreState) draft = state_at("draft");
    g_autoptr(MarbreState) given = step_from(
        draft, (MarbreStep){.move = MARBRE_MOVE_ASSIGN, .to = "draft", .assignee = "ines"});
    g_assert_cmpstr(given->assigned->to, ==, "ines");
    g_assert_cmpstr(given->assigned->by, ==, "lea");
    g_assert_cmpint(given->assigned->due.seconds, ==, 0);
    g_assert_cmpint(given->entered.seconds, ==, EARLY.seconds);
    g_autoptr(MarbreState) same = step_from(
        given, (MarbreStep){.move = MARBRE_MOVE_APPROVE, .to = "draft", .digest = "sha256:aa"});
    g_assert_cmpstr(same->assigned->to, ==, "ines");
    g_autoptr(MarbreState) moved =
        step_from(same, (MarbreStep){.move = MARBRE_MOVE_ADVANCE, .to = "translation"});
    g_assert_null(moved->assigned);
}

/* The record before, and nothing of the one that is taken back. */
static void
test_undo(void)
{
    g_autoptr(MarbreState) draft = state_at("draft");
    g_autoptr(MarbreState) moved =
        step_from(draft, (MarbreStep){.move = MARBRE_MOVE_ADVANCE, .to = "translation"});
    g_autoptr(MarbreState) back =
        step_from(moved, (MarbreStep){.move = MARBRE_MOVE_UNDO, .to = "draft", .restored = draft});
    g_autoptr(GBytes) before = marbre_state_write(draft);
    g_autoptr(GBytes) after = marbre_state_write(back);
    g_assert_true(g_bytes_equal(before, after));
}

/* What had no record begins with its first step, also one that goes nowhere. */
static void
test_fresh(void)
{
    g_autoptr(MarbreState) fresh = state_at("draft");
    fresh->entered = (MarbreInstant){0};
    g_autoptr(MarbreState) next = step_from(
        fresh, (MarbreStep){.move = MARBRE_MOVE_APPROVE, .to = "draft", .digest = "sha256:aa"});
    g_assert_cmpint(next->entered.seconds, ==, LATE.seconds);
    g_assert_cmpuint(next->approvals->len, ==, 1);
}

static void
test_approve_twice(void)
{
    g_autoptr(MarbreState) draft = state_at("draft");
    const MarbreStep first = {.move = MARBRE_MOVE_APPROVE, .to = "draft", .digest = "sha256:aa"};
    const MarbreStep again = {.move = MARBRE_MOVE_APPROVE, .to = "draft", .digest = "sha256:bb"};
    g_autoptr(MarbreState) once = step_from(draft, first);
    g_autoptr(MarbreState) twice = step_from(once, again);
    g_assert_cmpuint(twice->approvals->len, ==, 1);
    const MarbreApproval *approval = g_ptr_array_index(twice->approvals, 0);
    g_assert_cmpstr(approval->digest, ==, "sha256:bb");
    g_assert_cmpstr(approval->by, ==, "lea");
    g_assert_cmpstr(approval->content, ==, CONTENT);
    g_assert_cmpint(twice->entered.seconds, ==, EARLY.seconds);
    g_assert_cmpstr(twice->stage, ==, "draft");
}

static void
test_waive_again(void)
{
    g_autoptr(MarbreState) draft = state_at("draft");
    MarbreStep step = {.move = MARBRE_MOVE_WAIVE,
                       .to = "draft",
                       .rule = "credit/rights-missing",
                       .until = "2023-10-01",
                       .reason = "asked",
                       .digest = "sha256:aa"};
    g_autoptr(MarbreState) once = step_from(draft, step);
    step.until = "2023-11-01";
    g_autoptr(MarbreState) twice = step_from(once, step);
    g_assert_cmpuint(twice->waivers->len, ==, 1);
    g_assert_cmpstr(((MarbreWaiver *)twice->waivers->pdata[0])->until, ==, "2023-11-01");
    g_assert_cmpstr(((MarbreWaiver *)twice->waivers->pdata[0])->reason, ==, "asked");
}

/* Adopted now, public since long ago. */
static void
test_adopt(void)
{
    g_autoptr(MarbreState) fresh = state_at("draft");
    fresh->entered = (MarbreInstant){0};
    g_autoptr(MarbreState) next = step_from(fresh, (MarbreStep){.move = MARBRE_MOVE_ADOPT,
                                                                .to = MARBRE_STAGE_PUBLISHED,
                                                                .digest = "sha256:aa",
                                                                .since = EARLY});
    g_assert_cmpstr(next->stage, ==, MARBRE_STAGE_PUBLISHED);
    g_assert_cmpint(next->entered.seconds, ==, LATE.seconds);
    g_assert_cmpuint(next->publication->revision, ==, 1);
    g_assert_cmpint(next->publication->at.seconds, ==, EARLY.seconds);
    g_assert_cmpstr(next->publication->digest, ==, "sha256:aa");
    g_assert_cmpstr(next->publication->content, ==, CONTENT);
}

/* Published, corrected, published again: the note is dated and has its revision. */
static void
test_corrections(void)
{
    g_autoptr(GPtrArray) notes = marbre_notes_new();
    marbre_notes_set(notes, "fr", "Cinq, et non quatre.");
    g_autoptr(MarbreState) last = state_at("publish");
    const MarbreStep publish = {
        .move = MARBRE_MOVE_PUBLISH, .to = MARBRE_STAGE_PUBLISHED, .digest = "sha256:aa"};
    g_autoptr(MarbreState) out = step_from(last, publish);
    g_assert_cmpuint(out->publication->revision, ==, 1);
    g_assert_cmpstr(out->publication->content, ==, CONTENT);
    g_autoptr(MarbreState) open = step_from(out, (MarbreStep){.move = MARBRE_MOVE_CORRECT,
                                                              .to = "publish",
                                                              .kind = "correction",
                                                              .notes = notes});
    g_assert_cmpstr(open->correction->by, ==, "lea");
    g_assert_cmpstr(open->stage, ==, "publish");
    g_autoptr(MarbreState) closed = step_from(open, publish);
    g_assert_null(closed->correction);
    g_assert_cmpuint(closed->publication->revision, ==, 2);
    g_assert_cmpuint(closed->corrections->len, ==, 1);
    const MarbreCorrection *told = g_ptr_array_index(closed->corrections, 0);
    g_assert_cmpuint(told->revision, ==, 2);
    g_assert_null(told->by);
    g_assert_cmpstr(marbre_notes_get(told->notes, "fr"), ==, "Cinq, et non quatre.");
}

/* A correction told anew where it stands does not enter that stage again. */
static void
test_correct_in_place(void)
{
    g_autoptr(MarbreState) last = state_at("publish");
    g_autoptr(MarbreState) again = step_from(
        last, (MarbreStep){.move = MARBRE_MOVE_CORRECT, .to = "publish", .kind = "update"});
    g_assert_cmpint(again->entered.seconds, ==, EARLY.seconds);
    g_autoptr(MarbreState) back =
        step_from(last, (MarbreStep){.move = MARBRE_MOVE_CORRECT, .to = "draft", .kind = "update"});
    g_assert_cmpint(back->entered.seconds, ==, LATE.seconds);
}

static void
test_retract(void)
{
    g_autoptr(GPtrArray) notes = marbre_notes_new();
    marbre_notes_set(notes, "en", "This story was wrong.");
    g_autoptr(MarbreState) last = state_at("publish");
    g_autoptr(MarbreState) open = step_from(
        last, (MarbreStep){.move = MARBRE_MOVE_CORRECT, .to = "publish", .kind = "update"});
    g_autoptr(MarbreState) gone = step_from(
        open,
        (MarbreStep){.move = MARBRE_MOVE_RETRACT, .to = MARBRE_STAGE_RETRACTED, .notes = notes});
    g_assert_null(gone->correction);
    g_assert_cmpstr(gone->stage, ==, MARBRE_STAGE_RETRACTED);
    g_assert_cmpstr(gone->retracted->by, ==, "lea");
    g_assert_cmpstr(marbre_notes_get(gone->retracted->notes, "en"), ==, "This story was wrong.");
}

/* Time that has ended is no retraction, and a new publication begins another. */
static void
test_end(void)
{
    g_autoptr(GPtrArray) notes = marbre_notes_new();
    marbre_notes_set(notes, "en", "This article has not been online since today.");
    g_autoptr(MarbreState) last = state_at("publish");
    g_autoptr(MarbreState) over = step_from(
        last,
        (MarbreStep){.move = MARBRE_MOVE_UNPUBLISH, .to = MARBRE_STAGE_RETRACTED, .notes = notes});
    g_assert_cmpstr(over->stage, ==, MARBRE_STAGE_RETRACTED);
    g_assert_cmpstr(over->retracted->kind, ==, MARBRE_KIND_ENDED);
    g_autoptr(MarbreState) back =
        step_from(over, (MarbreStep){.move = MARBRE_MOVE_RESTORE, .to = "publish"});
    g_assert_nonnull(back->retracted); /* readers see no page until it is published */
    g_autoptr(MarbreState) again = step_from(back, (MarbreStep){.move = MARBRE_MOVE_PUBLISH,
                                                                .to = MARBRE_STAGE_PUBLISHED,
                                                                .digest = "sha256:",
                                                                .content = "4b825dc"});
    g_assert_null(again->retracted);
    g_autoptr(MarbreState) gone = step_from(
        last,
        (MarbreStep){.move = MARBRE_MOVE_RETRACT, .to = MARBRE_STAGE_RETRACTED, .notes = notes});
    g_assert_null(gone->retracted->kind);
}

/* "fact-check 1695142202, …" */
static char *
owed_by(const MarbreState *state)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < state->owed->len; i++) {
        const MarbreOwed *owed = g_ptr_array_index(state->owed, i);
        g_string_append_printf(text, "%s%s %" G_GINT64_FORMAT, i == 0 ? "" : ", ", owed->stage,
                               owed->until.seconds - LATE.seconds);
    }
    return g_string_free(text, FALSE);
}

static void
assert_owed(MarbreState *state, const char *expected)
{
    g_autofree char *owed = owed_by(state);
    g_assert_cmpstr(owed, ==, expected);
    marbre_state_free(state);
}

/* What is owed keeps its first deadline, until it is given or nobody is to answer any more. */
static void
test_owed(void)
{
    char *const stages[] = {(char *)"translation", (char *)"fact-check", NULL};
    g_autoptr(MarbreState) last = state_at("flash");
    g_ptr_array_add(last->owed, marbre_owed_new("fact-check", LATE));
    g_autoptr(MarbreState) out = step_from(last, (MarbreStep){.move = MARBRE_MOVE_PUBLISH,
                                                              .to = MARBRE_STAGE_PUBLISHED,
                                                              .digest = "sha256:aa",
                                                              .owes = stages,
                                                              .within = 3600});
    assert_owed(marbre_state_copy(out), "fact-check 0, translation 3600");
    g_autoptr(GPtrArray) more = marbre_step_owed(last, out);
    g_assert_cmpuint(more->len, ==, 1);
    g_assert_cmpstr(((MarbreOwed *)more->pdata[0])->stage, ==, "translation");
    MarbreStep approve = {.move = MARBRE_MOVE_APPROVE, .to = "fact-check", .digest = "sha256:aa"};
    assert_owed(step_from(out, approve), "fact-check 0, translation 3600");
    approve.pays = true;
    assert_owed(step_from(out, approve), "translation 3600");
    assert_owed(
        step_from(out, (MarbreStep){.move = MARBRE_MOVE_RETRACT, .to = MARBRE_STAGE_RETRACTED}),
        "");
    assert_owed(step_from(out, (MarbreStep){.move = MARBRE_MOVE_RETURN, .to = "draft"}),
                "fact-check 0, translation 3600");
    assert_owed(step_from(last, (MarbreStep){.move = MARBRE_MOVE_RETURN, .to = "draft"}), "");
    assert_owed(step_from(last, (MarbreStep){.move = MARBRE_MOVE_SPIKE, .to = "spiked"}), "");
}

static void
test_urgent(void)
{
    char *const stages[] = {(char *)"draft", (char *)"fact-check", NULL};
    g_autoptr(MarbreState) draft = state_at("draft");
    MarbreStep step = {
        .move = MARBRE_MOVE_ADVANCE, .to = "publish", .owes = stages, .within = 60, .urgent = true};
    g_autoptr(MarbreState) last = step_from(draft, step);
    g_assert_cmpstr(last->stage, ==, "publish");
    assert_owed(marbre_state_copy(last), "draft 60, fact-check 60");
    /* Corrected, it leaves a stage as any article does: it is owed no more. */
    g_autoptr(MarbreState) again = marbre_state_copy(last);
    g_free(again->stage);
    again->stage = g_strdup("fact-check");
    assert_owed(step_from(again, (MarbreStep){.move = MARBRE_MOVE_ADVANCE, .to = "publish"}),
                "draft 60");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/gate/step/enter", test_enter);
    g_test_add_func("/gate/step/adopt", test_adopt);
    g_test_add_func("/gate/step/assign", test_assign);
    g_test_add_func("/gate/step/undo", test_undo);
    g_test_add_func("/gate/step/fresh", test_fresh);
    g_test_add_func("/gate/step/approve-twice", test_approve_twice);
    g_test_add_func("/gate/step/waive-again", test_waive_again);
    g_test_add_func("/gate/step/corrections", test_corrections);
    g_test_add_func("/gate/step/correct-in-place", test_correct_in_place);
    g_test_add_func("/gate/step/retract", test_retract);
    g_test_add_func("/gate/step/end", test_end);
    g_test_add_func("/gate/step/owed", test_owed);
    g_test_add_func("/gate/step/urgent", test_urgent);
    return g_test_run();
}
