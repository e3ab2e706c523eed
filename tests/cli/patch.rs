use crate::process::{Done, Folder};
use serde_json::{Value, json};

const FIVE: &str = "# Configure Kafka to advertise IP addresses instead of FQDN\n\
    IP_ADDRESS=$(hostname -i)\n\
    echo advertised.listeners=$IP_ADDRESS\n\
    sed -i.bak -e '/advertised/{/advertised@/!d;}' /usr/hdp/current/kafka-broker/conf/server.properties\n\
    echo \"advertised.listeners=PLAINTEXT://$IP_ADDRESS:9092\" >> /usr/hdp/current/kafka-broker/conf/server.properties\n";
const OLD: &str = "export JAVA_HOME={{java64_home}}\nexport KEY_PASSWORD=in-the-template\n";

fn answer(kind: &str, properties: Value) -> Value {
    json!({"href": "http://10.0.0.4:8080/api/v1/clusters/kafka-hdi/configurations", "items": [{
        "type": kind, "tag": "version1", "version": 1, "Config": {"cluster_name": "kafka-hdi", "stack_id": "HDP-3.1"},
        "properties": properties, "properties_attributes": {"final": {"log.dirs": "true"}},
    }]})
}

fn env(content: &str) -> Value {
    answer("kafka-env", json!({"kafka_user": "kafka", "content": content, "kafka_log_dir": "/var/log/kafka"}))
}

fn broker() -> Value {
    let properties = json!({
        "zookeeper.connect": "zk0:2181", "listeners": "PLAINTEXT://localhost:9092", "ssl.key.password": "in-the-broker", "é": "\u{1f600}\\u0000",
    });
    answer("kafka-broker", properties)
}

fn patch(folder: &Folder, more: &[&str]) -> Done {
    let basic = ["patch", "kafka-env", "--example", "hdinsight-peered-aks", "--current", "env.json"];
    folder.run(&[&basic[..], more].concat())
}

fn configurations(body: &str) -> Vec<Value> {
    let body: Value = serde_json::from_str(body).expect("the body is JSON");
    body[0]["Clusters"]["desired_config"].as_array().expect("a list").clone()
}

#[test]
fn both_types_become_one_body_with_everything_that_was_there() {
    let folder = Folder::new()
        .with("env.json", env(&format!("{OLD}{FIVE}")).to_string())
        .with("broker.json", broker().to_string());
    let done = patch(&folder, &["--kafka-broker", "broker.json"]);
    assert_eq!(done.code, 0, "{}", done.err);
    let [env, broker] = &configurations(&done.out)[..] else { panic!("{}", done.out) };
    assert_eq!((&env["type"], &env["tag"]), (&json!("kafka-env"), &json!("STREAMWRIGHT_TAG")));
    let content = env["properties"]["content"].as_str().expect("text");
    assert!(content.starts_with(&format!("{OLD}# >>> streamwright:advertise-ip v")), "{content}");
    assert!(!content.contains("IP_ADDRESS"), "{content}");
    assert_eq!(
        env["properties"].as_object().unwrap().keys().collect::<Vec<_>>(),
        ["kafka_user", "content", "kafka_log_dir"]
    );
    let mut wanted = self::broker()["items"][0]["properties"].clone();
    wanted["listeners"] = json!("PLAINTEXT://0.0.0.0:9092");
    assert_eq!(broker["properties"].to_string(), wanted.to_string(), "in the same order, too");
    assert_eq!(broker["properties_attributes"], json!({"final": {"log.dirs": "true"}}));
    assert!(
        env["service_config_version_note"]
            .as_str()
            .unwrap()
            .starts_with("streamwright hdinsight-peered-aks sha256:")
    );

    assert!(done.err.contains("-IP_ADDRESS=$(hostname -i)\n"), "{}", done.err);
    assert!(done.err.contains("-kafka-broker/listeners=PLAINTEXT://localhost:9092\n+kafka-broker/listeners=PLAINTEXT://0.0.0.0:9092\n"));
    assert!(done.err.contains("5 lines of Microsoft's taken out: 3, 4, 5, 6, 7"), "{}", done.err);
    for secret in ["in-the-template", "in-the-broker"] {
        assert!(!done.err.contains(secret), "{}", done.err);
    }

    let again = Folder::new()
        .with("env.json", json!({"items": [env]}).to_string())
        .with("broker.json", json!({"items": [broker]}).to_string());
    let again = patch(&again, &["--kafka-broker", "broker.json"]);
    assert_eq!((again.code, &again.out), (0, &done.out), "merged twice it is the same");
    assert!(again.err.contains("nothing to change"), "{}", again.err);
}

#[test]
fn the_other_shapes_people_export_are_taken_and_a_half_is_told_apart() {
    let item = env(OLD)["items"][0].clone();
    let whole = patch(&Folder::new().with("env.json", env(OLD).to_string()), &[]);
    assert!(
        whole.err.contains("`listeners` of `kafka-broker` must change in the same step"),
        "{}",
        whole.err
    );
    let of_configs_py =
        json!({"properties": item["properties"], "properties_attributes": item["properties_attributes"]});
    for shape in [item.clone(), of_configs_py] {
        let done = patch(&Folder::new().with("env.json", format!("\u{feff}{shape}")), &[]);
        assert_eq!((done.code, &done.out), (0, &whole.out), "{}", done.err);
    }
    let bare = patch(&Folder::new().with("env.json", item["properties"].to_string()), &[]);
    assert_eq!(bare.code, 0, "{}", bare.err);
    assert!(bare.err.contains("does not say of which cluster it is"), "{}", bare.err);
    let stdin = Folder::new().run_with(
        &["patch", "kafka-env", "--example", "hdinsight-peered-aks", "--current", "-"],
        &item.to_string(),
    );
    assert_eq!(stdin.out, whole.out, "{}", stdin.err);
}

#[test]
fn what_changes_goes_to_stdout_on_request_and_a_file_is_its_owner_s() {
    let folder = Folder::new().with("env.json", env(OLD).to_string()).with("body.json", "old");
    let done = patch(&folder, &["--diff"]);
    assert_eq!(done.code, 0, "{}", done.err);
    assert!(
        done.out.starts_with("--- kafka-env/content exported\n+++ kafka-env/content wanted\n@@ -1,2 +1,"),
        "{}",
        done.out
    );
    assert!(done.out.contains("\n export KEY_PASSWORD=(hidden)\n"), "{}", done.out);
    let done = patch(&folder, &["--out", "body.json"]);
    assert_eq!((done.code, done.out.as_str()), (0, ""), "{}", done.err);
    assert_eq!(configurations(&folder.read("body.json")).len(), 1);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = folder.path().join("body.json").metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}

#[test]
fn what_cannot_be_merged_into_is_refused_with_what_to_do() {
    let other = |kind: &str, cluster: &str| {
        let mut export = env(OLD);
        export["items"][0]["type"] = json!(kind);
        export["items"][0]["Config"]["cluster_name"] = json!(cluster);
        export.to_string()
    };
    let mut number = env(OLD);
    number["items"][0]["properties"]["kafka_user"] = json!(1);
    let href = json!({"href": "http://h/api/v1/clusters/other/configurations?type=kafka-env", "type": "kafka-env", "properties": {"content": ""}});
    let cases = [
        ("{\n  \"items\": [{\"type\": \"kafka-env\",".to_owned()),
        ("{\"items\": [],\n \"items\": []}".to_owned()),
        json!({"items": []}).to_string(),
        other("kafka-broker", "kafka-hdi"),
        other("kafka-env", "kafka-hdi-2"),
        href.to_string(),
        number.to_string(),
        json!({"content": "log4j.rootLogger=INFO"}).to_string(),
        env(&format!("{OLD}# >>> streamwright:advertise-ip v0 >>>\n")).to_string(),
        env("echo advertised.listeners=x | tee -a server.properties\n").to_string(),
        env(&format!("if true; then\n{FIVE}fi\n")).to_string(),
        env(&FIVE.replace(":9092", ":9092,SSL://$IP_ADDRESS:9093")).to_string(),
        env("n=${#list[@]}\n").to_string(),
        "[]".to_owned(),
    ];
    let mut said = String::new();
    for text in cases {
        let done = patch(&Folder::new().with("env.json", text), &[]);
        assert_eq!((done.code, done.out.as_str()), (2, ""), "{}", done.err);
        said += &done.err;
    }
    insta::assert_snapshot!("patch_refusals", said);
}

#[test]
fn the_cluster_is_a_choice() {
    let folder = Folder::new().with("env.json", env(OLD).to_string());
    let done = patch(&folder, &["--cluster", "hdj"]);
    assert_eq!(done.code, 2);
    assert!(
        done.err.contains("there is no HDInsight cluster `hdj`") && done.err.contains("did you mean `hdi`?"),
        "{}",
        done.err
    );
    assert_eq!(patch(&folder, &["--cluster", "hdi", "--env", "default"]).code, 0);
    let none =
        folder.run(&["patch", "kafka-env", "--example", "strimzi-connect-stack", "--current", "env.json"]);
    assert_eq!(none.code, 2);
    assert!(none.err.contains("has no HDInsight cluster"), "{}", none.err);
}
