/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Leaves a thread behind that dies later. */
#include "zoo.h"

#include <pthread.h>
#include <signal.h>
#include <unistd.h>

static void *
linger(void *data)
{
    (void)data;
    usleep(50000);
    raise(SIGSEGV);
    return NULL;
}

static int32_t
run(mbr_task *task, mbr_job *job)
{
    pthread_t thread;
    if (pthread_create(&thread, NULL, linger, NULL) == 0)
        pthread_detach(thread);
    return zoo_report(task, job, (mbr_span){0, 0}, "someone is left");
}

ZOO_PLUGIN("thread-left", zoo_create, run, zoo_destroy)
