/* SPDX-License-Identifier: 0BSD */
#ifndef MARBRE_PLUGIN_H
#define MARBRE_PLUGIN_H

/*
 * The plugin interface of Marbre, version 1. A plugin is a shared library ID.so that exports one
 * function, marbre_plugin_1(), and offers tasks: checks, which report findings on an article, and
 * actions, which change it or publish it. C99 and later, C++98 and later.
 *
 * Ownership. What the plugin declares is static and constant. What the host lends is read-only
 * memory: through a mbr_job until `run` returns, through a mbr_config until `destroy` returns, out
 * of a mbr_blob until its release. What the plugin passes in a call is copied before the call
 * returns. Blobs and word lists are the only things to give back.
 *
 * Threads. One task is used by one thread at a time. Functions marked [any] may be called from any
 * thread during the call they belong to, all others only on the thread that runs `create` or
 * `run`. Nothing may be thrown or jumped across the border.
 *
 * Structs begin with struct_size: who makes one sets it to sizeof. Fields that are not set are
 * zero. In a struct that the host reads, a field it does not know must be zero.
 *
 * Growing. This is a released interface: what stands here keeps its place, type and meaning, and a
 * plugin that was built against it runs on every later host of the same major version. A later
 * minor version adds fields at the ends of structs, where zero means "as before", functions at the
 * ends of tables, services, and numbers to lists of numbers. A plugin asks MBR_HAS() before it
 * calls a function, and query() before it uses a service, that came after 1.0, or says in
 * needs_minor that it will not do without.
 *
 * Limits of one run: 10 seconds, 512 MiB, 10,000 findings, 100,000 edits, 1 MiB of arguments,
 * 64 MiB of changes, 256 MiB of published files. Beyond them the run has failed.
 */

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- version ---------------------------------------------------------- */
#define MBR_ABI_MAJOR 1 /* also the number in the entry symbol */
#define MBR_ABI_MINOR 1 /* what this header describes */

/* ---- result codes: zero or more is success ------------------------------ */
/* A negative code from `run` means: could not look. It is never a pass, so say why with `fail`. */
#define MBR_OK 0
#define MBR_E_FAILED (-1)
#define MBR_E_NOMEM (-2)
#define MBR_E_INVALID (-3) /* bad argument or bad option value */
#define MBR_E_NOTFOUND (-4)
#define MBR_E_UNSUPPORTED (-5) /* the other side is too old for this */
#define MBR_E_DENIED (-6)      /* not granted by the workflow, or not judged by this task */
#define MBR_E_CANCELLED (-7)
#define MBR_E_IO (-8)

/* ---- plain data ---------------------------------------------------------- */
/* UTF-8, except what `bytes` gives of media. A NUL follows every text that the host lends; size
   excludes it. data is never NULL in what the host lends. */
typedef struct mbr_text {
    const char *data; /* its bytes */
    size_t size;      /* how many */
} mbr_text;

/* Bytes [start, end) of one file as stored in git, or of one readable text. */
typedef struct mbr_span {
    uint64_t start; /* the first byte */
    uint64_t end;   /* the one behind the last */
} mbr_span;

/* Owned by the host, never dereferenced by the plugin. */
typedef struct mbr_job mbr_job;
typedef struct mbr_config mbr_config;
typedef struct mbr_blob mbr_blob;
typedef struct mbr_words mbr_words;
/* Owned by the plugin, never dereferenced by the host. */
typedef struct mbr_task mbr_task;

/* ---- host ---------------------------------------------------------------- */
#define MBR_LOG_DEBUG 1
#define MBR_LOG_INFO 2
#define MBR_LOG_WARNING 3
#define MBR_LOG_ERROR 4

typedef struct mbr_host mbr_host;
/* What the plugin is called by: the way to every service. */
struct mbr_host {
    uint32_t struct_size;
    uint32_t abi_minor;  /* what this host serves */
    const char *name;    /* "marbre" */
    const char *version; /* of the program; to show, not to compare */
    /* A service table by its MBR_..._API, valid until `destroy` returns, or NULL when this host or
       this kind of task lacks it. */
    const void *(*query)(const mbr_host *host, const char *service); /* [any] */
    /* A line for the plugin's author; editors never see it. MBR_LOG_*. */
    void (*log)(const mbr_host *host, int32_t level, const char *text, size_t size); /* [any] */
};

/* ---- what a plugin declares (all of it static and constant) -------------- */
/* A plugin with a type or flag that the host does not know is refused. */
#define MBR_OPTION_BOOL 1
#define MBR_OPTION_INT 2
#define MBR_OPTION_NUMBER 3
#define MBR_OPTION_STRING 4
#define MBR_OPTION_CHOICE 5
/* A file of the newsroom, or with a slash at the end a folder. Where the workflow names it, that it
   exists is checked before `create`; where only the fallback does, one that is missing leaves the
   option unset. What is in it counts as a part of the option: all is published again with it. */
#define MBR_OPTION_PATH 6
#define MBR_OPTION_LANG 7 /* BCP 47 */
#define MBR_OPTION_KEY 9  /* a front-matter key, judged as if in `keys`; 8 is a draft's */

#define MBR_OPTION_REQUIRED UINT32_C(1) /* must be given, where there is no fallback */
#define MBR_OPTION_LIST UINT32_C(2)     /* a list of such values */

/* One option of a task, which a workflow sets below `with`. */
typedef struct mbr_option {
    uint32_t struct_size;
    uint32_t flags; /* MBR_OPTION_REQUIRED and MBR_OPTION_LIST, added up */
    int32_t type;   /* MBR_OPTION_BOOL and so on */
    uint32_t reserved;
    const char *key;            /* [a-z][a-z0-9_-]*; "words.min" is min in the map words */
    const char *summary;        /* one line for people, English */
    const char *fallback;       /* as written in YAML, or NULL: then it may be unset */
    const char *const *choices; /* NULL-terminated; MBR_OPTION_CHOICE alone */
    int64_t minimum, maximum;   /* of INT and NUMBER, both included; both zero: unbounded */
} mbr_option;

#define MBR_SEVERITY_NOTE 1
#define MBR_SEVERITY_WARNING 2
#define MBR_SEVERITY_ERROR 3

/* One rule that a task reports on. */
typedef struct mbr_rule {
    uint32_t struct_size;
    int32_t severity;     /* MBR_SEVERITY_*; the workflow may grade it anew */
    const char *id;       /* [a-z][a-z0-9-]{1,63}; prints as PLUGIN/ID; never reused or renamed */
    const char *summary;  /* what the rule asks, one line, English */
    const char *message;  /* English, with {name} holes that a finding's arguments fill */
    const char *help_uri; /* or NULL */
} mbr_rule;

#define MBR_KIND_CHECK 1
#define MBR_KIND_ACTION 2

/* What a task needs beyond the article; unknown needs are refused. */
#define MBR_NEEDS_NETWORK UINT64_C(1) /* actions only; answered by `grant: [network]` */

/* Parts of an article: one at a time in questions, together in `judges`. */
#define MBR_PART_TEXT UINT64_C(1)   /* the published text; one run for each published language */
#define MBR_PART_SOURCE UINT64_C(2) /* the source text, where the article is a translation */
#define MBR_PART_CLAIMS UINT64_C(4) /* claims.yaml */
#define MBR_PART_MEDIA UINT64_C(8)  /* its media, by index, sorted by name */
/* For questions only, never in `judges`: the source as the newest approval that judged it saw it.
   Goes with MBR_PART_SOURCE. */
#define MBR_PART_SOURCE_APPROVED UINT64_C(16)

/* One task: what it is, what it may see, and what it does. */
typedef struct mbr_task_class {
    uint32_t struct_size;
    int32_t kind;            /* MBR_KIND_* */
    const char *id;          /* [a-z][a-z0-9-]{1,63}, unique in the plugin */
    const char *summary;     /* one line for people, English */
    uint64_t needs;          /* MBR_NEEDS_* */
    uint64_t judges;         /* MBR_PART_*: what it may see, and an approval of its stage covers */
    const char *const *keys; /* front-matter keys likewise; NULL-terminated, or NULL; "*": all */
    const mbr_option *const *options; /* NULL-terminated array of pointers, or NULL */
    const mbr_rule *const *rules;     /* likewise; two tasks may share a rule */
    /* Everything that can fail: options are read and checked by then, patterns and word lists are
       made here. On success sets *out (NULL is fine); on failure leaves it alone. `host` and
       `config` stay valid until `destroy` returns. */
    int32_t (*create)(const mbr_host *host, const mbr_config *config, mbr_task **out);
    /* One article in one language; called any number of times, each as if it were the first. */
    int32_t (*run)(mbr_task *task, mbr_job *job);
    void (*destroy)(mbr_task *task); /* accepts NULL */
} mbr_task_class;

/* The plugin itself. */
typedef struct mbr_plugin {
    uint32_t struct_size;
    uint32_t needs_minor; /* lowest host minor that will do */
    const char *id;       /* [a-z][a-z0-9-]{1,63}; the file is ID.so; "marbre" is taken */
    const char *version;  /* semantic version */
    const char *license;  /* SPDX */
    const char *homepage; /* or NULL */
    const mbr_task_class *const *tasks; /* NULL-terminated array of pointers */
} mbr_plugin;

#if defined(__GNUC__)
#define MBR_EXPORT __attribute__((visibility("default")))
#else
#define MBR_EXPORT
#endif

/* The only symbol a plugin exports. No I/O, no threads, same pointer every time. */
MBR_EXPORT const mbr_plugin *marbre_plugin_1(void);

/* ---- service: this run: one article, one published language ----------- */
#define MBR_JOB_API "mbr.job/1"
typedef struct mbr_job_api {
    uint32_t struct_size;
    uint32_t reserved;
    /* 1 when the run should end soon, with MBR_E_CANCELLED; else 0. Ask every few milliseconds. */
    int32_t (*cancelled)(mbr_job *job); /* [any] */
    /* How far it is, and with what; `note` may be NULL. */
    void (*progress)(mbr_job *job, uint32_t per_10000, const char *note, size_t size); /* [any] */
    /* Say why the run will return `code`, in words for people; the first text wins. Returns the
       code, so that `return job->fail(...)` does it all. A run that said so has failed. */
    int32_t (*fail)(mbr_job *job, int32_t code, const char *text, size_t size);
    /* Has this instant passed? 1 or 0. The only clock: a result is kept until the earliest instant
       asked about that had not passed. */
    int32_t (*passed)(mbr_job *job, int64_t unix_seconds);
    /* A date or time as people write it, in the newsroom's zone unless it has its own (in the night
       when clocks go back, the later one of two); of a day, its first second and the first one
       after it. Either pointer may be NULL. MBR_E_INVALID for what is no date. */
    int32_t (*instant)(mbr_job *job, const mbr_text *written, int64_t *first, int64_t *after);
} mbr_job_api;

/* ---- service: options -------------------------------------------------- */
/* Everywhere: MBR_E_INVALID for a key that was not declared, or is of another type;
   MBR_E_NOTFOUND for one that is not set, or an index behind the last. */
#define MBR_CONFIG_API "mbr.config/1"
typedef struct mbr_config_api {
    uint32_t struct_size;
    uint32_t reserved;
    size_t (*count)(const mbr_config *config, const char *key); /* values: 0 or 1; of a list, any */
    /* INT, and BOOL as 0 or 1. */
    int32_t (*get_int)(const mbr_config *config, const char *key, size_t index, int64_t *out);
    /* NUMBER and INT. */
    int32_t (*get_number)(const mbr_config *config, const char *key, size_t index, double *out);
    /* STRING, CHOICE, PATH, LANG and KEY. */
    int32_t (*get_text)(const mbr_config *config, const char *key, size_t index, mbr_text *out);
    /* The file that a PATH names, to be released; every run of the task counts as having read it.
     */
    int32_t (*get_file)(const mbr_config *config, const char *key, size_t index, mbr_blob **out);
} mbr_config_api;

/* ---- service: the article ---------------------------------------------- */
#define MBR_VALUE_NULL 0
#define MBR_VALUE_BOOL 1
#define MBR_VALUE_INT 2
#define MBR_VALUE_NUMBER 3
#define MBR_VALUE_TEXT 4
#define MBR_VALUE_LIST 5
#define MBR_VALUE_MAP 6

/* A value written in YAML. The plugin sets struct_size before the call; the host writes no further
   than that, and lowers it to what it wrote. */
typedef struct mbr_value {
    uint32_t struct_size;
    int32_t type;    /* MBR_VALUE_*: YAML 1.2, so yes, no and dates are text */
    mbr_span span;   /* where the value is written, quotes included */
    uint64_t mark;   /* names `text` to `to_source` and to mbr.text/1; 0: none */
    int64_t integer; /* of INT; of BOOL 0 or 1 */
    double number;   /* of INT and NUMBER */
    mbr_text text;   /* quotes and escapes undone; of a scalar, always set */
    uint64_t count;  /* entries of a list or map */
} mbr_value;

#define MBR_ITEM_ANY 0 /* in questions only: every block of the next four kinds, in order */
#define MBR_ITEM_HEADING 1
#define MBR_ITEM_PARAGRAPH 2
#define MBR_ITEM_QUOTE 3     /* a paragraph in a block quote */
#define MBR_ITEM_LIST_ITEM 4 /* a paragraph in a list */
#define MBR_ITEM_LINK 5
#define MBR_ITEM_IMAGE 6

#define MBR_ITEM_QUOTED UINT32_C(1)    /* stands in a block quote, whatever its kind */
#define MBR_ITEM_ORDERED UINT32_C(2)   /* of a list item: the list is numbered */
#define MBR_ITEM_CONTINUED UINT32_C(4) /* a further paragraph of the same list item */
#define MBR_ITEM_AUTOLINK UINT32_C(8)  /* of a link: written as <https://...> */

/* A piece of Markdown. The plugin sets struct_size before the call, as in mbr_value. Code blocks
   and HTML are no items. */
typedef struct mbr_item {
    uint32_t struct_size;
    int32_t kind;    /* MBR_ITEM_* */
    uint32_t level;  /* of a heading 1 to 6; else how deep in quotes or lists, from 1 */
    uint32_t flags;  /* MBR_ITEM_QUOTED and so on; unknown ones are to be ignored */
    mbr_span span;   /* in the file, markup included */
    uint64_t mark;   /* of `text`, as in mbr_value */
    mbr_text text;   /* readable text, markup removed; alt text of an image */
    mbr_text target; /* link or image address, escapes undone; "" of a block */
    mbr_text title;  /* of a link or image; "" where none is written */
    uint64_t block;  /* of a link or image: the block it stands in, as an index of MBR_ITEM_ANY; of
                        a block its own, which is what mbr.align/1 counts by */
} mbr_item;

#define MBR_RUN_CODE 1     /* a code span */
#define MBR_RUN_EMPHASIS 2 /* *so* or _so_ */
#define MBR_RUN_STRONG 3   /* **so** or __so__ */
#define MBR_RUN_LINK 4     /* the words of a link */

/* A stretch of a block's readable text that markup sets apart. Runs may lie within each other. The
   plugin sets struct_size before the call, as in mbr_value. */
typedef struct mbr_run {
    uint32_t struct_size;
    int32_t kind;  /* MBR_RUN_*; unknown ones are to be skipped */
    mbr_span text; /* in the text that was asked about, markup left out; may be empty */
    mbr_span span; /* in the file, markup included */
} mbr_run;

/* A task sees what it judges. MBR_E_DENIED for another part, or for a key that is not declared;
   MBR_E_NOTFOUND for what the article lacks; MBR_E_INVALID for what makes no sense. Of front
   matter and claims that are broken, which the host reports itself, nothing is found. */
#define MBR_ARTICLE_API "mbr.article/1"
typedef struct mbr_article_api {
    uint32_t struct_size;
    uint32_t reserved;
    /* Files: 0 or 1; of media, any number, sorted by name. 0 for a part that is not judged. */
    size_t (*count)(mbr_job *job, uint64_t part);
    /* Path in the newsroom: "articles/2023/09/slug/index.fr.md". The text's may always be asked. */
    int32_t (*path)(mbr_job *job, uint64_t part, size_t index, mbr_text *out);
    /* Index of a file of this name, "photo.jpg". */
    int32_t (*named)(mbr_job *job, uint64_t part, const char *name, size_t *index);
    /* The whole file as stored. */
    int32_t (*bytes)(mbr_job *job, uint64_t part, size_t index, mbr_text *out);
    /* The bytes behind the front matter, of text and source. */
    int32_t (*body)(mbr_job *job, uint64_t part, mbr_span *out);
    /* Of text and source; the text's may always be asked. */
    int32_t (*language)(mbr_job *job, uint64_t part, mbr_text *out);
    /* Front matter of text or source, or the claims file: "images[0].credit", "claims[2].quote";
       "" is all of it. Needs `keys` (of a source, MBR_PART_SOURCE too), or MBR_PART_CLAIMS. A key
       in `keys` covers what is written below it. */
    int32_t (*meta)(mbr_job *job, uint64_t part, const char *where, mbr_value *out);
    /* Name of an entry of a map; those of the front matter, at "", may always be asked. */
    int32_t (*meta_key)(
        mbr_job *job, uint64_t part, const char *where, size_t index, mbr_text *out);
    /* Items of a kind, in the order of the file. 0 for a part that is not judged. */
    size_t (*item_count)(mbr_job *job, uint64_t part, int32_t kind);
    /* MBR_E_NOTFOUND after the last of its kind. */
    int32_t (*item)(mbr_job *job, uint64_t part, int32_t kind, size_t index, mbr_item *out);
    /* A range of a marked text (an item's, a value's, a normalised one) as a range of the file. An
       empty range is an empty one before the byte that follows. MBR_E_INVALID for a range that is
       not within the text or cuts a character. */
    int32_t (*to_source)(
        mbr_job *job, uint64_t part, uint64_t mark, const mbr_span *text, mbr_span *out);
    /* How many runs a block's text has, normalised or not; 0 of any other text, of a mark that this
       run did not get and of a part that is not judged. */
    size_t (*run_count)(mbr_job *job, uint64_t part, uint64_t mark);
    /* The runs in the order of their beginnings, the longer of two first. MBR_E_NOTFOUND after the
       last. */
    int32_t (*run)(mbr_job *job, uint64_t part, uint64_t mark, size_t index, mbr_run *out);
} mbr_article_api;

/* ---- service: text. Places are bytes of the text that (part, mark) names */
#define MBR_FOLD_CASE UINT64_C(1)        /* all of Unicode */
#define MBR_FOLD_APOSTROPHES UINT64_C(2) /* U+2018, U+2019, U+02BC, U+2032, U+0060, U+00B4 */
#define MBR_FOLD_SPACES UINT64_C(4)      /* a run of white space, of whatever kind, is one space */

/* MBR_E_INVALID for a mark that this run did not get, an unknown fold, a place behind the end. */
#define MBR_TEXT_API "mbr.text/1"
typedef struct mbr_text_api {
    uint32_t struct_size;
    uint32_t reserved;
    /* NFC, invisible characters dropped, and the folds asked for: a new text with its own mark.
       Folds add up when a normalised text is normalised again. Either pointer may be NULL. */
    int32_t (*normalise)(mbr_job *job,
                         uint64_t part,
                         uint64_t mark,
                         uint64_t folds,
                         mbr_text *out,
                         uint64_t *out_mark);
    /* A list of words or phrases made ready for `find`: in `create`, where it can be. To be
       released. MBR_E_INVALID for one without letters, over 1 KiB, or not UTF-8. */
    int32_t (*words)(
        const mbr_host *host, const mbr_text *list, size_t count, uint64_t folds, mbr_words **out);
    void (*words_release)(mbr_words *words); /* accepts NULL */
    /* The next whole word at or after `from`, the longest first; `which` (may be NULL) is its
       place in the list. The text is folded as the words are, whether it was normalised or not.
       MBR_E_NOTFOUND after the last. */
    int32_t (*find)(mbr_job *job,
                    uint64_t part,
                    uint64_t mark,
                    const mbr_words *words,
                    uint64_t from,
                    size_t *which,
                    mbr_span *out);
    /* 1 and the quotation around this place, its signs included and as far as it stands in this
       text, also one begun in an earlier paragraph; else 0. `out` may be NULL. */
    int32_t (*quotation)(mbr_job *job, uint64_t part, uint64_t mark, uint64_t at, mbr_span *out);
    /* The sentence at `at`, by the part's language; the next one is at its end. MBR_E_NOTFOUND
       after the last. */
    int32_t (*sentence)(mbr_job *job, uint64_t part, uint64_t mark, uint64_t at, mbr_span *out);
    /* The word around `at`, else the next one: letters, figures and the marks on them, by the same
       borders as `find`; a hyphen or an apostrophe ends one. The next one is found from its end.
       MBR_E_NOTFOUND after the last. */
    int32_t (*word)(mbr_job *job, uint64_t part, uint64_t mark, uint64_t at, mbr_span *out);
} mbr_text_api;

/* ---- service: which blocks of one text answer which of another -------- */
/* Blocks first, first + 1, … of MBR_ITEM_ANY on either side. One side may be empty: it then names
   the block before which the others would stand. */
typedef struct mbr_pair {
    uint32_t struct_size;            /* the plugin sets it before the call, as in mbr_value */
    uint32_t flags;                  /* none yet; unknown ones are to be ignored */
    uint64_t from_first, from_count; /* blocks of the one side */
    uint64_t to_first, to_count;     /* blocks of the other that answer them */
} mbr_pair;

/* From SOURCE to TEXT, or from SOURCE_APPROVED to SOURCE; both are judged with SOURCE, the first
   with TEXT too. Pairs stand in order and hold every block once: one to one, one to two, two to
   one, any number to one where a list and a paragraph answer each other, or alone. Found once a
   run, by what the blocks say and not by where they stand. */
#define MBR_ALIGN_API "mbr.align/1"
typedef struct mbr_align_api {
    uint32_t struct_size;
    uint32_t reserved;
    /* 0 where the article lacks either, and for parts that are not judged. */
    size_t (*count)(mbr_job *job, uint64_t from, uint64_t to);
    /* MBR_E_NOTFOUND after the last, MBR_E_DENIED for parts that are not judged, MBR_E_INVALID for
       others than these. */
    int32_t (*pair)(mbr_job *job, uint64_t from, uint64_t to, size_t index, mbr_pair *out);
} mbr_align_api;

/* ---- service: other files of the newsroom; every read and listing is noted for the cache */
#define MBR_REPO_API "mbr.repo/1"
typedef struct mbr_repo_api {
    uint32_t struct_size;
    uint32_t reserved;
    /* A file, to be released. MBR_E_DENIED within the article's own folder, MBR_E_INVALID for a
       path out of the newsroom, MBR_E_NOTFOUND where there is none. */
    int32_t (*read)(mbr_job *job, const char *path, mbr_blob **out);
    /* The paths in a folder ("" is the newsroom's root), sorted by bytes, those of folders with a
       slash at the end. What `each` returns ends the listing where it is not 0, and is returned. */
    int32_t (*list)(mbr_job *job,
                    const char *folder,
                    int32_t (*each)(void *user, const char *path),
                    void *user);
    /* The whole file, any bytes; lent until the blob's release. */
    void (*bytes)(const mbr_blob *blob, mbr_text *out);
    /* A YAML file (a glossary, say) as values, read by the rules of the newsroom's own files, up to
       8 MiB; "" is all of it, and marks are 0. MBR_E_INVALID where it is not such a file. */
    int32_t (*value)(const mbr_blob *blob, const char *where, mbr_value *out);
    /* The name of an entry of a map, in the order of the file; MBR_E_NOTFOUND after the last. */
    int32_t (*value_key)(const mbr_blob *blob, const char *where, size_t index, mbr_text *out);
    void (*release)(mbr_blob *blob); /* accepts NULL */
    /* The terms of a glossary made ready for `find` of mbr.text/1, to be released with its
       `words_release`. At `where` stands a map, whose keys are the terms, or a list, whose entries
       are texts, or maps that have under `field` a text, a list of texts or nothing. `field` may be
       NULL where entries are texts. What `find` then says in `which` is the entry's index at
       `where`, so that `value` has the rest of it: "entries[7].note". MBR_E_NOTFOUND for no such
       place, MBR_E_INVALID for what is no YAML, is of another shape, or is no term for `words`. */
    int32_t (*words)(const mbr_blob *blob,
                     const char *where,
                     const char *field,
                     uint64_t folds,
                     mbr_words **out);
} mbr_repo_api;

/* ---- service: findings (actions may report too) ----------------------- */
/* The value of a hole {name} of the message. The argument "count" chooses the plural, "case" one of
   the texts that the catalogue has under `cases`; "terms", names with spaces between them, is shown
   in the words that it has under `terms`. */
typedef struct mbr_arg {
    uint32_t struct_size;
    uint32_t flags;   /* zero */
    const char *name; /* [A-Za-z0-9_-]+ */
    mbr_text value;   /* UTF-8 without NUL */
} mbr_arg;

/* Some bytes of a file replaced. */
typedef struct mbr_edit {
    uint32_t struct_size;
    uint32_t flags; /* zero */
    mbr_span span;  /* always in the unedited file; empty: an insertion */
    mbr_text text;  /* what stands there instead; empty: nothing */
} mbr_edit;

/* One thing that a rule says of the article. */
typedef struct mbr_finding {
    uint32_t struct_size;
    int32_t severity;             /* 0: the rule's own */
    const char *rule;             /* id of one of the task's rules */
    const char *file;             /* its name in the article's folder; NULL: the published text */
    mbr_span span;                /* in that file, between characters; may be empty */
    const mbr_arg *const *args;   /* NULL-terminated, or NULL */
    const mbr_edit *const *edits; /* one fix, its edits apart from each other; likewise */
} mbr_finding;

#define MBR_REPORT_API "mbr.report/1"
typedef struct mbr_report_api {
    uint32_t struct_size;
    uint32_t reserved;
    /* A finding that is malformed (MBR_E_INVALID), has unknown fields (MBR_E_UNSUPPORTED) or goes
       over a limit (MBR_E_FAILED) makes the run fail, whatever it returns. */
    int32_t (*finding)(mbr_job *job, const mbr_finding *finding);
} mbr_report_api;

/* ---- service: changes (actions only) ---------------------------------- */
/* `file` is a name in the article's own folder: a text, claims.yaml or a medium. A file is edited,
   written or removed, and the last two once; edits lie apart from each other. A change that is
   malformed or goes over a limit makes the run fail, and a run that failed changes nothing. */
#define MBR_CHANGE_API "mbr.change/1"
typedef struct mbr_change_api {
    uint32_t struct_size;
    uint32_t reserved;
    /* Change some bytes of a file that is there. */
    int32_t (*edit)(mbr_job *job, const char *file, const mbr_edit *edit);
    /* Write a file, new or in place of one that is there: UTF-8, but for media any bytes. */
    int32_t (*write)(mbr_job *job, const char *file, const char *data, size_t size);
    /* Remove a file that is there. */
    int32_t (*remove)(mbr_job *job, const char *file);
    /* Give one value of the front matter, or of claims.yaml, a new text; a value of type NULL takes
       it out. The rest of the file stays byte for byte. MBR_E_UNSUPPORTED for other types. */
    int32_t (*meta_set)(mbr_job *job, const char *file, const char *where, const mbr_value *value);
    /* Published output, in actions of publication (else MBR_E_DENIED); `path` is its place in the
       site tree: "2023/09/slug/index.html"; `media_type` is "text/html" and so on. */
    int32_t (*artifact)(
        mbr_job *job, const char *path, const char *media_type, const char *data, size_t size);
} mbr_change_api;

/* ---- service: the published articles (actions of publication only) ---- */
#define MBR_ENTRY_RENDER UINT32_C(1)    /* its page must be written in this run */
#define MBR_ENTRY_RETRACTED UINT32_C(2) /* it was taken back: its page has the note alone */

/* A page of the site, as lists show it. */
typedef struct mbr_entry {
    uint32_t struct_size; /* the plugin sets it before the call */
    uint32_t flags;       /* MBR_ENTRY_*; unknown ones are to be ignored */
    mbr_text path;        /* its folder in the site tree: "2023/09/slug/" */
    mbr_text address;     /* the same, with the newsroom's `site` before it */
    mbr_text title;       /* as its front matter has it, in this language; the next ones likewise */
    mbr_text date;        /* RFC 3339 */
    mbr_text section;     /* "" where it names none */
    mbr_text language;    /* BCP 47 */
    mbr_text summary;     /* "" where it has none */
    mbr_text changed; /* RFC 3339: the newest of its date, publication, corrections, retraction */
} mbr_entry;

#define MBR_LIST_PAGES 1       /* the pages to write in this run, of retracted articles too */
#define MBR_LIST_FRONT 2       /* all that is published in one language */
#define MBR_LIST_SECTION 3     /* likewise what names this section, */
#define MBR_LIST_AUTHOR 4      /* or this author */
#define MBR_LIST_CORRECTIONS 5 /* what was corrected or retracted, the newest note first */

/* What a run is to write: some pages, or what shows entries together, which lends the newest 1,000.
   Where one front comes, all of them come in the same run. */
typedef struct mbr_list {
    uint32_t struct_size; /* the plugin sets it before the call */
    uint32_t flags;       /* none yet; unknown ones are to be ignored */
    int32_t kind;         /* MBR_LIST_*; unknown ones are to be skipped */
    uint32_t reserved;
    mbr_text path;     /* its folder in the site tree: "", "en/", "sections/monde/", ... */
    mbr_text name;     /* the section or author as most recently written; "" for the others */
    mbr_text language; /* "" of pages */
    mbr_text changed;  /* the newest change of what it holds, retractions included; "": none */
    size_t count;      /* entries that it lends */
    /* Since 1.1: the published languages in which the site has, after this run, the same list: of
       the same kind, and of a section or author the same folder, which `place` tells; itself among
       them, in the order of publication, apart by a space: "fr en". "" of pages. */
    mbr_text languages;
} mbr_list;

/* MBR_E_NOTFOUND for an index behind the last, MBR_E_IO for what could not be had. */
#define MBR_SITE_API "mbr.site/1"
typedef struct mbr_site_api {
    uint32_t struct_size;
    uint32_t reserved;
    /* Pages of published articles, one for each language; newest first, what this run publishes
       among them. */
    size_t (*count)(mbr_job *job);
    /* What stands on lists of it. */
    int32_t (*entry)(mbr_job *job, size_t index, mbr_entry *out);
    int32_t (*content)(mbr_job *job, size_t index, mbr_text *out); /* the body as safe HTML */
    /* Of its state.yaml: "publication.at", "corrections[0].note.fr", "retracted.note.fr"; the mark
       is 0. */
    int32_t (*record)(mbr_job *job, size_t index, const char *where, mbr_value *out);
    /* A job to ask mbr.article/1 and mbr.text/1 about it, all parts and keys, as published; lent
       until `run` returns. */
    int32_t (*article)(mbr_job *job, size_t index, mbr_job **out);
    /* How many articles stand behind those, from the index count() on, that were retracted: of each
       `entry` gives path, address, date and language, and `record` the note to readers
       ("retracted.note.fr"); it has no words, so the others give MBR_E_NOTFOUND. */
    size_t (*retracted)(mbr_job *job);
    /* The lists that this run is to write, and nothing else; a large site takes several runs. What
       is asked beyond their entries costs as much as the site is large. A section, author or page
       of corrections has a folder of its own, which the host empties before the run; a list that
       has lost its last entry comes once more, and of a section or author the folder goes, whatever
       is written there. */
    size_t (*lists)(mbr_job *job);
    /* One of them. */
    int32_t (*list)(mbr_job *job, size_t which, mbr_list *out);
    /* The n-th entry of a list, newest first: an index for `entry` and those after it. */
    int32_t (*listed)(mbr_job *job, size_t which, size_t n, size_t *index);
    /* The n-th page of the same article in another language. */
    int32_t (*version)(mbr_job *job, size_t index, size_t n, size_t *other);
    /* The folder of a list of this kind, in this language, of the section or author of this name:
       "sections/monde/", "en/". MBR_E_NOTFOUND for one that no list can have: a blank name, a
       language that is not published, another kind. */
    int32_t (*place)(mbr_job *job, int32_t kind, mbr_text name, mbr_text language, mbr_text *out);
    /* The body as Markdown: what `content` shows of it and nothing that HTML hid from readers. */
    int32_t (*markdown)(mbr_job *job, size_t index, mbr_text *out);
} mbr_site_api;

/* Is this field there, and set? Use it for every field newer than x.0. */
#define MBR_HAS(table, type, field)                                                                \
    ((table) != NULL && (table)->struct_size >= offsetof(type, field) + sizeof((table)->field) &&  \
     (table)->field != NULL)

#ifdef __cplusplus
}
#endif
#endif /* MARBRE_PLUGIN_H */
