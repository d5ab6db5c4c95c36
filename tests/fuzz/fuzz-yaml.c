/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/problem.h"
#include "yaml/decode.h"
#include "yaml/tree.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/*
 * Any bytes are a tree or problems. In a tree, each scalar reads the same by our own walk of its
 * bytes, and each stretch of it reads back: the same bytes, an escape, a doubled quotation mark or
 * white space with line ends for a fold. Both ways to read make the same tree. Problems lie within
 * the file, and so do their fixes.
 */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool
is_fold(const char *source, size_t size)
{
    bool has_line_end = false;

    for (size_t i = 0; i < size; i++) {
        has_line_end = has_line_end || source[i] == '\n';
        if (strchr(" \t\r\n", source[i]) == NULL)
            return false;
    }
    return has_line_end;
}

static bool
is_known_form(const char *text, size_t text_size, const char *source, size_t size)
{
    if (size >= 2 && source[0] == '\\')
        return true;
    if (size == 2 && memcmp(source, "''", 2) == 0)
        return text_size == 1 && text[0] == '\'';
    return is_fold(source, size) &&
           ((text_size == 1 && *text == ' ') || strspn(text, "\n") >= text_size);
}

static void
check_runs(const MarbreMapped *mapped, const char *file, MarbreSpan span, uint64_t end)
{
    const char *text = marbre_mapped_get_text(mapped, NULL);
    uint64_t last = span.start;

    for (size_t i = 0; i < marbre_mapped_count_runs(mapped); i++) {
        MarbreRun run = marbre_mapped_get_run(mapped, i);
        size_t size = run.text.end - run.text.start;
        size_t source_size = run.source.end - run.source.start;

        g_assert_true(run.source.start >= last && run.source.end <= end);
        last = run.source.end;
        if (run.same)
            g_assert_cmpmem(text + run.text.start, size, file + run.source.start, source_size);
        else
            g_assert_true(
                is_known_form(text + run.text.start, size, file + run.source.start, source_size));
    }
}

static void
check_node(const MarbreYaml *yaml, const MarbreYamlNode *node, const char *file, MarbreSpan around)
{
    MarbreSpan span = marbre_yaml_node_get_span(node);
    g_autoptr(MarbreMapped) mapped = NULL;

    g_assert_true(span.start >= around.start && span.start <= span.end && span.end <= around.end);
    if (marbre_yaml_node_get_text(node) != NULL) {
        mapped = marbre_yaml_decode(yaml, node);
        g_assert_nonnull(mapped);
        check_runs(mapped, file, span, marbre_yaml_get_part(yaml).end);
        g_assert_cmpstr(marbre_mapped_get_text(mapped, NULL), ==, marbre_yaml_node_get_text(node));
    }
    for (size_t i = 0; i < marbre_yaml_node_get_count(node); i++)
        check_node(yaml, marbre_yaml_node_get_child(node, i), file, span);
}

static bool
is_same_span(MarbreSpan one, MarbreSpan other)
{
    return one.start == other.start && one.end == other.end;
}

/* All but where they lie in memory. */
static void
check_same(const MarbreYamlNode *one, const MarbreYamlNode *other)
{
    g_assert_cmpint(one->kind, ==, other->kind);
    g_assert_cmpint(one->style, ==, other->style);
    g_assert_true(is_same_span(one->span, other->span));
    g_assert_true(is_same_span(one->key_span, other->key_span));
    g_assert_true(is_same_span(one->comment, other->comment));
    g_assert_cmpuint(one->end, ==, other->end);
    g_assert_cmpstr(one->key, ==, other->key);
    g_assert_true((one->text == NULL) == (other->text == NULL));
    g_assert_cmpmem(one->text, one->size, other->text, other->size);
    g_assert_cmpint(one->integer, ==, other->integer);
    g_assert_cmpint(one->boolean, ==, other->boolean);
    g_assert_true(one->number == other->number || one->number != one->number);
    g_assert_cmpuint(one->count, ==, other->count);
    for (size_t i = 0; i < one->count; i++)
        check_same(one->children[i], other->children[i]);
}

/* What the short way reads, libyaml reads alike. */
static void
check_ways(const MarbreYaml *yaml, GBytes *file, MarbreSpan part)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreYaml) other =
        marbre_yaml_parse_long("f.yaml", file, part, &MARBRE_YAML_FRONT_MATTER, problems);

    g_assert_nonnull(other);
    check_same(marbre_yaml_get_root(yaml), marbre_yaml_get_root(other));
}

static bool
is_boundary(const char *file, size_t size, uint64_t offset)
{
    return offset <= size && (offset == size || ((unsigned char)file[offset] & 0xC0) != 0x80);
}

static void
check_problems(const GPtrArray *problems, const char *file, size_t size, MarbreSpan part)
{
    bool is_text = g_utf8_validate_len(file, size, NULL);

    g_assert_cmpuint(problems->len, >, 0);
    for (guint i = 0; i < problems->len; i++) {
        const MarbreProblem *problem = problems->pdata[i];

        g_assert_true(problem->line >= 1 && problem->column >= 1 && *problem->message != '\0');
        g_assert_true(problem->offset >= part.start && problem->end <= part.end);
        g_assert_true(problem->offset <= problem->end);
        g_assert_true(g_utf8_validate(problem->message, -1, NULL));
        if (!is_text)
            continue;
        g_assert_true(is_boundary(file, size, problem->offset));
        if (problem->fix != NULL)
            g_assert_true(problem->fix->start >= part.start && problem->fix->end <= part.end &&
                          problem->fix->start <= problem->fix->end &&
                          is_boundary(file, size, problem->fix->start) &&
                          is_boundary(file, size, problem->fix->end));
    }
}

/* @return how many problems there are */
static guint
check_part(GBytes *file, MarbreSpan part)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    size_t size;
    const char *bytes = g_bytes_get_data(file, &size);
    const char *text = bytes != NULL ? bytes : "";
    g_autoptr(MarbreYaml) yaml =
        marbre_yaml_parse("f.yaml", file, part, &MARBRE_YAML_FRONT_MATTER, problems);

    if (yaml == NULL) {
        check_problems(problems, text, size, part);
        return problems->len;
    }
    g_assert_cmpuint(problems->len, ==, 0);
    check_node(yaml, marbre_yaml_get_root(yaml), text, part);
    check_ways(yaml, file, part);
    return 0;
}

/* The same text as the part of a larger file has as many problems. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char before[] = "# é\n---\n";
    static const char behind[] = "---\n\tthe: [rest: |\n";
    bool has_mark = size >= 3 && memcmp(data, "\xEF\xBB\xBF", 3) == 0;
    g_autoptr(GBytes) whole = g_bytes_new(data, size);
    g_autoptr(GByteArray) larger = g_byte_array_new();
    g_autoptr(GBytes) file = NULL;
    MarbreSpan part = {sizeof before - 1, sizeof before - 1 + size};
    guint problems = check_part(whole, (MarbreSpan){0, size});

    g_byte_array_append(larger, (const guint8 *)before, sizeof before - 1);
    g_byte_array_append(larger, data, (guint)size);
    g_byte_array_append(larger, (const guint8 *)behind, sizeof behind - 1);
    file = g_byte_array_free_to_bytes(g_steal_pointer(&larger));
    g_assert_true(check_part(file, part) == problems || has_mark);
    return 0;
}
