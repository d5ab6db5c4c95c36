/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "assertions.h"
#include "cover.h"
#include "ledger.h"
#include "run.h"

#include "marbre/plugin.h"

#include <stdlib.h>
#include <string.h>

static const char *const languages[LANGUAGES] = {"fr", "en"};

static const char *const scopes[] = {
    [SCOPE_SENTENCE] = "sentence", [SCOPE_PARAGRAPH] = "paragraph", [SCOPE_NEAR] = "near",
    [SCOPE_SECTION] = "section",   [SCOPE_ARTICLE] = "article",     NULL,
};

static bool
query_services(mbr_task *task, const mbr_host *host)
{
    task->host = host;
    task->job = host->query(host, MBR_JOB_API);
    task->article = host->query(host, MBR_ARTICLE_API);
    task->text = host->query(host, MBR_TEXT_API);
    task->repo = host->query(host, MBR_REPO_API);
    task->report = host->query(host, MBR_REPORT_API);
    return task->job && task->article && task->text && task->repo && task->report;
}

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
    free(task->sentence);
    free(task);
}

static int32_t
claims_create(const mbr_host *host, const mbr_config *config, mbr_task **out)
{
    const mbr_config_api *options = host->query(host, MBR_CONFIG_API);
    mbr_task *task = calloc(1, sizeof *task);
    if (!task)
        return MBR_E_NOMEM;
    int32_t result = MBR_E_UNSUPPORTED;
    if (options && query_services(task, host))
        result = read_options(task, options, config);
    for (int i = 0; i < LANGUAGES && result >= 0; i++) {
        task->finders[i] = flag_finder_new(languages[i]);
        task->lexes[i] = lexis_new(i == 0);
        if (!task->finders[i] || !task->lexes[i])
            result = MBR_E_NOMEM;
    }
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
    int32_t result = run->task->article->language(run->job, MBR_PART_TEXT, &lang);
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
    struct run run = {.task = task, .job = job};
    int32_t result = read_language(&run);
    if (result >= 0)
        result = ledger_judge(&run);
    if (result >= 0)
        result = cover_judge(&run);
    if (result >= 0)
        result = assertions_judge(&run);
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

static const mbr_option *const options[] = {&flag_option, &scope_option, NULL};

#define RULE(name, rule_id, rule_summary, rule_message)                                            \
    static const mbr_rule name = {                                                                 \
        .struct_size = sizeof name,                                                                \
        .severity = MBR_SEVERITY_ERROR,                                                            \
        .id = rule_id,                                                                             \
        .summary = rule_summary,                                                                   \
        .message = rule_message,                                                                   \
    }

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
     "No claim covers “{words}” (who says it: {by}).");
static const mbr_rule attribution_missing = {
    .struct_size = sizeof attribution_missing,
    .severity = MBR_SEVERITY_WARNING,
    .id = "attribution-missing",
    .summary = "A toll, an accusation or a territorial claim that nobody is named for",
    .message = "Who says so? “{words}”",
};

#undef RULE

static const mbr_rule *const rules[] = {&flag_missing,     &flag_quoted,         &flag_other_outlet,
                                        &claim_unanchored, &claim_to_check,      &evidence_missing,
                                        &claim_unrecorded, &attribution_missing, NULL};

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
