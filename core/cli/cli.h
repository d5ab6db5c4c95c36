/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "desk/session.h"
#include "finding/catalogue.h"
#include "finding/messages.h"
#include "newsroom/checking.h"
#include "plugin/finder.h"
#include "worker/kept.h"
#include "worker/pool.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/** Exit statuses; of several, 2 before 4 before 3 before 1. */
typedef enum {
    MARBRE_EXIT_YES = 0,
    MARBRE_EXIT_NO = 1,    /**< the newsroom says no */
    MARBRE_EXIT_USAGE = 2, /**< the command or a policy file is wrong */
    MARBRE_EXIT_AGAIN = 3, /**< something moved meanwhile, or someone holds the lock */
    MARBRE_EXIT_UNABLE = 4 /**< it could not be done or judged */
} MarbreExit;

typedef struct MarbreOutline MarbreOutline;

/** One run of the command line: global options, and tools that are made when first asked for. */
typedef struct {
    char *directory;
    char *lang;             /**< "fr" or "en" */
    MarbreOutline *outline; /**< (nullable) how a command is written is asked, not more */
    bool knows_reader;      /**< whose language it is */
    bool told_language;     /**< --ui-lang: nobody's own goes before it */
    bool wants_language;    /**< the machine says none: no language but C's, or nothing at all */
    char **plugin_dirs;
    char *at; /**< (nullable) --at */
    bool colour;
    bool no_cache;
    bool in_process;
    bool keeps_descriptions;    /**< of plugins, as it keeps their results */
    bool json;                  /**< --format json, where the command has it */
    const char *const *formats; /**< (nullable) what --format takes; else text and json */
    const char *formats_shown;  /**< (nullable) how --help tells them */
    char *format;               /**< (nullable) --format, where the command has more than two */
    bool dry_run;               /**< --dry-run, likewise */

    MarbreStore
        *reader_store; /**< (nullable) opened to know the reader; marbre_cli_open() takes it */
    MarbreNewsroom *reader_tip; /**< (nullable) its tip */
    MarbreStore *store;
    MarbreNewsroom *tip;    /**< as it was last loaded */
    MarbreNewsroom *files;  /**< (nullable) marbre_cli_files() */
    MarbrePolicy *in_force; /**< (nullable) says which plugins are allowed; else the tip's does */
    GError *unknown;        /**< (nullable) why it can't be known which plugins are allowed */
    MarbreFinder *finder;
    MarbrePool *pool;
    MarbreKept *kept;
    MarbreSession session;
    char *name;
    char *email;
    MarbreSignature *committer;
    MarbreSigner *signer; /**< (nullable) */
    char *keyless;        /**< (nullable) */
    GPtrArray *left_out;  /**< (nullable) what the site was rendered without */
    char *inside; /**< where the command was called, from the newsroom's root; "" at the root */
} MarbreCli;

/** One of the verbs of a command that has several: "claim add". */
typedef struct {
    const char *name;
    const char *french; /**< with its accents; it is understood without them too */
    char title[24];     /**< as help and mistakes name it */
    MarbreExit (*run)(MarbreCli *cli, int argc, char **argv);
} MarbreVerb;

/** A command of the table in commands.c. `argv[0]` is its name. */
typedef struct {
    const char *name;
    const char *french; /**< with its accents; it is understood without them too */
    MarbreExit (*run)(MarbreCli *cli, int argc, char **argv);
    const char *summary; /**< (nullable) of one that is for programs */
    bool works;          /**< may run plugins: fork the small process first */
    MarbreVerb *verbs;   /**< (nullable) */
    bool pages;          /**< an answer to read: on a terminal, through a pager */
} MarbreCommand;

extern const MarbreCommand marbre_commands[];

/**
 * Parse a command's options. `--format`, and where asked `--dry-run`, are added to `entries`.
 *
 * @param usage  what follows the command's name: "ARTICLE… [--to STAGE]"
 * @param writes  the command has --dry-run
 * @return false where the command must end with `*ret_exit`: 0 after --help, else 2
 */
bool marbre_cli_parse(MarbreCli *cli,
                      const char *usage,
                      GOptionEntry *entries,
                      bool writes,
                      int *argc,
                      char ***argv,
                      MarbreExit *ret_exit);

/** From now on answer in this language; what is neither French nor English is answered in English.
 */
void marbre_cli_speak(MarbreCli *cli, const char *lang);
/** The environment's language, which gives way to the reader's own except where LC_ALL is C. */
void marbre_cli_speak_first(MarbreCli *cli);
/** Answer from now on in the language that people.yaml has for who is here, where nothing else was
 * asked for. Outside of a newsroom nothing changes. */
void marbre_cli_know_reader(MarbreCli *cli);

/** The status that an error means. */
MarbreExit marbre_cli_status(const GError *error);
/** Say an error on standard error, and its status. */
MarbreExit marbre_cli_fail(const GError *error);
/** The same for a command written wrongly. */
MarbreExit marbre_cli_usage(const char *format, ...) G_GNUC_PRINTF(1, 2);

/** Run the verb that `argv[1]` names, in either language. @return false where it names none */
bool
marbre_cli_verb(MarbreCli *cli, MarbreVerb *verbs, int argc, char **argv, MarbreExit *ret_exit);
/** Which of two statuses a command ends with. */
MarbreExit marbre_cli_worse(MarbreExit one, MarbreExit other);

/** Open the repository, and finish what a killed command left, in a word to the user. */
bool marbre_cli_open(MarbreCli *cli, GError **error);
/** Plugins and their workers. Where it can't be known which of them are allowed, each is refused.
 */
MarbrePool *marbre_cli_pool(MarbreCli *cli);
/** The same, for what does more than ask plugins. NULL where the machine could not read which of
 * them are allowed: MARBRE_ERROR_FAILED. */
MarbrePool *marbre_cli_pool_known(MarbreCli *cli, GError **error);
/** Results of earlier runs; NULL under --no-cache. */
MarbreKept *marbre_cli_kept(MarbreCli *cli);
/** The index of articles; keys are the policy's facts. (transfer full, nullable) */
MarbreRoll *marbre_cli_roll(MarbreCli *cli, const MarbrePolicy *policy);
/** Who is at work, from the environment and git's configuration. */
bool marbre_cli_session(MarbreCli *cli, GError **error);
/** git's word for who is here: a variable, else its configuration. (transfer full, nullable) */
char *marbre_cli_who(MarbreStore *store, const char *variable, const char *key);
/** The instant of --at, else now. */
bool marbre_cli_now(MarbreCli *cli, GTimeZone *zone, int64_t *ret_now, GError **error);

/** The newsroom of the branch's tip. (transfer full) */
MarbreNewsroom *marbre_cli_tip(MarbreCli *cli, GError **error);

/** Whether a working tree shows the newsroom's branch. */
bool marbre_cli_has_files(const MarbreCli *cli);
/**
 * The newsroom as its files lie, else the tip itself; opened once for a command that asks about
 * many articles. (transfer none) or NULL with an error
 */
MarbreNewsroom *marbre_cli_files(MarbreCli *cli, MarbreNewsroom *tip, GError **error);

/**
 * The folders that words of the command line mean: paths from where one stands, ids, prefixes of
 * ids, slugs. (transfer full) of char *; NULL with MARBRE_ERROR_USAGE
 */
GPtrArray *
marbre_cli_articles(MarbreCli *cli, MarbreNewsroom *tip, char *const *words, GError **error);
/** The same for just one. (transfer full) */
char *marbre_cli_article(MarbreCli *cli, MarbreNewsroom *tip, const char *word, GError **error);

/** A path from where one stands, as one from the root; NULL where it leads out of the newsroom.
 * (transfer full) */
char *marbre_cli_path(const MarbreCli *cli, const char *word);

/** The catalogues of every plugin that a finding may come from. (transfer full) */
MarbreMessages *marbre_cli_messages(MarbreCli *cli, const GPtrArray *findings);

/** Whether somebody reads the answer on a terminal, through a pager or not. */
bool marbre_cli_on_terminal(void);
/** Columns: what COLUMNS says, else the terminal's; 80 elsewhere. */
unsigned marbre_cli_width(void);
/**
 * Text of several lines for a terminal: what a terminal would obey is made visible, line by line.
 * (transfer full)
 */
char *marbre_cli_shown(const char *text);
/** `text` between the codes for bold, red… where colours are on. (transfer full) */
char *marbre_cli_paint(const MarbreCli *cli, const char *code, const char *text);
/** A title as editors read it: « … ». (transfer full) */
char *marbre_cli_quoted(const char *title);
/** Progress on a terminal: “checking 120 of 1,000”; rubbed out when done. */
void marbre_cli_progress(void *user, size_t done, size_t of);
