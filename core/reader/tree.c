/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "reader/tree.h"

#include "reader/words.h"

#include <libxml/HTMLparser.h>
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <string.h>

/* The last line that libxml2 has room for in every kind of node. */
enum { LAST_LINE = 65535 };

/* Elements of the largest file that is read; each takes a few hundred bytes. */
enum { ELEMENT_LIMIT = 1500000 };

/* What is noted while a file is parsed. */
typedef struct {
    MarbreFault fault;
    size_t elements;
} Watch;

static void
stop(xmlParserCtxt *parser, MarbreFaultKind kind)
{
    Watch *watch = parser->_private;
    watch->fault = (MarbreFault){.kind = kind,
                                 .line = (uint64_t)MAX(parser->input->line, 0),
                                 .column = (uint64_t)MAX(parser->input->col, 0)};
    xmlStopParser(parser);
}

/* Called where a document declares an entity: what it would stand for is not wanted, as a small
   one may stand for a gigabyte. The five of XML and characters by number are no such thing. */
static void
refuse_entity(void *data,
              const xmlChar *name,
              int type,
              const xmlChar *public_id,
              const xmlChar *system_id,
              xmlChar *content)
{
    stop(data, MARBRE_FAULT_ENTITIES);
}

static bool
is_counted(xmlParserCtxt *parser)
{
    Watch *watch = parser->_private;
    if (++watch->elements <= ELEMENT_LIMIT)
        return true;
    stop(parser, MARBRE_FAULT_LARGE);
    return false;
}

static void
count_element(void *data,
              const xmlChar *name,
              const xmlChar *prefix,
              const xmlChar *address,
              int spaces_count,
              const xmlChar **spaces,
              int attributes_count,
              int defaults_count,
              const xmlChar **attributes)
{
    if (is_counted(data))
        xmlSAX2StartElementNs(data, name, prefix, address, spaces_count, spaces, attributes_count,
                              defaults_count, attributes);
}

static void
count_html_element(void *data, const xmlChar *name, const xmlChar **attributes)
{
    if (is_counted(data))
        xmlSAX2StartElement(data, name, attributes);
}

/* No option that makes the parser fetch anything is set; should one ever be, this is what it gets.
 */
static xmlParserInput *
load_nothing(const char *address, const char *id, xmlParserCtxt *parser)
{
    return NULL;
}

static MarbreFaultKind
kind_of(int code)
{
    switch (code) {
    case XML_ERR_INTERNAL_ERROR: /* the parser's word for elements that are nested too deeply */
        return MARBRE_FAULT_DEEP;
    case XML_ERR_NO_MEMORY:
    case XML_ERR_NAME_TOO_LONG:
        return MARBRE_FAULT_LARGE;
    case XML_ERR_ENTITY_LOOP:
        return MARBRE_FAULT_ENTITIES;
    case XML_ERR_INVALID_ENCODING:
    case XML_ERR_UNKNOWN_ENCODING:
    case XML_ERR_UNSUPPORTED_ENCODING:
    case XML_I18N_CONV_FAILED:
        return MARBRE_FAULT_NOT_TEXT;
    default:
        return MARBRE_FAULT_MALFORMED;
    }
}

static MarbreFault
fault_of(const xmlError *error)
{
    MarbreFault fault = {.kind = kind_of(error->code)};
    if (error->line > 0) {
        fault.line = (uint64_t)error->line;
        fault.column = (uint64_t)MAX(error->int2, 0);
    }
    return fault;
}

static void
watch_parser(xmlParserCtxt *parser, Watch *watch)
{
    parser->_private = watch;
    parser->sax->entityDecl = refuse_entity;
    parser->sax->unparsedEntityDecl = NULL;
    parser->sax->externalSubset = NULL;
    parser->sax->startElementNs = count_element;
    xmlSetExternalEntityLoader(load_nothing);
}

xmlDoc *
marbre_tree_parse(GBytes *file, MarbreFault *ret_fault)
{
    const int options = XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_NOERROR |
                        XML_PARSE_NOWARNING | XML_PARSE_COMPACT | XML_PARSE_BIG_LINES;
    gsize size = 0;
    const char *data = g_bytes_get_data(file, &size);
    Watch watch = {.fault.kind = MARBRE_FAULT_NONE};
    xmlParserCtxt *parser = size > 0 && size <= INT_MAX ? xmlNewParserCtxt() : NULL;
    if (parser == NULL) {
        ret_fault->kind = size == 0 ? MARBRE_FAULT_NO_WORDS : MARBRE_FAULT_LARGE;
        return NULL;
    }
    watch_parser(parser, &watch);
    g_autoptr(xmlDoc) doc = xmlCtxtReadMemory(parser, data, (int)size, NULL, NULL, options);
    if (watch.fault.kind == MARBRE_FAULT_NONE && (doc == NULL || xmlDocGetRootElement(doc) == NULL))
        watch.fault = fault_of(&parser->lastError);
    xmlFreeParserCtxt(parser);
    *ret_fault = watch.fault;
    return watch.fault.kind == MARBRE_FAULT_NONE ? g_steal_pointer(&doc) : NULL;
}

xmlDoc *
marbre_tree_parse_html(const char *text, size_t size, MarbreFault *ret_fault)
{
    const int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                        HTML_PARSE_NONET | HTML_PARSE_COMPACT;
    htmlParserCtxt *parser = size > 0 && size <= INT_MAX ? htmlNewParserCtxt() : NULL;
    if (parser == NULL) {
        ret_fault->kind = size == 0 ? MARBRE_FAULT_NO_WORDS : MARBRE_FAULT_LARGE;
        return NULL;
    }
    Watch watch = {.fault.kind = MARBRE_FAULT_NONE};
    parser->_private = &watch;
    parser->sax->startElement = count_html_element;
    g_autoptr(xmlDoc) doc = htmlCtxtReadMemory(parser, text, (int)size, NULL, "UTF-8", options);
    bool stopped = doc == NULL || parser->disableSAX != 0;
    if (stopped && watch.fault.kind == MARBRE_FAULT_NONE)
        watch.fault.kind = kind_of(parser->lastError.code);
    htmlFreeParserCtxt(parser);
    if (stopped) {
        ret_fault->kind = watch.fault.kind;
        return NULL;
    }
    if (xmlDocGetRootElement(doc) == NULL) {
        ret_fault->kind = MARBRE_FAULT_NO_WORDS;
        return NULL;
    }
    return g_steal_pointer(&doc);
}

xmlDoc *
marbre_tree_parse_fragment(const char *text, MarbreFault *ret_fault)
{
    /* Within an element of its own, loose words stay what they are; on the same line as in the
       file. */
    g_autofree char *page = g_strconcat("<html><body><div>", text, "</div></body></html>", NULL);
    return marbre_tree_parse_html(page, strlen(page), ret_fault);
}

const char *
marbre_tree_name(const xmlNode *node)
{
    return node != NULL && node->type == XML_ELEMENT_NODE ? (const char *)node->name : "";
}

bool
marbre_tree_is(const xmlNode *node, const char *name)
{
    return strcmp(marbre_tree_name(node), name) == 0;
}

bool
marbre_tree_is_in(const xmlNode *node, const char *start)
{
    return node->type == XML_ELEMENT_NODE && node->ns != NULL && node->ns->href != NULL &&
           g_str_has_prefix((const char *)node->ns->href, start);
}

static xmlNode *
first_named(xmlNode *node, const char *name)
{
    while (node != NULL &&
           (node->type != XML_ELEMENT_NODE || (name != NULL && !marbre_tree_is(node, name))))
        node = node->next;
    return node;
}

xmlNode *
marbre_tree_child(const xmlNode *node, const char *name)
{
    bool parent =
        node != NULL && (node->type == XML_ELEMENT_NODE || node->type == XML_DOCUMENT_NODE ||
                         node->type == XML_HTML_DOCUMENT_NODE);
    return parent ? first_named(node->children, name) : NULL;
}

xmlNode *
marbre_tree_next(const xmlNode *node, const char *name)
{
    return first_named(node->next, name);
}

xmlNode *
marbre_tree_after(const xmlNode *node, const xmlNode *top)
{
    if (node->type == XML_ELEMENT_NODE && node->children != NULL)
        return node->children;
    while (node != top && node->next == NULL)
        node = node->parent;
    return node == top ? NULL : node->next;
}

char *
marbre_tree_attribute(const xmlNode *node, const char *name)
{
    if (node == NULL || node->type != XML_ELEMENT_NODE)
        return NULL;
    for (const xmlAttr *attribute = node->properties; attribute != NULL;
         attribute = attribute->next)
        if (strcmp((const char *)attribute->name, name) == 0) {
            xmlChar *value = xmlNodeListGetString(node->doc, attribute->children, 1);
            char *copy = g_strdup(value == NULL ? "" : (const char *)value);
            xmlFree(value);
            return copy;
        }
    return NULL;
}

char *
marbre_tree_text(const xmlNode *node)
{
    if (node == NULL)
        return g_strdup("");
    xmlChar *content = xmlNodeGetContent(node);
    char *copy = g_strdup(content == NULL ? "" : (const char *)content);
    xmlFree(content);
    return copy;
}

char *
marbre_tree_words(const xmlNode *node)
{
    g_autofree char *text = marbre_tree_text(node);
    return marbre_words_clean(text);
}

uint64_t
marbre_tree_line(const xmlNode *node)
{
    long line = node == NULL ? -1 : xmlGetLineNo(node);
    return line > 0 && line != LAST_LINE ? (uint64_t)line : 0;
}

const char *
marbre_tree_encoding(const xmlDoc *doc)
{
    const char *name = (const char *)doc->encoding;
    bool known = name != NULL && strlen(name) <= 32 && g_str_is_ascii(name) && *name != '\0';
    g_autofree char *upper = g_ascii_strup(known ? name : "UTF-8", -1);
    return g_intern_string(upper);
}
