/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "hook/server.h"

#include "base/error.h"
#include "hook/git.h"
#include "newsroom/newsroom.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* Somebody whom no newsroom knows: the name ends as no address can (RFC 2606). */
#define NOBODY "doctor@marbre.invalid"

typedef struct {
    MarbreStore *store;
    const char *server; /* absolute */
    char *clone;        /* of which nothing stays */
    GPtrArray *looks;
} Trial;

/** A push that must be refused for just this reason. */
typedef struct {
    const char *name;
    const char *ref;
    char *commit; /* what is pushed */
    char *before; /* (nullable) where the ref stands */
    const char *rule;
} Attempt;

/* --- a clone of no consequence -----------------------------------------------------------------
 */

static void
remove_all(const char *path)
{
    g_autoptr(GDir) dir =
        g_file_test(path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open(path, 0, NULL);
    const char *name;
    while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *inside = g_build_filename(path, name, NULL);
        remove_all(inside);
    }
    (void)g_remove(path); /* what stays in a temporary folder harms nobody */
}

static bool
make_clone(Trial *trial, GError **error)
{
    trial->clone = g_dir_make_tmp("marbre-gate-XXXXXX", error);
    return trial->clone != NULL &&
           marbre_git_do(error, trial->clone, "clone", "-q", "--bare", "--shared",
                         "--template=", trial->server, "clone.git", NULL) &&
           marbre_git_do(error, trial->clone, "--git-dir=clone.git", "config", "user.name",
                         "marbre doctor", NULL) &&
           marbre_git_do(error, trial->clone, "--git-dir=clone.git", "config", "user.email", NOBODY,
                         NULL);
}

/* A commit that changes nothing and is nobody's, on top of another one or of nothing. */
static char *
make_commit(const Trial *trial, const char *parent, GError **error)
{
    const char *author[] = {"-c", "user.email=" NOBODY, "-c", "user.name=marbre doctor", NULL};
    g_autofree char *tree = NULL;
    g_autoptr(GStrvBuilder) words = g_strv_builder_new();
    if (parent != NULL)
        tree = g_strconcat(parent, "^{tree}", NULL);
    else
        tree = marbre_git_ask(trial->clone, "--git-dir=clone.git", "hash-object", "-w", "-t",
                              "tree", "/dev/null", NULL);
    g_strv_builder_addv(words, author);
    g_strv_builder_add_many(words, "--git-dir=clone.git", "commit-tree", "-m",
                            "marbre doctor: this must be refused", NULL);
    if (parent != NULL)
        g_strv_builder_add_many(words, "-p", parent, NULL);
    g_strv_builder_add(words, tree != NULL ? tree : "");
    g_auto(GStrv) whole = g_strv_builder_end(words);
    return marbre_git_run(trial->clone, (const char *const *)whole, NULL, error);
}

/* --- one attempt -------------------------------------------------------------------------------
 */

static bool
stands_at(const Trial *trial, const char *ref, const char *commit)
{
    g_autofree char *id =
        marbre_git_ask(trial->server, "rev-parse", "-q", "--verify", "--end-of-options", ref, NULL);
    return g_strcmp0(id, commit) == 0;
}

static bool
take_back(const Trial *trial, const Attempt *attempt)
{
    return attempt->before != NULL ? marbre_git_do(NULL, trial->server, "update-ref", attempt->ref,
                                                   attempt->before, attempt->commit, NULL)
                                   : marbre_git_do(NULL, trial->server, "update-ref", "-d",
                                                   attempt->ref, attempt->commit, NULL);
}

static void
tell_open(const Trial *trial, const Attempt *attempt)
{
    bool back = take_back(trial, attempt);
    marbre_gate_look_add(
        trial->looks, attempt->name, false, true,
        g_strdup_printf(back ? _("THE GATE IS OPEN: %s took what must be refused (%s). It was "
                                 "taken back")
                             : _("THE GATE IS OPEN: %s took what must be refused (%s), and it "
                                 "could not be taken back"),
                        attempt->ref, attempt->rule));
}

/* Refused for the reason that is Marbre's: its rule is in what the pusher reads. */
static void
tell_refused(const Trial *trial, const Attempt *attempt, const char *said)
{
    g_autofree char *mark = g_strdup_printf("(%s)", attempt->rule);
    if (strstr(said, mark) != NULL)
        marbre_gate_look_add(trial->looks, attempt->name, true, false,
                             g_strdup_printf(_("%s refuses what must be refused (%s)"),
                                             attempt->ref, attempt->rule));
    else
        marbre_gate_look_add(
            trial->looks, attempt->name, false, false,
            g_strdup_printf(_("%s refuses everything, and not for a reason of Marbre's: %.400s"),
                            attempt->ref, said));
}

/* Whether it was refused. */
static bool
try_one(const Trial *trial, const Attempt *attempt)
{
    g_autofree char *refspec = g_strdup_printf("%s:%s", attempt->commit, attempt->ref);
    const char *words[] = {"--git-dir=clone.git", "push",  "--no-verify", "-q",
                           trial->server,         refspec, NULL};
    g_autofree char *said = NULL;
    g_autofree char *out = marbre_git_run(trial->clone, words, &said, NULL);
    bool taken = out != NULL || stands_at(trial, attempt->ref, attempt->commit);
    if (taken)
        tell_open(trial, attempt);
    else
        tell_refused(trial, attempt, said == NULL ? "" : said);
    return !taken;
}

static bool
try_commit(const Trial *trial, const char *name, const char *ref, const char *rule)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *before =
        marbre_git_ask(trial->server, "rev-parse", "-q", "--verify", "--end-of-options", ref, NULL);
    g_autofree char *commit = make_commit(trial, before, &error);
    if (commit == NULL) {
        marbre_gate_look_add(trial->looks, name, false, false, g_strdup(error->message));
        return false;
    }
    const Attempt attempt = {name, ref, commit, before, rule};
    return try_one(trial, &attempt);
}

/* The branch of rendered output, as the rules in force name it. (transfer full, nullable) */
static char *
published_in(MarbreStore *store)
{
    g_autoptr(MarbreSnapshot) snapshot = marbre_snapshot_commit(store, NULL, NULL);
    g_autoptr(MarbreNewsroom) newsroom =
        snapshot == NULL ? NULL : marbre_newsroom_new(store, snapshot, NULL);
    return newsroom == NULL
               ? NULL
               : g_strconcat(
                     "refs/heads/",
                     marbre_policy_get_settings(marbre_newsroom_get_policy(newsroom))->published,
                     NULL);
}

/* The least harmful first: where a gate is open, nobody's newsroom is moved to prove it. */
static void
try_all(const Trial *trial)
{
    const char *branch = marbre_store_get_branch(trial->store);
    g_autofree char *main_ref = branch == NULL ? NULL : g_strconcat("refs/heads/", branch, NULL);
    g_autofree char *published = published_in(trial->store);
    if (!try_commit(trial, "try-ref", "refs/marbre/doctor", "marbre/forbidden-ref"))
        return;
    if (published != NULL && !try_commit(trial, "try-published", published, "marbre/not-rendered"))
        return;
    if (main_ref != NULL)
        (void)try_commit(trial, "try-newsroom", main_ref, "marbre/unknown-person");
}

void
marbre_gate_try(MarbreStore *store, const char *dir, GPtrArray *looks)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *server = g_canonicalize_filename(dir, NULL);
    Trial trial = {.store = store, .server = server, .looks = looks};
    if (make_clone(&trial, &error))
        try_all(&trial);
    else
        marbre_gate_look_add(looks, "try", false, false, g_strdup(error->message));
    if (trial.clone != NULL)
        remove_all(trial.clone);
    g_free(trial.clone);
}
