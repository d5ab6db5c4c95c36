/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Questions to the gate about the story, and what it says. */
#pragma once

#include "gate/gate.h"

#include "../newsroom/room.h"

#define ROLE "role marbre/role-missing"
#define ORDER "order marbre/stage-skipped"
#define UNKNOWN "order marbre/unknown-stage"
#define MISSING "approval marbre/approval-missing"
#define ERROR "finding draft/missing-key"
#define PLACEHOLDER "finding draft/placeholder"

/* What is given besides the move: findings by letter. `e` an error now, `l` one that blocks later,
   `w` a warning, `v` a waived error, `p` an error that may be waived, `s` a silent edit, `o` a
   source that was corrected. */
static inline GPtrArray *
findings_of(const char *letters)
{
    GPtrArray *findings = marbre_findings_new();
    for (const char *p = letters; p != NULL && *p != '\0'; p++) {
        const char *rule = *p == 's'   ? "marbre/silent-edit"
                           : *p == 'o' ? "marbre/source-corrected"
                           : *p == 'p' ? "draft/placeholder"
                                       : "draft/missing-key";
        MarbreBlocks blocks = *p == 'l'                ? MARBRE_BLOCKS_LATER
                              : *p == 'w' || *p == 'v' ? MARBRE_BLOCKS_NEVER
                                                       : MARBRE_BLOCKS_NOW;
        g_ptr_array_add(findings,
                        marbre_finding_new(&(MarbreFinding){
                            .rule = rule,
                            .severity = *p == 'w' ? MARBRE_SEVERITY_WARNING : MARBRE_SEVERITY_ERROR,
                            .stage = *p == 's' ? NULL : "draft",
                            .article = STORY_FOLDER,
                            .path = STORY_TEXT,
                            .message = "…",
                            .blocks = blocks,
                            .waived = *p == 'v'}));
    }
    return findings;
}

/* "KIND RULE, KIND RULE > WHERE" */
static inline char *
say(const MarbreAnswer *answer)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < answer->obstacles->len; i++) {
        const MarbreObstacle *obstacle = answer->obstacles->pdata[i];
        g_string_append_printf(text, "%s%s %s", i == 0 ? "" : ", ",
                               marbre_obstacle_kind_name(obstacle->kind), obstacle->rule);
        g_assert_cmpstr(obstacle->message, !=, "");
    }
    if (answer->publishes)
        g_string_append(text, " > published");
    else if (answer->to != NULL)
        g_string_append_printf(text, " > %s", answer->to->id);
    return g_string_free(text, FALSE);
}

static inline MarbreDossier *
dossier_at(Room *room, const char *stage)
{
    g_autofree char *path = room_path(room, STORY_FOLDER "/state.yaml");
    (void)g_unlink(path); /* it may not be there */
    if (*stage != '\0') {
        g_autoptr(MarbreState) state = state_at(stage);
        room_put_state(room, STORY_FOLDER, state);
    }
    return room_dossier(room, STORY_FOLDER, NULL);
}

static inline const MarbrePerson *
person(const MarbreDossier *dossier, const char *id)
{
    const MarbrePolicy *policy = marbre_newsroom_get_policy(dossier->newsroom);
    return id == NULL ? NULL : marbre_people_by_id(marbre_policy_get_people(policy), id);
}

static inline const MarbreObstacle *
only(const MarbreAnswer *answer)
{
    g_assert_cmpuint(answer->obstacles->len, ==, 1);
    return answer->obstacles->pdata[0];
}

static inline char *
ask(const MarbreDossier *dossier, MarbreMove move, const char *who, int64_t now)
{
    g_autoptr(GPtrArray) none = findings_of("");
    const MarbreQuestion question = {.move = move,
                                     .dossier = dossier,
                                     .findings = none,
                                     .actor = person(dossier, who),
                                     .now = now};
    g_autoptr(MarbreAnswer) answer = marbre_gate_ask(&question);
    return g_strstrip(say(answer));
}

#define assert_said(dossier, move, who, now, expected)                                             \
    G_STMT_START                                                                                   \
    {                                                                                              \
        g_autofree char *said_ = ask((dossier), (move), (who), (now));                             \
        g_assert_cmpstr(said_, ==, (expected));                                                    \
    }                                                                                              \
    G_STMT_END

static inline char *
ask_again(const MarbreDossier *dossier, const char *findings, const char *to, const char *reason)
{
    g_autoptr(GPtrArray) found = findings_of(findings);
    const MarbreQuestion question = {.move = MARBRE_MOVE_APPROVE,
                                     .dossier = dossier,
                                     .findings = found,
                                     .actor = person(dossier, "marc"),
                                     .now = NOW,
                                     .to = to,
                                     .reason = reason};
    g_autoptr(MarbreAnswer) answer = marbre_gate_ask(&question);
    return g_strstrip(say(answer));
}

#define assert_again(dossier, findings, to, reason, expected)                                      \
    G_STMT_START                                                                                   \
    {                                                                                              \
        g_autofree char *said_ = ask_again((dossier), (findings), (to), (reason));                 \
        g_assert_cmpstr(said_, ==, (expected));                                                    \
    }                                                                                              \
    G_STMT_END
