/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/post.h"

#include "article/copy.h"
#include "article/toml.h"
#include "base/error.h"
#include "base/path.h"
#include "base/problem.h"
#include "yaml/edit.h"
#include "yaml/write.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Marbre's keys, that a generator takes in any case. */
static const char *const own_keys[] = {"title", "standfirst", "date",   "author", "section", "tags",
                                       "lang",  "translator", "outlet", "slug",   "dateline"};
/* Folders that say what a site is, and nothing of the story. */
static const char *const plain_folders[] = {"posts", "post",    "blog",   "articles",
                                            "news",  "article", "_posts", NULL};

typedef struct {
    const char *path;
    MarbreCopy *copy; /* as it is so far */
    const MarbreYamlNode *root;
    GError **error;
} Reading;

void
marbre_post_free(MarbrePost *post)
{
    if (post == NULL)
        return;
    g_clear_pointer(&post->text, g_bytes_unref);
    g_free(post->title);
    g_free(post->date);
    g_free(post->slug);
    g_free(post->from);
    g_free(post->until);
    g_free(post);
}

static bool
refuse(Reading *reading, unsigned line, const char *why)
{
    if (line > 0)
        g_set_error(reading->error, MARBRE_ERROR, MARBRE_ERROR_REFUSED, _("%s, line %u: %s"),
                    reading->path, line, why);
    else
        g_set_error(reading->error, MARBRE_ERROR, MARBRE_ERROR_REFUSED, "%s: %s", reading->path,
                    why);
    return false;
}

/* ---- front matter as YAML ---- */

static bool
refuse_first(Reading *reading, const GPtrArray *problems)
{
    const MarbreProblem *problem = g_ptr_array_index(problems, 0);
    return refuse(reading, (unsigned)problem->line, problem->message);
}

static MarbreToml *
read_table(Reading *reading, GBytes *file, const MarbrePostParts *parts)
{
    const char *data = g_bytes_get_data(file, NULL);
    g_autoptr(GError) reason = NULL;
    if (parts->form == MARBRE_POST_TOML) {
        MarbreToml *table =
            marbre_toml_parse(data + parts->front.start, parts->front.end - parts->front.start,
                              parts->first_line, &reason);
        if (table == NULL)
            g_set_error(reading->error, MARBRE_ERROR, MARBRE_ERROR_REFUSED, "%s, %s", reading->path,
                        reason->message);
        return table;
    }
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreYaml) yaml =
        marbre_yaml_parse(reading->path, file, parts->front, &MARBRE_YAML_FRONT_MATTER, problems);
    if (yaml != NULL && problems->len == 0)
        return marbre_toml_of_yaml(marbre_yaml_get_root(yaml));
    (void)refuse_first(reading, problems);
    return NULL;
}

static void
append_text(GByteArray *all, const char *text, size_t size)
{
    g_byte_array_append(all, (const guint8 *)text, (guint)size);
}

/* The file with front matter in YAML before the same words. (transfer full) */
static GBytes *
as_yaml(Reading *reading, GBytes *file, const MarbrePostParts *parts)
{
    gsize size = 0;
    const char *data = g_bytes_get_data(file, &size);
    if (parts->form == MARBRE_POST_YAML)
        return g_bytes_ref(file);
    if (data == NULL)
        data = "";
    g_autofree char *yaml = NULL;
    if (parts->form != MARBRE_POST_BARE) {
        g_autoptr(MarbreToml) table = read_table(reading, file, parts);
        if (table == NULL)
            return NULL;
        yaml = marbre_toml_to_yaml(table);
    }
    const char *end = memchr(data, '\n', size);
    bool crlf = end != NULL && end > data && end[-1] == '\r';
    g_auto(GStrv) lines = g_strsplit(yaml == NULL ? "" : yaml, "\n", -1);
    g_autofree char *front = g_strjoinv(crlf ? "\r\n" : "\n", lines);
    const char *fence = crlf ? "---\r\n" : "---\n";
    GByteArray *all = g_byte_array_new();
    if (size >= 3 && memcmp(data, "\xef\xbb\xbf", 3) == 0)
        append_text(all, data, 3);
    append_text(all, fence, strlen(fence));
    append_text(all, front, strlen(front));
    append_text(all, fence, strlen(fence));
    append_text(all, data + parts->body.start, parts->body.end - parts->body.start);
    return g_byte_array_free_to_bytes(all);
}

/* ---- reading it as an article's text ---- */

/* Takes the bytes as the text so far. */
static bool
take(Reading *reading, GBytes *bytes)
{
    g_autoptr(GBytes) text = bytes;
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_clear_pointer(&reading->copy, marbre_copy_unref);
    reading->copy = marbre_copy_parse(reading->path, "", text, problems);
    if (problems->len > 0 || reading->copy == NULL)
        return refuse_first(reading, problems);
    MarbreYaml *front = marbre_copy_get_front(reading->copy);
    reading->root = front == NULL ? NULL : marbre_yaml_get_root(front);
    return true;
}

static bool
is_own_key(const char *key, size_t size)
{
    for (size_t i = 0; i < G_N_ELEMENTS(own_keys); i++)
        if (strlen(own_keys[i]) == size && g_ascii_strncasecmp(own_keys[i], key, size) == 0)
            return true;
    return false;
}

/* `Title:` is `title:` to a generator. */
static bool
lower_keys(Reading *reading)
{
    gsize size = 0;
    GBytes *file = marbre_copy_get_bytes(reading->copy);
    const char *data = g_bytes_get_data(file, &size);
    g_autofree char *lower = NULL;
    for (size_t i = 0; i < marbre_yaml_node_get_count(reading->root); i++) {
        MarbreSpan key =
            marbre_yaml_node_get_key_span(marbre_yaml_node_get_child(reading->root, i));
        if (!is_own_key(data + key.start, key.end - key.start))
            continue;
        if (lower == NULL)
            lower = g_memdup2(data, size);
        for (size_t at = key.start; at < key.end; at++)
            lower[at] = g_ascii_tolower(lower[at]);
    }
    if (lower == NULL || memcmp(lower, data, size) == 0)
        return true;
    return take(reading, g_bytes_new_take(g_steal_pointer(&lower), size));
}

/* The value of a key in any case. */
static const MarbreYamlNode *
find(const Reading *reading, const char *key)
{
    for (size_t i = 0; i < marbre_yaml_node_get_count(reading->root); i++)
        if (g_ascii_strcasecmp(marbre_yaml_node_get_key(reading->root, i), key) == 0)
            return marbre_yaml_node_get_child(reading->root, i);
    return NULL;
}

static const char *
text_of(const MarbreYamlNode *node)
{
    if (marbre_yaml_node_get_kind(node) == MARBRE_YAML_LIST)
        node = marbre_yaml_node_get_child(node, 0);
    const char *text = marbre_yaml_node_get_text(node);
    return text == NULL || *text == '\0' || marbre_yaml_node_get_kind(node) == MARBRE_YAML_NULL
               ? NULL
               : text;
}

static const char *
find_text(const Reading *reading, const char *const *keys)
{
    const char *text = NULL;
    for (; text == NULL && *keys != NULL; keys++)
        text = text_of(find(reading, *keys));
    return text;
}

/* ---- what Marbre reads and the generator calls otherwise ---- */

/* Front matter that holds nothing yet, or is not there, gets its first line. */
static GBytes *
first_line(const Reading *reading, const char *key, const char *text)
{
    gsize size = 0;
    const char *data = g_bytes_get_data(marbre_copy_get_bytes(reading->copy), &size);
    g_autofree char *quoted = marbre_yaml_quote(text);
    const char *end = memchr(data, '\n', size);
    const char *nl = end != NULL && end > data && end[-1] == '\r' ? "\r\n" : "\n";
    uint64_t at = marbre_copy_get_insertion(reading->copy);
    g_autofree char *line = g_strdup_printf("%s: %s%s", key, quoted, nl);
    GByteArray *all = g_byte_array_new();
    append_text(all, data, at);
    append_text(all, line, strlen(line));
    append_text(all, data + at, size - at);
    return g_byte_array_free_to_bytes(all);
}

static bool
add_text(Reading *reading, const char *key, const char *text)
{
    g_autoptr(GError) reason = NULL;
    GBytes *file = marbre_copy_get_bytes(reading->copy);
    if (text == NULL || find(reading, key) != NULL)
        return true;
    if (marbre_yaml_node_get_kind(reading->root) == MARBRE_YAML_NULL)
        return take(reading, first_line(reading, key, text));
    GBytes *bytes =
        marbre_yaml_set_text(marbre_copy_get_front(reading->copy), file, key, text, &reason);
    return bytes == NULL ? refuse(reading, 0, reason->message) : take(reading, bytes);
}

/* `authors: [A, B]` as `author`. */
static bool
add_authors(Reading *reading)
{
    const MarbreYamlNode *list = find(reading, "authors");
    g_autoptr(GError) reason = NULL;
    if (find(reading, "author") != NULL || list == NULL)
        return true;
    if (marbre_yaml_node_get_count(list) < 2)
        return add_text(reading, "author", text_of(list));
    GVariantBuilder names;
    g_variant_builder_init(&names, G_VARIANT_TYPE("as"));
    for (size_t i = 0; i < marbre_yaml_node_get_count(list); i++) {
        const char *name = marbre_yaml_node_get_string(marbre_yaml_node_get_child(list, i));
        if (name == NULL) {
            g_variant_builder_clear(&names);
            return true; /* maps of who knows what: left as they are */
        }
        g_variant_builder_add(&names, "s", name);
    }
    GBytes *bytes = marbre_yaml_append(marbre_copy_get_front(reading->copy),
                                       marbre_copy_get_bytes(reading->copy), "author",
                                       g_variant_builder_end(&names), false, &reason);
    return bytes == NULL ? refuse(reading, 0, reason->message) : take(reading, bytes);
}

/* "kultur" of content/kultur/a.md. (transfer full, nullable) */
static char *
folder_of(const char *base, const char *top)
{
    size_t size = strlen(top);
    const char *below =
        size > 0 && strncmp(base, top, size) == 0 && base[size] == '/' ? base + size + 1 : base;
    const char *slash = strchr(below, '/');
    g_autofree char *folder = slash == NULL ? NULL : g_strndup(below, (size_t)(slash - below));
    bool named = folder != NULL && *folder != '_' && !g_strv_contains(plain_folders, folder);
    return named ? g_steal_pointer(&folder) : NULL;
}

static bool
add_keys(Reading *reading, const char *top, const MarbrePostName *name)
{
    static const char *const sections[] = {"categories", "category", NULL};
    static const char *const leads[] = {"description", "summary", "excerpt", "subtitle", NULL};
    static const char *const dates[] = {"publishDate", "pubDate", "published_at", NULL};
    g_autofree char *own =
        name != NULL && name->bundle ? g_path_get_dirname(name->base) : g_strdup(reading->path);
    g_autofree char *folder = folder_of(own, top);
    const char *day = name == NULL ? NULL : name->day;
    g_autofree char *section = g_strdup(find_text(reading, sections));
    g_autofree char *lead = g_strdup(find_text(reading, leads));
    g_autofree char *date = g_strdup(find_text(reading, dates));
    if (lead != NULL)
        g_strstrip(lead);
    if (find(reading, MARBRE_POST_ORIGIN) != NULL)
        return refuse(
            reading, 0,
            _("it has a key “adopted-from”, which is Marbre's own; give it another name"));
    return add_text(reading, "date", date != NULL ? date : day) && add_authors(reading) &&
           add_text(reading, "section", section != NULL ? section : folder) &&
           add_text(reading, "standfirst", lead == NULL || *lead == '\0' ? NULL : lead) &&
           add_text(reading, MARBRE_POST_ORIGIN, reading->path);
}

static bool
is_draft(const Reading *reading)
{
    const MarbreYamlNode *draft = find(reading, "draft"), *published = find(reading, "published");
    return (marbre_yaml_node_get_kind(draft) == MARBRE_YAML_BOOL &&
            marbre_yaml_node_get_bool(draft)) ||
           (marbre_yaml_node_get_kind(published) == MARBRE_YAML_BOOL &&
            !marbre_yaml_node_get_bool(published));
}

static MarbrePost *
finish(const Reading *reading)
{
    static const char *const from[] = {"publishDate", "date", NULL};
    static const char *const until[] = {"expiryDate", NULL};
    MarbrePost *post = g_new0(MarbrePost, 1);
    post->text = g_bytes_ref(marbre_copy_get_bytes(reading->copy));
    post->title = g_strdup(text_of(find(reading, "title")));
    post->date = g_strdup(text_of(find(reading, "date")));
    post->from = g_strdup(find_text(reading, from));
    post->until = g_strdup(find_text(reading, until));
    post->draft = is_draft(reading);
    const char *slug = text_of(find(reading, "slug"));
    post->slug = slug != NULL && marbre_slug_check(slug, NULL) ? g_strdup(slug) : NULL;
    return post;
}

MarbrePost *
marbre_post_read(const char *path, const char *top, GBytes *file, GError **error)
{
    gsize size = 0;
    const char *data = g_bytes_get_data(file, &size);
    static const char *const none[] = {NULL};
    Reading reading = {.path = path, .error = error};
    MarbrePostParts parts;
    if (!marbre_post_split(data == NULL ? "" : data, size, &parts)) {
        (void)refuse(&reading, 1,
                     _("the header that this line opens is never closed: a line with ---, +++ or } "
                       "is missing"));
        return NULL;
    }
    g_autoptr(MarbrePostName) name = marbre_post_name_read(path, none);
    GBytes *text = as_yaml(&reading, file, &parts);
    MarbrePost *post = NULL;
    if (text != NULL && take(&reading, text) && lower_keys(&reading) &&
        add_keys(&reading, top, name))
        post = finish(&reading);
    g_clear_pointer(&reading.copy, marbre_copy_unref);
    return post;
}
