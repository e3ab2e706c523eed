//! Ambari renders the template, and every value of `kafka-broker`, with Jinja2.

use regex_lite::Regex;
use std::sync::LazyLock;

/// What Jinja takes out of the text, `raw` blocks first: inside them nothing else begins. `merge.jq` has the same two.
const TAKEN: &str = r"\{%-?[ \t\r\n]*raw[ \t\r\n]*-?%\}[\s\S]*?\{%-?[ \t\r\n]*endraw[ \t\r\n]*-?%\}|\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}|\{#[\s\S]*?#\}";
/// Taken alone, it has no `endraw`.
const RAW: &str = r"^\{%-?[ \t\r\n]*raw[ \t\r\n]*-?%\}$";

/// Whether something begins that Jinja knows.
pub(super) fn begins(text: &str) -> bool {
    ["{{", "{%", "{#"].iter().any(|opening| text.contains(opening))
}

/// Whether something begins and does not end: a text that cannot be rendered, or swallows what stands behind it.
pub(super) fn unclosed(text: &str) -> bool {
    static PATTERNS: LazyLock<[Regex; 2]> =
        LazyLock::new(|| [TAKEN, RAW].map(|p| Regex::new(p).expect("the pattern is a constant")));
    let [taken, raw] = &*PATTERNS;
    taken.find_iter(text).any(|found| raw.is_match(found.as_str())) || begins(&taken.replace_all(text, " "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_must_end() {
        for text in ["", "${JMX_PORT:-9999}", "{{java64_home}}", "{# a\nb #}{% if x %}{% endif %}", "}}%}#}{"]
        {
            assert!(!unclosed(text), "{text}");
        }
        for text in ["n=${#list}", "{{ a }", "{% raw %}", "{{a}}{%", "a {# b %} }}"] {
            assert!(unclosed(text), "{text}");
        }
        assert!(!unclosed("{% raw %}${#list}{{ {%- endraw -%}"), "raw text is no Jinja");
    }
}
