"""Hosts of two virtual networks and the peering between them, out of Linux namespaces.

All of it is made inside namespaces `unshare` made for this process: nothing meets another run, and nothing is left over.
"""

import subprocess
from pathlib import Path

ETC = ("hosts", "nsswitch.conf", "resolv.conf")


def ip(*words):
    subprocess.run(["ip", *words], check=True)


class Host:
    """A machine: its own interfaces, host name and files of name resolution."""

    def __init__(self, name, etc):
        self.name = name
        self.holder = subprocess.Popen(
            ["unshare", "--net", "--uts", "--mount", "sh", "-c", "echo made; exec sleep infinity"],
            stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True)
        if self.holder.stdout.readline() != "made\n":
            raise SystemExit(f"no namespaces could be made for {name}")
        self.run("hostname", name)
        for file in ETC:
            self.run("mount", "--bind", str(etc / file), f"/etc/{file}")
        self.run("ip", "link", "set", "lo", "up")

    def command(self, *words):
        return ["nsenter", "--target", str(self.holder.pid), "--net", "--uts", "--mount", *words]

    def run(self, *words):
        done = subprocess.run(self.command(*words), stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True, check=True)
        return done.stdout.strip()


def etc(folder, hosts):
    """Name resolution by one file and no server: what it does not hold, nobody on that host can resolve."""
    folder.mkdir(parents=True)
    lines = ["127.0.0.1 localhost", *(f"{address} {name} {name.split('.')[0]}" for name, address in hosts.items())]
    (folder / "hosts").write_text("\n".join(lines) + "\n")
    (folder / "nsswitch.conf").write_text("hosts: files\n")
    (folder / "resolv.conf").write_text("")
    return folder


class Network:
    """The HDInsight subnet with its hosts, and an AKS node behind a peering. This process is the fabric between them."""

    def __init__(self, work, subnet, hosts, node_subnet, node):
        self.work = Path(work)
        known = etc(self.work / "etc-hdinsight", hosts)
        unknown = etc(self.work / "etc-aks", {})
        ip("link", "set", "lo", "up")
        ip("link", "add", "name", "hdinsight", "type", "bridge")
        ip("address", "add", f"{subnet[1]}/{subnet.prefixlen}", "dev", "hdinsight")
        ip("link", "set", "hdinsight", "up")
        self.hosts = {}
        for number, (name, address) in enumerate(hosts.items()):
            host = Host(name, known)
            # What else a host may have, before the address that counts: a container engine's bridge, an alias, IPv6.
            host.run("ip", "link", "add", "name", "docker0", "type", "bridge")
            host.run("ip", "address", "add", "172.17.0.1/16", "dev", "docker0")
            host.run("ip", "link", "set", "docker0", "up")
            host.run("ip", "address", "add", f"10.10.9.{number + 1}/32", "dev", "lo")
            self.plug(host, f"port{number}", f"{address}/{subnet.prefixlen}", subnet[1])
            host.run("ip", "-6", "address", "add", f"fd00:10:10::{number + 5}/64", "dev", "eth0", "nodad")
            ip("link", "set", f"port{number}", "master", "hdinsight")
            self.hosts[name] = host
        self.node = Host("aks-node", unknown)
        self.plug(self.node, "peering", f"{node}/{node_subnet.prefixlen}", node_subnet[1])
        ip("address", "add", f"{node_subnet[1]}/{node_subnet.prefixlen}", "dev", "peering")
        Path("/proc/sys/net/ipv4/ip_forward").write_text("1")

    @staticmethod
    def plug(host, port, address, gateway):
        ip("link", "add", "name", port, "type", "veth", "peer", "name", "eth0", "netns", str(host.holder.pid))
        ip("link", "set", port, "up")
        host.run("ip", "address", "add", address, "dev", "eth0")
        host.run("ip", "link", "set", "eth0", "up")
        host.run("ip", "route", "add", "default", "via", str(gateway))
