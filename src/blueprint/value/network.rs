use super::Scalar;
use crate::blueprint::Decoder;
use crate::diagnostic::{BAD_ADDRESS, BAD_CIDR};
use crate::source::Origin;
use crate::yaml::{Mark, Node, Value};
use ipnet::{IpNet, Ipv4Net};
use serde_json::{Value as Json, json};
use std::net::Ipv4Addr;
use std::ops::Deref;

/// An IPv4 range without host bits: `10.10.0.0/16`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cidr(pub Ipv4Net);

/// An IPv4 address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Address(pub Ipv4Addr);

impl Deref for Cidr {
    type Target = Ipv4Net;
    fn deref(&self) -> &Ipv4Net {
        &self.0
    }
}

impl Deref for Address {
    type Target = Ipv4Addr;
    fn deref(&self) -> &Ipv4Addr {
        &self.0
    }
}

/// Reads a range out of text, or says what is wrong with it and what would be right.
///
/// # Errors
/// Message and help, when `text` is no IPv4 range or has host bits set.
pub(super) fn parse_cidr(text: &str) -> Result<Cidr, (String, String)> {
    match text.parse::<IpNet>() {
        Ok(IpNet::V4(net)) if net.network() == net.addr() => Ok(Cidr(net)),
        Ok(IpNet::V4(net)) => Err((
            format!(
                "`{text}` has host bits set: {} is an address inside the range, not its start",
                net.addr()
            ),
            format!("write `{}`", net.trunc()),
        )),
        Ok(IpNet::V6(_)) => Err((
            format!("`{text}` is an IPv6 range where an IPv4 range is needed"),
            "write an IPv4 range such as `10.10.0.0/16`".into(),
        )),
        Err(_) => Err((format!("`{text}` is not a range in CIDR form"), cidr_help(text))),
    }
}

fn cidr_help(text: &str) -> String {
    if text.parse::<Ipv4Addr>().is_ok() {
        return format!("add a prefix length: `{text}/32` for this one address");
    }
    "write address and prefix length, such as `10.10.0.0/16`".into()
}

impl Scalar for Cidr {
    fn read(node: &Node<Mark>, cx: &mut Decoder<'_>) -> Option<Self> {
        let text = String::read(node, cx)?;
        match parse_cidr(&text) {
            Ok(cidr) => Some(cidr),
            Err((message, help)) => cx.refuse(&BAD_CIDR, node, message, Some(help)),
        }
    }
    fn describe() -> Json {
        json!({"type": "string", "pattern": "^([0-9]{1,3}\\.){3}[0-9]{1,3}/[0-9]{1,2}$"})
    }
    fn plain(&self) -> Value<Origin> {
        Value::String(self.0.to_string())
    }
}

impl Scalar for Address {
    fn read(node: &Node<Mark>, cx: &mut Decoder<'_>) -> Option<Self> {
        let text = String::read(node, cx)?;
        match text.parse() {
            Ok(address) => Some(Self(address)),
            Err(_) => cx.refuse(
                &BAD_ADDRESS,
                node,
                format!("`{text}` is not an IPv4 address"),
                Some("write four numbers from 0 to 255, such as `10.10.0.5`".into()),
            ),
        }
    }
    fn describe() -> Json {
        json!({"type": "string", "format": "ipv4"})
    }
    fn plain(&self) -> Value<Origin> {
        Value::String(self.0.to_string())
    }
}
