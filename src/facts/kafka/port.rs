//! Ports people type with a finger too many.

/// The ports of Kafka, and of what stands beside it.
const USUAL: [i128; 8] = [443, 8080, 8083, 8443, 9092, 9093, 9094, 9095];

/// What somebody meant who typed a port there is not, with a digit too many: 92092 is 9092, the way a page of
/// Microsoft's has it.
#[must_use]
pub fn meant_port(port: i128) -> Option<i128> {
    if port <= i128::from(u16::MAX) {
        return None;
    }
    let text = port.to_string();
    let shorter =
        (0..text.len()).filter_map(|at| format!("{}{}", &text[..at], &text[at + 1..]).parse::<i128>().ok());
    shorter.filter(|meant| USUAL.contains(meant)).min()
}

#[cfg(test)]
mod tests {
    use super::meant_port;

    #[test]
    fn one_digit_too_many() {
        let meant = [92092, 90993, 70000, 9404].map(meant_port);
        assert_eq!(meant, [Some(9092), Some(9093), None, None]);
    }
}
