/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk/intake.h"

#include "base/ulid.h"
#include "desk.h"

static MarbreTaken *
begin(const Room *room, const MarbreNewArticle *article, GError **error)
{
    g_auto(Desk) desk = desk_of(room, "noe");
    return marbre_desk_new(&desk.session, article, error);
}

static void
test_new(Room *room, const void *data)
{
    g_autoptr(GError) error = NULL;
    const MarbreNewArticle article = {.title = "Séisme : « le pire » est\npassé"};
    g_autoptr(MarbreTaken) taken = begin(room, &article, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(taken->folder, ==, "articles/2023/11/seisme-le-pire-est-passe");
    g_assert_cmpstr(taken->stage_id, ==, "draft");
    g_assert_true(marbre_ulid_check(taken->id));
    g_autoptr(MarbreState) state = state_now(room, taken->folder);
    g_assert_cmpstr(state->id, ==, taken->id);
    g_assert_cmpstr(state->stage, ==, "draft");
    g_assert_cmpint(state->entered.seconds, ==, NOW);
    g_autoptr(MarbreArticle) read = room_read(room_as_it_lies(room), taken->folder);
    g_assert_cmpstr(marbre_article_get_title(read), ==, article.title);
    g_assert_cmpuint(marbre_article_problems(read)->len, ==, 0);
    assert_shell(&room->scratch, "git status --porcelain; git rev-list --count main", "2");
    assert_shell(&room->scratch, "git log -1 --format='%(trailers:key=Marbre-To)'",
                 "Marbre-To: draft");
}

static void
refuse(const Room *room, const MarbreNewArticle *article, int code, const char *words)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *before = shell(&room->scratch, "git rev-parse main");
    g_assert_null(begin(room, article, &error));
    g_assert_error(error, MARBRE_ERROR, code);
    if (strstr(error->message, words) == NULL)
        g_error("%s", error->message);
    assert_shell(&room->scratch, "git rev-parse main", before);
}

static void
test_refused(Room *room, const void *data)
{
    static const struct {
        MarbreNewArticle article;
        int code;
        const char *words;
    } cases[] = {
        {{.title = "T", .slug = "Haut Karabakh"}, MARBRE_ERROR_USAGE, "haut-karabakh"},
        {{.title = "T", .slug = "../x"}, MARBRE_ERROR_USAGE, "../x"},
        {{.title = "T", .slug = "con"}, MARBRE_ERROR_USAGE, "con"},
        {{.title = "T", .slug = ""}, MARBRE_ERROR_USAGE, ""},
        {{.title = "T", .lang = "../x"}, MARBRE_ERROR_USAGE, "fr-CA"},
        {{.title = "T", .lang = "f"}, MARBRE_ERROR_USAGE, "fr-CA"},
        {{.title = "T", .workflow = "nope"}, MARBRE_ERROR_USAGE, "nope"},
        {{.title = "T", .slug = "haut-karabakh"}, MARBRE_ERROR_REFUSED, "marbre/duplicate-slug"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        refuse(room, &cases[i].article, cases[i].code, cases[i].words);
}

/* A folder that only lies there is somebody's, too. */
static void
test_lies_there(Room *room, const void *data)
{
    room_put(room, "articles/2023/11/mine/notes.txt", "x");
    const MarbreNewArticle article = {.title = "T", .slug = "mine"};
    refuse(room, &article, MARBRE_ERROR_REFUSED, "articles/2023/11/mine");
}

/* The day is the newsroom's: midnight comes an hour earlier in Paris. */
static void
test_day(Room *room, const void *data)
{
    g_autoptr(GError) error = NULL;
    g_auto(Desk) desk = desk_of(room, "noe");
    desk.session.now = INT64_C(1701385200); /* 2023-11-30T23:00:00Z */
    const MarbreNewArticle article = {.title = "T", .slug = "t"};
    g_autoptr(MarbreTaken) taken = marbre_desk_new(&desk.session, &article, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(taken->folder, ==, "articles/2023/12/t");
}

static void
test_dry_run(Room *room, const void *data)
{
    g_autoptr(GError) error = NULL;
    g_auto(Desk) desk = desk_of(room, "noe");
    desk.session.dry_run = true;
    const MarbreNewArticle article = {.title = "T", .slug = "t"};
    g_autoptr(MarbreTaken) taken = marbre_desk_new(&desk.session, &article, &error);
    g_assert_no_error(error);
    g_assert_null(taken->commit);
    assert_shell(&room->scratch, "git status --porcelain; git rev-list --count main", "1");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_room("/desk/intake/new", test_new);
    test_story("/desk/intake/refused", test_refused);
    test_room("/desk/intake/lies-there", test_lies_there);
    test_room("/desk/intake/day", test_day);
    test_room("/desk/intake/dry-run", test_dry_run);
    return g_test_run();
}
