//! The other end of a link: address, protocol, trust and credentials of a listener.

use super::namesake::namesake;
use super::tie::{Start, Tying};
use super::{Credentials, Endpoint, Mechanism, Place, Trust};
use crate::blueprint::{
    ExternalAuthType, ExternalListener, ExternalTls, HdInsight, HdInsightListener, Kafka, Listener,
    ListenerAuth, ListenerRef, ListenerType, Named, Protocol, SecretRef, Val,
};
use crate::diagnostic::{DANGLING_REFERENCE, Diagnostic, UNREACHABLE_LISTENER};
use crate::facts::near;
use crate::facts::strimzi::{self, names};
use crate::source::{Origin, Span};

impl Tying<'_, '_> {
    /// Ties a reference to its listener; `None` when there is none or the client cannot get there, which was
    /// reported.
    pub(super) fn endpoint(
        &mut self,
        start: &Start<'_>,
        place: Option<&Place>,
        user: Option<&str>,
    ) -> Option<Endpoint> {
        let to = start.to;
        let span = to.span();
        let clusters = &self.topology.blueprint.kafka;
        let Some(kafka) = clusters.get(&to.cluster) else {
            if !clusters.is_broken(&to.cluster) {
                let message = format!("there is no Kafka cluster `{}`", to.cluster);
                self.dangling(span, message, &to.cluster, clusters.names(), "kafka");
            }
            return None;
        };
        match &kafka.value {
            Kafka::Strimzi(cluster) => {
                let listener = self.listener(to, &cluster.listeners)?;
                self.strimzi(start, listener, place, user)
            }
            Kafka::HdInsight(cluster) => {
                self.listener(to, &cluster.listeners).map(|listener| hdinsight(cluster, listener, to))
            }
            Kafka::External(cluster) => {
                let listener = self.listener(to, &cluster.listeners)?;
                Some(external(listener, to, |secret| namesake(&self.topology.blueprint, secret, place)))
            }
        }
    }

    /// The listener a reference names among those of its cluster.
    fn listener<'l, T, R>(&mut self, to: &Val<ListenerRef>, listeners: &'l Named<T, R>) -> Option<&'l T> {
        if let Some(listener) = listeners.get(&to.listener) {
            return Some(&listener.value);
        }
        if !listeners.is_broken(&to.listener) {
            let message = format!("`kafka/{}` has no listener `{}`", to.cluster, to.listener);
            let section = format!("kafka/{}/listeners", to.cluster);
            self.dangling(to.span(), message, &to.listener, listeners.names(), &section);
        }
        None
    }

    fn dangling<'n>(
        &mut self,
        span: Option<Span>,
        message: String,
        name: &str,
        known: impl Iterator<Item = &'n str>,
        section: &str,
    ) {
        let known: Vec<&str> = known.collect();
        if let (Some(span), Some(taken)) = (span, self.topology.taken.get(&format!("{section}/{name}"))) {
            let environment = &self.topology.environment;
            let help = format!(
                "take what needs it away in `{environment}` as well, or leave `{section}/{name}` there"
            );
            let diagnostic = Diagnostic::new(&DANGLING_REFERENCE, span, message).here("needs it");
            self.sink.push(diagnostic.also(*taken, format!("`{environment}` takes it away")).help(help));
            return;
        }
        let help = match near::nearest(name, known.iter().copied()) {
            Some(best) => format!("did you mean `{best}`?"),
            None if known.is_empty() => format!("nothing is declared under `{section}`"),
            None => format!("declared under `{section}`: {}", known.join(", ")),
        };
        if let Some(span) = span {
            self.sink.push(Diagnostic::new(&DANGLING_REFERENCE, span, message).help(help));
        }
    }

    fn strimzi(
        &mut self,
        start: &Start<'_>,
        listener: &Listener,
        place: Option<&Place>,
        user: Option<&str>,
    ) -> Option<Endpoint> {
        let to = start.to;
        let home = self.topology.places.get(&to.cluster)?;
        let origin = Origin::derived(
            format!("kafka/{}/listeners/{}", to.cluster, to.listener),
            listener.origin.span(),
        );
        let inside = place.is_some_and(|p| p.kubernetes == home.kubernetes);
        let by_name = matches!(listener.kind.value, ListenerType::Route | ListenerType::TlsRoute);
        let port = match (listener.kind.value, &listener.node_port) {
            _ if by_name => Some(443),
            // From outside it is the node's port that answers, and only a stated one is known beforehand.
            (ListenerType::NodePort, node_port) => node_port.as_ref().map(|port| port.0),
            _ => Some(listener.port.0),
        };
        let stated =
            listener.bootstrap_host.as_ref().zip(port).map(|(host, port)| (host.value.clone(), port));
        let service = strimzi::ListenerType::from_word(listener.kind.value.word()).map_or_else(
            || names::kafka::bootstrap_service(&to.cluster),
            |kind| names::kafka::listener_bootstrap_service(&to.cluster, &to.listener, kind),
        );
        let internal = (format!("{service}.{}.svc", home.namespace), listener.port.0);
        let bootstrap = match (inside && !by_name, listener.kind.value) {
            (true, _) => vec![internal],
            (false, ListenerType::Internal | ListenerType::ClusterIp) => {
                self.unreachable(start, home);
                return None;
            }
            (false, _) => stated.into_iter().collect(),
        };
        if bootstrap.is_empty() && place.is_some() {
            self.address_unknown(start);
            return None;
        }
        let auth = listener.authentication.as_ref().map(|a| a.kind.value);
        let user = user.unwrap_or_default().to_owned();
        let namespace = home.namespace.clone();
        let (mechanism, credentials) = match auth {
            Some(ListenerAuth::ScramSha512) => (
                Some(Mechanism::ScramSha512),
                Credentials::UserPassword { user, namespace: namespace.clone() },
            ),
            Some(ListenerAuth::Tls) => {
                (None, Credentials::UserCertificate { user, namespace: namespace.clone() })
            }
            Some(ListenerAuth::Custom) | None => (None, Credentials::None),
        };
        let tls = listener.tls.value;
        let signed = listener.broker_cert_chain_and_key.is_some();
        let trust = match (tls, &listener.trusted_certificate) {
            (false, _) => Trust::None,
            (true, Some(by)) if signed => Trust::Secret(namesake(&self.topology.blueprint, by, place)),
            (true, _) if signed => Trust::Public,
            (true, _) => Trust::ClusterCa { cluster: to.cluster.clone(), namespace },
        };
        Some(Endpoint {
            bootstrap,
            origin,
            protocol: protocol(tls, mechanism),
            mechanism,
            trust,
            credentials,
        })
    }

    fn unreachable(&mut self, start: &Start<'_>, home: &Place) {
        let Some(span) = start.to.span() else { return };
        let message = format!(
            "`{}` is reached only from the Kubernetes cluster `{}`, and `{}` runs elsewhere",
            listener_path(start.to),
            home.kubernetes,
            start.path
        );
        let help = "connect to a listener of type `loadbalancer`, `nodeport`, `route` or `tlsroute`";
        self.sink.push(Diagnostic::new(&UNREACHABLE_LISTENER, span, message).help(help));
    }

    fn address_unknown(&mut self, start: &Start<'_>) {
        let Some(span) = start.to.span() else { return };
        let message =
            format!("the address of `{}` is known only once it is installed", listener_path(start.to));
        let help = "state the name clients are to use as `bootstrapHost` of the listener, and of a `nodeport` one the \
                    `nodePort` as well";
        self.sink.push(Diagnostic::new(&UNREACHABLE_LISTENER, span, message).help(help));
    }
}

fn listener_path(to: &ListenerRef) -> String {
    format!("kafka/{}/listeners/{}", to.cluster, to.listener)
}

fn protocol(tls: bool, mechanism: Option<Mechanism>) -> Protocol {
    match (tls, mechanism) {
        (false, None) => Protocol::Plaintext,
        (true, None) => Protocol::Ssl,
        (false, Some(_)) => Protocol::SaslPlaintext,
        (true, Some(_)) => Protocol::SaslSsl,
    }
}

fn hdinsight(cluster: &HdInsight, listener: &HdInsightListener, to: &ListenerRef) -> Endpoint {
    use crate::blueprint::Advertise;
    let by_name = listener.advertise.as_ref().is_some_and(|a| a.value == Advertise::Hostname);
    let host = |name: &str, address: &str| if by_name { name.to_owned() } else { address.to_owned() };
    let bootstrap = cluster
        .brokers
        .iter()
        .map(|(name, address)| (host(name, &address.value.value.0.to_string()), listener.port.0))
        .collect();
    let tls = matches!(listener.protocol.value, Protocol::Ssl | Protocol::SaslSsl);
    let trust = match &listener.trusted_certificate {
        _ if !tls => Trust::None,
        Some(certificate) => Trust::Secret(certificate.clone()),
        None => Trust::Public,
    };
    Endpoint {
        bootstrap,
        origin: Origin::derived(format!("kafka/{}/brokers", to.cluster), listener.origin.span()),
        protocol: listener.protocol.value,
        mechanism: None,
        trust,
        credentials: Credentials::None,
    }
}

fn external(
    listener: &ExternalListener,
    to: &ListenerRef,
    read: impl Fn(&SecretRef) -> SecretRef,
) -> Endpoint {
    let bootstrap = listener
        .bootstrap_servers
        .iter()
        .filter_map(|server| server.rsplit_once(':'))
        .filter_map(|(host, port)| Some((host.to_owned(), port.parse().ok()?)))
        .collect();
    let trust = match &listener.tls {
        Some(ExternalTls::Public(value)) if value.value => Trust::Public,
        Some(ExternalTls::Certificate(certificate)) => Trust::Secret(read(&certificate.trusted_certificate)),
        Some(ExternalTls::Public(_)) | None => Trust::None,
    };
    let auth = listener.authentication.as_ref();
    let mechanism = auth.and_then(|a| match a.kind.value {
        ExternalAuthType::Plain => Some(Mechanism::Plain),
        ExternalAuthType::ScramSha256 => Some(Mechanism::ScramSha256),
        ExternalAuthType::ScramSha512 => Some(Mechanism::ScramSha512),
        ExternalAuthType::Tls => None,
    });
    let credentials =
        auth.map_or(Credentials::None, |a| match (&a.username, &a.password, &a.certificate, &a.key) {
            (Some(username), Some(password), ..) => {
                Credentials::Password { username: username.clone(), password: read(password) }
            }
            (.., Some(certificate), Some(key)) => {
                Credentials::Certificate { certificate: read(certificate), key: read(key) }
            }
            _ => Credentials::None,
        });
    Endpoint {
        bootstrap,
        origin: Origin::derived(listener_path(to), listener.origin.span()),
        protocol: protocol(trust != Trust::None, mechanism),
        mechanism,
        trust,
        credentials,
    }
}
