# Reports in the formats of other programs, judged by the schemas those publish.
set -euo pipefail
source "$HERE/tools/rows.sh"
export PYTHONDONTWRITEBYTECODE=1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
began=$SECONDS

cargo build --locked --release
program=${CARGO_TARGET_DIR:-target}/release/streamwright

# Names that would end a property, an attribute or a cell in one of the formats; the first byte is an escape.
hostile=$work/'odd ]]>;,:%"<&`|@name.yaml'
printf '\033[31m<x>&"]]>|`: {a: 1}\nkind: Blueprint\n' >"$hostile"

for file in blueprints/broken/*.yaml "$hostile"; do
  name=$(basename "$file" .yaml | tr -c 'a-z0-9\n-' _)
  status=0
  (cd "$(dirname "$file")" && "$OLDPWD/$program" check "$(basename "$file")" --format line \
    --format "sarif=$work/$name.sarif" --format "gitlab=$work/$name.gitlab.json" --format "junit=$work/$name.xml") \
    >/dev/null 2>"$work/said" || status=$?
  if ((status > 1)); then
    cat "$work/said" >&2
    exit 1
  fi
done

"$STREAMWRIGHT_PYTHON" "$HERE/formats/judge.py" "$STREAMWRIGHT_REPORT_SCHEMAS" "$work" | tee "$work/judged"
while read -r kind reports findings; do
  row formats "$kind" - "reports with $findings findings" "$reports" $((SECONDS - began))
done <"$work/judged"
