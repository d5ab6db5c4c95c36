/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "base/spoken.h"
#include "cli/cli.h"
#include "cli/interruption.h"
#include "cli/naming.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

/* What the environment asks for, as gettext reads it; NULL: nothing. */
static const char *
language_of_environment(void)
{
    static const char *const variables[] = {"LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < G_N_ELEMENTS(variables); i++) {
        const char *value = getenv(variables[i]);
        if (value != NULL && *value != '\0')
            return value;
    }
    return NULL;
}

/* LC_ALL=C is how a script asks every program for the same words on every machine. */
static bool
is_for_a_script(void)
{
    const char *all = getenv("LC_ALL"), *languages = getenv("LANGUAGE");
    return all != NULL && (languages == NULL || *languages == '\0') &&
           (strcmp(all, "C") == 0 || strcmp(all, "POSIX") == 0 || strncmp(all, "C.", 2) == 0);
}

/* gettext answers by LANGUAGE once the locale is any but C; C.UTF-8 is on every machine. */
static void
speak(const char *lang)
{
    if (setlocale(LC_ALL, "C.UTF-8") == NULL)
        (void)setlocale(LC_ALL, ""); /* the next best; messages may stay English */
    (void)setenv("LANGUAGE", lang, 1);
    (void)bindtextdomain(GETTEXT_PACKAGE, MARBRE_LOCALE_DIR);
    (void)bind_textdomain_codeset(GETTEXT_PACKAGE, "UTF-8");
}

void
marbre_cli_speak(MarbreCli *cli, const char *lang)
{
    const char *spoken = strncmp(lang, "fr", 2) == 0 ? "fr" : "en";
    g_free(cli->lang);
    cli->lang = g_strdup(spoken);
    cli->knows_reader = true;
    speak(spoken);
    marbre_spoken_set(strcmp(spoken, "fr") == 0 ? marbre_cli_french : NULL);
    marbre_interruption_word();
}

/* C and POSIX are no language of anybody's. */
static bool
is_none(const char *value)
{
    return value == NULL || strcmp(value, "C") == 0 || strcmp(value, "POSIX") == 0 ||
           strncmp(value, "C.", 2) == 0;
}

void
marbre_cli_speak_first(MarbreCli *cli)
{
    bool certain = is_for_a_script(); /* before the environment is changed */
    const char *said = language_of_environment();
    g_autofree char *lang = g_strdup(said == NULL ? "en" : said);
    cli->wants_language = is_none(said);
    marbre_cli_speak(cli, lang);
    cli->knows_reader = certain;
}

/* The newsroom is opened aside: a command that opens none must not find one open. */
static const MarbreNewsroom *
look_in(MarbreCli *cli)
{
    if (cli->tip != NULL)
        return cli->tip;
    if (cli->store != NULL)
        return NULL;
    cli->reader_store = marbre_store_open(cli->directory == NULL ? "." : cli->directory, NULL);
    if (cli->reader_store != NULL) /* what is wrong with it the command itself says */
        cli->reader_tip = marbre_newsroom_tip(cli->reader_store, NULL, NULL);
    return cli->reader_tip;
}

void
marbre_cli_know_reader(MarbreCli *cli)
{
    if (cli->knows_reader)
        return;
    cli->knows_reader = true;
    const MarbreNewsroom *tip = look_in(cli);
    if (tip == NULL)
        return;
    MarbreStore *store = cli->reader_store != NULL ? cli->reader_store : cli->store;
    g_autofree char *email = marbre_cli_who(store, "GIT_AUTHOR_EMAIL", "user.email");
    const MarbrePeople *people = marbre_policy_get_people(marbre_newsroom_get_policy(tip));
    const MarbrePerson *person = email == NULL ? NULL : marbre_people_by_email(people, email);
    if (person != NULL && person->lang != NULL)
        marbre_cli_speak(cli, person->lang);
}
