/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "site/table.h"

#include "../newsroom/room.h"

#define COMMIT "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
#define NEXT "4b825dc642cb6eb9a060e54bf8d69288fbee4905"
#define LAST "4b825dc642cb6eb9a060e54bf8d69288fbee4906"

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
    marbre_table_save(room->scratch.store, NULL, COMMIT, entries);
}

static void
test_round_trip(Room *room, const void *data)
{
    g_assert_null(marbre_table_load(room->scratch.store, COMMIT).entries);
    save_two(room);
    g_auto(MarbreTable) table = marbre_table_load(room->scratch.store, COMMIT);
    const GPtrArray *back = table.entries;
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
    g_assert_null(marbre_table_load(room->scratch.store, NEXT).entries);
}

static void
test_empty(Room *room, const void *data)
{
    g_autoptr(GPtrArray) none = marbre_entry_pages_new();
    marbre_table_save(room->scratch.store, NULL, COMMIT, none);
    g_auto(MarbreTable) back = marbre_table_load(room->scratch.store, COMMIT);
    g_assert_cmpuint(back.entries->len, ==, 0);
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
        g_assert_null(marbre_table_load(room->scratch.store, COMMIT).entries);
        whole[at] = (char)(whole[at] ^ 1);
        g_assert_true(g_file_set_contents(path, whole, (gssize)size, NULL));
        g_assert_null(marbre_table_load(room->scratch.store, COMMIT).entries);
        whole[at] = (char)(whole[at] ^ 1);
    }
}

/* The paths that a table has, in its order, with a space behind each. */
static void
assert_paths(const Room *room, const char *commit, const char *wanted)
{
    g_auto(MarbreTable) table = marbre_table_load(room->scratch.store, commit);
    g_autoptr(GString) paths = g_string_new(NULL);
    g_assert_nonnull(table.entries);
    for (guint i = 0; i < table.entries->len; i++)
        g_string_append_printf(paths, "%s ", ((MarbreEntryPage *)table.entries->pdata[i])->path);
    g_assert_cmpstr(paths->str, ==, wanted);
}

static gsize
size_of_file(const Room *room)
{
    g_autofree char *path = room_path(room, ".git/marbre/site");
    g_autofree char *whole = NULL;
    gsize size = 0;
    g_assert_true(g_file_get_contents(path, &whole, &size, NULL));
    return size;
}

/* Of many entries, one changes: what is written is a little, and what stood there is still told. */
static void
test_added(Room *room, const void *data)
{
    g_autoptr(GPtrArray) many = marbre_entry_pages_new();
    for (unsigned i = 0; i < 9; i++) {
        g_autofree char *path = g_strdup_printf("2023/11/%u/", i);
        g_ptr_array_add(many, make_entry(path, i));
    }
    marbre_table_save(room->scratch.store, NULL, COMMIT, many);
    gsize size = size_of_file(room);
    g_auto(MarbreTable) table = marbre_table_load(room->scratch.store, COMMIT);
    g_autoptr(GPtrArray) now = marbre_entry_pages_new();
    for (unsigned i = 2; i < 9; i++)
        g_ptr_array_add(now, marbre_entry_page_ref(table.entries->pdata[i]));
    g_ptr_array_add(now, make_entry("2023/11/1/", 99)); /* 0 goes, 1 changes */
    marbre_table_save(room->scratch.store, &table, NEXT, now);
    g_assert_cmpuint(size_of_file(room), <, size + size / 4);
    assert_paths(room, NEXT,
                 "2023/11/2/ 2023/11/3/ 2023/11/4/ 2023/11/5/ 2023/11/6/ 2023/11/7/ 2023/11/8/ "
                 "2023/11/1/ ");
    assert_paths(room, COMMIT,
                 "2023/11/0/ 2023/11/1/ 2023/11/2/ 2023/11/3/ 2023/11/4/ 2023/11/5/ 2023/11/6/ "
                 "2023/11/7/ 2023/11/8/ ");
    /* A command that came to nothing leaves what it wrote, and the next one writes in its place. */
    marbre_table_save(room->scratch.store, &table, LAST, now);
    g_assert_null(marbre_table_load(room->scratch.store, NEXT).entries);
    g_auto(MarbreTable) last = marbre_table_load(room->scratch.store, LAST);
    g_assert_cmpuint(last.entries->len, ==, 8);
    g_assert_cmpint(((MarbreEntryPage *)last.entries->pdata[7])->instant, ==, 99);
    /* What has grown by half is written anew. */
    g_ptr_array_set_size(now, 0);
    for (unsigned i = 0; i < 6; i++)
        g_ptr_array_add(now, make_entry("2023/11/new/", i));
    marbre_table_save(room->scratch.store, &last, NEXT, now);
    g_assert_cmpuint(size_of_file(room), <, size);
    g_auto(MarbreTable) anew = marbre_table_load(room->scratch.store, NEXT);
    g_assert_cmpuint(anew.entries->len, ==, 6);
    g_assert_cmpuint(anew.end, ==, anew.whole);
}

/* Of a part that was cut short or changed nothing is taken, and what stands before it is whole. */
static void
test_added_damaged(Room *room, const void *data)
{
    save_two(room);
    g_autofree char *path = room_path(room, ".git/marbre/site");
    g_auto(MarbreTable) table = marbre_table_load(room->scratch.store, COMMIT);
    g_ptr_array_remove_index(table.entries, 0);
    g_auto(MarbreTable) before = marbre_table_load(room->scratch.store, COMMIT);
    gsize first = size_of_file(room), size = 0;
    before.whole = 4096; /* however much it is */
    marbre_table_save(room->scratch.store, &before, NEXT, table.entries);
    g_autofree char *whole = NULL;
    g_assert_true(g_file_get_contents(path, &whole, &size, NULL));
    g_assert_cmpuint(size, >, first);
    for (gsize at = first; at < size; at += 7) {
        whole[at] = (char)(whole[at] ^ 1);
        g_assert_true(g_file_set_contents(path, whole, (gssize)size, NULL));
        whole[at] = (char)(whole[at] ^ 1);
        g_assert_null(marbre_table_load(room->scratch.store, NEXT).entries);
        assert_paths(room, COMMIT, "2023/11/a/ 2023/11/b/ ");
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_room("/site/table/round-trip", test_round_trip);
    test_room("/site/table/empty", test_empty);
    test_room("/site/table/damaged", test_damaged);
    test_room("/site/table/added", test_added);
    test_room("/site/table/added-damaged", test_added_damaged);
    return g_test_run();
}
