/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "finding/message.h"

#include "base/text.h"

#include <string.h>

MarbrePlural
marbre_message_plural(const char *lang, const char *count)
{
    bool french = lang != NULL && g_ascii_strncasecmp(lang, "fr", 2) == 0 &&
                  (lang[2] == '\0' || lang[2] == '-' || lang[2] == '_');
    int64_t number = 0;

    if (count == NULL ||
        !g_ascii_string_to_signed(count, 10, G_MININT64, G_MAXINT64, &number, NULL))
        return MARBRE_PLURAL_OTHER;
    if (number == 1 || number == -1 || (french && number == 0))
        return MARBRE_PLURAL_ONE;
    return MARBRE_PLURAL_OTHER;
}

const char *
marbre_message_argument(GVariant *args, const char *name)
{
    size_t count = args != NULL ? g_variant_n_children(args) : 0;

    for (size_t i = 0; i < count; i++) {
        const char *key = NULL;
        const char *value = NULL;

        g_variant_get_child(args, i, "(&s&s)", &key, &value);
        if (strcmp(key, name) == 0)
            return value;
    }
    return NULL;
}

/* The length of the hole that starts at `p`, braces included, or 0 if none does. */
static size_t
hole_length(const char *p)
{
    size_t length = 0;

    if (*p != '{')
        return 0;
    length = strspn(p + 1, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-");
    return length > 0 && p[length + 1] == '}' ? length + 2 : 0;
}

static void
append_hole(GString *filled, const char *hole, size_t length, GVariant *args)
{
    g_autofree char *name = g_strndup(hole + 1, length - 2);
    const char *value = marbre_message_argument(args, name);

    if (value == NULL) {
        g_string_append_len(filled, hole, (gssize)length);
    } else {
        g_autofree char *shown = marbre_text_shown(value);

        g_string_append(filled, shown);
    }
}

char *
marbre_message_fill(const char *text, GVariant *args)
{
    GString *filled = g_string_new(NULL);

    while (*text != '\0') {
        size_t plain = strcspn(text, "{");
        size_t hole = hole_length(text + plain);

        g_string_append_len(filled, text, (gssize)plain);
        text += plain;
        if (hole > 0) {
            append_hole(filled, text, hole, args);
            text += hole;
        } else if (*text != '\0') {
            g_string_append_c(filled, *text++);
        }
    }
    return g_string_free(filled, FALSE);
}
