/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Writes through the store and nothing else, for the fault matrix:
 *   store-driver DIR put PATH TEXT [BRANCH PATH TEXT]...   one commit a branch ("-": the
 * newsroom's) store-driver DIR remove PATH                           one commit without the file
 *   store-driver DIR recover                               only what a killed run left
 * Prints DONE and the id of the first commit; exits as the command line tool does. */
#include "base/error.h"
#include "store/write.h"

#include <stdio.h>
#include <string.h>

static int
fail(const GError *error)
{
    fprintf(stderr, "store-driver: %s\n", error->message);
    return error->code >= 1 && error->code <= 4 ? error->code : 4;
}

static bool
commit(MarbreWrite *write,
       const char *branch,
       const char *path,
       const char *text,
       char id[41],
       GError **error)
{
    g_autoptr(MarbreChangeset) changeset = marbre_changeset_new();
    MarbreSignature who = {.name = (char *)"Fault Driver",
                           .email = (char *)"fault@example.org",
                           .at = {.seconds = 1700000000, .offset = 60}};
    bool good;

    if (text != NULL) {
        g_autoptr(GBytes) content = g_bytes_new(text, strlen(text));
        good = marbre_changeset_put(changeset, path, content, error);
    } else {
        good = marbre_changeset_remove(changeset, path, error);
    }
    g_autofree char *message = g_strdup_printf("Put %s", path);
    return good && marbre_write_commit(write, strcmp(branch, "-") == 0 ? NULL : branch, changeset,
                                       &who, &who, message, id, error);
}

static bool
commits(MarbreWrite *write, int argc, char **argv, char ret_id[41], GError **error)
{
    char id[41];

    if (strcmp(argv[2], "remove") == 0)
        return commit(write, "-", argv[3], NULL, ret_id, error);
    if (!commit(write, "-", argv[3], argv[4], ret_id, error))
        return false;
    for (int i = 5; i + 2 < argc; i += 3) {
        if (!commit(write, argv[i], argv[i + 1], argv[i + 2], id, error))
            return false;
    }
    return true;
}

int
main(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) kept = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *what = NULL;
    char id[41] = "";

    if (argc < 3)
        return 2;
    g_autoptr(MarbreStore) store = marbre_store_open(argv[1], &error);
    if (store == NULL)
        return fail(error);
    if (strcmp(argv[2], "recover") == 0) {
        if (!marbre_store_recover(store, &what, &error))
            return fail(error);
        printf("RECOVERED %s\n", what != NULL ? what : "nothing");
        return 0;
    }
    if (argc < (strcmp(argv[2], "remove") == 0 ? 4 : 5))
        return 2;
    g_autoptr(MarbreWrite) write = marbre_store_begin(store, &error);
    if (write == NULL || !commits(write, argc, argv, id, &error) ||
        !marbre_write_finish(write, kept, &error))
        return fail(error);
    for (guint i = 0; i < kept->len; i++)
        printf("KEPT %s\n", (const char *)g_ptr_array_index(kept, i));
    printf("DONE %s\n", id);
    return 0;
}
