/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the conformance suite says of plugins that misbehave: each fails the test that it should,
 * for a reason of its own. */
#include "conform/suite.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define DEADLINE_MS 1500  /* for those that never come back; the others take less */
#define PATIENCE_MS 30000 /* for one that comes back, but late */

typedef struct {
    const char *id;
    unsigned test;
    const char *words;    /* of its reason */
    unsigned deadline_ms; /* 0: DEADLINE_MS */
} Animal;

static const Animal animals[] = {
    {"unresolved", 1, "undefined symbol"},
    {"wrong-major", 1, "version 2 of the plugin interface"},
    {"no-plugin", 1, "it has no marbre_plugin_1"},
    {"two-symbols", 2, "it exports 2 symbols"},
    {"exec-stack", 3, "stack that can be executed"},
    {"at-home", 3, "RUNPATH leads to /home/nobody/lib"},
    {"crash-entry", 4, "(Segmentation fault) in marbre_plugin_1"},
    {"hang-entry", 4, "had not come back"},
    {"entry-new", 4, "another pointer"},
    {"early", 6, "tried to write the file /tmp/marbre-zoo-early"},
    {"newer-minor", 7, "needs version"},
    {"newer-fields", 7, "fields that this version does not know"},
    {"short-struct", 7, "struct_size"},
    {"id-other", 7, "its file must be"},
    {"id-twice", 7, "rule odd is there twice"},
    {"bad-text", 7, "UTF-8"},
    {"bad-option", 7, "its fallback will not do"},
    {"blind", 10, "judges nothing"},
    {"crash-create", 11, "(Segmentation fault) in create of odd"},
    {"hang-create", 11, "had not come back after 1.5 s from create of odd"},
    {"crash-destroy", 11, "(Segmentation fault) in destroy of odd"},
    {"hang-destroy", 11, "had not come back after 1.5 s from destroy of odd"},
    {"grows", 11, "bytes behind"},
    {"leaky", 12, "without the service mbr.text/1: killed by signal"},
    {"careless", 14, "where memory runs out: killed by signal"},
    {"crash-run", 15, "(Segmentation fault) in run of odd"},
    {"abort", 15, "(Aborted) in run of odd"},
    {"overflow", 15, "killed by signal"},
    {"exit-zero", 15, "ended the process with status 0 in run of odd"},
    {"hang", 15, "had not come back after 1.5 s from run of odd"},
    {"hang-deaf", 15, "had not come back"},
    {"stop-self", 15, "had not come back"},
    {"dice", 15, "is not what it said a moment before"},
    {"calendar", 17, "on another day"},
    {"remembers", 19, "in another order"},
    {"peeks", 20, "changes with something that it does not judge"},
    {"scribble", 24, "wrote to what the host lent"},
    {"overread", 24, "read beyond its end"},
    {"span-beyond", 25, "the place is the bytes"},
    {"span-inside", 25, "begins or ends within a character"},
    {"edits-overlap", 26, "two edits of one fix overlap"},
    {"fix-again", 27, "still finds something to fix"},
    {"rule-unknown", 28, "which the task has not"},
    {"args-invalid", 28, "is not UTF-8"},
    {"empty-hole", 28, "no argument fills the hole {what}"},
    {"no-reason", 28, "does not say why"},
    {"edit-outside", 29, "../other"},
    {"deaf", 30, "ms after it was told to stop it was still at work", PATIENCE_MS},
    {"socket", 31, "tried to open a socket"},
    {"write-file", 31, "tried to write the file /tmp/marbre-zoo-notes"},
    {"exec", 31, "tried to start the program /bin/true"},
    {"fork-bomb", 31, "tried to start a process"},
    {"kill-parent", 31, "tried to send a signal"},
    {"reach-out", 31, "read the file /etc/passwd"},
    {"chatty", 32, "it prints something"},
    {"thread-left", 32, "leaves a thread behind"},
    {"close-all", 32, "closes a descriptor that is not its own"},
    {"garbage", 32, "writes to a descriptor that is not its own"},
    {"wanders", 32, "sets the locale"},
    {"leaky", 33, "run keeps 1 blobs or word lists"},
};

typedef struct {
    unsigned test;
    MarbreVerdictKind kind;
    char *reason;
    char *warning;
    const char *hint;
} Heard;

static void
hear(void *user, const MarbreVerdict *verdict)
{
    Heard *heard = user;
    if (verdict->number != heard->test)
        return;
    heard->kind = verdict->kind;
    heard->hint = verdict->hint;
    g_free(heard->reason);
    heard->reason = g_strdup(verdict->reason);
    g_free(heard->warning);
    heard->warning = g_strdup(verdict->warning);
}

static bool
conform(const char *id, const bool *only, unsigned deadline_ms, Heard *heard)
{
    g_autofree char *path = g_strdup_printf("%s/%s.so", g_getenv("MARBRE_ZOO"), id);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    g_assert_cmpint(fd, >=, 0);
    const MarbreConformSettings settings = {
        .fd = fd, .path = path, .only = only, .deadline_ms = deadline_ms, .seed = 1};
    bool good = marbre_conform_run(&settings, hear, heard);
    (void)close(fd);
    return good;
}

static void
test_animal(gconstpointer data)
{
    const Animal *animal = data;
    bool only[MARBRE_CONFORM_TESTS + 1] = {false};
    Heard heard = {.test = animal->test};
    only[animal->test] = true;
    g_assert_false(
        conform(animal->id, only, animal->deadline_ms ? animal->deadline_ms : DEADLINE_MS, &heard));
    g_test_message("%s: %s", animal->id, heard.reason);
    g_assert_cmpint(heard.kind, ==, MARBRE_VERDICT_FAIL);
    g_assert_nonnull(strstr(heard.reason, animal->words));
    g_assert_nonnull(heard.hint);
    g_free(heard.reason);
    g_free(heard.warning);
}

/* A rule that nothing raises is no fault that can be proved, and yet worth a word. */
static void
test_silent(void)
{
    bool only[MARBRE_CONFORM_TESTS + 1] = {[28] = true};
    Heard heard = {.test = 28};
    g_assert_true(conform("deaf", only, PATIENCE_MS, &heard));
    g_assert_cmpint(heard.kind, ==, MARBRE_VERDICT_PASS);
    g_assert_cmpstr(
        heard.warning, ==,
        "without a newsroom around it nothing raises these rules, not even an example of "
        "deaf.rules.yaml: odd");
    g_free(heard.warning);
    heard.warning = NULL;
    g_assert_true(conform("well-behaved", only, PATIENCE_MS, &heard));
    g_assert_null(heard.warning);
}

/* Reasons are told apart, or nobody would know what to mend. */
static void
test_reasons(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(animals); i++)
        for (size_t j = 0; j < i; j++)
            g_assert_true(strcmp(animals[i].id, animals[j].id) != 0 ||
                          animals[i].test != animals[j].test);
    g_assert_cmpuint(G_N_ELEMENTS(animals), >=, 50);
}

static void
test_good(void)
{
    Heard heard = {.test = 25};
    g_assert_true(conform("well-behaved", NULL, DEADLINE_MS, &heard));
    g_assert_cmpint(heard.kind, ==, MARBRE_VERDICT_PASS);
    g_assert_null(heard.warning);
    g_free(heard.reason);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/conform/good", test_good);
    g_test_add_func("/conform/silent", test_silent);
    g_test_add_func("/conform/reasons", test_reasons);
    for (size_t i = 0; i < G_N_ELEMENTS(animals); i++) {
        g_autofree char *path =
            g_strdup_printf("/conform/zoo/%s/%u", animals[i].id, animals[i].test);
        g_test_add_data_func(path, &animals[i], test_animal);
    }
    return g_test_run();
}
