/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "conform/patch.h"

#include <elf.h>
#include <errno.h>
#include <glib.h>
#include <link.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

typedef struct {
    const char *name;
    void (*ours)(void);
} Replacement;

/* A library that is looked for by something in it, and what is to be changed in it. */
typedef struct {
    uintptr_t inside;
    const Replacement *replacements;
    size_t count;
    unsigned changed;
} Search;

/* ---- the tables of a loaded library ---- */

#if defined(__x86_64__)
#define IS_SLOT(type) ((type) == R_X86_64_JUMP_SLOT || (type) == R_X86_64_GLOB_DAT)
#elif defined(__aarch64__)
#define IS_SLOT(type) ((type) == R_AARCH64_JUMP_SLOT || (type) == R_AARCH64_GLOB_DAT)
#else
#define IS_SLOT(type) ((void)(type), false)
#endif

typedef struct {
    const char *strings;
    const ElfW(Sym) * symbols;
    const ElfW(Rela) * calls;
    size_t calls_size;
    const ElfW(Rela) * others;
    size_t others_size;
} Tables;

/* The C library turns these into addresses, but not on every machine. */
static const void *
address_of(const struct dl_phdr_info *info, ElfW(Addr) at)
{
    return (const void *)(at < info->dlpi_addr ? at + info->dlpi_addr : at);
}

static Tables
tables_of(const struct dl_phdr_info *info, const ElfW(Dyn) * entry)
{
    Tables tables = {0};
    for (; entry->d_tag != DT_NULL; entry++) {
        const void *at = address_of(info, entry->d_un.d_ptr);
        if (entry->d_tag == DT_STRTAB)
            tables.strings = at;
        else if (entry->d_tag == DT_SYMTAB)
            tables.symbols = at;
        else if (entry->d_tag == DT_JMPREL)
            tables.calls = at;
        else if (entry->d_tag == DT_PLTRELSZ)
            tables.calls_size = entry->d_un.d_val;
        else if (entry->d_tag == DT_RELA)
            tables.others = at;
        else if (entry->d_tag == DT_RELASZ)
            tables.others_size = entry->d_un.d_val;
    }
    return tables;
}

static bool
write_slot(void *slot, void (*ours)(void))
{
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    void *start = (void *)((uintptr_t)slot & ~(page - 1));
    if (mprotect(start, page, PROT_READ | PROT_WRITE) != 0)
        return false;
    *(void (**)(void))slot = ours;
    return true;
}

static void
change_slots(Search *search,
             const struct dl_phdr_info *info,
             const Tables *tables,
             const ElfW(Rela) * entries,
             size_t size)
{
    for (size_t i = 0; entries != NULL && i < size / sizeof *entries; i++) {
        if (!IS_SLOT(ELF64_R_TYPE(entries[i].r_info)))
            continue;
        const ElfW(Sym) *symbol = &tables->symbols[ELF64_R_SYM(entries[i].r_info)];
        const char *name = tables->strings + symbol->st_name;
        for (size_t j = 0; j < search->count; j++)
            if (strcmp(name, search->replacements[j].name) == 0 &&
                write_slot((void *)(info->dlpi_addr + entries[i].r_offset),
                           search->replacements[j].ours))
                search->changed++;
    }
}

static int
on_library(struct dl_phdr_info *info, size_t size, void *user)
{
    Search *search = user;
    const ElfW(Dyn) *dynamic = NULL;
    bool here = false;
    (void)size;
    for (unsigned i = 0; i < info->dlpi_phnum; i++) {
        const ElfW(Phdr) *part = &info->dlpi_phdr[i];
        uintptr_t start = info->dlpi_addr + part->p_vaddr;
        if (part->p_type == PT_LOAD && search->inside >= start &&
            search->inside - start < part->p_memsz)
            here = true;
        if (part->p_type == PT_DYNAMIC)
            dynamic = (const ElfW(Dyn) *)start;
    }
    if (!here || dynamic == NULL)
        return 0;
    Tables tables = tables_of(info, dynamic);
    if (tables.strings == NULL || tables.symbols == NULL)
        return 1;
    change_slots(search, info, &tables, tables.calls, tables.calls_size);
    change_slots(search, info, &tables, tables.others, tables.others_size);
    return 1;
}

static bool
change(const void *inside, const Replacement *replacements, size_t count)
{
    Search search = {(uintptr_t)inside, replacements, count, 0};
    (void)dl_iterate_phdr(on_library, &search);
    return search.changed > 0;
}

/* ---- memory ---- */

static uint64_t left; /* calls until one fails; 0: none does */
static bool has_failed;

static bool
fails_now(void)
{
    if (left == 0 || --left > 0)
        return false;
    has_failed = true;
    errno = ENOMEM;
    return true;
}

static void *
our_malloc(size_t size)
{
    return fails_now() ? NULL : malloc(size);
}

static void *
our_calloc(size_t count, size_t size)
{
    return fails_now() ? NULL : calloc(count, size);
}

static void *
our_realloc(void *data, size_t size)
{
    return fails_now() ? NULL : realloc(data, size);
}

static void *
our_reallocarray(void *data, size_t count, size_t size)
{
    return fails_now() ? NULL : reallocarray(data, count, size);
}

static void *
our_aligned_alloc(size_t alignment, size_t size)
{
    return fails_now() ? NULL : aligned_alloc(alignment, size);
}

static int
our_posix_memalign(void **data, size_t alignment, size_t size)
{
    return fails_now() ? ENOMEM : posix_memalign(data, alignment, size);
}

static char *
our_strdup(const char *text)
{
    return fails_now() ? NULL : strdup(text);
}

static char *
our_strndup(const char *text, size_t size)
{
    return fails_now() ? NULL : strndup(text, size);
}

bool
marbre_patch_memory(const void *inside)
{
    const Replacement replacements[] = {
        {"malloc", (void (*)(void))our_malloc},
        {"calloc", (void (*)(void))our_calloc},
        {"realloc", (void (*)(void))our_realloc},
        {"reallocarray", (void (*)(void))our_reallocarray},
        {"aligned_alloc", (void (*)(void))our_aligned_alloc},
        {"posix_memalign", (void (*)(void))our_posix_memalign},
        {"strdup", (void (*)(void))our_strdup},
        {"strndup", (void (*)(void))our_strndup},
    };
    return change(inside, replacements, G_N_ELEMENTS(replacements));
}

void
marbre_patch_fail_at(uint64_t n)
{
    left = n;
    has_failed = false;
}

bool
marbre_patch_has_failed(void)
{
    return has_failed;
}

/* ---- the clock ---- */

static int64_t ahead;

static time_t
our_time(time_t *ret)
{
    time_t now = time(NULL) + (time_t)ahead;
    if (ret != NULL)
        *ret = now;
    return now;
}

static int
our_clock_gettime(clockid_t clock, struct timespec *ret)
{
    int result = clock_gettime(clock, ret);
    if (result == 0)
        ret->tv_sec += (time_t)ahead;
    return result;
}

static int
our_gettimeofday(struct timeval *ret, void *zone)
{
    int result = gettimeofday(ret, zone);
    if (result == 0)
        ret->tv_sec += (time_t)ahead;
    return result;
}

bool
marbre_patch_clock(const void *inside, int64_t seconds)
{
    const Replacement replacements[] = {
        {"time", (void (*)(void))our_time},
        {"clock_gettime", (void (*)(void))our_clock_gettime},
        {"gettimeofday", (void (*)(void))our_gettimeofday},
    };
    ahead = seconds;
    return change(inside, replacements, G_N_ELEMENTS(replacements));
}
