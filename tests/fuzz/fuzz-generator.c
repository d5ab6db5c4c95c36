/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/path.h"
#include "newsroom/generator_config.h"

#include <glib.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* A first byte says of which generator, and whether what follows fills a whole file again and
   again; the list of what Eleventy passes over stands behind a NUL. Whatever a configuration says,
   its folders are in the repository, each once, and no file takes longer than its size. */

#define FILLED ((size_t)32 << 10)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* As the file would have been read. (transfer full) */
static char *
read_text(const uint8_t *data, size_t size, bool fills)
{
    g_autoptr(GString) text = g_string_new_len((const char *)data, (gssize)size);
    while (fills && size > 0 && text->len < FILLED)
        g_string_append_len(text, (const char *)data, (gssize)size);
    return g_utf8_make_valid(text->str, (gssize)text->len);
}

static void
check_folders(char **folders)
{
    g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);
    for (char **folder = folders; *folder != NULL; folder++) {
        g_assert_true(**folder == '\0' || marbre_path_is_safe(*folder));
        g_assert_true(g_hash_table_add(known, *folder));
    }
}

/* What is said of a path goes by its folders. */
static void
check_paths(const MarbreGenerator *generator)
{
    g_autofree char *top = marbre_generator_top(generator);
    for (char **folder = generator->content; *folder != NULL; folder++) {
        g_autofree char *path = g_strconcat(*folder, **folder == '\0' ? "" : "/", "a.md", NULL);
        g_assert_true(g_str_has_prefix(*folder, top));
        g_assert_true(g_str_has_suffix(path, marbre_generator_below(generator, path)));
    }
    g_autofree char *conflict = marbre_generator_conflict(generator, "articles");
    g_assert_true(conflict == NULL || g_utf8_validate(conflict, -1, NULL));
    if (generator->left[0] == NULL && generator->kind != MARBRE_GENERATOR_JEKYLL)
        g_assert_true((conflict != NULL) == marbre_generator_reads(generator, "articles"));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0 || size > FILLED)
        return 0;
    bool fills = (*data & 0x80) != 0;
    MarbreGeneratorKind kind = MARBRE_GENERATOR_HUGO + (*data & 0x7f) % 3;
    const uint8_t *end = memchr(data + 1, '\0', size - 1);
    size_t first = end == NULL ? size - 1 : (size_t)(end - data - 1);
    g_autofree char *all = read_text(data + 1, first, fills);
    g_autofree char *ignored = end == NULL ? NULL : read_text(end + 1, size - first - 2, fills);
    g_autoptr(MarbreGenerator) generator = marbre_generator_read(kind, all, ignored);
    generator->config = g_strdup("config");
    check_folders(generator->content);
    check_folders(generator->left);
    g_assert_nonnull(generator->content[0]);
    g_assert_true(generator->title == NULL || g_utf8_validate(generator->title, -1, NULL));
    g_assert_true(generator->lang == NULL || strpbrk(generator->lang, "-_") == NULL);
    g_assert_true(generator->base == NULL || g_str_has_prefix(generator->base, "http"));
    check_paths(generator);
    return 0;
}
