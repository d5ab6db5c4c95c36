/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The file of a proof is read as it is written, and no other way. */
#include "proof/paper.h"

#include "base/digest.h"
#include "base/error.h"

#include <string.h>

#define ID "00112233445566778899aabbccddeeff00112233"
#define STEP "step: " ID " articles/pont\n"

/* A proof of one step. (transfer full) */
static char *
write_paper(void)
{
    g_autoptr(MarbreCourse) course = marbre_course_new();
    g_autoptr(GBytes) objects = g_bytes_new_static("objects of some length, to fill a line and "
                                                   "more of the file that holds them",
                                                   74);
    course->article = g_strdup("01hawm6c0t2n9v6s6x1j5y7k3r");
    course->trust = g_strdup(ID);
    course->tip = g_strdup(ID);
    course->folder = g_strdup("articles/pont");
    marbre_course_add(course, ID, "articles/pont");
    return marbre_paper_write("Le pont\n\n", course, objects);
}

/* The same with other words in a place, and the sum that they give. (transfer full) */
static char *
write_other(const char *words, const char *others)
{
    g_autofree char *paper = write_paper();
    char *end = strstr(paper, "-----END MARBRE PROOF-----\n");
    g_assert_nonnull(end);
    end[strlen("-----END MARBRE PROOF-----\n")] = '\0';
    g_auto(GStrv) parts = g_strsplit(paper, words, 2);
    g_assert_cmpuint(g_strv_length(parts), ==, 2);
    g_autofree char *other = g_strconcat(parts[0], others, parts[1], NULL);
    g_autofree char *sum = marbre_digest(other, strlen(other));
    return g_strdup_printf("%s%s\n", other, sum);
}

static void
assert_refused(const char *text, size_t size, int code)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = g_bytes_new_static(text, size);
    g_autoptr(MarbrePaper) paper = marbre_paper_read(bytes, &error);
    if (paper != NULL || error->code != code)
        g_error("%s: %s", error == NULL ? "read" : error->message, text);
}

static void
test_read(void)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *text = write_paper();
    g_autoptr(GBytes) bytes = g_bytes_new_static(text, strlen(text));
    g_autoptr(MarbrePaper) paper = marbre_paper_read(bytes, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(paper->head, ==, "Le pont\n\n");
    g_assert_cmpstr(paper->course->trust, ==, ID);
    g_assert_cmpuint(paper->course->steps->len, ==, 1);
    g_assert_cmpuint(g_bytes_get_size(paper->objects), ==, 74);
}

/* Its sum is right, and its words are not. */
static void
test_malformed(void)
{
    static const struct {
        const char *words, *others;
        int code;
    } cases[] = {
        {"format: 1", "format: 2", MARBRE_ERROR_FAILED},
        {"format: 1", "form: 1", MARBRE_ERROR_INVALID},
        {"article: ", "artikel: ", MARBRE_ERROR_INVALID},
        {"trust: 00", "trust: 0", MARBRE_ERROR_INVALID},
        {"tip: 00", "tip: 0g", MARBRE_ERROR_INVALID},
        {"folder: ", "folder: ../", MARBRE_ERROR_INVALID},
        {STEP, "step: " ID "\n", MARBRE_ERROR_INVALID},
        {STEP, "step: " ID " /etc\n", MARBRE_ERROR_INVALID},
        {STEP, "step: HEAD articles/pont\n", MARBRE_ERROR_INVALID},
        {STEP "\n", STEP "more: x\n\n", MARBRE_ERROR_INVALID},
        {STEP "\n", STEP "\n\n", MARBRE_ERROR_INVALID},
        {"-----END MARBRE PROOF-----\n", "", MARBRE_ERROR_INVALID},
        {"-----BEGIN", "----BEGIN", MARBRE_ERROR_INVALID},
        {"Le pont", "Le p\xffnt", MARBRE_ERROR_INVALID},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = write_other(cases[i].words, cases[i].others);
        assert_refused(text, strlen(text), cases[i].code);
    }
}

/* Its sum is not, or it ends early. */
static void
test_damaged(void)
{
    g_autofree char *text = write_paper();
    size_t size = strlen(text);
    const char *sum = strstr(text, "PROOF-----\nsha256:");
    const char *article = strstr(text, "article: ");
    assert_refused("", 0, MARBRE_ERROR_INVALID);
    assert_refused(text, size + 1, MARBRE_ERROR_INVALID); /* a NUL */
    assert_refused(text, size - 1, MARBRE_ERROR_INVALID);
    g_assert_nonnull(sum);
    assert_refused(text, (size_t)(sum - text) + strlen("PROOF-----\n"), MARBRE_ERROR_INVALID);
    assert_refused(text, (size_t)(article - text) + 12, MARBRE_ERROR_INVALID);
    g_autofree char *empty =
        g_strndup(text, (size_t)(strstr(text, STEP) - text) + strlen(STEP) + 1);
    g_autofree char *own = marbre_digest(empty, strlen(empty));
    g_autofree char *summed = g_strdup_printf("%s%s\n", empty, own);
    assert_refused(summed, strlen(summed), MARBRE_ERROR_INVALID); /* no objects */
    text[size - 2] = text[size - 2] == '0' ? '1' : '0';
    assert_refused(text, size, MARBRE_ERROR_REFUSED);
    text[strlen("Le ")] = 'P';
    assert_refused(text, size, MARBRE_ERROR_REFUSED);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/proof/paper/read", test_read);
    g_test_add_func("/proof/paper/malformed", test_malformed);
    g_test_add_func("/proof/paper/damaged", test_damaged);
    return g_test_run();
}
