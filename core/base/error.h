/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

/** The domain of every error that the core reports. */
#define MARBRE_ERROR (marbre_error_quark())

/** What an error means for whoever asked; the code alone decides the exit status. */
typedef enum {
    MARBRE_ERROR_REFUSED = 1,   /**< the newsroom says no */
    MARBRE_ERROR_USAGE = 2,     /**< the command or a policy file is wrong */
    MARBRE_ERROR_BUSY = 3,      /**< something moved meanwhile, or someone holds the lock */
    MARBRE_ERROR_FAILED = 4,    /**< could not be done or judged */
    MARBRE_ERROR_NOT_FOUND = 5, /**< nothing has that name */
    MARBRE_ERROR_INVALID = 6,   /**< the data is malformed */
} MarbreErrorCode;

GQuark marbre_error_quark(void);

/** The exit status that an error means, 1 to 4: of a command, and of the library. */
int marbre_error_status(const GError *error);
