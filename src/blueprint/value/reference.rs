use super::{Cidr, Scalar, network};
use crate::blueprint::Decoder;
use crate::diagnostic::{BAD_CIDR, BAD_REFERENCE};
use crate::source::Origin;
use crate::yaml::{Mark, Node, Value};
use serde_json::{Value as Json, json};

/// `streaming/tls`: a Kafka cluster and one of its listeners.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ListenerRef {
    /// The entry under `kafka`.
    pub cluster: String,
    /// The entry under its `listeners`.
    pub listener: String,
}

/// `hdi-vnet/default`: a network and one of its subnets.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SubnetRef {
    /// The entry under `networks`.
    pub network: String,
    /// The entry under its `subnets`.
    pub subnet: String,
}

/// Who may connect.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Peer {
    /// `networks/<vnet>`: the whole address space.
    Network(String),
    /// `networks/<vnet>/<subnet>`.
    Subnet(SubnetRef),
    /// `networks/<vnet>/pointToSite`: the clients of its gateway.
    PointToSite(String),
    /// `namespaces/<name>` of the same Kubernetes cluster.
    Namespace(String),
    /// `apps/<name>`.
    App(String),
    /// A range.
    Range(Cidr),
}

/// One entry of an `allowFrom`.
pub type AllowFrom = Peer;

/// `100-199`: the node ids a pool takes from, both ends included, below 1000.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct NodeIds {
    /// The lowest.
    pub first: u32,
    /// The highest.
    pub last: u32,
}

/// Whether a text can be one name in a path.
pub(super) fn is_step(text: &str) -> bool {
    !text.is_empty() && !text.contains(|c: char| c == '/' || c.is_whitespace())
}

/// `<a>/<b>`, or a report that shows the form.
fn pair(node: &Node<Mark>, cx: &mut Decoder<'_>, form: &str) -> Option<(String, String)> {
    let text = String::read(node, cx)?;
    match text.split_once('/') {
        Some((first, second)) if is_step(first) && is_step(second) => Some((first.into(), second.into())),
        _ => cx.refuse(
            &BAD_REFERENCE,
            node,
            format!("`{text}` is not of the form `{form}`"),
            Some(format!("write `{form}`")),
        ),
    }
}

impl Scalar for ListenerRef {
    fn read(node: &Node<Mark>, cx: &mut Decoder<'_>) -> Option<Self> {
        let (cluster, listener) = pair(node, cx, "<kafka cluster>/<listener>")?;
        Some(Self { cluster, listener })
    }
    fn describe() -> Json {
        json!({"type": "string", "pattern": "^[^/\\s]+/[^/\\s]+$"})
    }
    fn plain(&self) -> Value<Origin> {
        Value::String(format!("{}/{}", self.cluster, self.listener))
    }
}

impl Scalar for SubnetRef {
    fn read(node: &Node<Mark>, cx: &mut Decoder<'_>) -> Option<Self> {
        let (network, subnet) = pair(node, cx, "<network>/<subnet>")?;
        Some(Self { network, subnet })
    }
    fn describe() -> Json {
        json!({"type": "string", "pattern": "^[^/\\s]+/[^/\\s]+$"})
    }
    fn plain(&self) -> Value<Origin> {
        Value::String(format!("{}/{}", self.network, self.subnet))
    }
}

const PEER_FORMS: &str = "write `networks/<vnet>`, `networks/<vnet>/<subnet>`, `networks/<vnet>/pointToSite`, \
    `namespaces/<name>`, `apps/<name>` or a range such as `10.10.0.0/16`";

impl Scalar for Peer {
    fn read(node: &Node<Mark>, cx: &mut Decoder<'_>) -> Option<Self> {
        let text = String::read(node, cx)?;
        let parts: Vec<&str> = text.split('/').collect();
        match parts.as_slice() {
            ["networks", vnet] => Some(Self::Network((*vnet).into())),
            ["networks", vnet, "pointToSite"] => Some(Self::PointToSite((*vnet).into())),
            ["networks", vnet, subnet] => {
                Some(Self::Subnet(SubnetRef { network: (*vnet).into(), subnet: (*subnet).into() }))
            }
            ["namespaces", name] => Some(Self::Namespace((*name).into())),
            ["apps", name] => Some(Self::App((*name).into())),
            _ if text.starts_with(|c: char| c.is_ascii_digit()) => match network::parse_cidr(&text) {
                Ok(cidr) => Some(Self::Range(cidr)),
                Err((message, help)) => cx.refuse(&BAD_CIDR, node, message, Some(help)),
            },
            _ => cx.refuse(
                &BAD_REFERENCE,
                node,
                format!("`{text}` does not say who may connect"),
                Some(PEER_FORMS.into()),
            ),
        }
    }
    fn describe() -> Json {
        json!({"type": "string", "pattern": "^(networks/[^/\\s]+(/[^/\\s]+)?|namespaces/[^/\\s]+|apps/[^/\\s]+|([0-9]{1,3}\\.){3}[0-9]{1,3}/[0-9]{1,2})$"})
    }
    fn plain(&self) -> Value<Origin> {
        Value::String(match self {
            Self::Network(vnet) => format!("networks/{vnet}"),
            Self::Subnet(subnet) => format!("networks/{}/{}", subnet.network, subnet.subnet),
            Self::PointToSite(vnet) => format!("networks/{vnet}/pointToSite"),
            Self::Namespace(name) => format!("namespaces/{name}"),
            Self::App(name) => format!("apps/{name}"),
            Self::Range(cidr) => cidr.to_string(),
        })
    }
}

impl Scalar for NodeIds {
    fn read(node: &Node<Mark>, cx: &mut Decoder<'_>) -> Option<Self> {
        let text = match &node.value {
            Value::Int(number) => number.to_string(),
            _ => String::read(node, cx)?,
        };
        let (first, last) = text.split_once('-').unwrap_or((&text, &text));
        let help = Some("write a range below 1000, such as `100-199`".to_owned());
        match (first.trim().parse::<u32>(), last.trim().parse::<u32>()) {
            (Ok(first), Ok(last)) if first <= last && last < 1000 => Some(Self { first, last }),
            (Ok(first), Ok(last)) if first > last => {
                cx.refuse(&BAD_REFERENCE, node, format!("the range `{text}` ends before it begins"), help)
            }
            (Ok(_), Ok(last)) => {
                cx.refuse(&BAD_REFERENCE, node, format!("node id {last} is above 999"), help)
            }
            _ => cx.refuse(&BAD_REFERENCE, node, format!("`{text}` is not a range of node ids"), help),
        }
    }
    fn describe() -> Json {
        json!({"type": ["string", "integer"], "pattern": "^[0-9]{1,3}(-[0-9]{1,3})?$", "minimum": 0, "maximum": 999})
    }
    fn plain(&self) -> Value<Origin> {
        Value::String(format!("{}-{}", self.first, self.last))
    }
}
