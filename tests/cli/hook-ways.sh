#!/usr/bin/env bash
# SPDX-License-Identifier: LGPL-2.1-or-later
# Whichever way a push comes, it is judged alike: over http and ssh, from clones that lack most of
# history or most of the files.
. "$(dirname "$0")/lib.sh"
newsroom
root=$(git rev-list --max-parents=0 HEAD)
hub=$work/hub.git
git clone -q --bare --template= . "$hub"
for setting in marbre.trust="$root" http.receivepack=true uploadpack.allowFilter=true; do
    git -C "$hub" config "${setting%%=*}" "${setting#*=}"
done
mkdir -p "$hub/hooks"
printf '#!/bin/sh\nexec marbre hook pre-receive\n' >"$hub/hooks/pre-receive"
chmod +x "$hub/hooks/pre-receive"
start=$(git rev-parse HEAD)
as hugo

# The server as it was at the beginning, so that clones begin there.
again() {
    git -C "$hub" update-ref refs/heads/main "$start"
}

# both WAY CLONE URL: words of a draft come in from this clone, and a record by hand does not.
both() {
    local way=$1
    cd "$2" || exit 1
    git reset -q --hard "$start"
    again
    echo "Un mot." >>$market/index.fr.md
    git commit -qam Mot
    status 0 git push -q "$3" HEAD:main
    is "$way: words of a draft are taken" "$(git rev-parse HEAD)" "$(git -C "$hub" rev-parse main)"
    echo "stage: published" >$market/state.yaml
    git add -A
    git commit -qm Hop
    status 1 git push -q "$3" HEAD:main
    contains "$way: a record by hand is not" "(marbre/bad-state)" "$err"
    cd "$work/newsroom" || exit 1
}

both "by path" "$work/newsroom" "$hub"
again
git clone -q --depth 1 "file://$hub" "$work/shallow"
is "a clone without old commits" true "$(git -C "$work/shallow" rev-parse --is-shallow-repository)"
both "from a clone whose history ends early" "$work/shallow" "file://$hub"
again
git clone -q --filter=blob:none "file://$hub" "$work/partial"
is "a clone without old files" true "$(git -C "$work/partial" config remote.origin.promisor)"
both "from a clone that lacks files" "$work/partial" origin

# --- http ------------------------------------------------------------------------------------------
cat >"$work/server.py" <<'PYTHON'
"""git http-backend, and nothing else, on a port of its own that is written to the first argument."""
import http.server, os, subprocess, sys, urllib.parse

class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        url = urllib.parse.urlsplit(self.path)
        names = {'REQUEST_METHOD': self.command, 'PATH_INFO': url.path, 'QUERY_STRING': url.query,
                 'CONTENT_TYPE': self.headers.get('Content-Type', ''),
                 'HTTP_CONTENT_ENCODING': self.headers.get('Content-Encoding', ''),
                 'GIT_PROJECT_ROOT': sys.argv[2], 'GIT_HTTP_EXPORT_ALL': '1', 'REMOTE_ADDR': '127.0.0.1'}
        size = int(self.headers.get('Content-Length') or 0)
        done = subprocess.run(['git', 'http-backend'], input=self.rfile.read(size),
                              env={**os.environ, **names, 'CONTENT_LENGTH': str(size)}, stdout=subprocess.PIPE)
        head, _, body = done.stdout.partition(b'\r\n\r\n')
        lines = dict(line.decode().split(': ', 1) for line in head.split(b'\r\n') if b': ' in line)
        self.send_response(int(lines.pop('Status', '200').split()[0]))
        for name, value in lines.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
    do_POST = do_GET
    def log_message(self, *words):
        pass

server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
with open(sys.argv[1] + '.part', 'w') as file:
    file.write(str(server.server_address[1]))
os.rename(sys.argv[1] + '.part', sys.argv[1])
server.serve_forever()
PYTHON
# waited FILE: until the server that was started last has written it, or has ended.
waited() {
    until [ -s "$1" ]; do
        kill -0 "${servers[-1]}" 2>/dev/null || return 1
        sleep 0.05
    done
}
servers=()
trap 'kill "${servers[@]}" 2>/dev/null; cleanup' EXIT
if [ -x "$(git --exec-path)/git-http-backend" ] && [ -x "$(git --exec-path)/git-remote-http" ]; then
    python3 "$work/server.py" "$work/port" "$work" &
    servers+=($!)
    waited "$work/port"
    both "over http" "$work/newsroom" "http://127.0.0.1:$(cat "$work/port")/hub.git"
else
    skip "over http" "this git has no http-backend"
fi

# --- ssh -------------------------------------------------------------------------------------------
# A server of its own: a machine's may not be there, and would want its accounts.
cat >"$work/shell.py" <<'PYTHON'
"""What is asked over ssh is run, for whoever has the key of the second argument; the port is
written to the first."""
import asyncio, os, subprocess, sys
import asyncssh

async def serve(asked):
    pipe = subprocess.PIPE
    done = subprocess.Popen(asked.command, shell=True, stdin=pipe, stdout=pipe, stderr=pipe)
    await asked.redirect(done.stdin, done.stdout, done.stderr)
    await asked.stdout.drain()
    asked.exit(await asyncio.get_running_loop().run_in_executor(None, done.wait))

async def main():
    server = await asyncssh.listen(
        '127.0.0.1', 0, server_host_keys=[asyncssh.generate_private_key('ssh-ed25519')],
        authorized_client_keys=sys.argv[2], process_factory=serve, encoding=None)
    with open(sys.argv[1] + '.part', 'w') as file:
        file.write(str(server.sockets[0].getsockname()[1]))
    os.rename(sys.argv[1] + '.part', sys.argv[1])
    await server.wait_closed()

asyncio.run(main())
PYTHON
if /usr/bin/python3 -W ignore -c 'import asyncssh' 2>/dev/null && command -v ssh >/dev/null; then
    ssh-keygen -q -t ed25519 -N '' -f "$work/key"
    /usr/bin/python3 -W ignore "$work/shell.py" "$work/ssh" "$work/key.pub" &
    servers+=($!)
    waited "$work/ssh"
    export GIT_SSH_COMMAND="ssh -q -F none -i $work/key -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null"
    both "over ssh" "$work/newsroom" "ssh://$(id -un)@127.0.0.1:$(cat "$work/ssh")$hub"
else
    skip "over ssh" "there is no ssh, or no asyncssh for python3"
fi
finish
