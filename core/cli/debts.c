/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/debts.h"

#include "base/date.h"
#include "base/spoken.h"
#include "base/text.h"
#include "cli/answer.h"
#include "cli/hours.h"
#include "cli/moves.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

typedef struct {
    const MarbreRow *row;
    char *stage;
    int64_t until;
} Debt;

typedef struct {
    MarbreCli *cli;
    const MarbrePolicy *policy;
    GArray *debts; /* of Debt */
    guint overdue;
    int64_t now;
} Books;

static void
debt_clear(void *data)
{
    g_free(((Debt *)data)->stage);
}

static int
compare(const void *a, const void *b)
{
    const Debt *one = a, *other = b;
    if (one->until != other->until)
        return one->until < other->until ? -1 : 1;
    int order = strcmp(one->row->folder, other->row->folder);
    return order != 0 ? order : strcmp(one->stage, other->stage);
}

/* "STAGE UNTIL STAGE UNTIL …", as the index has it. */
static void
add_debts(Books *books, const MarbreRow *row)
{
    g_auto(GStrv) words = g_strsplit(row->owed == NULL ? "" : row->owed, " ", -1);
    for (char **word = words; word[0] != NULL && word[1] != NULL; word += 2) {
        MarbreInstant until;
        if (!marbre_instant_parse(word[1], &until))
            continue;
        const Debt debt = {row, g_strdup(word[0]), until.seconds};
        g_array_append_val(books->debts, debt);
        books->overdue += until.seconds <= books->now;
    }
}

static const char *
stage_shown(const Books *books, const Debt *debt)
{
    const MarbreWorkflow *workflow = marbre_policy_workflow(books->policy, debt->row->workflow);
    const MarbreStage *stage =
        workflow == NULL ? NULL : marbre_workflow_stage(workflow, debt->stage);
    return stage == NULL ? debt->stage : marbre_stage_title(stage, books->cli->lang);
}

static void
print_json(const Books *books)
{
    GTimeZone *zone = marbre_policy_get_settings(books->policy)->zone;
    MarbreJson *json = marbre_answer_begin();
    marbre_json_member_int(json, "overdue", books->overdue);
    marbre_json_member_array(json, "debts");
    for (guint i = 0; i < books->debts->len; i++) {
        const Debt *debt = &g_array_index(books->debts, Debt, i);
        marbre_json_begin_object(json);
        marbre_json_member_string(json, "id", debt->row->id);
        marbre_json_member_string(json, "path", debt->row->folder);
        marbre_json_member_string(json, "title", debt->row->title);
        marbre_json_member_string(json, "stage", debt->stage);
        marbre_hours_member_at(json, "until", debt->until, zone);
        marbre_json_member_bool(json, "overdue", debt->until <= books->now);
        marbre_json_end_object(json);
    }
    marbre_json_end_array(json);
    marbre_answer_end(json);
}

static void
print_debt(const Books *books, const Debt *debt)
{
    GTimeZone *zone = marbre_policy_get_settings(books->policy)->zone;
    bool overdue = debt->until <= books->now;
    const char *label = overdue ? _("OVERDUE") : _("OWED");
    g_autofree char *painted = marbre_cli_paint(books->cli, overdue ? "1;31" : "1;33", label);
    g_autofree char *until = marbre_date_cell(marbre_instant_at(debt->until, zone));
    g_autofree char *title = marbre_moves_title(debt->row->title);
    g_autofree char *slug = g_path_get_basename(debt->row->folder);
    g_autofree char *shown = marbre_text_shown(slug);
    g_autofree char *command = g_strdup_printf("marbre approve %s --stage %s", shown, debt->stage);
    g_autofree char *spoken = marbre_spoken_line(command);
    printf("%s  %s  %s, %s\n", painted, until, title, stage_shown(books, debt));
    printf("  %s\n", spoken);
}

static void
print_text(const Books *books)
{
    guint count = books->debts->len;
    for (guint i = 0; i < count; i++)
        print_debt(books, &g_array_index(books->debts, Debt, i));
    if (count == 0)
        printf(_("No approval is owed by a deadline.\n"));
    else if (books->overdue > 0)
        printf(g_dngettext(GETTEXT_PACKAGE, "%u approval is overdue.\n",
                           "%u approvals are overdue.\n", books->overdue),
               books->overdue);
}

MarbreExit
marbre_check_debts(MarbreCli *cli)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbreNewsroom) tip = marbre_cli_tip(cli, &error);
    if (tip == NULL)
        return marbre_cli_fail(error);
    g_autoptr(GArray) debts = g_array_new(FALSE, FALSE, sizeof(Debt));
    g_array_set_clear_func(debts, debt_clear);
    Books books = {.cli = cli, .policy = marbre_newsroom_get_policy(tip), .debts = debts};
    GTimeZone *zone = marbre_policy_get_settings(books.policy)->zone;
    if (!marbre_cli_now(cli, zone, &books.now, &error))
        return marbre_cli_fail(error);
    g_autoptr(MarbreRoll) roll = marbre_cli_roll(cli, books.policy);
    g_autoptr(GPtrArray) agenda = marbre_agenda_read(tip, roll, books.now, NULL, &error);
    if (agenda == NULL)
        return marbre_cli_fail(error);
    for (guint i = 0; i < agenda->len; i++)
        add_debts(&books, ((const MarbreAppointment *)agenda->pdata[i])->row);
    g_array_sort(debts, compare);
    if (cli->json)
        print_json(&books);
    else
        print_text(&books);
    return books.overdue > 0 ? MARBRE_EXIT_NO : MARBRE_EXIT_YES;
}
