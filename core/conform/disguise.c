/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "conform/specimen.h"

#include "marbre/plugin.h"

#include <string.h>

/* ---- what a task does not judge ---- */

/* Another letter for each, of as many bytes; signs and digits mean something to Markdown and YAML.
 */
static void
turn(char *data, uint64_t start, uint64_t end)
{
    for (uint64_t i = start; i < end; i++) {
        if (g_ascii_isalpha(data[i]))
            data[i] = g_ascii_tolower(data[i]) == 'z' ? (char)(data[i] - 25) : (char)(data[i] + 1);
    }
}

static bool
is_judged(const char *key, const char *const *keys)
{
    /* What the host itself reads stays, or it would be another kind of article. */
    static const char *const own[] = {"lang", "source-lang", NULL};
    return g_strv_contains(own, key) || g_strv_contains(keys, "*") || g_strv_contains(keys, key);
}

/* Whether one of the keys stands below this one: "images[0].credit" below "images". */
static bool
holds_judged(const char *key, const char *const *keys)
{
    size_t size = strlen(key);
    for (size_t i = 0; keys[i] != NULL; i++)
        if (strncmp(keys[i], key, size) == 0 && (keys[i][size] == '.' || keys[i][size] == '['))
            return true;
    return false;
}

static void
turn_front(char *data, const MarbreYaml *front, const char *const *keys)
{
    const MarbreYamlNode *root = front == NULL ? NULL : marbre_yaml_get_root(front);
    for (size_t i = 0; root != NULL && i < marbre_yaml_node_get_count(root); i++) {
        const char *key = marbre_yaml_node_get_key(root, i);
        const MarbreYamlNode *node = marbre_yaml_node_get_child(root, i);
        if (key == NULL || marbre_yaml_node_get_kind(node) != MARBRE_YAML_TEXT ||
            is_judged(key, keys) || holds_judged(key, keys))
            continue;
        MarbreSpan span = marbre_yaml_node_get_span(node);
        turn(data, span.start, span.end);
    }
}

static GBytes *
disguise_text(const MarbreCopy *copy, bool body_judged, const char *const *keys)
{
    gsize size = 0;
    const char *data = g_bytes_get_data(marbre_copy_get_bytes(copy), &size);
    char *other = g_malloc(size + 1);
    memcpy(other, data, size);
    turn_front(other, marbre_copy_get_front(copy), keys);
    if (!body_judged) {
        MarbreSpan body = marbre_copy_get_body(copy);
        turn(other, body.start, body.end);
    }
    return g_bytes_new_take(other, size);
}

/* The file as it may be for a task that judges no more than that. (transfer full) */
static GBytes *
disguise_file(const MarbreSpecimen *specimen,
              const MarbreFile *file,
              uint64_t judges,
              const char *const *keys)
{
    static const char *const none[] = {NULL};
    const MarbreCopy *copy = marbre_article_get_copy(specimen->article, specimen->lang);
    const MarbreCopy *source = marbre_article_get_source(specimen->article);
    const MarbreFile *text_file = marbre_article_get_source_file(specimen->article);
    g_autofree char *text = g_strdup_printf("index.%s.md", specimen->lang);
    if (strcmp(file->name, text) == 0 && copy != NULL)
        return disguise_text(copy, (judges & MBR_PART_TEXT) != 0, keys);
    if (text_file != NULL && strcmp(file->name, text_file->name) == 0 && source != NULL &&
        (judges & MBR_PART_SOURCE) == 0)
        return disguise_text(source, false, none);
    if (g_str_has_suffix(file->name, ".jpg") && (judges & MBR_PART_MEDIA) == 0)
        return g_bytes_new("another picture", strlen("another picture"));
    return g_bytes_ref(file->bytes);
}

MarbreSpecimen *
marbre_specimen_disguise(const MarbreSpecimen *specimen, uint64_t judges, const char *const *keys)
{
    static const char claims[] =
        "claims:\n  - {id: autre, quote: autre chose, status: unverified}\n";
    g_autoptr(GPtrArray) files = marbre_files_new();
    for (guint i = 0; i < specimen->files->len; i++) {
        const MarbreFile *file = specimen->files->pdata[i];
        bool ledger = strcmp(file->name, "claims.yaml") == 0;
        if (ledger && (judges & MBR_PART_CLAIMS) == 0)
            continue;
        g_autoptr(GBytes) bytes = disguise_file(specimen, file, judges, keys);
        g_ptr_array_add(files, marbre_file_new(file->name, NULL, g_bytes_get_size(bytes), bytes));
    }
    if ((judges & MBR_PART_CLAIMS) == 0) {
        g_autoptr(GBytes) bytes = g_bytes_new_static(claims, strlen(claims));
        g_ptr_array_add(files, marbre_file_new("claims.yaml", NULL, strlen(claims), bytes));
    }
    return marbre_specimen_new(specimen->name, specimen->lang, specimen->other, files);
}

/* ---- what nobody has written ---- */

static const char *const scraps[] = {
    "\n",
    "\n\n",
    "---\n",
    "# ",
    "> ",
    "- ",
    "1. ",
    "[",
    "](",
    ")",
    "![",
    "**",
    "*",
    "`",
    "```\n",
    "<b>",
    "<!--",
    "-->",
    "&amp;",
    "{{< ",
    " >}}",
    "« ",
    " »",
    "“",
    "”",
    "'",
    "\"",
    ":",
    ": ",
    "title: ",
    "\xc2\xa0",
    "\xe2\x80\x8b",
    "\xe2\x80\xae",
    "\xcc\x81",
    "\xf0\x9f\x91\x8d",
    "é",
    "ß",
    "0",
    "12 000",
    "https://exemple.fr/a?b=c",
    "a a a a a a",
    "\t",
    "  ",
    " .",
    " ,",
    "%s",
    "{count}",
    "\\",
};

/* A place between two characters. */
static gsize
place_in(GRand *chance, const GString *text)
{
    gsize at = text->len == 0 ? 0 : (gsize)g_rand_int_range(chance, 0, (gint32)text->len + 1);
    while (at < text->len && ((unsigned char)text->str[at] & 0xC0u) == 0x80u)
        at++;
    return at;
}

static void
mutate(GRand *chance, GString *text)
{
    gsize from = place_in(chance, text), to = place_in(chance, text);
    gsize size = MIN(from > to ? from - to : to - from, 200);
    from = MIN(from, to);
    while (from + size < text->len && ((unsigned char)text->str[from + size] & 0xC0u) == 0x80u)
        size++;
    g_autofree char *piece = g_strndup(text->str + from, size);
    switch (g_rand_int_range(chance, 0, 4)) {
    case 0:
        g_string_erase(text, (gssize)from, (gssize)size);
        break;
    case 1:
        g_string_insert(text, (gssize)place_in(chance, text), piece);
        break;
    default:
        g_string_insert(text, (gssize)from,
                        scraps[g_rand_int_range(chance, 0, (gint32)G_N_ELEMENTS(scraps))]);
        break;
    }
}

MarbreSpecimen *
marbre_specimen_mutate(const MarbreSpecimen *specimen, uint64_t seed)
{
    const guint32 seeds[] = {(guint32)seed, (guint32)(seed >> 32)};
    GRand *chance = g_rand_new_with_seed_array(seeds, G_N_ELEMENTS(seeds));
    gsize size = 0;
    const char *data = g_bytes_get_data(marbre_specimen_get_text(specimen), &size);
    GString *text = g_string_new_len(data, (gssize)size);
    for (int times = g_rand_int_range(chance, 1, 12); times > 0; times--)
        mutate(chance, text);
    g_rand_free(chance);
    g_autoptr(GBytes) bytes = g_string_free_to_bytes(text);
    return marbre_specimen_with_text(specimen, bytes);
}
