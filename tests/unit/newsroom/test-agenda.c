/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "newsroom/agenda.h"
#include "newsroom/row.h"

#include "room.h"

/* "PUBLICATION END", and "!" where it is left out, "+" where readers see it. */
static char *
say(const MarbreAppointment *of)
{
    static const char *const turns[] = {"none", "waits", "due", "missed", "unreadable"};
    return g_strdup_printf("%s %s%s%s", turns[of->publication], turns[of->end],
                           of->online ? " +" : "", of->left_out ? " !" : "");
}

typedef struct {
    const char *stage;
    const char *lines; /* of the header */
    int64_t released;  /* 0: never published */
    const char *expected;
} Row;

/* NOW is 2023-11-14T23:13:20+01:00. */
static const Row rows[] = {
    {"publish", "", 0, "none none"},
    {"draft", "embargo: 2023-11-15\n", 0, "waits none"},
    {"draft", "embargo: 2023-11-13\n", 0, "none none"},
    {"draft", "publish-at: 2023-11-13\n", 0, "missed none"},
    {"publish", "publish-at: 2023-11-14\n", 0, "due none"},
    {"publish", "publish-at: 2023-11-15\n", 0, "waits none"},
    {"publish", "embargo: 2023-11-13\n", 0, "due none"},
    {"publish", "embargo: 2023-11-14\n", 0, "waits none"},
    {"publish", "embargo: 2023-11-14\npublish-at: 2023-11-13\n", 0, "waits none"},
    {"publish", "embargo: 2023-11-13\npublish-at: 2023-11-15\n", 0, "waits none"},
    {"publish", "publish-at: bientôt\n", 0, "unreadable none"},
    {"publish", "unpublish-at: 2023-11-01\n", 0, "none none"},
    {"spiked", "publish-at: 2023-11-13\n", 0, "none none"},
    {"elsewhere", "publish-at: 2023-11-13\n", 0, "none none"},
    /* A publication has served what came before it. */
    {"publish", "publish-at: 2023-11-13\n", NOW - 60, "none none +"},
    {"publish", "publish-at: 2023-11-14T23:13:00+01:00\n", NOW - 60, "due none +"},
    {"published", "publish-at: 2023-11-15\n", NOW - 60, "none none +"},
    {"published", "", NOW - 60, "none none +"},
    {"published", "unpublish-at: 2023-11-14\n", NOW - 60, "none waits +"},
    {"published", "unpublish-at: 2023-11-13\n", NOW - 60, "none due +"},
    {"published", "unpublish-at: jamais\n", NOW - 60, "none unreadable +"},
    {"retracted", "unpublish-at: 2023-11-13\n", NOW - 60, "none none"},
    {"published", "embargo: 2023-11-14\n", NOW - 60, "none none !"},
    {"published", "embargo: 2023-11-13\n", NOW - 60, "none none +"},
};

static void
put_row(Room *room, const Row *row)
{
    g_autofree char *text = g_strdup_printf(FRONT "%s---\n\n" BODY, row->lines);
    room_put(room, STORY_TEXT, text);
    run(&room->scratch, "git add -A && git commit -q --allow-empty -m Words");
    g_autoptr(MarbreState) state = state_at(row->stage);
    if (row->released != 0) {
        g_autofree char *content = room_content(room, STORY_FOLDER);
        g_autofree char *digest = g_strdup_printf("sha256:%064d", 0);
        state->publication =
            marbre_publication_new(1, (MarbreInstant){row->released, 60}, digest, content);
    }
    if (strcmp(row->stage, MARBRE_STAGE_RETRACTED) == 0) {
        state->retracted = marbre_retraction_new("marc", (MarbreInstant){NOW, 60});
        marbre_notes_set(state->retracted->notes, "fr", "Retiré");
    }
    room_put_state(room, STORY_FOLDER, state);
    run(&room->scratch, "git add -A && git commit -q --allow-empty -m State");
}

static MarbreAppointment *
read_one(Room *room)
{
    static const char *const no_facts[] = {NULL};
    g_autoptr(GError) error = NULL;
    MarbreNewsroom *newsroom = room_at(room, NULL);
    g_autofree char *oid = room_content(room, STORY_FOLDER);
    MarbreRow *row = marbre_row_read(newsroom, NULL, STORY_FOLDER, oid, no_facts, &error);
    g_assert_no_error(error);
    MarbreAppointment *of = marbre_appointment_new(newsroom, row, NOW, &error);
    g_assert_no_error(error);
    return of;
}

static void
test_rows(Room *room, const void *data)
{
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        put_row(room, &rows[i]);
        g_autoptr(MarbreAppointment) of = read_one(room);
        g_autofree char *said = say(of);
        if (strcmp(said, rows[i].expected) != 0)
            g_error("row %zu: %s %s: said “%s”, not “%s”", i, rows[i].stage, rows[i].lines, said,
                    rows[i].expected);
    }
}

/* Read once, an article is not opened again: here its objects are gone, and the index knows. */
static void
test_index(Room *room, const void *data)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *path = room_path(room, ".git/roll");
    put_row(room, &(Row){"publish", "publish-at: 2023-11-14\n", 0, NULL});
    g_autofree char *blob = shell(&room->scratch, "git rev-parse HEAD:" STORY_TEXT);
    for (int i = 0; i < 2; i++) {
        MarbreNewsroom *newsroom = room_at(room, NULL);
        g_autoptr(MarbreRoll) roll = marbre_roll_of(path, marbre_newsroom_get_policy(newsroom));
        guint online = 9;
        g_autoptr(GPtrArray) all = marbre_agenda_read(newsroom, roll, NOW, &online, &error);
        g_assert_no_error(error);
        g_assert_cmpuint(online, ==, 0);
        g_assert_cmpuint(all->len, ==, 1);
        const MarbreAppointment *of = g_ptr_array_index(all, 0);
        g_assert_cmpint(of->publication, ==, MARBRE_TURN_DUE);
        g_assert_cmpstr(of->row->title, ==, "Haut-Karabakh");

        g_free(shell(&room->scratch, "rm -f .git/objects/%.2s/%s", blob, blob + 2));
        scratch_reopen(&room->scratch);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_story("/newsroom/agenda/rows", test_rows);
    test_story("/newsroom/agenda/index", test_index);
    return g_test_run();
}
