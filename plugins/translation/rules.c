/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "rules.h"

#include "rule.h"

#include <stddef.h>

RULE(unbalanced_quotes,
     MBR_SEVERITY_ERROR,
     "unbalanced-quotes",
     "A quotation mark without the other one",
     "Quotation mark without its pair: {words}");
RULE(nested_quotes,
     MBR_SEVERITY_WARNING,
     "nested-quotes",
     "Guillemets inside guillemets",
     "Guillemets inside guillemets; the inner ones are \xe2\x80\x9c \xe2\x80\x9d: {words}");
RULE(missing_nbsp,
     MBR_SEVERITY_NOTE,
     "missing-nbsp",
     "Ordinary space where a line must not break",
     "{count} ordinary spaces where no-break spaces are due, the first: {words}");
RULE(spacing,
     MBR_SEVERITY_WARNING,
     "spacing",
     "A space missing or too many, or a stop twice",
     "{count} spaces missing or too many, the first: {words}");
RULE(broken_sentence,
     MBR_SEVERITY_ERROR,
     "broken-sentence",
     "A full stop or a new paragraph in mid-sentence",
     "The sentence is cut in two: {words}");
RULE(name_variant,
     MBR_SEVERITY_ERROR,
     "name-variant",
     "A name not written as the glossary has it",
     "\xe2\x80\x9c{words}\xe2\x80\x9d: the glossary "
     "has \xe2\x80\x9c{preferred}\xe2\x80\x9d");
RULE(missing_paragraph,
     MBR_SEVERITY_WARNING,
     "missing-paragraph",
     "Paragraphs of the source that the text does not have",
     "{count} of {total} paragraphs of the source are missing, the first one here: {words}");
RULE(untranslated,
     MBR_SEVERITY_ERROR,
     "untranslated",
     "Words left in the other language",
     "This is not translated: {words}");

RULE(quote_style,
     MBR_SEVERITY_WARNING,
     "quote-style",
     "Quotation marks of another language",
     "{count} quotation marks of another usage, the first: {words}");
RULE(apostrophe,
     MBR_SEVERITY_NOTE,
     "apostrophe",
     "Straight and curved apostrophes mixed",
     "{count} apostrophes unlike the others, the first: {words}");
RULE(dash,
     MBR_SEVERITY_NOTE,
     "dash",
     "A hyphen where a dash is due, or a dash without its space",
     "{count} dashes to set right, the first: {words}");
RULE(ellipsis,
     MBR_SEVERITY_NOTE,
     "ellipsis",
     "Three full stops for an ellipsis, or a space before one",
     "{count} ellipses to set right, the first: {words}");
RULE(number_format,
     MBR_SEVERITY_WARNING,
     "number-format",
     "A number written as in another language",
     "{count} numbers written as in another language, the first: {words}");
RULE(doubled_word,
     MBR_SEVERITY_WARNING,
     "doubled-word",
     "A word written twice",
     "The same word twice: {words}");
RULE(doubled_attribution,
     MBR_SEVERITY_ERROR,
     "doubled-attribution",
     "Who says it is said twice",
     "Who says it is said twice: \xe2\x80\x9c{first}\xe2\x80\x9d, "
     "then \xe2\x80\x9c{words}\xe2\x80\x9d");
RULE(added_paragraph,
     MBR_SEVERITY_NOTE,
     "added-paragraph",
     "A paragraph that the source does not have",
     "{count} paragraphs are not in the source, the first: {words}");
RULE(number_mismatch,
     MBR_SEVERITY_ERROR,
     "number-mismatch",
     "A number that the source does not have, or the other way round",
     "The number is not the source’s: {words}; the source has {expected}");
RULE(quote_mismatch,
     MBR_SEVERITY_WARNING,
     "quote-mismatch",
     "A quotation that is not one in the source, or the other way round",
     "Quoted words differ from the source: {words}");
RULE(link_mismatch,
     MBR_SEVERITY_WARNING,
     "link-mismatch",
     "A link or picture of the source that is lost or changed",
     "A link or picture of the source is lost or changed: {words}");
RULE(source_changed,
     MBR_SEVERITY_WARNING,
     "source-changed",
     "The source changed after its translation was approved",
     "The source has changed here since the translation was approved: "
     "\xe2\x80\x9c{old}\xe2\x80\x9d became "
     "\xe2\x80\x9c{new}\xe2\x80\x9d");
RULE(flag_lost,
     MBR_SEVERITY_ERROR,
     "flag-lost",
     "What the source says it could not verify is not said in the text",
     "The source says what could not be verified, and the text does not: {words}");

const mbr_rule *const translation_rules[] = {&unbalanced_quotes,
                                             &nested_quotes,
                                             &missing_nbsp,
                                             &spacing,
                                             &broken_sentence,
                                             &name_variant,
                                             &missing_paragraph,
                                             &untranslated,
                                             &quote_style,
                                             &apostrophe,
                                             &dash,
                                             &ellipsis,
                                             &number_format,
                                             &doubled_word,
                                             &doubled_attribution,
                                             &added_paragraph,
                                             &number_mismatch,
                                             &quote_mismatch,
                                             &link_mismatch,
                                             &source_changed,
                                             &flag_lost,
                                             NULL};
