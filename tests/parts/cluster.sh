# What we write, put to real API servers: the tests that say in their `#[ignore]` that they belong here.
set -euo pipefail
source "$HERE/tools/rows.sh"
"$HERE/rig/check.sh"
row_of_ignored cluster
