/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "marbre/marbre.h"

#include "base/error.h"
#include "library/inside.h"
#include "worker/zygote.h"

#include "config.h"

#include <stdlib.h>
#include <string.h>

const char *
marbre_version(void)
{
    return MARBRE_VERSION;
}

void
marbre_begin(void)
{
    marbre_zygote_start();
}

void
marbre_free(char *text)
{
    free(text);
}

marbre_status
marbre_library_fail(const GError *error, char **ret_error)
{
    if (ret_error != NULL)
        *ret_error = strdup(error->message);
    return (marbre_status)marbre_error_status(error);
}
