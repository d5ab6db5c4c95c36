/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "proof/course.h"

#include "../desk/desk.h"
#include "proof/verify.h"

static void
start(const Room *room)
{
    run(&room->scratch, "git tag -f start");
}

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
    GString *rules = g_string_new(NULL);
    for (guint i = 0; i < verdict->violations->len; i++)
        g_string_append_printf(rules, "%s%s", i == 0 ? "" : " ",
                               ((MarbreViolation *)verdict->violations->pdata[i])->rule);
    return g_string_free(rules, FALSE);
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

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_story("/proof/course/inside", test_inside);
    test_story("/proof/course/stray-step", test_stray_step);
    return g_test_run();
}
