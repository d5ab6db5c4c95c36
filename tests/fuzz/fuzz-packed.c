/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "finding/finding.h"
#include "plugin/article_pack.h"
#include "plugin/outcome.h"

#include <string.h>

/* What a worker sends and is sent, as bytes that nobody vouches for: the first byte says which. */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const MarbreRuleInfo rule = {(char *)"odd", MBR_SEVERITY_NOTE, (char *)"Odd",
                                    (char *)"Odd: {what}", NULL};

/* The article that outcomes are held against. */
static MarbreArticle *
make_article(void)
{
    static const char text[] = "---\ntitle: Été\n---\nUn mot.\n";
    g_autoptr(GPtrArray) files = marbre_files_new();
    g_autoptr(GBytes) bytes = g_bytes_new_static(text, strlen(text));
    g_ptr_array_add(files, marbre_file_new("index.fr.md", NULL, strlen(text), bytes));
    const char *const langs[] = {"fr", NULL};
    return marbre_article_new("articles/a", files, langs, NULL);
}

static void
try_outcome(GVariant *packed)
{
    g_autoptr(MarbreOutcome) outcome = marbre_outcome_unpack(packed, NULL);
    if (outcome == NULL)
        return;
    g_autoptr(MarbreArticle) article = make_article();
    g_autoptr(GPtrArray) rules = g_ptr_array_new();
    g_autoptr(GPtrArray) options = g_ptr_array_new();
    g_ptr_array_add(rules, (void *)&rule);
    char *keys[] = {NULL};
    const MarbreTaskInfo task = {
        (char *)"task", MBR_KIND_ACTION, (char *)"A task", 0, MBR_PART_TEXT, keys, options, rules};
    if (!marbre_outcome_check(outcome, &task, article, "fr", NULL))
        return;
    /* What was found good must be good: it packs, unpacks and applies. */
    g_autoptr(GVariant) again = marbre_outcome_pack(outcome);
    g_autoptr(MarbreOutcome) same = marbre_outcome_unpack(again, NULL);
    g_autoptr(GPtrArray) files = marbre_outcome_files(outcome, article, NULL);
    if (same == NULL || files == NULL)
        g_error("an outcome that was found good is not");
}

static void
try_article(GVariant *packed)
{
    g_autoptr(MarbreArticle) article = marbre_article_unpack(packed, NULL);
    if (article != NULL && marbre_article_get_title(article) == NULL)
        g_error("an article without a title");
}

static void
try_descriptor(GVariant *packed)
{
    g_autoptr(MarbrePluginInfo) info = marbre_plugin_info_unpack(packed, NULL);
    if (info == NULL)
        return;
    g_autoptr(GVariant) again = marbre_plugin_info_pack(info);
    g_autoptr(MarbrePluginInfo) same = marbre_plugin_info_unpack(again, NULL);
    if (same == NULL)
        g_error("a descriptor that was found good is not");
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const types[] = {"(yimsa(simstta(ss)a(tts))a(ysttmay)a(ssay)a(yss)a(is)xu)",
                                        MARBRE_ARTICLE_TYPE,
                                        "(sssmsumsmsa(sisttasa(iussmsasxx)a(sissms)))"};
    static void (*const tries[])(GVariant *) = {try_outcome, try_article, try_descriptor};
    if (size == 0)
        return 0;
    size_t which = data[0] % G_N_ELEMENTS(types);
    g_autoptr(GBytes) bytes = g_bytes_new(data + 1, size - 1);
    g_autoptr(GVariant) packed =
        g_variant_ref_sink(g_variant_new_from_bytes(G_VARIANT_TYPE(types[which]), bytes, FALSE));
    tries[which](packed);
    return 0;
}
