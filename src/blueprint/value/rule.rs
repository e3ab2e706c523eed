use super::network::parse_cidr;
use super::{Cidr, Scalar};
use crate::blueprint::Decoder;
use crate::diagnostic::{BAD_CIDR, BAD_PORT};
use crate::source::Origin;
use crate::yaml::{Mark, Node, Value};
use ipnet::Ipv4Net;
use serde_json::{Value as Json, json};
use std::fmt;
use std::net::Ipv4Addr;

/// Whom a security rule or a route is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum AddressPrefix {
    /// `*`: everybody.
    Any,
    /// A range, or one address.
    Range(Cidr),
    /// A service tag: `VirtualNetwork`, `HDInsight.WestEurope`.
    Tag(String),
}

/// Ports next to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct PortRange {
    /// The first.
    pub first: u16,
    /// The last.
    pub last: u16,
}

impl PortRange {
    /// `*`.
    pub const ALL: Self = Self { first: 0, last: u16::MAX };

    fn parse(text: &str) -> Option<Self> {
        if text == "*" {
            return Some(Self::ALL);
        }
        let (first, last) = text.split_once('-').unwrap_or((text, text));
        let (first, last) = (first.trim().parse().ok()?, last.trim().parse().ok()?);
        (first <= last).then_some(Self { first, last })
    }
}

impl fmt::Display for AddressPrefix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Any => f.write_str("*"),
            Self::Range(range) => write!(f, "{}", range.0),
            Self::Tag(tag) => f.write_str(tag),
        }
    }
}

impl fmt::Display for PortRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            &Self::ALL => f.write_str("*"),
            Self { first, last } if first == last => write!(f, "{first}"),
            Self { first, last } => write!(f, "{first}-{last}"),
        }
    }
}

impl Scalar for AddressPrefix {
    fn read(node: &Node<Mark>, cx: &mut Decoder<'_>) -> Option<Self> {
        let text = String::read(node, cx)?;
        if text == "*" {
            return Some(Self::Any);
        }
        if let Ok(address) = text.parse::<Ipv4Addr>() {
            return Some(Self::Range(Cidr(Ipv4Net::from(address))));
        }
        let letters = |c: char| c.is_ascii_alphanumeric() || c == '.';
        if text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.chars().all(letters) {
            return Some(Self::Tag(text));
        }
        match parse_cidr(&text) {
            Ok(range) => Some(Self::Range(range)),
            Err((message, help)) => cx.refuse(&BAD_CIDR, node, message, Some(help)),
        }
    }
    fn describe() -> Json {
        json!({"type": "string", "pattern": "^(\\*|[A-Za-z][A-Za-z0-9.]*|([0-9]{1,3}\\.){3}[0-9]{1,3}(/[0-9]{1,2})?)$"})
    }
    fn plain(&self) -> Value<Origin> {
        Value::String(self.to_string())
    }
}

impl Scalar for PortRange {
    fn read(node: &Node<Mark>, cx: &mut Decoder<'_>) -> Option<Self> {
        let (text, read) = match &node.value {
            Value::Int(port) => {
                (port.to_string(), u16::try_from(*port).ok().map(|port| Self { first: port, last: port }))
            }
            Value::String(text) => (text.clone(), Self::parse(text)),
            _ => return cx.wrong_type(node, "a port, ports such as `9092-9095`, or `*`"),
        };
        if read.is_none() {
            let help = "write a port up to 65535, two with `-` between them, or `*`".to_owned();
            return cx.refuse(
                &BAD_PORT,
                node,
                format!("`{text}` is no port and no range of them"),
                Some(help),
            );
        }
        read
    }
    fn describe() -> Json {
        json!({"type": ["integer", "string"], "minimum": 0, "maximum": 65535, "pattern": "^(\\*|[0-9]{1,5}(-[0-9]{1,5})?)$"})
    }
    fn plain(&self) -> Value<Origin> {
        if self.first == self.last { Value::Int(self.first.into()) } else { Value::String(self.to_string()) }
    }
}
