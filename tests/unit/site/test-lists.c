/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "site/lists.h"

static const char *const publish[] = {"fr", "en", NULL};

typedef struct {
    GPtrArray *entries;
    GPtrArray *former;
    MarbreLists *lists;
    GPtrArray *filled;
} Fixture;

static void
set_up(Fixture *of, const void *data)
{
    of->entries = marbre_entry_pages_new();
    of->former = marbre_entry_pages_new();
    of->lists = marbre_lists_new(publish);
}

static void
tear_down(Fixture *of, const void *data)
{
    g_clear_pointer(&of->filled, g_ptr_array_unref);
    marbre_lists_free(of->lists);
    g_ptr_array_unref(of->entries);
    g_ptr_array_unref(of->former);
}

/* They are put in as they are sorted, the newest first. */
static MarbreEntryPage *
add(Fixture *of, const char *lang, const char *path, const char *section, const char *authors)
{
    MarbreEntryPage *entry = marbre_entry_page_new();
    entry->lang = g_strdup(lang);
    entry->path = g_strdup(path);
    entry->section = g_strdup(section);
    entry->authors = g_strsplit(authors, "|", -1);
    entry->newest = 1000 - of->entries->len;
    entry->changed = g_strdup_printf("c%u", of->entries->len);
    g_ptr_array_add(of->entries, entry);
    return entry;
}

/* One that the site has so far. */
static MarbreEntryPage *
add_former(Fixture *of, const char *lang, const char *section, const char *author)
{
    MarbreEntryPage *entry = marbre_entry_page_new();
    entry->lang = g_strdup(lang);
    entry->section = g_strdup(section);
    entry->authors = g_strsplit(author, "|", -1);
    g_ptr_array_add(of->former, entry);
    return entry;
}

/* "sections/monde/ Monde fr c0: 0 2", a line a list. */
static void
assert_lists(Fixture *of, bool every, const char *wanted)
{
    g_autoptr(GString) told = g_string_new(NULL);
    of->filled = marbre_lists_fill(of->lists, of->entries, every);
    for (guint i = 0; i < of->filled->len; i++) {
        const MarbreList *list = g_ptr_array_index(of->filled, i);
        g_string_append_printf(told, "%d %s %s %s %s:", list->kind, list->path, list->name,
                               list->lang, list->changed);
        for (guint j = 0; j < list->shown->len; j++)
            g_string_append_printf(told, " %u", g_array_index(list->shown, guint, j));
        g_string_append_c(told, '\n');
    }
    g_assert_cmpstr(told->str, ==, wanted);
}

static void
touch_all(Fixture *of)
{
    for (guint i = 0; i < of->entries->len; i++)
        marbre_lists_touch(of->lists, of->entries->pdata[i], true);
}

static void
test_all(Fixture *of, const void *data)
{
    add(of, "fr", "2023/09/a/", "Monde", "Léa Morel");
    add(of, "en", "en/2023/09/a/", "World", "Léa Morel");
    add(of, "fr", "2023/08/b/", "monde", "Noé Prat|LÉA MOREL");
    add(of, "fr", "2023/07/c/", "", "");
    touch_all(of);
    assert_lists(of, true,
                 "2   fr c0: 0 2 3\n"
                 "2 en/  en c1: 1\n"
                 "4 authors/lea-morel/ Léa Morel fr c0: 0 2\n"
                 "4 authors/noe-prat/ Noé Prat fr c2: 2\n"
                 "5 corrections/  fr :\n"
                 "4 en/authors/lea-morel/ Léa Morel en c1: 1\n"
                 "5 en/corrections/  en :\n"
                 "3 en/sections/world/ World en c1: 1\n"
                 "3 sections/monde/ Monde fr c0: 0 2\n");
    g_assert_null(marbre_lists_lost(of->lists)[0]);
}

/* Only lists of what changed, and all the fronts. */
static void
test_one(Fixture *of, const void *data)
{
    add(of, "fr", "2023/09/a/", "Monde", "Léa Morel");
    add(of, "en", "en/2023/09/a/", "World", "Léa Morel");
    MarbreEntryPage *one = add(of, "fr", "2023/08/b/", "Culture", "Noé Prat");
    marbre_lists_touch(of->lists, one, true);
    assert_lists(of, false,
                 "2   fr c0: 0 2\n"
                 "2 en/  en c1: 1\n"
                 "4 authors/noe-prat/ Noé Prat fr c2: 2\n"
                 "3 sections/culture/ Culture fr c2: 2\n");
}

/* "en/sections/monde/ en fr" a line: what is written, and where else the site has it. */
static void
assert_languages(Fixture *of, const char *wanted)
{
    g_autoptr(GString) told = g_string_new(NULL);
    of->filled = marbre_lists_fill(of->lists, of->entries, false);
    for (guint i = 0; i < of->filled->len; i++) {
        const MarbreList *list = g_ptr_array_index(of->filled, i);
        g_string_append_printf(told, "%s: %s\n", list->path, list->languages);
    }
    g_assert_cmpstr(told->str, ==, wanted);
}

/* An entry that is written anew, as it was before too or for the first time. */
static void
write_page(Fixture *of, MarbreEntryPage *entry, const MarbreEntryPage *then)
{
    entry->render = true;
    marbre_lists_touch(of->lists, entry, true);
    if (then != NULL)
        marbre_lists_touch(of->lists, then, false);
}

/* Where a list was and is, its pages in other languages link to it already. */
static void
test_stays(Fixture *of, const void *data)
{
    const MarbreEntryPage *then = add_former(of, "fr", "Sport", "Léa Morel");
    MarbreEntryPage *changed = add(of, "fr", "2023/09/a/", "Sport", "Léa Morel");
    add(of, "en", "en/2023/08/b/", "Sport", "Noé Prat");
    add(of, "fr", "2023/08/b/", "Culture", "Noé Prat");
    write_page(of, changed, then);
    assert_languages(of, ": fr en\nen/: fr en\nauthors/lea-morel/: fr\n"
                         "sections/sport/: fr en\n");
}

/* The first of its section and its author in this language, of which the other one has some. */
static void
test_comes(Fixture *of, const void *data)
{
    MarbreEntryPage *first = add(of, "fr", "2023/09/a/", "sport", "Noé Prat|Léa Morel");
    add(of, "fr", "2023/08/c/", "", "Léa Morel");
    add(of, "en", "en/2023/08/b/", "Sport", "Noé Prat|Léa Morel");
    write_page(of, first, NULL);
    assert_languages(of, ": fr en\nen/: fr en\nauthors/lea-morel/: fr en\n"
                         "authors/noe-prat/: fr en\nen/authors/noe-prat/: fr en\n"
                         "en/sections/sport/: fr en\nsections/sport/: fr en\n");
}

/* The last of them: retracted, with the folder still asked for, so that it goes. */
static void
test_goes(Fixture *of, const void *data)
{
    const MarbreEntryPage *then = add_former(of, "fr", "Sport", "");
    add(of, "en", "en/2023/08/b/", "Sport", "Noé Prat");
    add(of, "fr", "2023/08/c/", "Culture", "");
    MarbreEntryPage *last = add(of, "fr", "2023/09/a/", "Sport", "");
    last->retracted = true;
    write_page(of, last, then);
    assert_languages(of, ": fr en\nen/: fr en\nen/sections/sport/: en\nsections/sport/: en\n");
}

/* With its last entry a language is linked to no more, though it writes nothing itself. */
static void
test_ends(Fixture *of, const void *data)
{
    const MarbreEntryPage *then = add_former(of, "en", "Sport", "Léa Morel");
    add(of, "fr", "2023/08/c/", "Sport", "Noé Prat");
    marbre_lists_touch(of->lists, then, false);
    assert_languages(of, ": fr\ncorrections/: fr\nsections/sport/: fr\n");
    g_assert_cmpstr(marbre_lists_lost(of->lists)[0], ==, "en");
}

/* With its first one the page of corrections is linked to. */
static void
test_begins(Fixture *of, const void *data)
{
    add(of, "fr", "2023/08/c/", "Sport", "Noé Prat");
    write_page(of, add(of, "en", "en/2023/09/a/", "World", ""), NULL);
    assert_languages(of, ": fr en\nen/: fr en\ncorrections/: fr en\nen/corrections/: fr en\n"
                         "en/sections/world/: en\n");
}

/* What left a list is in it no more; a list that holds nothing comes empty. */
static void
test_moved(Fixture *of, const void *data)
{
    g_autoptr(GPtrArray) former = of->entries;
    of->entries = marbre_entry_pages_new();
    MarbreEntryPage *then = add(of, "fr", "2023/09/a/", "Monde", "Léa Morel");
    g_ptr_array_add(former, marbre_entry_page_ref(then));
    g_ptr_array_set_size(of->entries, 0);
    MarbreEntryPage *now = add(of, "fr", "2023/09/a/", "Culture", "Léa Morel");
    add(of, "fr", "2023/08/b/", "Sport", "Noé Prat");
    marbre_lists_touch(of->lists, then, false);
    marbre_lists_touch(of->lists, now, true);
    assert_lists(of, false,
                 "2   fr c0: 0 1\n"
                 "4 authors/lea-morel/ Léa Morel fr c0: 0\n"
                 "3 sections/culture/ Culture fr c0: 0\n"
                 "3 sections/monde/ Monde fr :\n");
    g_assert_cmpuint(((MarbreList *)of->filled->pdata[3])->held, ==, 0);
}

/* What was taken back is in the lists of corrections alone, but its lists say when they lost it. */
static void
test_noted(Fixture *of, const void *data)
{
    add(of, "fr", "2023/09/a/", "Monde", "Léa Morel");
    add(of, "fr", "2023/08/b/", "Monde", "Léa Morel")->noted = 7;
    MarbreEntryPage *gone = add(of, "fr", "2023/07/c/", "Monde", "Noé Prat");
    gone->retracted = true;
    gone->noted = 9;
    gone->newest = 2000;
    marbre_lists_touch(of->lists, gone, true);
    assert_lists(of, false,
                 "2   fr c2: 0 1\n"
                 "4 authors/noe-prat/ Noé Prat fr c2:\n"
                 "5 corrections/  fr c2: 2 1\n"
                 "3 sections/monde/ Monde fr c2: 0 1\n");
}

/* A language that begins has all its lists, one that ends none; the first one is always there, and
   its corrections tell which others are. */
static void
test_languages(Fixture *of, const void *data)
{
    MarbreEntryPage *english = add(of, "en", "en/2023/09/a/", "World", "");
    marbre_lists_touch(of->lists, english, true);
    assert_lists(of, false,
                 "2   fr :\n2 en/  en c0: 0\n5 corrections/  fr :\n5 en/corrections/  en :\n"
                 "3 en/sections/world/ World en c0: 0\n");
    g_clear_pointer(&of->filled, g_ptr_array_unref);
    marbre_lists_free(of->lists);
    of->lists = marbre_lists_new(publish);
    g_autoptr(GPtrArray) former = of->entries;
    of->entries = marbre_entry_pages_new();
    marbre_lists_touch(of->lists, english, false);
    assert_lists(of, false, "2   fr :\n5 corrections/  fr :\n");
    g_assert_cmpstr(marbre_lists_lost(of->lists)[0], ==, "en");
    g_assert_null(marbre_lists_lost(of->lists)[1]);
}

static void
test_limit(Fixture *of, const void *data)
{
    for (guint i = 0; i < MARBRE_LIST_ENTRIES + 2; i++)
        add(of, "fr", "2023/09/a/", "Monde", "")->noted = 5 + i;
    marbre_lists_touch(of->lists, of->entries->pdata[0], true);
    of->filled = marbre_lists_fill(of->lists, of->entries, false);
    for (guint i = 0; i < of->filled->len; i++) {
        const MarbreList *list = g_ptr_array_index(of->filled, i);
        bool notes = list->kind == MBR_LIST_CORRECTIONS;
        g_assert_cmpuint(list->shown->len, ==, MARBRE_LIST_ENTRIES);
        g_assert_cmpuint(list->held, ==, MARBRE_LIST_ENTRIES + 2);
        g_assert_cmpuint(g_array_index(list->shown, guint, 0), ==,
                         notes ? MARBRE_LIST_ENTRIES + 1 : 0);
    }
}

static void
assert_path(int32_t kind, const char *name, const char *lang, const char *wanted)
{
    g_autofree char *path = marbre_list_path(publish, kind, name, lang);
    g_assert_cmpstr(path, ==, wanted);
}

static void
test_paths(void)
{
    assert_path(MBR_LIST_FRONT, "", "fr", "");
    assert_path(MBR_LIST_FRONT, "", "en", "en/");
    assert_path(MBR_LIST_CORRECTIONS, "", "en", "en/corrections/");
    assert_path(MBR_LIST_SECTION, " À l’étranger ", "fr", "sections/a-l-etranger/");
    assert_path(MBR_LIST_AUTHOR, "Article", "en", "en/authors/article/");
    assert_path(MBR_LIST_SECTION, "../../x", "fr", "sections/x/");
    assert_path(MBR_LIST_SECTION, " ", "fr", NULL);
    assert_path(MBR_LIST_AUTHOR, "Léa", "de", NULL);
    assert_path(MBR_LIST_PAGES, "", "fr", NULL);
    assert_path(6, "", "fr", NULL);
    /* Names that leave nothing in ASCII are not all one. */
    g_autofree char *one = marbre_list_path(publish, MBR_LIST_AUTHOR, "李明", "fr");
    g_autofree char *other = marbre_list_path(publish, MBR_LIST_AUTHOR, "王芳", "fr");
    g_assert_true(g_str_has_prefix(one, "authors/n-"));
    g_assert_cmpstr(one, !=, other);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define test(path, function) g_test_add((path), Fixture, NULL, set_up, (function), tear_down)
    test("/site/lists/all", test_all);
    test("/site/lists/one", test_one);
    test("/site/lists/stays", test_stays);
    test("/site/lists/comes", test_comes);
    test("/site/lists/goes", test_goes);
    test("/site/lists/ends", test_ends);
    test("/site/lists/begins", test_begins);
    test("/site/lists/moved", test_moved);
    test("/site/lists/noted", test_noted);
    test("/site/lists/languages", test_languages);
    test("/site/lists/limit", test_limit);
#undef test
    g_test_add_func("/site/lists/paths", test_paths);
    return g_test_run();
}
