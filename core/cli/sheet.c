/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/sheet.h"

#include "newsroom/beside.h"
#include "newsroom/row.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
marbre_sheet_line_free(MarbreSheetLine *line)
{
    if (line == NULL)
        return;
    marbre_appointment_free(line->of);
    g_free(line->returned_by);
    g_free(line->returned_why);
    g_free(line->returned_to);
    g_free(line->assigned);
    g_free(line);
}

void
marbre_sheet_free(MarbreSheet *sheet)
{
    if (sheet == NULL)
        return;
    g_ptr_array_unref(sheet->special);
    marbre_outlooks_free(sheet->outlooks);
    marbre_beside_free(sheet->beside);
    marbre_slate_free(sheet->slate);

    marbre_newsroom_unref(sheet->tip);
    g_free(sheet);
}

/* --- one line -----------------------------------------------------------------------------------
 */

const char *
marbre_sheet_line_stage(const MarbreSheet *sheet, const MarbreSheetLine *line)
{
    const MarbreWorkflow *workflow = marbre_policy_workflow(sheet->policy, line->of->row->workflow);
    if (line->of->row->stage != NULL)
        return line->of->row->stage;
    return workflow == NULL ? "" : marbre_workflow_first(workflow)->id;
}

const char *
marbre_sheet_line_stage_shown(const MarbreSheet *sheet, const MarbreSheetLine *line)
{
    const char *stage = marbre_sheet_line_stage(sheet, line);
    if (line->of->stage != NULL)
        return marbre_stage_title(line->of->stage, sheet->cli->lang);
    if (strcmp(stage, MARBRE_STAGE_PUBLISHED) == 0)
        return _("Published");
    if (strcmp(stage, MARBRE_STAGE_SPIKED) == 0)
        return _("Spiked");
    if (strcmp(stage, MARBRE_STAGE_RETRACTED) == 0)
        return line->of->row->gone != NULL && strcmp(line->of->row->gone, MARBRE_KIND_ENDED) == 0
                   ? _("Offline")
                   : _("Retracted");
    return stage;
}

const char *
marbre_sheet_line_slug(const MarbreSheetLine *line)
{
    const char *slash = strrchr(line->of->row->folder, '/');
    return slash == NULL ? line->of->row->folder : slash + 1;
}

const char *
marbre_sheet_name(const MarbreSheet *sheet, const char *id)
{
    const MarbrePerson *person = marbre_people_by_id(marbre_policy_get_people(sheet->policy), id);
    return person == NULL ? id : person->name;
}

bool
marbre_sheet_line_is_of(const MarbreSheet *sheet,
                        const MarbreSheetLine *line,
                        const MarbrePerson *person)
{
    const MarbreStage *stage = line->of->stage;
    if (line->assigned != NULL)
        return strcmp(line->assigned, person->id) == 0;
    if (g_strcmp0(line->returned_to, person->id) == 0)
        return true;
    return stage != NULL &&
           (marbre_person_has_role(person, (const char *const *)stage->roles) ||
            marbre_person_has_role(person, (const char *const *)stage->approvals.roles));
}

char **
marbre_sheet_stages_of(const MarbreSheet *sheet, const MarbrePerson *person)
{
    const GPtrArray *workflows = marbre_policy_get_workflows(sheet->policy);
    g_autoptr(GPtrArray) ids = g_ptr_array_new();
    for (guint i = 0; i < workflows->len; i++) {
        const GPtrArray *stages = ((const MarbreWorkflow *)workflows->pdata[i])->stages;
        for (guint j = 0; j < stages->len; j++) {
            const MarbreStage *stage = g_ptr_array_index(stages, j);
            if ((marbre_person_has_role(person, (const char *const *)stage->roles) ||
                 marbre_person_has_role(person, (const char *const *)stage->approvals.roles)) &&
                !g_ptr_array_find_with_equal_func(ids, stage->id, g_str_equal, NULL))
                g_ptr_array_add(ids, g_strdup(stage->id));
        }
    }
    g_ptr_array_add(ids, NULL);
    return (char **)g_ptr_array_free(g_steal_pointer(&ids), FALSE);
}

/* "WHO DUE": the row's words. */
static void
read_assigned(MarbreSheetLine *line)
{
    const char *text = line->of->row->assigned;
    const char *space = text == NULL ? NULL : strchr(text, ' ');
    MarbreInstant due;
    line->assigned = space == NULL ? g_strdup(text) : g_strndup(text, (size_t)(space - text));
    if (space != NULL && marbre_instant_parse(space + 1, &due))
        line->due = due.seconds;
}

static void
wants(MarbreSheetLine *line, int64_t at, int64_t now)
{
    line->when = MIN(line->when, at);
    line->urgency = MIN(line->urgency, at <= now ? MARBRE_URGENCY_OVERDUE : MARBRE_URGENCY_DUE);
}

static void
weigh(MarbreSheetLine *line, int64_t now)
{
    const MarbreAppointment *of = line->of;
    line->when = INT64_MAX;
    line->urgency = line->returned_by != NULL             ? MARBRE_URGENCY_RETURNED
                    : line->class == MARBRE_SLATE_AWAY    ? MARBRE_URGENCY_AWAY
                    : of->stage == NULL && of->row->stage ? MARBRE_URGENCY_AWAY
                                                          : MARBRE_URGENCY_NONE;
    if (line->due != 0)
        wants(line, line->due, now);
    if (of->owed != 0)
        wants(line, of->owed, now);
    if (of->publication == MARBRE_TURN_WAITS && of->publish_at.set)
        wants(line, of->publishes, now);
    if (of->publication == MARBRE_TURN_DUE || of->publication == MARBRE_TURN_MISSED)
        wants(line, MIN(of->publishes, now), now);
    if (of->end == MARBRE_TURN_DUE)
        wants(line, of->ends, now);
    if (of->left_out || of->publication == MARBRE_TURN_UNREADABLE)
        wants(line, now, now);
}

/* @param slated  (transfer full) */
static MarbreSheetLine *
line_new(const MarbreSheet *sheet, MarbreSlated *slated, GError **error)
{
    MarbreSheetLine *line = g_new0(MarbreSheetLine, 1);
    int64_t now = sheet->cli->session.now;
    line->class = slated->class;
    line->of = marbre_appointment_new(sheet->tip, g_steal_pointer(&slated->row), now, error);
    line->returned_by = g_steal_pointer(&slated->returned_by);
    line->returned_why = g_steal_pointer(&slated->returned_why);
    line->returned_to = g_steal_pointer(&slated->returned_to);
    marbre_slated_free(slated);
    if (line->of == NULL) {
        marbre_sheet_line_free(line);
        return NULL;
    }
    read_assigned(line);
    weigh(line, now);
    return line;
}

static int
compare(const void *a, const void *b)
{
    const MarbreSheetLine *one = *(MarbreSheetLine *const *)a,
                          *other = *(MarbreSheetLine *const *)b;
    if (one->urgency != other->urgency)
        return one->urgency < other->urgency ? -1 : 1;
    if (one->when != other->when)
        return one->when < other->when ? -1 : 1;
    int order = g_strcmp0(one->of->row->entered, other->of->row->entered);
    if (order != 0)
        return one->urgency == MARBRE_URGENCY_AWAY ? -order : order;
    return strcmp(one->of->row->folder, other->of->row->folder);
}

/* --- all of them --------------------------------------------------------------------------------
 */

typedef struct {
    MarbreSheet *sheet;
    MarbreSheetFunc tell;
    void *user;
    GError *error;
} Telling;

static bool
tell_slated(void *user, MarbreSlated *slated)
{
    Telling *telling = user;
    if (g_hash_table_contains(telling->sheet->gone, slated->row->folder)) {
        marbre_slated_free(slated);
        return true;
    }
    MarbreSheetLine *line = line_new(telling->sheet, slated, &telling->error);
    return line != NULL && telling->tell(telling->user, line);
}

bool
marbre_sheet_each(MarbreSheet *sheet,
                  MarbreSlateClass class,
                  const char *const *stages,
                  MarbreSheetFunc tell,
                  void *user,
                  GError **error)
{
    Telling telling = {sheet, tell, user, NULL};
    marbre_slate_each(sheet->slate, class, stages, tell_slated, &telling);
    if (telling.error != NULL)
        g_propagate_error(error, telling.error);
    return telling.error == NULL;
}

static bool
add_special(void *user, MarbreSheetLine *line)
{
    g_ptr_array_add(((MarbreSheet *)user)->special, line);
    return true;
}

/* What no commit has is at hand: it is told with the special. */
static bool
add_beside(MarbreSheet *sheet, GError **error)
{
    g_auto(GStrv) facts = marbre_check_facts(sheet->policy);
    MarbreNewsroom *files =
        sheet->beside->come->len == 0 ? NULL : marbre_cli_files(sheet->cli, sheet->tip, error);
    for (guint i = 0; i < sheet->beside->come->len; i++) {
        if (files == NULL)
            return false;
        MarbreRow *row = marbre_row_read(files, NULL, sheet->beside->come->pdata[i], "",
                                         (const char *const *)facts, error);
        MarbreSheetLine *line =
            row == NULL ? NULL : line_new(sheet, marbre_slated_new(files, row), error);
        if (line == NULL)
            return false;
        g_ptr_array_add(sheet->special, line);
    }
    return true;
}

static MarbreNewsroom *
ask_files(void *user)
{
    MarbreSheet *sheet = user;
    return marbre_cli_files(sheet->cli, sheet->tip, NULL);
}

MarbreSheet *
marbre_sheet_open(MarbreCli *cli, GError **error)
{
    g_autoptr(MarbreSheet) sheet = g_new0(MarbreSheet, 1);
    sheet->special = g_ptr_array_new_with_free_func((GDestroyNotify)marbre_sheet_line_free);
    sheet->cli = cli;
    cli->keeps_descriptions = true;
    sheet->tip = marbre_cli_tip(cli, error);
    if (sheet->tip == NULL)
        return NULL;

    sheet->policy = marbre_newsroom_get_policy(sheet->tip);
    sheet->zone = marbre_policy_get_settings(sheet->policy)->zone;
    if (!marbre_cli_now(cli, sheet->zone, &cli->session.now, error))
        return NULL;
    g_autofree char *own = cli->no_cache ? NULL : marbre_store_own_dir(cli->store, NULL);
    g_autoptr(MarbreRoll) roll = marbre_cli_roll(cli, sheet->policy);
    const MarbreSlateSettings settings = {
        .dir = own, .roll = roll, .progress = marbre_cli_progress};
    sheet->slate = marbre_slate_open(sheet->tip, &settings, error);
    if (sheet->slate == NULL)
        return NULL;
    sheet->beside = marbre_beside_find(sheet->tip, marbre_cli_has_files(cli) ? ask_files : NULL,
                                       sheet, marbre_slate_get_places(sheet->slate), own);
    sheet->gone = sheet->beside->gone;
    sheet->outlooks = marbre_outlooks_open(cli, sheet->tip, sheet->slate);
    if (!marbre_sheet_each(sheet, MARBRE_SLATE_SPECIAL, NULL, add_special, sheet, error) ||
        !add_beside(sheet, error))
        return NULL;
    g_ptr_array_sort(sheet->special, compare);
    return g_steal_pointer(&sheet);
}

/* Words that nobody has saved may have other hours and another title. */
static bool
read_as_it_lies(MarbreSheet *sheet, MarbreSheetLine *line, GError **error)
{
    g_auto(GStrv) facts = marbre_check_facts(sheet->policy);
    MarbreRow *row = marbre_row_read(sheet->cli->files, NULL, line->of->row->folder,
                                     line->of->row->oid, (const char *const *)facts, error);
    MarbreAppointment *of = row == NULL ? NULL
                                        : marbre_appointment_new(sheet->cli->files, row,
                                                                 sheet->cli->session.now, error);
    if (of == NULL)
        return false;
    marbre_appointment_free(line->of);
    line->of = of;
    weigh(line, sheet->cli->session.now);
    return true;
}

bool
marbre_sheet_look(MarbreSheet *sheet, MarbreSheetLine *line, bool anew, GError **error)
{
    line->outlook = marbre_outlook_of(sheet->outlooks, line->of->row, anew, error);
    return line->outlook != NULL &&
           (!line->outlook->unsaved || read_as_it_lies(sheet, line, error));
}
