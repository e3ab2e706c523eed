use crate::object::{Tree, list};
use crate::plan::access::{self, Entry};
use crate::source::Origin;
use crate::topology::{Link, Mechanism, Topology, Trust};

/// Adds `tls` and `authentication`, as Strimzi's clients have them.
pub(in crate::plan) fn login(tree: Tree, topology: &Topology, link: &Link) -> Tree {
    let origin = &link.endpoint.origin;
    let material = access::material(topology, link);
    let tls = match (&link.endpoint.trust, &material.certificate) {
        (Trust::None, _) => None,
        // Strimzi's word for the authorities that Java trusts anyway.
        (_, None) => Some(Tree::new(origin).put("trustedCertificates", list(Vec::new(), origin))),
        (_, Some(certificate)) => {
            let trusted = trusted(certificate, &link.endpoint.trust, access::needed(topology, link));
            Some(Tree::new(origin).put("trustedCertificates", vec![trusted]))
        }
    };
    tree.put("tls", tls).put("authentication", authentication(link, &material))
}

/// While a cluster CA is renewed its Secret holds the old certificate beside the new one: both are trusted.
fn trusted(certificate: &Entry, trust: &Trust, brought: bool) -> Tree {
    let tree = Tree::new(&certificate.origin).put("secretName", &certificate.secret);
    match trust {
        Trust::ClusterCa { .. } if !brought => tree.put("pattern", "*.crt"),
        _ => tree.put("certificate", &certificate.key),
    }
}

fn authentication(link: &Link, material: &access::Material) -> Option<Tree> {
    let origin = &link.endpoint.origin;
    if let (Some(certificate), Some(key)) = (&material.client_certificate, &material.client_key) {
        let pair = Tree::new(&certificate.origin)
            .put("secretName", &certificate.secret)
            .put("certificate", &certificate.key)
            .put_from("key", &key.key, &key.origin);
        return Some(Tree::new(origin).put("type", "tls").put("certificateAndKey", pair));
    }
    let password = material.password.as_ref()?;
    let (user, from): &(String, Origin) = material.user.as_ref()?;
    let kind = match link.endpoint.mechanism? {
        Mechanism::Plain => "plain",
        Mechanism::ScramSha256 => "scram-sha-256",
        Mechanism::ScramSha512 => "scram-sha-512",
    };
    let secret =
        Tree::new(&password.origin).put("secretName", &password.secret).put("password", &password.key);
    Some(Tree::new(origin).put("type", kind).put_from("username", user, from).put("passwordSecret", secret))
}
