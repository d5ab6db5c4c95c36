/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "attribution.h"
#include "task.h"

typedef bool
next_fault(const mbr_text *text, bool french, size_t from, attributed_twice *ret, size_t *ret_next);

static int32_t
report(const reading *of, const piece *one, const attributed_twice *twice)
{
    mbr_span place;
    int32_t result = piece_place(&of->text, one, &of->task->host, of->job, twice->second, &place);
    if (result < 0)
        return result;
    found finding;
    found_begin(&finding, "doubled-attribution", place);
    found_text(&finding, "words", one->text.data + twice->second.start,
               twice->second.end - twice->second.start);
    found_text(&finding, "first", one->text.data + twice->first.start,
               twice->first.end - twice->first.start);
    return found_report(&finding, &of->task->host, of->job, NULL);
}

int32_t
attributed_check(reading *of)
{
    static next_fault *const kinds[] = {attribution_by_source_next, attribution_next};
    bool french = locale_is_french(of->usage);
    size_t reported = 0;
    for (size_t i = 0; i < of->text.count; i++) {
        const piece *one = &of->text.items[i];
        uint64_t last = UINT64_MAX; /* the same words may be found either way */
        for (size_t kind = 0; !of->foreign[i] && kind < 2; kind++) {
            attributed_twice twice;
            size_t from = 0;
            while (reported < MOST_OF_A_RULE &&
                   kinds[kind](&one->text, french, from, &twice, &from)) {
                if (twice.second.start == last)
                    continue;
                last = twice.second.start;
                reported++;
                int32_t result = report(of, one, &twice);
                if (result < 0)
                    return result;
            }
        }
    }
    return MBR_OK;
}
