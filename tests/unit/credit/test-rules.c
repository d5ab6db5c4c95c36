/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "made.h"

#include "credit/told.h"

#include "../factcheck/judged.h"

#define FRONT(images) "---\ntitle: Essai\nimages:\n" images "---\n\n"
#define PHOTO "  - file: photo.jpg\n    licence: CC BY 4.0\n"
#define ALT "    alt: Un pont de pierre\n"
#define CREDIT "    credit: Nadia Benali/Agence Horizon\n"
#define BODY "Un paragraphe.\n"

static void
assert_text(const char *text, const char *wanted)
{
    g_autoptr(GBytes) picture = made_jpeg(MADE_SIGNED, NULL, NULL);
    assert_findings((Bundle){.text = text, .medium = "photo.jpg", .picture = picture}, "{}",
                    wanted);
}

static void
assert_picture(GBytes *picture, const char *entry, const char *options, const char *wanted)
{
    g_autofree char *text =
        g_strconcat("---\nimages:\n" PHOTO, entry, "---\n\nUn paragraphe.\n", NULL);
    assert_findings((Bundle){.text = text, .medium = "photo.jpg", .picture = picture}, options,
                    wanted);
    g_bytes_unref(picture);
}

static void
assert_mended(GBytes *picture, const char *entry, const char *options, const char *wanted)
{
    g_autofree char *text =
        g_strconcat("---\nimages:\n" PHOTO, entry, "---\n\nUn paragraphe.\n", NULL);
    g_autofree char *mended =
        g_strconcat("---\nimages:\n", wanted, "---\n\nUn paragraphe.\n", NULL);
    assert_fixed((Bundle){.text = text, .medium = "photo.jpg", .picture = picture}, options,
                 "credit-missing", mended);
    g_bytes_unref(picture);
}

/* Nothing names the picture beside the text. */
static void
assert_unnamed(const char *text)
{
    assert_text(text, "credit-missing (note) []\n");
}

static void
test_clean(void)
{
    assert_text(FRONT(PHOTO ALT CREDIT) BODY, "");
    assert_text(FRONT(PHOTO CREDIT) BODY "\n![Un pont de pierre](photo.jpg)\n", "");
    assert_text(FRONT(PHOTO CREDIT) BODY "\n![Un pont de pierre](./photo.jpg \"titre\")\n", "");
    assert_text(
        FRONT(PHOTO ALT "    photographer: Nadia Benali\n    agency: Agence Horizon\n") BODY, "");
    assert_text(FRONT(PHOTO ALT "    photographer: [Nadia Benali, Hugo Keller]\n") BODY, "");
    assert_unnamed("---\ntitle: Essai\n---\n\n" BODY);
    assert_unnamed(BODY);
    assert_unnamed("---\nimages: []\n---\n" BODY);
    assert_unnamed("---\nimages:\n---\n" BODY);
    /* An author's box is no picture, and no credit either. */
    assert_unnamed(BODY "\nPhoto de Jeoffro René\n\nJeoffro René\n");
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
    assert_text(BODY "\n![Un pont de pierre](photo.jpg)\n\n![Un pont de pierre](photo.jpg)\n",
                "credit-missing [![Un pont de pierre](photo.jpg)]\n");
    assert_text(BODY "\n![Un pont de pierre](https://a.example/photo.jpg)\n",
                "credit-missing (note) []\ncredit-missing [![Un pont de "
                "pierre](https://a.example/photo.jpg)]\n");
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
    assert_text(FRONT(PHOTO CREDIT) BODY "\n![Un pont de pierre](photo.jpg)\n\n![ ](photo.jpg)\n",
                "alt-missing [![ ](photo.jpg)]\n");
    assert_text(BODY "\n![](photo.jpg)\n",
                "alt-missing [![](photo.jpg)]\ncredit-missing [![](photo.jpg)]\n");
}

static void
test_file_missing(void)
{
    assert_text("---\nimages:\n  - file: autre.jpg\n    licence: a\n" ALT CREDIT "---\n\n" BODY
                "\n![Un pont de pierre](autre.jpg)\n",
                "file-missing [autre.jpg]\ncredit-missing (note) []\n");
    assert_text("---\nimages:\n  - caption: Un pont\n    licence: a\n" ALT CREDIT "---\n\n" BODY,
                "file-missing [caption: Un pont\n    licence: a\n" ALT
                "    credit: Nadia Benali/Agence Horizon]\n"
                "credit-missing (note) []\n");
    assert_text(BODY "\n![Un pont de pierre](autre.jpg)\n",
                "credit-missing (note) []\ncredit-missing [![Un pont de "
                "pierre](autre.jpg)]\nfile-missing [![Un pont de "
                "pierre](autre.jpg)]\n");
    assert_text("---\nimages: [photo.jpg]\n---\n" BODY,
                "alt-missing [photo.jpg]\ncredit-missing [photo.jpg]\n");
    assert_text("---\nimages: {file: photo.jpg, alt: Un pont de pierre, licence: x, credit: Nadia "
                "Benali}\n---\n" BODY,
                "");
}

#define CREATOR(name) "<dc:creator><rdf:Seq><rdf:li>" name "</rdf:li></rdf:Seq></dc:creator>"
#define CREDITED(name) "<photoshop:Credit>" name "</photoshop:Credit>"
#define TOLD(words) "<photoshop:Instructions>" words "</photoshop:Instructions>"

static void
test_mismatch(void)
{
    assert_picture(made_jpeg(CREATOR("Hugo Keller"), NULL, NULL), ALT CREDIT, "{}",
                   "credit-mismatch [Nadia Benali/Agence Horizon]\n");
    assert_picture(made_jpeg(CREATOR("BENALI Nadia"), NULL, NULL), ALT CREDIT, "{}", "");
    assert_picture(made_jpeg(CREATOR("Hugo"), NULL, NULL), ALT CREDIT, "{}",
                   "credit-mismatch (warning) [Nadia Benali/Agence Horizon]\n");
    assert_picture(made_jpeg(CREATOR("Nadia Benali") CREDITED("AFP"), NULL, NULL),
                   ALT "    credit: Nadia Benali/Reuters\n", "{}",
                   "credit-mismatch (warning) [Nadia Benali/Reuters]\n");
    assert_picture(made_jpeg(CREATOR("Hugo Keller"), NULL, NULL),
                   ALT "    photographer: Nadia Benali\n    agency: Horizon\n", "{}",
                   "credit-mismatch [Nadia Benali]\n");
    /* A credit that names nobody is told as that, and once. */
    assert_picture(made_jpeg(CREATOR("Hugo Keller"), NULL, NULL), ALT "    credit: D.R.\n", "{}",
                   "credit-anonymous [D.R.]\n");
}

static void
test_inconsistent(void)
{
    assert_picture(made_jpeg(CREATOR("Nadia Benali et Hugo Keller"), NULL, NULL),
                   ALT CREDIT PHOTO ALT "    credit: Hugo Keller/AFP\n", "{}",
                   "credit-inconsistent [Hugo Keller/AFP]\n");
    assert_picture(made_jpeg(CREATOR("Nadia Benali"), NULL, NULL),
                   ALT CREDIT PHOTO ALT "    credit: © N. Benali\n", "{}", "");
    assert_picture(made_jpeg(CREATOR("Nadia Benali"), NULL, NULL),
                   ALT CREDIT "    photographer: Hugo Keller\n", "{}",
                   "credit-inconsistent (warning) [Nadia Benali/Agence Horizon]\n");
    assert_picture(made_jpeg(MADE_SIGNED, NULL, NULL),
                   ALT CREDIT "    caption: \"Le pont, lundi. Photo : Hugo Keller\"\n", "{}",
                   "credit-inconsistent (warning) [Le pont, lundi. Photo : Hugo Keller]\n");
    assert_text(FRONT(PHOTO ALT CREDIT) BODY
                "\n![Un pont de pierre](photo.jpg \"Le pont (Hugo Keller/AFP)\")\n",
                "credit-inconsistent (warning) [![Un pont de pierre](photo.jpg \"Le pont (Hugo "
                "Keller/AFP)\")]\n");
    assert_text(FRONT(PHOTO ALT CREDIT) BODY
                "\n![Un pont de pierre](photo.jpg \"Le pont. © Nadia Benali\")\n",
                "");
}

/* What a caption tells of its author; NULL for nothing. */
static const struct {
    const char *caption, *credit;
} captions[] = {
    {"Le pont, lundi. Photo : Hugo Keller", "Hugo Keller"},
    {"Le pont. Crédit photo : Hugo Keller/AFP.", "Hugo Keller/AFP"},
    {"Le pont. © Hugo Keller", "Hugo Keller"},
    {"The bridge. Photo by Hugo Keller/AFP. It fell.", "Hugo Keller/AFP"},
    {"Le pont (Hugo Keller/AFP).", "Hugo Keller/AFP"},
    {"Le pont (photo Hugo Keller)", NULL},
    {"Photo de famille des ministres", NULL},
    {"Une photo : celle du pont", NULL},
    {"Les photos de Hugo Keller, exposées lundi", NULL},
    {"Le pont (nord/sud)", NULL},
    {"Le discrédit : Hugo Keller", NULL},
    {"", NULL},
};

static void
test_captions(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(captions); i++) {
        const char *caption = captions[i].caption;
        size_t start = 0, end = 0;
        bool told = told_credit(caption, strlen(caption), &start, &end);
        g_autofree char *credit = told ? g_strndup(caption + start, end - start) : NULL;
        g_test_message("%s", caption);
        g_assert_cmpstr(credit, ==, captions[i].credit);
    }
}

static void
test_format(void)
{
    assert_picture(made_jpeg(MADE_SIGNED, NULL, NULL),
                   ALT "    credit: \"Photo : Nadia BENALI / AFP\"\n",
                   "{format: \"{name}/{agency}\"}", "credit-format [Photo : Nadia BENALI / AFP]\n");
    assert_picture(made_jpeg(MADE_SIGNED, NULL, NULL), ALT "    credit: Nadia BENALI/AFP\n",
                   "{format: \"{name}/{agency}\"}", "");
    assert_picture(made_jpeg(MADE_SIGNED, NULL, NULL), ALT "    credit: \"REUTERS/Nadia Benali\"\n",
                   "{}", "");
}

static void
test_metadata(void)
{
    assert_picture(made_jpeg(NULL, NULL, NULL), ALT CREDIT, "{}", "metadata-missing [photo.jpg]\n");
    assert_picture(made_jpeg("<dc:creator>", NULL, NULL), ALT CREDIT, "{}",
                   "metadata-missing [photo.jpg]\n");
    assert_picture(made_jpeg(NULL, "Nadia Benali", NULL), ALT CREDIT, "{}", "");
}

static void
test_instructions(void)
{
    assert_picture(
        made_jpeg(MADE_SIGNED TOLD("Mandatory credit: Nadia Benali/Agence Horizon"), NULL, NULL),
        ALT CREDIT, "{}", "");
    assert_picture(
        made_jpeg(MADE_SIGNED TOLD("MANDATORY CREDIT: Nadia Benali/Collection Morel"), NULL, NULL),
        ALT CREDIT, "{}", "instructions [file: photo.jpg]\n");
    assert_picture(made_jpeg(MADE_SIGNED TOLD("No use in France"), NULL, NULL), ALT CREDIT, "{}",
                   "instructions [file: photo.jpg]\n");
    assert_picture(made_jpeg(MADE_SIGNED TOLD("Embargo : 2030-01-01"), NULL, NULL), ALT CREDIT,
                   "{}", "instructions [file: photo.jpg]\n");
    assert_picture(made_jpeg(MADE_SIGNED TOLD("Embargo 01/02/2020"), NULL, NULL), ALT CREDIT, "{}",
                   "");
    assert_picture(made_jpeg(MADE_SIGNED TOLD("Pas de recadrage"), NULL, NULL), ALT CREDIT, "{}",
                   "instructions (note) [file: photo.jpg]\n");
    assert_picture(made_jpeg(MADE_SIGNED TOLD("What instructions"), NULL, NULL), ALT CREDIT, "{}",
                   "instructions (note) [file: photo.jpg]\n");
    assert_picture(made_jpeg(MADE_SIGNED TOLD("Instructions:"), NULL, NULL), ALT CREDIT, "{}", "");
    assert_picture(made_jpeg(MADE_SIGNED, NULL, NULL), ALT CREDIT "    rights: Pas de diffusion\n",
                   "{}", "instructions [file: photo.jpg]\n");
}

#define ORIGIN                                                                                     \
    "<Iptc4xmpExt:DigitalSourceType>http://cv.iptc.org/newscodes/digitalsourcetype/"               \
    "trainedAlgorithmicMedia</Iptc4xmpExt:DigitalSourceType>"

static void
test_generated(void)
{
    assert_picture(made_jpeg(MADE_SIGNED ORIGIN, NULL, NULL), ALT CREDIT, "{}",
                   "ai-unlabelled [file: photo.jpg]\n");
    assert_picture(made_jpeg(MADE_SIGNED ORIGIN, NULL, NULL),
                   ALT CREDIT "    caption: Image générée par intelligence artificielle\n", "{}",
                   "");
    assert_picture(made_jpeg(MADE_SIGNED ORIGIN, NULL, NULL), ALT CREDIT "ai: illustration\n", "{}",
                   "");
    assert_picture(made_jpeg(MADE_SIGNED, NULL, "trainedAlgorithmicMedia"), ALT CREDIT, "{}",
                   "ai-unlabelled [file: photo.jpg]\n");
    assert_picture(
        made_jpeg(MADE_SIGNED "<xmp:CreatorTool>Midjourney v6</xmp:CreatorTool>", NULL, NULL),
        ALT CREDIT, "{}", "ai-unlabelled (warning) [file: photo.jpg]\n");
    assert_picture(
        made_jpeg(MADE_SIGNED "<xmp:CreatorTool>Photo Editor 25</xmp:CreatorTool>", NULL, NULL),
        ALT CREDIT, "{}", "");
}

static void
test_rights(void)
{
    assert_text("---\nimages:\n  - file: photo.jpg\n" ALT CREDIT "---\n\n" BODY,
                "rights-missing [file: photo.jpg]\n");
    assert_text("---\nimages:\n  - file: photo.jpg\n    rights: © Nadia Benali\n" ALT CREDIT
                "---\n\n" BODY,
                "");
    assert_text(FRONT(PHOTO ALT CREDIT "    expires: 2023-09-18\n") BODY,
                "rights-expired [2023-09-18]\n");
    assert_text(FRONT(PHOTO ALT CREDIT "    expires: 2023-09-19\n") BODY, "");
}

static void
test_described(void)
{
    assert_text(FRONT(PHOTO CREDIT "    alt: IMG_2031.jpg\n") BODY, "alt-missing [IMG_2031.jpg]\n");
    assert_text(FRONT(PHOTO CREDIT "    alt: Image d’un pont de pierre\n") BODY,
                "alt-missing (warning) [Image d’un pont de pierre]\n");
    assert_text(FRONT(PHOTO CREDIT "    alt: Un pont\n") BODY, "alt-missing (warning) [Un pont]\n");
    assert_text(FRONT(PHOTO CREDIT "    caption: Le pont, lundi 3 mars.\n"
                                   "    alt: « Le pont, lundi 3 mars »\n") BODY,
                "alt-missing (warning) [« Le pont, lundi 3 mars »]\n");
    assert_text(FRONT(PHOTO ALT CREDIT) BODY "\n![pont](photo.jpg)\n",
                "alt-missing (warning) [![pont](photo.jpg)]\n");
}

/* A file that is no picture, or not a whole one. */
static void
test_not_an_image(void)
{
    g_autoptr(GBytes) whole = made_jpeg(MADE_SIGNED, NULL, NULL);
    static const char *const others[] = {
        "", "%PDF-1.7\n", "GIF89a", "not a picture", "\x89PNG\r\n\x1a\n", "RIFF\x04\0\0\0WEBP"};
    for (size_t size = 0; size < g_bytes_get_size(whole); size += 7)
        assert_picture(g_bytes_new(g_bytes_get_data(whole, NULL), size), ALT CREDIT, "{}",
                       "not-an-image [photo.jpg]\n");
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++)
        assert_picture(g_bytes_new(others[i], strlen(others[i])), ALT CREDIT, "{}",
                       "not-an-image [photo.jpg]\n");
    assert_picture(made_sized(65000, 65000), ALT CREDIT, "{}", "not-an-image [photo.jpg]\n");
    assert_picture(g_bytes_new("<svg xmlns='http://www.w3.org/2000/svg'/>", 41), ALT CREDIT, "{}",
                   "not-an-image (warning) [photo.jpg]\n");
}

static void
test_near(void)
{
    g_autoptr(GBytes) picture = made_jpeg(MADE_SIGNED, NULL, NULL);
    const Bundle bundle = {
        .text = FRONT(PHOTO ALT CREDIT) BODY, .medium = "photo.jpeg", .picture = picture};
    assert_findings(bundle, "{}", "file-missing [photo.jpg]\n");
    assert_fixed(bundle, "{}", "file-missing",
                 FRONT("  - file: photo.jpeg\n    licence: CC BY 4.0\n" ALT CREDIT) BODY);
    assert_text("Un paragraphe.\n", "credit-missing (note) []\n");
}

#define SIGNED_BY CREATOR("Inès \"Kad\" Ouar") CREDITED("Agence Exemple")

static void
test_fixes(void)
{
    static const char line[] = "    credit: \"Inès \\\"Kad\\\" Ouar/Agence Exemple\"\n";
    g_autofree char *wanted =
        g_strconcat("  - file: photo.jpg\n", line, "    licence: CC BY 4.0\n", ALT, NULL);
    assert_mended(made_jpeg(SIGNED_BY, NULL, NULL), ALT, "{}", wanted);
    g_autofree char *house = g_strconcat(
        "  - file: photo.jpg\n    credit: \"© Inès \\\"Kad\\\" Ouar, Agence Exemple\"\n",
        "    licence: CC BY 4.0\n", ALT, NULL);
    assert_mended(made_jpeg(SIGNED_BY, NULL, NULL), ALT, "{format: \"© {name}, {agency}\"}", house);
    g_autofree char *replaced =
        g_strconcat("  - file: photo.jpg\n    licence: CC BY 4.0\n", ALT, line, NULL);
    assert_mended(made_jpeg(SIGNED_BY, NULL, NULL), ALT "    credit: ''\n", "{}", replaced);
    assert_mended(made_jpeg(SIGNED_BY, NULL, NULL), ALT "    credit:\n", "{}", replaced);
    assert_mended(made_jpeg(SIGNED_BY, NULL, NULL), ALT "    credit: D.R.\n", "{}", replaced);
}

static void
test_fix_shapes(void)
{
    g_autoptr(GBytes) picture =
        made_jpeg(MADE_SIGNED "<Iptc4xmpCore:AltTextAccessibility><rdf:Alt><rdf:li "
                              "xml:lang=\"x-default\">Un pont de pierre, barré</rdf:li></rdf:Alt>"
                              "</Iptc4xmpCore:AltTextAccessibility>",
                  NULL, NULL);
    static const char *const pairs[][2] = {
        {"---\nimages: [{file: photo.jpg, licence: a, credit: Nadia Benali}]\n---\n",
         "---\nimages: [{file: photo.jpg, alt: \"Un pont de pierre, barré\", licence: a, credit: "
         "Nadia Benali}]\n---\n"},
        {"---\r\nimages:\r\n- credit: Nadia Benali\r\n  file: 'photo.jpg' # note\r\n  licence: "
         "a\r\n---\r\n",
         "---\r\nimages:\r\n- credit: Nadia Benali\r\n  file: 'photo.jpg' # note\r\n  alt: \"Un "
         "pont de pierre, barré\"\r\n  licence: a\r\n---\r\n"},
        {"---\nimages:\n  file: photo.jpg\n  licence: a\n  credit: Nadia Benali\n---\n",
         "---\nimages:\n  file: photo.jpg\n  alt: \"Un pont de pierre, barré\"\n  licence: a\n  "
         "credit: Nadia Benali\n---\n"}};
    for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++)
        assert_fixed((Bundle){.text = pairs[i][0], .medium = "photo.jpg", .picture = picture}, "{}",
                     "alt-missing", pairs[i][1]);
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
    assert_needs((const char *const[]){MBR_JOB_API, MBR_CONFIG_API, MBR_ARTICLE_API, MBR_TEXT_API,
                                       MBR_REPORT_API, NULL},
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
    g_test_add_func("/credit/rules/mismatch", test_mismatch);
    g_test_add_func("/credit/rules/inconsistent", test_inconsistent);
    g_test_add_func("/credit/rules/captions", test_captions);
    g_test_add_func("/credit/rules/format", test_format);
    g_test_add_func("/credit/rules/metadata", test_metadata);
    g_test_add_func("/credit/rules/instructions", test_instructions);
    g_test_add_func("/credit/rules/generated", test_generated);
    g_test_add_func("/credit/rules/rights", test_rights);
    g_test_add_func("/credit/rules/described", test_described);
    g_test_add_func("/credit/rules/not-an-image", test_not_an_image);
    g_test_add_func("/credit/rules/near", test_near);
    g_test_add_func("/credit/rules/fixes", test_fixes);
    g_test_add_func("/credit/rules/fix-shapes", test_fix_shapes);
    g_test_add_func("/credit/rules/odd-input", test_odd_input);
    g_test_add_func("/credit/rules/services", test_services);
    return g_test_run();
}
