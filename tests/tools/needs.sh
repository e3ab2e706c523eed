# Which part needs which tool, what a tool's installation itself needs, and what to say where that is missing.
tools_of() {
  case $1 in
    fast) ;;
    deny) echo cargo-deny ;;
    readers) echo oracle python kustomize helm4 helm3 ;;
    judges) echo python strimzi-crds kustomize ;;
    schemas) echo python strimzi-crds ;;
  esac
}

commands_of() {
  case $1 in
    helm4 | helm3 | kustomize | oracle) echo go ;;
    cargo-deny) echo cargo ;;
    python) echo python3 ;;
    strimzi-crds) echo python3 mvn ;;
  esac
}

# What to install for a missing command. Debian's Go is mostly older than Helm wants, so no package is named for it.
package_of() {
  case $1 in
    go) echo "Go $GO or later, from the Go project" ;;
    mvn) echo "Maven: apt-get install maven" ;;
    python3) echo "Python 3.10 or later with venv: apt-get install python3 python3-venv" ;;
    cargo) echo "Rust with rustfmt and clippy: rustup toolchain install stable" ;;
  esac
}

# Debian's python3 is there without what makes a virtual environment.
present() { command -v "$1" >/dev/null && { [[ $1 != python3 ]] || python3 -c 'import ensurepip, venv' 2>/dev/null; }; }

# Where CI runs as root on Debian, two packages can be had without asking anybody.
obtain() {
  [[ ${CI:-} == true && $(id -u) == 0 ]] && command -v apt-get >/dev/null || return 1
  case $1 in
    mvn) local packages=(maven) ;;
    python3) local packages=(python3 python3-venv) ;;
    *) return 1 ;;
  esac
  { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${packages[@]}"; } >&2
}

# provide TOOL…: installs what is missing. Fails, having said why, when one cannot be had.
provide() {
  local tool command
  for tool in "$@"; do
    for command in $(commands_of "$tool"); do
      present "$command" || obtain "$command" || {
        echo "$tool needs \`$command\`, which is not here. $(package_of "$command")" >&2
        return 1
      }
    done
    install "$tool" || return 1
  done
}

# Three chains, because each is bound by something else: Go builds by the processor, the others mostly by the network.
# What fails here is tried again, and told, by the part that needs it.
provide_beside() {
  local chain
  mkdir -p "$STREAMWRIGHT_TOOLS/log"
  for chain in "helm4 helm3 kustomize oracle" "cargo-deny" "python strimzi-crds"; do
    # shellcheck disable=SC2086 # one tool per word
    (provide $chain || true) 2>/dev/null &
  done
}

doctor() {
  local command tool part missing=0
  for command in cargo go python3 mvn; do
    if present "$command"; then
      echo "here     $command"
    else
      missing=1
      echo "MISSING  $command: $(package_of "$command")"
    fi
  done
  for part in "${PARTS[@]}"; do
    for tool in $(tools_of "$part"); do
      if [[ -e $(home_of "$tool") ]]; then
        echo "here     $tool ($part)"
      else
        echo "to come  $tool ($part): \`tests/run $part\` installs it into $STREAMWRIGHT_TOOLS"
      fi
    done
  done
  return "$missing"
}
