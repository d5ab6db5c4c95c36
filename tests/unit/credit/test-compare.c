/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "made.h"

#include "credit/compare.h"
#include "credit/form.h"

#include <glib.h>
#include <string.h>

/* A printed credit against what a picture's data say. A creator of IIM is written with a # before
   it: such a field holds 32 bytes; one of Exif with a ~: cameras fill it in. */
static const struct {
    const char *printed;
    const char *creator; /* or NULL */
    const char *credit;  /* or NULL */
    enum compared wanted;
} rows[] = {
    {"Léa Morel/AFP", "Léa Morel", "AFP", COMPARED_SAME},
    {"Léa MOREL / AFP", "Léa Morel", "AFP", COMPARED_SAME},
    {"LEA MOREL/AFP", "Léa Morel", "AFP", COMPARED_SAME},
    {"Lea Morel", "Léa Morel", NULL, COMPARED_SAME},
    {"Léa Morel", "LEA MOREL", NULL, COMPARED_SAME},
    {"Le\u0301a Morel", "Léa Morel", NULL, COMPARED_SAME},
    {"Léa Morel", "Morel Léa", NULL, COMPARED_SAME},
    {"Léa Morel", "Morel, Léa", NULL, COMPARED_SAME},
    {"REUTERS/Léa Morel", "Léa Morel", "REUTERS", COMPARED_SAME},
    {"AP Photo/Léa Morel", "Léa Morel", "AP", COMPARED_SAME},
    {"(Léa Morel/AP)", "Léa Morel", "ASSOCIATED PRESS", COMPARED_SAME},
    {"Léa Morel/AFP via Getty Images", "Léa Morel", "AFP via Getty Images", COMPARED_SAME},
    {"Léa Morel/Getty Images", "Léa Morel", "AFP via Getty Images", COMPARED_SAME},
    {"MOREL/SIPA", "MOREL", "SIPA", COMPARED_SAME},
    {"MOREL/SIPA", "Léa Morel", "SIPA", COMPARED_SAME},
    {"Léa Morel/Sipa", "MOREL", "SIPA", COMPARED_SAME},
    {"Léa Morel / Hans Lucas via AFP", "Léa Morel", "Hans Lucas", COMPARED_SAME},
    {"L. Morel/AFP", "Léa Morel", "AFP", COMPARED_SAME},
    {"Léa Morel/AFP", "L. Morel", "AFP", COMPARED_SAME},
    {"© Léa Morel", "Léa Morel", NULL, COMPARED_SAME},
    {"Photo : Léa Morel", "Léa Morel", NULL, COMPARED_SAME},
    {"Crédit photo : Léa Morel", "Léa Morel", NULL, COMPARED_SAME},
    {"Photo by Léa Morel/AFP", "Léa Morel", "AFP", COMPARED_SAME},
    {"Léa Morel et Hugo Keller", "Léa Morel", NULL, COMPARED_SAME},
    {"Léa Morel", "Léa Morel; Hugo Keller", NULL, COMPARED_SAME},
    {"Léa Morel", "Léa Morel & Hugo Keller", NULL, COMPARED_SAME},
    {"Jean-Pierre de La Tour", "Jean Pierre De la Tour", NULL, COMPARED_SAME},
    {"José Ángel Núñez", "Jose Angel Nunez", NULL, COMPARED_SAME},
    {"Nguyễn Văn An/Reuters", "Nguyen Van An", "REUTERS", COMPARED_SAME},
    {"Søren Bjørn", "Soren Bjorn", NULL, COMPARED_SAME},
    {"Łukasz Żak", "Lukasz Zak", NULL, COMPARED_SAME},
    {"Œuvre Maës", "Oeuvre Maes", NULL, COMPARED_SAME},
    {"Иван Петров", "ИВАН ПЕТРОВ", NULL, COMPARED_SAME},
    {"Léa Morel", "leamorel", NULL, COMPARED_SAME},
    {"Léa Morel", "lea_morel", NULL, COMPARED_SAME},
    {"Léa Morel", "© Léa Morel 2023", NULL, COMPARED_SAME},
    {"Maximilienne Constantinopoulos", "#Maximilienne Constantinopoulo", NULL, COMPARED_SAME},
    {"Comité international de la Croix-Rouge", "#Comité international de la Croi", NULL,
     COMPARED_SAME},
    {"Jonathan Snyder/US Army", "Staff Sgt. Jonathan Snyder", NULL, COMPARED_SAME},
    {"Nasa/Bill Ingrid", "Bill Ingrid", "NASA", COMPARED_SAME},
    {"Nasa", "Bill Ingrid", "NASA", COMPARED_SAME},
    {"Studio Perche", "Léa Morel", "Studio Perche", COMPARED_SAME},
    {"Léa Morel/Studio Perche", NULL, "Léa Morel/Studio Perche", COMPARED_SAME},
    {"Léa Morel", NULL, "LEA MOREL / AFP", COMPARED_SAME},
    {"Léa Morel/AFP", "Hugo Keller", "AFP", COMPARED_OTHER},
    {"Léa Morel", "Hugo Keller", NULL, COMPARED_OTHER},
    {"Léa Morel", "Jean Morel", NULL, COMPARED_OTHER},
    {"Léa Morel", "Léa Martin", NULL, COMPARED_OTHER},
    {"Léa Morel et Hugo Keller", "Paul Renaud", NULL, COMPARED_OTHER},
    {"Léa Morel", NULL, "Hugo Keller/AFP", COMPARED_OTHER},
    {"Préfecture de la Velme", "Hugo Keller", NULL, COMPARED_OTHER},
    {"Morel/Sipa", "Hugo Keller", "SIPA", COMPARED_OTHER},
    {"Hugo Keller/La Gazette", "Léa Morel", "La Gazette", COMPARED_OTHER},
    {"Hugo Keller/La Gazette", NULL, "Léa Morel/La Gazette", COMPARED_OTHER},
    {"Léa Morel/La Gazette", "Léa Morel", "Agence Exemple", COMPARED_SAME},
    {"Léa Morel", "~Léa Morel", NULL, COMPARED_SAME},
    {"Léa Morel", "~Hugo Keller", NULL, COMPARED_UNLIKE},
    {"Léa Morel", "~OWNER", NULL, COMPARED_SILENT},
    {"Léa Morel", "Hugo", NULL, COMPARED_UNLIKE},
    {"Léa Morel", "Staff Sgt. Jonathan Snyder", NULL, COMPARED_UNLIKE},
    {"Léa Morel/AFP", "Léa Morel", "REUTERS", COMPARED_HOUSE},
    {"Léa Morel/AFP", NULL, "Getty Images", COMPARED_HOUSE},
    {"Léa Morel/AFP", "Photographer", NULL, COMPARED_SILENT},
    {"Léa Morel/AFP", "AFP", "AFP", COMPARED_SILENT},
    {"Léa Morel", "AFP", "AFP", COMPARED_SILENT},
    {"Léa Morel", NULL, "D.R.", COMPARED_SILENT},
    {"Léa Morel", "Stringer", "Stringer", COMPARED_SILENT},
    {"Léa Morel", NULL, NULL, COMPARED_SILENT},
    {"AFP", "Léa Morel", "AFP", COMPARED_SILENT},
    {"AFP", "Léa Morel", "REUTERS", COMPARED_HOUSE},
};

static void
test_table(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct metadata metadata = {0};
        const char *creator = rows[i].creator;
        bool marked = creator && strchr("#~", creator[0]);
        if (creator) {
            struct metadata_block *block = creator[0] == '#'   ? &metadata.iim
                                           : creator[0] == '~' ? &metadata.exif
                                                               : &metadata.xmp;
            block->creators.at[0] = (char *)creator + marked;
            block->creators.count = 1;
        }
        metadata.xmp.text[METADATA_CREDIT] = (char *)rows[i].credit;
        enum compared found;
        char *theirs;
        g_test_message("%s | %s | %s", rows[i].printed, creator, rows[i].credit);
        g_assert_true(compare_credit(rows[i].printed, strlen(rows[i].printed), NULL, 0, &metadata,
                                     &found, &theirs));
        g_assert_cmpint(found, ==, rows[i].wanted);
        g_assert_true(found == COMPARED_SILENT || found == COMPARED_HOUSE || theirs);
        free(theirs);
    }
    g_assert_cmpuint(G_N_ELEMENTS(rows), >=, 60);
}

static const struct {
    const char *one, *other;
    bool differ;
} pairs[] = {
    {"Léa Morel/AFP", "Léa Morel", false},
    {"Léa Morel/AFP", "Hugo Keller/AFP", true},
    {"Léa Morel/AFP", "AFP", false},
    {"Léa Morel", "L. MOREL / AFP", false},
    {"Léa Morel", "Léa Morel, Paul R.", false},
    {"Photo : Léa Morel", "© Paul Renaud", true},
};

static void
test_two(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
        bool differ;
        g_test_message("%s | %s", pairs[i].one, pairs[i].other);
        g_assert_true(compare_two(pairs[i].one, strlen(pairs[i].one), pairs[i].other,
                                  strlen(pairs[i].other), &differ));
        g_assert_cmpint(differ, ==, pairs[i].differ);
    }
}

/* How agencies write, in two houses' forms; NULL where nothing is to be mended. */
static const struct {
    const char *printed, *slash, *agency_first;
} forms[] = {
    {"Léa Morel/AFP", NULL, "AFP – Léa Morel"},
    {"Léa MOREL / AFP", "Léa MOREL/AFP", "AFP – Léa MOREL"},
    {"REUTERS/Léa Morel", "Léa Morel/Reuters", "Reuters – Léa Morel"},
    {"AP Photo/Léa Morel", "Léa Morel/AP", "AP – Léa Morel"},
    {"(Léa Morel/AP)", "Léa Morel/AP", "AP – Léa Morel"},
    {"Léa Morel/AFP via Getty Images", NULL, "AFP via Getty Images – Léa Morel"},
    {"MOREL/SIPA", "MOREL/Sipa", "Sipa – MOREL"},
    {"Léa Morel / Hans Lucas via AFP", "Léa Morel/Hans Lucas via AFP",
     "Hans Lucas via AFP – Léa Morel"},
    {"Photo : Léa Morel", "Léa Morel", "Léa Morel"},
    {"Léa Morel", NULL, NULL},
    {"AFP", NULL, NULL},
    {"Léa Morel/Sport/Getty Images", NULL, NULL}, /* who is Sport? */
    {"Léa Morel et Hugo Keller/AFP", NULL, NULL},
};

static void
assert_form(const char *form, const char *printed, const char *wanted)
{
    char *mended, *again;
    g_test_message("%s in %s", printed, form);
    g_assert_true(form_mend(form, printed, strlen(printed), NULL, 0, &mended));
    g_assert_cmpstr(mended, ==, wanted);
    if (mended) {
        g_assert_true(form_mend(form, mended, strlen(mended), NULL, 0, &again));
        g_assert_null(again);
    }
    free(mended);
}

static void
test_forms(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(forms); i++) {
        assert_form("{name}/{agency}", forms[i].printed, forms[i].slash);
        assert_form("{agency} – {name}", forms[i].printed, forms[i].agency_first);
    }
    assert_form("© {name}", "Léa Morel/AFP", "© Léa Morel");
    g_assert_true(form_is_usable("{name}", 6));
    g_assert_false(form_is_usable("{agency}", 8));
}

/* What the metadata speak for, as a fix would print it. */
static const struct {
    const char *creator, *credit, *source;
    const char *name, *agency;
} proposals[] = {
    {"Léa Morel", "AFP", NULL, "Léa Morel", "AFP"},
    {"Léa Morel", "La Gazette", NULL, "Léa Morel", "La Gazette"},
    {"Léa Morel", "Léa Morel/Agence Exemple", NULL, "Léa Morel", "Agence Exemple"},
    {"Léa Morel", "LEA MOREL", "REUTERS", "Léa Morel", "Reuters"},
    {"Léa Morel", NULL, "Camera 2", "Léa Morel", NULL},
    {"Léa Morel", "D.R.", NULL, "Léa Morel", NULL},
    {"Photographer", "Léa Morel/AFP", NULL, "Léa Morel/AFP", NULL},
    {NULL, "D.R.", NULL, NULL, NULL},
    {"AFP", "AFP", NULL, NULL, "AFP"},
};

static void
test_proposals(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(proposals); i++) {
        struct metadata metadata = {0};
        char *name, *agency;
        metadata.xmp.creators.at[0] = (char *)proposals[i].creator;
        metadata.xmp.creators.count = proposals[i].creator != NULL;
        metadata.xmp.text[METADATA_CREDIT] = (char *)proposals[i].credit;
        metadata.xmp.text[METADATA_SOURCE] = (char *)proposals[i].source;
        g_assert_true(compare_propose(&metadata, &name, &agency));
        g_test_message("%s | %s", proposals[i].creator, proposals[i].credit);
        g_assert_cmpstr(name, ==, proposals[i].name);
        g_assert_cmpstr(agency, ==, proposals[i].agency);
        free(name);
        free(agency);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/credit/compare/table", test_table);
    g_test_add_func("/credit/compare/two", test_two);
    g_test_add_func("/credit/compare/forms", test_forms);
    g_test_add_func("/credit/compare/proposals", test_proposals);
    return g_test_run();
}
