/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "proof/course.h"

#include "base/error.h"
#include "proof/judge.h"
#include "proof/line.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A course while it is followed, oldest commit first. */
typedef struct {
    const MarbreCourse *course;
    MarbreJudge *judge;
    const GPtrArray *ids; /* newest first, the trusted one last */
    MarbreStanding now;   /* after the last step */
    const char *folder;
    guint at; /* index in `ids` of the last step */
} Walk;

/* Between two steps the article and the rules stay as they are, or something was left out. */
static bool
need_nothing_between(Walk *walk, guint at, GError **error)
{
    g_auto(MarbreStanding) there = {0};
    const char *id = walk->ids->pdata[at];
    if (!marbre_standing_read(&there, walk->judge->store, id, walk->folder, error))
        return false;
    if (marbre_standing_equal(&walk->now, &there))
        return true;
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
                _("between the commits %.10s and %.10s the article or the rules changed, and that "
                  "step was left out; ask for another proof"),
                (char *)walk->ids->pdata[walk->at], id);
    return false;
}

static bool
take_step(Walk *walk, const MarbreCourseStep *step, GError **error)
{
    guint at = walk->at;
    while (at > 0 && strcmp(walk->ids->pdata[at - 1], step->commit) != 0)
        at--;
    if (at == 0) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
                    _("the step %.10s is not on the line of commits, or out of order; ask for "
                      "another proof"),
                    step->commit);
        return false;
    }
    if (!need_nothing_between(walk, at, error) ||
        !marbre_judge_entry(walk->judge, step->commit, error))
        return false;
    walk->at = at - 1;
    walk->folder = step->folder;
    return marbre_standing_read(&walk->now, walk->judge->store, step->commit, step->folder, error);
}

static bool
follow(Walk *walk, GError **error)
{
    walk->at = walk->ids->len - 1;
    walk->folder = walk->course->folder;
    if (!marbre_standing_read(&walk->now, walk->judge->store, walk->course->trust, walk->folder,
                              error))
        return false;
    for (guint i = 0; i < walk->course->steps->len; i++)
        if (!take_step(walk, walk->course->steps->pdata[i], error))
            return false;
    return need_nothing_between(walk, 0, error);
}

static GHashTable *
folders_of(const MarbreCourse *course)
{
    GHashTable *folders = g_hash_table_new(g_str_hash, g_str_equal);
    (void)g_hash_table_add(folders, course->folder); /* the first */
    for (guint i = 0; i < course->steps->len; i++) {
        MarbreCourseStep *step = course->steps->pdata[i];
        (void)g_hash_table_add(folders, step->folder); /* or once more */
    }
    return folders;
}

MarbreVerdict *
marbre_course_judge(const MarbreCourse *course,
                    MarbreStore *store,
                    const MarbreVerifySettings *settings,
                    size_t *ret_line,
                    GError **error)
{
    g_autoptr(MarbreVerdict) verdict = marbre_verdict_new();
    g_autoptr(GPtrArray) ids = marbre_line_read(store, course->trust, course->tip, error);
    if (ids == NULL)
        return NULL;
    verdict->trust = g_strdup(course->trust);
    verdict->from = g_strdup(course->trust);
    verdict->to = g_strdup(course->tip);
    g_autoptr(MarbreLaws) laws = marbre_laws_new();
    g_autoptr(GHashTable) only = folders_of(course);
    g_autoptr(GHashTable) past =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
    MarbreJudge judge = {.store = store,
                         .settings = settings,
                         .verdict = verdict,
                         .laws = laws,
                         .past = past,
                         .only = only};
    Walk walk = {.course = course, .judge = &judge, .ids = ids};
    bool followed = follow(&walk, error);
    marbre_standing_clear(&walk.now);
    marbre_verdict_settle(verdict);
    if (ret_line != NULL)
        *ret_line = ids->len - 1;
    return followed ? g_steal_pointer(&verdict) : NULL;
}
