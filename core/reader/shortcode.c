/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "reader/shortcode.h"

#include <stdbool.h>
#include <string.h>

/* Bytes of the longest shortcode; what is longer is text that has a bracket in it. */
enum { TAG_LIMIT = 1024 };

typedef struct {
    char *name;
    const char *attributes; /* with their end before `]` */
    size_t attributes_size;
    bool closes; /* `[/name]` */
    size_t size; /* from [ to ] */
} Tag;

/* Whose content is a site's layout: the tags go, the words between them stay. */
static const char *const frames[] = {"vc_", "et_pb_", "fusion_", "av_", "su_", "elementor-", NULL};
static const char *const players[] = {"audio",        "video", "playlist", "contact-form-7",
                                      "gravityform",  "ad",    "adrotate", "wpforms",
                                      "social_share", NULL};

/* Those that stand for something in the text. */
static const char *const written[] = {"caption", "wp_caption", "embed", "gallery", NULL};

static bool
is_frame(const char *name)
{
    for (size_t i = 0; frames[i] != NULL; i++)
        if (g_str_has_prefix(name, frames[i]))
            return true;
    return false;
}

static bool
take_tag(const char *p, Tag *ret_tag)
{
    const char *name = p + 1;
    bool closes = *name == '/';
    name += closes;
    size_t size = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_-");
    g_autofree char *word = g_strndup(name, size);
    bool known = size > 0 && (is_frame(word) || g_strv_contains(players, word) ||
                              g_strv_contains(written, word));
    const char *end = known ? memchr(name, ']', strnlen(name, TAG_LIMIT)) : NULL;
    if (end == NULL || strchr(" \t\r\n]/", name[size]) == NULL)
        return false;
    *ret_tag = (Tag){.name = g_steal_pointer(&word),
                     .attributes = name + size,
                     .attributes_size = (size_t)(end - name - (ptrdiff_t)size),
                     .closes = closes,
                     .size = (size_t)(end + 1 - p)};
    return true;
}

/* (transfer full, nullable) the value of `name="…"`, `name='…'` or `name=…` */
static char *
attribute(const Tag *tag, const char *name)
{
    g_autofree char *attributes = g_strndup(tag->attributes, tag->attributes_size);
    g_autofree char *key = g_strconcat(name, "=", NULL);
    for (const char *p = attributes; (p = strstr(p, key)) != NULL; p++) {
        if (p == attributes || strchr(" \t\r\n", p[-1]) == NULL)
            continue;
        p += strlen(key);
        const char *value = *p == '"' || *p == '\'' ? p + 1 : p;
        size_t size = value == p ? strcspn(p, " \t\r\n") : strcspn(value, *p == '"' ? "\"" : "'");
        return g_strndup(value, size);
    }
    return NULL;
}

/* A content on its way. What is not closed once is not closed further on either. */
typedef struct {
    GString *out;
    GPtrArray *dropped;
    bool unclosed[G_N_ELEMENTS(written)];
} Expansion;

/* Where `[/name]` begins behind `p`. (nullable) */
static const char *
closing(Expansion *expansion, const char *p, const char *name)
{
    size_t index = 0;
    while (written[index] != NULL && strcmp(written[index], name) != 0)
        index++;
    g_autofree char *end = g_strdup_printf("[/%s]", name);
    const char *found = expansion->unclosed[index] ? NULL : strstr(p, end);
    expansion->unclosed[index] = found == NULL;
    return found;
}

/* Behind the picture that a caption begins with, and the link around it. */
static const char *
behind_picture(const char *p, const char *end)
{
    const char *img = strstr(p, "<img");
    const char *close = img == NULL || img >= end ? NULL : strchr(img, '>');
    if (close == NULL || close >= end)
        return NULL;
    close++;
    const char *link = close + strspn(close, " \t\r\n");
    return g_str_has_prefix(link, "</a>") && link < end ? link + strlen("</a>") : close;
}

static void
append_caption(GString *out, const Tag *tag, const char *words, const char *end)
{
    const char *picture = behind_picture(words, end);
    g_autofree char *old = attribute(tag, "caption");
    if (picture == NULL) {
        g_string_append_len(out, words, end - words);
        return;
    }
    g_string_append(out, "<figure>");
    g_string_append_len(out, words, picture - words);
    g_string_append(out, "<figcaption>");
    g_string_append_len(out, picture, end - picture);
    g_string_append_printf(out, " %s</figcaption></figure>", old == NULL ? "" : old);
}

static void
append_link(GString *out, const char *address, size_t size)
{
    g_autofree char *copy = g_strndup(address, size);
    g_autofree char *escaped = g_markup_escape_text(g_strstrip(copy), -1);
    g_string_append_printf(out, "<p><a href=\"%s\">%s</a></p>", escaped, escaped);
}

static void
drop(GPtrArray *dropped, const char *p, size_t size)
{
    if (dropped->len < 256)
        g_ptr_array_add(dropped, g_strndup(p, size));
}

/* What stands for the shortcode that begins at `p`. @return bytes that were read, 0: it is none */
static size_t
expand(Expansion *expansion, const char *p, const Tag *tag)
{
    GString *out = expansion->out;
    const char *words = p + tag->size;
    bool caption = strcmp(tag->name, "caption") == 0 || strcmp(tag->name, "wp_caption") == 0;
    bool embed = strcmp(tag->name, "embed") == 0;
    const char *end =
        (caption || embed) && !tag->closes ? closing(expansion, words, tag->name) : NULL;
    if (end != NULL) {
        if (caption)
            append_caption(out, tag, words, end);
        else
            append_link(out, words, (size_t)(end - words));
        return (size_t)(strchr(end, ']') + 1 - p);
    }
    if (strcmp(tag->name, "gallery") == 0) {
        g_autofree char *ids = attribute(tag, "ids");
        g_autofree char *escaped = g_markup_escape_text(ids == NULL ? "" : ids, -1);
        g_string_append_printf(out, "<wp-gallery ids=\"%s\"></wp-gallery>", escaped);
        return tag->size;
    }
    if (!is_frame(tag->name) && !g_strv_contains(players, tag->name))
        return 0;
    if (!tag->closes)
        drop(expansion->dropped, p, tag->size);
    return tag->size;
}

char *
marbre_shortcode_expand(const char *content, GPtrArray *dropped)
{
    Expansion expansion = {.out = g_string_sized_new(strlen(content)), .dropped = dropped};
    for (const char *p = content; *p != '\0';) {
        size_t plain = strcspn(p, "[");
        g_string_append_len(expansion.out, p, (gssize)plain);
        p += plain;
        if (*p == '\0')
            break;
        Tag tag;
        /* Doubled brackets are how a shortcode is shown and not meant. */
        bool shown = p[1] == '[';
        size_t size = 0;
        if (!shown && take_tag(p, &tag)) {
            size = expand(&expansion, p, &tag);
            g_free(tag.name);
        }
        if (size == 0) {
            size = shown ? 2 : 1;
            g_string_append_len(expansion.out, p, (gssize)size);
        }
        p += size;
    }
    return g_string_free(expansion.out, FALSE);
}
