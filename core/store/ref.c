/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/ref.h"

#include "base/file.h"
#include "store/desk.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool
marbre_ref_read(MarbreStore *store, const char *ref, git_oid *ret_id, GError **error)
{
    git_reference *reference = NULL;
    int status = git_reference_lookup(&reference, store->repo, ref);

    if (status == GIT_ENOTFOUND) {
        memset(ret_id, 0, sizeof *ret_id);
        return true;
    }
    if (status < 0)
        return marbre_git_fail(error, MARBRE_ERROR_FAILED, "%s", ref);
    const git_oid *id = git_reference_target(reference);
    bool direct = id != NULL;
    if (direct)
        *ret_id = *id;
    else
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED,
                    _("%s is a symbolic name for another branch; name that branch itself"), ref);
    git_reference_free(reference);
    return direct;
}

/* A branch `a` and a branch `a/b` cannot both be; packed ones leave no file in the way. */
static bool
name_is_free(MarbreStore *store, const char *ref, GError **error)
{
    g_autofree char *below = g_strconcat(ref, "/*", NULL);
    g_autofree char *above = g_strdup(ref);
    git_reference_iterator *iterator = NULL;
    const char *name = NULL;
    git_oid id;

    if (git_reference_iterator_glob_new(&iterator, store->repo, below) < 0)
        return marbre_git_fail(error, MARBRE_ERROR_FAILED, "%s", ref);
    bool taken = git_reference_next_name(&name, iterator) == 0;
    git_reference_iterator_free(iterator);
    for (char *slash = strrchr(above, '/'); !taken && strlen(above) > strlen("refs/heads/");
         slash = strrchr(above, '/')) {
        *slash = '\0';
        taken = strlen(above) > strlen("refs/heads/") &&
                git_reference_name_to_id(&id, store->repo, above) == 0;
    }
    if (taken)
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED,
                    _("%s cannot be made: a branch of a longer or shorter name is in the way"),
                    ref);
    return !taken;
}

static bool
moved(const MarbreMove *move, const git_oid *now, GError **error)
{
    const char *branch = move->ref + strlen("refs/heads/");
    char hex[41];

    marbre_oid_format(now, hex);
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_BUSY,
                _("%s moved meanwhile, to %.10s; nothing was changed, try again"), branch, hex);
    return false;
}

MarbreHeld *
marbre_ref_open(MarbreStore *store, const char *own, const MarbreMove *move, GError **error)
{
    g_autofree char *path = g_build_filename(store->common, move->ref, NULL);

    return marbre_held_new(store, own, path, error);
}

bool
marbre_ref_prepare(MarbreStore *store, MarbreHeld *held, const MarbreMove *move, GError **error)
{
    char line[42];
    git_oid now;

    if (!marbre_held_lock(store, held, error) || !marbre_ref_read(store, move->ref, &now, error))
        return false;
    if (!git_oid_equal(&now, &move->from))
        return moved(move, &now, error);
    if (git_oid_is_zero(&now) && !name_is_free(store, move->ref, error))
        return false;
    marbre_oid_format(&move->to, line);
    line[40] = '\n';
    /* Synced with all else before anything moves. */
    return marbre_file_write_fd(held->fd, held->lock, line, 41, error);
}

/* Git keeps a log where one is already, or where its configuration (by default) wants one. */
static bool
log_is_wanted(MarbreStore *store, const char *path)
{
    struct stat status;

    if (lstat(path, &status) == 0)
        return S_ISREG(status.st_mode);
    g_autofree char *asked = marbre_store_config_get(store, "core.logallrefupdates");
    if (asked == NULL)
        return git_repository_is_bare(store->repo) == 0;
    int on = 0;
    return g_ascii_strcasecmp(asked, "always") == 0 ||
           (git_config_parse_bool(&on, asked) == 0 && on == 1);
}

/* Whether the last line tells of this move already, from before a crash. */
static bool
log_ends_in(int fd, const char *line, bool *ret_torn)
{
    char tail[4096];
    struct stat status;

    *ret_torn = false;
    if (fstat(fd, &status) < 0 || status.st_size == 0)
        return false;
    off_t start = MAX(0, status.st_size - (off_t)sizeof tail + 1);
    ssize_t size = pread(fd, tail, sizeof tail - 1, start);
    if (size <= 0)
        return false;
    tail[size] = '\0';
    *ret_torn = tail[size - 1] != '\n';
    return g_str_has_suffix(tail, line);
}

static bool
log_append(MarbreStore *store, const char *path, const char *line, GError **error)
{
    g_autofree char *folder = g_path_get_dirname(path);
    bool torn;

    if (!log_is_wanted(store, path))
        return true;
    if (g_mkdir_with_parents(folder, 0777) < 0)
        return marbre_errno_fail(error, "%s", folder);
    MARBRE_AUTO_FD fd = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (fd < 0)
        return marbre_errno_fail(error, "%s", path);
    if (log_ends_in(fd, line, &torn))
        return true;
    g_autofree char *text = g_strconcat(torn ? "\n" : "", line, NULL);
    return marbre_file_write_fd(fd, path, text, strlen(text), error);
}

static bool
move_log(MarbreStore *store, const MarbreJournal *journal, const MarbreMove *move, GError **error)
{
    char from[41], to[41];

    marbre_oid_format(&move->from, from);
    marbre_oid_format(&move->to, to);
    g_autofree char *line = g_strdup_printf("%s %s %s\t%s\n", from, to, journal->who,
                                            journal->reason != NULL ? journal->reason : "marbre");
    g_autofree char *path = g_build_filename(store->common, "logs", move->ref, NULL);
    if (!log_append(store, path, line, error))
        return false;
    if (move->desk == NULL)
        return true;
    g_autofree char *gitdir = marbre_desk_gitdir(store, move->desk);
    g_autofree char *head = g_build_filename(gitdir, "logs", "HEAD", NULL);
    return log_append(store, head, line, error);
}

bool
marbre_ref_move(MarbreStore *store,
                const MarbreJournal *journal,
                const MarbreMove *move,
                MarbreHeld *held,
                GError **error)
{
    return move_log(store, journal, move, error) && marbre_held_commit(held, error);
}
