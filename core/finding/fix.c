/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "finding/fix.h"

#include "base/error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static int
compare_spans(const MarbreEdit *a, const MarbreEdit *b)
{
    int order = (a->span.start > b->span.start) - (a->span.start < b->span.start);

    if (order == 0)
        order = (a->span.end > b->span.end) - (a->span.end < b->span.end);
    return order;
}

static bool
are_same(const MarbreEdit *a, const MarbreEdit *b)
{
    return compare_spans(a, b) == 0 && strcmp(a->text, b->text) == 0;
}

/* ---- applying ---- */

static int
compare_edits(gconstpointer a, gconstpointer b)
{
    return compare_spans(*(const MarbreEdit *const *)a, *(const MarbreEdit *const *)b);
}

static bool
is_boundary(const char *data, size_t size, uint64_t offset)
{
    return offset == size || ((unsigned char)data[offset] & 0xC0) != 0x80;
}

static bool
check_edit(const MarbreEdit *edit, const char *data, size_t size, GError **error)
{
    if (edit->span.start > edit->span.end || edit->span.end > size) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_INVALID,
                    _("the edit of bytes %llu to %llu lies outside the file; it must end at byte "
                      "%zu at the latest"),
                    (unsigned long long)edit->span.start, (unsigned long long)edit->span.end, size);
        return false;
    }
    if (!is_boundary(data, size, edit->span.start) || !is_boundary(data, size, edit->span.end)) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_INVALID,
                    _("the edit at byte %llu cuts a character in two; it must begin and end "
                      "between characters"),
                    (unsigned long long)edit->span.start);
        return false;
    }
    return true;
}

/* The edits sorted, of identical ones the first. Insertions at one place keep their order, for the
 * sort of GLib is stable. */
static GPtrArray *
order_edits(const GPtrArray *edits)
{
    g_autoptr(GPtrArray) sorted = g_ptr_array_sized_new(edits->len);
    GPtrArray *ordered = g_ptr_array_sized_new(edits->len);

    for (unsigned i = 0; i < edits->len; i++)
        g_ptr_array_add(sorted, g_ptr_array_index(edits, i));
    g_ptr_array_sort(sorted, compare_edits);
    for (unsigned i = 0; i < sorted->len; i++) {
        MarbreEdit *edit = g_ptr_array_index(sorted, i);
        bool known = false;

        for (unsigned j = ordered->len; j > 0 && !known; j--) {
            const MarbreEdit *before = g_ptr_array_index(ordered, j - 1);

            if (compare_spans(before, edit) != 0)
                break;
            known = are_same(before, edit);
        }
        if (!known)
            g_ptr_array_add(ordered, edit);
    }
    return ordered;
}

GBytes *
marbre_fix_apply(GBytes *file, const GPtrArray *edits, GError **error)
{
    g_autoptr(GPtrArray) ordered = order_edits(edits);
    size_t size = 0;
    const char *data = g_bytes_get_data(file, &size);
    g_autoptr(GByteArray) edited = g_byte_array_sized_new((unsigned)MIN(size, G_MAXUINT / 2));
    uint64_t done = 0;

    for (unsigned i = 0; i < ordered->len; i++) {
        const MarbreEdit *edit = g_ptr_array_index(ordered, i);

        if (!check_edit(edit, data, size, error))
            return NULL;
        if (edit->span.start < done) {
            g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_INVALID,
                        _("two edits overlap at byte %llu; make them one"),
                        (unsigned long long)edit->span.start);
            return NULL;
        }
        if (edit->span.start > done)
            g_byte_array_append(edited, (const uint8_t *)data + done,
                                (unsigned)(edit->span.start - done));
        g_byte_array_append(edited, (const uint8_t *)edit->text, (unsigned)strlen(edit->text));
        done = edit->span.end;
    }
    if (size > done)
        g_byte_array_append(edited, (const uint8_t *)data + done, (unsigned)(size - done));
    return g_byte_array_free_to_bytes(g_steal_pointer(&edited));
}

/* ---- choosing ---- */

static int
compare_keys(gconstpointer a, gconstpointer b, gpointer user)
{
    return compare_spans(a, b);
}

static uint64_t
first_byte(const MarbreFinding *finding)
{
    uint64_t first = G_MAXUINT64;

    for (unsigned i = 0; i < finding->fix->len; i++) {
        const MarbreEdit *edit = g_ptr_array_index(finding->fix, i);

        first = MIN(first, edit->span.start);
    }
    return first;
}

static int
compare_fixes(gconstpointer a, gconstpointer b)
{
    const MarbreFinding *one = *(const MarbreFinding *const *)a;
    const MarbreFinding *two = *(const MarbreFinding *const *)b;
    uint64_t first_one = first_byte(one);
    uint64_t first_two = first_byte(two);

    if (first_one != first_two)
        return first_one < first_two ? -1 : 1;
    return marbre_finding_compare(one, two);
}

/* Whether an edit can go along with those of the tree, which do not overlap each other: then its
 * neighbours there are all that it could touch. */
static bool
fits(GTree *taken, const MarbreEdit *edit)
{
    GTreeNode *at = g_tree_lower_bound(taken, edit);
    GTreeNode *before = at != NULL ? g_tree_node_previous(at) : g_tree_node_last(taken);

    if (at != NULL) {
        const MarbreEdit *next = g_tree_node_key(at);

        if (compare_spans(next, edit) == 0)
            return are_same(next, edit);
        if (next->span.start < edit->span.end)
            return false;
    }
    if (before != NULL) {
        const MarbreEdit *previous = g_tree_node_key(before);

        if (previous->span.end > edit->span.start)
            return false;
    }
    return true;
}

/* Plugins are not trusted to have kept their own edits apart: one bad fix must not cost the
 * others. */
static bool
is_apart(const GPtrArray *fix)
{
    g_autoptr(GPtrArray) ordered = order_edits(fix);

    for (unsigned i = 1; i < ordered->len; i++) {
        const MarbreEdit *before = g_ptr_array_index(ordered, i - 1);
        const MarbreEdit *edit = g_ptr_array_index(ordered, i);

        if (edit->span.start < before->span.end)
            return false;
    }
    return true;
}

static bool
all_fit(GTree *taken, const GPtrArray *fix)
{
    if (!is_apart(fix))
        return false;
    for (unsigned i = 0; i < fix->len; i++)
        if (!fits(taken, g_ptr_array_index(fix, i)))
            return false;
    return true;
}

static GPtrArray *
findings_with_fix(const GPtrArray *findings, const char *path)
{
    GPtrArray *fixable = g_ptr_array_new();

    for (unsigned i = 0; i < findings->len; i++) {
        MarbreFinding *finding = g_ptr_array_index(findings, i);

        if (finding->fix != NULL && !finding->waived && strcmp(finding->path, path) == 0)
            g_ptr_array_add(fixable, finding);
    }
    g_ptr_array_sort(fixable, compare_fixes);
    return fixable;
}

GPtrArray *
marbre_fix_choose(const GPtrArray *findings, const char *path)
{
    g_autoptr(GPtrArray) fixable = findings_with_fix(findings, path);
    g_autoptr(GTree) taken = g_tree_new_full(compare_keys, NULL, NULL, NULL);
    GPtrArray *chosen = g_ptr_array_new();

    for (unsigned i = 0; i < fixable->len; i++) {
        MarbreFinding *finding = g_ptr_array_index(fixable, i);

        if (!all_fit(taken, finding->fix))
            continue;
        for (unsigned j = 0; j < finding->fix->len; j++) {
            MarbreEdit *edit = g_ptr_array_index(finding->fix, j);

            g_tree_insert(taken, edit, edit);
        }
        g_ptr_array_add(chosen, finding);
    }
    return chosen;
}

GBytes *
marbre_fix_findings(
    GBytes *file, const GPtrArray *findings, const char *path, size_t *ret_applied, GError **error)
{
    g_autoptr(GPtrArray) chosen = marbre_fix_choose(findings, path);
    g_autoptr(GPtrArray) edits = g_ptr_array_new();
    GBytes *edited = NULL;

    for (unsigned i = 0; i < chosen->len; i++) {
        const MarbreFinding *finding = g_ptr_array_index(chosen, i);

        for (unsigned j = 0; j < finding->fix->len; j++)
            g_ptr_array_add(edits, g_ptr_array_index(finding->fix, j));
    }
    edited = edits->len > 0 ? marbre_fix_apply(file, edits, error) : g_bytes_ref(file);
    if (edited != NULL)
        *ret_applied = chosen->len;
    return edited;
}
