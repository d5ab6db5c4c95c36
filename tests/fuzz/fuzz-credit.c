/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "credit/address.h"
#include "credit/printed.h"

#include <glib.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Credits and addresses of any kind: one of four verdicts, and a name no longer than what it was
 * made of. The part before the first line break is the picture's own agency. */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

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

    char *file = address_file(text, size);
    g_assert_cmpuint(strlen(file), <=, size);
    (void)address_is_foreign(text, size); /* only that it stays within */
    free(file);                           /* of the plugin's own memory, not GLib's */
    return 0;
}
