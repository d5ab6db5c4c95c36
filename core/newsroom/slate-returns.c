/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "newsroom/slate_inside.h"

#include "store/history.h"

#include <string.h>

/* One article whose last move is not known yet, or whose return lacks whom it went back to. */
typedef struct {
    MarbreSlated *slated;
    char *stage; /* (nullable) of a return: where it went back to */
} Asked;

typedef struct {
    GHashTable *asked; /* id to Asked */
} Search;

static void
asked_free(void *data)
{
    g_free(((Asked *)data)->stage);
    g_free(data);
}

/* Moves after which an article that was sent back still is. */
static bool
leaves_it(const char *move)
{
    static const char *const moves[] = {"assign", "waive", "approve", NULL};
    return g_strv_contains(moves, move);
}

/* What was said of it: between the subject and the trailers. (transfer full, nullable) */
static char *
words_of(const MarbreCommit *commit)
{
    const char *body = strstr(commit->message, "\n\n");
    const char *end = body == NULL ? NULL : g_strrstr(commit->message, "\n\nMarbre-");
    return end == NULL || end <= body ? NULL : g_strndup(body + 2, (size_t)(end - body) - 2);
}

static void
forget(MarbreSlated *slated)
{
    g_clear_pointer(&slated->returned_by, g_free);
    g_clear_pointer(&slated->returned_why, g_free);
    g_clear_pointer(&slated->returned_to, g_free);
}

/* @return true where no more is to be known */
static bool
take_move(Asked *asked, MarbreCommit *commit, const char *move)
{
    const char *from = marbre_commit_trailer(commit, "Marbre-From");
    if (asked->stage != NULL) {
        if (strcmp(move, "advance") != 0 || g_strcmp0(from, asked->stage) != 0)
            return false;
        asked->slated->returned_to = g_strdup(marbre_commit_trailer(commit, "Marbre-Actor"));
        return true;
    }
    if (leaves_it(move))
        return false;
    forget(asked->slated);
    if (strcmp(move, "return") != 0)
        return true;
    asked->slated->returned_by = g_strdup(marbre_commit_trailer(commit, "Marbre-Actor"));
    asked->slated->returned_why = words_of(commit);
    asked->stage = g_strdup(marbre_commit_trailer(commit, "Marbre-To"));
    return asked->stage == NULL;
}

static bool
take_commit(void *user, MarbreCommit *commit)
{
    Search *search = user;
    const char *id = marbre_commit_trailer(commit, "Marbre-Article");
    const char *move = marbre_commit_trailer(commit, "Marbre-Transition");
    Asked *asked = id == NULL || move == NULL ? NULL : g_hash_table_lookup(search->asked, id);
    if (asked != NULL && take_move(asked, commit, move))
        g_hash_table_remove(search->asked, id);
    return g_hash_table_size(search->asked) > 0;
}

/* What stands at a stage by a move that may have been a return. */
static bool
may_be_back(const MarbreSlated *slated)
{
    return slated->class != MARBRE_SLATE_AWAY && slated->row->id != NULL &&
           slated->row->stage != NULL && slated->row->entered != NULL;
}

static void
ask(Search *search, MarbreSlated *slated, const char *stage)
{
    Asked *asked = g_new0(Asked, 1);
    asked->slated = slated;
    asked->stage = g_strdup(stage);
    g_hash_table_insert(search->asked, slated->row->id, asked);
}

static void
walk(Search *search, const MarbreSlating *slating, const char *since)
{
    /* Where history ends early, what is not known is not told. */
    if (g_hash_table_size(search->asked) > 0)
        (void)marbre_store_walk_range(
            marbre_newsroom_get_store(slating->tip),
            marbre_snapshot_commit_id(marbre_newsroom_get_snapshot(slating->tip)), since, false,
            take_commit, search, NULL);
}

static void
mark(MarbreSlated *slated)
{
    if (slated->returned_by != NULL && slated->class == MARBRE_SLATE_PLAIN)
        slated->class = MARBRE_SLATE_SPECIAL;
}

void
marbre_slating_find_returns(MarbreSlating *slating, const char *since)
{
    g_autoptr(GHashTable) asked = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, asked_free);
    Search search = {.asked = asked};
    for (guint i = 0; i < slating->all->len; i++)
        if (may_be_back(slating->all->pdata[i]))
            ask(&search, slating->all->pdata[i], NULL);
    walk(&search, slating, since);
    /* Whoever had moved on what came back did so before, maybe long ago. */
    g_hash_table_remove_all(asked);
    for (guint i = 0; i < slating->all->len; i++) {
        MarbreSlated *slated = slating->all->pdata[i];
        if (slated->returned_by != NULL && slated->returned_to == NULL && since != NULL)
            ask(&search, slated, slated->row->stage);
    }
    walk(&search, slating, NULL);
    for (guint i = 0; i < slating->all->len; i++)
        mark(slating->all->pdata[i]);
}
