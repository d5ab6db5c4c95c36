/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Private to store/: what a write is about to do, on disk before it is done. */
#pragma once

#include "store/git.h"

/** One branch that moves. */
typedef struct {
    char *ref;    /* refs/heads/NAME */
    git_oid from; /* zero: the branch is new */
    git_oid to;
    char *desk; /* working tree that shows the branch: "" the main one, NAME a linked one; NULL */
} MarbreMove;

typedef struct {
    GPtrArray *moves; /* MarbreMove*, the newsroom's branch first */
    char *who;        /* for the reflog: `Name <email> seconds +hhmm` */
    char *reason;
} MarbreJournal;

MarbreJournal *marbre_journal_new(void);
void marbre_journal_free(MarbreJournal *journal);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreJournal, marbre_journal_free)
MarbreMove *marbre_journal_add(MarbreJournal *journal, const char *ref);

/** As text, and back; NULL for anything that _format() would not give. */
char *marbre_journal_format(const MarbreJournal *journal);
MarbreJournal *marbre_journal_parse(const char *text, size_t size);

/** Put the journal in place; durable only after a sync of the file system. */
bool marbre_journal_write(const MarbreJournal *journal, const char *own, GError **error);
bool marbre_journal_remove(const char *own, GError **error);
bool marbre_journal_is_there(const char *own);

/**
 * Read the journal that a killed command left.
 *
 * A malformed one was not written by us: it is set aside as `journal.refused`, never acted upon.
 * One of another user's or of a newer version is an error, since only its maker may finish it.
 *
 * @param ret_journal  NULL where there is none
 * @param ret_refused  set where a malformed one was set aside
 */
bool marbre_journal_read(const char *own,
                         MarbreJournal **ret_journal,
                         bool *ret_refused,
                         GError **error);
/** Move a journal that reads well but tells nonsense out of the way. */
bool marbre_journal_refuse(const char *own, GError **error);
