/* SPDX-License-Identifier: 0BSD */
/* What stands in the way of each article of a newsroom that is not published yet.
 *
 *     cc embed.c $(pkg-config --cflags --libs marbre) -o blocked && ./blocked FOLDER
 */
#include <marbre/marbre.h>

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

/* Articles are judged after they have all been told: to judge takes its time. */
struct list {
    char (*folders)[4096];
    size_t count;
};

static int
remember(void *user, const marbre_room_article *article)
{
    struct list *list = user;
    if (article->is_published)
        return 0;
    void *grown = realloc(list->folders, (list->count + 1) * sizeof *list->folders);
    if (grown == NULL)
        return 1;
    list->folders = grown;
    snprintf(list->folders[list->count++], sizeof *list->folders, "%s", article->folder);
    return 0;
}

static void
print_obstacle(const marbre_obstacle *obstacle)
{
    printf("  %s", obstacle->rule);
    if (obstacle->path != NULL)
        printf(", line %llu", (unsigned long long)obstacle->start.line);
    printf(": %s\n", obstacle->message);
    for (const char *const *name = obstacle->who; *name != NULL; name++)
        printf("    %s can clear it\n", *name);
}

static marbre_status
tell(marbre_room *room, const char *folder)
{
    marbre_judgement *judgement = NULL;
    char *error = NULL;
    marbre_status status = marbre_room_judge(room, folder, &judgement, &error);
    if (judgement == NULL) {
        fprintf(stderr, "%s: %s\n", folder, error);
        marbre_free(error);
        return status;
    }
    printf("%s: %s\n", folder, status == MARBRE_STATUS_YES ? "nothing stands in its way" : "stays");
    for (size_t i = 0; i < marbre_judgement_count_obstacles(judgement); i++)
        print_obstacle(marbre_judgement_obstacle(judgement, i));
    marbre_judgement_free(judgement);
    return status;
}

int
main(int argc, char **argv)
{
    marbre_begin();
    setlocale(LC_ALL, "");
    char *error = NULL;
    marbre_room *room = NULL;
    marbre_room_settings settings = {0};
    settings.struct_size = sizeof settings;
    settings.lang = getenv("LANGUAGE");
    struct list list = {NULL, 0};
    marbre_status status = marbre_room_open(argc > 1 ? argv[1] : ".", &settings, &room, &error);
    if (status == MARBRE_STATUS_YES)
        status = marbre_room_each(room, remember, &list, &error);
    if (status != MARBRE_STATUS_YES)
        fprintf(stderr, "%s\n", error);
    marbre_free(error);
    for (size_t i = 0; i < list.count; i++) {
        marbre_status one = tell(room, list.folders[i]);
        status = one > status ? one : status;
    }
    free(list.folders);
    marbre_room_close(room);
    return (int)status;
}
