/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/remarks.h"
#include "base/problem.h"

#include <glib.h>
#include <stddef.h>
#include <stdint.h>

/* Whatever the bytes: notes that are whole, or words about what is wrong with them; and what takes
   one note more, or settles one, still has all the others. */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static guint
count(GBytes *bytes)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreRemarks) remarks = marbre_remarks_parse("notes.yaml", bytes, problems);
    g_assert_nonnull(remarks);
    return marbre_remarks_get_items(remarks)->len;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static char by[] = "lea", text[] = "À revoir : \"qui ?\"";
    g_autoptr(GBytes) bytes = g_bytes_new(data, size);
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreRemarks) remarks = marbre_remarks_parse("notes.yaml", bytes, problems);
    const MarbreRemark more = {.by = by, .at = {1773822600, 60}, .text = text};
    if (remarks == NULL) {
        g_assert_cmpuint(problems->len, >, 0);
        return 0;
    }
    const GPtrArray *items = marbre_remarks_get_items(remarks);
    g_autoptr(GBytes) added = marbre_remarks_add(bytes, &more, NULL);
    if (added != NULL)
        g_assert_cmpuint(count(added), ==, items->len + 1);
    for (guint i = 0; i < items->len && i < 3; i++) {
        const MarbreRemark *remark = g_ptr_array_index(items, i);
        g_assert_true(*remark->by != '\0' && *remark->text != '\0');
        if (remark->done_by != NULL)
            continue;
        g_autoptr(GBytes) settled = marbre_remarks_settle(bytes, i, by, more.at, NULL);
        if (settled != NULL)
            g_assert_cmpuint(count(settled), ==, items->len);
    }
    return 0;
}
