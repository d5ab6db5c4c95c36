/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/tray.h"

#include "base/error.h"

#include <string.h>

/* Most articles that are judged to find out whom they wait for. */
#define JUDGED 200

typedef struct {
    MarbreSheet *sheet;
    const MarbrePerson *person;
    MarbreTray *tray;
    guint judged;
    GError *error;
} Filling;

static bool
names(char *const *ids, const char *id)
{
    return ids != NULL && g_strv_contains((const char *const *)ids, id);
}

/* False where it can't be told now, for it has gone, or too much has been judged already. */
static bool
look(Filling *filling, MarbreSheetLine *line, bool asked)
{
    if (line->outlook != NULL)
        return true;
    if (!asked && filling->judged++ >= JUDGED)
        return false;
    if (marbre_sheet_look(filling->sheet, line, false, &filling->error))
        return true;
    if (g_error_matches(filling->error, MARBRE_ERROR, MARBRE_ERROR_NOT_FOUND))
        g_clear_error(&filling->error);
    return false;
}

static bool
has_role(const Filling *filling, char *const *roles)
{
    return marbre_person_has_role(filling->person, (const char *const *)roles);
}

/* Whoever publishes it, moves it on or has it, minds its hours. */
static bool
minds_hours(const Filling *filling, const MarbreSheetLine *line)
{
    const MarbreWorkflow *workflow =
        marbre_policy_workflow(filling->sheet->policy, line->of->row->workflow);
    return (workflow != NULL && has_role(filling, marbre_workflow_last(workflow)->roles)) ||
           marbre_sheet_line_is_of(filling->sheet, line, filling->person);
}

static bool
is_for_approval(Filling *filling, MarbreSheetLine *line)
{
    const MarbreStage *stage = line->of->stage;
    return stage != NULL && stage->approvals.count > 0 &&
           has_role(filling, stage->approvals.roles) && look(filling, line, false) &&
           names(line->outlook->approvers, filling->person->id);
}

static bool
is_owed(Filling *filling, MarbreSheetLine *line)
{
    const MarbreRow *row = line->of->row;
    return (row->owed != NULL || row->approved != NULL || row->translates != NULL) &&
           look(filling, line, false) && names(line->outlook->payers, filling->person->id);
}

static bool
is_due(const MarbreAppointment *of)
{
    return of->publication == MARBRE_TURN_DUE || of->publication == MARBRE_TURN_MISSED ||
           of->publication == MARBRE_TURN_UNREADABLE || of->end == MARBRE_TURN_DUE || of->left_out;
}

static MarbreTrayPart
part_of(Filling *filling, MarbreSheetLine *line)
{
    const char *own = filling->person->id;
    bool has = g_strcmp0(line->assigned, own) == 0;
    bool takes_hours = line->class == MARBRE_SLATE_SPECIAL && minds_hours(filling, line);
    if (line->returned_by != NULL && strcmp(line->returned_by, own) != 0 &&
        (has || (line->assigned == NULL && g_strcmp0(line->returned_to, own) == 0)))
        return MARBRE_TRAY_RETURNED;
    if (has)
        return MARBRE_TRAY_MINE;
    if (is_for_approval(filling, line))
        return MARBRE_TRAY_AWAITING;
    if (is_owed(filling, line))
        return MARBRE_TRAY_OWED;
    if (takes_hours && is_due(line->of))
        return MARBRE_TRAY_DUE;
    if (takes_hours && line->of->publication == MARBRE_TURN_WAITS)
        return MARBRE_TRAY_EMBARGO;
    return line->assigned == NULL && line->of->stage != NULL &&
                   has_role(filling, line->of->stage->roles)
               ? MARBRE_TRAY_DESK
               : MARBRE_TRAY_PARTS;
}

static void
put(Filling *filling, MarbreSheetLine *line)
{
    MarbreTrayPart part = part_of(filling, line);
    if (part == MARBRE_TRAY_PARTS || filling->error != NULL)
        return;
    if (filling->tray->lines[part]->len >= MARBRE_TRAY_SHOWN)
        filling->tray->more[part]++;
    else if (look(filling, line, true))
        g_ptr_array_add(filling->tray->lines[part], line);
}

static bool
put_plain(void *user, MarbreSheetLine *line)
{
    Filling *filling = user;
    g_ptr_array_add(filling->tray->own, line);
    put(filling, line);
    return filling->error == NULL &&
           filling->tray->lines[MARBRE_TRAY_DESK]->len < MARBRE_TRAY_SHOWN &&
           filling->judged < JUDGED;
}

/* Plain ones are at somebody's desk, or wait for a first approval. */
static bool
read_plain(Filling *filling)
{
    g_auto(GStrv) stages = marbre_sheet_stages_of(filling->sheet, filling->person);
    guint count = 0, seen = filling->tray->own->len;
    for (char **stage = stages; *stage != NULL; stage++)
        count += marbre_slate_count(filling->sheet->slate, MARBRE_SLATE_PLAIN, *stage);
    if (count > 0 &&
        !marbre_sheet_each(filling->sheet, MARBRE_SLATE_PLAIN, (const char *const *)stages,
                           put_plain, filling, &filling->error))
        return false;
    seen = filling->tray->own->len - seen;
    filling->tray->more[MARBRE_TRAY_DESK] += count - MIN(count, seen);
    return filling->error == NULL;
}

static bool
read_all(Filling *filling)
{
    const GPtrArray *special = filling->sheet->special;
    for (guint i = 0; i < special->len && filling->error == NULL; i++)
        put(filling, special->pdata[i]);
    return filling->error == NULL && read_plain(filling);
}

void
marbre_tray_free(MarbreTray *tray)
{
    if (tray == NULL)
        return;
    for (MarbreTrayPart part = 0; part < MARBRE_TRAY_PARTS; part++)
        g_ptr_array_unref(tray->lines[part]);
    g_ptr_array_unref(tray->own);
    g_free(tray);
}

MarbreTray *
marbre_tray_read(MarbreSheet *sheet, const MarbrePerson *person, GError **error)
{
    g_autoptr(MarbreTray) tray = g_new0(MarbreTray, 1);
    tray->own = g_ptr_array_new_with_free_func((GDestroyNotify)marbre_sheet_line_free);
    for (MarbreTrayPart part = 0; part < MARBRE_TRAY_PARTS; part++)
        tray->lines[part] = g_ptr_array_new();
    Filling filling = {.sheet = sheet, .person = person, .tray = tray};
    if (!read_all(&filling)) {
        g_propagate_error(error, filling.error);
        return NULL;
    }
    return g_steal_pointer(&tray);
}
