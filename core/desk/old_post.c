/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk/old_post.h"

#include "article/post.h"
#include "base/error.h"
#include "base/path.h"
#include "base/text.h"
#include "newsroom/adopted.h"
#include "newsroom/generator.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MEDIA_LIMIT (UINT64_C(64) << 20)

typedef struct {
    const MarbreSession *session;
    MarbreNewsroom *newsroom;
    const MarbreSettings *settings;
    MarbreSnapshot *tip;
    MarbreSnapshot *files; /* as they lie; the tip where none do */
    char *top;             /* the generator's folder of content */
    char *usual;           /* language of a text whose name does not say */
    MarbrePostName *name;  /* of the text that was asked for */
    char *folder;          /* that the texts lie in */
    MarbreOldPost *post;
    GError **error;
} Gathering;

void
marbre_old_post_free(MarbreOldPost *post)
{
    if (post == NULL)
        return;
    g_free(post->title);
    g_free(post->slug);
    g_free(post->origin);
    g_ptr_array_unref(post->names);
    g_ptr_array_unref(post->bytes);
    g_ptr_array_unref(post->left);
    g_free(post);
}

static bool refuse(Gathering *gathering, MarbreErrorCode code, const char *format, ...)
    G_GNUC_PRINTF(3, 4);

/* Says no. @return false */
static bool
refuse(Gathering *gathering, MarbreErrorCode code, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    g_autofree char *message = g_strdup_vprintf(format, args);
    va_end(args);
    g_set_error_literal(gathering->error, MARBRE_ERROR, code, message);
    return false;
}

/* ---- files ---- */

/* What is adopted is what a commit has; what somebody is writing just now is left to them. */
static GBytes *
read_committed(Gathering *gathering, const char *path)
{
    g_autoptr(GBytes) bytes =
        marbre_snapshot_read(gathering->tip, path, MEDIA_LIMIT, gathering->error);
    if (bytes == NULL || gathering->files == gathering->tip)
        return g_steal_pointer(&bytes);
    g_autoptr(GBytes) lying = marbre_snapshot_read(gathering->files, path, MEDIA_LIMIT, NULL);
    if (lying != NULL && g_bytes_equal(lying, bytes))
        return g_steal_pointer(&bytes);
    (void)refuse(gathering, MARBRE_ERROR_REFUSED,
                 _("%s has changes that no commit has yet; commit them first"), path);
    return NULL;
}

static bool
add_text(Gathering *gathering, const char *path, const char *lang)
{
    MarbreOldPost *all = gathering->post;
    g_autoptr(GBytes) bytes = read_committed(gathering, path);
    g_autoptr(MarbrePost) post =
        bytes == NULL ? NULL : marbre_post_read(path, gathering->top, bytes, gathering->error);
    if (post == NULL ||
        !marbre_adopted_is_public(gathering->newsroom, path, post, gathering->session->now,
                                  gathering->error) ||
        (all->origin == NULL &&
         !marbre_adopted_since(gathering->newsroom, post, &all->published, gathering->error)))
        return false;
    if (all->origin == NULL) {
        all->origin = g_strdup(path);
        all->title = g_strdup(post->title);
        all->slug = g_strdup(post->slug);
    }
    g_ptr_array_add(all->names, g_strdup_printf("index.%s.md", lang));
    g_ptr_array_add(all->bytes, g_bytes_ref(post->text));
    return true;
}

static const char *
lang_of(const Gathering *gathering, const MarbrePostName *name)
{
    return name->lang != NULL ? name->lang : gathering->usual;
}

/* The text of a language among the folder's files: of `a`, a.fr.md, or a.md. NULL where it has
   none. (transfer full) */
static char *
find_text(const Gathering *gathering, const GPtrArray *entries, const char *lang)
{
    for (guint i = 0; i < entries->len; i++) {
        const MarbreEntry *entry = g_ptr_array_index(entries, i);
        g_autofree char *path = *gathering->folder == '\0'
                                    ? g_strdup(entry->name)
                                    : g_strdup_printf("%s/%s", gathering->folder, entry->name);
        g_autoptr(MarbrePostName) name =
            entry->kind == MARBRE_ENTRY_FILE || entry->kind == MARBRE_ENTRY_EXEC
                ? marbre_post_name_read(path, (const char *const *)gathering->settings->publish)
                : NULL;
        if (name != NULL && strcmp(name->base, gathering->name->base) == 0 &&
            strcmp(lang_of(gathering, name), lang) == 0)
            return g_steal_pointer(&path);
    }
    return NULL;
}

static bool
add_medium(Gathering *gathering, const MarbreEntry *entry)
{
    g_autofree char *path = g_strdup_printf("%s/%s", gathering->folder, entry->name);
    bool text = g_str_has_suffix(entry->name, ".md") || g_str_has_suffix(entry->name, ".markdown");
    bool plain =
        entry->kind == MARBRE_ENTRY_FILE && !text && marbre_media_name_check(entry->name, NULL);
    g_autoptr(MarbrePostName) name =
        text ? marbre_post_name_read(path, (const char *const *)gathering->settings->publish)
             : NULL;
    if (name != NULL && name->bundle)
        return true; /* the text in some language */
    if (!plain) {
        g_ptr_array_add(gathering->post->left, g_steal_pointer(&path));
        return true;
    }
    GBytes *bytes = read_committed(gathering, path);
    if (bytes == NULL)
        return false;
    g_ptr_array_add(gathering->post->names, g_strdup(entry->name));
    g_ptr_array_add(gathering->post->bytes, bytes);
    return true;
}

static bool
add_files(Gathering *gathering)
{
    g_autoptr(GPtrArray) entries =
        marbre_snapshot_list(gathering->tip, gathering->folder, gathering->error);
    if (entries == NULL)
        return false;
    for (char **lang = gathering->settings->publish; *lang != NULL; lang++) {
        g_autofree char *path = find_text(gathering, entries, *lang);
        if (path != NULL && !add_text(gathering, path, *lang))
            return false;
    }
    for (guint i = 0; gathering->name->bundle && i < entries->len; i++)
        if (!add_medium(gathering, g_ptr_array_index(entries, i)))
            return false;
    return true;
}

/* ---- which post ---- */

/* The text that a folder stands for: the index of its own. (transfer full, nullable) */
static char *
index_of(const Gathering *gathering, const char *folder)
{
    g_autoptr(GPtrArray) entries = marbre_snapshot_list(gathering->tip, folder, NULL);
    for (guint i = 0; entries != NULL && i < entries->len; i++) {
        const MarbreEntry *entry = g_ptr_array_index(entries, i);
        g_autofree char *path = g_strdup_printf("%s/%s", folder, entry->name);
        g_autoptr(MarbrePostName) name =
            marbre_post_name_read(path, (const char *const *)gathering->settings->publish);
        if (entry->kind != MARBRE_ENTRY_FOLDER && name != NULL && name->bundle)
            return g_steal_pointer(&path);
    }
    return NULL;
}

static bool
find_post(Gathering *gathering, const char *asked)
{
    g_autoptr(GError) reason = NULL;
    g_autoptr(MarbreEntry) entry =
        marbre_path_is_safe(asked) ? marbre_snapshot_entry(gathering->tip, asked, &reason) : NULL;
    if (entry == NULL)
        return refuse(gathering, MARBRE_ERROR_USAGE,
                      _("there is no %s in the last commit of the newsroom; commit it first"),
                      asked);
    g_autofree char *path =
        entry->kind == MARBRE_ENTRY_FOLDER ? index_of(gathering, asked) : g_strdup(asked);
    gathering->name =
        path == NULL
            ? NULL
            : marbre_post_name_read(path, (const char *const *)gathering->settings->publish);
    if (gathering->name == NULL)
        return refuse(gathering, MARBRE_ERROR_USAGE,
                      _("%s is no post: a post is a file in Markdown (.md), or a folder with an "
                        "index.md"),
                      asked);
    if (gathering->settings->before_commit == NULL ||
        !marbre_settings_is_before(gathering->settings, path))
        return refuse(
            gathering, MARBRE_ERROR_USAGE,
            _("%s is not among what was there before the newsroom; marbre.yaml lists that "
              "under before:"),
            asked);
    const char *slash = strrchr(gathering->name->base, '/');
    gathering->folder =
        slash == NULL ? g_strdup("")
                      : g_strndup(gathering->name->base, (size_t)(slash - gathering->name->base));
    return true;
}

static bool
find_lang(Gathering *gathering, const char *lang)
{
    const char *const *publish = (const char *const *)gathering->settings->publish;
    g_autoptr(MarbreGenerator) generator = marbre_generator_find(gathering->tip, gathering->error);
    if (generator == NULL)
        return false;
    gathering->top = marbre_generator_top(generator);
    if (lang != NULL && !g_strv_contains(publish, lang))
        return refuse(gathering, MARBRE_ERROR_USAGE,
                      _("this newsroom does not publish in “%s”; languages: in marbre.yaml says in "
                        "which"),
                      lang);
    bool known = generator->lang != NULL && g_strv_contains(publish, generator->lang);
    gathering->usual = g_strdup(lang != NULL ? lang : known ? generator->lang : publish[0]);
    return true;
}

/* The name that readers know, where it can name an article. */
static void
find_slug(Gathering *gathering)
{
    MarbreOldPost *post = gathering->post;
    if (post->slug != NULL)
        return;
    const char *name = gathering->name->name;
    post->slug = marbre_slug_check(name, NULL) ? g_strdup(name) : marbre_slug_make(name);
}

static bool
gather(Gathering *gathering, const char *path, const char *lang)
{
    if (!find_post(gathering, path) || !find_lang(gathering, lang) || !add_files(gathering))
        return false;
    if (gathering->post->origin == NULL)
        return refuse(gathering, MARBRE_ERROR_USAGE,
                      _("%s is in a language that this newsroom does not publish in; languages: in "
                        "marbre.yaml says in which, --lang says in which the text is"),
                      path);
    find_slug(gathering);
    return true;
}

MarbreOldPost *
marbre_old_post_gather(const MarbreSession *session,
                       MarbreNewsroom *newsroom,
                       const char *path,
                       const char *lang,
                       GError **error)
{
    g_autoptr(MarbreNewsroom) lying = marbre_session_as_it_lies(session, newsroom, error);
    if (lying == NULL)
        return NULL;
    g_autoptr(MarbreOldPost) post = g_new0(MarbreOldPost, 1);
    post->names = g_ptr_array_new_with_free_func(g_free);
    post->bytes = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
    post->left = g_ptr_array_new_with_free_func(g_free);
    Gathering gathering = {.session = session,
                           .newsroom = newsroom,
                           .settings =
                               marbre_policy_get_settings(marbre_newsroom_get_policy(newsroom)),
                           .tip = marbre_newsroom_get_snapshot(newsroom),
                           .files = marbre_newsroom_get_snapshot(lying),
                           .post = post,
                           .error = error};
    bool done = gather(&gathering, path, lang);
    marbre_post_name_free(gathering.name);
    g_free(gathering.folder);
    g_free(gathering.top);
    g_free(gathering.usual);
    return done ? g_steal_pointer(&post) : NULL;
}
