/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A fresh git repository for each test, judged by the real git. */
#pragma once

#include "base/error.h"
#include "store/history.h"
#include "store/write.h"

#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

typedef struct {
    char *dir;
    MarbreStore *store;
} Scratch;

/* Output of a shell command run in the repository, without its last line end; fails the test
 * where the command does. */
static inline char *
shell(const Scratch *scratch, const char *format, ...)
{
    g_autoptr(GError) error = NULL;
    char *output = NULL;
    int status = 0;
    va_list arguments;

    va_start(arguments, format);
    g_autofree char *command = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_autofree char *whole =
        g_strdup_printf("cd '%s' && export GIT_CONFIG_NOSYSTEM=1 HOME='%s' LC_ALL=C.UTF-8 "
                        "GIT_AUTHOR_DATE='1700000000 +0000' GIT_COMMITTER_DATE='1700000000 +0000' "
                        "&& { %s; }",
                        scratch->dir, scratch->dir, command);
    char *words[] = {(char *)"/bin/sh", (char *)"-c", whole, NULL};
    g_spawn_sync(NULL, words, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, NULL, &status, &error);
    g_assert_no_error(error);
    if (status != 0)
        g_error("%s: status %d: %s", command, status, output);
    return g_strchomp(output);
}

/* The same, its output being known. */
#define assert_shell(scratch, command, expected)                                                   \
    G_STMT_START                                                                                   \
    {                                                                                              \
        g_autofree char *output_ = shell((scratch), "%s", (command));                              \
        g_assert_cmpstr(output_, ==, (expected));                                                  \
    }                                                                                              \
    G_STMT_END

/* For effect alone; the output is nobody's. */
#define run(scratch, command) g_free(shell((scratch), "%s", (command)))

static inline void
scratch_reopen(Scratch *scratch)
{
    g_autoptr(GError) error = NULL;

    g_clear_pointer(&scratch->store, marbre_store_unref);
    scratch->store = marbre_store_open(scratch->dir, &error);
    g_assert_no_error(error);
    marbre_store_set_patience(scratch->store, 300);
}

/* One commit on main: an article, a policy file, both clean. */
static inline void
scratch_set_up(Scratch *scratch, const void *data)
{
    g_autoptr(GError) error = NULL;

    scratch->dir = g_dir_make_tmp("marbre-store-XXXXXX", &error);
    g_assert_no_error(error);
    run(scratch, "git init -q --template= -b main . && git config user.name Test && "
                 "git config user.email test@example.org && mkdir -p articles/2023/09/story && "
                 "echo 'name: x' > marbre.yaml && echo old > articles/2023/09/story/index.fr.md && "
                 "echo draft > articles/2023/09/story/state.yaml && git add . && "
                 "git commit -q -m First");
    scratch_reopen(scratch);
}

static inline void
scratch_tear_down(Scratch *scratch, const void *data)
{
    g_clear_pointer(&scratch->store, marbre_store_unref);
    run(scratch, "chmod -R u+w . ; cd / && rm -rf \"$OLDPWD\"");
    g_free(scratch->dir);
}

static inline MarbreSignature
somebody(void)
{
    return (MarbreSignature){.name = (char *)"Léa Morel",
                             .email = (char *)"lea@example.org",
                             .at = {.seconds = 1700000000, .offset = 120}};
}

static inline void
put(MarbreChangeset *changeset, const char *path, const char *text)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) content = g_bytes_new(text, strlen(text));

    marbre_changeset_put(changeset, path, content, &error);
    g_assert_no_error(error);
}

/* One commit that puts one file, from begin to finish. */
static inline bool
write_one(Scratch *scratch, const char *path, const char *text, GPtrArray *kept, GError **error)
{
    MarbreSignature who = somebody();
    char id[41];
    g_autoptr(MarbreWrite) write = marbre_store_begin(scratch->store, error);
    if (write == NULL)
        return false;
    g_autoptr(MarbreChangeset) changeset = marbre_changeset_new();
    put(changeset, path, text);
    return marbre_write_commit(write, NULL, changeset, &who, &who, "Put", id, error) &&
           marbre_write_finish(write, kept, error);
}

#define STORY "articles/2023/09/story/index.fr.md"

#define test_store(path, function)                                                                 \
    g_test_add((path), Scratch, NULL, scratch_set_up, (function), scratch_tear_down)
