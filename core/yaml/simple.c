/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "yaml/simple.h"
#include "yaml/builder.h"

#include <string.h>

/* libyaml looks at each byte several times, and front matter and ledgers are most of what Marbre
   reads. So this goes once through the plain forms that people write. It only has to know what it
   knows: at anything else it gives up, and libyaml reads the text from its beginning. */

#define LONGEST_KEY 128 /* libyaml's limit is far above */

/* What a byte may be a part of. */
enum { WORD = 1, BEGINS = 2, ENDS_FLOW = 4 };

typedef struct {
    MarbreYamlBuilder tree;
    const char *text; /* NUL-terminated */
    const char *p;
    const char *line; /* where the line of `p` begins */
    bool ended;       /* no line is left */
} Simple;

static unsigned
class_of(char byte)
{
    static const char begins[] = "_./()$~<=+;^";
    if (g_ascii_isalnum(byte) || (unsigned char)byte >= 0x80)
        return WORD | BEGINS;
    if (byte == '_' || byte == '-')
        return WORD | (byte == '_' ? BEGINS : 0u);
    if (byte == '\0')
        return 0;
    return (strchr(begins, byte) != NULL ? BEGINS : 0u) |
           (strchr(",[]{}?", byte) != NULL ? ENDS_FLOW : 0u);
}

static MarbreSpan
span_of(const Simple *simple, const char *start, const char *end)
{
    uint64_t part = simple->tree.yaml->part.start;
    return (MarbreSpan){part + (uint64_t)(start - simple->text),
                        part + (uint64_t)(end - simple->text)};
}

static bool
is_blank(char byte)
{
    return byte == ' ' || byte == '\n' || byte == '\0';
}

static const char *
skip_spaces(const char *p)
{
    while (*p == ' ')
        p++;
    return p;
}

/* To the first byte of the next line that says something. */
static void
go_to_line(Simple *simple)
{
    const char *p = simple->p;
    for (;;) {
        simple->line = p;
        p = skip_spaces(p);
        if (*p == '#')
            p += strcspn(p, "\n");
        if (*p != '\n')
            break;
        p++;
    }
    simple->p = p;
    simple->ended = *p == '\0';
}

/* What is left of a line may be spaces and a comment; then to the next line. */
static bool
end_line(Simple *simple)
{
    const char *p = skip_spaces(simple->p);
    if (*p == '#' && p > simple->p)
        p += strcspn(p, "\n");
    if (*p != '\n' && *p != '\0')
        return false;
    simple->p = p;
    go_to_line(simple);
    return true;
}

static size_t
column_of(const Simple *simple)
{
    return (size_t)(simple->p - simple->line);
}

/* Whether the line before us goes on at a column that is not behind this one. */
static bool
is_over(const Simple *simple, size_t column)
{
    return simple->ended || column_of(simple) <= column;
}

static bool
is_dash(const Simple *simple)
{
    return !simple->ended && simple->p[0] == '-' && is_blank(simple->p[1]);
}

/* The end of the key at `p`, where its colon stands; NULL where none is there. */
static const char *
end_of_key(const char *p)
{
    const char *start = p;
    if ((class_of(*p) & WORD) == 0 || *p == '-')
        return NULL;
    while ((class_of(*p) & WORD) != 0 || (*p == ' ' && (class_of(p[1]) & WORD) != 0))
        p++;
    return *p == ':' && is_blank(p[1]) && p - start <= LONGEST_KEY ? p : NULL;
}

static const char *
take_key(Simple *simple)
{
    const char *start = simple->p;
    const char *end = end_of_key(start);
    if (end == NULL)
        return NULL;
    marbre_yaml_builder_key(&simple->tree, start, (size_t)(end - start),
                            span_of(simple, start, end), true);
    simple->p = end + 1;
    return end + 1;
}

static void
put_scalar(Simple *simple, const char *text, size_t size, MarbreYamlStyle style, MarbreSpan span)
{
    marbre_yaml_builder_scalar(&simple->tree, text, size, style, span);
}

/* The value that is not there, at `at`. */
static void
put_empty(Simple *simple, const char *at)
{
    put_scalar(simple, "", 0, MARBRE_YAML_PLAIN, span_of(simple, at, at));
}

/* In quotes, and nothing between them stands for something else. */
static bool
take_quoted(Simple *simple)
{
    const char *start = simple->p;
    const char *end = start + 1 + strcspn(start + 1, *start == '"' ? "\"\\\n" : "'\n");
    if (*end != *start || end[1] == *start)
        return false;
    simple->p = end + 1;
    put_scalar(simple, start + 1, (size_t)(end - start - 1),
               *start == '"' ? MARBRE_YAML_DOUBLE : MARBRE_YAML_SINGLE,
               span_of(simple, start, end + 1));
    return true;
}

/* Bare words to the end of the line, a comment, or the next sign of the brackets. */
static bool
take_bare(Simple *simple, bool is_flow)
{
    const char *start = simple->p;
    const char *end = start; /* behind the last byte that is no space */
    if ((class_of(*start) & BEGINS) == 0)
        return false;
    for (const char *p = start; *p != '\n' && *p != '\0'; p++) {
        if (*p == ' ')
            continue;
        if (*p == '#' && p > end)
            break;
        if (is_flow && (class_of(*p) & ENDS_FLOW) != 0)
            break;
        if (*p == ':' && (is_blank(p[1]) || (is_flow && (class_of(p[1]) & WORD) == 0)))
            return false;
        end = p + 1;
    }
    simple->p = end;
    put_scalar(simple, start, (size_t)(end - start), MARBRE_YAML_PLAIN,
               span_of(simple, start, end));
    return true;
}

static bool take_flow(Simple *simple);

/* A value on its line. */
static bool
take_value(Simple *simple, bool is_flow)
{
    switch (*simple->p) {
    case '"':
    case '\'':
        return take_quoted(simple);
    case '[':
    case '{':
        return take_flow(simple);
    default:
        return take_bare(simple, is_flow);
    }
}

/* One item in brackets, with its key where they are curly, to the sign behind it. */
static bool
take_item(Simple *simple, bool is_map)
{
    simple->p = skip_spaces(simple->p);
    if (is_map) {
        const char *behind = take_key(simple);
        if (behind == NULL || *behind != ' ')
            return false;
        simple->p = skip_spaces(behind);
    }
    if (!take_value(simple, true))
        return false;
    simple->p = skip_spaces(simple->p);
    return true;
}

static bool
take_items(Simple *simple, bool is_map, char close)
{
    for (;;) {
        if (!take_item(simple, is_map))
            return false;
        if (*simple->p != ',')
            return *simple->p == close;
        simple->p++;
    }
}

/* A list or a map in brackets, on one line. */
static bool
take_flow(Simple *simple)
{
    const char *start = simple->p;
    bool is_map = *start == '{';
    char close = is_map ? '}' : ']';
    if (!marbre_yaml_builder_start(&simple->tree, is_map ? MARBRE_YAML_MAP : MARBRE_YAML_LIST,
                                   span_of(simple, start, start + 1), true))
        return false;
    simple->p = skip_spaces(start + 1);
    if (*simple->p != close && !take_items(simple, is_map, close))
        return false;
    marbre_yaml_builder_end(&simple->tree, span_of(simple, simple->p, simple->p + 1));
    simple->p++;
    return true;
}

static bool take_block(Simple *simple);

/* What stands behind a key or a dash at `column`, in its line or in those below; then the next
   line. A list may stand right below its key. */
static bool
take_content(Simple *simple, size_t column, bool is_key)
{
    const char *behind = simple->p;
    const char *p = skip_spaces(behind);
    if (*p == '\n' || *p == '\0' || (*p == '#' && p > behind)) {
        if (!end_line(simple))
            return false;
        if (!is_over(simple, column) || (is_key && is_dash(simple) && column_of(simple) == column))
            return take_block(simple);
        put_empty(simple, behind);
        return true;
    }
    simple->p = p;
    if (!is_key && (is_dash(simple) || end_of_key(p) != NULL))
        return take_block(simple);
    return take_value(simple, false) && end_line(simple);
}

static bool
take_list(Simple *simple, size_t column)
{
    if (!marbre_yaml_builder_start(&simple->tree, MARBRE_YAML_LIST,
                                   span_of(simple, simple->p, simple->p), false))
        return false;
    do {
        simple->p++;
        if (!take_content(simple, column, false) || !is_over(simple, column))
            return false;
    } while (is_dash(simple) && column_of(simple) == column);
    marbre_yaml_builder_end(&simple->tree, span_of(simple, simple->p, simple->p));
    return true;
}

static bool
take_map(Simple *simple, size_t column)
{
    if (!marbre_yaml_builder_start(&simple->tree, MARBRE_YAML_MAP,
                                   span_of(simple, simple->p, simple->p), false))
        return false;
    do {
        if (take_key(simple) == NULL || !take_content(simple, column, true) ||
            !is_over(simple, column))
            return false;
    } while (!simple->ended && column_of(simple) == column);
    marbre_yaml_builder_end(&simple->tree, span_of(simple, simple->p, simple->p));
    return true;
}

/* A list or a map without brackets. How deep they nest, the builder limits. */
static bool
take_block(Simple *simple)
{
    size_t column = column_of(simple);
    return is_dash(simple) ? take_list(simple, column) : take_map(simple, column);
}

bool
marbre_yaml_build_simple(MarbreYaml *yaml, const char *text, size_t size)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    Simple simple = {.text = text, .p = text};
    if (memchr(text, '\t', size) != NULL || memchr(text, '\r', size) != NULL)
        return false;
    marbre_yaml_builder_init(&simple.tree, yaml, text, size, problems);
    go_to_line(&simple);
    bool known = !simple.ended && take_block(&simple) && simple.ended && problems->len == 0 &&
                 simple.tree.nodes <= yaml->limits.max_nodes;
    marbre_yaml_builder_clear(&simple.tree);
    return known;
}
