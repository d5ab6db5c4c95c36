/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "proof/kept.h"

#include "config.h"

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

/* The file: lines of words, and last the seal over all that stands before. */
#define FORM "marbre-verified 3 " MARBRE_VERSION
#define NAME "verified"
#define TIME "time "
#define LIMIT ((size_t)8 << 20)
#define KEY_SIZE 32

/* --- the seal ----------------------------------------------------------------------------------
 */

static GBytes *
make_key(int folder)
{
    unsigned char key[KEY_SIZE];
    MARBRE_AUTO_FD fd =
        openat(folder, "key", O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0 || getrandom(key, sizeof key, 0) != (ssize_t)sizeof key ||
        !marbre_file_write_fd(fd, "key", key, sizeof key, NULL))
        return NULL;
    return g_bytes_new(key, sizeof key);
}

/* This user's key; NULL where there is no place for one. */
static GBytes *
read_key(bool make)
{
    g_autofree char *path = g_build_filename(g_get_user_state_dir(), "marbre", NULL);
    if (make && g_mkdir_with_parents(path, 0700) != 0)
        return NULL;
    MARBRE_AUTO_FD folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0)
        return NULL;
    MARBRE_AUTO_FD fd = openat(folder, "key", O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0)
        return make && errno == ENOENT ? make_key(folder) : NULL;
    struct stat about;
    if (fstat(fd, &about) != 0 || about.st_uid != geteuid() || (about.st_mode & 077) != 0 ||
        about.st_size != KEY_SIZE)
        return NULL; /* not this user's alone */
    return marbre_file_read_fd(fd, "key", KEY_SIZE, NULL);
}

static char *
seal(GBytes *key, const char *text)
{
    gsize size = 0;
    const void *data = g_bytes_get_data(key, &size);
    return g_compute_hmac_for_data(G_CHECKSUM_SHA256, data, size, (const guchar *)text,
                                   strlen(text));
}

/* --- what the verdict rests on -----------------------------------------------------------------
 */

/* This very build of the program. */
static void
add_program(GString *text)
{
    struct stat about = {0};
    (void)stat("/proc/self/exe", &about); /* without it, all builds of a version are one */
    g_string_append_printf(text, "program %lld %lld\n", (long long)about.st_size,
                           (long long)about.st_mtime);
}

static void
add_line(GHashTable *seen, GString *text, const char *line)
{
    if (g_hash_table_add(seen, g_strdup(line)))
        g_string_append_printf(text, "%s\n", line);
}

static void
add_use(GHashTable *seen, GString *text, const MarbreTaskUse *use)
{
    if (use == NULL || use->plugin->digest == NULL)
        return;
    g_autofree char *line = g_strdup_printf("plugin %s %s", use->plugin->id, use->plugin->digest);
    add_line(seen, text, line);
}

/* What stages judge is for their plugins to say. What is wrong is told anew each time, in words of
   the day. */
static void
add_rests(GString *text, const MarbreJudge *judge, char *const *rests)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (char *const *line = rests; line != NULL && *line != NULL; line++)
        add_line(seen, text, *line);
    for (guint i = 0; i < judge->faults->len; i++) {
        g_autofree char *line = g_strconcat(MARBRE_KEPT_FAULT, judge->faults->pdata[i], NULL);
        add_line(seen, text, line);
    }
    g_autoptr(GPtrArray) plans = marbre_laws_plans(judge->laws);
    for (guint i = 0; i < plans->len; i++) {
        const GPtrArray *checks = marbre_plan_get_checks(plans->pdata[i]);
        for (guint j = 0; j < checks->len; j++)
            add_use(seen, text, ((const MarbrePlannedCheck *)checks->pdata[j])->use);
    }
}

/* "plugin ID DIGEST" is still so; what was wrong stays so. */
static bool
holds(MarbreFinder *finder, const char *line)
{
    if (g_str_has_prefix(line, MARBRE_KEPT_FAULT))
        return true;
    g_auto(GStrv) words = g_strsplit(line, " ", 3);
    g_autofree char *digest = NULL;
    if (g_strv_length(words) != 3)
        return false;
    MARBRE_AUTO_FD fd = marbre_finder_open(finder, words[1], NULL, &digest, NULL);
    return fd >= 0 && g_strcmp0(digest, words[2]) == 0;
}

/* --- the file ----------------------------------------------------------------------------------
 */

static int
open_folder(MarbreStore *store)
{
    g_autofree char *own = marbre_store_own_dir(store, NULL);
    return own == NULL ? -1 : open(own, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

/* The text before its seal, which fits; NULL where there is none. */
static char *
read_sealed(MarbreStore *store)
{
    MARBRE_AUTO_FD folder = open_folder(store);
    g_autoptr(GBytes) bytes = folder < 0 ? NULL : marbre_file_read(folder, NAME, LIMIT, NULL);
    g_autoptr(GBytes) key = bytes == NULL ? NULL : read_key(false);
    if (key == NULL)
        return NULL;
    gsize size = 0;
    const char *data = g_bytes_get_data(bytes, &size);
    g_autofree char *text = g_strndup(data, size);
    char *last = strstr(text, "\nseal ");
    if (last == NULL)
        return NULL;
    g_autofree char *sealed = g_strndup(text, (size_t)(last + 1 - text));
    g_autofree char *right = seal(key, sealed);
    return strcmp(last + strlen("\nseal "), right) == 0 ? g_steal_pointer(&sealed) : NULL;
}

/* "time COMMIT INSTANT HELD FOLDER" */
static bool
read_time(MarbreVerdict *verdict, const char *line)
{
    g_auto(GStrv) words = g_strsplit(line, " ", 5);
    if (g_strv_length(words) != 5)
        return false;
    marbre_verdict_add_time(verdict, words[1], words[2],
                            (MarbreTimeHeld)g_ascii_strtoull(words[3], NULL, 10), words[4]);
    return true;
}

static void
add_times(GString *text, const MarbreVerdict *verdict)
{
    for (guint i = 0; i < verdict->times->len; i++) {
        const MarbreTimeClaimed *time = verdict->times->pdata[i];
        g_string_append_printf(text, TIME "%s %s %u %s\n", time->commit, time->at,
                               (unsigned)time->held, time->folder);
    }
}

static MarbreVerdict *
parse(char **lines, MarbreFinder *finder, char ***ret_rests)
{
    char **rests = lines + 4;
    g_autoptr(MarbreVerdict) verdict = marbre_verdict_new();
    char to[41] = "";
    unsigned long long commits = 0, transitions = 0, not_replayed = 0, proved = 0, pgp = 0;
    if (sscanf(lines[3], "to %40s %llu %llu %llu %llu %llu", to, &commits, &transitions,
               &not_replayed, &proved, &pgp) != 6)
        return NULL;
    size_t count = 0;
    for (; rests[0] != NULL && g_str_has_prefix(rests[0], TIME); rests++)
        if (!read_time(verdict, rests[0]))
            return NULL;
    for (; rests[count] != NULL && *rests[count] != '\0'; count++)
        if (!holds(finder, rests[count]))
            return NULL;
    *ret_rests = g_new0(char *, count + 1);
    for (size_t i = 0; i < count; i++)
        (*ret_rests)[i] = g_strdup(rests[i]);
    verdict->to = g_strdup(to);
    verdict->commits = commits;
    verdict->transitions = transitions;
    verdict->not_replayed = not_replayed;
    verdict->proved = proved;
    verdict->pgp = pgp;
    return g_steal_pointer(&verdict);
}

MarbreVerdict *
marbre_kept_verdict_load(MarbreStore *store,
                         MarbreFinder *finder,
                         const char *trust,
                         char ***ret_rests)
{
    *ret_rests = NULL;
    g_autofree char *text = read_sealed(store);
    if (text == NULL)
        return NULL;
    g_autoptr(GString) program = g_string_new(NULL);
    g_autofree char *trusted = g_strdup_printf("trust %s", trust);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    add_program(program);
    g_string_truncate(program, program->len - 1);
    bool same = g_strv_length(lines) > 4 && strcmp(lines[0], FORM) == 0 &&
                strcmp(lines[1], program->str) == 0 && strcmp(lines[2], trusted) == 0;
    return same ? parse(lines, finder, ret_rests) : NULL;
}

void
marbre_kept_verdict_save(const MarbreJudge *judge, char *const *rests)
{
    const MarbreVerdict *verdict = judge->verdict;
    g_autoptr(GBytes) key = read_key(true);
    MARBRE_AUTO_FD folder = key == NULL ? -1 : open_folder(judge->store);
    g_autoptr(GString) text = g_string_new(FORM "\n");
    if (folder < 0)
        return;
    add_program(text);
    g_string_append_printf(text, "trust %s\nto %s %llu %llu %llu %llu %llu\n", verdict->trust,
                           verdict->to, (unsigned long long)verdict->commits,
                           (unsigned long long)verdict->transitions,
                           (unsigned long long)verdict->not_replayed,
                           (unsigned long long)verdict->proved, (unsigned long long)verdict->pgp);
    add_times(text, verdict);
    add_rests(text, judge, rests);
    g_autofree char *closed = seal(key, text->str);
    g_string_append_printf(text, "seal %s", closed);
    g_autofree char *name = g_strdup_printf(NAME ".%d", (int)getpid());
    MARBRE_AUTO_FD fd =
        openat(folder, name, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0666);
    if (fd >= 0 && (!marbre_file_write_fd(fd, name, text->str, text->len, NULL) ||
                    renameat(folder, name, folder, NAME) != 0))
        (void)unlinkat(folder, name, 0); /* as it was */
}
