/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/text.h"
#include "cli/commands.h"
#include "cli/explained.h"
#include "cli/naming.h"
#include "cli/outline.h"
#include "worker/zygote.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

/* As many articles are offered: of a hundred thousand nobody reads all. */
#define ARTICLES 200

/* What a shell asks: the words behind `marbre`, of which the last one is still being written. */
typedef struct {
    MarbreCli *cli;
    const char *word;   /* the part that there is */
    const char *before; /* "--to=" where the value is in the same word; else "" */
    unsigned told;
} Question;

/* A line for the shell: a word, a tab, what it is. @return whether it was one */
static bool
offer(Question *question, const char *word, const char *told)
{
    if (!g_str_has_prefix(word, question->word) || strpbrk(word, "\n\t") != NULL)
        return false;
    g_autofree char *shown = marbre_text_shown(told == NULL ? "" : told);
    printf("%s%s\t%s\n", question->before, word, shown);
    question->told++;
    return true;
}

/* --- what placeholders stand for ---------------------------------------------------------------
 */

static bool
offer_article(void *user, const char *folder, const char *oid)
{
    Question *question = user;
    const char *slash = strrchr(folder, '/');
    (void)offer(question, slash == NULL ? folder : slash + 1, folder);
    return question->told < ARTICLES;
}

static void
offer_articles(Question *question, MarbreNewsroom *tip)
{
    (void)marbre_newsroom_each(tip, offer_article, question, NULL); /* as many as can be read */
}

static void
offer_stages(Question *question, MarbreNewsroom *tip)
{
    g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);
    const GPtrArray *workflows = marbre_policy_get_workflows(marbre_newsroom_get_policy(tip));
    for (guint i = 0; i < workflows->len; i++)
        for (size_t j = 0; j < marbre_workflow_count(workflows->pdata[i]); j++) {
            const MarbreStage *stage = marbre_workflow_at(workflows->pdata[i], j);
            if (g_hash_table_add(known, stage->id))
                (void)offer(question, stage->id, marbre_stage_title(stage, question->cli->lang));
        }
}

static void
offer_workflows(Question *question, MarbreNewsroom *tip)
{
    const GPtrArray *workflows = marbre_policy_get_workflows(marbre_newsroom_get_policy(tip));
    for (guint i = 0; i < workflows->len; i++) {
        const MarbreWorkflow *workflow = workflows->pdata[i];
        (void)offer(question, workflow->name,
                    g_hash_table_lookup(workflow->title, question->cli->lang));
    }
}

static void
offer_people(Question *question, MarbreNewsroom *tip)
{
    const MarbrePeople *people = marbre_policy_get_people(marbre_newsroom_get_policy(tip));
    const GPtrArray *all = marbre_people_get_all(people);
    for (guint i = 0; i < all->len; i++) {
        const MarbrePerson *person = all->pdata[i];
        (void)offer(question, person->id, person->name);
    }
}

static void
offer_roles(Question *question, MarbreNewsroom *tip)
{
    const MarbrePeople *people = marbre_policy_get_people(marbre_newsroom_get_policy(tip));
    for (const char *const *role = marbre_people_get_roles(people); *role != NULL; role++)
        (void)offer(question, *role, NULL);
}

/* PLUGIN/RULE; a rule's name alone where that is what was begun. */
static void
offer_rules(Question *question, MarbreNewsroom *tip)
{
    marbre_zygote_start();
    g_autoptr(GPtrArray) chapters = marbre_chapters_new(question->cli);
    bool whole = strchr(question->word, '/') != NULL || *question->word == '\0';
    for (unsigned round = whole ? 1 : 0; round < 2 && question->told == 0; round++)
        for (guint i = 0; i < chapters->len; i++) {
            const MarbreChapter *chapter = chapters->pdata[i];
            for (guint j = 0; j < chapter->rules->len; j++) {
                const MarbreExplained *rule = chapter->rules->pdata[j];
                (void)offer(question, round == 1 ? rule->id : strchr(rule->id, '/') + 1,
                            rule->summary);
            }
        }
}

/* Files are the shell's own to offer: where nothing is printed it does. */
static const struct {
    const char *placeholder; /* as usages and options have it */
    void (*offer)(Question *question, MarbreNewsroom *tip);
} kinds[] = {
    {"ARTICLE", offer_articles}, {"STAGE", offer_stages}, {"RULE", offer_rules},
    {"WHO", offer_people},       {"ROLE", offer_roles},   {"WORKFLOW", offer_workflows},
};

static void
offer_for(Question *question, const char *placeholder)
{
    size_t size = strcspn(placeholder, "…|]");
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        if (strncmp(kinds[i].placeholder, placeholder, size) != 0 ||
            kinds[i].placeholder[size] != '\0')
            continue;
        g_autoptr(MarbreNewsroom) tip = marbre_cli_tip(question->cli, NULL);
        if (tip != NULL)
            kinds[i].offer(question, tip);
    }
}

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
offer_options(Question *question, const MarbreOutline *outline)
{
    for (guint i = 0; i < outline->options->len; i++) {
        const GOptionEntry *option = &g_array_index(outline->options, GOptionEntry, i);
        g_autofree char *name = g_strdup_printf("--%s", option->long_name);
        (void)offer(question, name, _(option->description));
    }
    (void)offer(question, "--help", NULL);
}

static void
offer_value(Question *question, const MarbreOutline *outline, const GOptionEntry *option)
{
    static const char *const usual[] = {"text", "json", NULL};
    if (strcmp(option->long_name, "format") == 0) {
        const char *const *formats = outline->formats == NULL ? usual : outline->formats;
        for (; *formats != NULL; formats++)
            (void)offer(question, *formats, NULL);
    } else if (strcmp(option->long_name, "workflow") == 0) {
        offer_for(question, "WORKFLOW");
    } else if (option->arg_description != NULL) {
        offer_for(question, option->arg_description);
    }
}

/* Words of a usage that stand for words of their own: neither options nor their values. What is
   behind the last of them repeats it. */
static void
offer_operand(Question *question, const MarbreOutline *outline, unsigned number)
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
            offer_for(question, word);
            return;
        }
    }
    if (found != NULL && repeats)
        offer_for(question, found);
}

static void
offer_names(Question *question, const char *english, const char *french, const char *told)
{
    bool is_french = strcmp(question->cli->lang, "fr") == 0;
    (void)offer(question, is_french ? french : english, told);
}

static void
offer_verbs(Question *question, const MarbreVerb *verbs)
{
    for (const MarbreVerb *verb = verbs; verb->name != NULL; verb++)
        offer_names(question, verb->name, verb->french, NULL);
    for (; question->told == 0 && verbs->name != NULL; verbs++) {
        (void)offer(question, verbs->name, NULL);
        (void)offer(question, verbs->french, NULL);
    }
}

static void
offer_commands(Question *question)
{
    const MarbreCommand *command = marbre_commands;
    for (; command->name != NULL; command++)
        if (command->summary != NULL)
            offer_names(question, command->name, command->french, _(command->summary));
    for (command = marbre_commands; question->told == 0 && command->name != NULL; command++)
        if (command->summary != NULL) {
            (void)offer(question, command->name, _(command->summary));
            (void)offer(question, command->french, _(command->summary));
        }
}

/* `workflow` has one usage for all its verbs. */
static void
offer_behind_verb(Question *question, const char *command, const char *verb)
{
    bool names = strcmp(verb, "show") == 0 || strcmp(verb, "graph") == 0;
    if (strcmp(command, "workflow") == 0 && names)
        offer_for(question, "WORKFLOW");
}

/* `words`: the command's own, the last one not complete. */
static void
complete_command(Question *question, const MarbreCommand *command, int count, char **words)
{
    MarbreVerb *verb =
        command->verbs != NULL && count > 2 ? marbre_cli_find_verb(command->verbs, words[1]) : NULL;
    const char *name = verb == NULL ? NULL : verb->name;
    g_autoptr(MarbreOutline) outline = marbre_outline_new(question->cli, command, name);
    unsigned operands = 0;
    const GOptionEntry *open = NULL;
    for (int i = verb == NULL ? 1 : 2; i + 1 < count; i++) {
        const GOptionEntry *option = option_of(outline, words[i], strlen(words[i]));
        operands += open == NULL && words[i][0] != '-' ? 1 : 0;
        open = open == NULL && option != NULL && marbre_outline_has_value(option) ? option : NULL;
    }
    size_t size = strcspn(question->word, "=");
    const GOptionEntry *same =
        question->word[size] == '=' ? option_of(outline, question->word, size) : NULL;
    g_autofree char *before = same == NULL ? NULL : g_strndup(question->word, size + 1);
    if (open != NULL) {
        offer_value(question, outline, open);
    } else if (same != NULL) {
        question->before = before;
        question->word += size + 1;
        offer_value(question, outline, same);
        question->before = "";
    } else if (question->word[0] == '-') {
        offer_options(question, outline);
    } else if (command->verbs != NULL && verb == NULL) {
        offer_verbs(question, command->verbs);
    } else if (verb != NULL && verb->run == NULL) {
        offer_behind_verb(question, command->name, verb->name);
    } else if (command->run == marbre_command_help) {
        if (operands == 0)
            offer_commands(question);
    } else {
        offer_operand(question, outline, operands);
    }
}

static void
offer_globals(Question *question)
{
    static const char *const names[] = {"-C",   "--ui-lang",  "--color",   "--plugin-dir",
                                        "--at", "--no-cache", "--version", "--help"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        (void)offer(question, names[i], NULL);
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
    Question question = {.cli = cli, .word = argv[argc - 1], .before = ""};
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
    if (at == argc - 1 && question.word[0] == '-') {
        offer_globals(&question);
    } else if (at == argc - 1) {
        offer_commands(&question);
    } else if (at < argc - 1) {
        const MarbreCommand *command = marbre_cli_find(argv[at]);
        if (command != NULL)
            complete_command(&question, command, argc - at, argv + at);
    }
    return MARBRE_EXIT_YES;
}
