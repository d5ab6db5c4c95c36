/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/spoken.h"
#include "base/text.h"
#include "cli/answer.h"
#include "cli/claims.h"
#include "cli/key.h"
#include "cli/moves.h"
#include "desk/suggesting.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

/* A check names so many statements and no more: what is recorded makes room for the others. */
#define ROUNDS 16

typedef struct {
    MarbreCli *cli;
    char *folder;
    MarbreClaimStatus status;
    GPtrArray *entries; /* of MarbreEntryWords, accepted */
    GPtrArray *typed;   /* of char *: words that were changed by hand */
} Act;

/* --- what is proposed -------------------------------------------------------------------------
 */

/* A word for a shell: in double quotes where that needs no escapes. */
static char *
shell_word(const char *text)
{
    return strpbrk(text, "\"\\$`!") == NULL ? g_strdup_printf("\"%s\"", text) : g_shell_quote(text);
}

/* The command that would record it. */
static char *
command_of(const Act *act, const MarbreSuggested *suggested, const MarbreSuggestion *item)
{
    g_autofree char *words = shell_word(item->words);
    g_autofree char *by = shell_word(item->by == NULL ? "…" : item->by);
    GString *command = g_string_new(NULL);
    g_string_printf(command, "marbre claim add %s %s --by %s", suggested->slug, words, by);
    if (item->kind != NULL)
        g_string_append_printf(command, " --kind %s", item->kind);
    if (act->status != MARBRE_CLAIM_TO_CHECK)
        g_string_append_printf(command, " --status %s", marbre_claim_status_text(act->status));
    return g_string_free(command, FALSE);
}

static void
print_item(const Act *act, const MarbreSuggestion *item)
{
    g_autofree char *words = marbre_cli_quoted(item->words);
    g_autofree char *bold = marbre_cli_paint(act->cli, "1", words);
    printf(_("  line %u  "), (unsigned)item->line);
    printf("%s", bold);
    if (item->by != NULL) {
        g_autofree char *by = marbre_text_shown(item->by);
        printf(_(" — the word of %s"), by);
    }
    putchar('\n');
    if (strcmp(item->sentence, item->words) != 0) {
        g_autofree char *sentence = marbre_cli_quoted(item->sentence);
        printf(_("    in: %s\n"), sentence);
    }
}

static void
print_list(const Act *act, const MarbreSuggested *suggested)
{
    g_autofree char *title = marbre_moves_title(suggested->title);
    guint count = suggested->items->len;
    if (count == 0) {
        printf(_("%s: every statement of its kind is recorded.\n"), title);
        return;
    }
    printf(g_dngettext(GETTEXT_PACKAGE, "%s: %u statement is not recorded.\n",
                       "%s: %u statements are not recorded.\n", count),
           title, count);
    for (guint i = 0; i < count; i++) {
        g_autofree char *command = command_of(act, suggested, suggested->items->pdata[i]);
        g_autofree char *spoken = marbre_spoken_line(command);
        g_autofree char *shown = marbre_text_shown(spoken);
        print_item(act, suggested->items->pdata[i]);
        printf("    %s\n", shown);
    }
    printf(_("To record all of them:  marbre claim suggest %s --yes\n"), suggested->slug);
}

static void
write_list(MarbreJson *json, const Act *act, const MarbreSuggested *suggested)
{
    marbre_json_member_array(json, "suggestions");
    for (guint i = 0; i < suggested->items->len; i++) {
        const MarbreSuggestion *item = suggested->items->pdata[i];
        g_autofree char *command = command_of(act, suggested, item);
        marbre_json_begin_object(json);
        marbre_json_member_string(json, "words", item->words);
        marbre_json_member_string(json, "by", item->by);
        marbre_json_member_string(json, "kind", item->kind);
        marbre_json_member_string(json, "sentence", item->sentence);
        marbre_json_member_string(json, "path", item->path);
        marbre_json_member_int(json, "line", (int64_t)item->line);
        marbre_json_member_int(json, "column", (int64_t)item->column);
        marbre_json_member_string(json, "command", command);
        marbre_json_end_object(json);
    }
    marbre_json_end_array(json);
}

static void
print_json(const Act *act, const MarbreSuggested *suggested)
{
    MarbreJson *json = marbre_answer_begin();
    marbre_json_member_string(json, "article", suggested->folder);
    write_list(json, act, suggested);
    marbre_answer_end(json);
}

/* --- what is accepted -------------------------------------------------------------------------
 */

static void
accept(Act *act, const MarbreSuggestion *item, const char *words)
{
    MarbreEntryWords *entry = g_new0(MarbreEntryWords, 1);
    entry->quote = words;
    entry->by = item->by;
    entry->kind = item->kind;
    entry->status = act->status;
    g_ptr_array_add(act->entries, entry);
}

static MarbreClaimed *
record(Act *act, GError **error)
{
    const MarbreClaiming claiming = {
        .folder = act->folder, .entries = act->entries, .forgiving = true};
    return marbre_desk_claim(&act->cli->session, &claiming, error);
}

static MarbreExit
status_of(const MarbreClaimed *claimed)
{
    return marbre_claim_count_done(claimed) == claimed->claims->len ? MARBRE_EXIT_YES
                                                                    : MARBRE_EXIT_NO;
}

/* Rounds are told as one: the last one's claims behind those before. */
static void
join(MarbreClaimed **all, MarbreClaimed *next)
{
    if (*all == NULL) {
        *all = next;
        return;
    }
    /* What could not be recorded is told once, by the round that tried last. */
    GPtrArray *claims = (*all)->claims;
    for (guint i = claims->len; i > 0; i--)
        if (((MarbreClaimDone *)claims->pdata[i - 1])->id == NULL)
            g_ptr_array_remove_index(claims, i - 1);
    while (next->claims->len > 0)
        g_ptr_array_add(claims, g_ptr_array_steal_index(next->claims, 0));
    if (next->commit != NULL) {
        g_free((*all)->commit);
        (*all)->commit = g_steal_pointer(&next->commit);
    }
    (*all)->changed = (*all)->changed || next->changed;
    marbre_claimed_free(next);
}

/* Record all that is proposed, until nothing more is. */
static MarbreExit
accept_all(Act *act, MarbreSuggested *suggested)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbreClaimed) all = NULL;
    MarbreSuggested *now = suggested;
    bool incomplete = suggested->incomplete;
    for (int round = 0; round < ROUNDS && now->items->len > 0; round++) {
        g_ptr_array_set_size(act->entries, 0);
        for (guint i = 0; i < now->items->len; i++) {
            const MarbreSuggestion *item = now->items->pdata[i];
            accept(act, item, item->words);
        }
        MarbreClaimed *claimed = record(act, &error);
        if (claimed == NULL)
            break;
        guint recorded = marbre_claim_count_done(claimed);
        join(&all, claimed);
        if (recorded == 0 || act->cli->dry_run)
            break;
        if (now != suggested)
            marbre_suggested_free(now);
        now = marbre_desk_suggest(&act->cli->session, act->folder, &error);
        if (now == NULL)
            break;
        incomplete = incomplete || now->incomplete;
    }
    if (now != suggested)
        marbre_suggested_free(now);
    if (error != NULL) {
        if (all != NULL && !act->cli->json)
            marbre_claim_print_done(act->cli, all); /* the rounds before are committed */
        return marbre_cli_fail(error);
    }
    if (act->cli->json) {
        MarbreJson *json = marbre_answer_begin();
        if (all != NULL)
            marbre_claim_write_done(json, all);
        else
            marbre_json_member_string(json, "article", act->folder);
        write_list(json, act, suggested);
        marbre_answer_end(json);
    } else if (all == NULL) {
        print_list(act, suggested);
    } else {
        marbre_claim_print_done(act->cli, all);
    }
    return incomplete ? MARBRE_EXIT_UNABLE : all == NULL ? MARBRE_EXIT_YES : status_of(all);
}

/* --- one by one, at a terminal ------------------------------------------------------------------
 */

/* A line; NULL where there is none. (transfer full, nullable) */
static char *
read_line(void)
{
    char line[4096];
    fflush(stdout);
    if (fgets(line, sizeof line, stdin) == NULL)
        return NULL;
    g_strstrip(line);
    return *line == '\0' ? NULL : g_strdup(line);
}

/* Other words for it; those that are empty take it as it was proposed. */
static void
change_words(Act *act, const MarbreSuggestion *item)
{
    printf(_("    the words, as they stand in the text: "));
    char *words = read_line();
    if (words != NULL)
        g_ptr_array_add(act->typed, words);
    accept(act, item, words == NULL ? item->words : words);
}

/* What the editor makes of one. False: no more of them; `*ret_give_up`: none at all. */
static bool
ask_about(Act *act, const MarbreSuggestion *item, bool *ret_give_up)
{
    for (;;) {
        int key = marbre_key_ask(_("    record it? y yes, n no, e other words, q that is all: "));
        *ret_give_up = key == MARBRE_KEY_CONTROL_C;
        putchar('\n');
        switch (key) {
        case 'y':
        case 'Y':
        case 'o':
        case 'O':
            accept(act, item, item->words);
            return true;
        case 'n':
        case 'N':
            return true;
        case 'e':
        case 'E':
        case 'm':
        case 'M':
            change_words(act, item);
            return true;
        case 'q':
        case 'Q':
        case MARBRE_KEY_CONTROL_C:
        case MARBRE_KEY_CONTROL_D:
        case -1:
            return false;
        default:
            break;
        }
    }
}

static MarbreExit
ask(Act *act, const MarbreSuggested *suggested)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *title = marbre_moves_title(suggested->title);
    bool give_up = false;
    printf("%s\n", title);
    for (guint i = 0; i < suggested->items->len; i++) {
        print_item(act, suggested->items->pdata[i]);
        if (!ask_about(act, suggested->items->pdata[i], &give_up))
            break;
    }
    if (give_up || act->entries->len == 0) {
        printf(_("Nothing was changed.\n"));
        return MARBRE_EXIT_YES;
    }
    g_autoptr(MarbreClaimed) claimed = record(act, &error);
    if (claimed == NULL)
        return marbre_cli_fail(error);
    marbre_claim_print_done(act->cli, claimed);
    return suggested->incomplete ? MARBRE_EXIT_UNABLE : status_of(claimed);
}

/* --- the command ------------------------------------------------------------------------------ */

static MarbreExit
suggest(Act *act, const char *word, bool yes)
{
    MarbreCli *cli = act->cli;
    g_autoptr(GError) error = NULL;
    if (!marbre_cli_session(cli, &error))
        return marbre_cli_fail(error);
    g_autoptr(MarbreNewsroom) tip = marbre_cli_tip(cli, &error);
    g_autofree char *folder = tip == NULL ? NULL : marbre_cli_article(cli, tip, word, &error);
    act->folder = folder;
    g_autoptr(MarbreSuggested) suggested =
        folder == NULL ? NULL : marbre_desk_suggest(&cli->session, folder, &error);
    if (suggested == NULL)
        return marbre_cli_fail(error);
    if (suggested->incomplete)
        fprintf(stderr, "marbre: %s\n", _("a check could not run: there may be more"));
    if (yes)
        return accept_all(act, suggested);
    if (!cli->json && suggested->items->len > 0 && marbre_key_can_ask())
        return ask(act, suggested);
    if (cli->json)
        print_json(act, suggested);
    else
        print_list(act, suggested);
    return suggested->incomplete ? MARBRE_EXIT_UNABLE : MARBRE_EXIT_YES;
}

MarbreExit
marbre_claim_suggest(MarbreCli *cli, int argc, char **argv)
{
    MarbreExit status = MARBRE_EXIT_YES;
    g_autofree char *said = NULL;
    gboolean yes = FALSE;
    GOptionEntry entries[] = {
        {"yes", 'y', 0, G_OPTION_ARG_NONE, &yes, N_("record all of them"), NULL},
        {"status", 0, 0, G_OPTION_ARG_STRING, &said, N_("to-check unless said: unverified"),
         N_("STATUS")},
        {NULL, 0, 0, 0, NULL, NULL, NULL}};
    Act act = {.cli = cli};
    if (!marbre_cli_parse(cli, N_("ARTICLE [--yes] [--status unverified]"), entries, true, &argc,
                          &argv, &status))
        return status;
    if (argc != 2)
        return marbre_cli_usage(_("which article? `marbre list` names them"));
    if (said != NULL && !marbre_claim_read_status(said, false, &act.status))
        return MARBRE_EXIT_USAGE;
    act.entries = g_ptr_array_new_with_free_func(g_free);
    act.typed = g_ptr_array_new_with_free_func(g_free);
    status = suggest(&act, argv[1], yes);
    g_ptr_array_unref(act.entries);
    g_ptr_array_unref(act.typed);
    return status;
}
