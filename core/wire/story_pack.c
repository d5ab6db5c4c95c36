/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wire/story_pack.h"

#include <string.h>

#define PICTURE_TYPE "(msmsmsmsmsmsmsmsms)"
#define BLOCK_TYPE "(sst)"
#define DROPPED_TYPE "(tss)"

enum { STORY_HEADS = 11, PICTURE_PARTS = 9 };

static void
story_heads(const MarbreStory *story, char *const *ret_heads[STORY_HEADS])
{
    char *const *heads[STORY_HEADS] = {
        &story->title,  &story->standfirst, &story->slug, &story->section,
        &story->outlet, &story->dateline,   &story->date, &story->embargo,
        &story->lang,   &story->note,       NULL,
    };
    memcpy(ret_heads, heads, sizeof heads);
}

static void
picture_parts(const MarbreStoryPicture *picture, char *const *ret_parts[PICTURE_PARTS])
{
    char *const *parts[PICTURE_PARTS] = {
        &picture->file,   &picture->url,    &picture->caption,
        &picture->alt,    &picture->credit, &picture->photographer,
        &picture->agency, &picture->rights, &picture->licence,
    };
    memcpy(ret_parts, parts, sizeof parts);
}

static void
add_maybe(GVariantBuilder *builder, const char *text)
{
    g_variant_builder_add(builder, "ms", text);
}

static void
add_words(GVariantBuilder *builder, const GPtrArray *words)
{
    g_variant_builder_open(builder, G_VARIANT_TYPE("as"));
    for (guint i = 0; i < words->len; i++)
        g_variant_builder_add(builder, "s", words->pdata[i]);
    g_variant_builder_close(builder);
}

static void
add_pictures(GVariantBuilder *builder, const GPtrArray *pictures)
{
    g_variant_builder_open(builder, G_VARIANT_TYPE("a" PICTURE_TYPE));
    for (guint i = 0; i < pictures->len; i++) {
        char *const *parts[PICTURE_PARTS];
        picture_parts(g_ptr_array_index(pictures, i), parts);
        g_variant_builder_open(builder, G_VARIANT_TYPE(PICTURE_TYPE));
        for (size_t part = 0; part < PICTURE_PARTS; part++)
            add_maybe(builder, *parts[part]);
        g_variant_builder_close(builder);
    }
    g_variant_builder_close(builder);
}

static void
add_blocks(GVariantBuilder *builder, const GPtrArray *blocks)
{
    g_variant_builder_open(builder, G_VARIANT_TYPE("a" BLOCK_TYPE));
    for (guint i = 0; i < blocks->len; i++) {
        const MarbreStoryBlock *block = g_ptr_array_index(blocks, i);
        g_variant_builder_add(builder, BLOCK_TYPE, block->text, block->markdown,
                              (guint64)block->line);
    }
    g_variant_builder_close(builder);
}

static void
add_dropped(GVariantBuilder *builder, const GPtrArray *dropped)
{
    g_variant_builder_open(builder, G_VARIANT_TYPE("a" DROPPED_TYPE));
    for (guint i = 0; i < dropped->len; i++) {
        const MarbreDropped *line = g_ptr_array_index(dropped, i);
        g_variant_builder_add(builder, DROPPED_TYPE, (guint64)line->line, line->text, line->reason);
    }
    g_variant_builder_close(builder);
}

GVariant *
marbre_story_pack(const MarbreStory *story)
{
    g_auto(GVariantBuilder) builder = G_VARIANT_BUILDER_INIT(G_VARIANT_TYPE(MARBRE_STORY_TYPE));
    char *const *heads[STORY_HEADS];
    story_heads(story, heads);
    for (size_t i = 0; i < STORY_HEADS; i++)
        add_maybe(&builder, heads[i] == NULL ? story->encoding : *heads[i]);
    g_variant_builder_add(&builder, "y", (guchar)story->status);
    add_words(&builder, story->authors);
    add_words(&builder, story->tags);
    add_words(&builder, story->repairs);
    add_pictures(&builder, story->pictures);
    add_blocks(&builder, story->blocks);
    add_dropped(&builder, story->dropped);
    return g_variant_builder_end(&builder);
}

/* Of words in lines, `lines` allows the ends of these. */
static bool
is_clean(const char *text, size_t most, bool lines)
{
    size_t size = strlen(text);
    if (size == 0 || size > most)
        return false;
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar character = g_utf8_get_char(p);
        if (character == '\n' ? !lines
                              : character < 0x20 || (character >= 0x7f && character < 0xa0))
            return false;
    }
    return true;
}

static bool
take_maybe(GVariant *packed, size_t index, bool lines, char **ret_text)
{
    g_autoptr(GVariant) maybe = g_variant_get_child_value(packed, index);
    g_autoptr(GVariant) value = g_variant_get_maybe(maybe);
    if (value == NULL)
        return true;
    *ret_text = g_variant_dup_string(value, NULL);
    return is_clean(*ret_text, MARBRE_STORY_WORDS, lines);
}

static bool
take_words(GVariant *packed, size_t index, GPtrArray *words)
{
    g_autoptr(GVariant) list = g_variant_get_child_value(packed, index);
    size_t count = g_variant_n_children(list);
    for (size_t i = 0; i < count && i < MARBRE_STORY_ENTRIES; i++) {
        char *word = NULL;
        g_variant_get_child(list, i, "s", &word);
        g_ptr_array_add(words, word);
        if (!is_clean(word, MARBRE_STORY_WORDS, false))
            return false;
    }
    return count <= MARBRE_STORY_ENTRIES;
}

static bool
take_pictures(GVariant *packed, size_t index, MarbreStory *story)
{
    g_autoptr(GVariant) list = g_variant_get_child_value(packed, index);
    size_t count = g_variant_n_children(list);
    for (size_t i = 0; i < count && i < MARBRE_STORY_ENTRIES; i++) {
        g_autoptr(GVariant) entry = g_variant_get_child_value(list, i);
        MarbreStoryPicture *picture = marbre_story_add_picture(story, NULL);
        char *const *parts[PICTURE_PARTS];
        picture_parts(picture, parts);
        for (size_t part = 0; part < PICTURE_PARTS; part++)
            if (!take_maybe(entry, part, false, (char **)parts[part]))
                return false;
        if (picture->file == NULL)
            return false;
    }
    return count <= MARBRE_STORY_ENTRIES;
}

/* A picture without a description reads as nothing: its text alone may be empty. */
static bool
is_block(const char *text, const char *markdown)
{
    return (*text == '\0' || is_clean(text, MARBRE_STORY_MARKDOWN, true)) &&
           is_clean(markdown, MARBRE_STORY_MARKDOWN, true) && *markdown != '\n' &&
           !g_str_has_suffix(markdown, "\n") && strstr(markdown, "\n\n") == NULL;
}

static bool
take_blocks(GVariant *packed, size_t index, MarbreStory *story)
{
    g_autoptr(GVariant) list = g_variant_get_child_value(packed, index);
    size_t count = g_variant_n_children(list), total = 0;
    for (size_t i = 0; i < count && i < MARBRE_STORY_BLOCKS; i++) {
        const char *text = NULL, *markdown = NULL;
        guint64 line = 0;
        g_autoptr(GVariant) entry = g_variant_get_child_value(list, i);
        g_variant_get(entry, "(&s&st)", &text, &markdown, &line);
        total += strlen(markdown);
        if (!is_block(text, markdown) || total > MARBRE_STORY_MARKDOWN)
            return false;
        marbre_story_add_block(story, text, markdown, line);
    }
    return count <= MARBRE_STORY_BLOCKS;
}

static bool
take_dropped(GVariant *packed, size_t index, MarbreStory *story)
{
    g_autoptr(GVariant) list = g_variant_get_child_value(packed, index);
    size_t count = g_variant_n_children(list);
    for (size_t i = 0; i < count && i < MARBRE_STORY_ENTRIES; i++) {
        const char *text = NULL, *reason = NULL;
        guint64 line = 0;
        g_autoptr(GVariant) entry = g_variant_get_child_value(list, i);
        g_variant_get(entry, "(t&s&s)", &line, &text, &reason);
        if (!is_clean(text, MARBRE_STORY_WORDS, false) ||
            !is_clean(reason, MARBRE_STORY_WORDS, false))
            return false;
        marbre_story_drop(story, line, text, reason);
    }
    return count <= MARBRE_STORY_ENTRIES;
}

static bool
take_status(GVariant *packed, size_t index, MarbreStory *story)
{
    guchar status = 0;
    g_variant_get_child(packed, index, "y", &status);
    story->status = (MarbreStoryStatus)status;
    return status <= MARBRE_STORY_KILLED;
}

static bool
take_encoding(GVariant *packed, size_t index, MarbreStory *story)
{
    g_autofree char *encoding = NULL;
    if (!take_maybe(packed, index, false, &encoding))
        return false;
    if (encoding == NULL)
        return true;
    if (strlen(encoding) > 32 || !g_str_is_ascii(encoding))
        return false;
    story->encoding = g_intern_string(encoding);
    return true;
}

static bool
take_heads(GVariant *packed, MarbreStory *story)
{
    char *const *heads[STORY_HEADS];
    story_heads(story, heads);
    for (size_t i = 0; i < STORY_HEADS; i++) {
        if (heads[i] == NULL)
            return take_encoding(packed, i, story);
        if (!take_maybe(packed, i, heads[i] == &story->note, (char **)heads[i]))
            return false;
    }
    return true;
}

MarbreStory *
marbre_story_unpack(GVariant *packed)
{
    if (!g_variant_is_of_type(packed, G_VARIANT_TYPE(MARBRE_STORY_TYPE)) ||
        !g_variant_is_normal_form(packed))
        return NULL;
    g_autoptr(MarbreStory) story = marbre_story_new();
    size_t at = STORY_HEADS;
    bool good =
        take_heads(packed, story) && take_status(packed, at, story) &&
        take_words(packed, at + 1, story->authors) && take_words(packed, at + 2, story->tags) &&
        take_words(packed, at + 3, story->repairs) && take_pictures(packed, at + 4, story) &&
        take_blocks(packed, at + 5, story) && take_dropped(packed, at + 6, story);
    return good ? g_steal_pointer(&story) : NULL;
}
