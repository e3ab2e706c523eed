"""Certificates as Strimzi's operators make them, by openssl, in Secrets that are folders."""

import secrets
import subprocess
from pathlib import Path


class Authority:
    """A certificate authority of its own; `folder` is kept by whoever made it."""

    def __init__(self, folder, name):
        folder.mkdir(parents=True, exist_ok=True)
        self.key, self.certificate = folder / "ca.key", folder / "ca.crt"
        self.sign(self.key, self.certificate, f"/O=io.strimzi/CN={name}", ["basicConstraints=critical,CA:true"], None)

    def issue(self, folder, name, subject, hosts=(), addresses=()):
        """`<name>.crt` and `<name>.key` in `folder`, for the names and addresses given."""
        names = [f"DNS:{host}" for host in hosts] + [f"IP:{address}" for address in addresses]
        extensions = ["basicConstraints=critical,CA:false", *([f"subjectAltName={','.join(names)}"] if names else [])]
        folder.mkdir(parents=True, exist_ok=True)
        self.sign(folder / f"{name}.key", folder / f"{name}.crt", subject, extensions, self)

    @staticmethod
    def sign(key, certificate, subject, extensions, signer):
        command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-noenc", "-days", "2",
                   "-subj", subject, "-keyout", key, "-out", certificate]
        for extension in extensions:
            command += ["-addext", extension]
        if signer:
            command += ["-CA", signer.certificate, "-CAkey", signer.key]
        said = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
        if said.returncode:
            raise AssertionError(f"openssl made no certificate for {subject}: {said.stderr}")


def keystore(folder, name):
    """`<name>.p12` beside certificate and key, locked with what `<name>.password` says."""
    command = ["openssl", "pkcs12", "-export", "-in", folder / f"{name}.crt", "-inkey", folder / f"{name}.key", "-name", name,
               "-out", folder / f"{name}.p12", "-passout", f"file:{folder / f'{name}.password'}"]
    said = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if said.returncode:
        raise AssertionError(f"openssl made no keystore of {name}: {said.stderr}")


class Secrets:
    """Secrets as folders: `<namespace>/<name>/<key>`, where rig/Secrets.java reads them."""

    def __init__(self, folder: Path):
        self.folder = folder

    def path(self, namespace, name):
        return self.folder / namespace / name

    def put(self, namespace, name, **keys):
        self.path(namespace, name).mkdir(parents=True, exist_ok=True)
        for key, text in keys.items():
            (self.path(namespace, name) / key).write_text(text)

    @staticmethod
    def password():
        return secrets.token_urlsafe(24)
