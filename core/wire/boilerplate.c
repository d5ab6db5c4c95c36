/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wire/boilerplate.h"

#include "wire/names.h"

#include <glib.h>
#include <glib/gi18n-lib.h>
#include <string.h>

enum {
    DEEPEST = 400,     /* lines of a foot */
    LABEL = 140,       /* characters of a title below “Articles similaires” */
    CAPTION = 80,      /* of a portrait's caption */
    LINES_OF_LIFE = 3, /* of a biography */
    LIFE = 900,        /* characters of one */
};

/* What a line of the foot is by itself. */
typedef enum {
    PROSE, /* ends the foot */
    SHORT, /* goes where a heading above it takes it along */
    PAGE,  /* goes */
} Kind;

typedef struct {
    Kind kind;
    bool opens;
    const char *reason;
} Verdict;

/* --- signs of a page that no list holds ------------------------------------------------------- */

/* The name in « Photo de NAME », the caption of an author's portrait; NULL for other lines. */
static const char *
portrait(const char *line)
{
    static const char *const starts[] = {"Photo de ", "Photo of ", "Portrait de ", "Avatar de ",
                                         "Image de "};
    if (g_utf8_strlen(line, -1) > CAPTION)
        return NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(starts); i++)
        if (g_str_has_prefix(line, starts[i]) && marbre_name_is_person(line + strlen(starts[i])))
            return line + strlen(starts[i]);
    return NULL;
}

static bool
is_english(const char *line)
{
    static const char *const english[] = {"the", "and",  "of",   "these", "this", "is", "are",
                                          "for", "with", "from", "i",     "at",   "by", "was",
                                          "has", "to",   "my",   "our",   "you",  NULL};
    static const char *const french[] = {"le",   "la",   "les", "des", "de",  "et",
                                         "du",   "une",  "un",  "est", "que", "qui",
                                         "dans", "pour", "par", "sur", "a",   NULL};
    /* Somebody's words, quoted in their own language, belong to the story. */
    if (strchr("\"'", line[0]) != NULL || g_str_has_prefix(line, "«") ||
        g_str_has_prefix(line, "“") || g_str_has_prefix(line, "‘"))
        return false;
    g_autofree char *folded = g_utf8_casefold(line, -1);
    g_auto(GStrv) words = g_strsplit_set(folded, " ,.;:!?()\"", -1);
    unsigned in_english = 0, in_french = 0;
    for (char **word = words; *word != NULL; word++) {
        in_english += g_strv_contains(english, *word);
        in_french += g_strv_contains(french, *word);
    }
    return in_english >= 3 && in_english > 2 * in_french;
}

/* « © 2023 Le Journal »: a year and not a photographer follows the sign. */
static bool
is_copyright(const char *line)
{
    static const char *const signs[] = {"©", "(c)", "(C)", "Copyright", "copyright"};
    const char *rest = line;
    for (size_t i = 0; i < G_N_ELEMENTS(signs); i++)
        if (g_str_has_prefix(rest, signs[i])) {
            rest += strlen(signs[i]);
            rest += strspn(rest, " ");
            i = 0;
        }
    return rest != line && strspn(rest, "0123456789") == 4 && (rest[0] == '1' || rest[0] == '2');
}

/* « Monde › Europe › Caucase », where no list knows the first word. */
static bool
is_path(const char *line)
{
    static const char *const signs[] = {" > ", " › ", " » ", " → "};
    for (size_t i = 0; i < G_N_ELEMENTS(signs); i++) {
        g_auto(GStrv) parts = g_strsplit(line, signs[i], -1);
        if (g_strv_length(parts) < 3 || strstr(line, "«") != NULL)
            continue;
        bool all_short = true;
        for (char **part = parts; *part != NULL; part++)
            all_short = all_short && **part != '\0' && g_utf8_strlen(*part, -1) <= 40 &&
                        strpbrk(*part, ".!?") == NULL;
        if (all_short)
            return true;
    }
    return false;
}

const char *
marbre_boilerplate_head(const MarbrePage *page, size_t index)
{
    MarbrePhraseHit hit;
    const char *line = page->lines[index];
    if (marbre_phrases_find(page->phrases, line, &hit))
        return hit.reason;
    if (is_path(line))
        return _("path of the page on its site");
    return NULL;
}

/* --- line by line ----------------------------------------------------------------------------- */

static bool
ends_sentence(const char *line)
{
    static const char stops[] = ".!?…";
    const char *end = line + strlen(line);
    while (end > line) {
        gunichar last = g_utf8_get_char(end = g_utf8_prev_char(end));
        if (g_utf8_strchr(stops, -1, last) != NULL)
            return true;
        if (g_unichar_isalnum(last))
            return false;
    }
    return false;
}

/* Whether notices in English stand out: the text says it is in another language, and reads so. */
static bool
english_stands_out(const MarbrePage *page, size_t first)
{
    size_t english = 0, others = 0;
    if (page->lang == NULL || g_ascii_strncasecmp(page->lang, "en", 2) == 0)
        return false;
    for (size_t i = first > 0 ? first - 1 : 0; i < page->count; i++)
        if (is_english(page->lines[i]))
            english++;
        else if (ends_sentence(page->lines[i]))
            others++;
    return others > english;
}

static Verdict
judge(const MarbrePage *page, size_t index, bool english)
{
    const char *line = page->lines[index];
    MarbrePhraseHit hit;
    if (*line == '\0')
        return (Verdict){PROSE, false, NULL};
    if (marbre_phrases_find(page->phrases, line, &hit))
        return (Verdict){PAGE, hit.opens, hit.reason};
    if (portrait(line) != NULL)
        return (Verdict){PAGE, false, _("author box: the portrait's caption, no photo credit")};
    if (is_copyright(line))
        return (Verdict){PAGE, false, _("copyright line of the site")};
    if (english && is_english(line))
        return (Verdict){PAGE, false, _("author box or notice in English at the foot of the text")};
    if (g_utf8_strlen(line, -1) <= LABEL && !ends_sentence(line))
        return (Verdict){SHORT, false, NULL};
    return (Verdict){PROSE, false, NULL};
}

/* Lines from `index` on that may be somebody's life in short: up to the next line of the page. */
static void
mark_life(const MarbrePage *page, size_t first, Verdict *verdicts, size_t index)
{
    size_t end = index;
    glong length = 0;
    while (end < page->count && verdicts[end - first].kind != PAGE)
        length += g_utf8_strlen(page->lines[end++], -1);
    if (end - index > LINES_OF_LIFE || length > LIFE)
        return;
    for (size_t i = index; i < end; i++)
        verdicts[i - first] = (Verdict){PAGE, false, _("author box: the biography")};
}

/* A portrait's caption, the name alone below it, a biography: the box of the site's author. */
static void
mark_boxes(const MarbrePage *page, size_t first, Verdict *verdicts)
{
    for (size_t i = first; i + 1 < page->count; i++) {
        const char *name = portrait(page->lines[i]);
        if (name != NULL && strcmp(name, page->lines[i + 1]) == 0) {
            verdicts[i + 1 - first] = (Verdict){PAGE, false, _("author box: the name")};
            mark_life(page, first, verdicts, i + 2);
        } else if (verdicts[i - first].kind == PAGE && verdicts[i - first].opens &&
                   g_str_equal(verdicts[i - first].reason, _("author box of the site"))) {
            mark_life(page, first, verdicts, i + 1);
        }
    }
    /* The name alone above a biography in English. */
    for (size_t i = first; i + 1 < page->count; i++)
        if (verdicts[i - first].kind == SHORT && verdicts[i + 1 - first].kind == PAGE &&
            marbre_name_is_person(page->lines[i]) && is_english(page->lines[i + 1]))
            verdicts[i - first] = (Verdict){PAGE, false, _("author box: the name")};
}

size_t
marbre_boilerplate_foot(const MarbrePage *page, size_t first, const char **ret_reasons)
{
    first = MAX(first, page->count > DEEPEST ? page->count - DEEPEST : 0);
    if (first >= page->count)
        return page->count;
    size_t size = page->count - first, foot = first;
    g_autofree Verdict *verdicts = g_new0(Verdict, size);
    bool english = english_stands_out(page, first);
    for (size_t i = 0; i < size; i++)
        verdicts[i] = judge(page, first + i, english);
    mark_boxes(page, first, verdicts);

    const char *heading = NULL;
    for (size_t i = 0; i < size; i++) {
        const Verdict *verdict = &verdicts[i];
        if (verdict->kind == PAGE) {
            heading = verdict->opens ? verdict->reason : NULL;
            ret_reasons[first + i] = verdict->reason;
        } else if (verdict->kind == SHORT && heading != NULL) {
            ret_reasons[first + i] = heading;
        } else {
            heading = NULL;
            foot = first + i + 1;
        }
    }
    for (size_t i = first; i < foot; i++)
        ret_reasons[i] = NULL;
    return foot;
}
