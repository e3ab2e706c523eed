use super::change::Kind;
use super::finding::{Finding, Resource, Shown};
use super::noise::Noise;
use super::{Effect, Severity};
use crate::source::SourceMap;
use std::collections::BTreeMap;

/// Everything a comparison found; what formats read.
#[derive(Debug)]
pub struct Outcome {
    /// What the two sides are called: before, after.
    pub labels: [String; 2],
    /// How many objects they have.
    pub objects: [usize; 2],
    /// The texts that places of both sides lie in.
    pub sources: SourceMap,
    /// The worst first; then by resource.
    pub findings: Vec<Finding>,
    /// What is new, gone or another one, in order of installation.
    pub resources: Vec<Changed>,
    /// Which pods restart, in order; each once.
    pub restarts: Vec<Restart>,
    /// Disks that come, go, grow or shrink.
    pub storage: Vec<Storage>,
    /// Who loses what.
    pub lost: Vec<Lost>,
    /// What a person has to do, in order.
    pub steps: Vec<Step>,
    /// Whether applying the side before again undoes it.
    pub way_back: WayBack,
    /// Differences in the text that mean nothing.
    pub noise: BTreeMap<Noise, usize>,
    /// What is wrong with the acknowledgements.
    pub acknowledgements: Vec<AckProblem>,
    /// What is to be known about the sides themselves, as sentences without a full stop.
    pub notes: Vec<String>,
    /// What was compared: kept, since taking it apart takes longer than the end of the process does.
    pub(super) sides: Vec<super::Side>,
}

/// An object, a platform or a file that differs.
#[derive(Debug, Clone)]
pub struct Changed {
    /// Which.
    pub resource: Resource,
    /// Whether it is new, gone or another one.
    pub kind: Kind,
    /// What it was called, where it has another name now.
    pub renamed_from: Option<String>,
    /// Every difference.
    pub changes: Vec<Shown>,
    /// The worst of its findings.
    pub severity: Severity,
    /// The object as it was, as YAML, secrets left out; only where it was asked for.
    pub before: Option<String>,
    /// The object as it is to be.
    pub after: Option<String>,
}

/// Pods that restart together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restart {
    /// Whose pods: a node pool, a workload, the workers of Connect.
    pub resource: Resource,
    /// `controller`, `broker`, `controller+broker` for node pools; empty for others.
    pub role: String,
    /// How many pods; `None` where nobody says.
    pub pods: Option<u32>,
    /// How: one after another, or all at once.
    pub effect: Effect,
    /// The findings that cause it, by their places in the list.
    pub causes: Vec<usize>,
}

/// A set of disks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Storage {
    /// Whose.
    pub resource: Resource,
    /// Which volume: `0` of JBOD, the name of a claim's template.
    pub volume: String,
    /// Bytes of all its disks before.
    pub before: u128,
    /// Bytes of all its disks after.
    pub after: u128,
    /// Whether the change takes hold.
    pub lands: bool,
    /// Whether what is no longer wanted stays all the same, claimed or not.
    pub kept: bool,
}

/// Somebody who loses something.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Lost {
    /// Who: `app kstreams-count`, `mirror legacy-to-streaming`.
    pub who: String,
    /// What: `listener tls of streaming`, `Read on topic orders`.
    pub what: String,
    /// The environment; empty where nobody says.
    pub environment: String,
}

/// Something a person has to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What, as a sentence without a full stop.
    pub text: String,
    /// The finding it belongs to, by its place in the list.
    pub finding: usize,
}

/// Whether there is a way back.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WayBack {
    /// The findings that leave none, by their places in the list.
    pub closed_by: Vec<usize>,
    /// The findings after which applying the side before is not enough, by their places in the list, each with why. With
    /// neither, applying the side before undoes the change.
    pub needs: Vec<(usize, &'static str)>,
}

/// What is wrong with an acknowledgement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AckProblem {
    /// Which one.
    pub fingerprint: String,
    /// What is wrong, as a sentence without a full stop.
    pub what: String,
}

impl Outcome {
    /// The findings that take hold and nobody took note of.
    pub fn open(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.is_open())
    }

    /// The worst severity of an open finding, or of an acknowledgement that is over or unused.
    #[must_use]
    pub fn worst(&self) -> Severity {
        let open = self.open().map(|finding| finding.severity).max().unwrap_or(Severity::None);
        // An acknowledgement that says nothing about this change is itself worth a look.
        if self.acknowledgements.is_empty() { open } else { open.max(super::ack::PROBLEM) }
    }

    /// How many open findings there are of each severity.
    #[must_use]
    pub fn counts(&self) -> BTreeMap<Severity, usize> {
        let mut counts = BTreeMap::new();
        for finding in self.open() {
            *counts.entry(finding.severity).or_default() += 1;
        }
        counts
    }

    /// The side after, to be compared with another one.
    #[must_use]
    pub fn into_after(mut self) -> super::Side {
        let mut after = self.sides.pop().unwrap_or_default();
        // Its places lie in the map of both sides.
        after.sources = std::mem::take(&mut self.sources);
        after
    }

    /// Whether the two sides mean the same.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.resources.is_empty() && self.findings.is_empty()
    }
}
