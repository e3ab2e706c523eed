"""Asks an API server over one connection: a line of JSON in, a line of JSON out.

    bridge.py PORT TOKEN CERTIFICATE

In: {"method", "path", "headers", "body"}; out: {"status", "warnings", "body"}, texts both. It ends when nobody asks any more.
"""

import http.client
import json
import re
import ssl
import sys

WARNING = re.compile(r'\d{3} \S+ "((?:[^"\\]|\\.)*)"')


def main():
    port, token, certificate = sys.argv[1:]
    context = ssl.create_default_context(cafile=certificate)
    connection = http.client.HTTPSConnection("127.0.0.1", int(port), context=context, timeout=60)
    for line in sys.stdin:
        asked = json.loads(line)
        headers = {"Authorization": f"Bearer {token}", **asked["headers"]}
        connection.request(asked["method"], asked["path"], asked["body"].encode() or None, headers)
        answer = connection.getresponse()
        said = {
            "status": answer.status,
            "warnings": [re.sub(r"\\(.)", r"\1", text) for header in answer.headers.get_all("Warning", []) for text in WARNING.findall(header)],
            "body": answer.read().decode(),
        }
        print(json.dumps(said), flush=True)


main()
