/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "hook/script.h"

#include <string.h>

#define HEAD "#!/bin/sh\n# Written by `marbre hook install`.\n"

void
marbre_script_clear(MarbreScript *script)
{
    g_clear_pointer(&script->program, g_free);
    g_clear_pointer(&script->plugin_dirs, g_strfreev);
}

char *
marbre_script_write(const MarbreScript *script, const char *hook)
{
    g_autofree char *program = g_shell_quote(script->program);
    GString *text = g_string_new(HEAD);
    g_string_append_printf(text, "exec %s", program);
    for (char **dir = script->plugin_dirs; dir != NULL && *dir != NULL; dir++) {
        g_autofree char *quoted = g_shell_quote(*dir);
        g_string_append_printf(text, " --plugin-dir %s", quoted);
    }
    g_string_append_printf(text, " hook %s \"$@\"\n", hook);
    return g_string_free(text, FALSE);
}

bool
marbre_script_read(const char *text, const char *hook, MarbreScript *ret_script)
{
    g_auto(GStrv) words = NULL;
    *ret_script = (MarbreScript){0};
    if (!g_str_has_prefix(text, HEAD) ||
        !g_shell_parse_argv(text + strlen(HEAD), NULL, &words, NULL) || g_strv_length(words) < 2)
        return false;
    g_autoptr(GStrvBuilder) dirs = g_strv_builder_new();
    ret_script->program = g_strdup(words[1]);
    for (char **word = words + 2; word[0] != NULL && word[1] != NULL; word += 2)
        if (strcmp(word[0], "--plugin-dir") == 0)
            g_strv_builder_add(dirs, word[1]);
    ret_script->plugin_dirs = g_strv_builder_end(dirs);
    g_autofree char *again = marbre_script_write(ret_script, hook);
    return strcmp(again, text) == 0;
}
