/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "credit/printed.h"

#include <glib.h>
#include <string.h>

static int
judge(const char *credit, const char *agency)
{
    return printed_judge(credit, strlen(credit), agency, agency ? strlen(agency) : 0);
}

static void
assert_all(const char *const *credits, int verdict)
{
    for (; *credits; credits++) {
        g_test_message("%s", *credits);
        g_assert_cmpint(judge(*credits, NULL), ==, verdict);
    }
}

static void
test_anonymous(void)
{
    assert_all((const char *const[]){"d.r.",
                                     "dr",
                                     "d. r.",
                                     "(dr)",
                                     "© dr",
                                     "photo : d.r.",
                                     "crédit photo : dr",
                                     "photo dr",
                                     "droits réservés",
                                     "tous droits réservés",
                                     "© tous droits réservés",
                                     "x",
                                     "photo d'illustration",
                                     "photo d'illustration.",
                                     "internet",
                                     "google",
                                     "facebook",
                                     "capture d'écran",
                                     "capture d'écran/youtube",
                                     "capture d'écran youtube",
                                     "dr / internet",
                                     "photo : internet / dr",
                                     "all rights reserved",
                                     "screenshot",
                                     "©",
                                     "-",
                                     "n/a",
                                     "photo",
                                     "",
                                     " / ",
                                     NULL},
               PRINTED_ANONYMOUS);
}

static void
test_named(void)
{
    assert_all((const char *const[]){"nadia benali/agence horizon",
                                     "nadia benali",
                                     "© nadia benali",
                                     "photo : nadia benali",
                                     "photo nadia benali",
                                     "reuters/nadia benali",
                                     "ap photo/jane doe",
                                     "(jane doe/ap)",
                                     "jane doe/afp via getty images",
                                     "jane doe - afp",
                                     "préfecture de police",
                                     "nasa",
                                     "archives nationales",
                                     "collection particulière / musée de la ville",
                                     "d. roux/afp",
                                     "jean-pierre x/sipa",
                                     "photography by jane doe",
                                     "photograph jane doe",
                                     "françois photon",
                                     NULL},
               PRINTED_NAMED);
}

static void
test_capture(void)
{
    assert_all((const char *const[]){"capture d'écran/youtube, chaîne untel",
                                     "capture d'écran : chaîne untel", "capture d'écran tf1",
                                     "screenshot/jane doe", NULL},
               PRINTED_CAPTURE);
}

static void
test_agency(void)
{
    assert_all((const char *const[]){"afp", "© afp", "photo : afp", "l'afp", "reuters", "ap/sipa",
                                     "afp via getty images", "agence horizon", "dr / afp",
                                     "getty images", NULL},
               PRINTED_AGENCY);
    g_assert_cmpint(judge("studio perche", NULL), ==, PRINTED_NAMED);
    g_assert_cmpint(judge("studio perche", "studio perche"), ==, PRINTED_AGENCY);
    g_assert_cmpint(judge("© studio perche", "studio perche"), ==, PRINTED_AGENCY);
    g_assert_cmpint(judge("nadia benali/studio perche", "studio perche"), ==, PRINTED_NAMED);
    g_assert_cmpint(judge("afp", "dr"), ==, PRINTED_AGENCY);
}

/* A NUL can be written in YAML as an escape. */
static void
test_nul(void)
{
    g_assert_cmpint(printed_judge("dr\0x", 4, NULL, 0), ==, PRINTED_NAMED);
    g_assert_cmpint(printed_judge("\0", 1, NULL, 0), ==, PRINTED_NAMED);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/credit/printed/anonymous", test_anonymous);
    g_test_add_func("/credit/printed/named", test_named);
    g_test_add_func("/credit/printed/capture", test_capture);
    g_test_add_func("/credit/printed/agency", test_agency);
    g_test_add_func("/credit/printed/nul", test_nul);
    return g_test_run();
}
