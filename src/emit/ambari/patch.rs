//! `kafka-env.patch.sh`: the managed block at the end of the *kafka-env template*, by which brokers tell clients their
//! address and not their name.
//!
//! Ambari has no values per host, so the address is found on the host, at each start. The template is Jinja:
//! `{{conf_dir}}` is the one name Ambari fills in.

use super::{Cluster, Listener};
use crate::blueprint::{Advertise, Protocol};
use crate::emit::shell::script;
use ipnet::Ipv4Net;
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeSet;

/// What the first line of a managed block begins with, in whatever version: a space and the rest follow.
pub const BEGIN: &str = "# >>> streamwright:advertise-ip";
/// The last line of a managed block, in whatever version.
pub const END: &str = "# <<< streamwright:advertise-ip <<<";
/// The version of the block's format. A block of another version is replaced as a whole.
pub const FORMAT: u32 = 1;

#[derive(Debug, Serialize)]
struct Data {
    range: String,
    first: String,
    last: String,
    first_number: u32,
    last_number: u32,
    certificates: bool,
    /// The listeners told by address, `PLAINTEXT,SSL`.
    told: String,
    /// What `listeners` is taken for where `server.properties` has none.
    missing: String,
}

pub(super) fn text(cluster: &Cluster<'_>) -> Result<Option<String>, String> {
    block(cluster)
}

/// The managed block with its markers, which carry the version of its format and the SHA-256 of the lines between them;
/// `None` where brokers advertise no address, or nobody said in which subnet.
///
/// A SASL listener is never told by address: Kerberos and certificates go by names.
///
/// # Errors
/// When the template does not fit its data, which is a mistake of ours.
pub fn block(cluster: &Cluster<'_>) -> Result<Option<String>, String> {
    let told: Vec<&Listener<'_>> = cluster.listeners.iter().filter(|listener| by_address(listener)).collect();
    let Some(subnet) = cluster.subnet.filter(|_| !told.is_empty()) else { return Ok(None) };
    let body = body(subnet, &told, &cluster.listeners)?;
    let digest: String = Sha256::digest(&body).iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(Some(format!("{BEGIN} v{FORMAT} sha256={digest} >>>\n{body}{END}\n")))
}

fn by_address(listener: &Listener<'_>) -> bool {
    listener.advertise == Advertise::Ip && matches!(listener.protocol, Protocol::Plaintext | Protocol::Ssl)
}

fn body(subnet: Ipv4Net, told: &[&Listener<'_>], all: &[Listener<'_>]) -> Result<String, String> {
    let words: BTreeSet<&str> = told.iter().map(|listener| listener.protocol.word()).collect();
    let listeners: Vec<String> =
        all.iter().map(|listener| format!("{}://:{}", listener.protocol.word(), listener.port)).collect();
    let data = Data {
        range: subnet.to_string(),
        first: subnet.network().to_string(),
        last: subnet.broadcast().to_string(),
        first_number: subnet.network().into(),
        last_number: subnet.broadcast().into(),
        certificates: told.iter().any(|listener| listener.protocol == Protocol::Ssl),
        told: words.into_iter().collect::<Vec<_>>().join(","),
        missing: listeners.join(","),
    };
    script(include_str!("patch.sh"), &[], data)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listener(protocol: Protocol, port: u16, advertise: Advertise) -> Listener<'static> {
        Listener { name: "one", protocol, port, advertise }
    }

    fn of(subnet: &str, listeners: &[Listener<'_>]) -> String {
        let told: Vec<&Listener<'_>> = listeners.iter().filter(|listener| by_address(listener)).collect();
        body(subnet.parse().unwrap(), &told, listeners).unwrap()
    }

    #[test]
    fn ambari_fills_in_one_name_and_finds_nothing_else_to_do() {
        let listeners = [
            listener(Protocol::Plaintext, 9092, Advertise::Ip),
            listener(Protocol::Ssl, 9093, Advertise::Ip),
        ];
        let body = of("10.10.0.0/24", &listeners);
        assert_eq!(body.matches("{{conf_dir}}").count(), 1);
        let rest = body.replace("{{conf_dir}}", "/etc/kafka/conf");
        for sign in ["{{", "}}", "{%", "%}", "{#", "#}"] {
            assert!(!rest.contains(sign), "{sign} is Jinja's");
        }
    }

    #[test]
    fn the_range_is_worked_out_here_and_not_on_the_host() {
        let plain = [listener(Protocol::Plaintext, 9092, Advertise::Ip)];
        let body = of("10.10.0.0/24", &plain);
        assert!(body.contains("-ge 168427520 ]") && body.contains("-le 168427775 ]"), "{body}");
        assert!(of("0.0.0.0/0", &plain).contains("-le 4294967295 ]"));
        assert!(of("10.10.0.8/29", &plain).contains("# 10.10.0.8 to 10.10.0.15\n"));
    }

    #[test]
    fn names_are_told_where_names_matter() {
        let all = [
            listener(Protocol::SaslSsl, 9094, Advertise::Ip),
            listener(Protocol::Ssl, 9093, Advertise::Hostname),
            listener(Protocol::Plaintext, 9092, Advertise::Ip),
        ];
        let body = of("10.10.0.0/24", &all);
        assert!(body.contains("told='PLAINTEXT' "), "{body}");
        assert!(body.contains("missing='SASL_SSL://:9094,SSL://:9093,PLAINTEXT://:9092' "), "{body}");
        let about_certificates = |protocol, advertise| {
            of("10.10.0.0/24", &[listener(protocol, 1, advertise)]).contains("subject alternative name")
        };
        assert!(about_certificates(Protocol::Ssl, Advertise::Ip));
        assert!(!about_certificates(Protocol::Plaintext, Advertise::Ip));
    }
}
