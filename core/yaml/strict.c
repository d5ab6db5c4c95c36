/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "yaml/strict.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#define LONGEST_KEY 256
#define LONGEST_SCALAR (16 * 1024)

static bool
is_hidden(gunichar character)
{
    return character < 0x20 || (character >= 0x7F && character < 0xA0) || character == 0x2028 ||
           character == 0x2029 || marbre_text_is_bidi_control(character) ||
           marbre_text_is_invisible(character);
}

static bool
has_hidden_character(const char *key)
{
    for (const char *p = key; *p != '\0'; p = g_utf8_next_char(p))
        if (is_hidden(g_utf8_get_char(p)))
            return true;
    return false;
}

/* `? key` over two lines. */
static bool
is_explicit_key(const MarbreYaml *yaml, uint64_t start)
{
    uint64_t at = start;

    while (at > yaml->part.start && (yaml->data[at - 1] == ' ' || yaml->data[at - 1] == '\t'))
        at--;
    return at < start && at > yaml->part.start && yaml->data[at - 1] == '?';
}

static void
say_twin(const MarbreYaml *yaml,
         GPtrArray *problems,
         const char *key,
         MarbreSpan span,
         const MarbreYamlNode *twin)
{
    g_autofree char *brief = marbre_yaml_brief(key);

    (void)marbre_yaml_say(yaml, problems, span,
                          _("the key \"%s\" stands twice, on line %" PRIu64 " and on line %" PRIu64
                            ": keep one of them"),
                          brief,
                          (guint64)marbre_lines_place(yaml->lines, twin->key_span.start).line,
                          (guint64)marbre_lines_place(yaml->lines, span.start).line);
}

void
marbre_yaml_judge_key(const MarbreYaml *yaml,
                      GPtrArray *problems,
                      const char *key,
                      size_t size,
                      MarbreSpan span,
                      bool is_plain,
                      const MarbreYamlNode *twin)
{
    if (twin != NULL)
        say_twin(yaml, problems, key, span, twin);
    else if (is_plain && strcmp(key, "<<") == 0)
        (void)marbre_yaml_say(yaml, problems, span,
                              _("\"<<\" would merge other values in, and that is not allowed: "
                                "write the keys themselves"));
    else if (is_explicit_key(yaml, span.start))
        (void)marbre_yaml_say(yaml, problems, span,
                              _("a \"?\" stands before the key: write \"key: value\""));
    else if (size == 0)
        (void)marbre_yaml_say(yaml, problems, span, _("a key is missing before the colon"));
    else if (size > LONGEST_KEY)
        (void)marbre_yaml_say(yaml, problems, span,
                              _("this key is longer than %d bytes: shorten it"), LONGEST_KEY);
    else if (strlen(key) != size || has_hidden_character(key))
        (void)marbre_yaml_say(yaml, problems, span,
                              _("an invisible character is hidden in this key: write it anew"));
}

void
marbre_yaml_judge_scalar(const MarbreYaml *yaml, GPtrArray *problems, const MarbreYamlNode *node)
{
    if (node->size > LONGEST_SCALAR)
        (void)marbre_yaml_say(yaml, problems, node->span,
                              _("this text is longer than %d bytes: shorten it"), LONGEST_SCALAR);
    else if (memchr(node->text, '\0', node->size) != NULL)
        (void)marbre_yaml_say(
            yaml, problems, node->span,
            _("this text holds a NUL character (\"\\0\" or \"\\u0000\"): delete it"));
}

static const char *
words_for(MarbreYamlSign sign)
{
    switch (sign) {
    case MARBRE_YAML_ANCHOR:
        return _("\"&\" here makes an anchor, and none is allowed: put the value in quotes if it "
                 "is text, or take the anchor away");
    case MARBRE_YAML_TAG:
        return _("\"!\" here makes a tag, and none is allowed: put the value in quotes if it is "
                 "text, or take the tag away");
    case MARBRE_YAML_ALIAS:
        return _("\"*\" here repeats another value, and that is not allowed: put the value in "
                 "quotes if it is text, or write it out");
    }
    g_return_val_if_reached("");
}

void
marbre_yaml_forbid_sign(const MarbreYaml *yaml,
                        GPtrArray *problems,
                        MarbreSpan span,
                        MarbreYamlSign sign,
                        const MarbreYamlLast *last)
{
    MarbreProblem *problem = marbre_yaml_say(yaml, problems, span, "%s", words_for(sign));
    g_autofree char *text = NULL;

    if (last == NULL || last->what != MARBRE_YAML_LAST_KEY)
        return;
    span = marbre_yaml_meant_value(yaml, last, span.start);
    text = marbre_yaml_meant_text(yaml, span);
    problem->end = span.end;
    marbre_problem_set_fix(problem, span, text);
}
