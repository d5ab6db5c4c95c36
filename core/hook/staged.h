/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "store/store.h"

#include <glib.h>
#include <stdbool.h>

/**
 * What a commit of plain git would do that no server takes: published words that change behind
 * readers, the record of an article, rules together with words, an article past its first stage
 * that can't be read any more or is removed.
 *
 * @param tree   id of the tree that would be committed
 * @param merge  a merge is being finished: its record and rules may be those of the other side
 * @return (transfer full) of MarbreRefusal (hook/push.h), empty: nothing is wrong; NULL with an
 * error
 */
GPtrArray *marbre_staged_judge(MarbreStore *store, const char *tree, bool merge, GError **error);
