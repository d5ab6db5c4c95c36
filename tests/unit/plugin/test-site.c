/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plugin/host.h"

#include "plugin/article_pack.h"
#include "probe.h"

#include <string.h>

typedef struct {
    MarbreHost *host;
    MarbreArticle *article;
    unsigned asked;
    bool damaged;
    bool at_once;      /* what is asked together is told together */
    unsigned together; /* how often that was */
} Fixture;

static const char record[] = "publication: {revision: 2, at: 2023-09-19T18:00:00+02:00}\n"
                             "corrections: [{kind: update, note: {fr: \"Précision\"}}]\n";

static GVariant *about_site(void *user, const char *what, uint64_t index, const char *where);

/* The article without what its page does not show. */
static GVariant *
pack_text(const Fixture *of)
{
    static const char *const langs[] = {"fr", NULL};
    g_autoptr(GPtrArray) files = marbre_files_new();
    const GPtrArray *all = marbre_article_get_files(of->article);
    for (guint i = 0; i < all->len; i++) {
        const MarbreFile *file = g_ptr_array_index(all, i);
        bool text = g_str_equal(file->name, "index.fr.md");
        g_ptr_array_add(files,
                        marbre_file_new(file->name, file->oid, 0, text ? file->bytes : NULL));
    }
    return marbre_article_pack_files(marbre_article_get_folder(of->article), files, langs);
}

static GVariant *
tell_together(Fixture *of, const char *what, uint64_t index)
{
    static const char *const langs[] = {"fr", NULL};
    of->together++;
    if (g_str_equal(what, MARBRE_SITE_PARTS))
        return marbre_article_pack(of->article, langs);
    unsigned asked = of->asked;
    GVariant *said = NULL;
    if (g_str_equal(what, MARBRE_SITE_WHOLES)) {
        g_autoptr(GVariant) article = pack_text(of);
        g_autoptr(GVariant) content = about_site(of, MARBRE_SITE_CONTENT, index, "");
        g_autoptr(GVariant) kept = about_site(of, MARBRE_SITE_RECORD, index, "");
        g_autoptr(GVariant) others = about_site(of, MARBRE_SITE_VERSIONS, index, "");
        GVariantBuilder wholes;
        g_variant_builder_init(&wholes, G_VARIANT_TYPE(MARBRE_SITE_WHOLES_TYPE));
        g_variant_builder_add(&wholes, "(t(@" MARBRE_ARTICLE_TYPE "@s@ay@at))", index, article,
                              content, kept, others);
        said = g_variant_builder_end(&wholes);
    } else {
        g_autoptr(GVariant) entry = about_site(of, MARBRE_SITE_ENTRY, 2, "");
        GVariantBuilder entries;
        g_variant_builder_init(&entries, G_VARIANT_TYPE(MARBRE_SITE_ENTRIES_TYPE));
        g_variant_builder_add(&entries, "(t@" MARBRE_SITE_ENTRY_TYPE ")",
                              (guint64)(of->damaged ? 3 : 2), entry);
        said = g_variant_builder_end(&entries);
    }
    of->asked = asked;
    return g_variant_ref_sink(said);
}

static GVariant *
about_site(void *user, const char *what, uint64_t index, const char *where)
{
    Fixture *of = user;
    if (g_str_equal(what, MARBRE_SITE_WHOLES) || g_str_equal(what, MARBRE_SITE_ENTRIES) ||
        g_str_equal(what, MARBRE_SITE_PARTS))
        return of->at_once ? tell_together(of, what, index) : NULL;
    of->asked++;
    GVariant *said = NULL;
    if (g_str_equal(what, MARBRE_SITE_COUNT)) {
        said = g_variant_new_uint64(2);
    } else if (g_str_equal(what, MARBRE_SITE_RETRACTED)) {
        said = g_variant_new_uint64(1);
    } else if (g_str_equal(what, MARBRE_SITE_LISTS)) {
        said = g_variant_new_uint64(2);
    } else if (of->damaged && !of->at_once) {
        said = g_variant_new_string("nonsense");
    } else if (g_str_equal(what, MARBRE_SITE_ENTRY)) {
        g_autofree char *path = g_strdup_printf("2023/09/a%d/", (int)index);
        said = g_variant_new(MARBRE_SITE_ENTRY_TYPE,
                             index == 0   ? MBR_ENTRY_RENDER
                             : index == 2 ? MBR_ENTRY_RETRACTED
                                          : 0,
                             path, "https://courrier.example/2023/09/a/", "Titre",
                             "2023-09-19T18:00:00+02:00", "monde", "fr", "",
                             "2023-09-20T18:00:00+02:00");
    } else if (g_str_equal(what, MARBRE_SITE_LIST)) {
        static const uint64_t entries[] = {2, 0, 7};
        said = g_variant_new("(issss@ats)", index == 0 ? MBR_LIST_PAGES : MBR_LIST_SECTION,
                             index == 0 ? "" : "sections/monde/", index == 0 ? "" : "Monde", "fr",
                             "2023-09-20T18:00:00+02:00",
                             g_variant_new_fixed_array(G_VARIANT_TYPE_UINT64, entries,
                                                       index == 0 ? 1 : 3, sizeof *entries),
                             index == 0 ? "" : "fr en");
    } else if (g_str_equal(what, MARBRE_SITE_VERSIONS)) {
        static const uint64_t others[] = {1};
        said = g_variant_new_fixed_array(G_VARIANT_TYPE_UINT64, others, index == 0 ? 1 : 0,
                                         sizeof *others);
    } else if (g_str_equal(what, MARBRE_SITE_PLACE)) {
        if (index != MBR_LIST_SECTION)
            return NULL;
        said = g_variant_new_take_string(g_strdup_printf("<%s>", where));
    } else if (g_str_equal(what, MARBRE_SITE_CONTENT)) {
        said = g_variant_new_string("<p>é</p>");
    } else if (g_str_equal(what, MARBRE_SITE_MARKDOWN)) {
        said = g_variant_new_string("é");
    } else if (g_str_equal(what, MARBRE_SITE_RECORD)) {
        said = g_variant_new_fixed_array(G_VARIANT_TYPE_BYTE, record, strlen(record), 1);
    } else if (g_str_equal(what, MARBRE_SITE_ARTICLE)) {
        const char *const langs[] = {"fr", NULL};
        return marbre_article_pack(of->article, langs);
    }
    g_assert_nonnull(said);
    return g_variant_ref_sink(said);
}

static void
set_up(Fixture *of, const void *data)
{
    of->article = probe_article();
    const MarbreSurroundings around = {.site = about_site, .user = of};
    of->host = marbre_host_new(&around, NULL);
    if (data != NULL)
        marbre_host_guard(of->host);
}

static void
tear_down(Fixture *of, const void *data)
{
    marbre_host_free(of->host);
    marbre_article_unref(of->article);
}

static int32_t
ask_site(const Probe *probe, mbr_job *job)
{
    const mbr_site_api *site = probe->site;
    mbr_text text;
    g_assert_cmpuint(site->count(job), ==, 2);
    mbr_entry entry = {.struct_size = sizeof entry};
    g_assert_cmpint(site->entry(job, 1, &entry), ==, MBR_OK);
    g_assert_cmpuint(entry.flags, ==, 0);
    assert_text(entry.path, "2023/09/a1/");
    assert_text(entry.date, "2023-09-19T18:00:00+02:00");
    assert_text(entry.section, "monde");
    assert_text(entry.language, "fr");
    assert_text(entry.summary, "");
    g_assert_cmpint(site->entry(job, 0, &entry), ==, MBR_OK);
    g_assert_cmpuint(entry.flags, ==, MBR_ENTRY_RENDER);
    g_assert_cmpuint(site->retracted(job), ==, 1);
    g_assert_cmpint(site->entry(job, 2, &entry), ==, MBR_OK);
    g_assert_cmpuint(entry.flags, ==, MBR_ENTRY_RETRACTED);
    g_assert_cmpint(site->content(job, 2, &text), ==, MBR_E_NOTFOUND);
    g_assert_cmpint(site->entry(job, 3, &entry), ==, MBR_E_NOTFOUND);
    g_assert_cmpint(site->content(job, 0, &text), ==, MBR_OK);
    assert_text(text, "<p>é</p>");
    g_assert_cmpint(site->content(job, 9, &text), ==, MBR_E_NOTFOUND);
    g_assert_cmpint(site->markdown(job, 0, &text), ==, MBR_OK);
    assert_text(text, "é");
    g_assert_cmpint(site->markdown(job, 2, &text), ==, MBR_E_NOTFOUND);
    g_assert_cmpint(site->markdown(job, 9, &text), ==, MBR_E_NOTFOUND);

    mbr_value value = {.struct_size = sizeof value};
    g_assert_cmpint(site->record(job, 1, "corrections[0].note.fr", &value), ==, MBR_OK);
    assert_text(value.text, "Précision");
    g_assert_cmpint(site->record(job, 1, "publication.revision", &value), ==, MBR_OK);
    g_assert_cmpint(value.integer, ==, 2);
    g_assert_cmpint(site->record(job, 0, "retracted", &value), ==, MBR_E_NOTFOUND);
    g_assert_cmpint(site->record(job, 0, NULL, &value), ==, MBR_E_INVALID);
    return MBR_OK;
}

static int32_t
ask_lists(const Probe *probe, mbr_job *job)
{
    const mbr_site_api *site = probe->site;
    mbr_list list = {.struct_size = sizeof list};
    mbr_text text, monde = {"Le monde", 8}, fr = {"fr", 2};
    size_t index = 99;
    g_assert_cmpuint(site->lists(job), ==, 2);
    g_assert_cmpint(site->list(job, 0, &list), ==, MBR_OK);
    g_assert_cmpint(list.kind, ==, MBR_LIST_PAGES);
    g_assert_cmpuint(list.count, ==, 1);
    g_assert_cmpint(site->list(job, 1, &list), ==, MBR_OK);
    g_assert_cmpint(list.kind, ==, MBR_LIST_SECTION);
    assert_text(list.path, "sections/monde/");
    assert_text(list.name, "Monde");
    assert_text(list.language, "fr");
    assert_text(list.changed, "2023-09-20T18:00:00+02:00");
    assert_text(list.languages, "fr en");
    g_assert_cmpint(site->list(job, 2, &list), ==, MBR_E_NOTFOUND);
    g_assert_cmpint(site->listed(job, 1, 0, &index), ==, MBR_OK);
    g_assert_cmpuint(index, ==, 2);
    g_assert_cmpint(site->listed(job, 1, 3, &index), ==, MBR_E_NOTFOUND);
    g_assert_cmpint(site->listed(job, 2, 0, &index), ==, MBR_E_NOTFOUND);
    g_assert_cmpint(site->version(job, 0, 0, &index), ==, MBR_OK);
    g_assert_cmpuint(index, ==, 1);
    g_assert_cmpint(site->version(job, 0, 1, &index), ==, MBR_E_NOTFOUND);
    g_assert_cmpint(site->version(job, 1, 0, &index), ==, MBR_E_NOTFOUND);
    g_assert_cmpint(site->version(job, 3, 0, &index), ==, MBR_E_NOTFOUND);
    g_assert_cmpint(site->place(job, MBR_LIST_SECTION, monde, fr, &text), ==, MBR_OK);
    assert_text(text, "<fr Le monde>");
    g_assert_cmpint(site->place(job, MBR_LIST_FRONT, monde, fr, &text), ==, MBR_E_NOTFOUND);
    g_assert_cmpint(site->place(job, -1, monde, fr, &text), ==, MBR_E_NOTFOUND);
    monde.data = "\xff monde";
    g_assert_cmpint(site->place(job, MBR_LIST_SECTION, monde, fr, &text), ==, MBR_E_INVALID);
    return MBR_OK;
}

/* An entry of a list that is no entry of the site. */
static int32_t
ask_beyond(const Probe *probe, mbr_job *job)
{
    size_t index = 99;
    g_assert_cmpint(probe->site->listed(job, 1, 2, &index), ==, MBR_E_IO);
    g_assert_cmpuint(index, ==, 99);
    return MBR_OK;
}

static int32_t
ask_articles(const Probe *probe, mbr_job *job)
{
    mbr_job *other = NULL;
    mbr_job *same = NULL;
    mbr_text text;
    mbr_value value = {.struct_size = sizeof value};
    mbr_item item = {.struct_size = sizeof item};
    mbr_span span;
    g_assert_cmpint(probe->site->article(job, 1, &other), ==, MBR_OK);
    g_assert_cmpint(probe->site->article(job, 1, &same), ==, MBR_OK);
    g_assert_true(other == same);
    g_assert_cmpint(probe->site->article(job, 2, &same), ==, MBR_E_NOTFOUND);
    /* The action judges the text alone, but of what is published it may see all. */
    g_assert_cmpint(probe->article->meta(job, MBR_PART_TEXT, "title", &value), ==, MBR_E_DENIED);
    g_assert_cmpint(probe->article->meta(other, MBR_PART_TEXT, "title", &value), ==, MBR_OK);
    assert_text(value.text, "L'accord : « fini »");
    g_assert_cmpint(
        probe->article->to_source(other, MBR_PART_TEXT, value.mark, &(mbr_span){0, 1}, &span), ==,
        MBR_OK);
    g_assert_cmpint(
        probe->article->to_source(job, MBR_PART_TEXT, value.mark, &(mbr_span){0, 1}, &span), ==,
        MBR_E_INVALID);
    g_assert_cmpint(probe->article->path(other, MBR_PART_MEDIA, 0, &text), ==, MBR_OK);
    assert_text(text, "articles/2023/09/accord/photo.jpg");
    g_assert_cmpint(probe->article->item(other, MBR_PART_TEXT, MBR_ITEM_HEADING, 0, &item), ==,
                    MBR_OK);
    assert_text(item.text, "Le titre");
    /* It is there to be asked, and for nothing else. */
    const mbr_finding finding = {.struct_size = sizeof finding, .rule = "odd"};
    g_assert_cmpint(probe->report->finding(other, &finding), ==, MBR_E_INVALID);
    g_assert_cmpint(probe->change->remove(other, "photo.jpg"), ==, MBR_E_DENIED);
    g_assert_cmpuint(probe->site->count(other), ==, 0);
    g_assert_cmpint(probe->site->content(other, 0, &text), ==, MBR_E_DENIED);
    g_assert_cmpint(probe->site->markdown(other, 0, &text), ==, MBR_E_DENIED);

    g_assert_cmpint(probe->change->artifact(job, "2023/09/a/index.html", "text/html", "<p>", 3), ==,
                    MBR_OK);
    g_assert_cmpint(probe->change->artifact(job, "empty.txt", "text/plain", NULL, 0), ==, MBR_OK);
    return MBR_OK;
}

static void
assert_good(const MarbreOutcome *outcome)
{
    if (outcome->status != MARBRE_OUTCOME_OK)
        g_error("%s", outcome->reason);
}

static void
test_entries(Fixture *of, const void *data)
{
    g_autoptr(MarbreOutcome) outcome = probe_run(of->host, "action", NULL, ask_site);
    assert_good(outcome);
    /* Each thing is asked for once a run. */
    g_assert_cmpuint(of->asked, ==, 9);
}

static void
test_lists(Fixture *of, const void *data)
{
    g_autoptr(MarbreOutcome) outcome = probe_run(of->host, "action", NULL, ask_lists);
    assert_good(outcome);
    g_autoptr(MarbreOutcome) broken = probe_run(of->host, "action", NULL, ask_beyond);
    g_assert_cmpint(broken->status, ==, MARBRE_OUTCOME_FAILED);
    g_assert_nonnull(strstr(broken->reason, "damaged"));
}

static void
test_articles(Fixture *of, const void *data)
{
    g_autoptr(MarbreOutcome) outcome = probe_run(of->host, "action", NULL, ask_articles);
    assert_good(outcome);
    g_assert_cmpuint(outcome->artifacts->len, ==, 2);
    const MarbreArtifact *artifact = g_ptr_array_index(outcome->artifacts, 0);
    g_assert_cmpstr(artifact->path, ==, "2023/09/a/index.html");
    g_assert_cmpstr(artifact->media_type, ==, "text/html");
    g_assert_cmpmem(g_bytes_get_data(artifact->bytes, NULL), g_bytes_get_size(artifact->bytes),
                    "<p>", 3);
}

static int32_t
ask_damaged(const Probe *probe, mbr_job *job)
{
    mbr_entry entry = {.struct_size = sizeof entry};
    g_assert_cmpint(probe->site->entry(job, 0, &entry), ==, MBR_E_IO);
    return MBR_OK;
}

static void
test_damaged(Fixture *of, const void *data)
{
    of->damaged = true;
    g_autoptr(MarbreOutcome) outcome = probe_run(of->host, "action", NULL, ask_damaged);
    g_assert_cmpint(outcome->status, ==, MARBRE_OUTCOME_FAILED);
    g_assert_nonnull(strstr(outcome->reason, "came damaged"));
}

/* Of what was told together nothing is asked once more; what was left out is, and once. */
static int32_t
ask_together(const Probe *probe, mbr_job *job)
{
    const mbr_site_api *site = probe->site;
    mbr_job *other = NULL;
    mbr_text text;
    size_t index = 99;
    mbr_entry entry = {.struct_size = sizeof entry};
    mbr_value value = {.struct_size = sizeof value};
    g_assert_cmpint(site->listed(job, 1, 0, &index), ==, MBR_OK);
    g_assert_cmpint(site->entry(job, 2, &entry), ==, MBR_OK);
    g_assert_cmpuint(entry.flags, ==, MBR_ENTRY_RETRACTED);
    assert_text(entry.path, "2023/09/a2/");
    g_assert_cmpint(site->article(job, 0, &other), ==, MBR_OK);
    g_assert_cmpint(site->content(job, 0, &text), ==, MBR_OK);
    assert_text(text, "<p>é</p>");
    g_assert_cmpint(site->record(job, 0, "publication.revision", &value), ==, MBR_OK);
    g_assert_cmpint(value.integer, ==, 2);
    g_assert_cmpint(site->version(job, 0, 0, &index), ==, MBR_OK);
    g_assert_cmpuint(index, ==, 1);
    g_assert_cmpint(probe->article->meta(other, MBR_PART_TEXT, "title", &value), ==, MBR_OK);
    g_assert_cmpuint(probe->article->count(other, MBR_PART_SOURCE), ==, 1);
    g_assert_cmpint(probe->article->meta(other, MBR_PART_SOURCE, "title", &value), ==, MBR_OK);
    assert_text(value.text, "The deal");
    g_assert_cmpint(probe->article->meta(other, MBR_PART_CLAIMS, "claims[0].by", &value), ==,
                    MBR_OK);
    assert_text(value.text, "quelqu'un");
    g_assert_cmpint(probe->article->meta(other, MBR_PART_TEXT, "title", &value), ==, MBR_OK);
    assert_text(value.text, "L'accord : « fini »");
    return MBR_OK;
}

static void
test_together(Fixture *of, const void *data)
{
    of->at_once = true;
    g_autoptr(MarbreOutcome) outcome = probe_run(of->host, "action", NULL, ask_together);
    assert_good(outcome);
    g_assert_cmpuint(of->together, ==, 3);
    /* How many entries there are, and of them retracted; how many lists, and one; its entry. */
    g_assert_cmpuint(of->asked, ==, 5);
}

static int32_t
ask_first(const Probe *probe, mbr_job *job)
{
    size_t index;
    (void)probe->site->listed(job, 1, 0, &index);
    return MBR_OK;
}

static void
test_together_damaged(Fixture *of, const void *data)
{
    of->at_once = of->damaged = true;
    g_autoptr(MarbreOutcome) outcome = probe_run(of->host, "action", NULL, ask_first);
    g_assert_cmpint(outcome->status, ==, MARBRE_OUTCOME_FAILED);
    g_assert_nonnull(strstr(outcome->reason, "came damaged"));
}

static int32_t
ask_as_check(const Probe *probe, mbr_job *job)
{
    g_assert_null(probe->site);
    g_assert_null(probe->change);
    return MBR_OK;
}

static void
test_check(Fixture *of, const void *data)
{
    g_autoptr(MarbreOutcome) outcome = probe_run(of->host, "wide", NULL, ask_as_check);
    assert_good(outcome);
    g_assert_cmpuint(of->asked, ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add("/site/entries", Fixture, NULL, set_up, test_entries, tear_down);
    g_test_add("/site/lists", Fixture, NULL, set_up, test_lists, tear_down);
    g_test_add("/site/guarded/entries", Fixture, "guarded", set_up, test_entries, tear_down);
    g_test_add("/site/articles", Fixture, NULL, set_up, test_articles, tear_down);
    g_test_add("/site/damaged", Fixture, NULL, set_up, test_damaged, tear_down);
    g_test_add("/site/together", Fixture, NULL, set_up, test_together, tear_down);
    g_test_add("/site/guarded/together", Fixture, "guarded", set_up, test_together, tear_down);
    g_test_add("/site/together/damaged", Fixture, NULL, set_up, test_together_damaged, tear_down);
    g_test_add("/site/check", Fixture, NULL, set_up, test_check, tear_down);
    return g_test_run();
}
