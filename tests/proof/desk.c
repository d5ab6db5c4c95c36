/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "night.h"

#include <string.h>

bool
night_begin(Night *night)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *email = NULL;
    g_autofree char *folder = night_folder(night);
    g_autofree char *slug = g_path_get_basename(folder);
    const MarbreSession session = night_session(night, night_somebody(night), &email);
    bool flash = night->paper.flash && chance_of(&night->chance, 30);
    const MarbreNewArticle article = {
        .slug = slug, .title = slug, .workflow = flash ? "flash" : NULL};
    g_autoptr(MarbreTaken) taken = marbre_desk_new(&session, &article, &error);
    g_assert_no_error(error);
    g_ptr_array_add(night->folders, g_strdup(taken->folder));
    return true;
}

static GPtrArray *
notes_of(Night *night)
{
    GPtrArray *notes = marbre_notes_new();
    if (chance_of(&night->chance, 90))
        marbre_notes_set(notes, "fr", "Le pont ferme quatre jours, et non trois.");
    return notes;
}

/* Whose turn it would be, as the gate says; NULL: nobody's. */
static const char *
find_other(Night *night, const MarbreReply *reply)
{
    const GPtrArray *obstacles = reply->answer->obstacles;
    const MarbreObstacle *first = obstacles->len == 0 ? NULL : obstacles->pdata[0];
    bool who = first != NULL &&
               (first->kind == MARBRE_OBSTACLE_ROLE ||
                (first->kind == MARBRE_OBSTACLE_APPROVAL && reply->move == MARBRE_MOVE_APPROVE));
    const MarbrePerson *person = who ? chance_pick(&night->chance, first->who) : NULL;
    for (unsigned i = 0; person != NULL && i < PAPER_PEOPLE; i++)
        if (strcmp(night->paper.people[i].id, person->id) == 0)
            return night->paper.people[i].id;
    return NULL;
}

/* One try; whether it was done, and if not, who might. */
static bool
move(Night *night,
     const char *folder,
     const char *who,
     MarbreMove what,
     const char *to,
     const char **ret_other)
{
    static const char *const kinds[] = {"correction", "update", "clarification", "typo"};
    static const char *const whys[] = {NULL, "Relu", "Relu\n\nDeux fois, et pour de bon.",
                                       "Marbre-Actor: zoe\nfin"};
    g_autoptr(GError) error = NULL;
    g_autofree char *email = NULL;
    g_autoptr(GPtrArray) folders = g_ptr_array_new();
    g_autoptr(GPtrArray) notes = notes_of(night);
    const MarbreSession session = night_session(night, who, &email);
    const char *why = whys[chance_below(&night->chance, G_N_ELEMENTS(whys))];
    const char *until = chance_of(&night->chance, 50) ? "2023-11-20" : "20/11/2023";
    const char *kind = kinds[chance_below(&night->chance, G_N_ELEMENTS(kinds))];
    bool urgent = what == MARBRE_MOVE_ADVANCE && chance_of(&night->chance, 15);
    bool tells = what == MARBRE_MOVE_CORRECT || what == MARBRE_MOVE_RETRACT;
    const MarbreRequest request = {
        .move = what,
        .message = why == NULL && what != MARBRE_MOVE_ADVANCE ? "Il le faut" : why,
        .to = to != NULL ? to
              : chance_of(&night->chance, 20)
                  ? night->paper.stages[chance_below(&night->chance, night->paper.count)].id
                  : NULL,
        .rule = what == MARBRE_MOVE_WAIVE ? "draft/placeholder" : NULL,
        .until = what == MARBRE_MOVE_WAIVE ? until : NULL,
        .kind = what == MARBRE_MOVE_CORRECT ? kind : NULL,
        .notes = tells ? notes : NULL,
        .assignee = what == MARBRE_MOVE_ASSIGN ? night_somebody(night) : NULL,
        .due = what == MARBRE_MOVE_ASSIGN && chance_of(&night->chance, 50) ? "2023-11-20" : NULL,
        .ahead = chance_of(&night->chance, 50),
        .urgent = urgent};
    g_ptr_array_add(folders, (gpointer)folder);
    g_autoptr(GPtrArray) replies = marbre_desk_move(&session, folders, &request, NULL, &error);
    if (error != NULL)
        g_error("%s: %s: %s", marbre_move_name(what), folder, error->message);
    *ret_other = find_other(night, replies->pdata[0]);
    return ((MarbreReply *)replies->pdata[0])->commit != NULL;
}

/* By anybody, or by whoever may in their place. */
static bool
move_to(Night *night, const char *folder, MarbreMove what, const char *to)
{
    const char *other = NULL;
    return move(night, folder, night_somebody(night), what, to, &other) ||
           (other != NULL && move(night, folder, other, what, to, &other));
}

static bool
move_by_anybody(Night *night, const char *folder, MarbreMove what)
{
    return move_to(night, folder, what, NULL);
}

/* Mostly onwards, so that stories get somewhere. */
bool
night_go_on(Night *night)
{
    static const MarbreMove others[] = {MARBRE_MOVE_RETURN,  MARBRE_MOVE_SPIKE,
                                        MARBRE_MOVE_RESTORE, MARBRE_MOVE_RETRACT,
                                        MARBRE_MOVE_WAIVE,   MARBRE_MOVE_CORRECT};
    const char *folder = chance_pick(&night->chance, night->folders);
    unsigned what = chance_below(&night->chance, 100);
    if (folder == NULL)
        return false;
    if (chance_of(&night->chance, 10))
        return move_by_anybody(
            night, folder, chance_of(&night->chance, 50) ? MARBRE_MOVE_ASSIGN : MARBRE_MOVE_UNDO);
    g_autofree char *tip = forge_tip(night->forge);
    g_autofree char *stage = night_stage(night, tip, folder);
    if (g_strcmp0(stage, MARBRE_STAGE_PUBLISHED) == 0)
        return what < 60 && move_by_anybody(night, folder,
                                            what < 40   ? MARBRE_MOVE_CORRECT
                                            : what < 50 ? MARBRE_MOVE_RETRACT
                                                        : MARBRE_MOVE_UNPUBLISH);
    if (g_strcmp0(stage, MARBRE_STAGE_SPIKED) == 0 || g_strcmp0(stage, MARBRE_STAGE_RETRACTED) == 0)
        return move_by_anybody(night, folder, MARBRE_MOVE_RESTORE);
    if (what < 25)
        return move_by_anybody(night, folder, MARBRE_MOVE_APPROVE);
    if (what < 80)
        return move_by_anybody(night, folder, MARBRE_MOVE_ADVANCE) ||
               move_by_anybody(night, folder, MARBRE_MOVE_APPROVE) ||
               move_by_anybody(night, folder, MARBRE_MOVE_WAIVE);
    return move_by_anybody(night, folder,
                           others[chance_below(&night->chance, G_N_ELEMENTS(others))]);
}

/* The stages that an article owes an answer for. (transfer full) of char * */
static GPtrArray *
owed_by(Night *night, const char *folder)
{
    GPtrArray *stages = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *tip = forge_tip(night->forge);
    g_autofree char *path = g_strdup_printf("%s/state.yaml", folder);
    g_autofree char *record = forge_get(night->forge, tip, path);
    const char *at = record == NULL ? NULL : strstr(record, "\nowed:\n");
    at = at == NULL ? NULL : at + strlen("\nowed:\n");
    for (; at != NULL && g_str_has_prefix(at, "  - {stage: "); at = strchr(at, '\n') + 1) {
        const char *stage = at + strlen("  - {stage: ");
        g_ptr_array_add(stages, g_strndup(stage, strcspn(stage, ",")));
    }
    return stages;
}

bool
night_pay(Night *night)
{
    unsigned first = chance_below(&night->chance, night->folders->len);
    for (unsigned i = 0; i < night->folders->len; i++) {
        const char *folder = night->folders->pdata[(first + i) % night->folders->len];
        g_autoptr(GPtrArray) stages = owed_by(night, folder);
        const char *stage = chance_pick(&night->chance, stages);
        if (stage != NULL && move_to(night, folder, MARBRE_MOVE_APPROVE, stage))
            return true;
    }
    return false;
}

bool
night_do_due(Night *night)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *email = NULL;
    bool robot = night->paper.robot && chance_of(&night->chance, 70);
    const MarbreSession session =
        night_session(night, robot ? PAPER_ROBOT : night_somebody(night), &email);
    g_autoptr(GPtrArray) all = marbre_desk_due(&session, NULL, NULL, &error);
    g_assert_no_error(error);
    bool done = false;
    for (guint i = 0; i < all->len; i++) {
        const MarbreDue *due = all->pdata[i];
        done = done || (due->reply != NULL && due->reply->commit != NULL);
    }
    return done;
}

bool
night_schedule(Night *night)
{
    g_autofree char *tip = forge_tip(night->forge);
    const char *last = night->paper.stages[night->paper.count - 1].id;
    for (unsigned i = 0; i < night->folders->len; i++) {
        const char *folder = night->folders->pdata[i];
        g_autofree char *stage = night_stage(night, tip, folder);
        if (g_strcmp0(stage, last) != 0)
            continue;
        night_set_hour_of(night, folder, "publish-at", night->now + 1000);
        if (chance_of(&night->chance, 60))
            night_set_hour_of(night, folder, "unpublish-at", night->now + 6000);
        for (unsigned who = 0; who < 3; who++) {
            night->now += 1 + chance_below(&night->chance, 300);
            (void)move_by_anybody(night, folder, MARBRE_MOVE_APPROVE); /* or nobody may */
        }
        for (unsigned times = 0; times < 2; times++) {
            night->now += 5000;
            (void)night_do_due(night); /* or something is missing */
        }
        return true;
    }
    return false;
}
