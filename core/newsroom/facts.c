/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "newsroom/facts.h"

#include "article/article.h"
#include "marbre/plugin.h"

#include <string.h>

/* There, but no text that could be compared. */
#define PRESENT "…"

static const MarbreYamlNode *
front_node(const MarbreArticle *article, const char *key)
{
    const MarbreCopy *copy = marbre_article_get_copy(article, NULL);
    MarbreYaml *front = copy == NULL ? NULL : marbre_copy_get_front(copy);
    return front == NULL ? NULL : marbre_yaml_lookup(marbre_yaml_get_root(front), key);
}

/* A picture is named, in the front matter or in a text, or lies in the bundle. */
static bool
has_media(const MarbreArticle *article)
{
    if (marbre_article_get_media(article)[0] != NULL)
        return true;
    const MarbreYamlNode *images = front_node(article, "images");
    if (images != NULL && marbre_yaml_node_get_kind(images) == MARBRE_YAML_LIST &&
        marbre_yaml_node_get_count(images) > 0)
        return true;
    const GPtrArray *copies = marbre_article_get_copies(article);
    for (guint i = 0; i < copies->len; i++) {
        const GPtrArray *blocks = marbre_copy_get_blocks(g_ptr_array_index(copies, i));
        for (guint j = 0; j < blocks->len; j++)
            if (((const MarbreBlock *)g_ptr_array_index(blocks, j))->kind == MBR_ITEM_IMAGE)
                return true;
    }
    return false;
}

static bool
has_claims(const MarbreArticle *article)
{
    const MarbreClaims *claims = marbre_article_get_claims(article);
    return claims != NULL && marbre_claims_get_items(claims)->len > 0;
}

const char *
marbre_facts_of_article(void *user, const char *key)
{
    const MarbreArticle *article = user;
    if (strcmp(key, "media") == 0)
        return has_media(article) ? PRESENT : NULL;
    if (strcmp(key, "source") == 0)
        return marbre_article_get_source_file(article) != NULL ? PRESENT : NULL;
    if (strcmp(key, "claims") == 0)
        return has_claims(article) ? PRESENT : NULL;
    const MarbreYamlNode *node = front_node(article, key);
    if (node == NULL || marbre_yaml_node_get_kind(node) == MARBRE_YAML_NULL)
        return NULL;
    const char *text = marbre_yaml_node_get_text(node);
    return text == NULL ? PRESENT : text;
}
