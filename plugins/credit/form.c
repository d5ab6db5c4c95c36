/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "form.h"

#include "parts.h"

#include <stdlib.h>
#include <string.h>

static const char name_hole[] = "{name}", agency_hole[] = "{agency}";

bool
form_is_usable(const char *form, size_t size)
{
    return memmem(form, size, name_hole, sizeof name_hole - 1) != NULL;
}

static char *
copy(char *out, const char *from, size_t size)
{
    memcpy(out, from, size);
    return out + size;
}

char *
form_write(const char *form, const char *name, const char *agency)
{
    const char *person = strstr(form, name_hole), *house = strstr(form, agency_hole);
    const char *person_end = person + sizeof name_hole - 1;
    const char *house_end = house ? house + sizeof agency_hole - 1 : NULL;
    char *out = malloc(strlen(form) + strlen(name) + (agency ? strlen(agency) : 0) + 1), *at = out;
    if (!out)
        return NULL;
    if (!house) {
        at = copy(copy(at, form, (size_t)(person - form)), name, strlen(name));
        at = copy(at, person_end, strlen(person_end));
    } else if (!agency) { /* what stands before the first hole and behind the last one */
        const char *first = house < person ? house : person;
        const char *last = house < person ? person_end : house_end;
        at = copy(copy(at, form, (size_t)(first - form)), name, strlen(name));
        at = copy(at, last, strlen(last));
    } else if (person < house) {
        at = copy(copy(at, form, (size_t)(person - form)), name, strlen(name));
        at = copy(copy(at, person_end, (size_t)(house - person_end)), agency, strlen(agency));
        at = copy(at, house_end, strlen(house_end));
    } else {
        at = copy(copy(at, form, (size_t)(house - form)), agency, strlen(agency));
        at = copy(copy(at, house_end, (size_t)(person - house_end)), name, strlen(name));
        at = copy(at, person_end, strlen(person_end));
    }
    *at = '\0';
    return out;
}

/* The agency as it is called, with who distributes it: "AFP via Getty Images". A house between
   author and agency, "Sport" of Getty's, is a collection and stays with it. */
static char *
house_of(const struct parts *parts)
{
    size_t room = 1;
    for (size_t i = 0; i < parts->count; i++)
        room += parts->at[i].size + 48;
    char *out = calloc(room, 1), *at = out;
    for (size_t i = 0; out && i < parts->count; i++) {
        const struct part *part = &parts->at[i];
        if (!part->house)
            continue;
        if (at > out)
            at = copy(at, " via ", 5);
        at = copy(at, part->agency ? part->agency : part->text,
                  part->agency ? strlen(part->agency) : part->size);
    }
    return out;
}

bool
form_mend(const char *form,
          const char *credit,
          size_t size,
          const char *agency,
          size_t agency_size,
          char **ret)
{
    struct parts parts;
    *ret = NULL;
    bool done = parts_read(credit, size, agency, agency_size, &parts);
    const struct part *person = parts_person(&parts, 0);
    /* Of two names nobody knows whether the other is a colleague or a collection. */
    bool one = done && person && !parts_person(&parts, (size_t)(person - parts.at) + 1);
    if (one) {
        char *house = house_of(&parts);
        char *name = strndup(person->text, person->size);
        char *written = house && name ? form_write(form, name, *house ? house : NULL) : NULL;
        done = written != NULL;
        if (done && (strlen(written) != size || memcmp(written, credit, size) != 0))
            *ret = written;
        else
            free(written);
        free(house);
        free(name);
    }
    parts_clear(&parts);
    return done;
}
