/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "proof/course.h"

#include "base/digest.h"
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

/* The article is followed under its names: before what is trusted, and after it. */
static void
test_names(Room *room, const void *data)
{
    g_autoptr(GError) error = NULL;
    run(&room->scratch, "git mv " STORY_FOLDER " articles/2023/11/deux");
    room_commit(room, "noe", "");
    start(room);
    run(&room->scratch, "git mv articles/2023/11/deux articles/2023/11/trois");
    room_commit(room, "noe", "");
    g_assert_null(
        marbre_course_find(room_at(room, NULL), "articles/2023/11/trois", "start", &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED); /* it has never moved */
    g_clear_error(&error);
    const MarbreRequest advance = {.move = MARBRE_MOVE_ADVANCE};
    scratch_reopen(&room->scratch);
    marbre_reply_free(desk_ask(room, "noe", "articles/2023/11/trois", &advance));
    g_autoptr(MarbreCourse) course =
        marbre_course_find(room_at(room, NULL), "articles/2023/11/trois", "start", &error);
    g_assert_no_error(error);
    g_assert_cmpstr(course->folder, ==, "articles/2023/11/deux");
    g_assert_cmpuint(course->steps->len, ==, 2);
    for (guint i = 0; i < course->steps->len; i++)
        g_assert_cmpstr(((MarbreCourseStep *)course->steps->pdata[i])->folder, ==,
                        "articles/2023/11/trois");
}

static MarbreProof *
check(const Room *room, const char *text, const char *trust, GError **error)
{
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    const MarbreVerifySettings settings = {.trust = trust, .pool = room->pool};
    return marbre_proof_check(bytes, &settings, "en", error);
}

/* A proof starts where the reader trusts, and says at its head what its objects say. */
static void
test_head(Room *room, const void *data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbreVerdict) verdict = NULL;
    start(room);
    assert_move(room, "noe", MARBRE_MOVE_ADVANCE, NULL, "");
    scratch_reopen(&room->scratch);
    g_autofree char *trust = marbre_store_resolve(room->scratch.store, "start", &error);
    g_autofree char *tip = marbre_store_resolve(room->scratch.store, NULL, &error);
    const MarbreVerifySettings settings = {.trust = trust, .pool = room->pool};
    g_autofree char *text =
        marbre_proof_write(room_at(room, NULL), STORY_FOLDER, trust, &settings, &verdict, &error);
    g_assert_no_error(error);
    g_autoptr(MarbreProof) proof = check(room, text, trust, &error);
    g_assert_no_error(error);
    g_assert_null(check(room, text, tip, &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED);
    g_clear_error(&error);
    g_assert_null(check(room, "no proof", trust, &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_INVALID);
    g_clear_error(&error);
    /* Other words, and the sum that they give. */
    char *end = strstr(text, "-----END MARBRE PROOF-----\n");
    end[strlen("-----END MARBRE PROOF-----\n")] = '\0';
    g_auto(GStrv) parts = g_strsplit(text, "Haut-Karabakh", 2);
    g_autofree char *other = g_strjoinv("Bas-Karabakh", parts);
    g_autofree char *sum = marbre_digest(other, strlen(other));
    g_autofree char *forged = g_strdup_printf("%s%s\n", other, sum);
    g_assert_null(check(room, forged, trust, &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED);
    g_assert_nonnull(strstr(error->message, "at its head"));
}

/* What broke the rules is not proved, and the verdict says why. */
static void
test_unproved(Room *room, const void *data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbreVerdict) verdict = NULL;
    start(room);
    assert_move(room, "noe", MARBRE_MOVE_ADVANCE, NULL, "");
    room_write(room, "inconnu", STORY_TEXT, FRONT "---\n\n" BODY "Enfin.\n");
    scratch_reopen(&room->scratch);
    const MarbreVerifySettings settings = {.trust = "start", .pool = room->pool};
    g_assert_null(marbre_proof_write(room_at(room, NULL), STORY_FOLDER, "start", &settings,
                                     &verdict, &error));
    g_assert_no_error(error);
    g_assert_nonnull(verdict);
    g_autofree char *rules = rules_of(verdict);
    g_assert_cmpstr(rules, ==, "marbre/unknown-person");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_story("/proof/course/inside", test_inside);
    test_story("/proof/course/stray-step", test_stray_step);
    test_story("/proof/course/beside", test_beside);
    test_story("/proof/course/others-unread", test_others_unread);
    test_story("/proof/course/names", test_names);
    test_story("/proof/course/head", test_head);
    test_story("/proof/course/unproved", test_unproved);
    return g_test_run();
}
