use crate::diagnostic::{Code, Severity};
use crate::lint::{Certainty, Check, Cx, Kind, Member, Place, Rule, Set, Subject};
use std::collections::BTreeSet;

pub(super) static RULE: Rule = Rule {
    code: Code::rule(
        "cruise-control-users-refused",
        Severity::Error,
        include_str!("cruise_control_users_refused.md"),
    ),
    subject: Subject::Set,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["OPR09"],
    check: Check::Set(check),
};

/// Users the operator makes itself.
const TAKEN: [&str; 3] = ["healthcheck", "rebalance-operator", "topic-operator"];

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    for Member { object, patched, .. } in set.of(Kind::Kafka) {
        let from = object.at("spec/cruiseControl/apiUsers/valueFrom/secretKeyRef").filter(|_| !patched);
        let text = |key| from.and_then(|from| from.get(key)).and_then(|node| Some((node, node.as_str()?)));
        let (Some((_, name)), Some((asked, key))) = (text("name"), text("key")) else { continue };
        for Member { object: secret, patched, .. } in set.beside(Kind::Secret, name, object) {
            let lines = secret.at("stringData").and_then(|data| data.get(key)).filter(|_| !patched);
            let Some((node, lines)) = lines.and_then(|node| Some((node, node.as_str()?))) else { continue };
            for wrong in problems(lines) {
                let message = format!("`{key}` of {} is refused by the operator: {wrong}", secret.title());
                cx.report(Place::Key(secret, node), message)
                    .also(Place::Value(object, asked), "the users of Cruise Control")
                    .help("write a line `name: password, VIEWER` or `name: password, USER` for each user, and no empty line");
            }
        }
    }
}

/// What is wrong, line by line, without a password in it.
fn problems(text: &str) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let number = index + 1;
        let Some((name, role)) = read(line) else {
            found.push(format!("line {number} is no `name: password, role`"));
            continue;
        };
        if TAKEN.contains(&name) {
            found.push(format!("the user `{name}` is its own"));
        } else if !seen.insert(name) {
            found.push(format!("the user `{name}` stands there twice"));
        }
        match role {
            "VIEWER" | "USER" => {}
            "ADMIN" => found.push(format!("the user `{name}` may not be `ADMIN`")),
            _ => found.push(format!("`{role}` of the user `{name}` is no role")),
        }
    }
    found
}

/// `name: password, role` of letters, digits and `_`, in names `-` as well. Source: `HashLoginServiceApiCredentials`.
fn read(line: &str) -> Option<(&str, &str)> {
    let (name, rest) = line.split_once(':')?;
    let (password, role) = rest.split_once(',')?;
    let word = |text: &str, more: &str| {
        let fits = |c: char| c.is_ascii_alphanumeric() || c == '_' || more.contains(c);
        !text.is_empty() && text.chars().all(fits)
    };
    let (name, password, role) = (name.trim_end(), password.trim(), role.trim());
    (word(name, "-") && word(password, "") && word(role, "")).then_some((name, role))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_as_the_operator_reads_them() {
        assert_eq!(problems("ana: secret, USER\nbo-b : x1 , VIEWER\n"), Vec::<String>::new());
        assert_eq!(problems("ana secret USER").len(), 1);
        assert_eq!(problems("ana: secret, USER\n\nana: s, USER").len(), 2);
        assert_eq!(problems("healthcheck: s, ADMIN").len(), 2);
        assert_eq!(problems("ana: p@ss, USER"), ["line 1 is no `name: password, role`"]);
        assert_eq!(problems("ana: s, user"), ["`user` of the user `ana` is no role"]);
    }
}
