/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/path.h"
#include "base/text.h"

#include <glib.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define LONGEST_PATH 4096
#define LONGEST_SLUG 100
#define LONGEST_MADE_SLUG 60
#define LONGEST_MEDIA_NAME 100
#define LONGEST_ID 64

static bool
is_lower_or_digit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* Characters that HFS+ leaves out when it compares names. */
static bool
is_ignored_by_hfs(gunichar character)
{
    return (character >= 0x200C && character <= 0x200F) ||
           (character >= 0x202A && character <= 0x202E) ||
           (character >= 0x206A && character <= 0x206F) || character == 0xFEFF;
}

/* Whether some file system opens the folder `.git` under the name `part`: any case, characters
 * that HFS+ leaves out, dots and spaces that NTFS drops at the end, and the short name. */
static bool
is_git_folder(const char *part, size_t size)
{
    const char *end = part + size;
    char name[6];
    size_t used = 0;

    for (const char *p = part; p < end;) {
        gunichar character;
        size_t step = marbre_text_character(p, end, &character);

        p += step;
        if (is_ignored_by_hfs(character))
            continue;
        if (used >= 4 && (character == '.' || character == ' '))
            continue;
        if (character >= 0x80 || used == sizeof name)
            return false;
        name[used++] = g_ascii_tolower((char)character);
    }
    return (used == 4 && memcmp(name, ".git", 4) == 0) ||
           (used == 5 && memcmp(name, "git~1", 5) == 0);
}

static bool
is_safe_character(gunichar character)
{
    if (character < 0x20 || (character >= 0x7F && character < 0xA0))
        return false;
    if (character == '\\' || character == ':' || character == 0x2028 || character == 0x2029)
        return false;
    return !marbre_text_is_bidi_control(character);
}

static bool
is_safe_part(const char *part, size_t size)
{
    const char *end = part + size;

    if (size == 0 || (size == 1 && part[0] == '.') || (size == 2 && memcmp(part, "..", 2) == 0))
        return false;
    for (const char *p = part; p < end;) {
        gunichar character;
        size_t step = marbre_text_character(p, end, &character);

        if (step == 0 || !is_safe_character(character))
            return false;
        p += step;
    }
    return !is_git_folder(part, size);
}

bool
marbre_path_is_safe(const char *path)
{
    if (strnlen(path, LONGEST_PATH + 1) > LONGEST_PATH)
        return false;
    for (;;) {
        size_t size = strcspn(path, "/");

        if (!is_safe_part(path, size))
            return false;
        if (path[size] == '\0')
            return true;
        path += size + 1;
    }
}

static bool
is_reserved_name(const char *name)
{
    static const char *const reserved[] = {"con", "prn", "aux", "nul", NULL};
    size_t size = strlen(name);

    if (g_strv_contains(reserved, name))
        return true;
    return size == 4 && (g_str_has_prefix(name, "com") || g_str_has_prefix(name, "lpt")) &&
           g_ascii_isdigit(name[3]);
}

static const char *
judge_slug(const char *slug)
{
    size_t size = strnlen(slug, LONGEST_SLUG + 1);

    if (size == 0)
        return _("it is empty");
    if (size > LONGEST_SLUG)
        return _("it is longer than 100 characters");
    for (size_t i = 0; i < size; i++)
        if (!is_lower_or_digit(slug[i]) && slug[i] != '-')
            return _("only lower-case letters without accents, digits and hyphens may stand in it");
    if (slug[0] == '-' || slug[size - 1] == '-')
        return _("it may not begin or end with a hyphen");
    if (is_reserved_name(slug))
        return _("Windows keeps this name for itself");
    return NULL;
}

bool
marbre_slug_check(const char *slug, const char **ret_why)
{
    const char *why = judge_slug(slug);

    if (why != NULL && ret_why != NULL)
        *ret_why = why;
    return why == NULL;
}

/* Lower-case ASCII words with one hyphen between them, none at the ends. */
static GString *
join_words(const char *ascii)
{
    GString *slug = g_string_new(NULL);

    for (const char *p = ascii; *p != '\0'; p++) {
        char c = g_ascii_tolower(*p);

        if (is_lower_or_digit(c))
            g_string_append_c(slug, c);
        else if (slug->len > 0 && slug->str[slug->len - 1] != '-')
            g_string_append_c(slug, '-');
    }
    if (slug->len > 0 && slug->str[slug->len - 1] == '-')
        g_string_truncate(slug, slug->len - 1);
    return slug;
}

static void
cut_at_word(GString *slug)
{
    size_t size = LONGEST_MADE_SLUG;

    if (slug->len <= size)
        return;
    while (size > 0 && slug->str[size] != '-')
        size--;
    g_string_truncate(slug, size > 0 ? size : LONGEST_MADE_SLUG);
}

char *
marbre_slug_make(const char *title)
{
    g_autofree char *valid = g_utf8_make_valid(title, -1);
    /* The letters that the C locale's table lacks come out as question marks, hence as hyphens. */
    g_autofree char *ascii = g_str_to_ascii(valid, "C");
    GString *slug = join_words(ascii);

    cut_at_word(slug);
    if (slug->len == 0)
        g_string_assign(slug, "article");
    else if (is_reserved_name(slug->str))
        g_string_append(slug, "-article");
    return g_string_free(slug, FALSE);
}

static bool
is_media_character(char c)
{
    return g_ascii_isalnum(c) || c == '.' || c == '_' || c == '-';
}

static bool
is_article_file(const char *name)
{
    g_autofree char *lower = g_ascii_strdown(name, -1);

    return g_str_equal(lower, "state.yaml") || g_str_equal(lower, "claims.yaml") ||
           g_str_equal(lower, "notes.yaml") ||
           (g_str_has_prefix(lower, "index.") && g_str_has_suffix(lower, ".md"));
}

/*
 * Whether a browser runs what is in a file of this kind when it is opened at the site's address, or
 * a server before it hands it over: such a file has the site's own rights. Servers may go by any
 * ending of several, and browsers guess where there is none.
 */
static bool
is_active_kind(const char *name)
{
    static const char *const kinds[] = {"asp", "aspx",  "cgi",   "hta",  "htm",   "html", "js",
                                        "jsp", "mht",   "mhtml", "mjs",  "phtml", "pl",   "py",
                                        "sh",  "shtml", "svg",   "svgz", "swf",   "wasm", "xbl",
                                        "xht", "xhtml", "xml",   "xsl",  "xslt",  NULL};
    g_autofree char *lower = g_ascii_strdown(name, -1);
    g_auto(GStrv) parts = g_strsplit(lower, ".", -1);

    for (char **part = parts + 1; *part != NULL; part++)
        if (g_strv_contains(kinds, *part) || g_str_has_prefix(*part, "php"))
            return true;
    return parts[1] == NULL || **(parts + g_strv_length(parts) - 1) == '\0';
}

static const char *
judge_media_name(const char *name)
{
    size_t size = strnlen(name, LONGEST_MEDIA_NAME + 1);

    if (size == 0)
        return _("it is empty");
    if (size > LONGEST_MEDIA_NAME)
        return _("it is longer than 100 characters");
    for (size_t i = 0; i < size; i++)
        if (!is_media_character(name[i]))
            return _("only letters without accents, digits, dots, hyphens and underscores may "
                     "stand in it");
    if (!g_ascii_isalnum(name[0]))
        return _("it must begin with a letter or a digit");
    if (is_article_file(name))
        return _("this is the name of one of the article's own files");
    if (is_active_kind(name))
        return _("browsers or servers would run a file of this kind; give a picture as PNG or "
                 "JPEG, a document as PDF");
    return NULL;
}

bool
marbre_media_name_check(const char *name, const char **ret_why)
{
    const char *why = judge_media_name(name);

    if (why != NULL && ret_why != NULL)
        *ret_why = why;
    return why == NULL;
}

bool
marbre_id_is_valid(const char *id)
{
    size_t size = strnlen(id, LONGEST_ID + 1);

    if (size == 0 || size > LONGEST_ID || id[0] == '-' || id[size - 1] == '-')
        return false;
    for (size_t i = 0; i < size; i++)
        if (!is_lower_or_digit(id[i]) && id[i] != '-')
            return false;
    return true;
}
