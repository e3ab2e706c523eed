use crate::diagnostic::{Code, Severity};
use crate::facts::connectors::Direction;
use crate::facts::java_pattern::java_pattern;
use crate::facts::kafka::topic_name;
use crate::lint::view::Connector;
use crate::lint::{Certainty, Check, Cx, Kind, Member, Place, Rule, Set, Subject};

pub(super) static RULE: Rule = Rule {
    code: Code::rule(
        "connector-topics-refused",
        Severity::Error,
        include_str!("connector_topics_refused.md"),
    ),
    subject: Subject::Strimzi,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["KST34", "GAP40"],
    check: Check::Set(check),
};

const TOPICS: &str = "topics";
const PATTERN: &str = "topics.regex";
const DEAD: &str = "errors.deadletterqueue.topic.name";

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    for Member { object, patched, .. } in set.of(Kind::KafkaConnector) {
        let connector = Connector::of(object);
        if connector.direction() == Some(Direction::Sink) {
            sink(connector, patched, cx);
        }
        names(connector, cx);
    }
}

fn sink<'a>(connector: Connector<'a>, patched: bool, cx: &mut Cx<'a>) {
    let title = connector.object.title();
    // What is there and cannot be read here is there.
    match (connector.has(TOPICS), connector.has(PATTERN)) {
        (false, false) if !patched => {
            let message = format!("{title} is a sink and says not which topics it reads");
            let place = Place::at(connector.object, "spec/config");
            cx.report(place, message)
                .help("add `topics: <topic>, <topic>` or `topics.regex: <pattern>` to its `config`");
        }
        (true, true) => {
            let message = format!("{title} has `{TOPICS}` and `{PATTERN}`, and Connect takes one of the two");
            let place = |key| connector.config.and_then(|config| config.get(key));
            let (Some(one), Some(other)) = (place(PATTERN), place(TOPICS)) else { return };
            cx.report(Place::Key(connector.object, one), message)
                .also(Place::Key(connector.object, other), "the other one")
                .help("take one of the two out");
        }
        _ => {}
    }
    let Some((node, dead)) = connector.text(DEAD) else { return };
    if let Some((pattern, text)) = connector.text(PATTERN).filter(|(_, text)| takes(text, &dead)) {
        let message =
            format!("{title} puts what it cannot read into `{dead}`, which it reads: `{text}` takes it");
        cx.report(Place::Value(connector.object, node), message)
            .also(Place::Value(connector.object, pattern), "read here")
            .help("name a topic for them that the pattern does not take");
    }
    if let Some(topics) = connector.text(TOPICS).filter(|_| connector.items(TOPICS).contains(&dead)) {
        let message = format!("{title} puts what it cannot read into `{dead}`, which it reads");
        cx.report(Place::Value(connector.object, node), message)
            .also(Place::Value(connector.object, topics.0), "read here")
            .help("name a topic of its own for them");
    }
}

/// Whether a pattern takes a whole topic; one that only Java reads takes none.
fn takes(pattern: &str, topic: &str) -> bool {
    regex_lite::Regex::new(&format!("^(?:{pattern})$")).is_ok_and(|regex| regex.is_match(topic))
}

fn names<'a>(connector: Connector<'a>, cx: &mut Cx<'a>) {
    let title = connector.object.title();
    for key in [TOPICS, DEAD] {
        let Some((node, text)) = connector.text(key).filter(|(_, text)| !text.contains("${")) else {
            continue;
        };
        let problem = connector.items(key).into_iter().find_map(|name| {
            let problem = topic_name(&name)?;
            Some((name, problem))
        });
        if let Some((name, problem)) = problem {
            let message = format!("the topic name `{name}` in `{key}` of {title} {problem}");
            let several = key == TOPICS && text.split_whitespace().count() > 1 && !text.contains(',');
            cx.report(Place::Value(connector.object, node), message).help(match several {
                true => "put a comma between two topics",
                false => {
                    "Connect takes it, and the first record fails: write the name of a topic Kafka can have"
                }
            });
        }
    }
    let Some((node, pattern)) = connector.text(PATTERN) else { return };
    if let Some(problem) = java_pattern(&pattern) {
        let message = format!("the pattern `{pattern}` in `{PATTERN}` of {title} {problem}");
        cx.report(Place::Value(connector.object, node), message)
            .help("write a regular expression of Java: `orders-.*` for all that begins with `orders-`");
    }
}
