/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "plugin/descriptor.h"

/* What plugins declare, kept by the digests of their files, so that no worker has to be started to
   ask again what cannot have changed. Whoever may write the folder may make a plugin declare what
   it does not: it is for `check`, whose kept results are trusted as much, and for no verdict. */

/** What was kept of a file; NULL where nothing sound was. (transfer full, nullable) */
MarbrePluginInfo *marbre_described_read(const char *folder, const char *digest);

/** Keep it. A folder that can't be written keeps nothing. */
void marbre_described_write(const char *folder, const char *digest, const MarbrePluginInfo *info);
