use super::{Finding, Place, Rule, Targets, development};
use crate::blueprint::Profile;
use crate::topology::Topology;

/// What is known of the surroundings of everything that is judged.
#[derive(Debug, Clone)]
pub struct Context<'a> {
    /// The versions to judge for.
    pub targets: Targets,
    /// The platform of the blueprint the objects come from, or are judged by.
    pub platform: Option<&'a Topology>,
}

/// What a rule knows beside what it looks at, and where it puts what it finds.
pub struct Cx<'a> {
    /// The versions to judge for.
    pub targets: &'a Targets,
    /// The platform of the blueprint the objects come from, or are judged by.
    pub platform: Option<&'a Topology>,
    rule: &'static Rule,
    found: Vec<Finding<'a>>,
}

impl<'a> Cx<'a> {
    pub(super) fn new(context: &'a Context<'a>, rule: &'static Rule) -> Self {
        Self { targets: &context.targets, platform: context.platform, rule, found: Vec::new() }
    }

    /// Whether redundancy and size are nobody's worry there.
    #[must_use]
    pub fn is_development(&self) -> bool {
        self.platform.is_some_and(|platform| platform.profile == Profile::Development)
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

    pub(super) fn into_findings(mut self) -> Vec<Finding<'a>> {
        if self.is_development() {
            self.found.iter_mut().for_each(|finding| development::lowered(&mut finding.diagnostic));
        }
        self.found
    }
}
