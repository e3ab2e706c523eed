"""One Java with every client in it, asked for many things at once: java/*.java."""

import itertools
import json
import subprocess
import threading
from concurrent.futures import Future
from pathlib import Path


class Actor:
    """Lives as long as the `with`. `rig` gives it its network, its secrets and the folder it keeps things in."""

    def __init__(self, rig, classes, heap=1500):
        self.rig, self.ids, self.open, self.lock = rig, itertools.count(), {}, threading.Lock()
        self.scratch = rig.work / "clients"
        self.scratch.mkdir()
        self.errors = (rig.work / "clients.stderr").open("wb")
        self.log = rig.work / "clients.log"
        settings = Path(__file__).with_name("log4j2.properties")
        command = [
            "java", f"-Xmx{heap}m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", f"-Djdk.net.hosts.file={rig.hosts}",
            "-Djava.net.preferIPv4Stack=true", "-Djava.awt.headless=true", f"-Djava.io.tmpdir={self.scratch}", f"-Drig.log={self.log}",
            f"-Dlog4j.configurationFile={settings}", f"-Dlog4j2.configurationFile={settings}",
            "-cp", f"{classes}:{rig.classes}:{rig.jars}/*", "Actor"]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.errors, cwd=self.scratch, start_new_session=True)
        threading.Thread(target=self.listen, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        self.errors.close()

    def listen(self):
        for line in self.process.stdout:
            answer = json.loads(line)
            self.open.pop(answer["id"]).set_result(dict(answer["steps"]))
        for waiting in list(self.open.values()):
            waiting.set_exception(AssertionError(f"the clients ended: {self.last_words()}"))

    def order(self, do, /, **what):
        """Will be the steps that were taken, each with `ok` or the class and message of what was thrown."""
        number, answer = next(self.ids), Future()
        self.open[number] = answer
        with self.lock:
            self.process.stdin.write(json.dumps({"id": number, "do": do, **what}).encode() + b"\n")
            self.process.stdin.flush()
        return answer

    def last_words(self):
        errors = (self.rig.work / "clients.stderr").read_text(errors="replace")
        return "\n".join(errors.splitlines()[-15:])
