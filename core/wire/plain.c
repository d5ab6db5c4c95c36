/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wire/plain.h"

#include "base/error.h"
#include "wire/boilerplate.h"
#include "wire/dateline.h"
#include "wire/names.h"
#include "wire/notice.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Lines around the story: shorter than prose and without the stop that ends a sentence. */
enum { PROSE = 120, SENTENCE = 60, SECTION = 40, TITLE = 300, STANDFIRST = 400, HEAD = 200 };

/* What a line of the head says. */
typedef enum {
    SAYS_NOTHING, /* a title, a section, a sentence: words of its own */
    SAYS_PAGE,    /* the page's */
    SAYS_NOTICE,  /* to editors */
    SAYS_OUTLET,
    SAYS_BYLINE,
    SAYS_DATE,
} Says;

typedef struct {
    GPtrArray *lines;  /* of char *, empty ones left out */
    GArray *numbers;   /* of uint64_t, of each in the file */
    MarbrePage page;   /* the same lines */
    size_t first;      /* the story's prose begins here */
    size_t title;      /* of the head; the number of lines for none */
    size_t standfirst; /* likewise */
    MarbreStory *story;
    const MarbreWireOptions *options;
} Reading;

static void
split(Reading *reading, const char *text)
{
    uint64_t number = 1;
    for (const char *p = text; *p != '\0'; number++) {
        const char *end = strchrnul(p, '\n');
        char *line = g_strndup(p, (gsize)(end - p));
        g_strstrip(line);
        if (*line != '\0') {
            g_ptr_array_add(reading->lines, line);
            g_array_append_val(reading->numbers, number);
        } else {
            g_free(line);
        }
        p = *end == '\0' ? end : end + 1;
    }
    reading->page = (MarbrePage){.lines = (const char *const *)reading->lines->pdata,
                                 .count = reading->lines->len,
                                 .lang = reading->options->lang,
                                 .phrases = reading->options->phrases};
}

static const char *
text_at(const Reading *reading, size_t index)
{
    return reading->page.lines[index];
}

static uint64_t
number_at(const Reading *reading, size_t index)
{
    return g_array_index(reading->numbers, uint64_t, index);
}

static void
drop(Reading *reading, size_t index, const char *reason)
{
    marbre_story_drop(reading->story, number_at(reading, index), text_at(reading, index), reason);
}

static void
keep(Reading *reading, size_t index)
{
    marbre_story_add_plain(reading->story, text_at(reading, index), number_at(reading, index));
}

/* The stop of a sentence, if need be inside a closing quotation mark or bracket. */
static bool
ends_sentence(const char *line)
{
    const char *end = line + strlen(line);
    while (end > line) {
        gunichar last = g_utf8_get_char(end = g_utf8_prev_char(end));
        if (last == '.' || last == '!' || last == '?' || last == 0x2026)
            return true;
        if (last != 0xbb && last != 0x201d && last != 0x2019 && last != '"' && last != ')' &&
            !g_unichar_isspace(last))
            return false;
    }
    return false;
}

static bool
is_prose(const char *line)
{
    glong length = g_utf8_strlen(line, -1);
    return ends_sentence(line) ? length >= SENTENCE : length >= 2 * PROSE;
}

/* --- what a line of the head says ------------------------------------------------------------- */

/* An outlet that no list has is taken where the trade's words are in its name. */
static const char *
outlet_of(const char *line)
{
    const char *known = marbre_name_outlet(line);
    return known != NULL ? known : marbre_name_is_like_outlet(line) ? line : NULL;
}

static Says
says(const Reading *reading, size_t index, MarbreStory *scratch)
{
    const char *line = text_at(reading, index);
    g_autofree char *day = NULL;
    if (marbre_boilerplate_head(&reading->page, index) != NULL)
        return SAYS_PAGE;
    if (marbre_notice_read(scratch, line))
        return SAYS_NOTICE;
    if (outlet_of(line) != NULL)
        return SAYS_OUTLET;
    if (marbre_name_read_byline(line, scratch->authors, &scratch->outlet))
        return SAYS_BYLINE;
    if (marbre_dateline_stamp(line, reading->options->lang, &day) != MARBRE_STAMP_NONE)
        return SAYS_DATE;
    return SAYS_NOTHING;
}

static Says
just_says(const Reading *reading, size_t index)
{
    g_autoptr(MarbreStory) scratch = marbre_story_new();
    return says(reading, index, scratch);
}

/* The first line that reads as prose and says nothing else: what stands above it is the head. */
static size_t
find_first(const Reading *reading, size_t from)
{
    size_t i = from;
    size_t most = MIN(reading->page.count, HEAD);
    while (i < most && !(is_prose(text_at(reading, i)) && just_says(reading, i) == SAYS_NOTHING))
        i++;
    return i;
}

/* The title is the longest line of the head that is nothing else; a notice where there is none. */
static size_t
find_title(const Reading *reading)
{
    size_t best = reading->page.count, notice = reading->page.count;
    glong longest = 0;
    for (size_t i = 0; i < reading->first; i++) {
        glong length = g_utf8_strlen(text_at(reading, i), -1);
        Says what = length > TITLE ? SAYS_PAGE : just_says(reading, i);
        if (what == SAYS_NOTICE && notice == reading->page.count && length > SECTION)
            notice = i;
        if (what != SAYS_NOTHING || length <= longest)
            continue;
        best = i;
        longest = length;
    }
    return best < reading->page.count ? best : notice;
}

/* A first sentence between the title and lines of the head, with prose below these, is the
   standfirst. */
static void
find_standfirst(Reading *reading)
{
    size_t i = reading->first, below = i + 1;
    if (reading->title >= i || i >= reading->page.count ||
        g_utf8_strlen(text_at(reading, i), -1) > STANDFIRST)
        return;
    bool headed = false;
    while (below < reading->page.count) {
        Says what = just_says(reading, below);
        if (what == SAYS_NOTHING)
            break;
        headed = headed || what == SAYS_BYLINE || what == SAYS_DATE || what == SAYS_OUTLET;
        below++;
    }
    if (!headed || below >= reading->page.count || !is_prose(text_at(reading, below)))
        return;
    reading->standfirst = i;
    reading->first = below;
}

/* --- taking it -------------------------------------------------------------------------------- */

/* The date of a page's last change is not the day the story speaks from. */
static void
take_date(Reading *reading, size_t index)
{
    g_autofree char *day = NULL;
    MarbreStamp stamp =
        marbre_dateline_stamp(text_at(reading, index), reading->options->lang, &day);
    if (stamp == MARBRE_STAMP_PUBLISHED && day != NULL && reading->story->date == NULL)
        reading->story->date = g_steal_pointer(&day);
    else if (stamp == MARBRE_STAMP_CHANGED)
        drop(reading, index, _("when the page was last changed"));
    else
        drop(reading, index, _("when the page was put out: no whole date"));
}

static void
take_words(Reading *reading, size_t index)
{
    MarbreStory *story = reading->story;
    const char *line = text_at(reading, index);
    if (index == reading->title)
        story->title = g_strdup(line);
    else if (index == reading->standfirst)
        story->standfirst = g_strdup(line);
    else if (index < reading->title && story->section == NULL && !ends_sentence(line) &&
             g_utf8_strlen(line, -1) <= SECTION)
        story->section = g_strdup(line);
    else
        keep(reading, index);
}

static void
take_outlet(Reading *reading, size_t index)
{
    const char *outlet = outlet_of(text_at(reading, index));
    if (reading->story->outlet == NULL)
        reading->story->outlet = g_strdup(outlet);
    else if (strcmp(reading->story->outlet, outlet) != 0)
        keep(reading, index);
}

static void
take_head_line(Reading *reading, size_t index)
{
    const char *reason =
        reading->options->keep_boilerplate ? NULL : marbre_boilerplate_head(&reading->page, index);
    if (reason != NULL) {
        drop(reading, index, reason);
        return;
    }
    switch (says(reading, index, reading->story)) {
    case SAYS_OUTLET:
        take_outlet(reading, index);
        break;
    case SAYS_DATE:
        take_date(reading, index);
        break;
    case SAYS_PAGE:
        keep(reading, index);
        break;
    case SAYS_NOTICE:
        if (index == reading->title)
            take_words(reading, index);
        break;
    case SAYS_BYLINE:
        break;
    case SAYS_NOTHING:
        take_words(reading, index);
        break;
    }
}

static void
read_story(Reading *reading)
{
    size_t count = reading->page.count;
    reading->title = reading->standfirst = count;
    reading->first = find_first(reading, 0);
    reading->title = find_title(reading);
    find_standfirst(reading);
    for (size_t i = 0; i < reading->first; i++)
        take_head_line(reading, i);
    g_autofree const char **reasons = g_new0(const char *, count + 1);
    size_t foot = reading->options->keep_boilerplate
                      ? count
                      : marbre_boilerplate_foot(&reading->page, reading->first + 1, reasons);
    for (size_t i = reading->first; i < MIN(foot, count); i++)
        keep(reading, i);
    for (size_t i = MAX(foot, reading->first); i < count; i++)
        drop(reading, i, reasons[i]);
    if (reading->first < count)
        marbre_dateline_read(reading->story, text_at(reading, reading->first),
                             reading->options->lang);
}

MarbreStory *
marbre_plain_read(const char *text, const MarbreWireOptions *options, GError **error)
{
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GArray) numbers = g_array_new(FALSE, FALSE, sizeof(uint64_t));
    Reading reading = {.lines = lines, .numbers = numbers, .options = options};
    split(&reading, text);
    if (lines->len == 0) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE,
                    _("the file holds no words; name one that has some"));
        return NULL;
    }
    reading.story = marbre_story_new();
    read_story(&reading);
    return reading.story;
}
