use super::Failure;
use crate::blueprint::listed;
use crate::facts::near;

/// A name on the command line that names nothing: which ones do, the likely one first.
pub(super) fn unknown(noun: &str, name: &str, known: &[&str]) -> Failure {
    let failure = Failure::new(format!("there is no {noun} `{name}`"));
    match (near::nearest(name, known.iter().copied()), known) {
        (Some(best), _) => failure.help(format!("did you mean `{best}`?")),
        (None, []) => failure,
        (None, [only]) => failure.help(format!("there is only `{only}`")),
        (None, _) => failure.help(format!("there are {}", listed(known))),
    }
}
