/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "marks.h"

#include <glib.h>
#include <string.h>

static void
read_signs(const quote_text *texts, size_t count, quote_signs *signs)
{
    word_set languages;
    language_words(&languages);
    mark_rules rules = {.usage = LOCALE_FRANCE, .languages = &languages};
    mark_faults faults = {0};
    for (size_t i = 0; i < count; i++)
        if (!texts[i].skip)
            g_assert_true(marks_judge(&texts[i].text, i, &rules, &faults, signs));
    mark_faults_clear(&faults);
}

/* Paragraphs are parted by `|`; one that begins with # is a heading, with % in another language.
 * A fault reads KIND:words, with ! where it is mendable. */
static char *
judge(const char *all, bool style)
{
    static const char *const kinds[] = {"unclosed", "unopened", "extra",
                                        "reversed", "nested",   "style"};
    g_auto(GStrv) parts = g_strsplit(all, "|", -1);
    size_t count = g_strv_length(parts);
    g_autofree quote_text *texts = g_new0(quote_text, count);
    for (size_t i = 0; i < count; i++) {
        texts[i].alone = parts[i][0] == '#';
        texts[i].skip = parts[i][0] == '%';
        const char *text = parts[i] + (texts[i].alone || texts[i].skip);
        texts[i].text = (mbr_text){text, strlen(text)};
    }
    quote_faults faults = {0};
    quote_signs signs = {0};
    read_signs(texts, count, &signs);
    g_assert_true(quotes_judge(texts, count, &signs, &faults));
    if (style) {
        quote_faults_clear(&faults);
        g_assert_true(quotes_judge_style(texts, count, &signs, &faults));
    }
    quote_signs_clear(&signs);
    GString *said = g_string_new(NULL);
    for (size_t i = 0; i < faults.count; i++) {
        const quote_fault *fault = &faults.items[i];
        g_string_append_printf(said, "%s%s%zu:%.*s", i > 0 ? "; " : "", kinds[fault->kind],
                               fault->text, (int)(fault->words.end - fault->words.start),
                               texts[fault->text].text.data + fault->words.start);
        if (fault->mendable)
            g_string_append_c(said, '!');
    }
    quote_faults_clear(&faults);
    return g_string_free(said, FALSE);
}

static void
check(const char *text, const char *expected)
{
    g_autofree char *said = judge(text, false);
    g_assert_cmpstr(said, ==, expected);
}

static void
test_sound(void)
{
    check("Il dit « oui » puis « non ».", "");
    check("« Elle “répond” », dit-il.", "");
    check("« Elle “répond” »|« Encore »", "");
    check("#« Un titre »|Du texte", "");
    check("Du texte sans guillemets, l’eau d'ici.", "");
    check("un écran de 27” et ”deux” mots", "");
    check("„Wort“ et „noch eins“", "");
    check("Il a dit : « Oui. » Puis : « Non ! »", "");
    check("« Il a dit “oui” et “non”. »", "");
    check("(« Oui »), « non » ; « si » !", "");
    check("« Un |#Intertitre|« Deux »", "");
    check("d’« eau », l’« air »", "");
    check("« A »« b »", "");
    check("« A | « b | « c »", "");
    check("“A | “b”", "");
    check("5” et 6”", "");
    check("", "");
}

static void
test_runs(void)
{
    check("« Un long propos.|« Il va plus loin.|« Il finit là. »", "");
    check("« Un long propos.|» Il va plus loin.|» Il finit là. »", "");
    check("« Un long propos.|#Un intertitre|« Il finit là. »", "");
    check("« Qui va là ?|— Moi.|— Entre. »|Et il entra.", "");
    check("« Un long propos.|« Il va plus loin.|Et voilà.", "unclosed1:« Il");
    check("« Qui va là ?|— Moi.|Et il entra.", "unclosed0:« Qui");
    check("“A long one.|“It goes on.”", "");
    check("« Un propos.|%“English.|« Il finit. »", "");
    check("#« Un titre|« Un propos. »", "unclosed0:« Un");
}

static void
test_unbalanced(void)
{
    check("Il dit « oui, et puis non.", "unclosed0:« oui");
    check("Il dit «\xc2\xa0oui, et puis « non ».", "nested0:« non »");
    check("Personne ne sait », dit-il. « Si »", "unopened0:sait »");
    check("Personne ne sait.\xc2\xa0», dit-il.", "unopened0:sait.\xc2\xa0»");
    check("il « remplit ses tâches\xc2\xa0». »", "extra0:tâches\xc2\xa0». »!");
    check("qualifiant cela d'\xc2\xa0»étrange et déroutant\xc2\xa0».",
          "reversed0:d'\xc2\xa0»étrange!");
    check("cela »étrange et sans fin.", "reversed0:»étrange");
    check("il « part «. Puis", "reversed0:part «!");
    check("« Il dit “oui », dit-elle.", "unclosed0:“oui");
    check("Il dit oui”, et “non”.", "unopened0:oui”");
    check("Il dit : « oui ». » Puis", "extra0:oui ». »!");
    check("Il dit ( »oui » )", "reversed0:»oui!");
    check("« A ». « b", "unclosed0:« b");
    check("« A » b » c", "unopened0:b »");
    check("Il dit “oui ” et “non", "unclosed0:“non");
    check("- « Oui|Rien", "unclosed0:« Oui");
    check("« Un|« Deux|Trois. »", "unclosed1:« Deux; unopened2:Trois. »");
    check("« Un|Deux « trois", "unclosed0:« Un; unclosed1:« trois");
}

static void
test_nested(void)
{
    check("« preuve d’une « force sûre » au bout. »", "nested0:« force sûre »!");
    check("« A « b » et « c » d »", "nested0:« b »!; nested0:« c »!");
    /* One sign may close both: a matter of style, and no plain way to mend it. */
    check("« Il a dit : « Je pars. »", "nested0:« Je pars. »");
}

static void
check_style(const char *text, const char *expected)
{
    g_autofree char *said = judge(text, true);
    if (strcmp(said, expected) == 0)
        return;
    g_test_message("%s: found \"%s\"", text, said);
    g_test_fail();
}

static void
test_style(void)
{
    static const char *const rows[][2] = {
        {"un \"geste fort\" ici", "style0:\"geste fort\"!"},
        {"un “geste fort” ici", "style0:“geste fort”!"},
        {"un ‘geste fort’ ici", "style0:‘geste fort’!"},
        {"\"Oui\", dit-il. \"Non\"", "style0:\"Oui\"!; style0:\"Non\"!"},
        {"“Oui”, dit-il. “Non”", "style0:“Oui”!; style0:“Non”!"},
        {"“Oui,” dit-il", "style0:“Oui,”!"},
        {"l'\"hiver\" et l’“été”", "style0:\"hiver\"!; style0:“été”!"},
        {"(\"oui\")", "style0:\"oui\"!"},
        {"\"Oui|Et puis", "style0:\"Oui"},
        {"un \" geste \" fort", "style0:\" geste \""},
        {"“il dit « oui »”", "style0:“il dit « oui »”"},
        {"\"il dit « oui »\"", "style0:\"il dit « oui »\""},
        {"« oui » et “non”", "style0:“non”!"},
        {"#“Titre”|texte", "style0:“Titre”!"},
        {"\"un “deux” trois\"", "style0:\"un “deux” trois\"!"},
        {"le film ‘L’été d’or’ sort", "style0:‘L’été d’or’!"},
        {"« Oui.|— Non.|— Soit. »|“Oui”", "style3:“Oui”!"},
    };
    static const char *const sound[] = {
        "« oui » et « non »",
        "« il dit “oui” »",
        "« il dit \"oui\" »",
        "« il dit ‘oui’ »",
        "« il dit “oui ‘non’” »",
        "un écran de 27\" de côté",
        "un écran de 27” de côté",
        "les années ‘90",
        "„Wort“ et “mot”",
        "« Qui va là ?|— Le “petit”, dit-elle.|— Entre. »",
        "l’eau, l'air",
        "sans rien",
        "%“English” words",
        "un “mot sans fin",
        "{{< a b=\"c\" >}} et <a b=\"c\">",
        "",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        check_style(rows[i][0], rows[i][1]);
    for (size_t i = 0; i < G_N_ELEMENTS(sound); i++)
        check_style(sound[i], "");
}

/* ‹ and › stand within «ainsi» in Switzerland; › alone is an arrow. */
static void
test_swiss(void)
{
    check("«un ‹cas› isolé»", "");
    check("«un ‹cas isolé»", "unclosed0:‹cas");
    check("Accueil › Monde", "");
}

static void
test_deep(void)
{
    g_autoptr(GString) many = g_string_new(NULL);
    for (int i = 0; i < 1000; i++)
        g_string_append(many, "« “");
    g_autofree char *said = judge(many->str, false);
    g_assert_true(g_str_has_prefix(said, "unclosed0:"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/quotes/sound", test_sound);
    g_test_add_func("/quotes/runs", test_runs);
    g_test_add_func("/quotes/unbalanced", test_unbalanced);
    g_test_add_func("/quotes/nested", test_nested);
    g_test_add_func("/quotes/style", test_style);
    g_test_add_func("/quotes/swiss", test_swiss);
    g_test_add_func("/quotes/deep", test_deep);
    return g_test_run();
}
