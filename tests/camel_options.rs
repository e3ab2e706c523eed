//! A real Connect worker accepts each of these mistakes without a word, and the connector fails when it runs or when a record comes: so
//! all of them are ours to say.

use std::fs;
use streamwright::pipeline::{Input, compile};
use streamwright::source::MemoryFiles;

const STORY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/blueprints/strimzi-connect-stack.yaml");
const TOKEN: &str = "camel.kamelet.telegram-source.authorizationToken: {secretRef: telegram-bot/token}";
const QUEUE: &str = "camel.kamelet.aws-sqs-sink.queueNameOrArn: telegram-archive";
const REGION: &str = "camel.kamelet.aws-sqs-sink.region: eu-west-1";
const KEY: &str = "camel.kamelet.aws-sqs-sink.accessKey: {secretRef: aws-sqs/accessKey}";
const PRODUCES: &str = "produces: [telegram-messages]\n        config:";

fn said(from: &str, to: &str) -> Vec<&'static str> {
    let story = fs::read_to_string(STORY).unwrap();
    assert!(story.contains(from), "{from}");
    let bytes = story.replacen(from, to, 1).into_bytes();
    let files = MemoryFiles::new();
    let compiled = compile(Input { name: "stack.yaml".into(), bytes, files: &files });
    compiled.diagnostics.iter().map(|d| d.code.id).collect()
}

/// `line` with another below it, at the same depth.
fn and(line: &str, more: &str) -> String {
    format!("{line}\n          {more}")
}

#[test]
fn what_a_worker_accepts_in_silence_is_said_here() {
    let missing = "missing-connector-option";
    let cases = [
        (TOKEN, "camel.main.name: bot".to_owned(), missing),
        (TOKEN, TOKEN.replace("authorizationToken", "authorisationToken"), missing),
        (TOKEN, TOKEN.replace("camel.kamelet.telegram-source", "camel.source.endpoint"), missing),
        (TOKEN, and(TOKEN, "topic: telegram-messages"), "unknown-connector-option"),
        (TOKEN, and(TOKEN, "topics: telegram-messages"), "derived-key"),
        (PRODUCES, "config:".to_owned(), "kamelet-option-missing"),
        (PRODUCES, PRODUCES.replace("telegram-messages", "telegram messages"), "bad-topic-name"),
        (
            TOKEN,
            TOKEN.replace("{secretRef: telegram-bot/token}", "\"${directory:/mnt/bot:token}\""),
            "unknown-config-provider",
        ),
        (TOKEN, and(TOKEN, "topic.creation.default.replication.factor: 0"), "connect-config-refused"),
        (TOKEN, and(TOKEN, "producer.override.acks: seven"), "connect-config-refused"),
        (
            TOKEN,
            and(TOKEN, "value.converter: org.apache.kafka.connect.json.JsonConverter"),
            "json-converter-fails",
        ),
        (QUEUE, "camel.main.name: archive".to_owned(), missing),
        (QUEUE, QUEUE.replace("queueNameOrArn", "queueName"), missing),
        (QUEUE, QUEUE.replace("aws-sqs-sink", "awsSqsSink"), missing),
        (QUEUE, QUEUE.replace("camel.kamelet.aws-sqs-sink", "camel.sink.path"), missing),
        (REGION, "camel.main.name: archive".to_owned(), missing),
        (KEY, "camel.main.name: archive".to_owned(), "kamelet-option-missing"),
        (QUEUE, and(QUEUE, "consumer.override.max.poll.records: many"), "connect-config-refused"),
        (TOKEN, and(TOKEN, "camel.kamelet.telegram-source.chatId: 17"), "kamelet-option-ignored"),
        (
            QUEUE,
            and(QUEUE, "camel.kamelet.aws-sqs-sink.messageGroupIdStrategy: useConstant"),
            "kamelet-option-ignored",
        ),
        (TOKEN, and(TOKEN, "errors.deadletterqueue.topic.name: unread"), "kamelet-option-ignored"),
        (TOKEN, and(TOKEN, "camel.sink.marshal: json"), "kamelet-option-ignored"),
        (QUEUE, and(QUEUE, "camel.source.url: timer:tick"), "kamelet-option-ignored"),
    ];
    for (from, to, code) in cases {
        let found = said(from, &to);
        assert!(found.contains(&code), "{from} -> {to}: {found:?} has no {code}");
    }
    let silent = [
        (TOKEN, TOKEN.to_owned()),
        (TOKEN, TOKEN.replace("authorizationToken", "authorization-token")),
        (QUEUE, QUEUE.replace("queueNameOrArn", "queue-name-or-arn")),
        (QUEUE, and(QUEUE, "camel.kamelet.aws-sqs-sink.auto-create-queue: true")),
        (QUEUE, and(QUEUE, "errors.deadletterqueue.topic.name: unread")),
        (QUEUE, and(QUEUE, "camel.component.aws2-sqs.concurrentConsumers: 4")),
        (TOKEN, and(TOKEN, "camel.source.endpoint.initialDelay: 1000")),
        (TOKEN, and(TOKEN, "camel.beans.mine: \"#class:com.example.Mine\"")),
        (TOKEN, and(TOKEN, "camel.idempotency.kafka.topic: seen")),
        (TOKEN, and(TOKEN, "errors.tolerance: all")),
    ];
    for (from, to) in silent {
        assert_eq!(said(from, &to), [""; 0], "{to}");
    }
}
