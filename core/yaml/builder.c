/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "yaml/builder.h"
#include "yaml/strict.h"
#include "yaml/type.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A map with more keys than this looks for doubles in a table. */
#define FEW_KEYS 16

typedef MarbreYamlFrame Frame;
typedef MarbreYamlBuilder Builder;

static Frame *
top(Builder *builder)
{
    return builder->depth > 0 ? &builder->frames[builder->depth - 1] : NULL;
}

bool
marbre_yaml_builder_wants_key(const MarbreYamlBuilder *builder)
{
    const Frame *frame = top((Builder *)builder);

    return frame != NULL && frame->node->kind == MARBRE_YAML_MAP && frame->key == NULL;
}

/* A new node as the next child of what is being read. */
static MarbreYamlNode *
add_node(Builder *builder, MarbreYamlKind kind, MarbreSpan span)
{
    MarbreYaml *yaml = builder->yaml;
    MarbreYamlNode *node = marbre_arena_take(yaml->arena, sizeof *node);
    Frame *frame = top(builder);

    node->kind = kind;
    node->span = span;
    node->end = span.end;
    node->key_span = (MarbreSpan){span.start, span.start};
    node->made_before = yaml->nodes;
    yaml->nodes = node;
    builder->nodes++;
    if (frame == NULL) {
        yaml->root = node;
        return node;
    }
    node->parent = frame->node;
    if (frame->key != NULL) {
        node->key = frame->key;
        node->key_span = frame->key_span;
        frame->key = NULL;
    }
    if (frame->last == NULL)
        frame->node->first = node;
    else
        frame->last->next = node;
    frame->last = node;
    frame->node->count++;
    return node;
}

static MarbreYamlNode *
find_key(const Frame *frame, const char *key)
{
    if (frame->keys != NULL)
        return g_hash_table_lookup(frame->keys, key);
    for (MarbreYamlNode *node = frame->node->first; node != NULL; node = node->next)
        if (strcmp(node->key, key) == 0)
            return node;
    return NULL;
}

/* From the map's seventeenth key on its keys are in a table. */
static void
remember_keys(Frame *frame)
{
    if (frame->keys == NULL && frame->node->count > FEW_KEYS) {
        frame->keys = g_hash_table_new(g_str_hash, g_str_equal);
        for (MarbreYamlNode *node = frame->node->first; node != NULL; node = node->next)
            g_hash_table_insert(frame->keys, (gpointer)node->key, node);
    } else if (frame->keys != NULL && frame->last != NULL) {
        g_hash_table_insert(frame->keys, (gpointer)frame->last->key, frame->last);
    }
}

void
marbre_yaml_builder_key(
    MarbreYamlBuilder *builder, const char *text, size_t size, MarbreSpan span, bool is_plain)
{
    Frame *frame = top(builder);
    const char *key = marbre_arena_copy(builder->yaml->arena, text, size);

    remember_keys(frame);
    marbre_yaml_judge_key(builder->yaml, builder->problems, key, size, span, is_plain,
                          find_key(frame, key));
    frame->key = key;
    frame->key_span = span;
    builder->last.what = MARBRE_YAML_LAST_KEY;
    builder->last.key = span;
}

static void
note_value(Builder *builder, MarbreSpan span, bool is_scalar)
{
    Frame *frame = top(builder);

    builder->last.what = frame != NULL ? MARBRE_YAML_LAST_VALUE : MARBRE_YAML_LAST_OTHER;
    builder->last.value = span;
    builder->last.is_scalar = is_scalar;
    builder->last.is_in_flow = frame != NULL && frame->node->style == MARBRE_YAML_FLOW;
}

void
marbre_yaml_builder_scalar(MarbreYamlBuilder *builder,
                           const char *text,
                           size_t size,
                           MarbreYamlStyle style,
                           MarbreSpan span)
{
    MarbreYamlNode *node = add_node(builder, MARBRE_YAML_TEXT, span);
    MarbreYamlType type;

    node->style = style;
    node->size = size;
    node->text = marbre_arena_copy(builder->yaml->arena, text, size);
    node->comment = (MarbreSpan){span.end, span.end};
    if (node->style == MARBRE_YAML_LITERAL || node->style == MARBRE_YAML_FOLDED)
        node->span.end = marbre_yaml_source_end_of_block(&builder->source, span);
    if (node->style == MARBRE_YAML_PLAIN) {
        type = marbre_yaml_type_of(node->text, size);
        node->kind = type.kind;
        node->integer = type.integer;
        node->number = type.number;
        node->boolean = type.boolean;
        if (size > 0)
            node->comment = marbre_yaml_source_comment(&builder->source, span.end);
    }
    marbre_yaml_judge_scalar(builder->yaml, builder->problems, node);
    note_value(builder, span, true);
}

void
marbre_yaml_builder_nothing(MarbreYamlBuilder *builder, MarbreSpan span)
{
    if (marbre_yaml_builder_wants_key(builder)) {
        top(builder)->key = "*";
        top(builder)->key_span = span;
        return;
    }
    (void)add_node(builder, MARBRE_YAML_NULL, span);
    note_value(builder, span, true);
}

bool
marbre_yaml_builder_start(MarbreYamlBuilder *builder,
                          MarbreYamlKind kind,
                          MarbreSpan span,
                          bool is_flow)
{
    Frame *frame;

    if (marbre_yaml_builder_wants_key(builder)) {
        (void)marbre_yaml_say(builder->yaml, builder->problems, span,
                              _("a key must be a word, not a list or a group"));
        return false;
    }
    if (builder->depth >= MIN(builder->yaml->limits.max_depth, MARBRE_YAML_DEEPEST)) {
        (void)marbre_yaml_say(
            builder->yaml, builder->problems, span,
            _("lists and groups are nested more than %u deep here: make it flatter"),
            builder->yaml->limits.max_depth);
        return false;
    }
    frame = &builder->frames[builder->depth];
    *frame = (Frame){.node = add_node(builder, kind, span)};
    frame->node->style = is_flow ? MARBRE_YAML_FLOW : MARBRE_YAML_BLOCK;
    builder->depth++;
    builder->last.what = MARBRE_YAML_LAST_OTHER;
    builder->last.value = span;
    return true;
}

static void
index_children(Builder *builder, MarbreYamlNode *node)
{
    size_t i = 0;

    node->children = marbre_arena_take(builder->yaml->arena, node->count * sizeof *node->children);
    for (MarbreYamlNode *child = node->first; child != NULL; child = child->next)
        node->children[i++] = child;
}

void
marbre_yaml_builder_end(MarbreYamlBuilder *builder, MarbreSpan span)
{
    Frame *frame = top(builder);
    MarbreYamlNode *node = frame->node;

    g_clear_pointer(&frame->keys, g_hash_table_unref);
    index_children(builder, node);
    /* The end of one by indentation is only noticed at the text after it. */
    if (node->style == MARBRE_YAML_BLOCK || span.end == span.start) {
        node->span.end = node->count > 0 ? frame->last->span.end : node->span.end;
        node->end = node->count > 0 ? frame->last->end : node->end;
    } else {
        node->span.end = span.end;
        node->end = span.end;
    }
    if (node->key == NULL)
        node->key_span = (MarbreSpan){node->span.start, node->span.start};
    builder->last.key = node->key_span;
    builder->depth--;
    note_value(builder, node->span, false);
    if (node->style == MARBRE_YAML_BLOCK)
        builder->last.what = MARBRE_YAML_LAST_OTHER;
}

void
marbre_yaml_builder_init(MarbreYamlBuilder *builder,
                         MarbreYaml *yaml,
                         const char *text,
                         size_t size,
                         GPtrArray *problems)
{
    MarbreSpan start = {yaml->part.start, yaml->part.start};

    builder->yaml = yaml;
    builder->source = (MarbreYamlSource){text, size, yaml->part.start, 0, 0};
    builder->depth = 0;
    builder->nodes = 0;
    builder->problems = problems;
    builder->last = (MarbreYamlLast){.key = start, .value = start};
}

void
marbre_yaml_builder_clear(MarbreYamlBuilder *builder)
{
    for (size_t i = 0; i < builder->depth; i++)
        g_clear_pointer(&builder->frames[i].keys, g_hash_table_unref);
}
