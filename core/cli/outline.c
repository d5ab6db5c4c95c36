/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/outline.h"

#include "cli/naming.h"

bool
marbre_outline_has_value(const GOptionEntry *option)
{
    return option->arg != G_OPTION_ARG_NONE;
}

static void
take_options(MarbreOutline *outline, const GOptionEntry *entries)
{
    for (; entries != NULL && entries->long_name != NULL; entries++)
        if ((entries->flags & G_OPTION_FLAG_HIDDEN) == 0)
            g_array_append_val(outline->options, *entries);
}

void
marbre_outline_take(MarbreOutline *outline,
                    const char *usage,
                    const GOptionEntry *entries,
                    const GOptionEntry *common,
                    const char *const *formats)
{
    outline->usage = usage;
    outline->formats = formats;
    take_options(outline, entries);
    take_options(outline, common);
}

void
marbre_outline_free(MarbreOutline *outline)
{
    if (outline == NULL)
        return;
    g_array_free(outline->options, TRUE);
    g_free(outline);
}

MarbreOutline *
marbre_outline_new(MarbreCli *cli, const MarbreCommand *command, const char *verb)
{
    MarbreOutline *outline = g_new0(MarbreOutline, 1);
    outline->usage = "";
    outline->options = g_array_new(FALSE, FALSE, sizeof(GOptionEntry));
    MarbreVerb *found =
        verb == NULL || command->verbs == NULL ? NULL : marbre_cli_find_verb(command->verbs, verb);
    bool by_verb = found != NULL && found->run != NULL;
    g_autofree char *name = g_strdup(by_verb ? found->title : command->name);
    char *words[] = {name, NULL};
    cli->outline = outline;
    cli->formats = NULL;
    cli->formats_shown = NULL;
    (void)(by_verb ? found->run : command->run)(cli, 1, words); /* it goes no further than that */
    cli->outline = NULL;
    cli->formats = NULL;
    cli->formats_shown = NULL;
    return outline;
}
