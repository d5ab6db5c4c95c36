/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "newsroom/generator.h"

/**
 * What a configuration says, in time that grows with its size alone. What it computes is not known.
 *
 * @param all      its files one behind the other, UTF-8
 * @param ignored  (nullable) Eleventy's list of what it passes over
 * @return (transfer full) without the name of the file
 */
MarbreGenerator *
marbre_generator_read(MarbreGeneratorKind kind, const char *all, const char *ignored);
