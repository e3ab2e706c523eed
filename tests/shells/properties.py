"""A second reading of server.properties, after java.util.Properties, and of what the block is to make of it."""

import re
from ipaddress import IPv4Address, ip_network

EDITED = {b"advertised.listeners", b"advertised.host.name", b"advertised.port"}
WHITE = b" \t\f"


def lines_of(data):
    """Logical lines as (raw bytes, text without continuations); a comment or blank line has no text."""
    natural = re.findall(rb"[^\n]*\n|[^\n]+\Z", data)
    at = 0
    while at < len(natural):
        first, text, raw = True, b"", b""
        while at < len(natural):
            line = natural[at]
            at, raw = at + 1, raw + line
            body = line.removesuffix(b"\n").removesuffix(b"\r")
            if first and body.lstrip(WHITE)[:1] in (b"#", b"!"):
                text = None
                break
            body = body if first else body.lstrip(WHITE)
            first = False
            backslashes = len(body) - len(body.rstrip(b"\\"))
            text += body[:-1] if backslashes % 2 else body
            if not backslashes % 2:
                break
        yield raw, text


def key_value(text):
    found = re.match(rb"[ \t\f]*([^ \t\f=:]*)[ \t\f]*[=:]?[ \t\f]*(.*)\Z", text or b"", re.S)
    return found.group(1), found.group(2)


def kept(data):
    """Every byte that is not a line to be edited."""
    return b"".join(raw for raw, text in lines_of(data) if key_value(text)[0] not in EDITED or re.search(rb"\r[^\n]", raw))


def last(data, key):
    value = None
    for _, text in lines_of(data):
        name, found = key_value(text)
        if name == key:
            value = found
    return value


def chosen(outputs, subnet):
    """The first address, as people write one, inside the subnet."""
    for word in " ".join(outputs).split():
        try:
            address = IPv4Address(word)
        except ValueError:
            continue
        if address in ip_network(subnet):
            return word
    return None


LISTENER = re.compile(rb"([A-Za-z0-9._-]+)://([^/]*):([0-9]+)\Z")


def advertised(data, address, told, missing, own):
    """The value the block is to write; `None` where it is to leave the file alone."""
    def entries(value):
        return [entry for entry in re.sub(rb"[\\ \t\f]", b"", value or b"").split(b",") if entry]
    if address is None or b"\0" in data:
        return None
    before = {}
    for entry in entries(last(edited(data), b"advertised.listeners")):
        if name := re.match(rb"([A-Za-z0-9._-]+)://", entry):
            before[name.group(1).upper()] = entry
    result, done = [], set()
    listeners = re.sub(rb"[\\ \t\f]", b"", last(data, b"listeners") or b"")
    for entry in entries(listeners or missing):
        parts = LISTENER.match(entry)
        if not parts:
            return None
        name, host, port = parts.groups()
        if name.upper() in done:
            continue
        done.add(name.upper())
        if name.upper() in told:
            result.append(b"%s://%s:%s" % (name, address.encode(), port))
        elif name.upper() in before:
            result.append(before[name.upper()])
        elif host == b"" or re.match(rb"\[?[0.:]+\]?\Z", host):
            if not re.match(rb"[A-Za-z0-9.-]+\Z", own):
                return None
            result.append(b"%s://%s:%s" % (name, own, port))
        else:
            result.append(entry)
    return b",".join(result) or None


def edited(data):
    return b"".join(raw for raw, text in lines_of(data) if key_value(text)[0] in EDITED and not re.search(rb"\r[^\n]", raw))
