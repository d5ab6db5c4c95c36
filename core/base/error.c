/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/error.h"

GQuark
marbre_error_quark(void)
{
    return g_quark_from_static_string("marbre-error");
}

int
marbre_error_status(const GError *error)
{
    if (error->domain != MARBRE_ERROR)
        return 4;
    switch ((MarbreErrorCode)error->code) {
    case MARBRE_ERROR_REFUSED:
        return 1;
    case MARBRE_ERROR_USAGE:
    case MARBRE_ERROR_NOT_FOUND:
        return 2;
    case MARBRE_ERROR_BUSY:
        return 3;
    case MARBRE_ERROR_FAILED:
    case MARBRE_ERROR_INVALID:
        return 4;
    }
    return 4;
}
