#!/usr/bin/env bash
# others.sh PROMETHEUS_OPERATOR CONTROLLER_TOOLS EXTERNAL_SECRETS FOLDER: CRDs of other operators, made from the Go types they publish
# by the generator they use, or from types that others publish of them. What has none is a stub in stubs.yaml.
set -euo pipefail
folder=$4
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
types=github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring
module=$(mktemp -d)
trap 'rm -rf "$module"' EXIT
cd "$module"
export GOFLAGS=-mod=mod GOWORK=off
printf 'module streamwright/tests/others\n\ngo 1.24\n\nrequire %s v%s\nrequire sigs.k8s.io/controller-tools v%s\n' "$types" "$1" "$2" >go.mod
# Packages are found by what the module imports.
printf 'package others\n\nimport _ "%s/v1"\n' "$types" >others.go
go list "$types/v1" >/dev/null
go build -o controller-gen sigs.k8s.io/controller-tools/cmd/controller-gen
./controller-gen crd "paths=$types/v1" "output:crd:dir=$module/crds"
mv crds/monitoring.coreos.com_podmonitors.yaml "$folder/PodMonitor.yaml"

# npm fetches and checks the package; nothing of it is run.
npm pack --silent --ignore-scripts "@kubernetes-models/external-secrets@$3" >packed
tar -xzf "$(tail -n 1 packed)"
python3 "$here/external_secret.py" package/external-secrets.io/v1 "$folder"
