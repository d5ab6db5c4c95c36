/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "cli/cli.h"

/* A workflow as a picture. */

/** For a terminal, from top to bottom, with what each stage asks for. (transfer full) */
char *marbre_workflow_drawing(const MarbreCli *cli, const MarbreWorkflow *workflow);

/** For Graphviz, or for Mermaid: stages, and the ways between them. (transfer full) */
char *marbre_workflow_graph(const MarbreWorkflow *workflow, const char *lang, bool mermaid);
