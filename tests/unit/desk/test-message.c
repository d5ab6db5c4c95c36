/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "gate/message.h"

#include "desk.h"

static void
test_whole(void)
{
    g_autoptr(GPtrArray) checks = g_ptr_array_new();
    g_ptr_array_add(checks, (gpointer) "draft 1.0.0 sha256:ab");
    g_ptr_array_add(checks, (gpointer) "factcheck 1.0.0 sha256:cd");
    const MarbreMoveMessage message = {.lang = "fr",
                                       .title = "Haut-Karabakh",
                                       .body = "Relu deux fois.\n\nOk.\n\n\n",
                                       .id = "01hawm6c0t2n9v6s6x1j5y7k3q",
                                       .from = "draft",
                                       .to = "fact-check",
                                       .actor = "noe",
                                       .digest = "sha256:00",
                                       .checks = checks};
    g_autofree char *text = marbre_message_write(MARBRE_MOVE_ADVANCE, &message);
    g_assert_cmpstr(text, ==,
                    "Avance : Haut-Karabakh, de draft à fact-check\n"
                    "\n"
                    "Relu deux fois.\n"
                    "\n"
                    "Ok.\n"
                    "\n"
                    "Marbre-Article: 01hawm6c0t2n9v6s6x1j5y7k3q\n"
                    "Marbre-Transition: advance\n"
                    "Marbre-From: draft\n"
                    "Marbre-To: fact-check\n"
                    "Marbre-Actor: noe\n"
                    "Marbre-Digest: sha256:00\n"
                    "Marbre-Check: draft 1.0.0 sha256:ab\n"
                    "Marbre-Check: factcheck 1.0.0 sha256:cd\n");
}

static void
test_subjects(void)
{
    static const struct {
        MarbreMove move;
        const char *lang;
        const char *subject;
    } cases[] = {
        {MARBRE_MOVE_NEW, "fr-CA", "Nouveau : T\n"},
        {MARBRE_MOVE_NEW, "en", "New: T\n"},
        {MARBRE_MOVE_NEW, "de", "New: T\n"},
        {MARBRE_MOVE_NEW, NULL, "New: T\n"},
        {MARBRE_MOVE_RETURN, "en", "Return: T, from a to b\n"},
        {MARBRE_MOVE_APPROVE, "en", "Approve: T, s\n"},
        {MARBRE_MOVE_WAIVE, "fr", "Dérogation : T, p/r\n"},
        {MARBRE_MOVE_PUBLISH, "fr", "Publication : T\n"},
        {MARBRE_MOVE_SPIKE, "fr", "Abandon : T\n"},
        {MARBRE_MOVE_RESTORE, "fr", "Reprise : T\n"},
        {MARBRE_MOVE_CORRECT, "en", "Correct: T\n"},
        {MARBRE_MOVE_RETRACT, "fr", "Annulation : T\n"},
        {MARBRE_MOVE_SAVE, "en", "Edit: T\n"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        MarbreMoveMessage message = {.lang = cases[i].lang, .title = "T"};
        if (cases[i].move == MARBRE_MOVE_RETURN)
            message.from = "a", message.to = "b";
        else if (cases[i].move == MARBRE_MOVE_APPROVE)
            message.stage = "s";
        else if (cases[i].move == MARBRE_MOVE_WAIVE)
            message.rule = "p/r";
        g_autofree char *text = marbre_message_write(cases[i].move, &message);
        if (!g_str_has_prefix(text, cases[i].subject))
            g_error("case %zu: %s", i, text);
    }
}

/* Saved words are told by what they are. */
static void
test_saved(void)
{
    const MarbreMoveMessage cases[] = {{.title = "T", .source = true},
                                       {.title = "T", .claims = true},
                                       {.title = "T", .margin = true}};
    static const char *const subjects[] = {"Source: T\n", "Claims: T\n", "Note: T\n"};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = marbre_message_write(MARBRE_MOVE_SAVE, &cases[i]);
        g_assert_cmpstr(text, ==, subjects[i]);
    }
}

/* A title is one short line, whatever it holds. */
static void
test_titles(void)
{
    static const struct {
        const char *title;
        const char *subject;
    } cases[] = {
        {"a\nMarbre-Actor: marc\n\nb", "Edit: a Marbre-Actor: marc b\n"},
        {"  a \t\u00a0 b  ", "Edit: a b\n"},
        {"%s %n %d", "Edit: %s %n %d\n"},
        {"", "Edit: \n"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const MarbreMoveMessage message = {.title = cases[i].title};
        g_autofree char *text = marbre_message_write(MARBRE_MOVE_SAVE, &message);
        g_assert_cmpstr(text, ==, cases[i].subject);
    }
    static const char *const hidden[] = {"a\x1b[31mb", "a\u202eb", "a\rb", "a\u2028b", "a\x7f"};
    for (size_t i = 0; i < G_N_ELEMENTS(hidden); i++) {
        const MarbreMoveMessage message = {.title = hidden[i]};
        g_autofree char *text = marbre_message_write(MARBRE_MOVE_SAVE, &message);
        g_assert_null(strpbrk(text, "\x1b\r\x7f"));
        g_assert_null(strstr(text, "\u202e"));
        g_assert_null(strstr(text, "\u2028"));
        g_assert_true(strchr(text, '\n') == text + strlen(text) - 1);
    }
    g_autofree char *word = g_strnfill(5000, 'x');
    const MarbreMoveMessage message = {.title = word};
    g_autofree char *text = marbre_message_write(MARBRE_MOVE_SAVE, &message);
    g_assert_cmpuint(g_utf8_strlen(text, -1), ==, strlen("Edit: ") + 72 + 1);
    g_assert_true(g_str_has_suffix(text, "x…\n"));
}

/* Trailers as git reads them out of a commit of this message. */
static char *
trailers_of(const Room *room, const char *text)
{
    room_put(room, ".git/message", text);
    return shell(&room->scratch, "git commit -q --allow-empty --cleanup=verbatim -F .git/message "
                                 "&& git log -1 --format='%%(trailers:only,unfold)'");
}

/* What a person writes is never taken for what Marbre records, by git or by us. */
static void
test_bodies(Room *room, const void *data)
{
    static const char *const bodies[] = {
        "Marbre-Actor: marc",
        "See:\nMarbre-Actor: marc\nmarbre-article: 0",
        "Words.\n\nMarbre-Actor: marc\nMARBRE-TRANSITION: publish",
        "Co-authored-by: Marc <marc@example.org>",
        "Words.\n\nco-authored-by : Marc <marc@example.org>",
        " Marbre-Actor: marc",
        "\tMarbre-Actor: marc",
        "Words.\r\n\r\nMarbre-Actor: marc\r\n",
        "Words.\vMarbre-Actor: marc",
        "---\nMarbre-Actor: marc",
        "\n\n\nMarbre-Actor: marc",
        "# comment\nMarbre-Actor: marc",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(bodies); i++) {
        g_autoptr(GError) error = NULL;
        MarbreMoveMessage message = {.lang = "en",
                                     .title = "T",
                                     .body = bodies[i],
                                     .id = "01hawm6c0t2n9v6s6x1j5y7k3q",
                                     .from = "draft",
                                     .to = "draft",
                                     .actor = "noe"};
        g_autofree char *moved = marbre_message_write(MARBRE_MOVE_RETURN, &message);
        g_autofree char *trailers = trailers_of(room, moved);
        if (strcmp(trailers, "Marbre-Article: 01hawm6c0t2n9v6s6x1j5y7k3q\n"
                             "Marbre-Transition: return\n"
                             "Marbre-From: draft\n"
                             "Marbre-To: draft\n"
                             "Marbre-Actor: noe") != 0)
            g_error("%s\n---\n%s", moved, trailers);
        g_autoptr(MarbreCommit) commit = marbre_commit_read(room->scratch.store, "HEAD", &error);
        g_assert_no_error(error);
        g_assert_cmpstr(marbre_commit_trailer(commit, "Marbre-Actor"), ==, "noe");
        g_assert_null(marbre_commit_trailer(commit, "Co-authored-by"));

        /* Saved without an id, there is nothing of ours behind the words. */
        const MarbreMoveMessage saved = {.lang = "en", .title = "T", .body = bodies[i]};
        g_autofree char *words = marbre_message_write(MARBRE_MOVE_SAVE, &saved);
        g_autofree char *none = trailers_of(room, words);
        if (g_regex_match_simple("^(marbre-|co-authored-by)", none,
                                 G_REGEX_CASELESS | G_REGEX_MULTILINE, 0))
            g_error("%s\n---\n%s", words, none);
        g_autoptr(MarbreCommit) save = marbre_commit_read(room->scratch.store, "HEAD", &error);
        g_assert_null(marbre_commit_trailer(save, "Marbre-Actor"));
        g_assert_null(marbre_commit_trailer(save, "Co-authored-by"));
    }
}

/* What a trailer records is one line. */
static void
test_values(void)
{
    const MarbreMoveMessage message = {.title = "T",
                                       .id = "0",
                                       .rule = "p/r",
                                       .until = "2023-11-20",
                                       .reason = "a\nMarbre-Actor: marc",
                                       .digest = ""};
    g_autofree char *text = marbre_message_write(MARBRE_MOVE_WAIVE, &message);
    g_assert_cmpstr(text, ==,
                    "Waive: T, p/r\n\nMarbre-Article: 0\nMarbre-Transition: waive\n"
                    "Marbre-Rule: p/r\nMarbre-Until: 2023-11-20\n"
                    "Marbre-Reason: a Marbre-Actor: marc\n");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/gate/message/whole", test_whole);
    g_test_add_func("/gate/message/subjects", test_subjects);
    g_test_add_func("/gate/message/saved", test_saved);
    g_test_add_func("/gate/message/titles", test_titles);
    g_test_add_func("/gate/message/values", test_values);
    test_room("/gate/message/bodies", test_bodies);
    return g_test_run();
}
