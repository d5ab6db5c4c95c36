/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "task.h"

#include <string.h>

#define LONGEST 32 /* bytes of a key that is compared */

static size_t
least_of(size_t a, size_t b, size_t c)
{
    size_t least = a < b ? a : b;
    return least < c ? least : c;
}

/* How many slips of the pen one word is from the other: a letter too many, too few, another, or two
 * that changed places. Both have at most LONGEST bytes. */
static size_t
distance(mbr_text a, const char *b, size_t b_size)
{
    size_t rows[3][LONGEST + 1];
    for (size_t j = 0; j <= b_size; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= a.size; i++) {
        size_t *row = rows[i % 3], *above = rows[(i - 1) % 3], *over = rows[(i + 1) % 3];
        row[0] = i;
        for (size_t j = 1; j <= b_size; j++) {
            bool same = a.data[i - 1] == b[j - 1];
            row[j] = least_of(above[j - 1] + !same, row[j - 1] + 1, above[j] + 1);
            if (i > 1 && j > 1 && a.data[i - 1] == b[j - 2] && a.data[i - 2] == b[j - 1] &&
                over[j - 2] + 1 < row[j])
                row[j] = over[j - 2] + 1;
        }
    }
    return rows[a.size % 3][b_size];
}

static bool
is_near(mbr_text written, const char *key)
{
    size_t size = strlen(key), allowed = size > 6 ? 2 : 1;
    return written.size <= LONGEST && size >= 4 && distance(written, key, size) <= allowed;
}

/* Beside the known key a word that is near it may mean something else, as its plural does; a slip
 * of the pen in a word of some length hardly does. */
static bool
is_slip(mbr_text written, const char *key)
{
    size_t size = strlen(key), shorter = size < written.size ? size : written.size;
    return size > 4 && memcmp(written.data, key, shorter) != 0 && distance(written, key, size) == 1;
}

/* The first of the known keys that is near; NULL: none is. */
static const char *
find_nearest(mbr_text written)
{
    for (size_t i = 0; i < key_count; i++) {
        if (is_near(written, key_name(i)))
            return key_name(i);
    }
    return NULL;
}

/* The key as it stands at the start of a line of the front matter. */
static bool
find_key(const reading *of, mbr_text key, mbr_span *ret)
{
    const char *data = of->text.file.data;
    for (size_t at = 0; at + key.size < of->body.start; at++) {
        if ((at == 0 || data[at - 1] == '\n') && memcmp(data + at, key.data, key.size) == 0 &&
            data[at + key.size] == ':') {
            *ret = (mbr_span){at, at + key.size};
            return true;
        }
    }
    return false;
}

static int32_t
check_one(const reading *of, mbr_text written)
{
    mbr_value value;
    mbr_span place;
    for (size_t i = 0; i < key_count; i++) {
        if (strlen(key_name(i)) == written.size &&
            memcmp(written.data, key_name(i), written.size) == 0)
            return MBR_OK;
    }
    const char *nearest = find_nearest(written);
    if (!nearest || !find_key(of, written, &place) ||
        (key_value(of, nearest, &value) != MBR_E_NOTFOUND && !is_slip(written, nearest)))
        return MBR_OK;
    found finding;
    found_begin(&finding, "unknown-key", place);
    found_text(&finding, "key", written.data, written.size);
    found_text(&finding, "known", nearest, strlen(nearest));
    return found_report(&finding, &of->task->host, of->job, NULL);
}

int32_t
near_check(reading *of)
{
    const mbr_article_api *article = of->task->host.article;
    mbr_text written;
    int32_t result = MBR_OK;
    for (size_t i = 0;
         result >= 0 && article->meta_key(of->job, MBR_PART_TEXT, "", i, &written) >= 0; i++)
        result = check_one(of, written);
    return result;
}
