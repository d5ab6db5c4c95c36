/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plugin/outcome.h"

#include "base/path.h"
#include "finding/finding.h"
#include "plugin/outcome_inside.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#define FILE_MAX (UINT64_C(64) << 20)
#define MEDIA_TYPE_MAX 255u

static int32_t G_GNUC_PRINTF(3, 4) refuse(GError **error, int32_t code, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    GError *made = g_error_new_valist(MARBRE_ERROR, MARBRE_ERROR_INVALID, format, args);
    va_end(args);
    g_propagate_error(error, made);
    return code;
}

static bool
is_text_name(const char *name)
{
    return marbre_article_is_text_name(name, NULL) || g_str_equal(name, "claims.yaml");
}

bool
marbre_change_name_check(const char *name)
{
    return is_text_name(name) || marbre_media_name_check(name, NULL);
}

/* The file a finding speaks of; `name` NULL is the published text. */
static const MarbreFile *
find_file(const MarbreArticle *article, const char *lang, const char *name)
{
    if (name != NULL)
        return marbre_article_get_file(article, name);
    if (lang == NULL)
        lang = marbre_article_get_langs(article)[0];
    g_autofree char *text = g_strdup_printf("index.%s.md", lang != NULL ? lang : "");
    return marbre_article_get_file(article, text);
}

static bool
is_boundary(const char *data, size_t size, uint64_t offset)
{
    return offset == size || (offset < size && ((uint8_t)data[offset] & 0xC0u) != 0x80u);
}

/* A range of a file, which falls between characters where the file is text. */
static int32_t
span_check(const MarbreFile *file, MarbreSpan span, GError **error)
{
    size_t size = (size_t)file->size;
    const char *data = file->bytes != NULL ? g_bytes_get_data(file->bytes, &size) : NULL;
    /* The size of a picture that nobody has read is not always known. */
    uint64_t end = data == NULL && size == 0 ? FILE_MAX : size;
    if (span.start > span.end || span.end > end)
        return refuse(error, MBR_E_INVALID,
                      _("the range %" PRIu64 "-%" PRIu64 " is not within %s, which has %zu bytes"),
                      span.start, span.end, file->name, size);
    if (data != NULL && is_text_name(file->name) &&
        (!is_boundary(data, size, span.start) || !is_boundary(data, size, span.end)))
        return refuse(error, MBR_E_INVALID,
                      _("the range %" PRIu64 "-%" PRIu64 " of %s cuts a character in two"),
                      span.start, span.end, file->name);
    return MBR_OK;
}

static bool
name_is_hole(const char *name)
{
    size_t length =
        strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-");
    return length > 0 && length <= 64 && name[length] == '\0';
}

static int32_t
args_check(const MarbreRecord *record, MarbreTallyUsed *used, GError **error)
{
    size_t count = record->args != NULL ? g_variant_n_children(record->args) : 0;
    if (count > MARBRE_OUTCOME_ARGS)
        return refuse(error, MBR_E_INVALID, _("a finding of %s has more than %u arguments"),
                      record->rule, MARBRE_OUTCOME_ARGS);
    const char *names[MARBRE_OUTCOME_ARGS + 1] = {NULL};
    for (size_t i = 0; i < count; i++) {
        const char *value;
        g_variant_get_child(record->args, i, "(&s&s)", &names[i], &value);
        if (!name_is_hole(names[i]))
            return refuse(error, MBR_E_INVALID, _("a finding of %s has an argument without a name"),
                          record->rule);
        for (size_t j = 0; j < i; j++) {
            if (g_str_equal(names[i], names[j]))
                return refuse(error, MBR_E_INVALID, _("a finding of %s has the argument %s twice"),
                              record->rule, names[i]);
        }
        used->words += strlen(names[i]) + strlen(value);
    }
    if (used->words > MARBRE_OUTCOME_WORDS)
        return refuse(error, MBR_E_FAILED, _("more than %u KiB of arguments in one run"),
                      (unsigned)(MARBRE_OUTCOME_WORDS >> 10));
    return MBR_OK;
}

static int32_t
edits_check(const MarbreRecord *record,
            const MarbreFile *file,
            MarbreTallyUsed *used,
            GError **error)
{
    if (record->edits->len > 0 && (file->bytes == NULL || !is_text_name(file->name)))
        return refuse(error, MBR_E_INVALID, _("%s cannot be edited"), file->name);
    uint64_t behind = 0;
    for (guint i = 0; i < record->edits->len; i++) {
        const MarbreEdit *edit = g_ptr_array_index(record->edits, i);
        int32_t result = span_check(file, edit->span, error);
        if (result < 0)
            return result;
        if (edit->span.start < behind)
            return refuse(error, MBR_E_INVALID, _("the edits of a finding of %s overlap"),
                          record->rule);
        behind = edit->span.end;
        used->changes += strlen(edit->text);
    }
    used->edits += record->edits->len;
    if (used->edits > MARBRE_OUTCOME_EDITS)
        return refuse(error, MBR_E_FAILED, _("more than %u edits in one run"),
                      MARBRE_OUTCOME_EDITS);
    if (used->changes > MARBRE_OUTCOME_CHANGES)
        return refuse(error, MBR_E_FAILED, _("more than %u MiB of changes in one run"),
                      (unsigned)(MARBRE_OUTCOME_CHANGES >> 20));
    return MBR_OK;
}

int32_t
marbre_record_check(const MarbreRecord *record,
                    const MarbreTaskInfo *task,
                    const MarbreArticle *article,
                    const char *lang,
                    MarbreTallyUsed *used,
                    GError **error)
{
    if (used->findings == MARBRE_OUTCOME_FINDINGS)
        return refuse(error, MBR_E_FAILED, _("more than %u findings in one run"),
                      MARBRE_OUTCOME_FINDINGS);
    if (marbre_task_info_rule(task, record->rule) == NULL) {
        g_autofree char *shown = marbre_text_shown(record->rule);
        return refuse(error, MBR_E_INVALID, _("a finding names the unknown rule %s"), shown);
    }
    if (record->severity < 0 || record->severity > MBR_SEVERITY_ERROR)
        return refuse(error, MBR_E_INVALID, _("a finding of %s has the unknown severity %d"),
                      record->rule, record->severity);
    const MarbreFile *file = find_file(article, lang, record->file);
    if (file == NULL || !file->regular) {
        g_autofree char *shown = marbre_text_shown(record->file != NULL ? record->file : "");
        return refuse(error, MBR_E_INVALID,
                      _("a finding of %s names the file %s, which is not there"), record->rule,
                      shown);
    }
    int32_t result = span_check(file, record->span, error);
    if (result >= 0)
        result = args_check(record, used, error);
    if (result >= 0)
        result = edits_check(record, file, used, error);
    used->findings++;
    return result;
}

static int32_t
change_edit_check(const MarbreChange *change, const MarbreFile *file, GError **error)
{
    size_t size;
    const char *data = g_bytes_get_data(change->bytes, &size);
    if (file == NULL || file->bytes == NULL || !is_text_name(change->file))
        return refuse(error, MBR_E_INVALID, _("%s cannot be edited"), change->file);
    if (size > 0 && (!g_utf8_validate(data, (gssize)size, NULL)))
        return refuse(error, MBR_E_INVALID, _("an edit of %s is not UTF-8"), change->file);
    return span_check(file, change->span, error);
}

static int32_t
change_write_check(const MarbreChange *change, GError **error)
{
    size_t size;
    const char *data = g_bytes_get_data(change->bytes, &size);
    const char *why = NULL;
    if (size > FILE_MAX || (is_text_name(change->file) && size > MARBRE_COPY_LIMIT))
        return refuse(error, MBR_E_INVALID, _("%s would be too large"), change->file);
    if (is_text_name(change->file) && !marbre_text_check(data, size, NULL, &why))
        return refuse(error, MBR_E_INVALID, _("%s would be no text: %s"), change->file, why);
    return MBR_OK;
}

int32_t
marbre_change_check(const MarbreChange *change,
                    const MarbreArticle *article,
                    MarbreTallyUsed *used,
                    GError **error)
{
    if (!marbre_change_name_check(change->file)) {
        g_autofree char *shown = marbre_text_shown(change->file);
        return refuse(error, MBR_E_INVALID, _("an action may not change a file named %s"), shown);
    }
    const MarbreFile *file = marbre_article_get_file(article, change->file);
    if (file != NULL && !file->regular)
        return refuse(error, MBR_E_INVALID, _("%s is no plain file"), change->file);
    used->changes += change->bytes != NULL ? g_bytes_get_size(change->bytes) : 0;
    if (used->changes > MARBRE_OUTCOME_CHANGES)
        return refuse(error, MBR_E_FAILED, _("more than %u MiB of changes in one run"),
                      (unsigned)(MARBRE_OUTCOME_CHANGES >> 20));
    if (++used->entries > MARBRE_OUTCOME_ENTRIES)
        return refuse(error, MBR_E_FAILED, _("more than %u changes in one run"),
                      MARBRE_OUTCOME_ENTRIES);
    switch (change->kind) {
    case MARBRE_CHANGE_EDIT:
        return change_edit_check(change, file, error);
    case MARBRE_CHANGE_WRITE:
        return change_write_check(change, error);
    case MARBRE_CHANGE_REMOVE:
        if (file == NULL)
            return refuse(error, MBR_E_INVALID,
                          _("%s is not there; an action must change only files that are"),
                          change->file);
        return MBR_OK;
    }
    return refuse(error, MBR_E_INVALID, _("an unknown kind of change"));
}

/* "text/html" or "text/html; charset=utf-8". */
static bool
media_type_check(const char *type)
{
    size_t length = strlen(type);
    const char *slash = strchr(type, '/');
    if (slash == NULL || slash == type || slash[1] == '\0' || length > MEDIA_TYPE_MAX)
        return false;
    for (const char *at = type; *at != '\0'; at++) {
        if (!g_ascii_isprint(*at))
            return false;
    }
    return true;
}

int32_t
marbre_artifact_check(const MarbreArtifact *artifact, MarbreTallyUsed *used, GError **error)
{
    if (!marbre_path_is_safe(artifact->path)) {
        g_autofree char *shown = marbre_text_shown(artifact->path);
        return refuse(error, MBR_E_INVALID, _("%s is no place in the published site"), shown);
    }
    if (!media_type_check(artifact->media_type)) {
        g_autofree char *shown = marbre_text_shown(artifact->media_type);
        return refuse(error, MBR_E_INVALID, _("%s is no media type"), shown);
    }
    used->artifacts += g_bytes_get_size(artifact->bytes);
    if (used->artifacts > MARBRE_OUTCOME_ARTIFACTS || ++used->entries > MARBRE_OUTCOME_ENTRIES)
        return refuse(error, MBR_E_FAILED, _("more than %u MiB or %u files published in one run"),
                      (unsigned)(MARBRE_OUTCOME_ARTIFACTS >> 20), MARBRE_OUTCOME_ENTRIES);
    return MBR_OK;
}

/* By file; the edits of one by place, those at one place in the order they were made. */
static int
compare_changes(const void *a, const void *b)
{
    const MarbreChange *left = *(MarbreChange *const *)a;
    const MarbreChange *right = *(MarbreChange *const *)b;
    int order = strcmp(left->file, right->file);
    if (order != 0)
        return order;
    if (left->span.start != right->span.start)
        return left->span.start < right->span.start ? -1 : 1;
    bool left_empty = left->span.start == left->span.end;
    bool right_empty = right->span.start == right->span.end;
    return (int)right_empty - (int)left_empty;
}

bool
marbre_changes_check(const GPtrArray *changes, GError **error)
{
    g_autoptr(GPtrArray) sorted = g_ptr_array_copy((GPtrArray *)changes, NULL, NULL);
    g_ptr_array_set_free_func(sorted, NULL);
    g_ptr_array_sort(sorted, compare_changes);
    for (guint i = 1; i < sorted->len; i++) {
        const MarbreChange *one = g_ptr_array_index(sorted, i - 1);
        const MarbreChange *two = g_ptr_array_index(sorted, i);
        if (!g_str_equal(one->file, two->file))
            continue;
        if (one->kind != MARBRE_CHANGE_EDIT || two->kind != MARBRE_CHANGE_EDIT) {
            refuse(error, 0, _("%s is written, removed or edited more than once"), one->file);
            return false;
        }
        if (two->span.start < one->span.end) {
            refuse(error, 0, _("the edits of %s overlap"), one->file);
            return false;
        }
    }
    return true;
}

static int
compare_paths(const void *a, const void *b)
{
    const MarbreArtifact *left = *(MarbreArtifact *const *)a;
    const MarbreArtifact *right = *(MarbreArtifact *const *)b;
    return strcmp(left->path, right->path);
}

/* Whether a path is, or lies below, another one of the list. */
static bool
artifacts_check(const GPtrArray *artifacts, GError **error)
{
    g_autoptr(GPtrArray) sorted = g_ptr_array_copy((GPtrArray *)artifacts, NULL, NULL);
    g_ptr_array_set_free_func(sorted, NULL);
    g_ptr_array_sort(sorted, compare_paths);
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < sorted->len; i++) {
        const MarbreArtifact *artifact = g_ptr_array_index(sorted, i);
        bool good = g_hash_table_add(seen, artifact->path);
        g_autofree char *parent = g_strdup(artifact->path);
        for (char *slash = strrchr(parent, '/'); good && slash != NULL;
             slash = strrchr(parent, '/')) {
            *slash = '\0';
            good = !g_hash_table_contains(seen, parent);
        }
        if (!good) {
            refuse(error, 0, _("%s is published twice, or as a file and a folder"), artifact->path);
            return false;
        }
    }
    return true;
}

static bool
read_check(const MarbreRead *read, GError **error)
{
    bool root = read->kind == MARBRE_READ_FOLDER && read->path[0] == '\0';
    size_t length = strlen(read->id);
    size_t wanted = read->kind == MARBRE_READ_FILE ? 40 : 64;
    if ((!root && !marbre_path_is_safe(read->path)) || (length != 0 && length != wanted) ||
        strspn(read->id, "0123456789abcdef") != length) {
        refuse(error, 0, _("a read of the newsroom is damaged"));
        return false;
    }
    return true;
}

bool
marbre_outcome_check(const MarbreOutcome *outcome,
                     const MarbreTaskInfo *task,
                     const MarbreArticle *article,
                     const char *lang,
                     GError **error)
{
    MarbreTallyUsed used = {0};
    if (task->kind != MBR_KIND_ACTION &&
        (outcome->changes->len > 0 || outcome->artifacts->len > 0)) {
        refuse(error, 0, _("a check changed something"));
        return false;
    }
    for (guint i = 0; i < outcome->findings->len; i++) {
        if (marbre_record_check(g_ptr_array_index(outcome->findings, i), task, article, lang, &used,
                                error) < 0)
            return false;
    }
    for (guint i = 0; i < outcome->changes->len; i++) {
        if (marbre_change_check(g_ptr_array_index(outcome->changes, i), article, &used, error) < 0)
            return false;
    }
    for (guint i = 0; i < outcome->artifacts->len; i++) {
        if (marbre_artifact_check(g_ptr_array_index(outcome->artifacts, i), &used, error) < 0)
            return false;
    }
    for (guint i = 0; i < outcome->reads->len; i++) {
        if (!read_check(g_ptr_array_index(outcome->reads, i), error))
            return false;
    }
    return marbre_changes_check(outcome->changes, error) &&
           artifacts_check(outcome->artifacts, error);
}
