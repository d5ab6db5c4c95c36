/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "judged.h"

#define HEAD "---\ntitle: Essai\noutlet: CNN\n---\n\n"
#define TOLL "Au moins cinq personnes ont été tuées"
#define FIRST TOLL ", dont un enfant, selon les autorités.\n"
#define FLAG "CNN n’a pas pu vérifier ces affirmations de manière indépendante"
#define CLAIM "claims:\n  - id: morts\n    quote: \"" TOLL "\"\n    status: unverified\n"
#define ARTICLE "{scope: article}"
#define STALE "flag-stale [" FLAG "]\n"
#define UNRECORDED "claim-unrecorded [" TOLL ", dont un enfant, selon les autorités.]\n"

static void
assert_text(const char *text, const char *wanted)
{
    assert_findings((Bundle){.text = text, .claims = CLAIM}, ARTICLE, wanted);
}

static void
test_clean(void)
{
    assert_text(HEAD FIRST "\n" FLAG ".\n", "");
    assert_text(HEAD FIRST "\nUn autre paragraphe.\n\n## Suite\n\n" FLAG ".\n", "");
    static const char plain[] = HEAD "La digue a tenu, selon les autorités.\n";
    assert_findings((Bundle){.text = plain}, ARTICLE, "");
    assert_findings((Bundle){.text = plain, .claims = "claims: []\n"}, ARTICLE, "");
    assert_findings((Bundle){.text = plain, .claims = ""}, ARTICLE, "");
}

static void
test_flag_missing(void)
{
    assert_text(HEAD "Un chapeau.\n\nSelon eux, au moins cinq. " FIRST,
                "flag-missing [Selon eux, au moins cinq. " TOLL "]\n");
    assert_text(HEAD FIRST, "flag-missing [" TOLL "]\n");
}

/* What readers do not read as the newsroom's own sentence. */
static void
test_elsewhere(void)
{
    static const char missing[] = "flag-missing [" TOLL "]\n";
    assert_text("---\ntitle: " FLAG "\nstandfirst: \"" FLAG ".\"\noutlet: CNN\n---\n\n" FIRST,
                missing);
    assert_text(HEAD FIRST "\n## " FLAG "\n", missing);
    assert_text(HEAD FIRST "\n<!-- " FLAG ". -->\n", missing);
    assert_text(HEAD FIRST "\nTexte <!-- " FLAG ". --> texte.\n", missing);
    assert_text(HEAD FIRST "\n    " FLAG ".\n", missing);
    assert_text(HEAD FIRST "\n```\n" FLAG ".\n```\n", missing);
    assert_text(HEAD FIRST "\nLe code `" FLAG "` ne compte pas.\n", missing);
    assert_text(HEAD FIRST "\n![" FLAG ".](photo.jpg)\n", missing);
    assert_text(HEAD FIRST "\n[lien](photo.jpg \"" FLAG ".\")\n", missing);
}

static void
test_spellings(void)
{
    static const char *const flags[] = {
        "CNN n'a pas pu vérifier ces images.",
        "CNN n’a pas pu vérifier ces images.",
        "CNN\u00a0n’a\u00a0pas\u00a0pu\u00a0vérifier ces images.",
        "CNN\u202fn’a pas\u202fpu vérifier ces images.",
        "CNN n’a pas\npu\nvérifier ces images.",
        "CNN n’a pas pu ve\u0301rifier ces images.",
        "CNN N’A PAS PU VÉRIFIER CES IMAGES.",
        "CNN N'A PAS PU VE\u0301RIFIER CES IMAGES.",
        "**CNN** n’a pas pu vérifier ces images.",
        "*[CNN](https://edition.cnn.com/)* n’a pas pu vérifier ces images.",
        "[CNN](https://edition.cnn.com/ \"CNN\") n’a *pas* pu vérifier ces images.",
        "CNN n’a pas pu véri\u00adfier ces images.",
        "CNN n’a pas pu v&eacute;rifier ces images.",
        "CNN&nbsp;n’a pas pu vérifier ces images.",
        "*(CNN n’a pas pu vérifier ces images.)*",
        "CNN n’a pas été en mesure de vérifier les affirmations des deux parties au conflit.",
        "Ces images n’ont pas pu être vérifiées de source indépendante.",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(flags); i++) {
        g_autofree char *text = g_strconcat(HEAD FIRST "\n", flags[i], "\n", NULL);
        g_test_message("%s", flags[i]);
        assert_text(text, "");
        g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
        g_autofree char *crlf = g_strjoinv("\r\n", lines);
        assert_text(crlf, "");
        g_autofree char *bom = g_strconcat("\ufeff", text, NULL);
        assert_text(bom, "");
        g_autofree char *item = g_strconcat(HEAD FIRST "\n- ", flags[i], "\n", NULL);
        assert_text(item, "");
    }
}

static void
test_turned(void)
{
    static const char *const others[] = {
        "CNN a pu vérifier ces images.",
        "CNN n’a pas manqué de vérifier ces images.",
        "CNN n’a pu que confirmer ces chiffres.",
        "Le ministre, interrogé par CNN, n’a pas pu confirmer sa venue.",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++) {
        g_autofree char *text = g_strconcat(HEAD FIRST "\n", others[i], "\n", NULL);
        assert_text(text, "flag-missing [" TOLL "]\n");
    }
}

static void
test_flag_quoted(void)
{
    assert_text(HEAD FIRST "\n« " FLAG " », a dit le porte-parole.\n", "flag-quoted [" FLAG "]\n");
    assert_text(HEAD FIRST "\nIl a dit : « " FLAG ". Rien d’autre. »\n",
                "flag-quoted [" FLAG "]\n");
    assert_text(HEAD FIRST "\n“" FLAG ",” a-t-il dit.\n", "flag-quoted [" FLAG ",]\n");
    assert_text(HEAD FIRST "\n> " FLAG ".\n", "flag-quoted [" FLAG "]\n");
    /* A quotation that goes on in a second paragraph. */
    assert_text(HEAD FIRST "\n« Nous avons cherché.\n\n« " FLAG " », a-t-il dit.\n",
                "flag-quoted [" FLAG "]\n");
    /* The newsroom's own sentence besides. */
    assert_text(HEAD FIRST "\n« " FLAG " », a-t-il dit. " FLAG ".\n", "");
    /* Only the name stands in guillemets. */
    assert_text(HEAD FIRST "\n« CNN » n’a pas pu vérifier ces images.\n", "");
    /* An apostrophe opens no quotation. */
    assert_text(HEAD FIRST "\nC'est dit : CNN n'a pas pu vérifier ces images.\n", "");
}

static void
test_flag_other_outlet(void)
{
    assert_text(HEAD FIRST "\nReuters n’a pas pu vérifier ces images.\n",
                "flag-other-outlet [Reuters n’a pas pu vérifier ces images]\n");
    assert_text(HEAD FIRST "\nReuters n’a pas pu vérifier ces images. " FLAG ".\n", "");
    /* Another's flag in a quotation is neither. */
    assert_text(HEAD FIRST "\n« Reuters n’a pas pu vérifier ces images », a-t-il dit.\n",
                "flag-missing [" TOLL "]\n");
}

static void
test_outlet(void)
{
    static const char flag[] = "---\ntitle: Essai\n%s---\n\n" FIRST "\n%s n’a pas pu vérifier ce "
                               "récit.\n";
    static const struct {
        const char *front, *settings, *name;
        bool clean;
    } cases[] = {
        {"outlet: AFP\n", NULL, "L’AFP", true},
        {"outlet: AFP\n", NULL, "L’Agence France-Presse", true},
        {"outlet: \"L’AFP\"\n", NULL, "L’AFP", true},
        {"", "version: 1\noutlet: Reuters\n", "Reuters", true},
        {"", "version: 1\noutlet: Reuters\n", "CNN", false},
        {"outlet: CNN\n", "version: 1\noutlet: Reuters\n", "CNN", true},
        {"outlet: CNN\n", "version: 1\noutlet: Reuters\n", "Reuters", false},
        {"outlet: CNN\n", "version: 1\nname: Le Courrier du soir\n", "Le Courrier du soir", true},
        {"", "version: 1\nname: Le Courrier du soir\n", "Le Courrier du soir", true},
        {"", NULL, "La rédaction", true},
        {"", NULL, "CNN", false},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        G_GNUC_BEGIN_IGNORE_DEPRECATIONS
        g_autofree char *text = g_strdup_printf(flag, cases[i].front, cases[i].name);
        G_GNUC_END_IGNORE_DEPRECATIONS
        g_test_message("%zu", i);
        Bundle bundle = {.text = text, .claims = CLAIM, .settings = cases[i].settings};
        g_autoptr(MarbreOutcome) outcome = outcome_of(bundle, ARTICLE);
        g_assert_cmpuint(outcome->findings->len, ==, cases[i].clean ? 0 : 1);
    }
}

static void
test_house_sentence(void)
{
    static const char options[] =
        "{scope: article, flag: \"Réserve : {outlet} n’a que la parole des parties.\"}";
    Bundle bundle = {.text = HEAD FIRST "\nRéserve : CNN n’a que la parole\ndes parties.\n",
                     .claims = CLAIM};
    assert_findings(bundle, options, "");
    assert_findings(bundle, ARTICLE, "flag-missing [" TOLL "]\n");
    bundle.text = HEAD FIRST;
    assert_fixed(bundle, options, "flag-",
                 HEAD TOLL ", dont un enfant, selon les autorités. Réserve : CNN n’a que la parole "
                           "des parties.\n");
}

static void
test_fix(void)
{
    static const char options[] = "{scope: article, flag: \"{outlet} n'a pas pu vérifier ces "
                                  "affirmations de manière indépendante.\"}";
    static const struct {
        const char *before, *after;
    } cases[] = {
        {HEAD FIRST "\nSuite.\n", HEAD TOLL
         ", dont un enfant, selon les autorités. CNN n'a pas pu vérifier ces affirmations "
         "de manière indépendante.\n\nSuite.\n"},
        {HEAD FIRST "\nL’armée.\n",
         HEAD TOLL ", dont un enfant, selon les autorités. " FLAG ".\n\nL’armée.\n"},
        {HEAD "L’armée. **" TOLL "**\n\nSuite.\n",
         HEAD "L’armée. **" TOLL "**. " FLAG ".\n\nSuite.\n"},
        {HEAD "> L’armée. " TOLL ".\n\nSuite.\n",
         HEAD "> L’armée. " TOLL ".\n\n" FLAG ".\n\nSuite.\n"},
        {HEAD "- L’armée. " TOLL ".\n- Suite.\n",
         HEAD "- L’armée. " TOLL ". " FLAG ".\n- Suite.\n"},
        {HEAD "L’armée a dit : « " TOLL ".\n\n« Et dix autres. »\n",
         HEAD "L’armée a dit : « " TOLL ".\n\n« Et dix autres. » " FLAG ".\n"},
        {HEAD "L’armée.\n\n## " TOLL "\n\nSuite.\n",
         HEAD "L’armée.\n\n## " TOLL "\n\n" FLAG ".\n\nSuite.\n"},
        {"---\r\noutlet: AFP\r\n---\r\n\r\n> L’armée. " TOLL ".\r\n",
         "---\r\noutlet: AFP\r\n---\r\n\r\n> L’armée. " TOLL
         ".\r\n\r\nL’AFP n’a pas pu vérifier ces "
         "affirmations de manière indépendante.\r\n"},
        {HEAD FIRST "\n« L’armée : " FLAG " », a-t-il dit.\n",
         HEAD TOLL ", dont un enfant, selon les autorités. " FLAG ".\n\n« L’armée : " FLAG
                   " », a-t-il dit.\n"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%zu", i);
        assert_fixed((Bundle){.text = cases[i].before, .claims = CLAIM}, options, "flag-",
                     cases[i].after);
    }
}

static void
test_english(void)
{
    Bundle bundle = {
        .english = "---\noutlet: CNN\n---\n\nAt least five people were killed, the mayor said.\n",
        .claims = "claims:\n  - {id: a, quote: At least five people were killed, "
                  "status: unverified}\n"};
    assert_findings(bundle, ARTICLE, "flag-missing [At least five people were killed]\n");
    /* The house's sentence is French; the text is not. */
    assert_fixed(
        bundle, "{scope: article, flag: \"{outlet} n'a pas pu vérifier ces affirmations.\"}",
        "flag-",
        "---\noutlet: CNN\n---\n\nAt least five people were killed, the mayor said. CNN could not "
        "independently verify these claims.\n");
}

#define TWO                                                                                        \
    "claims:\n  - {id: a, quote: un premier fait, status: unverified}\n"                           \
    "  - {id: b, quote: un second fait, status: unverified}\n"

static void
assert_scope(const char *text, const char *scope, const char *wanted)
{
    g_autofree char *options = g_strdup_printf("{scope: %s}", scope);
    assert_findings((Bundle){.text = text, .claims = TWO}, options, wanted);
}

static void
test_scopes(void)
{
    static const char both[] = HEAD "Ici un premier fait.\n\nLà un second fait.\n\n" FLAG ".\n";
    assert_scope(both, "article", "");
    assert_scope(both, "section", "");
    assert_scope(both, "near", "flag-far [un premier fait]\n");
    assert_scope(both, "paragraph", "flag-far [un premier fait]\nflag-far [un second fait]\n");
    static const char sides[] =
        HEAD "Ici un premier fait.\n\nLà un second fait.\n\nCNN n’a pas pu vérifier "
             "ce que disent les deux parties.\n";
    assert_scope(sides, "near", "flag-far (warning) [un premier fait]\n");
    assert_scope(sides, "paragraph",
                 "flag-far (warning) [un premier fait]\nflag-far (warning) [un second fait]\n");
    static const char ahead[] =
        HEAD "CNN n’a pas pu vérifier ce que disent les deux parties.\n\nIci un premier "
             "fait.\n\n## Suite\n\nLà un second fait.\n";
    assert_scope(ahead, "section", "flag-far [un second fait]\n");
    assert_scope(ahead, "near", "flag-far [un premier fait]\nflag-far [un second fait]\n");

    static const char each[] =
        HEAD "Ici un premier fait. " FLAG ".\n\nLà un second fait, que " FLAG ".\n";
    assert_scope(each, "paragraph", "");
    assert_scope(each, "sentence", "flag-far [un premier fait]\n");

    static const char behind[] = HEAD "Ici un premier fait.\n\nLà un second fait. " FLAG ".\n";
    assert_scope(behind, "near", "flag-far [un premier fait]\n");
    static const char before[] = HEAD "Ici un premier fait.\n\n" FLAG ". Là un second fait.\n";
    assert_scope(before, "near", "");

    static const char apart[] =
        HEAD "Ici un premier fait.\n\n## Suite\n\n" FLAG ".\n\nLà un second fait.\n";
    assert_scope(apart, "section", "flag-far [un premier fait]\n");
    assert_scope(apart, "near", "flag-far [un premier fait]\nflag-far [un second fait]\n");

    static const char picture[] =
        HEAD "Ici un premier fait et un second fait.\n\n![](a.jpg)\n\n" FLAG ".\n";
    assert_scope(picture, "near", "");

    /* One finding for the claims of one paragraph. */
    static const char together[] = HEAD "Ici un premier fait et un second fait.\n";
    assert_scope(together, "near", "flag-missing [Ici un premier fait]\n");
    assert_scope(together, "article", "flag-missing [Ici un premier fait]\n");
}

static void
assert_ledger(const char *claims, const char *wanted)
{
    assert_findings((Bundle){.text = HEAD FIRST "\n" FLAG ".\n", .claims = claims}, ARTICLE,
                    wanted);
}

static void
assert_bare(const char *text, const char *claims, const char *wanted)
{
    g_autofree char *whole = g_strconcat(HEAD, text, NULL);
    assert_findings((Bundle){.text = whole, .claims = claims}, ARTICLE, wanted);
}

static void
test_unrecorded(void)
{
    assert_bare(FIRST, NULL, UNRECORDED);
    assert_bare(FIRST, "claims: []\n", UNRECORDED);
    assert_bare(FIRST, "none: {reason: un exemple, by: lea}\n", "");
    assert_bare("Le calme règne. " TOLL ", selon *la* police.", NULL,
                "claim-unrecorded [" TOLL ", selon *la* police.]\n");
    assert_bare("Selon la police, le calme règne. " TOLL ".", NULL, "");
    assert_bare("« " TOLL " », a dit le maire.", NULL,
                "claim-unrecorded [« " TOLL " », a dit le maire.]\n");
    assert_bare("Le maire a parlé lundi.\n\n« " TOLL ". »", NULL,
                "claim-unrecorded [« " TOLL ". »]\n");
    assert_bare("> " TOLL ".", NULL, "claim-unrecorded [" TOLL ".]\n");
    assert_bare("## " TOLL ", selon la police\n\nRien.", NULL, "");
    assert_bare("Rien.\n\n<!-- " TOLL ", selon la police. -->", NULL, "");
    /* What covers the words wherever they stand again. */
    assert_bare(FIRST "\n" FLAG ".\n\nL’armée dit qu’au moins cinq personnes ont été tuées.", CLAIM,
                "");
    assert_bare("Selon la police, la digue a cédé et l’armée a bombardé le pont.\n\n" FLAG ".",
                "claims:\n  - {id: a, quote: la digue a cédé, status: unverified}\n", "");
    assert_bare(
        "E\u0301crite en NFD, l’arme\u0301e a e\u0301te\u0301 accuse\u0301e de viols, selon Kador.",
        NULL,
        "claim-unrecorded [E\u0301crite en NFD, l’arme\u0301e a e\u0301te\u0301 accuse\u0301e de "
        "viols, selon Kador.]\n");
}

static char *
arg_of(MarbreOutcome *outcome, const char *name)
{
    g_assert_cmpuint(outcome->findings->len, ==, 1);
    const MarbreRecord *record = g_ptr_array_index(outcome->findings, 0);
    GVariantIter args;
    const char *key, *value;
    g_variant_iter_init(&args, record->args);
    while (g_variant_iter_next(&args, "(&s&s)", &key, &value))
        if (strcmp(key, name) == 0)
            return g_strdup(value);
    return NULL;
}

static void
assert_arg(MarbreOutcome *outcome, const char *name, const char *wanted)
{
    g_autofree char *value = arg_of(outcome, name);
    g_assert_cmpstr(value, ==, wanted);
}

static void
test_suggested(void)
{
    static const struct {
        const char *text, *words, *by, *kind;
    } cases[] = {
        {"Selon la police, " TOLL ".", TOLL, "police", "toll"},
        {"L’*armée* a affirmé mardi que l’ennemi avait bombardé le pont.",
         "l’ennemi avait bombardé le pont", "armée", "accusation"},
        {"Les rebelles ont pris la ville, a annoncé le général Orban.",
         "Les rebelles ont pris la ville", "général Orban", "territory"},
        {"Le maire Orban a parlé lundi à la radio, selon l’AFP. Il a ajouté que " TOLL ".", TOLL,
         "AFP", "toll"},
        {"Le colonel Kador a déclaré que tout était calme.\n\n« L’ennemi a ouvert le feu. »",
         "L’ennemi a ouvert le feu", "colonel Kador", "accusation"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = g_strconcat(HEAD, cases[i].text, NULL);
        g_autoptr(MarbreOutcome) outcome = outcome_of((Bundle){.text = text}, ARTICLE);
        assert_arg(outcome, "words", cases[i].words);
        assert_arg(outcome, "by", cases[i].by);
        assert_arg(outcome, "kind", cases[i].kind);
    }
}

static void
test_attribution_missing(void)
{
    assert_bare(TOLL " mardi.", NULL, "attribution-missing [" TOLL " mardi.]\n");
    assert_bare("Le maire l’a dit, a affirmé la police.\n\n" TOLL ".", NULL,
                "attribution-missing [" TOLL ".]\n");
    assert_bare(TOLL ". Le maire l’a confirmé.", NULL, "");
    assert_bare("CNN n’a pas pu vérifier ces bombardements.", NULL, "");
    assert_bare(TOLL ".",
                "claims:\n  - {id: a, quote: " TOLL ", status: verified, evidence: [{url: "
                "\"https://a.example/\"}]}\n",
                "");
    assert_bare("Rien. Le projet avance et l’équipe a pris la route.", NULL, "");
}

static void
test_unanchored(void)
{
    assert_ledger("claims:\n  - id: a\n    quote: \"d’autres mots\"\n    status: unverified\n",
                  UNRECORDED "claim-unanchored [d’autres mots]\n");
    assert_ledger("claims:\n  - id: a\n    status: unverified\n",
                  UNRECORDED "claim-unanchored [a]\n");
    assert_ledger("claims:\n  - id: a\n    quote: ''\n    status: unverified\n",
                  UNRECORDED "claim-unanchored [a]\n");
    assert_ledger("claims:\n  - {id: a, quote: d'autres mots, status: withdrawn}\n", UNRECORDED);
    /* Part of a figure, part of a word. */
    assert_ledger("claims:\n  - {id: a, quote: moins cinq personne, status: unverified}\n",
                  UNRECORDED "claim-unanchored [moins cinq personne]\n");
    /* Words of two paragraphs. */
    assert_ledger("claims:\n  - {id: a, quote: selon les autorités. CNN, status: unverified}\n",
                  UNRECORDED "claim-unanchored [selon les autorités. CNN]\n");
}

static void
test_anchored(void)
{
    static const char *const texts[] = {
        "Au moins **cinq** personnes ont *été* tuées, a dit le maire.",
        "Au moins [cinq](https://a.example/) personnes ont été tuées, a dit le maire.",
        "Au moins cinq\u00a0personnes ont été\u202ftuées, a dit le maire.",
        "Au moins cinq\npersonnes ont été\ntuées, a dit le maire.",
        "Au moins cinq person\u00adnes ont été tuées, a dit le maire.",
        "Au moins cinq personnes ont e\u0301te\u0301 tue\u0301es, a dit le maire.",
        "Selon eux, au moins cinq personnes ont &eacute;té tuées, a dit le maire.",
        "> Au moins cinq personnes ont été tuées, a dit le maire.",
        "- Au moins cinq personnes ont été tuées, a dit le maire.",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autofree char *text = g_strconcat(HEAD, texts[i], "\n\n" FLAG ".\n", NULL);
        g_test_message("%s", texts[i]);
        assert_text(text, "");
    }
    static const char *const quotes[] = {"\"l’armée\\u00a0avance\"", "l'armée avance",
                                         "l'*armée* avance", "|\n      l'armée\n      avance",
                                         "\"l`arme\\u0301e avance\""};
    for (size_t i = 0; i < G_N_ELEMENTS(quotes); i++) {
        g_autofree char *claims = g_strconcat("claims:\n  - id: a\n    quote: ", quotes[i],
                                              "\n    status: unverified\n", NULL);
        g_test_message("%s", quotes[i]);
        assert_findings(
            (Bundle){.text = HEAD "Là, l’armée avance.\n\n" FLAG ".\n", .claims = claims}, ARTICLE,
            "");
    }
}

static void
test_to_check(void)
{
    assert_ledger("claims:\n  - {id: a, quote: " TOLL ", status: to-check}\n",
                  "claim-to-check [to-check]\n");
    assert_ledger("claims:\n  - {id: a, quote: " TOLL ", status: checking}\n",
                  "claim-to-check [checking]\n");
    assert_ledger("claims:\n  - {id: a, quote: " TOLL "}\n", "claim-to-check [a]\n");
    assert_ledger("claims:\n  - {id: a, quote: rien, status: to-check}\n",
                  UNRECORDED "claim-unanchored [rien]\nclaim-to-check [to-check]\n");
}

static void
test_evidence(void)
{
    static const char *const statuses[] = {"verified", "disputed", "false"};
    static const char *const evidence[] = {"", ", evidence: []", ", evidence: [{seen: 2023-09-19}]",
                                           ", evidence: ['']", ", evidence: null"};
    for (size_t i = 0; i < G_N_ELEMENTS(statuses); i++)
        for (size_t k = 0; k < G_N_ELEMENTS(evidence); k++) {
            g_autofree char *claims = g_strdup_printf(
                "claims:\n  - {id: a, quote: " TOLL ", status: %s%s}\n", statuses[i], evidence[k]);
            static const char *const before[] = {"", "denial-missing [" TOLL "]\n",
                                                 "claim-false [" TOLL "]\n"};
            g_autofree char *wanted =
                g_strdup_printf("%sevidence-missing [%s]\n", before[i], statuses[i]);
            assert_ledger(claims, wanted);
        }
    assert_ledger("claims:\n  - {id: a, quote: " TOLL ", status: verified, evidence: [{url: "
                  "\"https://a.example/\"}]}\n",
                  STALE);
    assert_ledger("claims:\n  - {id: a, quote: " TOLL ", status: verified, evidence: [{seen: "
                  "2023-09-19}, {origin: Croix-Rouge}]}\n",
                  STALE);
    assert_ledger("claims:\n  - {id: a, quote: " TOLL
                  ", status: verified, evidence: [\"https://a.example/\"]}\n",
                  STALE);
}

/* A claim with these members, of a text that says it and its flag. */
static void
assert_claim(const char *text, const char *members, const char *options, const char *wanted)
{
    g_autofree char *claims =
        g_strdup_printf("claims:\n  - {id: a, quote: " TOLL ", %s}\n", members);
    g_autofree char *whole = g_strconcat(HEAD, text, "\n", NULL);
    Bundle bundle = {.text = whole,
                     .claims = claims,
                     .settings = "version: 1\nsite: https://www.gazette.example/\n"};
    assert_findings(bundle, options, wanted);
}

#define GIVEN "evidence: [{url: \"https://a.example/\", origin: Registre}]"

static void
assert_two(
    const char *text, const char *first, const char *second, const char *scope, const char *wanted)
{
    g_autofree char *claims =
        g_strdup_printf("claims:\n  - {id: a, quote: un premier fait, status: %s, " GIVEN "}\n"
                        "  - {id: b, quote: un second fait, status: %s, " GIVEN "}\n",
                        first, second);
    g_autofree char *options = g_strdup_printf("{scope: %s}", scope);
    g_autofree char *whole = g_strconcat(HEAD, text, NULL);
    assert_findings((Bundle){.text = whole, .claims = claims}, options, wanted);
}

static void
test_stale(void)
{
    static const char both[] = "Ici un premier fait.\n\n" FLAG ".\n\nLà un second fait.\n\nRien.\n";
    static const char houses[] = "Ici un premier fait et un second fait. Réserve : CNN se tait.";
    assert_two(both, "verified", "verified", "article", STALE);
    assert_two(both, "verified", "withdrawn", "article", STALE);
    assert_two(both, "withdrawn", "withdrawn", "article", STALE);
    assert_two(both, "verified", "unverified", "article", "");
    assert_two(both, "verified", "unverified", "near", "flag-far [un second fait]\n");
    assert_two("Ici un premier fait.\n\n" FLAG ".\n\nLà un second fait.\n\n" FLAG ".\n", "verified",
               "unverified", "near", STALE);
    assert_two("Ici un premier fait.\n\nRien.\n\n" FLAG ".\n\nUn second fait.\n", "verified",
               "verified", "near", STALE);
    assert_two("Ici un premier fait et un second fait.\n\n« " FLAG " », dit-il.\n", "verified",
               "verified", "article", "");
    assert_two("Ici un premier fait et un second fait.\n\nReuters n’a pas pu vérifier cela.\n",
               "verified", "verified", "article", "");
    Bundle bundle = {
        .text = HEAD FIRST "\n" FLAG ".\n\nIci un premier fait.\n",
        .claims = "claims:\n  - {id: a, quote: un premier fait, status: verified, " GIVEN "}\n"};
    assert_findings(bundle, ARTICLE, UNRECORDED);
    g_autofree char *text = g_strconcat(HEAD, houses, NULL);
    bundle.text = text;
    bundle.claims = "claims:\n  - {id: a, quote: un premier fait, status: verified, " GIVEN "}\n";
    assert_findings(bundle, "{flag: \"Réserve : {outlet} se tait.\"}",
                    "flag-stale [Réserve : CNN se tait]\n");
}

static void
test_circular(void)
{
    static const struct {
        const char *evidence, *wanted;
    } cases[] = {
        {"{url: \"https://a.example/x\", origin: Croix-Rouge}", ""},
        {"{url: \"https://gazette.example/x\"}", "evidence-circular [https://gazette.example/x]\n"},
        {"{url: \"https://EN.gazette.example:80/x\"}",
         "evidence-circular [https://EN.gazette.example:80/x]\n"},
        {"{url: \"https://agazette.example/x\"}", ""},
        {"{url: \"https://a.example/gazette.example\"}", ""},
        {"{url: articles/2023/09/essai/index.fr.md}",
         "evidence-circular [articles/2023/09/essai/index.fr.md]\n"},
        {"{url: index.en.md, origin: AFP}", "evidence-circular [index.en.md]\n"},
        {"{url: \"https://a.example/\", origin: \"L’Armée\"}", "evidence-circular [L’Armée]\n"},
        {"{origin: armée du Nord}", ""},
        {"{url: \"https://gazette.example/x\"}, {origin: Croix-Rouge}",
         "evidence-circular (warning) [https://gazette.example/x]\n"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *members =
            g_strdup_printf("by: armée, status: verified, evidence: [%s]", cases[i].evidence);
        assert_claim(FIRST, members, ARTICLE, cases[i].wanted);
    }
}

static void
test_origins(void)
{
    static const char two[] = "{scope: article, origins: {toll: 2}}";
    assert_claim(FIRST, "status: verified, " GIVEN, two, "evidence-missing [verified]\n");
    assert_claim(FIRST, "status: verified, " GIVEN, "{origins: {territory: 2}}", "");
    assert_claim(FIRST, "kind: territory, status: verified, " GIVEN, two, "");
    assert_claim(FIRST, "kind: territory, status: verified, " GIVEN, "{origins: {territory: 2}}",
                 "evidence-missing [verified]\n");
    assert_claim(FIRST,
                 "status: verified, evidence: [{origin: Registre}, {url: \"https://a.example/\", "
                 "origin: le registre}]",
                 two, "evidence-missing [verified]\n");
    assert_claim(FIRST, "status: verified, evidence: [{origin: Registre}, {origin: Croix-Rouge}]",
                 two, "");
    assert_claim(FIRST,
                 "status: verified, evidence: [\"https://a.example/1\", \"https://b.example/2\"]",
                 two, "");
    assert_claim(FIRST FLAG ".", "status: unverified", two, "");
}

static void
test_expired(void)
{
    /* The clock stands at 2023-09-19, 8 in the morning. */
    assert_claim(FIRST, "status: verified, expires: 2023-09-19, " GIVEN, ARTICLE, "");
    assert_claim(FIRST, "status: verified, expires: 2023-09-18, " GIVEN, ARTICLE,
                 "claim-expired [2023-09-18]\n");
    assert_claim(FIRST, "status: verified, expires: 2023-09-19T07:00:00Z, " GIVEN, ARTICLE,
                 "claim-expired [2023-09-19T07:00:00Z]\n");
    assert_claim(FIRST FLAG ".", "status: unverified, expires: 2023-01-01", ARTICLE,
                 "claim-expired [2023-01-01]\n");
    assert_claim("Rien.", "status: withdrawn, expires: 2023-01-01", ARTICLE, "");
}

static void
test_changed(void)
{
#define CHECKED(sentence)                                                                          \
    "status: verified, " GIVEN ", checked: {by: lea, sentence: \"" sentence "\"}"
#define WHOLE TOLL ", dont un enfant, selon les autorités."
    assert_claim(FIRST, CHECKED(WHOLE), ARTICLE, "");
    assert_claim("Le calme. " FIRST "\nLa suite.", CHECKED(WHOLE), ARTICLE, "");
    assert_claim("AU MOINS **cinq** personnes\nont été *tuées*, dont\u00a0un enfant selon les "
                 "autorite\u0301s !",
                 CHECKED(WHOLE), ARTICLE, "");
    assert_claim(FIRST, CHECKED(TOLL ", dont deux enfants, selon les autorités."), ARTICLE,
                 "claim-changed [" TOLL ", dont un enfant, selon les autorités]\n");
    assert_claim(FIRST, CHECKED(TOLL ", dont un enfant."), ARTICLE,
                 "claim-changed [" TOLL ", dont un enfant, selon les autorités]\n");
    /* A ledger that keeps no sentence is believed. */
    assert_claim(FIRST, "status: verified, " GIVEN ", checked: {by: lea}", ARTICLE, "");
}

static void
test_false(void)
{
    static const char wanted[] = "claim-false [" TOLL "]\n";
    assert_claim(FIRST, "status: false, " GIVEN, ARTICLE, wanted);
    assert_claim(TOLL ", selon l’armée. C’est faux.", "status: false, " GIVEN, ARTICLE, "");
    assert_claim(TOLL ", selon l’armée. Le préfet l’a démenti.", "status: false, " GIVEN, ARTICLE,
                 "");
    assert_claim(TOLL ", selon l’armée.\n\nC’est faux.", "status: \"false\", " GIVEN, ARTICLE,
                 wanted);
}

static void
test_denial(void)
{
    static const char wanted[] = "denial-missing [" TOLL "]\n";
    static const struct {
        const char *text;
        bool missing;
    } cases[] = {
        {FIRST, true},
        {FIRST "\nLe ministère dément.", false},
        {TOLL ", selon l’armée, ce que nie le préfet.", false},
        {FIRST "\nLe préfet a rejeté ces accusations.", false},
        {FIRST "\nCes propos ont été démentis par le préfet.", false},
        {FIRST "\nLe préfet n’a pas démenti.", true},
        {FIRST "\nLe préfet ne dément pas.", true},
        {FIRST "\n## Suite\n\nLe ministère dément.", true},
        {FIRST "\nLa pluie tombe.\n\nLe ministère dément.", true},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        assert_claim(cases[i].text, "status: disputed, " GIVEN, ARTICLE,
                     cases[i].missing ? wanted : "");
    Bundle bundle = {.english =
                         "---\noutlet: CNN\n---\n\nFive people were killed, the army said. The "
                         "mayor did not deny it.\n",
                     .claims = "claims:\n  - {id: a, quote: Five people were killed, status: "
                               "disputed, evidence: [{origin: x}]}\n"};
    assert_findings(bundle, ARTICLE, "denial-missing [Five people were killed]\n");
    bundle.english = "---\noutlet: CNN\n---\n\nFive people were killed, the army said.\n\nThe "
                     "mayor denied it.\n";
    assert_findings(bundle, ARTICLE, "");
}

static void
test_factive(void)
{
    static const struct {
        const char *text, *verb;
    } cases[] = {
        {"L’armée a révélé qu’au moins cinq personnes ont été tuées.", "a révélé"},
        {"Le préfet reconnaît : " TOLL ".", "reconnaît"},
        {TOLL ", a également confirmé le préfet.", "a également confirmé"},
        {TOLL ", a affirmé le préfet.", NULL},
        {TOLL ", prétend le préfet.", NULL},
        {TOLL ", a dit le préfet, que le maire n’a pas confirmé.", NULL},
        {TOLL ", a dit le préfet. Le maire a confirmé sa venue.", NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = g_strconcat(cases[i].text, "\n\n" FLAG ".", NULL);
        g_autofree char *wanted =
            cases[i].verb ? g_strdup_printf("factive-verb [%s]\n", cases[i].verb) : g_strdup("");
        assert_claim(text, "status: unverified", ARTICLE, wanted);
        if (cases[i].verb)
            assert_claim(cases[i].text, "status: verified, " GIVEN, ARTICLE, "");
    }
}

/* The sentence that has most of the words is shown. */
static void
test_nearest(void)
{
    Bundle bundle = {.text = HEAD
                     "La digue a tenu. Au moins six personnes sont mortes, selon le maire, "
                     "dans la vallée.\n\nRien.\n",
                     .claims = "claims:\n  - {id: a, quote: au moins six personnes dans la vallée, "
                               "status: to-check}\n"};
    g_autoptr(MarbreOutcome) outcome = outcome_of(bundle, ARTICLE);
    bool shown = false;
    for (guint i = 0; i < outcome->findings->len; i++) {
        const MarbreRecord *record = g_ptr_array_index(outcome->findings, i);
        g_autofree char *args = g_variant_print(record->args, FALSE);
        shown =
            shown || (strcmp(record->rule, "claim-unanchored") == 0 &&
                      strstr(args, "'Au moins six personnes sont mortes, selon le maire, dans la "
                                   "vallée.'"));
    }
    g_assert_true(shown);
}

/* Hostile or empty input ends in findings or in none, never in a failure. */
static void
test_odd_input(void)
{
    static const char *const texts[] = {"",
                                        "---\n---\n",
                                        "---\noutlet: CNN\n---\n",
                                        "\n\n",
                                        "CNN",
                                        "« « « CNN n’a pas pu vérifier",
                                        "---\noutlet: [a, b]\n---\nx\n",
                                        "---\noutlet:\n---\nAu moins cinq personnes ont été tuées"};
    static const char *const ledgers[] = {
        CLAIM,
        "claims:\n",
        "claims: {a: 1}\n",
        "- a\n",
        "claims: [1, null, {}, [a]]\n",
        "claims: [{id: \"a\\0b\", quote: \"\\0\", status: \"\\0x\"}]\n",
        "x: 1\n"};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        for (size_t k = 0; k < G_N_ELEMENTS(ledgers); k++) {
            g_test_message("%zu %zu", i, k);
            g_autoptr(MarbreOutcome) outcome =
                outcome_of((Bundle){.text = texts[i], .claims = ledgers[k]}, "{}");
            g_assert_nonnull(outcome);
        }
}

static void
test_services(void)
{
    assert_needs((const char *const[]){MBR_JOB_API, MBR_ARTICLE_API, MBR_TEXT_API, MBR_REPO_API,
                                       MBR_REPORT_API, MBR_CONFIG_API, NULL},
                 "{}");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/factcheck/rules/clean", test_clean);
    g_test_add_func("/factcheck/rules/flag-missing", test_flag_missing);
    g_test_add_func("/factcheck/rules/elsewhere", test_elsewhere);
    g_test_add_func("/factcheck/rules/spellings", test_spellings);
    g_test_add_func("/factcheck/rules/turned", test_turned);
    g_test_add_func("/factcheck/rules/flag-quoted", test_flag_quoted);
    g_test_add_func("/factcheck/rules/flag-other-outlet", test_flag_other_outlet);
    g_test_add_func("/factcheck/rules/outlet", test_outlet);
    g_test_add_func("/factcheck/rules/house-sentence", test_house_sentence);
    g_test_add_func("/factcheck/rules/fix", test_fix);
    g_test_add_func("/factcheck/rules/english", test_english);
    g_test_add_func("/factcheck/rules/scopes", test_scopes);
    g_test_add_func("/factcheck/rules/claim-unanchored", test_unanchored);
    g_test_add_func("/factcheck/rules/claim-unrecorded", test_unrecorded);
    g_test_add_func("/factcheck/rules/suggested", test_suggested);
    g_test_add_func("/factcheck/rules/attribution-missing", test_attribution_missing);
    g_test_add_func("/factcheck/rules/anchored", test_anchored);
    g_test_add_func("/factcheck/rules/claim-to-check", test_to_check);
    g_test_add_func("/factcheck/rules/evidence-missing", test_evidence);
    g_test_add_func("/factcheck/rules/flag-stale", test_stale);
    g_test_add_func("/factcheck/rules/evidence-circular", test_circular);
    g_test_add_func("/factcheck/rules/origins", test_origins);
    g_test_add_func("/factcheck/rules/claim-expired", test_expired);
    g_test_add_func("/factcheck/rules/claim-changed", test_changed);
    g_test_add_func("/factcheck/rules/claim-false", test_false);
    g_test_add_func("/factcheck/rules/denial-missing", test_denial);
    g_test_add_func("/factcheck/rules/factive-verb", test_factive);
    g_test_add_func("/factcheck/rules/nearest", test_nearest);
    g_test_add_func("/factcheck/rules/odd-input", test_odd_input);
    g_test_add_func("/factcheck/rules/services", test_services);
    return g_test_run();
}
