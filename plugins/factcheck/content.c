/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "content.h"

#include <stddef.h>

#define SIGNS (GAP_STOP | GAP_COLON)

/* Words that are looked at together. */
struct stretch {
    const struct words *of;
    size_t first, end;
};

const char *
content_name(content_kind kind)
{
    static const char *const names[] = {"", "toll", "accusation", "territory"};
    return names[kind];
}

bool
content_is_possible(const struct words *of)
{
    return (of->classes & (LEX_HARM | LEX_HARM_WEAK | LEX_CASUALTY | LEX_ACCUSE | LEX_ACT |
                           LEX_ACT_WEAK | LEX_HOLD | LEX_MOVE | LEX_ALLEGATION)) != 0;
}

/* The first word of some classes at most `reach` words from `at`, before it or behind, over no stop
   or colon; `end` of the stretch where there is none. */
static size_t
behind(const struct stretch *s, size_t at, size_t reach, uint64_t classes)
{
    for (size_t i = at + 1; i < s->end && i <= at + reach; i++) {
        if (s->of->items[i].gap & SIGNS)
            break;
        if (word_is(s->of, i, classes))
            return i;
    }
    return s->end;
}

static size_t
before(const struct stretch *s, size_t at, size_t reach, uint64_t classes)
{
    for (size_t i = at; i > s->first && at - i < reach; i--) {
        if (s->of->items[i].gap & SIGNS)
            break;
        if (word_is(s->of, i - 1, classes))
            return i - 1;
    }
    return s->end;
}

static bool
is_near(const struct stretch *s, size_t at, size_t reach, uint64_t classes)
{
    return before(s, at, reach, classes) < s->end || behind(s, at, reach, classes) < s->end;
}

/* --- tolls ------------------------------------------------------------------------------------ */

/* How many of whom: « au moins 80 personnes », "two young women", « des civils ». */
static bool
is_counted_person(const struct stretch *s, size_t person)
{
    const struct words *of = s->of;
    for (size_t back = 1; back <= 4 && person >= s->first + back; back++) {
        if (of->items[person - back + 1].gap)
            return false;
        size_t i = person - back;
        if (word_is(of, i, LEX_COUNT))
            return true;
        if (word_is(of, i, LEX_ONE))
            return back <= 2;
    }
    return false;
}

/* Such persons at most `reach` words before or behind, in one clause. */
static bool
has_counted_person(const struct stretch *s, size_t at, size_t back, size_t ahead)
{
    for (size_t i = at; i > s->first && at - i < back; i--) {
        if (s->of->items[i].gap & (SIGNS | GAP_OPEN | GAP_CLOSE))
            break;
        if (word_is(s->of, i - 1, LEX_PERSON) && is_counted_person(s, i - 1))
            return true;
    }
    for (size_t i = at + 1; i < s->end && i <= at + ahead; i++) {
        if (s->of->items[i].gap & ~(uint8_t)GAP_OTHER)
            break;
        if (word_is(s->of, i, LEX_PERSON) && is_counted_person(s, i))
            return true;
    }
    return false;
}

/* « douze morts », « des dizaines de blessés », "at least 12 dead"; « un mort » with what made it.
 */
static bool
is_counted(const struct stretch *s, size_t at)
{
    const struct words *of = s->of;
    if (of->french && at >= s->first + 2 && word_reads(of, at - 1, "un") && !of->items[at].gap &&
        (word_reads(of, at - 2, "fait") || word_reads(of, at - 2, "moins") ||
         word_reads(of, at - 2, "causé")))
        return true;
    for (size_t back = 1; back <= 3 && at >= s->first + back; back++) {
        if (of->items[at - back + 1].gap)
            return false;
        size_t i = at - back;
        if (word_is(of, i, LEX_COUNT))
            return true;
        if (word_is(of, i, LEX_AUX | LEX_BE))
            return false;
    }
    return false;
}

/* « cinq ont été tués », "five were killed", « en tuant cinq ». */
static bool
is_counted_alone(const struct stretch *s, size_t at)
{
    const struct words *of = s->of;
    for (size_t i = at; i > s->first && at - i < 4; i--) {
        if (of->items[i].gap & ~(uint8_t)GAP_OTHER)
            return false;
        if (i >= s->first + 2 && word_is(of, i - 2, LEX_COUNT) && !of->items[i - 2].figure &&
            !of->items[i - 1].gap &&
            (word_reads(of, i - 1, "ont") || word_reads(of, i - 1, "avaient") ||
             word_reads(of, i - 1, "were") || word_reads(of, i - 1, "had")))
            return true;
    }
    return false;
}

/* « se sont déplacées » is nobody's doing. */
static bool
is_reflexive(const struct stretch *s, size_t at)
{
    for (size_t back = 1; back <= 3 && at >= s->first + back; back++)
        if (word_reads(s->of, at - back, "se") || word_reads(s->of, at - back, "s'"))
            return true;
    return false;
}

static bool
is_toll(const struct stretch *s, size_t at)
{
    uint64_t classes = s->of->items[at].classes;
    if ((classes & LEX_CASUALTY) && is_counted(s, at))
        return true;
    if ((classes & LEX_HARM) && (has_counted_person(s, at, 9, 6) || is_counted_alone(s, at)))
        return true;
    return (classes & LEX_HARM_WEAK) && has_counted_person(s, at, 7, 5) && !is_reflexive(s, at);
}

/* --- accusations ------------------------------------------------------------------------------ */

/* « accuse le maire de », "accused the mayor of"; « accuser réception » is no charge. */
static bool
is_charge(const struct stretch *s, size_t at)
{
    for (size_t i = at + 1; i < s->end && i <= at + 10; i++) {
        if (s->of->items[i].gap & SIGNS)
            return false;
        if (word_is(s->of, i, LEX_ACCUSE_NOT) && i <= at + 3)
            return false;
        bool french = word_reads(s->of, i, "de") || word_reads(s->of, i, "d'");
        if (french ? s->of->french
                   : !s->of->french && (word_reads(s->of, i, "of") || word_reads(s->of, i, "for")))
            return true;
    }
    return false;
}

/* « rejette les allégations selon lesquelles », "denied allegations that": with what they say. */
static bool
is_denied_charge(const struct stretch *s, size_t at)
{
    static const char *const leads[] = {"selon", "que", "qu'", "de", "d'", "of", "that"};
    if (!is_near(s, at, 6, LEX_DENIAL))
        return false;
    for (size_t i = 0; i < sizeof leads / sizeof *leads; i++)
        if (at + 1 < s->end && !s->of->items[at + 1].gap && word_reads(s->of, at + 1, leads[i]))
            return true;
    return false;
}

/* --- territory -------------------------------------------------------------------------------- */

/* A name: a capital that does not begin the sentence. */
static bool
has_name_behind(const struct stretch *s, size_t at)
{
    size_t i = at + 1;
    while (i < s->end && i <= at + 2 && !s->of->items[i].gap && !s->of->items[i].capital)
        i++;
    return i < s->end && i <= at + 2 && !s->of->items[i].gap && s->of->items[i].capital;
}

/* « un avion pris », « pris en charge », "took part": of the verbs for taking, what takes land. */
static struct content
weigh_hold(const struct stretch *s, size_t at)
{
    static const char *const turns[] = {"en", "part", "place", "note", "soin", "acte", "over"};
    struct content none = {0};
    for (size_t i = 0; i < sizeof turns / sizeof *turns; i++)
        if (word_reads(s->of, at + 1, turns[i]))
            return none;
    size_t place = behind(s, at, 5, LEX_PLACE);
    bool force = is_near(s, at, 7, LEX_FORCE);
    if (!force && place == s->end)
        return none;
    if (place == s->end)
        place = before(s, at, 5, LEX_PLACE); /* « le pont a été pris » */
    if (place == s->end && !has_name_behind(s, at))
        return none;
    return (struct content){CONTENT_TERRITORY, force && place < s->end, at};
}

static struct content
weigh_move(const struct stretch *s, size_t at)
{
    struct content none = {0};
    if (!is_near(s, at, 5, LEX_FORCE))
        return none;
    if (is_near(s, at, 40, LEX_DEMAND))
        return none;
    return (struct content){CONTENT_TERRITORY, false, at};
}

/* --- a sentence ------------------------------------------------------------------------------- */

static struct content
weigh(const struct stretch *s, size_t at)
{
    uint64_t classes = s->of->items[at].classes;
    if ((classes & (LEX_HARM | LEX_HARM_WEAK | LEX_CASUALTY)) && is_toll(s, at))
        return (struct content){CONTENT_TOLL, true, at};
    if (classes & LEX_ACT)
        return (struct content){CONTENT_ACCUSATION, true, at};
    if ((classes & LEX_ACCUSE) && is_charge(s, at))
        return (struct content){CONTENT_ACCUSATION, true, at};
    if ((classes & LEX_ACT_WEAK) && is_near(s, at, 8, LEX_FORCE))
        return (struct content){CONTENT_ACCUSATION, false, at};
    if ((classes & LEX_ALLEGATION) && is_denied_charge(s, at))
        return (struct content){CONTENT_ACCUSATION, false, at};
    struct content found = {0};
    if (classes & LEX_HOLD)
        found = weigh_hold(s, at);
    if (!found.kind && (classes & LEX_MOVE))
        found = weigh_move(s, at);
    return found;
}

static bool
is_better(const struct content *one, const struct content *other)
{
    if (other->kind == CONTENT_NONE)
        return one->kind != CONTENT_NONE;
    if (one->kind == CONTENT_NONE)
        return false;
    if (one->plain != other->plain)
        return one->plain;
    return one->kind < other->kind;
}

struct content
content_find(const struct words *of, size_t first, size_t end)
{
    const struct stretch s = {of, first, end < of->count ? end : of->count};
    struct content best = {0};
    for (size_t i = s.first; i < s.end; i++) {
        if (!of->items[i].classes)
            continue;
        struct content found = weigh(&s, i);
        if (is_better(&found, &best))
            best = found;
    }
    return best;
}
