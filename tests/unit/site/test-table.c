/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "site/table.h"

#include "../newsroom/room.h"

#define COMMIT "4b825dc642cb6eb9a060e54bf8d69288fbee4904"

static MarbreEntryPage *
make_entry(const char *path, int64_t instant)
{
    MarbreEntryPage *entry = marbre_entry_page_new();
    entry->folder = g_strdup(STORY_FOLDER);
    entry->lang = g_strdup("fr");
    entry->path = g_strdup(path);
    entry->date = g_strdup("2023-11-14T23:13:20+01:00");
    entry->instant = instant;
    entry->content = g_strdup(COMMIT);
    g_strlcpy(entry->record, COMMIT, sizeof entry->record);
    entry->title = g_strdup("Tab\t, line\n, \\ and « é »");
    entry->section = g_strdup("");
    entry->standfirst = g_strdup("\001");
    entry->authors = g_strsplit(instant > 0 ? "Léa Morel|O’\tN|" : "", "|", -1);
    entry->changed = g_strdup("2023-11-15T00:00:00+01:00");
    entry->newest = instant + 1;
    entry->noted = instant - 1;
    return entry;
}

static void
save_two(const Room *room)
{
    g_autoptr(GPtrArray) entries = marbre_entry_pages_new();
    g_ptr_array_add(entries, make_entry("2023/11/a/", 7));
    g_ptr_array_add(entries, make_entry("2023/11/b/", -7));
    marbre_table_save(room->scratch.store, COMMIT, entries);
}

static void
test_round_trip(Room *room, const void *data)
{
    g_assert_null(marbre_table_load(room->scratch.store, COMMIT));
    save_two(room);
    g_autoptr(GPtrArray) back = marbre_table_load(room->scratch.store, COMMIT);
    g_assert_cmpuint(back->len, ==, 2);
    const MarbreEntryPage *entry = back->pdata[1];
    g_assert_cmpstr(entry->path, ==, "2023/11/b/");
    g_assert_cmpint(entry->instant, ==, -7);
    g_assert_cmpstr(entry->title, ==, "Tab\t, line\n, \\ and « é »");
    g_assert_cmpstr(entry->section, ==, "");
    g_assert_cmpstr(entry->standfirst, ==, "\001");
    g_assert_cmpstr(entry->record, ==, COMMIT);
    g_assert_cmpstr(entry->content, ==, COMMIT);
    g_assert_cmpstr(entry->date, ==, "2023-11-14T23:13:20+01:00");
    g_assert_cmpstr(entry->changed, ==, "2023-11-15T00:00:00+01:00");
    g_assert_cmpint(entry->newest, ==, -6);
    g_assert_cmpint(entry->noted, ==, -8);
    g_assert_cmpuint(g_strv_length(entry->authors), ==, 0);
    entry = back->pdata[0];
    g_assert_cmpuint(g_strv_length(entry->authors), ==, 3);
    g_assert_cmpstr(entry->authors[1], ==, "O’\tN");
    g_assert_null(entry->state);
    g_assert_null(
        marbre_table_load(room->scratch.store, "4b825dc642cb6eb9a060e54bf8d69288fbee4905"));
}

static void
test_empty(Room *room, const void *data)
{
    g_autoptr(GPtrArray) none = marbre_entry_pages_new();
    marbre_table_save(room->scratch.store, COMMIT, none);
    g_autoptr(GPtrArray) back = marbre_table_load(room->scratch.store, COMMIT);
    g_assert_cmpuint(back->len, ==, 0);
}

/* Cut short or with any byte changed, it is as if there were none. */
static void
test_damaged(Room *room, const void *data)
{
    save_two(room);
    g_autofree char *path = room_path(room, ".git/marbre/site");
    g_autofree char *whole = NULL;
    gsize size = 0;
    g_assert_true(g_file_get_contents(path, &whole, &size, NULL));
    for (gsize at = 0; at < size; at++) {
        g_assert_true(g_file_set_contents(path, whole, (gssize)at, NULL));
        g_assert_null(marbre_table_load(room->scratch.store, COMMIT));
        whole[at] = (char)(whole[at] ^ 1);
        g_assert_true(g_file_set_contents(path, whole, (gssize)size, NULL));
        g_assert_null(marbre_table_load(room->scratch.store, COMMIT));
        whole[at] = (char)(whole[at] ^ 1);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_room("/site/table/round-trip", test_round_trip);
    test_room("/site/table/empty", test_empty);
    test_room("/site/table/damaged", test_damaged);
    return g_test_run();
}
