/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "reader/element.h"

#include "reader/tree.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    const char *name;
    MarbreElement element;
} Named;

/* By name, for a search in halves. What is not here stands in its line. */
static const Named elements[] = {
    {"a", MARBRE_ELEMENT_LINK},
    {"abstract", MARBRE_ELEMENT_BLOCK},
    {"address", MARBRE_ELEMENT_BLOCK},
    {"applet", MARBRE_ELEMENT_SILENT},
    {"area", MARBRE_ELEMENT_SILENT},
    {"article", MARBRE_ELEMENT_BLOCK},
    {"aside", MARBRE_ELEMENT_SIDE},
    {"audio", MARBRE_ELEMENT_EMBEDDED},
    {"b", MARBRE_ELEMENT_STRONG},
    {"block", MARBRE_ELEMENT_BLOCK},
    {"blockquote", MARBRE_ELEMENT_QUOTE},
    {"body", MARBRE_ELEMENT_BLOCK},
    {"body.content", MARBRE_ELEMENT_BLOCK},
    {"body.end", MARBRE_ELEMENT_BLOCK},
    {"body.head", MARBRE_ELEMENT_BLOCK},
    {"bq", MARBRE_ELEMENT_QUOTE},
    {"br", MARBRE_ELEMENT_BREAK},
    {"button", MARBRE_ELEMENT_FORM},
    {"byline", MARBRE_ELEMENT_BLOCK},
    {"canvas", MARBRE_ELEMENT_SILENT},
    {"caption", MARBRE_ELEMENT_BLOCK},
    {"center", MARBRE_ELEMENT_BLOCK},
    {"cite", MARBRE_ELEMENT_EMPHASIS},
    {"code", MARBRE_ELEMENT_CODE},
    {"datalist", MARBRE_ELEMENT_SILENT},
    {"dateline", MARBRE_ELEMENT_BLOCK},
    {"dd", MARBRE_ELEMENT_BLOCK},
    {"del", MARBRE_ELEMENT_STRUCK},
    {"details", MARBRE_ELEMENT_BLOCK},
    {"dialog", MARBRE_ELEMENT_SIDE},
    {"div", MARBRE_ELEMENT_BLOCK},
    {"dl", MARBRE_ELEMENT_BLOCK},
    {"dt", MARBRE_ELEMENT_BLOCK},
    {"em", MARBRE_ELEMENT_EMPHASIS},
    {"embed", MARBRE_ELEMENT_EMBEDDED},
    {"fieldset", MARBRE_ELEMENT_FORM},
    {"figcaption", MARBRE_ELEMENT_BLOCK},
    {"figure", MARBRE_ELEMENT_FIGURE},
    {"footer", MARBRE_ELEMENT_SIDE},
    {"form", MARBRE_ELEMENT_FORM},
    {"frame", MARBRE_ELEMENT_EMBEDDED},
    {"h1", MARBRE_ELEMENT_HEADING},
    {"h2", MARBRE_ELEMENT_HEADING},
    {"h3", MARBRE_ELEMENT_HEADING},
    {"h4", MARBRE_ELEMENT_HEADING},
    {"h5", MARBRE_ELEMENT_HEADING},
    {"h6", MARBRE_ELEMENT_HEADING},
    {"head", MARBRE_ELEMENT_SILENT},
    {"header", MARBRE_ELEMENT_BLOCK},
    {"hedline", MARBRE_ELEMENT_BLOCK},
    {"hgroup", MARBRE_ELEMENT_BLOCK},
    {"hl1", MARBRE_ELEMENT_HEADING},
    {"hl2", MARBRE_ELEMENT_HEADING},
    {"hr", MARBRE_ELEMENT_BLOCK},
    {"html", MARBRE_ELEMENT_BLOCK},
    {"i", MARBRE_ELEMENT_EMPHASIS},
    {"iframe", MARBRE_ELEMENT_EMBEDDED},
    {"img", MARBRE_ELEMENT_PICTURE},
    {"input", MARBRE_ELEMENT_SILENT},
    {"kbd", MARBRE_ELEMENT_CODE},
    {"legend", MARBRE_ELEMENT_BLOCK},
    {"li", MARBRE_ELEMENT_ENTRY},
    {"link", MARBRE_ELEMENT_SILENT},
    {"main", MARBRE_ELEMENT_BLOCK},
    {"map", MARBRE_ELEMENT_SILENT},
    {"media", MARBRE_ELEMENT_FIGURE},
    {"menu", MARBRE_ELEMENT_SIDE},
    {"meta", MARBRE_ELEMENT_SILENT},
    {"nav", MARBRE_ELEMENT_SIDE},
    {"noframes", MARBRE_ELEMENT_SILENT},
    {"noscript", MARBRE_ELEMENT_SILENT},
    {"note", MARBRE_ELEMENT_SIDE},
    {"object", MARBRE_ELEMENT_EMBEDDED},
    {"ol", MARBRE_ELEMENT_LIST},
    {"option", MARBRE_ELEMENT_SILENT},
    {"p", MARBRE_ELEMENT_BLOCK},
    {"pre", MARBRE_ELEMENT_VERBATIM},
    {"progress", MARBRE_ELEMENT_SILENT},
    {"q", MARBRE_ELEMENT_QUOTATION},
    {"s", MARBRE_ELEMENT_STRUCK},
    {"samp", MARBRE_ELEMENT_CODE},
    {"script", MARBRE_ELEMENT_SILENT},
    {"section", MARBRE_ELEMENT_BLOCK},
    {"select", MARBRE_ELEMENT_SILENT},
    {"strike", MARBRE_ELEMENT_STRUCK},
    {"strong", MARBRE_ELEMENT_STRONG},
    {"style", MARBRE_ELEMENT_SILENT},
    {"sub", MARBRE_ELEMENT_LOWERED},
    {"summary", MARBRE_ELEMENT_BLOCK},
    {"sup", MARBRE_ELEMENT_RAISED},
    {"svg", MARBRE_ELEMENT_SILENT},
    {"table", MARBRE_ELEMENT_BLOCK},
    {"tagline", MARBRE_ELEMENT_BLOCK},
    {"tbody", MARBRE_ELEMENT_BLOCK},
    {"td", MARBRE_ELEMENT_CELL},
    {"template", MARBRE_ELEMENT_SILENT},
    {"textarea", MARBRE_ELEMENT_SILENT},
    {"tfoot", MARBRE_ELEMENT_BLOCK},
    {"th", MARBRE_ELEMENT_CELL},
    {"thead", MARBRE_ELEMENT_BLOCK},
    {"title", MARBRE_ELEMENT_SILENT},
    {"tr", MARBRE_ELEMENT_ROW},
    {"tt", MARBRE_ELEMENT_CODE},
    {"ul", MARBRE_ELEMENT_LIST},
    {"video", MARBRE_ELEMENT_EMBEDDED},
};

static int
compare(const void *name, const void *named)
{
    return strcmp(name, ((const Named *)named)->name);
}

MarbreElement
marbre_element_of(const xmlNode *node)
{
    const Named *found = bsearch(marbre_tree_name(node), elements, G_N_ELEMENTS(elements),
                                 sizeof *elements, compare);
    return found == NULL ? MARBRE_ELEMENT_INLINE : found->element;
}

unsigned
marbre_element_level(const xmlNode *node)
{
    const char *name = marbre_tree_name(node);
    char digit = *name == '\0' ? '1' : name[strlen(name) - 1];
    return digit >= '1' && digit <= '6' ? (unsigned)(digit - '0') : 1;
}

bool
marbre_element_has_word(const xmlNode *node, const char *attribute, const char *word)
{
    g_autofree char *value = marbre_tree_attribute(node, attribute);
    if (value == NULL || strstr(value, word) == NULL)
        return false;
    g_auto(GStrv) words = g_strsplit_set(value, " \t\r\n\f", -1);
    return g_strv_contains((const char *const *)words, word);
}

bool
marbre_element_is_hidden(const xmlNode *node)
{
    if (node->type != XML_ELEMENT_NODE || node->properties == NULL)
        return false;
    g_autofree char *hidden = marbre_tree_attribute(node, "hidden");
    g_autofree char *style = marbre_tree_attribute(node, "style");
    if (hidden != NULL || marbre_element_has_word(node, "class", "screen-reader-text"))
        return true;
    g_auto(GStrv) parts = g_strsplit(style == NULL ? "" : style, " ", -1);
    g_autofree char *dense = g_strjoinv("", parts);
    g_autofree char *lower = g_ascii_strdown(dense, -1);
    return strstr(lower, "display:none") != NULL || strstr(lower, "visibility:hidden") != NULL;
}
