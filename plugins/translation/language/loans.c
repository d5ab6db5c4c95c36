/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "loans.h"

#include "utf8.h"

#include <string.h>

#define LONGEST_LOAN 64 /* bytes */

static const char english[] =
    "|all you can eat|as you like it|back to the future|been there done that|be there or be square|"
    "better than nothing|business as usual|by the way|can do it|catch me if you can|do it yourself|"
    "do not disturb|drag and drop|easy to use|end of the world|end of story|enough is enough|"
    "fit for the future|for the many not the few|free to play|from there to here|get up and go|"
    "have a nice day|here to stay|how do you do|i have a dream|i love you|in the air|in the mood|"
    "it is what it is|it was better before|just do it|keep it simple|last but not least|let it be|"
    "let it go|let the sunshine in|live and let die|made in the usa|make it happen|"
    "me myself and i|name and shame|no more no less|not in my back yard|not in my name|"
    "now or never|off the record|on the road again|on the rocks|once upon a time|one of us|"
    "out of the box|out of the blue|over the top|pay as you go|peace and love|peer to peer|"
    "put that in your pipe|ready to wear|right here right now|right to be forgotten|sorry but no|"
    "so what|state of the art|state of the union|stay at home|step by step|take it easy|"
    "take it or leave it|that is the question|that s all folks|the day after|the end|"
    "the one and only|the place to be|the right man in the right place|the show must go on|"
    "the winner takes it all|the voice|time is money|to be continued|to be or not to be|"
    "to do list|too big to fail|too good to be true|too good to go|too much is too much|"
    "trick or treat|under the radar|up to date|wait and see|we are the champions|"
    "we are the world|we can do it|what a wonderful world|what else|what if|"
    "what you see is what you get|who knows|who s who|win win|with or without you|work in progress|"
    "yes we can|you are fired|you can t have it all|you never know|you only live once|";
static const char french[] =
    "|après moi le déluge|au fait|autres temps autres mœurs|bon pour le service|ça ne fait rien|"
    "ça va sans dire|ce n est pas la mer à boire|ceci n est pas une pipe|c est comme ça|"
    "c est la guerre|c est la vie|c est magnifique mais ce n est pas la guerre|c est moi|"
    "cela va sans dire|cherchez la femme|comme ci comme ça|comme il faut|cri de cœur|"
    "dans le vent|elle est moi|faites vos jeux|honi soit qui mal y pense|il faut que jeunesse|"
    "ils ne passeront pas|j accuse|j adore|je est un autre|je m en fous|je me souviens|"
    "je ne regrette rien|je ne sais quoi|je pense donc je suis|je suis charlie|je t aime|"
    "je t aime moi non plus|l art pour l art|l enfer c est les autres|l état c est moi|"
    "laissez faire|le roi est mort vive le roi|mise en scène|n est ce pas|ne plus ultra|"
    "noblesse oblige|nom de guerre|non je ne regrette rien|on ne passe pas|où sont les neiges|"
    "ou est la bibliothèque|pas devant les enfants|plus ça change|"
    "plus ça change plus c est la même chose|qui vive|raison d être|qu ils mangent de la brioche|"
    "sans souci|sans peur et sans reproche|s il vous plaît|si jeunesse savait|tant pis|"
    "tous pour un|tout court|tout de suite|tout est bien|tout le monde|tout va bien|"
    "tu quoque|un pour tous tous pour un|vive la différence|voilà tout|vous et nous|";

/* Small letters, one space for whatever stands between words. */
static size_t
fold(const char *data, size_t size, char *out, size_t room)
{
    size_t written = 0, length;
    bool space = false;
    for (size_t at = 0; at < size; at += length) {
        uint32_t c = utf8_lower(utf8_at(data, size, at, &length));
        if (!utf8_is_letter(c)) {
            space = written > 0;
            continue;
        }
        if (written + 6 > room)
            return 0;
        if (space)
            out[written++] = ' ';
        space = false;
        written += utf8_put(c, out + written);
    }
    out[written] = '\0';
    return written;
}

bool
loan_is(const char *data, size_t size, bool french_text)
{
    char words[LONGEST_LOAN];
    const char *list = french_text ? english : french, *at = list;
    size_t length = size < LONGEST_LOAN ? fold(data, size, words, sizeof words) : 0;
    while (length > 0 && (at = strstr(at, words)) != NULL) {
        if (strchr("| ", at[-1]) && strchr("| ", at[length]))
            return true;
        at++;
    }
    return false;
}
