/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/remarks.h"

#include "article/anchoring.h"
#include "base/date.h"
#include "base/text.h"
#include "cli/moves.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

/* The line of the words that a note is about; 0 where they stand nowhere any more. */
static uint64_t
line_of(const MarbreArticle *article, const char *words)
{
    const GPtrArray *copies = marbre_article_get_copies(article);
    for (guint i = 0; i < copies->len; i++) {
        g_autoptr(MarbreAnchoring) text = marbre_anchoring_new(copies->pdata[i]);
        MarbreSpan place;
        if (marbre_anchoring_find(text, words, &place) > 0)
            return marbre_lines_place(marbre_copy_get_lines(copies->pdata[i]), place.start).line;
    }
    return 0;
}

static const char *
name_of(const MarbrePolicy *policy, const char *id)
{
    const MarbrePerson *person = marbre_people_by_id(marbre_policy_get_people(policy), id);
    return person == NULL ? id : person->name;
}

static void
print_quote(const MarbreArticle *article, const char *quote)
{
    g_autofree char *shown = marbre_moves_title(quote);
    uint64_t line = line_of(article, quote);
    if (line > 0)
        printf(_("       line %u: %s\n"), (unsigned)line, shown);
    else
        printf(_("       these words have changed: %s\n"), shown);
}

guint
marbre_remarks_print(const MarbreRemarks *remarks,
                     const MarbreArticle *article,
                     const MarbrePolicy *policy)
{
    const GPtrArray *items = remarks == NULL ? NULL : marbre_remarks_get_items(remarks);
    guint open = 0;
    for (guint i = 0; items != NULL && i < items->len; i++) {
        const MarbreRemark *remark = g_ptr_array_index(items, i);
        if (remark->done_by != NULL)
            continue;
        g_autofree char *at = marbre_date_hour(remark->at);
        g_autofree char *text = marbre_text_shown(remark->text);
        printf(_("  %3u  %s, %s: %s\n"), i + 1, name_of(policy, remark->by), at, text);
        if (remark->quote != NULL)
            print_quote(article, remark->quote);
        open++;
    }
    if (open > 0)
        printf(_("To settle one:  marbre note %s --done NUMBER\n"),
               marbre_article_get_slug(article));
    return open;
}

static void
write_remark(MarbreJson *json,
             const MarbreRemark *remark,
             const MarbreArticle *article,
             guint number)
{
    g_autofree char *done = remark->done_by == NULL ? NULL : marbre_instant_format(remark->done_at);
    uint64_t line = remark->quote == NULL ? 0 : line_of(article, remark->quote);
    marbre_json_begin_object(json);
    marbre_json_member_int(json, "number", number);
    marbre_json_member_string(json, "by", remark->by);
    marbre_json_member_instant(json, "at", remark->at);
    marbre_json_member_string(json, "quote", remark->quote);
    if (line > 0)
        marbre_json_member_int(json, "line", (int64_t)line);
    else
        marbre_json_member_string(json, "line", NULL);
    marbre_json_member_string(json, "text", remark->text);
    marbre_json_member_string(json, "done_by", remark->done_by);
    marbre_json_member_string(json, "done_at", done);
    marbre_json_end_object(json);
}

void
marbre_remarks_write(MarbreJson *json, const MarbreRemarks *remarks, const MarbreArticle *article)
{
    const GPtrArray *items = remarks == NULL ? NULL : marbre_remarks_get_items(remarks);
    marbre_json_member_array(json, "notes");
    for (guint i = 0; items != NULL && i < items->len; i++)
        write_remark(json, g_ptr_array_index(items, i), article, i + 1);
    marbre_json_end_array(json);
}
