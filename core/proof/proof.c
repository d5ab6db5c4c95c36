/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "proof/proof.h"

#include "base/error.h"
#include "proof/account.h"
#include "proof/paper.h"
#include "store/parcel.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
marbre_proof_free(MarbreProof *proof)
{
    if (proof == NULL)
        return;
    marbre_course_free(proof->course);
    marbre_verdict_free(proof->verdict);
    g_free(proof->words);
    g_free(proof);
}

static char *
write_head(const MarbreAccount *account, GError **error)
{
    g_autofree char *french = marbre_account_write(account, "fr", error);
    g_autofree char *english = french == NULL ? NULL : marbre_account_write(account, "en", error);
    return english == NULL ? NULL : g_strconcat(french, "\n", english, "\n", NULL);
}

/* Somebody read over an error that a missing object gave: then nothing is certain. */
static bool
need_all(const MarbreParcel *parcel, GError **error)
{
    if (!marbre_parcel_has_gaps(parcel))
        return true;
    g_set_error_literal(error, MARBRE_ERROR, MARBRE_ERROR_FAILED,
                        _("objects are missing that the proof needs; ask for another proof"));
    return false;
}

/* --- checking ----------------------------------------------------------------------------------
 */

static bool
need_trust(const MarbreCourse *course, const char *trust, GError **error)
{
    if (strcmp(course->trust, trust) == 0)
        return true;
    g_set_error(error, MARBRE_ERROR, MARBRE_ERROR_FAILED,
                _("the proof starts from the commit %s, and not from the one that you trust, %s; "
                  "ask for a proof from there"),
                course->trust, trust);
    return false;
}

static bool
check_head(const MarbrePaper *paper, const MarbreAccount *account, GError **error)
{
    g_autofree char *head = write_head(account, error);
    if (head == NULL)
        return false;
    if (strcmp(head, paper->head) == 0)
        return true;
    g_set_error_literal(
        error, MARBRE_ERROR, MARBRE_ERROR_REFUSED,
        _("the words at its head are not what its objects say; ask for another proof"));
    return false;
}

MarbreProof *
marbre_proof_check(GBytes *file,
                   const MarbreVerifySettings *settings,
                   const char *lang,
                   GError **error)
{
    g_autoptr(MarbreProof) proof = g_new0(MarbreProof, 1);
    g_autoptr(MarbrePaper) paper = marbre_paper_read(file, error);
    if (paper == NULL || !need_trust(paper->course, settings->trust, error))
        return NULL;
    gsize size = 0;
    const void *data = g_bytes_get_data(paper->objects, &size);
    g_autoptr(MarbreParcel) parcel = marbre_parcel_unpack(data, size, error);
    g_autoptr(MarbreStore) store = parcel == NULL ? NULL : marbre_parcel_open(parcel, NULL, error);
    if (store == NULL)
        return NULL;
    proof->verdict = marbre_course_judge(paper->course, store, settings, &proof->line, error);
    if (proof->verdict == NULL || !need_all(parcel, error))
        return NULL;
    const MarbreAccount account = {paper->course, store, proof->verdict, proof->line};
    proof->words = marbre_account_write(&account, lang, error);
    if (proof->words == NULL || !check_head(paper, &account, error) || !need_all(parcel, error))
        return NULL;
    proof->course = g_steal_pointer(&paper->course);
    return g_steal_pointer(&proof);
}

/* --- writing -----------------------------------------------------------------------------------
 */

/* Judged over a store that keeps whatever is read: this is what the proof holds. (transfer full) */
static char *
write_noting(const MarbreCourse *course,
             MarbreStore *source,
             const MarbreVerifySettings *settings,
             MarbreVerdict **ret_verdict,
             GError **error)
{
    g_autoptr(MarbreParcel) parcel = marbre_parcel_new();
    g_autoptr(MarbreStore) store = marbre_parcel_open(parcel, source, error);
    size_t line = 0;
    g_autoptr(MarbreVerdict) verdict =
        store == NULL ? NULL : marbre_course_judge(course, store, settings, &line, error);
    if (verdict == NULL)
        return NULL;
    const MarbreAccount account = {course, store, verdict, line};
    bool good = marbre_verdict_is_ok(verdict);
    g_autofree char *head = good ? write_head(&account, error) : NULL;
    if (good && (head == NULL || !need_all(parcel, error)))
        return NULL;
    *ret_verdict = g_steal_pointer(&verdict);
    if (!good)
        return NULL;
    g_autoptr(GBytes) objects = marbre_parcel_pack(parcel, error);
    return objects == NULL ? NULL : marbre_paper_write(head, course, objects);
}

char *
marbre_proof_write(MarbreNewsroom *newsroom,
                   const char *folder,
                   const char *trust,
                   const MarbreVerifySettings *settings,
                   MarbreVerdict **ret_verdict,
                   GError **error)
{
    *ret_verdict = NULL;
    g_autoptr(MarbreCourse) course = marbre_course_find(newsroom, folder, trust, error);
    g_autofree char *text = course == NULL
                                ? NULL
                                : write_noting(course, marbre_newsroom_get_store(newsroom),
                                               settings, ret_verdict, error);
    if (text == NULL)
        return NULL;
    MarbreVerifySettings again = *settings;
    again.trust = course->trust;
    g_autoptr(GBytes) file = g_bytes_new(text, strlen(text));
    g_autoptr(MarbreProof) proof = marbre_proof_check(file, &again, "en", error);
    return proof == NULL ? NULL : g_steal_pointer(&text);
}
