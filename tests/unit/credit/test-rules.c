/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "../factcheck/judged.h"

#define FRONT(images) "---\ntitle: Essai\nimages:\n" images "---\n\n"
#define PHOTO "  - file: photo.jpg\n"
#define ALT "    alt: Un pont de pierre\n"
#define CREDIT "    credit: Nadia Benali/Agence Horizon\n"
#define BODY "Un paragraphe.\n"

static void
assert_text(const char *text, const char *wanted)
{
    assert_findings((Bundle){.text = text, .medium = "photo.jpg"}, "{}", wanted);
}

static void
test_clean(void)
{
    assert_text(FRONT(PHOTO ALT CREDIT) BODY, "");
    assert_text(FRONT(PHOTO CREDIT) BODY "\n![Un pont](photo.jpg)\n", "");
    assert_text(FRONT(PHOTO CREDIT) BODY "\n![Un pont](./photo.jpg \"titre\")\n", "");
    assert_text(
        FRONT(PHOTO ALT "    photographer: Nadia Benali\n    agency: Agence Horizon\n") BODY, "");
    assert_text(FRONT(PHOTO ALT "    photographer: [Nadia Benali, Hugo Keller]\n") BODY, "");
    assert_text("---\ntitle: Essai\n---\n\n" BODY, "");
    assert_text(BODY, "");
    assert_text("---\nimages: []\n---\n" BODY, "");
    assert_text("---\nimages:\n---\n" BODY, "");
    /* An author's box is no picture, and no credit either. */
    assert_text(BODY "\nPhoto de Jeoffro René\n\nJeoffro René\n", "");
}

static void
test_credit_missing(void)
{
    assert_text(FRONT(PHOTO ALT) BODY, "credit-missing [file: photo.jpg]\n");
    assert_text(FRONT(PHOTO ALT "    credit:\n    photographer: ''\n") BODY,
                "credit-missing [file: photo.jpg]\n");
    assert_text(FRONT(PHOTO ALT) BODY "\nPhoto de Jeoffro René\n",
                "credit-missing [file: photo.jpg]\n");
    assert_text(FRONT(PHOTO ALT "    caption: Photo Nadia Benali\n") BODY,
                "credit-missing [file: photo.jpg]\n");
    /* A picture that only the text names; once, however often it stands there. */
    assert_text(BODY "\n![Un pont](photo.jpg)\n\n![Un pont](photo.jpg)\n",
                "credit-missing [![Un pont](photo.jpg)]\n");
    assert_text(BODY "\n![Un pont](https://a.example/photo.jpg)\n",
                "credit-missing [![Un pont](https://a.example/photo.jpg)]\n");
}

static void
test_credit_anonymous(void)
{
    static const char *const words[] = {"D.R.",
                                        "DR",
                                        "\"Droits réservés\"",
                                        "Tous droits réservés",
                                        "X",
                                        "Photo d'illustration",
                                        "\"Photo d’illustration\"",
                                        "Internet",
                                        "Google",
                                        "Facebook",
                                        "Capture d’écran",
                                        "\"© DR\"",
                                        "\"Photo : D.R.\""};
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        g_autofree char *text = g_strconcat("---\nimages:\n" PHOTO ALT "    credit: ", words[i],
                                            "\n---\n\n" BODY, NULL);
        /* At the words, not at the quotes around them. */
        g_auto(GStrv) bare = g_strsplit(words[i], "\"", -1);
        g_autofree char *name = g_strjoinv("", bare);
        g_autofree char *wanted = g_strdup_printf("credit-anonymous [%s]\n", name);
        assert_text(text, wanted);
    }
    assert_text(FRONT(PHOTO ALT "    credit: DR\n    photographer: Nadia Benali\n") BODY,
                "credit-anonymous [DR]\n");
    assert_text(FRONT(PHOTO ALT "    photographer: X\n") BODY, "credit-anonymous [X]\n");
    assert_text(FRONT(PHOTO ALT "    agency: Internet\n") BODY, "credit-anonymous [Internet]\n");
    assert_text(FRONT(PHOTO ALT "    credit: Capture d’écran/YouTube, chaîne Untel\n") BODY,
                "credit-anonymous (warning) [Capture d’écran/YouTube, chaîne Untel]\n");
}

static void
test_photographer_missing(void)
{
    assert_text(FRONT(PHOTO ALT "    agency: Studio Perche\n") BODY,
                "photographer-missing [Studio Perche]\n");
    assert_text(FRONT(PHOTO ALT "    credit: AFP\n") BODY, "photographer-missing [AFP]\n");
    assert_text(FRONT(PHOTO ALT "    credit: Studio Perche\n    agency: Studio Perche\n") BODY,
                "photographer-missing [Studio Perche]\n");
    assert_text(FRONT(PHOTO ALT "    credit: AFP\n    photographer: Nadia Benali\n") BODY, "");
    assert_text(FRONT(PHOTO ALT "    photographer: X\n    agency: AFP\n") BODY,
                "photographer-missing [X]\n");
}

static void
test_alt_missing(void)
{
    assert_text(FRONT(PHOTO CREDIT) BODY, "alt-missing [file: photo.jpg]\n");
    assert_text(FRONT(PHOTO CREDIT "    alt: ' '\n") BODY "\n![](photo.jpg)\n",
                "alt-missing [file: photo.jpg]\n");
    assert_text(FRONT(PHOTO CREDIT ALT) BODY "\n![](photo.jpg)\n", "");
    assert_text(FRONT(PHOTO CREDIT) BODY "\n![Un pont](photo.jpg)\n\n![ ](photo.jpg)\n",
                "alt-missing [![ ](photo.jpg)]\n");
    assert_text(BODY "\n![](photo.jpg)\n",
                "alt-missing [![](photo.jpg)]\ncredit-missing [![](photo.jpg)]\n");
}

static void
test_file_missing(void)
{
    assert_text("---\nimages:\n  - file: autre.jpg\n" ALT CREDIT "---\n\n" BODY
                "\n![Un pont](autre.jpg)\n",
                "file-missing [autre.jpg]\n");
    assert_text("---\nimages:\n  - caption: Un pont\n" ALT CREDIT "---\n\n" BODY,
                "file-missing [caption: Un pont\n" ALT
                "    credit: Nadia Benali/Agence Horizon]\n");
    assert_text(BODY "\n![Un pont](autre.jpg)\n",
                "credit-missing [![Un pont](autre.jpg)]\nfile-missing [![Un pont](autre.jpg)]\n");
    assert_text("---\nimages: [photo.jpg]\n---\n" BODY,
                "alt-missing [photo.jpg]\ncredit-missing [photo.jpg]\n");
    assert_text("---\nimages: {file: photo.jpg, alt: Un pont, credit: Nadia Benali}\n---\n" BODY,
                "");
}

static void
test_odd_input(void)
{
    static const char *const texts[] = {
        "",
        "---\nimages: 3\n---\n",
        "---\nimages: [1, null, [a], {}]\n---\n",
        "---\nimages: [{file: [a]}, {credit: {a: b}}]\n---\n",
        "![](<>)\n",
        "![a]()\n",
        "![a](%00)\n",
        "![a](..)\n",
        "![a](state.yaml)\n",
        "---\nimages: [{file: ../x}]\n---\n",
        "---\nimages: [{file: \"a\\0b\", credit: \"\\0\"}, {credit: \"dr\\0\"}]\n---\n"};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_test_message("%zu", i);
        g_autoptr(MarbreOutcome) outcome = outcome_of((Bundle){.text = texts[i]}, "{}");
        g_assert_nonnull(outcome);
    }
}

static void
test_services(void)
{
    assert_needs(
        (const char *const[]){MBR_JOB_API, MBR_ARTICLE_API, MBR_TEXT_API, MBR_REPORT_API, NULL},
        "{}");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/credit/rules/clean", test_clean);
    g_test_add_func("/credit/rules/credit-missing", test_credit_missing);
    g_test_add_func("/credit/rules/credit-anonymous", test_credit_anonymous);
    g_test_add_func("/credit/rules/photographer-missing", test_photographer_missing);
    g_test_add_func("/credit/rules/alt-missing", test_alt_missing);
    g_test_add_func("/credit/rules/file-missing", test_file_missing);
    g_test_add_func("/credit/rules/odd-input", test_odd_input);
    g_test_add_func("/credit/rules/services", test_services);
    return g_test_run();
}
