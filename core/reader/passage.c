/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "reader/passage.h"

#include "reader/element.h"
#include "reader/picture.h"
#include "reader/tree.h"
#include "reader/walker.h"
#include "reader/words.h"

#include <glib/gi18n-lib.h>
#include <libxml/HTMLparser.h>
#include <string.h>

/* Calls itself as deep as elements are nested; libxml2 stops at 256. */
static void walk_node(MarbreWalk *walk, const xmlNode *node, MarbreSetting setting);

void
marbre_walk_note_line(MarbreWalk *walk, const xmlNode *node)
{
    uint64_t line = marbre_tree_line(node);
    if (line > 0 && !walk->passage->unnumbered)
        walk->line = line + walk->passage->line_before;
}

/* Bytes that the parser of HTML gives at a time; it notes the line that the first of them end in.
 */
enum { PIECE = 1000 };

static uint64_t
first_line(const MarbreWalk *walk, const xmlNode *text)
{
    uint64_t line = marbre_tree_line(text), ends = 0;
    const char *content = (const char *)text->content;
    for (size_t i = 0; i < PIECE && content[i] != '\0'; i++)
        ends += content[i] == '\n';
    return line > ends ? line - ends + walk->passage->line_before : 0;
}

static bool
is_white(const char *text)
{
    return text[strspn(text, " \t\r\n\f")] == '\0';
}

static void
walk_text(MarbreWalk *walk, const xmlNode *node, MarbreSetting setting)
{
    const char *text = (const char *)node->content;
    if (text == NULL)
        return;
    if (marbre_prose_is_blank(walk->prose) && !is_white(text))
        marbre_walk_note_line(walk, node->parent);
    if (walk->passage->loose)
        walk->text_line = first_line(walk, node);
    marbre_walk_say(walk, text, setting);
}

/* A reference that the parser kept, as the DTD that may explain it is not read. */
static void
walk_reference(MarbreWalk *walk, const xmlNode *node, MarbreSetting setting)
{
    const htmlEntityDesc *known = htmlEntityLookup(node->name);
    char character[7] = "";
    if (known == NULL)
        return;
    character[g_unichar_to_utf8(known->value, character)] = '\0';
    marbre_prose_add(walk->prose, character, strlen(character), setting.style, setting.link);
}

static void
walk_left_out(MarbreWalk *walk, const xmlNode *node, const char *reason)
{
    const char *outer = walk->reason;
    marbre_walk_flush(walk);
    if (walk->reason == NULL)
        walk->reason = reason;
    marbre_walk_children(walk, node, (MarbreSetting){0});
    marbre_walk_flush(walk);
    walk->reason = outer;
}

/* What stands in the midst of other words, which go on behind it. */
static void
drop_words(MarbreWalk *walk, const xmlNode *node, const char *reason)
{
    g_autofree char *words = marbre_tree_words(node);
    if (marbre_prose_is_blank(walk->prose))
        marbre_walk_note_line(walk, node);
    if (words != NULL)
        marbre_walk_drop(walk, words, walk->reason != NULL ? walk->reason : reason);
}

static void
walk_embedded(MarbreWalk *walk, const xmlNode *node)
{
    g_autofree char *source = marbre_tree_attribute(node, "src");
    g_autofree char *data = source == NULL ? marbre_tree_attribute(node, "data") : NULL;
    const char *address = source != NULL ? source : data;
    marbre_walk_note_line(walk, node);
    if (address != NULL && strlen(address) < 2048 && !g_str_has_prefix(address, "data:"))
        marbre_walk_drop(walk, address, N_("film, sound or page embedded from elsewhere"));
}

static void
walk_link(MarbreWalk *walk, const xmlNode *node, MarbreSetting setting)
{
    g_autofree char *address = marbre_tree_attribute(node, "href");
    g_autofree char *link = setting.link == NULL && address != NULL
                                ? marbre_link_make(address, walk->passage->base)
                                : NULL;
    if (link != NULL)
        setting.link = link;
    marbre_walk_children(walk, node, setting);
}

/* The signs that a browser puts around it. */
static void
walk_quotation(MarbreWalk *walk, const xmlNode *node, MarbreSetting setting)
{
    bool french = g_str_has_prefix(walk->passage->lang, "fr");
    const char *open = french ? "«\u00a0" : "“", *close = french ? "\u00a0»" : "”";
    marbre_walk_say(walk, open, setting);
    marbre_walk_children(walk, node, setting);
    marbre_walk_say(walk, close, setting);
}

/* Small pictures that stand for a sign are that sign. */
static void
walk_picture(MarbreWalk *walk, const xmlNode *node, MarbreSetting setting)
{
    if (marbre_element_has_word(node, "class", "emoji") ||
        marbre_element_has_word(node, "class", "wp-smiley")) {
        g_autofree char *alt = marbre_tree_attribute(node, "alt");
        if (alt != NULL)
            marbre_walk_say(walk, alt, setting);
        return;
    }
    MarbreStoryPicture *picture =
        walk->reason != NULL ? NULL
                             : marbre_picture_of(walk->passage->story, node, walk->passage->base);
    if (picture == NULL)
        return;
    if (marbre_prose_is_blank(walk->prose))
        marbre_walk_note_line(walk, node);
    marbre_walk_put_picture(walk, picture);
}

/* Cells of a row stand in a line. */
static void
walk_cell(MarbreWalk *walk, const xmlNode *node, MarbreSetting setting)
{
    if (!marbre_prose_is_blank(walk->prose))
        marbre_walk_say(walk, " | ", (MarbreSetting){0});
    marbre_walk_children(walk, node, setting);
}

static void
walk_block(MarbreWalk *walk, const xmlNode *node, MarbreSetting setting)
{
    marbre_walk_flush(walk);
    marbre_walk_children(walk, node, setting);
    marbre_walk_flush(walk);
}

static void
walk_heading(MarbreWalk *walk, const xmlNode *node, MarbreSetting setting)
{
    marbre_walk_flush(walk);
    marbre_walk_children(walk, node, setting);
    marbre_walk_flush_heading(walk, marbre_element_level(node));
}

static void
walk_stray_entry(MarbreWalk *walk, const xmlNode *node, MarbreSetting setting)
{
    if (walk->entries > 0 || walk->depth > 0 || walk->reason != NULL)
        walk_block(walk, node, setting);
    else
        marbre_walk_entry(walk, node, "- ", setting);
}

/* The setting of words within an element that sets them apart from those around it. */
static MarbreSetting
changed(MarbreElement element, MarbreSetting setting)
{
    if (element == MARBRE_ELEMENT_STRONG)
        setting.style |= MARBRE_STYLE_STRONG;
    else if (element == MARBRE_ELEMENT_EMPHASIS)
        setting.style |= MARBRE_STYLE_EMPHASIS;
    else if (element == MARBRE_ELEMENT_CODE)
        setting.style |= MARBRE_STYLE_CODE;
    else if (element == MARBRE_ELEMENT_RAISED)
        setting.raised = 1;
    else if (element == MARBRE_ELEMENT_LOWERED)
        setting.raised = -1;
    return setting;
}

static void
walk_break(MarbreWalk *walk)
{
    /* Two in a row are how many a page parts its paragraphs. */
    if (marbre_prose_break(walk->prose))
        marbre_walk_flush(walk);
}

static void
walk_form(MarbreWalk *walk, const xmlNode *node)
{
    const char *reason = N_("form or button of the page");
    if (marbre_tree_is(node, "button"))
        drop_words(walk, node, reason);
    else
        walk_left_out(walk, node, reason);
}

/* What is no part of the story, each for its reason. */
static void
leave_out(MarbreWalk *walk, const xmlNode *node, MarbreElement element)
{
    if (element == MARBRE_ELEMENT_STRUCK)
        drop_words(walk, node, N_("words that were struck out"));
    else if (element == MARBRE_ELEMENT_SIDE)
        walk_left_out(walk, node, N_("beside the story: navigation, aside or foot of the page"));
    else if (element == MARBRE_ELEMENT_FORM)
        walk_form(walk, node);
    else
        walk_embedded(walk, node);
}

static void
walk_element(MarbreWalk *walk, const xmlNode *node, MarbreSetting setting)
{
    MarbreElement element = marbre_element_of(node);
    switch (element) {
    case MARBRE_ELEMENT_INLINE:
    case MARBRE_ELEMENT_STRONG:
    case MARBRE_ELEMENT_EMPHASIS:
    case MARBRE_ELEMENT_CODE:
    case MARBRE_ELEMENT_RAISED:
    case MARBRE_ELEMENT_LOWERED:
        marbre_walk_children(walk, node, changed(element, setting));
        break;
    case MARBRE_ELEMENT_BLOCK:
    case MARBRE_ELEMENT_ROW:
        walk_block(walk, node, setting);
        break;
    case MARBRE_ELEMENT_HEADING:
        walk_heading(walk, node, setting);
        break;
    case MARBRE_ELEMENT_LIST:
        marbre_walk_list(walk, node, setting);
        break;
    case MARBRE_ELEMENT_ENTRY:
        walk_stray_entry(walk, node, setting);
        break;
    case MARBRE_ELEMENT_QUOTE:
        marbre_walk_quote(walk, node, setting);
        break;
    case MARBRE_ELEMENT_VERBATIM:
        marbre_walk_verbatim(walk, node, setting);
        break;
    case MARBRE_ELEMENT_CELL:
        walk_cell(walk, node, setting);
        break;
    case MARBRE_ELEMENT_FIGURE:
        marbre_walk_figure(walk, node, setting);
        break;
    case MARBRE_ELEMENT_PICTURE:
        walk_picture(walk, node, setting);
        break;
    case MARBRE_ELEMENT_BREAK:
        walk_break(walk);
        break;
    case MARBRE_ELEMENT_LINK:
        walk_link(walk, node, setting);
        break;
    case MARBRE_ELEMENT_QUOTATION:
        walk_quotation(walk, node, setting);
        break;
    case MARBRE_ELEMENT_STRUCK:
    case MARBRE_ELEMENT_SIDE:
    case MARBRE_ELEMENT_FORM:
    case MARBRE_ELEMENT_EMBEDDED:
        leave_out(walk, node, element);
        break;
    case MARBRE_ELEMENT_SILENT:
        break;
    }
}

static void
walk_node(MarbreWalk *walk, const xmlNode *node, MarbreSetting setting)
{
    if (walk->full || node == walk->passage->except || node == walk->passage->title)
        return;
    if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE)
        walk_text(walk, node, setting);
    else if (node->type == XML_ENTITY_REF_NODE)
        walk_reference(walk, node, setting);
    else if (node->type == XML_ELEMENT_NODE && marbre_element_is_hidden(node))
        drop_words(walk, node, N_("hidden on the page"));
    else if (node->type == XML_ELEMENT_NODE)
        walk_element(walk, node, setting);
}

void
marbre_walk_children(MarbreWalk *walk, const xmlNode *node, MarbreSetting setting)
{
    for (const xmlNode *child = node->children; child != NULL; child = child->next)
        walk_node(walk, child, setting);
}

bool
marbre_passage_read(const MarbrePassage *passage, const xmlNode *top, MarbreFault *ret_fault)
{
    g_autoptr(MarbreProse) prose = marbre_prose_new();
    g_autoptr(GPtrArray) pictures = g_ptr_array_new();
    MarbreWalk walk = {
        .passage = passage, .prose = prose, .pictures = pictures, .reason = passage->reason};
    for (guint i = 0; i < passage->story->blocks->len; i++) {
        const MarbreStoryBlock *block = passage->story->blocks->pdata[i];
        walk.size += strlen(block->markdown);
    }
    marbre_walk_children(&walk, top, (MarbreSetting){0});
    marbre_walk_flush(&walk);
    if (walk.full)
        ret_fault->kind = MARBRE_FAULT_LARGE;
    return !walk.full;
}
