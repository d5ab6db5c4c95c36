/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/taken.h"

#include "base/json.h"
#include "base/text.h"
#include "cli/moves.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#define SHOWN 60

static void
write_dropped(MarbreJson *json, const MarbreStory *story)
{
    marbre_json_member_array(json, "dropped");
    for (guint i = 0; i < story->dropped->len; i++) {
        const MarbreDropped *dropped = g_ptr_array_index(story->dropped, i);
        marbre_json_begin_object(json);
        marbre_json_member_int(json, "line", (int64_t)dropped->line);
        marbre_json_member_string(json, "text", dropped->text);
        marbre_json_member_string(json, "reason", dropped->reason);
        marbre_json_end_object(json);
    }
    marbre_json_end_array(json);
}

static void
print_json(const MarbreTaken *taken, const char *transition, const MarbreStory *story)
{
    MarbreJson *json = marbre_json_new();
    marbre_json_begin_object(json);
    marbre_json_member_int(json, "version", 1);
    marbre_json_member_string(json, "article", taken->folder);
    marbre_json_member_string(json, "id", taken->id);
    marbre_json_member_string(json, "transition", transition);
    marbre_json_member_null(json, "from");
    marbre_json_member_string(json, "to", taken->stage_id);
    marbre_json_member_bool(json, "allowed", true);
    marbre_json_member_string(json, "commit", taken->commit);
    marbre_json_member_array(json, "obstacles");
    marbre_json_end_array(json);
    if (story != NULL)
        write_dropped(json, story);
    marbre_json_end_object(json);
    g_autofree char *text = marbre_json_end(json);
    fputs(text, stdout);
}

static void
print_dropped(const MarbreStory *story)
{
    if (story->dropped->len == 0)
        return;
    fprintf(stderr,
            g_dngettext(GETTEXT_PACKAGE, "%u line was left out, being no part of the story:\n",
                        "%u lines were left out, being no part of the story:\n",
                        story->dropped->len),
            story->dropped->len);
    for (guint i = 0; i < story->dropped->len; i++) {
        const MarbreDropped *dropped = g_ptr_array_index(story->dropped, i);
        g_autofree char *shown = marbre_text_shown(dropped->text);
        g_autofree char *cut = g_utf8_strlen(shown, -1) > SHOWN
                                   ? g_utf8_substring(shown, 0, SHOWN - 1)
                                   : g_strdup(shown);
        fprintf(stderr, _("  line %u: %s%s (%s)\n"), (unsigned)dropped->line, cut,
                g_utf8_strlen(shown, -1) > SHOWN ? "…" : "", dropped->reason);
    }
}

void
marbre_taken_print(MarbreCli *cli,
                   const MarbreTaken *taken,
                   const char *transition,
                   const MarbreStory *story)
{
    if (cli->json) {
        print_json(taken, transition, story);
        return;
    }
    if (story != NULL)
        print_dropped(story);
    /* The path alone on standard output: `$EDITOR $(marbre new …)/index.fr.md` is how one goes on.
     */
    printf("%s\n", taken->folder);
}
