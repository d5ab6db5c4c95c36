/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/verbatim.h"
#include "base/problem.h"

#include <string.h>

/* The passages of a body, with bars between them. */
static char *
passages(const char *body)
{
    g_autofree char *file = g_strconcat("---\ntitle: \"A `b` c\"\n---\n", body, NULL);
    g_autoptr(GBytes) bytes = g_bytes_new(file, strlen(file));
    g_autoptr(GPtrArray) problems = marbre_problems_new();
    g_autoptr(MarbreCopy) copy = marbre_copy_parse("index.fr.md", "fr", bytes, problems);
    g_autoptr(GArray) spans = marbre_verbatim(copy);
    GString *said = g_string_new(NULL);
    for (guint i = 0; i < spans->len; i++) {
        MarbreSpan span = g_array_index(spans, MarbreSpan, i);
        g_string_append(said, i == 0 ? "" : "|");
        g_string_append_len(said, file + span.start, (gssize)(span.end - span.start));
    }
    return g_string_free(said, FALSE);
}

static void
expect(const char *body, const char *expected)
{
    g_autofree char *said = passages(body);
    g_assert_cmpstr(said, ==, expected);
}

static void
test_words(void)
{
    expect("", "");
    expect("Un mot, puis (entre parenthèses) [un autre] et 5 < 6.\n\n## Un titre\n", "");
    expect("Un prix de 3 ` sans pendant.\n", "");
    expect("Un \\`deux\\`.\n", "");
}

static void
test_code(void)
{
    expect("Avec `du code` et ``deux ` fois``.\n", "`du code`|``deux ` fois``");
    expect("Avant.\n\n```\ndu \"code\"\n```\n\nAprès.\n", "```\ndu \"code\"\n```");
    expect("Avant.\n\n    du code\n\nAprès.\n", "du code");
    expect("`a` et `` b ``` c `d`\n", "`a`|`d`");
}

static void
test_addresses(void)
{
    expect("Voir https://exemple.fr/a-b?c=d. Puis www.exemple.fr!\n",
           "https://exemple.fr/a-b?c=d|www.exemple.fr");
    expect("Voir <https://exemple.fr> ou <b>gras</b>.\n", "<https://exemple.fr>|<b>|</b>");
    expect("[le texte](https://exemple.fr/(a) \"un titre\") suit\n", "https://exemple.fr/(a)");
    expect("![une image](halle-1.jpg) et [un renvoi][note].\n", "halle-1.jpg|[note]");
    expect("Fin.\n\n[note]: https://exemple.fr \"x\"\n", "[note]: https://exemple.fr \"x\"");
}

static void
test_blocks(void)
{
    expect("<div class=\"x\">\nTexte\n</div>\n\nAprès.\n", "<div class=\"x\">\nTexte\n</div>");
    expect("A <!-- un mot \"caché\" --> B\n", "<!-- un mot \"caché\" -->");
    expect("{{< figure src=\"a.jpg\" >}}\n\nTexte {{% note %}} dedans {{% /note %}}.\n",
           "{{< figure src=\"a.jpg\" >}}|{{% note %}}|{{% /note %}}");
    expect("Un {{< sans fin et {{% b %}}.\n", "{{< sans fin et {{% b %}}");
    expect("Un.\n\n---\n\nDeux.\n", "---");
}

/* Long and hostile: in one go. */
static void
test_long(void)
{
    static const char *const units[] = {"<a", "[](",     "][",   "`` ` ", "{{<",
                                        "(]", "http://", "<!--", "\\",    "`a` "};
    for (size_t i = 0; i < G_N_ELEMENTS(units); i++) {
        g_autoptr(GString) body = g_string_new("A ");
        while (body->len < 1 << 18)
            g_string_append(body, units[i]);
        g_autofree char *said = passages(body->str);
        g_assert_nonnull(said);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/article/verbatim/words", test_words);
    g_test_add_func("/article/verbatim/code", test_code);
    g_test_add_func("/article/verbatim/addresses", test_addresses);
    g_test_add_func("/article/verbatim/blocks", test_blocks);
    g_test_add_func("/article/verbatim/long", test_long);
    return g_test_run();
}
