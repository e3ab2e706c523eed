# Everything that needs no outside tool. All of it is run, so that one run tells everything that is wrong.
set -euo pipefail
source "$HERE/tools/rows.sh"
failed=()
step() { "$@" || failed+=("$*"); }

step cargo fmt --check
step cargo clippy --locked --all-targets -- -D warnings
RUSTDOCFLAGS="-D warnings" step cargo doc --locked --no-deps
step row_of_tests fast "tests without outside tools" cargo test --locked --no-fail-fast
for command in ${failed[@]+"${failed[@]}"}; do echo "failed: $command" >&2; done
((${#failed[@]} == 0))
