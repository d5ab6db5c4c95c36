/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "probe.h"

#include "base/error.h"

#include <string.h>

const char probe_text[] =
    "---\n"
    "title: \"L'accord : « fini »\"\n"
    "source-lang: en\n"
    "count: 12\n"
    "share: 0.5\n"
    "done: true\n"
    "images:\n"
    "  - {file: photo.jpg, credit: 'Agence O''Neil'}\n"
    "---\n"
    "# Le titre\n"
    "\n"
    "Un **mot** d’ordre &amp; un « propos\n"
    "tenu » ici. Une autre phrase.\n"
    "\n"
    "> Un bloc cité.\n"
    "\n"
    "Voir [le lien](https://example.org \"Titre\") et ![Une vue](photo.jpg).\n";

const char probe_source[] = "---\ntitle: The deal\n---\nA word. Another one.\n";

const char probe_claims[] = "claims:\n"
                            "  - id: un-mot\n"
                            "    quote: \"Un mot d'ordre\"\n"
                            "    by: quelqu'un\n"
                            "    status: unverified\n";

uint64_t
probe_at(const char *words)
{
    const char *found = strstr(probe_text, words);
    g_assert_nonnull(found);
    return (uint64_t)(found - probe_text);
}

static void
add_file(GPtrArray *files, const char *name, const char *text)
{
    g_autoptr(GBytes) bytes = text != NULL ? g_bytes_new(text, strlen(text)) : NULL;
    g_ptr_array_add(files, marbre_file_new(name, "0123456789012345678901234567890123456789",
                                           text != NULL ? strlen(text) : 4, bytes));
}

MarbreArticle *
probe_article(void)
{
    g_autoptr(GPtrArray) files = marbre_files_new();
    add_file(files, "index.fr.md", probe_text);
    add_file(files, "index.en.md", probe_source);
    add_file(files, "claims.yaml", probe_claims);
    add_file(files, "photo.jpg", NULL);
    const char *const langs[] = {"fr", NULL};
    return marbre_article_new("articles/2023/09/accord", files, langs, NULL);
}

/* ---- the newsroom ---- */

Newsroom *
newsroom_new(void)
{
    Newsroom *newsroom = g_new0(Newsroom, 1);
    newsroom->files = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    return newsroom;
}

void
newsroom_free(Newsroom *newsroom)
{
    g_hash_table_unref(newsroom->files);
    g_free(newsroom);
}

void
newsroom_add(Newsroom *newsroom, const char *path, const char *text)
{
    g_hash_table_insert(newsroom->files, g_strdup(path), g_strdup(text));
}

static bool
is_there(Newsroom *newsroom, bool found, GError **error)
{
    newsroom->asked++;
    if (newsroom->broken)
        g_set_error_literal(error, MARBRE_ERROR, MARBRE_ERROR_FAILED, "the disk is gone");
    else if (!found)
        g_set_error_literal(error, MARBRE_ERROR, MARBRE_ERROR_NOT_FOUND, "nothing there");
    return found && !newsroom->broken;
}

static GBytes *
read_file(void *user, const char *path, GError **error)
{
    Newsroom *newsroom = user;
    const char *text = g_hash_table_lookup(newsroom->files, path);
    return is_there(newsroom, text != NULL, error) ? g_bytes_new(text, strlen(text)) : NULL;
}

static GBytes *
read_media(void *user, const char *path, const char *oid, GError **error)
{
    g_assert_cmpuint(strlen(oid), ==, 40);
    return read_file(user, path, error);
}

static GBytes *
read_approved(void *user, const char *folder, const char *lang, GError **error)
{
    Newsroom *newsroom = user;
    g_assert_cmpstr(folder, ==, "articles/2023/09/accord");
    g_assert_cmpstr(lang, ==, "fr");
    const char *text = newsroom->approved;
    return is_there(newsroom, text != NULL, error) ? g_bytes_new(text, strlen(text)) : NULL;
}

static GPtrArray *
list_folder(void *user, const char *folder, GError **error)
{
    Newsroom *newsroom = user;
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    GHashTableIter iter;
    void *key;
    g_hash_table_iter_init(&iter, newsroom->files);
    while (g_hash_table_iter_next(&iter, &key, NULL)) {
        g_autofree char *parent = g_path_get_dirname(key);
        if (g_str_equal(parent, folder))
            g_ptr_array_add(names, g_path_get_basename(key));
    }
    return is_there(newsroom, names->len > 0, error) ? g_steal_pointer(&names) : NULL;
}

MarbreSurroundings
newsroom_surroundings(Newsroom *newsroom)
{
    return (MarbreSurroundings){.read = read_file,
                                .list = list_folder,
                                .media = read_media,
                                .approved = read_approved,
                                .user = newsroom};
}

/* ---- the plugin ---- */

/* What the tasks do: a plugin has no other way to learn what a test wants of it. */
static ProbeStep next_create;
static ProbeStep next_run;

static int32_t
create(const mbr_host *host, const mbr_config *config, mbr_task **out)
{
    Probe *probe = g_new0(Probe, 1);
    *probe = (Probe){
        .host = host,
        .options = config,
        .job = host->query(host, MBR_JOB_API),
        .config = host->query(host, MBR_CONFIG_API),
        .article = host->query(host, MBR_ARTICLE_API),
        .text = host->query(host, MBR_TEXT_API),
        .align = host->query(host, MBR_ALIGN_API),
        .repo = host->query(host, MBR_REPO_API),
        .report = host->query(host, MBR_REPORT_API),
        .change = host->query(host, MBR_CHANGE_API),
        .site = host->query(host, MBR_SITE_API),
    };
    int32_t result = next_create != NULL ? next_create(probe, NULL) : MBR_OK;
    if (result < 0)
        g_free(probe);
    else
        *out = (mbr_task *)probe;
    return result;
}

static int32_t
run(mbr_task *task, mbr_job *job)
{
    return next_run((const Probe *)task, job);
}

static void
destroy(mbr_task *task)
{
    g_free(task);
}

static const mbr_rule rule_odd = {.struct_size = sizeof rule_odd,
                                  .severity = MBR_SEVERITY_WARNING,
                                  .id = "odd",
                                  .summary = "Something odd",
                                  .message = "Odd: {what}"};
static const mbr_rule *const rules[] = {&rule_odd, NULL};

static const mbr_option option_count = {.struct_size = sizeof option_count,
                                        .type = MBR_OPTION_INT,
                                        .key = "words.max",
                                        .summary = "Most words",
                                        .fallback = "40",
                                        .minimum = 1,
                                        .maximum = 99};
static const mbr_option option_names = {.struct_size = sizeof option_names,
                                        .flags = MBR_OPTION_LIST,
                                        .type = MBR_OPTION_STRING,
                                        .key = "names",
                                        .summary = "Some names"};
static const mbr_option option_share = {.struct_size = sizeof option_share,
                                        .type = MBR_OPTION_NUMBER,
                                        .key = "share",
                                        .summary = "A share"};
static const mbr_option option_strict = {.struct_size = sizeof option_strict,
                                         .type = MBR_OPTION_BOOL,
                                         .key = "strict",
                                         .summary = "Whether"};
static const mbr_option option_glossary = {.struct_size = sizeof option_glossary,
                                           .type = MBR_OPTION_PATH,
                                           .key = "glossary",
                                           .summary = "A glossary"};
static const mbr_option option_house = {.struct_size = sizeof option_house,
                                        .type = MBR_OPTION_PATH,
                                        .key = "house",
                                        .summary = "A file that may be there",
                                        .fallback = "glossary/house.yaml"};
static const mbr_option option_pages = {.struct_size = sizeof option_pages,
                                        .flags = MBR_OPTION_LIST,
                                        .type = MBR_OPTION_PATH,
                                        .key = "pages",
                                        .summary = "Files that may be there",
                                        .fallback = "[a.yaml, b.yaml, c.yaml]"};
static const mbr_option option_key = {.struct_size = sizeof option_key,
                                      .type = MBR_OPTION_KEY,
                                      .key = "key",
                                      .summary = "A key that it judges"};
static const mbr_option *const options[] = {
    &option_count,    &option_names, &option_share, &option_strict,
    &option_glossary, &option_key,   NULL};
static const mbr_option *const fallback_options[] = {&option_house, &option_pages, NULL};

static const char *const all_keys[] = {"*", NULL};
static const char *const one_key[] = {"title", NULL};

static const mbr_task_class task_wide = {.struct_size = sizeof task_wide,
                                         .kind = MBR_KIND_CHECK,
                                         .id = "wide",
                                         .summary = "Judges everything",
                                         .judges = MBR_PART_TEXT | MBR_PART_SOURCE |
                                                   MBR_PART_CLAIMS | MBR_PART_MEDIA,
                                         .keys = all_keys,
                                         .options = options,
                                         .rules = rules,
                                         .create = create,
                                         .run = run,
                                         .destroy = destroy};
static const mbr_task_class task_narrow = {.struct_size = sizeof task_narrow,
                                           .kind = MBR_KIND_CHECK,
                                           .id = "narrow",
                                           .summary = "Judges the title and the claims",
                                           .judges = MBR_PART_CLAIMS,
                                           .keys = one_key,
                                           .options = options,
                                           .rules = rules,
                                           .create = create,
                                           .run = run,
                                           .destroy = destroy};
static const mbr_task_class task_action = {.struct_size = sizeof task_action,
                                           .kind = MBR_KIND_ACTION,
                                           .id = "action",
                                           .summary = "Changes things",
                                           .judges = MBR_PART_TEXT,
                                           .options = fallback_options,
                                           .rules = rules,
                                           .create = create,
                                           .run = run,
                                           .destroy = destroy};
static const mbr_task_class task_distant = {.struct_size = sizeof task_distant,
                                            .kind = MBR_KIND_ACTION,
                                            .id = "distant",
                                            .summary = "Needs the network",
                                            .needs = MBR_NEEDS_NETWORK,
                                            .create = create,
                                            .run = run,
                                            .destroy = destroy};
static const mbr_task_class *const tasks[] = {&task_wide, &task_narrow, &task_action, &task_distant,
                                              NULL};

const mbr_plugin *
probe_plugin(void)
{
    static const mbr_plugin plugin = {.struct_size = sizeof plugin,
                                      .id = "probe",
                                      .version = "1.2.3",
                                      .license = "0BSD",
                                      .tasks = tasks};
    return &plugin;
}

MarbreOutcome *
probe_run_on(MarbreHost *host,
             const char *task,
             GVariant *given,
             MarbreArticle *article,
             ProbeStep create_step,
             ProbeStep step)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarbreLoaded) loaded = marbre_loaded_new(probe_plugin(), &error);
    g_assert_no_error(error);
    next_create = create_step;
    next_run = step;
    g_autoptr(MarbreTask) made = marbre_host_create(host, loaded, task, given, 0, &error);
    g_assert_no_error(error);
    const MarbreMoment now = {1000, (char *)"Europe/Paris"};
    return marbre_host_run(host, made, article, "fr", &now);
}

MarbreOutcome *
probe_run_prepared(
    MarbreHost *host, const char *task, GVariant *given, ProbeStep create_step, ProbeStep step)
{
    g_autoptr(MarbreArticle) article = probe_article();
    return probe_run_on(host, task, given, article, create_step, step);
}

MarbreOutcome *
probe_run(MarbreHost *host, const char *task, GVariant *given, ProbeStep step)
{
    return probe_run_prepared(host, task, given, NULL, step);
}
