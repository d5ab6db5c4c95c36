/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "outlet.h"

#include "word.h"

#include <stdlib.h>
#include <string.h>

#define NAMES(...) ((const char *const[]){__VA_ARGS__, NULL})

static const struct outlet outlets[] = {
    {"cnn", NAMES("cnn", "cnn international"), "CNN", "CNN"},
    {"afp", NAMES("l'afp", "afp", "l'agence france-presse", "agence france-presse"), "l'AFP",
     "AFP"},
    {"reuters", NAMES("reuters", "l'agence reuters", "thomson reuters"), "Reuters", "Reuters"},
    {"ap",
     NAMES("l'ap",
           "ap",
           "the associated press",
           "associated press",
           "l'associated press",
           "l'agence associated press"),
     "l'Associated Press", "the Associated Press"},
    {"bbc", NAMES("la bbc", "bbc", "the bbc", "bbc news", "bbc verify"), "la BBC", "the BBC"},
    {"nyt", NAMES("le new york times", "new york times", "the new york times", "the times"),
     "le New York Times", "the New York Times"},
    {"lemonde", NAMES("le monde"), "Le Monde", "Le Monde"},
    {"figaro", NAMES("le figaro"), "Le Figaro", "Le Figaro"},
    {"liberation", NAMES("libération"), "Libération", "Libération"},
    {"mediapart", NAMES("mediapart"), "Mediapart", "Mediapart"},
    {"france24", NAMES("france 24"), "France 24", "France 24"},
    {"rfi", NAMES("rfi", "radio france internationale"), "RFI", "RFI"},
    {"franceinfo", NAMES("franceinfo", "france info"), "Franceinfo", "Franceinfo"},
    {"bfmtv", NAMES("bfmtv", "bfm-tv", "bfm"), "BFM-TV", "BFM-TV"},
    {"aljazeera", NAMES("al-jazeera", "al jazeera"), "Al-Jazeera", "Al Jazeera"},
    {"guardian", NAMES("the guardian", "le guardian"), "le Guardian", "the Guardian"},
    {"wapo", NAMES("the washington post", "le washington post", "washington post"),
     "le Washington Post", "the Washington Post"},
    {"wsj", NAMES("the wall street journal", "le wall street journal", "wall street journal"),
     "le Wall Street Journal", "the Wall Street Journal"},
    {"ft", NAMES("the financial times", "le financial times", "financial times"),
     "le Financial Times", "the Financial Times"},
    {"bloomberg", NAMES("bloomberg", "l'agence bloomberg"), "Bloomberg", "Bloomberg"},
    {"dpa", NAMES("dpa", "la dpa", "l'agence dpa"), "la DPA", "DPA"},
    {"efe", NAMES("efe", "l'agence efe"), "l'agence EFE", "EFE"},
};

/* A newsroom speaking of itself without a name. */
static const char *const ourselves[] = {
    "nous",         "notre rédaction",  "la rédaction", "notre journal",
    "ce journal",   "nos journalistes", "we",           "this news organization",
    "our newsroom", "our journalists",  NULL,
};

static const char *const articles[] = {"l'", "le ", "la ", "les ", "the ", NULL};

const struct outlet *
outlet_named(const char *folded)
{
    for (size_t i = 0; i < sizeof outlets / sizeof outlets[0]; i++) {
        if (strcmp(outlets[i].id, folded) == 0)
            return &outlets[i];
        for (const char *const *name = outlets[i].names; *name; name++)
            if (strcmp(*name, folded) == 0)
                return &outlets[i];
    }
    return NULL;
}

/* "le courrier du soir" is also meant by "courrier du soir". */
static const char *
without_article(const char *folded)
{
    for (const char *const *article = articles; *article; article++) {
        size_t length = strlen(*article);
        if (strncmp(folded, *article, length) == 0 && folded[length])
            return folded + length;
    }
    return folded;
}

bool
voice_init(struct voice *voice, const char *written, size_t size, const char *folded)
{
    *voice = (struct voice){0};
    if (!folded || !*folded)
        return true;
    voice->outlet = outlet_named(folded);
    voice->written = strndup(written, size);
    if (voice->written && !voice->outlet)
        voice->folded[0] = strdup(without_article(folded));
    if (voice->written && (voice->outlet || voice->folded[0]))
        return true;
    voice_clear(voice);
    return false;
}

bool
voice_add_newsroom(struct voice *voice, const char *name, size_t size)
{
    char *folded = word_fold(name, size);
    if (!folded)
        return false;
    free(voice->folded[1]);
    voice->folded[1] = *folded ? strdup(without_article(folded)) : NULL;
    bool done = !*folded || voice->folded[1];
    free(folded);
    if (done && !voice->written && size > 0) {
        voice->written = strndup(name, size);
        done = voice->written != NULL;
    }
    return done;
}

void
voice_clear(struct voice *voice)
{
    free(voice->written);
    free(voice->folded[0]);
    free(voice->folded[1]);
    *voice = (struct voice){0};
}

/* The longest name found so far, and whose it is. */
struct spoken {
    size_t length;
    int speaker;
};

/* Takes `name` where it stands whole at `at`, up to `end` unless that is 0, and is longer. */
static void
hear(struct spoken *best,
     int speaker,
     const char *name,
     const char *text,
     size_t size,
     size_t at,
     size_t end)
{
    if (*name != text[at])
        return;
    size_t length = strlen(name);
    if (length <= best->length || length > size - at || (end && at + length != end))
        return;
    if (memcmp(text + at, name, length) == 0 && word_breaks(text, size, at) &&
        word_breaks(text, size, at + length))
        *best = (struct spoken){length, speaker};
}

/* The voice's own names come first, so that they win over the same name of another. */
static struct spoken
speaker_at(const struct voice *voice, const char *text, size_t size, size_t at, size_t end)
{
    struct spoken best = {0, SPEAKER_NONE};
    for (size_t i = 0; i < 2; i++)
        if (voice->folded[i])
            hear(&best, SPEAKER_SELF, voice->folded[i], text, size, at, end);
    for (const char *const *name = ourselves; *name; name++)
        hear(&best, SPEAKER_SELF, *name, text, size, at, end);
    for (size_t i = 0; i < sizeof outlets / sizeof outlets[0]; i++) {
        int speaker = &outlets[i] == voice->outlet ? SPEAKER_SELF : SPEAKER_OTHER;
        for (const char *const *name = outlets[i].names; *name; name++)
            hear(&best, speaker, *name, text, size, at, end);
    }
    return best;
}

int
voice_at(const struct voice *voice, const char *text, size_t size, size_t at, size_t *ret_end)
{
    if (at >= size || !word_breaks(text, size, at))
        return SPEAKER_NONE;
    struct spoken best = speaker_at(voice, text, size, at, 0);
    *ret_end = at + best.length;
    return best.speaker;
}

int
voice_before(
    const struct voice *voice, const char *text, size_t size, size_t end, size_t *ret_start)
{
    enum { FURTHEST = 64 };
    for (size_t start = end > FURTHEST ? end - FURTHEST : 0; start < end; start++) {
        if (((unsigned char)text[start] & 0xc0) == 0x80)
            continue;
        struct spoken best = speaker_at(voice, text, size, start, end);
        if (best.speaker != SPEAKER_NONE) {
            *ret_start = start;
            return best.speaker;
        }
    }
    return SPEAKER_NONE;
}

char *
voice_in_text(const struct voice *voice, bool french, bool head)
{
    const char *form = french ? "la rédaction" : "our newsroom";
    if (voice->outlet)
        form = french ? voice->outlet->in_french : voice->outlet->in_english;
    else if (voice->written)
        form = voice->written;

    char *text = strdup(form);
    if (text && head && (voice->outlet || !voice->written) && text[0] >= 'a' && text[0] <= 'z')
        text[0] = (char)(text[0] - 'a' + 'A');
    return text;
}
