/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plugin/descriptor.h"
#include "plugin/descriptor_inside.h"

#include "probe.h"

#include <string.h>

static int32_t
create(const mbr_host *host, const mbr_config *config, mbr_task **out)
{
    return MBR_OK;
}

static int32_t
run(mbr_task *task, mbr_job *job)
{
    return MBR_OK;
}

static void
destroy(mbr_task *task)
{
}

/* A plugin whose parts a test may spoil. */
typedef struct {
    mbr_rule rule;
    mbr_rule rule2;
    const mbr_rule *rules[3];
    mbr_option option;
    mbr_option option2;
    const mbr_option *options[3];
    const char *keys[4];
    mbr_task_class task;
    mbr_task_class task2;
    const mbr_task_class *tasks[3];
    mbr_plugin plugin;
} Spoilt;

static void
spoilt_init(Spoilt *spoilt)
{
    memset(spoilt, 0, sizeof *spoilt);
    spoilt->rule = (mbr_rule){.struct_size = sizeof(mbr_rule),
                              .severity = MBR_SEVERITY_ERROR,
                              .id = "one",
                              .summary = "One",
                              .message = "One {what}"};
    spoilt->rules[0] = &spoilt->rule;
    spoilt->option = (mbr_option){.struct_size = sizeof(mbr_option),
                                  .type = MBR_OPTION_INT,
                                  .key = "words.min",
                                  .summary = "Fewest words",
                                  .fallback = "3",
                                  .minimum = 1,
                                  .maximum = 9};
    spoilt->options[0] = &spoilt->option;
    spoilt->keys[0] = "title";
    spoilt->keys[1] = "author";
    spoilt->keys[2] = "title";
    spoilt->task = (mbr_task_class){.struct_size = sizeof(mbr_task_class),
                                    .kind = MBR_KIND_CHECK,
                                    .id = "task",
                                    .summary = "A task",
                                    .judges = MBR_PART_TEXT,
                                    .keys = spoilt->keys,
                                    .options = spoilt->options,
                                    .rules = spoilt->rules,
                                    .create = create,
                                    .run = run,
                                    .destroy = destroy};
    spoilt->task2 = spoilt->task;
    spoilt->task2.id = "second";
    spoilt->tasks[0] = &spoilt->task;
    spoilt->plugin = (mbr_plugin){.struct_size = sizeof(mbr_plugin),
                                  .id = "spoilt",
                                  .version = "1.0.0",
                                  .license = "MIT",
                                  .tasks = spoilt->tasks};
}

static void
test_read(void)
{
    Spoilt spoilt;
    spoilt_init(&spoilt);
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbrePluginInfo) info = marbre_plugin_info_read(&spoilt.plugin, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(info->id, ==, "spoilt");
    g_assert_cmpstr(info->version, ==, "1.0.0");
    g_assert_cmpstr(info->license, ==, "MIT");
    g_assert_null(info->homepage);
    g_assert_cmpuint(info->tasks->len, ==, 1);
    const MarbreTaskInfo *task = marbre_plugin_info_find(info, "task");
    g_assert_nonnull(task);
    /* Keys are a set: sorted, each once. */
    g_assert_cmpuint(g_strv_length(task->keys), ==, 2);
    g_assert_cmpstr(task->keys[0], ==, "author");
    g_assert_cmpstr(task->keys[1], ==, "title");
    g_assert_cmpuint(task->judges, ==, MBR_PART_TEXT);
    const MarbreOptionInfo *option = marbre_task_info_option(task, "words.min");
    g_assert_cmpstr(option->fallback, ==, "3");
    g_assert_cmpint(option->maximum, ==, 9);
    g_assert_cmpstr(marbre_task_info_rule(task, "one")->message, ==, "One {what}");
    g_assert_nonnull(marbre_plugin_info_rule(info, "spoilt/one"));
    g_assert_nonnull(marbre_plugin_info_rule(info, "one"));
    g_assert_null(marbre_plugin_info_rule(info, "spoil/one"));
    g_assert_null(marbre_plugin_info_rule(info, "spoilt/two"));
}

/* The plugin is refused, and its words hold `words`. */
static void
assert_refused(const Spoilt *spoilt, int code, const char *words)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbrePluginInfo) info = marbre_plugin_info_read(&spoilt->plugin, &error);
    g_assert_null(info);
    g_assert_error(error, MARBRE_ERROR, code);
    if (strstr(error->message, words) == NULL)
        g_error("\"%s\" is not in \"%s\"", words, error->message);
}

#define REFUSED(change, words)                                                                     \
    do {                                                                                           \
        Spoilt spoilt;                                                                             \
        spoilt_init(&spoilt);                                                                      \
        change;                                                                                    \
        assert_refused(&spoilt, MARBRE_ERROR_INVALID, words);                                      \
    } while (0)

static void
test_refuse_plugin(void)
{
    REFUSED(spoilt.plugin.struct_size = 0, "struct_size of mbr_plugin");
    REFUSED(spoilt.plugin.id = "Spoilt", "no plugin id");
    REFUSED(spoilt.plugin.id = "x", "no plugin id");
    REFUSED(spoilt.plugin.id = "marbre", "taken");
    REFUSED(spoilt.plugin.id = NULL, "mbr_plugin.id is missing");
    REFUSED(spoilt.plugin.version = "1.0", "no semantic version");
    REFUSED(spoilt.plugin.version = "1.0.0-\xFF", "not UTF-8");
    REFUSED(spoilt.plugin.version = NULL, "plugin spoilt: mbr_plugin.version is missing");
    g_autofree char *large = g_strnfill(MARBRE_PLUGIN_TEXT + 1, '1');
    g_autofree char *words =
        g_strdup_printf("mbr_plugin.version is too long; it may have %u bytes at most",
                        (unsigned)MARBRE_PLUGIN_TEXT);
    REFUSED(spoilt.plugin.version = large, words);
    g_autoptr(GError) error = NULL;
    g_assert_null(marbre_plugin_info_read(NULL, &error));
    g_assert_true(g_str_has_suffix(error->message,
                                   "marbre_plugin_1 returned NULL; it must return its mbr_plugin"));
    REFUSED(spoilt.plugin.tasks = NULL, "offers no task");
    REFUSED(spoilt.tasks[1] = &spoilt.task, "task task is there twice");
}

static void
test_refuse_task(void)
{
    REFUSED(spoilt.task.struct_size = 8, "struct_size of mbr_task_class");
    REFUSED(spoilt.task.id = "a_b", "no task id");
    REFUSED(spoilt.task.kind = 3, "unknown kind 3");
    REFUSED(spoilt.task.run = NULL, "run or destroy is missing");
    REFUSED(spoilt.task.needs = MBR_NEEDS_NETWORK, "can need nothing");
    REFUSED(spoilt.task.needs = 2, "needs what this version does not know");
    REFUSED(spoilt.task.judges = MBR_PART_SOURCE_APPROVED, "judges parts that it cannot");
    REFUSED(spoilt.task.judges = 1024, "judges parts that it cannot");
    REFUSED(spoilt.task.summary = "",
            "task task: mbr_task_class.summary is empty; write some words");
    REFUSED(spoilt.keys[1] = "", "mbr_task_class.keys is empty; write some words");
}

static void
test_refuse_option(void)
{
    static const char *const choices[] = {"a", "b", NULL};
    REFUSED(spoilt.option.struct_size = sizeof(mbr_option) - 1, "struct_size of mbr_option");
    REFUSED(spoilt.option.key = "words..min", "no option key");
    REFUSED(spoilt.option.key = "Words", "no option key");
    REFUSED(spoilt.option.type = 8, "unknown type 8");
    REFUSED(spoilt.option.flags = 4, "unknown flags");
    REFUSED(spoilt.option.fallback = "ten", "its fallback will not do");
    REFUSED(spoilt.option.fallback = "10", "its fallback will not do");
    REFUSED(spoilt.option.minimum = 10, "minimum is above its maximum");
    REFUSED(spoilt.option.choices = choices, "MBR_OPTION_CHOICE alone");
    REFUSED((spoilt.option2 = spoilt.option, spoilt.option2.key = "words",
             spoilt.options[1] = &spoilt.option2),
            "cannot both be");
    REFUSED((spoilt.option2 = spoilt.option, spoilt.options[1] = &spoilt.option2),
            "cannot both be");
}

static void
test_refuse_rule(void)
{
    REFUSED(spoilt.rule.struct_size = 4,
            "struct_size of mbr_rule is not set to its size; it must be its sizeof");
    REFUSED(spoilt.rule.id = "one/two", "no rule id");
    REFUSED(spoilt.rule.severity = 0, "unknown severity 0");
    REFUSED(spoilt.rule.message = NULL, "plugin spoilt, task task: mbr_rule.message is missing");
    REFUSED(spoilt.rule.summary = "\xC3", "mbr_rule.summary is not UTF-8; write it in UTF-8");
    REFUSED((spoilt.rule2 = spoilt.rule, spoilt.rules[1] = &spoilt.rule2), "there twice");
}

/* Two tasks may share a rule, but not its name alone. */
static void
test_shared_rule(void)
{
    Spoilt spoilt;
    spoilt_init(&spoilt);
    spoilt.tasks[1] = &spoilt.task2;
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbrePluginInfo) info = marbre_plugin_info_read(&spoilt.plugin, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(info->tasks->len, ==, 2);

    spoilt.rule2 = spoilt.rule;
    spoilt.rule2.message = "Something else";
    const mbr_rule *const others[] = {&spoilt.rule2, NULL};
    spoilt.task2.rules = others;
    assert_refused(&spoilt, MARBRE_ERROR_INVALID, "rule one is there twice");
}

static void
test_newer(void)
{
    Spoilt spoilt;
    spoilt_init(&spoilt);
    spoilt.plugin.needs_minor = MBR_ABI_MINOR + 1;
    assert_refused(&spoilt, MARBRE_ERROR_REFUSED, "needs version 1.2");

    /* A longer struct is taken where its tail says nothing. */
    struct {
        mbr_plugin known;
        uint64_t tail;
    } longer;
    spoilt_init(&spoilt);
    memset(&longer, 0, sizeof longer);
    longer.known = spoilt.plugin;
    longer.known.struct_size = sizeof longer;
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbrePluginInfo) info = marbre_plugin_info_read(&longer.known, &error);
    g_assert_no_error(error);
    longer.tail = 1;
    g_assert_null(marbre_plugin_info_read(&longer.known, &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_INVALID);
    g_assert_nonnull(strstr(error->message, "fields that this version does not know"));
    g_clear_error(&error);
    longer.known.struct_size = UINT32_MAX;
    g_assert_null(marbre_plugin_info_read(&longer.known, &error));
}

static void
test_choose(void)
{
    g_autoptr(GError) error = NULL;
    Spoilt alone;
    spoilt_init(&alone);
    alone.task.kind = MBR_KIND_ACTION;
    g_autoptr(MarbrePluginInfo) acting = marbre_plugin_info_read(&alone.plugin, &error);
    g_assert_no_error(error);
    g_assert_null(marbre_plugin_info_choose(acting, NULL, MBR_KIND_CHECK, &error));
    g_assert_cmpstr(error->message, ==,
                    "plugin spoilt offers no check; `marbre plugin show` says what each offers");
    g_clear_error(&error);
    g_autoptr(MarbrePluginInfo) info = marbre_plugin_info_read(probe_plugin(), &error);
    g_assert_no_error(error);
    g_assert_cmpstr(marbre_plugin_info_choose(info, "wide", MBR_KIND_CHECK, &error)->id, ==,
                    "wide");
    g_assert_null(marbre_plugin_info_choose(info, NULL, MBR_KIND_CHECK, &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE);
    g_assert_nonnull(strstr(error->message, "offers several tasks; write"));
    g_assert_nonnull(strstr(error->message, "wide, narrow"));
    g_clear_error(&error);
    g_assert_null(marbre_plugin_info_choose(info, "wid", MBR_KIND_CHECK, &error));
    g_assert_nonnull(strstr(error->message,
                            "plugin probe has no task wid of this kind; did you mean probe/wide?"));
    g_clear_error(&error);
    g_assert_null(marbre_plugin_info_choose(info, "action", MBR_KIND_CHECK, &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_USAGE);
    g_assert_cmpstr(
        error->message, ==,
        "plugin probe has no task action of this kind; `marbre plugin show` says what each offers");
}

static void
test_choose_only(void)
{
    Spoilt spoilt;
    spoilt_init(&spoilt);
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbrePluginInfo) info = marbre_plugin_info_read(&spoilt.plugin, &error);
    g_assert_cmpstr(marbre_plugin_info_choose(info, NULL, MBR_KIND_CHECK, &error)->id, ==, "task");
    g_assert_null(marbre_plugin_info_choose(info, NULL, MBR_KIND_ACTION, &error));
    g_assert_nonnull(
        strstr(error->message, "offers no action; `marbre plugin show` says what each offers"));
}

static void
test_pack(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbrePluginInfo) info = marbre_plugin_info_read(probe_plugin(), &error);
    info->path = g_strdup("/usr/lib/probe.so");
    g_autoptr(GVariant) packed = marbre_plugin_info_pack(info);
    g_autoptr(MarbrePluginInfo) back = marbre_plugin_info_unpack(packed, &error);
    g_assert_no_error(error);
    g_autoptr(GVariant) again = marbre_plugin_info_pack(back);
    g_assert_true(g_variant_equal(packed, again));
    g_assert_cmpstr(back->path, ==, "/usr/lib/probe.so");
    g_assert_cmpuint(back->tasks->len, ==, 4);
    const MarbreTaskInfo *task = marbre_plugin_info_find(back, "wide");
    g_assert_cmpuint(task->options->len, ==, 6);
    g_assert_cmpint(marbre_task_info_option(task, "words.max")->maximum, ==, 99);
}

/* A packed descriptor is judged like a library's. */
static void
test_unpack_hostile(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbrePluginInfo) info = marbre_plugin_info_read(probe_plugin(), &error);
    g_free(info->id);
    info->id = g_strdup("../probe");
    g_autoptr(GVariant) packed = marbre_plugin_info_pack(info);
    g_assert_null(marbre_plugin_info_unpack(packed, &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_INVALID);
    g_clear_error(&error);

    g_autoptr(GVariant) other = g_variant_ref_sink(g_variant_new_string("nonsense"));
    g_assert_null(marbre_plugin_info_unpack(other, &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_INVALID);
    g_assert_nonnull(strstr(
        error->message,
        "a plugin's description came back damaged; it must not write into memory of others"));
    g_clear_error(&error);

    /* Bytes of the right type, but not as anyone would have written them. */
    g_autoptr(GBytes) bytes = g_variant_get_data_as_bytes(packed);
    g_autofree char *spoilt = g_memdup2(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
    memset(spoilt + g_bytes_get_size(bytes) / 2, 0xFF, 16);
    g_autoptr(GBytes) wrong = g_bytes_new(spoilt, g_bytes_get_size(bytes));
    g_autoptr(GVariant) damaged =
        g_variant_ref_sink(g_variant_new_from_bytes(g_variant_get_type(packed), wrong, FALSE));
    g_assert_null(marbre_plugin_info_unpack(damaged, &error));
    g_assert_error(error, MARBRE_ERROR, MARBRE_ERROR_INVALID);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/descriptor/read", test_read);
    g_test_add_func("/descriptor/refuse-plugin", test_refuse_plugin);
    g_test_add_func("/descriptor/refuse-task", test_refuse_task);
    g_test_add_func("/descriptor/refuse-option", test_refuse_option);
    g_test_add_func("/descriptor/refuse-rule", test_refuse_rule);
    g_test_add_func("/descriptor/shared-rule", test_shared_rule);
    g_test_add_func("/descriptor/newer", test_newer);
    g_test_add_func("/descriptor/choose", test_choose);
    g_test_add_func("/descriptor/choose-only", test_choose_only);
    g_test_add_func("/descriptor/pack", test_pack);
    g_test_add_func("/descriptor/unpack-hostile", test_unpack_hostile);
    return g_test_run();
}
