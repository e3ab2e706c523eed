//! Whether a client's certificate and key are there in one file.
//!
//! `ssl.keystore.location` takes one file, PKCS #12 or PEM with certificate and key, of a JVM client and of
//! librdkafka alike. The user operator keeps a PKCS #12 file in the Secret of a user; the access operator brings
//! only the certificate and the key, as two entries, and a volume cannot join them.

use crate::blueprint::Meaning;
use crate::diagnostic::{Diagnostic, Sink, VARIABLE_WITHOUT_VALUE};
use crate::topology::{Credentials, Link, Section, Topology};

pub(super) fn check(topology: &Topology, sink: &mut Sink) {
    for (name, app) in topology.blueprint.apps.iter() {
        for link in topology.links_of(Section::Apps, name) {
            let Some((why, help)) = missing(topology, link) else { continue };
            let connection = link.connection.as_deref().and_then(|name| app.connections.get(name));
            for (variable, word) in connection.iter().flat_map(|connection| connection.env.iter()) {
                let certificate = !matches!(link.endpoint.credentials, Credentials::UserCertificate { .. });
                let asks = match word.value.value {
                    Meaning::Keystore | Meaning::KeystoreType => true,
                    // Of a client without a password this is the keystore's.
                    Meaning::Password => !certificate,
                    _ => false,
                };
                let Some(span) = word.value.span().filter(|_| asks) else { continue };
                let message =
                    format!("`{variable}` asks for `{}`, and `{}` {why}", word.value.value.word(), link.path);
                sink.push(Diagnostic::new(&VARIABLE_WITHOUT_VALUE, span, message).help(&*help));
            }
        }
    }
}

/// Why there is no keystore, and what to do about it; `None` where there is one.
pub(super) fn missing(topology: &Topology, link: &Link) -> Option<(String, String)> {
    let files = format!("/etc/kafka/{}", link.connection.as_deref().unwrap_or_default());
    match &link.endpoint.credentials {
        Credentials::UserCertificate { namespace, .. } => {
            let (place, home) = (link.place.as_ref()?, topology.places.get(&link.to.cluster)?);
            // On another Kubernetes cluster somebody copies the user's Secret, keystore and all.
            (place.kubernetes == home.kubernetes && place.namespace != *namespace).then(|| {
                (
                    format!(
                        "has none: the access operator brings certificate and key to the namespace `{}` as two \
                         files only",
                        place.namespace
                    ),
                    format!(
                        "run it in `{namespace}`, where the user's Secret holds a keystore, connect to a listener with \
                         `scram-sha-512`, or point the client at `{files}/user.crt` and `{files}/user.key`"
                    ),
                )
            })
        }
        Credentials::Certificate { certificate, key } => (certificate.path() != key.path()).then(|| {
            (
                format!("has none: `{}` and `{}` are two files", certificate.path(), key.path()),
                format!(
                    "put certificate and key, in PEM, into one entry of the secret and name it for both, or point the \
                     client at `{files}/user.crt` and `{files}/user.key`"
                ),
            )
        }),
        Credentials::None | Credentials::UserPassword { .. } | Credentials::Password { .. } => {
            Some((
                "has none: its listener asks for no certificate".to_owned(),
                "take the variable out; an environment does so with `null`".to_owned(),
            ))
        }
    }
}
