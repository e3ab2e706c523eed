use crate::diagnostic::{Code, Severity};
use crate::facts::removed_api;
use crate::facts::strimzi::moved_in_v1;
use crate::lint::view::config_text;
use crate::lint::{Certainty, Check, Kind, Rule, Said, Subject, Targets};
use crate::object::{Node, Object, Pointer, Step};
use crate::schema::{Problem, Violation};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("field-gone-in-v1", Severity::Error, include_str!("field_gone_in_v1.md")),
    subject: Subject::Structure,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["OPU07", "SD68"],
    check: Check::Structure(check),
};

/// What the schema refuses in an object of an older version, where the table of moves knows what to write instead.
fn check(violation: &Violation, object: &Object, targets: &Targets) -> Option<Said> {
    if object.gvk.group != "kafka.strimzi.io" || object.gvk.version == "v1" {
        return None;
    }
    let gone = removed_api(&object.gvk.api_version(), &object.gvk.kind)?;
    if !gone.is_removed_in(targets.schema.strimzi()) {
        return None;
    }
    let way = Pointer::parse(&violation.pointer).ok()?;
    let at = way.find(&object.node)?;
    let path = path(&Pointer::to(&object.node, at).unwrap_or(way));
    let (path, message) = match &violation.problem {
        Problem::MissingField { name, .. } => {
            let path = if path.is_empty() { (*name).to_owned() } else { format!("{path}/{name}") };
            let message = format!("`{}` is missing and has to be there", path.replace('/', "."));
            (path, message)
        }
        Problem::UnknownField { .. } => {
            let message = format!("there is no `{}`", path.replace('/', "."));
            (path, message)
        }
        Problem::WrongType { .. } | Problem::NotInEnum { .. } => (path, violation.problem.to_string()),
        _ => return None,
    };
    let known = moved_in_v1(&object.gvk.kind, &path).map(|help| filled(help, object, at));
    let help = known.or_else(|| of_connect(object, &path))?;
    Some(Said { message, help: Some(help) })
}

/// Without the places in lists: `spec/mirrors[]/source`.
fn path(way: &Pointer) -> String {
    let mut path = String::new();
    for step in &way.0 {
        match step {
            Step::Key(key) => {
                if !path.is_empty() {
                    path.push('/');
                }
                path.push_str(key);
            }
            Step::Index(_) => path.push_str("[]"),
        }
    }
    path
}

fn filled(help: &str, object: &Object, at: &Node) -> String {
    let value = config_text(at).unwrap_or_default();
    let thousand = at.as_int().map_or("…".to_owned(), |seconds| (seconds * 1000).to_string());
    let pause = match at.as_bool() {
        Some(true) => "write `state: paused`",
        _ => "take it out: without `state` it runs",
    };
    help.replace("{name}", &object.name)
        .replace("{value}", &value)
        .replace("{thousand}", &thousand)
        .replace("{pause}", pause)
}

/// The keys of `config` that became fields, and what the operator took where they were not there.
const CONNECT: [(&str, &str, &str); 4] = [
    ("groupId", "group.id", "connect-cluster"),
    ("offsetStorageTopic", "offset.storage.topic", "connect-cluster-offsets"),
    ("configStorageTopic", "config.storage.topic", "connect-cluster-configs"),
    ("statusStorageTopic", "status.storage.topic", "connect-cluster-status"),
];

/// Workers keep their connectors and offsets only under the names they had.
fn of_connect(object: &Object, path: &str) -> Option<String> {
    if Kind::of(&object.gvk) != Kind::KafkaConnect {
        return None;
    }
    let (field, key, default) =
        CONNECT.iter().find(|(field, ..)| path.strip_prefix("spec/") == Some(*field))?;
    let written = object.at("spec/config").and_then(|config| config.get(key)).and_then(config_text);
    Some(match written {
        Some(value) => format!("write `{field}: {value}`, and take `{key}` out of `config`"),
        None => format!("write `{field}: {default}`, which is what it was without it"),
    })
}
