/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "conform/object.h"

#include "base/error.h"

#include <elf.h>
#include <link.h>
#include <stdint.h>
#include <string.h>

#define LONGEST_NAME 4096u

/* The file while it is read; every place in it is judged before it is looked at. */
typedef struct {
    const uint8_t *data;
    size_t size;
    ElfW(Ehdr) head;
} File;

void
marbre_elf_free(MarbreElf *elf)
{
    if (elf == NULL)
        return;
    g_strfreev(elf->exported);
    g_strfreev(elf->imported);
    g_strfreev(elf->needed);
    g_free(elf->runpath);
    g_free(elf);
}

static bool
take(const File *file, uint64_t at, void *ret, size_t size)
{
    if (at > file->size || size > file->size - at)
        return false;
    memcpy(ret, file->data + at, size);
    return true;
}

/* The n-th entry of a table in the file. */
static bool
take_entry(const File *file, uint64_t table, uint64_t n, void *ret, size_t size)
{
    return n <= file->size / size && take(file, table + n * size, ret, size);
}

/* A string of a table in the file; "" where it is none. (transfer full) */
static char *
take_name(const File *file, uint64_t strings, uint64_t size, uint64_t at)
{
    if (at >= size || strings > file->size || size > file->size - strings)
        return g_strdup("");
    const char *name = (const char *)file->data + strings + at;
    g_autofree char *copy = g_strndup(name, strnlen(name, MIN(size - at, LONGEST_NAME)));
    return g_utf8_make_valid(copy, -1);
}

/* ---- symbols ---- */

/* What the linker makes of its own accord. */
static bool
is_of_linker(const char *name)
{
    static const char *const names[] = {"_init",  "_fini",       "_edata", "_end",
                                        "_start", "__bss_start", NULL};
    return g_strv_contains(names, name) || g_str_has_prefix(name, "__odr_asan");
}

static void
add_symbol(const File *file,
           const ElfW(Shdr) * strings,
           const ElfW(Sym) * symbol,
           GStrvBuilder *exported,
           GStrvBuilder *imported)
{
    unsigned bind = ELF64_ST_BIND(symbol->st_info); /* the same in 32 bits */
    unsigned sight = ELF64_ST_VISIBILITY(symbol->st_other);
    if (bind == STB_LOCAL || sight == STV_HIDDEN || sight == STV_INTERNAL)
        return;
    g_autofree char *name = take_name(file, strings->sh_offset, strings->sh_size, symbol->st_name);
    if (name[0] == '\0' || is_of_linker(name))
        return;
    g_strv_builder_add(symbol->st_shndx == SHN_UNDEF ? imported : exported, name);
}

static bool
read_symbols(const File *file, MarbreElf *elf)
{
    g_autoptr(GStrvBuilder) exported = g_strv_builder_new();
    g_autoptr(GStrvBuilder) imported = g_strv_builder_new();
    bool found = false;
    for (unsigned i = 0; i < file->head.e_shnum; i++) {
        ElfW(Shdr) section, strings;
        ElfW(Sym) symbol;
        if (!take_entry(file, file->head.e_shoff, i, &section, sizeof section) ||
            section.sh_type != SHT_DYNSYM ||
            !take_entry(file, file->head.e_shoff, section.sh_link, &strings, sizeof strings))
            continue;
        found = true;
        for (uint64_t j = 1; j < section.sh_size / sizeof symbol; j++)
            if (take_entry(file, section.sh_offset, j, &symbol, sizeof symbol))
                add_symbol(file, &strings, &symbol, exported, imported);
    }
    elf->exported = g_strv_builder_end(exported);
    elf->imported = g_strv_builder_end(imported);
    return found;
}

/* ---- what the dynamic linker reads ---- */

static void
read_dynamic(const File *file, MarbreElf *elf, const ElfW(Shdr) * section, GStrvBuilder *needed)
{
    ElfW(Shdr) strings;
    ElfW(Dyn) entry;
    if (!take_entry(file, file->head.e_shoff, section->sh_link, &strings, sizeof strings))
        return;
    for (uint64_t i = 0; i < section->sh_size / sizeof entry; i++) {
        if (!take_entry(file, section->sh_offset, i, &entry, sizeof entry) ||
            entry.d_tag == DT_NULL)
            return;
        g_autofree char *name =
            take_name(file, strings.sh_offset, strings.sh_size, entry.d_un.d_val);
        if (entry.d_tag == DT_NEEDED) {
            g_strv_builder_add(needed, name);
        } else if (entry.d_tag == DT_RUNPATH || entry.d_tag == DT_RPATH) {
            g_free(elf->runpath);
            elf->runpath = g_steal_pointer(&name);
        } else if (entry.d_tag == DT_TEXTREL ||
                   (entry.d_tag == DT_FLAGS && (entry.d_un.d_val & DF_TEXTREL) != 0)) {
            elf->text_relocations = true;
        }
    }
}

static void
read_sections(const File *file, MarbreElf *elf)
{
    g_autoptr(GStrvBuilder) needed = g_strv_builder_new();
    ElfW(Shdr) section;
    for (unsigned i = 0; i < file->head.e_shnum; i++)
        if (take_entry(file, file->head.e_shoff, i, &section, sizeof section) &&
            section.sh_type == SHT_DYNAMIC)
            read_dynamic(file, elf, &section, needed);
    elf->needed = g_strv_builder_end(needed);
}

/* A library without a word on its stack asks for one that can be run. */
static void
read_stack(const File *file, MarbreElf *elf)
{
    ElfW(Phdr) part;
    elf->exec_stack = true;
    for (unsigned i = 0; i < file->head.e_phnum; i++)
        if (take_entry(file, file->head.e_phoff, i, &part, sizeof part) &&
            part.p_type == PT_GNU_STACK)
            elf->exec_stack = (part.p_flags & PF_X) != 0;
}

MarbreElf *
marbre_elf_read(GBytes *bytes, GError **error)
{
    const unsigned char kind = sizeof(void *) == 8 ? ELFCLASS64 : ELFCLASS32;
    File file;
    file.data = g_bytes_get_data(bytes, &file.size);
    if (!take(&file, 0, &file.head, sizeof file.head) ||
        memcmp(file.head.e_ident, ELFMAG, SELFMAG) != 0 || file.head.e_ident[EI_CLASS] != kind ||
        file.head.e_type != ET_DYN) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_INVALID,
                    "the file is no shared library for this machine");
        return NULL;
    }
    g_autoptr(MarbreElf) elf = g_new0(MarbreElf, 1);
    read_sections(&file, elf);
    read_stack(&file, elf);
    if (!read_symbols(&file, elf)) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_INVALID,
                    "the library has no table of symbols");
        return NULL;
    }
    return g_steal_pointer(&elf);
}
