/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef FACTCHECK_VERDICTS_H
#define FACTCHECK_VERDICTS_H

#include "run.h"

/* Does the text say of its claims what their verdicts do: the denial beside a disputed one, the
   correction beside a false one, no verb that vouches for one that nobody could verify? */
int32_t verdicts_judge(struct run *run);

#endif
