use crate::facts::kubernetes::{dns_label, dns_subdomain, label_key, label_value, port_name};
use std::net::IpAddr;

/// What a text is beyond its letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Form {
    kind: Kind,
    may_be_empty: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    DnsLabel,
    DnsSubdomain,
    LabelKey,
    LabelValue,
    PortName,
    DataKey,
    FieldPath,
    Host,
    Ip,
    Schedule,
    TimeZone,
}

impl Form {
    /// Reads `dns-label`, or `dns-label?` where empty text is none at all.
    ///
    /// # Panics
    /// On a word it does not know: the tables are ours and a test reads all of them.
    pub(super) fn read(word: &str) -> Self {
        let (word, may_be_empty) = word.strip_suffix('?').map_or((word, false), |word| (word, true));
        let kind = match word {
            "dns-label" => Kind::DnsLabel,
            "dns-subdomain" => Kind::DnsSubdomain,
            "label-key" => Kind::LabelKey,
            "label-value" => Kind::LabelValue,
            "port-name" => Kind::PortName,
            "data-key" => Kind::DataKey,
            "field-path" => Kind::FieldPath,
            "host" => Kind::Host,
            "ip" => Kind::Ip,
            "schedule" => Kind::Schedule,
            "time-zone" => Kind::TimeZone,
            word => panic!("a schema table has the form `{word}`, which has no meaning"),
        };
        Self { kind, may_be_empty }
    }

    /// Whether a text has it.
    pub(super) fn fits(self, text: &str) -> bool {
        if text.is_empty() && self.may_be_empty {
            return true;
        }
        match self.kind {
            Kind::DnsLabel => dns_label(text).is_none(),
            Kind::DnsSubdomain => dns_subdomain(text).is_none(),
            Kind::LabelKey => label_key(text).is_none(),
            Kind::LabelValue => label_value(text).is_none(),
            Kind::PortName => port_name(text).is_none(),
            Kind::DataKey => data_key(text),
            Kind::FieldPath => field_path(text),
            Kind::Host => dns_subdomain(text.strip_prefix("*.").unwrap_or(text)).is_none(),
            Kind::Ip => text.parse::<IpAddr>().is_ok(),
            Kind::Schedule => schedule(text),
            Kind::TimeZone => time_zone(text),
        }
    }

    /// What is expected, with its article.
    pub(super) fn words(self) -> &'static str {
        match self.kind {
            Kind::DnsLabel => "a name of at most 63 lower-case letters, digits and hyphens",
            Kind::DnsSubdomain => {
                "a name of lower-case letters, digits, hyphens and dots, such as `orders` or `orders.v2`"
            }
            Kind::LabelKey => "the key of a label, such as `app.kubernetes.io/name`",
            Kind::LabelValue => {
                "the value of a label: at most 63 letters, digits, `-`, `_` and `.`, with a letter or digit at each end"
            }
            Kind::PortName => {
                "the name of a port: at most 15 lower-case letters, digits and single hyphens, one a letter"
            }
            Kind::DataKey => "a key of a ConfigMap or Secret: at most 253 letters, digits, `-`, `_` and `.`",
            Kind::FieldPath => "a field a container may be given, such as `metadata.name` or `status.podIP`",
            Kind::Host => "a host name, such as `shop.example.com` or `*.example.com`",
            Kind::Ip => "an IP address, such as `10.1.2.3`",
            Kind::Schedule => "a schedule of five fields, such as `0 3 * * *`",
            Kind::TimeZone => "the name of a time zone, such as `Europe/Berlin` or `Etc/UTC`",
        }
    }
}

fn data_key(text: &str) -> bool {
    let fit = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    (1..=253).contains(&text.len()) && text.chars().all(fit) && text != "." && !text.starts_with("..")
}

/// What the downward API gives, of environment variables and of volumes.
fn field_path(text: &str) -> bool {
    const WHOLE: [&str; 12] = [
        "metadata.name",
        "metadata.namespace",
        "metadata.uid",
        "metadata.labels",
        "metadata.annotations",
        "spec.nodeName",
        "spec.serviceAccountName",
        "spec.host",
        "status.hostIP",
        "status.hostIPs",
        "status.podIP",
        "status.podIPs",
    ];
    let of = |map: &str| {
        let key = text.strip_prefix(map).and_then(|rest| rest.strip_prefix("['")?.strip_suffix("']"));
        key.is_some_and(|key| label_key(key).is_none())
    };
    WHOLE.contains(&text) || of("metadata.labels") || of("metadata.annotations")
}

/// As `robfig/cron` reads the standard form; a time zone has a field of its own.
fn schedule(text: &str) -> bool {
    if let Some(word) = text.strip_prefix('@') {
        let words = ["yearly", "annually", "monthly", "weekly", "daily", "midnight", "hourly"];
        return words.contains(&word) || word.strip_prefix("every ").is_some_and(|period| !period.is_empty());
    }
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    const DAYS: [&str; 7] = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
    let fields: Vec<&str> = text.split_ascii_whitespace().collect();
    let limits: [(u32, u32, &[&str]); 5] =
        [(0, 59, &[]), (0, 23, &[]), (1, 31, &[]), (1, 12, &MONTHS), (0, 6, &DAYS)];
    fields.len() == limits.len()
        && fields
            .iter()
            .zip(limits)
            .all(|(field, limits)| field.split(',').all(|part| part_of_schedule(part, limits)))
}

fn part_of_schedule(part: &str, (low, high, names): (u32, u32, &[&str])) -> bool {
    let number = |text: &str| {
        let named = names.iter().position(|name| name.eq_ignore_ascii_case(text));
        named.and_then(|at| u32::try_from(at).ok()).map(|at| at + low).or_else(|| text.parse().ok())
    };
    let (range, step) = part.split_once('/').map_or((part, None), |(range, step)| (range, Some(step)));
    let stepped = step.is_none_or(|step| step.parse::<u32>().is_ok_and(|step| step > 0));
    let fits = |text: &str| number(text).filter(|at| (low..=high).contains(at));
    let ranged = match range.split_once('-') {
        _ if range == "*" || range == "?" => true,
        Some((from, to)) => matches!((fits(from), fits(to)), (Some(from), Some(to)) if from <= to),
        None => fits(range).is_some(),
    };
    stepped && ranged
}

/// By its shape: which zones there are is the server's own knowledge.
fn time_zone(text: &str) -> bool {
    let part = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_alphabetic())
            && part.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '+'))
    };
    text.starts_with(|c: char| c.is_ascii_uppercase()) && text != "Local" && text.split('/').all(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schedules() {
        for text in ["0 3 * * *", "*/5 0-23/2 1,15 JAN-mar sun", "@daily", "@every 1h", "0 0 ? * 6"] {
            assert!(schedule(text), "{text}");
        }
        for text in [
            "",
            "daily",
            "0 3 * *",
            "60 * * * *",
            "0 24 * * *",
            "0 0 0 * *",
            "0 0 * * 7",
            "*/0 * * * *",
            "5-1 * * * *",
        ] {
            assert!(!schedule(text), "{text}");
        }
    }

    #[test]
    fn time_zones_and_paths() {
        assert!(
            ["UTC", "Etc/GMT+1", "Europe/Berlin", "America/Port-au-Prince"]
                .iter()
                .all(|text| time_zone(text))
        );
        assert!(!["", "Local", "berlin", "-a-", "Europe/", "Not a zone"].iter().any(|text| time_zone(text)));
        assert!(
            ["metadata.name", "metadata.labels['app']", "status.podIPs"].iter().all(|text| field_path(text))
        );
        assert!(
            !["", "spec", "metadata.labels['']", "metadata.labels[app]"].iter().any(|text| field_path(text))
        );
    }
}
