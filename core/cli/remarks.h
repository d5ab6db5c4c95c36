/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "article/article.h"
#include "article/remarks.h"
#include "base/json.h"
#include "workflow/policy.h"

/* Notes in the margin, as `note` and `show` tell them. `remarks` is nullable: there are none. */

/** Those that are open, numbered, with the line of their words. @return how many */
guint marbre_remarks_print(const MarbreRemarks *remarks,
                           const MarbreArticle *article,
                           const MarbrePolicy *policy);

/** All of them, as the member `notes`. */
void
marbre_remarks_write(MarbreJson *json, const MarbreRemarks *remarks, const MarbreArticle *article);
