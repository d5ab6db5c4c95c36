/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/**
 * A language's tag as BCP 47 has it, of `fr`, `fr-FR` or `fr_FR`.
 *
 * @param text  (nullable)
 * @return (transfer full, nullable) NULL where it is no tag
 */
char *marbre_language_read(const char *text);
