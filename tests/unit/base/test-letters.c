/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/letters.h"

static void
test_every_byte(void)
{
    for (unsigned byte = 0; byte < 256; byte++) {
        gboolean letter = byte < 0x80 && g_ascii_isalpha((char)byte);
        for (unsigned at = 0; at < 8; at++) {
            char bytes[8] = "aZzAqQmM";
            uint64_t small;
            bytes[at] = (char)byte;
            unsigned count = marbre_letters_of_eight(bytes, &small);
            g_assert_cmpuint(count, ==, letter ? 8 : at);
            for (unsigned i = 0; i < count; i++)
                g_assert_cmpint((char)(small >> 8 * i), ==, g_ascii_tolower(bytes[i]));
        }
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/base/letters/every-byte", test_every_byte);
    return g_test_run();
}
