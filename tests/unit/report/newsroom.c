/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "newsroom.h"

#include <string.h>

const char velm_text[] = "---\n"
                         "title: Velm\n"
                         "---\n"
                         "\n"
                         "La digue « 🙂 » de Velm [à compléter] a tenu, dit-on.\n"
                         "Elle a [à compléter] tenu.\n";

static MarbrePlace
place_of(const char *at)
{
    uint64_t offset = (uint64_t)(at - velm_text);
    g_autoptr(MarbreLines) lines = marbre_lines_new(velm_text, strlen(velm_text));

    return marbre_lines_place(lines, offset);
}

static void
add(GPtrArray *findings, const MarbreFinding *fields)
{
    g_ptr_array_add(findings, marbre_finding_new(fields));
}

static void
add_words(GPtrArray *findings)
{
    const char *hole = strstr(velm_text, "[à");
    size_t size = strlen("[à compléter]");
    MarbreFinding finding = {.rule = "draft/placeholder",
                             .severity = MARBRE_SEVERITY_ERROR,
                             .stage = "draft",
                             .article = VELM,
                             .path = VELM "/index.fr.md",
                             .message = "To be taken out: [à compléter]",
                             .blocks = MARBRE_BLOCKS_NOW};

    for (unsigned i = 0; i < 2; i++) {
        finding.start = place_of(hole);
        finding.end = place_of(hole + size);
        add(findings, &finding);
        hole = strstr(hole + size, "[à");
    }
}

static void
add_fix(GPtrArray *findings)
{
    g_autoptr(GPtrArray) fix = marbre_edits_new();
    const char *open = strstr(velm_text, "« ") + strlen("«");
    const char *close = strstr(velm_text, " »");
    MarbreFinding finding = {.rule = "translation/missing-nbsp",
                             .severity = MARBRE_SEVERITY_NOTE,
                             .stage = "draft",
                             .article = VELM,
                             .path = VELM "/index.fr.md",
                             .start = place_of(open - strlen("«")),
                             .end = place_of(close + strlen(" »")),
                             .message = "Two spaces, \"<&>\" ]]> ##[x]",
                             .fix = fix};
    MarbreSpan first = {(uint64_t)(open - velm_text), (uint64_t)(open + 1 - velm_text)};
    MarbreSpan second = {(uint64_t)(close - velm_text), (uint64_t)(close + 1 - velm_text)};

    marbre_edits_add(fix, first, "\u00A0");
    marbre_edits_add(fix, second, "\u00A0");
    add(findings, &finding);
}

static void
add_hostile(GPtrArray *findings)
{
    MarbreFinding finding = {.rule = "credit/credit-missing",
                             .severity = MARBRE_SEVERITY_ERROR,
                             .stage = "photo-credit",
                             .article = PORT,
                             .path = PORT "/photo.jpg",
                             .message = "100 % \r\n::error::no, \001 \uFFFE <U>",
                             .blocks = MARBRE_BLOCKS_NOW};

    add(findings, &finding);
    finding.message = "waived";
    finding.waived = true;
    add(findings, &finding);
    finding.waived = false;
    finding.known = true;
    finding.blocks = MARBRE_BLOCKS_NEVER;
    finding.message = "known";
    add(findings, &finding);
    finding.known = false;
    finding.blocks = MARBRE_BLOCKS_LATER;
    finding.message = "later";
    add(findings, &finding);
}

GPtrArray *
some_findings(void)
{
    GPtrArray *findings = marbre_findings_new();

    add_words(findings);
    add_fix(findings);
    add_hostile(findings);
    add(findings, &(MarbreFinding){.rule = "marbre/plugin-crashed",
                                   .severity = MARBRE_SEVERITY_ERROR,
                                   .stage = "draft",
                                   .article = VELM,
                                   .path = VELM "/index.fr.md",
                                   .message = "The check could not judge this article",
                                   .blocks = MARBRE_BLOCKS_NOW});
    marbre_findings_sort(findings);
    return findings;
}

static void
article_free(void *data)
{
    MarbreReportedArticle *article = data;

    g_free(article->article);
    g_free(article->id);
    g_free(article->words);
    g_free(article);
}

static void
add_article(GPtrArray *articles, const char *folder, const char *id, const char *const *checks)
{
    MarbreReportedArticle *article = g_new0(MarbreReportedArticle, 1);

    article->article = g_strdup(folder);
    article->id = g_strdup(id);
    article->words = g_strdup_printf("sha256:%064u", articles->len + 1);
    article->checks = checks;
    g_ptr_array_add(articles, article);
}

GPtrArray *
some_articles(void)
{
    static const char *const drafts[] = {"draft", "translation", NULL};
    static const char *const all[] = {"credit", "draft", NULL};
    GPtrArray *articles = g_ptr_array_new_with_free_func(article_free);

    add_article(articles, PORT, NULL, all);
    add_article(articles, VELM, "01hawm6c0t2n9v6s6x1j5y7k3q", drafts);
    return articles;
}

static GBytes *
give_source(void *user, const char *path)
{
    if (strcmp(path, VELM "/index.fr.md") == 0)
        return g_bytes_new_static(velm_text, strlen(velm_text));
    return strcmp(path, PORT "/photo.jpg") == 0 ? g_bytes_new_static("\377\330\377", 3) : NULL;
}

static char *
give_id(void *user, const char *article)
{
    return strcmp(article, VELM) == 0 ? g_strdup("01hawm6c0t2n9v6s6x1j5y7k3q") : NULL;
}

static bool
give_rule(void *user, const char *rule, MarbreRuleWords *ret_words)
{
    if (g_str_has_prefix(rule, "marbre/"))
        return marbre_rule_words_of_engine(rule, ret_words);
    if (strcmp(rule, "draft/placeholder") != 0)
        return false;
    *ret_words = (MarbreRuleWords){MARBRE_SEVERITY_ERROR, g_strdup("Words that stand for others"),
                                   g_strdup("https://rules.example/draft/placeholder")};
    return true;
}

MarbreReport
some_report(GPtrArray *judged)
{
    return (MarbreReport){.articles = judged->len,
                          .incomplete = true,
                          .baseline = true,
                          .now = 1773828000,
                          .version = "1.2.3",
                          .judged = judged,
                          .id = give_id,
                          .rule = give_rule,
                          .source = give_source};
}
