/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "site/provenance.h"

#include "base/json.h"
#include "newsroom/content.h"

#include <string.h>

/* The role by which somebody could approve a stage; NULL for somebody who has left. */
static const char *
role_of(const MarbrePolicy *policy, const MarbreState *state, const MarbreApproval *approval)
{
    const MarbreWorkflow *workflow = marbre_policy_workflow(policy, state->workflow);
    const MarbreStage *stage =
        workflow == NULL ? NULL : marbre_workflow_stage(workflow, approval->stage);
    const MarbrePerson *person =
        marbre_people_by_id(marbre_policy_get_people(policy), approval->by);
    for (char **role = stage == NULL ? NULL : stage->approvals.roles;
         role != NULL && *role != NULL && person != NULL; role++)
        if (g_strv_contains((const char *const *)person->roles, *role))
            return *role;
    return NULL;
}

static void
write_name(MarbreJson *json, const MarbrePolicy *policy, const char *by)
{
    const MarbrePerson *person = marbre_people_by_id(marbre_policy_get_people(policy), by);
    if (marbre_policy_get_settings(policy)->full_provenance)
        marbre_json_member_string(json, "name", person == NULL ? by : person->name);
}

static void
write_approvals(MarbreJson *json, const MarbrePolicy *policy, const MarbreState *state)
{
    marbre_json_member_array(json, "approvals");
    for (guint i = 0; i < state->approvals->len; i++) {
        const MarbreApproval *approval = g_ptr_array_index(state->approvals, i);
        marbre_json_begin_object(json);
        marbre_json_member_string(json, "stage", approval->stage);
        marbre_json_member_string(json, "role", role_of(policy, state, approval));
        write_name(json, policy, approval->by);
        marbre_json_member_instant(json, "at", approval->at);
        marbre_json_member_string(json, "digest", approval->digest);
        marbre_json_end_object(json);
    }
    marbre_json_end_array(json);
}

static void
write_waivers(MarbreJson *json, const MarbrePolicy *policy, const MarbreState *state)
{
    marbre_json_member_array(json, "waivers");
    for (guint i = 0; i < state->waivers->len; i++) {
        const MarbreWaiver *waiver = g_ptr_array_index(state->waivers, i);
        marbre_json_begin_object(json);
        marbre_json_member_string(json, "rule", waiver->rule);
        write_name(json, policy, waiver->by);
        if (marbre_policy_get_settings(policy)->full_provenance)
            marbre_json_member_string(json, "reason", waiver->reason);
        marbre_json_member_string(json, "until", waiver->until);
        marbre_json_end_object(json);
    }
    marbre_json_end_array(json);
}

/* Its claims go with its words; that it was taken back, and when, stays. */
static void
write_retraction(MarbreJson *json, const MarbrePolicy *policy, const MarbreRetraction *retracted)
{
    marbre_json_member_object(json, "retracted");
    write_name(json, policy, retracted->by);
    marbre_json_member_instant(json, "at", retracted->at);
    if (retracted->kind != NULL)
        marbre_json_member_string(json, "kind", retracted->kind);
    marbre_notes_member(json, "note", retracted->notes);
    marbre_json_end_object(json);
}

GBytes *
marbre_provenance_write(MarbreNewsroom *newsroom, MarbreEntryPage *entry, GError **error)
{
    const MarbrePolicy *policy = marbre_newsroom_get_policy(newsroom);
    const MarbreSettings *settings = marbre_policy_get_settings(policy);
    const MarbreState *state = marbre_entry_state(newsroom, entry, error);
    /* The article is opened for its claims alone. */
    bool claims = settings->full_provenance && !entry->retracted;
    g_autoptr(MarbreArticle) article =
        state == NULL || !claims
            ? NULL
            : marbre_content_parts(newsroom, entry->folder, entry->content, MBR_PART_CLAIMS, error);
    if (state == NULL || (claims && article == NULL))
        return NULL;
    MarbreJson *json = marbre_json_new();
    marbre_json_begin_object(json);
    marbre_json_member_int(json, "version", 1);
    marbre_json_member_string(json, "newsroom", settings->id);
    marbre_json_member_string(json, "article", state->id);
    marbre_json_member_string(json, "workflow", state->workflow);
    marbre_json_member_int(json, "revision", (int64_t)state->publication->revision);
    marbre_json_member_instant(json, "published", state->publication->at);
    marbre_json_member_string(json, "digest", state->publication->digest);
    marbre_json_member_string(json, "content", state->publication->content);
    write_approvals(json, policy, state);
    write_waivers(json, policy, state);
    if (state->retracted != NULL)
        write_retraction(json, policy, state->retracted);
    else if (settings->full_provenance)
        marbre_claims_member(json, marbre_article_get_claims(article), false);
    marbre_json_end_object(json);
    char *text = marbre_json_end(json);
    return g_bytes_new_take(text, strlen(text));
}
