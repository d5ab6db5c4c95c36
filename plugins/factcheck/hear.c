/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "hear.h"

static int32_t
tell(const struct run *run, int32_t result)
{
    const char *fault = run->hearing.fault;
    return result < 0 && fault ? run_fail(run, result, fault) : result;
}

static void
begin(struct run *run)
{
    run->hearing.article = run->task->host.article;
    run->hearing.text = run->task->host.text;
    run->hearing.repo = run->task->host.repo;
}

int32_t
hear_newsroom(struct run *run)
{
    begin(run);
    return tell(run, hearing_newsroom(&run->hearing, run->job));
}

int32_t
hear_outlet(struct run *run)
{
    begin(run);
    return tell(run, hearing_outlet(&run->hearing, run->job));
}
