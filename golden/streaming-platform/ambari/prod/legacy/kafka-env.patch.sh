# >>> streamwright:advertise-ip v1 sha256=d8436ed7731da41242df9862840ad06c2bb73719d4080e7f6bdc96b585fb0ac0 >>>
# shellcheck shell=sh
# Names do not resolve across a peering or a VPN, so this broker tells clients its address inside 10.10.0.0/24.
# Of server.properties, which Ambari writes anew before each start, only advertised.* lines change. Whatever is in the
# way leaves that file as it is and is said on stderr. All of it happens in a subshell: the script around it keeps its
# variables, options, arguments and $?. Do not edit it here: it is replaced from marker to marker.
(
  streamwright_status=$?
  # No trace: server.properties may hold passwords.
  set +x +v +e +u +C -f
  unset IFS
  export LC_ALL=C
  streamwright_file="{{conf_dir}}/server.properties"
  streamwright_temporary=
  streamwright_leave() {
    printf 'streamwright: %s; %s is left as it is\n' "$1" "$streamwright_file" >&2
    exit
  }
  trap '[ -z "$streamwright_temporary" ] || rm -f "$streamwright_temporary"; exit "$streamwright_status"' EXIT
  trap 'exit' HUP INT TERM

  # A host has several addresses: of a bridge, of a loopback, IPv6. Clients reach the one inside the subnet.
  streamwright_all="$(hostname -I 2>/dev/null) $(hostname -i 2>/dev/null)"
  streamwright_address=
  for streamwright_one in $streamwright_all; do
    case $streamwright_one in *[!0-9.]* | .* | *. | *..*) continue ;; esac
    IFS=.
    # shellcheck disable=SC2086 # divided at its dots
    set -- $streamwright_one
    unset IFS
    case "$# $*" in 4\ *[0-9][0-9][0-9][0-9]* | *\ 0[0-9]*) continue ;; 4\ *) ;; *) continue ;; esac
    if [ "$1" -gt 255 ] || [ "$2" -gt 255 ] || [ "$3" -gt 255 ] || [ "$4" -gt 255 ]; then continue; fi
    streamwright_number=$((($1 << 24) + ($2 << 16) + ($3 << 8) + $4))
    # 10.10.0.0 to 10.10.0.255
    if [ "$streamwright_number" -ge 168427520 ] && [ "$streamwright_number" -le 168427775 ]; then
      streamwright_address=$streamwright_one
      break
    fi
  done
  [ -n "$streamwright_address" ] || streamwright_leave \
    "no address of this host is inside 10.10.0.0/24 ($(printf '%s' "$streamwright_all" | tr -cd '0-9A-Fa-f:. '))"

  # The file itself, where the name is a link: the link stays one.
  streamwright_real=$(readlink -f "$streamwright_file")
  [ -f "$streamwright_real" ] || streamwright_leave "there is no such file"
  [ -r "$streamwright_real" ] || streamwright_leave "$(id -un) may not read it"
  [ "$(tr -cd '\000' <"$streamwright_real" | wc -c)" -eq 0 ] ||
    streamwright_leave "it is not text: it holds a NUL"

  # Lines as Java reads them: one that ends in a backslash goes on in the next, a comment never does, and of one key
  # the last line counts. Listeners that are not to be told by address keep what they have, or get the host name.
  # The x keeps the newlines at the end.
  streamwright_text=$(awk -v address="$streamwright_address" -v told='PLAINTEXT' -v missing='PLAINTEXT://:9092' '
    function value(text) {
      sub(/^[ \t\f]*[a-z.]+[ \t\f]*[=:]?[ \t\f]*/, "", text)
      gsub(/[\\ \t\f]/, "", text)
      return text
    }
    function line_is_whole() {
      if (whole ~ /^[ \t\f]*advertised\.(listeners|host\.name|port)([ \t\f=:]|$)/ && raw !~ /\r[^\n]/) {
        if (whole ~ /^[ \t\f]*advertised\.listeners/) advertised = value(whole)
      } else {
        if (whole ~ /^[ \t\f]*listeners([ \t\f=:]|$)/) listeners = value(whole)
        print substr(raw, 1, length(raw) - 1)
        unfinished = goes_on
      }
      raw = ""
      whole = ""
    }
    {
      raw = raw $0 "\n"
      part = $0
      sub(/\r$/, "", part)
      if (goes_on) sub(/^[ \t\f]+/, "", part)
      is_comment = !goes_on && part ~ /^[ \t\f]*[#!]/
      goes_on = 0
      if (!is_comment && match(part, /\\+$/) && RLENGTH % 2) {
        goes_on = 1
        part = substr(part, 1, length(part) - 1)
      }
      whole = whole part
      if (!goes_on) line_is_whole()
    }
    END {
      if (raw != "") line_is_whole()
      if (unfinished) print ""
      count = split(advertised, entries, ",")
      for (i = 1; i <= count; i++)
        if (match(entries[i], /^[A-Za-z0-9._-]+:\/\//)) kept[toupper(substr(entries[i], 1, RLENGTH - 3))] = entries[i]
      count = split(listeners == "" ? missing : listeners, entries, ",")
      for (i = 1; i <= count; i++) {
        if (entries[i] == "") continue
        if (entries[i] !~ /^[A-Za-z0-9._-]+:\/\/[^\/]*:[0-9]+$/) exit 3
        match(entries[i], /:\/\//)
        name = substr(entries[i], 1, RSTART - 1)
        if (toupper(name) in done) continue
        done[toupper(name)] = 1
        host = substr(entries[i], RSTART + 3)
        match(host, /:[0-9]+$/)
        port = substr(host, RSTART)
        host = substr(host, 1, RSTART - 1)
        if (index("," told ",", "," toupper(name) ",")) entry = name "://" address port
        else if (toupper(name) in kept) entry = kept[toupper(name)]
        else {
          if (host == "" || host ~ /^\[?[0.:]+\]?$/) {
            if (own == "") "hostname -f" | getline own
            if (own !~ /^[A-Za-z0-9.-]+$/) exit 4
            host = own
          }
          entry = name "://" host port
        }
        result = result (result == "" ? "" : ",") entry
      }
      if (result == "") exit 3
      print "advertised.listeners=" result
    }' "$streamwright_real" && echo x)
  case $? in
    0) streamwright_text=${streamwright_text%x} ;;
    3) streamwright_leave "its \`listeners\` cannot be read" ;;
    4) streamwright_leave "a listener wants this host's name, which \`hostname -f\` does not tell" ;;
    *) streamwright_leave "its lines cannot be read" ;;
  esac
  if printf '%s' "$streamwright_text" | cmp -s - "$streamwright_real"; then exit; fi

  # Beside the file and then renamed: whoever reads it, and whatever breaks, there is the old one or the new one.
  [ -w "$streamwright_real" ] || streamwright_leave "$(id -un) may not write it"
  streamwright_temporary=$(mktemp "$streamwright_real.streamwright.XXXXXX" 2>/dev/null) ||
    streamwright_leave "$(id -un) may not make a file beside it"
  cp -p "$streamwright_real" "$streamwright_temporary" 2>/dev/null
  [ "$(stat -c '%u:%g %a' "$streamwright_temporary")" = "$(stat -c '%u:%g %a' "$streamwright_real")" ] ||
    streamwright_leave "$(id -un) cannot keep its owner and mode"
  printf '%s' "$streamwright_text" 2>/dev/null >"$streamwright_temporary"
  printf '%s' "$streamwright_text" | cmp -s - "$streamwright_temporary" ||
    streamwright_leave "the new one cannot be written"
  mv -f "$streamwright_temporary" "$streamwright_real" 2>/dev/null || streamwright_leave "it cannot be replaced"
  streamwright_temporary=
  printf 'streamwright: %s\n' "$(tail -n 1 "$streamwright_real")" >&2
) </dev/null && :
# <<< streamwright:advertise-ip <<<
