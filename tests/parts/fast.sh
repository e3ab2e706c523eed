# Everything that needs no outside tool.
set -euo pipefail
source "$HERE/tools/rows.sh"
cargo fmt --check
cargo clippy --locked --all-targets -- -D warnings
RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps
row_of_tests fast "tests without outside tools" cargo test --locked
