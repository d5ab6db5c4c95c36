/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plugin/release.h"

#include "plugin/host_inside.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

const void *
marbre_release_cut(const void *table, uint32_t first, GArray *pages)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    char *room = mmap(NULL, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (room == MAP_FAILED)
        return NULL;
    g_assert(first <= page);
    char *cut = room + page - first;
    memcpy(cut, table, first);
    memcpy(cut, &first, sizeof first);
    (void)mprotect(room, page, PROT_READ); /* a guard that fails guards less, and no more */
    (void)mprotect(room + page, page, PROT_NONE);
    const MarbrePages made = {room, 2 * page};
    g_array_append_val(pages, made);
    return cut;
}
