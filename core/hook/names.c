/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "hook/judge.h"

#include "base/text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define HEADS "refs/heads/"
#define TAGS "refs/tags/"

bool
marbre_push_is_newsroom(const MarbrePush *push, const char *ref)
{
    return g_str_has_prefix(ref, HEADS) && strcmp(ref + strlen(HEADS), push->settings->branch) == 0;
}

static const char *
rendered_in(MarbreNewsroom *newsroom)
{
    return newsroom == NULL
               ? NULL
               : marbre_policy_get_settings(marbre_newsroom_get_policy(newsroom))->published;
}

bool
marbre_push_is_rendered(const MarbrePush *push, const char *ref)
{
    return g_str_has_prefix(ref, HEADS) &&
           (g_strcmp0(ref + strlen(HEADS), rendered_in(push->before)) == 0 ||
            g_strcmp0(ref + strlen(HEADS), rendered_in(push->after)) == 0);
}

/* Characters that show nothing, or show something else than they are. */
static bool
is_plain(const char *text)
{
    if (!g_utf8_validate(text, -1, NULL))
        return false;
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar character = g_utf8_get_char(at);
        if (g_unichar_iscntrl(character) || marbre_text_is_bidi_control(character) ||
            marbre_text_is_invisible(character) || (g_unichar_isspace(character)))
            return false;
    }
    return true;
}

static bool
is_id(const char *name)
{
    return strlen(name) == 40 && strspn(name, "0123456789abcdefABCDEF") == 40;
}

/* Names that git or its users take for something else. */
static bool
misleads(const char *name)
{
    return name[0] == '-' || name[0] == '\0' || g_ascii_strcasecmp(name, "HEAD") == 0 ||
           g_str_has_suffix(name, "/HEAD") || g_ascii_strncasecmp(name, "refs/", 5) == 0 ||
           strcmp(name, "@") == 0 || is_id(name);
}

/* Whether it reads as a protected branch and is not that branch: another case, a tag. */
static bool
mimics(const char *name, const char *ref, const char *protected)
{
    if (protected == NULL)
        return false;
    g_autofree char *whole = g_strconcat(HEADS, protected, NULL);
    g_autofree char *one = g_utf8_casefold(name, -1);
    g_autofree char *other = g_utf8_casefold(protected, -1);
    return strcmp(ref, whole) != 0 && strcmp(one, other) == 0;
}

char *
marbre_push_name_refusal(const MarbrePush *push, const char *ref)
{
    const char *name = g_str_has_prefix(ref, HEADS)  ? ref + strlen(HEADS)
                       : g_str_has_prefix(ref, TAGS) ? ref + strlen(TAGS)
                                                     : NULL;
    if (g_str_has_prefix(ref, "refs/replace/"))
        return g_strdup(_("a replacement would show readers of this repository another history "
                          "than the one that was judged"));
    if (g_str_has_prefix(ref, "refs/notes/"))
        return g_strdup(_("notes beside the history prove nothing, and are not kept here"));
    if (name == NULL)
        return g_strdup(_("only branches and tags may be pushed here"));
    if (!is_plain(name))
        return g_strdup(_("the name holds characters that don't show as what they are"));
    if (misleads(name))
        return g_strdup(_("the name would be taken for something else"));
    if (mimics(name, ref, push->settings->branch) || mimics(name, ref, rendered_in(push->before)) ||
        mimics(name, ref, rendered_in(push->after)))
        return g_strdup(_("the name would be taken for a protected branch"));
    return NULL;
}
