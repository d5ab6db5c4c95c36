/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "desk/ledger.h"

#include <glib.h>

/* Between the files that write claims.yaml. */

/* The ledger on its way, step by step. */
typedef struct {
    GBytes *bytes;
    MarbreClaims *claims;
} MarbreLedger;

void marbre_ledger_clear(MarbreLedger *ledger);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(MarbreLedger, marbre_ledger_clear)

/** Read new bytes, which are taken; MARBRE_ERROR_REFUSED with the places of what is wrong. */
bool marbre_ledger_read(MarbreLedger *ledger, GBytes *bytes, GError **error);

/**
 * Go on with the result of an edit. What can't be written beside what stands there is for the
 * person to write. Takes `bytes` and `reason`.
 */
bool marbre_ledger_step(MarbreLedger *ledger, GBytes *bytes, GError *reason, GError **error);

/** Put a value in, as marbre_yaml_append() does. */
bool marbre_ledger_append(
    MarbreLedger *ledger, const char *where, GVariant *value, bool as_list, GError **error);

/** Take a value out, where there is one. */
bool marbre_ledger_remove(MarbreLedger *ledger, const char *where, GError **error);

/** A key with a text, where there is one. */
void marbre_ledger_add_text(GVariantBuilder *map, const char *key, const char *text);

/** `{by: …, at: …}`, with the sentence where one is known; floating. */
GVariant *marbre_ledger_whom(const MarbreByWhom *whom);
