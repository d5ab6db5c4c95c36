/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "article/normal.h"
#include "base/path.h"
#include "desk/ledger_inside.h"
#include "yaml/edit.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define FOLDS (MARBRE_FOLD_CASE | MARBRE_FOLD_APOSTROPHES | MARBRE_FOLD_SPACES)
/* Longest id that is made from words, in bytes: it is typed again. */
#define ID_LIMIT 32

static void
made_free(void *data)
{
    MarbreEntryMade *made = data;
    g_free(made->id);
    g_free(made->problem);
    g_free(made);
}

/* What a ledger has, to hold new claims against. */
typedef struct {
    GHashTable *ids;    /* of char * */
    GHashTable *quotes; /* folded, to the id */
} Known;

static char *
fold_quote(const char *quote)
{
    g_autoptr(MarbreMapped) folded = marbre_normalise_text(quote, strlen(quote), FOLDS);
    return g_strstrip(g_strdup(marbre_mapped_get_text(folded, NULL)));
}

static void
known_add(Known *known, const char *id, char *folded)
{
    g_hash_table_add(known->ids, g_strdup(id));
    g_hash_table_insert(known->quotes, folded, g_strdup(id));
}

static void
known_clear(Known *known)
{
    g_hash_table_unref(known->ids);
    g_hash_table_unref(known->quotes);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Known, known_clear)

static Known
known_of(const MarbreLedger *ledger)
{
    const GPtrArray *items = marbre_claims_get_items(ledger->claims);
    Known known = {g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
                   g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free)};
    for (guint i = 0; i < items->len; i++) {
        const MarbreClaim *claim = g_ptr_array_index(items, i);
        known_add(&known, claim->id, fold_quote(claim->quote));
    }
    return known;
}

/* An id from the first words, which no claim has. (transfer full) */
static char *
make_id(const Known *known, const char *words)
{
    g_autofree char *slug = marbre_slug_make(words);
    if (strcmp(slug, "article") == 0)
        strcpy(slug, "claim"); /* nothing of the words can stand in an id; shorter */
    if (strlen(slug) > ID_LIMIT) {
        slug[ID_LIMIT + 1] = '\0';
        char *hyphen = strrchr(slug, '-');
        slug[hyphen == NULL ? ID_LIMIT : hyphen - slug] = '\0';
    }
    size_t size = strlen(slug);
    if (size > 2 && slug[size - 2] == '-' && g_ascii_isalpha(slug[size - 1]))
        slug[size - 2] = '\0'; /* what was an elided article */
    char *id = g_strdup(slug);
    for (unsigned i = 2; g_hash_table_contains(known->ids, id); i++) {
        g_free(id);
        id = g_strdup_printf("%s-%u", slug, i);
    }
    return id;
}

/* Give a claim its id, or say what speaks against it. */
static MarbreEntryMade *
take_entry(Known *known, const MarbreEntryWords *entry)
{
    MarbreEntryMade *made = g_new0(MarbreEntryMade, 1);
    g_autofree char *folded = fold_quote(entry->quote);
    const char *other = g_hash_table_lookup(known->quotes, folded);
    if (other != NULL) {
        made->problem = g_strdup_printf(_("the claim %s has these words already"), other);
    } else if (entry->id != NULL && g_hash_table_contains(known->ids, entry->id)) {
        made->problem = g_strdup_printf(
            _("another claim is called %s already; give this one another name"), entry->id);
    } else {
        made->id = entry->id == NULL ? make_id(known, entry->quote) : g_strdup(entry->id);
        known_add(known, made->id, g_steal_pointer(&folded));
    }
    return made;
}

static GVariant *
entry_value(const MarbreEntryWords *entry, const char *id, const MarbreByWhom *whom)
{
    MarbreByWhom with = *whom;
    GVariantBuilder map;
    with.sentence = entry->sentence;
    g_variant_builder_init(&map, G_VARIANT_TYPE("a(sv)"));
    marbre_ledger_add_text(&map, "id", id);
    marbre_ledger_add_text(&map, "quote", entry->quote);
    marbre_ledger_add_text(&map, "by", entry->by);
    marbre_ledger_add_text(&map, "kind", entry->kind);
    marbre_ledger_add_text(&map, "status", marbre_claim_status_text(entry->status));
    if (entry->status != MARBRE_CLAIM_TO_CHECK)
        g_variant_builder_add(&map, "(sv)", "checked", marbre_ledger_whom(&with));
    return g_variant_builder_end(&map);
}

/* Those that were taken, in one edit. */
static bool
put_entries(MarbreLedger *ledger,
            const GPtrArray *entries,
            const GPtrArray *made,
            const MarbreByWhom *whom,
            GError **error)
{
    GVariantBuilder values;
    bool any = false;
    g_variant_builder_init(&values, G_VARIANT_TYPE("av"));
    for (guint i = 0; i < entries->len; i++) {
        const MarbreEntryMade *one = made->pdata[i];
        if (one->id != NULL)
            g_variant_builder_add(&values, "v", entry_value(entries->pdata[i], one->id, whom));
        any = any || one->id != NULL;
    }
    g_autoptr(GVariant) all = g_variant_ref_sink(g_variant_builder_end(&values));
    if (!any)
        return true;
    GError *reason = NULL;
    GBytes *bytes = marbre_yaml_append_all(marbre_claims_get_yaml(ledger->claims), ledger->bytes,
                                           "claims", all, &reason);
    return marbre_ledger_step(ledger, bytes, reason, error) &&
           marbre_ledger_remove(ledger, "none", error);
}

GBytes *
marbre_ledger_add(GBytes *file,
                  const GPtrArray *entries,
                  const MarbreByWhom *whom,
                  GPtrArray **ret_made,
                  GError **error)
{
    g_auto(MarbreLedger) ledger = {0};
    if (!marbre_ledger_read(&ledger, file == NULL ? g_bytes_new(NULL, 0) : g_bytes_ref(file),
                            error))
        return NULL;
    g_auto(Known) known = known_of(&ledger);
    g_autoptr(GPtrArray) made = g_ptr_array_new_with_free_func(made_free);
    for (guint i = 0; i < entries->len; i++)
        g_ptr_array_add(made, take_entry(&known, entries->pdata[i]));
    if (!put_entries(&ledger, entries, made, whom, error))
        return NULL;
    *ret_made = g_steal_pointer(&made);
    return g_steal_pointer(&ledger.bytes);
}
