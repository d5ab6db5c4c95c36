/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "newsroom/original.h"

#include "article/diff.h"
#include "base/path.h"
#include "base/problem.h"
#include "newsroom/content.h"
#include "newsroom/facts.h"
#include "newsroom/find.h"
#include "newsroom/versions.h"

#include <string.h>

void
marbre_original_free(MarbreOriginal *original)
{
    if (original == NULL)
        return;
    g_free(original->said);
    g_free(original->folder);
    g_free(original->title);
    g_free(original->kind);
    g_free(original->note);
    g_clear_pointer(&original->changes, g_ptr_array_unref);
    g_free(original);
}

bool
marbre_original_asks(const MarbreOriginal *original)
{
    return original != NULL && (original->news == MARBRE_ORIGINAL_CORRECTED ||
                                original->news == MARBRE_ORIGINAL_RETRACTED);
}

/* --- which article ---------------------------------------------------------------------------- */

/* What stands elsewhere, on another site, is nobody's business here. */
static bool
is_elsewhere(const char *said)
{
    return said == NULL || *said == '\0' || strstr(said, "://") != NULL;
}

/* Its record; NULL where there is none that can be read. (transfer full) */
static MarbreState *
read_state(MarbreNewsroom *newsroom, const char *folder)
{
    g_autofree char *path = g_strdup_printf("%s/state.yaml", folder);
    g_autoptr(GBytes) bytes = marbre_snapshot_read(marbre_newsroom_get_snapshot(newsroom), path,
                                                   MARBRE_STATE_LIMIT, NULL);
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    return bytes == NULL ? NULL : marbre_state_parse(path, bytes, problems);
}

/* What was written of it in this language that is another now: names alone are compared. */
static bool
is_same_file(MarbreNewsroom *newsroom, const char *folder, const char *content, const char *name)
{
    g_autofree char *path = g_strdup_printf("%s/%s", folder, name);
    g_autoptr(MarbreSnapshot) then =
        marbre_snapshot_of_tree(marbre_newsroom_get_store(newsroom), content, NULL);
    char old[41], now[41];
    bool was = then != NULL && marbre_snapshot_file_id(then, name, old, NULL);
    bool is = marbre_snapshot_file_id(marbre_newsroom_get_snapshot(newsroom), path, now, NULL);
    return was && is ? strcmp(old, now) == 0 : !was;
}

/* Whether its files are those that were published, in every language. */
static bool
is_as_published(MarbreNewsroom *newsroom, const char *folder, const MarbreState *state)
{
    const MarbreSettings *settings =
        marbre_policy_get_settings(marbre_newsroom_get_policy(newsroom));
    if (state->publication == NULL)
        return true;
    for (char **lang = settings->publish; *lang != NULL; lang++) {
        g_autofree char *name = g_strdup_printf("index.%s.md", *lang);
        if (!is_same_file(newsroom, folder, state->publication->content, name))
            return false;
    }
    return true;
}

bool
marbre_original_is_quiet(MarbreNewsroom *newsroom, const char *said)
{
    if (is_elsewhere(said))
        return true;
    g_autofree char *folder = marbre_newsroom_find_path(newsroom, said);
    g_autoptr(MarbreState) state = folder == NULL ? NULL : read_state(newsroom, folder);
    return folder != NULL &&
           (state == NULL ||
            (state->correction == NULL && state->corrections->len == 0 &&
             state->retracted == NULL && is_as_published(newsroom, folder, state)));
}

/* --- since when ------------------------------------------------------------------------------- */

/* The stage whose approval says that the text answers its source. */
static const MarbreStage *
find_stage(const MarbrePlan *plan, const MarbreArticle *article)
{
    const MarbreWorkflow *workflow = marbre_plan_get_workflow(plan);
    for (size_t i = 0; i < marbre_workflow_count(workflow); i++) {
        const MarbreStage *stage = marbre_workflow_at(workflow, i);
        if (stage->approvals.count > 0 &&
            (marbre_plan_get_judged(plan, stage)->parts & MBR_PART_SOURCE) != 0 &&
            marbre_condition_holds(stage->when, marbre_facts_of_article, (void *)article))
            return stage;
    }
    return NULL;
}

/* The second at which an id was made, which it begins with. */
static int64_t
birth_of(const char *id)
{
    static const char digits[] = "0123456789abcdefghjkmnpqrstvwxyz";
    int64_t milliseconds = 0;
    for (size_t i = 0; i < 10 && id[i] != '\0'; i++) {
        const char *digit = strchr(digits, id[i]);
        milliseconds = milliseconds * 32 + (digit == NULL ? 0 : digit - digits);
    }
    return milliseconds / 1000;
}

/* When a translation was last answered for. */
typedef struct {
    int64_t approved;  /* INT64_MIN: never */
    int64_t published; /* likewise */
    int64_t begun;
} Answered;

static Answered
answered_at(const MarbreState *state, const MarbreStage *stage)
{
    Answered answered = {INT64_MIN, INT64_MIN, INT64_MAX};
    if (state == NULL)
        return answered;
    answered.begun = state->id == NULL ? INT64_MAX : birth_of(state->id);
    if (state->publication != NULL)
        answered.published = state->publication->at.seconds;
    for (guint i = 0; stage != NULL && i < state->approvals->len; i++) {
        const MarbreApproval *approval = g_ptr_array_index(state->approvals, i);
        if (strcmp(approval->stage, stage->id) == 0)
            answered.approved = MAX(answered.approved, approval->at.seconds);
    }
    return answered;
}

/* Articles that are published together are answered for together. */
static bool
is_answered(const Answered *answered, MarbreInstant at)
{
    return answered->approved > at.seconds || answered->published >= at.seconds;
}

/* --- what became of it ------------------------------------------------------------------------ */

/* The note that this translation's people read best. */
static const char *
note_for(const GPtrArray *notes, const MarbreArticle *article)
{
    const char *from = marbre_article_key(article, "source-lang");
    const char *const *langs = marbre_article_get_langs(article);
    const char *note = from == NULL ? NULL : marbre_notes_get(notes, from);
    if (note == NULL && langs[0] != NULL)
        note = marbre_notes_get(notes, langs[0]);
    if (note == NULL && notes->len > 0)
        note = ((const MarbreNote *)notes->pdata[0])->text;
    return note;
}

static void
set_correction(MarbreOriginal *original,
               const MarbreCorrection *correction,
               const MarbreArticle *article)
{
    bool typo = strcmp(correction->kind, MARBRE_KIND_TYPO) == 0;
    original->news = typo ? MARBRE_ORIGINAL_MENDED : MARBRE_ORIGINAL_CORRECTED;
    original->kind = g_strdup(correction->kind);
    original->note = g_strdup(note_for(correction->notes, article));
    original->at = correction->at;
}

/* The newest published one since; of several, one with a note rather than a slip. */
static const MarbreCorrection *
newest_since(const GPtrArray *corrections, const Answered *answered)
{
    const MarbreCorrection *newest = NULL;
    for (guint i = corrections->len; i > 0; i--) {
        const MarbreCorrection *one = g_ptr_array_index(corrections, i - 1);
        if (is_answered(answered, one->at) || answered->begun >= one->at.seconds)
            continue;
        if (strcmp(one->kind, MARBRE_KIND_TYPO) != 0)
            return one;
        newest = newest == NULL ? one : newest;
    }
    return newest;
}

/* @return whether there is anything to say */
static bool
fill(MarbreOriginal *original,
     MarbreNewsroom *newsroom,
     const MarbreState *state,
     const Answered *answered,
     const MarbreArticle *article)
{
    if (state->retracted != NULL) {
        original->news = MARBRE_ORIGINAL_RETRACTED;
        original->note = g_strdup(note_for(state->retracted->notes, article));
        original->at = state->retracted->at;
        return !is_answered(answered, state->retracted->at);
    }
    const MarbreCorrection *closed = newest_since(state->corrections, answered);
    if (state->correction != NULL && !is_answered(answered, state->correction->at)) {
        set_correction(original, state->correction, article);
        original->open = true;
        if (original->news == MARBRE_ORIGINAL_CORRECTED || closed == NULL)
            return true;
        g_clear_pointer(&original->kind, g_free);
        g_clear_pointer(&original->note, g_free);
        original->open = false;
    }
    if (closed != NULL)
        set_correction(original, closed, article);
    if (closed != NULL || state->correction != NULL)
        return closed != NULL;
    original->news = MARBRE_ORIGINAL_MENDED;
    return strcmp(state->stage, MARBRE_STAGE_PUBLISHED) == 0 &&
           !is_as_published(newsroom, original->folder, state);
}

static char *
read_title(MarbreNewsroom *newsroom, const char *folder)
{
    g_autoptr(MarbreArticle) article = marbre_newsroom_read_article(newsroom, folder, NULL);
    return article == NULL ? NULL : g_strdup(marbre_article_get_title(article));
}

MarbreOriginal *
marbre_original_of(MarbreNewsroom *newsroom, const MarbrePlan *plan, const MarbreArticle *article)
{
    const char *said = marbre_article_key(article, MARBRE_TRANSLATES);
    const MarbreState *own = marbre_article_get_state(article);
    if (is_elsewhere(said) || (own != NULL && (strcmp(own->stage, MARBRE_STAGE_SPIKED) == 0 ||
                                               strcmp(own->stage, MARBRE_STAGE_RETRACTED) == 0)))
        return NULL;
    g_autoptr(MarbreOriginal) original = g_new0(MarbreOriginal, 1);
    original->said = g_strdup(said);
    original->folder = marbre_newsroom_find_path(newsroom, said);
    original->stage = find_stage(plan, article);
    if (original->folder == NULL ||
        strcmp(original->folder, marbre_article_get_folder(article)) == 0) {
        original->news = MARBRE_ORIGINAL_UNKNOWN;
        g_clear_pointer(&original->folder, g_free);
        return g_steal_pointer(&original);
    }
    const Answered answered = answered_at(own, original->stage);
    g_autoptr(MarbreState) state = read_state(newsroom, original->folder);
    if (state == NULL || !fill(original, newsroom, state, &answered, article))
        return NULL;
    original->title = read_title(newsroom, original->folder);
    return g_steal_pointer(&original);
}

/* --- which words ------------------------------------------------------------------------------ */

/* What its readers saw when the translation was last answered for; NULL where history ends before
   that. (transfer full) */
static char *
content_then(MarbreNewsroom *newsroom, const MarbreOriginal *original, int64_t then)
{
    g_autoptr(GPtrArray) versions = marbre_versions_of(newsroom, original->folder, NULL, NULL);
    char *content = NULL;
    for (guint i = 0; versions != NULL && i < versions->len; i++) {
        g_autoptr(MarbreArticle) version = marbre_version_read(newsroom, versions->pdata[i], NULL);
        const MarbreState *state = version == NULL ? NULL : marbre_article_get_state(version);
        if (state == NULL || state->publication == NULL)
            break;
        g_free(content);
        content = g_strdup(state->publication->content);
        if (state->publication->at.seconds <= then)
            break;
    }
    return content;
}

void
marbre_original_compare(MarbreOriginal *original,
                        MarbreNewsroom *newsroom,
                        const MarbreArticle *article)
{
    static const char *const keys[] = {"title", "standfirst", NULL};
    if (!marbre_original_asks(original) || original->news == MARBRE_ORIGINAL_RETRACTED ||
        original->changes != NULL)
        return;
    const Answered answered = answered_at(marbre_article_get_state(article), original->stage);
    int64_t then = MAX(answered.approved, answered.published);
    if (then == INT64_MIN)
        then = answered.begun;
    g_autoptr(MarbreArticle) now = marbre_newsroom_read_article(newsroom, original->folder, NULL);
    const MarbreState *state = now == NULL ? NULL : marbre_article_get_state(now);
    g_autofree char *content = content_then(newsroom, original, then);
    g_autoptr(MarbreArticle) before =
        content == NULL || state == NULL || state->publication == NULL
            ? NULL
            : marbre_content_article(newsroom, original->folder, content, NULL);
    if (before == NULL)
        return;
    const char *lang = marbre_article_key(article, "source-lang");
    if (lang != NULL && marbre_article_get_copy(now, lang) == NULL)
        lang = NULL;
    original->changes = marbre_words_changed(marbre_article_get_copy(before, lang),
                                             marbre_article_get_copy(now, lang), keys);
}
