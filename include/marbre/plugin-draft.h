/* SPDX-License-Identifier: 0BSD */
#ifndef MARBRE_PLUGIN_DRAFT_H
#define MARBRE_PLUGIN_DRAFT_H

/*
 * Drafts: services of Marbre's plugin interface that are not released. They may change or go with
 * any version of Marbre, so a plugin says that it knows: it defines MBR_USE_DRAFTS before including
 * this. A draft that proves itself moves to plugin.h as it is, with the same name.
 */

#ifndef MBR_USE_DRAFTS
#error "define MBR_USE_DRAFTS to use services that are not released"
#endif

#include "plugin.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- service: the network (actions only) ------------------------------- */

/* A header of a request. Not: Host, Content-Length, Cookie and what else the host writes itself. */
typedef struct mbr_header {
    const char *name;  /* "Accept", up to 64 bytes */
    const char *value; /* without control characters, up to 4 KiB */
} mbr_header;

/* What is asked of the network. */
typedef struct mbr_request {
    uint32_t struct_size;
    uint32_t flags;                   /* zero */
    const char *method;               /* "GET", "HEAD" or "POST" */
    const char *address;              /* "https://api.example.org/v1?x=y", up to 2 KiB */
    const mbr_header *const *headers; /* NULL-terminated, up to 32, or NULL */
    mbr_text body;                    /* of a POST, any bytes up to 1 MiB; its type is a header */
} mbr_request;

/* What came back. The plugin sets struct_size before the call, as in mbr_value. */
typedef struct mbr_response {
    uint32_t struct_size;
    int32_t status;      /* of HTTP, 100 to 599; a 404 is an answer and no error */
    mbr_text address;    /* of a redirect, which is not followed: where it leads; else "" */
    mbr_text media_type; /* as the Content-Type says, parameters included; "" where nothing does */
    mbr_text body;       /* any bytes, decompressed, up to 16 MiB; a NUL follows */
} mbr_response;

/* The host fetches; a plugin's process has no socket. The task declares MBR_NEEDS_NETWORK, the
   workflow grants it, `- {uses: PLUGIN, grant: [network]}`, and marbre.yaml names the places that
   may be asked, `network: {allow: [api.example.org]}`: by https, unless it says http. Answers are
   never kept; under MARBRE_NET_REPLAY=FOLDER they come from what MARBRE_NET_RECORD=FOLDER wrote. */
#define MBR_NET_API "mbr.net/1"
typedef struct mbr_net_api {
    uint32_t struct_size;
    uint32_t reserved;
    /* Ask, and wait for the answer: at most 6 seconds, which count to the run's 10; at most 100
       times a run. The response is lent until `run` returns. In `run` alone. MBR_E_DENIED without
       declaration or grant, or for a place that is not allowed; MBR_E_INVALID for what is no sound
       request; MBR_E_IO where there is no answer; MBR_E_FAILED after the hundredth. What the host
       has to say of it is in the report where the run then fails without a reason of its own. */
    int32_t (*fetch)(mbr_job *job, const mbr_request *request, mbr_response *out);
} mbr_net_api;

#ifdef __cplusplus
}
#endif
#endif /* MARBRE_PLUGIN_DRAFT_H */
