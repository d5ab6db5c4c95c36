/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "assertions.h"
#include "cover.h"
#include "ledger.h"
#include "run.h"
#include "verdicts.h"

#include "marbre/plugin.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const languages[LANGUAGES] = {"fr", "en"};

static const char *const scopes[] = {
    [SCOPE_SENTENCE] = "sentence", [SCOPE_PARAGRAPH] = "paragraph", [SCOPE_NEAR] = "near",
    [SCOPE_SECTION] = "section",   [SCOPE_ARTICLE] = "article",     NULL,
};

static int32_t
read_options(mbr_task *task, const mbr_config_api *options, const mbr_config *config)
{
    mbr_text text;
    if (options->count(config, "flag") > 0) {
        int32_t result = options->get_text(config, "flag", 0, &text);
        if (result < 0)
            return result;
        task->sentence = text.size > 0 ? strndup(text.data, text.size) : NULL;
        if (text.size > 0 && !task->sentence)
            return MBR_E_NOMEM;
    }
    int32_t result = options->get_text(config, "scope", 0, &text);
    for (int i = 0; result >= 0 && scopes[i]; i++)
        if (strlen(scopes[i]) == text.size && memcmp(scopes[i], text.data, text.size) == 0)
            task->scope = i;
    for (int kind = CONTENT_TOLL; result >= 0 && kind < CONTENT_KINDS; kind++) {
        char key[32];
        snprintf(key, sizeof key, "origins.%s", content_name((enum content_kind)kind));
        if (options->count(config, key) == 0)
            continue;
        result = options->get_int(config, key, 0, &task->origins[kind]);
        task->asks_origins = true;
    }
    return result;
}

static void
claims_destroy(mbr_task *task)
{
    if (!task)
        return;
    for (int i = 0; i < LANGUAGES; i++)
        flag_finder_free(task->finders[i]);
    for (int i = 0; i < LANGUAGES; i++)
        lexis_free(task->lexes[i]);
    house_clear(&task->house);
    free(task->sentence);
    free(task);
}

static int32_t
claims_create(const mbr_host *host, const mbr_config *config, mbr_task **out)
{
    mbr_task *task = calloc(1, sizeof *task);
    if (!task)
        return MBR_E_NOMEM;
    int32_t result = MBR_E_UNSUPPORTED;
    if (services_find(host, &task->host) && task->host.text && task->host.repo)
        result = read_options(task, task->host.config, config);
    for (int i = 0; i < LANGUAGES && result >= 0; i++) {
        task->finders[i] = flag_finder_new(languages[i]);
        task->lexes[i] = lexis_new(i == 0);
        if (!task->finders[i] || !task->lexes[i])
            result = MBR_E_NOMEM;
    }
    if (result >= 0)
        result = house_load(&task->house, &task->host, config, task->lexes);
    if (result < 0) {
        claims_destroy(task);
        return result;
    }
    *out = task;
    return MBR_OK;
}

static int32_t
read_language(struct run *run)
{
    mbr_text lang;
    int32_t result = run->task->host.article->language(run->job, MBR_PART_TEXT, &lang);
    if (result < 0)
        return run_fail(run, result, "the language of the text is unknown");
    for (int i = 0; i < LANGUAGES; i++)
        if (lang.size >= 2 && memcmp(lang.data, languages[i], 2) == 0 &&
            (lang.size == 2 || lang.data[2] == '-')) {
            run->finder = run->task->finders[i];
            run->lexis = run->task->lexes[i];
        }
    run->french = run->finder == run->task->finders[0];
    return MBR_OK;
}

static int32_t
claims_run(mbr_task *task, mbr_job *job)
{
    const char *fault = task->house.fault;
    if (*fault)
        return task->host.job->fail(job, MBR_E_INVALID, fault, strlen(fault));
    struct run run = {.task = task, .job = job};
    int32_t result = read_language(&run);
    if (result >= 0)
        result = ledger_judge(&run);
    if (result >= 0)
        result = cover_judge(&run);
    if (result >= 0)
        result = verdicts_judge(&run);
    if (result >= 0)
        result = assertions_judge(&run);
    if (result >= 0)
        result = cover_stale(&run);
    run_clear(&run);
    return result;
}

static const mbr_option flag_option = {
    .struct_size = sizeof flag_option,
    .type = MBR_OPTION_STRING,
    .key = "flag",
    .summary = "The sentence that a fix proposes, with {outlet} for the outlet's name",
};

static const mbr_option scope_option = {
    .struct_size = sizeof scope_option,
    .type = MBR_OPTION_CHOICE,
    .key = "scope",
    .summary = "How near to its claim a flag must stand",
    .fallback = "near",
    .choices = scopes,
};

static const mbr_option phrases_option = {
    .struct_size = sizeof phrases_option,
    .type = MBR_OPTION_PATH,
    .key = "phrases",
    .summary = "Sentences of the newsroom's own that are flags",
    .fallback = "glossary/flags.yaml",
};

static const mbr_option verbs_option = {
    .struct_size = sizeof verbs_option,
    .type = MBR_OPTION_PATH,
    .key = "verbs",
    .summary = "Words that the newsroom adds to the lists of claims and attribution, or drops",
    .fallback = "glossary/verbs.yaml",
};

#define ORIGINS(name, option_key, about)                                                           \
    static const mbr_option name = {                                                               \
        .struct_size = sizeof name,                                                                \
        .type = MBR_OPTION_INT,                                                                    \
        .key = option_key,                                                                         \
        .summary = about,                                                                          \
        .minimum = 1,                                                                              \
        .maximum = 9,                                                                              \
    }
ORIGINS(toll_option, "origins.toll", "Independent origins that a verified toll needs");
ORIGINS(accusation_option,
        "origins.accusation",
        "Independent origins that a verified accusation needs");
ORIGINS(territory_option,
        "origins.territory",
        "Independent origins that a verified territorial claim needs");
#undef ORIGINS

static const mbr_option *const options[] = {
    &flag_option, &phrases_option,    &verbs_option,     &scope_option,
    &toll_option, &accusation_option, &territory_option, NULL};

#define GRADED(name, grade, rule_id, rule_summary, rule_message)                                   \
    static const mbr_rule name = {                                                                 \
        .struct_size = sizeof name,                                                                \
        .severity = grade,                                                                         \
        .id = rule_id,                                                                             \
        .summary = rule_summary,                                                                   \
        .message = rule_message,                                                                   \
    }
#define RULE(name, rule_id, rule_summary, rule_message)                                            \
    GRADED(name, MBR_SEVERITY_ERROR, rule_id, rule_summary, rule_message)
#define WARNING(name, rule_id, rule_summary, rule_message)                                         \
    GRADED(name, MBR_SEVERITY_WARNING, rule_id, rule_summary, rule_message)

RULE(flag_missing,
     "flag-missing",
     "An unverified claim without a flag",
     "The flag is missing for “{quote}”: say that {outlet} could not verify it. Add: “{sentence}”");
RULE(flag_quoted,
     "flag-quoted",
     "The flag is in somebody else's mouth",
     "The flag “{words}” is in somebody else's mouth. Take it out of the quotation marks, or add: "
     "“{sentence}”");
RULE(flag_other_outlet,
     "flag-other-outlet",
     "The flag is another outlet's",
     "“{words}” speaks of {other}, not of {outlet}. Say what {outlet} could not verify: "
     "“{sentence}”");
RULE(flag_far,
     "flag-far",
     "The flag stands too far from its claim",
     "The flag for “{quote}” stands too far off, on line {line}: “{words}”.");
RULE(flag_stale,
     "flag-stale",
     "A flag that no claim needs any more",
     "Every claim that “{words}” is about has been verified. Take it out.");
RULE(
    claim_unanchored,
    "claim-unanchored",
    "A claim whose words are not in the text",
    "The words of claim “{claim}” are not in the text: “{quote}”. Quote them as they stand, or set "
    "its status to “withdrawn”.");
RULE(claim_to_check,
     "claim-to-check",
     "A claim that nobody has judged",
     "Claim “{claim}” is still to be checked: “{quote}”.");
RULE(evidence_missing,
     "evidence-missing",
     "A verdict without evidence",
     "Claim “{claim}” is said to be “{status}”, and no evidence is given.");

RULE(claim_unrecorded,
     "claim-unrecorded",
     "A claim with its source that claims.yaml does not have",
     "No claim covers “{words}”.");
RULE(claim_changed,
     "claim-changed",
     "A claim whose sentence changed since it was checked",
     "The sentence of claim “{claim}” has changed since it was checked, when it read: "
     "“{sentence}”. Check it again.");
RULE(claim_expired,
     "claim-expired",
     "A claim that is to be looked at again",
     "Claim “{claim}” was good until {expires}: “{quote}”. Look again.");
RULE(claim_false,
     "claim-false",
     "A false claim that stands as a fact",
     "“{quote}” is false, and nothing in its paragraph says so.");
RULE(denial_missing,
     "denial-missing",
     "A disputed claim without the denial",
     "“{quote}” is disputed: who denies it stands neither in its paragraph nor in the next.");
RULE(evidence_circular,
     "evidence-circular",
     "Evidence that is the newsroom's own, or the claimant's",
     "This is no evidence for “{claim}”: {evidence}");
WARNING(attribution_missing,
        "attribution-missing",
        "A toll, an accusation or a territorial claim that nobody is named for",
        "Who says so? “{words}”");
WARNING(factive_verb,
        "factive-verb",
        "A verb that vouches for what nobody could verify",
        "“{words}” takes “{quote}” for a fact, and nobody could verify it.");

#undef RULE
#undef WARNING
#undef GRADED

static const mbr_rule *const rules[] = {&flag_missing,
                                        &flag_far,
                                        &flag_stale,
                                        &flag_quoted,
                                        &flag_other_outlet,
                                        &claim_unanchored,
                                        &claim_to_check,
                                        &evidence_missing,
                                        &claim_unrecorded,
                                        &attribution_missing,
                                        &claim_changed,
                                        &claim_expired,
                                        &claim_false,
                                        &denial_missing,
                                        &evidence_circular,
                                        &factive_verb,
                                        NULL};

/* What the flags and claims are read from: nothing of the pictures, so that an edited caption
   voids no approval. */
static const char *const keys[] = {"lang", "outlet", NULL};

static const mbr_task_class claims = {
    .struct_size = sizeof claims,
    .kind = MBR_KIND_CHECK,
    .id = "claims",
    .summary = "Holds the text to its claims: judged, evidenced, and flagged where unverified",
    .judges = MBR_PART_TEXT | MBR_PART_CLAIMS,
    .keys = keys,
    .options = options,
    .rules = rules,
    .create = claims_create,
    .run = claims_run,
    .destroy = claims_destroy,
};

static const mbr_task_class *const tasks[] = {&claims, NULL};

const mbr_plugin *
marbre_plugin_1(void)
{
    static const mbr_plugin plugin = {
        .struct_size = sizeof plugin,
        .id = "factcheck",
        .version = "1.0.0",
        .license = "LGPL-2.1-or-later",
        .tasks = tasks,
    };
    return &plugin;
}
