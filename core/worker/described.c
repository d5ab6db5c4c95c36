/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "worker/described.h"

#include "config.h"

#include "base/digest.h"
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#define DESCRIPTION_LIMIT ((size_t)4 << 20)

/* Another Marbre may read another descriptor from the same file. */
static char *
path_of(const char *folder, const char *digest)
{
    g_autofree char *name = g_strdup_printf("%s." MARBRE_VERSION, digest + strlen("sha256:"));
    return g_build_filename(folder, name, NULL);
}

MarbrePluginInfo *
marbre_described_read(const char *folder, const char *digest)
{
    if (!marbre_digest_check(digest))
        return NULL;
    g_autofree char *path = path_of(folder, digest);
    g_autoptr(GBytes) bytes = marbre_file_read(AT_FDCWD, path, DESCRIPTION_LIMIT, NULL);
    if (!bytes)
        return NULL;
    g_autoptr(GVariant) boxed =
        g_variant_ref_sink(g_variant_new_from_bytes(G_VARIANT_TYPE_VARIANT, bytes, FALSE));
    if (!g_variant_is_normal_form(boxed))
        return NULL;
    g_autoptr(GVariant) packed = g_variant_get_variant(boxed);
    return marbre_plugin_info_unpack(packed, NULL);
}

void
marbre_described_write(const char *folder, const char *digest, const MarbrePluginInfo *info)
{
    if (!marbre_digest_check(digest) || (mkdir(folder, 0700) != 0 && errno != EEXIST))
        return;
    g_autofree char *path = path_of(folder, digest);
    g_autoptr(GVariant) packed = marbre_plugin_info_pack(info);
    g_autoptr(GVariant) boxed = g_variant_ref_sink(g_variant_new_variant(packed));
    (void)marbre_file_replace(AT_FDCWD, path, g_variant_get_data(boxed), g_variant_get_size(boxed),
                              0600, NULL); /* then it is asked again */
}
