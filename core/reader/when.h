/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/**
 * A date of a file as RFC 3339: an instant where it has a zone, its day where it has none or no
 * time. Reads RFC 3339 and ISO 8601 without separators, days, and the dates of mail and RSS.
 *
 * @param text  (nullable)
 * @return (transfer full, nullable) NULL where it is none of these
 */
char *marbre_when_read(const char *text);

/** The same for what must be an instant: NULL where it has no zone. */
char *marbre_when_read_instant(const char *text);

/** A date without a zone that is known to be in UTC, `2023-09-19 08:00:00`. */
char *marbre_when_read_utc(const char *text);
