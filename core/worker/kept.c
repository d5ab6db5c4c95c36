/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "worker/kept.h"

#include "base/file.h"
#include "worker/frame.h"
#include "worker/kept_form.h"
#include "worker/shard.h"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#define SHARDS 256

struct MarbreKept {
    int dir;
    uint64_t magic;
    MarbreShard *shards[SHARDS];
};

/* Results of a build that packs or judges them in another way are not ours to read. */
static uint64_t
magic(void)
{
    g_autofree char *text = g_variant_type_dup_string(marbre_frame_type(MARBRE_FRAME_ANSWER));
    g_autofree char *whole = g_strconcat("marbre kept 1 ", MARBRE_VERSION, " ", text, NULL);
    return (uint64_t)g_str_hash(whole) << 32 | g_str_hash(text);
}

MarbreKept *
marbre_kept_open(const char *dir)
{
    MarbreKept *kept = g_new0(MarbreKept, 1);
    kept->magic = magic();
    if (mkdir(dir, 0700) == 0 || errno == EEXIST)
        kept->dir = open(dir, O_PATH | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
    else
        kept->dir = -1;
    return kept;
}

void
marbre_kept_free(MarbreKept *kept)
{
    if (!kept)
        return;
    marbre_kept_flush(kept);
    for (size_t i = 0; i < SHARDS; i++)
        marbre_shard_free(kept->shards[i]);
    marbre_fd_clear(&kept->dir);
    g_free(kept);
}

static MarbreShard *
get_shard(MarbreKept *kept, uint8_t number)
{
    if (!kept->shards[number]) {
        g_autofree char *name = g_strdup_printf("%02x.kept", number);
        kept->shards[number] = marbre_shard_new(kept->dir, name, kept->magic);
    }
    return kept->shards[number];
}

MarbreOutcome *
marbre_kept_lookup(MarbreKept *kept, uint8_t shard, const uint8_t key[MARBRE_KEPT_KEY])
{
    if (kept->dir < 0)
        return NULL;
    g_autoptr(GBytes) body = marbre_shard_lookup(get_shard(kept, shard), key);
    if (!body)
        return NULL;
    g_autoptr(MarbreOutcome) outcome = marbre_kept_form_read(body);
    /* A failure is never kept, so this one was not ours. */
    if (!outcome || outcome->status != MARBRE_OUTCOME_OK)
        return NULL;
    return g_steal_pointer(&outcome);
}

void
marbre_kept_add(MarbreKept *kept,
                uint8_t shard,
                const uint8_t key[MARBRE_KEPT_KEY],
                const MarbreOutcome *outcome)
{
    if (kept->dir < 0 || outcome->status != MARBRE_OUTCOME_OK)
        return;
    g_autoptr(GByteArray) form = g_byte_array_new();
    marbre_kept_form_write(outcome, form);
    marbre_shard_add(get_shard(kept, shard), key, form->data, form->len);
}

void
marbre_kept_flush(MarbreKept *kept)
{
    for (size_t i = 0; i < SHARDS; i++) {
        if (kept->shards[i])
            marbre_shard_flush(kept->shards[i]);
    }
}
