/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/interruption.h"

#include "cli/pager.h"

#include <glib/gi18n-lib.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

/* Worded beforehand: while a signal is handled nothing can be. */
static char words[512];
static volatile sig_atomic_t size;

static void
say(const char *text, size_t length)
{
    ssize_t written = write(STDERR_FILENO, text, length);
    (void)written; /* nobody is left to be told */
}

static void
end(int number)
{
    static const char rub_out[] = "\r\033[K";
    if (marbre_pager_is_on()) {
        marbre_pager_wait(); /* it has the terminal until the reader has read */
    } else {
        if (isatty(STDERR_FILENO))
            say(rub_out, sizeof rub_out - 1);
        say(words, (size_t)size);
    }
    (void)raise(number); /* its own effect, which the shell sees, as soon as this returns */
}

void
marbre_interruption_word(void)
{
    const char *told = _("marbre: interrupted. Nothing is lost: the next command finishes or takes "
                         "back what was begun.\n");
    size = 0;
    g_strlcpy(words, told, sizeof words);
    size = (sig_atomic_t)strlen(words);
}

void
marbre_interruption_mind(void)
{
    struct sigaction before, mind = {.sa_handler = end, .sa_flags = (int)SA_RESETHAND};
    if (sigaction(SIGINT, NULL, &before) == 0 && before.sa_handler == SIG_DFL)
        (void)sigaction(SIGINT, &mind, NULL);
}
