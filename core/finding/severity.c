/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "finding/severity.h"

#include <glib.h>
#include <glib/gi18n-lib.h>

static const char *const names[] = {"off", "note", "warning", "error"};

const char *
marbre_severity_name(MarbreSeverity severity)
{
    g_return_val_if_fail((unsigned)severity < G_N_ELEMENTS(names), names[MARBRE_SEVERITY_ERROR]);
    return names[severity];
}

const char *
marbre_severity_shown(MarbreSeverity severity)
{
    switch (severity) {
    case MARBRE_SEVERITY_OFF:
        return _("off");
    case MARBRE_SEVERITY_NOTE:
        return _("FOR INFORMATION");
    case MARBRE_SEVERITY_WARNING:
        return _("TO REVIEW");
    case MARBRE_SEVERITY_ERROR:
        break;
    }
    return _("BLOCKING");
}

bool
marbre_severity_parse(const char *word, MarbreSeverity *ret_severity)
{
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        if (g_strcmp0(word, names[i]) == 0) {
            *ret_severity = (MarbreSeverity)i;
            return true;
        }
    }
    return false;
}
