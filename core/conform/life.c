/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "conform/inside.h"

#include "conform/object.h"
#include "conform/patch.h"

#include "base/file.h"

#include <malloc.h>
#include <string.h>

#ifdef __SANITIZE_ADDRESS__
#define INSTANCES 200 /* of a watched build, which is slower and sees more */
#else
#define INSTANCES 1000
#endif
#define FEWEST_INSTANCES 50
#define WARM 20                          /* what is made once is made by then */
#define PATIENCE_US (3 * G_USEC_PER_SEC) /* for a thousand slow ones */
#define GROWTH 4096u                     /* bytes that a hundred instances may leave */
#define MOST_ALLOCATIONS 400u            /* calls that are made to fail, one after the other */

/* ---- 11: a thousand instances ---- */

size_t __sanitizer_get_current_allocated_bytes(void) __attribute__((weak));

/* Bytes in use, as the C library counts them. */
static size_t
bytes_in_use(void)
{
    if (__sanitizer_get_current_allocated_bytes != NULL)
        return __sanitizer_get_current_allocated_bytes();
    struct mallinfo2 info = mallinfo2();
    return info.uordblks + info.hblkhd;
}

static void
make_one(const MarbreGuest *guest, const MarbreTaskInfo *info)
{
    MarbreVisit *visit = marbre_visit_begin(guest, info);
    if (!marbre_visit_make(visit))
        marbre_cell_fail("%s can't be made with its usual options: %s", info->id, visit->problem);
    (void)marbre_visit_end(visit); /* what is left over is another test's business */
}

static void
make_many(const MarbreGuest *guest, const MarbreTaskInfo *info)
{
    int64_t begun = g_get_monotonic_time();
    size_t before = 0;
    unsigned count = 0;
    while (count < INSTANCES &&
           (count < FEWEST_INSTANCES || g_get_monotonic_time() - begun < PATIENCE_US)) {
        if (count++ == WARM)
            before = bytes_in_use();
        make_one(guest, info);
    }
    size_t after = bytes_in_use();
    if (after > before && (after - before) * 100 / (count - WARM) > GROWTH)
        marbre_cell_fail("%s: %u instances, each made and destroyed, leave %zu bytes behind",
                         info->id, count - WARM, after - before);
}

static void
live(void *user)
{
    const MarbreAsked *asked = user;
    marbre_cell_enter();
    const MarbreGuest *guest = marbre_guest_load(asked->subject);
    for (guint i = 0; i < guest->info->tasks->len; i++)
        make_many(guest, guest->info->tasks->pdata[i]);
}

static void
destroy_nothing(void *user)
{
    const MarbreAsked *asked = user;
    marbre_cell_enter();
    const MarbreGuest *guest = marbre_guest_load(asked->subject);
    for (guint i = 0; i < guest->info->tasks->len; i++) {
        const MarbreTaskInfo *info = guest->info->tasks->pdata[i];
        marbre_cell_phase("destroy(NULL) of %s", info->id);
        marbre_shim_own(info->id)->destroy(NULL);
    }
}

void
marbre_test_thousand(MarbreSubject *subject, MarbreVerdict *verdict)
{
    if (marbre_ask(subject, live, 0, NULL, verdict, NULL))
        (void)marbre_ask(subject, destroy_nothing, 0, NULL, verdict, NULL);
}

/* ---- 12: services that are missing ---- */

static const char *const services[] = {MBR_JOB_API,    MBR_CONFIG_API, MBR_ARTICLE_API,
                                       MBR_TEXT_API,   MBR_ALIGN_API,  MBR_REPO_API,
                                       MBR_REPORT_API, MBR_CHANGE_API, MBR_SITE_API};

/* It may say no to begin with, or do without; but it must bear it. */
static void
do_without(void *user)
{
    const MarbreAsked *asked = user;
    marbre_cell_enter();
    const MarbreGuest *guest = marbre_guest_load(asked->subject);
    g_autoptr(GPtrArray) specimens = marbre_specimens_usual();
    for (guint i = 0; i < guest->info->tasks->len; i++) {
        MarbreVisit *visit = marbre_visit_begin(guest, guest->info->tasks->pdata[i]);
        marbre_host_hide(visit->host, asked->word);
        if (marbre_visit_make(visit)) {
            g_autoptr(MarbreOutcome) outcome = marbre_visit_run(visit, specimens->pdata[0]);
        }
        (void)marbre_visit_end(visit); /* likewise */
    }
}

void
marbre_test_services(MarbreSubject *subject, MarbreVerdict *verdict)
{
    for (size_t i = 0; i < G_N_ELEMENTS(services); i++) {
        if (marbre_ask(subject, do_without, 0, services[i], verdict, NULL))
            continue;
        g_autofree char *reason = g_steal_pointer(&verdict->reason);
        marbre_verdict_fail(verdict, "without the service %s: %s", services[i], reason);
        return;
    }
}

/* ---- 13: the host's tables end where version 1.0 ends ---- */

static void
run_cut(void *user)
{
    const MarbreAsked *asked = user;
    marbre_cell_enter();
    const MarbreGuest *guest = marbre_guest_load(asked->subject);
    g_autoptr(GPtrArray) specimens = marbre_specimens_usual();
    marbre_shim_cut();
    marbre_guest_tour(guest, specimens, NULL, NULL);
}

void
marbre_test_cut(MarbreSubject *subject, MarbreVerdict *verdict)
{
    (void)marbre_ask(subject, run_cut, 0, NULL, verdict, NULL);
}

/* ---- 14: memory that runs out ---- */

static void
run_dry(const MarbreGuest *guest, const MarbreTaskInfo *info, const MarbreSpecimen *specimen)
{
    bool came = true;
    for (uint64_t n = 1; came && n < MOST_ALLOCATIONS; n += 1 + n / 16) {
        MarbreVisit *visit = marbre_visit_begin(guest, info);
        marbre_patch_fail_at(n);
        if (marbre_visit_make(visit)) {
            g_autoptr(MarbreOutcome) outcome = marbre_visit_run(visit, specimen);
        }
        came = marbre_patch_has_failed();
        marbre_patch_fail_at(0);
        (void)marbre_visit_end(visit); /* a crash is what is looked for */
    }
}

static void
starve(void *user)
{
    const MarbreAsked *asked = user;
    marbre_cell_enter();
    const MarbreGuest *guest = marbre_guest_load(asked->subject);
    g_autoptr(GPtrArray) specimens = marbre_specimens_usual();
    if (!marbre_patch_memory((const void *)(uintptr_t)guest->entry))
        return; /* it never asks for any */
    for (guint i = 0; i < guest->info->tasks->len; i++)
        run_dry(guest, guest->info->tasks->pdata[i], specimens->pdata[0]);
}

/* Other languages give up when there is none, as they may. */
static bool
is_c(const MarbreSubject *subject)
{
    g_autoptr(GBytes) bytes =
        marbre_file_read_fd(subject->cell.plugin, subject->path, (size_t)256 << 20, NULL);
    g_autoptr(MarbreElf) elf = bytes == NULL ? NULL : marbre_elf_read(bytes, NULL);
    for (size_t i = 0; elf != NULL && elf->imported[i] != NULL; i++)
        if (g_str_has_prefix(elf->imported[i], "_Unwind_") ||
            g_str_has_prefix(elf->imported[i], "_Zn"))
            return false;
    return true;
}

void
marbre_test_memory(MarbreSubject *subject, MarbreVerdict *verdict)
{
    if (!is_c(subject)) {
        marbre_verdict_skip(verdict, "this is for plugins in C");
        return;
    }
    if (marbre_ask(subject, starve, 0, NULL, verdict, NULL))
        return;
    g_autofree char *reason = g_steal_pointer(&verdict->reason);
    marbre_verdict_fail(verdict, "where memory runs out: %s", reason);
}
