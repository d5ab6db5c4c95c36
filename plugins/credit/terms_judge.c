/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "fold.h"
#include "parts.h"
#include "terms.h"

#include "common/found.h"

#include <stdlib.h>
#include <string.h>

static int32_t
report(const struct pictures *pictures,
       const struct shown *shown,
       const char *rule,
       const char *which,
       int32_t severity,
       const char *words,
       size_t size)
{
    found said;
    found_begin(&said, rule, shown->place);
    said.finding.severity = severity;
    found_text(&said, "file", shown->file.data, shown->file.size);
    found_text(&said, "words", words, size);
    if (which)
        found_text(&said, "case", which, strlen(which));
    return found_report(&said, &pictures->task->host, pictures->job, NULL);
}

/* Has an embargo that names its day passed? */
static bool
has_passed(const struct pictures *pictures, const char *until)
{
    const services *host = &pictures->task->host;
    const mbr_text written = {until, strlen(until)};
    int64_t first, after;
    if (host->job->instant(pictures->job, &written, &first, &after) < 0)
        return false;
    return host->job->passed(pictures->job, strchr(until, 'T') ? first : after) == 1;
}

/* Is everybody whom the agency wants named in the printed credit? */
static bool
is_given(const struct terms *terms, const char *printed, bool *ret)
{
    struct parts parts;
    char *words = fold_words(printed ? printed : "", printed ? strlen(printed) : 0);
    bool done = parts_read(terms->credit, terms->credit_size, NULL, 0, &parts) && words;
    *ret = true;
    for (size_t i = 0; i < parts.count && done; i++)
        *ret = *ret && part_is_among(&parts.at[i], words);
    parts_clear(&parts);
    free(words);
    return done;
}

static int32_t
judge(const struct pictures *pictures, const struct shown *shown, const char *text, bool others)
{
    static const char rule[] = "instructions";
    struct terms terms;
    bool given = true;
    size_t size = strlen(text);
    if (!terms_read(text, &terms) ||
        (terms.kind == TERMS_CREDIT && !is_given(&terms, shown->credit, &given)))
        return pictures_fail(pictures, MBR_E_NOMEM, "no memory for a picture");
    switch (terms.kind) {
    case TERMS_NONE:
        return MBR_OK;
    case TERMS_CREDIT:
        return given ? MBR_OK
                     : report(pictures, shown, rule, "credit", MBR_SEVERITY_ERROR, terms.credit,
                              terms.credit_size);
    case TERMS_EMBARGO:
        if (!terms.until[0])
            return report(pictures, shown, rule, NULL, 0, text, size);
        return has_passed(pictures, terms.until)
                   ? MBR_OK
                   : report(pictures, shown, rule, "embargo", MBR_SEVERITY_ERROR, terms.until,
                            strlen(terms.until));
    case TERMS_BAN:
        return report(pictures, shown, rule, "ban", 0, text, size);
    case TERMS_OTHER:
        return others ? report(pictures, shown, rule, NULL, MBR_SEVERITY_NOTE, text, size) : MBR_OK;
    }
    return MBR_OK;
}

int32_t
terms_judge(const struct pictures *pictures, const struct medium *medium, const struct shown *shown)
{
    const char *instructions = metadata_text(&medium->metadata, METADATA_INSTRUCTIONS);
    const char *usage = metadata_text(&medium->metadata, METADATA_USAGE);
    int32_t result = instructions ? judge(pictures, shown, instructions, true) : MBR_OK;
    if (result >= 0 && usage && (!instructions || strcmp(usage, instructions) != 0))
        result = judge(pictures, shown, usage, false);
    if (result >= 0 && shown->rights)
        result = judge(pictures, shown, shown->rights, false);
    return result;
}

/* Programs that make pictures out of words, and nothing else. */
static const char *const makers[] = {" midjourney ",
                                     " dall e ",
                                     " stable diffusion ",
                                     " firefly ",
                                     " openai ",
                                     " imagen ",
                                     " sora ",
                                     " ideogram ",
                                     " dreamstudio ",
                                     " leonardo ai ",
                                     " bing image creator "};
/* Words that tell readers. */
static const char *const labels[] = {" ia ",
                                     " intelligence artificielle ",
                                     " artificial intelligence ",
                                     " by ai ",
                                     " with ai ",
                                     " using ai ",
                                     " ai generated ",
                                     " ai image ",
                                     " genere ",
                                     " generee ",
                                     " generes ",
                                     " generees ",
                                     " generated ",
                                     " image de synthese ",
                                     " images de synthese ",
                                     " deepfake ",
                                     " hypertrucage "};

static bool
says_one(const char *text, size_t size, const char *const *list, size_t count, bool *ret)
{
    char *words = fold_words(text, size);
    for (size_t i = 0; words && i < count; i++)
        *ret = *ret || strstr(words, list[i]);
    free(words);
    return words != NULL;
}

static bool
is_labelled(const struct shown *shown, bool *ret)
{
    bool done = true;
    for (size_t i = 0; i < shown->word_count && done; i++) {
        const mbr_text *words = &shown->words[i];
        done = says_one(words->data, words->size, labels, sizeof labels / sizeof *labels, ret) &&
               says_one(words->data, words->size, makers, sizeof makers / sizeof *makers, ret);
    }
    return done;
}

/* The article may say once and for all how it used such help. */
static bool
is_declared(const struct pictures *pictures)
{
    mbr_value value = {.struct_size = sizeof value};
    return pictures->task->host.article->meta(pictures->job, MBR_PART_TEXT, "ai", &value) >= 0 &&
           value.type != MBR_VALUE_NULL && (value.text.size > 0 || value.count > 0) &&
           !(value.type == MBR_VALUE_BOOL && value.integer == 0);
}

int32_t
origin_judge(const struct pictures *pictures,
             const struct medium *medium,
             const struct shown *shown)
{
    const struct metadata *metadata = &medium->metadata;
    const char *origin = metadata_text(metadata, METADATA_ORIGIN);
    const char *tool = metadata_text(metadata, METADATA_TOOL);
    bool sure = metadata->trained || (origin && (strstr(origin, "rainedAlgorithmicMedia") ||
                                                 strstr(origin, "compositeSynthetic")));
    bool made = sure, labelled = false;
    if (!made && tool &&
        !says_one(tool, strlen(tool), makers, sizeof makers / sizeof *makers, &made))
        return pictures_fail(pictures, MBR_E_NOMEM, "no memory for a picture");
    if (!made || is_declared(pictures))
        return MBR_OK;
    if (!is_labelled(shown, &labelled))
        return pictures_fail(pictures, MBR_E_NOMEM, "no memory for a picture");
    if (labelled)
        return MBR_OK;
    if (sure)
        return report(pictures, shown, "ai-unlabelled", NULL, 0, "", 0);
    return report(pictures, shown, "ai-unlabelled", "tool", MBR_SEVERITY_WARNING, tool,
                  strlen(tool));
}
