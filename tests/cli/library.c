/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Asks libmarbre all that it answers, as one line of JSON an answer; for library.sh. */
#include <marbre/marbre.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int
print_article(void *user, const marbre_room_article *article)
{
    int *most = user;
    printf("[\"%s\",\"%s\",\"%s\",\"%s\",%d]\n", article->folder,
           article->id == NULL ? "" : article->id, article->title,
           article->stage_title == NULL ? "" : article->stage_title, article->is_published);
    return --*most == 0;
}

static int
say(marbre_status status, char *error)
{
    printf("{\"status\":%d,\"error\":\"%s\"}\n", (int)status,
           error == NULL ? "" : strtok(error, "\"\n"));
    marbre_free(error);
    return (int)status;
}

static int
judge(marbre_room *room, const char *article)
{
    marbre_judgement *judgement = NULL;
    char *error = NULL;
    marbre_status status = marbre_room_judge(room, article, &judgement, &error);
    if (judgement == NULL)
        return say(status, error);
    for (size_t i = 0; i < marbre_judgement_count_obstacles(judgement); i++) {
        const marbre_obstacle *one = marbre_judgement_obstacle(judgement, i);
        printf("[\"%s\",\"%s\",%d,\"%s\"]\n", one->kind, one->rule, (int)one->start.line,
               one->who[0] == NULL ? "" : one->who[0]);
    }
    printf("%d\n", (int)marbre_judgement_count_findings(judgement));
    for (size_t i = 0; i < marbre_judgement_count_findings(judgement); i++) {
        const marbre_finding *one = marbre_judgement_finding(judgement, i);
        printf("[\"%s\",\"%s\",%d,%d,\"%s\"]\n", one->rule, one->severity, (int)one->start.line,
               (int)one->end.column, one->blocks);
    }
    marbre_judgement_free(judgement);
    return say(status, error);
}

static int
audit(marbre_room *room, const char *trust)
{
    marbre_audit *verdict = NULL;
    marbre_tally tally = {0};
    char *error = NULL;
    marbre_status status = marbre_room_audit(room, trust, NULL, NULL, &verdict, &error);
    if (verdict == NULL)
        return say(status, error);
    /* As a program that was built when the struct had two fields. */
    tally.struct_size = offsetof(marbre_tally, transitions);
    tally.signatures = 7;
    marbre_audit_tally(verdict, &tally);
    printf("[%d,%d]\n", (int)tally.commits, (int)tally.signatures);
    tally.struct_size = sizeof tally;
    marbre_audit_tally(verdict, &tally);
    printf("[%d,%d,%d]\n", (int)tally.transitions, (int)tally.signatures, tally.is_signed);
    for (size_t i = 0; i < marbre_audit_count(verdict); i++)
        printf("[\"%s\",\"%s\"]\n", marbre_audit_violation(verdict, i)->rule,
               marbre_audit_violation(verdict, i)->commit);
    marbre_audit_free(verdict);
    return say(status, error);
}

static int
close_with(marbre_room *room, int answer)
{
    marbre_room_close(room);
    return answer;
}

int
main(int argc, char **argv)
{
    char *error = NULL, *folder = NULL;
    marbre_room *room = NULL;
    marbre_room_settings settings = {0};
    settings.struct_size = sizeof settings;
    settings.lang = "fr";
    settings.email = getenv("ASKS");
    marbre_begin();
    marbre_room_close(NULL);
    marbre_judgement_free(NULL);
    marbre_audit_free(NULL);
    marbre_status status = marbre_room_open(argv[1], &settings, &room, &error);
    if (status != MARBRE_STATUS_YES || argc < 3)
        return say(status, error);
    int most = argc > 3 ? atoi(argv[3]) : -1;
    if (strcmp(argv[2], "each") == 0)
        status = marbre_room_each(room, print_article, &most, &error);
    else if (strcmp(argv[2], "find") == 0)
        status = marbre_room_find(room, argv[3], &folder, &error);
    else if (strcmp(argv[2], "renew") == 0) {
        printf("%s\n", marbre_room_commit(room));
        status = system(argv[3]) == 0 ? marbre_room_renew(room, &error) : MARBRE_STATUS_UNABLE;
        printf("%s\n", marbre_room_commit(room));
        if (status == MARBRE_STATUS_YES && argc > 4)
            return close_with(room, judge(room, argv[4]));
    } else if (strcmp(argv[2], "judge") == 0)
        return close_with(room, judge(room, argv[3]));
    else
        return close_with(room, audit(room, argv[3]));
    if (folder != NULL)
        printf("%s\n", folder);
    marbre_free(folder);
    return close_with(room, say(status, error));
}
