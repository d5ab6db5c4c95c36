/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/journal.h"

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <pwd.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define TITLE "marbre-journal "
#define VERSION_LINE TITLE "1\n"
#define LIMIT ((size_t)64 << 10)
#define MOVES_LIMIT 64

static void
move_free(void *memory)
{
    MarbreMove *move = memory;

    g_free(move->ref);
    g_free(move->desk);
    g_free(move);
}

MarbreJournal *
marbre_journal_new(void)
{
    MarbreJournal *journal = g_new0(MarbreJournal, 1);

    journal->moves = g_ptr_array_new_with_free_func(move_free);
    return journal;
}

void
marbre_journal_free(MarbreJournal *journal)
{
    if (journal == NULL)
        return;
    g_ptr_array_unref(journal->moves);
    g_free(journal->who);
    g_free(journal->reason);
    g_free(journal);
}

MarbreMove *
marbre_journal_add(MarbreJournal *journal, const char *ref)
{
    MarbreMove *move = g_new0(MarbreMove, 1);

    move->ref = g_strdup(ref);
    g_ptr_array_add(journal->moves, move);
    return move;
}

/* One word on a line: "-" is none, "=" is empty. */
static char *
word_write(const char *text)
{
    if (text == NULL)
        return g_strdup("-");
    return *text == '\0' ? g_strdup("=") : g_uri_escape_string(text, "/", FALSE);
}

static bool
word_parse(const char *word, char **ret_text)
{
    if (strcmp(word, "-") == 0) {
        *ret_text = NULL;
        return true;
    }
    *ret_text = strcmp(word, "=") == 0 ? g_strdup("") : g_uri_unescape_string(word, NULL);
    return *ret_text != NULL;
}

char *
marbre_journal_format(const MarbreJournal *journal)
{
    g_autoptr(GString) text = g_string_new(VERSION_LINE);
    g_autofree char *who = word_write(journal->who);
    g_autofree char *reason = word_write(journal->reason);

    g_string_append_printf(text, "who %s\nreason %s\n", who, reason);
    for (guint i = 0; i < journal->moves->len; i++) {
        const MarbreMove *move = g_ptr_array_index(journal->moves, i);
        g_autofree char *ref = word_write(move->ref);
        g_autofree char *desk = word_write(move->desk);
        char from[41], to[41];
        marbre_oid_format(&move->from, from);
        marbre_oid_format(&move->to, to);
        g_string_append_printf(text, "move %s %s %s %s\n", ref, from, to, desk);
    }
    g_autofree char *sum = g_compute_checksum_for_string(G_CHECKSUM_SHA256, text->str, -1);
    g_string_append_printf(text, "sum %s\n", sum);
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static bool
ref_is_good(const char *ref)
{
    return ref != NULL && g_str_has_prefix(ref, "refs/heads/") &&
           marbre_branch_is_valid(ref + strlen("refs/heads/"));
}

/* The name of a folder in git's `worktrees`. */
static bool
desk_is_good(const char *desk)
{
    return desk == NULL || *desk == '\0' ||
           (strchr(desk, '/') == NULL && strcmp(desk, ".") != 0 && strcmp(desk, "..") != 0);
}

static bool
move_parse(MarbreJournal *journal, char **words)
{
    g_autofree char *ref = NULL;

    if (g_strv_length(words) != 5 || journal->moves->len == MOVES_LIMIT ||
        !word_parse(words[1], &ref) || !ref_is_good(ref))
        return false;
    MarbreMove *move = marbre_journal_add(journal, ref);
    return marbre_oid_parse(words[2], &move->from, NULL) &&
           marbre_oid_parse(words[3], &move->to, NULL) && git_oid_is_zero(&move->to) == 0 &&
           word_parse(words[4], &move->desk) && desk_is_good(move->desk);
}

static bool
line_parse(MarbreJournal *journal, const char *line)
{
    g_auto(GStrv) words = g_strsplit(line, " ", 6);

    if (words[0] == NULL || words[1] == NULL)
        return false;
    if (strcmp(words[0], "move") == 0)
        return move_parse(journal, words);
    if (strcmp(words[0], "who") == 0 && journal->who == NULL)
        return word_parse(words[1], &journal->who);
    if (strcmp(words[0], "reason") == 0 && journal->reason == NULL)
        return word_parse(words[1], &journal->reason);
    return false;
}

MarbreJournal *
marbre_journal_parse(const char *text, size_t size)
{
    g_autoptr(MarbreJournal) journal = marbre_journal_new();
    bool good = size > strlen(VERSION_LINE) && size <= LIMIT && memchr(text, 0, size) == NULL &&
                text[size - 1] == '\n' && g_str_has_prefix(text, VERSION_LINE);
    g_auto(GStrv) lines = NULL;

    if (good) {
        g_autofree char *copy =
            g_strndup(text + strlen(VERSION_LINE), size - strlen(VERSION_LINE) - 1);
        char *sum = g_strrstr(copy, "\nsum ");
        if (sum != NULL)
            *sum = '\0'; /* the check below covers it */
        lines = g_strsplit(copy, "\n", -1);
    }
    for (size_t i = 0; good && lines[i] != NULL; i++)
        good = line_parse(journal, lines[i]);
    good = good && journal->moves->len > 0 && journal->who != NULL;
    if (good) {
        g_autofree char *again = marbre_journal_format(journal);
        good = strlen(again) == size && memcmp(again, text, size) == 0;
    }
    return good ? g_steal_pointer(&journal) : NULL;
}

static char *
path_of(const char *own, const char *name)
{
    return g_build_filename(own, name, NULL);
}

bool
marbre_journal_write(const MarbreJournal *journal, const char *own, GError **error)
{
    g_autofree char *text = marbre_journal_format(journal);
    g_autofree char *draft = path_of(own, "journal.new");
    g_autofree char *path = path_of(own, "journal");
    MARBRE_AUTO_FD fd = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0644);

    if (fd < 0)
        return marbre_errno_fail(error, "%s", draft);
    if (!marbre_file_write_fd(fd, draft, text, strlen(text), error)) {
        (void)unlink(draft); /* the error at hand says more */
        return false;
    }
    if (fchmod(fd, 0644) < 0 || rename(draft, path) < 0) {
        marbre_errno_fail(error, "%s", path);
        (void)unlink(draft); /* likewise */
        return false;
    }
    return true;
}

bool
marbre_journal_remove(const char *own, GError **error)
{
    g_autofree char *path = path_of(own, "journal");

    return unlink(path) == 0 || errno == ENOENT || marbre_errno_fail(error, "%s", path);
}

bool
marbre_journal_is_there(const char *own)
{
    g_autofree char *path = path_of(own, "journal");
    struct stat status;

    return lstat(path, &status) == 0;
}

bool
marbre_journal_refuse(const char *own, GError **error)
{
    g_autofree char *path = path_of(own, "journal");
    g_autofree char *aside = path_of(own, "journal.refused");

    return rename(path, aside) == 0 || marbre_errno_fail(error, "%s", path);
}

static bool
foreign(const char *path, uid_t owner, GError **error)
{
    const struct passwd *who = getpwuid(owner);

    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED,
                _("%s: a command of another user (%s) was interrupted; any writing command of "
                  "theirs finishes it"),
                path, who != NULL ? who->pw_name : "?");
    return false;
}

/* A newer version's journal is for that version; everything else unreadable is set aside. */
static bool
parse_or_refuse(const char *own,
                GBytes *content,
                MarbreJournal **ret_journal,
                bool *ret_refused,
                GError **error)
{
    size_t size;
    const char *text = g_bytes_get_data(content, &size);
    MarbreJournal *journal = size > 0 ? marbre_journal_parse(text, size) : NULL;

    if (journal == NULL && size > strlen(VERSION_LINE) && memcmp(text, TITLE, strlen(TITLE)) == 0 &&
        memcmp(text, VERSION_LINE, strlen(VERSION_LINE)) != 0) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED,
                    _("%s/journal was left by another version of marbre, which must finish it"),
                    own);
        return false;
    }
    *ret_journal = journal;
    /* An empty one is what a power loss leaves of a journal that was not yet synced. */
    if (size == 0)
        return marbre_journal_remove(own, error);
    *ret_refused = journal == NULL;
    return journal != NULL || marbre_journal_refuse(own, error);
}

bool
marbre_journal_read(const char *own, MarbreJournal **ret_journal, bool *ret_refused, GError **error)
{
    g_autofree char *draft = path_of(own, "journal.new");
    g_autofree char *path = path_of(own, "journal");
    struct stat status;

    *ret_journal = NULL;
    *ret_refused = false;
    if (unlink(draft) < 0 && errno != ENOENT)
        return marbre_errno_fail(error, "%s", draft);
    MARBRE_AUTO_FD fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (fd < 0 && errno == ENOENT)
        return true;
    if (fd < 0 && errno != ELOOP)
        return marbre_errno_fail(error, "%s", path);
    if (fd >= 0 && fstat(fd, &status) < 0)
        return marbre_errno_fail(error, "%s", path);
    if (fd >= 0 && status.st_uid != geteuid())
        return foreign(path, status.st_uid, error);
    bool trusted = fd >= 0 && S_ISREG(status.st_mode) && (status.st_mode & 022) == 0 &&
                   (size_t)status.st_size <= LIMIT;
    if (!trusted) {
        *ret_refused = true;
        return marbre_journal_refuse(own, error);
    }
    g_autoptr(GBytes) content = marbre_file_read_fd(fd, path, LIMIT, error);
    return content != NULL && parse_or_refuse(own, content, ret_journal, ret_refused, error);
}
