//! Private addresses, and slips that make public ones of them.
//!
//! Sources: RFC 1918, RFC 6598, and the AKS page on planning addresses, which takes both for private.

use ipnet::Ipv4Net;
use std::net::Ipv4Addr;

/// Ranges nobody has on the internet.
pub const PRIVATE_RANGES: [&str; 4] = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"];

/// First octets that are typed for another: what is typed, what is meant.
const SLIPS: [(u8, u8); 8] =
    [(176, 172), (127, 172), (182, 172), (162, 172), (193, 192), (191, 192), (11, 10), (20, 10)];

/// Whether a range is private as a whole.
#[must_use]
pub fn is_private(range: Ipv4Net) -> bool {
    PRIVATE_RANGES
        .iter()
        .any(|private| private.parse::<Ipv4Net>().is_ok_and(|private| private.contains(&range)))
}

/// The private address that was most likely meant by a public one.
#[must_use]
pub fn meant(address: Ipv4Addr) -> Option<Ipv4Addr> {
    let single = |address: Ipv4Addr| is_private(Ipv4Net::from(address));
    let [first, rest @ ..] = address.octets();
    let (_, slip) = SLIPS.iter().find(|(typed, _)| *typed == first).filter(|_| !single(address))?;
    Some(Ipv4Addr::new(*slip, rest[0], rest[1], rest[2])).filter(|meant| single(*meant))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_told_from_what_is_meant_so() {
        let of = |text: &str| meant(text.parse().expect("an address")).map(|a| a.to_string());
        assert_eq!(of("176.16.0.13").as_deref(), Some("172.16.0.13"));
        assert_eq!(of("20.0.0.13").as_deref(), Some("10.0.0.13"));
        assert_eq!(of("193.168.1.1").as_deref(), Some("192.168.1.1"));
        assert_eq!(of("176.32.0.13"), None, "172.32.0.13 would be public too");
        assert_eq!(of("172.16.0.13"), None);
        assert_eq!(of("10.0.0.1"), None);
        assert!(is_private("100.64.0.0/16".parse().expect("a range")));
        assert!(!is_private("10.0.0.0/7".parse().expect("a range")), "half of it is somebody's");
    }
}
