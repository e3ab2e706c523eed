use super::super::{Lowering, mount};
use super::expansion::{literal, reference};
use super::variable::{Holds, Variable, free_name};
use crate::blueprint::Meaning;
use crate::plan::access::{self, Entry, Material};
use crate::source::Origin;
use crate::topology::Link;

/// The variables of a connection, sorted by name; those a composed one uses stand before it.
pub(super) fn variables(app: &Lowering<'_>, link: &Link, taken: &mut Vec<String>) -> Vec<Variable> {
    let connection = link.connection.as_deref().unwrap_or_default();
    let Some(item) = app.app.connections.get(connection) else { return Vec::new() };
    let material = access::material(app.topology, link);
    let mut variables = Vec::new();
    for (name, word) in item.env.iter() {
        if word.value.value == Meaning::SaslJaasConfig && material.jaas.is_none() {
            let given = item.env.iter().find(|(_, other)| other.value.value == Meaning::Password);
            let given = given.map(|(name, _)| name);
            variables.extend(login(link, &material, name, given, &word.key, taken));
            continue;
        }
        let Some((holds, origin)) = value(app, link, &material, word.value.value) else { continue };
        variables.push(Variable { name: name.to_owned(), holds, key: word.key.clone(), origin });
    }
    variables
}

fn value(app: &Lowering<'_>, link: &Link, material: &Material, word: Meaning) -> Option<(Holds, Origin)> {
    let endpoint = &link.endpoint;
    let text = |text: String, origin: &Origin| Some((Holds::Text(literal(&text, None)), origin.clone()));
    let secret = |entry: &Entry| Some((Holds::entry(entry), entry.origin.clone()));
    match word {
        Meaning::BootstrapServers => text(endpoint.servers(), &endpoint.origin),
        Meaning::BootstrapHost => text(endpoint.bootstrap.first()?.0.clone(), &endpoint.origin),
        Meaning::BootstrapPort => text(endpoint.bootstrap.first()?.1.to_string(), &endpoint.origin),
        Meaning::SecurityProtocol => text(endpoint.protocol.word().to_owned(), &endpoint.origin),
        Meaning::SaslMechanism => text(endpoint.mechanism?.word().to_owned(), &endpoint.origin),
        Meaning::SaslJaasConfig => secret(material.jaas.as_ref()?),
        Meaning::Username => match (&material.username, &material.user) {
            (Some(entry), _) => secret(entry),
            (None, Some((user, origin))) => text(user.clone(), origin),
            (None, None) => None,
        },
        Meaning::Password => match &material.password {
            Some(entry) => secret(entry),
            // A client with a certificate has one password only: that of its keystore.
            None => secret(mount::keystore(app.topology, link)?.password.as_ref()?),
        },
        Meaning::Truststore => {
            let (path, origin) = mount::truststore(app.topology, link)?;
            text(path, &origin)
        }
        Meaning::TruststoreType => {
            let (_, origin) = mount::truststore(app.topology, link)?;
            text("PEM".to_owned(), &origin)
        }
        Meaning::Keystore => {
            let keystore = mount::keystore(app.topology, link)?;
            text(keystore.path, &keystore.origin)
        }
        Meaning::KeystoreType => {
            let keystore = mount::keystore(app.topology, link)?;
            text(keystore.kind.to_owned(), &keystore.origin)
        }
        Meaning::Group => {
            let group = link.group.as_ref().or(link.streams.as_ref().map(|s| &s.application_id))?;
            text(group.value.clone(), &group.origin)
        }
        Meaning::ApplicationId => {
            let id = &link.streams.as_ref()?.application_id;
            text(id.value.clone(), &id.origin)
        }
        Meaning::StateDir => {
            let folder = link.streams.as_ref()?.state_dir.as_ref()?;
            text(folder.value.clone(), &folder.origin)
        }
        Meaning::PodName => Some((Holds::Field("metadata.name"), Origin::Fixed)),
    }
}

/// The login line of a JVM client whose Secret has none: composed of the user name and a variable with the password,
/// the connection's own where it has one.
fn login(
    link: &Link,
    material: &Material,
    name: &str,
    given: Option<&str>,
    key: &Origin,
    taken: &mut Vec<String>,
) -> Vec<Variable> {
    let (Some(mechanism), Some((user, _)), Some(password)) =
        (link.endpoint.mechanism, &material.user, &material.password)
    else {
        return Vec::new();
    };
    let mut variables = Vec::new();
    let variable = given.map_or_else(|| free_name(format!("{name}_PASSWORD"), taken), str::to_owned);
    if given.is_none() {
        variables.push(Variable {
            name: variable.clone(),
            holds: Holds::entry(password),
            key: Origin::derived(link.path.as_str(), key.span()),
            origin: password.origin.clone(),
        });
    }
    let user = user.replace('\\', "\\\\").replace('"', "\\\"");
    let line = format!("{} required username=\"{user}\" password=\"", mechanism.login_module());
    let text = format!("{}{}\";", literal(&line, Some('$')), reference(&variable));
    variables.push(Variable {
        name: name.to_owned(),
        holds: Holds::Text(text),
        key: key.clone(),
        origin: link.endpoint.origin.clone(),
    });
    variables
}
