/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/key.h"

#include <glib.h>
#include <stdio.h>
#include <termios.h>
#include <unistd.h>

bool
marbre_key_can_ask(void)
{
    return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
}

int
marbre_key_ask(const char *question)
{
    struct termios before, raw;
    unsigned char key = 0;
    if (tcgetattr(STDIN_FILENO, &before) < 0)
        return -1;
    raw = before;
    raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO | ISIG);
    raw.c_cc[VMIN] = 1;
    raw.c_cc[VTIME] = 0;
    if (tcsetattr(STDIN_FILENO, TCSADRAIN, &raw) < 0)
        return -1;
    fputs(question, stdout);
    fflush(stdout);
    ssize_t size = read(STDIN_FILENO, &key, 1);
    (void)tcsetattr(STDIN_FILENO, TCSADRAIN, &before); /* what was good a moment ago */
    return size == 1 ? key : -1;
}

bool
marbre_key_is_yes(int key)
{
    return key == 'y' || key == 'Y' || key == 'o' || key == 'O';
}

bool
marbre_key_is_no(int key)
{
    return key == 'n' || key == 'N';
}

bool
marbre_key_is_end(int key)
{
    return key == 'q' || key == 'Q' || key == MARBRE_KEY_CONTROL_C || key == MARBRE_KEY_CONTROL_D ||
           key == -1;
}
