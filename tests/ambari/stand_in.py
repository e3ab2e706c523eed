"""A stand-in for Ambari's API: one cluster with Kafka, as much of it as apply.sh and rollback.sh use, over HTTPS.

It is no Ambari. It keeps configurations by type and tag and service config versions, replaces a whole type on PUT,
skips a service in maintenance mode when a restart is asked for at the level of the cluster, and fails when told to.
`/stand-in` (GET: what it has and was asked; PUT: how to fail) is for the tests alone.
"""

import base64
import copy
import json
import ssl
import sys
import threading
import time
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

TYPES = ("kafka-env", "kafka-broker", "kafka-log4j")


class Cluster:
    def __init__(self, start):
        self.name = start["cluster"]
        self.login = "Basic " + base64.b64encode(start["login"].encode()).decode()
        self.configurations = {kind: {"version1": {"properties": start[kind], "properties_attributes": start.get("attributes", {}).get(kind, {})}} for kind in TYPES}
        self.desired = {kind: "version1" for kind in TYPES}
        self.versions = [dict(self.desired)]
        self.current = 1
        self.maintenance = start.get("maintenance", "OFF")
        self.brokers = {host: {"state": state, "running": dict(self.desired)} for host, state in start["brokers"].items()}
        self.requests = {}
        # How many polls a restart takes, and how many looks at the figure a restarted broker needs to be in sync.
        self.polls = start.get("polls", 1)
        self.sync = start.get("sync", 0)
        self.figure = start.get("figure", 0)
        self.behind = 0
        # Each: method, what the path must hold, which such request (from 1), for how many, and what happens.
        self.failures = start.get("failures", [])
        self.log = []
        self.down = []
        self.hanging = 0
        self.lock = threading.Lock()
        for key, value in start.get("whole", {}).items():
            # In JSON, numbers of requests are text.
            setattr(self, key, {int(number): request for number, request in value.items()} if key == "requests" else value)

    def whole(self):
        return {key: getattr(self, key) for key in ("configurations", "desired", "versions", "current", "maintenance", "brokers", "requests")}

    def stale(self, host):
        return self.brokers[host]["running"] != self.desired

    def put_on(self, bodies):
        for body in bodies:
            if body["tag"] in self.configurations[body["type"]]:
                return 409, {"message": "tag exists"}
        for body in bodies:
            self.configurations[body["type"]][body["tag"]] = {
                "properties": body["properties"], "properties_attributes": body.get("properties_attributes", {})}
            self.desired[body["type"]] = body["tag"]
        self.versions.append(dict(self.desired))
        self.current = len(self.versions)
        return 200, {}

    def go_back(self, version):
        if not 1 <= version <= len(self.versions):
            return 404, {"message": "no such version"}
        self.desired = dict(self.versions[version - 1])
        self.versions.append(dict(self.desired))
        self.current = len(self.versions)
        return 200, {}

    def restart(self, body):
        level = body["RequestInfo"].get("operation_level", {}).get("level", "CLUSTER")
        hosts = body["Requests/resource_filters"][0]["hosts"].split(",")
        if self.maintenance == "ON" and level == "CLUSTER":
            return 200, None
        unknown = [host for host in hosts if host not in self.brokers]
        if unknown:
            return 404, {"message": f"no host {unknown[0]}"}
        number = len(self.requests) + 1
        self.requests[number] = {"hosts": hosts, "left": self.polls, "status": "IN_PROGRESS", "context": body["RequestInfo"]["context"]}
        self.down.append(len(hosts))
        for host in hosts:
            self.brokers[host]["state"] = "INSTALLED"
        return 202, {"Requests": {"id": number, "status": "Accepted"}}

    def poll(self, number, fate):
        request = self.requests.get(number)
        if request is None:
            return 404, {"message": "no such request"}
        if request["status"] == "IN_PROGRESS":
            request["left"] -= 1
            if fate:
                request["status"] = fate
            elif request["left"] <= 0:
                request["status"] = "COMPLETED"
                for host in request["hosts"]:
                    self.brokers[host].update(state="STARTED", running=dict(self.desired))
                self.behind = self.sync
        return 200, {"Requests": {"request_status": request["status"], "progress_percent": 100.0 if request["left"] <= 0 else 35.0}}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self, status, body, raw=None):
        data = raw if raw is not None else (b"" if body is None else json.dumps(body).encode())
        self.send_response(status)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def cut(self):
        self.close_connection = True
        self.connection.close()

    def handle_any(self):
        cluster = self.server.cluster
        data = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.path == "/stand-in":
            return self.stand_in(data)
        with cluster.lock:
            entry = {"method": self.command, "path": self.path, "body": data.decode()}
            cluster.log.append(entry)
            before, after = None, None
            for failure in cluster.failures:
                if failure["method"] == self.command and failure["path"] in self.path and failure.get("body", "") in entry["body"]:
                    failure["seen"] = failure.get("seen", 0) + 1
                    first = failure.get("from", 1)
                    if first <= failure["seen"] < first + failure.get("times", 1):
                        before, after = failure.get("before"), failure.get("after")
                        break
            # `before` happens instead of the work, `after` once it is done.
            if before == "500":
                return self.answer(500, {"status": 500, "message": "told to"})
            if before == "cut":
                return self.cut()
            if before == "garbage":
                return self.answer(200, None, b"<html>gateway</html>")
            if before != "hang":
                status, body = self.work(cluster, data, before)
        if before == "hang":
            cluster.hanging += 1
            time.sleep(self.server.hang)
            return self.cut()
        if after == "cut":
            return self.cut()
        if after == "hang":
            time.sleep(self.server.hang)
            return self.cut()
        if after == "500":
            return self.answer(500, {"status": 500, "message": "told to, and done"})
        self.answer(status, body)

    do_GET = do_PUT = do_POST = handle_any

    def stand_in(self, data):
        cluster = self.server.cluster
        asked = json.loads(data) if self.command == "PUT" else {}
        with cluster.lock:
            if asked:
                for key in ("failures", "figure", "polls", "sync", "maintenance"):
                    if key in asked:
                        setattr(cluster, key, asked[key])
                if "edit" in asked:
                    kind, properties = asked["edit"]
                    cluster.put_on([{"type": kind, "tag": f"person{len(cluster.versions)}", "properties": properties}])
                if asked.get("clear"):
                    cluster.log, cluster.down, cluster.hanging = [], [], 0
            kinds = {kind: copy.deepcopy(cluster.configurations[kind][cluster.desired[kind]]) for kind in TYPES}
            self.answer(200, {
                "maintenance": cluster.maintenance, "desired": cluster.desired, "current": cluster.current,
                "configurations": kinds, "brokers": {host: {"state": b["state"], "stale": cluster.stale(host)} for host, b in cluster.brokers.items()},
                "log": cluster.log, "down": cluster.down, "hanging": cluster.hanging,
                **({"whole": cluster.whole()} if asked.get("keep") else {})})

    def work(self, cluster, data, fate):
        if self.headers.get("Authorization") != cluster.login:
            return 403, {"message": "who is this"}
        url = urllib.parse.urlsplit(self.path)
        query = urllib.parse.parse_qs(url.query)
        parts = [urllib.parse.unquote(part) for part in url.path.split("/")[1:]]
        if parts[:4] != ["api", "v1", "clusters", cluster.name]:
            return 404, {"message": "no such cluster"}
        rest = parts[4:]
        if self.command != "GET" and self.headers.get("X-Requested-By") is None:
            return 400, {"message": "CSRF protection is turned on"}
        return self.route(cluster, rest, query, data, fate)

    def route(self, cluster, rest, query, data, fate):
        if self.command == "GET" and rest == []:
            return 200, {"Clusters": {"cluster_name": cluster.name, "desired_configs": {kind: {"tag": tag} for kind, tag in cluster.desired.items()}}}
        if self.command == "GET" and rest == ["configurations"]:
            kind, tag = query["type"][0], query["tag"][0]
            found = cluster.configurations.get(kind, {}).get(tag)
            items = [] if found is None else [{"href": "http://10.0.0.4:8080/x", "type": kind, "tag": tag, "version": 1,
                                               "Config": {"cluster_name": cluster.name, "stack_id": "HDP-3.1"}, **found}]
            return 200, {"href": "http://10.0.0.4:8080/x", "items": items}
        if self.command == "GET" and rest == ["configurations", "service_config_versions"]:
            return 200, {"items": [{"service_config_version": 1, "group_id": 7, "group_name": "one-host", "is_current": True},
                                   {"service_config_version": cluster.current, "group_id": -1, "group_name": "Default", "is_current": True}]}
        if self.command == "GET" and rest == ["host_components"]:
            return 200, {"items": [{"HostRoles": {"cluster_name": cluster.name, "component_name": "KAFKA_BROKER", "host_name": host, "state": broker["state"],
                                                  "stale_configs": cluster.stale(host)}} for host, broker in cluster.brokers.items()]}
        if self.command == "GET" and rest == ["services", "KAFKA"]:
            return 200, {"ServiceInfo": {"cluster_name": cluster.name, "maintenance_state": cluster.maintenance, "service_name": "KAFKA"}}
        if self.command == "GET" and rest == ["services", "KAFKA", "components", "KAFKA_BROKER"]:
            figure = cluster.figure
            if figure is not None and cluster.behind > 0:
                cluster.behind, figure = cluster.behind - 1, figure + 3
            metrics = {} if figure is None else {"metrics": {"kafka": {"server": {"ReplicaManager": {"UnderReplicatedPartitions": float(figure)}}}}}
            return 200, {"ServiceComponentInfo": {"component_name": "KAFKA_BROKER"}, **metrics}
        if self.command == "GET" and rest == ["requests"]:
            only = query.get("Requests/request_status", [None])[0]
            return 200, {"items": [{"Requests": {"id": number, "request_context": request["context"], "request_status": request["status"]}}
                                   for number, request in cluster.requests.items() if only in (None, request["status"])]}
        if self.command == "GET" and len(rest) == 2 and rest[0] == "requests":
            return cluster.poll(int(rest[1]), fate)
        body = json.loads(data)
        if self.command == "PUT" and rest == []:
            wanted = (body[0] if isinstance(body, list) else body)["Clusters"]
            if "desired_service_config_versions" in wanted:
                return cluster.go_back(wanted["desired_service_config_versions"]["service_config_version"])
            bodies = wanted["desired_config"]
            return cluster.put_on(bodies if isinstance(bodies, list) else [bodies])
        if self.command == "PUT" and rest == ["services", "KAFKA"]:
            cluster.maintenance = body["Body"]["ServiceInfo"]["maintenance_state"]
            return 200, None
        if self.command == "POST" and rest == ["requests"]:
            return cluster.restart(body)
        return 404, {"message": "the stand-in knows nothing of that"}


def main():
    start = json.load(sys.stdin)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.cluster, server.hang = Cluster(start), start.get("hang", 30)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(start["certificate"], start["key"])
    server.socket = context.wrap_socket(server.socket, server_side=True)
    print(server.server_address[1], flush=True)
    server.serve_forever()


main()
