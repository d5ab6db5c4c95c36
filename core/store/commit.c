/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/commit.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* Git drops these at both ends of a name or address, so they would not survive. */
static char *
trimmed(const char *text)
{
    static const char crumbs[] = " .,:;<>\"\\'";
    const char *end = text + strlen(text);

    while (text < end && ((unsigned char)*text <= ' ' || strchr(crumbs, *text) != NULL))
        text++;
    while (end > text && ((unsigned char)end[-1] <= ' ' || strchr(crumbs, end[-1]) != NULL))
        end--;
    return g_strndup(text, (size_t)(end - text));
}

static bool
fits_in_header(const char *text)
{
    return g_utf8_validate(text, -1, NULL) && strpbrk(text, "<>\n\r") == NULL;
}

char *
marbre_signature_write(const MarbreSignature *signature, GError **error)
{
    g_autofree char *name = trimmed(signature->name);
    g_autofree char *email = trimmed(signature->email);
    int offset = signature->at.offset;

    if (*name == '\0' || !fits_in_header(name)) {
        g_set_error(
            error, MARBRE_ERROR, MARBRE_ERROR_INVALID,
            _("“%s” cannot stand as a name in a commit; set one with: git config user.name"), name);
        return NULL;
    }
    if (*email == '\0' || !fits_in_header(email) || strchr(email, ' ') != NULL) {
        g_set_error(
            error, MARBRE_ERROR, MARBRE_ERROR_INVALID,
            _("“%s” cannot stand as an address in a commit; set one with: git config user.email"),
            email);
        return NULL;
    }
    if (signature->at.seconds < 0 || abs(offset) > 14 * 60) {
        g_set_error(
            error, MARBRE_ERROR, MARBRE_ERROR_INVALID,
            _("the time %" PRId64
              " cannot stand in a commit; it must be after 1970, and within 14 hours of UTC"),
            signature->at.seconds);
        return NULL;
    }
    return g_strdup_printf("%s <%s> %" G_GINT64_FORMAT " %c%02d%02d", name, email,
                           signature->at.seconds, offset < 0 ? '-' : '+', abs(offset) / 60,
                           abs(offset) % 60);
}

/* Without line ends behind the last word, then exactly one. */
static bool
message_append(GString *text, const char *message, GError **error)
{
    size_t size = strlen(message);

    while (size > 0 && g_ascii_isspace(message[size - 1]))
        size--;
    if (size == 0 || !g_utf8_validate(message, (gssize)size, NULL)) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_INVALID,
                    _("a commit's message must be text in UTF-8"));
        return false;
    }
    g_string_append_len(text, message, (gssize)size);
    g_string_append_c(text, '\n');
    return true;
}

GBytes *
marbre_commit_write(const git_oid *tree,
                    const GArray *parents,
                    const MarbreSignature *author,
                    const MarbreSignature *committer,
                    const char *message,
                    GError **error)
{
    g_autoptr(GString) text = g_string_new("tree ");
    char hex[41];

    marbre_oid_format(tree, hex);
    g_string_append_printf(text, "%s\n", hex);
    for (guint i = 0; i < parents->len; i++) {
        marbre_oid_format(&g_array_index(parents, git_oid, i), hex);
        g_string_append_printf(text, "parent %s\n", hex);
    }
    g_autofree char *by = marbre_signature_write(author, error);
    if (by == NULL)
        return NULL;
    g_autofree char *from = marbre_signature_write(committer, error);
    if (from == NULL)
        return NULL;
    g_string_append_printf(text, "author %s\ncommitter %s\n\n", by, from);
    if (!message_append(text, message, error))
        return NULL;
    return g_string_free_to_bytes(g_steal_pointer(&text));
}

/* Reads what marbre_signature_write() writes, and older or odder lines as well as they go. */
static MarbreSignature *
signature_parse(const char *line)
{
    const char *open = strchr(line, '<');
    const char *close = open != NULL ? strchr(open, '>') : NULL;
    MarbreInstant at = {0};

    if (close == NULL)
        return NULL;
    g_autofree char *name = g_strndup(line, (size_t)(open - line));
    g_autofree char *email = g_strndup(open + 1, (size_t)(close - open - 1));
    char *rest;
    at.seconds = g_ascii_strtoll(close + 1, &rest, 10);
    long zone = CLAMP(strtol(rest, NULL, 10), -9999, 9999);
    at.offset = (int32_t)(zone / 100 * 60 + zone % 100);
    g_autofree char *good_name = g_utf8_make_valid(g_strstrip(name), -1);
    g_autofree char *good_email = g_utf8_make_valid(email, -1);
    return marbre_signature_new(good_name, good_email, at);
}

/* Takes one header line of the given key off; NULL where the next line is another. */
static char *
header_take(const char **at, const char *end, const char *key)
{
    size_t size = strlen(key);
    const char *line = *at;
    const char *stop = memchr(line, '\n', (size_t)(end - line));

    if (stop == NULL || (size_t)(stop - line) <= size || memcmp(line, key, size) != 0 ||
        line[size] != ' ')
        return NULL;
    *at = stop + 1;
    return g_strndup(line + size + 1, (size_t)(stop - line) - size - 1);
}

static bool
id_take(const char **at, const char *end, const char *key, git_oid *ret_id, char ret_hex[41])
{
    const char *before = *at;
    g_autofree char *hex = header_take(at, end, key);

    if (hex == NULL)
        return false;
    if (strlen(hex) != 40 || git_oid_fromstr(ret_id, hex) < 0) {
        *at = before;
        return false;
    }
    g_strlcpy(ret_hex, hex, 41);
    return true;
}

/* Headers after the committer: skipped up to the empty line. One signature may be among them; git
   takes two for none, and others for one. */
static const char *
extra_headers(const char *at, const char *end, const char **ret_wrong)
{
    bool in_signature = false;
    unsigned signatures = 0;

    *ret_wrong = NULL;
    while (at < end && *at != '\n') {
        if (*at != ' ') {
            in_signature = end - at > 7 && memcmp(at, "gpgsig ", 7) == 0;
            signatures += in_signature;
        }
        if (!in_signature)
            *ret_wrong = _("a header line that is not known");
        else if (signatures > 1 && *ret_wrong == NULL)
            *ret_wrong = _("two signatures");
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        at = stop != NULL ? stop + 1 : end;
    }
    return at;
}

static bool
has_doubles(const GArray *parents)
{
    for (guint i = 1; i < parents->len; i++) {
        for (guint j = 0; j < i; j++) {
            if (git_oid_equal(&g_array_index(parents, git_oid, i),
                              &g_array_index(parents, git_oid, j)))
                return true;
        }
    }
    return false;
}

/* The reason why git and others may read something else in these bytes. */
static char *
judge(MarbreCommit *commit, const GArray *parents, const char *head_end, const char *body)
{
    git_oid tree;
    size_t size, ours_size;
    const char *data = g_bytes_get_data(commit->raw, &size);
    size_t head = (size_t)(head_end - data);
    size_t body_size = size - (size_t)(body - data);

    if (memchr(data, 0, size) != NULL)
        return g_strdup(_("a NUL byte"));
    if (has_doubles(parents))
        return g_strdup(_("the same parent twice"));
    g_autoptr(GError) error = NULL;
    (void)git_oid_fromstr(&tree, commit->tree); /* the parser has read it */
    g_autofree char *message = g_strndup(body, body_size);
    g_autoptr(GBytes) written =
        marbre_commit_write(&tree, parents, commit->author, commit->committer, message, &error);
    if (written == NULL)
        return g_strdup(error->message);
    const char *ours = g_bytes_get_data(written, &ours_size);
    if (ours_size <= head || memcmp(ours, data, head) != 0 || ours[head] != '\n')
        return g_strdup(_("its header lines are not in the usual form"));
    if (ours_size - head - 1 != body_size || memcmp(ours + head + 1, body, body_size) != 0)
        return g_strdup(_("its message does not end in one line end"));
    return NULL;
}

static void
message_set(MarbreCommit *commit, const char *body, size_t size)
{
    commit->message = g_utf8_make_valid(body, (gssize)size);
    commit->subject = g_strndup(commit->message, strcspn(commit->message, "\n"));
    commit->trailers = marbre_trailers_parse(commit->message);
}

static void
commit_clear(void *memory)
{
    MarbreCommit *commit = memory;

    g_strfreev(commit->parents);
    marbre_signature_free(commit->author);
    marbre_signature_free(commit->committer);
    g_free(commit->subject);
    g_free(commit->message);
    g_free(commit->not_canonical);
    g_clear_pointer(&commit->raw, g_bytes_unref);
    g_clear_pointer(&commit->trailers, g_ptr_array_unref);
}

MarbreCommit *
marbre_commit_ref(MarbreCommit *commit)
{
    return g_atomic_rc_box_acquire(commit);
}

void
marbre_commit_unref(MarbreCommit *commit)
{
    if (commit != NULL)
        g_atomic_rc_box_release_full(commit, commit_clear);
}

/* Tree, parents, author, committer; false where one that must be there is missing. */
static bool
heads_take(MarbreCommit *commit, GArray *parents, const char **at, const char *end)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    git_oid id;
    char hex[41];

    if (!id_take(at, end, "tree", &id, commit->tree))
        return false;
    while (id_take(at, end, "parent", &id, hex)) {
        g_array_append_val(parents, id);
        g_ptr_array_add(names, g_strdup(hex));
    }
    g_ptr_array_add(names, NULL);
    commit->parents = (char **)g_ptr_array_free(g_steal_pointer(&names), FALSE);
    g_autofree char *author = header_take(at, end, "author");
    g_autofree char *committer = author != NULL ? header_take(at, end, "committer") : NULL;
    if (committer == NULL)
        return false;
    commit->author = signature_parse(author);
    commit->committer = signature_parse(committer);
    return commit->author != NULL && commit->committer != NULL;
}

MarbreCommit *
marbre_commit_parse(const git_oid *id, GBytes *raw, GError **error)
{
    g_autoptr(MarbreCommit) commit = g_atomic_rc_box_new0(MarbreCommit);
    g_autoptr(GArray) parents = g_array_new(FALSE, FALSE, sizeof(git_oid));
    size_t size;
    const char *bytes = g_bytes_get_data(raw, &size);
    const char *at = size > 0 ? bytes : "";
    const char *end = at + size;
    const char *wrong;

    marbre_oid_format(id, commit->id);
    commit->raw = g_bytes_ref(raw);
    if (!heads_take(commit, parents, &at, end)) {
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_INVALID,
                    _("commit %s lacks a tree, an author or a committer in the usual place; `git "
                      "fsck` says more"),
                    commit->id);
        return NULL;
    }
    const char *head_end = at;
    at = extra_headers(at, end, &wrong);
    if (at == end) {
        message_set(commit, "", 0);
        commit->not_canonical = g_strdup(_("no empty line before the message"));
        return g_steal_pointer(&commit);
    }
    message_set(commit, at + 1, (size_t)(end - at - 1));
    commit->not_canonical =
        wrong == NULL ? judge(commit, parents, head_end, at + 1) : g_strdup(wrong);
    return g_steal_pointer(&commit);
}
