/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Commits of any kind, past every rule: what plain git, or a forger, can put into a repository. */
#pragma once

#include <git2.h>
#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct {
    git_repository *repo;
    char *dir;
} Forge;

/* A bare repository with an unborn branch `main`, in memory where there is room. */
Forge *forge_new(void);
void forge_free(Forge *forge);
/* As it was when it was new, but for objects. */
void forge_clear(Forge *forge);

/* A commit in pieces; texts are owned. */
typedef struct {
    char *tree;
    char *parents[4];
    char *name, *email;
    int64_t at;
    int offset;
    char *message;
} Leaf;

/* What changes at a path: `text` NULL and `id` NULL removes it. */
typedef struct {
    const char *path;
    const char *text;
    const char *id;      /* of an object that is there */
    git_filemode_t mode; /* 0: of a file */
} Edit;

Leaf *leaf_read(Forge *forge, const char *commit);
Leaf *leaf_copy(const Leaf *leaf);
void leaf_free(Leaf *leaf);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Leaf, leaf_free)
/* Id of the commit made of it. (transfer full) */
char *leaf_write(Forge *forge, const Leaf *leaf);
void leaf_set(char **text, char *value);
void leaf_set_person(Leaf *leaf, const char *id);
/* Give the parent and forget the others. */
void leaf_set_parent(Leaf *leaf, const char *commit);

/* Any object from its bytes, sound or not. (transfer full) */
char *forge_object(Forge *forge, git_object_t type, const void *bytes, size_t size);
/* The bytes of a commit. (transfer full) */
char *forge_bytes(Forge *forge, const char *commit);
char *forge_tree_of(Forge *forge, const char *commit);
/* A tree with changes. (transfer full) */
char *forge_tree(Forge *forge, const char *tree, const Edit *edits, size_t count);
/* The same of one file. */
char *forge_put(Forge *forge, const char *tree, const char *path, const char *text);
/* Text of a file of a commit; NULL where there is none. (transfer full) */
char *forge_get(Forge *forge, const char *commit, const char *path);
/* Names of the files in a folder of a commit. (transfer full) */
GPtrArray *forge_list(Forge *forge, const char *commit, const char *folder);
/* Paths that a commit changes against its first parent. (transfer full) */
GPtrArray *forge_changes(Forge *forge, const char *commit);
/* The tree that a commit's changes make of another's. (transfer full) */
char *forge_carry(Forge *forge, const char *commit, const char *onto);
/* The commit itself on another parent. (transfer full) */
char *forge_replant(Forge *forge, const char *commit, const char *onto);

char *forge_tip(Forge *forge);
void forge_set_tip(Forge *forge, const char *commit);
