/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wire/repairs.h"

#include <glib/gi18n-lib.h>

void
marbre_repairs_add(MarbreRepairs *repairs, const MarbreRepairs *other)
{
    repairs->strays += other->strays;
    repairs->mojibake += other->mojibake;
    repairs->suspicious += other->suspicious;
    repairs->lost += other->lost;
    repairs->composed += other->composed;
    repairs->line_ends += other->line_ends;
    repairs->invisible += other->invisible;
    repairs->directions += other->directions;
    repairs->controls += other->controls;
}

/* Nothing is said of what did not happen. */
static void
say(GPtrArray *said, unsigned count, char *words)
{
    if (count > 0)
        g_ptr_array_add(said, words);
    else
        g_free(words);
}

static void
say_of_bytes(const MarbreRepairs *of, GPtrArray *said)
{
    say(said, of->strays,
        g_strdup_printf(
            g_dngettext(
                GETTEXT_PACKAGE,
                "%u character was written in Windows-1252 in a text that is UTF-8: put right",
                "%u characters were written in Windows-1252 in a text that is UTF-8: put right",
                of->strays),
            of->strays));
    say(said, of->mojibake,
        g_strdup_printf(
            g_dngettext(GETTEXT_PACKAGE,
                        "%u character had been read in a wrong encoding (“Ã©” for “é”): put right",
                        "%u characters had been read in a wrong encoding (“Ã©” for “é”): put right",
                        of->mojibake),
            of->mojibake));
    say(said, of->suspicious,
        g_strdup_printf(g_dngettext(GETTEXT_PACKAGE,
                                    "%u place looks as if it had been read in a wrong encoding "
                                    "(“Ã©” for “é”): look at it",
                                    "%u places look as if they had been read in a wrong encoding "
                                    "(“Ã©” for “é”): look at "
                                    "them",
                                    of->suspicious),
                        of->suspicious));
    say(said, of->lost,
        g_strdup_printf(
            g_dngettext(
                GETTEXT_PACKAGE, "%u character was lost before the copy came (“�”): look at it",
                "%u characters were lost before the copy came (“�”): look at them", of->lost),
            of->lost));
}

void
marbre_repairs_say(const MarbreRepairs *repairs, GPtrArray *ret_said)
{
    say_of_bytes(repairs, ret_said);
    say(ret_said, repairs->composed,
        g_strdup_printf(g_dngettext(GETTEXT_PACKAGE,
                                    "%u accent stood apart from its letter: put together",
                                    "%u accents stood apart from their letters: put together",
                                    repairs->composed),
                        repairs->composed));
    say(ret_said, repairs->line_ends,
        g_strdup_printf(g_dngettext(GETTEXT_PACKAGE, "%u unusual line end: now an ordinary one",
                                    "%u unusual line ends: now ordinary ones", repairs->line_ends),
                        repairs->line_ends));
    say(ret_said, repairs->invisible,
        g_strdup_printf(
            g_dngettext(GETTEXT_PACKAGE,
                        "%u invisible character (soft hyphen, zero width space) went",
                        "%u invisible characters (soft hyphens, zero width spaces) went",
                        repairs->invisible),
            repairs->invisible));
    say(ret_said, repairs->directions,
        g_strdup_printf(
            g_dngettext(
                GETTEXT_PACKAGE,
                "%u hidden sign that turns the direction of writing over went: read the place "
                "again",
                "%u hidden signs that turn the direction of writing over went: read the places "
                "again",
                repairs->directions),
            repairs->directions));
    say(ret_said, repairs->controls,
        g_strdup_printf(g_dngettext(GETTEXT_PACKAGE, "%u control character went",
                                    "%u control characters went", repairs->controls),
                        repairs->controls));
}
