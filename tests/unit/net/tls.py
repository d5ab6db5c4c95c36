# SPDX-License-Identifier: LGPL-2.1-or-later
"""Fetching by https: marbre-fetch believes a certificate of an authority that this machine trusts, for
the name that was asked, and no other.

The authority is made here and trusted in a mount namespace of the test's own, where its certificate
lies over the machine's list: skipped where there is no such list, or no namespace to be had.
"""
import os
import socket
import ssl
import subprocess
import sys
import tempfile
import threading

TRUSTED = "/etc/ssl/certs/ca-certificates.crt"
BODY = "des mots venus par TLS"
fetch = os.environ["MARBRE_FETCH"]
count = 0


def skip(why):
    print(f"1..0 # SKIP {why}")
    sys.exit(0)


def check(what, good, said):
    global count
    count += 1
    print(f"{'ok' if good else 'not ok'} {count} - {what}")
    if not good:
        print(f"# {said}")


def openssl(*words):
    subprocess.run(["openssl", *words], check=True, capture_output=True)


def make_certificate(folder, name, host, authority):
    """A key and a certificate, signed by `authority`, or by itself."""
    key, asked, made = (os.path.join(folder, name + end) for end in (".key", ".csr", ".pem"))
    openssl("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", key)
    if authority is None:
        openssl("req", "-x509", "-new", "-key", key, "-subj", f"/CN={name}", "-days", "2",
                "-addext", "keyUsage=critical,keyCertSign", "-out", made)
        return
    openssl("req", "-new", "-key", key, "-subj", f"/CN={host}", "-out", asked)
    extension = os.path.join(folder, name + ".ext")
    with open(extension, "w", encoding="utf-8") as file:
        file.write(f"subjectAltName=DNS:{host}\n")
    first = os.path.join(folder, authority)
    openssl("x509", "-req", "-in", asked, "-CA", first + ".pem", "-CAkey", first + ".key",
            "-CAcreateserial", "-days", "2", "-extfile", extension, "-out", made)


class Server(threading.Thread):
    """One answer to one client, over TLS."""

    def __init__(self, folder, name):
        super().__init__(daemon=True)
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(*(os.path.join(folder, name + end) for end in (".pem", ".key")))
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = self.listening.getsockname()[1]
        self.asked = b""
        self.start()

    def run(self):
        plain, _ = self.listening.accept()
        try:
            with self.context.wrap_socket(plain, server_side=True) as client:
                while b"\r\n\r\n" not in self.asked:
                    self.asked += client.recv(4096)
                body = BODY.encode()
                client.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: "
                               + str(len(body)).encode() + b"\r\nConnection: close\r\n\r\n" + body)
        except OSError:
            pass  # who does not believe us hangs up


def request(address):
    """GET without headers and body, as marbre-fetch reads it: a GVariant (ssa(ss)ay)."""
    method, place = b"GET\0", address.encode() + b"\0"
    ends = (len(method) + len(place), len(method) + len(place), len(method))
    return method + place + bytes(ends)


def ask(folder, authority, server):
    """(why not, what came) in a namespace where `authority` is all that is trusted."""
    script = 'mount --bind "$0" "$1" && exec "$2"'
    words = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script,
             os.path.join(folder, authority + ".pem"), TRUSTED, fetch]
    done = subprocess.run(words, input=request(f"https://localhost:{server.port}/mots"),
                          capture_output=True)
    why, _, rest = done.stdout.partition(b"\0")
    return why.decode(errors="replace") or done.stderr.decode(errors="replace"), rest


def main():
    if not os.path.isfile(TRUSTED):
        skip(f"there is no {TRUSTED}")
    try:
        tried = subprocess.run(["unshare", "--user", "--map-root-user", "--mount", "mount", "--bind",
                                TRUSTED, TRUSTED], capture_output=True)
        openssl("version")
    except (OSError, subprocess.CalledProcessError) as error:
        skip(str(error))
    if tried.returncode != 0:
        skip("no mount namespace can be had")
    with tempfile.TemporaryDirectory(prefix="marbre-tls-") as folder:
        make_certificate(folder, "ours", "", None)
        make_certificate(folder, "others", "", None)
        make_certificate(folder, "right", "localhost", "ours")
        make_certificate(folder, "elsewhere", "elsewhere.example", "ours")

        server = Server(folder, "right")
        why, came = ask(folder, "ours", server)
        check("a trusted authority, the right name", BODY.encode() in came, why)
        check("the request comes through", server.asked.startswith(b"GET /mots HTTP/1.1"),
              server.asked)
        for what, authority, name in (
                ("an authority that nobody trusts", "others", "right"),
                ("a certificate for another name", "ours", "elsewhere")):
            server = Server(folder, name)
            why, came = ask(folder, authority, server)
            check(f"{what}: nothing is fetched", BODY.encode() not in came, came)
            check(f"{what}: it says so", "certificate" in why, why)
            check(f"{what}: nothing was asked", server.asked == b"", server.asked)
    print(f"1..{count}")


main()
