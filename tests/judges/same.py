"""kustomize build FOLDER | same.py FOLDER: the objects kustomize builds are those in the folder's files, value for value, in order.

Prints how many; exit 1 names the first that differs.
"""

import itertools
import pathlib
import sys

import yaml

import judge


def same(folder, built):
    """The number of objects, or the words for the first difference."""
    files = [path for path in sorted(pathlib.Path(folder).rglob("*.yaml")) if path.name != "kustomization.yaml"]
    written = [(path, item) for path in files for item in yaml.load_all(path.read_bytes(), Loader=judge.Reader)]
    for pair in itertools.zip_longest(written, yaml.load_all(built, Loader=judge.Reader)):
        (path, item), other = pair[0] or (None, None), pair[1]
        if path is None:
            return f"{folder}: kustomize builds {other.get('kind')} {other.get('metadata', {}).get('name')}, which stands in no file"
        if other is None:
            return f"{path}: kustomize builds nothing from it"
        if item != other:
            return f"{path}: kustomize builds another object: {other}"
    return len(written)


if __name__ == "__main__":
    answer = same(sys.argv[1], sys.stdin.buffer.read())
    if isinstance(answer, str):
        sys.exit(answer)
    print(answer)
