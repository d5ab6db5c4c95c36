/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "evidence.h"

#include "anchor.h"
#include "word.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_PIECES 64 /* of one claim */

/* A piece of evidence: where it is, who gave it. */
struct piece {
    mbr_value whole, url, origin;
    bool says;            /* where it is or who gave it; the day it was seen does not do */
    const char *circular; /* the wording that says why it is none, or NULL */
    char *giver;          /* who stands behind it, folded; owned */
};

struct pieces {
    struct piece items[MOST_PIECES];
    size_t count;
};

/* --- names and addresses ---------------------------------------------------------------------- */

/* Who it is: small letters, without an article before. NULL without memory. */
static char *
fold_name(const mbr_text *text)
{
    static const char *const articles[] = {"le ", "la ", "les ", "l'", "the ", "un ", "une "};
    char *folded = word_fold(text->data, text->size);
    for (size_t i = 0; folded && i < sizeof articles / sizeof *articles; i++) {
        size_t length = strlen(articles[i]);
        if (strncmp(folded, articles[i], length) == 0 && folded[length]) {
            memmove(folded, folded + length, strlen(folded + length) + 1);
            break;
        }
    }
    return folded;
}

/* The host of an address, in small letters without "www."; "" where it has none. NULL without
   memory. */
static char *
fold_host(const mbr_text *address)
{
    const char *start = address->size ? memmem(address->data, address->size, "://", 3) : NULL;
    if (!start)
        return strdup("");
    start += 3;
    const char *end = start;
    while (end < address->data + address->size && !strchr("/?#:", *end))
        end++;
    const char *user = memchr(start, '@', (size_t)(end - start));
    start = user ? user + 1 : start;
    char *host = word_fold(start, (size_t)(end - start));
    if (host && strncmp(host, "www.", 4) == 0)
        memmove(host, host + 4, strlen(host + 4) + 1);
    return host;
}

/* The newsroom's own host, asked for once. */
static int32_t
read_site(struct run *run)
{
    const mbr_repo_api *repo = run->task->host.repo;
    mbr_blob *blob = NULL;
    mbr_value value = {.struct_size = sizeof value};
    if (run->site)
        return MBR_OK;
    int32_t result = repo->read(run->job, "marbre.yaml", &blob);
    if (result < 0 && result != MBR_E_NOTFOUND)
        return run_fail(run, result, "marbre.yaml could not be read");
    bool known =
        result >= 0 && repo->value(blob, "site", &value) >= 0 && value.type == MBR_VALUE_TEXT;
    run->site = known ? fold_host(&value.text) : strdup("");
    repo->release(blob);
    return run->site ? MBR_OK : run_fail(run, MBR_E_NOMEM, "no memory for the site's name");
}

/* The newsroom's pages: its site and what stands below it, and its own files. */
static bool
is_own_page(const struct run *run, const mbr_text *url, const char *host)
{
    if (!*host)
        return memmem(url->data, url->size, "articles/", 9) != NULL ||
               (url->size > 6 && memcmp(url->data, "index.", 6) == 0);
    size_t site = strlen(run->site), length = strlen(host);
    if (site == 0 || length < site || strcmp(host + length - site, run->site) != 0)
        return false;
    return length == site || host[length - site - 1] == '.';
}

/* --- pieces ----------------------------------------------------------------------------------- */

static int32_t
read_piece(const struct run *run, size_t claim, size_t index, struct piece *piece)
{
    char key[64];
    snprintf(key, sizeof key, "evidence[%zu]", index);
    int32_t result = entry_member(run, claim, key, &piece->whole);
    if (result >= 0 && piece->whole.type != MBR_VALUE_MAP) {
        piece->url = piece->whole;
        piece->says = !entry_is_blank(&piece->whole);
        return result;
    }
    static const char *const others[] = {"file", "note"};
    snprintf(key, sizeof key, "evidence[%zu].url", index);
    if (result >= 0)
        result = entry_member(run, claim, key, &piece->url);
    snprintf(key, sizeof key, "evidence[%zu].origin", index);
    if (result >= 0)
        result = entry_member(run, claim, key, &piece->origin);
    piece->says = !entry_is_blank(&piece->url) || !entry_is_blank(&piece->origin);
    for (size_t i = 0; i < 2 && result >= 0 && !piece->says; i++) {
        mbr_value value;
        snprintf(key, sizeof key, "evidence[%zu].%s", index, others[i]);
        result = entry_member(run, claim, key, &value);
        piece->says = result >= 0 && !entry_is_blank(&value);
    }
    return result;
}

/* Who stands behind it, and whether that is the newsroom or who made the claim. */
static int32_t
weigh_piece(struct run *run, const char *claimant, struct piece *piece)
{
    char *host = fold_host(&piece->url.text);
    int32_t result = host ? MBR_OK : MBR_E_NOMEM;
    if (host && !entry_is_blank(&piece->url)) {
        result = read_site(run);
        if (result >= 0 && is_own_page(run, &piece->url.text, host))
            piece->circular = "site";
    }
    if (result >= 0 && !entry_is_blank(&piece->origin)) {
        piece->giver = fold_name(&piece->origin.text);
        if (piece->giver && *claimant && strcmp(piece->giver, claimant) == 0 && !piece->circular)
            piece->circular = "claimant";
    } else if (result >= 0) {
        piece->giver = strdup(host);
    }
    free(host);
    return result >= 0 && !piece->giver ? MBR_E_NOMEM : result;
}

static int32_t
read_pieces(struct run *run,
            const struct claim *claim,
            const struct entry *entry,
            struct pieces *list)
{
    char *claimant = entry_is_blank(&entry->by) ? strdup("") : fold_name(&entry->by.text);
    int32_t result = claimant ? MBR_OK : MBR_E_NOMEM;
    for (size_t i = 0; i < entry->evidence.count && i < MOST_PIECES && result >= 0; i++) {
        list->count = i + 1;
        list->items[i] = (struct piece){0};
        result = read_piece(run, claim->index, i, &list->items[i]);
        if (result >= 0 && list->items[i].says)
            result = weigh_piece(run, claimant, &list->items[i]);
    }
    free(claimant);
    return result == MBR_E_NOMEM ? run_fail(run, result, "no memory for the evidence") : result;
}

/* --- what is wrong with them ------------------------------------------------------------------ */

/* How many stand behind it, each counted once, without those that are no evidence. */
static size_t
count_givers(const struct pieces *list, size_t *ret_said)
{
    size_t count = 0;
    *ret_said = 0;
    for (size_t i = 0; i < list->count; i++) {
        const struct piece *it = &list->items[i];
        bool again = false;
        if (!it->says)
            continue;
        (*ret_said)++;
        for (size_t k = 0; k < i && !again; k++)
            again = list->items[k].says && !list->items[k].circular && *it->giver &&
                    strcmp(list->items[k].giver, it->giver) == 0;
        count += !it->circular && !again;
    }
    return count;
}

/* What no independent evidence is left of is an error; beside some it is to be taken out. */
static int32_t
report_missing(struct run *run, const struct claim *claim, const struct entry *entry)
{
    const struct entry_fault fault = {.rule = "evidence-missing", .value = &entry->status};
    return entry_report(run, claim, entry, &fault);
}

static int32_t
report_circular(struct run *run,
                const struct claim *claim,
                const struct entry *entry,
                const struct pieces *list,
                size_t givers)
{
    int32_t result = MBR_OK;
    for (size_t i = 0; i < list->count && result >= 0; i++) {
        const struct piece *it = &list->items[i];
        if (!it->circular)
            continue;
        const mbr_value *shown = strcmp(it->circular, "site") == 0 ? &it->url : &it->origin;
        const struct entry_fault fault = {.rule = "evidence-circular",
                                          .severity = givers > 0 ? MBR_SEVERITY_WARNING : 0,
                                          .value = shown,
                                          .form = it->circular,
                                          .hole = "evidence",
                                          .filling = shown->text};
        result = entry_report(run, claim, entry, &fault);
    }
    return result;
}

/* What the claim is about: as the ledger says, else as its sentence reads. */
static int32_t
find_kind(struct run *run, const struct claim *claim, const struct entry *entry, int *ret_kind)
{
    size_t first = 0, end = 0;
    *ret_kind = CONTENT_NONE;
    for (int kind = CONTENT_TOLL; kind < CONTENT_KINDS; kind++) {
        const char *name = content_name((enum content_kind)kind);
        if (entry->kind.text.size == strlen(name) &&
            memcmp(entry->kind.text.data, name, strlen(name)) == 0)
            *ret_kind = kind;
    }
    if (!entry_is_blank(&entry->kind) || !claim->anchored || !run->lexis)
        return MBR_OK;
    int32_t result = anchor_sentence(run, claim, &first, &end);
    if (result >= 0)
        *ret_kind = (int)content_find(&run->words, first, end).kind;
    return result;
}

/* How many the newsroom asks for. */
static int32_t
origins_due(struct run *run, const struct claim *claim, const struct entry *entry, int64_t *ret_due)
{
    int kind;
    *ret_due = 1;
    if (!run->task->asks_origins)
        return MBR_OK;
    int32_t result = find_kind(run, claim, entry, &kind);
    if (result >= 0 && run->task->origins[kind] > 1)
        *ret_due = run->task->origins[kind];
    return result;
}

static int32_t
judge_pieces(struct run *run,
             struct claim *claim,
             const struct entry *entry,
             const struct pieces *list)
{
    size_t said, givers = count_givers(list, &said);
    int64_t due = 1;
    claim->unproven = givers == 0;
    if (said == 0)
        return report_missing(run, claim, entry);
    int32_t result = report_circular(run, claim, entry, list, givers);
    if (result >= 0 && givers > 0 && entry_has_status(entry, "verified"))
        result = origins_due(run, claim, entry, &due);
    if (result < 0 || givers == 0 || (int64_t)givers >= due)
        return result;
    char digits[24];
    claim->unproven = true;
    snprintf(digits, sizeof digits, "%lld", (long long)due);
    const struct entry_fault fault = {.rule = "evidence-missing",
                                      .value = &entry->status,
                                      .form = "origins",
                                      .hole = "due",
                                      .filling = {digits, strlen(digits)}};
    return entry_report(run, claim, entry, &fault);
}

int32_t
evidence_judge(struct run *run, struct claim *claim, const struct entry *entry)
{
    if (entry->evidence.type != MBR_VALUE_LIST) {
        claim->unproven = entry_is_blank(&entry->evidence);
        if (!claim->unproven)
            return MBR_OK;
        return report_missing(run, claim, entry);
    }
    struct pieces *list = malloc(sizeof *list);
    if (!list)
        return run_fail(run, MBR_E_NOMEM, "no memory for the evidence");
    list->count = 0; /* few have more than one: the rest stays as it is */
    int32_t result = read_pieces(run, claim, entry, list);
    if (result >= 0)
        result = judge_pieces(run, claim, entry, list);
    for (size_t i = 0; i < list->count; i++)
        free(list->items[i].giver);
    free(list);
    return result;
}
