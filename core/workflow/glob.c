/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "workflow/glob.h"

#include <glib.h>
#include <string.h>

#define LONGEST_GLOB 1000
#define MOST_STARS 16

bool
marbre_glob_check(const char *glob)
{
    g_auto(GStrv) parts = g_strsplit(glob, "/", -1);
    unsigned stars = 0;

    if (*glob == '\0' || *glob == '/' || strlen(glob) > LONGEST_GLOB ||
        !g_utf8_validate(glob, -1, NULL) || strpbrk(glob, "\\\n\r") != NULL)
        return false;
    for (const char *p = glob; *p != '\0'; p++)
        stars += *p == '*';
    for (size_t i = 0; parts[i] != NULL; i++)
        if (strcmp(parts[i], ".") == 0 || strcmp(parts[i], "..") == 0 ||
            (*parts[i] == '\0' && parts[i + 1] != NULL))
            return false;
    return stars <= MOST_STARS;
}

/* A star that was met, and the first character of the path that it has not eaten yet. */
typedef struct {
    const char *glob; /* (nullable) behind the star */
    const char *path;
    bool folders; /* it eats whole folders, each with its slash */
} Star;

static bool
ends(const char *glob)
{
    return *glob == '\0' || (glob[0] == '/' && glob[1] == '\0');
}

static const char *
next_character(const char *p)
{
    p++;
    while (((unsigned char)*p & 0xC0) == 0x80)
        p++;
    return p;
}

/* Lets a star eat one character more, or one folder. */
static bool
eat(Star *star)
{
    const char *slash = star->folders ? strchr(star->path, '/') : NULL;

    if (*star->path == '\0' || (star->folders && slash == NULL))
        return false;
    star->path = star->folders ? slash + 1 : next_character(star->path);
    return true;
}

/* Goes back to the last star that can eat more; false if none can. */
static bool
retry(Star *single, Star *twin, const char **glob, const char **path)
{
    Star *star = single;

    if (single->glob == NULL || *single->path == '/' || !eat(single)) {
        single->glob = NULL;
        if (twin->glob == NULL || !eat(twin))
            return false;
        star = twin;
    }
    *glob = star->glob;
    *path = star->path;
    return true;
}

/* Only the last star of each kind is ever tried again: what an earlier one could win by eating
 * more, the last one can win as well. */
bool
marbre_glob_matches(const char *glob, const char *path)
{
    Star single = {NULL, NULL, false};
    Star twin = {NULL, NULL, false};

    for (;;) {
        if (ends(glob) && (*path == '\0' || *path == '/'))
            return true;
        if (glob[0] == '*' && glob[1] == '*') {
            bool folders = glob[2] == '/';

            glob += folders ? 3 : 2;
            twin = (Star){glob, path, folders};
            single.glob = NULL;
        } else if (*glob == '*') {
            single = (Star){++glob, path, false};
        } else if (*path != '\0' && *glob == '?' && *path != '/') {
            glob++;
            path = next_character(path);
        } else if (*path != '\0' && *glob == *path) {
            glob++;
            path++;
        } else if (!retry(&single, &twin, &glob, &path)) {
            return false;
        }
    }
}
