/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "proof/course.h"

#include "judging.h"
#include "proof/proof.h"

static char *
judge_course(Room *room)
{
    g_autoptr(GError) error = NULL;
    scratch_reopen(&room->scratch);
    g_autofree char *trust = marbre_store_resolve(room->scratch.store, "start", &error);
    g_assert_no_error(error);
    g_autoptr(MarbreCourse) course =
        marbre_course_find(room_at(room, NULL), STORY_FOLDER, trust, &error);
    g_assert_no_error(error);
    const MarbreVerifySettings settings = {.trust = trust, .pool = room->pool};
    g_autoptr(MarbreVerdict) verdict =
        marbre_course_judge(course, room->scratch.store, &settings, NULL, &error);
    g_assert_no_error(error);
    return rules_of(verdict);
}

/* What lies inside the article is the article's, and what lies beside it is not. */
static void
test_inside(Room *room, const void *data)
{
    start(room);
    assert_move(room, "noe", MARBRE_MOVE_ADVANCE, NULL, "");
    room_write(room, "noe", STORY_FOLDER "-bis/x.txt", "x\n");
    g_autofree char *beside = judge_course(room);
    g_assert_cmpstr(beside, ==, "");
    run(&room->scratch, "git reset -q --hard HEAD~1");
    room_write(room, "noe", STORY_FOLDER "/x/y.txt", "x\n");
    g_autofree char *inside = judge_course(room);
    g_assert_cmpstr(inside, ==, "marbre/forbidden-path");
}

/* A step that is not where it is said to be proves nothing. */
static void
test_stray_step(Room *room, const void *data)
{
    static const char *const strays[] = {"start~1", "start", "main~1"};
    start(room);
    assert_move(room, "noe", MARBRE_MOVE_ADVANCE, NULL, "");
    assert_move(room, "lea", MARBRE_MOVE_APPROVE, NULL, "");
    for (size_t i = 0; i < G_N_ELEMENTS(strays); i++) {
        g_autoptr(GError) error = NULL;
        scratch_reopen(&room->scratch);
        g_autofree char *trust = marbre_store_resolve(room->scratch.store, "start", &error);
        g_autofree char *stray = marbre_store_resolve(room->scratch.store, strays[i], &error);
        g_autoptr(MarbreCourse) course =
            marbre_course_find(room_at(room, NULL), STORY_FOLDER, trust, &error);
        g_assert_no_error(error);
        marbre_course_add(course, stray, STORY_FOLDER);
        const MarbreVerifySettings settings = {.trust = trust, .pool = room->pool};
        g_assert_null(marbre_course_judge(course, room->scratch.store, &settings, NULL, &error));
        g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED);
        g_assert_nonnull(strstr(error->message, "is not on the line of commits"));
    }
}

/* What one commit does to other articles as well is not asked of this one. */
static void
test_beside(Room *room, const void *data)
{
    room_write(room, "noe", ONLINE_TEXT, FRONT "---\n\n" BODY);
    start(room);
    assert_move(room, "noe", MARBRE_MOVE_ADVANCE, NULL, "");
    room_put(room, ONLINE_FOLDER "/dedans/plan.csv", "x\n");
    room_put(room, STORY_TEXT, FRONT "---\n\n" BODY "Enfin.\n");
    forge(room, "noe",
          "Edit\n\nMarbre-Article: 01hawm6c0t2n9v6s6x1j5y7k3z\nMarbre-Transition: advance\n", "");
    g_autofree char *course = judge_course(room);
    g_assert_cmpstr(course, ==, "");
    assert_judged(room, false, NULL, "marbre/forbidden-path marbre/bad-state", 1);
}

/* A proof is made of what concerns the article: the records of others may be out of reach. */
static void
test_others_unread(Room *room, const void *data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbreState) state = state_at("draft");
    g_autoptr(MarbreVerdict) verdict = NULL;
    room_put(room, ONLINE_TEXT, FRONT "---\n\n" BODY);
    room_put_state(room, ONLINE_FOLDER, state);
    room_commit(room, "noe", "");
    start(room);
    assert_move(room, "noe", MARBRE_MOVE_ADVANCE, NULL, "");
    run(&room->scratch, "record=$(git rev-parse HEAD:" ONLINE_FOLDER "/state.yaml) && "
                        "rm -f .git/objects/$(echo $record | sed 's,^..,&/,')");
    scratch_reopen(&room->scratch);
    g_autofree char *trust = marbre_store_resolve(room->scratch.store, "start", &error);
    const MarbreVerifySettings settings = {.trust = trust, .pool = room->pool};
    g_autofree char *proof =
        marbre_proof_write(room_at(room, NULL), STORY_FOLDER, trust, &settings, &verdict, &error);
    g_assert_no_error(error);
    g_assert_nonnull(proof);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_story("/proof/course/inside", test_inside);
    test_story("/proof/course/stray-step", test_stray_step);
    test_story("/proof/course/beside", test_beside);
    test_story("/proof/course/others-unread", test_others_unread);
    return g_test_run();
}
