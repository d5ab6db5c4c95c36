/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk/guarding.h"

#include "article/verbatim.h"
#include "base/problem.h"
#include "finding/fix.h"

#include <string.h>

/* A file that is about to be mended. */
typedef struct {
    const MarbreFile *file;
    char *path;
    MarbreCopy *copy; /* (nullable) of a text */
    GArray *verbatim; /* of MarbreSpan; (nullable) likewise */
    MarbreYaml *yaml; /* (nullable) its front matter, or claims.yaml; NULL where it is broken */
} Guard;

static void
guard_clear(Guard *guard)
{
    g_free(guard->path);
    g_clear_pointer(&guard->verbatim, g_array_unref);
    g_clear_pointer(&guard->copy, marbre_copy_unref);
    g_clear_pointer(&guard->yaml, marbre_yaml_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Guard, guard_clear)

/* ---- what is no words ---- */

/* The first passage that ends behind a place. */
static guint
find_verbatim(const GArray *verbatim, uint64_t at)
{
    guint low = 0, high = verbatim->len;
    while (low < high) {
        guint middle = (low + high) / 2;
        if (g_array_index(verbatim, MarbreSpan, middle).end <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool
holds(MarbreSpan outer, uint64_t start, uint64_t end)
{
    return outer.start <= start && end <= outer.end;
}

/* The finding speaks of the whole passage, and not of a word that happens to stand in it; or it
   speaks of more, and its edit takes the passage away as a whole. */
static bool
is_about(const MarbreFinding *finding, const MarbreEdit *edit, MarbreSpan passage)
{
    MarbreSpan place = {finding->start.offset, finding->end.offset};
    if (place.start == passage.start && place.end == passage.end)
        return true;
    return holds(place, passage.start, passage.end) &&
           holds(edit->span, passage.start, passage.end);
}

static bool
is_in_words(const Guard *guard, const MarbreFinding *finding, const MarbreEdit *edit)
{
    if (guard->verbatim == NULL)
        return true;
    for (guint i = find_verbatim(guard->verbatim, edit->span.start); i < guard->verbatim->len;
         i++) {
        MarbreSpan passage = g_array_index(guard->verbatim, MarbreSpan, i);
        if (passage.start >= edit->span.end)
            return true;
        if (!is_about(finding, edit, passage))
            return false;
    }
    return true;
}

/* ---- values of YAML ---- */

static bool
is_in_value(const MarbreYamlNode *node, MarbreSpan span)
{
    MarbreYamlKind kind = marbre_yaml_node_get_kind(node);
    MarbreSpan own = marbre_yaml_node_get_span(node);
    if (kind != MARBRE_YAML_LIST && kind != MARBRE_YAML_MAP)
        return holds(own, span.start, span.end);
    for (size_t i = 0; i < marbre_yaml_node_get_count(node); i++)
        if (is_in_value(marbre_yaml_node_get_child(node, i), span))
            return true;
    return false;
}

/* Whole lines put in between others. */
static bool
is_new_line(const Guard *guard, const MarbreEdit *edit)
{
    const char *data = g_bytes_get_data(guard->file->bytes, NULL);
    return edit->span.start == edit->span.end && edit->span.start > 0 &&
           data[edit->span.start - 1] == '\n' && g_str_has_suffix(edit->text, "\n");
}

/* A finding about more than a value, such as a remark that cuts one off: the edit lies within it,
   or in its line around it. */
static bool
is_of_finding(const Guard *guard, const MarbreFinding *finding, const MarbreEdit *edit)
{
    MarbreSpan place = {finding->start.offset, finding->end.offset};
    const char *data = g_bytes_get_data(guard->file->bytes, NULL);
    size_t size = (size_t)(edit->span.end - edit->span.start);
    if (place.start >= place.end)
        return false;
    return holds(place, edit->span.start, edit->span.end) ||
           (holds(edit->span, place.start, place.end) &&
            memchr(data + edit->span.start, '\n', size) == NULL);
}

static bool
is_in_yaml(const Guard *guard, const MarbreFinding *finding, const MarbreEdit *edit)
{
    uint64_t end = guard->copy == NULL ? UINT64_MAX : marbre_copy_get_body(guard->copy).start;
    if (guard->yaml == NULL || edit->span.start >= end)
        return true;
    return is_new_line(guard, edit) || is_of_finding(guard, finding, edit) ||
           is_in_value(marbre_yaml_get_root(guard->yaml), edit->span);
}

/* ---- choosing ---- */

static bool
may_apply(const Guard *guard, const MarbreFinding *finding)
{
    for (guint i = 0; i < finding->fix->len; i++) {
        const MarbreEdit *edit = g_ptr_array_index(finding->fix, i);
        if (is_in_words(guard, finding, edit) && is_in_yaml(guard, finding, edit))
            continue;
        g_debug("%s: the fix of %s at byte %" G_GUINT64_FORMAT " touches what is no words",
                guard->path, finding->rule, edit->span.start);
        return false;
    }
    return true;
}

GPtrArray *
marbre_guard_edits(const GPtrArray *findings)
{
    GPtrArray *edits = g_ptr_array_new();
    for (guint i = 0; i < findings->len; i++) {
        const MarbreFinding *finding = g_ptr_array_index(findings, i);
        for (guint j = 0; j < finding->fix->len; j++)
            g_ptr_array_add(edits, g_ptr_array_index(finding->fix, j));
    }
    return edits;
}

/* Whether YAML that could be read can be read after the fixes too. */
static bool
stays_readable(const Guard *guard, const GPtrArray *findings)
{
    if (guard->yaml == NULL)
        return true;
    g_autoptr(GPtrArray) edits = marbre_guard_edits(findings);
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(GBytes) bytes = marbre_fix_apply(guard->file->bytes, edits, NULL);
    if (bytes == NULL)
        return false;
    if (guard->copy != NULL) {
        g_autoptr(MarbreCopy) copy =
            marbre_copy_parse(guard->path, marbre_copy_get_lang(guard->copy), bytes, problems);
        return copy != NULL && marbre_copy_get_front(copy) != NULL;
    }
    g_autoptr(MarbreClaims) claims = marbre_claims_parse(guard->path, bytes, problems);
    return claims != NULL;
}

/* One fix that makes it unreadable must not cost the others. */
static GPtrArray *
keep_readable(const Guard *guard, GPtrArray *chosen)
{
    if (stays_readable(guard, chosen))
        return g_ptr_array_ref(chosen);
    GPtrArray *kept = g_ptr_array_new();
    for (guint i = 0; i < chosen->len; i++) {
        const MarbreFinding *finding = g_ptr_array_index(chosen, i);
        g_ptr_array_add(kept, (gpointer)finding);
        if (stays_readable(guard, kept))
            continue;
        g_debug("%s: the fix of %s leaves it unreadable", guard->path, finding->rule);
        g_ptr_array_set_size(kept, (int)kept->len - 1);
    }
    return kept;
}

static void
guard_init(Guard *guard, const MarbreArticle *article, const MarbreFile *file)
{
    g_autofree char *lang = NULL;
    guard->file = file;
    guard->path = g_strdup_printf("%s/%s", marbre_article_get_folder(article), file->name);
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    if (marbre_article_is_text_name(file->name, &lang)) {
        guard->copy = marbre_copy_parse(guard->path, lang, file->bytes, problems);
        MarbreYaml *front = guard->copy == NULL ? NULL : marbre_copy_get_front(guard->copy);
        guard->yaml = front == NULL ? NULL : marbre_yaml_ref(front);
        guard->verbatim = guard->copy == NULL ? NULL : marbre_verbatim(guard->copy);
    } else if (strcmp(file->name, "claims.yaml") == 0) {
        g_autoptr(MarbreClaims) claims = marbre_claims_parse(guard->path, file->bytes, problems);
        guard->yaml = claims == NULL ? NULL : marbre_yaml_ref(marbre_claims_get_yaml(claims));
    }
}

GPtrArray *
marbre_guard_choose(const MarbreArticle *article, const MarbreFile *file, const GPtrArray *findings)
{
    g_auto(Guard) guard = {0};
    g_autoptr(GPtrArray) allowed = g_ptr_array_new();
    g_autofree char *path =
        g_strdup_printf("%s/%s", marbre_article_get_folder(article), file->name);
    for (guint i = 0; i < findings->len; i++) {
        const MarbreFinding *finding = g_ptr_array_index(findings, i);
        if (finding->fix == NULL || strcmp(finding->path, path) != 0)
            continue;
        if (guard.path == NULL)
            guard_init(&guard, article, file);
        if (may_apply(&guard, finding))
            g_ptr_array_add(allowed, (gpointer)finding);
    }
    g_autoptr(GPtrArray) chosen = marbre_fix_choose(allowed, path);
    return chosen->len == 0 ? g_steal_pointer(&chosen) : keep_readable(&guard, chosen);
}
