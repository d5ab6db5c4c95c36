/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/article.h"

#include "base/path.h"
#include "base/problem.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define CLAIMS_FILE "claims.yaml"
#define NOTES_FILE "notes.yaml"
#define STATE_FILE "state.yaml"

struct MarbreArticle {
    char *folder;
    const char *slug; /* in `folder` */
    GPtrArray *files;
    GPtrArray *copies;
    GPtrArray *langs; /* of char *, NULL at the end */
    MarbreCopy *source;
    const MarbreFile *source_file;
    MarbreClaims *claims;
    MarbreState *state;
    gsize source_read; /* `source` is what it will be */
    gsize claims_read; /* `claims` likewise */
    gsize state_read;  /* `state` likewise */
    GPtrArray *media;  /* of names in `files`, NULL at the end */
    GPtrArray *problems;
    bool known; /* nobody asks for the problems */
};

bool
marbre_article_is_text_name(const char *name, char **ret_lang)
{
    size_t size = strlen(name);
    if (size < strlen("index.x.md") || !g_str_has_prefix(name, "index.") ||
        !g_str_has_suffix(name, ".md"))
        return false;
    const char *lang = name + strlen("index.");
    size_t lang_size = size - strlen("index.") - strlen(".md");
    for (size_t i = 0; i < lang_size; i++)
        if (!g_ascii_isalnum(lang[i]) && lang[i] != '-')
            return false;
    if (ret_lang)
        *ret_lang = g_strndup(lang, lang_size);
    return true;
}

const MarbreFile *
marbre_article_get_file(const MarbreArticle *article, const char *name)
{
    return marbre_files_find(article->files, name);
}

static char *
path_of(const MarbreArticle *article, const MarbreFile *file)
{
    return g_strconcat(article->folder, "/", file->name, NULL);
}

static const MarbreFile *
text_file(const MarbreArticle *article, const char *lang)
{
    g_autofree char *name = g_strdup_printf("index.%s.md", lang);
    return marbre_article_get_file(article, name);
}

static bool
is_told(const MarbreArticle *article, const char *path)
{
    for (guint i = 0; i < article->problems->len; i++)
        if (strcmp(((MarbreProblem *)g_ptr_array_index(article->problems, i))->path, path) == 0)
            return true;
    return false;
}

/* Links and folders in an article are never followed, only named. */
static void
check_files(MarbreArticle *article)
{
    for (guint i = 0; i < article->files->len; i++) {
        const MarbreFile *file = g_ptr_array_index(article->files, i);
        g_autofree char *path = path_of(article, file);
        if (!file->regular && !is_told(article, path))
            marbre_problems_add_rule(article->problems, path, NULL, 0, "marbre/forbidden-path",
                                     _("this is no plain file; put the file itself there"));
    }
}

static bool
is_readable(const MarbreFile *file)
{
    return file && file->regular && file->bytes;
}

/* Where nobody asks for the problems, the header waits until it is asked for itself: of a source,
 * hardly more than the body is. */
static MarbreCopy *
read_copy(MarbreArticle *article, const MarbreFile *file, const char *lang)
{
    if (!is_readable(file))
        return NULL;
    g_autofree char *path = path_of(article, file);
    return article->known ? marbre_copy_parse_later(path, lang, file->bytes, file->sound)
                          : marbre_copy_parse(path, lang, file->bytes, article->problems);
}

static void
read_published(MarbreArticle *article, const char *const *langs)
{
    for (size_t i = 0; langs && langs[i]; i++) {
        const MarbreFile *file = text_file(article, langs[i]);
        if (!file)
            continue;
        g_ptr_array_add(article->langs, g_strdup(langs[i]));
        MarbreCopy *copy = read_copy(article, file, langs[i]);
        if (!copy)
            continue;
        ((MarbreFile *)file)->sound = true;
        g_ptr_array_add(article->copies, copy);
    }
    g_ptr_array_add(article->langs, NULL);
}

static void
read_source(MarbreArticle *article)
{
    if (!g_once_init_enter(&article->source_read))
        return;
    const char *lang = marbre_article_key(article, "source-lang");
    article->source_file = lang ? text_file(article, lang) : NULL;
    const MarbreCopy *published =
        article->source_file ? marbre_article_get_copy(article, lang) : NULL;
    article->source = published ? marbre_copy_ref((MarbreCopy *)published)
                                : read_copy(article, article->source_file, lang);
    g_once_init_leave(&article->source_read, 1);
}

/* Where nobody asks for them the problems may be NULL. */
static void
read_claims(MarbreArticle *article, GPtrArray *problems)
{
    const MarbreFile *file = marbre_article_get_file(article, CLAIMS_FILE);
    if (!is_readable(file) || !g_once_init_enter(&article->claims_read))
        return;
    g_autofree char *path = path_of(article, file);
    article->claims = article->known ? marbre_claims_parse_later(path, file->bytes)
                                     : marbre_claims_parse(path, file->bytes, problems);
    g_once_init_leave(&article->claims_read, 1);
}

static void
read_state(MarbreArticle *article, GPtrArray *problems)
{
    const MarbreFile *file = marbre_article_get_file(article, STATE_FILE);
    if (!is_readable(file) || !g_once_init_enter(&article->state_read))
        return;
    g_autofree char *path = path_of(article, file);
    article->state = marbre_state_parse(path, file->bytes, problems);
    g_once_init_leave(&article->state_read, 1);
}

/* Every other file of the folder is a picture or something like it. */
static void
find_media(MarbreArticle *article)
{
    for (guint i = 0; i < article->files->len; i++) {
        const MarbreFile *file = g_ptr_array_index(article->files, i);
        bool own = marbre_article_is_text_name(file->name, NULL) ||
                   strcmp(file->name, CLAIMS_FILE) == 0 || strcmp(file->name, STATE_FILE) == 0 ||
                   strcmp(file->name, NOTES_FILE) == 0;
        if (own || !file->regular)
            continue;
        g_ptr_array_add(article->media, file->name);
        const char *why;
        if (marbre_media_name_check(file->name, &why))
            continue;
        g_autofree char *path = path_of(article, file);
        marbre_problems_add_rule(article->problems, path, NULL, 0, "marbre/bad-name", "%s", why);
    }
    g_ptr_array_add(article->media, NULL);
}

/* Copies those of `from` from the index on; either list may be NULL. */
static void
copy_problems(GPtrArray *problems, const GPtrArray *from, guint index)
{
    for (guint i = index; problems && from && i < from->len; i++)
        marbre_problems_add_copy(problems, g_ptr_array_index(from, i));
}

static void
clear(void *data)
{
    MarbreArticle *article = data;
    g_free(article->folder);
    g_ptr_array_unref(article->files);
    g_ptr_array_unref(article->copies);
    g_ptr_array_unref(article->langs);
    marbre_copy_unref(article->source);
    marbre_claims_unref(article->claims);
    marbre_state_free(article->state);
    g_ptr_array_unref(article->media);
    g_ptr_array_unref(article->problems);
}

MarbreArticle *
marbre_article_ref(MarbreArticle *article)
{
    return g_atomic_rc_box_acquire(article);
}

void
marbre_article_unref(MarbreArticle *article)
{
    if (article)
        g_atomic_rc_box_release_full(article, clear);
}

const char *
marbre_article_get_folder(const MarbreArticle *article)
{
    return article->folder;
}

const char *
marbre_article_get_slug(const MarbreArticle *article)
{
    return article->slug;
}

const GPtrArray *
marbre_article_get_files(const MarbreArticle *article)
{
    return article->files;
}

const GPtrArray *
marbre_article_get_copies(const MarbreArticle *article)
{
    return article->copies;
}

const char *const *
marbre_article_get_langs(const MarbreArticle *article)
{
    return (const char *const *)article->langs->pdata;
}

const MarbreCopy *
marbre_article_get_copy(const MarbreArticle *article, const char *lang)
{
    for (guint i = 0; i < article->copies->len; i++) {
        const MarbreCopy *copy = g_ptr_array_index(article->copies, i);
        if (!lang || strcmp(marbre_copy_get_lang(copy), lang) == 0)
            return copy;
    }
    return NULL;
}

/* Where nobody asks for the problems, what the header names waits until it is asked for itself, and
 * the header with it. */
const MarbreCopy *
marbre_article_get_source(const MarbreArticle *article)
{
    read_source((MarbreArticle *)article);
    return article->source;
}

const MarbreFile *
marbre_article_get_source_file(const MarbreArticle *article)
{
    read_source((MarbreArticle *)article);
    return article->source_file;
}

/* Where nobody asks for the problems, the ledgers wait until they are asked for themselves: most
 * checks never do. */
const MarbreClaims *
marbre_article_get_claims(const MarbreArticle *article)
{
    if (article->known)
        read_claims((MarbreArticle *)article, NULL);
    return article->claims;
}

const MarbreState *
marbre_article_get_state(const MarbreArticle *article)
{
    if (article->known) {
        g_autoptr(GPtrArray) problems = marbre_problems_new();
        read_state((MarbreArticle *)article, problems);
    }
    return article->state;
}

const char *const *
marbre_article_get_media(const MarbreArticle *article)
{
    return (const char *const *)article->media->pdata;
}

const char *
marbre_article_get_title(const MarbreArticle *article)
{
    const char *title = marbre_article_key(article, "title");
    return title && *title ? title : article->slug;
}

const char *
marbre_article_key(const MarbreArticle *article, const char *where)
{
    const MarbreCopy *copy = marbre_article_get_copy(article, NULL);
    return copy ? marbre_copy_get_key(copy, where) : NULL;
}

const GPtrArray *
marbre_article_problems(const MarbreArticle *article)
{
    return article->problems;
}

static MarbreArticle *
article_new(const char *folder,
            GPtrArray *files,
            const char *const *publish_langs,
            GPtrArray *problems,
            bool known)
{
    MarbreArticle *article = g_atomic_rc_box_new0(MarbreArticle);
    article->folder = g_strdup(folder);
    const char *slash = strrchr(article->folder, '/');
    article->slug = slash ? slash + 1 : article->folder;
    article->files = marbre_files_sorted(files);
    article->copies = g_ptr_array_new_with_free_func((GDestroyNotify)marbre_copy_unref);
    article->langs = g_ptr_array_new_with_free_func(g_free);
    article->media = g_ptr_array_new();
    article->problems = marbre_problems_new();
    article->known = known;
    copy_problems(article->problems, problems, 0);
    guint before = article->problems->len;
    check_files(article);
    read_published(article, publish_langs);
    if (!known) {
        read_source(article);
        read_claims(article, article->problems);
        read_state(article, article->problems);
    }
    find_media(article);
    copy_problems(problems, article->problems, before);
    return article;
}

MarbreArticle *
marbre_article_new(const char *folder,
                   GPtrArray *files,
                   const char *const *publish_langs,
                   GPtrArray *problems)
{
    return article_new(folder, files, publish_langs, problems, false);
}

MarbreArticle *
marbre_article_new_known(const char *folder, GPtrArray *files, const char *const *publish_langs)
{
    return article_new(folder, files, publish_langs, NULL, true);
}
