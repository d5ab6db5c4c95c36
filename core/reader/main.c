/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* marbre-reader FORMAT LANG: a file on standard input, its stories on standard output. Run by
   `marbre`; before a byte is parsed it shuts itself in. */
#include "base/file.h"
#include "reader/read.h"
#include "wire/apart.h"
#include "wire/wire.h"
#include "worker/box.h"

#include <errno.h>
#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

static const MarbreBounds bounds = {.memory = UINT64_C(1) << 30, .processor = 20};

/* NULL where it can't be read or is larger than any file that is taken in. */
static GBytes *
read_all(int fd)
{
    g_autoptr(GByteArray) all = g_byte_array_new();
    for (;;) {
        guint8 piece[1 << 16];
        ssize_t size = read(fd, piece, sizeof piece);
        if (size < 0 && errno == EINTR)
            continue;
        if (size < 0 || all->len + (size_t)size > MARBRE_WIRE_LIMIT)
            return NULL;
        if (size == 0)
            return g_byte_array_free_to_bytes(g_steal_pointer(&all));
        g_byte_array_append(all, piece, (guint)size);
    }
}

/* The stories are given up one by one: of an export of sixty megabytes there is no room for both.
 */
static GVariant *
answer(GPtrArray *stories, const MarbreFault *fault)
{
    g_auto(GVariantBuilder) list = G_VARIANT_BUILDER_INIT(G_VARIANT_TYPE("a" MARBRE_STORY_TYPE));
    for (guint i = 0; stories != NULL && i < stories->len; i++) {
        GVariant *packed = marbre_story_pack(stories->pdata[i]);
        (void)g_variant_get_data(packed); /* has it written into one piece */
        g_variant_builder_add_value(&list, packed);
        marbre_story_free(g_steal_pointer(&stories->pdata[i]));
    }
    return g_variant_ref_sink(g_variant_new(MARBRE_WIRE_ANSWER, (guchar)fault->kind,
                                            (guint64)fault->line, (guint64)fault->column, &list));
}

/* The steps of a box that a kernel has and refuses mean that something is wrong with this machine:
   nothing is parsed then. Those that it lacks are told by `marbre doctor`. */
static bool
shut_in(void)
{
    MarbreBox *box = marbre_box_new();
    MarbreSandbox sandbox;
    marbre_box_set_bounds(box, bounds);
    bool good = marbre_box_enter(box, -1, &sandbox) == NULL;
    marbre_box_free(box);
    return good;
}

/* Left at once: what is done at exit has no place in a box. */
int
main(int argc, char **argv)
{
    (void)prctl(PR_SET_PDEATHSIG, SIGKILL); /* nobody waits for the answer of an orphan */
    g_autoptr(GBytes) file = argc == 3 ? read_all(STDIN_FILENO) : NULL;
    if (file == NULL || !shut_in())
        _exit(2);
    MarbreFault fault = {.kind = MARBRE_FAULT_NONE};
    g_autoptr(GPtrArray) stories = marbre_reader_read(file, argv[1], argv[2], &fault);
    g_autoptr(GVariant) packed = answer(stories, &fault);
    bool good = marbre_file_write_fd(STDOUT_FILENO, "the answer", g_variant_get_data(packed),
                                     g_variant_get_size(packed), NULL);
    _exit(good ? 0 : 2);
}
