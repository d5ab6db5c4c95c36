/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/commands.h"
#include "cli/naming.h"
#include "cli/offers.h"
#include "cli/outline.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

/* --- where in a command ------------------------------------------------------------------------
 */

/* What `word` stands for as an option of the outline: --to, -m. (nullable) */
static const GOptionEntry *
option_of(const MarbreOutline *outline, const char *word, size_t size)
{
    for (guint i = 0; i < outline->options->len; i++) {
        const GOptionEntry *option = &g_array_index(outline->options, GOptionEntry, i);
        bool is_long = size > 2 && strncmp(word, "--", 2) == 0 &&
                       strlen(option->long_name) == size - 2 &&
                       strncmp(option->long_name, word + 2, size - 2) == 0;
        if (is_long || (size == 2 && word[0] == '-' && word[1] == option->short_name))
            return option;
    }
    return NULL;
}

static void
offer_options(MarbreOffers *offers, const MarbreOutline *outline)
{
    for (guint i = 0; i < outline->options->len; i++) {
        const GOptionEntry *option = &g_array_index(outline->options, GOptionEntry, i);
        g_autofree char *name = g_strdup_printf("--%s", option->long_name);
        (void)marbre_offer(offers, name, _(option->description));
    }
    (void)marbre_offer(offers, "--help", NULL);
}

static void
offer_value(MarbreOffers *offers, const MarbreOutline *outline, const GOptionEntry *option)
{
    static const char *const usual[] = {"text", "json", NULL};
    if (strcmp(option->long_name, "format") == 0) {
        const char *const *formats = outline->formats == NULL ? usual : outline->formats;
        for (; *formats != NULL; formats++)
            (void)marbre_offer(offers, *formats, NULL);
    } else if (strcmp(option->long_name, "workflow") == 0) {
        marbre_offer_for(offers, "WORKFLOW");
    } else if (option->arg_description != NULL) {
        marbre_offer_for(offers, option->arg_description);
    }
}

/* Words of a usage that stand for words of their own: neither options nor their values. What is
   behind the last of them repeats it. */
static void
offer_operand(MarbreOffers *offers, const MarbreOutline *outline, unsigned number)
{
    g_auto(GStrv) tokens = g_strsplit(outline->usage, " ", -1);
    const char *found = NULL;
    bool in_option = false, repeats = false;
    for (char **token = tokens; *token != NULL; token++) {
        const char *word = *token + strspn(*token, "[");
        bool of_option = in_option && *word != '-';
        in_option = word[0] == '-' && strchr(word, ']') == NULL;
        if (word[0] == '-' || of_option || strcmp(word, "|") == 0)
            continue;
        found = word;
        repeats = strstr(word, "…") != NULL;
        if (number-- == 0) {
            marbre_offer_for(offers, word);
            return;
        }
    }
    if (found != NULL && repeats)
        marbre_offer_for(offers, found);
}

/* What is begun without accents goes on without: a shell drops what does not begin as was typed. */
static void
offer_names(MarbreOffers *offers, const char *english, const char *french, const char *told)
{
    bool is_french = strcmp(offers->cli->lang, "fr") == 0;
    if (marbre_offer(offers, is_french ? french : english, told) || !is_french)
        return;
    g_autofree char *bare = marbre_cli_bare(french);
    (void)marbre_offer(offers, bare, told);
}

static void
offer_verbs(MarbreOffers *offers, const MarbreVerb *verbs)
{
    for (const MarbreVerb *verb = verbs; verb->name != NULL; verb++)
        offer_names(offers, verb->name, verb->french, NULL);
    for (; offers->told == 0 && verbs->name != NULL; verbs++) {
        (void)marbre_offer(offers, verbs->name, NULL);
        (void)marbre_offer(offers, verbs->french, NULL);
    }
}

static void
offer_commands(MarbreOffers *offers)
{
    const MarbreCommand *command = marbre_commands;
    for (; command->name != NULL; command++)
        if (command->summary != NULL)
            offer_names(offers, command->name, command->french, _(command->summary));
    for (command = marbre_commands; offers->told == 0 && command->name != NULL; command++)
        if (command->summary != NULL) {
            (void)marbre_offer(offers, command->name, _(command->summary));
            (void)marbre_offer(offers, command->french, _(command->summary));
        }
}

/* `workflow` has one usage for all its verbs. */
static void
offer_behind_verb(MarbreOffers *offers, const char *command, const char *verb)
{
    bool names = strcmp(verb, "show") == 0 || strcmp(verb, "graph") == 0;
    if (strcmp(command, "workflow") == 0 && names)
        marbre_offer_for(offers, "WORKFLOW");
}

/* `words`: the command's own, the last one not complete. */
static void
complete_command(MarbreOffers *offers, const MarbreCommand *command, int count, char **words)
{
    MarbreVerb *verb =
        command->verbs != NULL && count > 2 ? marbre_cli_find_verb(command->verbs, words[1]) : NULL;
    const char *name = verb == NULL ? NULL : verb->name;
    offers->command = verb == NULL ? command->name : verb->title;
    g_autoptr(MarbreOutline) outline = marbre_outline_new(offers->cli, command, name);
    unsigned operands = 0;
    const GOptionEntry *open = NULL;
    for (int i = verb == NULL ? 1 : 2; i + 1 < count; i++) {
        const GOptionEntry *option = option_of(outline, words[i], strlen(words[i]));
        bool operand = open == NULL && words[i][0] != '-';
        if (operand && operands++ == 0)
            offers->first = words[i];
        open = open == NULL && option != NULL && marbre_outline_has_value(option) ? option : NULL;
    }
    size_t size = strcspn(offers->word, "=");
    const GOptionEntry *same =
        offers->word[size] == '=' ? option_of(outline, offers->word, size) : NULL;
    g_autofree char *before = same == NULL ? NULL : g_strndup(offers->word, size + 1);
    if (open != NULL) {
        offer_value(offers, outline, open);
    } else if (same != NULL) {
        offers->before = before;
        offers->word += size + 1;
        offer_value(offers, outline, same);
        offers->before = "";
    } else if (offers->word[0] == '-') {
        offer_options(offers, outline);
    } else if (command->verbs != NULL && verb == NULL) {
        offer_verbs(offers, command->verbs);
    } else if (verb != NULL && verb->run == NULL) {
        offer_behind_verb(offers, command->name, verb->name);
    } else if (command->run == marbre_command_help) {
        if (operands == 0)
            offer_commands(offers);
    } else {
        offer_operand(offers, outline, operands);
    }
}

static void
offer_globals(MarbreOffers *offers)
{
    static const char *const names[] = {"-C",   "--ui-lang",  "--color",   "--plugin-dir",
                                        "--at", "--no-cache", "--version", "--help"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        (void)marbre_offer(offers, names[i], NULL);
}

/* How many words an option before the command takes. */
static int
size_of_global(const char *word)
{
    static const char *const valued[] = {"-C",           "--ui-lang", "--color",
                                         "--plugin-dir", "--at",      NULL};
    return g_strv_contains(valued, word) ? 2 : 1;
}

MarbreExit
marbre_command_complete(MarbreCli *cli, int argc, char **argv)
{
    int at = argc > 1 && strcmp(argv[1], "--") == 0 ? 2 : 1;
    if (at >= argc)
        return marbre_cli_usage(_("a shell asks so: marbre complete -- WORD…"));
    cli->keeps_descriptions = true;
    MarbreOffers offers = {.cli = cli, .word = argv[argc - 1], .before = ""};
    while (at < argc - 1 && argv[at][0] == '-') {
        if (strcmp(argv[at], "-C") == 0 && at + 1 < argc - 1) {
            g_free(cli->directory);
            cli->directory = g_strdup(argv[at + 1]);
        } else if (strcmp(argv[at], "--ui-lang") == 0 && at + 1 < argc - 1) {
            marbre_cli_speak(cli, argv[at + 1]);
        }
        at += size_of_global(argv[at]);
    }
    marbre_cli_know_reader(cli);
    if (at == argc - 1 && offers.word[0] == '-') {
        offer_globals(&offers);
    } else if (at == argc - 1) {
        offer_commands(&offers);
    } else if (at < argc - 1) {
        const MarbreCommand *command = marbre_cli_find(argv[at]);
        if (command != NULL)
            complete_command(&offers, command, argc - at, argv + at);
    }
    return MARBRE_EXIT_YES;
}
