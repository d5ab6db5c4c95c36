/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plugin/article_pack.h"

#include "base/error.h"
#include "base/path.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define FILE_TYPE "(sstbay)"
#define FILES_MAX 10000u

typedef struct {
    MarbrePackMedium fetch; /* (nullable) */
    void *user;
} Media;

/* What goes along of a file: of media, what somebody fetches. (transfer full, nullable) */
static GBytes *
bytes_of(const MarbreFile *file, const Media *media)
{
    if (!file->regular)
        return NULL;
    if (marbre_media_name_check(file->name, NULL))
        return media->fetch != NULL ? media->fetch(media->user, file) : NULL;
    return file->bytes != NULL ? g_bytes_ref(file->bytes) : NULL;
}

/* The bytes with the NUL that follows every text that is lent; empty for a file without. */
static GVariant *
pack_bytes(GBytes *bytes)
{
    if (bytes == NULL)
        return g_variant_new_fixed_array(G_VARIANT_TYPE_BYTE, NULL, 0, 1);
    size_t size;
    const char *data = g_bytes_get_data(bytes, &size);
    char *copy = g_malloc(size + 1);
    if (size > 0)
        memcpy(copy, data, size);
    copy[size] = '\0';
    return g_variant_new_from_data(G_VARIANT_TYPE_BYTESTRING, copy, size + 1, TRUE, g_free, copy);
}

static GVariant *
pack_files(const char *folder, GPtrArray *files, const char *const *langs, const Media *media)
{
    GVariantBuilder builder;
    g_variant_builder_init(&builder, G_VARIANT_TYPE("a" FILE_TYPE));
    for (guint i = 0; i < files->len; i++) {
        const MarbreFile *file = g_ptr_array_index(files, i);
        g_autoptr(GBytes) bytes = bytes_of(file, media);
        const GBytes *known = bytes != NULL ? bytes : file->bytes;
        uint64_t size = known != NULL ? g_bytes_get_size((GBytes *)known) : file->size;
        g_variant_builder_add(&builder, "(sstb@ay)", file->name, file->oid != NULL ? file->oid : "",
                              size, (gboolean)file->regular, pack_bytes(bytes));
    }
    return g_variant_ref_sink(
        g_variant_new("(s^as@a" FILE_TYPE ")", folder, langs, g_variant_builder_end(&builder)));
}

GVariant *
marbre_article_pack_files(const char *folder, GPtrArray *files, const char *const *langs)
{
    const Media none = {NULL, NULL};
    return pack_files(folder, files, langs, &none);
}

GVariant *
marbre_article_pack(const MarbreArticle *article, const char *const *langs)
{
    return marbre_article_pack_with(article, langs, NULL, NULL);
}

GVariant *
marbre_article_pack_with(const MarbreArticle *article,
                         const char *const *langs,
                         MarbrePackMedium fetch,
                         void *user)
{
    const Media media = {fetch, user};
    return pack_files(marbre_article_get_folder(article),
                      (GPtrArray *)marbre_article_get_files(article), langs, &media);
}

/* One file, or NULL where it makes no sense. (transfer full) */
static MarbreFile *
unpack_file(GVariant *packed)
{
    const char *name;
    const char *oid;
    uint64_t size;
    gboolean regular;
    g_autoptr(GVariant) data = NULL;
    g_variant_get(packed, "(&s&stb@ay)", &name, &oid, &size, &regular, &data);
    if (name[0] == '\0' || strchr(name, '/') != NULL || (oid[0] != '\0' && strlen(oid) != 40))
        return NULL;

    g_autoptr(GBytes) all = g_variant_get_data_as_bytes(data);
    size_t all_size;
    const char *all_data = g_bytes_get_data(all, &all_size);
    g_autoptr(GBytes) bytes = NULL;
    if (all_size > 0) {
        if (all_data[all_size - 1] != '\0' || all_size - 1 != size)
            return NULL;
        bytes = g_bytes_new_from_bytes(all, 0, all_size - 1);
    }
    MarbreFile *file = marbre_file_new(name, oid, size, bytes);
    file->regular = regular;
    file->ended = bytes != NULL;
    return file;
}

static GPtrArray *
unpack_files(GVariantIter *iter)
{
    g_autoptr(GPtrArray) files = marbre_files_new();
    if (g_variant_iter_n_children(iter) > FILES_MAX)
        return NULL;
    for (GVariant *next = g_variant_iter_next_value(iter); next != NULL;
         next = g_variant_iter_next_value(iter)) {
        MarbreFile *file = unpack_file(next);
        g_variant_unref(next); /* a loop variable, so no automatic pointer */
        if (file == NULL)
            return NULL;
        g_ptr_array_add(files, file);
    }
    return g_steal_pointer(&files);
}

MarbreArticle *
marbre_article_unpack(GVariant *packed, GError **error)
{
    const char *folder = "";
    g_auto(GStrv) langs = NULL;
    g_autoptr(GVariantIter) iter = NULL;
    g_autoptr(GPtrArray) files = NULL;
    if (g_variant_is_of_type(packed, G_VARIANT_TYPE(MARBRE_ARTICLE_TYPE)) &&
        g_variant_is_normal_form(packed)) {
        g_variant_get(packed, "(&s^asa" FILE_TYPE ")", &folder, &langs, &iter);
        files = unpack_files(iter);
    }
    if (files == NULL || !marbre_path_is_safe(folder)) {
        g_set_error_literal(error, MARBRE_ERROR, MARBRE_ERROR_INVALID,
                            _("an article came damaged; try again"));
        return NULL;
    }
    return marbre_article_new_known(folder, files, (const char *const *)langs);
}
