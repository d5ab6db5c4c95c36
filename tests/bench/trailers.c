/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What it costs to read the trailers of every commit: the very bytes that
 * `git log --first-parent --format='%H%(trailers)'` prints. */
#include "store/history.h"

#include <stdio.h>

static bool
tell(void *user, MarbreCommit *commit)
{
    const char *key = NULL, *value = NULL;
    fputs(commit->id, stdout);
    for (size_t i = 0; marbre_commit_trailer_at(commit, i, &key, &value); i++)
        printf("%s: %s\n", key, value == NULL ? "" : value);
    putchar('\n');
    return true;
}

int
main(int count, char **words)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbreStore) store = count == 2 ? marbre_store_open(words[1], &error) : NULL;
    if (store != NULL)
        marbre_store_set_scan(store, true); /* git log hashes nothing anew either */
    if (store != NULL && marbre_store_walk(store, NULL, true, tell, NULL, &error))
        return 0;
    fprintf(stderr, "%s\n", error == NULL ? "trailers DIR" : error->message);
    return 1;
}
