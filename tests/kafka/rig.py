"""One Java with real Kafka in it, asked line by line: what can be asked for is told in rig/*.java."""

import json
import os
import select
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

SOURCES = Path(__file__).parent / "rig"


class Refused(Exception):
    """What Kafka answered instead: `causes` is a list of class and message, the outermost first."""

    def __init__(self, causes):
        self.causes = causes
        super().__init__("; ".join(f"{each['class']}: {each['message']}" for each in causes))


class Rig:
    """Lives as long as the `with`; its folder and everything started in it end with it."""

    def __init__(self, jars, classes, keep=False, heap=1200, logging=SOURCES / "log4j2.properties"):
        self.jars, self.classes, self.keep, self.heap, self.logging = jars, classes, keep, heap, logging
        self.process = None

    def __enter__(self):
        self.work = Path(tempfile.mkdtemp(prefix="kafka-rig-"))
        # A network of addresses for this process alone, so that ports and names are those that are written in the manifests.
        low = int.from_bytes(os.urandom(2), "big")
        self.network = f"127.{low % 253 + 1}.{low // 253 % 255}"
        self.names, self.hosts, self.log = {}, self.work / "hosts", self.work / "log"
        self.secrets = self.work / "secrets"
        self.secrets.mkdir()
        self.log.touch()
        self.name(socket.gethostname(), "127.0.0.1")
        self.name("localhost", "127.0.0.1")
        self.seen = 0
        command = [
            "java", f"-Xmx{self.heap}m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto",
            f"-Djdk.net.hosts.file={self.hosts}", "-Dsun.net.inetaddr.ttl=0", "-Dsun.net.inetaddr.negative.ttl=0",
            "-Djava.net.preferIPv4Stack=true", "-Djava.awt.headless=true", f"-Djava.io.tmpdir={self.work}", f"-Drig.log={self.log}",
            f"-Dlog4j.configurationFile={self.logging}", f"-Dlog4j2.configurationFile={self.logging}",
            "-cp", f"{self.classes}:{self.jars}/*", "Rig",
        ]
        self.errors = (self.work / "stderr").open("wb")
        # In a session of its own: an interrupt at the keyboard reaches it through us, when its input ends.
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.errors, cwd=self.work, start_new_session=True)
        self.rest = b""
        self.previous = signal.signal(signal.SIGTERM, lambda *_: exit(143))
        return self

    def __exit__(self, kind, value, trace):
        signal.signal(signal.SIGTERM, self.previous)
        try:
            self.process.stdin.close()
            self.process.wait(25)
        except (OSError, subprocess.TimeoutExpired):
            pass
        finally:
            self.process.kill()
            self.process.wait()
            self.errors.close()
        if kind and self.keep:
            print(f"kept: {self.work}")
        else:
            shutil.rmtree(self.work, ignore_errors=True)

    def name(self, host, address):
        """Lets `host` be `address` for everything in this process; it knows no other names."""
        self.names[host] = address
        self.hosts.write_text("".join(f"{address} {host}\n" for host, address in self.names.items()))

    def ask(self, do, /, seconds=180, **what):
        """The answer of one deed; `Refused` where Kafka refused it, `AssertionError` where there was no answer in time."""
        self.seen = self.log.stat().st_size
        try:
            self.process.stdin.write(json.dumps({"do": do, **what}).encode() + b"\n")
            self.process.stdin.flush()
            answer = json.loads(self.line(time.monotonic() + seconds, do))
        except BrokenPipeError:
            raise AssertionError(f"the rig is gone: {self.last_words()}") from None
        if "error" in answer:
            raise Refused(answer["error"])
        return answer["ok"]

    def line(self, deadline, do):
        while b"\n" not in self.rest:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([self.process.stdout], [], [], left)[0]:
                raise AssertionError(f"no answer to `{do}` in time: {self.last_words()}")
            read = os.read(self.process.stdout.fileno(), 1 << 20)
            if not read:
                raise AssertionError(f"the rig ended over `{do}`: {self.last_words()}")
            self.rest += read
        line, self.rest = self.rest.split(b"\n", 1)
        return line

    def said(self):
        """The warnings and errors that Kafka logged since the last request began."""
        with self.log.open(errors="replace") as log:
            log.seek(self.seen)
            return log.read()

    def last_words(self):
        texts = [(self.work / "stderr").read_text(errors="replace"), self.said()]
        return "\n".join(line for text in texts for line in text.splitlines()[-15:])
