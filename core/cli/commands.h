/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "cli/cli.h"

/* One function a command, each in the file of its name. */
MarbreExit marbre_command_init(MarbreCli *cli, int argc, char **argv);
MarbreExit marbre_command_new(MarbreCli *cli, int argc, char **argv);
MarbreExit marbre_command_adopt(MarbreCli *cli, int argc, char **argv);
MarbreExit marbre_command_import(MarbreCli *cli, int argc, char **argv);
MarbreExit marbre_command_list(MarbreCli *cli, int argc, char **argv);
MarbreExit marbre_command_show(MarbreCli *cli, int argc, char **argv);
MarbreExit marbre_command_check(MarbreCli *cli, int argc, char **argv);
MarbreExit marbre_command_fix(MarbreCli *cli, int argc, char **argv);
MarbreExit marbre_command_save(MarbreCli *cli, int argc, char **argv);
MarbreExit marbre_command_advance(MarbreCli *cli, int argc, char **argv);
MarbreExit marbre_command_return(MarbreCli *cli, int argc, char **argv);
MarbreExit marbre_command_approve(MarbreCli *cli, int argc, char **argv);
MarbreExit marbre_command_take(MarbreCli *cli, int argc, char **argv);
MarbreExit marbre_command_assign(MarbreCli *cli, int argc, char **argv);
MarbreExit marbre_command_note(MarbreCli *cli, int argc, char **argv);
MarbreExit marbre_command_undo(MarbreCli *cli, int argc, char **argv);
MarbreExit marbre_command_verify(MarbreCli *cli, int argc, char **argv);
MarbreExit marbre_command_proof(MarbreCli *cli, int argc, char **argv);
MarbreExit marbre_command_verify_proof(MarbreCli *cli, int argc, char **argv);
MarbreExit marbre_command_waive(MarbreCli *cli, int argc, char **argv);
MarbreExit marbre_command_claim(MarbreCli *cli, int argc, char **argv);
MarbreExit marbre_command_publish(MarbreCli *cli, int argc, char **argv);
MarbreExit marbre_command_export(MarbreCli *cli, int argc, char **argv);
MarbreExit marbre_command_spike(MarbreCli *cli, int argc, char **argv);
MarbreExit marbre_command_restore(MarbreCli *cli, int argc, char **argv);
MarbreExit marbre_command_correct(MarbreCli *cli, int argc, char **argv);
MarbreExit marbre_command_retract(MarbreCli *cli, int argc, char **argv);
MarbreExit marbre_command_history(MarbreCli *cli, int argc, char **argv);
MarbreExit marbre_command_diff(MarbreCli *cli, int argc, char **argv);
MarbreExit marbre_command_explain(MarbreCli *cli, int argc, char **argv);
MarbreExit marbre_command_hook(MarbreCli *cli, int argc, char **argv);
MarbreExit marbre_command_doctor(MarbreCli *cli, int argc, char **argv);
MarbreExit marbre_command_workflow(MarbreCli *cli, int argc, char **argv);
MarbreExit marbre_command_plugin(MarbreCli *cli, int argc, char **argv);
MarbreExit marbre_command_term(MarbreCli *cli, int argc, char **argv);
MarbreExit marbre_command_uses(MarbreCli *cli, int argc, char **argv);
MarbreExit marbre_command_people(MarbreCli *cli, int argc, char **argv);
MarbreExit marbre_command_whoami(MarbreCli *cli, int argc, char **argv);

MarbreExit marbre_command_complete(MarbreCli *cli, int argc, char **argv);
MarbreExit marbre_command_manual(MarbreCli *cli, int argc, char **argv);
MarbreExit marbre_command_help(MarbreCli *cli, int argc, char **argv);

/* The verbs of those that have several, each ending with one that has no name. Where `run` is NULL
   the command itself reads which it is. */
extern MarbreVerb marbre_claim_verbs[];
extern MarbreVerb marbre_hook_verbs[];
extern MarbreVerb marbre_workflow_verbs[];
extern MarbreVerb marbre_plugin_verbs[];
extern MarbreVerb marbre_term_verbs[];
extern MarbreVerb marbre_people_verbs[];

/** `marbre` alone. */
MarbreExit marbre_command_morning(MarbreCli *cli, int argc, char **argv);

/** Release everything that the run opened. */
void marbre_cli_clear(MarbreCli *cli);
