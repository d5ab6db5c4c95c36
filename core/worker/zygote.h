/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/**
 * Fork the small process that will fork the workers. Call it first thing in main(), before
 * threads and before anything large is loaded, because the price of a fork follows the size of
 * the process, and before any plugin is loaded into this process. Calling it again does nothing; a
 * pool that finds none calls it itself. The process ends with this one, however this one ends.
 */
void marbre_zygote_start(void);

/**
 * End that process and its workers and wait until they are gone. Also done at exit().
 */
void marbre_zygote_stop(void);
