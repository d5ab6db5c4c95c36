/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/signature.h"

#include <glib.h>

MarbreSignature *
marbre_signature_new(const char *name, const char *email, MarbreInstant at)
{
    MarbreSignature *signature = g_new(MarbreSignature, 1);

    *signature = (MarbreSignature){.name = g_strdup(name), .email = g_strdup(email), .at = at};
    return signature;
}

MarbreSignature *
marbre_signature_copy(const MarbreSignature *signature)
{
    return marbre_signature_new(signature->name, signature->email, signature->at);
}

void
marbre_signature_free(MarbreSignature *signature)
{
    if (signature == NULL)
        return;
    g_free(signature->name);
    g_free(signature->email);
    g_free(signature);
}
