/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "yaml/change.h"
#include "yaml/complaint.h"
#include "yaml/write.h"

#include "base/problem.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
marbre_yaml_set_error(GError **error, int code, const char *where, const char *why)
{
    g_autofree char *brief = marbre_yaml_brief(where);

    g_set_error(error, MARBRE_ERROR, code, "%s: %s", brief, why);
}

static GBytes *
splice(GBytes *file, const MarbreYamlSplice *splices, size_t count)
{
    size_t size;
    const char *bytes = g_bytes_get_data(file, &size);
    const char *data = bytes != NULL ? bytes : ""; /* an empty file has none */
    GString *text = g_string_sized_new(size + 256);
    uint64_t at = 0;

    for (size_t i = 0; i < count; i++) {
        g_string_append_len(text, data + at, (gssize)(splices[i].span.start - at));
        g_string_append(text, splices[i].text);
        at = splices[i].span.end;
    }
    if (size > at)
        g_string_append_len(text, data + at, (gssize)(size - at));
    return g_string_free_to_bytes(text);
}

static bool
is_same_value(const MarbreYamlNode *a, const MarbreYamlNode *b)
{
    if (a->kind != b->kind || g_strcmp0(a->key, b->key) != 0 || a->size != b->size)
        return false;
    return a->size == 0 || memcmp(a->text, b->text, a->size) == 0;
}

/* A list or map that has nothing in it any more may read as nothing at all, and the other way
 * round. */
static bool
is_emptied(const MarbreYamlNode *filled, const MarbreYamlNode *empty, size_t count)
{
    return g_strcmp0(filled->key, empty->key) == 0 && filled->count == count && empty->count == 0 &&
           (empty->kind == MARBRE_YAML_NULL || empty->kind == filled->kind);
}

/* Whether `b` is `a` but for the change. Depth is limited where trees are made. */
static bool
is_same_but(const MarbreYamlNode *a,
            const MarbreYamlNode *b,
            const MarbreYamlChange *change,
            const MarbreYamlNode **ret_new)
{
    bool grows = change->what == MARBRE_YAML_CHANGE_GROW && change->at == a;
    bool drops = change->what == MARBRE_YAML_CHANGE_DROP && change->at->parent == a;
    size_t j = 0;

    if (change->what == MARBRE_YAML_CHANGE_SET && change->at == a) {
        *ret_new = b;
        return g_strcmp0(a->key, b->key) == 0;
    }
    if (grows && is_emptied(b, a, change->count)) {
        *ret_new = b->children[0];
        return true;
    }
    if (drops && is_emptied(a, b, 1))
        return true;
    if (!is_same_value(a, b) ||
        b->count != a->count + (grows ? change->count : 0) - (drops ? 1 : 0))
        return false;
    for (size_t i = 0; i < a->count; i++) {
        if (drops && a->children[i] == change->at)
            continue;
        if (!is_same_but(a->children[i], b->children[j++], change, ret_new))
            return false;
    }
    if (grows)
        *ret_new = b->children[a->count];
    return true;
}

GBytes *
marbre_yaml_change(const MarbreYamlEdit *edit,
                   const MarbreYamlChange *change,
                   const MarbreYamlSplice *splices,
                   size_t count,
                   MarbreYaml **ret_yaml,
                   const MarbreYamlNode **ret_new,
                   GError **error)
{
    const MarbreYaml *yaml = edit->yaml;
    g_autoptr(GBytes) changed = splice(edit->file, splices, count);
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreYaml) after = NULL;
    const MarbreYamlNode *new_node = NULL;
    MarbreSpan part = {yaml->part.start,
                       yaml->part.end + g_bytes_get_size(changed) - g_bytes_get_size(edit->file)};

    after = marbre_yaml_parse(yaml->path, changed, part, &yaml->limits, problems);
    if (after == NULL) {
        const MarbreProblem *problem = problems->pdata[0];

        marbre_yaml_set_error(error, MARBRE_ERROR_INVALID, edit->where, problem->message);
        return NULL;
    }
    if (!is_same_but(yaml->root, after->root, change, &new_node)) {
        marbre_yaml_set_error(error, MARBRE_ERROR_INVALID, edit->where,
                              _("this cannot be changed without touching what stands around it: "
                                "change it in the file"));
        return NULL;
    }
    *ret_new = new_node;
    *ret_yaml = g_steal_pointer(&after);
    return g_steal_pointer(&changed);
}

bool
marbre_yaml_find_holder(const MarbreYaml *yaml,
                        const char *where,
                        const MarbreYamlNode **ret_holder,
                        const char **ret_key,
                        GError **error)
{
    const char *dot = strrchr(where, '.');
    const char *key = dot != NULL ? dot + 1 : where;
    g_autofree char *path = g_strndup(where, dot != NULL ? (gsize)(dot - where) : 0);
    const MarbreYamlNode *holder = dot != NULL ? marbre_yaml_lookup(yaml->root, path) : yaml->root;

    if (holder == NULL || *key == '\0' || strpbrk(key, "[]") != NULL) {
        marbre_yaml_set_error(error, MARBRE_ERROR_NOT_FOUND, where,
                              _("there is no such place in the file; write it there yourself"));
        return false;
    }
    *ret_holder = holder;
    *ret_key = key;
    return true;
}

const char *
marbre_yaml_line_end(const MarbreYaml *yaml)
{
    const char *line_feed = memchr(yaml->data, '\n', yaml->size);

    return line_feed != NULL && line_feed > yaml->data && line_feed[-1] == '\r' ? "\r\n" : "\n";
}

static bool
keeps_line_ends(const MarbreYaml *yaml, const MarbreYamlNode *node)
{
    const char *header = yaml->data + node->span.start;

    return (node->style == MARBRE_YAML_LITERAL || node->style == MARBRE_YAML_FOLDED) &&
           node->span.end - node->span.start >= 2 &&
           (header[1] == '+' || (node->span.end - node->span.start >= 3 && header[2] == '+'));
}

uint64_t
marbre_yaml_line_behind(const MarbreYaml *yaml, const MarbreYamlNode *node)
{
    const char *end;

    while (node->style == MARBRE_YAML_BLOCK && node->count > 0)
        node = node->children[node->count - 1];
    if (keeps_line_ends(yaml, node))
        return node->end;
    end = memchr(yaml->data + node->span.end, '\n', yaml->part.end - node->span.end);
    return end != NULL ? (uint64_t)(end - yaml->data) + 1 : yaml->part.end;
}

char *
marbre_yaml_fit_lines(const MarbreYaml *yaml, uint64_t at, char *lines)
{
    const char *line_end = marbre_yaml_line_end(yaml);
    g_autofree char *taken = lines;

    if (at == yaml->part.start || yaml->data[at - 1] == '\n')
        return g_steal_pointer(&taken);
    taken[strlen(taken) - strlen(line_end)] = '\0';
    return g_strconcat(line_end, taken, NULL);
}

char *
marbre_yaml_write_key(const char *key)
{
    g_autofree char *written = marbre_yaml_plain_or_quoted(key);

    return g_strconcat(written, ":", NULL);
}
