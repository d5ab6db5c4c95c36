/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "newsroom/record.h"

#include "article/diff.h"
#include "article/judged.h"
#include "newsroom/content.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
append_changes(GPtrArray *all, GPtrArray *some)
{
    for (guint i = 0; i < some->len; i++)
        g_ptr_array_add(all, g_ptr_array_index(some, i));
    g_ptr_array_set_free_func(some, NULL);
    g_ptr_array_unref(some);
}

static MarbreWordChange *
whole_part(const char *part, const char *before, const char *after)
{
    MarbreWordChange *change = g_new0(MarbreWordChange, 1);
    change->part = g_strdup(part);
    change->removed = g_strdup(before == NULL ? "" : before);
    change->added = g_strdup(after == NULL ? "" : after);
    return change;
}

/* Files that are compared whole: a picture is another picture, whatever differs in it. */
static void
compare_media(GPtrArray *changes, const MarbreArticle *before, const MarbreArticle *after)
{
    const GPtrArray *files = marbre_article_get_files(after);
    for (guint i = 0; i < files->len; i++) {
        const MarbreFile *file = g_ptr_array_index(files, i);
        const MarbreFile *old = marbre_article_get_file(before, file->name);
        bool media = g_strv_contains(marbre_article_get_media(after), file->name);
        if (media && (old == NULL || strcmp(old->oid, file->oid) != 0))
            g_ptr_array_add(changes,
                            whole_part("media", old == NULL ? NULL : file->name, file->name));
    }
    for (const char *const *name = marbre_article_get_media(before); *name != NULL; name++)
        if (marbre_article_get_file(after, *name) == NULL)
            g_ptr_array_add(changes, whole_part("media", *name, NULL));
}

static const char *
bytes_of(const MarbreArticle *article, const char *name, size_t *ret_size)
{
    const MarbreFile *file = marbre_article_get_file(article, name);
    gsize size = 0;
    const char *data =
        file == NULL || file->bytes == NULL ? NULL : g_bytes_get_data(file->bytes, &size);
    *ret_size = data == NULL ? 0 : size;
    return data == NULL ? "" : data;
}

static void
compare_claims(GPtrArray *changes, const MarbreArticle *before, const MarbreArticle *after)
{
    size_t old_size = 0, new_size = 0;
    const char *old = bytes_of(before, "claims.yaml", &old_size);
    const char *new = bytes_of(after, "claims.yaml", &new_size);
    GPtrArray *words = marbre_diff_words(old, old_size, new, new_size);
    for (guint i = 0; i < words->len; i++) {
        MarbreWordChange *change = g_ptr_array_index(words, i);
        if (change->part == NULL)
            change->part = g_strdup("claims");
    }
    append_changes(changes, words);
}

static const char *const *
all_langs(const MarbreArticle *before, const MarbreArticle *after)
{
    const char *const *one = marbre_article_get_langs(before);
    const char *const *other = marbre_article_get_langs(after);
    return g_strv_length((char **)one) > g_strv_length((char **)other) ? one : other;
}

static GPtrArray *
source_changes(const MarbreArticle *before, const MarbreArticle *after)
{
    GPtrArray *words = marbre_words_changed(marbre_article_get_source(before),
                                            marbre_article_get_source(after), NULL);
    for (guint i = 0; i < words->len; i++) {
        MarbreWordChange *change = g_ptr_array_index(words, i);
        g_free(change->part);
        change->part = g_strdup("source");
    }
    return words;
}

GPtrArray *
marbre_record_changes(const MarbreArticle *before,
                      const MarbreArticle *after,
                      const MarbreJudged *judged)
{
    static const char *const none[] = {NULL};
    const MarbreJudged *what = judged == NULL ? marbre_record_seen() : judged;
    const char *const *keys = what->keys == NULL ? none : (const char *const *)what->keys;
    GPtrArray *changes = g_ptr_array_new_with_free_func((GDestroyNotify)marbre_word_change_free);
    for (const char *const *lang = all_langs(before, after); *lang != NULL; lang++) {
        GPtrArray *words = marbre_words_changed(marbre_article_get_copy(before, *lang),
                                                marbre_article_get_copy(after, *lang), keys);
        if ((what->parts & MBR_PART_TEXT) == 0)
            for (guint i = words->len; i > 0; i--)
                if (g_strcmp0(((MarbreWordChange *)words->pdata[i - 1])->part, "text") == 0)
                    g_ptr_array_remove_index(words, i - 1);
        append_changes(changes, words);
    }
    if ((what->parts & MBR_PART_SOURCE) != 0)
        append_changes(changes, source_changes(before, after));
    if ((what->parts & MBR_PART_CLAIMS) != 0)
        compare_claims(changes, before, after);
    if ((what->parts & MBR_PART_MEDIA) != 0)
        compare_media(changes, before, after);
    return changes;
}

char *
marbre_record_name_changes(const GPtrArray *changes)
{
    GString *words = g_string_new(NULL);
    for (guint i = 0; i < changes->len && i < 3; i++) {
        const MarbreWordChange *change = g_ptr_array_index(changes, i);
        g_string_append(words, i == 0 ? "" : ", ");
        if (*change->removed != '\0' && *change->added != '\0')
            g_string_append_printf(words, _("“%s” became “%s”"), change->removed, change->added);
        else if (*change->added != '\0')
            g_string_append_printf(words, _("“%s” was added"), change->added);
        else
            g_string_append_printf(words, _("“%s” was taken out"), change->removed);
    }
    if (changes->len > 3)
        g_string_append_printf(words,
                               g_dngettext(GETTEXT_PACKAGE, " and %u other change",
                                           " and %u other changes", changes->len - 3),
                               changes->len - 3);
    return g_string_free(words, FALSE);
}

/* The first words of a language that are not what was published; NULL where all are. */
static MarbreWordChange *
first_change(const MarbreArticle *before, const MarbreArticle *article, const char *lang)
{
    GPtrArray *words = marbre_words_changed(marbre_article_get_copy(before, lang),
                                            marbre_article_get_copy(article, lang),
                                            (const char *const *)marbre_record_seen()->keys);
    MarbreWordChange *first = words->len == 0 ? NULL : g_ptr_array_steal_index(words, 0);
    g_ptr_array_unref(words);
    return first;
}

static char *
name_change(const MarbreWordChange *change)
{
    if (*change->removed == '\0')
        return g_strdup_printf(
            _("published words were changed without a correction: “%s” was added"), change->added);
    if (*change->added == '\0')
        return g_strdup_printf(
            _("published words were changed without a correction: “%s” was taken out"),
            change->removed);
    return g_strdup_printf(_("published words were changed without a correction: “%s” became “%s”"),
                           change->removed, change->added);
}

/* Pictures that are not those that were published, where the words are. (transfer full, nullable)
 */
static char *
name_picture(const MarbreArticle *before, const MarbreArticle *article, char **ret_path)
{
    g_autoptr(GPtrArray) changes =
        g_ptr_array_new_with_free_func((GDestroyNotify)marbre_word_change_free);
    if (before != NULL)
        compare_media(changes, before, article);
    if (changes->len == 0)
        return NULL;
    const MarbreWordChange *change = g_ptr_array_index(changes, 0);
    const char *name = *change->added != '\0' ? change->added : change->removed;
    *ret_path = g_strdup_printf("%s/%s", marbre_article_get_folder(article), name);
    if (*change->removed == '\0')
        return g_strdup_printf(_("the picture “%s” joined a published article without a "
                                 "correction"),
                               name);
    if (*change->added == '\0')
        return g_strdup_printf(_("the published picture “%s” was taken out without a correction"),
                               name);
    return g_strdup_printf(_("the published picture “%s” was replaced without a correction"), name);
}

MarbreFinding *
marbre_record_silent_edit(MarbreNewsroom *newsroom, const MarbreArticle *article)
{
    const MarbreState *state = marbre_article_get_state(article);
    if (state == NULL || state->publication == NULL ||
        strcmp(state->stage, MARBRE_STAGE_PUBLISHED) != 0 ||
        marbre_record_is_settled(newsroom, article))
        return NULL;
    const char *folder = marbre_article_get_folder(article);
    MarbreFinding finding = {.rule = "marbre/silent-edit",
                             .severity = MARBRE_SEVERITY_ERROR,
                             .article = folder,
                             .path = folder,
                             .message = _("published words were changed without a correction"),
                             .blocks = MARBRE_BLOCKS_NOW};
    g_autofree char *words = NULL, *path = NULL;
    g_autoptr(MarbreWordChange) change = NULL;
    g_autoptr(MarbreArticle) before =
        marbre_content_article(newsroom, folder, state->publication->content, NULL);
    const char *const *lang = before == NULL ? NULL : all_langs(before, article);
    for (; lang != NULL && *lang != NULL && change == NULL; lang++) {
        change = first_change(before, article, *lang);
        if (change == NULL)
            continue;
        const MarbreCopy *copy = marbre_article_get_copy(article, *lang);
        path = g_strdup_printf("%s/index.%s.md", folder, *lang);
        finding.path = path;
        if (copy != NULL) {
            finding.start = marbre_lines_place(marbre_copy_get_lines(copy), change->after.start);
            finding.end = marbre_lines_place(marbre_copy_get_lines(copy), change->after.end);
        }
        words = name_change(change);
        finding.message = words;
    }
    if (change == NULL && (words = name_picture(before, article, &path)) != NULL) {
        finding.path = path;
        finding.message = words;
    }
    return marbre_finding_new(&finding);
}
