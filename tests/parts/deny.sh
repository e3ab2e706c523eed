# What the program is built from: licences, banned crates, where each crate comes from.
set -euo pipefail
source "$HERE/tools/rows.sh"
began=$SECONDS
"$DENY" --locked check bans licenses sources
row deny cargo-deny "$("$DENY" --version | cut -d' ' -f2)" "crates of Cargo.lock" "$(grep -c '^name = ' Cargo.lock)" $((SECONDS - began))
