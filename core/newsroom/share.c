/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "newsroom/share.h"

#include "base/digest.h"

#include <glib.h>
#include <string.h>

static bool
read_number(const char *text, const char **ret_end, unsigned *ret_number)
{
    char *end = NULL;
    if (!g_ascii_isdigit(*text))
        return false;
    guint64 number = g_ascii_strtoull(text, &end, 10);
    if (number < 1 || number > MARBRE_SHARES_MAX)
        return false;
    *ret_end = end;
    *ret_number = (unsigned)number;
    return true;
}

bool
marbre_share_parse(const char *text, MarbreShare *ret_share)
{
    MarbreShare share = {0, 0};
    const char *at = text;
    if (!read_number(at, &at, &share.number) || *at != '/' ||
        !read_number(at + 1, &at, &share.count) || *at != '\0' || share.number > share.count)
        return false;
    *ret_share = share;
    return true;
}

bool
marbre_share_has(MarbreShare share, const char *folder)
{
    uint8_t sum[MARBRE_DIGEST_SIZE];
    uint64_t number = 0;
    if (share.count == 0)
        return true;
    MarbreDigest *digest = marbre_digest_new();
    marbre_digest_add_text(digest, folder);
    marbre_digest_end_raw(digest, sum);
    for (size_t i = 0; i < sizeof number; i++)
        number = number << 8 | sum[i];
    return number % share.count == share.number - 1;
}
