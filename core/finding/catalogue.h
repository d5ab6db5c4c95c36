/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

/** What a plugin says, in several languages: the files ID.LANG.yaml beside it. Immutable once
 * loaded, so any thread may read it. */
typedef struct MarbreCatalogue MarbreCatalogue;

/** Reads ID.LANG.yaml of folder `dir` for each of `langs` and for English. A file that is not there
 * is no problem, for the plugin's own English words then serve; a broken one is added to
 * `problems` and what of it can be read is kept. `fr-CA` is served by `fr` where it has no file of
 * its own. Never NULL. (transfer full) */
MarbreCatalogue *marbre_catalogue_load(const char *dir,
                                       const char *plugin,
                                       const char *const *langs,
                                       GPtrArray *problems);

/** Takes one more file into a catalogue that nobody else has yet; for files that do not lie in a
 * folder, and for tests. */
void marbre_catalogue_add(MarbreCatalogue *catalogue,
                          const char *lang,
                          const char *path,
                          GBytes *file,
                          GPtrArray *problems);

MarbreCatalogue *marbre_catalogue_ref(MarbreCatalogue *catalogue);

void marbre_catalogue_unref(MarbreCatalogue *catalogue);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreCatalogue, marbre_catalogue_unref)

/** The id of the plugin. (transfer none) */
const char *marbre_catalogue_get_plugin(const MarbreCatalogue *catalogue);

/** The message of `rule` (RULE or PLUGIN/RULE) in `lang`, its holes filled: the translation, else
 * the English file's, else `template`. The argument `count` chooses between one and other,
 * and `case` a text of `cases` before either; `terms`, names with spaces between them, is shown in
 * the words of `terms`.
 * NULL if there is none of the three. (transfer full) (nullable) */
char *marbre_catalogue_message(const MarbreCatalogue *catalogue,
                               const char *lang,
                               const char *rule,
                               const char *template,
                               GVariant *args);

/** The summary of a rule, a task, or an option (written with dots) of a task, in `lang`; `fallback`
 * where the catalogue has none. (transfer none) */
const char *marbre_catalogue_rule_summary(const MarbreCatalogue *catalogue,
                                          const char *lang,
                                          const char *rule,
                                          const char *fallback);

const char *marbre_catalogue_task_summary(const MarbreCatalogue *catalogue,
                                          const char *lang,
                                          const char *task,
                                          const char *fallback);

const char *marbre_catalogue_option_summary(const MarbreCatalogue *catalogue,
                                            const char *lang,
                                            const char *task,
                                            const char *option,
                                            const char *fallback);
