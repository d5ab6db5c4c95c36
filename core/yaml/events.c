/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "yaml/events.h"
#include "yaml/strict.h"

#include <glib/gi18n-lib.h>
#include <yaml.h>

#define MOST_PROBLEMS 20

typedef struct {
    MarbreYamlBuilder tree;
    bool has_document;
} Builder;

static MarbreSpan
span_of(Builder *builder, const yaml_event_t *event)
{
    MarbreSpan span;

    span.start = marbre_yaml_source_offset(&builder->tree.source, event->start_mark.index);
    span.end = marbre_yaml_source_offset(&builder->tree.source, event->end_mark.index);
    return span;
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

/* An anchor or a tag before a value. */
static void
judge_signs(Builder *builder, const yaml_event_t *event, const void *anchor, const void *tag)
{
    bool may_be_text = event->type == YAML_SCALAR_EVENT;

    if (anchor != NULL)
        marbre_yaml_forbid_sign(builder->tree.yaml, builder->tree.problems, span_of(builder, event),
                                MARBRE_YAML_ANCHOR, may_be_text ? &builder->tree.last : NULL);
    if (tag != NULL)
        marbre_yaml_forbid_sign(builder->tree.yaml, builder->tree.problems, span_of(builder, event),
                                MARBRE_YAML_TAG, may_be_text ? &builder->tree.last : NULL);
}

static void
take_scalar(Builder *builder, const yaml_event_t *event)
{
    const char *text = (const char *)event->data.scalar.value;
    size_t size = event->data.scalar.length;
    MarbreSpan span = span_of(builder, event);
    MarbreYamlStyle style = style_of(event);

    if (marbre_yaml_builder_wants_key(&builder->tree))
        marbre_yaml_builder_key(&builder->tree, text, size, span, style == MARBRE_YAML_PLAIN);
    else
        marbre_yaml_builder_scalar(&builder->tree, text, size, style, span);
}

static void
take_alias(Builder *builder, const yaml_event_t *event)
{
    MarbreSpan span = span_of(builder, event);

    marbre_yaml_forbid_sign(builder->tree.yaml, builder->tree.problems, span, MARBRE_YAML_ALIAS,
                            &builder->tree.last);
    marbre_yaml_builder_nothing(&builder->tree, span);
}

static bool
start_document(Builder *builder, const yaml_event_t *event)
{
    uint64_t start = marbre_yaml_source_offset(&builder->tree.source, event->start_mark.index);

    if (builder->has_document) {
        (void)marbre_yaml_say(
            builder->tree.yaml, builder->tree.problems, (MarbreSpan){start, start},
            _("a second document begins here: only one may stand in a file, take this "
              "line away"));
        return false;
    }
    builder->has_document = true;
    if (event->data.document_start.version_directive != NULL ||
        event->data.document_start.tag_directives.start !=
            event->data.document_start.tag_directives.end)
        (void)marbre_yaml_say(
            builder->tree.yaml, builder->tree.problems, (MarbreSpan){start, start},
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
        take_scalar(builder, event);
        return true;
    case YAML_SEQUENCE_START_EVENT:
        judge_signs(builder, event, event->data.sequence_start.anchor,
                    event->data.sequence_start.tag);
        return marbre_yaml_builder_start(&builder->tree, MARBRE_YAML_LIST, span_of(builder, event),
                                         event->data.sequence_start.style ==
                                             YAML_FLOW_SEQUENCE_STYLE);
    case YAML_MAPPING_START_EVENT:
        judge_signs(builder, event, event->data.mapping_start.anchor,
                    event->data.mapping_start.tag);
        return marbre_yaml_builder_start(&builder->tree, MARBRE_YAML_MAP, span_of(builder, event),
                                         event->data.mapping_start.style ==
                                             YAML_FLOW_MAPPING_STYLE);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        marbre_yaml_builder_end(&builder->tree, span_of(builder, event));
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
    if (builder->tree.nodes > builder->tree.yaml->limits.max_nodes) {
        (void)marbre_yaml_say(builder->tree.yaml, builder->tree.problems, span_of(builder, event),
                              _("there are more than %u values here: make it shorter"),
                              builder->tree.yaml->limits.max_nodes);
        return false;
    }
    return builder->tree.problems->len < MOST_PROBLEMS;
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

    fault.at = marbre_yaml_source_offset(&builder->tree.source, parser->problem_mark.index);
    fault.from = marbre_yaml_source_offset(&builder->tree.source, parser->context_mark.index);
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
    Builder builder = {.has_document = false};
    MarbreYamlOutcome outcome;
    yaml_parser_t parser;

    marbre_yaml_builder_init(&builder.tree, yaml, text, size, problems);
    if (yaml_parser_initialize(&parser) == 0)
        g_error("out of memory"); /* as GLib ends where it gets none */
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, (const unsigned char *)text, size);
    outcome = read_events(&builder, &parser);
    if (outcome == MARBRE_YAML_BROKEN) {
        *ret_fault = fault_of(&builder, &parser);
        *ret_last = builder.tree.last;
    }
    yaml_parser_delete(&parser);
    marbre_yaml_builder_clear(&builder.tree);
    return outcome;
}
