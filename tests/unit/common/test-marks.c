/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "marks.h"

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

static const char *const names[MARK_KINDS] = {
    "guillemets", "signs",   "thousands", "units",    "no-guillemets", "no-signs",
    "too-many",   "doubled", "after",     "stop",     "apostrophe",    "dash",
    "ellipsis",   "commas",  "points",    "currency", "ordinal",       "style"};

static gint
by_place(gconstpointer a, gconstpointer b)
{
    const mark_fault *x = a, *y = b;
    size_t from = x->mend == MARK_AFTER_IT ? x->at.end : x->at.start;
    size_t other = y->mend == MARK_AFTER_IT ? y->at.end : y->at.start;
    return from < other ? -1 : from > other;
}

/* The text with every edit applied; they must lie apart from each other. */
static char *
mend(const char *text, const mark_faults *faults, const char *usual)
{
    GString *out = g_string_new(NULL);
    size_t at = 0;
    for (size_t i = 0; i < faults->count; i++) {
        const mark_fault *fault = &faults->items[i];
        size_t from = fault->mend == MARK_AFTER_IT ? fault->at.end : fault->at.start;
        if (fault->mend == MARK_NOTHING)
            continue;
        g_assert_cmpuint(from, >=, at);
        g_string_append_len(out, text + at, (gssize)(from - at));
        g_string_append(out, fault->put != NULL ? fault->put : usual);
        at = fault->mend == MARK_REPLACE ? fault->at.end : from;
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
    mark_rules rules = {.usage = usage, .languages = &languages};
    mark_faults faults = {0};
    quote_signs signs = {0};
    mbr_text data = {text, strlen(text)};
    g_assert_true(marks_judge(&data, 0, &rules, &faults, &signs));
    if (faults.straight > 0 && faults.curved > 0)
        g_assert_true(marks_judge_apostrophes(&data, 0, &rules, &faults));
    GString *said = g_string_new(NULL);
    for (size_t i = 0; i < faults.count; i++) {
        const mark_fault *fault = &faults.items[i];
        g_autofree char *words =
            shown(text + fault->words.start, fault->words.end - fault->words.start);
        if (!fault->more)
            g_string_append_printf(said, "%s%s:%s", said->len > 0 ? "; " : "", names[fault->kind],
                                   words);
    }
    const char *usual = faults.straight > faults.curved ? "'" : "’";
    if (faults.count > 1)
        qsort(faults.items, faults.count, sizeof *faults.items, by_place);
    g_autofree char *mended = mend(text, &faults, usual);
    *ret_mended = shown(mended, strlen(mended));
    mark_faults_clear(&faults);
    quote_signs_clear(&signs);
    return g_string_free(said, FALSE);
}

/* What is found, what mending makes of it, and that nothing is found in that. */
static void
check_in(locale usage, const char *text, const char *expected, const char *mended)
{
    g_autofree char *out = NULL, *again = NULL;
    g_autofree char *said = judge(text, usage, &out);
    g_autofree char *rest = judge(out, usage, &again);
    bool same = strcmp(said, expected) == 0 && strcmp(out, mended) == 0 && rest[0] == '\0';
    if (same)
        return;
    g_test_message("%s: found \"%s\", made \"%s\", left \"%s\"", text, said, out, rest);
    g_test_fail();
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

typedef struct row {
    locale usage;
    const char *text, *expected, *mended;
} row;

static void
check_rows(const row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++)
        check_in(rows[i].usage, rows[i].text, rows[i].expected, rows[i].mended);
}

static void
clean_rows(const char *const *rows, size_t count)
{
    for (size_t i = 0; i < count; i++)
        clean(rows[i]);
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
    check("d’ étrange, l’ Arménie et qu’ il",
          "too-many:d’ étrange; too-many:l’ Arménie; too-many:qu’ il",
          "d’étrange, l’Arménie et qu’il");
    check("l 'homme, d 'Italie", "too-many:l 'homme; too-many:d 'Italie", "l'homme, d'Italie");
    check("un mot , puis ( deux ) .",
          "too-many:mot ,; too-many:( deux; too-many:deux ); too-many: .", "un mot, puis (deux).");
    check("deux  mots", "doubled:deux  mots", "deux mots");
    check("un,deux et 1,5 ou a,b", "after:un,deux", "un, deux et 1,5 ou a,b");
    clean("… un mot, [fin] et .net");
    clean("rock 'n' roll, les boys' bands, aujourd’hui");
    clean("un mot~– puis");
}

static void
test_countries(void)
{
    check_in(LOCALE_CANADA, "quoi? Oui! Non; fin", "", "quoi? Oui! Non; fin");
    check_in(LOCALE_CANADA, "Quoi ? Non ; fin", "signs:Quoi ?; signs:Non ;", "Quoi? Non; fin");
    check_in(LOCALE_CANADA, "ceci: cela", "no-signs:ceci:", "ceci~: cela");
    check_in(LOCALE_CANADA, "« mot »", "guillemets:« mot; guillemets:mot »", "«~mot~»");
    check_in(LOCALE_SWITZERLAND, "«mot»: quoi? 35%", "", "«mot»: quoi? 35%");
    check_in(LOCALE_SWITZERLAND, "« mot »", "guillemets:« mot; guillemets:mot »", "«^mot^»");
}

static void
test_values_of_yaml(void)
{
    word_set languages;
    language_words(&languages);
    const char *text = "un,deux  mots: oui";
    mark_rules rules = {.usage = LOCALE_FRANCE, .languages = &languages, .value = true};
    mark_faults faults = {0};
    quote_signs signs = {0};
    mbr_text data = {text, strlen(text)};
    g_assert_true(marks_judge(&data, 0, &rules, &faults, &signs));
    g_assert_cmpuint(faults.count, ==, 2); /* a new space could change what YAML reads */
    g_assert_cmpint(faults.items[0].kind, ==, MARK_DOUBLED);
    g_assert_cmpint(faults.items[1].kind, ==, MARK_NONE_SIGNS);
    mark_faults_clear(&faults);
}

static void
test_apostrophes(void)
{
    static const row rows[] = {
        {LOCALE_FRANCE, "l’eau, l'hiver et l’été", "apostrophe:l'hiver", "l’eau, l’hiver et l’été"},
        {LOCALE_FRANCE, "l'eau, l'hiver et l’été", "apostrophe:l’été", "l'eau, l'hiver et l'été"},
        {LOCALE_FRANCE, "l'eau et l’hiver", "apostrophe:l'eau", "l’eau et l’hiver"},
        {LOCALE_FRANCE, "d´abord, l´eau", "apostrophe:d´abord; apostrophe:l´eau", "d’abord, l’eau"},
        {LOCALE_FRANCE, "la Côte d`Azur", "apostrophe:d`Azur", "la Côte d’Azur"},
        {LOCALE_FRANCE, "lʼeau", "apostrophe:lʼeau", "l’eau"},
        {LOCALE_FRANCE, "l‘eau", "apostrophe:l‘eau", "l’eau"},
        {LOCALE_FRANCE, "qu′il", "apostrophe:qu′il", "qu’il"},
        {LOCALE_FRANCE, "aujourd'hui, l’eau et l’air", "apostrophe:aujourd'hui",
         "aujourd’hui, l’eau et l’air"},
        {LOCALE_FRANCE, "l'«~eau~», l’air, l’été", "apostrophe:l'", "l’«~eau~», l’air, l’été"},
        {LOCALE_FRANCE, "l'ONU, d’ici, d’eux, qu’il", "apostrophe:l'ONU",
         "l’ONU, d’ici, d’eux, qu’il"},
        {LOCALE_FRANCE, "Jusqu'à l’été, d’août", "apostrophe:Jusqu'à", "Jusqu’à l’été, d’août"},
        {LOCALE_FRANCE, "l'élan d'un d´ici", "apostrophe:d´ici", "l'élan d'un d'ici"},
        {LOCALE_CANADA, "c’est l'eau d’ici", "apostrophe:l'eau", "c’est l’eau d’ici"},
        {LOCALE_SWITZERLAND, "c’est l'eau d’ici", "apostrophe:l'eau", "c’est l’eau d’ici"},
        {LOCALE_ENGLISH, "It’s what they don’t say, isn't it?", "apostrophe:isn't",
         "It’s what they don’t say, isn’t it?"},
        {LOCALE_ENGLISH, "It's what they don't say, isn’t it?", "apostrophe:isn’t",
         "It's what they don't say, isn't it?"},
    };
    static const char *const sound[] = {
        "l'eau, l'air et l'été",
        "l’eau, l’air et l’été",
        "l’eau, une vis de 5' 3 et l’air",
        "l’eau et les années '90",
        "rock 'n' roll et l’été",
        "les boys' bands et l’été",
        "en 9'58, l’athlète",
        "Zelensʼkyj et l’été",
        "Hawaiʻi et l’été",
        "un mot entre 'guillemets' et l’été",
        "l'option '-c' et '-d' ou 'd' et 'l'",
        "le mot shortest`afin",
        "voir https://exemple.fr/l'eau et l’été",
        "l’adresse jean.l'eau@exemple.fr",
        "l’ONU et l’«~ONU~»",
        "le code {{< mot l'eau >}} et l’été",
        "| l'eau | l’air |",
        "d’1~km et d’«~ici~»",
    };
    check_rows(rows, G_N_ELEMENTS(rows));
    clean_rows(sound, G_N_ELEMENTS(sound));
}

static void
test_dashes(void)
{
    check("Le maire - élu hier - part.", "dash:maire - élu; dash:hier - part",
          "Le maire – élu hier – part.");
    check("La Russie - Moscou le nie - attaque.", "dash:Russie - Moscou; dash:nie - attaque",
          "La Russie – Moscou le nie – attaque.");
    check("- Qui va là^?", "dash:- Qui", "— Qui va là^?");
    check("«~- Oui, dit-il.~»", "dash:- Oui", "«~— Oui, dit-il.~»");
    check("Le maire -- élu -- part.", "dash:maire -- élu; dash:élu -- part",
          "Le maire – élu – part.");
    check("Le maire--élu--part", "dash:maire--élu; dash:élu--part", "Le maire – élu – part");
    check("de 1990--2000 à nous", "dash:1990--2000", "de 1990–2000 à nous");
    check("Le maire --- élu --- part.", "dash:maire --- élu; dash:élu --- part",
          "Le maire — élu — part.");
    check("Le maire –élu hier – part", "dash:maire –élu", "Le maire – élu hier – part");
    check("Le maire– élu hier – part", "dash:maire– élu", "Le maire – élu hier – part");
    check("Le maire —élu hier — part", "dash:maire —élu", "Le maire — élu hier — part");
    check("L’homme—un soldat—est parti", "dash:L’homme—un; dash:soldat—est",
          "L’homme — un soldat — est parti");
    check("Guerre - ce que l’on sait", "dash:Guerre - ce", "Guerre – ce que l’on sait");
    check("«~Oui~» - non", "dash:- non", "«~Oui~» – non");
    check("Ah^! - oui", "dash:- oui", "Ah^! – oui");
    check_in(LOCALE_CANADA, "Le maire - élu - part", "dash:maire - élu; dash:élu - part",
             "Le maire – élu – part");
    check_in(LOCALE_SWITZERLAND, "Le maire - élu - part", "dash:maire - élu; dash:élu - part",
             "Le maire – élu – part");
    check_in(LOCALE_ENGLISH, "The mayor - who left--is back", "", "The mayor - who left--is back");
    static const char *const sound[] = {
        "arc-en-ciel, a-t-il, peut-être",
        "Lyon - Marseille~: le match",
        "PARIS (AFP) - Le président est là",
        "il a gagné 2 - 1 à Velm",
        "de 10 - 12 ans",
        "le Paris–Lyon de 1990–2000",
        "– dit-il, puis –, enfin",
        "Le maire –~élu hier~– part",
        "l’option --force de git --help",
        "---",
        "a | b - c",
        "pré- et post-conflit",
        "il fait - 3~°C ce matin",
        "C’est le Sars-CoV-2 - 2020",
        "mot~– mot",
        "les 2–~3",
        "voir www.a-b.fr/c--d et https://x.fr/a--b",
        "— Qui va là^?",
        "—Qui va là^?",
        "A-10 -",
        "lire «~-~» ou «~-~».",
        "n - ne pas lire",
    };
    clean_rows(sound, G_N_ELEMENTS(sound));
}

static void
test_ellipses(void)
{
    static const row rows[] = {
        {LOCALE_FRANCE, "Et puis... rien", "ellipsis:puis...", "Et puis… rien"},
        {LOCALE_FRANCE, "Et puis ... rien", "ellipsis:puis ...", "Et puis… rien"},
        {LOCALE_FRANCE, "Quoi...^?", "ellipsis:Quoi...", "Quoi…^?"},
        {LOCALE_FRANCE, "[...] et (...)", "ellipsis:...; ellipsis:...", "[…] et (…)"},
        {LOCALE_FRANCE, "le sel, etc… manquent", "ellipsis:etc…", "le sel, etc. manquent"},
        {LOCALE_FRANCE, "le sel, etc... manquent", "ellipsis:etc...", "le sel, etc. manquent"},
        {LOCALE_FRANCE, "le sel, etc.…", "ellipsis:etc.…", "le sel, etc."},
        {LOCALE_FRANCE, "le sel, etc.. manquent", "ellipsis:etc..", "le sel, etc. manquent"},
        {LOCALE_FRANCE, "le sel, etc …", "ellipsis:etc …", "le sel, etc."},
        {LOCALE_FRANCE, "un mot … la suite", "ellipsis:mot …", "un mot… la suite"},
        {LOCALE_FRANCE, "un mot~…", "ellipsis:mot~…", "un mot…"},
        {LOCALE_FRANCE, "un mot . . . suite", "ellipsis:mot . . .", "un mot… suite"},
        {LOCALE_FRANCE, "...et puis", "ellipsis:...et", "…et puis"},
        {LOCALE_FRANCE, "«~...~»", "ellipsis:...", "«~…~»"},
        {LOCALE_CANADA, "Et puis...", "ellipsis:puis...", "Et puis…"},
        {LOCALE_SWITZERLAND, "Et puis...", "ellipsis:puis...", "Et puis…"},
        {LOCALE_FRANCE, "Et ... ou", "ellipsis:Et ...", "Et… ou"},
    };
    static const char *const sound[] = {
        "Et puis… rien",    "le sel, etc.",       "un, deux, …",  "«~… ses tâches~»",
        "…suite",           "mot …suite",         "fin....",      "M. A. de B.",
        "../../a et ./...", "https://a.fr/b...c", "www.a.fr/...", "Quoi…^? Non…^!",
        "{{< a ... >}}",    "rendez-vous à 8~h.", "n° 1.",        "le code a\\...b",
        "de 0...7",         "| ... | ... |",
    };
    check_rows(rows, G_N_ELEMENTS(rows));
    clean_rows(sound, G_N_ELEMENTS(sound));
}

static const row figure_rows[] = {
    {LOCALE_FRANCE, "120,000 habitants", "commas:120,000", "120^000 habitants"},
    {LOCALE_FRANCE, "1,234,567 voix", "commas:1,234,567", "1^234^567 voix"},
    {LOCALE_FRANCE, "45,000 foyers et 1,250 écoles", "commas:45,000; commas:1,250",
     "45^000 foyers et 1^250 écoles"},
    {LOCALE_FRANCE, "12,500 tonnes", "commas:12,500", "12^500 tonnes"},
    {LOCALE_FRANCE, "2,345 personnes", "commas:2,345", "2^345 personnes"},
    {LOCALE_FRANCE, "1,234,567.50 euros", "commas:1,234,567.50", "1^234^567,50 euros"},
    {LOCALE_FRANCE, "coûte 1.5~M€", "points:1.5", "coûte 1,5~M€"},
    {LOCALE_FRANCE, "plus de 3,000.", "commas:3,000", "plus de 3^000."},
    {LOCALE_FRANCE, "1.5 million d’euros", "points:1.5", "1,5 million d’euros"},
    {LOCALE_FRANCE, "12.5~% et 3.25~%", "points:12.5; points:3.25", "12,5~% et 3,25~%"},
    {LOCALE_FRANCE, "2.5 fois, 4.2~km", "points:2.5; points:4.2", "2,5 fois, 4,2~km"},
    {LOCALE_FRANCE, "1.000.000 de voix", "points:1.000.000", "1^000^000 de voix"},
    {LOCALE_FRANCE, "-1.5~%", "points:1.5", "-1,5~%"},
    {LOCALE_FRANCE, "1.5 pour cent", "points:1.5", "1,5 pour cent"},
    {LOCALE_FRANCE, "3.2bn", "points:3.2bn", "3,2~milliards"},
    {LOCALE_FRANCE, "coûte $3.2bn", "currency:$3.2bn", "coûte 3,2~milliards de dollars"},
    {LOCALE_FRANCE, "coûte €1.2bn", "currency:€1.2bn", "coûte 1,2~milliard d’euros"},
    {LOCALE_FRANCE, "coûte £5m", "currency:£5m", "coûte 5~millions de livres"},
    {LOCALE_FRANCE, "coûte $1.5 million", "currency:$1.5 million", "coûte 1,5 million de dollars"},
    {LOCALE_FRANCE, "coûte $12 et €15", "currency:$12; currency:€15", "coûte 12~$ et 15~€"},
    {LOCALE_FRANCE, "coûte $1,200.", "currency:$1,200", "coûte 1^200~$."},
    {LOCALE_FRANCE, "la 2ème et la 1ère", "ordinal:2ème; ordinal:1ère", "la 2e et la 1re"},
    {LOCALE_FRANCE, "les 1ères et 3èmes", "ordinal:1ères; ordinal:3èmes", "les 1res et 3es"},
    {LOCALE_FRANCE, "le 18ième", "ordinal:18ième", "le 18e"},
    {LOCALE_CANADA, "120,000 habitants, 1.5 million", "commas:120,000; points:1.5",
     "120^000 habitants, 1,5 million"},
    {LOCALE_SWITZERLAND, "120,000 habitants, 12.5~%", "commas:120,000; points:12.5",
     "120^000 habitants, 12,5~%"},
};

static const char *const sound_figures[] = {
    "1,5 million, 12,25~%, 3,141~m",
    "le litre à 1,859~€ et 1,900 euro le litre",
    "0,125~% de 0,500~kg",
    "un enfant de 3,500~kg, 14,500~points et 1,500~m",
    "4,250~% et 59,100~secondes",
    "0.0 pour la gauche, 1.0 pour la droite",
    "version 2.0.1, PHP 8.2, Linux 6.1",
    "le 19.09.2023, à 14.30, le 49.3",
    "192.168.0.1 et 192.168.100.100",
    "section 3.5, art. 2.1, chapitre 1.5 point",
    "01.23.45.67.89 et 06,12",
    "en 2020, 300 élus, en 1,2 ou 3",
    "4,125~% et 9,572 secondes",
    "1,500 million",
    "12^000, 2~000 et 1^234^567",
    "la 2e, le 1er, la 1re, les 3es, la 2nde",
    "12~$, 15~€, US$12, R$5",
    "$x + 3$ et $12$",
    "le B-52, le G20, 4x4, F-16, 3D",
    "https://a.fr/1,000 et a1,000",
    "1/2, 3-2, 10:30, 2,5/10",
    "1'23,456 et 1’000",
    "le n° 12.5 et §2.5",
    "{{< prix 1.5 % >}}",
    "12.5 ou 3.75",
    "le 2.5~l’eau",
};

static void
test_figures(void)
{
    check_rows(figure_rows, G_N_ELEMENTS(figure_rows));
    clean_rows(sound_figures, G_N_ELEMENTS(sound_figures));
    check_in(LOCALE_SWITZERLAND, "12.50 francs et 1.50 euro", "", "12.50 francs et 1.50 euro");
    g_autofree char *kept = NULL;
    g_autofree char *said = judge("$3.2 billion", LOCALE_FRANCE, &kept); /* milliard, or more */
    g_assert_cmpstr(said, ==, "currency:$3.2");
    g_assert_cmpstr(kept, ==, "$3.2 billion");
}

static void
test_stops(void)
{
    static const row rows[] = {
        {LOCALE_FRANCE, "Il a dit~: «~Oui, je viens.~».", "stop:viens.~».",
         "Il a dit~: «~Oui, je viens.~»"},
        {LOCALE_FRANCE, "Il parle d’un «~retour en force.~». Puis", "stop:force.~».",
         "Il parle d’un «~retour en force~». Puis"},
        {LOCALE_FRANCE, "prise.Les habitants", "after:prise.Les", "prise. Les habitants"},
        {LOCALE_FRANCE, "le jour.L’eau", "after:jour.L’eau", "le jour. L’eau"},
        {LOCALE_FRANCE, "«~Oui~»dit-il", "after:»dit-il", "«~Oui~» dit-il"},
        {LOCALE_FRANCE, "il dit«~oui~»", "after:dit«", "il dit «~oui~»"},
        {LOCALE_FRANCE, "«~Oui,~» dit-il", "style:Oui,~»", "«~Oui~», dit-il"},
        {LOCALE_FRANCE, "«~Oui,~», dit-il", "style:Oui,~»", "«~Oui~», dit-il"},
        {LOCALE_FRANCE, "un,deux", "after:un,deux", "un, deux"},
        {LOCALE_FRANCE, "(vraiment!) et (quoi ?)", "no-signs:vraiment!; signs:quoi ?",
         "(vraiment^!) et (quoi^?)"},
        {LOCALE_FRANCE, "il dit:«~oui~»", "no-signs:dit:", "il dit~:«~oui~»"},
        {LOCALE_ENGLISH, "Two  spaces, one word", "doubled:Two  spaces", "Two spaces, one word"},
        {LOCALE_ENGLISH, "The end.  Then", "doubled:  Then", "The end. Then"},
    };
    static const char *const sound[] = {
        "Il a dit~: «~Oui.~»",
        "un «~retour~».",
        "«~le sel, etc.~».",
        "«~les U.S.A.~».",
        "«~le 5~janv.~».",
        "«~Quoi^?~». Puis",
        "Node.js, Booking.Com, Asp.Net",
        "J.-C. et A.B. et O.N.U.",
        "exemple.fr/A.Bc et jean.Dupont@exemple.fr",
        "www.exemple.Fr/Abc",
        "d’«~ici~», («~là~»)",
        "«~Oui~», dit-il^; «~non~»^!",
        "auteur(e)s et élu·e·s",
        "l’iPhone.",
        "le .fr et le .com",
        "12.Le",
        "--a={un,deux,trois}",
    };
    check_rows(rows, G_N_ELEMENTS(rows));
    clean_rows(sound, G_N_ELEMENTS(sound));
    check_in(LOCALE_ENGLISH, "He said “yes”, didn't he? 120,000 at 3.5 %...", "",
             "He said “yes”, didn't he? 120,000 at 3.5 %...");
}

/* In code nothing is found, and its signs are no quotation marks. */
static void
test_asides(void)
{
    word_set languages;
    language_words(&languages);
    const char *text = "un a,b...c \"x y, z";
    const mbr_span code[] = {{3, 14}};
    mark_rules rules = {
        .usage = LOCALE_FRANCE, .languages = &languages, .asides = code, .aside_count = 1};
    mark_faults faults = {0};
    quote_signs signs = {0};
    mbr_text data = {text, strlen(text)};
    g_assert_true(marks_judge(&data, 0, &rules, &faults, &signs));
    g_assert_cmpuint(faults.count, ==, 0);
    g_assert_cmpuint(signs.count, ==, 0);
    mark_faults_clear(&faults);
    quote_signs_clear(&signs);
}

/* What is kept of one kind has an end. */
static void
test_limit(void)
{
    word_set languages;
    language_words(&languages);
    g_autoptr(GString) many = g_string_new(NULL);
    for (int i = 0; i < MOST_OF_A_KIND + 10; i++)
        g_string_append(many, "un,deux ");
    mark_rules rules = {.usage = LOCALE_FRANCE, .languages = &languages};
    mark_faults faults = {0};
    quote_signs signs = {0};
    mbr_text data = {many->str, many->len};
    g_assert_true(marks_judge(&data, 0, &rules, &faults, &signs));
    g_assert_cmpuint(faults.count, ==, MOST_OF_A_KIND);
    g_assert_cmpuint(faults.of_kind[MARK_AFTER], ==, MOST_OF_A_KIND);
    mark_faults_clear(&faults);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/marks/guillemets", test_guillemets);
    g_test_add_func("/marks/signs", test_signs);
    g_test_add_func("/marks/numbers", test_numbers);
    g_test_add_func("/marks/superfluous", test_superfluous);
    g_test_add_func("/marks/countries", test_countries);
    g_test_add_func("/marks/values-of-yaml", test_values_of_yaml);
    g_test_add_func("/marks/apostrophes", test_apostrophes);
    g_test_add_func("/marks/dashes", test_dashes);
    g_test_add_func("/marks/ellipses", test_ellipses);
    g_test_add_func("/marks/figures", test_figures);
    g_test_add_func("/marks/stops", test_stops);
    g_test_add_func("/marks/asides", test_asides);
    g_test_add_func("/marks/limit", test_limit);
    return g_test_run();
}
