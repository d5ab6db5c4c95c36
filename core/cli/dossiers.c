/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/dossiers.h"

MarbreOverview *
marbre_cli_overview(MarbreCli *cli,
                    MarbreNewsroom *tip,
                    const char *folder,
                    const MarbrePerson *actor,
                    GError **error)
{
    MarbreSession session = cli->session;
    session.store = cli->store;
    session.pool = marbre_cli_pool(cli);
    session.kept = marbre_cli_kept(cli);
    session.lang = cli->lang;
    return marbre_overview_new(&session, tip, cli->files, folder, actor, error);
}
