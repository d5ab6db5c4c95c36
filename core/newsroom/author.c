/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "newsroom/signed.h"
#include "newsroom/versions.h"

MarbreAuthor *
marbre_author_new(const char *email, MarbreCommit *sealed)
{
    MarbreAuthor *author = g_new0(MarbreAuthor, 1);
    author->email = g_strdup(email);
    author->sealed = sealed == NULL ? NULL : marbre_commit_ref(sealed);
    return author;
}

void
marbre_author_free(MarbreAuthor *author)
{
    if (author == NULL)
        return;
    g_free(author->email);
    g_free(author->fingerprint);
    marbre_commit_unref(author->sealed);
    g_free(author);
}

/* The arithmetic is done once; whose key it is may change with the policy. */
static const char *
fingerprint_of(MarbreAuthor *author, const MarbrePeople *people)
{
    if (author->fingerprint == NULL && author->sealed != NULL) {
        g_auto(MarbreSigned) found;
        marbre_signed_commit(people, author->sealed, &found);
        author->fingerprint = g_strdup(found.fingerprint == NULL ? "" : found.fingerprint);
    }
    return author->fingerprint;
}

const MarbrePerson *
marbre_author_person(MarbreAuthor *author, const MarbrePolicy *policy, bool is_signed)
{
    const MarbrePeople *people = marbre_policy_get_people(policy);
    const MarbrePerson *signer =
        is_signed ? marbre_people_by_fingerprint(people, fingerprint_of(author, people)) : NULL;
    return signer != NULL ? signer : marbre_policy_person(policy, author->email);
}
