/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/explained.h"

#include "base/json.h"

#include <string.h>

static void
write_files(MarbreJson *json, const char *key, const GPtrArray *files)
{
    marbre_json_member_array(json, key);
    for (guint i = 0; i < files->len; i++) {
        const MarbreExampleFile *file = g_ptr_array_index(files, i);
        marbre_json_begin_object(json);
        marbre_json_member_string(json, "name", file->name);
        marbre_json_member_string(json, file->is_text ? "text" : "picture", file->text);
        marbre_json_end_object(json);
    }
    marbre_json_end_array(json);
}

static void
write_rule(MarbreJson *json, const MarbreExplained *rule)
{
    const MarbreRulePage *page = rule->page;
    marbre_json_member_string(json, "rule", rule->id);
    marbre_json_member_string(json, "severity", marbre_severity_name(rule->severity));
    marbre_json_member_string(json, "summary", rule->summary);
    marbre_json_member_string(json, "means", page == NULL ? NULL : page->means);
    marbre_json_member_string(json, "arises", page == NULL ? NULL : page->arises);
    marbre_json_member_string(json, "clear", page == NULL ? NULL : page->clear);
    marbre_json_member_bool(json, "of_engine", rule->of_engine);
    marbre_json_member_array(json, "options");
    for (guint i = 0; i < rule->options->len; i++)
        marbre_json_string(json, g_ptr_array_index(rule->options, i));
    marbre_json_end_array(json);
    marbre_json_member_string(json, "with", page == NULL ? NULL : page->with);
    if (page == NULL)
        return;
    write_files(json, "fails", page->fails);
    write_files(json, "passes", page->passes);
}

static MarbreJson *
begin(void)
{
    MarbreJson *json = marbre_json_new();
    marbre_json_begin_object(json);
    marbre_json_member_int(json, "version", 1);
    return json;
}

static char *
end(MarbreJson *json)
{
    marbre_json_end_object(json);
    return marbre_json_end(json);
}

static void
write_chapter(MarbreJson *json, const MarbreChapter *chapter)
{
    marbre_json_member_string(json, "plugin", chapter->plugin);
    marbre_json_member_string(json, "summary", chapter->summary);
    marbre_json_member_array(json, "rules");
    for (guint i = 0; i < chapter->rules->len; i++) {
        marbre_json_begin_object(json);
        write_rule(json, g_ptr_array_index(chapter->rules, i));
        marbre_json_end_object(json);
    }
    marbre_json_end_array(json);
}

static char *
json_rule(const MarbreCli *cli, const MarbreExplained *rule)
{
    MarbreJson *json = begin();
    write_rule(json, rule);
    return end(json);
}

static char *
json_chapter(const MarbreCli *cli, const MarbreChapter *chapter)
{
    MarbreJson *json = begin();
    write_chapter(json, chapter);
    return end(json);
}

static char *
json_index(const MarbreCli *cli, const GPtrArray *chapters)
{
    MarbreJson *json = begin();
    marbre_json_member_array(json, "plugins");
    for (guint i = 0; i < chapters->len; i++) {
        marbre_json_begin_object(json);
        write_chapter(json, g_ptr_array_index(chapters, i));
        marbre_json_end_object(json);
    }
    marbre_json_end_array(json);
    return end(json);
}

const MarbreExplainFormat marbre_explain_json = {json_rule, json_chapter, json_index};
