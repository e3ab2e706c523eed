use super::{Screen, Targets};
use crate::lint::Counts;

pub(super) use crate::report::counted;

/// What was looked at, and what was not: an answer about less than was asked must not look like one about all.
pub(super) fn say(counts: &Counts, targets: &Targets, screen: &Screen) {
    screen.say(&format!(
        "looked at {} with {} and {}, for {targets}",
        counted(counts.files, "file"),
        counted(counts.documents, "document"),
        counted(counts.objects, "object"),
    ));
    if counts.templates > 0 {
        let files = counted(counts.templates, "file");
        screen.say(&format!("not judged: {files} with templates, which only rendering turns into YAML"));
    }
    if counts.fragments > 0 {
        let documents = counted(counts.fragments, "document");
        screen.say(&format!("not judged: {documents} of kustomizations, which are no objects by themselves"));
    }
    if counts.passed_over > 0 {
        screen.say(&format!(
            "not judged: {} of JSON or properties with no object and no broker in it",
            counted(counts.passed_over, "file")
        ));
    }
    if counts.filled_in > 0 {
        let values = counted(counts.filled_in, "value");
        screen.say(&format!(
            "not judged: {values} such as `${{NAME}}`, which a program fills in before applying"
        ));
    }
    if !counts.unknown.is_empty() {
        let objects: usize = counts.unknown.values().sum();
        let kinds: Vec<String> = counts.unknown.keys().map(|kind| format!("`{kind}`")).collect();
        screen.say(&format!(
            "without a schema: {} of {}: {}",
            counted(objects, "object"),
            counted(kinds.len(), "kind"),
            kinds.join(", ")
        ));
    }
}
