/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "metadata.h"

#include <stdlib.h>
#include <string.h>

/* Most desks write a packet of one description with a dozen properties of the trade's, each in its
   canonical form under its usual prefix. Such a packet is read here; the library, which costs more
   than all else that is looked at in a picture, is asked about every other. So whatever is not
   known for certain to mean the same there ends the reading. */

enum shape { TEXT, ALT, SEQ, BAG };

#define NO_FIELD METADATA_FIELDS
#define CREATOR (METADATA_FIELDS + 1)

static const struct {
    const char *name;
    enum shape shape;
    int field;
} properties[] = {
    {"dc:creator", SEQ, CREATOR},
    {"dc:description", ALT, METADATA_DESCRIPTION},
    {"dc:format", TEXT, NO_FIELD},
    {"dc:rights", ALT, METADATA_COPYRIGHT},
    {"dc:subject", BAG, NO_FIELD},
    {"dc:title", ALT, NO_FIELD},
    {"photoshop:AuthorsPosition", TEXT, NO_FIELD},
    {"photoshop:CaptionWriter", TEXT, NO_FIELD},
    {"photoshop:City", TEXT, NO_FIELD},
    {"photoshop:Country", TEXT, NO_FIELD},
    {"photoshop:Credit", TEXT, METADATA_CREDIT},
    {"photoshop:DateCreated", TEXT, NO_FIELD},
    {"photoshop:Headline", TEXT, NO_FIELD},
    {"photoshop:Instructions", TEXT, METADATA_INSTRUCTIONS},
    {"photoshop:Source", TEXT, METADATA_SOURCE},
    {"photoshop:State", TEXT, NO_FIELD},
    {"photoshop:TransmissionReference", TEXT, NO_FIELD},
    {"xmp:CreateDate", TEXT, NO_FIELD},
    {"xmp:CreatorTool", TEXT, METADATA_TOOL},
    {"xmp:MetadataDate", TEXT, NO_FIELD},
    {"xmp:ModifyDate", TEXT, NO_FIELD},
    {"xmp:Rating", TEXT, NO_FIELD},
    {"xmpRights:Marked", TEXT, NO_FIELD},
    {"xmpRights:UsageTerms", ALT, METADATA_USAGE},
    {"xmpRights:WebStatement", TEXT, METADATA_WEB},
    {"Iptc4xmpCore:AltTextAccessibility", ALT, METADATA_ALT},
    {"Iptc4xmpExt:DigitalSourceType", TEXT, METADATA_ORIGIN},
};
#define PROPERTIES (sizeof properties / sizeof *properties)

static const struct {
    const char *prefix, *address;
} spaces[] = {
    {"x", "adobe:ns:meta/"},
    {"rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"},
    {"dc", "http://purl.org/dc/elements/1.1/"},
    {"photoshop", "http://ns.adobe.com/photoshop/1.0/"},
    {"xmp", "http://ns.adobe.com/xap/1.0/"},
    {"xmpRights", "http://ns.adobe.com/xap/1.0/rights/"},
    {"Iptc4xmpCore", "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"},
    {"Iptc4xmpExt", "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"},
};
#define SPACES (sizeof spaces / sizeof *spaces)

struct reading {
    const char *p;     /* NUL-terminated */
    unsigned declared; /* bits of `spaces` */
    unsigned seen;     /* bits of `properties` */
    bool about;        /* it says what the description is about */
    struct bytes text[METADATA_FIELDS];
    struct bytes creators[METADATA_MOST_NAMES];
    size_t creator_count;
};

static void
skip_space(struct reading *reading)
{
    reading->p += strspn(reading->p, " \t\r\n");
}

static bool
take(struct reading *reading, const char *what)
{
    size_t size = strlen(what);
    if (strncmp(reading->p, what, size) != 0)
        return false;
    reading->p += size;
    return true;
}

/* The same behind white space. */
static bool
take_next(struct reading *reading, const char *what)
{
    skip_space(reading);
    return take(reading, what);
}

static struct bytes
take_name(struct reading *reading)
{
    size_t size =
        strspn(reading->p, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789:");
    struct bytes name = {(const uint8_t *)reading->p, size};
    reading->p += size;
    return name;
}

static bool
is_name(struct bytes name, const char *known)
{
    return strlen(known) == name.size && memcmp(known, name.data, name.size) == 0;
}

/* A value that means its own bytes, to one of `ends`. Words that the library's texts begin with
   are left to it. */
static bool
take_value(struct reading *reading, const char *ends, struct bytes *ret)
{
    size_t size = strcspn(reading->p, ends);
    struct bytes value = {(const uint8_t *)reading->p, size};
    reading->p += size;
    *ret = value;
    return size > 0 && strspn((const char *)value.data, " \t\r\n") < size &&
           bytes_find(value, 0, "lang=", 5) == size && bytes_find(value, 0, "type=", 5) == size &&
           bytes_find(value, 0, "charset=", 8) == size;
}

/* ="value" */
static bool
take_quoted(struct reading *reading, struct bytes *ret)
{
    char quote[] = {reading->p[0] == '=' ? reading->p[1] : '\0', '\0'};
    char ends[] = {quote[0], '<', '>', '&', '\0'};
    if (quote[0] != '"' && quote[0] != '\'')
        return false;
    reading->p += 2;
    return take_value(reading, ends, ret) && take(reading, quote);
}

/* A prefix stands for its usual address, once. */
static bool
declare(struct reading *reading, struct bytes prefix, struct bytes address)
{
    for (size_t i = 0; i < SPACES; i++)
        if (is_name(prefix, spaces[i].prefix)) {
            bool first = (reading->declared & 1u << i) == 0;
            reading->declared |= 1u << i;
            return first && is_name(address, spaces[i].address);
        }
    return false;
}

static bool
is_declared(const struct reading *reading, const char *name)
{
    for (size_t i = 0; i < SPACES; i++) {
        size_t size = strlen(spaces[i].prefix);
        if (strncmp(name, spaces[i].prefix, size) == 0 && name[size] == ':')
            return (reading->declared & 1u << i) != 0;
    }
    return false;
}

/* The property of this name, each once; PROPERTIES for what is none of them. */
static size_t
find_property(struct reading *reading, struct bytes name)
{
    for (size_t i = 0; i < PROPERTIES; i++)
        if (is_name(name, properties[i].name)) {
            bool first = (reading->seen & 1u << i) == 0;
            reading->seen |= 1u << i;
            return first && is_declared(reading, properties[i].name) ? i : PROPERTIES;
        }
    return PROPERTIES;
}

static bool
keep(struct reading *reading, size_t property, struct bytes value)
{
    int field = properties[property].field;
    if (field == CREATOR) {
        if (reading->creator_count == METADATA_MOST_NAMES)
            return false;
        reading->creators[reading->creator_count++] = value;
    } else if (field != NO_FIELD) {
        reading->text[field] = value;
    }
    return true;
}

/* What may stand in the tag of the description: its being about this picture, and properties. */
static bool
take_own(struct reading *reading, struct bytes name)
{
    struct bytes value;
    if (is_name(name, "rdf:about")) {
        bool first = !reading->about;
        reading->about = true;
        return first && (take(reading, "=\"\"") || take(reading, "=''"));
    }
    size_t property = find_property(reading, name);
    return property < PROPERTIES && properties[property].shape == TEXT &&
           take_quoted(reading, &value) && keep(reading, property, value);
}

/* An attribute: a prefix declared or, of a description, what it says. */
static bool
take_attribute(struct reading *reading, bool is_description)
{
    struct bytes name = take_name(reading), value;
    if (name.size > 6 && memcmp(name.data, "xmlns:", 6) == 0)
        return take_quoted(reading, &value) &&
               declare(reading, bytes_from(name, 6, name.size), value);
    return is_description && take_own(reading, name);
}

/* The rest of a tag, but for its end. A description's prefixes are declared before its properties,
   as all programs write them. */
static bool
take_attributes(struct reading *reading, bool is_description)
{
    for (;;) {
        bool apart = strspn(reading->p, " \t\r\n") > 0;
        skip_space(reading);
        if (*reading->p == '>' || *reading->p == '/')
            return true;
        if (!apart || !take_attribute(reading, is_description))
            return false;
    }
}

/* The items of a list, to its end. A text by language is one text, of no language. */
static bool
take_items(struct reading *reading, size_t property)
{
    static const char *const lists[] = {[ALT] = "rdf:Alt>", [SEQ] = "rdf:Seq>", [BAG] = "rdf:Bag>"};
    enum shape shape = properties[property].shape;
    struct bytes value;
    size_t count = 0;
    if (!take_next(reading, "<") || !take(reading, lists[shape]))
        return false;
    while (take_next(reading, shape == ALT ? "<rdf:li xml:lang=\"x-default\">" : "<rdf:li>")) {
        if (!take_value(reading, "<>&", &value) || !take(reading, "</rdf:li>") ||
            !keep(reading, property, value))
            return false;
        count++;
    }
    return (shape == ALT ? count == 1 : count > 0) && take(reading, "</") &&
           take(reading, lists[shape]);
}

/* A property as an element. */
static bool
take_property(struct reading *reading)
{
    struct bytes value;
    size_t property = find_property(reading, take_name(reading));
    if (property == PROPERTIES || !take(reading, ">"))
        return false;
    if (properties[property].shape == TEXT) {
        if (!take_value(reading, "<>&", &value) || !keep(reading, property, value))
            return false;
    } else if (!take_items(reading, property)) {
        return false;
    }
    return take_next(reading, "</") && take(reading, properties[property].name) &&
           take(reading, ">");
}

/* The instruction before a packet or behind it. */
static void
skip_instruction(struct reading *reading)
{
    const char *end;
    if (take_next(reading, "<?xpacket ") && (end = strstr(reading->p, "?>")))
        reading->p = end + 2;
    skip_space(reading);
}

static bool
take_description(struct reading *reading)
{
    if (!take_next(reading, "<rdf:Description") || !take_attributes(reading, true) ||
        !reading->about)
        return false;
    if (take(reading, "/>"))
        return true;
    if (!take(reading, ">"))
        return false;
    while (!take_next(reading, "</rdf:Description>"))
        if (!take(reading, "<") || !take_property(reading))
            return false;
    return true;
}

static bool
take_packet(struct reading *reading)
{
    skip_instruction(reading);
    if (!take(reading, "<x:xmpmeta") || !take_attributes(reading, false) || !take(reading, ">") ||
        !take_next(reading, "<rdf:RDF") || !take_attributes(reading, false) ||
        !take(reading, ">") || !take_description(reading) || !take_next(reading, "</rdf:RDF>") ||
        !take_next(reading, "</x:xmpmeta>"))
        return false;
    skip_instruction(reading);
    return *reading->p == '\0' && reading->seen != 0 && is_declared(reading, "x:") &&
           is_declared(reading, "rdf:");
}

/* Text, of characters that XML has. */
static bool
is_text(struct bytes packet)
{
    for (size_t i = 0; i < packet.size; i++)
        if (packet.data[i] < ' ' && !strchr("\t\r\n", packet.data[i] ? packet.data[i] : 1))
            return false;
    return metadata_is_text(packet) && bytes_find(packet, 0, "\xef\xbf\xbe", 3) == packet.size &&
           bytes_find(packet, 0, "\xef\xbf\xbf", 3) == packet.size;
}

static bool
keep_all(const struct reading *reading, struct metadata_block *ret)
{
    for (size_t i = 0; i < METADATA_FIELDS; i++)
        if (reading->text[i].size > 0 && !metadata_take(reading->text[i], false, &ret->text[i]))
            return false;
    for (size_t i = 0; i < reading->creator_count; i++)
        if (!metadata_name(&ret->creators, reading->creators[i], false))
            return false;
    return true;
}

bool
xmp_read_plain(struct bytes packet, struct metadata_block *ret, bool *ret_plain)
{
    *ret_plain = false;
    if (!is_text(packet))
        return true;
    char *copy = malloc(packet.size + 1);
    if (!copy)
        return false;
    memcpy(copy, packet.data, packet.size);
    copy[packet.size] = '\0';
    struct reading reading = {.p = copy};
    *ret_plain = take_packet(&reading);
    bool taken = !*ret_plain || keep_all(&reading, ret);
    free(copy);
    return taken;
}
