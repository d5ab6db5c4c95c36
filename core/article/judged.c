/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/judged.h"

#include "base/digest.h"
#include "base/order.h"
#include "base/text.h"

#include <marbre/plugin.h>
#include <stdbool.h>
#include <string.h>

typedef struct {
    const MarbreArticle *article;
    GPtrArray *lines;
    MarbreMediaDigest media_digest;
    void *user;
} Judged;

/* The hexadecimal digits of a digest. */
static const char *
digits(const char *digest)
{
    const char *colon = strchr(digest, ':');
    return colon ? colon + 1 : digest;
}

/* @param lang  (nullable) put before the part's name */
static void
add_line(Judged *judged, const char *lang, const char *part, const char *digest)
{
    g_ptr_array_add(judged->lines, g_strdup_printf("%s%s%s %s", lang ? lang : "", lang ? ":" : "",
                                                   part, digits(digest)));
}

static void
add_bytes(Judged *judged, const char *lang, const char *part, const void *data, size_t size)
{
    g_autofree char *digest = marbre_digest(data, size);
    add_line(judged, lang, part, digest);
}

/* Typography voids nothing: white space counts once, of whatever kind. */
static void
add_words(
    Judged *judged, const char *lang, const char *part, const MarbreCopy *copy, MarbreSpan span)
{
    const char *data = g_bytes_get_data(marbre_copy_get_bytes(copy), NULL);
    size_t size;
    g_autofree char *words =
        marbre_text_collapse(data ? data + span.start : "", (size_t)(span.end - span.start), &size);
    add_bytes(judged, lang, part, words, size);
}

static void
add_file(Judged *judged, const char *lang, const char *part, const MarbreFile *file)
{
    size_t size = 0;
    const void *data = file->bytes ? g_bytes_get_data(file->bytes, &size) : NULL;
    add_bytes(judged, lang, part, data, size);
}

static void
add_key(Judged *judged, const char *lang, const MarbreCopy *copy, const char *key)
{
    MarbreYaml *front = marbre_copy_get_front(copy);
    const MarbreYamlNode *node = marbre_yaml_lookup(marbre_yaml_get_root(front), key);
    if (!node)
        return;
    g_autofree char *part = g_strconcat("key:", key, NULL);
    add_words(judged, lang, part, copy, marbre_yaml_node_get_span(node));
}

static void
add_keys(Judged *judged, const char *lang, const MarbreCopy *copy, const char *const *keys)
{
    if (!keys || !keys[0] || !marbre_copy_has_front(copy))
        return;
    MarbreYaml *front = marbre_copy_get_front(copy);
    if (!front) { /* nobody can say which key is which, so all of it counts */
        add_words(judged, lang, "front", copy, marbre_copy_get_front_span(copy));
        return;
    }
    if (!g_strv_contains(keys, "*")) {
        for (size_t i = 0; keys[i]; i++)
            add_key(judged, lang, copy, keys[i]);
        return;
    }
    const MarbreYamlNode *root = marbre_yaml_get_root(front);
    for (size_t i = 0; i < marbre_yaml_node_get_count(root); i++) {
        g_autofree char *part = g_strconcat("key:", marbre_yaml_node_get_key(root, i), NULL);
        add_words(judged, lang, part, copy,
                  marbre_yaml_node_get_span(marbre_yaml_node_get_child(root, i)));
    }
}

/* One published language. A file that is no text counts byte by byte. */
static void
add_copy(Judged *judged, const char *lang, bool named, uint64_t parts, const char *const *keys)
{
    const char *prefix = named ? lang : NULL;
    const MarbreCopy *copy = marbre_article_get_copy(judged->article, lang);
    if (copy) {
        if (parts & MBR_PART_TEXT)
            add_words(judged, prefix, "text", copy, marbre_copy_get_body(copy));
        add_keys(judged, prefix, copy, keys);
        return;
    }
    g_autofree char *name = g_strdup_printf("index.%s.md", lang);
    const MarbreFile *file = marbre_article_get_file(judged->article, name);
    if (file && ((parts & MBR_PART_TEXT) || (keys && keys[0])))
        add_file(judged, prefix, "text", file);
}

static void
add_copies(Judged *judged, const char *lang, uint64_t parts, const char *const *keys)
{
    if (lang) {
        add_copy(judged, lang, false, parts, keys);
        return;
    }
    const char *const *langs = marbre_article_get_langs(judged->article);
    bool several = langs[0] && langs[1];
    for (size_t i = 0; langs[i]; i++)
        add_copy(judged, langs[i], several, parts, keys);
}

static void
add_source(Judged *judged)
{
    const MarbreCopy *source = marbre_article_get_source(judged->article);
    const MarbreFile *file = marbre_article_get_source_file(judged->article);
    if (source) {
        add_words(judged, NULL, "source", source, marbre_copy_get_body(source));
    } else if (file) {
        add_file(judged, NULL, "source", file);
    }
}

static bool
add_media(Judged *judged)
{
    const char *const *names = marbre_article_get_media(judged->article);
    for (size_t i = 0; names[i]; i++) {
        const MarbreFile *file = marbre_article_get_file(judged->article, names[i]);
        g_autofree char *part = g_strconcat("media:", names[i], NULL);
        if (file->bytes) {
            add_file(judged, NULL, part, file);
            continue;
        }
        g_autofree char *digest =
            judged->media_digest ? judged->media_digest(judged->user, file) : NULL;
        if (!digest)
            return false;
        add_line(judged, NULL, part, digest);
    }
    return true;
}

static char *
digest_of(const GPtrArray *lines)
{
    MarbreDigest *digest = marbre_digest_new();
    for (guint i = 0; i < lines->len; i++) {
        marbre_digest_add_text(digest, g_ptr_array_index(lines, i));
        marbre_digest_add_text(digest, "\n");
    }
    return marbre_digest_end(digest);
}

char *
marbre_judged_digest(const MarbreArticle *article,
                     const char *lang,
                     uint64_t parts,
                     const char *const *keys,
                     MarbreMediaDigest media_digest,
                     void *user,
                     GPtrArray *ret_lines)
{
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
    Judged judged = {article, lines, media_digest, user};
    add_copies(&judged, lang, parts, keys);
    if (parts & MBR_PART_SOURCE)
        add_source(&judged);
    const MarbreFile *claims = marbre_article_get_file(article, "claims.yaml");
    if ((parts & MBR_PART_CLAIMS) && claims)
        add_file(&judged, NULL, "claims", claims);
    if ((parts & MBR_PART_MEDIA) && !add_media(&judged))
        return NULL;
    g_ptr_array_sort(lines, marbre_order_texts);
    char *digest = digest_of(lines);
    for (guint i = 0; ret_lines && i < lines->len; i++)
        g_ptr_array_add(ret_lines, g_strdup(g_ptr_array_index(lines, i)));
    return digest;
}
