# Charts against real Helm: the tests that say in their `#[ignore]` that they belong here.
set -euo pipefail
source "$HERE/tools/rows.sh"
row_of_ignored charts
