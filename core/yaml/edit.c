/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "yaml/edit.h"
#include "yaml/change.h"
#include "yaml/emit.h"
#include "yaml/write.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What separates a value from the key or dash that it is put behind. */
static const char *
separator_at(const MarbreYaml *yaml, uint64_t at)
{
    char before = at > yaml->part.start ? yaml->data[at - 1] : '\n';

    if (before == ':' || before == '-')
        return " ";
    return before == ' ' || before == '\n' ? "" : ": ";
}

/* What a change puts in is an `av` of its values. One alone; takes a floating reference. (transfer
   full) */
static GVariant *
alone(GVariant *value)
{
    GVariant *boxed = g_variant_new_variant(value);
    return g_variant_ref_sink(g_variant_new_array(G_VARIANT_TYPE_VARIANT, &boxed, 1));
}

/* A value of such a list. (transfer full) */
static GVariant *
value_at(GVariant *values, size_t index)
{
    g_autoptr(GVariant) boxed = g_variant_get_child_value(values, index);
    return g_variant_get_variant(boxed);
}

/* Whether a node and those behind it hold the values. */
static bool
matches_all(const MarbreYamlNode *node, GVariant *values)
{
    for (size_t i = 0; i < g_variant_n_children(values); i++) {
        g_autoptr(GVariant) value = value_at(values, i);
        if (node == NULL || !marbre_yaml_matches(node, value))
            return false;
        node = node->next;
    }
    return true;
}

/* Make the splices and check that what they put in reads back as `values`. */
static GBytes *
change_to(const MarbreYamlEdit *edit,
          const MarbreYamlChange *change,
          const MarbreYamlSplice *splices,
          size_t count,
          GVariant *values,
          GError **error)
{
    g_autoptr(MarbreYaml) after = NULL;
    const MarbreYamlNode *new_node = NULL;
    g_autoptr(GBytes) changed =
        marbre_yaml_change(edit, change, splices, count, &after, &new_node, error);

    if (changed == NULL)
        return NULL;
    if (!matches_all(new_node, values)) {
        marbre_yaml_set_error(
            error, MARBRE_ERROR_INVALID, edit->where,
            _("this value cannot be written here; write it into the file yourself"));
        return NULL;
    }
    return g_steal_pointer(&changed);
}

static GBytes *
replace_value(const MarbreYamlEdit *edit,
              const MarbreYamlNode *node,
              GVariant *value,
              MarbreYamlQuoting quoting,
              GError **error)
{
    MarbreYamlChange change = {MARBRE_YAML_CHANGE_SET, node, 1};
    g_autoptr(GVariant) values = alone(value);
    bool is_absent = node->span.start == node->span.end;
    g_autoptr(GString) text =
        g_string_new(is_absent ? separator_at(edit->yaml, node->span.start) : "");
    marbre_yaml_emit_flow(text, value, quoting);
    MarbreYamlSplice splice = {node->span, text->str};

    return change_to(edit, &change, &splice, 1, values, error);
}

/* Put text in, after which `holder` must have exactly the values more. Takes `text`. */
static GBytes *
grow(const MarbreYamlEdit *edit,
     const MarbreYamlNode *holder,
     uint64_t at,
     char *text,
     GVariant *values,
     GError **error)
{
    MarbreYamlChange change = {MARBRE_YAML_CHANGE_GROW, holder, g_variant_n_children(values)};
    g_autofree char *taken = text;
    MarbreYamlSplice splice = {{at, at}, taken};

    return change_to(edit, &change, &splice, 1, values, error);
}

/* Children in brackets, behind the last one; of a map the value of `key`. */
static GBytes *
grow_flow(const MarbreYamlEdit *edit,
          const MarbreYamlNode *holder,
          const char *key,
          GVariant *values,
          MarbreYamlQuoting quoting,
          GError **error)
{
    GString *text = g_string_new(holder->count > 0 ? ", " : "");
    uint64_t at =
        holder->count > 0 ? holder->children[holder->count - 1]->span.end : holder->span.start + 1;

    for (size_t i = 0; i < g_variant_n_children(values); i++) {
        g_autoptr(GVariant) value = value_at(values, i);
        g_autofree char *written = key != NULL ? marbre_yaml_write_key(key) : NULL;

        g_string_append_printf(text, "%s%s%s", i > 0 ? ", " : "", written != NULL ? written : "",
                               written != NULL ? " " : "");
        marbre_yaml_emit_flow(text, value, quoting);
    }
    return grow(edit, holder, at, g_string_free(text, FALSE), values, error);
}

/* Children in lines of their own, behind the last one. An empty document has none yet. */
static GBytes *
grow_block(const MarbreYamlEdit *edit,
           const MarbreYamlNode *holder,
           const char *key,
           GVariant *values,
           MarbreYamlQuoting quoting,
           GError **error)
{
    bool is_empty = holder->kind == MARBRE_YAML_NULL;
    uint64_t at = is_empty ? edit->yaml->part.end : marbre_yaml_line_behind(edit->yaml, holder);
    size_t column = is_empty ? 0 : marbre_yaml_column(edit->yaml, holder->span.start);
    GString *lines = g_string_new(NULL);

    for (size_t i = 0; i < g_variant_n_children(values); i++) {
        g_autoptr(GVariant) value = value_at(values, i);

        marbre_yaml_emit_block(lines, key, value, quoting, column,
                               marbre_yaml_line_end(edit->yaml));
    }
    return grow(edit, holder, at,
                marbre_yaml_fit_lines(edit->yaml, at, g_string_free(lines, FALSE)), values, error);
}

static GBytes *
add_key(const MarbreYamlEdit *edit, GVariant *value, MarbreYamlQuoting quoting, GError **error)
{
    const MarbreYamlNode *holder;
    const char *key;
    g_autoptr(GVariant) values = alone(value);

    if (!marbre_yaml_find_holder(edit->yaml, edit->where, &holder, &key, error))
        return NULL;
    if (holder->kind == MARBRE_YAML_MAP && holder->style == MARBRE_YAML_FLOW)
        return grow_flow(edit, holder, key, values, quoting, error);
    if (holder->kind == MARBRE_YAML_MAP ||
        (holder == edit->yaml->root && holder->kind == MARBRE_YAML_NULL && holder->size == 0))
        return grow_block(edit, holder, key, values, quoting, error);
    marbre_yaml_set_error(
        error, MARBRE_ERROR_INVALID, edit->where,
        _("a value without keys stands where this key would belong; put keys in its place"));
    return NULL;
}

static GBytes *
set_scalar(const MarbreYamlEdit *edit, const char *text, MarbreYamlQuoting quoting, GError **error)
{
    const MarbreYamlNode *node = marbre_yaml_lookup(edit->yaml->root, edit->where);
    g_autoptr(GVariant) value = NULL;

    if (!g_utf8_validate(text, -1, NULL)) {
        marbre_yaml_set_error(error, MARBRE_ERROR_INVALID, edit->where,
                              _("the text is not UTF-8; write it in UTF-8"));
        return NULL;
    }
    value = g_variant_ref_sink(g_variant_new_string(text));
    if (node == NULL)
        return add_key(edit, value, quoting, error);
    if (node->kind == MARBRE_YAML_LIST || node->kind == MARBRE_YAML_MAP) {
        marbre_yaml_set_error(error, MARBRE_ERROR_INVALID, edit->where,
                              _("a list or keys stand there; it must be a text"));
        return NULL;
    }
    return replace_value(edit, node, value, quoting, error);
}

GBytes *
marbre_yaml_set_text(
    MarbreYaml *yaml, GBytes *file, const char *where, const char *text, GError **error)
{
    const MarbreYamlEdit edit = {yaml, file, where};

    return set_scalar(&edit, text, MARBRE_YAML_QUOTE_ALL, error);
}

GBytes *
marbre_yaml_set_word(
    MarbreYaml *yaml, GBytes *file, const char *where, const char *word, GError **error)
{
    const MarbreYamlEdit edit = {yaml, file, where};

    return set_scalar(&edit, word, MARBRE_YAML_QUOTE_NEEDED, error);
}

/* Where the dash of a list item stands: in the list's column, on the line of the item or above. */
static uint64_t
find_dash(const MarbreYaml *yaml, const MarbreYamlNode *node)
{
    size_t column = marbre_yaml_column(yaml, node->parent->span.start);
    uint64_t line = node->span.start - marbre_yaml_column(yaml, node->span.start);

    while (line > node->parent->span.start &&
           (line + column >= yaml->part.end || yaml->data[line + column] != '-'))
        line -= marbre_yaml_column(yaml, line - 1) + 1;
    return line + column;
}

static bool
is_first_on_line(const MarbreYaml *yaml, uint64_t at)
{
    uint64_t line = at - marbre_yaml_column(yaml, at);

    while (line < at && yaml->data[line] == ' ')
        line++;
    return line == at;
}

static const MarbreYamlNode *
sibling_before(const MarbreYamlNode *node)
{
    const MarbreYamlNode *before = node->parent->first;

    if (before == node)
        return NULL;
    while (before->next != node)
        before = before->next;
    return before;
}

static MarbreSpan
flow_span(const MarbreYamlNode *node)
{
    const MarbreYamlNode *before = sibling_before(node);
    uint64_t start = node->key != NULL ? node->key_span.start : node->span.start;

    if (node->next != NULL)
        return (MarbreSpan){start, node->key != NULL ? node->next->key_span.start
                                                     : node->next->span.start};
    return (MarbreSpan){before != NULL ? before->span.end : start, node->span.end};
}

static MarbreSpan
block_span(const MarbreYaml *yaml, const MarbreYamlNode *node)
{
    uint64_t start = node->key != NULL ? node->key_span.start : find_dash(yaml, node);

    if (is_first_on_line(yaml, start))
        return (MarbreSpan){start - marbre_yaml_column(yaml, start),
                            marbre_yaml_line_behind(yaml, node)};
    /* `- a: 1` with more keys below: the next one moves up behind the dash. */
    if (node->next != NULL)
        return (MarbreSpan){start, node->key != NULL ? node->next->key_span.start
                                                     : find_dash(yaml, node->next)};
    return (MarbreSpan){start, node->span.end};
}

GBytes *
marbre_yaml_remove(MarbreYaml *yaml, GBytes *file, const char *where, GError **error)
{
    const MarbreYamlEdit edit = {yaml, file, where};
    const MarbreYamlNode *node = marbre_yaml_lookup(yaml->root, where);
    MarbreYamlChange change = {MARBRE_YAML_CHANGE_DROP, node, 1};
    MarbreYamlSplice splice = {.text = (char *)""};
    g_autoptr(MarbreYaml) after = NULL;
    const MarbreYamlNode *new_node;

    if (node == NULL || node->parent == NULL) {
        marbre_yaml_set_error(error, MARBRE_ERROR_NOT_FOUND, where,
                              _("there is no such place in the file; write it there yourself"));
        return NULL;
    }
    splice.span =
        node->parent->style == MARBRE_YAML_FLOW ? flow_span(node) : block_span(yaml, node);
    return marbre_yaml_change(&edit, &change, &splice, 1, &after, &new_node, error);
}

/* `key: []` or a bare `key:` becomes a list in lines of its own. */
static GBytes *
fill_list(const MarbreYamlEdit *edit, const MarbreYamlNode *list, GVariant *values, GError **error)
{
    MarbreYamlChange change = {MARBRE_YAML_CHANGE_GROW, list, g_variant_n_children(values)};
    GString *lines = g_string_new(NULL);
    g_autofree char *fitted = NULL;
    uint64_t at = marbre_yaml_line_behind(edit->yaml, list);
    size_t column = marbre_yaml_column(edit->yaml, list->key_span.start) + 2;
    MarbreYamlSplice splices[2] = {{{list->key_span.end, list->span.end}, (char *)":"},
                                   {{at, at}, NULL}};

    for (size_t i = 0; i < g_variant_n_children(values); i++) {
        g_autoptr(GVariant) value = value_at(values, i);

        marbre_yaml_emit_block(lines, NULL, value, MARBRE_YAML_QUOTE_NEEDED, column,
                               marbre_yaml_line_end(edit->yaml));
    }
    fitted = marbre_yaml_fit_lines(edit->yaml, at, g_string_free(lines, FALSE));
    splices[1].text = fitted;
    return change_to(edit, &change, splices, 2, values, error);
}

static GBytes *
add_items(const MarbreYamlEdit *edit, const MarbreYamlNode *node, GVariant *values, GError **error)
{
    bool is_list = node->kind == MARBRE_YAML_LIST;
    bool is_free = node->count == 0 && node->key != NULL &&
                   node->parent->style == MARBRE_YAML_BLOCK && (is_list || node->size == 0);

    if (is_free)
        return fill_list(edit, node, values, error);
    if (is_list && node->style == MARBRE_YAML_FLOW)
        return grow_flow(edit, node, NULL, values, MARBRE_YAML_QUOTE_NEEDED, error);
    if (is_list)
        return grow_block(edit, node, NULL, values, MARBRE_YAML_QUOTE_NEEDED, error);
    marbre_yaml_set_error(error, MARBRE_ERROR_INVALID, edit->where,
                          _("something that is no list stands there; it must be a list"));
    return NULL;
}

GBytes *
marbre_yaml_append(MarbreYaml *yaml,
                   GBytes *file,
                   const char *where,
                   GVariant *value,
                   bool as_list,
                   GError **error)
{
    const MarbreYamlEdit edit = {yaml, file, where};
    g_autoptr(GVariant) taken = g_variant_ref_sink(value);
    const MarbreYamlNode *node = marbre_yaml_lookup(yaml->root, where);
    g_autoptr(GVariant) values = NULL;

    g_return_val_if_fail(marbre_yaml_is_writable(taken), NULL);
    if (node == NULL && !as_list)
        return add_key(&edit, taken, MARBRE_YAML_QUOTE_NEEDED, error);
    values = alone(taken);
    if (node != NULL)
        return add_items(&edit, node, values, error);
    return add_key(&edit, values, MARBRE_YAML_QUOTE_NEEDED, error);
}

GBytes *
marbre_yaml_append_all(
    MarbreYaml *yaml, GBytes *file, const char *where, GVariant *values, GError **error)
{
    const MarbreYamlEdit edit = {yaml, file, where};
    g_autoptr(GVariant) taken = g_variant_ref_sink(values);
    const MarbreYamlNode *node = marbre_yaml_lookup(yaml->root, where);

    g_return_val_if_fail(g_variant_is_of_type(taken, G_VARIANT_TYPE("av")) &&
                             g_variant_n_children(taken) > 0 && marbre_yaml_is_writable(taken),
                         NULL);
    if (node != NULL)
        return add_items(&edit, node, taken, error);
    return add_key(&edit, taken, MARBRE_YAML_QUOTE_NEEDED, error);
}
