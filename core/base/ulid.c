/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/ulid.h"

#include <errno.h>
#include <glib.h>
#include <string.h>
#include <sys/random.h>

#define ULID_SIZE 26
#define TIME_DIGITS 10

static const char DIGITS[] = "0123456789abcdefghjkmnpqrstvwxyz";

static void
fill_random(uint8_t *bytes, size_t size)
{
    size_t filled = 0;

    while (filled < size) {
        ssize_t got = getrandom(bytes + filled, size - filled, 0);

        if (got > 0)
            filled += (size_t)got;
        else if (errno != EINTR)
            g_error("getrandom: %s", g_strerror(errno)); /* no kernel of the last ten years */
    }
}

char *
marbre_ulid_new(int64_t unix_milliseconds)
{
    uint64_t time = (uint64_t)MAX(unix_milliseconds, 0) & UINT64_C(0xFFFFFFFFFFFF);
    uint8_t random[ULID_SIZE - TIME_DIGITS];
    char *ulid = g_malloc(ULID_SIZE + 1);

    for (int i = TIME_DIGITS - 1; i >= 0; i--) {
        ulid[i] = DIGITS[time % 32];
        time /= 32;
    }
    /* Five random bits a digit: 32 divides 256, so that no digit is likelier than another. */
    fill_random(random, sizeof random);
    for (size_t i = 0; i < sizeof random; i++)
        ulid[TIME_DIGITS + i] = DIGITS[random[i] % 32];
    ulid[ULID_SIZE] = '\0';
    return ulid;
}

bool
marbre_ulid_check(const char *text)
{
    if (strnlen(text, ULID_SIZE + 1) != ULID_SIZE || text[0] > '7')
        return false;
    return strspn(text, DIGITS) == ULID_SIZE;
}
