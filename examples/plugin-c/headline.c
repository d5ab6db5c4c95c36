/* A headline that the body doesn't bear out: numbers of the title that the text never gives. */
#include <marbre/plugin.h>

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define MOST_NUMBERS 16 /* of a title */
#define MOST_DIGITS 24  /* of a number; the rest of a longer one is not compared */

struct mbr_task {
    const mbr_article_api *article;
    const mbr_report_api *report;
    int64_t least;
};

/* ---- numbers as people write them ---- */

/* Two numbers are the same where their digits are: "12 000", "12,000" and "12000", "1.5" and "1,5".
 */
typedef struct number {
    char digits[MOST_DIGITS + 1];
    mbr_span span; /* in the text it was found in */
    bool in_word;  /* of "G20" or "A4": a name rather than a number */
    bool is_given; /* the text gives it too */
} number;

static bool
is_digit(char sign)
{
    return sign >= '0' && sign <= '9';
}

static size_t
count_digits(mbr_text text, size_t at)
{
    size_t count = 0;
    while (at + count < text.size && is_digit(text.data[at + count]))
        count++;
    return count;
}

/* Length of the separator at a place within a number: a point, a comma, an apostrophe or a space of
   whatever width, before a digit; else 0. Spaces and apostrophes stand before three digits alone.
 */
static size_t
separator(mbr_text text, size_t at)
{
    static const char *const signs[] = {".", ",", "'", " ", "’", "\u00A0", "\u202F", "\u2009"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        size_t size = strlen(signs[i]);
        if (text.size - at <= size || memcmp(text.data + at, signs[i], size) != 0)
            continue;
        size_t behind = count_digits(text, at + size);
        return behind == 3 || (i < 2 && behind > 0) ? size : 0;
    }
    return 0;
}

static void
append(number *to, size_t *used, mbr_text text, size_t at, size_t count)
{
    for (size_t i = 0; i < count && *used < MOST_DIGITS; i++)
        to->digits[(*used)++] = text.data[at + i];
    to->digits[*used] = '\0';
}

/* The next number at or after a place. */
static bool
find_number(mbr_text text, size_t from, number *found)
{
    size_t at = from, used = 0, gap;
    while (at < text.size && !is_digit(text.data[at]))
        at++;
    if (at == text.size)
        return false;
    char before = at > 0 ? text.data[at - 1] : ' ';
    *found = (number){.span = {at, at}};
    found->in_word = (before >= 'a' && before <= 'z') || (before >= 'A' && before <= 'Z');
    size_t count = count_digits(text, at);
    append(found, &used, text, at, count);
    at += count;
    while ((gap = separator(text, at)) > 0) {
        count = count_digits(text, at + gap);
        if (count != 3)
            append(found, &used, (mbr_text){".", 1}, 0, 1);
        append(found, &used, text, at + gap, count);
        at += gap + count;
    }
    found->span.end = at;
    return true;
}

/* ---- the check ---- */

static int32_t
create(const mbr_host *host, const mbr_config *config, mbr_task **out)
{
    const mbr_config_api *options = host->query(host, MBR_CONFIG_API);
    const mbr_article_api *article = host->query(host, MBR_ARTICLE_API);
    const mbr_report_api *report = host->query(host, MBR_REPORT_API);
    int64_t least;
    if (!options || !article || !report)
        return MBR_E_UNSUPPORTED;
    int32_t code = options->get_int(config, "least", 0, &least);
    if (code < 0)
        return code;
    mbr_task *task = calloc(1, sizeof *task);
    if (!task)
        return MBR_E_NOMEM;
    *task = (mbr_task){article, report, least};
    *out = task;
    return MBR_OK;
}

static void
destroy(mbr_task *task)
{
    free(task);
}

static size_t
read_title(const mbr_task *task, mbr_text title, number *numbers)
{
    size_t count = 0, from = 0;
    while (count < MOST_NUMBERS && find_number(title, from, &numbers[count])) {
        from = numbers[count].span.end;
        count += !numbers[count].in_word && strtoll(numbers[count].digits, NULL, 10) >= task->least;
    }
    return count;
}

/* The text is read once, however many numbers are looked for. */
static void
tick_off(mbr_text text, number *numbers, size_t count)
{
    number found;
    for (size_t from = 0; find_number(text, from, &found); from = found.span.end)
        for (size_t i = 0; i < count; i++)
            if (strcmp(found.digits, numbers[i].digits) == 0)
                numbers[i].is_given = true;
}

static int32_t
report_number(const mbr_task *task, mbr_job *job, const mbr_value *title, const number *missing)
{
    mbr_span place;
    int32_t code =
        task->article->to_source(job, MBR_PART_TEXT, title->mark, &missing->span, &place);
    if (code < 0)
        return code;
    const mbr_arg written = {
        .struct_size = sizeof written,
        .name = "number",
        .value = {title->text.data + missing->span.start, missing->span.end - missing->span.start}};
    const mbr_arg *const args[] = {&written, NULL};
    const mbr_finding finding = {
        .struct_size = sizeof finding, .rule = "number-not-borne-out", .span = place, .args = args};
    return task->report->finding(job, &finding);
}

static int32_t
run(mbr_task *task, mbr_job *job)
{
    number numbers[MOST_NUMBERS];
    mbr_value title = {.struct_size = sizeof title};
    int32_t code = task->article->meta(job, MBR_PART_TEXT, "title", &title);
    if (code < 0)
        return code == MBR_E_NOTFOUND ? MBR_OK : code; /* another check asks for a title */
    size_t count = title.mark ? read_title(task, title.text, numbers) : 0;
    size_t blocks = count ? task->article->item_count(job, MBR_PART_TEXT, MBR_ITEM_ANY) : 0;
    for (size_t i = 0; i < blocks; i++) {
        mbr_item block = {.struct_size = sizeof block};
        code = task->article->item(job, MBR_PART_TEXT, MBR_ITEM_ANY, i, &block);
        if (code < 0)
            return code;
        tick_off(block.text, numbers, count);
    }
    for (size_t i = 0; i < count; i++)
        if (!numbers[i].is_given && (code = report_number(task, job, &title, &numbers[i])) < 0)
            return code;
    return MBR_OK;
}

/* ---- what the plugin declares ---- */

static const mbr_option least = {.struct_size = sizeof least,
                                 .type = MBR_OPTION_INT,
                                 .key = "least",
                                 .summary = "Smaller numbers are passed over: texts spell them out",
                                 .fallback = "17",
                                 .minimum = 0,
                                 .maximum = 1000000};
static const mbr_option *const options[] = {&least, NULL};

static const mbr_rule missing = {.struct_size = sizeof missing,
                                 .severity = MBR_SEVERITY_WARNING,
                                 .id = "number-not-borne-out",
                                 .summary = "A number of the title that the text does not give",
                                 .message = "The title says {number}; the text does not"};
static const mbr_rule *const rules[] = {&missing, NULL};

static const char *const keys[] = {"title", NULL};

static const mbr_task_class numbers = {.struct_size = sizeof numbers,
                                       .kind = MBR_KIND_CHECK,
                                       .id = "numbers",
                                       .summary = "The text bears out the numbers of its title",
                                       .judges = MBR_PART_TEXT,
                                       .keys = keys,
                                       .options = options,
                                       .rules = rules,
                                       .create = create,
                                       .run = run,
                                       .destroy = destroy};
static const mbr_task_class *const tasks[] = {&numbers, NULL};

const mbr_plugin *
marbre_plugin_1(void)
{
    static const mbr_plugin plugin = {.struct_size = sizeof plugin,
                                      .id = "headline",
                                      .version = "1.0.0",
                                      .license = "0BSD",
                                      .tasks = tasks};
    return &plugin;
}
