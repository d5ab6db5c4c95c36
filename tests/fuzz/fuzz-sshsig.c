/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* A signature of any bytes, as text or raw, is taken or refused in words; one that is taken holds
 * for one message and one purpose, and has one text. */
#include "base/error.h"
#include "sign/sshsig.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool
verify(GBytes *signature, const char *words, const char *purpose)
{
    g_autoptr(GBytes) message = g_bytes_new_static(words, strlen(words));
    g_autoptr(MarbreKey) key = NULL;
    g_autoptr(GError) error = NULL;
    bool good = marbre_sshsig_verify(signature, message, purpose, &key, &error);

    g_assert(good == (error == NULL) && good == (key != NULL));
    g_assert(good ||
             (error->code == MARBRE_ERROR_INVALID && g_utf8_validate(error->message, -1, NULL)));
    return good;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char words[] = "Le conseil municipal a vote le budget.\n";
    g_autofree char *text = g_strndup((const char *)data, size);
    g_autoptr(GBytes) raw = g_bytes_new(data, size);
    g_autoptr(GBytes) read = marbre_sshsig_read(text, NULL);

    (void)verify(raw, words, "marbre-test@v1");
    if (read == NULL)
        return 0;
    g_autofree char *line = marbre_sshsig_write_line(read);
    g_autofree char *armoured = marbre_sshsig_write(read);
    g_autoptr(GBytes) again = marbre_sshsig_read_line(line, NULL);
    g_autoptr(GBytes) once_more = marbre_sshsig_read(armoured, NULL);
    g_assert(g_bytes_equal(read, again));
    g_assert(once_more == NULL || g_bytes_equal(read, once_more));
    if (verify(read, words, "marbre-test@v1")) {
        g_assert(!verify(read, words, "git"));
        g_assert(!verify(read, "other words", "marbre-test@v1"));
    }
    return 0;
}
