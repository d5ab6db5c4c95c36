/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "letters.h"

#include <glib.h>

static gboolean
is_letter(unsigned byte)
{
    return byte < 0x80 && g_ascii_isalpha((char)byte);
}

static void
test_every_byte(void)
{
    for (unsigned byte = 0; byte < 256; byte++) {
        for (unsigned at = 0; at < 8; at++) {
            char bytes[8] = "aZzAqQmM";
            uint64_t small;
            bytes[at] = (char)byte;
            unsigned count = letters_of_eight(bytes, &small);
            g_assert_cmpuint(count, ==, is_letter(byte) ? 8 : at);
            for (unsigned i = 0; i < count; i++)
                g_assert_cmpint((char)(small >> 8 * i), ==, g_ascii_tolower(bytes[i]));
        }
    }
}

static void
test_ends(void)
{
    static const char text[] = "Constantinople est là, d’Ankara";
    size_t size = strlen(text);
    g_assert_cmpuint(letters_end(text, size, 0), ==, 14);
    g_assert_cmpuint(letters_end(text, size, 4), ==, 14);
    g_assert_cmpuint(letters_end(text, size, 14), ==, 14);
    g_assert_cmpuint(letters_end(text, size, 15), ==, 18);
    g_assert_cmpuint(letters_end(text, size, 19), ==, 20);
    g_assert_cmpuint(letters_end(text, size, size - 6), ==, size);
    g_assert_cmpuint(letters_end(text, 9, 3), ==, 9);
    g_assert_cmpuint(letters_end(text, size, size), ==, size);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/common/letters/every-byte", test_every_byte);
    g_test_add_func("/common/letters/ends", test_ends);
    return g_test_run();
}
