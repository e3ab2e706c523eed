//! The five lines Microsoft documents since 2017 for the *kafka-env template*, recognised by shape: people change the
//! address, the listeners and the path, and paste them with blanks in front.

use regex_lite::Regex;
use std::sync::LazyLock;

/// One of the five lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Documented {
    /// The comment above them.
    Comment,
    /// `IP_ADDRESS=$(hostname -i)`.
    Address,
    /// `echo advertised.listeners=…`, which only says it.
    Said,
    /// `sed -i.bak … '/advertised/…' …/server.properties`.
    Deleted,
    /// `echo "advertised.listeners=…" >> …/server.properties`, with the listeners it names.
    Written(Vec<String>),
}

/// `merge.jq` has the same patterns, under the same names.
const ADDRESS: &str =
    r"^(export[ \t]+)?IP_ADDRESS=[^;&]*hostname[ \t]+(-i|-I|--ip-address|--all-ip-addresses)[^;&]*$";
const SAID: &str = r#"^echo[ \t]+["']?advertised\.listeners=[^>;&|]*$"#;
const DELETED: &str = r#"^sed[ \t]+([-][-a-zA-Z.=]+[ \t]+)+('[^']*/advertised[^']*'|"[^"]*/advertised[^"]*")[ \t]+["']?[^ \t;&|<>"']*server\.properties["']?$"#;
const WRITTEN: &str = r#"^echo[ \t]+["']?advertised\.listeners=([^"'>;&|]*)["']?[ \t]*>>[ \t]*["']?[^ \t;&|<>"']*server\.properties["']?$"#;
const OPENS: &str = r"(^|[ \t;])(then|do|else|\{|\()$|(&&|\|)$";
const TLS: &str = r#"(^|["' \t])ssl\.[a-z.]*="#;

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is a constant")
}

/// A line without the blanks around it, and without the carriage return a text from Windows has.
pub(super) fn bare(line: &str) -> &str {
    line.trim_matches([' ', '\t', '\r'])
}

/// Which of the five a line is.
pub(super) fn documented(line: &str) -> Option<Documented> {
    static PATTERNS: LazyLock<[Regex; 4]> = LazyLock::new(|| [ADDRESS, SAID, DELETED, WRITTEN].map(regex));
    let [address, said, deleted, written] = &*PATTERNS;
    let line = bare(line);
    if line.starts_with("# Configure Kafka to advertise IP") {
        return Some(Documented::Comment);
    }
    if address.is_match(line) {
        return Some(Documented::Address);
    }
    if said.is_match(line) {
        return Some(Documented::Said);
    }
    if deleted.is_match(line) {
        return Some(Documented::Deleted);
    }
    let listeners = written.captures(line)?.get(1)?.as_str();
    let names = listeners.split(',').filter_map(|one| Some(bare(one.split_once("://")?.0).to_owned()));
    Some(Documented::Written(names.collect()))
}

/// Whether a line changes what brokers advertise, in whatever way.
pub(super) fn advertises(line: &str) -> bool {
    let line = bare(line);
    !line.starts_with('#')
        && (["advertised.listeners", "advertised.host.name", "advertised.port"]
            .iter()
            .any(|k| line.contains(k))
            || line.contains("/advertised") && line.contains("server.properties"))
}

/// Whether a shell wants something on the next line.
pub(super) fn opens(line: &str) -> bool {
    static PATTERN: LazyLock<Regex> = LazyLock::new(|| regex(OPENS));
    PATTERN.is_match(bare(line))
}

/// Whether a line sets TLS up, as the page about encryption has it: in clear, passwords and all.
pub(super) fn sets_tls(line: &str) -> bool {
    static PATTERN: LazyLock<Regex> = LazyLock::new(|| regex(TLS));
    !bare(line).starts_with('#') && PATTERN.is_match(bare(line))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_five_lines_and_what_people_make_of_them() {
        use Documented::{Address, Comment, Deleted, Said};
        let is = |line: &str, wanted: Documented| assert_eq!(documented(line), Some(wanted), "{line}");
        is("# Configure Kafka to advertise IP addresses instead of FQDN", Comment);
        is("IP_ADDRESS=$(hostname -i)", Address);
        is("  export IP_ADDRESS=`hostname -I | awk '{print $1}'`\r", Address);
        is("echo advertised.listeners=$IP_ADDRESS", Said);
        let file = "/usr/hdp/current/kafka-broker/conf/server.properties";
        is(&format!("sed -i.bak -e '/advertised/{{/advertised@/!d;}}' {file}"), Deleted);
        is("sed -i \"/advertised.listeners/d\" \"{{conf_dir}}/server.properties\"", Deleted);
        let names = |names: &[&str]| Documented::Written(names.iter().map(|n| (*n).to_owned()).collect());
        is(
            &format!("echo \"advertised.listeners=PLAINTEXT://$IP_ADDRESS:9092\" >> {file}"),
            names(&["PLAINTEXT"]),
        );
        is(
            &format!(
                "\techo 'advertised.listeners=PLAINTEXT://$(hostname -i):9092, SSL://$IP_ADDRESS:9093'>>{file}"
            ),
            names(&["PLAINTEXT", "SSL"]),
        );
    }

    #[test]
    fn a_line_that_does_more_is_nobody_s() {
        for line in [
            "IP_ADDRESS=$(hostname -i); export JAVA_HOME=/usr",
            "IP_ADDRESS=10.0.0.4",
            "echo advertised.listeners=$IP_ADDRESS && rm -f x",
            "sed -i '/advertised/d' a/server.properties; reboot",
            "sed -i '/advertised/d' a/server.properties b",
            "echo \"advertised.listeners=PLAINTEXT://x:1\" > server.properties",
            "if true; then echo \"advertised.listeners=PLAINTEXT://x:1\" >> server.properties; fi",
            "",
        ] {
            assert_eq!(documented(line), None, "{line}");
        }
    }

    #[test]
    fn whatever_changes_what_is_advertised_is_seen() {
        assert!(advertises("printf 'advertised.listeners=%s' x >> f") && advertises("advertised.port=1"));
        assert!(advertises("perl -ni -e 'print unless /advertised/' server.properties"));
        assert!(!advertises("# advertised.listeners is set below") && !advertises("export A=advertised"));
        assert!(
            opens("if [ -f x ]; then") && opens("f() {") && opens("true &&") && !opens("fi") && !opens("x{")
        );
        assert!(sets_tls("echo \"ssl.key.password=x\" >> f") && sets_tls("ssl.keystore.location=/a"));
        assert!(!sets_tls("export OPENSSL.x=1") && !sets_tls("# ssl.x=1"));
    }
}
