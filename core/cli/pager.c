/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/pager.h"

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static pid_t pager;

/* As git chooses: ours, everybody's, less. NULL for none. (transfer full) */
static char *
choose(void)
{
    const char *own = getenv("MARBRE_PAGER"), *everybodys = getenv("PAGER");
    const char *term = getenv("TERM");
    const char *asked = own != NULL ? own : everybodys;
    if (!isatty(STDOUT_FILENO) || term == NULL || strcmp(term, "dumb") == 0)
        return NULL;
    if (asked != NULL)
        return *asked == '\0' || strcmp(asked, "cat") == 0 ? NULL : g_strdup(asked);
    g_autofree char *less = g_find_program_in_path("less");
    return less == NULL ? NULL : g_strdup("less");
}

/* In the child: the pager, by the shell, as it may be several words. */
_Noreturn static void
become(const char *command, int from)
{
    (void)setenv("LESS", "FRX", 0);
    (void)setenv("LV", "-c", 0);
    if (dup2(from, STDIN_FILENO) >= 0)
        (void)execl("/bin/sh", "sh", "-c", command, (char *)NULL);
    _exit(127);
}

void
marbre_pager_start(void)
{
    int ends[2];
    g_autofree char *command = choose();
    if (command == NULL || pipe2(ends, O_CLOEXEC) < 0)
        return;
    fflush(stdout);
    pid_t child = fork();
    if (child == 0)
        become(command, ends[0]);
    close(ends[0]);
    if (child > 0) {
        pager = child;
        if (isatty(STDERR_FILENO)) /* a word of warning would spoil the pager's screen */
            (void)dup2(ends[1], STDERR_FILENO);
        (void)dup2(ends[1], STDOUT_FILENO);
    }
    close(ends[1]);
}

bool
marbre_pager_is_on(void)
{
    return pager > 0;
}

void
marbre_pager_wait(void)
{
    pid_t waited = 0;
    if (pager == 0)
        return;
    close(STDOUT_FILENO);
    close(STDERR_FILENO);
    do
        waited = waitpid(pager, NULL, 0);
    while (waited < 0 && errno == EINTR);
    pager = 0;
}

void
marbre_pager_end(void)
{
    if (pager == 0)
        return;
    fflush(stdout);
    fflush(stderr);
    marbre_pager_wait();
}
