/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "report/fingerprint.h"

#include <string.h>

#define FOLDER "articles/2026/03/velm"

typedef struct {
    const char *text;
    const char *id;
} Scene;

static GBytes *
give_source(void *user, const char *path)
{
    const Scene *scene = user;

    return scene->text == NULL ? NULL : g_bytes_new_static(scene->text, strlen(scene->text));
}

static char *
give_id(void *user, const char *article)
{
    return g_strdup(((const Scene *)user)->id);
}

/* Fingerprints of a finding on each [hole] of a text, one after the other. */
static GPtrArray *
of_holes(const char *text, const char *id, const char *folder)
{
    Scene scene = {text, id};
    g_autoptr(GPtrArray) findings = marbre_findings_new();
    g_autoptr(MarbreLines) lines = marbre_lines_new(text, strlen(text));
    g_autofree char *path = g_strconcat(folder, "/index.fr.md", NULL);
    const MarbreReport report = {.source = give_source, .id = give_id, .user = &scene};

    for (const char *at = strchr(text, '['); at != NULL; at = strchr(at + 1, '[')) {
        uint64_t start = (uint64_t)(at - text);
        uint64_t end = (uint64_t)(strchr(at, ']') + 1 - text);

        g_ptr_array_add(
            findings, marbre_finding_new(&(MarbreFinding){.rule = "draft/placeholder",
                                                          .article = folder,
                                                          .path = path,
                                                          .start = marbre_lines_place(lines, start),
                                                          .end = marbre_lines_place(lines, end),
                                                          .message = "x"}));
    }
    return marbre_fingerprints(&report, findings);
}

static char *
only(const char *text, const char *id, const char *folder)
{
    g_autoptr(GPtrArray) all = of_holes(text, id, folder);

    g_assert_cmpuint(all->len, ==, 1);
    g_assert_cmpuint(strlen(all->pdata[0]), ==, 32);
    return g_strdup(all->pdata[0]);
}

static void
assert_same(const char *one, const char *other, bool same)
{
    g_autofree char *a = only(one, NULL, FOLDER);
    g_autofree char *b = only(other, NULL, FOLDER);

    if (same)
        g_assert_cmpstr(a, ==, b);
    else
        g_assert_cmpstr(a, !=, b);
}

static void
test_edits(void)
{
    const char *text = "Un deux trois [hole] quatre cinq six.\n";

    assert_same(text, "Un titre.\r\n\r\nUn deux trois [hole] quatre cinq six.\r\n", true);
    assert_same(text, "Autre deux trois [hole] quatre cinq sept.\nLa suite.\n", true);
    assert_same(text, "Un deux  trois\t[hole] quatre cinq six.\n", true);
    assert_same(text, "Un deux vingt [hole] quatre cinq six.\n", false);
    assert_same(text, "Un deux trois [hole] quatre autre six.\n", false);
    assert_same(text, "Un deux trois [trou] quatre cinq six.\n", false);
    assert_same("[hole]", "\n[hole]\n", true);
    assert_same("é « [hole] »", "🙂 é « [hole] »", true);
}

static void
test_article(void)
{
    const char *text = "Un [hole].\n";
    g_autofree char *plain = only(text, NULL, FOLDER);
    g_autofree char *elsewhere = only(text, NULL, "articles/2026/04/velm");
    g_autofree char *with_id = only(text, "01hawm6c0t2n9v6s6x1j5y7k3q", FOLDER);
    g_autofree char *moved = only(text, "01hawm6c0t2n9v6s6x1j5y7k3q", "articles/2026/04/port");

    g_assert_cmpstr(plain, !=, elsewhere);
    g_assert_cmpstr(plain, !=, with_id);
    g_assert_cmpstr(with_id, ==, moved);
}

static void
test_twins(void)
{
    g_autoptr(GPtrArray) three = of_holes("A [x] b.\nA [x] b.\nA [x] b.\n", NULL, FOLDER);
    g_autoptr(GPtrArray) two = of_holes("A [x] b.\n\nA [x] b.\n", NULL, FOLDER);

    g_assert_cmpuint(three->len, ==, 3);
    g_assert_cmpstr(three->pdata[0], !=, three->pdata[1]);
    g_assert_cmpstr(three->pdata[1], !=, three->pdata[2]);
    g_assert_cmpstr(three->pdata[0], !=, three->pdata[2]);
    g_assert_cmpstr(three->pdata[0], ==, two->pdata[0]);
    g_assert_cmpstr(three->pdata[1], ==, two->pdata[1]);
}

static char *
of_absent(const char *name, const char *value, uint64_t offset)
{
    Scene scene = {"---\ntitle: x\n---\n\nUn texte.\n", NULL};
    const MarbreReport report = {.source = give_source, .user = &scene};
    g_autoptr(GPtrArray) findings = marbre_findings_new();
    GVariantBuilder args;

    g_variant_builder_init(&args, G_VARIANT_TYPE("a(ss)"));
    g_variant_builder_add(&args, "(ss)", name, value);
    g_ptr_array_add(findings,
                    marbre_finding_new(&(MarbreFinding){.rule = "draft/missing-key",
                                                        .article = FOLDER,
                                                        .path = FOLDER "/index.fr.md",
                                                        .start = {1, 1 + offset, offset},
                                                        .end = {1, 1 + offset, offset},
                                                        .message = "x",
                                                        .args = g_variant_builder_end(&args)}));
    g_autoptr(GPtrArray) all = marbre_fingerprints(&report, findings);
    return g_strdup(all->pdata[0]);
}

/* What is not there has no words around it: what is said of it counts, but for numbers. */
static void
test_absent(void)
{
    g_autofree char *author = of_absent("key", "author", 4);
    g_autofree char *again = of_absent("key", "author", 0);
    g_autofree char *date = of_absent("key", "date", 4);
    g_autofree char *few = of_absent("count", "48", 4);
    g_autofree char *fewer = of_absent("count", "47", 4);

    g_assert_cmpstr(author, ==, again);
    g_assert_cmpstr(author, !=, date);
    g_assert_cmpstr(few, ==, fewer);
}

/* A span of the whole text says nothing by its words; nor does one that leaves the file. */
static void
test_whole(void)
{
    g_autoptr(GString) one = g_string_new("[");
    g_autoptr(GString) other = g_string_new("[");
    Scene scene = {"abc", NULL};
    const MarbreReport report = {.source = give_source, .user = &scene};
    g_autoptr(GPtrArray) findings = marbre_findings_new();

    for (unsigned i = 0; i < 400; i++) {
        g_string_append(one, "mot ");
        g_string_append(other, "autre ");
    }
    g_string_append(one, "] fin");
    g_string_append(other, "] suite");
    assert_same(one->str, other->str, true);
    g_ptr_array_add(findings, marbre_finding_new(&(MarbreFinding){.rule = "a/b",
                                                                  .article = FOLDER,
                                                                  .path = FOLDER,
                                                                  .start = {7, 1, 90},
                                                                  .end = {9, 1, 99},
                                                                  .message = "x"}));
    g_autoptr(GPtrArray) all = marbre_fingerprints(&report, findings);
    g_assert_cmpuint(all->len, ==, 1);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/report/fingerprint/edits", test_edits);
    g_test_add_func("/report/fingerprint/article", test_article);
    g_test_add_func("/report/fingerprint/twins", test_twins);
    g_test_add_func("/report/fingerprint/absent", test_absent);
    g_test_add_func("/report/fingerprint/whole", test_whole);
    return g_test_run();
}
