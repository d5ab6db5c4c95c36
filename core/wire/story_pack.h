/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "wire/story.h"

#include <glib.h>

/** What a story's strings, lists and pictures are when they cross from process to process. */
#define MARBRE_STORY_TYPE "(msmsmsmsmsmsmsmsmsmsmsyasasasa(msmsmsmsmsmsmsmsms)a(sst)a(tss))"

/** Bytes of a story's Markdown, as an article may have them. */
#define MARBRE_STORY_MARKDOWN (4u << 20)
/** Bytes of any one of a story's other words. */
#define MARBRE_STORY_WORDS (64u << 10)
/** Entries of any of a story's lists but that of its blocks. */
#define MARBRE_STORY_ENTRIES 4096u
/** Blocks of a story. */
#define MARBRE_STORY_BLOCKS 65536u

/** A story as one value. (transfer floating) */
GVariant *marbre_story_pack(const MarbreStory *story);

/**
 * The story of a value that a stranger may have made.
 *
 * @return (transfer full), or NULL where it is no story: not in normal form, longer than a story
 *     may be, an empty string, a control character, an empty line within a block
 */
MarbreStory *marbre_story_unpack(GVariant *packed);
