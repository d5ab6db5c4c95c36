/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "conform/specimen.h"

#include <string.h>

#define FOLDER "articles/2026/03/"

static const char translation[] =
    "---\n"
    "title: \"Le pont de Varle rouvre, deux ans après la crue\"\n"
    "lang: fr\n"
    "source-lang: en\n"
    "date: 2026-03-18T09:30:00+01:00\n"
    "author: Ada Nemours\n"
    "translator: Louis Verdier\n"
    "outlet: Gazette de Varle\n"
    "section: Monde\n"
    "tags: [ponts, crues]\n"
    "summary: Le pont de Varle rouvre mercredi.\n"
    "images:\n"
    "  - {file: pont.jpg, credit: Ada Nemours, alt: Le pont de Varle}\n"
    "---\n"
    "\n"
    "Le pont de Varle a rouvert mercredi, deux ans après la crue de 2024, a annoncé la mairie.\n"
    "\n"
    "## Une attente longue\n"
    "\n"
    "« Nous avons attendu 730 jours », a déclaré le maire, *Jean Colas*, devant 1 200 habitants.\n"
    "\n"
    "Les travaux ont coûté 4,5 millions d’euros, selon [la région](https://region.example/pont).\n"
    "\n"
    "- Les camions attendront avril.\n"
    "- Les trains passeront en mai.\n"
    "\n"
    "> Le pont tient, dit un ingénieur.\n"
    "\n"
    "![Le pont de Varle](pont.jpg)\n"
    "\n"
    "La Gazette de Varle n’a pas pu vérifier le coût de manière indépendante.\n";

static const char source[] =
    "---\n"
    "title: \"Varle bridge reopens two years after the flood\"\n"
    "lang: en\n"
    "author: Ada Nemours\n"
    "outlet: Varle Gazette\n"
    "---\n"
    "\n"
    "The Varle bridge reopened on Wednesday, two years after the flood of 2024, the town hall "
    "said.\n"
    "\n"
    "## A long wait\n"
    "\n"
    "“We have waited 730 days,” the mayor, *Jean Colas*, told 1,200 residents.\n"
    "\n"
    "The works cost 4.5 million euros, according to [the region](https://region.example/bridge).\n"
    "\n"
    "- Lorries will wait until April.\n"
    "- Trains will cross in May.\n"
    "\n"
    "> The bridge holds, an engineer said.\n"
    "\n"
    "![The Varle bridge](pont.jpg)\n"
    "\n"
    "The Varle Gazette could not independently verify the cost.\n";

static const char claims[] = "claims:\n"
                             "  - id: cout\n"
                             "    quote: \"ont coûté 4,5 millions d’euros\"\n"
                             "    by: \"la région\"\n"
                             "    status: unverified\n"
                             "    checked: {by: ada, at: 2026-03-18T08:00:00+01:00}\n";

static const char faulty[] =
    "---\n"
    "title: un titre sans majuscule , avec des  espaces\n"
    "date: hier\n"
    "section: monde\n"
    "---\n"
    "Le  pont a rouvert , selon \"la mairie\"... [à compléter : le nom du maire] Il pleut !\n"
    "\n"
    "Le pont a rouvert , selon la mairie. Le pont a rouvert , selon la mairie. XXX lorem ipsum.\n"
    "\n"
    "Voir [ici](http://exemple .fr) et [là](). ![](photo-absente.jpg)\n"
    "\n"
    "# Un titre\n"
    "### Un autre\n"
    "suite à la crue de 2024 , 12000 habitants, soit 12 % ; l'eau a monté de 3,5m .\n";

static const char plain[] = "---\n"
                            "title: The council votes\n"
                            "date: 2026-03-18\n"
                            "author: Ada Nemours\n"
                            "---\n"
                            "The council voted on Wednesday.\n";

static const char photo[] = "\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\xff\xd9";

/* ---- making them ---- */

void
marbre_specimen_free(MarbreSpecimen *specimen)
{
    if (specimen == NULL)
        return;
    g_free(specimen->name);
    g_free(specimen->lang);
    g_free(specimen->other);
    g_clear_pointer(&specimen->article, marbre_article_unref);
    g_clear_pointer(&specimen->files, g_ptr_array_unref);
    g_free(specimen);
}

static MarbreSpecimen *
specimen_new(const char *name, const char *lang, const char *other)
{
    MarbreSpecimen *specimen = g_new0(MarbreSpecimen, 1);
    specimen->name = g_strdup(name);
    specimen->lang = g_strdup(lang);
    specimen->other = g_strdup(other);
    specimen->files = marbre_files_new();
    return specimen;
}

static void
add_bytes(MarbreSpecimen *specimen, const char *name, GBytes *bytes)
{
    g_ptr_array_add(specimen->files, marbre_file_new(name, NULL, g_bytes_get_size(bytes), bytes));
}

static void
add_file(MarbreSpecimen *specimen, const char *name, const char *data, size_t size)
{
    g_autoptr(GBytes) bytes = g_bytes_new(data, size);
    add_bytes(specimen, name, bytes);
}

static char *
text_name(const char *lang)
{
    return g_strdup_printf("index.%s.md", lang);
}

static void
finish(MarbreSpecimen *specimen)
{
    g_autofree char *folder = g_strconcat(FOLDER, specimen->name, NULL);
    const char *const langs[] = {specimen->lang, NULL};
    specimen->article = marbre_article_new_known(folder, specimen->files, langs);
}

static void
add_text(GPtrArray *list, const char *name, const char *lang, const char *data, size_t size)
{
    g_autofree char *file = text_name(lang);
    MarbreSpecimen *specimen = specimen_new(name, lang, NULL);
    add_file(specimen, file, data, size);
    finish(specimen);
    g_ptr_array_add(list, specimen);
}

static GPtrArray *
list_new(void)
{
    return g_ptr_array_new_with_free_func((GDestroyNotify)marbre_specimen_free);
}

static void
add_translation(GPtrArray *list)
{
    MarbreSpecimen *specimen = specimen_new("translation", "fr", "en");
    add_file(specimen, "index.fr.md", translation, strlen(translation));
    add_file(specimen, "index.en.md", source, strlen(source));
    add_file(specimen, "claims.yaml", claims, strlen(claims));
    add_file(specimen, "pont.jpg", photo, sizeof photo - 1);
    finish(specimen);
    g_ptr_array_add(list, specimen);
}

GPtrArray *
marbre_specimens_usual(void)
{
    GPtrArray *list = list_new();
    add_translation(list);
    add_text(list, "faulty", "fr", faulty, strlen(faulty));
    add_text(list, "plain", "en", plain, strlen(plain));
    return list;
}

GPtrArray *
marbre_specimens_bare(void)
{
    GPtrArray *list = list_new();
    add_text(list, "without-source", "fr", translation, strlen(translation));
    add_text(list, "nothing-but-text", "en", plain, strlen(plain));
    return list;
}

/* Every line end twice as long. */
static char *
with_crlf(const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    return g_strjoinv("\r\n", lines);
}

GPtrArray *
marbre_specimens_odd(void)
{
    static const struct {
        const char *name;
        const char *text;
    } odd[] = {
        {"empty", ""},
        {"only-front-matter", "---\ntitle: Un titre\n---\n"},
        {"no-front-matter", "Un paragraphe, et rien de plus.\n"},
        {"open-front-matter", "---\ntitle: Un titre\nUn paragraphe.\n"},
        {"broken-front-matter", "---\ntitle: [un, deux\n---\nUn paragraphe.\n"},
        {"bom", "\xef\xbb\xbf---\ntitle: Un titre\n---\nUn paragraphe.\n"},
        {"right-to-left",
         "---\ntitle: גשר נפתח מחדש\n---\nהגשר נפתח ביום רביעי, 12 שנים. الجسر مفتوح.\n"},
        {"combining", "---\ntitle: E\xcc\x81te\xcc\x81\n---\nL’e\xcc\x81te\xcc\x81, "
                      "a\xcc\x8a\xcc\xa3\xcc\x88, \xcc\x81.\n"},
        {"emoji", "---\ntitle: 👩‍👩‍👧‍👦 et 🏳️‍🌈\n---\nUn 👍🏽, deux "
                  "👩‍👩‍👧‍👦, "
                  "trois 🇫🇷 !\n"},
        {"quotes", "---\ntitle: «« Un »»\n---\n« Il a dit : “elle a dit : ‘non’, et « oui »” », « "
                   "et encore.\n\n« La suite »»»\n"},
        {"deep", "> > > > > > - - - 1. 2. 3. > texte\n"},
        {"no-end", "---\ntitle: Un titre\n---\nUn paragraphe sans fin de ligne"},
        {"spaces", "---\ntitle: '   '\n---\n \t \n\n\xc2\xa0\n\xe2\x80\x8b\n"},
        {"signs", "---\ntitle: '{count} %s %n \\\\'\n---\n{count} %s%n%n \\\\ `code` <b>x</b> "
                  "&amp; {{< x >}} $1\n"},
    };
    GPtrArray *list = list_new();
    for (size_t i = 0; i < G_N_ELEMENTS(odd); i++)
        add_text(list, odd[i].name, "fr", odd[i].text, strlen(odd[i].text));
    g_autofree char *crlf = with_crlf(translation);
    add_text(list, "crlf", "fr", crlf, strlen(crlf));
    return list;
}

GPtrArray *
marbre_specimens_long(void)
{
    GPtrArray *list = list_new();
    g_autoptr(GString) line = g_string_new("---\ntitle: Une ligne\n---\n");
    while (line->len < (1u << 20))
        g_string_append(line, "Le pont de Varle a rouvert , deux ans après. ");
    add_text(list, "long-line", "fr", line->str, line->len);
    g_autoptr(GString) headings = g_string_new("---\ntitle: Des titres\n---\n");
    for (unsigned i = 0; i < 10000; i++)
        g_string_append_printf(headings, "## Titre %u\n\n", i);
    add_text(list, "many-headings", "fr", headings->str, headings->len);
    return list;
}

/* ---- making others of them ---- */

GBytes *
marbre_specimen_get_text(const MarbreSpecimen *specimen)
{
    g_autofree char *name = text_name(specimen->lang);
    return marbre_article_get_file(specimen->article, name)->bytes;
}

MarbreSpecimen *
marbre_specimen_new(const char *name, const char *lang, const char *other, GPtrArray *files)
{
    MarbreSpecimen *specimen = specimen_new(name, lang, other);
    g_ptr_array_unref(specimen->files);
    specimen->files = g_ptr_array_ref(files);
    finish(specimen);
    return specimen;
}

MarbreSpecimen *
marbre_specimen_with_text(const MarbreSpecimen *specimen, GBytes *text)
{
    MarbreSpecimen *other = specimen_new(specimen->name, specimen->lang, specimen->other);
    g_autofree char *name = text_name(specimen->lang);
    for (guint i = 0; i < specimen->files->len; i++) {
        const MarbreFile *file = specimen->files->pdata[i];
        bool own = strcmp(file->name, name) == 0;
        add_bytes(other, file->name, own ? text : file->bytes);
    }
    finish(other);
    return other;
}
