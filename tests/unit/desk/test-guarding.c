/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk/guarding.h"

#include "base/problem.h"
#include "finding/fix.h"

#include <string.h>

#define FOLDER "articles/2026/03/digue"
#define FRONT "---\ntitle: \"La digue\" # à revoir\nlang: fr\ntags: [eau, 'Velm']\n---\n"

static MarbreArticle *
article_of(const char *name, const char *text)
{
    static const char *const langs[] = {"fr", NULL};
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    g_autoptr(GPtrArray) files = marbre_files_new();
    g_ptr_array_add(files, marbre_file_new(name, NULL, g_bytes_get_size(bytes), bytes));
    return marbre_article_new(FOLDER, files, langs, NULL);
}

static MarbrePlace
place_at(const char *text, const char *words, bool behind)
{
    const char *found = strstr(text, words);
    g_assert_nonnull(found);
    return (MarbrePlace){1, 1, (uint64_t)(found - text) + (behind ? strlen(words) : 0)};
}

/* A fix that puts `better` in the place of `words`, of a finding about `about`. */
static MarbreFinding *
finding_of(
    const char *name, const char *text, const char *about, const char *words, const char *better)
{
    g_autoptr(GPtrArray) fix = marbre_edits_new();
    g_autofree char *path = g_strdup_printf(FOLDER "/%s", name);
    MarbrePlace start = place_at(text, words, false), end = place_at(text, words, true);
    marbre_edits_add(fix, (MarbreSpan){start.offset, end.offset}, better);
    return marbre_finding_new(&(MarbreFinding){.rule = "house/word",
                                               .severity = MARBRE_SEVERITY_NOTE,
                                               .article = FOLDER,
                                               .path = path,
                                               .start = place_at(text, about, false),
                                               .end = place_at(text, about, true),
                                               .message = "…",
                                               .fix = fix});
}

/* The file with the fixes that may be applied. */
static char *
apply(const char *name, const char *text, const GPtrArray *findings)
{
    g_autoptr(MarbreArticle) article = article_of(name, text);
    const MarbreFile *file = marbre_article_get_file(article, name);
    g_autoptr(GPtrArray) chosen = marbre_guard_choose(article, file, findings);
    g_autoptr(GPtrArray) edits = marbre_guard_edits(chosen);
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = marbre_fix_apply(file->bytes, edits, &error);
    g_assert_no_error(error);
    gsize size = 0;
    const char *data = g_bytes_get_data(bytes, &size);
    return g_strndup(data, size);
}

static char *
apply_one(
    const char *name, const char *text, const char *about, const char *words, const char *better)
{
    g_autoptr(GPtrArray) findings = marbre_findings_new();
    g_ptr_array_add(findings, finding_of(name, text, about, words, better));
    return apply(name, text, findings);
}

static void
assert_refused(const char *name, const char *text, const char *words, const char *better)
{
    g_autofree char *after = apply_one(name, text, "La", words, better);
    g_assert_cmpstr(after, ==, text);
}

static void
assert_applied(const char *name,
               const char *text,
               const char *about,
               const char *words,
               const char *better,
               const char *expected)
{
    g_autofree char *after = apply_one(name, text, about, words, better);
    g_assert_cmpstr(after, ==, expected);
}

#define TEXT                                                                                       \
    FRONT "\nLe mot `Welm` et [Welm ici](https://welm.example/Welm-2 \"Velm\").\n\n"               \
          "{{< carte lieu=\"Welm\" >}}\n\n    Welm en code\n\n<p>Welm</p>\n\nFin à Vlem.\n"

static void
test_words(void)
{
    assert_refused("index.fr.md", TEXT, "Welm`", "Velm`");
    assert_refused("index.fr.md", TEXT, "welm.example", "velm.example");
    assert_refused("index.fr.md", TEXT, "Welm-2", "Velm-2");
    assert_refused("index.fr.md", TEXT, "lieu=\"Welm\"", "lieu=«Welm»");
    assert_refused("index.fr.md", TEXT, "Welm en code", "Velm en code");
    assert_refused("index.fr.md", TEXT, "<p>Welm", "<p>Velm");
    assert_refused("index.fr.md", TEXT, "Le mot `Welm` et", "Les");
    g_autofree char *after = apply_one("index.fr.md", TEXT, "La", "Vlem", "Velm");
    g_assert_nonnull(strstr(after, "Fin à Velm.\n"));
    g_autofree char *label = apply_one("index.fr.md", TEXT, "La", "[Welm ici", "[Velm ici");
    g_assert_nonnull(strstr(label, "[Velm ici](https://welm.example/Welm-2"));
}

/* A finding about an address may mend it. */
static void
test_on_purpose(void)
{
    g_autofree char *after =
        apply_one("index.fr.md", TEXT, "https://welm.example/Welm-2", "Welm-2", "Velm-2");
    g_assert_nonnull(strstr(after, "(https://welm.example/Velm-2 "));
    g_autofree char *without =
        apply_one("index.fr.md", TEXT, "Le mot `Welm` et", "mot `Welm`", "mot");
    g_assert_nonnull(strstr(without, "Le mot et ["));
}

static void
test_front(void)
{
    static const char text[] = FRONT "\nFin.\n";
    assert_refused("index.fr.md", text, "title:", "titre:");
    assert_refused("index.fr.md", text, "# à revoir", "");
    assert_refused("index.fr.md", text, "La digue\" # à", "La digue # à");
    assert_refused("index.fr.md", text, "[eau", "(eau");
    assert_refused("index.fr.md", text, "---\ntitle", "--\ntitle");
    assert_refused("index.fr.md", text, "La digue", "La \"digue");
    assert_applied(
        "index.fr.md", text, "digue", "digue", "dique",
        "---\ntitle: \"La dique\" # à revoir\nlang: fr\ntags: [eau, 'Velm']\n---\n\nFin.\n");
    assert_applied("index.fr.md", text, "\"La digue\" # à revoir", "\"La digue\" # à revoir",
                   "\"La\"", "---\ntitle: \"La\"\nlang: fr\ntags: [eau, 'Velm']\n---\n\nFin.\n");
}

/* A remark that cuts a value off is mended together with the value. */
static void
test_cut(void)
{
    static const char text[] = "---\ntitle: Velm #1\nlang: fr\n---\n\nFin.\n";
    assert_applied("index.fr.md", text, "#1", "Velm #1", "\"Velm #1\"",
                   "---\ntitle: \"Velm #1\"\nlang: fr\n---\n\nFin.\n");
    g_autofree char *after =
        apply_one("index.fr.md", text, "#1", "Velm #1\nlang", "\"Velm\"\nlang");
    g_assert_cmpstr(after, ==, text);
}

/* A fix that leaves YAML unreadable does not cost the others. */
static void
test_readable(void)
{
    static const char text[] = "---\ntitle: La digue\nlang: fr\n---\n\nLa fin.\n";
    g_autoptr(GPtrArray) findings = marbre_findings_new();
    g_ptr_array_add(findings,
                    finding_of("index.fr.md", text, "La", "La digue", "Velm : \"la digue"));
    g_ptr_array_add(findings, finding_of("index.fr.md", text, "fin", "fin", "suite"));
    g_autofree char *after = apply("index.fr.md", text, findings);
    g_assert_cmpstr(after, ==, "---\ntitle: La digue\nlang: fr\n---\n\nLa suite.\n");
}

static void
test_claims(void)
{
    static const char text[] =
        "claims:\n  - id: a\n    quote: \"La digue\"\n    status: verified\n";
    assert_refused("claims.yaml", text, "quote:", "quotes:");
    assert_refused("claims.yaml", text, "- id", "id");
    assert_applied("claims.yaml", text, "digue", "digue", "halle",
                   "claims:\n  - id: a\n    quote: \"La halle\"\n    status: verified\n");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/desk/guarding/words", test_words);
    g_test_add_func("/desk/guarding/on-purpose", test_on_purpose);
    g_test_add_func("/desk/guarding/front", test_front);
    g_test_add_func("/desk/guarding/cut", test_cut);
    g_test_add_func("/desk/guarding/readable", test_readable);
    g_test_add_func("/desk/guarding/claims", test_claims);
    return g_test_run();
}
