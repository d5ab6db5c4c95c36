/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "report/baseline.h"

#include "base/digest.h"
#include "yaml/reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* JSON without escapes that YAML lacks is YAML: the reader is the newsroom's own. */
static const MarbreYamlLimits limits = {MARBRE_BASELINE_LIMIT, 2000000, 8};

#define FINGERPRINT_SIZE 32

/* An article as it was when its findings were written down. */
typedef struct {
    char *article;
    char *id;    /* (nullable) */
    char *words; /* digest of what plugins see of it */
} Then;

typedef struct {
    MarbreKnown known;
    const Then *then;
} Entry;

struct MarbreBaseline {
    GPtrArray *articles; /* of Then */
    GHashTable *entries; /* fingerprint to Entry */
};

/* ---- reading ---- */

static void
then_free(void *data)
{
    Then *then = data;

    g_free(then->article);
    g_free(then->id);
    g_free(then->words);
    g_free(then);
}

static void
entry_free(void *data)
{
    Entry *entry = data;

    g_free(entry->known.rule);
    g_free(entry->known.fingerprint);
    g_free(entry->known.message);
    g_free(entry);
}

void
marbre_baseline_free(MarbreBaseline *baseline)
{
    if (baseline == NULL)
        return;
    g_hash_table_unref(baseline->entries);
    g_ptr_array_unref(baseline->articles);
    g_free(baseline);
}

static char *
take_text(const MarbreYaml *yaml, const MarbreYamlNode *map, const char *key, GPtrArray *problems)
{
    return g_strdup(
        marbre_yaml_expect_text(yaml, marbre_yaml_expect_key(yaml, map, key, problems), problems));
}

static bool
is_fingerprint(const char *text)
{
    return text != NULL && strlen(text) == FINGERPRINT_SIZE &&
           strspn(text, "0123456789abcdef") == FINGERPRINT_SIZE;
}

static void
read_entry(MarbreBaseline *baseline,
           const Then *then,
           const MarbreYaml *yaml,
           const MarbreYamlNode *map,
           GPtrArray *problems)
{
    static const char *const known[] = {"rule", "fingerprint", "message", NULL};
    Entry *entry = NULL;

    if (!marbre_yaml_expect_map(yaml, map, known, problems))
        return;
    entry = g_new0(Entry, 1);
    entry->then = then;
    entry->known.article = then->article;
    entry->known.rule = take_text(yaml, map, "rule", problems);
    entry->known.fingerprint = take_text(yaml, map, "fingerprint", problems);
    entry->known.message = take_text(yaml, map, "message", problems);
    if (entry->known.rule == NULL || entry->known.message == NULL ||
        entry->known.fingerprint == NULL) {
        entry_free(entry);
        return;
    }
    if (!is_fingerprint(entry->known.fingerprint)) {
        marbre_yaml_problem(yaml, marbre_yaml_find(map, "fingerprint"), problems,
                            _("a fingerprint has 32 hexadecimal digits"));
        entry_free(entry);
        return;
    }
    g_hash_table_replace(baseline->entries, entry->known.fingerprint, entry);
}

static void
read_article(MarbreBaseline *baseline,
             const MarbreYaml *yaml,
             const MarbreYamlNode *map,
             GPtrArray *problems)
{
    static const char *const known[] = {"article", "id", "words", "findings", NULL};
    const MarbreYamlNode *id = marbre_yaml_find(map, "id");
    const MarbreYamlNode *list = NULL;
    Then *then = NULL;

    if (!marbre_yaml_expect_map(yaml, map, known, problems))
        return;
    then = g_new0(Then, 1);
    g_ptr_array_add(baseline->articles, then);
    then->article = take_text(yaml, map, "article", problems);
    then->words = take_text(yaml, map, "words", problems);
    if (marbre_yaml_node_get_kind(id) != MARBRE_YAML_NULL)
        then->id = g_strdup(marbre_yaml_expect_text(yaml, id, problems));
    if (then->words != NULL && !marbre_digest_check(then->words))
        marbre_yaml_problem(yaml, marbre_yaml_find(map, "words"), problems,
                            _("this is no digest: “sha256:” and 64 hexadecimal digits"));
    list = marbre_yaml_expect_key(yaml, map, "findings", problems);
    if (then->article == NULL || list == NULL || !marbre_yaml_expect_list(yaml, list, problems))
        return;
    for (size_t i = 0; i < marbre_yaml_node_get_count(list); i++)
        read_entry(baseline, then, yaml, marbre_yaml_node_get_child(list, i), problems);
}

static void
read_root(MarbreBaseline *baseline, const MarbreYaml *yaml, GPtrArray *problems)
{
    static const char *const known[] = {"version", "articles", NULL};
    const MarbreYamlNode *root = marbre_yaml_get_root(yaml);
    const MarbreYamlNode *version = NULL, *list = NULL;

    if (!marbre_yaml_expect_map(yaml, root, known, problems))
        return;
    version = marbre_yaml_expect_key(yaml, root, "version", problems);
    list = marbre_yaml_expect_key(yaml, root, "articles", problems);
    if (version != NULL && (marbre_yaml_node_get_kind(version) != MARBRE_YAML_INT ||
                            marbre_yaml_node_get_int(version) != 1))
        marbre_yaml_problem(
            yaml, version, problems,
            _("this Marbre reads baselines of version 1; begin one anew, with --write-baseline"));
    if (list == NULL || !marbre_yaml_expect_list(yaml, list, problems))
        return;
    for (size_t i = 0; i < marbre_yaml_node_get_count(list); i++)
        read_article(baseline, yaml, marbre_yaml_node_get_child(list, i), problems);
}

MarbreBaseline *
marbre_baseline_parse(const char *path, GBytes *file, GPtrArray *problems)
{
    const MarbreSpan all = {0, g_bytes_get_size(file)};
    unsigned before = problems->len;
    g_autoptr(MarbreYaml) yaml = marbre_yaml_parse(path, file, all, &limits, problems);
    g_autoptr(MarbreBaseline) baseline = NULL;

    if (yaml == NULL)
        return NULL;
    baseline = g_new0(MarbreBaseline, 1);
    baseline->articles = g_ptr_array_new_with_free_func(then_free);
    baseline->entries = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, entry_free);
    read_root(baseline, yaml, problems);
    return problems->len == before ? g_steal_pointer(&baseline) : NULL;
}

/* ---- comparing ---- */

static gboolean
is_not_in(void *key, void *value, void *user)
{
    const MarbreBaseline *other = user;
    const Entry *entry = value;
    const Entry *same = g_hash_table_lookup(other->entries, key);

    return same == NULL || strcmp(same->then->words, entry->then->words) != 0;
}

size_t
marbre_baseline_limit(MarbreBaseline *baseline, const MarbreBaseline *other)
{
    return g_hash_table_foreach_remove(baseline->entries, is_not_in, (void *)other);
}

static const MarbreReportedArticle *
find_judged(const MarbreReport *report, const char *article)
{
    size_t low = 0, high = report->judged->len;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const MarbreReportedArticle *one = g_ptr_array_index(report->judged, middle);
        int order = strcmp(one->article, article);

        if (order == 0)
            return one;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

/* What fails a check and is no rule of the engine. */
static bool
may_be_known(const MarbreReport *report, const MarbreFinding *finding)
{
    const MarbreReportedArticle *judged = find_judged(report, finding->article);

    return marbre_report_level(finding) == MARBRE_SEVERITY_ERROR &&
           !g_str_has_prefix(finding->rule, "marbre/") && judged != NULL && judged->words != NULL;
}

static void
mark(GPtrArray *findings, unsigned index)
{
    MarbreFinding fields = *(const MarbreFinding *)g_ptr_array_index(findings, index);
    MarbreFinding *copy = NULL;

    fields.known = true;
    fields.blocks = MARBRE_BLOCKS_NEVER;
    copy = marbre_finding_new(&fields);
    marbre_finding_unref(findings->pdata[index]);
    findings->pdata[index] = copy;
}

void
marbre_baseline_apply(MarbreBaseline *baseline, const MarbreReport *report, GPtrArray *findings)
{
    for (unsigned i = 0; i < findings->len; i++) {
        const MarbreFinding *finding = g_ptr_array_index(findings, i);
        Entry *entry =
            g_hash_table_lookup(baseline->entries, g_ptr_array_index(report->fingerprints, i));

        if (entry == NULL || !may_be_known(report, finding) ||
            strcmp(entry->known.rule, finding->rule) != 0 ||
            strcmp(entry->then->words, find_judged(report, finding->article)->words) != 0)
            continue;
        entry->known.used = true;
        mark(findings, i);
    }
}

/* ---- what is over ---- */

static int
compare_known(const void *a, const void *b)
{
    const MarbreKnown *one = *(const MarbreKnown *const *)a;
    const MarbreKnown *other = *(const MarbreKnown *const *)b;
    int order = strcmp(one->article, other->article);

    if (order == 0)
        order = strcmp(one->rule, other->rule);
    return order != 0 ? order : strcmp(one->fingerprint, other->fingerprint);
}

/* The articles that were judged, by id and by folder. */
static GHashTable *
index_judged(const MarbreReport *report)
{
    GHashTable *index = g_hash_table_new(g_str_hash, g_str_equal);

    for (unsigned i = 0; i < report->judged->len; i++) {
        const MarbreReportedArticle *one = g_ptr_array_index(report->judged, i);

        g_hash_table_add(index, one->article);
        if (one->id != NULL)
            g_hash_table_add(index, one->id);
    }
    return index;
}

GPtrArray *
marbre_baseline_stale(const MarbreBaseline *baseline, const MarbreReport *report, bool whole)
{
    GPtrArray *stale = g_ptr_array_new();
    g_autoptr(GHashTable) judged = index_judged(report);
    GHashTableIter iter;
    gpointer value = NULL;

    g_hash_table_iter_init(&iter, baseline->entries);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        Entry *entry = value;
        const Then *then = entry->then;
        bool seen = g_hash_table_contains(judged, then->article) ||
                    (then->id != NULL && g_hash_table_contains(judged, then->id));

        if (!entry->known.used && (whole || seen))
            g_ptr_array_add(stale, &entry->known);
    }
    g_ptr_array_sort(stale, compare_known);
    return stale;
}

/* ---- writing ---- */

size_t
marbre_baseline_accept(const MarbreReport *report, GPtrArray *findings)
{
    size_t count = 0;

    for (unsigned i = 0; i < findings->len; i++) {
        if (!may_be_known(report, g_ptr_array_index(findings, i)))
            continue;
        mark(findings, i);
        count++;
    }
    return count;
}

static void
begin_article(MarbreJson *json, const MarbreReportedArticle *judged)
{
    marbre_json_begin_object(json);
    marbre_json_member_string(json, "article", judged->article);
    marbre_json_member_string(json, "id", judged->id);
    marbre_json_member_string(json, "words", judged->words);
    marbre_json_member_array(json, "findings");
}

static void
end_article(MarbreJson *json)
{
    marbre_json_end_array(json);
    marbre_json_end_object(json);
}

static void
write_known(MarbreJson *json, const MarbreFinding *finding, const char *fingerprint)
{
    g_autofree char *message = marbre_text_shown(finding->message);

    marbre_json_begin_object(json);
    marbre_json_member_string(json, "rule", finding->rule);
    marbre_json_member_string(json, "fingerprint", fingerprint);
    marbre_json_member_string(json, "message", message);
    marbre_json_end_object(json);
}

char *
marbre_baseline_write(const MarbreReport *report, const GPtrArray *findings)
{
    MarbreJson *json = marbre_json_new();
    const char *article = NULL;

    marbre_json_begin_object(json);
    marbre_json_member_int(json, "version", 1);
    marbre_json_member_array(json, "articles");
    for (unsigned i = 0; i < findings->len; i++) {
        const MarbreFinding *finding = g_ptr_array_index(findings, i);

        if (!finding->known)
            continue;
        if (article == NULL || strcmp(article, finding->article) != 0) {
            if (article != NULL)
                end_article(json);
            begin_article(json, find_judged(report, finding->article));
            article = finding->article;
        }
        write_known(json, finding, g_ptr_array_index(report->fingerprints, i));
    }
    if (article != NULL)
        end_article(json);
    marbre_json_end_array(json);
    marbre_json_end_object(json);
    return marbre_json_end(json);
}
