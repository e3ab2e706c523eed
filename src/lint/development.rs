use crate::diagnostic::{Diagnostic, Severity};

/// Rules about redundancy and size: what they find keeps nobody from developing.
const NOBODYS_WORRY: &[&str] = &[
    "anti-affinity-misses-own-pods",
    "controllers-without-majority",
    "disruption-budget-blocks",
    "drain-blocked",
    "gateway-without-zones",
    "rack-without-spread",
    "rack-without-zones",
    "replication-left-to-default",
    "resources-left-open",
    "roles-combined",
    "single-ephemeral-node",
];

/// The same, as low as it is under the profile `development`. What is refused stays an error.
pub(super) fn lowered(diagnostic: &mut Diagnostic) {
    if diagnostic.severity == Severity::Warning && NOBODYS_WORRY.contains(&diagnostic.code.id) {
        diagnostic.severity = Severity::Info;
    }
}

#[cfg(test)]
mod tests {
    use super::NOBODYS_WORRY;
    use crate::lint::rules;

    #[test]
    fn every_rule_of_the_list_is_there() {
        for id in NOBODYS_WORRY {
            assert!(rules().any(|rule| rule.code.id == *id), "there is no rule `{id}`");
        }
        assert!(NOBODYS_WORRY.is_sorted());
    }
}
