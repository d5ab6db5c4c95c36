/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "yaml/decode.h"
#include "yaml/events.h"
#include "yaml/guard.h"
#include "yaml/simple.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#define KIB ((size_t)1024)
#define BOM "\xEF\xBB\xBF"

/* Reading on after a mistake means reading again from the start: so many bytes at most. */
#define MOST_BYTES_READ_AGAIN (256 * KIB)
#define MOST_PROBLEMS 20

const MarbreYamlLimits MARBRE_YAML_FRONT_MATTER = {64 * KIB, 1000, 16};
const MarbreYamlLimits MARBRE_YAML_CLAIMS = {1024 * KIB, 100000, 16};
const MarbreYamlLimits MARBRE_YAML_PEOPLE = {8192 * KIB, 500000, 16};
const MarbreYamlLimits MARBRE_YAML_POLICY = {256 * KIB, 50000, 16};

static MarbreYaml *
new_document(const char *path, GBytes *file, MarbreSpan part, const MarbreYamlLimits *limits)
{
    MarbreYaml *yaml = g_new0(MarbreYaml, 1);

    yaml->refs = 1;
    yaml->path = g_strdup(path);
    yaml->file = g_bytes_ref(file);
    yaml->data = g_bytes_get_data(file, &yaml->size);
    if (yaml->data == NULL)
        yaml->data = "";
    yaml->part.end = MIN(part.end, yaml->size);
    yaml->part.start = MIN(part.start, yaml->part.end);
    if (yaml->part.start == 0 && yaml->part.end >= 3 && memcmp(yaml->data, BOM, 3) == 0)
        yaml->part.start = 3;
    yaml->limits = *limits;
    yaml->lines = marbre_lines_new_for_bytes(file);
    return yaml;
}

static void
clear_tree(MarbreYaml *yaml)
{
    MarbreYamlNode *node = g_atomic_int_get(&yaml->has_mapped) != 0 ? yaml->nodes : NULL;

    for (; node != NULL; node = node->made_before)
        marbre_mapped_unref(node->mapped);
    yaml->has_mapped = 0;
    g_clear_pointer(&yaml->arena, marbre_arena_free);
    yaml->root = NULL;
    yaml->nodes = NULL;
}

static void
start_tree(MarbreYaml *yaml)
{
    clear_tree(yaml);
    yaml->arena = marbre_arena_new();
    yaml->root = marbre_arena_take(yaml->arena, sizeof *yaml->root);
    yaml->root->text = "";
    yaml->root->span = (MarbreSpan){yaml->part.start, yaml->part.start};
    yaml->root->key_span = yaml->root->span;
    yaml->root->comment = yaml->root->span;
    yaml->root->end = yaml->part.start;
    yaml->nodes = yaml->root;
}

/* Spoil bytes for the parser and keep their number, so that all offsets stay. */
static void
paint(char *text, MarbreYamlPaint how, size_t start, size_t end)
{
    bool is_line_start = false;

    if (how == MARBRE_YAML_PAINT_LINE) {
        while (start < end && text[start] == ' ')
            start++;
        if (start < end)
            text[start++] = '#';
    }
    for (size_t i = start; i < end; i++) {
        if (text[i] == '\n' || text[i] == '\r')
            is_line_start = true;
        else if (!is_line_start || (text[i] != ' ' && text[i] != '\t')) {
            text[i] = 'x';
            is_line_start = false;
        }
    }
}

static bool
is_line_known(const GPtrArray *problems, const MarbreProblem *problem)
{
    for (guint i = 0; i < problems->len; i++)
        if (((const MarbreProblem *)problems->pdata[i])->line == problem->line)
            return true;
    return false;
}

/* One reading of the text. What the parser stumbled over goes to `faults`, unless that line has
 * been named already: then this is its echo. @return whether to paint and read again */
static bool
read_once(MarbreYaml *yaml, char *text, GPtrArray *faults, GPtrArray *problems)
{
    g_autoptr(GPtrArray) new_faults = marbre_problems_new();
    size_t size = yaml->part.end - yaml->part.start;
    MarbreYamlFault fault;
    MarbreYamlLast last;
    MarbreSpan span = {0};
    MarbreYamlPaint how;

    start_tree(yaml);
    g_ptr_array_set_size(problems, 0);
    if (marbre_yaml_build(yaml, text, size, problems, &fault, &last) != MARBRE_YAML_BROKEN)
        return false;
    how = marbre_yaml_complain(yaml, &fault, &last, new_faults, &span);
    if (faults->len > 0 && is_line_known(faults, new_faults->pdata[0]))
        return false;
    marbre_problems_take(faults, new_faults);
    if (how == MARBRE_YAML_CANNOT_GO_ON || faults->len >= MOST_PROBLEMS)
        return false;
    span.start = CLAMP(span.start, yaml->part.start, yaml->part.end);
    span.end = CLAMP(span.end, span.start, yaml->part.end);
    paint(text, how, span.start - yaml->part.start, span.end - yaml->part.start);
    return true;
}

static void
read_all(MarbreYaml *yaml, bool is_long_way, GPtrArray *faults)
{
    size_t size = yaml->part.end - yaml->part.start;
    g_autofree char *text = g_malloc(size + 1);
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    size_t times = CLAMP(MOST_BYTES_READ_AGAIN / (size + 1), 1, MOST_PROBLEMS) + 1;

    memcpy(text, yaml->data + yaml->part.start, size);
    text[size] = '\0';
    if (!marbre_yaml_guard(yaml, text, size, faults))
        return;
    if (!is_long_way) {
        start_tree(yaml);
        if (marbre_yaml_build_simple(yaml, text, size))
            return;
    }
    while (times-- > 0 && read_once(yaml, text, faults, problems))
        continue;
    marbre_problems_take(faults, problems);
}

static gint
compare_offsets(gconstpointer a, gconstpointer b)
{
    const MarbreProblem *left = *(MarbreProblem *const *)a;
    const MarbreProblem *right = *(MarbreProblem *const *)b;

    return (left->offset > right->offset) - (left->offset < right->offset);
}

static MarbreYaml *
parse(const char *path,
      GBytes *file,
      MarbreSpan part,
      const MarbreYamlLimits *limits,
      bool is_long_way,
      GPtrArray *problems)
{
    g_autoptr(MarbreYaml) yaml = new_document(path, file, part, limits);
    g_autoptr(GPtrArray) faults = marbre_problems_new();

    if (yaml->part.end - yaml->part.start > limits->max_bytes)
        (void)marbre_problems_add_rule(
            faults, path, yaml->lines, yaml->part.start + limits->max_bytes, MARBRE_YAML_RULE,
            _("this is longer than the %zu KiB that are read: make it shorter"),
            limits->max_bytes / KIB);
    else
        read_all(yaml, is_long_way, faults);
    if (faults->len == 0)
        return g_steal_pointer(&yaml);
    g_ptr_array_sort(faults, compare_offsets);
    marbre_problems_take(problems, faults);
    return NULL;
}

MarbreYaml *
marbre_yaml_parse_long(const char *path,
                       GBytes *file,
                       MarbreSpan part,
                       const MarbreYamlLimits *limits,
                       GPtrArray *problems)
{
    return parse(path, file, part, limits, true, problems);
}

MarbreYaml *
marbre_yaml_parse(const char *path,
                  GBytes *file,
                  MarbreSpan part,
                  const MarbreYamlLimits *limits,
                  GPtrArray *problems)
{
    return parse(path, file, part, limits, false, problems);
}

MarbreYaml *
marbre_yaml_ref(MarbreYaml *yaml)
{
    g_atomic_int_inc(&yaml->refs);
    return yaml;
}

void
marbre_yaml_unref(MarbreYaml *yaml)
{
    if (yaml == NULL || !g_atomic_int_dec_and_test(&yaml->refs))
        return;
    clear_tree(yaml);
    marbre_lines_unref(yaml->lines);
    g_bytes_unref(yaml->file);
    g_free(yaml->path);
    g_free(yaml);
}

const char *
marbre_yaml_get_path(const MarbreYaml *yaml)
{
    return yaml->path;
}

GBytes *
marbre_yaml_get_file(const MarbreYaml *yaml)
{
    return yaml->file;
}

MarbreSpan
marbre_yaml_get_part(const MarbreYaml *yaml)
{
    return yaml->part;
}

const MarbreYamlNode *
marbre_yaml_get_root(const MarbreYaml *yaml)
{
    return yaml->root;
}

const MarbreLines *
marbre_yaml_get_lines(const MarbreYaml *yaml)
{
    return yaml->lines;
}

size_t
marbre_yaml_column(const MarbreYaml *yaml, uint64_t offset)
{
    uint64_t start = offset;

    while (start > yaml->part.start && yaml->data[start - 1] != '\n')
        start--;
    return offset - start;
}

MarbreProblem *
marbre_yaml_say(
    const MarbreYaml *yaml, GPtrArray *problems, MarbreSpan span, const char *format, ...)
{
    g_autofree char *message = NULL;
    MarbreProblem *problem;
    va_list arguments;

    va_start(arguments, format);
    message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    problem = marbre_problems_add_rule(problems, yaml->path, yaml->lines, span.start,
                                       MARBRE_YAML_RULE, "%s", message);
    problem->end = span.end;
    return problem;
}
