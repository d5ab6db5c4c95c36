/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/difference.h"

#include "article/diff.h"
#include "base/text.h"
#include "cli/prose.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#define INDENT 4

static const char *
part_shown(const char *part)
{
    if (part == NULL || strcmp(part, "text") == 0)
        return _("text");
    if (strcmp(part, "claims") == 0)
        return _("claims");
    if (strcmp(part, "source") == 0)
        return _("source");
    if (strcmp(part, "media") == 0)
        return _("picture");
    return g_str_has_prefix(part, "key:") ? part + 4 : part;
}

void
marbre_difference_print_prose(const MarbreCli *cli, const MarbreDifference *difference)
{
    for (guint i = 0; i < difference->passages->len; i++) {
        const MarbrePassage *passage = g_ptr_array_index(difference->passages, i);
        g_autofree char *label = marbre_text_shown(passage->label);
        g_autofree char *bold = marbre_cli_paint(cli, "1", label);
        g_autofree char *prose =
            marbre_prose(passage->pieces, cli->colour, INDENT, marbre_cli_width());
        printf("  %s\n%s", bold, prose);
    }
}

/* One entry of the ledger: in YAML nobody would read it. */
static void
print_claim(const MarbrePassage *passage)
{
    g_autofree char *label = marbre_text_shown(passage->label);
    printf(_("%s: "), label);
    bool became = false;
    for (guint i = 0; i < passage->pieces->len; i++) {
        const MarbrePiece *piece = g_ptr_array_index(passage->pieces, i);
        if (became && piece->kind == MARBRE_PIECE_NEW)
            fputs("→ ", stdout);
        became = piece->kind == MARBRE_PIECE_OLD ||
                 (became && piece->kind == MARBRE_PIECE_SAME && strcmp(piece->text, " ") == 0);
        g_autofree char *words = marbre_cli_shown(piece->text);
        fputs(words, stdout);
    }
    putchar('\n');
}

void
marbre_difference_print_lines(const MarbreDifference *difference)
{
    for (guint i = 0; i < difference->changes->len; i++) {
        const MarbreWordChange *change = g_ptr_array_index(difference->changes, i);
        if (g_strcmp0(change->part, "claims") == 0)
            continue;
        g_autofree char *before = marbre_text_shown(change->removed);
        g_autofree char *after = marbre_text_shown(change->added);
        printf(_("%s: "), part_shown(change->part));
        if (*before == '\0')
            printf(_("added “%s”\n"), after);
        else if (*after == '\0')
            printf(_("taken out “%s”\n"), before);
        else
            printf(_("“%s” became “%s”\n"), before, after);
    }
    for (guint i = 0; i < difference->passages->len; i++) {
        const MarbrePassage *passage = g_ptr_array_index(difference->passages, i);
        if (passage->of_claims)
            print_claim(passage);
    }
}

static void
write_passages(MarbreJson *json, const GPtrArray *passages)
{
    static const char *const kinds[] = {"same", "removed", "added"};
    marbre_json_member_array(json, "passages");
    for (guint i = 0; i < passages->len; i++) {
        const MarbrePassage *passage = g_ptr_array_index(passages, i);
        marbre_json_begin_object(json);
        marbre_json_member_string(json, "place", passage->label);
        marbre_json_member_array(json, "words");
        for (guint j = 0; j < passage->pieces->len; j++) {
            const MarbrePiece *piece = g_ptr_array_index(passage->pieces, j);
            marbre_json_begin_object(json);
            marbre_json_member_string(json, kinds[piece->kind], piece->text);
            marbre_json_end_object(json);
        }
        marbre_json_end_array(json);
        marbre_json_end_object(json);
    }
    marbre_json_end_array(json);
}

void
marbre_difference_write(MarbreJson *json, const MarbreDifference *difference)
{
    marbre_word_changes_member(json, "changes", difference->changes);
    write_passages(json, difference->passages);
}
