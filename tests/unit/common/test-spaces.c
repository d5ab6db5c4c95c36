/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "spaces.h"

#include <glib.h>
#include <string.h>

/* In these tests ~ is U+00A0 and ^ is U+202F. */
static char *
typeset(const char *text)
{
    GString *out = g_string_new(text);
    g_string_replace(out, "~", "\xc2\xa0", 0);
    g_string_replace(out, "^", "\xe2\x80\xaf", 0);
    return g_string_free(out, FALSE);
}

static char *
shown(const char *text, size_t size)
{
    GString *out = g_string_new_len(text, (gssize)size);
    g_string_replace(out, "\xc2\xa0", "~", 0);
    g_string_replace(out, "\xe2\x80\xaf", "^", 0);
    return g_string_free(out, FALSE);
}

static const char *const names[SPACE_KINDS] = {"guillemets", "signs",         "thousands",
                                               "units",      "no-guillemets", "no-signs",
                                               "too-many",   "doubled",       "comma"};

static gint
by_place(gconstpointer a, gconstpointer b)
{
    const space_fault *x = a, *y = b;
    return x->at.start < y->at.start ? -1 : x->at.start > y->at.start;
}

static char *
mend(const char *text, const space_faults *faults)
{
    GString *out = g_string_new(NULL);
    size_t at = 0;
    for (size_t i = 0; i < faults->count; i++) {
        const space_fault *fault = &faults->items[i];
        size_t from = fault->mend == SPACE_AFTER ? fault->at.end : fault->at.start;
        g_string_append_len(out, text + at, (gssize)(from - at));
        g_string_append(out, fault->put);
        at = fault->mend == SPACE_REPLACE ? fault->at.end : from;
    }
    g_string_append(out, text + at);
    return g_string_free(out, FALSE);
}

/* KIND:words of each fault, and the mended text in ret. */
static char *
judge(const char *written, locale usage, char **ret_mended)
{
    word_set languages;
    language_words(&languages);
    g_autofree char *text = typeset(written);
    space_rules rules = {.usage = usage, .languages = &languages};
    space_faults faults = {0};
    mbr_text data = {text, strlen(text)};
    g_assert_true(spaces_judge(&data, 0, &rules, &faults));
    GString *said = g_string_new(NULL);
    for (size_t i = 0; i < faults.count; i++) {
        const space_fault *fault = &faults.items[i];
        g_autofree char *words =
            shown(text + fault->words.start, fault->words.end - fault->words.start);
        g_string_append_printf(said, "%s%s:%s", i > 0 ? "; " : "", names[fault->kind], words);
    }
    if (faults.count > 1)
        qsort(faults.items, faults.count, sizeof *faults.items, by_place);
    g_autofree char *mended = mend(text, &faults);
    *ret_mended = shown(mended, strlen(mended));
    space_faults_clear(&faults);
    return g_string_free(said, FALSE);
}

static void
check_in(locale usage, const char *text, const char *expected, const char *mended)
{
    g_autofree char *out = NULL, *again = NULL;
    g_autofree char *said = judge(text, usage, &out);
    g_assert_cmpstr(said, ==, expected);
    g_assert_cmpstr(out, ==, mended);
    g_autofree char *rest = judge(mended, usage, &again);
    g_assert_cmpstr(rest, ==, "");
}

static void
check(const char *text, const char *expected, const char *mended)
{
    check_in(LOCALE_FRANCE, text, expected, mended);
}

static void
clean(const char *text)
{
    check(text, "", text);
}

static void
test_guillemets(void)
{
    check("une « antiterroriste » ici", "guillemets:« antiterroriste; guillemets:antiterroriste »",
          "une «~antiterroriste~» ici");
    check("«  deux »", "guillemets:«  deux; guillemets:deux »", "«~deux~»");
    check("jusqu’au bout.»", "no-guillemets:bout.»", "jusqu’au bout.~»");
    check("le «mot» dit", "no-guillemets:«mot; no-guillemets:mot»", "le «~mot~» dit");
    check("« mot~», dit", "guillemets:« mot", "«~mot~», dit");
    clean("«~mot~», «^mot^» et «\xe2\x80\x89mot\xe2\x80\x89».");
    clean("«&nbsp;mot&nbsp;», dit-il");
    clean("«»");
}

static void
test_signs(void)
{
    check("un titre : la suite ; puis quoi ? Oui !",
          "signs:titre :; signs:suite ;; signs:quoi ?; signs:Oui !",
          "un titre~: la suite^; puis quoi^? Oui^!");
    check("un titre: la suite; quoi?", "no-signs:titre:; no-signs:suite;; no-signs:quoi?",
          "un titre~: la suite^; quoi^?");
    check("« oui » : non", "guillemets:« oui; guillemets:oui »; signs:» :", "«~oui~»~: non");
    clean("un titre~: la suite^; puis quoi^? Oui~! Quoi^?! Hein~?…");
    clean("à 12:30, ratio 3:1 et 3 : 1, https://a.b/c?d=e&f; fin");
    clean("voir http://exemple.fr/a?b= ou www.x.fr/q?");
    clean(":smile: et :-) ou ;) voire :( mais Foo::bar() !important");
    clean("le titre&nbsp;: la suite&nbsp;; fin");
    clean("Yahoo! a publié cela");
    clean("{{< figure src=\"a\" >}} et {{< ref \"x\" >}}: ok");
    clean("What is to be done? paraît en mai");
    clean("a@b.fr: voir");
    clean("| a | b: |");
}

static void
test_numbers(void)
{
    check("ses 120 000 habitants et 2 000 soldats", "thousands:120 000; thousands:2 000",
          "ses 120^000 habitants et 2^000 soldats");
    check("1 234 567 euros", "thousands:1 234 567; thousands:1 234 567", "1^234^567 euros");
    check("35 % de 12 € sur 3 km", "units:35 %; units:12 €; units:3 km", "35~% de 12~€ sur 3~km");
    check("35% de 12€", "no-signs:35%; no-signs:12€", "35~% de 12~€");
    clean("120^000 habitants, 2~000 soldats, 35~%, 12^€");
    clean("le 01 23 45 67 89 ou +33 612 345 678 ou 06 12 345 678");
    clean("en 2020 200 personnes, le 12 345e, 12-34 567, 1,5 000");
    clean("le 9 h 30, 80 personnes, 44 jours, %20 et 100%25");
    clean("2^000 300 personnes");
}

static void
test_superfluous(void)
{
    check("d' étrange, l’ Arménie et qu' il",
          "too-many:d' étrange; too-many:l’ Arménie; too-many:qu' il",
          "d'étrange, l’Arménie et qu'il");
    check("un mot , puis ( deux ) .",
          "too-many:mot ,; too-many:( deux; too-many:deux ); too-many: .", "un mot, puis (deux).");
    check("deux  mots", "doubled:deux  mots", "deux mots");
    check("un,deux et 1,5 ou a,b", "comma:un,deux", "un, deux et 1,5 ou a,b");
    clean("… un mot … suite, [fin] . . . et .net");
    clean("rock 'n' roll, les boys' bands, aujourd’hui");
    clean("un mot~– puis");
}

static void
test_countries(void)
{
    check_in(LOCALE_CANADA, "quoi? Oui! Non; fin", "", "quoi? Oui! Non; fin");
    check_in(LOCALE_CANADA, "ceci: cela", "no-signs:ceci:", "ceci~: cela");
    check_in(LOCALE_CANADA, "« mot »", "guillemets:« mot; guillemets:mot »", "«~mot~»");
    check_in(LOCALE_SWITZERLAND, "«mot»: quoi? 35%", "", "«mot»: quoi? 35%");
    check_in(LOCALE_SWITZERLAND, "« mot »", "guillemets:« mot; guillemets:mot »", "«^mot^»");
}

static void
test_left_to_others(void)
{
    word_set languages;
    language_words(&languages);
    const char *text = "a « b » c";
    const mbr_span signs[] = {{2, 4}, {7, 9}};
    space_rules rules = {
        .usage = LOCALE_FRANCE, .languages = &languages, .signs = signs, .sign_count = 2};
    space_faults faults = {0};
    mbr_text data = {text, strlen(text)};
    g_assert_true(spaces_judge(&data, 0, &rules, &faults));
    g_assert_cmpuint(faults.count, ==, 0);
    space_faults_clear(&faults);
}

static void
test_values_of_yaml(void)
{
    word_set languages;
    language_words(&languages);
    const char *text = "un,deux  mots: oui";
    space_rules rules = {.usage = LOCALE_FRANCE, .languages = &languages, .value = true};
    space_faults faults = {0};
    mbr_text data = {text, strlen(text)};
    g_assert_true(spaces_judge(&data, 0, &rules, &faults));
    g_assert_cmpuint(faults.count, ==, 1); /* ordinary spaces could change what YAML reads */
    g_assert_cmpint(faults.items[0].kind, ==, SPACE_NONE_SIGNS);
    space_faults_clear(&faults);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/spaces/guillemets", test_guillemets);
    g_test_add_func("/spaces/signs", test_signs);
    g_test_add_func("/spaces/numbers", test_numbers);
    g_test_add_func("/spaces/superfluous", test_superfluous);
    g_test_add_func("/spaces/countries", test_countries);
    g_test_add_func("/spaces/left-to-others", test_left_to_others);
    g_test_add_func("/spaces/values-of-yaml", test_values_of_yaml);
    return g_test_run();
}
