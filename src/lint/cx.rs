use super::{Finding, Place, Rule, Targets};

/// What a rule knows beside what it looks at, and where it puts what it finds.
pub struct Cx<'a> {
    /// The versions to judge for.
    pub targets: &'a Targets,
    rule: &'static Rule,
    found: Vec<Finding<'a>>,
}

impl<'a> Cx<'a> {
    pub(super) fn new(targets: &'a Targets, rule: &'static Rule) -> Self {
        Self { targets, rule, found: Vec::new() }
    }

    /// Runs a rule, whose findings join those of the ones before.
    pub(super) fn run(&mut self, rule: &'static Rule, check: impl FnOnce(&mut Self)) {
        self.rule = rule;
        check(self);
    }

    /// Says that something is wrong at a place; the message stands alone, and the help is added to what comes back.
    pub fn report(&mut self, place: Place<'a>, message: impl Into<String>) -> &mut Finding<'a> {
        let at = self.found.len();
        self.found.push(Finding::new(self.rule, place, message.into()));
        &mut self.found[at]
    }

    pub(super) fn into_findings(self) -> Vec<Finding<'a>> {
        self.found
    }
}
