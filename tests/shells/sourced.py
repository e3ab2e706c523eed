"""The block of kafka-env as a shell runs it: rendered by Jinja2, sourced by a script, on a host that is made up."""

import os
import shutil
import subprocess
from pathlib import Path

import jinja2

SHELLS = [["bash"], ["bash", "--posix"], ["dash"], ["busybox", "sh"]]
# With BusyBox's shell its own tools too: another awk, another stat.
TOOLS = ["awk", "cat", "cmp", "cp", "id", "mktemp", "mv", "readlink", "rm", "stat", "tail", "tr", "wc"]

# A host is a folder: what its `hostname` prints stands in files, and beside them is its server.properties.
HOSTNAME = """#!/bin/sh
cat >/dev/null # as a careless program may: the input is the script's
case ${1-} in -I) cat "$HOST/all" ;; -i) cat "$HOST/one" ;; -f) cat "$HOST/name" ;; *) exit 64 ;; esac
"""


def rendered(block):
    """As Ambari does it; the folder is a variable of the shell here, so that one rendering serves every host."""
    text = jinja2.Environment().from_string(block).render(conf_dir="$HOST")
    # Jinja drops the last newline, and nothing else may differ.
    assert text + "\n" == block.replace("{{conf_dir}}", "$HOST"), "Jinja2 changed the block"
    return text


class Bench:
    """A folder of hosts and the commands to source the block on them."""

    def __init__(self, work, block):
        self.work = Path(work)
        self.bin = self.work / "bin"
        self.bin.mkdir()
        (self.bin / "hostname").write_text(HOSTNAME)
        (self.bin / "hostname").chmod(0o755)
        self.applets = self.work / "applets"
        self.applets.mkdir()
        for tool in TOOLS:
            (self.applets / tool).symlink_to(shutil.which("busybox"))
        self.env = self.work / "kafka-env.sh"
        self.env.write_text(rendered(block))

    def host(self, name, properties, all="10.10.0.5\n", one="10.10.0.5\n", own="wn0-kafka.internal\n"):
        folder = self.work / name
        folder.mkdir(mode=0o755)
        bytes_of = lambda text: text if isinstance(text, bytes) else text.encode()
        for file, text in [("all", all), ("one", one), ("name", own), ("server.properties", properties)]:
            (folder / file).write_bytes(bytes_of(text))
        return folder

    def run(self, shell, script, host=None, arguments=(), **more):
        """`script` with $ENV, the rendered block, and $HOST, the folder of the host."""
        path = [self.bin, *([self.applets] if "busybox" in shell else []), os.environ["PATH"]]
        environment = {"PATH": ":".join(map(str, path)), "ENV_FILE": str(self.env), "HOST": str(host or self.work)}
        return subprocess.run([*shell, *more.pop("options", ()), "-c", script, "script", *map(str, arguments)], env=environment,
                              stdin=subprocess.DEVNULL, capture_output=True, cwd=self.work, **more)

    def source(self, shell, host, times=1, **more):
        return self.run(shell, "set -eu; " + '. "$ENV_FILE"; ' * times, host, **more)


def block_of(folder, subnet, *listeners):
    """The block of a blueprint with this subnet and these listeners, by the real program."""
    program, listed = os.environ["STREAMWRIGHT_PROGRAM"], "".join(
        f"      l{n}: {{protocol: {protocol}, port: {port}, advertise: {how}}}\n" for n, (protocol, port, how) in enumerate(listeners))
    network = ".".join(subnet.split(".")[:2]) + ".0.0/16"
    blueprint = Path(folder) / "blueprint.yaml"
    blueprint.write_text(f"""apiVersion: streamwright/v1alpha1
kind: Blueprint
metadata: {{name: block}}
versions: {{hdinsight: "5.1"}}
networks: {{vnet: {{location: westeurope, addressSpace: [{network}], subnets: {{default: {{addressPrefix: {subnet}}}}}}}}}
kafka:
  hdi:
    provider: hdinsight
    clusterName: kafka-hdi
    subnet: vnet/default
    brokers: {{wn0-kafka: {subnet.split('/')[0].rsplit('.', 1)[0]}.5}}
    listeners:
{listed}""")
    out = Path(folder) / "out"
    subprocess.run([program, "build", str(blueprint), "--out", str(out)], check=True, capture_output=True)
    return (out / "ambari/default/hdi/kafka-env.patch.sh").read_text()
