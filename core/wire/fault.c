/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wire/fault.h"

#include "base/error.h"

#include <glib/gi18n-lib.h>

static const char *const sentences[MARBRE_FAULT_COUNT] = {
    [MARBRE_FAULT_NONE] = N_("the file can't be read"),
    [MARBRE_FAULT_MALFORMED] = N_("the file is cut off or malformed"),
    [MARBRE_FAULT_NOT_TEXT] = N_("the file is not text in the encoding that it declares"),
    [MARBRE_FAULT_DEEP] = N_("the file is nested too deeply to be a story"),
    [MARBRE_FAULT_LARGE] = N_("the file holds more parts than Marbre reads"),
    [MARBRE_FAULT_ENTITIES] =
        N_("the file declares entities of its own, which Marbre does not expand"),
    [MARBRE_FAULT_OTHER_ROOT] = N_("the file is of another format; say which with --from"),
    [MARBRE_FAULT_PACKAGE] = N_("this is a NewsML-G2 package, a list of items without their words; "
                                "import the news items themselves"),
    [MARBRE_FAULT_NEWSML_1] =
        N_("this is NewsML 1; Marbre reads NewsML-G2: ask the agency for its G2 feed"),
    [MARBRE_FAULT_NITF] =
        N_("this is NITF on its own; Marbre reads NITF within a NewsML-G2 news item"),
    [MARBRE_FAULT_NO_STORY] = N_("nothing in the file is a story"),
    [MARBRE_FAULT_NO_WORDS] = N_("the file holds no words; name one that has some"),
    [MARBRE_FAULT_FORMAT] = N_("Marbre has no reader for this format"),
};

void
marbre_fault_set_error(const MarbreFault *fault, const char *format, GError **error)
{
    const char *sentence = _(sentences[fault->kind < MARBRE_FAULT_COUNT ? fault->kind : 0]);
    if (fault->line == 0)
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE, "%s: %s", format, sentence);
    else if (fault->column == 0)
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE, _("%s: line %u: %s"), format,
                    (unsigned)fault->line, sentence);
    else
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE, _("%s: line %u, column %u: %s"),
                    format, (unsigned)fault->line, (unsigned)fault->column, sentence);
}
