use super::Failure;
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

/// `` `a`, `b` and `c` ``.
pub(super) fn listed(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|n| format!("`{n}`")).collect();
    match quoted.split_last() {
        None => "none".into(),
        Some((only, [])) => only.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}
