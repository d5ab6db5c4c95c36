/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "credit/address.h"
#include "credit/compare.h"
#include "credit/form.h"
#include "credit/printed.h"
#include "credit/told.h"

#include <glib.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Credits and addresses of any kind: one of four verdicts, and a name no longer than what it was
 * made of. The part before the first line break is the picture's own agency. */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Of text as the host lends it: it is read to its end, and what a caption tells lies within it. */
static void
use(const char *text, size_t size)
{
    char *mended, *again;
    bool differ;
    size_t start, end;
    g_assert_true(form_mend(FORM_USUAL, text, size, NULL, 0, &mended));
    if (mended) {
        g_assert_true(form_mend(FORM_USUAL, mended, strlen(mended), NULL, 0, &again));
        free(again);
    }
    free(mended);
    g_assert_true(compare_two(text, size, text, size, &differ));
    if (told_credit(text, size, &start, &end))
        g_assert_true(start <= end && end <= size);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *text = (const char *)data;
    const char *line = size > 0 ? memchr(text, '\n', size) : NULL;
    size_t agency = line ? (size_t)(line - text) : 0;
    size_t start = line ? agency + 1 : 0;
    if (size == 0)
        return 0;
    int verdict = printed_judge(text + start, size - start, text, agency);
    g_assert_cmpint(verdict, >=, PRINTED_NAMED);
    g_assert_cmpint(verdict, <=, PRINTED_AGENCY);

    if (g_utf8_validate(text, (gssize)size, NULL))
        use(text, size);

    char *file = address_file(text, size);
    g_assert_cmpuint(strlen(file), <=, size);
    (void)address_is_foreign(text, size); /* only that it stays within */
    free(file);                           /* of the plugin's own memory, not GLib's */
    return 0;
}
