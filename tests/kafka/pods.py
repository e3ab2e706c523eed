"""A container's environment and files as the kubelet gives them, out of a workload and of Secrets that are folders."""

import re
import shutil


class Pod:
    """The first container of a workload; its files are below `folder`."""

    def __init__(self, workload, secrets, folder):
        self.name, self.namespace = f"{workload['metadata']['name']}-0", workload["metadata"]["namespace"]
        self.secrets, self.folder = secrets, folder
        spec = workload["spec"]["template"]["spec"]
        self.container = spec["containers"][0]
        self.volumes = {volume["name"]: volume for volume in spec.get("volumes", [])}
        for mount in self.container.get("volumeMounts", []):
            self.mount(mount)
        self.env = self.variables()

    def key(self, name, key):
        path = self.secrets.path(self.namespace, name) / key
        if not path.exists():
            raise AssertionError(f"`{self.name}` needs key `{key}` of Secret `{name}` in `{self.namespace}`, which no operator makes")
        return path

    def mount(self, mount):
        volume, target = self.volumes.get(mount["name"], {}), self.folder / mount["mountPath"].lstrip("/")
        target.mkdir(parents=True, exist_ok=True)
        one = [{"name": volume["secret"]["secretName"], **volume["secret"]}] if "secret" in volume else []
        for source in one + [source["secret"] for source in volume.get("projected", {}).get("sources", []) if "secret" in source]:
            for item in source["items"]:
                shutil.copy(self.key(source["name"], item["key"]), target / item["path"])

    def variables(self):
        """In their order, `$(NAME)` expanded where it stands after NAME, as the kubelet does."""
        known = {}
        for variable in self.container.get("env", []):
            source = variable.get("valueFrom", {})
            if "secretKeyRef" in source:
                value = self.key(source["secretKeyRef"]["name"], source["secretKeyRef"]["key"]).read_text()
            elif source.get("fieldRef", {}).get("fieldPath") == "metadata.name":
                value = self.name
            elif source:
                raise AssertionError(f"`{self.name}`: the rig knows no {source}")
            else:
                value = re.sub(r"\$(\$|\(([^)]*)\))", lambda found: "$" if found[1] == "$" else known.get(found[2], found[0]), variable.get("value", ""))
            known[variable["name"]] = value
        return known

    def file(self, path):
        """Where a path of the container is on this machine."""
        return self.folder / path.lstrip("/")
