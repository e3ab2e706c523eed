//! Configurations nobody would write and everything that could go wrong in them.

use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Map, Value, json};
use streamwright::emit::merge::Wanted;

const FILE: &str = "/usr/hdp/current/kafka-broker/conf/server.properties";

/// Text that shells, Jinja, JSON, jq and terminals have something to say about.
pub fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => "[ -~]{1,6}",
        1 => any::<char>().prop_map(String::from),
        3 => select(vec![
            "'", "\"", "\\", "`id`", "$(id)", "${IFS}", "\n", "\r", "\r\n", "\t", "\u{0}", "\u{1b}[2J", "\u{2028}", "\u{7f}",
            "{{", "}}", "{%", "%}", "{#", "#}", "${#a}", "{{ x }}", "{% raw %}", "{%- endraw %}", "#", "\\u0000", "\\(1)", "😀",
            "\u{feff}", "é", "EOF", "STREAMWRIGHT", "advertised", "IP_ADDRESS", "ssl.", "=", "/", "..", "%s", "&", "|", ";",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..5).prop_map(|pieces| pieces.concat())
}

/// A line of a template: ours, Microsoft's, somebody's, or noise.
fn line() -> impl Strategy<Value = String> {
    let known = vec![
        "# >>> streamwright:advertise v1 sha256=0 >>>".to_owned(),
        "# <<< streamwright:advertise <<<".to_owned(),
        "# Configure Kafka to advertise IP addresses instead of FQDN".to_owned(),
        "IP_ADDRESS=$(hostname -i)".to_owned(),
        "export IP_ADDRESS=`hostname -I | awk '{print $1}'`".to_owned(),
        "echo advertised.listeners=$IP_ADDRESS".to_owned(),
        format!("sed -i.bak -e '/advertised/{{/advertised@/!d;}}' {FILE}"),
        format!("echo \"advertised.listeners=PLAINTEXT://$IP_ADDRESS:9092\" >> {FILE}"),
        format!(
            "echo \"advertised.listeners=PLAINTEXT://$IP_ADDRESS:9092, SSL://$IP_ADDRESS:9093\" >> {FILE}"
        ),
        format!("echo \"ssl.key.password=MyServerPassword123\" >> {FILE}"),
        "if [ -f x ]; then".to_owned(),
        "fi".to_owned(),
        "f() {".to_owned(),
        "true &&".to_owned(),
        "export B=\\".to_owned(),
        "export C=$IP_ADDRESS".to_owned(),
        "# IP_ADDRESS is set below".to_owned(),
        "export JAVA_HOME={{java64_home}}".to_owned(),
        "export JMX_PORT=${JMX_PORT:-9999}".to_owned(),
        "printf 'advertised.listeners=x' >> f".to_owned(),
        String::new(),
    ];
    let blank = prop_oneof![5 => Just(""), 1 => Just("  "), 1 => Just("\t")];
    let end = prop_oneof![8 => Just(""), 1 => Just("\r"), 1 => Just(" ")];
    prop_oneof![4 => (blank, select(known), end).prop_map(|(b, l, e)| format!("{b}{l}{e}")), 2 => hostile()]
}

/// Lines that mostly can be merged into: torn blocks and foreign lines would refuse nearly every free mixture.
fn content() -> impl Strategy<Value = String> {
    let five: Vec<String> = [
        "# Configure Kafka to advertise IP addresses instead of FQDN",
        "IP_ADDRESS=$(hostname -i)",
        "echo advertised.listeners=$IP_ADDRESS",
        &format!("sed -i.bak -e '/advertised/{{/advertised@/!d;}}' {FILE}"),
        &format!("echo \"advertised.listeners=PLAINTEXT://$IP_ADDRESS:9092\" >> {FILE}"),
    ]
    .map(str::to_owned)
    .to_vec();
    let older = prop::collection::vec(hostile(), 0..3).prop_map(|inside| {
        format!("# >>> streamwright:old v0 sha256=1 >>>\n{}\n# <<< streamwright:old <<<", inside.join("\n"))
    });
    let part = prop_oneof![
        6 => hostile(),
        3 => Just("export JAVA_HOME={{java64_home}}\nexport PID_DIR={{kafka_pid_dir}}".to_owned()),
        3 => Just(five.join("\n")),
        1 => Just(five[1..].join("\r\n")),
        3 => older,
        1 => line(),
    ];
    let tame = prop::collection::vec(part, 0..6).prop_map(|parts| parts.join("\n"));
    let wild = prop::collection::vec(line(), 0..8).prop_map(|lines| lines.join("\n"));
    prop_oneof![3 => tame, 2 => wild]
}

fn properties() -> impl Strategy<Value = Map<String, Value>> {
    let key = prop_oneof![
        3 => select(vec!["listeners", "kafka_user", "log.dirs", "ssl.keystore.password", "zookeeper.connect", "a", "b"])
            .prop_map(str::to_owned),
        1 => hostile(),
    ];
    let value =
        prop_oneof![200 => hostile().prop_map(Value::String), 1 => Just(Value::Null), 1 => Just(json!(1.0))];
    prop::collection::vec((key, value), 0..6).prop_map(Map::from_iter)
}

fn attributes() -> impl Strategy<Value = Option<Value>> {
    prop_oneof![
        40 => Just(None),
        10 => Just(Some(Value::Null)),
        30 => hostile().prop_map(|key| Some(json!({"final": {key: "true"}}))),
        1 => Just(Some(json!({"final": {"a": true}}))),
        1 => Just(Some(json!([]))),
    ]
}

/// An answer of Ambari's for a type, nearly always of that type and cluster.
fn answer(kind: &'static str, cluster: String) -> impl Strategy<Value = Value> {
    let found = prop_oneof![100 => Just(kind), 1 => Just("kafka-log4j")];
    let name = prop_oneof![80 => Just(Some(cluster)), 20 => Just(None), 1 => hostile().prop_map(Some)];
    let content = prop_oneof![100 => content().prop_map(Some), 1 => Just(None)];
    let place = 0..6_usize;
    let count = prop_oneof![120 => Just(1_usize), 1 => Just(0), 1 => Just(2)];
    (found, name, properties(), attributes(), content, place, count).prop_map(
        move |(found, name, rest, attributes, content, place, count)| {
            let mut properties = Map::new();
            let mut rest = rest.into_iter();
            properties.extend(rest.by_ref().take(place));
            if let (Some(content), "kafka-env") = (content, kind) {
                properties.insert("content".into(), content.into());
            }
            properties.extend(rest.filter(|(key, _)| key != "content"));
            let mut item = Map::from_iter([
                ("href".to_owned(), json!("http://hn0:8080/api/v1/x")),
                ("type".to_owned(), json!(found)),
                ("properties".to_owned(), Value::Object(properties)),
            ]);
            if let Some(attributes) = attributes {
                item.insert("properties_attributes".into(), attributes);
            }
            if let Some(name) = name {
                item.insert("Config".into(), json!({"cluster_name": name}));
            }
            json!({"items": vec![Value::Object(item); count]})
        },
    )
}

/// What a blueprint wants, and what Ambari has: `(wanted, kafka-env, kafka-broker)`.
pub fn case() -> impl Strategy<Value = (Wanted, Value, Value)> {
    wanted().prop_flat_map(|wanted| {
        let env = answer("kafka-env", wanted.cluster.clone());
        let broker = answer("kafka-broker", wanted.cluster.clone());
        (Just(wanted), env, broker)
    })
}

/// What a blueprint wants, hostile in every value.
pub fn wanted() -> impl Strategy<Value = Wanted> {
    let block = prop_oneof![
        5 => Just(Some("# >>> streamwright:advertise v1 sha256=2 >>>\nours=\"{{conf_dir}}\"\n# <<< streamwright:advertise <<<\n".to_owned())),
        3 => hostile().prop_map(|inside| Some(format!("# >>> streamwright:x\n{inside}\n# <<< streamwright:x"))),
        1 => Just(None),
    ];
    let listeners = select(vec![vec!["PLAINTEXT"], vec!["PLAINTEXT", "SSL"], vec!["SSL"], vec![]]);
    let broker = prop::collection::vec((hostile(), hostile()), 0..3);
    (hostile(), block, listeners, broker, hostile()).prop_map(|(cluster, block, listeners, broker, note)| {
        let mut ours: Map<String, Value> = broker.into_iter().map(|(k, v)| (k, v.into())).collect();
        ours.insert("listeners".into(), json!("PLAINTEXT://0.0.0.0:9092"));
        Wanted {
            cluster,
            block,
            listeners: listeners.into_iter().map(str::to_owned).collect(),
            broker: ours,
            note,
        }
    })
}
