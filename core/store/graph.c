/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/graph.h"

#include <string.h>

/* The form: gitformat-commit-graph(5). Numbers have their highest byte first. */
#define HEAD_SIZE 8
#define ROW_SIZE 12      /* of the table of chunks: four letters, and where it begins */
#define COMMIT_SIZE 36   /* tree, two parents, dates */
#define FILTER_HEAD 12   /* kind of hash, how many, bits an entry */
#define FILTER_HASHES 7u /* as every git writes them */
#define NO_PARENT 0x70000000u
#define LAYERS_MOST 64
#define SEED_ONE 0x293ae76fu
#define SEED_TWO 0x7e646e2cu

/* One file; the commits of several count on. */
typedef struct {
    GMappedFile *file;
    uint32_t first, count;
    const uint8_t *fanout, *ids, *commits;
    const uint8_t *ends, *filters; /* NULL: no filters */
    size_t filters_size;
} Layer;

struct MarbreGraph {
    GArray *layers; /* of Layer, the oldest first */
    uint32_t count;
};

static uint32_t
number_at(const uint8_t *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

/* --- to read it --- */

static void
layer_clear(void *memory)
{
    g_clear_pointer(&((Layer *)memory)->file, g_mapped_file_unref);
}

/* A chunk of the file and its size; NULL where there is none, or it lies outside. */
static const uint8_t *
find_chunk(const uint8_t *data, size_t size, const char *name, size_t *ret_size)
{
    for (unsigned i = 0; i < data[6]; i++) {
        const uint8_t *row = data + HEAD_SIZE + i * (size_t)ROW_SIZE;
        uint64_t from = (uint64_t)number_at(row + 4) << 32 | number_at(row + 8);
        uint64_t to = (uint64_t)number_at(row + 16) << 32 | number_at(row + 20);
        if (memcmp(row, name, 4) != 0)
            continue;
        *ret_size = (size_t)(to - from);
        return from <= to && to <= size ? data + from : NULL;
    }
    return NULL;
}

/* Without them the graph is no use, and yet it is one. */
static void
take_filters(Layer *layer, const uint8_t *data, size_t size)
{
    size_t ends_size = 0, filters_size = 0;
    const uint8_t *ends = find_chunk(data, size, "BIDX", &ends_size);
    const uint8_t *filters = find_chunk(data, size, "BDAT", &filters_size);
    if (ends == NULL || filters == NULL || ends_size != layer->count * (size_t)4 ||
        filters_size < FILTER_HEAD || number_at(filters) < 1 || number_at(filters) > 2 ||
        number_at(filters + 4) != FILTER_HASHES)
        return;
    layer->ends = ends;
    layer->filters = filters + FILTER_HEAD;
    layer->filters_size = filters_size - FILTER_HEAD;
}

/* Version 1, names by SHA-1, a table of chunks that fits, and in it what every graph has. */
static bool
take_layer(Layer *layer, unsigned below)
{
    const uint8_t *data = (const uint8_t *)g_mapped_file_get_contents(layer->file);
    size_t size = g_mapped_file_get_length(layer->file);
    size_t fanout_size = 0, ids_size = 0, commits_size = 0;
    if (size < HEAD_SIZE || memcmp(data, "CGPH\1\1", 6) != 0 || data[7] != below ||
        size < HEAD_SIZE + (data[6] + (size_t)1) * ROW_SIZE)
        return false;
    layer->fanout = find_chunk(data, size, "OIDF", &fanout_size);
    layer->ids = find_chunk(data, size, "OIDL", &ids_size);
    layer->commits = find_chunk(data, size, "CDAT", &commits_size);
    if (layer->fanout == NULL || layer->ids == NULL || layer->commits == NULL ||
        fanout_size != (size_t)256 * 4)
        return false;
    layer->count = number_at(layer->fanout + (size_t)255 * 4);
    take_filters(layer, data, size);
    return layer->count < NO_PARENT - layer->first &&
           ids_size == layer->count * (size_t)GIT_OID_RAWSZ &&
           commits_size == layer->count * (size_t)COMMIT_SIZE;
}

static bool
add_layer(MarbreGraph *graph, const char *path)
{
    Layer layer = {.file = g_mapped_file_new(path, FALSE, NULL), .first = graph->count};
    if (layer.file == NULL || !take_layer(&layer, graph->layers->len)) {
        layer_clear(&layer);
        return false;
    }
    graph->count += layer.count;
    g_array_append_val(graph->layers, layer);
    return true;
}

/* One file, or several that a list names, the oldest first. */
static bool
add_layers(MarbreGraph *graph, const char *common)
{
    g_autofree char *info = g_build_filename(common, "objects", "info", NULL);
    g_autofree char *whole = g_build_filename(info, "commit-graph", NULL);
    if (g_file_test(whole, G_FILE_TEST_EXISTS))
        return add_layer(graph, whole);
    g_autofree char *list = g_build_filename(info, "commit-graphs", "commit-graph-chain", NULL);
    g_autofree char *text = NULL;
    if (!g_file_get_contents(list, &text, NULL, NULL))
        return false;
    g_auto(GStrv) names = g_strsplit(g_strchomp(text), "\n", LAYERS_MOST + 1);
    for (char **name = names; *name != NULL; name++) {
        if (strlen(*name) != 40 || strspn(*name, "0123456789abcdef") != 40)
            return false;
        g_autofree char *file = g_strdup_printf("%s/commit-graphs/graph-%s.graph", info, *name);
        if (!add_layer(graph, file))
            return false;
    }
    return graph->layers->len > 0;
}

MarbreGraph *
marbre_graph_open(const char *common)
{
    g_autoptr(MarbreGraph) graph = g_new0(MarbreGraph, 1);
    graph->layers = g_array_new(FALSE, FALSE, sizeof(Layer));
    g_array_set_clear_func(graph->layers, layer_clear);
    return add_layers(graph, common) ? g_steal_pointer(&graph) : NULL;
}

void
marbre_graph_free(MarbreGraph *graph)
{
    if (graph == NULL)
        return;
    g_array_unref(graph->layers);
    g_free(graph);
}

/* --- commits --- */

uint32_t
marbre_graph_count(const MarbreGraph *graph)
{
    return graph->count;
}

static const Layer *
layer_at(const MarbreGraph *graph, uint32_t position)
{
    guint last = graph->layers->len - 1;
    while (g_array_index(graph->layers, Layer, last).first > position)
        last--;
    return &g_array_index(graph->layers, Layer, last);
}

static uint32_t
find_in(const Layer *layer, const git_oid *id)
{
    uint32_t low = id->id[0] == 0 ? 0 : number_at(layer->fanout + (id->id[0] - (size_t)1) * 4);
    uint32_t high = number_at(layer->fanout + id->id[0] * (size_t)4);
    if (high > layer->count)
        return MARBRE_GRAPH_NONE;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = memcmp(id->id, layer->ids + middle * (size_t)GIT_OID_RAWSZ, GIT_OID_RAWSZ);
        if (order == 0)
            return layer->first + middle;
        if (order > 0)
            low = middle + 1;
        else
            high = middle;
    }
    return MARBRE_GRAPH_NONE;
}

uint32_t
marbre_graph_find(const MarbreGraph *graph, const git_oid *id)
{
    uint32_t found = MARBRE_GRAPH_NONE;
    for (guint i = 0; found == MARBRE_GRAPH_NONE && i < graph->layers->len; i++)
        found = find_in(&g_array_index(graph->layers, Layer, i), id);
    return found;
}

void
marbre_graph_id(const MarbreGraph *graph, uint32_t position, git_oid *ret_id)
{
    const Layer *layer = layer_at(graph, position);
    size_t index = position - layer->first;
    memcpy(ret_id->id, layer->ids + index * GIT_OID_RAWSZ, GIT_OID_RAWSZ);
}

uint32_t
marbre_graph_parent(const MarbreGraph *graph, uint32_t position)
{
    const Layer *layer = layer_at(graph, position);
    size_t index = position - layer->first;
    uint32_t parent = number_at(layer->commits + index * COMMIT_SIZE + GIT_OID_RAWSZ);
    return parent < graph->count ? parent : MARBRE_GRAPH_NONE;
}

/* --- paths: a filter of Bloom's for each commit --- */

static uint32_t
turn(uint32_t value, int bits)
{
    return value << bits | value >> (32 - bits);
}

static uint32_t
stir(uint32_t value)
{
    return turn(value * 0xcc9e2d51u, 15) * 0x1b873593u;
}

/* MurmurHash3 for 32 bits, by Austin Appleby, who gave it to everybody. */
static uint32_t
hash(const char *text, size_t size, uint32_t seed)
{
    uint32_t rest = 0;
    for (size_t i = 0; i + 4 <= size; i += 4) {
        uint32_t word = (uint32_t)text[i] | (uint32_t)text[i + 1] << 8 |
                        (uint32_t)text[i + 2] << 16 | (uint32_t)text[i + 3] << 24;
        seed = turn(seed ^ stir(word), 13) * 5 + 0xe6546b64u;
    }
    for (size_t i = size; i > size / 4 * 4; i--)
        rest = rest << 8 | (uint32_t)text[i - 1];
    seed ^= stir(rest) ^ (uint32_t)size;
    seed = (seed ^ seed >> 16) * 0x85ebca6bu;
    seed = (seed ^ seed >> 13) * 0xc2b2ae35u;
    return seed ^ seed >> 16;
}

bool
marbre_graph_path(const char *path, MarbreGraphPath *ret_path)
{
    size_t size = strlen(path);
    if (!g_str_is_ascii(path) || size == 0)
        return false;
    *ret_path = (MarbreGraphPath){{hash(path, size, SEED_ONE), hash(path, size, SEED_TWO)}};
    return true;
}

bool
marbre_graph_may_change(const MarbreGraph *graph, uint32_t position, const MarbreGraphPath *path)
{
    const Layer *layer = layer_at(graph, position);
    size_t index = position - layer->first;
    if (layer->ends == NULL)
        return true;
    uint32_t from = index == 0 ? 0 : number_at(layer->ends + (index - 1) * 4);
    uint32_t to = number_at(layer->ends + index * 4);
    if (from >= to || to > layer->filters_size)
        return true; /* too much has changed for a filter, or this is none */
    uint64_t bits = ((uint64_t)to - from) * 8;
    for (uint32_t i = 0; i < FILTER_HASHES; i++) {
        uint64_t bit = (path->hashes[0] + i * path->hashes[1]) % bits;
        if ((layer->filters[from + bit / 8] & 1u << bit % 8) == 0)
            return false;
    }
    return true;
}
