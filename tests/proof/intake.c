/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What comes from elsewhere: wire copy, and posts of the site that was there before. */
#include "night.h"

#include "base/error.h"
#include "desk/adopting.h"

#include <string.h>

static const char *const posts[] = {"old/premier.md", "old/second.md", "old/dossier/index.md"};

static MarbreStory *
story_of(const char *words, const char *lang, GPtrArray **ret_keep)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) file = g_bytes_new_static(words, strlen(words));
    const MarbreWireOptions options = {.format = "markdown", .lang = lang};
    *ret_keep = marbre_wire_read(file, &options, &error);
    g_assert_no_error(error);
    return (*ret_keep)->pdata[0];
}

bool
night_import(Night *night)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) own = NULL, other = NULL;
    g_autofree char *email = NULL;
    g_autofree char *folder = night_folder(night);
    g_autofree char *slug = g_path_get_basename(folder);
    bool flash = night->paper.flash && chance_of(&night->chance, 30);
    bool translated = chance_of(&night->chance, 50);
    const MarbreSession session = night_session(night, night_somebody(night), &email);
    const MarbreImport import = {
        .story =
            story_of("# Le pont\n\nLe pont sera fermé trois jours.\n\nPuis non.\n", "fr", &own),
        .lang = "fr",
        .source_lang = translated ? "en" : NULL,
        .source = story_of("# The bridge\n\nThe bridge closes.\n\nOr not.\n", "en", &other),
        .slug = slug};
    MarbreImport whole = import;
    if (!translated)
        whole.source = NULL;
    g_autoptr(GPtrArray) taken =
        marbre_desk_import(&session, &whole, 1, flash ? "flash" : NULL, &error);
    g_assert_no_error(error);
    g_ptr_array_add(night->folders, g_strdup(((MarbreTaken *)taken->pdata[0])->folder));
    return true;
}

char *
night_old_site(Night *night)
{
    g_autofree char *empty = forge_object(night->forge, GIT_OBJECT_TREE, "", 0);
    const Edit edits[] = {
        {.path = posts[0], .text = "---\ntitle: Premier\ndate: 2020-05-03\n---\n\nDes mots.\n"},
        {.path = posts[1], .text = "---\ntitle: Second\nauthor: Ana\n---\n\nEncore.\n"},
        {.path = posts[2], .text = "---\ntitle: Dossier\ndate: 2021-01-02\n---\n\nVoir.\n"},
        {.path = "old/dossier/plan.png", .text = "plan"}};
    return forge_tree(night->forge, empty, edits, G_N_ELEMENTS(edits));
}

/* By the first of a few who may. */
bool
night_adopt(Night *night)
{
    const char *path = posts[chance_below(&night->chance, G_N_ELEMENTS(posts))];
    for (unsigned tries = 0; tries < 3; tries++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *email = NULL;
        const MarbreSession session = night_session(night, night_somebody(night), &email);
        const MarbreAdoption adoption = {.path = path, .lang = "fr"};
        g_autoptr(MarbreAdopted) adopted = marbre_desk_adopt(&session, &adoption, &error);
        if (adopted != NULL) {
            g_ptr_array_add(night->folders, g_strdup(adopted->folder));
            return true;
        }
        if (error->code != MARBRE_ERROR_REFUSED)
            g_error("adopt: %s", error->message);
    }
    return false;
}
