/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "newsroom/adopted.h"

#include "base/date.h"
#include "base/error.h"
#include "base/path.h"
#include "base/text.h"
#include "newsroom/generator.h"
#include "store/history.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MEDIA_LIMIT (UINT64_C(64) << 20)

typedef struct {
    MarbreNewsroom *newsroom;
    const MarbreSettings *settings;
    const MarbreArticle *article;
    MarbreSnapshot *then;
    char *top;
    int64_t now;
    MarbreInstant since;
    char *origin;
    GError **error;
} Check;

static const MarbreSettings *
settings_of(MarbreNewsroom *newsroom)
{
    return marbre_policy_get_settings(marbre_newsroom_get_policy(newsroom));
}

/* ---- dates ---- */

/* "2019-05-03 10:00:00 +0200", as Jekyll writes it, in RFC 3339. (transfer full, nullable) */
static char *
with_zone(const char *written)
{
    g_autoptr(GRegex) regex = g_regex_new(
        "^(\\d{4}-\\d\\d-\\d\\d)[T ](\\d\\d:\\d\\d(?::\\d\\d)?)\\s*([+-]\\d\\d):?(\\d\\d)$", 0, 0,
        NULL);
    g_autoptr(GMatchInfo) match = NULL;
    if (!g_regex_match(regex, written, 0, &match))
        return NULL;
    return g_match_info_expand_references(match, "\\1T\\2\\3:\\4", NULL);
}

static bool
read_date(MarbreNewsroom *newsroom, const char *written, MarbreInstant *ret_instant, GError **error)
{
    GTimeZone *zone = settings_of(newsroom)->zone;
    int64_t first = 0, after = 0;
    g_autofree char *zoned = with_zone(written);
    if (marbre_instant_parse(zoned != NULL ? zoned : written, ret_instant))
        return true;
    if (marbre_moment_parse(written, zone, &first, &after)) {
        *ret_instant = marbre_instant_at(first, zone);
        return true;
    }
    g_autofree char *shown = marbre_text_shown(written);
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
                _("the date “%s” can't be read; write it as 2019-05-03 or "
                  "2019-05-03T08:30:00+02:00"),
                shown);
    return false;
}

bool
marbre_adopted_is_public(
    MarbreNewsroom *newsroom, const char *path, const MarbrePost *post, int64_t now, GError **error)
{
    MarbreInstant at;
    if (post->draft || strstr(path, "_drafts/") != NULL) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
                    _("%s is a draft: readers have not seen it. Write it anew with “marbre new”, "
                      "or take it in with “marbre import”"),
                    path);
        return false;
    }
    if (post->from != NULL && !read_date(newsroom, post->from, &at, error))
        return false;
    if (post->from != NULL && at.seconds > now) {
        g_autofree char *day = marbre_date_written(post->from);
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
                    _("readers have not seen it: it is to come out on %s"), day);
        return false;
    }
    if (post->until != NULL && !read_date(newsroom, post->until, &at, error))
        return false;
    if (post->until != NULL && at.seconds <= now) {
        g_autofree char *day = marbre_date_written(post->until);
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
                    _("readers can't see it any more: it went on %s"), day);
        return false;
    }
    return true;
}

bool
marbre_adopted_since(MarbreNewsroom *newsroom,
                     const MarbrePost *post,
                     MarbreInstant *ret_since,
                     GError **error)
{
    const MarbreSettings *settings = settings_of(newsroom);
    if (post->date != NULL)
        return read_date(newsroom, post->date, ret_since, error);
    g_autoptr(MarbreCommit) commit =
        marbre_commit_read(marbre_newsroom_get_store(newsroom), settings->before_commit, error);
    if (commit == NULL)
        return false;
    *ret_since = marbre_instant_at(commit->author->at.seconds, settings->zone);
    return true;
}

/* ---- the very files ---- */

static bool
refuse(const Check *check, const char *name)
{
    g_set_error(check->error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
                _("%s/%s is not what the site had before the newsroom was opened (before: in "
                  "marbre.yaml): readers may not have seen it. Take it in with “marbre import”"),
                marbre_article_get_folder(check->article), name);
    return false;
}

static bool
check_text(Check *check, const MarbreFile *file, const char *lang)
{
    const MarbreCopy *copy = marbre_article_get_copy(check->article, lang);
    const char *origin = copy == NULL ? NULL : marbre_copy_get_key(copy, MARBRE_POST_ORIGIN);
    if (origin == NULL || !marbre_path_is_safe(origin) ||
        !marbre_settings_is_before(check->settings, origin))
        return refuse(check, file->name);
    g_autoptr(GBytes) bytes = marbre_snapshot_read(check->then, origin, MEDIA_LIMIT, NULL);
    g_autoptr(MarbrePost) post =
        bytes == NULL ? NULL : marbre_post_read(origin, check->top, bytes, NULL);
    if (post == NULL || !g_bytes_equal(post->text, marbre_copy_get_bytes(copy)))
        return refuse(check, file->name);
    if (!marbre_adopted_is_public(check->newsroom, origin, post, check->now, check->error))
        return false;
    if (check->origin != NULL)
        return true;
    check->origin = g_strdup(origin);
    return marbre_adopted_since(check->newsroom, post, &check->since, check->error);
}

static bool
check_medium(const Check *check, const MarbreFile *file)
{
    char there[41] = "";
    g_autofree char *folder = g_path_get_dirname(check->origin);
    g_autofree char *path = g_build_filename(folder, file->name, NULL);
    g_autoptr(MarbrePostName) name =
        marbre_post_name_read(check->origin, (const char *const *)check->settings->publish);
    bool same = name != NULL && name->bundle && marbre_media_name_check(file->name, NULL) &&
                marbre_snapshot_file_id(check->then, path, there, NULL) &&
                strcmp(there, file->oid) == 0;
    return same || refuse(check, file->name);
}

static bool
check_files(Check *check)
{
    const GPtrArray *files = marbre_article_get_files(check->article);
    guint texts = 0;
    for (char **lang = check->settings->publish; *lang != NULL; lang++) {
        g_autofree char *name = g_strdup_printf("index.%s.md", *lang);
        const MarbreFile *file = marbre_article_get_file(check->article, name);
        texts += file != NULL;
        if (file != NULL && !check_text(check, file, *lang))
            return false;
    }
    for (guint i = 0; i < files->len; i++) {
        const MarbreFile *file = g_ptr_array_index(files, i);
        bool text = marbre_article_is_text_name(file->name, NULL);
        if (text) {
            if (texts-- == 0)
                return refuse(check, file->name); /* of a language that is not published */
        } else if (check->origin == NULL || !check_medium(check, file)) {
            return check->origin == NULL ? refuse(check, file->name) : false;
        }
    }
    return check->origin != NULL || refuse(check, "index");
}

bool
marbre_adopted_check(MarbreNewsroom *newsroom,
                     const MarbreArticle *article,
                     int64_t now,
                     MarbreInstant *ret_since,
                     char **ret_origin,
                     GError **error)
{
    Check check = {.newsroom = newsroom,
                   .settings = settings_of(newsroom),
                   .article = article,
                   .now = now,
                   .error = error};
    if (check.settings->before_commit == NULL)
        return refuse(&check, "index");
    g_autoptr(MarbreSnapshot) then = marbre_snapshot_commit(marbre_newsroom_get_store(newsroom),
                                                            check.settings->before_commit, error);
    g_autoptr(MarbreGenerator) generator = then == NULL ? NULL : marbre_generator_find(then, error);
    if (generator == NULL)
        return false;
    g_autofree char *top = marbre_generator_top(generator);
    check.then = then;
    check.top = top;
    bool good = check_files(&check);
    if (good) {
        *ret_since = check.since;
        *ret_origin = g_steal_pointer(&check.origin);
    }
    g_free(check.origin);
    return good;
}
