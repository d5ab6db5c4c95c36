/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "theme.h"

#include "stock.h"
#include "text.h"

#include <stdio.h>

#define S(place) PLACE_SET(PLACE_##place)

/* What each file may hold, and what it must not lose: no theme hides a correction, a credit or the
   words of a retraction. */
static const struct {
    const char *file;
    fragment_rules rules;
} table[PARTS] = {
    [PART_HEAD] = {"head.html", {.in_head = true}},
    [PART_PAGE] = {"page.html", {S(MASTHEAD) | S(MAIN) | S(FOOT), S(MAIN) | S(FOOT), false}},
    [PART_MASTHEAD] = {"masthead.html", {0, 0, false}},
    [PART_NAMEPLATE] = {"nameplate.html", {S(SECTIONS) | S(LANGUAGES), S(NEWSROOM), false}},
    [PART_FOOT] = {"foot.html", {S(CORRECTIONS) | S(FEEDS), S(CORRECTIONS), false}},
    [PART_FEED] = {"feed.html", {S(ADDRESS) | S(NAME) | S(TYPE), S(ADDRESS), false}},
    [PART_ARTICLE] = {"article.html",
                      {S(KICKER) | S(TITLE) | S(STANDFIRST) | S(BYLINE) | S(TRANSLATION) |
                           S(DATES) | S(VERSIONS) | S(HERO) | S(TEXT) | S(VERDICTS) | S(NOTES) |
                           S(ORIGINAL),
                       S(TITLE) | S(BYLINE) | S(TRANSLATION) | S(HERO) | S(TEXT) | S(NOTES),
                       false}},
    [PART_KICKER] = {"kicker.html", {S(ADDRESS) | S(SECTION), S(SECTION), false}},
    [PART_STANDFIRST] = {"standfirst.html", {S(SAID), S(SAID), false}},
    [PART_BYLINE] = {"byline.html", {S(AUTHORS) | S(OUTLET), S(AUTHORS), false}},
    [PART_OUTLET] = {"outlet.html", {S(NAME), S(NAME), false}},
    [PART_TRANSLATION] = {"translation.html", {S(TRANSLATORS), S(TRANSLATORS), false}},
    [PART_DATES] = {"dates.html", {S(DATE) | S(UPDATED), S(DATE) | S(UPDATED), false}},
    [PART_UPDATED] = {"updated.html", {S(DATE) | S(SEE), S(DATE), false}},
    [PART_VERSION] = {"version.html",
                      {S(ADDRESS) | S(TITLE) | S(OTHER) | S(NAME), S(ADDRESS), false}},
    [PART_ORIGINAL] = {"original.html", {S(ADDRESS) | S(TITLE) | S(OTHER), S(ADDRESS), false}},
    [PART_FIGURE] = {"figure.html",
                     {S(CLASS) | S(PICTURE) | S(BELOW), S(PICTURE) | S(BELOW), false}},
    [PART_CAPTION] = {"caption.html", {S(CAPTION) | S(CREDIT), S(CREDIT), false}},
    [PART_CREDIT] = {"credit.html", {S(KIND) | S(NAME), S(NAME), false}},
    [PART_NOTES] = {"notes.html", {S(NOTES), S(NOTES), false}},
    [PART_NOTE] = {"note.html", {S(KIND) | S(DATE) | S(NOTE), S(KIND) | S(DATE) | S(NOTE), false}},
    [PART_VERDICTS] = {"verdicts.html", {S(VERDICTS), S(VERDICTS), false}},
    [PART_VERDICT] = {"verdict.html",
                      {S(NAME) | S(SAID) | S(VERDICT), S(SAID) | S(VERDICT), false}},
    [PART_FRONT] = {"front.html", {S(STORIES), S(STORIES), false}},
    [PART_SECTION] = {"section.html", {S(NAME) | S(STORIES), S(NAME) | S(STORIES), false}},
    [PART_AUTHOR] = {"author.html", {S(NAME) | S(STORIES), S(NAME) | S(STORIES), false}},
    [PART_STORIES] = {"stories.html", {S(STORIES), S(STORIES), false}},
    [PART_TEASER] = {"teaser.html",
                     {S(CLASS) | S(PICTURE) | S(KICKER) | S(ADDRESS) | S(TITLE) | S(STANDFIRST) |
                          S(BYLINE) | S(DATE),
                      S(ADDRESS) | S(TITLE), false}},
    [PART_SECTIONS] = {"sections.html", {S(ITEMS), S(ITEMS), false}},
    [PART_SECTION_LINK] = {"section-link.html",
                           {S(ADDRESS) | S(SECTION), S(ADDRESS) | S(SECTION), false}},
    [PART_LANGUAGES] = {"languages.html", {S(ITEMS), S(ITEMS), false}},
    [PART_LANGUAGE_LINK] = {"language-link.html",
                            {S(ADDRESS) | S(OTHER) | S(NAME), S(ADDRESS) | S(NAME), false}},
    [PART_NOTHING] = {"nothing.html", {0, 0, false}},
    [PART_CORRECTIONS] = {"corrections.html", {S(ITEMS), S(ITEMS), false}},
    [PART_CHANGE] = {"change.html",
                     {S(ADDRESS) | S(TITLE) | S(KIND) | S(DATE) | S(NOTE),
                      S(ADDRESS) | S(TITLE) | S(KIND) | S(DATE) | S(NOTE), false}},
    [PART_RETRACTION] = {"retraction.html", {S(NOTE) | S(DATES), S(NOTE), false}},
};

#undef S

#define LONGEST_PATH 1024
#define STYLE "style.css"

/* --- the newsroom's folder ---------------------------------------------------------------------
 */

/* What is found there. */
typedef struct finding {
    const site *within;
    bool own[PARTS + 1]; /* by part, and last the style sheet */
    int32_t result;
} finding;

static const char *
file_of(size_t which)
{
    return which == PARTS ? STYLE : table[which].file;
}

static int32_t
tell_unknown(const site *within, const char *path, mbr_text name)
{
    char text[LONGEST_PATH];
    size_t best = 0;
    for (size_t i = 1; i <= PARTS; i++) {
        if (text_distance(name, file_of(i)) < text_distance(name, file_of(best)))
            best = i;
    }
    int size =
        snprintf(text, sizeof text, "%.512s: a theme has no file of this name; the nearest is %s",
                 path, file_of(best));
    return within->task->job->fail(within->job, MBR_E_FAILED, text, (size_t)size);
}

/* Fragments and style sheets must have a name that means something; other files may be notes. */
static int32_t
take_file(void *user, const char *path)
{
    finding *at = user;
    const char *slash = strrchr(path, '/');
    mbr_text name = text_of(slash ? slash + 1 : path);
    for (size_t i = 0; i <= PARTS; i++) {
        if (text_is(name, file_of(i))) {
            at->own[i] = true;
            return 0;
        }
    }
    if (text_ends(name, ".html") || text_ends(name, ".css"))
        at->result = tell_unknown(at->within, path, name);
    return at->result;
}

static int32_t
list_files(finding *at)
{
    const struct mbr_task *task = at->within->task;
    char folder[LONGEST_PATH];
    mbr_text name = task->theme;
    if (name.size == 0)
        return MBR_OK;
    name.size -= name.data[name.size - 1] == '/';
    if (name.size >= sizeof folder)
        return MBR_E_INVALID;
    memcpy(folder, name.data, name.size);
    folder[name.size] = '\0';
    int32_t result = task->repo->list(at->within->job, folder, take_file, at);
    return at->result < 0 ? at->result : result;
}

/* The newsroom's own file, else the stock one. */
static int32_t
find_file(struct theme *of, const finding *there, size_t which, mbr_text *ret)
{
    const struct mbr_task *task = there->within->task;
    char path[LONGEST_PATH];
    *ret = stock_file(file_of(which));
    if (!there->own[which])
        return MBR_OK;
    snprintf(path, sizeof path, "%s%s", task->theme.data, file_of(which));
    int32_t result = task->repo->read(there->within->job, path, &of->blobs[which]);
    if (result >= 0)
        task->repo->bytes(of->blobs[which], ret);
    return result;
}

/* --- making it ready ---------------------------------------------------------------------------
 */

/* "theme/article.html:3:12: there is no place {titel}; the nearest is {title}" */
static int32_t
tell(const site *within, const char *file, mbr_text source, const fault *why)
{
    char text[LONGEST_PATH + sizeof why->why + 64];
    size_t line = 1, column = 1;
    for (size_t i = 0; i < why->at && i < source.size; i++) {
        unsigned char c = (unsigned char)source.data[i];
        line += c == '\n';
        column = c == '\n' ? 1 : column + ((c & 0xc0) != 0x80);
    }
    int size = snprintf(text, sizeof text, "%s%s:%zu:%zu: %s", within->task->theme.data, file, line,
                        column, why->why);
    size_t length = size < 0 ? 0 : (size_t)size < sizeof text ? (size_t)size : sizeof text - 1;
    return within->task->job->fail(within->job, MBR_E_FAILED, text, length);
}

int32_t
theme_open(struct theme *of, const site *within)
{
    finding there = {.within = within};
    *of = (struct theme){0};
    int32_t result = list_files(&there);
    if (result >= 0)
        result = find_file(of, &there, PARTS, &of->style);
    for (size_t i = 0; result >= 0 && i < PARTS; i++) {
        mbr_text source;
        fault why;
        result = find_file(of, &there, i, &source);
        if (result >= 0 && !fragment_read(source, &table[i].rules, &of->parts[i], &why))
            result = why.why[0] ? tell(within, table[i].file, source, &why) : MBR_E_NOMEM;
    }
    return result;
}

void
theme_close(struct theme *of, const site *within)
{
    for (size_t i = 0; i <= PARTS; i++) {
        if (of->blobs[i])
            within->task->repo->release(of->blobs[i]);
    }
    for (size_t i = 0; i < PARTS; i++)
        fragment_clear(&of->parts[i]);
}

/* --- writing -----------------------------------------------------------------------------------
 */

/* What means the same in every fragment; false for what does not. */
static bool
write_common(const view *of, uint16_t which, buffer *out)
{
    switch (which) {
    case PLACE_ROOT:
        site_way_back(of->folder, 0, out);
        return true;
    case PLACE_HOME:
        site_way_back(of->folder, of->root, out);
        buffer_say(out, "index.html");
        return true;
    case PLACE_NEWSROOM:
        buffer_text(out, of->site->name);
        return true;
    case PLACE_LANGUAGE:
        buffer_text(out, of->language);
        return true;
    default:
        return false;
    }
}

static void
write_place(const piece *at, const filling *with, buffer *out)
{
    if (at->place >= PLACES) {
        buffer_say(out, words_said(with->view->words, at->place - PLACES));
        return;
    }
    if (write_common(with->view, at->place, out))
        return;
    const stand_in *wanted = &with->at[at->place];
    if (wanted->write)
        wanted->write(wanted->of, out);
    else if (wanted->text.size > 0)
        foreign_write(at->is_attribute ? NULL : with->foreign, wanted->text, false, out);
}

/* A line of a fragment whose place came to nothing is no line of the page. */
static bool
is_empty_line(const fragment *of, size_t next, size_t before, const buffer *out)
{
    mbr_text html = next < of->count ? of->pieces[next].html : (mbr_text){"", 0};
    return out->size == before && before > 0 && out->data[before - 1] == '\n' && html.size > 0 &&
           html.data[0] == '\n';
}

void
theme_write(part which, const filling *with, buffer *out)
{
    const fragment *of = &with->view->site->theme->parts[which];
    size_t skip = 0;
    for (size_t i = 0; i < of->count; i++) {
        const piece *at = &of->pieces[i];
        buffer_put(out, at->html.data + skip, at->html.size - skip);
        size_t before = out->size;
        if (at->place != FRAGMENT_END)
            write_place(at, with, out);
        skip = at->place != FRAGMENT_END && is_empty_line(of, i + 1, before, out) ? 1 : 0;
    }
}
