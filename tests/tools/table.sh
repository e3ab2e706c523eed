# What was really exercised. Parts, and tests started by them, append rows to the file $STREAMWRIGHT_EXERCISED:
# part, tool, version, what was put to it, how many, seconds; tabs between.
STREAMWRIGHT_EXERCISED=$(mktemp)
export STREAMWRIGHT_EXERCISED
trap 'rm -f "$STREAMWRIGHT_EXERCISED"' EXIT

source "$HERE/tools/rows.sh"

table() {
  { printf 'part\ttool\tversion\twhat was put to it\tcount\tseconds\n'; cat "$STREAMWRIGHT_EXERCISED"; } | awk -F '\t' '
    { for (i = 1; i <= 6; i++) { cell[NR, i] = $i; if (length($i) > width[i]) width[i] = length($i) } }
    END {
      print ""
      for (r = 1; r <= NR; r++) {
        for (i = 1; i <= 6; i++) printf (i < 5 ? "%-*s  " : "%*s  "), width[i], cell[r, i]
        print ""
      }
    }'
}
