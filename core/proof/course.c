/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "proof/course.h"

#include "base/error.h"
#include "newsroom/versions.h"
#include "proof/line.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
step_free(void *data)
{
    MarbreCourseStep *step = data;
    g_free(step->commit);
    g_free(step->folder);
    g_free(step);
}

MarbreCourse *
marbre_course_new(void)
{
    MarbreCourse *course = g_new0(MarbreCourse, 1);
    course->steps = g_ptr_array_new_with_free_func(step_free);
    return course;
}

void
marbre_course_free(MarbreCourse *course)
{
    if (course == NULL)
        return;
    g_ptr_array_unref(course->steps);
    g_free(course->article);
    g_free(course->trust);
    g_free(course->tip);
    g_free(course->folder);
    g_free(course);
}

void
marbre_course_add(MarbreCourse *course, const char *commit, const char *folder)
{
    MarbreCourseStep *step = g_new0(MarbreCourseStep, 1);
    step->commit = g_strdup(commit);
    step->folder = g_strdup(folder);
    g_ptr_array_add(course->steps, step);
}

/* Where the article stood at the trusted commit: as the newest version that is not behind it. */
static char *
first_folder(const GPtrArray *versions, GHashTable *line)
{
    const char *folder = NULL;
    for (guint i = 0; i < versions->len; i++) {
        const MarbreVersion *version = versions->pdata[i];
        folder = version->folder;
        if (!g_hash_table_contains(line, version->commit->id))
            break;
    }
    return g_strdup(folder);
}

/* Commits behind the trusted one to where the article stands after them; NULL: as before. */
static GHashTable *
index_line(const GPtrArray *ids, const GPtrArray *versions)
{
    GHashTable *line = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i + 1 < ids->len; i++)
        g_hash_table_insert(line, ids->pdata[i], NULL);
    for (guint i = 0; i < versions->len; i++) {
        const MarbreVersion *version = versions->pdata[i];
        if (g_hash_table_contains(line, version->commit->id))
            g_hash_table_insert(line, version->commit->id, version->folder);
    }
    return line;
}

/* Every commit of the line that changed the article or the rules. */
static bool
add_steps(MarbreCourse *course,
          MarbreStore *store,
          const GPtrArray *ids,
          GHashTable *line,
          GError **error)
{
    const char *folder = course->folder;
    g_auto(MarbreStanding) before = {0};
    if (!marbre_standing_read(&before, store, course->trust, folder, error))
        return false;
    for (guint i = ids->len - 1; i > 0; i--) {
        const char *id = ids->pdata[i - 1];
        const char *next = g_hash_table_lookup(line, id);
        g_auto(MarbreStanding) after = {0};
        folder = next != NULL ? next : folder;
        if (!marbre_standing_read(&after, store, id, folder, error))
            return false;
        if (next != NULL || !marbre_standing_equal(&before, &after))
            marbre_course_add(course, id, folder);
        MarbreStanding swap = before;
        before = after;
        after = swap;
    }
    return true;
}

/* The id in the article's record; NULL where it has none. */
static char *
id_of(MarbreNewsroom *newsroom, const char *folder, GError **error)
{
    g_autoptr(MarbreArticle) article = marbre_newsroom_read_article(newsroom, folder, error);
    const MarbreState *state = article == NULL ? NULL : marbre_article_get_state(article);
    if (article != NULL && state == NULL)
        g_set_error(
            error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
            _("“%s” has never moved, so there is nothing to prove; first: marbre advance ARTICLE"),
            marbre_article_get_title(article));
    return state == NULL ? NULL : g_strdup(state->id);
}

MarbreCourse *
marbre_course_find(MarbreNewsroom *newsroom, const char *folder, const char *trust, GError **error)
{
    MarbreStore *store = marbre_newsroom_get_store(newsroom);
    g_autoptr(MarbreCourse) course = marbre_course_new();
    course->tip = g_strdup(marbre_snapshot_commit_id(marbre_newsroom_get_snapshot(newsroom)));
    course->trust = marbre_store_resolve(store, trust, error);
    course->article = course->trust == NULL ? NULL : id_of(newsroom, folder, error);
    if (course->article == NULL)
        return NULL;
    g_autoptr(GPtrArray) ids = marbre_line_read(store, course->trust, course->tip, error);
    g_autoptr(GPtrArray) versions =
        ids == NULL ? NULL : marbre_versions_of(newsroom, folder, course->tip, error);
    if (versions == NULL)
        return NULL;
    g_autoptr(GHashTable) line = index_line(ids, versions);
    course->folder = first_folder(versions, line);
    return add_steps(course, store, ids, line, error) ? g_steal_pointer(&course) : NULL;
}
