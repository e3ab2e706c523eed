use super::{blueprint, run};
use streamwright::diagnostic::Severity;

fn said(keys: &str) -> Vec<String> {
    let text = blueprint("", &format!("kind: Deployment\nnamespace: apps\nimage: shop:1\n{keys}"));
    let compiled = run(&text);
    let errors = compiled.diagnostics.iter().filter(|d| d.severity == Severity::Error);
    errors.map(|d| format!("{}: {}", d.code.id, d.message)).collect()
}

fn connected(to: &str, env: &str) -> Vec<String> {
    said(&format!("connections:\n  c: {{to: {to}, produces: [orders], env: {{{env}}}}}\n"))
}

#[test]
fn a_variable_holds_text_and_stands_once() {
    assert_eq!(
        said("env: {PORT: 8080, TRACE: true, OK: \"8080\"}\n"),
        [
            "wrong-type: `apps/shop/env/PORT` is an integer, and a variable holds text",
            "wrong-type: `apps/shop/env/TRACE` is a boolean, and a variable holds text",
        ]
    );
    let twice = said(
        "env: {A: x}\nconnections:\n  c: {to: streaming/tls, produces: [orders], env: {A: bootstrapServers, B: podName}}\n  \
         d: {to: streaming/tls, produces: [orders], env: {B: podName}}\n",
    );
    assert_eq!(
        twice,
        [
            "duplicate-variable: `A` is set by `apps/shop/env` and by `apps/shop/connections/c/env`",
            "duplicate-variable: `B` is set by `apps/shop/connections/c/env` and by `apps/shop/connections/d/env`",
        ]
    );
}

#[test]
fn each_word_needs_an_answer() {
    for word in [
        "saslMechanism",
        "saslJaasConfig",
        "username",
        "password",
        "truststore",
        "truststoreType",
        "keystore",
        "keystoreType",
        "group",
        "applicationId",
        "stateDir",
        "bootstrapHost",
    ] {
        let found = connected("legacy/plaintext", &format!("A: {word}"));
        assert_eq!(found.len(), 1, "{word}: {found:?}");
        assert!(found[0].starts_with("variable-without-value: `A` asks for"), "{word}: {found:?}");
    }
    for word in ["bootstrapServers", "bootstrapPort", "securityProtocol", "podName"] {
        assert_eq!(connected("legacy/plaintext", &format!("A: {word}")), [""; 0], "{word}");
    }
}

#[test]
fn a_keystore_needs_one_file() {
    for word in ["keystore", "keystoreType", "password"] {
        assert_eq!(connected("streaming/mutual", &format!("A: {word}")).len(), 1, "{word}");
    }
    assert_eq!(connected("hubs/pair", "A: keystore").len(), 1);
    assert_eq!(connected("hubs/cert", "A: keystore"), [""; 0]);
    assert_eq!(connected("streaming/tls", "A: keystore").len(), 1);
}

#[test]
fn a_service_leads_somewhere() {
    assert_eq!(
        said("service: {type: ClusterIP}\n"),
        ["missing-key: `apps/shop/service` leads to no port: `apps/shop` declares none"]
    );
    assert_eq!(
        said("ports: {a: 1024, b: 1025}\nservice: {port: 80}\n"),
        ["bad-port: `apps/shop/service/port` belongs to the port called `http`, and none of a, b is"]
    );
    assert_eq!(
        said("ports: {http: 8080, b: 9090}\nservice: {port: 9090}\n"),
        ["bad-port: `apps/shop/service` would have port 9090 twice: for `http` and for `b`"]
    );
}

#[test]
fn labels_that_select_are_not_the_users() {
    let found = said("podLabels: {team: shop, app.kubernetes.io/instance: blue}\n");
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("reserved-label: `apps/shop/podLabels` sets `app.kubernetes.io/instance`"));
}

#[test]
fn the_files_of_a_connection_have_a_place_of_their_own() {
    let volume = |volume: &str, to: &str| {
        said(&format!("volumes: {{{volume}}}\nconnections:\n  c: {{to: {to}, produces: [orders]}}\n"))
    };
    let mounted = volume("x: {mountPath: /etc/kafka/c, emptyDir: {}}", "streaming/tls");
    let message = "duplicate-volume: `apps/shop/volumes/x` is mounted at `/etc/kafka/c`, where the files of \
                   `apps/shop/connections/c` are mounted";
    assert_eq!(mounted, [message]);
    assert_eq!(volume("kafka-c-ca: {mountPath: /x, emptyDir: {}}", "streaming/tls").len(), 1);
    assert_eq!(volume("kafka-c-ca: {mountPath: /x, emptyDir: {}}", "legacy/plaintext"), [""; 0]);
}
