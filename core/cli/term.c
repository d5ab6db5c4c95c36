/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/json.h"
#include "base/text.h"
#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/naming.h"
#include "desk/terms.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define LONGEST 512 /* bytes of a word, as the lists are read */

/* --- the lists --------------------------------------------------------------------------------
 */

static void
print_line(const MarbreTermLine *line)
{
    g_autofree char *word = marbre_cli_quoted(line->word);
    g_autofree char *accepted = g_strjoinv(", ", line->accepted);
    g_autofree char *refused = g_strjoinv(", ", line->refused);
    g_autofree char *shown_accepted = marbre_text_shown(accepted);
    g_autofree char *shown_refused = marbre_text_shown(refused);
    printf("%s", word);
    if (line->house)
        printf(_(" — the house refuses it"));
    if (line->say != NULL) {
        g_autofree char *say = marbre_text_shown(line->say);
        printf(_("; write: %s"), say);
    }
    if (*accepted != '\0')
        printf(_("; accepted: %s"), shown_accepted);
    if (*refused != '\0' && !line->house)
        printf(_("; refused: %s"), shown_refused);
    g_autofree char *path = marbre_text_shown(line->path);
    printf("   (%s:%" PRIu64 ")\n", path, line->line);
}

static void
write_line(MarbreJson *json, const MarbreTermLine *line)
{
    marbre_json_begin_object(json);
    marbre_json_member_string(json, "path", line->path);
    marbre_json_member_int(json, "line", (int64_t)line->line);
    marbre_json_member_bool(json, "house", line->house);
    marbre_json_member_string(json, "word", line->word);
    marbre_json_member_string(json, "lang", line->lang);
    marbre_json_member_strv(json, "accepted", (const char *const *)line->accepted);
    marbre_json_member_strv(json, "refused", (const char *const *)line->refused);
    marbre_json_member_string(json, "say", line->say);
    marbre_json_member_string(json, "why", line->why);
    marbre_json_end_object(json);
}

static MarbreExit
list_terms(MarbreCli *cli)
{
    g_autoptr(GError) error = NULL;
    const MarbreSession session = {.store = cli->store};
    g_autoptr(GPtrArray) lines = marbre_desk_terms(&session, &error);
    if (lines == NULL)
        return marbre_cli_fail(error);
    MarbreJson *json = cli->json ? marbre_answer_begin() : NULL;
    if (json != NULL)
        marbre_json_member_array(json, "terms");
    for (guint i = 0; i < lines->len; i++) {
        if (json != NULL)
            write_line(json, g_ptr_array_index(lines, i));
        else
            print_line(g_ptr_array_index(lines, i));
    }
    if (json != NULL) {
        marbre_json_end_array(json);
        marbre_answer_end(json);
    } else if (lines->len == 0) {
        printf(_("The lists are empty.\n"));
    }
    return MARBRE_EXIT_YES;
}

/* --- one word ---------------------------------------------------------------------------------
 */

static void
print_termed(MarbreCli *cli, const MarbreTerm *term, const MarbreTermed *termed)
{
    g_autofree char *word = marbre_cli_quoted(term->word);
    g_autofree char *path = marbre_text_shown(termed->path);
    if (cli->json) {
        MarbreJson *json = marbre_answer_begin();
        marbre_json_member_string(json, "word", term->word);
        marbre_json_member_bool(json, "refused", term->refuse);
        marbre_json_member_bool(json, "changed", termed->changed);
        marbre_json_member_string(json, "path", termed->path);
        marbre_json_member_int(json, "line", (int64_t)termed->line);
        marbre_json_member_string(json, "commit", termed->commit);
        marbre_answer_end(json);
    } else if (!termed->changed) {
        printf(_("%s: %s says so already, line %" PRIu64 ".\n"), word, path, termed->line);
    } else if (termed->commit == NULL) {
        printf(term->refuse ? _("%s would be refused, in %s.\n")
                            : _("%s would be accepted, in %s.\n"),
               word, path);
    } else {
        printf(term->refuse ? _("%s is refused from now on: %s, line %" PRIu64 ".\n")
                            : _("%s is accepted from now on: %s, line %" PRIu64 ".\n"),
               word, path, termed->line);
    }
}

/* Whether the lists can hold it: letters or figures, on one line. */
static bool
is_word(const char *text)
{
    bool any = false;
    if (!g_utf8_validate(text, -1, NULL) || strlen(text) > LONGEST)
        return false;
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (g_unichar_iscntrl(c))
            return false;
        any = any || g_unichar_isalnum(c);
    }
    return any && *text != ' ' && text[strlen(text) - 1] != ' ';
}

static bool
check_words(const MarbreTerm *term, MarbreExit *ret_exit)
{
    const char *const words[] = {term->word, term->preferred};
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        if (words[i] != NULL && !is_word(words[i])) {
            *ret_exit = marbre_cli_usage(_("“%s” is no word; write letters or figures on one line, "
                                           "with no space around them"),
                                         words[i]);
            return false;
        }
    }
    if (term->why != NULL && (!g_utf8_validate(term->why, -1, NULL) || strlen(term->why) > 4096)) {
        *ret_exit = marbre_cli_usage(_("the reason must be a text, of 4096 bytes at most"));
        return false;
    }
    if (term->lang != NULL &&
        strspn(term->lang, "abcdefghijklmnopqrstuvwxyz") != strcspn(term->lang, "-")) {
        *ret_exit = marbre_cli_usage(_("“%s” is no language; one is fr"), term->lang);
        return false;
    }
    return true;
}

static MarbreExit
say_term(MarbreCli *cli, const MarbreTerm *term)
{
    MarbreExit status = MARBRE_EXIT_YES;
    g_autoptr(GError) error = NULL;
    if (!check_words(term, &status))
        return status;
    if (!marbre_cli_session(cli, &error))
        return marbre_cli_fail(error);
    g_autoptr(MarbreTermed) termed = marbre_desk_term(&cli->session, term, &error);
    if (termed == NULL)
        return marbre_cli_fail(error);
    print_termed(cli, term, termed);
    return MARBRE_EXIT_YES;
}

MarbreVerb marbre_term_verbs[] = {
    {"accept", "accepter", "term accept", NULL},
    {"refuse", "refuser", "term refuse", NULL},
    {"list", "liste", "term list", NULL},
    {NULL, NULL, "", NULL},
};

MarbreExit
marbre_command_term(MarbreCli *cli, int argc, char **argv)
{
    MarbreExit status = MARBRE_EXIT_YES;
    g_autofree char *stands_for = NULL, *say = NULL, *why = NULL, *lang = NULL;
    gboolean house = FALSE;
    GOptionEntry entries[] = {
        {"for", 0, 0, G_OPTION_ARG_STRING, &stands_for, N_("the preferred form it stands beside"),
         N_("WORD")},
        {"say", 0, 0, G_OPTION_ARG_STRING, &say, N_("what to write instead"), N_("WORD")},
        {"why", 0, 0, G_OPTION_ARG_STRING, &why, N_("the reason, for readers of the list"),
         N_("WORDS")},
        {"lang", 0, 0, G_OPTION_ARG_STRING, &lang, N_("the language it is a word of"), N_("LANG")},
        {"house", 0, 0, G_OPTION_ARG_NONE, &house,
         N_("a word that the newsroom does not write, and no name"), NULL},
        {NULL, 0, 0, 0, NULL, NULL, NULL}};
    if (!marbre_cli_parse(cli, N_("accept|refuse|list [WORD]"), entries, true, &argc, &argv,
                          &status))
        return status;
    const char *verb = argc < 2 ? "" : marbre_cli_verb_named(marbre_term_verbs, argv[1]);
    bool list = argc == 2 && strcmp(verb, "list") == 0;
    bool accept = argc == 3 && strcmp(verb, "accept") == 0;
    bool refuse = argc == 3 && strcmp(verb, "refuse") == 0;
    if (!list && !accept && !refuse)
        return marbre_cli_usage(_("marbre term accept \"WORD\" [--for \"PREFERRED\"], marbre term "
                                  "refuse \"WORD\" [--say \"X\"], or marbre term list"));
    if ((accept && (say != NULL || house)) || (refuse && stands_for != NULL) ||
        (list && (say != NULL || stands_for != NULL || house)))
        return marbre_cli_usage(_("--for is for words that are accepted, --say and --house for "
                                  "those that are refused"));
    if (list) {
        g_autoptr(GError) error = NULL;
        return marbre_cli_open(cli, &error) ? list_terms(cli) : marbre_cli_fail(error);
    }
    const MarbreTerm term = {.refuse = refuse,
                             .house = house,
                             .word = argv[2],
                             .preferred = refuse ? say : stands_for,
                             .why = why,
                             .lang = lang};
    return say_term(cli, &term);
}
