/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "report/report.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct {
    const char *rule;
    const char *summary;
} rules[] = {
    {"marbre/bad-claims", N_("The claims ledger can't be read")},
    {"marbre/bad-encoding", N_("A file is not plain UTF-8 with one kind of line end")},
    {"marbre/bad-name", N_("A file or folder has a name that can't be published")},
    {"marbre/bad-state", N_("The article's record can't be read or names what does not exist")},
    {"marbre/bad-yaml", N_("A file's YAML can't be read")},
    {"marbre/forbidden-path", N_("Something lies in an article's folder that may not lie there")},
    {"marbre/plugin-crashed", N_("A check crashed, so the article was not judged by it")},
    {"marbre/plugin-failed", N_("A check failed, so the article was not judged by it")},
    {"marbre/plugin-missing", N_("A check is not installed, so the article was not judged by it")},
    {"marbre/plugin-timeout", N_("A check took too long, so the article was not judged by it")},
    {"marbre/silent-edit", N_("Published words changed without a correction")},
    {"marbre/source-corrected", N_("The article that this one translates was corrected")},
    {"marbre/source-retracted", N_("The article that this one translates was retracted")},
    {"marbre/source-unknown", N_("The article that this one translates is not there")},
    {"marbre/text-missing", N_("There is no text in a language that the newsroom publishes")},
    {"marbre/too-large", N_("A file is larger than it may be")},
    {"marbre/unknown-stage", N_("The article stands at a stage that its workflow does not have")},
};

void
marbre_rule_words_clear(MarbreRuleWords *words)
{
    g_clear_pointer(&words->summary, g_free);
    g_clear_pointer(&words->help_uri, g_free);
}

bool
marbre_rule_words_of_engine(const char *rule, MarbreRuleWords *ret_words)
{
    for (size_t i = 0; i < G_N_ELEMENTS(rules); i++) {
        if (strcmp(rules[i].rule, rule) != 0)
            continue;
        *ret_words = (MarbreRuleWords){.severity = MARBRE_SEVERITY_ERROR,
                                       .summary = g_strdup(_(rules[i].summary))};
        return true;
    }
    return false;
}
