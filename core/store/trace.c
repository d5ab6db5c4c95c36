/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/trace.h"

#include "store/beneath.h"
#include "store/commit.h"
#include "store/graph.h"
#include "store/link.h"
#include "store/touched.h"
#include "store/tree.h"
#include "store/view.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* One commit of the line. */
typedef struct {
    MarbreLink link;
    char content[41]; /* of the folder; "" where there is none */
} Point;

typedef struct {
    MarbreStore *store;
    const char *folder;
    MarbreTrees *trees;
    MarbreGraph *graph; /* (nullable) */
    MarbreGraphPath path;
} Trace;

void
marbre_store_take_hints(MarbreStore *store)
{
    store->hints = true;
}

static bool
read_point(const Trace *trace, const git_oid *id, Point *point, GError **error)
{
    MarbrePlace place;
    *point = (Point){0};
    if (!marbre_link_read(trace->store, id, &point->link, error) ||
        !marbre_trees_place(trace->trees, &point->link.tree, trace->folder, &place, error))
        return false;
    if (place.mode != 0 && place.mode != MARBRE_MODE_FOLDER)
        return marbre_path_refused(trace->folder, _("is no folder, and must be one"), error) !=
               NULL;
    if (place.mode != 0)
        marbre_oid_format(&place.id, point->content);
    return true;
}

/* Where the commits that can't have changed the folder end, as git has noted. */
static void
pass_over(const Trace *trace, git_oid *id)
{
    uint32_t at = marbre_graph_find(trace->graph, id), to = at;
    /* No more of them than there are: a graph that is wrong may go round in circles. */
    for (uint32_t i = marbre_graph_count(trace->graph); to != MARBRE_GRAPH_NONE && i > 0; i--) {
        at = to;
        if (marbre_graph_may_change(trace->graph, at, &trace->path))
            break;
        to = marbre_graph_parent(trace->graph, at);
    }
    if (at != MARBRE_GRAPH_NONE)
        marbre_graph_id(trace->graph, at, id);
}

/* Go on by what was read once, or git has noted; as if there were nothing where that can't be so.
 */
static void
skip(Trace *trace, Point *here)
{
    Point there;
    git_oid id = here->link.id;
    const MarbreTouched *touched = trace->store->touched;
    bool known = touched != NULL && marbre_touched_next(touched, &id, trace->folder, &id);
    if (!known && trace->graph != NULL)
        pass_over(trace, &id);
    if (git_oid_equal(&id, &here->link.id))
        return;
    if (read_point(trace, &id, &there, NULL) && strcmp(there.content, here->content) == 0)
        *here = there;
    else if (!known)
        g_clear_pointer(&trace->graph, marbre_graph_free);
}

static bool
tell_point(const Trace *trace,
           const Point *here,
           const char *before,
           MarbreTraceFunc tell,
           void *user,
           bool *ret_more,
           GError **error)
{
    g_autoptr(MarbreCommit) commit = marbre_commit_load(trace->store, &here->link.id, error);
    *ret_more = commit != NULL && tell(user, commit, here->content, before);
    return commit != NULL;
}

static bool
walk(Trace *trace, const git_oid *tip, MarbreTraceFunc tell, void *user, GError **error)
{
    Point here, next;
    bool more = read_point(trace, tip, &here, error), good = more;
    while (more && good) {
        skip(trace, &here);
        next = (Point){0};
        good = !here.link.has_parent || read_point(trace, &here.link.parent, &next, error);
        if (good && strcmp(here.content, next.content) != 0)
            good = tell_point(trace, &here, next.content, tell, user, &more, error);
        more = more && here.link.has_parent;
        here = next;
    }
    return good;
}

bool
marbre_store_trace(MarbreStore *store,
                   const char *from,
                   const char *folder,
                   MarbreTraceFunc tell,
                   void *user,
                   GError **error)
{
    g_autofree char *tip = marbre_store_resolve(store, from, error);
    git_oid id;
    if (tip == NULL || !marbre_oid_parse(tip, &id, error))
        return false;
    if (!marbre_beneath_is_plain(folder))
        return marbre_path_refused(folder,
                                   _("is no path inside a newsroom; write it from the newsroom's "
                                     "top, without “..”"),
                                   error) != NULL;
    Trace trace = {.store = store, .folder = folder, .trees = marbre_trees_new(store)};
    if (store->hints && marbre_graph_path(folder, &trace.path))
        trace.graph = marbre_graph_open(store->common);
    bool good = walk(&trace, &id, tell, user, error);
    g_clear_pointer(&trace.graph, marbre_graph_free);
    marbre_trees_unref(trace.trees);
    return good;
}

/* --- the line itself --- */

bool
marbre_store_read_line(MarbreStore *store, const char *from, GError **error)
{
    g_autofree char *tip = marbre_store_resolve(store, from, error);
    git_oid id;
    if (tip == NULL || !marbre_oid_parse(tip, &id, error))
        return false;
    g_clear_pointer(&store->touched, marbre_touched_free);
    g_autoptr(MarbreGraph) noted = store->hints ? marbre_graph_open(store->common) : NULL;
    if (noted != NULL)
        return true; /* what git has noted costs less still */
    store->touched = marbre_touched_new(store, &id, error);
    return store->touched != NULL;
}

bool
marbre_store_walk_line(
    MarbreStore *store, const char *from, MarbreIdFunc tell, void *user, GError **error)
{
    g_autofree char *tip = marbre_store_resolve(store, from, error);
    MarbreLink here = {.has_parent = true};
    char hex[41];
    if (tip == NULL || !marbre_oid_parse(tip, &here.parent, error))
        return false;
    while (here.has_parent) {
        git_oid id = here.parent;
        if (!marbre_link_read(store, &id, &here, error))
            return false;
        marbre_oid_format(&id, hex);
        if (!tell(user, hex))
            break;
    }
    return true;
}

typedef struct {
    const char *commit;
    MarbreGraph *graph; /* (nullable) */
    bool found;
} Search;

/* Asked once: where the graph does not lead there, the commits themselves do or don't. */
static bool
look_in_graph(Search *search, const char *id)
{
    git_oid here, commit;
    if (!marbre_oid_parse(id, &here, NULL) || !marbre_oid_parse(search->commit, &commit, NULL))
        return false;
    uint32_t at = marbre_graph_find(search->graph, &here);
    uint32_t wanted = marbre_graph_find(search->graph, &commit);
    if (at == MARBRE_GRAPH_NONE)
        return false; /* newer than the graph */
    for (uint32_t i = marbre_graph_count(search->graph);
         at != wanted && at != MARBRE_GRAPH_NONE && i > 0; i--)
        at = marbre_graph_parent(search->graph, at);
    g_clear_pointer(&search->graph, marbre_graph_free);
    return at == wanted && wanted != MARBRE_GRAPH_NONE;
}

static bool
look_for(void *user, const char *id)
{
    Search *search = user;
    search->found =
        strcmp(id, search->commit) == 0 || (search->graph != NULL && look_in_graph(search, id));
    return !search->found;
}

bool
marbre_store_is_on_line(
    MarbreStore *store, const char *commit, const char *from, bool *ret_is, GError **error)
{
    Search search = {.commit = commit};
    if (store->hints)
        search.graph = marbre_graph_open(store->common);
    bool walked = marbre_store_walk_line(store, from, look_for, &search, error);
    marbre_graph_free(search.graph);
    *ret_is = search.found;
    return walked;
}
