#!/usr/bin/env bash
# build.sh VERSION [MODULE@VERSION]… FOLDER: etcd, kube-apiserver, kube-controller-manager and kubectl of one release of
# Kubernetes, from the Go module proxy alone. Each MODULE@VERSION raises a dependency, for proxies that do not hand out the
# one upstream asks for.
set -euo pipefail
version=v$1 folder=${!#}
raised=("${@:2:$#-2}")
packages=(
  k8s.io/kubernetes/cmd/kube-apiserver go.etcd.io/etcd/server/v3 k8s.io/kubernetes/cmd/kube-controller-manager
  k8s.io/kubernetes/cmd/kubectl
)
module=$(mktemp -d)
trap 'rm -rf "$module"' EXIT
cd "$module"
export GOFLAGS=-buildvcs=false CGO_ENABLED=0 GOWORK=off

# The module has no Go of its own. It repeats what Kubernetes requires, and turns each "k8s.io/X => ./staging/src/k8s.io/X"
# into the k8s.io/X that was published with the release; etcd's server is in that graph as well. The requirements name that
# version too: with upstream's v0.0.0, which -trimpath puts into the cache key, the second program would compile all again.
upstream=$(cd / && go mod download -json "k8s.io/kubernetes@$version" | sed -n 's/^\t"GoMod": "\(.*\)",*$/\1/p')
[[ -f $upstream ]] || { echo "k8s.io/kubernetes $version cannot be downloaded" >&2 && exit 1; }
published=v0.${version#v1.}
{
  printf 'module streamwright/tests/rig\n\n'
  sed -n '/^go 1/p;/^godebug/p' "$upstream"
  printf '\nrequire k8s.io/kubernetes %s\n' "$version"
  for one in ${raised[@]+"${raised[@]}"}; do
    [[ $one == k8s.io/* ]] || printf 'require %s %s\n' "${one%@*}" "${one#*@}"
  done
  awk '/^require \($/ { p = 1 } p { print } /^\)$/ { p = 0 }' "$upstream" |
    sed -E "s#^(\tk8s\.io/[^ ]+) v0\.0\.0( .*)?\$#\1 $published\2#"
  echo "replace ("
  awk '/=> \.\/staging\// { print $1 }' "$upstream" | while read -r staged; do
    as=$published
    for one in ${raised[@]+"${raised[@]}"}; do
      if [[ ${one%@*} == "$staged" ]]; then as=${one#*@}; fi
    done
    echo "	$staged => $staged $as"
  done
  echo ")"
} >go.mod
# Fetches what is needed, checks it against the public checksum database, and settles go.mod and go.sum.
go list -mod=mod -deps "${packages[@]}" >/dev/null

minor=${version#v1.}
minor=${minor%%.*}
said=
for package in k8s.io/component-base/version k8s.io/client-go/pkg/version; do
  said+=" -X $package.gitVersion=$version -X $package.gitMajor=1 -X $package.gitMinor=$minor -X $package.gitTreeState=clean"
done
go build -mod=readonly -trimpath -ldflags "-s -w$said" -o "$folder/" "${packages[@]}"
mv "$folder/server" "$folder/etcd"
