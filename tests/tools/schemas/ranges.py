"""Lines of several versions as lines with ranges."""

def spans(versions, all_versions, within):
    """Runs of versions as ` 1.31..1.33`; empty where the run is all of `within`."""
    runs, run = [], []
    for version in all_versions:
        if version in versions:
            run.append(version)
        elif run:
            runs, run = runs + [run], []
    runs += [run] if run else []
    for run in runs:
        low = "" if run[0] == within[0] else run[0]
        high = "" if run[-1] == within[-1] else run[-1]
        yield " %s..%s" % (low, high) if low or high else ""


def merge_lines(per_version, versions):
    """{version: {(field, expression)}} → sorted lines `field expression range`."""
    present = [v for v in versions if v in per_version]
    lines = {}
    for version in present:
        for line in per_version[version]:
            lines.setdefault(line, []).append(version)
    out = []
    for (name, expression), where in lines.items():
        out += [((name.rstrip("!"), span), "%s %s%s" % (name, expression, span)) for span in spans(where, versions, present)]
    return [line for _, line in sorted(out)]
