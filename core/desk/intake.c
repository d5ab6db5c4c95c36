/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk/intake.h"

#include "article/copy.h"
#include "base/digest.h"
#include "base/error.h"
#include "base/path.h"
#include "base/problem.h"
#include "desk/taking.h"
#include "newsroom/original.h"
#include "yaml/edit.h"
#include "yaml/write.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
marbre_taken_free(MarbreTaken *taken)
{
    if (taken == NULL)
        return;
    g_free(taken->folder);
    g_free(taken->id);
    g_free(taken->commit);
    g_free(taken->title);
    g_free(taken->stage);
    g_free(taken->stage_id);
    g_free(taken);
}

static GPtrArray *
newcomers_new(void)
{
    return g_ptr_array_new_with_free_func((GDestroyNotify)marbre_newcomer_free);
}

/* --- new -------------------------------------------------------------------------------------- */

/* What it is to translate: NULL for nothing. */
typedef struct {
    const char *folder;
    const char *lang;
} Original;

static GBytes *
first_draft(const MarbreSession *session,
            MarbreNewsroom *newsroom,
            const MarbrePerson *actor,
            const char *title,
            const char *lang,
            const Original *original)
{
    const MarbreSettings *settings =
        marbre_policy_get_settings(marbre_newsroom_get_policy(newsroom));
    g_autofree char *day = marbre_instant_format(marbre_session_instant(session, newsroom));
    const char *const keys[][2] = {{"title", title},
                                   {"lang", lang},
                                   {"source-lang", original->lang},
                                   {MARBRE_TRANSLATES, original->folder},
                                   {"date", day},
                                   {"author", actor->name},
                                   {"outlet", settings->outlet}};
    GString *file = g_string_new("---\n");
    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
        if (keys[i][1] == NULL)
            continue;
        g_autofree char *quoted = marbre_yaml_quote(keys[i][1]);
        g_string_append_printf(file, "%s: %s\n", keys[i][0], quoted);
    }
    g_string_append(file, "---\n\n");
    return g_string_free_to_bytes(file);
}

/* The first language that readers of the other one have it in and this one is not. (transfer full)
 */
static char *
lang_to_translate(MarbreNewsroom *newsroom, const char *folder, const char *lang, GError **error)
{
    g_autoptr(MarbreArticle) original = marbre_newsroom_read_article(newsroom, folder, error);
    if (original == NULL)
        return NULL;
    for (const char *const *from = marbre_article_get_langs(original); *from != NULL; from++)
        if (strcmp(*from, lang) != 0)
            return g_strdup(*from);
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                _("%s has no text in another language than “%s” to be translated from; name the "
                  "new text's language with --lang"),
                folder, lang);
    return NULL;
}

MarbreTaken *
marbre_desk_new(const MarbreSession *session, const MarbreNewArticle *article, GError **error)
{
    g_autoptr(MarbreNewsroom) newsroom = marbre_session_newsroom(session, error);
    const MarbrePerson *actor =
        newsroom == NULL ? NULL : marbre_session_actor(session, newsroom, error);
    if (actor == NULL)
        return NULL;
    const char *lang =
        article->lang != NULL
            ? article->lang
            : marbre_policy_get_settings(marbre_newsroom_get_policy(newsroom))->publish[0];
    if (!marbre_newcomer_check_lang(lang, error))
        return NULL;
    g_autofree char *from = NULL;
    if (article->translates != NULL &&
        (from = lang_to_translate(newsroom, article->translates, lang, error)) == NULL)
        return NULL;
    const Original original = {article->translates, from};
    g_autoptr(GPtrArray) newcomers = newcomers_new();
    MarbreNewcomer *newcomer = marbre_newcomer_new(
        article->slug != NULL ? g_strdup(article->slug) : marbre_slug_make(article->title));
    g_ptr_array_add(newcomers, newcomer);
    newcomer->title = article->title;
    newcomer->chosen = true;
    marbre_newcomer_add(newcomer, lang,
                        first_draft(session, newsroom, actor, article->title, lang, &original));
    g_autoptr(GPtrArray) taken =
        marbre_newcomers_take(session, newcomers, article->workflow, error);
    return taken == NULL ? NULL : g_ptr_array_steal_index(taken, 0);
}

/* --- import ----------------------------------------------------------------------------------- */

/* A slug that says something of the words; NULL where they leave nothing in ASCII. */
static char *
slug_of_words(const char *words)
{
    if (words == NULL)
        return NULL;
    g_autofree char *slug = marbre_slug_make(words);
    return g_str_equal(slug, "article") ? NULL : g_steal_pointer(&slug);
}

/* The title, the name on the site it comes from, the first words; a text that has none of these in
   Latin letters is named by a sum over it, so that the same text keeps its name. */
static char *
slug_of(const MarbreStory *story, GBytes *written)
{
    char *slug = slug_of_words(story->title);
    if (slug == NULL)
        slug = slug_of_words(story->slug);
    for (guint i = 0; slug == NULL && i < story->blocks->len; i++)
        slug = slug_of_words(((const MarbreStoryBlock *)story->blocks->pdata[i])->text);
    if (slug != NULL)
        return slug;
    gsize size;
    const char *data = g_bytes_get_data(written, &size);
    g_autofree char *sum = marbre_digest(data, size);
    return g_strdup_printf("article-%.8s", sum + strlen("sha256:"));
}

/* What is written must be an article that can be read: copy may say more than one may hold. */
static bool
check_written(GBytes *written, const char *title, GError **error)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreCopy) copy = marbre_copy_parse("index.md", "", written, problems);
    if (copy != NULL && problems->len == 0)
        return true;
    const MarbreProblem *problem = g_ptr_array_index(problems, 0);
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE, _("“%s” makes no article: line %u: %s"),
                title == NULL ? "" : title, (unsigned)problem->line, problem->message);
    return false;
}

static bool
check_langs(const MarbreImport *import, GError **error)
{
    if (!marbre_newcomer_check_lang(import->lang, error) ||
        (import->source_lang != NULL && !marbre_newcomer_check_lang(import->source_lang, error)))
        return false;
    if (import->source_lang == NULL || strcmp(import->lang, import->source_lang) != 0)
        return true;
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                _("a text is no translation from its own language: --lang and --source-lang "
                  "are both “%s”"),
                import->lang);
    return false;
}

/* The text that says of which article it is a translation, whatever the copy said. Takes `text`. */
static GBytes *
name_original(GBytes *text, const char *folder, GError **error)
{
    g_autoptr(GBytes) written = text;
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreCopy) copy = marbre_copy_parse("index.md", "", written, problems);
    MarbreYaml *front = copy == NULL ? NULL : marbre_copy_get_front(copy);
    return front == NULL || folder == NULL
               ? g_steal_pointer(&written)
               : marbre_yaml_set_text(front, written, MARBRE_TRANSLATES, folder, error);
}

static MarbreNewcomer *
newcomer_of(const MarbreImport *import, GError **error)
{
    if (!check_langs(import, error))
        return NULL;
    const MarbreStory *story = import->story;
    g_autoptr(GBytes) text = marbre_wire_write(story, import->lang, import->source_lang);
    g_autoptr(GBytes) source = import->source == NULL
                                   ? NULL
                                   : marbre_wire_write(import->source, import->source_lang, NULL);
    text = name_original(g_steal_pointer(&text), import->translates, error);
    if (text == NULL || !check_written(text, story->title, error) ||
        (source != NULL && !check_written(source, import->source->title, error)))
        return NULL;
    MarbreNewcomer *newcomer =
        marbre_newcomer_new(import->slug != NULL ? g_strdup(import->slug) : slug_of(story, text));
    newcomer->chosen = import->slug != NULL;
    newcomer->title = story->title;
    newcomer->note = story->note;
    marbre_newcomer_add(newcomer, import->lang, g_steal_pointer(&text));
    if (source != NULL)
        marbre_newcomer_add(newcomer, import->source_lang, g_steal_pointer(&source));
    return newcomer;
}

/* Of a translation of the newsroom's own, the original says its language. */
static MarbreNewcomer *
newcomer_from(const MarbreSession *session, const MarbreImport *import, GError **error)
{
    if (import->translates == NULL)
        return newcomer_of(import, error);
    g_autoptr(MarbreNewsroom) newsroom = marbre_session_newsroom(session, error);
    g_autofree char *from =
        newsroom == NULL ? NULL
                         : lang_to_translate(newsroom, import->translates, import->lang, error);
    MarbreImport whole = *import;
    whole.source_lang = from;
    return from == NULL ? NULL : newcomer_of(&whole, error);
}

GPtrArray *
marbre_desk_import(const MarbreSession *session,
                   const MarbreImport *imports,
                   size_t count,
                   const char *workflow,
                   GError **error)
{
    g_autoptr(GPtrArray) newcomers = newcomers_new();
    for (size_t i = 0; i < count; i++) {
        MarbreNewcomer *newcomer = newcomer_from(session, &imports[i], error);
        if (newcomer == NULL)
            return NULL;
        g_ptr_array_add(newcomers, newcomer);
    }
    return marbre_newcomers_take(session, newcomers, workflow, error);
}
