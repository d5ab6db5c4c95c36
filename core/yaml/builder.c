/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "yaml/builder.h"
#include "yaml/source.h"
#include "yaml/strict.h"
#include "yaml/type.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <yaml.h>

#define MOST_PROBLEMS 20
#define DEEPEST 32
/* A map with more keys than this looks for doubles in a table. */
#define FEW_KEYS 16

/* A list or map that is being read. */
typedef struct {
    MarbreYamlNode *node;
    MarbreYamlNode *last;
    const char *key; /* waits for its value */
    MarbreSpan key_span;
    GHashTable *keys;
} Frame;

typedef struct {
    MarbreYaml *yaml;
    MarbreYamlSource source;
    Frame frames[DEEPEST];
    size_t depth;
    size_t nodes;
    bool has_document;
    GPtrArray *problems;
    MarbreYamlLast last;
} Builder;

static MarbreSpan
span_of(Builder *builder, const yaml_event_t *event)
{
    MarbreSpan span;

    span.start = marbre_yaml_source_offset(&builder->source, event->start_mark.index);
    span.end = marbre_yaml_source_offset(&builder->source, event->end_mark.index);
    return span;
}

static Frame *
top(Builder *builder)
{
    return builder->depth > 0 ? &builder->frames[builder->depth - 1] : NULL;
}

static bool
wants_key(Builder *builder)
{
    Frame *frame = top(builder);

    return frame != NULL && frame->node->kind == MARBRE_YAML_MAP && frame->key == NULL;
}

/* A new node as the next child of what is being read. */
static MarbreYamlNode *
add_node(Builder *builder, MarbreYamlKind kind, MarbreSpan span)
{
    MarbreYaml *yaml = builder->yaml;
    MarbreYamlNode *node = marbre_yaml_arena_take(yaml->arena, sizeof *node);
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

static void
take_key(Builder *builder, const yaml_event_t *event)
{
    Frame *frame = top(builder);
    MarbreSpan span = span_of(builder, event);
    const char *key = marbre_yaml_arena_copy(
        builder->yaml->arena, (const char *)event->data.scalar.value, event->data.scalar.length);

    remember_keys(frame);
    marbre_yaml_judge_key(builder->yaml, builder->problems, key, event->data.scalar.length, span,
                          event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE,
                          find_key(frame, key));
    frame->key = key;
    frame->key_span = span;
    builder->last.what = MARBRE_YAML_LAST_KEY;
    builder->last.key = span;
}

static MarbreYamlStyle
style_of(const yaml_event_t *event)
{
    switch (event->data.scalar.style) {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE:
        return MARBRE_YAML_SINGLE;
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE:
        return MARBRE_YAML_DOUBLE;
    case YAML_LITERAL_SCALAR_STYLE:
        return MARBRE_YAML_LITERAL;
    case YAML_FOLDED_SCALAR_STYLE:
        return MARBRE_YAML_FOLDED;
    case YAML_ANY_SCALAR_STYLE:
    case YAML_PLAIN_SCALAR_STYLE:
    default:
        return MARBRE_YAML_PLAIN;
    }
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

static void
take_scalar(Builder *builder, const yaml_event_t *event)
{
    MarbreSpan span = span_of(builder, event);
    size_t size = event->data.scalar.length;
    MarbreYamlNode *node = add_node(builder, MARBRE_YAML_TEXT, span);
    MarbreYamlType type;

    node->style = style_of(event);
    node->size = size;
    node->text =
        marbre_yaml_arena_copy(builder->yaml->arena, (const char *)event->data.scalar.value, size);
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

static bool
start_collection(Builder *builder, const yaml_event_t *event, MarbreYamlKind kind, bool is_flow)
{
    MarbreSpan span = span_of(builder, event);
    Frame *frame;

    if (wants_key(builder)) {
        (void)marbre_yaml_say(builder->yaml, builder->problems, span,
                              _("a key must be a word, not a list or a group"));
        return false;
    }
    if (builder->depth >= MIN(builder->yaml->limits.max_depth, DEEPEST)) {
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

    node->children =
        marbre_yaml_arena_take(builder->yaml->arena, node->count * sizeof *node->children);
    for (MarbreYamlNode *child = node->first; child != NULL; child = child->next)
        node->children[i++] = child;
}

static void
end_collection(Builder *builder, const yaml_event_t *event)
{
    Frame *frame = top(builder);
    MarbreYamlNode *node = frame->node;
    MarbreSpan span = span_of(builder, event);

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

/* An anchor or a tag before a value. */
static void
judge_signs(Builder *builder, const yaml_event_t *event, const void *anchor, const void *tag)
{
    bool may_be_text = event->type == YAML_SCALAR_EVENT;

    if (anchor != NULL)
        marbre_yaml_forbid_sign(builder->yaml, builder->problems, span_of(builder, event),
                                MARBRE_YAML_ANCHOR, may_be_text ? &builder->last : NULL);
    if (tag != NULL)
        marbre_yaml_forbid_sign(builder->yaml, builder->problems, span_of(builder, event),
                                MARBRE_YAML_TAG, may_be_text ? &builder->last : NULL);
}

static void
take_alias(Builder *builder, const yaml_event_t *event)
{
    MarbreSpan span = span_of(builder, event);

    marbre_yaml_forbid_sign(builder->yaml, builder->problems, span, MARBRE_YAML_ALIAS,
                            &builder->last);
    if (wants_key(builder)) {
        top(builder)->key = "*";
        top(builder)->key_span = span;
        return;
    }
    (void)add_node(builder, MARBRE_YAML_NULL, span);
    note_value(builder, span, true);
}

static bool
start_document(Builder *builder, const yaml_event_t *event)
{
    uint64_t start = marbre_yaml_source_offset(&builder->source, event->start_mark.index);

    if (builder->has_document) {
        (void)marbre_yaml_say(
            builder->yaml, builder->problems, (MarbreSpan){start, start},
            _("a second document begins here: only one may stand in a file, take this "
              "line away"));
        return false;
    }
    builder->has_document = true;
    if (event->data.document_start.version_directive != NULL ||
        event->data.document_start.tag_directives.start !=
            event->data.document_start.tag_directives.end)
        (void)marbre_yaml_say(
            builder->yaml, builder->problems, (MarbreSpan){start, start},
            _("a line that begins with \"%%\" is an instruction to the YAML parser, and "
              "none is allowed: delete it"));
    return true;
}

static bool
take_event(Builder *builder, const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_DOCUMENT_START_EVENT:
        return start_document(builder, event);
    case YAML_ALIAS_EVENT:
        take_alias(builder, event);
        return true;
    case YAML_SCALAR_EVENT:
        judge_signs(builder, event, event->data.scalar.anchor, event->data.scalar.tag);
        if (wants_key(builder))
            take_key(builder, event);
        else
            take_scalar(builder, event);
        return true;
    case YAML_SEQUENCE_START_EVENT:
        judge_signs(builder, event, event->data.sequence_start.anchor,
                    event->data.sequence_start.tag);
        return start_collection(builder, event, MARBRE_YAML_LIST,
                                event->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE);
    case YAML_MAPPING_START_EVENT:
        judge_signs(builder, event, event->data.mapping_start.anchor,
                    event->data.mapping_start.tag);
        return start_collection(builder, event, MARBRE_YAML_MAP,
                                event->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        end_collection(builder, event);
        return true;
    case YAML_NO_EVENT:
    case YAML_STREAM_START_EVENT:
    case YAML_STREAM_END_EVENT:
    case YAML_DOCUMENT_END_EVENT:
    default:
        return true;
    }
}

static bool
is_within_limits(Builder *builder, const yaml_event_t *event)
{
    if (builder->nodes > builder->yaml->limits.max_nodes) {
        (void)marbre_yaml_say(builder->yaml, builder->problems, span_of(builder, event),
                              _("there are more than %u values here: make it shorter"),
                              builder->yaml->limits.max_nodes);
        return false;
    }
    return builder->problems->len < MOST_PROBLEMS;
}

static MarbreYamlOutcome
read_events(Builder *builder, yaml_parser_t *parser)
{
    for (;;) {
        yaml_event_t event;
        yaml_event_type_t type;
        bool goes_on;

        if (yaml_parser_parse(parser, &event) == 0)
            return MARBRE_YAML_BROKEN;
        type = event.type;
        goes_on = take_event(builder, &event) && is_within_limits(builder, &event);
        yaml_event_delete(&event);
        if (!goes_on)
            return MARBRE_YAML_OVER;
        if (type == YAML_STREAM_END_EVENT)
            return MARBRE_YAML_BUILT;
    }
}

static MarbreYamlFault
fault_of(Builder *builder, const yaml_parser_t *parser)
{
    MarbreYamlFault fault = {
        .problem = parser->problem != NULL ? parser->problem : "out of memory",
        .context = parser->context,
    };

    fault.at = marbre_yaml_source_offset(&builder->source, parser->problem_mark.index);
    fault.from = marbre_yaml_source_offset(&builder->source, parser->context_mark.index);
    return fault;
}

MarbreYamlOutcome
marbre_yaml_build(MarbreYaml *yaml,
                  const char *text,
                  size_t size,
                  GPtrArray *problems,
                  MarbreYamlFault *ret_fault,
                  MarbreYamlLast *ret_last)
{
    Builder builder = {
        .yaml = yaml, .source = {text, size, yaml->part.start, 0, 0}, .problems = problems};
    MarbreSpan start = {yaml->part.start, yaml->part.start};
    MarbreYamlOutcome outcome;
    yaml_parser_t parser;

    builder.last.key = start;
    builder.last.value = start;
    if (yaml_parser_initialize(&parser) == 0)
        g_error("out of memory"); /* as GLib ends where it gets none */
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, (const unsigned char *)text, size);
    outcome = read_events(&builder, &parser);
    if (outcome == MARBRE_YAML_BROKEN) {
        *ret_fault = fault_of(&builder, &parser);
        *ret_last = builder.last;
    }
    yaml_parser_delete(&parser);
    for (size_t i = 0; i < builder.depth; i++)
        g_clear_pointer(&builder.frames[i].keys, g_hash_table_unref);
    return outcome;
}
