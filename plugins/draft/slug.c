/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "slug.h"

#include "task.h"

#include <string.h>

#define LONGEST 100

/* Devices of Windows: a folder of that name can't be checked out there. */
static bool
is_reserved(const char *data, size_t size)
{
    static const char *const names[] = {"con", "prn", "aux", "nul"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (size == strlen(names[i]) && memcmp(data, names[i], size) == 0)
            return true;
    }
    return size == 4 && (memcmp(data, "com", 3) == 0 || memcmp(data, "lpt", 3) == 0) &&
           data[3] >= '0' && data[3] <= '9';
}

bool
slug_is_good(const char *data, size_t size)
{
    if (size == 0 || size > LONGEST || data[0] == '-' || data[size - 1] == '-')
        return false;
    for (size_t i = 0; i < size; i++) {
        bool good = (data[i] >= 'a' && data[i] <= 'z') || (data[i] >= '0' && data[i] <= '9') ||
                    data[i] == '-';
        if (!good)
            return false;
    }
    return !is_reserved(data, size);
}

static int32_t
report(const reading *of, mbr_span place, const char *data, size_t size)
{
    found finding;
    found_begin(&finding, "bad-slug", place);
    found_text(&finding, "words", data, size);
    return found_report(&finding, &of->task->host, of->job, NULL);
}

/* The name of the article's folder, which its address is made of. */
static int32_t
check_folder(const reading *of)
{
    mbr_text path;
    int32_t result = of->task->host.article->path(of->job, MBR_PART_TEXT, 0, &path);
    if (result < 0)
        return result;
    const char *end = memrchr(path.data, '/', path.size);
    if (!end)
        return MBR_OK;
    const char *start = memrchr(path.data, '/', (size_t)(end - path.data));
    start = start ? start + 1 : path.data;
    size_t size = (size_t)(end - start);
    return slug_is_good(start, size) ? MBR_OK : report(of, closing_line(of), start, size);
}

int32_t
slug_check(reading *of)
{
    mbr_value value;
    int32_t result = key_value(of, "slug", &value);
    if (result == MBR_E_NOTFOUND || (result >= 0 && value.type == MBR_VALUE_NULL))
        return check_folder(of);
    if (result < 0 || value.type != MBR_VALUE_TEXT ||
        slug_is_good(value.text.data, value.text.size))
        return result < 0 ? result : MBR_OK; /* of another kind: wrong-type says so */
    return report(of, value_words(of, &value), value.text.data, value.text.size);
}
