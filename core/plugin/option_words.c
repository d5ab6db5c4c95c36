/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plugin/options.h"

#include "base/problem.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A `KEY=VALUE`, cut in two. */
typedef struct {
    char **parts; /* of the key */
    const char *value;
} Word;

static void
word_free(void *data)
{
    Word *word = data;
    g_strfreev(word->parts);
    g_free(word);
}

/* Each value must be a YAML text of its own, or one could write into its neighbours. */
static bool
value_check(const char *value, GError **error)
{
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(GBytes) bytes = g_bytes_new(value, strlen(value));
    const MarbreSpan all = {0, strlen(value)};
    g_autoptr(MarbreYaml) doc =
        marbre_yaml_parse("VALUE", bytes, all, &MARBRE_YAML_POLICY, problems);
    if (doc != NULL && strpbrk(value, "\r\n") == NULL)
        return true;
    const char *why = doc == NULL ? ((const MarbreProblem *)g_ptr_array_index(problems, 0))->message
                                  : _("more than one line");
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE, _("%s is no value: %s"), value, why);
    return false;
}

static Word *
word_parse(const char *text, GError **error)
{
    const char *equals = strchr(text, '=');
    size_t size = equals != NULL ? (size_t)(equals - text) : 0;
    if (size == 0 ||
        strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.") != size ||
        text[0] == '.' || equals[-1] == '.' || g_strstr_len(text, (gssize)size, "..") != NULL) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                    _("%s is no option; write KEY=VALUE, such as words.min=80"), text);
        return NULL;
    }
    if (!value_check(equals + 1, error))
        return NULL;
    g_autofree char *key = g_strndup(text, size);
    Word *word = g_new0(Word, 1);
    word->parts = g_strsplit(key, ".", -1);
    word->value = equals + 1;
    return word;
}

static int
compare_words(const void *a, const void *b)
{
    const Word *left = *(Word *const *)a;
    const Word *right = *(Word *const *)b;
    for (size_t i = 0;; i++) {
        int order = g_strcmp0(left->parts[i], right->parts[i]);
        if (order != 0 || left->parts[i] == NULL)
            return order;
    }
}

/* Parts at the beginning that two keys have in common. */
static size_t
count_common(const Word *a, const Word *b)
{
    size_t count = 0;
    while (a != NULL && a->parts[count] != NULL && g_strcmp0(a->parts[count], b->parts[count]) == 0)
        count++;
    return count;
}

static void
write_word(GString *yaml, const Word *before, const Word *word)
{
    size_t count = g_strv_length(word->parts);
    for (size_t i = MIN(count_common(before, word), count - 1); i < count; i++) {
        g_string_append_printf(yaml, "%*s\"%s\":", (int)(2 * i), "", word->parts[i]);
        if (i + 1 < count)
            g_string_append_c(yaml, '\n');
    }
    g_string_append_printf(yaml, " %s\n", word->value);
}

char *
marbre_options_from_words(const char *const *words, GError **error)
{
    g_autoptr(GPtrArray) parsed = g_ptr_array_new_with_free_func(word_free);
    for (size_t i = 0; words != NULL && words[i] != NULL; i++) {
        Word *word = word_parse(words[i], error);
        if (word == NULL)
            return NULL;
        g_ptr_array_add(parsed, word);
    }
    g_ptr_array_sort(parsed, compare_words);

    GString *yaml = g_string_new(NULL);
    for (guint i = 0; i < parsed->len; i++)
        write_word(yaml, i > 0 ? g_ptr_array_index(parsed, i - 1) : NULL,
                   g_ptr_array_index(parsed, i));
    return g_string_free(yaml, FALSE);
}
