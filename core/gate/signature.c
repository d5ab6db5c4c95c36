/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "gate/case.h"

#include <glib/gi18n-lib.h>

static const char untrusted[] = "marbre/signature-untrusted";
static const char missing[] = "marbre/signature-missing";

static MarbreObstacle *
add(const MarbreCase *at, const char *rule, char *message)
{
    MarbreObstacle *obstacle = marbre_case_add(at, MARBRE_OBSTACLE_SIGNATURE, rule, message);
    if (at->question->actor != NULL)
        g_ptr_array_add(obstacle->who, (gpointer)at->question->actor);
    return obstacle;
}

/* Git knows no key: the two settings that name one. */
static void
add_keyless(const MarbreCase *at, const char *title)
{
    const char *why = at->question->keyless;
    MarbreObstacle *obstacle = add(
        at, missing,
        why == NULL ? g_strdup_printf(_("“%s” asks for your signature."), title)
                    : g_strdup_printf(_("“%s” asks for your signature, and you can't sign: %s."),
                                      title, why));
    obstacle->command = g_strdup("git config --global gpg.format ssh && git config --global "
                                 "user.signingkey ~/.ssh/id_ed25519.pub");
}

/* Somebody with the role admin makes the key known. */
static void
add_unlisted(const MarbreCase *at, const char *title)
{
    const MarbrePerson *actor = at->question->actor;
    MarbreObstacle *obstacle =
        add(at, missing,
            g_strdup_printf(
                _("“%s” asks for your signature, and your key %s is not in people.yaml. Somebody "
                  "with the role admin puts it there."),
                title, at->question->key));
    obstacle->command = g_strdup_printf("marbre people add-key --for %s KEYFILE", actor->id);
}

void
marbre_case_need_signature(const MarbreCase *at, const MarbreStage *stage)
{
    const MarbreQuestion *question = at->question;
    if (stage == NULL || !stage->is_signed || question->actor == NULL)
        return;
    const char *title = marbre_stage_title(stage, question->lang);
    if (question->forged != NULL) {
        (void)add(at, untrusted,
                  g_strdup_printf(_("“%s” asks for a signature, and this one proves nothing: %s."),
                                  title, question->forged));
        return;
    }
    if (question->key == NULL) {
        add_keyless(at, title);
        return;
    }
    const MarbrePerson *signer =
        marbre_people_by_fingerprint(marbre_policy_get_people(at->policy), question->key);
    if (signer == NULL)
        add_unlisted(at, title);
    else if (signer != question->actor)
        (void)add(at, untrusted,
                  g_strdup_printf(_("“%s” asks for your signature, and this key is %s's."), title,
                                  signer->name));
}
