/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "phrases.h"

#include <stddef.h>
#include <string.h>

#define LIST(...) ((const char *const[]){__VA_ARGS__, NULL})

/* ---- French ------------------------------------------------------------------------ */

#define ADV_FR                                                                                     \
    "(de manière indépendante|de façon indépendante|de source indépendante|"                  \
    "de sources indépendantes|en toute indépendance|indépendamment|immédiatement|"             \
    "dans l'immédiat|à ce stade|pour l'heure|pour l'instant|encore|toujours|non plus|"           \
    "elle-même|lui-même|nous-mêmes|par ses propres moyens|par nos propres moyens|sur place)"
#define NEG_FR "(pas encore|toujours pas|jamais|pas)"
#define AUX_FR "(a|ont|avait|avaient|aurait|avons|avions)"
#define VERB_FR                                                                                    \
    "(vérifier|revérifier|confirmer|corroborer|recouper|authentifier|valider|établir|"          \
    "s'assurer de)"
#define DONE_FR "(vérifi|confirm|corrobor|recoup|authentifi|valid)(ées|ée|és|é)"
#define ABLE_FR "(en mesure|en capacité|capables|capable)"
#define CANNOT_FR                                                                                  \
    "(n'" AUX_FR "( " NEG_FR ")? pu@|"                                                             \
    "n'" AUX_FR " " NEG_FR "@ pu@|"                                                                \
    "n'" AUX_FR "( " NEG_FR ")? été@ " ABLE_FR "@ de|"                                             \
    "n'" AUX_FR " " NEG_FR " (réussi|cherché en vain) à|"                                       \
    "n'(est|était|étaient|étions)( " NEG_FR ")?@ " ABLE_FR "@ de|"                                 \
    "ne (sont|sommes|serait|seraient)( " NEG_FR ")?@ " ABLE_FR "@ de|"                             \
    "n'(est|était) " NEG_FR " parvenue? à|ne (sont|sommes) " NEG_FR " parvenue?s à|"              \
    "ne (peut|peuvent|pouvait|pouvaient|pouvons|pouvions)( " NEG_FR ")?@|"                         \
    "(est|sont|était|étaient|reste|a été) dans l'(impossibilité|incapacité)( totale)? de|"   \
    "s'est (trouvé|trouvée) dans l'(impossibilité|incapacité) de)"

#define TELLS_FR                                                                                   \
    "(dit|disent|indique|indiquent|précise|précisent|affirme|reconnaît|explique|"               \
    "(a|ont) (dit|indiqué|précisé|affirmé|reconnu|expliqué))"
/* What « dit » leads to: « ne pas avoir pu », « n'avoir pas pu », « ne pas être en mesure de ». */
#define CANNOT_TO_FR                                                                               \
    "(ne " NEG_FR "|n'|ne " NEG_FR " l'|n'y )@ ?avoir( " NEG_FR ")?@ (pu@|été@ " ABLE_FR "@ de)|"  \
    "ne " NEG_FR "@ (pouvoir@|être@ " ABLE_FR "@ de)|n'être " NEG_FR "@ " ABLE_FR "@ de|"          \
    "ne pouvoir@|être@ dans l'(impossibilité|incapacité) de"

static const struct phrases french = {
    .lang = "fr",
    .adverbs = ADV_FR,
    .stems = LIST(
        "vérif", "confirm", "corrobor", "recoup", "authentif", "valid", "établir", "s'assurer"),
    .outlet = "^( ?(»|”|\"|\\)))?((,? (qui|&))+,?)?"
              "(( " TELLS_FR " qu'(il|elle|ils|elles))? " CANNOT_FR "| " TELLS_FR " (" CANNOT_TO_FR
              "))@ (le |la |les |l'|en )?" VERB_FR,
    .openers = LIST("n'", "ne ", "impossible", "possible", "sans ", "aucune ", "faute "),
    .impersonal =
        "(n'" AUX_FR "( " NEG_FR ")? pu@ être|n'" AUX_FR "( " NEG_FR ")? été|"
        "ne (peut|peuvent|pouvait|pouvaient)( " NEG_FR ")?@ être|"
        "ne (sont|seraient) " NEG_FR "|n'(est|était|étaient) " NEG_FR ")@ " DONE_FR "|"
        "(il (était|est|reste|demeure|s'est avéré) "
        "(pour l'instant |à ce stade |toujours |dans l'immédiat )?impossible|"
        "impossible( à ce stade| pour l'heure| dans l'immédiat)?|"
        "il n'(a|est|était) " NEG_FR " (été )?possible|sans qu'il soit possible|"
        "sans qu'il ait été possible) de@ (le |la |les |l'|en )?" VERB_FR "|"
        "sans (que |qu')[^.,;:!?]{0,60}(puisse|puissent|aient pu|ait pu) être@ " DONE_FR "|"
        "sans (pouvoir|avoir pu) (être )?(" VERB_FR "|" DONE_FR ")|"
        "(aucune|faute de) (vérification|confirmation) indépendante",
    .turned = "n'" AUX_FR " pu que " VERB_FR "|"
              "n'" AUX_FR " " NEG_FR " (seulement|manqué de|eu besoin de|voulu|cherché à|souhaité)|"
              "plus que " VERB_FR "|n'aurait( " NEG_FR ")? pu .* sans ",
    .agent = "^@ par ",
    .anybody = "^(une |des |de |d'autres |aucune )?(sources?|médias?|experts?|organisations?)"
               " indépendant|^un (tiers|média|organisme|expert) indépendant",
    .staff = LIST("équipe",
                  "équipes",
                  "journaliste",
                  "journalistes",
                  "correspondant",
                  "correspondante",
                  "correspondants",
                  "reporter",
                  "reporters",
                  "envoyé spécial",
                  "envoyée spéciale",
                  "envoyés spéciaux",
                  "rédaction"),
    .asides = LIST("par ",
                   "à ",
                   "au ",
                   "avec ",
                   "chez ",
                   "sur ",
                   "pour ",
                   "contre ",
                   "devant ",
                   "dans ",
                   "via ",
                   "selon ",
                   "de ",
                   "du ",
                   "d'"),
    .joints = LIST(" et ", " ni ", " ou ", ", "),
};

/* ---- English ----------------------------------------------------------------------- */

#define ADV_EN "(independently|immediately|separately|directly|yet|so far|fully)"
#define VERB_EN "(verify|confirm|corroborate|authenticate|substantiate|validate)"
#define DONE_EN "(verified|confirmed|corroborated|authenticated|substantiated|validated)"
#define CANNOT_EN                                                                                  \
    "((could not|couldn't|cannot|can't|can not)@|"                                                 \
    "(has|have|had) not( yet)? been able to@|"                                                     \
    "(hasn't|haven't|hadn't)( yet)? been able to@|"                                                \
    "(was|were|is|are|has been|have been|had been|remains|remained)( still)? unable to@|"          \
    "(was|were|is|are) not( yet)? (able|in a position) to@|"                                       \
    "(wasn't|weren't|isn't|aren't)( yet)? able to@|"                                               \
    "failed to@|(has|have|had) no way to@)"

static const struct phrases english = {
    .lang = "en",
    .adverbs = ADV_EN,
    .stems = LIST("verif", "confirm", "corrobor", "authentic", "substantiat", "validat"),
    .outlet = "^( ?(»|”|\"|\\)))?((,? (which|who|&))+,?)?"
              "( (said|says)( that)? (it|they))? "
              "(" CANNOT_EN " " VERB_EN "|(has|have|had) no way of@"
              " (verify|confirm|corroborat|authenticat|substantiat|validat)ing)",
    .openers = LIST(" not", "n't", "cannot", "impossible", "no "),
    .impersonal =
        "((could not|couldn't|cannot|can't|can not)@ be@|"
        "(has|have|had) not( yet)?@ been@|"
        "(hasn't|haven't|hadn't)( yet)?@ been@|"
        "(was|were|is|are) not( yet)?@) " DONE_EN "|"
        "(it (was|is|remains) (not( immediately)? possible|impossible)|there (was|is) no way) "
        "to@ " VERB_EN "|"
        "no independent (confirmation|verification)",
    .turned = "not only|could not (help|fail|but) ",
    .agent = "^@ by ",
    .anybody = "^(an |any |other )?independent ",
    .staff = LIST("team",
                  "teams",
                  "crew",
                  "journalist",
                  "journalists",
                  "reporter",
                  "reporters",
                  "correspondent",
                  "correspondents"),
    .asides = LIST("by ",
                   "to ",
                   "with ",
                   "at ",
                   "on ",
                   "for ",
                   "from ",
                   "of ",
                   "told ",
                   "in ",
                   "asked ",
                   "via "),
    .joints = LIST(" and ", " nor ", " or ", ", "),
};

const struct phrases *
phrases_for(const char *lang)
{
    static const struct phrases *const known[] = {&french, &english};
    for (size_t i = 0; i < 2; i++)
        if (strncmp(lang, known[i]->lang, 2) == 0 && (lang[2] == '\0' || lang[2] == '-'))
            return known[i];
    return NULL;
}
