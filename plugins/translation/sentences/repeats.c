/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "repeats.h"

#include "utf8.h"

#include <string.h>

#define LONGEST_WORD 40 /* bytes */

/* Small words that are never right twice. */
static const char french_once[] =
    " a ai ainsi alors au aucun aucune auquel auraient aurait aussi autre autres aux avaient "
    "avait avant avec c ce cela celle celles celui cependant ces cet cette ceux chaque chez "
    "comme comment d dans de depuis des donc dont du en es est et eu il ils j l la le les "
    "leur leurs lors lorsque m ma mais mes même n ne nos notre on ont ou où par parce pas "
    "pendant peut plusieurs pour pourquoi pourrait puis qu quand que quel quelle quelles "
    "quelques quels qui sa sans se selon sera serait seront ses soit sont sous sur t ta te "
    "tes tu un une vos votre y à étaient était ";
static const char english_once[] =
    " a an and are at be because been being but by could did during each for from has have he "
    "i if into its may might my nor not of or our shall she should than the their them then "
    "they this those through to under until upon was we were when where while who whom whose "
    "why with without would your ";

/* What may stand twice: verbs and pronouns side by side, words said twice for their weight, sounds.
 */
static const char french_twice[] =
    " aide allez allons approche arme aussitôt avance bah beau beaucoup bien bientôt bim bing "
    "bip bis bla bling bon bonjour boum bravo bye bébé cache car cause cha chacha charge "
    "chasse chat chaud chou chut chute clac clic coin commerce compte conserve contraste cou "
    "couci coucou coupe couvent crac cric critique cui dada danse date demande demi ding dis "
    "dispute do dong double doucement doux dur dépense eh elle elles encore entre euh eux "
    "faire fait faux ferme fi finance force fort fouille fous fric froid gaga gagne garde "
    "glou gogo grand grands gros ha haut hein ho hop hou houp hourra hum hé hélas jadis "
    "jamais joli joue joujou juge juste kif lance lentement livre loin long longtemps lui là "
    "mais maman manque marche menace mesure meuh miam mmh mon monde monte montre mémé na nia "
    "non note nous offre oh ok ouais ouh oui ouste pan papa pareil parfait passe pense petit "
    "petite petits piano pili place plein plic ploc plop plouf plus plutôt poil point porte "
    "portent pose pouce pouet pouf pousse pratique presque prou président pst pépé pêche "
    "quasi reste restent rien risque ron roule règle résident rêve seul seule si signe snif "
    "son souris sous stop super ta tac tam tant tard tata tchin teuf tic tiens tilt tire toc "
    "tombe tombent ton tonton touche toujours tourne tous tout toute toutes tra trace tralala "
    "très tss tut tôt vas vers vide visite vite voile voilà voir vote vous voyons vrai "
    "vraiment yo youpi zou échange écoute élève équipe ô ";
static const char english_twice[] =
    " after again all always around as away bang beep before big bla blah boom bye can cheep "
    "chop chug clap click come course deep ding do done dong down ever far fine go good ha "
    "had hard he hear her here hey him hip his hmm ho home how hush in is it just knock la "
    "later less long lots many mine more much never new night no now oh ok okay old on once "
    "one only out over please pretty quack quite really right same so some soon still stop "
    "super sure tap that there thing tick time too tsk tut up us use very walkie way well "
    "what which win woof wow yes yet you young yum ";

/* Surnames that begin with a particle: « le livre de de Gaulle ». */
static const char particled[] =
    " boer croo funès funes gaulle gucht klerk laet la lattre luca maizière mesmaeker mello musset "
    "niro nul oliveira palma panafieu rugy sade sica vigny villepin villiers vinci wever waal ";

/* Before « la la », it is sung; before « une une », the first is that of a newspaper. */
static const char sung[] = " la oh ô ouh hou tra ";
static const char of_a_paper[] = " à cette chaque de en la leur sa ";

#define CLAUSE 32 /* bytes before a verb in which what asks for two of them stands */

typedef struct word {
    size_t start, end;
} word;

/* Is the word, its case folded, in the list? */
static bool
is_listed(const char *list, const char *data, word of)
{
    char folded[LONGEST_WORD + 8] = " ";
    size_t written = 1, length;
    if (of.end - of.start > LONGEST_WORD)
        return false;
    for (size_t at = of.start; at < of.end; at += length)
        written += utf8_put(utf8_lower(utf8_at(data, of.end, at, &length)), folded + written);
    folded[written++] = ' ';
    folded[written] = '\0';
    return strstr(list, folded) != NULL;
}

/* The next word at or after `at`; `ret_near`: nothing but spaces before it. */
static bool
next_word(const mbr_text *text, size_t at, word *ret, bool *ret_near)
{
    const char *data = text->data;
    bool near = true;
    while (at < text->size) {
        size_t end = utf8_letters_end(data, text->size, at), length = 1;
        if (end > at) {
            *ret = (word){at, end};
            *ret_near = near;
            return true;
        }
        uint8_t byte = (uint8_t)data[at];
        if (byte >= 0x80)
            near = utf8_is_space(utf8_at(data, text->size, at, &length)) && near;
        else if (byte != ' ' && byte != '\t')
            near = false;
        at += length;
    }
    return false;
}

static bool
is_same(const char *data, word a, word b)
{
    size_t length;
    if (a.end - a.start != b.end - b.start)
        return false;
    for (size_t i = 0; i < a.end - a.start; i += length) {
        if (data[a.start + i] == data[b.start + i]) {
            length = 1;
            continue;
        }
        /* A byte of a letter of several may differ by its case alone: begin with all of it. */
        while (((uint8_t)data[a.start + i] & 0xc0) == 0x80)
            i--;
        if (utf8_lower(utf8_at(data, a.end, a.start + i, &length)) !=
            utf8_lower(utf8_at(data, b.end, b.start + i, NULL)))
            return false;
    }
    return true;
}

static bool
joins(uint32_t c)
{
    return c == '-' || c == 0x2010 || c == 0x2011 || c == '_' || c == '.' || utf8_is_digit(c) ||
           utf8_is_apostrophe(c);
}

static bool
begins_sentence(const char *data, size_t at)
{
    uint32_t c = utf8_before(data, utf8_back_space(data, at), NULL);
    return c == 0 || c == '.' || c == '!' || c == '?' || c == ':' || c == 0x2026 || c == 0xab ||
           c == 0x201c || c == '"' || c == '(' || c == 0x2013 || c == 0x2014;
}

/* The word that ends before `at` with nothing but spaces between. */
static word
word_before(const char *data, size_t at)
{
    size_t end = utf8_back_space(data, at);
    return (word){utf8_word_start(data, end), end};
}

/* « Ce qu’il a a changé », “what it was was”: a clause ends with the first verb. */
static bool
ends_clause(const char *data, size_t at, const char *sign)
{
    size_t from = at > CLAUSE ? at - CLAUSE : 0;
    return memmem(data + from, at - from, sign, strlen(sign)) != NULL;
}

static bool
is_right_in_french(const mbr_text *text, word first, word second)
{
    const char *data = text->data;
    word next;
    bool near;
    if (is_listed(" la ", data, first))
        return second.start - first.end > 2 ||
               is_listed(sung, data, word_before(data, first.start));
    if (is_listed(" une ", data, first))
        return is_listed(of_a_paper, data, word_before(data, first.start));
    if (is_listed(" a est ont sont était étaient avait avaient sera ", data, first))
        return ends_clause(data, first.start, "qu");
    if (!next_word(text, second.end, &next, &near) || !near)
        return false;
    if (is_listed(" en ", data, first)) /* tout en en parlant */
        return next.end - next.start > 4 && memcmp(data + next.end - 3, "ant", 3) == 0;
    return is_listed(" de ", data, first) && is_listed(particled, data, next);
}

static bool
is_right(const mbr_text *text, bool french, word first, word second)
{
    if (french)
        return is_right_in_french(text, first, second);
    return is_listed(" are be was were for with at from will ", text->data, first) &&
           (ends_clause(text->data, first.start, "wh") ||
            ends_clause(text->data, first.start, "Wh"));
}

/* Of a word of a sentence, not of a name, a figure or a sound. */
static bool
is_small(const mbr_text *text, bool french, const repeat *of)
{
    word first = {of->first.start, of->first.end}, second = {of->second.start, of->second.end};
    const char *data = text->data;
    bool upper = utf8_is_upper(utf8_at(data, text->size, first.start, NULL));
    if (upper && !begins_sentence(data, first.start))
        return false;
    return is_listed(french ? french_once : english_once, data, first) &&
           !is_right(text, french, first, second);
}

static bool
is_long(const mbr_text *text, bool french, word first)
{
    const char *data = text->data;
    size_t length, letters = 0;
    for (size_t at = first.start; at < first.end; at += length, letters++) {
        if (!utf8_is_lower(utf8_at(data, text->size, at, &length)))
            return false;
    }
    if (letters < 3 || is_listed(french_twice, data, first) ||
        is_listed(english_twice, data, first) ||
        is_listed(french ? french_once : english_once, data, first))
        return false;
    return letters < 5 ||
           memcmp(data + first.end - (french ? 4 : 2), french ? "ment" : "ly", french ? 4 : 2) != 0;
}

static bool
is_fault(const mbr_text *text, bool french, repeat *of)
{
    uint32_t before = utf8_before(text->data, of->first.start, NULL), after;
    size_t length;
    after = utf8_at(text->data, text->size, of->second.end, &length);
    if (joins(before) || (after != '.' && joins(after)) ||
        (after == '.' && utf8_is_letter(utf8_at(text->data, text->size, of->second.end + 1, NULL))))
        return false;
    if (utf8_is_upper(utf8_at(text->data, text->size, of->second.start, NULL)))
        return false;
    of->small = is_small(text, french, of);
    return of->small || is_long(text, french, (word){of->first.start, of->first.end});
}

bool
repeat_next(const mbr_text *text, bool french, size_t from, repeat *ret)
{
    word last, next;
    bool near;
    if (!next_word(text, from, &last, &near))
        return false;
    while (next_word(text, last.end, &next, &near)) {
        word first = last;
        last = next;
        if (!near || !is_same(text->data, first, next))
            continue;
        while (next_word(text, last.end, &next, &near) && near && is_same(text->data, first, next))
            last = next;
        *ret = (repeat){.first = {first.start, first.end}, .second = {last.start, last.end}};
        if (is_fault(text, french, ret))
            return true;
    }
    return false;
}
