/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "proof/verify.h"

#include "base/error.h"
#include "base/json.h"
#include "base/spoken.h"
#include "base/text.h"
#include "cli/answer.h"
#include "cli/commands.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

/* Where git's configuration says what is taken on trust; `init` writes it in its own clone. */
#define TRUST_KEY "marbre.trust"

#define MOST_TIMES 20 /* that are told one by one in words */

typedef struct {
    char *trust;
    char *since;
    gboolean replay;
    gboolean no_exceptions;
} Options;

/* --- what it came to ---------------------------------------------------------------------------
 */

static const char *
level_of(const MarbreVerdict *verdict)
{
    return verdict->is_signed ? "signed" : "declared";
}

static void
write_violation(MarbreJson *json, const MarbreViolation *violation)
{
    marbre_json_begin_object(json);
    marbre_violation_members(json, violation);
    marbre_json_member_string(json, "right", violation->right);
    marbre_json_member_string(json, "excepted", violation->excepted);
    marbre_json_end_object(json);
}

/* What nothing but the move's own instant vouches for. */
static void
write_time(MarbreJson *json, const MarbreTimeClaimed *time)
{
    g_autofree const char **held = marbre_time_held_words(time->held);
    marbre_json_begin_object(json);
    marbre_json_member_string(json, "commit", time->commit);
    marbre_json_member_string(json, "article", time->folder);
    marbre_json_member_string(json, "at", time->at);
    marbre_json_member_strv(json, "held", held);
    marbre_json_end_object(json);
}

static void
print_json(const MarbreVerdict *verdict)
{
    MarbreJson *json = marbre_answer_begin();
    marbre_json_member_bool(json, "ok", marbre_verdict_is_ok(verdict));
    marbre_json_member_string(json, "trust", verdict->trust);
    marbre_json_member_string(json, "level", level_of(verdict));
    marbre_json_member_int(json, "commits", (int64_t)verdict->commits);
    marbre_json_member_int(json, "transitions", (int64_t)verdict->transitions);
    marbre_json_member_int(json, "signed", (int64_t)verdict->proved);
    marbre_json_member_int(json, "pgp", (int64_t)verdict->pgp);
    marbre_json_member_int(json, "not_replayed", (int64_t)verdict->not_replayed);
    marbre_json_member_int(json, "exceptions", (int64_t)verdict->exceptions);
    marbre_json_member_int(json, "unjudged", (int64_t)verdict->unjudged);
    marbre_json_member_array(json, "times");
    for (guint i = 0; i < verdict->times->len; i++)
        write_time(json, g_ptr_array_index(verdict->times, i));
    marbre_json_end_array(json);
    marbre_json_member_array(json, "violations");
    for (guint i = 0; i < verdict->violations->len; i++)
        write_violation(json, g_ptr_array_index(verdict->violations, i));
    marbre_json_end_array(json);
    marbre_answer_end(json);
}

static void
print_indented(const char *label, const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line != NULL; line++) {
        g_autofree char *shown = marbre_text_shown(*line);
        printf("     %s%s\n", line == lines ? label : "  ", shown);
    }
}

static void
print_right(const char *right)
{
    g_autofree char *spoken = marbre_spoken_line(right);
    print_indented(_("What would be right: "), spoken);
}

static void
print_violation(const MarbreCli *cli, guint number, const MarbreViolation *violation)
{
    const char *colour = violation->excepted == NULL ? "1;31" : "2";
    g_autofree char *rule = marbre_cli_paint(cli, colour, violation->rule);
    g_autofree char *actor = marbre_text_shown(violation->actor == NULL ? "" : violation->actor);
    g_autofree char *folder = marbre_text_shown(violation->folder == NULL ? "" : violation->folder);
    printf("%3u  %.10s  %s  %s%s%s\n", number, violation->commit, rule, actor,
           *folder == '\0' ? "" : "  ", folder);
    print_indented("", violation->message);
    if (violation->excepted != NULL)
        print_indented(_("Excepted: "), violation->excepted);
    else if (violation->right != NULL)
        print_right(violation->right);
}

/* How far it is proved who acted. */
static void
print_level(const MarbreVerdict *verdict)
{
    gulong proved = (gulong)verdict->proved;
    if (verdict->is_signed)
        printf(_("Who acted is proved: every move is signed with that person's key.\n"));
    else if (proved > 0)
        printf(g_dngettext(GETTEXT_PACKAGE,
                           "Who acted is proved for %lu move, which is signed; of the others it is "
                           "as the commits declare it.\n",
                           "Who acted is proved for %lu moves, which are signed; of the others it "
                           "is as the commits declare it.\n",
                           proved),
               proved);
    else if (verdict->commits > 0)
        printf(_("Who acted is as the commits declare it: they are not signed.\n"));
}

static void
print_pgp(gulong pgp)
{
    if (pgp > 0)
        printf(g_dngettext(GETTEXT_PACKAGE,
                           "%lu commit bears a signature by PGP, which proves nothing here.\n",
                           "%lu commits bear signatures by PGP, which prove nothing here.\n", pgp),
               pgp);
}

static void
print_counts(const MarbreVerdict *verdict)
{
    gulong commits = (gulong)verdict->commits, moves = (gulong)verdict->transitions;
    gulong unproved = (gulong)verdict->not_replayed;
    printf(g_dngettext(GETTEXT_PACKAGE, "%lu commit after %.10s was judged, ",
                       "%lu commits after %.10s were judged, ", commits),
           commits, verdict->from);
    printf(g_dngettext(GETTEXT_PACKAGE, "with %lu move of an article.\n",
                       "with %lu moves of articles.\n", moves),
           moves);
    if (unproved > 0)
        printf(g_dngettext(GETTEXT_PACKAGE, "The checks of %lu move were not run again.\n",
                           "The checks of %lu moves were not run again.\n", unproved),
               unproved);
    print_level(verdict);
    print_pgp((gulong)verdict->pgp);
}

static const char *
word_of(const char *held)
{
    static const struct {
        const char *name, *shown;
    } words[] = {{"embargo", N_("its hour had come")},
                 {"waiver", N_("a waiver had not ended")},
                 {"claim", N_("a claim was still good")},
                 {"rights", N_("rights in a picture had not ended")},
                 {"backward", N_("it is older than what it follows")}};
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (strcmp(words[i].name, held) == 0)
            return _(words[i].shown);
    return held;
}

/* A server's hook holds instants to its clock; of what came another way nobody has. */
static void
print_times(const GPtrArray *times)
{
    for (guint i = 0; i < times->len && i < MOST_TIMES; i++) {
        const MarbreTimeClaimed *time = g_ptr_array_index(times, i);
        g_autofree const char **held = marbre_time_held_words(time->held);
        g_autofree char *folder = marbre_text_shown(time->folder);
        for (const char **word = held; *word != NULL; word++)
            *word = word_of(*word);
        g_autofree char *shown = g_strjoinv(", ", (char **)held);
        if (i == 0)
            printf(_("Time as claimed, where no server held it to its clock:\n"));
        printf("     %.10s  %s  %s  %s\n", time->commit, time->at, folder, shown);
    }
    gulong more = times->len > MOST_TIMES ? times->len - MOST_TIMES : 0;
    if (more > 0)
        printf(g_dngettext(GETTEXT_PACKAGE, "     and %lu more: marbre verify --format json\n",
                           "     and %lu more: marbre verify --format json\n", more),
               more);
}

static void
print_end(const MarbreVerdict *verdict)
{
    gulong excepted = (gulong)verdict->exceptions, unjudged = (gulong)verdict->unjudged;
    gulong broken = verdict->violations->len - excepted;
    if (excepted > 0)
        printf(g_dngettext(
                   GETTEXT_PACKAGE, "%lu old thing breaks them and is excepted in marbre.yaml.\n",
                   "%lu old things break them and are excepted in marbre.yaml.\n", excepted),
               excepted);
    if (broken > 0)
        printf(g_dngettext(GETTEXT_PACKAGE, "%lu thing breaks them.\n", "%lu things break them.\n",
                           broken),
               broken);
    else
        printf(excepted > 0 ? _("Everything else keeps the rules that were in force.\n")
                            : _("Every one keeps the rules that were in force.\n"));
    if (unjudged > 0)
        printf(g_dngettext(
                   GETTEXT_PACKAGE, "%lu commit after that can't be judged until it is mended.\n",
                   "%lu commits after that can't be judged until it is mended.\n", unjudged),
               unjudged);
}

static void
print_text(const MarbreCli *cli, const MarbreVerdict *verdict)
{
    for (guint i = 0; i < verdict->violations->len; i++)
        print_violation(cli, i + 1, g_ptr_array_index(verdict->violations, i));
    if (verdict->violations->len > 0)
        printf("\n");
    print_counts(verdict);
    print_times(verdict->times);
    print_end(verdict);
}

/* --- what is asked -----------------------------------------------------------------------------
 */

/* "A..B", "A.." or "..B"; a single commit is the end. */
static void
split_range(const char *range, char **ret_from, char **ret_to)
{
    const char *dots = range == NULL ? NULL : strstr(range, "..");
    if (dots == NULL) {
        *ret_to = g_strdup(range);
        return;
    }
    *ret_from = dots == range ? NULL : g_strndup(range, (size_t)(dots - range));
    *ret_to = dots[2] == '\0' ? NULL : g_strdup(dots + 2);
}

/* Where nobody can read the branch's rules, those that are trusted say which plugins may run: a
   history is judged up to the break. */
static void
choose_rules(MarbreCli *cli, const char *trust)
{
    g_autoptr(MarbreNewsroom) tip = marbre_cli_tip(cli, NULL);
    g_autoptr(MarbreSnapshot) snapshot =
        tip != NULL ? NULL : marbre_snapshot_commit(cli->store, trust, NULL);
    g_autoptr(MarbreNewsroom) trusted =
        snapshot == NULL ? NULL : marbre_newsroom_new(cli->store, snapshot, NULL);
    if (trusted != NULL)
        cli->in_force = marbre_policy_ref(marbre_newsroom_get_policy(trusted));
}

static MarbreExit
verify(MarbreCli *cli, const Options *options, const char *range)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *from = NULL, *to = NULL;
    if (!marbre_cli_open(cli, &error))
        return marbre_cli_fail(error);
    g_autofree char *trust = options->trust != NULL
                                 ? g_strdup(options->trust)
                                 : marbre_store_config_get(cli->store, TRUST_KEY);
    if (trust == NULL) {
        g_set_error(&error, MARBRE_ERROR, MARBRE_ERROR_FAILED,
                    _("nothing says which commit is to be trusted, so nothing can be judged: "
                      "--trust REV, or once and for all: git config marbre.trust REV"));
        return marbre_cli_fail(error);
    }
    split_range(range, &from, &to);
    choose_rules(cli, trust);
    MarbrePool *pool = marbre_cli_pool(cli); /* and the finder with it */
    const MarbreVerifySettings settings = {.trust = trust,
                                           .lang = cli->lang,
                                           .since = options->since,
                                           .replay = options->replay,
                                           .no_exceptions = options->no_exceptions,
                                           .pool = pool,
                                           .finder = cli->no_cache ? NULL : cli->finder,
                                           .progress = marbre_cli_progress,
                                           .progress_user = cli};
    g_autoptr(MarbreVerdict) verdict = marbre_verify(cli->store, &settings, from, to, &error);
    if (verdict == NULL) {
        if (error->code == MARBRE_ERROR_REFUSED)
            error->code = MARBRE_ERROR_FAILED; /* what can't be judged is no no of the newsroom's */
        return marbre_cli_fail(error);
    }
    if (cli->json)
        print_json(verdict);
    else
        print_text(cli, verdict);
    return marbre_verdict_is_ok(verdict) ? MARBRE_EXIT_YES : MARBRE_EXIT_NO;
}

MarbreExit
marbre_command_verify(MarbreCli *cli, int argc, char **argv)
{
    MarbreExit status = MARBRE_EXIT_YES;
    Options options = {0};
    GOptionEntry entries[] = {{"trust", 0, 0, G_OPTION_ARG_STRING, &options.trust,
                               N_("the commit that is taken on trust; else git's marbre.trust"),
                               N_("REV")},
                              {"since", 0, 0, G_OPTION_ARG_STRING, &options.since,
                               N_("run the checks of what is newer than this again"), N_("REV")},
                              {"replay", 0, 0, G_OPTION_ARG_NONE, &options.replay,
                               N_("run the checks of all again"), NULL},
                              {"no-exceptions", 0, 0, G_OPTION_ARG_NONE, &options.no_exceptions,
                               N_("let nothing pass that marbre.yaml excepts"), NULL},
                              {NULL, 0, 0, 0, NULL, NULL, NULL}};
    if (!marbre_cli_parse(cli, N_("[RANGE] [--trust REV]"), entries, false, &argc, &argv, &status))
        return status;
    if (argc > 2)
        status = marbre_cli_usage(_("one range of commits: A..B"));
    else
        status = verify(cli, &options, argc == 2 ? argv[1] : NULL);
    g_free(options.trust);
    g_free(options.since);
    return status;
}
