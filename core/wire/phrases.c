/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wire/phrases.h"

#include "base/error.h"
#include "base/problem.h"
#include "page_lines.h"
#include "yaml/reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LONGEST_LABEL                                                                              \
    400 /* bytes; what is longer is no line of a page, whatever it begins with                     \
         */

struct MarbrePhrases {
    MarbreYaml *yaml; /* holds the reasons */
    GArray *lines;    /* of page_line, the words owned */
};

static const struct {
    const char *key;
    const char *words;
} reasons[] = {
    {"theme", N_("notice of the site's theme")},
    {"follow", N_("link to the site elsewhere")},
    {"share", N_("share bar")},
    {"button", N_("button of the page")},
    {"link", N_("link to another story")},
    {"comments", N_("comment form")},
    {"newsletter", N_("newsletter or subscription")},
    {"reading-time", N_("reading time")},
    {"advertisement", N_("advertisement")},
    {"cookies", N_("cookie notice")},
    {"source", N_("link to the source")},
    {"path", N_("path of the page on its site")},
    {"keywords", N_("key words of the page")},
    {"copyright", N_("copyright line of the site")},
    {"author-box", N_("author box of the site")},
};

/* A reason in the reader's language; a newsroom's own words as they are. */
static const char *
reason_of(const char *key)
{
    for (size_t i = 0; i < G_N_ELEMENTS(reasons); i++)
        if (strcmp(reasons[i].key, key) == 0)
            return _(reasons[i].words);
    return key;
}

/* --- folding ---------------------------------------------------------------------------------- */

static gunichar
fold_character(gunichar character)
{
    static const char plain[] = "aaaaaaaceeeeiiiidnooooo/ouuuuyty"; /* U+00E0 to U+00FF */
    character = g_unichar_tolower(character);
    if (character >= 0xe0 && character <= 0xff && character != 0xf7)
        return (gunichar)plain[character - 0xe0];
    switch (character) {
    case 0x2018:
    case 0x2019:
    case 0x2bc:
    case 0x2032:
    case '`':
    case 0xb4:
        return '\'';
    default:
        return g_unichar_isspace(character) ? ' ' : character;
    }
}

static bool
is_kept_at_an_end(gunichar character)
{
    return g_unichar_isalnum(character) || character == 0xa9 || character == '?' ||
           character == '[' || character == ']';
}

/* With `ends`, signs at the ends stay. */
static char *
fold(const char *line, bool ends)
{
    GString *folded = g_string_new(NULL);
    gsize kept = 0;
    for (const char *p = line; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar character = fold_character(g_utf8_get_char(p));
        bool keep = ends ? character != ' ' : is_kept_at_an_end(character);
        if ((folded->len == 0 && !keep) ||
            (character == ' ' && folded->len > 0 && folded->str[folded->len - 1] == ' '))
            continue;
        if (character == ':' && folded->len > 0 && folded->str[folded->len - 1] == ' ')
            g_string_truncate(folded, folded->len - 1);
        g_string_append_unichar(folded, character);
        kept = keep ? folded->len : kept;
    }
    g_string_truncate(folded, kept);
    return g_string_free(folded, FALSE);
}

char *
marbre_phrases_fold(const char *line)
{
    return fold(line, false);
}

/* --- a newsroom's own ------------------------------------------------------------------------- */

static void
clear_line(void *data)
{
    page_line *line = data;
    g_free((char *)line->words);
    g_free((char *)line->holds);
}

void
marbre_phrases_free(MarbrePhrases *phrases)
{
    if (phrases == NULL)
        return;
    g_array_unref(phrases->lines);
    marbre_yaml_unref(phrases->yaml);
    g_free(phrases);
}

static void
read_flag(
    MarbrePhrases *of, const MarbreYamlNode *map, const char *key, bool *ret, GPtrArray *wrong)
{
    (void)marbre_yaml_expect_bool(of->yaml, marbre_yaml_find(map, key), wrong, ret);
}

static void
read_line(MarbrePhrases *of, const MarbreYamlNode *map, GPtrArray *wrong)
{
    static const char *const known[] = {"whole",  "begins", "anywhere", "number", "holds", "lang",
                                        "reason", "edge",   "label",    "opens",  NULL};
    if (!marbre_yaml_expect_map(of->yaml, map, known, wrong))
        return;
    page_line line = {.where = PAGE_LINE_WHOLE};
    const MarbreYamlNode *words = NULL;
    for (size_t i = 0; i < 4; i++) {
        const MarbreYamlNode *node = marbre_yaml_find(map, known[i]);
        if (node != NULL && words != NULL)
            marbre_yaml_problem_at_key(of->yaml, node, wrong,
                                       _("a line has one of whole, begins, anywhere, number"));
        words = node != NULL ? node : words;
        line.where = node != NULL ? (page_where)i : line.where;
    }
    if (words == NULL)
        marbre_yaml_problem(of->yaml, map, wrong,
                            _("a line has one of whole, begins, anywhere, number"));
    const char *text = marbre_yaml_expect_text(of->yaml, words, wrong);
    const char *holds = marbre_yaml_expect_text(of->yaml, marbre_yaml_find(map, "holds"), wrong);
    line.reason = marbre_yaml_expect_text(
        of->yaml, marbre_yaml_expect_key(of->yaml, map, "reason", wrong), wrong);
    read_flag(of, map, "edge", &line.edge, wrong);
    read_flag(of, map, "label", &line.label, wrong);
    read_flag(of, map, "opens", &line.opens, wrong);
    if (text == NULL || line.reason == NULL)
        return;
    bool whole = line.where == PAGE_LINE_WHOLE || line.where == PAGE_LINE_NUMBER;
    line.words = fold(text, !whole);
    line.holds = holds == NULL ? NULL : fold(holds, true);
    if (*line.words == '\0')
        marbre_yaml_problem(of->yaml, words, wrong, _("there is no word in it; write one"));
    g_array_append_val(of->lines, line);
}

static void
read_lines(MarbrePhrases *of, GPtrArray *wrong)
{
    static const char *const known[] = {"version", "lines", NULL};
    const MarbreYamlNode *root = marbre_yaml_get_root(of->yaml);
    int64_t version;
    if (!marbre_yaml_expect_map(of->yaml, root, known, wrong))
        return;
    (void)marbre_yaml_expect_int(of->yaml, marbre_yaml_expect_key(of->yaml, root, "version", wrong),
                                 1, 1, wrong, &version);
    const MarbreYamlNode *lines = marbre_yaml_expect_key(of->yaml, root, "lines", wrong);
    if (!marbre_yaml_expect_list(of->yaml, lines, wrong))
        return;
    for (size_t i = 0; i < marbre_yaml_node_get_count(lines); i++)
        read_line(of, marbre_yaml_node_get_child(lines, i), wrong);
}

MarbrePhrases *
marbre_phrases_read(const char *path, GBytes *file, GError **error)
{
    g_autoptr(GPtrArray) wrong = marbre_problems_new();
    const MarbreSpan all = {0, g_bytes_get_size(file)};
    g_autoptr(MarbrePhrases) phrases = g_new0(MarbrePhrases, 1);
    phrases->lines = g_array_new(FALSE, FALSE, sizeof(page_line));
    g_array_set_clear_func(phrases->lines, clear_line);
    phrases->yaml = marbre_yaml_parse(path, file, all, &MARBRE_YAML_PEOPLE, wrong);
    if (phrases->yaml != NULL)
        read_lines(phrases, wrong);
    if (wrong->len == 0)
        return g_steal_pointer(&phrases);
    g_propagate_error(error, marbre_problems_to_error(wrong, MARBRE_ERROR_USAGE));
    return NULL;
}

/* --- looking up ------------------------------------------------------------------------------- */

/* A line as it is compared. */
typedef struct {
    const char *folded;
    bool sentence; /* a stop ends it */
} Label;

static bool
ends_as_sentence(const char *line)
{
    const char *end = line + strlen(line);
    while (end > line) {
        gunichar last = g_utf8_get_char(end = g_utf8_prev_char(end));
        if (last == '.' || last == '!' || last == '?' || last == 0x2026 || last == 0xbb)
            return true;
        if (!g_unichar_isspace(last))
            return false;
    }
    return false;
}

static bool
begins(const char *folded, const char *words)
{
    size_t size = strlen(words);
    if (strncmp(folded, words, size) != 0)
        return false;
    return !g_ascii_isalnum(words[size - 1]) || !g_unichar_isalnum(g_utf8_get_char(folded + size));
}

static bool
is_number_of(const char *folded, const char *words)
{
    size_t digits = strspn(folded, "0123456789");
    return digits > 0 && digits <= 4 && folded[digits] == ' ' &&
           strcmp(folded + digits + 1, words) == 0;
}

static bool
is_place(const page_line *line, const char *folded)
{
    switch (line->where) {
    case PAGE_LINE_WHOLE:
        return strcmp(folded, line->words) == 0;
    case PAGE_LINE_BEGINS:
        return begins(folded, line->words);
    case PAGE_LINE_ANYWHERE:
        return strstr(folded, line->words) != NULL;
    case PAGE_LINE_NUMBER:
        return is_number_of(folded, line->words);
    }
    return false;
}

/* A sentence that begins as a label does is prose, but for one that speaks of a newsletter. */
static bool
is_line(const page_line *line, const Label *label)
{
    if (!is_place(line, label->folded))
        return false;
    if (line->holds != NULL && strstr(label->folded, line->holds) == NULL)
        return false;
    return !line->label || !label->sentence || strstr(label->folded, "newsletter") != NULL ||
           strstr(label->folded, "infolettre") != NULL;
}

static bool
is_bar(const char *folded)
{
    g_auto(GStrv) words = g_strsplit_set(folded, " |/,", -1);
    unsigned count = 0;
    for (char **word = words; *word != NULL; word++) {
        if (**word == '\0')
            continue;
        if (!g_strv_contains(page_bar_words, *word))
            return false;
        count++;
    }
    return count >= 2;
}

static const page_line *
find(const page_line *lines, size_t count, const Label *label)
{
    for (size_t i = 0; i < count; i++)
        if (is_line(&lines[i], label))
            return &lines[i];
    return NULL;
}

bool
marbre_phrases_find(const MarbrePhrases *own, const char *line, MarbrePhraseHit *ret_hit)
{
    /* What somebody says is no page's, whatever it says. */
    if (strlen(line) > LONGEST_LABEL || *line == '"' || g_str_has_prefix(line, "«") ||
        g_str_has_prefix(line, "“"))
        return false;
    g_autofree char *folded = fold(line, false);
    const Label label = {folded, ends_as_sentence(line)};
    const page_line *hit = NULL;
    if (own != NULL)
        hit = find((const page_line *)own->lines->data, own->lines->len, &label);
    if (hit == NULL)
        hit = find(page_lines, page_line_count, &label);
    if (hit != NULL)
        *ret_hit = (MarbrePhraseHit){reason_of(hit->reason), hit->edge, hit->opens};
    else if (is_bar(folded))
        *ret_hit = (MarbrePhraseHit){reason_of("share"), false, false};
    else
        return false;
    return true;
}
