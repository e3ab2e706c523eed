# Rows of the closing table, for the parts; table.sh prints them.
row() { (IFS=$'\t'; echo "$*") >>"$STREAMWRIGHT_EXERCISED"; }

# row_of_tests PART WHAT COMMAND…: runs a cargo test command in full view and counts what its "test result" lines say.
row_of_tests() {
  local part=$1 what=$2 began=$SECONDS seen status=0
  shift 2
  seen=$(mktemp)
  "$@" 2>&1 | tee "$seen" || status=$?
  row "$part" "cargo test" "$(cargo --version | cut -d' ' -f2)" "$what" \
    "$(awk '/^test result:/ { n += $4 } END { print n + 0 }' "$seen")" $((SECONDS - began))
  rm -f "$seen"
  return "$status"
}

# row_of_ignored PART: the ignored tests whose reason names PART. One file of tests/ belongs to one part (tests/house.rs checks).
row_of_ignored() {
  local part=$1 file targets=()
  while IFS= read -r file; do
    case $file in
      tests/*) file=${file#tests/} targets+=(--test "${file%%[./]*}") ;;
      src/*) targets+=(--lib) ;;
    esac
  done < <(grep -rlE --include='*.rs' "#\[ignore = \".*tests/run $part\"\]" src tests | LC_ALL=C sort)
  if ((${#targets[@]} == 0)); then
    echo "no test asks for tests/run $part"
    row "$part" - - "no test asks for it" 0 0
    return
  fi
  row_of_tests "$part" "tests that ask for it" cargo test --locked "${targets[@]}" -- --ignored
}
