/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "html.h"

#include "text.h"

#include <strings.h>

static const char *const void_elements[] = {"area", "br",   "col",    "hr",    "img", "input",
                                            "link", "meta", "source", "track", "wbr", NULL};

static const char *const refused_elements[] = {
    "script",   "style",  "base",     "html",     "head",     "body",      "title",
    "template", "iframe", "textarea", "noscript", "xmp",      "noembed",   "noframes",
    "frame",    "object", "embed",    "applet",   "frameset", "plaintext", NULL};

static const char *const refused_attributes[] = {"style", "srcdoc", "http-equiv", NULL};

static const char *const address_attributes[] = {
    "href", "src",  "srcset",     "action",   "formaction", "poster",      "cite",
    "data", "ping", "background", "manifest", "xlink:href", "imagesrcset", NULL};

static bool
is_among(mbr_text name, const char *const *list)
{
    for (; *list; list++) {
        if (html_is_named(name, *list))
            return true;
    }
    return false;
}

bool
html_is_named(mbr_text name, const char *wanted)
{
    return html_is_same_name(name, text_of(wanted));
}

bool
html_is_same_name(mbr_text one, mbr_text other)
{
    return one.size == other.size && strncasecmp(one.data, other.data, one.size) == 0;
}

bool
html_is_void(mbr_text element)
{
    return is_among(element, void_elements);
}

bool
html_is_refused(mbr_text element)
{
    return is_among(element, refused_elements);
}

bool
html_is_refused_attribute(mbr_text attribute)
{
    return is_among(attribute, refused_attributes) ||
           (attribute.size > 2 && strncasecmp(attribute.data, "on", 2) == 0);
}

bool
html_is_address(mbr_text attribute)
{
    return is_among(attribute, address_attributes);
}

bool
html_is_harmless(mbr_text address)
{
    static const char *const schemes[] = {"http:", "https:", "mailto:", "data:image/"};
    size_t end = 0;
    while (address.size > 0 && (unsigned char)address.data[0] <= ' ')
        address = text_from(address, 1);
    while (end < address.size && !memchr(":/?#", address.data[end], 4))
        end++;
    if (end == address.size || address.data[end] != ':')
        return end == 0 || !memchr(address.data, '&', end); /* &#58; is a colon */
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        size_t size = strlen(schemes[i]);
        if (address.size >= size && strncasecmp(address.data, schemes[i], size) == 0)
            return true;
    }
    return false;
}
