/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "forge.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static void
must(int result)
{
    if (result < 0)
        g_error("%s", git_error_last() == NULL ? "git" : git_error_last()->message);
}

static git_oid
oid_of(const char *id)
{
    git_oid oid;
    must(git_oid_fromstr(&oid, id));
    return oid;
}

static char *
text_of(const git_oid *oid)
{
    char *text = g_malloc(GIT_OID_HEXSZ + 1);
    return git_oid_tostr(text, GIT_OID_HEXSZ + 1, oid);
}

/* --- the repository -------------------------------------------------------------------------- */

Forge *
forge_new(void)
{
    Forge *forge = g_new0(Forge, 1);
    git_repository_init_options options = GIT_REPOSITORY_INIT_OPTIONS_INIT;
    const char *memory = "/dev/shm";
    bool asked = g_getenv("TMPDIR") != NULL || access(memory, W_OK) != 0;
    const char *room = asked ? g_get_tmp_dir() : memory;
    git_libgit2_init();
    forge->dir = g_strconcat(room, "/marbre-proof-XXXXXX", NULL);
    g_assert_nonnull(g_mkdtemp(forge->dir));
    options.flags = GIT_REPOSITORY_INIT_BARE;
    options.initial_head = "main";
    must(git_repository_init_ext(&forge->repo, forge->dir, &options));
    return forge;
}

static void
remove_below(const char *path)
{
    if (g_file_test(path, G_FILE_TEST_IS_DIR) && !g_file_test(path, G_FILE_TEST_IS_SYMLINK)) {
        g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
        for (const char *name; dir != NULL && (name = g_dir_read_name(dir)) != NULL;) {
            g_autofree char *inside = g_build_filename(path, name, NULL);
            remove_below(inside);
        }
    }
    (void)g_remove(path);
}

void
forge_free(Forge *forge)
{
    if (forge == NULL)
        return;
    git_repository_free(forge->repo);
    if (g_getenv("MARBRE_KEEP") != NULL)
        g_print("# kept: %s\n", forge->dir);
    else
        remove_below(forge->dir);
    g_free(forge->dir);
    g_free(forge);
    git_libgit2_shutdown();
}

void
forge_clear(Forge *forge)
{
    static const char *const parts[] = {"refs/heads", "logs", "marbre", "packed-refs"};
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
        g_autofree char *path = g_build_filename(forge->dir, parts[i], NULL);
        remove_below(path);
    }
    g_autofree char *heads = g_build_filename(forge->dir, "refs", "heads", NULL);
    g_assert_cmpint(g_mkdir(heads, 0777), ==, 0);
}

char *
forge_tip(Forge *forge)
{
    git_oid oid;
    must(git_reference_name_to_id(&oid, forge->repo, "refs/heads/main"));
    return text_of(&oid);
}

void
forge_set_tip(Forge *forge, const char *commit)
{
    git_oid oid = oid_of(commit);
    git_reference *ref = NULL;
    must(git_reference_create(&ref, forge->repo, "refs/heads/main", &oid, true, "forged"));
    git_reference_free(ref);
}

/* --- objects --------------------------------------------------------------------------------- */

char *
forge_object(Forge *forge, git_object_t type, const void *bytes, size_t size)
{
    git_odb *odb = NULL;
    git_oid oid;
    must(git_repository_odb(&odb, forge->repo));
    must(git_odb_write(&oid, odb, bytes, size, type));
    git_odb_free(odb);
    return text_of(&oid);
}

char *
forge_bytes(Forge *forge, const char *commit)
{
    git_odb *odb = NULL;
    git_odb_object *object = NULL;
    git_oid oid = oid_of(commit);
    must(git_repository_odb(&odb, forge->repo));
    must(git_odb_read(&object, odb, &oid));
    char *bytes = g_strndup(git_odb_object_data(object), git_odb_object_size(object));
    git_odb_object_free(object);
    git_odb_free(odb);
    return bytes;
}

static git_tree *
tree_at(Forge *forge, const char *id)
{
    git_tree *tree = NULL;
    git_oid oid = oid_of(id);
    must(git_tree_lookup(&tree, forge->repo, &oid));
    return tree;
}

char *
forge_tree(Forge *forge, const char *tree, const Edit *edits, size_t count)
{
    git_tree *base = tree_at(forge, tree);
    g_autofree git_tree_update *updates = g_new0(git_tree_update, count);
    git_oid oid;
    for (size_t i = 0; i < count; i++) {
        const Edit *edit = &edits[i];
        g_autofree char *blob = edit->text == NULL ? NULL
                                                   : forge_object(forge, GIT_OBJECT_BLOB,
                                                                  edit->text, strlen(edit->text));
        const char *id = blob != NULL ? blob : edit->id;
        updates[i].path = edit->path;
        updates[i].action = id == NULL ? GIT_TREE_UPDATE_REMOVE : GIT_TREE_UPDATE_UPSERT;
        updates[i].filemode = edit->mode == 0 ? GIT_FILEMODE_BLOB : edit->mode;
        if (id != NULL)
            updates[i].id = oid_of(id);
    }
    must(git_tree_create_updated(&oid, forge->repo, base, count, updates));
    git_tree_free(base);
    return text_of(&oid);
}

char *
forge_put(Forge *forge, const char *tree, const char *path, const char *text)
{
    const Edit edit = {.path = path, .text = text};
    return forge_tree(forge, tree, &edit, 1);
}

/* --- commits --------------------------------------------------------------------------------- */

Leaf *
leaf_read(Forge *forge, const char *commit)
{
    git_oid oid = oid_of(commit);
    git_commit *object = NULL;
    must(git_commit_lookup(&object, forge->repo, &oid));
    Leaf *leaf = g_new0(Leaf, 1);
    leaf->tree = text_of(git_commit_tree_id(object));
    for (unsigned i = 0; i < git_commit_parentcount(object); i++)
        leaf->parents[i] = text_of(git_commit_parent_id(object, i));
    leaf->name = g_strdup(git_commit_author(object)->name);
    leaf->email = g_strdup(git_commit_author(object)->email);
    leaf->at = git_commit_author(object)->when.time;
    leaf->offset = git_commit_author(object)->when.offset;
    leaf->message = g_strdup(git_commit_message_raw(object));
    git_commit_free(object);
    return leaf;
}

Leaf *
leaf_copy(const Leaf *leaf)
{
    Leaf *copy = g_memdup2(leaf, sizeof *leaf);
    copy->tree = g_strdup(leaf->tree);
    for (size_t i = 0; i < G_N_ELEMENTS(leaf->parents); i++)
        copy->parents[i] = g_strdup(leaf->parents[i]);
    copy->name = g_strdup(leaf->name);
    copy->email = g_strdup(leaf->email);
    copy->message = g_strdup(leaf->message);
    return copy;
}

void
leaf_free(Leaf *leaf)
{
    if (leaf == NULL)
        return;
    for (size_t i = 0; i < G_N_ELEMENTS(leaf->parents); i++)
        g_free(leaf->parents[i]);
    g_free(leaf->tree);
    g_free(leaf->name);
    g_free(leaf->email);
    g_free(leaf->message);
    g_free(leaf);
}

void
leaf_set(char **text, char *value)
{
    g_free(*text);
    *text = value;
}

void
leaf_set_person(Leaf *leaf, const char *id)
{
    leaf_set(&leaf->name, g_strdup(id));
    leaf_set(&leaf->email, g_strdup_printf("%s@paper.example", id));
}

void
leaf_set_parent(Leaf *leaf, const char *commit)
{
    for (size_t i = 0; i < G_N_ELEMENTS(leaf->parents); i++)
        leaf_set(&leaf->parents[i], NULL);
    leaf->parents[0] = g_strdup(commit);
}

char *
leaf_write(Forge *forge, const Leaf *leaf)
{
    g_autoptr(GString) text = g_string_new(NULL);
    int zone = leaf->offset < 0 ? -leaf->offset : leaf->offset;
    g_string_printf(text, "tree %s\n", leaf->tree);
    for (size_t i = 0; i < G_N_ELEMENTS(leaf->parents) && leaf->parents[i] != NULL; i++)
        g_string_append_printf(text, "parent %s\n", leaf->parents[i]);
    for (int i = 0; i < 2; i++)
        g_string_append_printf(text, "%s %s <%s> %" G_GINT64_FORMAT " %c%02d%02d\n",
                               i == 0 ? "author" : "committer", leaf->name, leaf->email, leaf->at,
                               leaf->offset < 0 ? '-' : '+', zone / 60, zone % 60);
    g_string_append_printf(text, "\n%s", leaf->message);
    return forge_object(forge, GIT_OBJECT_COMMIT, text->str, text->len);
}

char *
forge_tree_of(Forge *forge, const char *commit)
{
    g_autoptr(Leaf) leaf = leaf_read(forge, commit);
    return g_steal_pointer(&leaf->tree);
}

char *
forge_get(Forge *forge, const char *commit, const char *path)
{
    g_autofree char *id = forge_tree_of(forge, commit);
    git_tree *tree = tree_at(forge, id);
    git_tree_entry *entry = NULL;
    git_blob *blob = NULL;
    char *text = NULL;
    if (git_tree_entry_bypath(&entry, tree, path) == 0 &&
        git_blob_lookup(&blob, forge->repo, git_tree_entry_id(entry)) == 0)
        text = g_strndup(git_blob_rawcontent(blob), (size_t)git_blob_rawsize(blob));
    git_blob_free(blob);
    git_tree_entry_free(entry);
    git_tree_free(tree);
    return text;
}

GPtrArray *
forge_list(Forge *forge, const char *commit, const char *folder)
{
    g_autofree char *id = forge_tree_of(forge, commit);
    git_tree *tree = tree_at(forge, id), *inside = NULL;
    git_tree_entry *entry = NULL;
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    if (git_tree_entry_bypath(&entry, tree, folder) == 0 &&
        git_tree_lookup(&inside, forge->repo, git_tree_entry_id(entry)) == 0)
        for (size_t i = 0; i < git_tree_entrycount(inside); i++)
            g_ptr_array_add(names,
                            g_strdup(git_tree_entry_name(git_tree_entry_byindex(inside, i))));
    git_tree_free(inside);
    git_tree_entry_free(entry);
    git_tree_free(tree);
    return names;
}

static git_diff *
diff_of(Forge *forge, const char *commit)
{
    g_autoptr(Leaf) leaf = leaf_read(forge, commit);
    g_autofree char *before = forge_tree_of(forge, leaf->parents[0]);
    git_tree *one = tree_at(forge, before), *other = tree_at(forge, leaf->tree);
    git_diff *diff = NULL;
    must(git_diff_tree_to_tree(&diff, forge->repo, one, other, NULL));
    git_tree_free(one);
    git_tree_free(other);
    return diff;
}

GPtrArray *
forge_changes(Forge *forge, const char *commit)
{
    git_diff *diff = diff_of(forge, commit);
    GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);
    for (size_t i = 0; i < git_diff_num_deltas(diff); i++)
        g_ptr_array_add(paths, g_strdup(git_diff_get_delta(diff, i)->new_file.path));
    git_diff_free(diff);
    return paths;
}

char *
forge_carry(Forge *forge, const char *commit, const char *onto)
{
    git_diff *diff = diff_of(forge, commit);
    size_t count = git_diff_num_deltas(diff);
    g_autofree char *id = forge_tree_of(forge, onto);
    git_tree *base = tree_at(forge, id);
    g_autofree git_tree_update *updates = g_new0(git_tree_update, count);
    size_t used = 0;
    git_oid oid;
    for (size_t i = 0; i < count; i++) {
        const git_diff_delta *delta = git_diff_get_delta(diff, i);
        bool gone = delta->status == GIT_DELTA_DELETED;
        git_tree_entry *there = NULL;
        bool is = git_tree_entry_bypath(&there, base, delta->old_file.path) == 0;
        git_tree_entry_free(there);
        if (gone && !is)
            continue;
        updates[used].action = gone ? GIT_TREE_UPDATE_REMOVE : GIT_TREE_UPDATE_UPSERT;
        updates[used].path = gone ? delta->old_file.path : delta->new_file.path;
        updates[used].id = delta->new_file.id;
        updates[used].filemode = gone ? GIT_FILEMODE_BLOB : delta->new_file.mode;
        used++;
    }
    must(git_tree_create_updated(&oid, forge->repo, base, used, updates));
    git_tree_free(base);
    git_diff_free(diff);
    return text_of(&oid);
}

char *
forge_replant(Forge *forge, const char *commit, const char *onto)
{
    g_autoptr(Leaf) leaf = leaf_read(forge, commit);
    leaf_set(&leaf->tree, forge_carry(forge, commit, onto));
    leaf_set_parent(leaf, onto);
    return leaf_write(forge, leaf);
}
