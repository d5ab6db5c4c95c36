/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "gate/message.h"

#include "article/state.h"
#include "base/text.h"

#include <string.h>

/* Longest title in a subject, in characters: git's own lists cut there. */
#define TITLE_LIMIT 72

/* Subjects are recorded, so they follow the newsroom's language and never the reader's. The holes
   are title, from and to. */
static const struct {
    const char *lang;
    const char *subjects[18]; /* by MarbreMove; the last three of a source, of claims, of notes */
} languages[] = {
    {"fr",
     {"Nouveau : %s", "Avance : %s, de %s à %s", "Renvoi : %s, de %s à %s", "Visa : %s, %s",
      "Dérogation : %s, %s", "Publication : %s", "Abandon : %s", "Reprise : %s", "Correction : %s",
      "Annulation : %s", "Fin de mise en ligne : %s", "Adoption : %s", "Attribution : %s",
      "Retour en arrière : %s", "Rédaction : %s", "Original : %s", "Affirmations : %s",
      "Note : %s"}},
    {"en",
     {"New: %s", "Advance: %s, from %s to %s", "Return: %s, from %s to %s", "Approve: %s, %s",
      "Waive: %s, %s", "Publish: %s", "Spike: %s", "Restore: %s", "Correct: %s", "Retract: %s",
      "Take offline: %s", "Adopt: %s", "Assign: %s", "Undo: %s", "Edit: %s", "Source: %s",
      "Claims: %s", "Note: %s"}},
};

static const char *const *
subjects_of(const char *lang)
{
    for (size_t i = 0; lang != NULL && i < G_N_ELEMENTS(languages); i++)
        if (strncmp(lang, languages[i].lang, 2) == 0)
            return languages[i].subjects;
    return languages[1].subjects;
}

/* One line without control characters, whatever the title holds. */
static char *
one_line(const char *text, glong limit)
{
    g_autofree char *flat = marbre_text_collapse(text, strlen(text), NULL);
    g_autofree char *shown = marbre_text_shown(flat);
    if (limit == 0 || g_utf8_strlen(shown, -1) <= limit)
        return g_steal_pointer(&shown);
    g_autofree char *cut = g_utf8_substring(shown, 0, limit - 1);
    return g_strconcat(cut, "…", NULL);
}

char *
marbre_message_line(const char *words)
{
    return one_line(words == NULL ? "" : words, 0);
}

static void
append_subject(GString *text, MarbreMove move, const MarbreMoveMessage *message)
{
    size_t kind = move;
    if (move == MARBRE_MOVE_SAVE)
        kind += message->source ? 1 : message->claims ? 2 : message->margin ? 3 : 0;
    const char *pattern = subjects_of(message->lang)[kind];
    g_autofree char *title = one_line(message->title, TITLE_LIMIT);
    const char *const holes[] = {title,
                                 message->from != NULL && message->to != NULL ? message->from
                                 : message->stage != NULL                     ? message->stage
                                                                              : message->rule,
                                 message->to};
    size_t hole = 0;
    for (const char *p = pattern; *p != '\0'; p++) {
        if (p[0] == '%' && p[1] == 's') {
            g_string_append(text, holes[hole] == NULL ? "" : holes[hole]);
            hole++;
            p++;
        } else {
            g_string_append_c(text, *p);
        }
    }
    g_string_append_c(text, '\n');
}

/* The person's words must not read as trailers of ours: such a line is set in by a space. */
static void
append_body(GString *text, const char *body)
{
    if (body == NULL || *body == '\0')
        return;
    g_auto(GStrv) lines = g_strsplit(body, "\n", -1);
    g_string_append_c(text, '\n');
    for (char **line = lines; *line != NULL; line++) {
        g_autofree char *shown = marbre_text_shown(g_strchomp(*line));
        bool trailer = g_ascii_strncasecmp(shown, "Marbre-", 7) == 0 ||
                       g_ascii_strncasecmp(shown, "Co-authored-by", 14) == 0;
        g_string_append_printf(text, "%s%s\n", trailer ? " " : "", shown);
    }
    while (g_str_has_suffix(text->str, "\n\n"))
        g_string_truncate(text, text->len - 1);
}

static void
append_trailer(GString *text, const char *key, const char *value)
{
    if (value == NULL || *value == '\0')
        return;
    g_autofree char *line = one_line(value, 0);
    g_string_append_printf(text, "%s: %s\n", key, line);
}

/* Byte for byte as readers read them, so that the record can be told from the commit alone. */
static void
append_notes(GString *text, const GPtrArray *notes)
{
    for (guint i = 0; notes != NULL && i < notes->len; i++) {
        const MarbreNote *note = g_ptr_array_index(notes, i);
        g_autofree char *shown = marbre_text_shown(note->text);
        g_string_append_printf(text, "Marbre-Note-%s: %s\n", note->lang, shown);
    }
}

/* "STAGE UNTIL", one by one. */
static void
append_owed(GString *text, const GPtrArray *all)
{
    for (guint i = 0; all != NULL && i < all->len; i++) {
        const MarbreOwed *owed = g_ptr_array_index(all, i);
        g_autofree char *until = marbre_instant_format(owed->until);
        g_string_append_printf(text, "Marbre-Owed: %s %s\n", owed->stage, until);
    }
}

static void
append_trailers(GString *text, MarbreMove move, const MarbreMoveMessage *message)
{
    append_trailer(text, "Marbre-Article", message->id);
    if (move != MARBRE_MOVE_SAVE)
        append_trailer(text, "Marbre-Transition", marbre_move_name(move));
    append_trailer(text, "Marbre-From", message->from);
    append_trailer(text, "Marbre-To", message->to);
    append_trailer(text, "Marbre-Stage", message->stage);
    append_trailer(text, "Marbre-Rule", message->rule);
    append_trailer(text, "Marbre-Until", message->until);
    append_trailer(text, "Marbre-Origin", message->origin);
    append_trailer(text, "Marbre-Published", message->published);
    append_trailer(text, "Marbre-Kind", message->kind);
    append_trailer(text, "Marbre-Ahead", message->ahead);
    append_trailer(text, "Marbre-Urgent", message->urgent);
    append_trailer(text, "Marbre-Assignee", message->assignee);
    append_trailer(text, "Marbre-Due", message->due);
    append_trailer(text, "Marbre-Undoes", message->undoes);
    append_owed(text, message->owed);
    append_notes(text, message->notes);
    append_trailer(text, "Marbre-Reason", message->reason);
    append_trailer(text, "Marbre-Actor", message->actor);
    append_trailer(text, "Marbre-Digest", message->digest);
    for (guint i = 0; message->checks != NULL && i < message->checks->len; i++)
        append_trailer(text, "Marbre-Check", message->checks->pdata[i]);
}

char *
marbre_message_trailers(MarbreMove move, const MarbreMoveMessage *message)
{
    GString *text = g_string_new(NULL);
    append_trailers(text, move, message);
    return g_string_free(text, FALSE);
}

char *
marbre_message_write(MarbreMove move, const MarbreMoveMessage *message)
{
    GString *text = g_string_new(NULL);
    append_subject(text, move, message);
    append_body(text, message->body);
    if (message->id != NULL)
        g_string_append_c(text, '\n');
    append_trailers(text, move, message);
    return g_string_free(text, FALSE);
}
