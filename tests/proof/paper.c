/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "paper.h"

#include <string.h>

static const char *const roles[] = {"reporter", "translator", "fact-checker", "editor", "lawyer"};
#define ROLES G_N_ELEMENTS(roles)

static const char *const ids[PAPER_PEOPLE] = {"ana", "bo", "cem", "dia", "eli", "fay", "zoe"};

/* --- by chance ------------------------------------------------------------------------------- */

static unsigned
some_roles(Chance *chance)
{
    return 1u << chance_below(chance, ROLES) | 1u << chance_below(chance, ROLES);
}

static void
cover(Paper *paper, Chance *chance)
{
    unsigned had = 0;
    for (unsigned i = 0; i < PAPER_INTERN; i++)
        had |= paper->people[i].roles;
    for (unsigned i = 0; i < ROLES; i++)
        if ((had & 1u << i) == 0)
            paper->people[chance_below(chance, PAPER_INTERN)].roles |= 1u << i;
}

static void
begin_stage(Paper *paper, Chance *chance, unsigned index, const char *id)
{
    static const char *const whens[] = {"{section: sport}", "{source-lang: present}",
                                        "{section: [sport, culture]}", "{byline: absent}",
                                        "{media: present}"};
    static const char *const checks[] = {"[{uses: draft, with: {required: [title]}}]",
                                         "[{uses: draft, with: {required: [title, author]}}]",
                                         "[{uses: credit}]", "[{uses: publish}]"};
    PaperStage *stage = &paper->stages[index];
    bool first = index == 0, last = index == paper->count - 1;
    *stage = (PaperStage){.id = id, .roles = some_roles(chance)};
    if (!first && !last && chance_of(chance, 35))
        stage->when = whens[chance_below(chance, G_N_ELEMENTS(whens))];
    if (chance_of(chance, first ? 80 : 40))
        stage->checks = checks[first ? 0 : chance_below(chance, G_N_ELEMENTS(checks))];
    if (chance_of(chance, 55)) {
        stage->count = chance_of(chance, 30) ? 2 : 1;
        stage->approvers = some_roles(chance) | some_roles(chance);
        stage->four_eyes = chance_of(chance, 60);
    }
    stage->waivers = first;
    if (index + 2 < paper->count && chance_of(chance, 25))
        stage->next = (int)(index + 2 + chance_below(chance, paper->count - index - 2));
    if (index > 0 && chance_of(chance, 25))
        stage->back = 1u << chance_below(chance, index);
}

void
paper_begin(Paper *paper, Chance *chance)
{
    static const char *const middle[] = {"desk", "translation", "fact-check", "legal"};
    unsigned inner = chance_below(chance, PAPER_STAGES - 1), skipped = chance_below(chance, 4);
    g_free(paper->allow);
    g_free(paper->before);
    *paper = (Paper){.count = inner + 2 > PAPER_STAGES ? PAPER_STAGES : inner + 2,
                     .retract = some_roles(chance),
                     .typos = chance_of(chance, 50),
                     .renders = chance_of(chance, 4),
                     .urgent = chance_of(chance, 30),
                     .flash = chance_of(chance, 30),
                     .robot = chance_of(chance, 40),
                     .is_signed = chance_of(chance, g_getenv("MARBRE_SIGNED") == NULL ? 12 : 100),
                     .admins_needed = chance_of(chance, 20) ? 2 : 1};
    for (unsigned i = 0; i < PAPER_PEOPLE; i++)
        paper->people[i] = (PaperPerson){ids[i], i == PAPER_INTERN ? 0 : some_roles(chance), i < 2};
    cover(paper, chance);
    for (unsigned i = 0; i < paper->count; i++)
        begin_stage(paper, chance, i,
                    i == 0                  ? "draft"
                    : i == paper->count - 1 ? "publish"
                                            : middle[(i + skipped) % 4]);
    if (paper->is_signed && chance_of(chance, 50))
        paper->admins_needed = 2;
    for (unsigned i = 0; paper->is_signed && i < paper->count; i++)
        paper->stages[i].is_signed = i == paper->count - 1 || chance_of(chance, 40);
}

/* --- changes --------------------------------------------------------------------------------- */

static void
drop_stage(Paper *paper, Chance *chance)
{
    unsigned gone = 1 + chance_below(chance, paper->count - 2);
    paper->moved = paper->stages[gone].id;
    paper->moved_to = paper->stages[gone - 1].id;
    for (unsigned i = gone; i + 1 < paper->count; i++)
        paper->stages[i] = paper->stages[i + 1];
    paper->count--;
    for (unsigned i = 0; i < paper->count; i++)
        paper->stages[i].next = 0, paper->stages[i].back = 0;
}

void
paper_change(Paper *paper, Chance *chance)
{
    unsigned what = chance_below(chance, 5);
    /* What is owed is not to be forgotten. */
    if (what == 0 && paper->count > 2 && paper->moved == NULL && !paper->urgent && !paper->flash) {
        drop_stage(paper, chance);
    } else if (what == 1) {
        PaperStage *stage = &paper->stages[chance_below(chance, paper->count)];
        stage->count = stage->count == 0 ? 1 : 0;
        stage->approvers |= some_roles(chance);
    } else if (what == 2) {
        paper->stages[chance_below(chance, paper->count)].roles = some_roles(chance);
    } else if (what == 3) {
        paper->admins_needed = 3 - paper->admins_needed;
    } else {
        paper->people[chance_below(chance, PAPER_INTERN)].roles ^= some_roles(chance);
    }
    cover(paper, chance);
}

/* --- as files -------------------------------------------------------------------------------- */

static void
add_roles(GString *text, unsigned bits)
{
    const char *between = "";
    for (unsigned i = 0; i < ROLES; i++)
        if ((bits & 1u << i) != 0) {
            g_string_append_printf(text, "%s%s", between, roles[i]);
            between = ", ";
        }
}

char *
paper_settings(const Paper *paper)
{
    GString *text = g_string_new("version: 1\n"
                                 "id: 01hawm6c0t2n9v6s6x1j5y7k3q\n"
                                 "name: The Paper\n"
                                 "site: https://paper.example/\n"
                                 "languages: {source: en, publish: [fr]}\n"
                                 "timezone: Europe/Paris\n"
                                 "workflow: newsroom\n");
    if (paper->allow != NULL)
        g_string_append_printf(text, "plugins: {allow: %s}\n", paper->allow);
    if (paper->before != NULL)
        g_string_append_printf(text, "before: {commit: \"%s\", paths: [old]}\n", paper->before);
    return g_string_free(text, FALSE);
}

static void
add_key(GString *text, const Paper *paper, unsigned index)
{
    if (paper->is_signed)
        g_string_append_printf(text, ", keys: [\"%s\"]", paper->keys[index]);
    g_string_append(text, "}\n");
}

char *
paper_people(const Paper *paper)
{
    GString *text = g_string_new("version: 1\n");
    if (paper->admins_needed > 1)
        g_string_append_printf(text, "admins-needed: %u\n", paper->admins_needed);
    g_string_append(text, "people:\n");
    for (unsigned i = 0; i < PAPER_PEOPLE; i++) {
        const PaperPerson *person = &paper->people[i];
        g_string_append_printf(text, "  - {id: %s, name: %s, emails: [%s@paper.example], roles: [",
                               person->id, person->id, person->id);
        g_string_append(text, i == PAPER_INTERN ? "intern" : person->admin ? "admin, " : "");
        add_roles(text, person->roles);
        g_string_append(text, "]");
        add_key(text, paper, i);
    }
    if (paper->robot) {
        g_string_append(text, "  - {id: " PAPER_ROBOT ", name: Horloge, emails: [" PAPER_ROBOT
                              "@paper.example], roles: [robot]");
        add_key(text, paper, PAPER_PEOPLE);
    }
    return g_string_free(text, FALSE);
}

static void
add_stage(GString *text, const Paper *paper, unsigned index)
{
    const PaperStage *stage = &paper->stages[index];
    g_string_append_printf(text, "  - id: %s\n    roles: [", stage->id);
    add_roles(text, stage->roles);
    g_string_append(text, "]\n");
    if (stage->is_signed)
        g_string_append(text, "    signed: true\n");
    if (stage->when != NULL)
        g_string_append_printf(text, "    when: %s\n", stage->when);
    if (stage->checks != NULL)
        g_string_append_printf(text, "    checks: %s\n", stage->checks);
    if (stage->count > 0) {
        g_string_append_printf(text, "    approvals: {count: %u, roles: [", stage->count);
        add_roles(text, stage->approvers);
        g_string_append_printf(text, "], four-eyes: %s}\n", stage->four_eyes ? "true" : "false");
    }
    if (stage->waivers) {
        g_string_append(text, "    waivers: {roles: [");
        add_roles(text, paper->retract);
        g_string_append(text, "], rules: [draft/placeholder], longest: 14d}\n");
    }
    if (stage->next > 0)
        g_string_append_printf(text, "    next: [%s]\n", paper->stages[stage->next].id);
    for (unsigned i = 0; i < index; i++)
        if ((stage->back & 1u << i) != 0)
            g_string_append_printf(text, "    return-to: [%s]\n", paper->stages[i].id);
    if (index == paper->count - 1 && paper->renders)
        g_string_append(text, "    actions: [{uses: publish, with: {formats: [html]}}]\n");
}

char *
paper_workflow(const Paper *paper)
{
    GString *text = g_string_new("version: 1\nname: newsroom\nstages:\n");
    for (unsigned i = 0; i < paper->count; i++)
        add_stage(text, paper, i);
    g_string_append(text, "retract: {roles: [");
    add_roles(text, paper->retract);
    g_string_append_printf(text, "]}\ntypos: %s\n", paper->typos ? "allow" : "refuse");
    if (paper->urgent) {
        g_string_append(text, "urgent: {roles: [");
        add_roles(text, paper->retract);
        g_string_append(text, "], within: 3h}\n");
    }
    if (paper->moved != NULL)
        g_string_append_printf(text, "moved: {%s: %s}\n", paper->moved, paper->moved_to);
    return g_string_free(text, FALSE);
}

/* A few words at once, for which every other stage that asks for approvals answers later. */
static char *
flash_workflow(const Paper *paper)
{
    GString *text = g_string_new("version: 1\nname: flash\nstages:\n  - id: flash\n    roles: [");
    const char *between = "    owed: {stages: [";
    add_roles(text, paper->stages[paper->count - 1].roles);
    g_string_append(text, "]\n    checks: [{uses: draft, with: {required: [title]}}]\n");
    for (unsigned i = 0; i < paper->count; i++) {
        g_string_append_printf(text, "%s%s", between, paper->stages[i].id);
        between = ", ";
    }
    g_string_append(text, "], of: newsroom, within: 2h}\nretract: {roles: [");
    add_roles(text, paper->retract);
    g_string_append(text, "]}\n");
    return g_string_free(text, FALSE);
}

char *
paper_write(const Paper *paper, Forge *forge, const char *tree)
{
    g_autofree char *settings = paper_settings(paper);
    g_autofree char *people = paper_people(paper);
    g_autofree char *workflow = paper_workflow(paper);
    g_autofree char *flash = flash_workflow(paper);
    const Edit edits[] = {{.path = "marbre.yaml", .text = settings},
                          {.path = "people.yaml", .text = people},
                          {.path = "workflows/newsroom.yaml", .text = workflow},
                          {.path = "workflows/flash.yaml", .text = flash}};
    return forge_tree(forge, tree, edits, G_N_ELEMENTS(edits) - !paper->flash);
}

const char *
paper_admin(const Paper *paper, unsigned nth)
{
    for (unsigned i = 0; i < PAPER_PEOPLE; i++)
        if (paper->people[i].admin && nth-- == 0)
            return paper->people[i].id;
    return NULL;
}
