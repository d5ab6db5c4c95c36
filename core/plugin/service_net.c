/* SPDX-License-Identifier: LGPL-2.1-or-later */
#define MBR_USE_DRAFTS
#include "plugin/host_inside.h"
#include "plugin/release.h"

#include "marbre/plugin-draft.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define FETCHES 100u
#define HEADERS 32u
#define TEXT 8192u

/* A string of the plugin's, of bearable length; NULL where it is none. (transfer none) */
static const char *
read_text(const char *text)
{
    size_t size = text != NULL ? strnlen(text, TEXT) : TEXT;
    return size < TEXT && g_utf8_validate(text, (gssize)size, NULL) ? text : NULL;
}

/* The request as it crosses processes; NULL where it is malformed. (transfer full) */
static GVariant *
pack(const mbr_request *request)
{
    const char *method = read_text(request->method);
    const char *address = read_text(request->address);
    if (method == NULL || address == NULL || request->flags != 0 ||
        (request->body.data == NULL && request->body.size > 0) ||
        request->body.size > MARBRE_OUTCOME_CHANGES)
        return NULL;
    g_auto(GVariantBuilder) headers;
    g_variant_builder_init(&headers, G_VARIANT_TYPE("a(ss)"));
    for (size_t i = 0; request->headers != NULL && request->headers[i] != NULL; i++) {
        const char *name = read_text(request->headers[i]->name);
        const char *value = read_text(request->headers[i]->value);
        if (name == NULL || value == NULL || i == HEADERS)
            return NULL;
        g_variant_builder_add(&headers, "(ss)", name, value);
    }
    g_autoptr(GBytes) body = g_bytes_new(request->body.data, request->body.size);
    return g_variant_ref_sink(
        g_variant_new("(ssa(ss)@ay)", method, address, &headers,
                      g_variant_new_from_bytes(G_VARIANT_TYPE_BYTESTRING, body, TRUE)));
}

/* Without them there is no network, and the author is told what to write. */
static int32_t
may_fetch(const mbr_job *job)
{
    MarbreTask *task = job->task;
    const char *plugin = marbre_loaded_get_info(task->loaded)->id;
    const char *id = task->info->id;
    if (task->info->kind != MBR_KIND_ACTION)
        return marbre_task_hint(task, MBR_E_DENIED,
                                _("%s/%s is a check, and checks have no network"), plugin, id);
    if ((task->info->needs & MBR_NEEDS_NETWORK) == 0)
        return marbre_task_hint(task, MBR_E_DENIED,
                                _("%s/%s asks the network and does not declare it: .needs = "
                                  "MBR_NEEDS_NETWORK in its mbr_task_class, and in the workflow - "
                                  "{uses: %s/%s, grant: [network]}"),
                                plugin, id, plugin, id);
    if (task->host->around.fetch == NULL)
        return marbre_task_hint(task, MBR_E_DENIED,
                                _("there is no network here; an action has it where it publishes"));
    return MBR_OK;
}

static int32_t
code_of(const GError *error)
{
    if (g_error_matches(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED))
        return MBR_E_DENIED;
    return g_error_matches(error, MARBRE_ERROR, MARBRE_ERROR_USAGE) ? MBR_E_INVALID : MBR_E_IO;
}

/* Lent until the end of the run, with a NUL behind it. */
static void
lend_copy(mbr_job *job, mbr_text *out, const char *data, size_t size)
{
    char *copy = g_malloc(size + 1);
    if (size > 0)
        memcpy(copy, data, size);
    copy[size] = '\0';
    g_ptr_array_add(job->root->kept, copy);
    marbre_job_lend(job, out, copy, size);
}

static int32_t
lend_response(mbr_job *job, GVariant *answer, mbr_response *out)
{
    uint32_t status;
    const char *address;
    const char *type;
    g_autoptr(GVariant) body = NULL;
    mbr_response response = {.struct_size = sizeof response};
    g_variant_get(answer, "(u&s&s@ay)", &status, &address, &type, &body);
    response.status = (int32_t)status;
    lend_copy(job, &response.address, address, strlen(address));
    lend_copy(job, &response.media_type, type, strlen(type));
    lend_copy(job, &response.body, g_variant_get_data(body), g_variant_get_size(body));
    return marbre_sized_fill(out, &response, sizeof response) ? MBR_OK : MBR_E_INVALID;
}

static int32_t
net_fetch(mbr_job *job, const mbr_request *request, mbr_response *out)
{
    mbr_request copy;
    int32_t result = may_fetch(job);
    if (result < 0)
        return result;
    if (request == NULL || out == NULL || out->struct_size < sizeof(uint64_t) ||
        marbre_sized_read(&copy, sizeof copy, MARBRE_UP_TO(mbr_request, body), request) !=
            MARBRE_SIZED_OK)
        return MBR_E_INVALID;
    if (++job->root->fetches > FETCHES)
        return marbre_task_hint(job->task, MBR_E_FAILED, _("more than %u fetches in one run"),
                                FETCHES);
    g_autoptr(GVariant) packed = pack(&copy);
    if (packed == NULL)
        return marbre_task_hint(job->task, MBR_E_INVALID, _("a request is malformed"));
    const MarbreSurroundings *around = &job->task->host->around;
    g_autoptr(GError) error = NULL;
    g_autoptr(GVariant) answer = around->fetch(around->user, packed, &error);
    if (answer == NULL)
        return marbre_task_hint(job->task, code_of(error), "%s",
                                error != NULL ? error->message : _("there was no answer"));
    if (!g_variant_is_of_type(answer, G_VARIANT_TYPE(MARBRE_FETCH_ANSWER)))
        return marbre_task_hint(job->task, MBR_E_IO, _("there was no answer"));
    return lend_response(job, answer, out);
}

const struct mbr_net_api marbre_service_net = {
    .struct_size = sizeof marbre_service_net,
    .fetch = net_fetch,
};
