/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/taken.h"

#include "base/date.h"
#include "base/json.h"
#include "base/text.h"
#include "cli/answer.h"
#include "cli/moves.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#define SHOWN 60

/* --- for machines ----------------------------------------------------------------------------- */

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
write_pictures(MarbreJson *json, const MarbreStory *story)
{
    marbre_json_member_array(json, "pictures");
    for (guint i = 0; i < story->pictures->len; i++) {
        const MarbreStoryPicture *picture = g_ptr_array_index(story->pictures, i);
        marbre_json_begin_object(json);
        marbre_json_member_string(json, "file", picture->file);
        marbre_json_member_string(json, "url", picture->url);
        marbre_json_end_object(json);
    }
    marbre_json_end_array(json);
}

void
marbre_taken_write_story(MarbreJson *json, const MarbreStory *story)
{
    static const char *const statuses[] = {"usable", "withheld", "killed"};
    write_dropped(json, story);
    marbre_json_member_array(json, "repairs");
    for (guint i = 0; i < story->repairs->len; i++)
        marbre_json_string(json, story->repairs->pdata[i]);
    marbre_json_end_array(json);
    write_pictures(json, story);
    marbre_json_member_string(json, "status", statuses[story->status]);
    marbre_json_member_string(json, "note", story->note);
    marbre_json_member_string(json, "encoding", story->encoding);
}

static void
write_taken(MarbreJson *json,
            const MarbreTaken *taken,
            const char *transition,
            const MarbreStory *story)
{
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
        marbre_taken_write_story(json, story);
}

static void
print_json(const GPtrArray *taken, const char *transition, const GPtrArray *stories)
{
    MarbreJson *json = marbre_answer_begin();
    if (taken->len != 1)
        marbre_json_member_array(json, "articles");
    for (guint i = 0; i < taken->len; i++) {
        if (taken->len != 1)
            marbre_json_begin_object(json);
        write_taken(json, taken->pdata[i], transition, stories == NULL ? NULL : stories->pdata[i]);
        if (taken->len != 1)
            marbre_json_end_object(json);
    }
    if (taken->len != 1)
        marbre_json_end_array(json);
    marbre_answer_end(json);
}

/* --- for people ------------------------------------------------------------------------------- */

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
        const char *more = g_utf8_strlen(shown, -1) > SHOWN ? "…" : "";
        if (dropped->line > 0)
            fprintf(stderr, _("  line %u: %s%s (%s)\n"), (unsigned)dropped->line, cut, more,
                    dropped->reason);
        else
            fprintf(stderr, "  %s%s (%s)\n", cut, more, dropped->reason);
    }
}

static void
print_shown(const char *format_free, const char *text)
{
    g_autofree char *shown = marbre_cli_shown(text);
    fprintf(stderr, "%s%s\n", format_free, shown);
}

static void
print_repairs(const MarbreStory *story)
{
    if (story->repairs->len > 0)
        fprintf(stderr, "%s\n", _("On its way in:"));
    for (guint i = 0; i < story->repairs->len; i++)
        print_shown("  ", story->repairs->pdata[i]);
}

void
marbre_taken_print_story(const MarbreStory *story)
{
    print_dropped(story);
    print_repairs(story);
}

static void
print_pictures(const MarbreStory *story)
{
    if (story->pictures->len == 0)
        return;
    fprintf(stderr,
            g_dngettext(GETTEXT_PACKAGE, "%u picture is still to be put beside the text:\n",
                        "%u pictures are still to be put beside the text:\n", story->pictures->len),
            story->pictures->len);
    for (guint i = 0; i < story->pictures->len; i++) {
        const MarbreStoryPicture *picture = g_ptr_array_index(story->pictures, i);
        g_autofree char *line = g_strjoin("  ", "", picture->file, picture->url, NULL);
        print_shown("", line);
    }
}

/* An embargo as the newsroom's clocks show it; one that names no instant in the sender's words.
   (transfer full) */
static char *
embargo_shown(const MarbreCli *cli, const char *written)
{
    MarbreInstant instant;
    if (cli->tip == NULL || !marbre_instant_parse(written, &instant))
        return marbre_date_written(written);
    const MarbreSettings *settings =
        marbre_policy_get_settings(marbre_newsroom_get_policy(cli->tip));
    return marbre_date_hour(marbre_instant_at(instant.seconds, settings->zone));
}

/* What the sender says to editors comes first: it may be that the story must not run at all. */
static void
print_notices(const MarbreCli *cli, const MarbreStory *story)
{
    if (story->status == MARBRE_STORY_KILLED)
        fprintf(stderr, "%s\n", _("Careful: the sender takes this story back."));
    if (story->status == MARBRE_STORY_WITHHELD)
        fprintf(stderr, "%s\n", _("Careful: the sender asks to hold this story back."));
    if (story->embargo != NULL) {
        g_autofree char *shown = embargo_shown(cli, story->embargo);
        fprintf(stderr, _("Under embargo until %s.\n"), shown);
    }
    if (story->note != NULL) {
        fprintf(stderr, "%s\n", _("The sender's note, which is not published:"));
        g_auto(GStrv) lines = g_strsplit(story->note, "\n", -1);
        for (char **line = lines; *line != NULL; line++)
            print_shown("  ", *line);
    }
}

static void
print_story(const MarbreCli *cli, const MarbreTaken *taken, const MarbreStory *story, bool several)
{
    if (several &&
        (story->dropped->len > 0 || story->repairs->len > 0 || story->pictures->len > 0 ||
         story->note != NULL || story->embargo != NULL || story->status != MARBRE_STORY_USABLE)) {
        g_autofree char *title =
            marbre_moves_title(taken->title != NULL ? taken->title : taken->folder);
        fprintf(stderr, "%s\n", title);
    }
    print_notices(cli, story);
    marbre_taken_print_story(story);
    print_pictures(story);
}

void
marbre_taken_print_all(MarbreCli *cli,
                       const GPtrArray *taken,
                       const char *transition,
                       const GPtrArray *stories)
{
    if (cli->json) {
        print_json(taken, transition, stories);
        return;
    }
    for (guint i = 0; stories != NULL && i < taken->len; i++)
        print_story(cli, taken->pdata[i], stories->pdata[i], taken->len > 1);
    /* The path alone on standard output: `$EDITOR $(marbre new …)/index.fr.md` is how one goes on.
     */
    for (guint i = 0; i < taken->len; i++)
        printf("%s\n", ((const MarbreTaken *)taken->pdata[i])->folder);
    const MarbreTaken *only = taken->len == 1 && stories != NULL ? taken->pdata[0] : NULL;
    if (only != NULL && only->commit != NULL) {
        (void)fflush(stdout);
        fprintf(stderr, _("What stands in its way:  marbre check %s\n"),
                strrchr(only->folder, '/') + 1);
    }
}

void
marbre_taken_print(MarbreCli *cli,
                   const MarbreTaken *taken,
                   const char *transition,
                   const MarbreStory *story)
{
    g_autoptr(GPtrArray) one = g_ptr_array_new();
    g_autoptr(GPtrArray) stories = story == NULL ? NULL : g_ptr_array_new();
    g_ptr_array_add(one, (MarbreTaken *)taken);
    if (stories != NULL)
        g_ptr_array_add(stories, (MarbreStory *)story);
    marbre_taken_print_all(cli, one, transition, stories);
}
