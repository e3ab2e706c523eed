# What Ambari has, with what the blueprint wants in it: the same as `streamwright patch kafka-env`, line by line.
# `contains` stops at a NUL in jq 1.6, so texts are looked for by splitting.

def refuse($code; $about): error({refused: $code, about: ($about | tostring)});
def holds($text): (split($text) | length) > 1;
def lines: if . == "" then [""] else split("\n") end;
def bare: sub("^[ \\t\\r]+"; "") | sub("[ \\t\\r]+$"; "");

def begins_jinja: holds("{{") or holds("{%") or holds("{#");
def unclosed_jinja:
  "\\{%-?[ \\t\\r\\n]*raw[ \\t\\r\\n]*-?%\\}[\\s\\S]*?\\{%-?[ \\t\\r\\n]*endraw[ \\t\\r\\n]*-?%\\}|\\{\\{[\\s\\S]*?\\}\\}|\\{%[\\s\\S]*?%\\}|\\{#[\\s\\S]*?#\\}" as $taken
  | any(match($taken; "g").string; test("^\\{%-?[ \\t\\r\\n]*raw[ \\t\\r\\n]*-?%\\}$"))
    or (gsub($taken; " ") | begins_jinja);

# The five lines Microsoft documents since 2017, by shape.
def written:
  "^echo[ \\t]+[\"']?advertised\\.listeners=(?<names>[^\"'>;&|]*)[\"']?[ \\t]*>>[ \\t]*[\"']?[^ \\t;&|<>\"']*server\\.properties[\"']?$";
def documented:
  if startswith("# Configure Kafka to advertise IP") then "comment"
  elif test("^(export[ \\t]+)?IP_ADDRESS=[^;&]*hostname[ \\t]+(-i|-I|--ip-address|--all-ip-addresses)[^;&]*$") then "address"
  elif test("^echo[ \\t]+[\"']?advertised\\.listeners=[^>;&|]*$") then "said"
  elif test("^sed[ \\t]+([-][-a-zA-Z.=]+[ \\t]+)+('[^']*/advertised[^']*'|\"[^\"]*/advertised[^\"]*\")[ \\t]+[\"']?[^ \\t;&|<>\"']*server\\.properties[\"']?$") then "deleted"
  elif test(written) then "written"
  else null end;
def comment: startswith("#");
def advertises:
  (comment | not)
  and (holds("advertised.listeners") or holds("advertised.host.name") or holds("advertised.port")
    or (holds("/advertised") and holds("server.properties")));
def opens: test("(^|[ \\t;])(then|do|else|\\{|\\()$|(&&|\\|)$");
def sets_tls: (comment | not) and test("(^|[\"' \\t])ssl\\.[a-z.]*=");

# The lines outside our blocks, with one entry without text where the first block was.
def without_blocks:
  lines as $lines
  | reduce range(0; $lines | length) as $i ({lines: [], blocks: [], open: null};
      ($lines[$i] | bare) as $bare | ($i + 1) as $number
      | ($bare | startswith("# >>> streamwright")) as $begins | ($bare | startswith("# <<< streamwright")) as $ends
      | if .open != null then
          if $begins then refuse("torn-block"; $number) elif $ends then .open = null else . end
        elif $ends then refuse("torn-block"; $number)
        elif $begins then
          (if .blocks == [] then .lines += [{number: $number, text: null}] else . end)
          | .blocks += [$number] | .open = $number
        else .lines += [{number: $number, text: $lines[$i], bare: $bare}] end)
  | if .open != null then refuse("torn-block"; .open) else . end;

# A line that another continues, or that continues another, is part of something else.
def recognised:
  reduce .[] as $line ({lines: [], continued: false};
    if $line.text == null then .lines += [$line]
    else ($line.bare | endswith("\\")) as $continues
      | (if .continued or $continues then null else ($line.bare | documented) end) as $known
      | .lines += [$line + {known: $known}] | .continued = $continues end)
  | .lines;

# Which lines go. The comment and the address go with what they are for; the address stays where others use it.
def judged:
  any(.[]; .known == "said" or .known == "deleted" or .known == "written") as $any
  | any(.[]; .text != null and .known == null and (.bare | comment | not) and (.text | holds("IP_ADDRESS"))) as $used
  | map(. + {gone: (.known == "said" or .known == "deleted" or .known == "written"
      or (.known == "comment" and $any) or (.known == "address" and $any and ($used | not)))});

def checked($wanted):
  ([.[] | select(.text != null and (.gone | not) and (.bare | advertises))][0]) as $foreign
  | if $foreign != null then refuse("foreign-line"; $foreign.number) else . end
  | reduce .[] as $line ({lines: ., before: ""};
      if $line.gone and (.before | opens) then refuse("inside-block"; $line.number)
      elif $line.text != null and ($line.gone | not) and $line.bare != "" and ($line.bare | comment | not) then .before = $line.bare
      else . end)
  | .lines
  | ([.[] | select(.known == "written") | .bare | capture(written).names | split(",")[]
      | select(holds("://")) | split("://")[0] | bare]
      | map(select(. as $name | $wanted.listeners | index([$name]) == null))[0]) as $lost
  | if $wanted.block != null and $lost != null then refuse("listener-lost"; $lost) else . end;

# The block where one was, else at the end, on lines of its own.
def joined($wanted):
  map(select(.gone | not)) as $kept
  | ([range(0; $kept | length) | select($kept[.].text == null)][0]) as $place
  | (if $place == null then [$kept[].text] else [$kept[:$place][].text] end) as $before
  | (if $place == null then [] else [$kept[$place + 1:][].text] end) as $after
  | (if $place == null and ($before | length) > 0 and $before[-1] == "" then $before[:-1] else $before end) as $top
  | (if $place == null and ($wanted.block != null or ($top | length) < ($kept | length)) then [""] else $after end) as $rest
  | if ($top | join("\n") | unclosed_jinja) or ($rest | join("\n") | unclosed_jinja) then refuse("unclosed-jinja"; "") else . end
  | $top + (if $wanted.block == null then [] else [$wanted.block | rtrimstr("\n")] end) + $rest
  | join("\n");

def template($wanted):
  without_blocks as $found
  | ($found.lines | recognised | judged | checked($wanted)) as $lines
  | {
      text: ($lines | joined($wanted)),
      blocks: $found.blocks,
      documented: [$lines[] | select(.gone) | .number],
      tls: [$lines[] | select(.text != null and (.gone | not) and (.bare | sets_tls)) | .number],
      address: [$lines[] | select(.known == "address" and (.gone | not)) | .number]
    };

# The one item of an answer to `GET …/configurations?type=…&tag=…`.
def exported($kind; $wanted):
  if type != "object" or (.items | type) != "array" or (.items | length) != 1 or (.items[0] | type) != "object"
  then refuse("shape"; "") else .items[0] end
  | if (.type | type) != "string" then refuse("shape"; "") elif .type != $kind then refuse("type"; .type) else . end
  | (if (.Config | type) == "object" then .Config.cluster_name else null end) as $cluster
  | if ($cluster | type) == "string" and $cluster != $wanted.cluster then refuse("cluster"; $cluster) else . end
  | if (.properties | type) != "object" then refuse("shape"; "") else . end
  | (if .properties_attributes == null then {} else .properties_attributes end) as $attributes
  | if ($attributes | type) != "object" then refuse("shape"; "") else . end
  | ([.properties | keys_unsorted[] as $key | select(.[$key] | type != "string") | $key][0]) as $odd
  | if $odd != null then refuse("not-text"; $odd) else . end
  | if all($attributes[]; type == "object" and all(.[]; type == "string")) then . else refuse("not-text"; "properties_attributes") end
  | if $kind == "kafka-env" and (.properties | has("content") | not) then refuse("shape"; "") else . end
  | {properties: .properties, properties_attributes: $attributes};

def put($ours):
  .properties as $was
  | .changed = [$ours | keys_unsorted[] as $key | select($was[$key] != $ours[$key]) | $key]
  | .properties = $was + $ours;

# `{"kafka-env": answer, "kafka-broker": answer}` to the same with every property as it is to be.
def merged($wanted):
  (.["kafka-env"] | exported("kafka-env"; $wanted)) as $env
  | (.["kafka-broker"] | exported("kafka-broker"; $wanted)) as $broker
  | ($env.properties.content | template($wanted)) as $template
  | ([$wanted.broker | keys_unsorted[] as $key | select(.[$key] | begins_jinja) | $key][0]) as $jinja
  | if $jinja != null then refuse("jinja-in-value"; $jinja) else . end
  | {
      "kafka-env": ($env | put({content: $template.text})),
      "kafka-broker": ($broker | put($wanted.broker)),
      template: ($template | del(.text))
    };

def body($tag; $note):
  . as $merged
  | [{Clusters: {desired_config: ["kafka-env", "kafka-broker" | . as $type | {
      type: $type, tag: $tag, properties: $merged[$type].properties,
      properties_attributes: $merged[$type].properties_attributes, service_config_version_note: $note}]}}];
