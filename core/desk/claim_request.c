/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/error.h"
#include "base/path.h"
#include "base/text.h"
#include "desk/claim_act.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Longest words of a claim, in bytes; longest name and reason. */
#define WORDS_LIMIT 2000
#define NAME_LIMIT 500

/* Whether a ledger can hold it: letters or figures, and nothing that nobody could see. */
static bool
is_text(const char *text, size_t limit)
{
    bool any = false;
    if (!g_utf8_validate(text, -1, NULL) || strlen(text) > limit)
        return false;
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (marbre_text_is_bidi_control(c) || (g_unichar_iscntrl(c) && !g_unichar_isspace(c)))
            return false;
        any = any || g_unichar_isalnum(c);
    }
    return any;
}

/* What a message shows of a word that is not taken. (transfer full) */
static char *
brief(const char *text)
{
    return g_utf8_make_valid(text, (gssize)strnlen(text, 80));
}

static bool
check_text(const char *text, size_t limit, GError **error)
{
    if (text == NULL || is_text(text, limit))
        return true;
    g_autofree char *shown = brief(text);
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                _("“%s” is no text that the ledger could hold; it must have words, at most %zu "
                  "bytes, and nothing invisible"),
                shown, limit);
    return false;
}

static bool
check_id(const char *id, GError **error)
{
    if (id == NULL || marbre_id_is_valid(id))
        return true;
    g_autofree char *shown = brief(id);
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                _("“%s” is no id: small letters, digits and hyphens, at most 64"), shown);
    return false;
}

static bool
check_day(const char *day, GTimeZone *zone, GError **error)
{
    int64_t first = 0, behind = 0;
    if (day == NULL || marbre_moment_parse(day, zone, &first, &behind))
        return true;
    g_autofree char *shown = brief(day);
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                _("“%s” is no date: write it as 2023-09-26"), shown);
    return false;
}

/* A look that is due already is no look to come. */
static bool
check_ahead(const char *day, GTimeZone *zone, int64_t now, GError **error)
{
    int64_t first = 0, behind = 0;
    if (day == NULL || !marbre_moment_parse(day, zone, &first, &behind) || behind > now)
        return true;
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                _("%s has passed already; --expires is the day of the next look"), day);
    return false;
}

static bool
check_evidence(const MarbreEvidence *evidence, GTimeZone *zone, GError **error)
{
    const char *url = evidence->url;
    if (url != NULL && !g_str_has_prefix(url, "https://") && !g_str_has_prefix(url, "http://")) {
        g_autofree char *shown = brief(url);
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                    _("“%s” is no address; a source without one is named with --origin"), shown);
        return false;
    }
    return check_text(url, WORDS_LIMIT, error) && check_text(evidence->origin, NAME_LIMIT, error) &&
           check_day(evidence->seen, zone, error);
}

bool
marbre_claim_check_request(const MarbreClaiming *claiming,
                           GTimeZone *zone,
                           int64_t now,
                           GError **error)
{
    for (guint i = 0; claiming->entries != NULL && i < claiming->entries->len; i++) {
        const MarbreEntryWords *entry = claiming->entries->pdata[i];
        if (!check_text(entry->quote, WORDS_LIMIT, error) ||
            !check_text(entry->by, NAME_LIMIT, error) || !check_id(entry->id, error) ||
            !check_id(entry->kind, error))
            return false;
    }
    const GPtrArray *evidence = claiming->verdict.evidence;
    for (guint i = 0; evidence != NULL && i < evidence->len; i++)
        if (!check_evidence(evidence->pdata[i], zone, error))
            return false;
    return check_day(claiming->verdict.expires, zone, error) &&
           check_ahead(claiming->verdict.expires, zone, now, error) &&
           check_text(claiming->reason, WORDS_LIMIT, error);
}
