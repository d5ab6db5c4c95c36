/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "site/front.h"

#include "article/post.h"
#include "article/toml.h"
#include "base/error.h"
#include "base/problem.h"
#include "yaml/edit.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Keys of an article that go out under their own name; all others are the house's. docs/adopting.md
   has the list. */
static const char *const public_keys[] = {"translator", "outlet", "dateline", "source-lang",
                                          "tags",       "ai",     "aliases"};
/* What of a picture goes out. */
static const char *const picture_keys[] = {"alt",    "credit", "photographer",
                                           "agency", "rights", "licence"};
/* Of what was adopted, the site had the other keys before the newsroom. */
static const char *const house_keys[] = {"embargo", "publish-at", "unpublish-at", "corrections",
                                         MARBRE_POST_ORIGIN};

static const MarbreYamlNode *
node_of(const MarbreCopy *copy, const char *key)
{
    MarbreYaml *front = marbre_copy_get_front(copy);
    const MarbreYamlNode *node =
        front == NULL ? NULL : marbre_yaml_find(marbre_yaml_get_root(front), key);
    return marbre_yaml_node_get_kind(node) == MARBRE_YAML_NULL ? NULL : node;
}

static void
put_node(MarbreToml *table, const char *key, const MarbreYamlNode *node)
{
    if (node != NULL)
        marbre_toml_put(table, key, marbre_toml_of_yaml(node));
}

/* A list, also of one. */
static void
put_listed(MarbreToml *table, const char *key, const MarbreYamlNode *node)
{
    if (node == NULL || marbre_yaml_node_get_kind(node) == MARBRE_YAML_LIST) {
        put_node(table, key, node);
        return;
    }
    MarbreToml *list = marbre_toml_new_list();
    marbre_toml_add(list, marbre_toml_of_yaml(node));
    marbre_toml_put(table, key, list);
}

/* Hugo knows pictures as resources of the page, with what is said of them as parameters. */
static MarbreToml *
picture_for(MarbreGeneratorKind kind, const MarbreYamlNode *image)
{
    MarbreToml *picture = marbre_toml_new_table(), *said = picture;
    bool hugo = kind == MARBRE_GENERATOR_HUGO;
    put_node(picture, hugo ? "src" : "file", marbre_yaml_find(image, "file"));
    put_node(picture, hugo ? "title" : "caption", marbre_yaml_find(image, "caption"));
    if (hugo)
        said = marbre_toml_new_table();
    for (size_t i = 0; i < G_N_ELEMENTS(picture_keys); i++)
        put_node(said, picture_keys[i], marbre_yaml_find(image, picture_keys[i]));
    if (hugo && said->items->len > 0)
        marbre_toml_put(picture, "params", said);
    else if (hugo)
        marbre_toml_free(said);
    return picture;
}

static void
put_pictures(MarbreToml *table, MarbreGeneratorKind kind, const MarbreYamlNode *images)
{
    if (marbre_yaml_node_get_kind(images) != MARBRE_YAML_LIST)
        return;
    MarbreToml *list = marbre_toml_new_list();
    for (size_t i = 0; i < marbre_yaml_node_get_count(images); i++) {
        const MarbreYamlNode *image = marbre_yaml_node_get_child(images, i);
        if (marbre_yaml_find(image, "file") != NULL)
            marbre_toml_add(list, picture_for(kind, image));
    }
    if (list->items->len > 0)
        marbre_toml_put(table, kind == MARBRE_GENERATOR_HUGO ? "resources" : "images", list);
    else
        marbre_toml_free(list);
}

/* What readers of a language were told of corrections, oldest first; NULL where nothing was. */
static MarbreToml *
corrections_of(const MarbreState *state, const char *lang)
{
    MarbreToml *list = marbre_toml_new_list();
    for (guint i = 0; i < state->corrections->len; i++) {
        const MarbreCorrection *correction = g_ptr_array_index(state->corrections, i);
        const char *note = marbre_notes_get(correction->notes, lang);
        if (note == NULL)
            continue;
        g_autofree char *at = marbre_instant_format(correction->at);
        MarbreToml *item = marbre_toml_new_table();
        marbre_toml_put_text(item, "kind", correction->kind);
        marbre_toml_put(item, "date", marbre_toml_new_word(at));
        marbre_toml_put_text(item, "note", note);
        marbre_toml_add(list, item);
    }
    if (list->items->len > 0)
        return list;
    marbre_toml_free(list);
    return NULL;
}

/* Words are words to a generator: what looks like its own signs is none. */
static void
put_generators(MarbreToml *table, MarbreGeneratorKind kind, const char *address)
{
    if (kind == MARBRE_GENERATOR_JEKYLL)
        marbre_toml_put(table, "render_with_liquid", marbre_toml_new_word("false"));
    if (kind == MARBRE_GENERATOR_ELEVENTY)
        marbre_toml_put_text(table, "templateEngineOverride", "md");
    if (kind != MARBRE_GENERATOR_HUGO)
        marbre_toml_put_text(table, "permalink", address);
}

static GBytes *
join(const char *front, const MarbreCopy *copy)
{
    gsize size = 0;
    GBytes *file = marbre_copy_get_bytes(copy);
    const char *data = g_bytes_get_data(file, &size);
    MarbreSpan body = marbre_copy_get_body(copy);
    GByteArray *all = g_byte_array_new();
    g_byte_array_append(all, (const guint8 *)"---\n", 4);
    g_byte_array_append(all, (const guint8 *)front, (guint)strlen(front));
    g_byte_array_append(all, (const guint8 *)"---\n", 4);
    if (body.end > body.start)
        g_byte_array_append(all, (const guint8 *)data + body.start, (guint)(body.end - body.start));
    return g_byte_array_free_to_bytes(all);
}

GBytes *
marbre_front_own(MarbreGeneratorKind kind,
                 const MarbreEntryPage *entry,
                 const MarbreCopy *copy,
                 const MarbreState *state,
                 const char *address)
{
    g_autoptr(MarbreToml) table = marbre_toml_new_table();
    marbre_toml_put_text(table, "title", entry->title);
    marbre_toml_put(table, "date", marbre_toml_new_word(entry->date));
    if (state->publication->revision > 1) {
        g_autofree char *changed = marbre_instant_format(state->publication->at);
        marbre_toml_put(table, "lastmod", marbre_toml_new_word(changed));
    }
    marbre_toml_put_text(table, "lang", entry->lang);
    marbre_toml_put_text(table, "description", entry->standfirst);
    put_node(table, "author", node_of(copy, "author"));
    put_listed(table, "categories", node_of(copy, "section"));
    for (size_t i = 0; i < G_N_ELEMENTS(public_keys); i++)
        put_node(table, public_keys[i], node_of(copy, public_keys[i]));
    put_pictures(table, kind, node_of(copy, "images"));
    marbre_toml_put(table, "corrections", corrections_of(state, entry->lang));
    put_generators(table, kind, address);
    g_autofree char *front = marbre_toml_to_yaml(table);
    return join(front, copy);
}

/* The file without a key; the same where it has none. Takes `file`. */
static GBytes *
without(GBytes *file, const char *path, const char *key, GError **error)
{
    g_autoptr(GBytes) bytes = file;
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreCopy) copy =
        bytes == NULL ? NULL : marbre_copy_parse(path, "", bytes, problems);
    MarbreYaml *front = copy == NULL ? NULL : marbre_copy_get_front(copy);
    if (bytes == NULL)
        return NULL;
    if (front == NULL || marbre_yaml_find(marbre_yaml_get_root(front), key) == NULL)
        return g_steal_pointer(&bytes);
    return marbre_yaml_remove(front, bytes, key, error);
}

/* Lines put before the closing line of the front matter. Takes `file`. */
static GBytes *
with_line(GBytes *file, const char *path, const char *line)
{
    g_autoptr(GBytes) bytes = file;
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreCopy) copy = marbre_copy_parse(path, "", bytes, problems);
    gsize size = 0;
    const char *data = g_bytes_get_data(bytes, &size);
    uint64_t at = marbre_copy_get_insertion(copy);
    const char *end = memchr(data, '\n', size);
    bool crlf = end != NULL && end > data && end[-1] == '\r';
    GByteArray *all = g_byte_array_new();
    g_byte_array_append(all, (const guint8 *)data, (guint)at);
    g_byte_array_append(all, (const guint8 *)line, (guint)strlen(line) - 1);
    g_byte_array_append(all, (const guint8 *)"\r\n" + (crlf ? 0 : 1), crlf ? 2 : 1);
    g_byte_array_append(all, (const guint8 *)data + at, (guint)(size - at));
    return g_byte_array_free_to_bytes(all);
}

GBytes *
marbre_front_adopted(const MarbreEntryPage *entry,
                     const MarbreCopy *copy,
                     const MarbreState *state,
                     GError **error)
{
    const char *path = marbre_copy_get_path(copy);
    GBytes *file = g_bytes_ref(marbre_copy_get_bytes(copy));
    for (size_t i = 0; file != NULL && i < G_N_ELEMENTS(house_keys); i++)
        file = without(file, path, house_keys[i], error);
    MarbreToml *list = file == NULL ? NULL : corrections_of(state, entry->lang);
    if (list == NULL)
        return file;
    g_autoptr(MarbreToml) table = marbre_toml_new_table();
    marbre_toml_put(table, "corrections", list);
    g_autofree char *line = marbre_toml_to_yaml(table);
    g_autoptr(GBytes) whole = with_line(file, path, line);
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreCopy) read = marbre_copy_parse(path, "", whole, problems);
    if (read != NULL && problems->len == 0)
        return g_steal_pointer(&whole);
    g_set_error(
        error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
        _("%s: what was corrected can't be put into this front matter; write it as lines of "
          "the form key: value"),
        path);
    return NULL;
}
