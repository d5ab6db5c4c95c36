/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/error.h"

GQuark
marbre_error_quark(void)
{
    return g_quark_from_static_string("marbre-error");
}
