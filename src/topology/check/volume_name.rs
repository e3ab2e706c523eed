//! Whether an app's volumes leave room for the files of its connections.

use super::report;
use crate::diagnostic::{DUPLICATE_VOLUME, Sink};
use crate::topology::{Credentials, Link, Section, Topology, Trust};

pub(super) fn check(topology: &Topology, sink: &mut Sink) {
    for (name, app) in topology.blueprint.apps.iter() {
        for link in topology.links_of(Section::Apps, name).filter(|link| brings_files(link)) {
            let connection = link.connection.as_deref().unwrap_or_default();
            let folder = format!("/etc/kafka/{connection}");
            for (volume, item) in app.volumes.iter() {
                let path = item.mount_path.as_ref().filter(|p| p.value.trim_end_matches('/') == folder);
                let named = ["ca", "tls"].iter().any(|end| format!("kafka-{connection}-{end}") == volume);
                let (at, what) = match path {
                    Some(path) => (path.span(), format!("is mounted at `{folder}`, where")),
                    None if named => (item.key_span(), "has the name under which".to_owned()),
                    None => continue,
                };
                let message =
                    format!("`apps/{name}/volumes/{volume}` {what} the files of `{}` are mounted", link.path);
                let help =
                    "give the volume another name and another `mountPath`, or the connection another name";
                report(sink, &DUPLICATE_VOLUME, message, help, &[(at, ""), (link.span(), "the connection")]);
            }
        }
    }
}

/// Whether there is a certificate to hand over: whom to trust, or who one is.
fn brings_files(link: &Link) -> bool {
    let endpoint = &link.endpoint;
    matches!(endpoint.trust, Trust::ClusterCa { .. } | Trust::Secret(_))
        || matches!(
            endpoint.credentials,
            Credentials::UserCertificate { .. } | Credentials::Certificate { .. }
        )
}
