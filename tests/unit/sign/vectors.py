# SPDX-License-Identifier: LGPL-2.1-or-later
"""How data/*.sig were made: signatures by keys of each kind, and ones that must not be taken.

    python3 vectors.py DIR      needs ssh-keygen and python3-cryptography; keys are thrown away
"""
import base64
import hashlib
import pathlib
import struct
import subprocess
import sys
import tempfile

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

MESSAGE = b"Le conseil municipal a vote le budget.\n"
PURPOSE = "marbre-test@v1"
APPLICATION = b"ssh:"


def field(data):
    return struct.pack(">I", len(data)) + data


def number(value):
    return field(value.to_bytes(value.bit_length() // 8 + 1, "big"))


def data_of(purpose, hash_name, reserved=b""):
    digest = hashlib.new(hash_name, MESSAGE).digest()
    return (b"SSHSIG" + field(purpose.encode()) + field(reserved) + field(hash_name.encode())
            + field(digest))


def wrap(key, signature, purpose=PURPOSE, hash_name="sha512", reserved=b"", version=1, tail=b""):
    return (b"SSHSIG" + struct.pack(">I", version) + field(key) + field(purpose.encode())
            + field(reserved) + field(hash_name.encode()) + field(signature) + tail)


def armour(blob):
    text = base64.b64encode(blob).decode()
    lines = [text[i:i + 70] for i in range(0, len(text), 70)]
    return "\n".join(["-----BEGIN SSH SIGNATURE-----", *lines, "-----END SSH SIGNATURE-----", ""])


def by_ssh_keygen(out):
    """Real ones, as people make them."""
    kinds = {"ed25519": ["-t", "ed25519"], "rsa": ["-t", "rsa", "-b", "2048"],
             "ecdsa256": ["-t", "ecdsa", "-b", "256"], "ecdsa384": ["-t", "ecdsa", "-b", "384"],
             "ecdsa521": ["-t", "ecdsa", "-b", "521"], "weak": ["-t", "rsa", "-b", "1024"],
             "sha256": ["-t", "ed25519"], "elsewhere": ["-t", "ed25519"]}
    with tempfile.TemporaryDirectory() as folder:
        for name, options in kinds.items():
            key = pathlib.Path(folder, name)
            subprocess.run(["ssh-keygen", "-q", *options, "-N", "", "-C", name, "-f", key],
                           check=True)
            purpose = "git" if name == "elsewhere" else PURPOSE
            more = ["-O", "hashalg=sha256"] if name == "sha256" else []
            made = subprocess.run(["ssh-keygen", "-q", "-Y", "sign", "-n", purpose, *more, "-f",
                                   key], input=MESSAGE, stdout=subprocess.PIPE, check=True)
            (out / f"{name}.sig").write_bytes(made.stdout)


def by_hand(out):
    """Tokens, which no test has in its pocket, and what nobody honest makes."""
    private = ed25519.Ed25519PrivateKey.generate()
    public = private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    plain = field(b"ssh-ed25519") + field(public)

    def ed(data):
        return field(b"ssh-ed25519") + field(private.sign(data))

    good = ed(data_of(PURPOSE, "sha512"))
    made = {
        "reserved": wrap(plain, ed(data_of(PURPOSE, "sha512", b"x")), reserved=b"x"),
        "sha1": wrap(plain, ed(data_of(PURPOSE, "sha1")), hash_name="sha1"),
        "version": wrap(plain, good, version=2),
        "trailing": wrap(plain, good, tail=b"\0"),
        "signature-tail": wrap(plain, good + b"\0"),
        "truncated": wrap(plain, good)[:-7],
        "other-kind": wrap(plain, field(b"ecdsa-sha2-nistp256") + good[15:]),
        "short": wrap(plain, field(b"ssh-ed25519") + field(private.sign(b"")[:63])),
        "other-words": wrap(plain, ed(data_of(PURPOSE, "sha512") + b"x")),
    }
    token_ed = field(b"sk-ssh-ed25519@openssh.com") + field(public) + field(APPLICATION)
    curve = ec.generate_private_key(ec.SECP256R1())
    point = curve.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    token_ec = (field(b"sk-ecdsa-sha2-nistp256@openssh.com") + field(b"nistp256") + field(point)
                + field(APPLICATION))

    def touched(flags):
        said = bytes([flags]) + struct.pack(">I", 7)
        digest = hashlib.sha256(data_of(PURPOSE, "sha512")).digest()
        return said, hashlib.sha256(APPLICATION).digest() + said + digest

    for name, flags in (("", 0x01), ("-untouched", 0x00), ("-verified", 0x05)):
        said, data = touched(flags)
        made["sk-ed25519" + name] = wrap(
            token_ed, field(b"sk-ssh-ed25519@openssh.com") + field(private.sign(data)) + said)
        r, s = decode_dss_signature(curve.sign(data, ec.ECDSA(hashes.SHA256())))
        made["sk-ecdsa" + name] = wrap(
            token_ec,
            field(b"sk-ecdsa-sha2-nistp256@openssh.com") + field(number(r) + number(s)) + said)
    said, data = touched(0x01)
    made["sk-counter"] = wrap(token_ed, field(b"sk-ssh-ed25519@openssh.com")
                              + field(private.sign(data)) + b"\x01" + struct.pack(">I", 8))
    old = rsa.generate_private_key(65537, 2048)
    numbers = old.public_key().public_numbers()
    rsa_key = field(b"ssh-rsa") + number(numbers.e) + number(numbers.n)
    data = data_of(PURPOSE, "sha512")
    for name, digest in (("ssh-rsa", hashes.SHA1()), ("rsa-sha2-256", hashes.SHA256())):
        made[name] = wrap(rsa_key, field(name.encode())
                          + field(old.sign(data, padding.PKCS1v15(), digest)))
    for name, blob in made.items():
        (out / f"{name}.sig").write_text(armour(blob))


def main():
    out = pathlib.Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    (out / "message").write_bytes(MESSAGE)
    by_ssh_keygen(out)
    by_hand(out)


main()
