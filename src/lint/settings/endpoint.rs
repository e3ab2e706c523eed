use super::items;

/// One entry of `listeners` or `advertised.listeners`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Endpoint<'t> {
    /// As written.
    pub text: &'t str,
    /// The name of the listener.
    pub name: &'t str,
    /// Where it listens; empty for everywhere.
    pub host: &'t str,
    /// The port, which may be out of range.
    pub port: i64,
}

/// The entries, `Err` with the text of those Kafka cannot take apart. Source: `SocketServerConfigs.URI_PARSE_REGEXP`.
pub fn endpoints(list: &str) -> impl Iterator<Item = Result<Endpoint<'_>, &str>> {
    items(list).map(|text| endpoint(text).ok_or(text))
}

fn endpoint(text: &str) -> Option<Endpoint<'_>> {
    // The name reaches as far as it can, as the expression Kafka uses is greedy.
    let (name, address) = text.rsplit_once("://")?;
    let (host, port) = address.rsplit_once(':')?;
    let host = host.strip_prefix('[').unwrap_or(host);
    let host = host.strip_suffix(']').unwrap_or(host);
    let letters = |letter: u8| letter.is_ascii_alphanumeric() || b"-%._:".contains(&letter);
    let digits = port.strip_prefix('-').unwrap_or(port);
    let number = !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit());
    (host.bytes().all(letters) && number).then_some(())?;
    Some(Endpoint { text, name, host, port: port.parse().ok()? })
}

/// The protocol of each listener as `listener.security.protocol.map` says it, `Err` with what says nothing.
pub fn protocols(map: &str) -> impl Iterator<Item = Result<(&str, &str), &str>> {
    items(map).map(|item| match item.rsplit_once(':') {
        Some((name, protocol)) if !name.trim().is_empty() => Ok((name.trim(), protocol.trim())),
        _ => Err(item),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_listeners_apart() {
        let of = |text| endpoint(text).map(|found| (found.name, found.host, found.port));
        assert_eq!(of("PLAINTEXT://:9092"), Some(("PLAINTEXT", "", 9092)));
        assert_eq!(of("TLS://[::1]:9093"), Some(("TLS", "::1", 9093)));
        assert_eq!(of("A://broker-0.kafka.ns.svc:92092"), Some(("A", "broker-0.kafka.ns.svc", 92092)));
        assert_eq!(of("A://h:-1"), Some(("A", "h", -1)));
        for bad in ["PLAINTEXT:9092", "PLAINTEXT://broker", "A://b_?:1", "A://h:", "A://h:9o92"] {
            assert_eq!(of(bad), None, "{bad}");
        }
        let map: Vec<_> = protocols("A:SSL, B").collect();
        assert_eq!(map, [Ok(("A", "SSL")), Err("B")]);
    }
}
