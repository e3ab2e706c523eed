//! The files of a connection: whom to trust and who one is, under `/etc/kafka/<connection>`.
//!
//! The certificate of a private authority is mounted whether or not a variable names it: an image may well have the
//! path in its own configuration, in its arguments or in a ConfigMap, and a variable added later then changes
//! nothing but itself.

use crate::object::Tree;
use crate::plan::access::{self, Entry, Material};
use crate::source::Origin;
use crate::topology::{Credentials, Link, Topology};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

const CERTIFICATE: &str = "ca.crt";
const CLIENT_CERTIFICATE: &str = "user.crt";
const CLIENT_KEY: &str = "user.key";
const CLIENT_STORE: &str = "user.p12";
const CLIENT_STORE_PASSWORD: &str = "user.password";
const CLIENT_PEM: &str = "user.pem";

/// A client's own certificate and key in one file, the only form every client can be pointed at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Keystore {
    pub(super) path: String,
    /// `PKCS12` or `PEM`, as `ssl.keystore.type` has it.
    pub(super) kind: &'static str,
    /// What a PKCS #12 file is locked with.
    pub(super) password: Option<Entry>,
    pub(super) origin: Origin,
}

fn folder(link: &Link) -> String {
    format!("/etc/kafka/{}", link.connection.as_deref().unwrap_or_default())
}

/// The certificate to trust, as a path with what it follows from; `None` without TLS or with a public authority.
pub(super) fn truststore(topology: &Topology, link: &Link) -> Option<(String, Origin)> {
    let entry = access::material(topology, link).certificate?;
    Some((format!("{}/{CERTIFICATE}", folder(link)), entry.origin))
}

/// The keystore; `None` where there is none, or certificate and key are only there as two files.
pub(super) fn keystore(topology: &Topology, link: &Link) -> Option<Keystore> {
    let material = access::material(topology, link);
    if let Some((store, password)) = store(topology, link, &material) {
        let path = format!("{}/{CLIENT_STORE}", folder(link));
        return Some(Keystore { path, kind: "PKCS12", password: Some(password), origin: store.origin });
    }
    let pem = one_file(&material)?;
    let path = format!("{}/{CLIENT_PEM}", folder(link));
    Some(Keystore { path, kind: "PEM", password: None, origin: pem.origin.clone() })
}

/// The PKCS #12 file the user operator keeps beside certificate and key, with its password. The access operator does
/// not bring it to other namespaces.
fn store(topology: &Topology, link: &Link, material: &Material) -> Option<(Entry, Entry)> {
    let Credentials::UserCertificate { .. } = link.endpoint.credentials else { return None };
    if access::needed(topology, link) {
        return None;
    }
    let beside = material.client_certificate.as_ref()?;
    let entry = |key: &str| Entry { key: key.to_owned(), ..beside.clone() };
    Some((entry(CLIENT_STORE), entry(CLIENT_STORE_PASSWORD)))
}

/// Certificate and key that stand in one entry of a secret.
fn one_file(material: &Material) -> Option<&Entry> {
    let (certificate, key) = (material.client_certificate.as_ref()?, material.client_key.as_ref()?);
    (certificate.secret == key.secret && certificate.key == key.key).then_some(certificate)
}

/// The files with their names, sorted by Secret and then in the order a person reads them.
fn files(topology: &Topology, link: &Link) -> BTreeMap<String, Vec<(&'static str, Entry)>> {
    let material = access::material(topology, link);
    let mut files = Vec::new();
    files.extend(material.certificate.clone().map(|entry| (CERTIFICATE, entry)));
    if let Some(pem) = one_file(&material) {
        files.push((CLIENT_PEM, pem.clone()));
    } else {
        files.extend(material.client_certificate.clone().map(|entry| (CLIENT_CERTIFICATE, entry)));
        files.extend(material.client_key.clone().map(|entry| (CLIENT_KEY, entry)));
    }
    files.extend(store(topology, link, &material).map(|(store, _)| (CLIENT_STORE, store)));
    let mut by_secret: BTreeMap<String, Vec<(&'static str, Entry)>> = BTreeMap::new();
    for (file, entry) in files {
        by_secret.entry(entry.secret.clone()).or_default().push((file, entry));
    }
    by_secret
}

/// The name of the volume: `-ca` where all there is to hand over is whom to trust, `-tls` otherwise.
fn volume_name(link: &Link, secrets: &BTreeMap<String, Vec<(&'static str, Entry)>>) -> String {
    let only_trust = secrets.values().flatten().all(|(file, _)| *file == CERTIFICATE);
    let connection = link.connection.as_deref().unwrap_or_default();
    let name = format!("kafka-{connection}-{}", if only_trust { "ca" } else { "tls" });
    if name.len() <= 63 {
        return name;
    }
    let digest = Sha256::digest(name.as_bytes());
    let hex: String = digest.iter().take(4).map(|byte| format!("{byte:02x}")).collect();
    format!("{}-{hex}", name[..54].trim_end_matches('-'))
}

/// The volume of a connection's files; `None` where it has none.
pub(super) fn volume(topology: &Topology, link: &Link) -> Option<Tree> {
    let secrets = files(topology, link);
    let volume = Tree::new(&link.origin).put("name", volume_name(link, &secrets));
    let items = |files: &[(&'static str, Entry)]| -> Vec<Tree> {
        let item = |(file, entry): &(&'static str, Entry)| {
            Tree::new(&entry.origin).put("key", &entry.key).put("path", *file)
        };
        files.iter().map(item).collect()
    };
    let sources: Vec<(&String, &Vec<(&'static str, Entry)>)> = secrets.iter().collect();
    if let [(secret, files)] = sources.as_slice() {
        let source = Tree::new(&link.origin).put("secretName", *secret).put("items", items(files));
        return Some(volume.put("secret", source));
    }
    let sources: Vec<Tree> = sources
        .into_iter()
        .map(|(secret, files)| {
            let source = Tree::new(&link.origin).put("name", secret).put("items", items(files));
            Tree::new(&link.origin).put("secret", source)
        })
        .collect();
    (!sources.is_empty()).then(|| volume.put("projected", Tree::new(&link.origin).put("sources", sources)))
}

/// Where the container finds them.
pub(super) fn mount(topology: &Topology, link: &Link) -> Option<Tree> {
    let secrets = files(topology, link);
    (!secrets.is_empty()).then(|| {
        Tree::new(&link.origin)
            .put("name", volume_name(link, &secrets))
            .put("mountPath", folder(link))
            .put_from("readOnly", true, &Origin::Fixed)
    })
}
