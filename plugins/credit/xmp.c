/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "metadata.h"

#include "marbre/plugin.h"

#include <dlfcn.h>
#include <gexiv2/gexiv2.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* The library and the dozen that it needs take some milliseconds to load, so they are loaded when
   the first picture with a packet of XMP is met: most runs meet none. */
#define LIBRARY "libgexiv2.so.2"
#define MOST_PACKET (65535 - 2 - 29) /* what a JPEG's segment holds */

static const char xmp_head[] = "http://ns.adobe.com/xap/1.0/"; /* with its NUL */

static struct {
    __typeof__(&gexiv2_initialize) initialize;
    __typeof__(&gexiv2_log_set_level) log_set_level;
    __typeof__(&gexiv2_metadata_new) metadata_new;
    __typeof__(&gexiv2_metadata_open_buf) open_buf;
    __typeof__(&gexiv2_metadata_try_has_tag) has_tag;
    __typeof__(&gexiv2_metadata_try_get_tag_string) get_string;
    __typeof__(&gexiv2_metadata_try_get_tag_multiple) get_multiple;
    __typeof__(&g_object_unref) unref;
    __typeof__(&g_error_free) error_free;
    void (*free)(void *);
    bool ready;
} library;

/* As POSIX has it, for C knows no way from an object to a function. */
#define FIND(handle, member, name) ((*(void **)&library.member = dlsym(handle, name)) != NULL)

static void
load(void)
{
    void *handle = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);
    library.ready = handle && FIND(handle, initialize, "gexiv2_initialize") &&
                    FIND(handle, log_set_level, "gexiv2_log_set_level") &&
                    FIND(handle, metadata_new, "gexiv2_metadata_new") &&
                    FIND(handle, open_buf, "gexiv2_metadata_open_buf") &&
                    FIND(handle, has_tag, "gexiv2_metadata_try_has_tag") &&
                    FIND(handle, get_string, "gexiv2_metadata_try_get_tag_string") &&
                    FIND(handle, get_multiple, "gexiv2_metadata_try_get_tag_multiple") &&
                    FIND(handle, unref, "g_object_unref") &&
                    FIND(handle, error_free, "g_error_free") && FIND(handle, free, "g_free");
    if (!library.ready)
        return;
    library.log_set_level(GEXIV2_LOG_LEVEL_MUTE);
    library.initialize();
}

static bool
is_loaded(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, load);
    return library.ready;
}

static struct bytes
text_bytes(const char *text)
{
    return (struct bytes){(const uint8_t *)text, strlen(text)};
}

/* A text by language is written  lang="fr" words, lang="x-default" words  : the default, or the
   first. */
static struct bytes
one_language(const char *text)
{
    static const char mark[] = "lang=\"", preferred[] = "lang=\"x-default\" ";
    const char *start = strstr(text, preferred);
    if (strncmp(text, mark, sizeof mark - 1) != 0)
        return text_bytes(text);
    if (!start)
        start = text;
    const char *words = strchr(start, ' ');
    if (!words)
        return text_bytes("");
    const char *end = strstr(words, ", lang=\"");
    struct bytes value = text_bytes(words);
    return end ? bytes_from(value, 0, (size_t)(end - words)) : value;
}

static bool
read_text(GExiv2Metadata *from, const char *tag, char **ret)
{
    GError *error = NULL;
    if (!library.has_tag(from, tag, &error)) {
        if (error)
            library.error_free(error);
        return true;
    }
    char *text = library.get_string(from, tag, &error);
    bool taken = !text || metadata_take(one_language(text), false, ret);
    if (error)
        library.error_free(error);
    library.free(text);
    return taken;
}

static bool
read_creators(GExiv2Metadata *from, struct metadata_names *ret)
{
    GError *error = NULL;
    char **names = library.get_multiple(from, "Xmp.dc.creator", &error);
    bool taken = true;
    for (char **name = names; name && *name; name++) {
        taken = taken &&
                metadata_name(
                    ret, one_language(*name).size ? one_language(*name) : text_bytes(*name), false);
        library.free(*name);
    }
    if (error)
        library.error_free(error);
    library.free(names);
    return taken;
}

static bool
read_all(GExiv2Metadata *from, struct metadata_block *ret)
{
    static const struct {
        const char *tag;
        enum metadata_field field;
    } tags[] = {{"Xmp.photoshop.Credit", METADATA_CREDIT},
                {"Xmp.dc.rights", METADATA_COPYRIGHT},
                {"Xmp.photoshop.Source", METADATA_SOURCE},
                {"Xmp.dc.description", METADATA_DESCRIPTION},
                {"Xmp.photoshop.Instructions", METADATA_INSTRUCTIONS},
                {"Xmp.xmpRights.UsageTerms", METADATA_USAGE},
                {"Xmp.xmpRights.WebStatement", METADATA_WEB},
                {"Xmp.plus.Licensor[1]/plus:LicensorURL", METADATA_LICENSOR},
                {"Xmp.iptc.AltTextAccessibility", METADATA_ALT},
                {"Xmp.iptcExt.DigitalSourceType", METADATA_ORIGIN},
                {"Xmp.xmp.CreatorTool", METADATA_TOOL}};
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        if (!read_text(from, tags[i].tag, &ret->text[tags[i].field]))
            return false;
    return read_creators(from, &ret->creators);
}

/* The library takes whole pictures alone. The smallest one that holds a packet: start, segment,
   end. What else the file holds it never sees. */
static uint8_t *
wrap(struct bytes packet, size_t *ret_size)
{
    size_t size = 2 + sizeof xmp_head + packet.size;
    uint8_t *file = malloc(size + 6);
    if (!file)
        return NULL;
    memcpy(file, "\xff\xd8\xff\xe1", 4);
    file[4] = (uint8_t)(size >> 8);
    file[5] = (uint8_t)size;
    memcpy(file + 6, xmp_head, sizeof xmp_head);
    memcpy(file + 6 + sizeof xmp_head, packet.data, packet.size);
    memcpy(file + 4 + size, "\xff\xd9", 2);
    *ret_size = size + 6;
    return file;
}

int32_t
xmp_read_whole(struct bytes packet, struct metadata *ret)
{
    size_t size;
    if (!is_loaded())
        return MBR_E_UNSUPPORTED;
    uint8_t *file = wrap(packet, &size);
    if (!file)
        return MBR_E_NOMEM;
    GError *error = NULL;
    GExiv2Metadata *from = library.metadata_new();
    bool opened = from && library.open_buf(from, file, (glong)size, &error);
    ret->unread = !opened;
    bool taken = !opened || read_all(from, &ret->xmp);
    if (error)
        library.error_free(error);
    if (from)
        library.unref(from);
    free(file);
    return taken ? MBR_OK : MBR_E_NOMEM;
}

/* A packet that is sound and in UTF-8. */
static int32_t
read_sound(struct bytes packet, struct metadata *ret)
{
    bool plain;
    if (!xmp_read_plain(packet, &ret->xmp, &plain))
        return MBR_E_NOMEM;
    return plain ? MBR_OK : xmp_read_whole(packet, ret);
}

int32_t
xmp_read(struct bytes packet, struct metadata *ret)
{
    struct bytes decoded;
    ret->unread = packet.size > 4 * (size_t)MOST_PACKET;
    if (ret->unread)
        return MBR_OK;
    if (!xmp_decode(packet, &decoded))
        return MBR_E_NOMEM;
    ret->unread = decoded.size > MOST_PACKET || !xmp_is_sound(decoded);
    int32_t result = MBR_OK;
    if (!ret->unread)
        result = read_sound(decoded, ret);
    free((void *)decoded.data);
    return result;
}
