//! One merge, written twice: in the program, and in the jq that `apply.sh` carries.

use crate::exercised::{exercised, version};
use crate::generated::case;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::Write;
use std::process::{Command, Stdio};
use std::time::Instant;
use streamwright::emit::merge::{self, Export, Refusal, Wanted};

const CASES: usize = 10_000;
const MERGE: &str = include_str!("../../src/emit/ambari/apply/merge.jq");
const MAIN: &str =
    ". as $case | try ($case.current | merged($case.wanted) | {merged: ., body: body(\"t\"; \"n\")}) catch .";

/// What the program makes of a case, in the words of the jq program.
fn ours(wanted: &Wanted, env: Value, broker: Value) -> Value {
    let merged = || -> Result<Value, Refusal> {
        let env = Export::read(env, merge::ENV, &wanted.cluster)?;
        let broker = Export::read(broker, merge::BROKER, &wanted.cluster)?;
        let (env, template) = merge::env(env, wanted)?;
        let broker = merge::broker(broker, wanted)?;
        let one = |m: &merge::Merged| json!({"properties": m.properties, "properties_attributes": m.attributes, "changed": m.changed});
        let lines = json!({"blocks": template.blocks, "documented": template.documented, "tls": template.tls, "address": template.address});
        Ok(json!({
            "merged": {"kafka-env": one(&env), "kafka-broker": one(&broker), "template": lines},
            "body": merge::body(&[&env, &broker], "t", "n"),
        }))
    };
    merged().unwrap_or_else(|refusal| {
        let (code, about) = refusal.code();
        json!({"refused": code, "about": about})
    })
}

/// All cases through one jq, one answer a line.
fn theirs(cases: &[Value]) -> Vec<Value> {
    let program = format!("{MERGE}\n{MAIN}");
    let mut jq = Command::new("jq")
        .args(["-c", &program])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap_or_else(|e| panic!("jq: {e}"));
    let text: String = cases.iter().map(|case| format!("{case}\n")).collect();
    let mut stdin = jq.stdin.take().unwrap();
    let writer = std::thread::spawn(move || stdin.write_all(text.as_bytes()));
    let output = jq.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert!(output.status.success(), "jq ended with {}", output.status);
    String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// As text, since equal maps may have another order.
fn same(one: &Value, other: &Value) -> bool {
    let text = Value::to_string;
    text(one) == text(other)
}

/// Nothing but what the blueprint wants has changed, and the template's other lines are all there.
fn nothing_lost(wanted: &Wanted, before: &Value, after: &Value, kind: &str) {
    let (before, after) = (&before["items"][0]["properties"], &after["merged"][kind]["properties"]);
    for (key, value) in before.as_object().unwrap() {
        let ours = if kind == merge::ENV { key == "content" } else { wanted.broker.contains_key(key) };
        assert!(ours || &after[key] == value, "`{key}` changed");
    }
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(after)[..keys(before).len()], keys(before)[..], "the order of keys");
}

#[test]
#[ignore = "needs jq; run tests/run ambari"]
fn the_script_merges_as_the_program_does_whatever_is_there() {
    let began = Instant::now();
    let mut runner = TestRunner::deterministic();
    let strategy = case();
    let mut outcomes: BTreeMap<String, usize> = BTreeMap::new();
    for _ in 0..CASES / 500 {
        let cases: Vec<(Wanted, Value, Value)> =
            (0..500).map(|_| strategy.new_tree(&mut runner).unwrap().current()).collect();
        let asked: Vec<Value> = cases
            .iter()
            .map(|(wanted, env, broker)| json!({"wanted": wanted.json(), "current": {"kafka-env": env, "kafka-broker": broker}}))
            .collect();
        let answers = theirs(&asked);
        assert_eq!(answers.len(), cases.len(), "one answer each");
        for ((case, answer), asked) in cases.into_iter().zip(answers).zip(asked) {
            let (wanted, env, broker) = case;
            let ours = ours(&wanted, env.clone(), broker.clone());
            assert!(same(&ours, &answer), "for {asked}\nours   {ours}\ntheirs {answer}");
            if ours.get("merged").is_some() {
                nothing_lost(&wanted, &env, &ours, merge::ENV);
                nothing_lost(&wanted, &broker, &ours, merge::BROKER);
            }
            *outcomes.entry(ours["refused"].as_str().unwrap_or("merged").to_owned()).or_default() += 1;
        }
    }
    println!("{outcomes:?}");
    for outcome in [
        "merged",
        "shape",
        "type",
        "cluster",
        "not-text",
        "torn-block",
        "foreign-line",
        "inside-block",
        "listener-lost",
        "unclosed-jinja",
        "jinja-in-value",
    ] {
        assert!(
            outcomes.get(outcome).is_some_and(|n| *n >= 20),
            "too few cases of `{outcome}`: {outcomes:?}"
        );
    }
    assert!(outcomes["merged"] > CASES / 4, "{outcomes:?}");
    exercised("jq", &version("jq"), "configurations merged as the program does", CASES, began.elapsed());
}
