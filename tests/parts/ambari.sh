# apply.sh and rollback.sh, run for real: the tests that say in their `#[ignore]` that they belong here.
set -euo pipefail
source "$HERE/tools/rows.sh"
row_of_ignored ambari
