use super::{list, map, node};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use streamwright::yaml::{Node, Value};

fn scalar() -> impl Strategy<Value = Value<()>> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(|i| Value::Int(i.into())),
        any::<u64>().prop_map(|i| Value::Int(i.into())),
        any::<f64>().prop_filter("JSON has no infinity", |x| x.is_finite()).prop_map(Value::Float),
        any::<String>().prop_map(Value::String),
        "[ -~\n\t]{0,40}".prop_map(Value::String),
        "([a-z:#'\" -]{0,12}\n){1,4}".prop_map(Value::String),
    ]
}

/// Any tree that JSON can say.
pub fn any_tree() -> impl Strategy<Value = Node<()>> {
    scalar().prop_map(node).prop_recursive(5, 60, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(list),
            prop::collection::btree_map(any::<String>(), inner, 0..6).prop_map(map),
        ]
    })
}

/// The same cases on every run.
pub fn runner(cases: u32) -> TestRunner {
    TestRunner::new_with_rng(
        Config { cases, failure_persistence: None, ..Config::default() },
        TestRng::deterministic_rng(RngAlgorithm::ChaCha),
    )
}
