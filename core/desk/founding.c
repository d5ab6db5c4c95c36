/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "desk/founding_inside.h"

#include "base/error.h"
#include "base/path.h"
#include "base/ulid.h"
#include "store/write.h"
#include "yaml/write.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char attributes[] = "state.yaml -merge -text\n*.md -text\n*.yaml -text\n";

/* Lists that wait for their first words, where no stock ones are in the newsroom's language. */
static const char glossary[] =
    "# Names as this newsroom writes them; the check `translation` reads this file, and\n"
    "# `marbre term accept` and `marbre term refuse` add to it.\n"
    "version: 1\n"
    "target-lang: %s\n"
    "entries: []\n";
static const char house[] =
    "# Words that this newsroom does not write; the check `draft` reads this file, and\n"
    "# `marbre term refuse \"WORD\" --house` adds to it.\n"
    "version: 1\n"
    "words: []\n";

void
marbre_founded_free(MarbreFounded *founded)
{
    if (founded == NULL)
        return;
    g_free(founded->dir);
    g_free(founded->person);
    g_free(founded->commit);
    g_strfreev(founded->before);
    g_free(founded->generator);
    g_free(founded);
}

static char *
write_settings(const MarbreFounding *founding, const MarbreFoundingWords *words)
{
    g_autofree char *id = marbre_ulid_new(founding->now * 1000);
    g_autofree char *name = marbre_yaml_quote(words->name);
    g_autofree char *articles = marbre_yaml_plain_or_quoted(words->articles);
    g_autofree char *site = words->site == NULL ? NULL : marbre_yaml_plain_or_quoted(words->site);
    bool french = strncmp(words->lang, "fr", 2) == 0;
    return g_strdup_printf("version: 1\n"
                           "id: %s\n"
                           "name: %s\n"
                           "outlet: %s\n"
                           "site: %s   # base of published addresses\n"
                           "languages: {source: %s, publish: [%s]}\n"
                           "timezone: %s\n"
                           "workflow: newsroom\n"
                           "articles: %s\n"
                           "published: %s\n"
                           "%s",
                           id, name, name, site == NULL ? "https://newsroom.example/" : site,
                           french ? "en" : "fr", words->lang, founding->timezone, articles,
                           words->published, words->before == NULL ? "" : words->before);
}

char *
marbre_founding_person(const MarbreFounding *founding)
{
    g_autofree char *first = g_strdup(founding->name);
    g_strdelimit(first, " ", '\0');
    g_autofree char *id = marbre_slug_make(first);
    return marbre_id_is_valid(id) ? g_steal_pointer(&id) : g_strdup("me");
}

static char *
write_people(const MarbreFounding *founding, const char *id)
{
    g_autofree char *name = marbre_yaml_quote(founding->name);
    g_autofree char *email = marbre_yaml_quote(founding->email);
    return g_strdup_printf("version: 1\n"
                           "admins-needed: 1\n"
                           "people:\n"
                           "  - id: %s\n"
                           "    name: %s\n"
                           "    emails: [%s]\n"
                           "    roles: [admin, editor, reporter, translator, fact-checker, "
                           "photo-editor]\n"
                           "    lang: %s\n",
                           id, name, email, founding->spoken);
}

static char *
read_stock(const MarbreFounding *founding, const char *folder, const char *name, GError **error)
{
    g_autofree char *path = g_build_filename(founding->datadir, folder, name, NULL);
    g_autoptr(GError) reason = NULL;
    char *text = NULL;
    if (!g_file_get_contents(path, &text, NULL, &reason))
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED,
                    _("a file that comes with Marbre can't be read: %s; install Marbre again"),
                    reason->message);
    return text;
}

/* The first `from` in it becomes `to`. (transfer full) */
static char *
with_words(const char *text, const char *from, const char *to)
{
    const char *at = strstr(text, from);
    g_autofree char *head = at == NULL ? NULL : g_strndup(text, (size_t)(at - text));
    return at == NULL ? g_strdup(text) : g_strconcat(head, to, at + strlen(from), NULL);
}

/* The flag that a fix proposes is a sentence for readers, in their language. */
static char *
read_workflow(const MarbreFounding *founding, const char *published, GError **error)
{
    g_autofree char *text = read_stock(
        founding, "workflows", founding->solo ? "newsroom-solo.yaml" : "newsroom.yaml", error);
    if (text == NULL)
        return NULL;
    /* Whatever the stock file is called, in this newsroom it is the workflow `newsroom`. */
    g_autofree char *named = with_words(text, "name: newsroom-solo\n", "name: newsroom\n");
    if (strncmp(published, "fr", 2) == 0)
        return g_steal_pointer(&named);
    return with_words(named,
                      "{outlet} n'a pas pu vérifier ces affirmations de manière indépendante.",
                      "{outlet} could not independently verify these claims.");
}

bool
marbre_founding_put_text(MarbreChangeset *changes,
                         const char *path,
                         const char *text,
                         GError **error)
{
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    return marbre_changeset_put(changes, path, bytes, error);
}

/* The stock lists are French; any other language begins with empty ones. */
static bool
put_lists(MarbreChangeset *changes,
          const MarbreFounding *founding,
          const char *published,
          GError **error)
{
    bool french = strncmp(published, "fr", 2) == 0;
    g_autofree char *lang = g_strndup(published, strcspn(published, "-"));
    g_autofree char *names = french ? read_stock(founding, "glossary", "toponyms.yaml", error)
                                    : g_strdup_printf(glossary, lang);
    g_autofree char *words = french && names != NULL
                                 ? read_stock(founding, "glossary", "house.yaml", error)
                                 : g_strdup(house);
    return names != NULL && words != NULL &&
           marbre_founding_put_text(changes, "glossary/toponyms.yaml", names, error) &&
           marbre_founding_put_text(changes, "glossary/house.yaml", words, error);
}

static bool
put_night(MarbreChangeset *changes, const MarbreFounding *founding, GError **error)
{
    g_autofree char *text = read_stock(founding, "workflows", "breaking-news.yaml", error);
    return text != NULL &&
           marbre_founding_put_text(changes, "workflows/breaking-news.yaml", text, error);
}

bool
marbre_founding_put(MarbreChangeset *changes,
                    const MarbreFounding *founding,
                    const MarbreFoundingWords *words,
                    const char *person,
                    GError **error)
{
    g_autofree char *settings = write_settings(founding, words);
    g_autofree char *people = write_people(founding, person);
    g_autofree char *workflow = read_workflow(founding, words->lang, error);
    return workflow != NULL && marbre_founding_put_text(changes, "marbre.yaml", settings, error) &&
           marbre_founding_put_text(changes, "people.yaml", people, error) &&
           marbre_founding_put_text(changes, "workflows/newsroom.yaml", workflow, error) &&
           (!founding->night || put_night(changes, founding, error)) &&
           put_lists(changes, founding, words->lang, error);
}

bool
marbre_founding_commit(MarbreStore *store,
                       const MarbreFounding *founding,
                       MarbreChangeset *changes,
                       MarbreFounded *founded,
                       GError **error)
{
    g_autoptr(GTimeZone) zone = g_time_zone_new_identifier(founding->timezone);
    MarbreInstant at =
        zone == NULL ? (MarbreInstant){founding->now, 0} : marbre_instant_at(founding->now, zone);
    g_autoptr(MarbreSignature) author = marbre_signature_new(founding->name, founding->email, at);
    g_autoptr(MarbreWrite) write = marbre_store_begin(store, error);
    const char *subject =
        strncmp(founding->lang, "fr", 2) == 0 ? "Ouverture de la rédaction" : "Open the newsroom";
    char id[41];
    if (write == NULL ||
        !marbre_write_commit(write, NULL, changes, author, author, subject, id, error) ||
        !marbre_write_finish(write, NULL, error))
        return false;
    founded->commit = g_strdup(id);
    g_autofree char *pulls = marbre_store_config_get(store, "pull.rebase");
    return marbre_store_config_set(store, "marbre.trust", id, error) &&
           (pulls != NULL || marbre_store_config_set(store, "pull.rebase", "true", error));
}

static bool
write_newsroom(MarbreStore *store,
               const MarbreFounding *founding,
               MarbreFounded *founded,
               GError **error)
{
    g_autofree char *name = g_path_get_basename(founded->dir);
    const MarbreFoundingWords words = {.name = name,
                                       .lang = founding->lang,
                                       .articles = founding->articles,
                                       .published = "published"};
    g_autoptr(MarbreChangeset) changes = marbre_changeset_new();
    return marbre_founding_put(changes, founding, &words, founded->person, error) &&
           marbre_founding_put_text(changes, ".gitattributes", attributes, error) &&
           marbre_founding_commit(store, founding, changes, founded, error);
}

/* What lies in the folder already is nobody's to write over. */
static bool
check_free(const char *dir, GError **error)
{
    static const char *const names[] = {"marbre.yaml", "people.yaml", "workflows", "glossary",
                                        ".gitattributes"};
    g_autofree char *git = g_build_filename(dir, ".git", NULL);
    if (g_file_test(git, G_FILE_TEST_EXISTS)) {
        g_set_error(
            error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
            _("%s is a git repository already; to open a newsroom in it: marbre init --here %s"),
            dir, dir);
        return false;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *path = g_build_filename(dir, names[i], NULL);
        if (!g_file_test(path, G_FILE_TEST_EXISTS) && !g_file_test(path, G_FILE_TEST_IS_SYMLINK))
            continue;
        g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
                    _("%s is there already; open the newsroom in a new folder"), path);
        return false;
    }
    return true;
}

MarbreFounded *
marbre_desk_found(const char *dir, const MarbreFounding *founding, GError **error)
{
    if (!check_free(dir, error))
        return NULL;
    g_autoptr(MarbreFounded) founded = g_new0(MarbreFounded, 1);
    founded->person = marbre_founding_person(founding);
    founded->alone = !founding->solo;
    if (founding->dry_run) {
        founded->dir = g_canonicalize_filename(dir, NULL);
        return g_steal_pointer(&founded);
    }
    g_autoptr(MarbreStore) store = marbre_store_init(dir, "main", error);
    if (store == NULL)
        return NULL;
    founded->dir = g_strdup(marbre_store_get_workdir(store));
    return write_newsroom(store, founding, founded, error) ? g_steal_pointer(&founded) : NULL;
}
