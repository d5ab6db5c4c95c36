/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "frame.h"

#include "format.h"
#include "text.h"

/* Longer ones are no names, and would fill a list of articles. */
#define LONGEST_NAME 200

#define MOST 30000

size_t
frame_most(const site *of)
{
    size_t style = of->theme->style.size;
    return MOST - 1 - (style < MOST / 2 ? style : MOST / 2);
}

/* --- ways and names ----------------------------------------------------------------------------
 */

view
frame_view_of(const article *of)
{
    const mbr_entry *entry = &of->story->entry;
    return (view){of->site, of->words, entry->language, entry->path, of->story->root};
}

void
frame_path(const view *from, mbr_text folder, buffer *out)
{
    size_t shared = 0;
    for (size_t i = 0; i < folder.size && i < from->folder.size; i++) {
        if (folder.data[i] != from->folder.data[i])
            break;
        if (folder.data[i] == '/')
            shared = i + 1;
    }
    site_way_back(from->folder, shared, out);
    buffer_text(out, text_from(folder, shared));
}

void
frame_way(const view *from, mbr_text folder, buffer *out)
{
    frame_path(from, folder, out);
    buffer_say(out, "index.html");
}

static void
write_name(const view *from, mbr_text name, bool is_author, buffer *out)
{
    mbr_text folder, shown = text_cut(name, LONGEST_NAME);
    if (is_author && site_place(from->site, MBR_LIST_AUTHOR, name, from->language, &folder)) {
        buffer_say(out, "<a class=\"author\" rel=\"author\" href=\"");
        frame_way(from, folder, out);
        buffer_say(out, "\">");
        buffer_text(out, shown);
        buffer_say(out, "</a>");
        return;
    }
    buffer_format(out, "<span class=\"%s\">", is_author ? "author" : "translator");
    buffer_text(out, shown);
    buffer_say(out, "</span>");
}

void
frame_names(const view *from, const names *of, bool are_authors, buffer *out)
{
    for (size_t i = 0; i < of->count; i++) {
        if (i > 0 && i + 1 == of->count)
            buffer_format(out, " %s ", from->words->and);
        else if (i > 0)
            buffer_say(out, ", ");
        write_name(from, of->items[i], are_authors, out);
    }
}

void
frame_kicker(const view *from, mbr_text section, buffer *out)
{
    buffer way = {0};
    mbr_text folder;
    if (!site_place(from->site, MBR_LIST_SECTION, section, from->language, &folder))
        return;
    frame_way(from, folder, &way);
    const filling with = {.view = from,
                          .at = {[PLACE_ADDRESS].text = {way.data, way.size},
                                 [PLACE_SECTION].text = text_cut(section, LONGEST_NAME)}};
    theme_write(PART_KICKER, &with, out);
    out->failed |= way.failed;
    buffer_clear(&way);
}

/* --- the head ----------------------------------------------------------------------------------
 */

void
frame_property(const char *property, mbr_text content, buffer *out)
{
    if (content.size == 0)
        return;
    buffer_format(out, "<meta property=\"%s\" content=\"", property);
    buffer_text(out, content);
    buffer_say(out, "\">\n");
}

void
frame_locale(const char *property, mbr_text language, buffer *out)
{
    char locale[] = "xx_XX";
    if (language.size == 5 && language.data[2] == '-')
        memcpy(
            locale,
            (char[]){language.data[0], language.data[1], '_', language.data[3], language.data[4]},
            5);
    else if (words_know(language))
        memcpy(locale, words_of(language)->locale, 5);
    else
        return;
    frame_property(property, text_of(locale), out);
}

void
frame_alternate(mbr_text language, mbr_text base, mbr_text path, buffer *out)
{
    buffer_say(out, "<link rel=\"alternate\" hreflang=\"");
    buffer_text(out, language);
    buffer_say(out, "\" href=\"");
    buffer_text(out, base);
    buffer_text(out, path);
    buffer_say(out, "\">\n");
}

/* The newsroom's name, and what the list is of. */
static void
write_feed_title(const frame *of, mbr_text name, buffer *out)
{
    buffer_text(out, of->view.site->name);
    buffer_say(out, name.size > 0 ? " – " : "");
    buffer_text(out, name);
}

static void
write_feed_link(const frame *of, const format *one, mbr_text name, size_t root, buffer *out)
{
    buffer_format(out, "<link rel=\"alternate\" type=\"%s\" title=\"", one->list.media_type);
    write_feed_title(of, name, out);
    buffer_say(out, "\" href=\"");
    site_way_back(of->view.folder, root, out);
    buffer_format(out, "%s\">\n", one->list.name);
}

/* Those of the page's own list, and those of all that is published in its language. */
static void
write_feed_links(const frame *of, buffer *out)
{
    for (size_t i = 0; i < FORMATS; i++) {
        const format *one = &format_table[i];
        if (!of->view.site->task->on[i] || !one->feed)
            continue;
        if (of->list > MBR_LIST_FRONT && (one->list.kinds & LISTS_OF(of->list)))
            write_feed_link(of, one, of->list_name, of->view.folder.size, out);
        write_feed_link(of, one, text_of(""), of->view.root, out);
    }
}

static void
write_head(const frame *of, buffer *out)
{
    const filling bare = {.view = &of->view};
    mbr_text name = of->view.site->name;
    buffer_say(out, "<!DOCTYPE html>\n<html lang=\"");
    buffer_text(out, of->view.language);
    buffer_format(out, "\" class=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n<title>", of->class);
    buffer_text(out, of->title);
    buffer_say(out, of->title.size && name.size ? " – " : "");
    buffer_text(out, name);
    buffer_say(out, "</title>\n");
    theme_write(PART_HEAD, &bare, out);
    buffer_say(out, "\n<link rel=\"canonical\" href=\"");
    buffer_text(out, of->canonical);
    buffer_say(out, "\">\n");
    write_feed_links(of, out);
    of->head(of->of, out);
    buffer_say(out, "</head>\n");
}

/* --- the body ----------------------------------------------------------------------------------
 */

static void
write_feeds(const void *user, buffer *out)
{
    const frame *of = user;
    for (size_t i = 0; i < FORMATS; i++) {
        const format *one = &format_table[i];
        buffer way = {0};
        if (!of->view.site->task->on[i] || !one->feed)
            continue;
        site_way_back(of->view.folder, of->view.root, &way);
        buffer_say(&way, one->list.name);
        const filling with = {.view = &of->view,
                              .at = {[PLACE_ADDRESS].text = {way.data, way.size},
                                     [PLACE_NAME].text = text_of(one->feed),
                                     [PLACE_TYPE].text = text_of(one->list.media_type)}};
        theme_write(PART_FEED, &with, out);
        buffer_say(out, "\n");
        out->failed |= way.failed;
        buffer_clear(&way);
    }
}

static void
write_way_to_corrections(const void *user, buffer *out)
{
    const frame *of = user;
    site_way_back(of->view.folder, of->view.root, out);
    buffer_say(out, "corrections/index.html");
}

static void
write_foot(const void *user, buffer *out)
{
    const frame *of = user;
    const filling with = {
        .view = &of->view,
        .at = {[PLACE_CORRECTIONS] = {.write = write_way_to_corrections, .of = of},
               [PLACE_FEEDS] = {.write = write_feeds, .of = of}}};
    theme_write(PART_FOOT, &with, out);
}

/* Front pages in other languages. */
static void
write_languages(const void *user, buffer *out)
{
    const frame *of = user;
    for (size_t i = 0; i < of->view.site->front_count; i++) {
        const front_place *other = &of->view.site->fronts[i];
        buffer way = {0};
        if (text_same(other->language, of->view.language))
            continue;
        frame_way(&of->view, other->path, &way);
        const filling with = {.view = &of->view,
                              .at = {[PLACE_ADDRESS].text = {way.data, way.size},
                                     [PLACE_OTHER].text = other->language,
                                     [PLACE_NAME].text = words_language(other->language)}};
        theme_write(PART_LANGUAGE_LINK, &with, out);
        buffer_say(out, "\n");
        out->failed |= way.failed;
        buffer_clear(&way);
    }
}

static void
write_language_list(const void *user, buffer *out)
{
    const frame *of = user;
    const filling with = {.view = &of->view,
                          .at = {[PLACE_ITEMS] = {.write = write_languages, .of = of}}};
    if (of->view.site->front_count > 1)
        theme_write(PART_LANGUAGES, &with, out);
}

static void
write_sections(const void *user, buffer *out)
{
    const frame *of = user;
    if (of->sections)
        of->sections(of->of, out);
}

static void
write_masthead(const void *user, buffer *out)
{
    const frame *of = user;
    const filling with = {.view = &of->view,
                          .at = {[PLACE_LANGUAGES] = {.write = write_language_list, .of = of},
                                 [PLACE_SECTIONS] = {.write = write_sections, .of = of}}};
    theme_write(of->masthead, &with, out);
}

void
frame_write(const frame *of, buffer *out)
{
    const filling with = {.view = &of->view,
                          .at = {[PLACE_MASTHEAD] = {.write = write_masthead, .of = of},
                                 [PLACE_MAIN] = {.write = of->main, .of = of->of},
                                 [PLACE_FOOT] = {.write = write_foot, .of = of}}};
    write_head(of, out);
    buffer_say(out, "<body>\n");
    theme_write(PART_PAGE, &with, out);
    buffer_say(out, "\n</body>\n</html>\n");
}
