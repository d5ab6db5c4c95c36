/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plugin/article_pack.h"

#include "base/error.h"
#include "base/path.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define FILES_MAX 10000u
#define LANGS_MAX 1000u

/* What a file is. */
#define REGULAR UINT64_C(1)
#define WITH_BYTES UINT64_C(2) /* they follow, and a NUL */
#define SOUND UINT64_C(4)

/* Room for numbers and texts of a file besides its name. */
#define ROOM_OF_A_FILE 64

typedef struct {
    MarbrePackMedium fetch; /* (nullable) */
    void *user;
} Media;

typedef struct {
    const char *data;
    size_t size;
    size_t at;
    bool broken;
} Reader;

/* --- out -------------------------------------------------------------------------------------- */

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

static void
put_number(GByteArray *out, uint64_t number)
{
    g_byte_array_append(out, (const uint8_t *)&number, sizeof number);
}

static void
put_text(GByteArray *out, const char *text)
{
    g_byte_array_append(out, (const uint8_t *)text, (guint)strlen(text) + 1);
}

static void
put_file(GByteArray *out, const MarbreFile *file, const Media *media)
{
    g_autoptr(GBytes) bytes = bytes_of(file, media);
    GBytes *known = bytes != NULL ? bytes : file->bytes;
    uint64_t size = known != NULL ? g_bytes_get_size(known) : file->size;
    put_text(out, file->name);
    put_text(out, file->oid != NULL ? file->oid : "");
    put_number(out, size);
    put_number(out, (file->regular ? REGULAR : 0) | (bytes != NULL ? WITH_BYTES : 0) |
                        (bytes != NULL && file->sound ? SOUND : 0));
    if (bytes == NULL)
        return;
    if (size > 0)
        g_byte_array_append(out, g_bytes_get_data(bytes, NULL), (guint)size);
    g_byte_array_append(out, (const uint8_t *)"", 1);
}

static size_t
room_for(GPtrArray *files)
{
    size_t room = ROOM_OF_A_FILE;
    for (guint i = 0; i < files->len; i++) {
        const MarbreFile *file = g_ptr_array_index(files, i);
        room += ROOM_OF_A_FILE + strlen(file->name);
        room += file->bytes != NULL ? g_bytes_get_size(file->bytes) : 0;
    }
    return room;
}

static GVariant *
pack_files(const char *folder, GPtrArray *files, const char *const *langs, const Media *media)
{
    GByteArray *out = g_byte_array_sized_new((guint)MIN(room_for(files), G_MAXINT32));
    put_number(out, g_strv_length((char **)langs));
    put_number(out, files->len);
    put_text(out, folder);
    for (const char *const *lang = langs; *lang != NULL; lang++)
        put_text(out, *lang);
    for (guint i = 0; i < files->len; i++)
        put_file(out, g_ptr_array_index(files, i), media);
    g_autoptr(GBytes) bytes = g_byte_array_free_to_bytes(out);
    return g_variant_ref_sink(
        g_variant_new_from_bytes(G_VARIANT_TYPE(MARBRE_ARTICLE_TYPE), bytes, TRUE));
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

/* --- back ------------------------------------------------------------------------------------- */

static Reader
reader_of(GVariant *packed)
{
    return (Reader){.data = g_variant_get_data(packed), .size = g_variant_get_size(packed)};
}

static uint64_t
take_number(Reader *reader)
{
    uint64_t number = 0;
    reader->broken |= reader->size - reader->at < sizeof number;
    if (reader->broken)
        return 0;
    memcpy(&number, reader->data + reader->at, sizeof number);
    reader->at += sizeof number;
    return number;
}

static const char *
take_text(Reader *reader)
{
    const char *text = reader->data + reader->at;
    const char *end = reader->broken || reader->size == reader->at
                          ? NULL
                          : memchr(text, '\0', reader->size - reader->at);
    reader->broken |= end == NULL || !g_utf8_validate(text, end - text, NULL);
    if (reader->broken)
        return "";
    reader->at += (size_t)(end - text) + 1;
    return text;
}

/* Where so many bytes begin that a NUL follows. */
static size_t
take_bytes(Reader *reader, uint64_t size)
{
    size_t at = reader->at;
    reader->broken |= reader->size - at <= size || reader->data[at + size] != '\0';
    if (!reader->broken)
        reader->at += size + 1;
    return at;
}

/* One file, or NULL where it makes no sense. (transfer full) */
static MarbreFile *
take_file(Reader *reader, GBytes *all)
{
    const char *name = take_text(reader);
    const char *oid = take_text(reader);
    uint64_t size = take_number(reader);
    uint64_t what = take_number(reader);
    if (reader->broken || name[0] == '\0' || strchr(name, '/') != NULL ||
        (oid[0] != '\0' && strlen(oid) != 40))
        return NULL;
    g_autoptr(GBytes) bytes = NULL;
    if (what & WITH_BYTES) {
        size_t at = take_bytes(reader, size);
        if (reader->broken)
            return NULL;
        bytes = g_bytes_new_from_bytes(all, at, size);
    }
    MarbreFile *file = marbre_file_new(name, oid, size, bytes);
    file->regular = what & REGULAR;
    file->ended = bytes != NULL;
    file->sound = what & SOUND;
    return file;
}

static GPtrArray *
take_files(Reader *reader, uint64_t count, GBytes *all)
{
    g_autoptr(GPtrArray) files = marbre_files_new();
    if (count > FILES_MAX)
        return NULL;
    for (uint64_t i = 0; i < count; i++) {
        MarbreFile *file = take_file(reader, all);
        if (file == NULL)
            return NULL;
        g_ptr_array_add(files, file);
    }
    return reader->at == reader->size ? g_steal_pointer(&files) : NULL;
}

void
marbre_article_pack_each_id(GVariant *packed, MarbrePackId each, void *user)
{
    Reader reader = reader_of(packed);
    uint64_t langs = take_number(&reader);
    uint64_t files = take_number(&reader);
    for (uint64_t i = 0; i <= langs && !reader.broken; i++)
        (void)take_text(&reader); /* the folder is the first */
    for (uint64_t i = 0; i < files && !reader.broken; i++) {
        (void)take_text(&reader);
        each(user, take_text(&reader));
        uint64_t size = take_number(&reader);
        if (take_number(&reader) & WITH_BYTES)
            (void)take_bytes(&reader, size);
    }
}

MarbreArticle *
marbre_article_unpack(GVariant *packed, GError **error)
{
    g_autoptr(GPtrArray) langs = g_ptr_array_new();
    g_autoptr(GPtrArray) files = NULL;
    const char *folder = "";
    if (g_variant_is_of_type(packed, G_VARIANT_TYPE(MARBRE_ARTICLE_TYPE))) {
        Reader reader = reader_of(packed);
        uint64_t lang_count = take_number(&reader);
        uint64_t file_count = take_number(&reader);
        folder = take_text(&reader);
        for (uint64_t i = 0; i < lang_count && i <= LANGS_MAX && !reader.broken; i++)
            g_ptr_array_add(langs, (char *)take_text(&reader));
        g_autoptr(GBytes) all = g_variant_get_data_as_bytes(packed);
        if (!reader.broken && lang_count <= LANGS_MAX)
            files = take_files(&reader, file_count, all);
    }
    if (files == NULL || !marbre_path_is_safe(folder)) {
        g_set_error_literal(error, MARBRE_ERROR, MARBRE_ERROR_INVALID,
                            _("an article came damaged; try again"));
        return NULL;
    }
    g_ptr_array_add(langs, NULL);
    return marbre_article_new_known(folder, files, (const char *const *)langs->pdata);
}
