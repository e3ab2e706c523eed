//! Whether the Secrets a client logs in with are where it runs.

use super::report;
use crate::diagnostic::{CREDENTIALS_OUT_OF_REACH, Sink};
use crate::topology::{Credentials, Link, Topology, Trust};
use std::collections::BTreeMap;

pub(super) fn check(topology: &Topology, sink: &mut Sink) {
    // One operator is missing however many clients wait for it.
    let mut waiting: BTreeMap<(&str, &str), Vec<&Link>> = BTreeMap::new();
    for link in &topology.links {
        let (Some(place), Some(home)) = (&link.place, topology.places.get(&link.to.cluster)) else {
            continue;
        };
        let elsewhere = place.kubernetes == home.kubernetes && place.namespace != home.namespace;
        if elsewhere && needs_secrets(link) && topology.strimzi(&link.to.cluster).is_some() {
            waiting.entry((&place.kubernetes, &link.to.cluster)).or_default().push(link);
        }
    }
    for ((kubernetes, cluster), links) in waiting {
        let Some(on) = topology.blueprint.kubernetes.get(kubernetes) else { continue };
        let operators = on.operators.as_ref();
        if operators.is_some_and(|operators| operators.strimzi_access.is_some()) {
            continue;
        }
        let (Some(first), Some(home)) = (links.first(), topology.places.get(cluster)) else { continue };
        let others = match links.len() - 1 {
            0 => String::new(),
            1 => " (and one other connection)".to_owned(),
            n => format!(" (and {n} other connections)"),
        };
        let message = format!(
            "`{}`{others} needs Secrets of `kafka/{cluster}`, which are in the namespace `{}`, where its pods \
             cannot read them",
            first.path, home.namespace
        );
        let help = format!(
            "install the Strimzi access operator, which brings them, and add `strimzi-access: {{version: 0.3.0}}` to \
             the `operators` of `kubernetes/{kubernetes}`; or run it in `{}`",
            home.namespace
        );
        let installed = operators.and_then(|operators| operators.origin.span());
        let places = [(first.to.span(), ""), (installed, "what is installed")];
        report(sink, &CREDENTIALS_OUT_OF_REACH, message, help, &places);
    }
}

fn needs_secrets(link: &Link) -> bool {
    matches!(link.endpoint.trust, Trust::ClusterCa { .. })
        || matches!(
            link.endpoint.credentials,
            Credentials::UserPassword { .. } | Credentials::UserCertificate { .. }
        )
}
