/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/**
 * Messages between the parent and a worker: a head, then a serialised GVariant of
 * the type that goes with the kind. A large body for a worker travels as a sealed file in memory.
 */
typedef enum {
    /* from the parent */
    MARBRE_FRAME_PLUGIN = 1, /**< number, id, path; its file goes with it */
    MARBRE_FRAME_DESCRIBE,   /**< number of a plugin */
    MARBRE_FRAME_TASK,       /**< number, number of its plugin, id, options, grants */
    MARBRE_FRAME_ARTICLE,    /**< the one that the jobs after it are about */
    MARBRE_FRAME_JOB,        /**< number, run, whether there is a site, whether the source as
                                approved may be asked for, language, moment, zone, numbers of
                                tasks */
    MARBRE_FRAME_REPLY,      /**< to a question: code, text, value */
    /* from a worker */
    MARBRE_FRAME_READY,    /**< Landlock, seccomp, the step that failed or "", why */
    MARBRE_FRAME_INFO,     /**< of a plugin: code, text, descriptor */
    MARBRE_FRAME_ANSWER,   /**< an outcome; its head says of what */
    MARBRE_FRAME_QUESTION, /**< job, place, whether in `create`, kind, text, text, number,
                                more or nothing */
    MARBRE_FRAME_FILE,     /**< path, NUL, media type, NUL and the bytes of a published file, before
                              the answer; its head says in what it was written */
    MARBRE_FRAME_AGAIN,    /**< path of a file that was asked for before and is read once more; its
                              head says in what */
} MarbreFrameKind;

/** Bytes of a body that a worker may send: the largest outcome and something for its frame. */
#define MARBRE_FRAME_LIMIT (UINT32_C(336) << 20)

/** What a plugin asks of the rest of the newsroom: the functions of MarbreSurroundings. */
typedef enum {
    MARBRE_QUESTION_READ = 1,
    MARBRE_QUESTION_LIST,
    MARBRE_QUESTION_MEDIA,
    MARBRE_QUESTION_APPROVED,
    MARBRE_QUESTION_SITE,
    MARBRE_QUESTION_FETCH, /**< with a MARBRE_FETCH_REQUEST */
} MarbreQuestion;

/** A message. */
typedef struct {
    MarbreFrameKind kind;
    GVariant *body;
    int fd;       /**< the descriptor that came with it, -1 for none */
    uint32_t job; /**< of an answer, FILE or AGAIN: number of the job */
    uint32_t use; /**< of an answer, FILE or AGAIN: place of the task in the job */
} MarbreFrame;

void marbre_frame_clear(MarbreFrame *frame);

/** The type of a body; NULL for a kind that does not exist. */
const GVariantType *marbre_frame_type(uint32_t kind);

/**
 * The packed outcome of a task that had nothing to say, by far the most frequent one: told by
 * its bytes, it need not be unpacked. (transfer none)
 */
GVariant *marbre_frame_blank(void);

/** Messages on their way out of one end. */
typedef struct MarbreOutbox MarbreOutbox;

/** @param memory  send large bodies as sealed memory, which only a worker takes */
MarbreOutbox *marbre_outbox_new(bool memory);
void marbre_outbox_free(MarbreOutbox *outbox);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreOutbox, marbre_outbox_free)

/**
 * Add a message.
 *
 * @param body  a floating reference is taken
 * @param fd    (-1: none) goes with it; duplicated
 */
void marbre_outbox_add(MarbreOutbox *outbox, MarbreFrameKind kind, GVariant *body, int fd);
/** Add the outcome of a task. @param packed  (transfer none) */
void marbre_outbox_add_answer(MarbreOutbox *outbox, uint32_t job, uint32_t use, GVariant *packed);
/** Add a published file. @return bytes that wait to be sent */
size_t marbre_outbox_add_file(MarbreOutbox *outbox,
                              uint32_t job,
                              uint32_t use,
                              const char *path,
                              const char *media_type,
                              const char *data,
                              size_t size);
/** Add what a file is that a task reads once more. */
void marbre_outbox_add_again(MarbreOutbox *outbox, uint32_t job, uint32_t use, const char *path);
bool marbre_outbox_is_empty(const MarbreOutbox *outbox);

/** Send as much as the socket takes now. @return false when the other end is gone */
bool marbre_outbox_send(MarbreOutbox *outbox, int socket);
/** Write everything, waiting where needed. @return false when the other end is gone */
bool marbre_outbox_write(MarbreOutbox *outbox, int socket);

/** Messages coming in at one end. */
typedef struct MarbreInbox MarbreInbox;

/** @param trusting  the other end is the parent: take descriptors and sealed memory from it */
MarbreInbox *marbre_inbox_new(bool trusting);
void marbre_inbox_free(MarbreInbox *inbox);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarbreInbox, marbre_inbox_free)

/** One read. @return its bytes; 0: the other end is gone; -1: errno, which may be EAGAIN */
ssize_t marbre_inbox_read(MarbreInbox *inbox, int socket);

typedef enum {
    MARBRE_INBOX_EMPTY,
    MARBRE_INBOX_TAKEN,
    MARBRE_INBOX_NONSENSE,
} MarbreInboxStatus;

/**
 * The next whole message.
 *
 * @param ret_frame  to be cleared with marbre_frame_clear()
 * @return MARBRE_INBOX_NONSENSE for an unknown kind, a body too long, not of its type or not in
 *         normal form; nothing after it can be read
 */
MarbreInboxStatus marbre_inbox_take(MarbreInbox *inbox, MarbreFrame *ret_frame);
