/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <stdint.h>

/** What the zygote is asked; a datagram each. */
typedef enum {
    MARBRE_ZYGOTE_SPAWN = 1, /**< with descriptors, in the order of MarbreZygoteFd */
    MARBRE_ZYGOTE_KILL,
    MARBRE_ZYGOTE_PREPARE, /**< a worker will be wanted soon */
} MarbreZygoteDeed;

typedef struct {
    uint32_t deed;
    uint32_t number; /**< of the worker */
} MarbreZygoteOrder;

typedef enum {
    MARBRE_ZYGOTE_SOCKET,
    MARBRE_ZYGOTE_FATE,
    MARBRE_ZYGOTE_PAGE,
    MARBRE_ZYGOTE_FOLDER, /**< may be missing */
    MARBRE_ZYGOTE_FDS,
} MarbreZygoteFd;

/** The zygote's life, in its own process: forks workers until `socket` ends. Does not return. */
_Noreturn void marbre_zygote_live(int socket);

/** Where orders go, or -1. The zygote is started where there is none. */
int marbre_zygote_get_socket(void);
/** The zygote turned out to be gone: forget it, so that the next question starts another. */
void marbre_zygote_forget(int socket);
