//! `advertisedPortTemplate` of a listener. Source: `ListenersUtils.renderPortTemplate` of Strimzi 1.2.0.

/// What a template gives for one node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PortTemplate {
    /// A number, which need not be a port.
    Port(i64),
    /// It is no sum.
    Unreadable,
}

/// Replaces `{nodeId}` and calculates: numbers, `+`, `-`, `*` and brackets.
pub fn port_template(template: &str, node: u32) -> PortTemplate {
    let text = template.replace("{nodeId}", &node.to_string());
    let mut sum = Sum { rest: text.trim_start(), depth: 0 };
    match sum.terms() {
        // The fraction is dropped.
        Some(value) if sum.rest.is_empty() && value.is_finite() => PortTemplate::Port(value as i64),
        _ => PortTemplate::Unreadable,
    }
}

struct Sum<'t> {
    rest: &'t str,
    depth: usize,
}

impl Sum<'_> {
    fn take(&mut self, sign: char) -> bool {
        let Some(rest) = self.rest.strip_prefix(sign) else { return false };
        self.rest = rest.trim_start();
        true
    }

    fn terms(&mut self) -> Option<f64> {
        let mut value = self.factors()?;
        loop {
            if self.take('+') {
                value += self.factors()?;
            } else if self.take('-') {
                value -= self.factors()?;
            } else {
                return Some(value);
            }
        }
    }

    fn factors(&mut self) -> Option<f64> {
        let mut value = self.number()?;
        while self.take('*') {
            value *= self.number()?;
        }
        Some(value)
    }

    fn number(&mut self) -> Option<f64> {
        const DEEPEST: usize = 50;
        if self.take('(') {
            self.depth += 1;
            let inside = (self.depth < DEEPEST).then(|| self.terms()).flatten()?;
            return self.take(')').then_some(inside);
        }
        let digits = self.rest.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
        let (number, rest) = self.rest.split_at(digits);
        self.rest = rest.trim_start();
        number.parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_of_a_node() {
        let port = |template| port_template(template, 3);
        assert_eq!(port("9000 + {nodeId}"), PortTemplate::Port(9003));
        assert_eq!(port("(9000+{nodeId}*10)-1"), PortTemplate::Port(9029));
        assert_eq!(port("900{nodeId}"), PortTemplate::Port(9003));
        for not in ["9000 + {nodeid}", "9000 / 2", "9000 +", "", "(9000", "9000)", "nodeId", "90 00"] {
            assert_eq!(port(not), PortTemplate::Unreadable, "{not}");
        }
        assert_eq!(port(&"(".repeat(5_000)), PortTemplate::Unreadable);
    }
}
