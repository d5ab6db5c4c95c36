/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A people.yaml of any bytes is either refused with a place for every problem, or everybody in it
 * is found again by id, by each address and by each key. */
#include "base/problem.h"
#include "workflow/people.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
ask_person(const MarbrePeople *people, const MarbrePerson *person)
{
    g_assert(marbre_people_by_id(people, person->id) == person);
    for (size_t i = 0; person->emails[i] != NULL; i++) {
        g_autofree char *upper = g_utf8_strup(person->emails[i], -1);

        g_assert(marbre_people_by_email(people, person->emails[i]) == person);
        (void)marbre_people_by_email(people, upper);
    }
    for (unsigned i = 0; i < person->keys->len; i++) {
        const MarbreKey *key = g_ptr_array_index(person->keys, i);

        g_assert(marbre_people_by_fingerprint(people, key->fingerprint) == person);
    }
    for (size_t i = 0; person->roles[i] != NULL; i++)
        g_assert(g_strv_contains(marbre_people_get_roles(people), person->roles[i]));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(GBytes) file = g_bytes_new(data, size);
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbrePeople) people = marbre_people_parse("people.yaml", file, problems);
    g_autofree char *text = marbre_problems_format(problems);
    const GPtrArray *all = people != NULL ? marbre_people_get_all(people) : NULL;

    g_assert((people == NULL) == (problems->len > 0));
    g_assert(g_utf8_validate(text, -1, NULL));
    for (unsigned i = 0; i < problems->len; i++)
        g_assert(((const MarbreProblem *)problems->pdata[i])->offset <= size);
    for (unsigned i = 0; all != NULL && i < all->len; i++)
        ask_person(people, g_ptr_array_index(all, i));
    return 0;
}
