/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/notes.h"

#include "base/error.h"
#include "desk/wording.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define OPTION "--note-"

bool
marbre_notes_take(int *argc, char **argv, GPtrArray *ret_notes, MarbreExit *ret_exit)
{
    int kept = 1;
    bool ended = false;
    for (int i = 1; i < *argc; i++) {
        ended = ended || strcmp(argv[i], "--") == 0;
        if (ended || !g_str_has_prefix(argv[i], OPTION)) {
            argv[kept++] = argv[i];
            continue;
        }
        const char *lang = argv[i] + strlen(OPTION);
        const char *equals = strchr(lang, '=');
        if (equals == NULL && i + 1 == *argc) {
            *ret_exit = marbre_cli_usage(_("%s lacks its value; see %s --help"), argv[i], argv[0]);
            return false;
        }
        g_ptr_array_add(ret_notes,
                        equals == NULL ? g_strdup(lang) : g_strndup(lang, (size_t)(equals - lang)));
        g_ptr_array_add(ret_notes, g_strdup(equals == NULL ? argv[++i] : equals + 1));
    }
    argv[kept] = NULL;
    *argc = kept;
    return true;
}

GPtrArray *
marbre_notes_of(const MarbreSettings *settings,
                const char *note,
                const GPtrArray *taken,
                GError **error)
{
    g_autoptr(GPtrArray) notes = marbre_notes_new();
    if (note != NULL && !marbre_wording_put(notes, settings->publish[0], note, error))
        return NULL;
    for (guint i = 0; i + 1 < taken->len; i += 2) {
        const char *lang = taken->pdata[i];
        if (!g_strv_contains((const char *const *)settings->publish, lang)) {
            g_autofree char *langs = g_strjoinv(", ", settings->publish);
            g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                        _("this newsroom publishes nothing in “%s”, but in: %s"), lang, langs);
            return NULL;
        }
        if (!marbre_wording_put(notes, lang, taken->pdata[i + 1], error))
            return NULL;
    }
    return g_steal_pointer(&notes);
}
