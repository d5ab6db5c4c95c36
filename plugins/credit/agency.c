/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "agency.h"

#include "fold.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *written;
    const char *name;
} agencies[] = {
    {"afp", "AFP"},
    {"l'afp", "AFP"},
    {"agence france-presse", "AFP"},
    {"reuters", "Reuters"},
    {"ap", "AP"},
    {"ap photo", "AP"},
    {"associated press", "AP"},
    {"the associated press", "AP"},
    {"epa", "EPA"},
    {"epa-efe", "EPA-EFE"},
    {"epa/maxppp", "EPA/MaxPPP"},
    {"efe", "EFE"},
    {"ansa", "ANSA"},
    {"dpa", "DPA"},
    {"picture alliance", "Picture Alliance"},
    {"pa", "PA"},
    {"pa media", "PA Media"},
    {"pa images", "PA Images"},
    {"getty", "Getty Images"},
    {"getty images", "Getty Images"},
    {"sipa", "Sipa"},
    {"sipa press", "Sipa"},
    {"sipa usa", "Sipa USA"},
    {"abaca", "Abaca"},
    {"abacapress", "Abaca"},
    {"maxppp", "MaxPPP"},
    {"hans lucas", "Hans Lucas"},
    {"divergence", "Divergence"},
    {"myop", "Myop"},
    {"vu", "Vu'"},
    {"magnum", "Magnum"},
    {"magnum photos", "Magnum Photos"},
    {"gamma", "Gamma"},
    {"gamma-rapho", "Gamma-Rapho"},
    {"rapho", "Rapho"},
    {"sygma", "Sygma"},
    {"bestimage", "Bestimage"},
    {"belga", "Belga"},
    {"keystone", "Keystone"},
    {"keystone-sda", "Keystone-SDA"},
    {"la presse canadienne", "La Presse canadienne"},
    {"the canadian press", "The Canadian Press"},
    {"xinhua", "Xinhua"},
    {"tass", "Tass"},
    {"anadolu", "Anadolu"},
    {"anadolu agency", "Anadolu Agency"},
    {"nurphoto", "NurPhoto"},
    {"zuma press", "Zuma Press"},
    {"bloomberg", "Bloomberg"},
    {"icon sport", "Icon Sport"},
    {"panoramic", "Panoramic"},
    {"dppi", "DPPI"},
    {"presse sports", "Presse Sports"},
    {"andia", "Andia"},
    {"rea", "REA"},
    {"signatures", "Signatures"},
    {"istock", "iStock"},
    {"istockphoto", "iStock"},
    {"shutterstock", "Shutterstock"},
    {"adobe stock", "Adobe Stock"},
    {"alamy", "Alamy"},
    {"depositphotos", "Depositphotos"},
    {"afp photo", "AFP"},
    {"reuters photo", "Reuters"},
    {"via reuters", "Reuters"},
    {"gettyimages", "Getty Images"},
    {"agence vu", "Vu'"},
    {"sipapress", "Sipa"},
    {"agence reuters", "Reuters"},
    {"agence sipa", "Sipa"},
};

#define COUNT (sizeof agencies / sizeof *agencies)

/* Equal but for the dots of an abbreviation. */
static bool
is_written(const char *text, size_t size, const char *word)
{
    for (size_t i = 0; i < size; i++) {
        if (text[i] == '.')
            continue;
        if (*word == '\0' || *word++ != text[i])
            return false;
    }
    return *word == '\0';
}

const char *
agency_of(const char *written, size_t size)
{
    for (size_t i = 0; i < COUNT; i++)
        if (is_written(written, size, agencies[i].written))
            return agencies[i].name;
    return NULL;
}

/* Signs part words there: "france-presse" is two. */
static bool
is_said(const char *folded, const char *written)
{
    const char *at = folded + strspn(folded, " ");
    for (; *written; written++) {
        char c = strchr("-/'", *written) ? ' ' : *written;
        if (*at++ != c)
            return false;
    }
    return at[strspn(at, " ")] == '\0';
}

const char *
agency_of_words(const char *folded)
{
    for (size_t i = 0; i < COUNT; i++)
        if (is_said(folded, agencies[i].written))
            return agencies[i].name;
    return NULL;
}
