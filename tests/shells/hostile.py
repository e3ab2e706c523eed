"""hostile.py COUNT: COUNT made-up values through the block, in every shell: none is run, none is changed.

Values stand in server.properties, in what `hostname` prints, and in `listeners`. The expected file is worked out by
properties.py, which shares nothing with the block.
"""

import os
import random
import sys
import tempfile
import time
from pathlib import Path

from properties import advertised, chosen, kept, last, lines_of, key_value
from sourced import SHELLS, Bench, block_of

SUBNET = "10.10.0.0/24"
PER_HOST = 80
PIECES = [
    b"'", b'"', b"\\", b"\\\\", b"`touch \"$HOST/ran\"`", b"$(touch \"$HOST/ran\")", b"${HOST}", b"$HOME", b"$((1/0))", b"\r", b"\t",
    b"\f", b"#", b"!", b"=", b":", b" ", b"*", b"?", b"~", b";touch \"$HOST/ran\";", b"|", b"&", b"%s%n", b"\x01", b"\x7f", b"\x1b[2J",
    b"\xff\xfe", b"\xc3\x28", b"\xe2\x80\xa8", "é".encode(), b"{{ conf_dir }}", b"{% if x %}", b"{# x #}", b"${#x}", b"-n", b"--", b"\\u0061",
    b"advertised.listeners=", b"advertised.port", b"listeners=A://b:1", b"EOF", b"x", b"10.10.0.5", b"PLAINTEXT://", b",", b"\\\n",
]
ADDRESSES = [
    "10.10.0.5", "10.10.0.255", "10.10.0.0", "10.9.255.255", "10.10.1.0", "172.17.0.1", "127.0.0.1", "010.10.0.5", "10.10.0.05", "10.10.0.256",
    "10.10.0.99999999999999999999", "10.10.0", "10.10.0.5.6", "10.10..5", ".10.10.0.5", "10.10.0.5.", "fd00::5", "::ffff:10.10.0.7", "0x0a.10.0.5",
    "$(touch${IFS}$HOST/ran)", "`id`", "*", "-e", "10.10.0.-5", "10.10.0.5;id", "4294967296.0.0.1", "168427525", "", "\x1b[2J", "10.10.0.+5",
]
LISTENERS = [
    b"PLAINTEXT://0.0.0.0:9092", b"plaintext://:9092", b"SSL://wn0:9093", b"SSL://[::]:9093", b"CLIENT://0.0.0.0:9094", b"SASL_SSL://wn0-kafka:9094",
    b"PLAINTEXT\\://0.0.0.0\\:9092", b" PLAINTEXT://0.0.0.0:9092 ", b"", b"CLIENT://10.10.0.9:1",
]
KEYS = [b"advertised.listeners", b"advertised.port", b"advertised.host.name", b" advertised.listeners ", b"advertised.listenersx", b"#advertised.port",
        b"x.advertised.listeners", b"log.dirs", b"listener.security.protocol.map", b"\tadvertised.port"]
WANTED = {"told": {b"PLAINTEXT"}, "missing": b"PLAINTEXT://:9092,SSL://:9093"}


def text(pick):
    return b"".join(pick.choice(PIECES) for _ in range(pick.randrange(1, 7)))


def content(pick, count):
    """A file that holds `count` values, with `listeners` where Ambari has them or not."""
    lines = []
    for number in range(count):
        key = pick.choice([b"key.%d" % number, pick.choice(KEYS), text(pick).split(b"\n")[0]])
        lines.append(key + pick.choice([b"=", b" = ", b":", b" ", b""]) + text(pick))
    if pick.random() < 0.9:
        listeners = b",".join(pick.choice(LISTENERS) for _ in range(pick.randrange(1, 4)))
        lines.append(b"listeners=" + (listeners if pick.random() < 0.9 else text(pick)))
    if pick.random() < 0.5:
        lines.append(b"advertised.listeners=" + b",".join(pick.choice(LISTENERS) for _ in range(2)))
    if pick.random() < 0.9:
        pick.shuffle(lines)
    if pick.random() < 0.02:
        lines.append(b"\0")
    return pick.choice([b"\n", b"\n", b"\n", b"\r\n"]).join(lines) + pick.choice([b"", b"\n", b"\n    ", b"\\", b"\\\n", b"\r\n"])


def hosts(bench, pick, count):
    made = []
    for number in range(-(-count // PER_HOST)):
        all = " ".join(pick.choice(ADDRESSES) for _ in range(pick.randrange(4, 20)))
        one = " ".join(pick.choice(ADDRESSES) for _ in range(pick.randrange(3)))
        own = pick.choice(["wn0-kafka.internal\n", "wn0-kafka.internal\n", "$(id)\n", "a b\n", ""])
        data = content(pick, PER_HOST)
        folder = bench.host(f"host{number}", data, all + "\n", one, own)
        made.append((folder, data, advertised(data, chosen([all, one], SUBNET), **WANTED, own=own.encode().split(b"\n")[0])))
    return made


def check(folder, data, value):
    after = (folder / "server.properties").read_bytes()
    said = (folder / "said").read_bytes()
    beside = sorted(os.listdir(folder))
    assert beside == ["all", "name", "one", "said", "server.properties"], (folder.name, beside, [(folder / name).read_bytes() for name in ("said", "twice")])
    if value is None:
        assert after == data, f"{folder}: changed, and nothing fitted"
        assert said.startswith(b"streamwright: ") and said.endswith(b" is left as it is\n") and said.count(b"\n") == 1, said
        return
    line = b"advertised.listeners=" + value + b"\n"
    rest = kept(data)
    assert after.startswith(rest) and after[len(rest):].lstrip(b"\n") == line and len(after) - len(rest) - len(line) <= 2, \
        f"{folder}: {after[len(rest):]!r} is not {line!r}"
    assert last(after, b"advertised.listeners") == value, f"{folder}: Java reads {last(after, b'advertised.listeners')!r}"
    for _, found in lines_of(rest):
        key = key_value(found)[0]
        if key and key != b"advertised.listeners":
            assert last(after, key) == last(rest, key), f"{folder}: {key!r} has another value"
    assert said == (b"" if after == data else b"streamwright: " + line), said


def main():
    count, shells = int(sys.argv[1]), []
    with tempfile.TemporaryDirectory() as work:
        block = block_of(work, SUBNET, ("PLAINTEXT", 9092, "ip"), ("SSL", 9093, "hostname"))
        for number, shell in enumerate(SHELLS):
            folder = Path(work) / f"shell{number}"
            folder.mkdir()
            bench = Bench(folder, block)
            made = hosts(bench, random.Random(number), count)
            began = time.monotonic()
            # Twice each: the second time must find nothing to do.
            script = ('for HOST in "$PWD"/host*; do export HOST; . "$ENV_FILE" 2>"$HOST/said"; . "$ENV_FILE" 2>>"$HOST/twice"; '
                      'if ! [ -s "$HOST/twice" ] || cmp -s "$HOST/twice" "$HOST/said"; then rm "$HOST/twice"; fi; done; echo end')
            done = bench.run(shell, script)
            assert done.returncode == 0 and done.stdout == b"end\n" and done.stderr == b"", (shell, done)
            for host in made:
                check(*host)
            fitted = sum(value is not None for _, _, value in made)
            assert 0.2 < fitted / len(made) < 0.9, "one side is hardly tried"
            shells.append(" ".join(shell))
            print(f"{shells[-1]}: {len(made) * PER_HOST} values on {len(made)} hosts, {fitted} files edited and {len(made) - fitted} left alone, "
                  f"0 run, 0 changed, {time.monotonic() - began:.0f} s", flush=True)
    print(f"{count * len(SHELLS)} values in all")


if __name__ == "__main__":
    main()
