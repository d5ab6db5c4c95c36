/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "report.h"

#include "common/found.h"

#include <string.h>

static int32_t
report_case(const struct pictures *pictures,
            const char *rule,
            const char *which,
            int32_t severity,
            mbr_span span,
            const mbr_text *file)
{
    found said;
    found_begin(&said, rule, span);
    said.finding.severity = severity;
    found_text(&said, "file", file->data, file->size);
    if (which)
        found_text(&said, "case", which, strlen(which));
    return found_report(&said, &pictures->task->host, pictures->job, NULL);
}

int32_t
report_picture(const struct pictures *pictures,
               const char *rule,
               mbr_span span,
               const mbr_text *file)
{
    return report_case(pictures, rule, NULL, 0, span, file);
}

int32_t
report_medium(const struct pictures *pictures,
              const struct medium *medium,
              mbr_span place,
              const mbr_text *file)
{
    const struct picture *picture = &medium->picture;
    static const char rule[] = "not-an-image";
    if (medium->odd)
        return MBR_OK;
    switch (picture->kind) {
    case PICTURE_NONE:
        return report_case(pictures, rule, NULL, 0, place, file);
    case PICTURE_DRAWING:
        return report_case(pictures, rule, "drawing", MBR_SEVERITY_WARNING, place, file);
    case PICTURE_JPEG:
    case PICTURE_PNG:
    case PICTURE_GIF:
    case PICTURE_WEBP:
    case PICTURE_TIFF:
    case PICTURE_HEIF:
        break;
    }
    if (picture->cut)
        return report_case(pictures, rule, "cut", 0, place, file);
    if (picture->width * picture->height > PICTURE_MOST_PIXELS)
        return report_case(pictures, rule, "huge", 0, place, file);
    if (medium->metadata.unread)
        return report_case(pictures, "metadata-missing", "unread", 0, place, file);
    if (!metadata_is_signed(&medium->metadata))
        return report_case(pictures, "metadata-missing", NULL, 0, place, file);
    return MBR_OK;
}
