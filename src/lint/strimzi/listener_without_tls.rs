use crate::diagnostic::{Code, Severity};
use crate::facts::strimzi::ListenerType;
use crate::lint::view::{Listener, listeners};
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("listener-without-tls", Severity::Error, include_str!("listener_without_tls.md")),
    subject: Subject::Strimzi,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["OPL06", "OPL07", "OPL08", "GAP01", "OBS-a07", "OBS-a10"],
    check: Check::Object(&[Kind::Kafka], check),
};

fn check<'a>(kafka: &'a Object, cx: &mut Cx<'a>) {
    for listener in listeners(kafka).filter(Listener::is_plain) {
        let (Some(plain), Some((needs, why))) = (listener.node.get("tls"), needs(&listener)) else {
            continue;
        };
        let message = format!("listener `{}` of {} has no TLS, {why}", listener.name, kafka.title());
        cx.report(Place::Value(kafka, plain), message)
            .also(Place::Value(kafka, needs), "needs TLS")
            .help("write `tls: true`");
    }
}

/// What of a listener works with TLS only, and what becomes of it.
fn needs<'a>(listener: &Listener<'a>) -> Option<(&'a Node, &'static str)> {
    let refused = "and the operator refuses the whole resource";
    match listener.kind {
        Some(ListenerType::Route | ListenerType::Ingress) => {
            return Some((listener.node.get("type")?, refused));
        }
        Some(ListenerType::TlsRoute) => {
            return Some((listener.node.get("type")?, "and a TLSRoute passes nothing on that is not TLS"));
        }
        _ => {}
    }
    let authentication = listener.node.get("authentication").and_then(|a| a.get("type"));
    if let Some(kind) = authentication.filter(|kind| kind.as_str() == Some("tls")) {
        return Some((kind, refused));
    }
    let own = listener.node.get("configuration")?.get("brokerCertChainAndKey")?;
    own.as_map().is_some().then_some((own, refused))
}
