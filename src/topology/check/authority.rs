//! Certificate authorities of Strimzi clusters.
//!
//! What they sign is as long valid as they are, and the operator compares the end of that with the days of renewal at
//! each look, whoever made the authority. Source: `InternalCa.certNeedsRenewal` of Strimzi 1.2.0.

use super::{report, strimzi_clusters};
use crate::blueprint::RawMap;
use crate::diagnostic::{OUT_OF_RANGE, Sink};
use crate::source::Span;
use crate::topology::Topology;

/// What holds where nobody says otherwise. Source: `CertificateAuthority` of Strimzi 1.2.0.
const VALIDITY_DAYS: i128 = 365;
const RENEWAL_DAYS: i128 = 30;

pub(super) fn check(topology: &Topology, sink: &mut Sink) {
    for (cluster, _, kafka) in strimzi_clusters(topology) {
        for (key, authority) in [("clusterCa", &kafka.cluster_ca), ("clientsCa", &kafka.clients_ca)] {
            if let Some(authority) = authority {
                renewal(&format!("kafka/{cluster}/{key}"), authority, sink);
            }
        }
    }
}

fn renewal(path: &str, authority: &RawMap, sink: &mut Sink) {
    let days = |key: &str, otherwise: i128| -> Option<(i128, Option<Span>)> {
        match authority.0.get(key) {
            Some(node) => Some((node.as_int()?, node.origin.span())),
            None => Some((otherwise, None)),
        }
    };
    let Some((validity, validity_at)) = days("validityDays", VALIDITY_DAYS) else { return };
    let Some((renewal, renewal_at)) = days("renewalDays", RENEWAL_DAYS) else { return };
    if renewal < validity {
        return;
    }
    let message = format!(
        "certificates of `{path}` are valid for {validity} days and renewed {renewal} days before their end, which is at \
         once and again at every look"
    );
    let help = match (validity - 1).min(RENEWAL_DAYS) {
        least if least < 1 => "write a `validityDays` above `renewalDays`".to_owned(),
        most => format!(
            "write `renewalDays` well below `validityDays`, such as `renewalDays: {}`",
            most.min(validity / 3).max(1)
        ),
    };
    let places = [(renewal_at, ""), (validity_at, "as long as they are valid")];
    report(sink, &OUT_OF_RANGE, message, help, &places);
}
