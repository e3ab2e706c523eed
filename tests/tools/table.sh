# What was really exercised. Parts, and tests started by them, append rows to the file $STREAMWRIGHT_EXERCISED:
# part, tool, version, what was put to it, how many, seconds; tabs between.
STREAMWRIGHT_EXERCISED=$(mktemp)
export STREAMWRIGHT_EXERCISED
trap 'rm -f "$STREAMWRIGHT_EXERCISED"' EXIT

source "$HERE/tools/rows.sh"

# Rows that differ in count and seconds only are one row: tests run on many threads and each speaks for itself. Parts stand in
# the order of PARTS, whichever ended first.
table() {
  awk -F '\t' -v parts="${PARTS[*]}" '
    function put(r, i, text) { cell[r, i] = text; if (length(text) > width[i]) width[i] = length(text) }
    function line(r, i) {
      for (i = 1; i <= 6; i++) printf (i < 5 ? "%-*s  " : "%*s  "), width[i], cell[r, i]
      print ""
    }
    BEGIN { rows = split("part,tool,version,what was put to it,count,seconds", head, ","); for (i = 1; i <= 6; i++) put(0, i, head[i]); rows = 0 }
    {
      key = $1 FS $2 FS $3 FS $4
      if (!(key in row)) { row[key] = ++rows; for (i = 1; i <= 4; i++) put(rows, i, $i) }
      if ($5 != "-") { count[row[key]] += $5; counted[row[key]] = 1 }
      if ($6 != "-") { seconds[row[key]] += $6; timed[row[key]] = 1 }
    }
    END {
      for (r = 1; r <= rows; r++) {
        put(r, 5, counted[r] ? count[r] "" : "-")
        put(r, 6, timed[r] ? sprintf("%.0f", seconds[r]) : "-")
      }
      print ""
      line(0)
      known = split(parts, part, " ")
      for (p = 1; p <= known; p++)
        for (r = 1; r <= rows; r++) if (cell[r, 1] == part[p]) { line(r); shown[r] = 1 }
      for (r = 1; r <= rows; r++) if (!shown[r]) line(r)
    }' "$STREAMWRIGHT_EXERCISED"
}
