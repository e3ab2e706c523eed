use super::Severity;
use super::finding::{Acknowledged, Finding};
use super::outcome::AckProblem;

/// A finding somebody takes responsibility for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ack {
    /// Of the finding: follows from the row, the resource, the path and the values.
    pub fingerprint: String,
    /// Why it is meant so, by whom, until when.
    pub by: Acknowledged,
}

/// The acknowledgements there are, and the day they are looked at.
#[derive(Debug, Clone, Default)]
pub struct Acks {
    /// In the order of their file.
    pub listed: Vec<Ack>,
    /// The day as `2027-06-30`; without it none is over.
    pub today: Option<String>,
}

/// How bad an acknowledgement is that says nothing about the change.
pub(super) const PROBLEM: Severity = Severity::Low;

impl Acks {
    /// Marks what somebody took note of; what is wrong with the rest of the list.
    pub(super) fn apply(&self, findings: &mut [Finding]) -> Vec<AckProblem> {
        let mut problems = Vec::new();
        for ack in &self.listed {
            let problem = |what: String| AckProblem { fingerprint: ack.fingerprint.clone(), what };
            let over = match (&ack.by.until, &self.today) {
                (Some(until), Some(today)) if until < today => Some(until),
                _ => None,
            };
            let mut met = false;
            for finding in findings.iter_mut().filter(|finding| finding.fingerprint == ack.fingerprint) {
                met = true;
                if over.is_none() {
                    finding.acknowledged = Some(ack.by.clone());
                }
            }
            match (met, over) {
                (true, Some(until)) => problems.push(problem(format!(
                    "the acknowledgement of {} ended on {until}: decide again",
                    ack.by.author
                ))),
                (false, _) => problems.push(problem(format!(
                    "nothing here is what {} acknowledged: take the entry out",
                    ack.by.author
                ))),
                (true, None) => {}
            }
        }
        problems
    }
}
