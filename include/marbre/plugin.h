/* SPDX-License-Identifier: 0BSD */
#ifndef MARBRE_PLUGIN_H
#define MARBRE_PLUGIN_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- version ---------------------------------------------------------- */
#define MBR_ABI_MAJOR 1 /* also the number in the entry symbol */
#define MBR_ABI_MINOR 0 /* what this header describes */

/* ---- result codes: zero or more is success ------------------------------ */
#define MBR_OK             0
#define MBR_E_FAILED      -1
#define MBR_E_NOMEM       -2
#define MBR_E_INVALID     -3 /* bad argument or bad option value */
#define MBR_E_NOTFOUND    -4
#define MBR_E_UNSUPPORTED -5 /* the other side is too old for this */
#define MBR_E_DENIED      -6 /* not granted by the workflow, or not judged by this task */
#define MBR_E_CANCELLED   -7
#define MBR_E_IO          -8

/* ---- plain data ---------------------------------------------------------- */
/* UTF-8, except what `bytes` gives of media. A NUL follows every text the host lends; size excludes it. */
typedef struct mbr_text { const char *data; size_t size; } mbr_text;

/* Bytes [start, end) of one file as stored in git, or of one readable text. */
typedef struct mbr_span { uint64_t start; uint64_t end; } mbr_span;

/* Owned by the host, never dereferenced by the plugin. */
typedef struct mbr_job mbr_job;
typedef struct mbr_config mbr_config;
typedef struct mbr_blob mbr_blob;
typedef struct mbr_words mbr_words;
/* Owned by the plugin, never dereferenced by the host. */
typedef struct mbr_task mbr_task;

/* ---- host ---------------------------------------------------------------- */
#define MBR_LOG_DEBUG   1
#define MBR_LOG_INFO    2
#define MBR_LOG_WARNING 3
#define MBR_LOG_ERROR   4

typedef struct mbr_host mbr_host;
struct mbr_host {
    uint32_t struct_size;
    uint32_t abi_minor;
    const char *name;
    const char *version;
    /* A service table, or NULL when this host or this kind of task lacks it. */
    const void *(*query)(const mbr_host *host, const char *service);                     /* [any] */
    void (*log)(const mbr_host *host, int32_t level, const char *text, size_t size);     /* [any] */
};

/* ---- what a plugin declares (all of it static and constant) -------------- */
#define MBR_OPTION_BOOL   1
#define MBR_OPTION_INT    2
#define MBR_OPTION_NUMBER 3
#define MBR_OPTION_STRING 4
#define MBR_OPTION_CHOICE 5
#define MBR_OPTION_PATH   6 /* a file of the newsroom */
#define MBR_OPTION_LANG   7 /* BCP 47 */
#define MBR_OPTION_KEY    9 /* a front-matter key, judged as if it stood in `keys` (8: draft header) */

#define MBR_OPTION_REQUIRED UINT32_C(1)
#define MBR_OPTION_LIST     UINT32_C(2)

typedef struct mbr_option {
    uint32_t struct_size;
    uint32_t flags;
    int32_t type;
    uint32_t reserved;
    const char *key;             /* "words.min" is min in the map words */
    const char *summary;
    const char *fallback;        /* as written in YAML, or NULL */
    const char *const *choices;  /* NULL-terminated; MBR_OPTION_CHOICE */
    int64_t minimum, maximum;    /* both zero: unbounded */
} mbr_option;

#define MBR_SEVERITY_NOTE    1
#define MBR_SEVERITY_WARNING 2
#define MBR_SEVERITY_ERROR   3

typedef struct mbr_rule {
    uint32_t struct_size;
    int32_t severity;
    const char *id;       /* never reused, never renamed */
    const char *summary;
    const char *message;  /* English, with {name} holes */
    const char *help_uri;
} mbr_rule;

#define MBR_KIND_CHECK  1
#define MBR_KIND_ACTION 2

#define MBR_NEEDS_NETWORK UINT64_C(1) /* actions only; answered by `grant: [network]` */

/* Parts of an article. */
#define MBR_PART_TEXT   UINT64_C(1) /* the published text; one run for each published language */
#define MBR_PART_SOURCE UINT64_C(2) /* the source text, where the article is a translation */
#define MBR_PART_CLAIMS UINT64_C(4) /* claims.yaml */
#define MBR_PART_MEDIA  UINT64_C(8) /* its media, by index, sorted by name */
/* For questions only, never in `judges`: the source as the newest approval that judged it saw it. */
#define MBR_PART_SOURCE_APPROVED UINT64_C(16)

typedef struct mbr_task_class {
    uint32_t struct_size;
    int32_t kind;
    const char *id;
    const char *summary;
    uint64_t needs;
    uint64_t judges;                  /* MBR_PART_*: what an approval of this task's stage covers */
    const char *const *keys;          /* front-matter keys likewise; NULL-terminated, or NULL; "*": all */
    const mbr_option *const *options; /* NULL-terminated array of pointers, or NULL */
    const mbr_rule *const *rules;     /* likewise */
    int32_t (*create)(const mbr_host *host, const mbr_config *config, mbr_task **out);
    int32_t (*run)(mbr_task *task, mbr_job *job);
    void (*destroy)(mbr_task *task); /* accepts NULL */
} mbr_task_class;

typedef struct mbr_plugin {
    uint32_t struct_size;
    uint32_t needs_minor; /* lowest host minor that will do */
    const char *id;       /* the file is ID.so */
    const char *version;  /* semantic version */
    const char *license;  /* SPDX */
    const char *homepage;
    const mbr_task_class *const *tasks; /* NULL-terminated array of pointers */
} mbr_plugin;

#if defined(__GNUC__)
#define MBR_EXPORT __attribute__((visibility("default")))
#else
#define MBR_EXPORT
#endif

/* The only symbol a plugin exports. No I/O, no threads, same pointer every time. */
MBR_EXPORT const mbr_plugin *marbre_plugin_1(void);

/* ---- service: this run: one article, one published language ---------------------- */
#define MBR_JOB_API "mbr.job/1"
typedef struct mbr_job_api {
    uint32_t struct_size;
    uint32_t reserved;
    int32_t (*cancelled)(mbr_job *job);                                                /* [any] */
    void (*progress)(mbr_job *job, uint32_t per_10000, const char *note, size_t size); /* [any] */
    int32_t (*fail)(mbr_job *job, int32_t code, const char *text, size_t size); /* returns code */
    int32_t (*passed)(mbr_job *job, int64_t unix_seconds); /* has this instant passed? 1 or 0 */
    /* A date or time as people write it, in the newsroom's zone; of a day, its first second and
       the first one after it. */
    int32_t (*instant)(mbr_job *job, const mbr_text *written, int64_t *first, int64_t *after);
} mbr_job_api;

/* ---- service: options --------------------------------------------------------------- */
#define MBR_CONFIG_API "mbr.config/1"
typedef struct mbr_config_api {
    uint32_t struct_size;
    uint32_t reserved;
    size_t (*count)(const mbr_config *config, const char *key);
    int32_t (*get_int)(const mbr_config *config, const char *key, size_t index, int64_t *out); /* bool: 0, 1 */
    int32_t (*get_number)(const mbr_config *config, const char *key, size_t index, double *out);
    int32_t (*get_text)(const mbr_config *config, const char *key, size_t index, mbr_text *out);
    /* The file that a MBR_OPTION_PATH names; every run of the task counts as having read it. */
    int32_t (*get_file)(const mbr_config *config, const char *key, size_t index, mbr_blob **out);
} mbr_config_api;

/* ---- service: the article --------------------------------------------------------------- */
#define MBR_VALUE_NULL   0
#define MBR_VALUE_BOOL   1
#define MBR_VALUE_INT    2
#define MBR_VALUE_NUMBER 3
#define MBR_VALUE_TEXT   4
#define MBR_VALUE_LIST   5
#define MBR_VALUE_MAP    6

typedef struct mbr_value {
    uint32_t struct_size; /* the plugin sets it before the call */
    int32_t type;
    mbr_span span;        /* where the value is written */
    uint64_t mark;        /* names `text` to `to_source` and to mbr.text/1; 0: none */
    int64_t integer;
    double number;
    mbr_text text;        /* quotes and escapes undone; of a scalar, always set */
    uint64_t count;       /* entries of a list or map */
} mbr_value;

#define MBR_ITEM_ANY       0 /* in questions only: every block, in order */
#define MBR_ITEM_HEADING   1
#define MBR_ITEM_PARAGRAPH 2
#define MBR_ITEM_QUOTE     3
#define MBR_ITEM_LIST_ITEM 4
#define MBR_ITEM_LINK      5
#define MBR_ITEM_IMAGE     6

typedef struct mbr_item {
    uint32_t struct_size; /* the plugin sets it before the call */
    int32_t kind;
    uint32_t level;
    uint32_t flags;
    mbr_span span;        /* in the file */
    uint64_t mark;        /* of `text`, as in mbr_value */
    mbr_text text;        /* readable text, markup removed; alt text of an image */
    mbr_text target;      /* link or image address */
    mbr_text title;
} mbr_item;

#define MBR_ARTICLE_API "mbr.article/1"
typedef struct mbr_article_api {
    uint32_t struct_size;
    uint32_t reserved;
    size_t (*count)(mbr_job *job, uint64_t part); /* files: 0 or 1; of media, any number */
    int32_t (*path)(mbr_job *job, uint64_t part, size_t index, mbr_text *out); /* in the newsroom */
    int32_t (*named)(mbr_job *job, uint64_t part, const char *name, size_t *index); /* "photo.jpg" */
    int32_t (*bytes)(mbr_job *job, uint64_t part, size_t index, mbr_text *out); /* the whole file */
    int32_t (*body)(mbr_job *job, uint64_t part, mbr_span *out); /* after the front matter */
    int32_t (*language)(mbr_job *job, uint64_t part, mbr_text *out);
    /* Front matter of text or source, or the claims file: "images[0].credit", "claims[2].quote". */
    int32_t (*meta)(mbr_job *job, uint64_t part, const char *where, mbr_value *out);
    int32_t (*meta_key)(mbr_job *job, uint64_t part, const char *where, size_t index, mbr_text *out);
    size_t (*item_count)(mbr_job *job, uint64_t part, int32_t kind);
    int32_t (*item)(mbr_job *job, uint64_t part, int32_t kind, size_t index, mbr_item *out);
    /* A range of a marked text (an item's, a value's, a normalised one) as a range of the file. */
    int32_t (*to_source)(mbr_job *job, uint64_t part, uint64_t mark, const mbr_span *text, mbr_span *out);
} mbr_article_api;

/* ---- service: text. Places are bytes of the text that (part, mark) names -------------------- */
#define MBR_FOLD_CASE        UINT64_C(1) /* all of Unicode */
#define MBR_FOLD_APOSTROPHES UINT64_C(2) /* U+2018, U+2019, U+02BC, U+2032, U+0060, U+00B4 */
#define MBR_FOLD_SPACES      UINT64_C(4) /* a run of white space, of whatever kind, is one space */

#define MBR_TEXT_API "mbr.text/1"
typedef struct mbr_text_api {
    uint32_t struct_size;
    uint32_t reserved;
    /* NFC, invisible characters dropped, and the folds asked for: a new text with its own mark. */
    int32_t (*normalise)(mbr_job *job, uint64_t part, uint64_t mark, uint64_t folds,
                         mbr_text *out, uint64_t *out_mark);
    /* A list of words or phrases made ready for `find`: in `create`, where it can be. */
    int32_t (*words)(const mbr_host *host, const mbr_text *list, size_t count, uint64_t folds,
                     mbr_words **out);
    void (*words_release)(mbr_words *words); /* accepts NULL */
    /* The next whole word at or after `from`, the longest first; MBR_E_NOTFOUND after the last. */
    int32_t (*find)(mbr_job *job, uint64_t part, uint64_t mark, const mbr_words *words, uint64_t from,
                    size_t *which, mbr_span *out);
    /* 1 and the quotation around this place, also one begun in an earlier paragraph; else 0. */
    int32_t (*quotation)(mbr_job *job, uint64_t part, uint64_t mark, uint64_t at, mbr_span *out);
    /* The sentence at `at`, by the part's language; the next one is at its end. */
    int32_t (*sentence)(mbr_job *job, uint64_t part, uint64_t mark, uint64_t at, mbr_span *out);
} mbr_text_api;

/* ---- service: other files of the newsroom; every read and listing is noted for the cache ------ */
#define MBR_REPO_API "mbr.repo/1"
typedef struct mbr_repo_api {
    uint32_t struct_size;
    uint32_t reserved;
    int32_t (*read)(mbr_job *job, const char *path, mbr_blob **out);
    int32_t (*list)(mbr_job *job, const char *folder,
                    int32_t (*each)(void *user, const char *path), void *user);
    void (*bytes)(const mbr_blob *blob, mbr_text *out);
    /* A YAML file (a glossary, say) as values, read by the rules of the newsroom's own files. */
    int32_t (*value)(const mbr_blob *blob, const char *where, mbr_value *out);
    int32_t (*value_key)(const mbr_blob *blob, const char *where, size_t index, mbr_text *out);
    void (*release)(mbr_blob *blob); /* accepts NULL */
} mbr_repo_api;

/* ---- service: findings (actions may report too) ------------------------------------------------ */
typedef struct mbr_arg {
    uint32_t struct_size;
    uint32_t flags;
    const char *name;
    mbr_text value;
} mbr_arg;

typedef struct mbr_edit {
    uint32_t struct_size;
    uint32_t flags;
    mbr_span span; /* always in the unedited file */
    mbr_text text;
} mbr_edit;

typedef struct mbr_finding {
    uint32_t struct_size;
    int32_t severity;              /* 0: the rule's own */
    const char *rule;
    const char *file;              /* its name in the article's folder; NULL: the published text */
    mbr_span span;
    const mbr_arg *const *args;    /* NULL-terminated, or NULL */
    const mbr_edit *const *edits;  /* one fix; NULL-terminated, or NULL */
} mbr_finding;

#define MBR_REPORT_API "mbr.report/1"
typedef struct mbr_report_api {
    uint32_t struct_size;
    uint32_t reserved;
    int32_t (*finding)(mbr_job *job, const mbr_finding *finding);
} mbr_report_api;

/* ---- service: changes (actions only) -------------------------------------------------------------- */
#define MBR_CHANGE_API "mbr.change/1"
typedef struct mbr_change_api {
    uint32_t struct_size;
    uint32_t reserved;
    /* `file` is a name in the article's own folder. */
    int32_t (*edit)(mbr_job *job, const char *file, const mbr_edit *edit);
    int32_t (*write)(mbr_job *job, const char *file, const char *data, size_t size);
    int32_t (*remove)(mbr_job *job, const char *file);
    int32_t (*meta_set)(mbr_job *job, const char *file, const char *where, const mbr_value *value);
    /* Published output; `path` is its place in the site tree: "2023/09/slug/index.html". */
    int32_t (*artifact)(mbr_job *job, const char *path, const char *media_type,
                        const char *data, size_t size);
} mbr_change_api;

/* ---- service: the published articles (actions of publication only) ----------------------------------- */
#define MBR_ENTRY_RENDER UINT32_C(1) /* its page must be written in this run */

typedef struct mbr_entry {
    uint32_t struct_size; /* the plugin sets it before the call */
    uint32_t flags;
    mbr_text path;        /* its folder in the site tree: "2023/09/slug/" */
    mbr_text address;     /* the same, with the newsroom's `site` before it */
    mbr_text title;
    mbr_text date;        /* RFC 3339 */
    mbr_text section;
    mbr_text language;
    mbr_text summary;
} mbr_entry;

#define MBR_SITE_API "mbr.site/1"
typedef struct mbr_site_api {
    uint32_t struct_size;
    uint32_t reserved;
    size_t (*count)(mbr_job *job); /* newest first; what this run publishes is among them */
    int32_t (*entry)(mbr_job *job, size_t index, mbr_entry *out);
    int32_t (*content)(mbr_job *job, size_t index, mbr_text *out); /* the body as safe HTML */
    /* Of its state.yaml: "publication.at", "corrections[0].note.fr", "retracted.note.fr". */
    int32_t (*record)(mbr_job *job, size_t index, const char *where, mbr_value *out);
    /* A job to ask mbr.article/1 about it, as published; lent until `run` returns. */
    int32_t (*article)(mbr_job *job, size_t index, mbr_job **out);
} mbr_site_api;

/* Is this field there, and set? Use it for every field newer than x.0. */
#define MBR_HAS(table, type, field)                                                 \
    ((table) != NULL &&                                                             \
     (table)->struct_size >= offsetof(type, field) + sizeof((table)->field) &&      \
     (table)->field != NULL)

#ifdef __cplusplus
}
#endif
#endif /* MARBRE_PLUGIN_H */
